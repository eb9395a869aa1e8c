"""The draft of ``observations.csv``, of one report and of many."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhonglou_analysis.datapackage import Rows, read_table
from zhonglou_analysis.quantities import parse_quantity
from zhonglou_analysis.reports import row_findings
from zhonglou_analysis.texts import (
    DRAFT_COLUMNS,
    PANEL_COLUMNS,
    count_empty,
    draft_observations,
    draft_rows,
    extract_each,
    over_processes,
)

TEXT = "2031年，新增企业超30家。\n能耗下降1.5%，半径1km-5km，投资6-8亿元，人口约3万。"


def draft(text: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in draft_observations(text)[list(columns)].to_numpy().tolist()]


def test_a_draft_holds_what_the_text_tells() -> None:
    assert tuple(draft_observations(TEXT).columns) == DRAFT_COLUMNS
    assert draft(TEXT, "printed", "paragraph", "start", "end", "value", "unit", "qualifier", "kind") == [
        ("超30家", "1", "10", "14", "30", "家", "at_least", "level"),
        ("1.5%", "2", "4", "8", "-1.5", "%", "exact", "growth_rate"),
        ("1km", "2", "11", "14", "1", "km", "at_least", "level"),
        ("5km", "2", "15", "18", "5", "km", "at_most", "level"),
        ("6", "2", "21", "22", "6", "亿元", "at_least", "level"),
        ("8亿元", "2", "23", "26", "8", "亿元", "at_most", "level"),
        ("约3万", "2", "29", "32", "3", "万人", "about", "level"),
    ]
    lines = TEXT.split("\n")
    for printed, paragraph, start, end in draft(TEXT, "printed", "paragraph", "start", "end"):
        assert lines[int(paragraph) - 1][int(start) : int(end)] == printed


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("投资800万至1200万元", [("800万", "800", "万元", "at_least"), ("1200万元", "1200", "万元", "at_most")]),
        ("增长5.5%—6%", [("5.5%", "5.5", "%", "at_least"), ("6%", "6", "%", "at_most")]),
        ("增长5.5—6%左右", [("5.5", "5.5", "%", "about"), ("6%左右", "6", "%", "about")]),
        ("修建500m-2km步道", [("500m", "500", "m", "at_least"), ("2km", "2", "km", "at_most")]),
        ("培育5至8家以上", [("5", "5", "家", "at_least"), ("8家", "8", "家", "at_most")]),
        ("下降10%~12%", [("10%", "-10", "%", "at_least"), ("12%", "-12", "%", "at_most")]),
    ],
)
def test_every_range_makes_two_rows(text: str, rows: list[tuple[str, ...]]) -> None:
    assert draft(text, "printed", "value", "unit", "qualifier") == rows
    for printed, value, unit, _ in rows:
        read = parse_quantity(printed, shared_unit=unit)
        assert (f"{read.value}", read.unit) == (value.removeprefix("-"), unit)


def test_what_a_draft_leaves_to_the_curator_is_counted() -> None:
    empty = count_empty(draft_rows(TEXT))
    assert empty == {"id": 7, "indicator": 7, "scope": 7, "period": 7, "status": 7}
    assert count_empty([]) == {}


def test_the_draft_of_the_report_is_the_data_set_without_its_labels(report_text: str) -> None:
    rows = [dict(zip(DRAFT_COLUMNS, row, strict=True)) for row in draft_rows(report_text)]
    expected = read_table("observations.csv")
    assert len(rows) == len(expected)
    for ours, theirs in zip(rows, expected, strict=True):
        for column in ("printed", "paragraph", "start", "end", "value", "unit", "qualifier"):
            assert ours[column] == theirs[column], theirs["id"]
        assert ours["kind"] in ("", theirs["kind"]), theirs["id"]
        assert parse_quantity(ours["printed"]).printed == ours["printed"]


def test_a_list_and_a_range_of_one_unit_pass_the_checks_of_a_data_set() -> None:
    draft = draft_observations("新增企业35、46和57家，接待120万、95万人次，投资6-8亿元。").to_dict("records")
    assert [(row["printed"], row["unit"]) for row in draft] == [
        ("35", "家"), ("46", "家"), ("57家", "家"), ("120万", "万人次"), ("95万人次", "万人次"), ("6", "亿元"),
        ("8亿元", "亿元"),
    ]  # fmt: skip
    filled = {"indicator": "gdp", "period": "2022", "status": "actual"}
    rows = [{**row, **filled, "id": f"row_{i}"} for i, row in enumerate(draft)]
    for row, scope in zip(rows, ("a", "b", "c", "d", "e", "f", "f"), strict=True):
        row["scope"] = scope  # numbers of a list are of several things, the two ends of a range of one
    tables: dict[str, Rows] = {file: read_table(file) for file in ("indicators.csv", "units.csv")}
    tables |= {"observations.csv": rows, "scopes.csv": [{"id": scope} for scope in "abcdef"]}
    assert list(row_findings("observations.csv", tables, "2022")) == []
    alone = rows[:1]
    (finding,) = row_findings("observations.csv", {**tables, "observations.csv": alone}, "2022")
    assert (finding.column, "says '%'" in finding.text) == ("unit", True)


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    contents = [TEXT.encode(), b"%PDF-1.7", "建成2座".encode("gb18030"), "没有数字".encode()]
    paths = [tmp_path / f"{number}.txt" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return [*paths, tmp_path / "missing.txt"]


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_file_does_not_lose_the_others(reports: list[Path], workers: int) -> None:
    each = list(extract_each(reports, workers=workers))
    assert [path for path, _ in each] == reports
    rows = [row for _, found in each if isinstance(found, list) for row in found]
    assert {len(row) for row in rows} == {len(PANEL_COLUMNS)}
    assert [row[0] for row in rows] == [str(reports[0])] * 7 + [str(reports[2])]
    assert "2座" in rows[-1]
    errors = [found for _, found in each if not isinstance(found, list)]
    assert all(str(path) in str(error) for path, error in zip([reports[1], reports[4]], errors, strict=True))


def test_files_come_in_their_order_each_with_rows_or_an_error(reports: list[Path]) -> None:
    each = list(extract_each(reports, workers=1))
    assert [len(found) if isinstance(found, list) else None for _, found in each] == [7, None, 1, 0, None]
    assert list(extract_each([])) == []


def test_what_a_process_had_in_hand_when_it_died_is_done_all_the_same() -> None:
    # eval runs in the other process, where these words end it; here they are False.
    die = "__import__('multiprocessing').parent_process() is not None and __import__('os')._exit(1)"
    for items in ([die], ["1", die, "2"], [die] * 5, ["1", *[die] * 3, *map(str, range(40)), die]):
        expected = [False if item == die else int(item) for item in items]
        assert list(over_processes(eval, items, 2)) == expected


def test_an_error_in_another_process_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        list(over_processes(eval, ["1", "1/0", "2"], 2))
    assert "ZeroDivisionError" in capfd.readouterr().err
