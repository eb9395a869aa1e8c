"""A whole briefing in both languages, written once: four files each, and what they were made of."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from zhonglou_analysis.briefing import chart_names, gather, write_briefing
from zhonglou_analysis.reports import load_report

for library in ("docx", "pptx", "xlsxwriter"):
    pytest.importorskip(library, reason="the extra office is not installed")

LANGS = ("zh", "en")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("briefing")
    steps = []
    written = write_briefing(out, lang="all", progress=lambda done, of: steps.append((done, of)))
    assert [path.name for path in written] == [f"briefing_{lang}.{kind}" for lang in LANGS for kind in
                                               ("docx", "pptx", "xlsx", "html")]  # fmt: skip
    assert steps == [(n, 8) for n in range(1, 9)]
    return out


@pytest.fixture(scope="session")
def said():
    return {lang: gather(load_report(), lang, chart_names(())) for lang in LANGS}


@pytest.fixture(params=LANGS)
def lang(request):
    return request.param


@pytest.fixture(scope="session")
def parts(folder):
    """The parts of an office file by name; those of packages inside it under ``outer!inner``."""

    def read(kind, lang):
        return unpacked((folder / f"briefing_{lang}.{kind}").read_bytes())

    return read


def unpacked(content: bytes) -> dict[str, bytes]:
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            body = found[name] = package.read(name)
            if name.endswith(".xlsx"):
                found |= {f"{name}!{inner}": part for inner, part in unpacked(body).items()}
    return found


def is_han(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None
