"""What nbval lets pass: a notebook that was never run, or stripped, or that says nothing checkable."""

from __future__ import annotations

import json
import re
from pathlib import Path

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
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06", "07"]
    assert set(re.findall(r"\d\d_\w+\.ipynb", index)) == {path.name for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_as_it_runs(path):
    notebook = load(path)
    assert problems(notebook) == []
    assert len(notebook["cells"]) <= 40
    assert path.stat().st_size < 1_000_000
    assert notebook["cells"][0]["cell_type"] == "markdown"
    assert "".join(notebook["cells"][1]["source"]).startswith("# Parameters")
    assert path.read_text(encoding="utf-8").count("image/png") == sum(
        "plt.show()" in "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    )


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
