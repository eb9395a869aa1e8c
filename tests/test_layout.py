"""The house: imports run one way, drawing stays under charts/, names are opened lazily, and every example runs."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import zhonglou_analysis

PACKAGE = Path(zhonglou_analysis.__file__).parent

# A module imports only from those before it. A new module gets its place here.
ORDER = [
    "errors", "bounds", "datafiles", "whole_files", "units", "wording",
    "numerals", "folding", "assertions", "grammar", "quantities", "context", "phrases",
    "setting_aside", "spelled", "items", "scanning", "extraction",
    "drafting", "reading",
    "observations", "absence", "report", "lookup", "alignment", "auditing",
    "results", "operands", "ratios", "composition", "compounding", "relations", "reconciliation",
    "assumptions", "projections", "scenarios",
    "charts",
    "panel", "terminal", "cli",
]  # fmt: skip


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


TREES = {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
MODULES = [name for name in TREES if name != "__init__"]


def imports(name: str, only_at_its_head: bool = False) -> Iterator[str]:
    """Return what a module imports, wherever in it or at its head: own modules by their name, others by their first."""
    parents = name.split(".")[:-1] if name != "charts" else ["charts"]
    for node in TREES[name].body if only_at_its_head else ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (f"/{alias.name.split('.')[0]}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield f"/{(node.module or '').split('.')[0]}"
        elif isinstance(node, ast.ImportFrom):
            above = parents[: len(parents) - node.level + 1]
            full = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = ".".join(filter(None, [full, alias.name]))
                yield inner if inner in TREES else full or alias.name


def test_every_module_has_its_place() -> None:
    assert sorted({name.split(".")[0] for name in MODULES}) == sorted(ORDER)


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_one_way(name: str) -> None:
    at = ORDER.index(name.split(".")[0])
    for other in imports(name):
        if not other.startswith("/") and other.split(".")[0] != name.split(".")[0]:
            assert other.split(".")[0] in ORDER[:at], f"{name} imports {other}, which stands below it"


def test_charts_import_each_other_without_a_circle() -> None:
    charts = [name for name in MODULES if name.startswith("charts.")]
    TopologicalSorter({name: [other for other in imports(name, True) if other in charts] for name in charts}).prepare()


@pytest.mark.parametrize("name", [name for name in ["__init__", *MODULES] if not name.startswith("charts")])
def test_drawing_stays_under_charts(name: str) -> None:
    assert {"/matplotlib", "/seaborn", "/PIL"} & set(imports(name)) == set()


def test_the_package_loads_no_drawing() -> None:
    code = "import sys, zhonglou_analysis; print({'matplotlib', 'seaborn'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_the_analysis_loads_no_drawing() -> None:
    code = (
        "import sys, zhonglou_analysis as zl; zl.reconcile(); zl.project_targets(); zl.goal_scenarios();"
        "zl.load_observations(); print({'matplotlib', 'seaborn'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


# --- public names -----------------------------------------------------------------------------------------------------


def declared() -> dict[str, str]:
    """Return the names that type checkers see in __init__, each with its module."""
    block = next(node for node in TREES["__init__"].body if isinstance(node, ast.If))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    return {
        alias.asname or alias.name: str(node.module)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_what_type_checkers_see_is_what_is_opened() -> None:
    assert declared() == zhonglou_analysis._MODULE_OF
    assert zhonglou_analysis.__all__ == sorted(declared())


@pytest.mark.parametrize("name", zhonglou_analysis.__all__)
def test_every_public_name_opens_and_is_explained(name: str) -> None:
    value = getattr(zhonglou_analysis, name)
    home = importlib.import_module(f"zhonglou_analysis.{zhonglou_analysis._MODULE_OF[name]}")
    assert getattr(home, name) is value
    if callable(value):
        assert value.__module__ == home.__name__, f"{name} is opened from {home.__name__} and lives elsewhere"
        assert (value.__doc__ or "").strip()
    assert name in dir(zhonglou_analysis)


def test_no_public_name_is_a_module() -> None:
    # Importing the module would replace the function as an attribute of the package.
    assert set(zhonglou_analysis.__all__) & {name.split(".")[0] for name in MODULES} == set()


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'forecast'"):
        _ = zhonglou_analysis.forecast


# --- what is written about it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    module = importlib.import_module(f"zhonglou_analysis.{name}")
    report: list[str] = []
    runner = doctest.DocTestRunner()
    for case in doctest.DocTestFinder(exclude_empty=True).find(module, f"zhonglou_analysis.{name}"):
        runner.run(case, out=report.append)
    assert runner.failures == 0, "".join(report)


def test_examples_are_many() -> None:
    sources = {name: (PACKAGE / f"{name.replace('.', '/')}.py") for name in MODULES}
    with_examples = [name for name, path in sources.items() if path.exists() and ">>> " in path.read_text("utf-8")]
    assert len(with_examples) > 25, "a check that looked at nothing fails"


def public_functions() -> list[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    return [
        (f"{name}.{node.name}", node)
        for name, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]


def test_parameters_are_documented() -> None:
    missing = {}
    for name, node in public_functions():
        text = ast.get_docstring(node) or ""
        assert text, f"{name} has no docstring"
        if isinstance(node, ast.FunctionDef) and "Parameters\n---" in text:
            section = text.split("Parameters\n", 1)[1].split("\n\n", 1)[0]
            documented = set(re.findall(r"\w+", " ".join(re.findall(r"^[*\w][^:\n]*", section, flags=re.M))))
            arguments = {a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
            missing[name] = arguments - documented
    assert len(missing) > 40
    assert {name: left for name, left in missing.items() if left} == {}


def test_no_absolute_path_of_a_machine_in_the_tree() -> None:
    root = PACKAGE.parent
    for folder in ("zhonglou_analysis", "tests", "benchmarks", "data"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".csv", ".json", ".md", ".mplstyle"):
                text = path.read_text(encoding="utf-8")
                assert not re.search(r"[\"'(\s]/(?:work|tmp|home|root|Users)/", text), path.relative_to(root)
