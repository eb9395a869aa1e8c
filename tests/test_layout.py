"""The house: imports run one way, drawing stays under charts/, names are opened lazily, and every example runs."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import zhonglou_analysis
from zhonglou_analysis.lazy import homes

PACKAGE = Path(zhonglou_analysis.__file__).parent

# A wing imports only from those before it, and so does a room of the flat ground. A new one gets its place here.
ORDER = [
    "lazy",
    "errors",
    "files",
    "datapackage",
    "quantities",
    "texts",
    "reports",
    "arithmetic",
    "charts",
    "briefing",
    "cli",
]
WINGS = ("quantities", "texts", "reports", "arithmetic", "charts", "briefing")


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


TREES = {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
MODULES = [name for name in TREES if name != "__init__"]


def imports(name: str, only_at_its_head: bool = False) -> Iterator[str]:
    """Return what a module imports, wherever in it or at its head: own modules by their name, others by their first."""
    parents = name.split(".") if name in WINGS else name.split(".")[:-1]
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


def test_rooms_import_each_other_without_a_circle() -> None:
    rooms = {name: {other for other in imports(name) if other in TREES and other not in WINGS} for name in MODULES}
    TopologicalSorter(rooms).prepare()


def test_no_corridor_of_flat_files() -> None:
    flat = sorted(path.stem for path in PACKAGE.glob("*.py"))
    assert len(flat) <= 6, f"{', '.join(flat)}: a seventh belongs in a wing"


def test_the_house_has_few_floors() -> None:
    # The ground (errors, files …) is one floor; a wing stands one above the highest that it imports from.
    wings: dict[str, set[str]] = {wing: set() for wing in (*WINGS, "cli")}
    for name in MODULES:
        own = name.split(".")[0]
        others = {other.split(".")[0] for other in imports(name) if not other.startswith("/")}
        wings.setdefault(own, set()).update((others & {*WINGS, "cli"}) - {own})
    floors: dict[str, int] = {}
    for wing in TopologicalSorter(wings).static_order():  # fails where there is a circle
        floors[wing] = 1 + max((floors[other] for other in wings[wing]), default=0 if wing not in WINGS else 1)
    assert floors["quantities"] == 2
    assert max(floors.values()) <= 8, floors


@pytest.mark.parametrize("name", MODULES)
def test_no_room_holds_more_than_one_idea(name: str) -> None:
    path = PACKAGE.joinpath(*name.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 450, f"{name} has {lines} lines: past 400 look again, one room holds one idea"


@pytest.mark.parametrize("wing", WINGS)
def test_a_wing_says_what_it_is(wing: str) -> None:
    text = ast.get_docstring(TREES[wing]) or ""
    assert 8 <= len(text.splitlines()) <= 24
    rooms = {name.split(".")[1] for name in MODULES if name.startswith(f"{wing}.")}
    assert {room for room in rooms if f"``{room}``" not in text} == set(), "each room stands in it"


@pytest.mark.parametrize("name", [name for name in ["__init__", *MODULES] if not name.startswith("charts")])
def test_drawing_stays_under_charts(name: str) -> None:
    assert {"/matplotlib", "/seaborn", "/PIL"} & set(imports(name)) == set()


OFFICE = {"/docx", "/pptx", "/xlsxwriter", "/lxml"}


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("briefing")])
def test_office_libraries_stay_under_briefing(name: str) -> None:
    assert set(imports(name)) & OFFICE == set()


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("briefing")])
def test_office_libraries_are_imported_on_use(name: str) -> None:
    assert set(imports(name, only_at_its_head=True)) & OFFICE == set()


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


@pytest.mark.parametrize("wing", ["", *WINGS])
def test_every_public_name_opens_and_is_explained(wing: str) -> None:
    package = importlib.import_module(".".join(filter(None, ["zhonglou_analysis", wing])))
    rooms = homes(str(package.__file__))
    assert package.__all__ == sorted(rooms)
    assert rooms
    for name, room in rooms.items():
        value, home = getattr(package, name), importlib.import_module(room, package.__name__)
        assert getattr(home, name) is value
        assert name in dir(package)
        if callable(value):
            assert value.__module__ == home.__name__, f"{name} is opened from {home.__name__} and lives elsewhere"
            assert (value.__doc__ or "").strip()


def test_dir_shows_public_names_only() -> None:
    zhonglou_analysis.load_report()  # imports rooms, which are attributes of the package from then on
    assert dir(zhonglou_analysis) == zhonglou_analysis.__all__


def test_the_package_says_which_function_is_for_what() -> None:
    said = zhonglou_analysis.__doc__ or ""
    named = set(re.findall(r"``(\w+)(?=[`(])", said))
    assert named - set(zhonglou_analysis.__all__) == set()
    assert len(named) > 30
    assert set(zhonglou_analysis.CHARTS) & {name.removeprefix("plot_") for name in named}
    for name, parameter in re.findall(r"``(\w+)\([^`]*?(\w+)=", said):
        assert parameter in inspect.signature(getattr(zhonglou_analysis, name)).parameters


@pytest.mark.parametrize("wing", ["", *WINGS])
def test_no_public_name_is_a_module(wing: str) -> None:
    # Importing the module would replace the function as an attribute of the package.
    package = importlib.import_module(".".join(filter(None, ["zhonglou_analysis", wing])))
    rooms = {path.stem for path in Path(str(package.__file__)).parent.iterdir()}
    assert set(package.__all__) & rooms == set()


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


def test_every_function_and_class_says_what_it_is() -> None:
    silent = [
        f"{name}.{node.name}"
        for name, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert silent == []


PUBLIC_FUNCTIONS = [
    name
    for name in zhonglou_analysis.__all__
    if callable(getattr(zhonglou_analysis, name)) and not isinstance(getattr(zhonglou_analysis, name), type)
]


@pytest.mark.parametrize("name", PUBLIC_FUNCTIONS)
def test_a_public_function_is_documented_in_full(name: str) -> None:
    function = getattr(zhonglou_analysis, name)
    text = inspect.getdoc(function) or ""
    sections = set(re.findall(r"^(\w+)\n-+$", text, flags=re.M))
    arguments = set(inspect.signature(function).parameters)
    assert sections >= {"Examples"} | ({"Parameters"} if arguments else set())
    assert sections & {"Returns", "Yields"}
    if arguments:
        section = re.split(r"\n\n\w+\n-", text.split("Parameters\n", 1)[1])[0]
        documented = set(re.findall(r"\w+", " ".join(re.findall(r"^[*\w][^:\n]*", section, flags=re.M))))
        assert arguments - documented == set()


# The rooms that tests look into, where what they ask for is no business of another wing.
LOOKED_INTO = {
    "arithmetic.scenarios", "briefing.columns", "briefing.pictures", "briefing.word_xml",
    "charts.catalogue", "charts.chart", "charts.checking", "charts.drawing", "charts.layout",
    "charts.saving", "charts.style", "charts.table",
}  # fmt: skip


def test_tests_import_from_the_package_or_a_wing() -> None:
    paths = sorted((PACKAGE.parent / "tests").rglob("*.py"))
    assert len(paths) > 20
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("zhonglou_analysis."):
                wing, _, room = (node.module or "").removeprefix("zhonglou_analysis.").partition(".")
                assert not room or f"{wing}.{room}" in LOOKED_INTO, f"{path.name}: import from {wing}, not from {room}"


def test_no_absolute_path_of_a_machine_in_the_tree() -> None:
    root = PACKAGE.parent
    for folder in ("zhonglou_analysis", "tests", "benchmarks", "data"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".csv", ".json", ".md", ".mplstyle"):
                text = path.read_text(encoding="utf-8")
                assert not re.search(r"[\"'(\s]/(?:work|tmp|home|root|Users)/", text), path.relative_to(root)
