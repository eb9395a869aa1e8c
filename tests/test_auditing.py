"""The data set against the report's text, in every copy of it; and against any single changed digit."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

from zhonglou_analysis import audit
from zhonglou_analysis.datapackage import read_table, read_tables, refuse
from zhonglou_analysis.errors import DataError
from zhonglou_analysis.reports import Report, load_report, observations_of, paragraphs_to_the_letter, row_findings

FULL_WIDTH = str.maketrans("0123456789.,;:()%", "０１２３４５６７８９．，；：（）％")
HALF_WIDTH = str.maketrans("，；：（）％", ",;:()%")
COPIES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "another line end": lambda text: text.replace("\n", "\r\n"),
    "blank lines and indents": lambda text: text.replace("\n", "\n\n　　"),
    "no line breaks": lambda text: text.replace("\n", ""),
    "wrapped at 40": lambda text: "\n".join(text[i : i + 40] for i in range(0, len(text), 40)),
    "wrapped at 37 and spaced": lambda text: "\n".join(" ".join(text[i : i + 37]) for i in range(0, len(text), 37)),
    "a space between all characters": lambda text: " ".join(text),
    "no spaces": lambda text: "".join(text.split()),
    "full width": lambda text: text.translate(FULL_WIDTH),
    "half width": lambda text: text.translate(HALF_WIDTH),
}


@pytest.mark.parametrize("copy", COPIES)
def test_the_report_is_clean_in_every_copy(report_text: str, copy: str) -> None:
    findings = audit(COPIES[copy](report_text))
    assert findings.empty, findings.to_string()


def test_the_paragraphs_to_the_letter_are_told(report_text: str, report_lines: list[str]) -> None:
    every = list(range(1, len(report_lines) + 1))
    assert paragraphs_to_the_letter(report_text) == every
    changed = "\n".join([*report_lines[:6], report_lines[6] + "了", *report_lines[7:]])
    assert paragraphs_to_the_letter(changed) == [number for number in every if number != 7]


def digits_of(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if character in "0123456789"]


def with_another_digit(text: str, place: int, random: Random) -> str:
    return text[:place] + random.choice([d for d in "0123456789" if d != text[place]]) + text[place + 1 :]


def test_no_single_digit_of_the_text_can_change_unseen(report_text: str) -> None:
    random = Random(2023)
    for place in random.sample(digits_of(report_text), 60):
        assert not audit(with_another_digit(report_text, place, random)).empty, report_text[place - 8 : place + 8]


def test_no_qualifier_of_the_text_can_change_unseen(report_text: str) -> None:
    for old, new in (
        ("890亿元以上", "890亿元左右"),
        ("超52亿元", "近52亿元"),
        ("6700人", "6700户"),
        ("近200人次", "200人次"),
    ):
        changed = audit(report_text.replace(old, new, 1))
        assert changed["finding"].tolist() == ["disagrees"]
        assert set(changed["column"]) <= {"qualifier", "unit"}


def report_with(table: str, line: int, column: str, value: str) -> Report:
    """Return the packaged report with one cell changed, or raise what loading raises."""
    report, tables = load_report(), read_tables()
    rows = [{**row, column: value} if i == line else row for i, row in enumerate(tables[table])]
    tables[table] = rows
    if table == "set_aside.csv":
        return dataclasses.replace(report, set_aside=tuple(rows))
    refuse("", tables, {table: row_findings(table, tables, report.year)})
    return dataclasses.replace(report, observations={obs.id: obs for obs in observations_of(rows)})


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("observations.csv", ("value", "printed", "paragraph", "start", "end", "period")),
        ("set_aside.csv", ("numeral", "paragraph", "start", "end")),
    ],
)
def test_no_single_digit_of_the_data_can_change_unseen(report_text: str, table: str, columns: tuple[str, ...]) -> None:
    random = Random(2024)
    cells = [
        (line, column, place)
        for line, row in enumerate(read_table(table))
        for column in columns
        for place in digits_of(row[column])
    ]
    for line, column, place in random.sample(cells, 60):
        value = with_another_digit(read_table(table)[line][column], place, random)
        try:
            report = report_with(table, line, column, value)
        except DataError:  # loading refuses the row: seen
            continue
        assert not audit(report_text, report).empty, (line, column, value)


def test_a_number_without_a_row_is_unaccounted(report_text: str) -> None:
    report = load_report()
    kept = {id_: obs for id_, obs in report.observations.items() if id_ != "gdp_2022"}
    (finding,) = audit(report_text, dataclasses.replace(report, observations=kept)).to_dict("records")
    assert (finding["finding"], finding["paragraph"], finding["printed"]) == ("unaccounted", 7, "890亿元以上")


def test_a_row_without_a_number_is_missing(report_text: str) -> None:
    (finding,) = audit(report_text.replace("890亿元以上", "又上台阶")).to_dict("records")
    assert (finding["finding"], finding["id"], finding["paragraph"]) == ("missing", "gdp_2022", 7)


def test_a_changed_value_is_named_with_both_sides(report_text: str) -> None:
    (finding,) = audit(report_text.replace("637.7亿元", "637.8亿元")).to_dict("records")
    assert finding["finding"] == "disagrees"
    assert (finding["id"], finding["column"]) == ("industrial_output_2022", "value")
    assert (finding["expected"], finding["found"]) == ("63770000000元", "63780000000元")


def test_a_period_that_the_words_do_not_name_disagrees(report_text: str) -> None:
    report = load_report()
    for id_, period, stated in (("digital_revenue_2025", "2023", "2025"), ("gdp_2022", "2021", "2022")):
        obs = dataclasses.replace(report[id_], period=period)
        changed = dataclasses.replace(report, observations={**report.observations, id_: obs})
        rows = audit(report_text, changed).set_index("column").loc["period"]
        assert (rows["expected"], rows["found"]) == (period, stated)


def test_a_curator_may_hold_as_a_number_what_reads_like_a_name_and_the_other_way_round() -> None:
    report = load_report()
    obs = dataclasses.replace(
        report["key_projects_2022"], value=Decimal(7), unit="个", printed="7个", paragraph=1, start=1, end=3
    )
    text = "“7个示范区”。建成5G塔，试点8户。"  # in quotation marks, a count reads like a part of a name
    aside = ({"numeral": "5", "paragraph": "1", "start": "10", "end": "11", "reason": "name"},)
    other = {"numeral": "8", "paragraph": "1", "start": "16", "end": "17", "reason": "name"}
    held = dataclasses.replace(report, observations={obs.id: obs}, set_aside=aside, source={"year": "2022"})
    assert audit(text, held)["finding"].tolist() == ["unaccounted"]
    assert audit(text, dataclasses.replace(held, set_aside=(*aside, other))).empty
    assert not audit(text.replace("“7个", "“7座"), dataclasses.replace(held, set_aside=(*aside, other))).empty


def test_another_text_is_all_missing_and_unaccounted() -> None:
    report = load_report()
    findings = audit("完全不同的文字。")
    assert set(findings["finding"]) == {"missing"}
    assert len(findings) == len(report.observations) + len(report.set_aside)
