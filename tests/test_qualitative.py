"""Headline targets without a number: the sentence of paragraph 21, read by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.cli import main
from zhonglou_analysis.reports import find_qualitative

REPORT = zl.load_report()

# Paragraph 21 names eight things without a number. 完成市下达任务 closes the list of four that stand before it.
BY_HAND = {
    "foreign_direct_investment": "direction",  # 稳中提质
    "foreign_trade": "direction",  # 稳中提质
    "disposable_income": "tied",  # 与经济增速同步
    "pollutant_emissions": "assigned",
    "energy_intensity": "assigned",
    "air_quality": "assigned",
    "water_quality": "assigned",
    "work_safety": "direction",  # 平稳向好
}


def test_each_is_read_as_its_words_say() -> None:
    table = zl.qualitative_targets()
    assert dict(zip(table["indicator"], table["kind"], strict=True)) == BY_HAND
    assert set(table["paragraph"]) == {21}
    assert set(table["period"]) == {"2023"}
    assert table.loc[table["kind"] == "tied", "of"].tolist() == ["gdp_2023_growth"]
    assert table["id"].is_unique
    assert not set(table["id"]) & set(REPORT.observations)


def test_none_of_them_has_a_number() -> None:
    for row in REPORT.qualitative_targets:
        assert not any(character.isdecimal() for character in row["printed"]), row["id"]
        numbers = [o for o in REPORT.observations.values() if (o.indicator, o.period) == (row["indicator"], "2023")]
        assert numbers == [], row["id"]


def test_each_stands_where_the_row_says(report_lines: list[str]) -> None:
    for row in REPORT.qualitative_targets:
        line = report_lines[int(row["paragraph"]) - 1]
        assert line[int(row["start"]) : int(row["end"])] == row["printed"], row["id"]


def test_the_sentence_is_read_to_its_end(report_lines: list[str]) -> None:
    """Every clause of paragraph 21 holds a numbered target or one of these."""
    line = report_lines[20]
    spans = [(o.start, o.end) for o in REPORT.observations.values() if o.paragraph == 21]
    spans += [(int(row["start"]), int(row["end"])) for row in REPORT.qualitative_targets]
    at = line.index("。") + 1
    for clause in line[at:].rstrip("。").split(";"):
        assert any(start < at + len(clause) and end > at for start, end in spans), clause
        at += len(clause) + 1


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("可支配收入", ["disposable_income_2023_tied"]),
        ("energy GDP", ["energy_intensity_2023_assigned"]),
        ("稳中提质", ["foreign_direct_investment_2023_direction", "foreign_trade_2023_direction"]),
        ("nothing of the kind", []),
        ("", []),
    ],
)
def test_they_are_found_by_names_and_words(words: str, ids: list[str]) -> None:
    assert [row["id"] for row in find_qualitative(words)] == ids


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", ["没有写数的目标（2023年）：与另一指标同步：gdp_2023_growth（5%左右）", "第21段第79—97字"]),
        ("en", ["target without a number (2023): in step with another indicator: gdp_2023_growth", "paragraph 21"]),
    ],
)
def test_show_finds_them(capsys: pytest.CaptureFixture[str], lang: str, lines: list[str]) -> None:
    assert main(["show", "可支配收入", "--lang", lang]) == 0
    out = capsys.readouterr().out
    for line in lines:
        assert line in out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tied,居民", "bound,居民", "kind: 'bound' must be one of tied, direction, assigned"),
        (",gdp_2023_growth", ",", "a tied target, and no other, names the target"),
        ("平稳向好,21,134,144,", "平稳向好,21,134,144,gdp_2023_growth", "a tied target, and no other"),
        ("21,98,105", "21,98,106", "must be start plus the 7 characters"),
        ("21,98,105", "21,60,67", "text order"),
        ("work_safety,district,2023", "work_safety,district,2022", "targets are of years after 2022"),
        ("work_safety,district,2023", "work_safety,district,2024", "2024 is not the year of the id work_safety_2023"),
        ("work_safety,district", "work_safety,moon", "'moon' must be an id of scopes.csv"),
    ],
)
def test_a_wrong_row_is_refused(edit: Callable[[str, str, str], Path], old: str, new: str, said: str) -> None:
    folder = edit("qualitative_targets.csv", old, new)
    with pytest.raises(zl.DataError, match=r"qualitative_targets\.csv") as caught:
        zl.load_report(folder)
    assert said in str(caught.value)


def test_a_folder_without_the_table_has_none(data_copy: Path) -> None:
    (data_copy / "qualitative_targets.csv").unlink()
    table = zl.qualitative_targets(zl.load_report(data_copy))
    assert list(table.columns) == list(zl.qualitative_targets().columns)
    assert table.empty
