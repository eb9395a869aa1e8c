"""What nbval lets pass: a notebook that was never run, or stripped, that says nothing checkable or mixes languages."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def problems(notebook: dict) -> list[str]:
    """Return what is wrong with a stored notebook, cell by cell."""
    found = []
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if not code:
        found.append("it has no code")
    counts = [cell["execution_count"] for cell in code]
    if counts != list(range(1, len(code) + 1)):
        found.append(f"it was not run from top to bottom: {counts}")
    for number, cell in enumerate(code, start=1):
        source = "".join(cell["source"])
        if re.search(r"^\s*%(run|autoreload|load_ext)", source, re.M):
            found.append(f"code cell {number}: hidden state ({source[:40]!r})")
        if re.search(r"(?<![\w.])/(?:home|root|tmp|work|Users)/|file://", source):
            found.append(f"code cell {number}: a path of one machine")
        if "plot_" in source and not source.rstrip().endswith("plt.show()") and "plt.close(" not in source:
            found.append(f"code cell {number}: a plotting cell ends with plt.show(), or closes what it saved")
        for output in cell["outputs"]:
            text = json.dumps(output, ensure_ascii=False)
            if output["output_type"] == "error":
                found.append(f"code cell {number}: an error is stored")
            if output.get("name") == "stderr":
                found.append(f"code cell {number}: it wrote to standard error")
            if re.search(r"0x[0-9a-f]{6,}", text):
                found.append(f"code cell {number}: an address in memory is stored")
    for cell in notebook["cells"]:
        prose = "".join(cell["source"]) if cell["cell_type"] == "markdown" else ""
        for number in re.findall(r"\d+(?:\.\d+)?\s?(?:%|亿|万|yuan)|\d+\.\d+", prose):
            found.append(f"prose states {number!r}: a number is computed, or it can drift from the data")
    if sum(len(cell["outputs"]) for cell in code) < len(code) // 2:
        found.append("most of its cells have no output")
    return found


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_notebook_is_found_and_indexed():
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{number:02d}" for number in range(1, 10)]
    assert set(re.findall(r"\d\d_\w+\.ipynb", index)) == {path.name for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_as_it_runs(path):
    notebook = load(path)
    assert problems(notebook) == []
    assert len(notebook["cells"]) <= 40
    assert path.stat().st_size < 1_200_000
    assert notebook["cells"][0]["cell_type"] == "markdown"
    assert "".join(notebook["cells"][1]["source"]).startswith("# Parameters")
    assert path.read_text(encoding="utf-8").count("image/png") == sum(
        "plt.show()" in "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    )


# --- one language at a time -------------------------------------------------------------------------------------------

# Three English words in a row are a phrase; a Chinese one has punctuation inside or is long. Titles of documents
# and phrases of the report, which stand in quotes or in a column of their own, are neither.
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]+){2,}")
CHINESE = re.compile('[\u4e00-\u9fff][^\\s"]*[。\uff0c\uff1b][\u4e00-\u9fff]|[\u4e00-\u9fff]{20,}')
QUOTED = re.compile('《[^》]*》|“[^”]*”|"[^"]*"')


def foreign_phrases(texts: list[str], lang: str) -> list[str]:
    """Return what stands in the other language in the outputs of a notebook."""
    plain = [re.sub(r"<style.*?</style>|<[^>]+>", " ", text, flags=re.S) for text in texts]
    if lang == "en":
        plain = [QUOTED.sub("", text) for text in plain]
    pattern = ENGLISH if lang == "zh" else CHINESE
    return [text[max(0, found.start() - 40) : found.end() + 40] for text in plain for found in pattern.finditer(text)]


def outputs_in(notebook: dict, lang: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run a notebook's code in this process in a language; return every text that it shows, in charts too."""
    import IPython.display
    import matplotlib.pyplot as plt
    from matplotlib.text import Text

    shown: list[str] = []

    def show(*values: Any, **_: Any) -> None:
        for value in values:
            formatted = (getattr(value, name, None) for name in ("_repr_markdown_", "_repr_html_"))
            write: Callable[[], str] = next((f for f in formatted if f is not None), lambda value=value: repr(value))
            shown.append(str(write()))

    def show_figures() -> None:
        for number in plt.get_fignums():
            shown.extend(text.get_text() for text in plt.figure(number).findobj(Text))
        plt.close("all")

    monkeypatch.setattr(IPython.display, "display", show)
    monkeypatch.setattr(plt, "show", show_figures)
    namespace: dict[str, Any] = {"__name__": "notebook"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            source = re.sub(r"^%.*$", "", "".join(cell["source"]), flags=re.M)
            tree = ast.parse(re.sub(r'^LANG = "\w+"', f'LANG = "{lang}"', source, flags=re.M))
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(tree, "cell", "exec"), namespace)
                value = None if last is None else eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)
            shown.append(out.getvalue())
            if value is not None:
                show(value)
    return shown


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_speaks_the_language_it_is_asked_for(path, lang, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.chdir(FOLDER)
    shown = outputs_in(load(path), lang, monkeypatch)
    assert len("".join(shown)) > 200, "it shows something"
    assert foreign_phrases(shown, lang) == []


def test_a_foreign_phrase_is_seen():
    assert foreign_phrases(["印出的数 printed as a floor"], "zh")
    assert foreign_phrases(["<td>The level is a floor</td>"], "zh")
    assert not foreign_phrases(["编号 gdp_2022 gdp_2023_growth"], "zh")
    assert foreign_phrases(["the level 是下限，结果也是下限"], "en")
    assert not foreign_phrases(["source: 《江苏2023年，发布》, “890亿元以上，预计”"], "en")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_headings_and_prose_are_in_both_languages(path):
    for cell in load(path)["cells"]:
        if cell["cell_type"] == "markdown":
            prose = re.sub(r"`[^`]*`", "", "".join(cell["source"]))
            assert re.search("[\u4e00-\u9fff]{2}", prose), prose
            assert re.search("[A-Za-z]{3}", prose), prose


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_answer_is_one_call_of_the_library(path):
    cells = load(path)["cells"]
    at = next(i for i, cell in enumerate(cells) if "".join(cell["source"]).startswith("## The answer"))
    (statement,) = ast.parse("".join(cells[at + 1]["source"])).body
    assert ast.unparse(statement).startswith("zl.answer(")
    parameters = set(re.findall(r"^([A-Z_]+) =", "".join(cells[1]["source"]), re.M))
    used = "".join("".join(cell["source"]) for cell in cells[2:] if cell["cell_type"] == "code")
    assert {name for name in parameters if not re.search(rf"\b{name}\b", used)} == set(), "each parameter is used"


def test_only_the_sliders_escape_the_comparison_of_outputs():
    tagged = [
        (path.stem, "".join(cell["source"]))
        for path in NOTEBOOKS
        for cell in load(path)["cells"]
        if cell["metadata"] or "NBVAL" in "".join(cell["source"])
    ]
    assert [name for name, _ in tagged] == ["09_scenarios"]
    assert "interactive_output" in tagged[0][1]


# --- the check itself -------------------------------------------------------------------------------------------------


def stripped(notebook: dict) -> dict:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return notebook


def with_error(notebook: dict) -> dict:
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "error", "ename": "E", "evalue": "", "traceback": []}]
    return notebook


def out_of_order(notebook: dict) -> dict:
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["execution_count"] = 99
    return notebook


def with_address(notebook: dict) -> dict:
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["<object at 0x7f00deadbeef>"]}]
    return notebook


def with_typed_number(notebook: dict) -> dict:
    notebook["cells"][0]["source"] = ["GDP was 890亿元."]
    return notebook


@pytest.mark.parametrize("spoil", [stripped, with_error, out_of_order, with_address, with_typed_number])
def test_the_check_itself_fails_on_a_spoilt_notebook(spoil):
    assert problems(spoil(load(NOTEBOOKS[0])))


def test_pictures_are_compared(pytestconfig):
    hook = (FOLDER / "conftest.py").read_text(encoding="utf-8")
    assert "image/png" in hook
    assert pytestconfig.getoption("nbval") is True, "run pytest with its configured options: they contain --nbval"


def test_at_most_three_sanitising_rules_and_none_that_matches_digits():
    files = list(FOLDER.glob("*.cfg")) + list(FOLDER.glob("sanit*"))
    rules = [
        line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("regex")
    ]
    assert len(rules) <= 3
    assert not any(re.search(rule.split(":", 1)[1].strip(), "0123456789") for rule in rules)
