"""The workbook: no formula, one table a sheet, numbers as numbers, and what it reads back is the table."""

from __future__ import annotations

import io
import math
import re

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.briefing import write_briefing


@pytest.fixture(scope="session")
def books(folder):
    import openpyxl

    return {lang: openpyxl.load_workbook(folder / f"briefing_{lang}.xlsx") for lang in ("zh", "en")}


@pytest.fixture
def book(books, lang):
    return books[lang]


def table_of(sheet):
    (table,) = sheet.tables.values()
    (first, *_), *_ = sheet[table.ref]
    rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return first.coordinate, rows[0], rows[1:]


def test_there_is_no_formula_and_no_merged_cell(book, parts, lang):
    for name, body in parts("xlsx", lang).items():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in body, name
            assert b"mergeCell" not in body, name
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    import openpyxl

    title = '=HYPERLINK("http://example.org")'
    for author in ("+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"):
        (path,) = write_briefing(
            tmp_path, formats=["xlsx"], lang="en", charts=["growth_targets"], title=title, author=author
        )
        cover = openpyxl.load_workbook(path).worksheets[0]
        assert (cover["A1"].value, cover["A2"].value) == (title, author)
        assert (cover["A1"].data_type, cover["A2"].data_type) == ("s", "s")


def test_one_table_a_sheet_from_column_a_with_a_whole_header(book):
    names = set()
    assert len(book.worksheets) > 20
    for sheet in book.worksheets[1:]:
        start, header, rows = table_of(sheet)
        assert start.startswith("A")
        assert all(isinstance(head, str) and head.strip() for head in header), sheet.title
        assert len(set(header)) == len(header), sheet.title
        assert rows
        assert isinstance(sheet["A1"].value, str)
        names |= set(sheet.tables)
    assert len(names) == len(book.worksheets) - 1


def test_cover_contents_and_notes_lead_to_every_sheet(book, said, lang):
    cover, contents, notes = book.worksheets[:3]
    assert cover["A1"].value == said[lang].title
    _, _, rows = table_of(contents)
    charts = "作图" if lang == "zh" else " chart"
    shown = [sheet.title for sheet in book.worksheets[3:] if charts not in sheet.title]
    assert [row[0] for row in rows] == shown
    assert [row[0] for row in rows] == [contents.cell(4 + i, 1).value for i in range(len(rows))]
    assert all(contents.cell(4 + i, 1).hyperlink.location == f"'{row[0]}'!A1" for i, row in enumerate(rows))
    _, _, told = table_of(notes)
    assert {row[1] for row in told} - {"全部", "all"} <= set(shown)
    for figure in said[lang].figures:
        for note in figure.exhibit.notes:
            assert note in [row[2] for row in told]


def test_what_is_read_back_is_the_table_of_the_chart(book, said, lang):
    for figure in said[lang].figures:
        sheet = book["图" + str(figure.number) if lang == "zh" else f"Figure {figure.number}"]
        _, header, rows = table_of(sheet)
        wanted = zl.chart_table(figure.exhibit.name)
        ids, value, low, high = (
            header.index(word)
            for word in (
                ("观测编号", "数值", "下限", "上限") if lang == "zh" else ("Observations", "Value", "Low", "High")
            )
        )
        assert len(rows) == len(wanted)
        roles = list(dict.fromkeys(wanted["role"]))
        order = sorted(range(len(wanted)), key=lambda i: roles.index(wanted["role"][i]))
        for row, i in zip(rows, order, strict=True):
            mark = wanted.iloc[i]
            assert (row[ids] or "") == mark["observations"]
            assert math.isclose(row[value], mark["value"], rel_tol=1e-15)
            for cell, end in ((row[low], mark["low"]), (row[high], mark["high"])):
                if math.isfinite(end):
                    assert math.isclose(cell, end, rel_tol=1e-15)
                else:
                    assert cell in {
                        "无下限",
                        "无上限",
                        "未写明宽度",
                        "no lower bound",
                        "no upper bound",
                        "no width stated",
                    }


def test_native_charts_refer_to_cells_that_hold_their_numbers(book, parts, lang):
    charts = {name: body.decode() for name, body in parts("xlsx", lang).items() if name.startswith("xl/charts/chart")}
    assert len(charts) >= 10
    for name, xml in charts.items():
        refs = re.findall(r"<c:numRef><c:f>([^<]*)</c:f><c:numCache>(.*?)</c:numCache>", xml)
        assert refs
        for ref, cache in refs:
            sheet, column, first, last = re.fullmatch(r"'([^']*)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)", ref).groups()
            cells = [book[sheet][f"{column}{row}"].value for row in range(int(first), int(last) + 1)]
            cached = {int(i): float(v) for i, v in re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', cache)}
            assert cells == [cached.get(i) for i in range(len(cells))], (name, ref)
        assert "numLit" not in xml, "Calc leaves out what is no cell"
        assert xml.count("<a:latin ") == xml.count("<a:ea ")
    theme = parts("xlsx", lang)["xl/theme/theme1.xml"].decode()
    assert 'a:ea typeface=""' not in theme


def test_every_chart_and_picture_has_its_alt_text(parts, said, lang):
    drawings = "".join(body.decode() for name, body in parts("xlsx", lang).items() if "drawings/drawing" in name)
    import html

    told = {html.unescape(text).replace("&#10;", "\n") for text in re.findall(r'descr="([^"]*)"', drawings)}
    assert {figure.exhibit.alt for figure in said[lang].figures} == told


def test_the_workbook_behind_a_chart_is_plain(folder):
    assert io.BytesIO((folder / "briefing_zh.xlsx").read_bytes()).read(2) == b"PK"
