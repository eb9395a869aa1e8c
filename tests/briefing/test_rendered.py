"""The pages as an office program and a browser draw them. Skipped where there is none; CI installs them.

A font that was not set shows as a second family; a line or a slide too many as another number of pages.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE, BROWSER = (
    next(filter(None, map(shutil.which, names)), None)
    for names in (("soffice", "libreoffice"), ("chromium", "chromium-browser", "google-chrome"))
)
needs_office = pytest.mark.skipif(
    OFFICE is None or shutil.which("pdffonts") is None, reason="no LibreOffice with poppler: pages cannot be drawn"
)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no browser: install Chromium to open the page in it")

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<cachedir>{cache}</cachedir>{aliases}</fontconfig>"""
NAMES = ("Microsoft YaHei", "Times New Roman", "仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体", "宋体")


@pytest.fixture(scope="session")
def convert(tmp_path_factory):
    """Turn office files into PDF with one font, that stands in for those named: any other is one not set."""
    fonts = pytest.importorskip("pylopdf_fonts_zh_cn", reason="the packaged font is not installed")
    work = tmp_path_factory.mktemp("office")
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>Noto Sans SC</family></prefer></alias>'
        for name in NAMES
    )
    config = work / "fonts.conf"
    config.write_text(
        FONTS.format(fonts=Path(str(fonts.sans_path())).parent, cache=work / "cache", aliases=aliases), "utf-8"
    )

    def run(*paths: Path) -> list[Path]:
        subprocess.run(
            [OFFICE, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "pdf", "--outdir",
             str(work), *map(str, paths)],
            check=True, capture_output=True, timeout=240, env={**os.environ, "FONTCONFIG_FILE": str(config)},
        )  # fmt: skip
        return [work / f"{path.stem}.pdf" for path in paths]

    return run


@pytest.fixture(scope="session")
def drawn(convert, folder, tmp_path_factory):
    """Slides, document and workbook of both languages, drawn in one call."""
    named = tmp_path_factory.mktemp("named")
    paths = [
        Path(shutil.copy(folder / f"briefing_{lang}.{kind}", named / f"{kind}_{lang}.{kind}"))
        for lang in ("zh", "en")
        for kind in ("pptx", "docx", "xlsx")
    ]
    return {path.stem: pdf for path, pdf in zip(paths, convert(*paths), strict=True)}


def told(program: str, *words: str) -> str:
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


@needs_office
@pytest.mark.parametrize("name", [f"{kind}_{lang}" for kind in ("pptx", "docx", "xlsx") for lang in ("zh", "en")])
def test_there_is_one_family_of_fonts(name, drawn):
    lines = told("pdffonts", str(drawn[name])).splitlines()[2:]
    families = {re.sub(r"^[A-Z]{6}\+", "", line.split()[0]).split("-")[0] for line in lines}
    assert families == {"NotoSansSC"}


@needs_office
def test_nothing_is_written_outside_the_page(drawn):
    for name, pdf in drawn.items():
        text = told("pdftotext", "-bbox", str(pdf), "-")
        pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', text, flags=re.DOTALL)
        assert len(pages) > 3
        words = 0
        for width, height, body in pages:
            for x0, y0, x1, y1, word in re.findall(
                r'<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">([^<]*)<', body
            ):
                words += 1
                assert float(x0) >= -1, (name, word)
                assert float(y0) >= -1, (name, word)
                assert float(x1) <= float(width) + 1, (name, word)
                assert float(y1) <= float(height) + 1, (name, word)
        assert words > 100


@needs_office
def test_no_mark_of_a_footnote_stands_on_a_line_alone(drawn, said):
    for lang in ("zh", "en"):
        pages = told("pdftotext", "-layout", str(drawn[f"docx_{lang}"]), "-").split("\f")
        found = "".join("".join(pages[:4]).split())
        assert "".join(said[lang].figures[-1].finding.split()) in found
        alone = [line for page in pages[:2] for line in page.splitlines() if re.fullmatch(r"\s*\d+[。.]?\s*", line)]
        assert alone == [], lang


@needs_office
def test_a_slide_is_one_page(drawn, folder):
    from pptx import Presentation

    for lang in ("zh", "en"):
        slides = len(Presentation(str(folder / f"briefing_{lang}.pptx")).slides)
        assert int(re.search(r"Pages:\s+(\d+)", told("pdfinfo", str(drawn[f"pptx_{lang}"])))[1]) == slides


@needs_office
def test_every_label_of_a_chart_is_drawn(drawn, said):
    """A number that a chart shows is on its slide, in the text of the drawn page."""
    from zhonglou_analysis.briefing import plan_chart

    for lang in ("zh", "en"):
        text = "".join(told("pdftotext", "-raw", str(drawn[f"pptx_{lang}"]), "-").split())
        seen = 0
        for figure in said[lang].figures:
            plan = plan_chart(figure.exhibit.geometry, 864, 300, 14)
            labels = [p.label for s in plan.series for p in s.points if p.label] if plan else []
            for label in labels:
                for line in re.findall(r"[\d.,]+", label):
                    seen += 1
                    assert line in text, (lang, label)
        assert seen > 80


@needs_office
def test_a_page_has_22_lines_of_28_characters(convert, tmp_path):
    from zhonglou_analysis.briefing.word_xml import new_document

    document = new_document("zh")
    paragraph = document.add_paragraph("汉" * (28 * 22 * 2), style="Body Text")
    paragraph.paragraph_format.first_line_indent = 0
    from docx.oxml.ns import qn

    indent = paragraph._p.pPr.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), "0")
    document.save(str(tmp_path / "grid.docx"))
    (pdf,) = convert(tmp_path / "grid.docx")
    pages = told("pdftotext", "-layout", str(pdf), "-").split("\f")
    lines = [re.sub("[^汉]", "", line) for line in pages[0].splitlines()]
    assert [len(line) for line in lines if line] == [28] * 22


# --- the browser ------------------------------------------------------------------------------------------------------


def browse(work: Path, page: Path, *words: str) -> str:
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={work}/profile",
         "--virtual-time-budget=4000", *words, page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout


@needs_browser
def test_focus_shows_what_a_mark_asserts(folder, tmp_path):
    page = tmp_path / "page.html"
    text = (folder / "briefing_zh.html").read_text("utf-8")
    asked = (
        "<script>document.querySelector('.m').focus();"
        "document.title = document.getElementById('tip').hidden + '|' + document.getElementById('tip').textContent"
        "</script></body>"
    )
    page.write_text(text.replace("</body>", asked), encoding="utf-8")
    title = html.unescape(re.search(r"<title>(.*?)</title>", browse(tmp_path, page, "--dump-dom"))[1])
    assert title == "false|地区生产总值 2022；890亿元以上；不低于890亿元；预计；第7段“890亿元以上”"


@needs_browser
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler: the printed page cannot be read")
def test_it_prints_on_a4_with_figures_unbroken(folder, tmp_path, said):
    pdf = tmp_path / "page.pdf"
    browse(tmp_path, folder / "briefing_zh.html", f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    assert re.search(r"Page size:\s+59[45][.\d]* x 84[12][.\d]* pts \(A4\)", told("pdfinfo", str(pdf)))
    pages = ["".join(page.split()) for page in told("pdftotext", "-raw", str(pdf), "-").split("\f")]
    for figure in said["zh"].figures:
        headline = "".join(figure.exhibit.headline.split())
        source = "".join(figure.exhibit.source.split())[:30]
        caption = f"图{figure.number}{''.join(figure.title.split())}"
        on = [n for n, page in enumerate(pages) if headline in page and caption in page]
        assert on, figure.title
        assert source in pages[on[-1]], figure.title
    assert sum("指标年份目标" in page for page in pages) >= 1, "the tables are open in print"
