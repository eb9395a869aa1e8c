"""What several tests share: the report's text where it is at hand, and a data folder that may be broken."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from zhonglou_analysis.files import data_folder

ROOT = Path(__file__).resolve().parents[1]

# The same examples on every machine, and no folder of earlier ones.
settings.register_profile("house", derandomize=True, max_examples=60, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def report_text() -> str:
    """The report's text, one paragraph a line; tests that need it are skipped where it is not."""
    path = Path(os.environ.get("ZHONGLOU_REPORT") or ROOT.parent / "shared" / "report_2023.txt")
    if not path.is_file():
        pytest.skip(f"the report's text is not at {path}; name it in ZHONGLOU_REPORT")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def report_lines(report_text: str) -> list[str]:
    """The paragraphs of the report; paragraph 1 is the first."""
    return report_text.splitlines()


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the data folder that a test may change, without the numbers of its rows."""
    copy = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    source = json.loads((copy / "source.json").read_text(encoding="utf-8"))
    del source["rows"]
    (copy / "source.json").write_text(json.dumps(source, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return copy


@pytest.fixture
def edit(data_copy: Path) -> Callable[[str, str, str], Path]:
    """Replace a text that stands once in a table of the copy, and return the folder."""

    def replace(table: str, old: str, new: str) -> Path:
        path = data_copy / table
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {table}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")
        return data_copy

    return replace
