"""What holds for every text, and for the report: one row a numeral, slices of the text, nothing lost or made up."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from zhonglou_analysis.quantities import (
    AFTER,
    BEFORE,
    FALLS,
    MAGNITUDES,
    QUALIFIERS,
    RISES,
    find_unit,
    fold,
    unit_table,
    write_quantity,
)
from zhonglou_analysis.reports import load_report
from zhonglou_analysis.texts import Found, extract_quantities, scan_text, set_aside_numerals

D = Decimal

WORDS = sorted({
    *"一二三十百千万亿两零0123456789.,，。、;:：-—~至到%‰/+()（）“”《》第前后余多级内年月日号强版每",
    *" \n\r\t\u3000aG\ud800",
    *(word for text in (*BEFORE.values(), *AFTER.values(), RISES, FALLS) for word in text.split()),
    *unit_table(), *MAGNITUDES, "2031年", "10-15", "每千人", "三次产业结构", "指数", "居", "连续", "翻番",
    "百分之", "或",
})  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=25).map("".join))


def slices(text: str, table: pd.DataFrame) -> list[str]:
    return [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)]


@given(TEXTS)
def test_no_text_makes_it_raise_and_every_numeral_is_in_one_row(text: str) -> None:
    found, aside = extract_quantities(text), set_aside_numerals(text)
    assert slices(text, found) == found["printed"].tolist()
    assert slices(text, aside) == aside["numeral"].tolist()
    spans = sorted([*zip(found["start"], found["end"], strict=True), *zip(aside["start"], aside["end"], strict=True)])
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    digits = {place for place, character in enumerate(fold(text)) if "0" <= character <= "9"}
    assert digits <= {place for start, end in spans for place in range(int(start), int(end))}
    assert (found["low"] <= found["high"]).all()


MEMBERS = (
    "1万 5% 3家 -1.5 7 12.5亿元 近4成 两座 超3万元 5-6亿元 1/3 5万4千人 第3位 增长5% 下降3 95万人次 投资2亿 8%左右"
)
LISTS = st.lists(st.sampled_from(MEMBERS.split()), min_size=1)


@given(LISTS, st.sampled_from(["、", "、和", "，"]))
def test_a_list_that_goes_on_is_read_as_it_began(members: list[str], last: str) -> None:
    # Where the same words stand around a member again, it is what it was: it may not be taken from another place.
    period = "、".join(members) + last
    found = [(item.start, *said(item)) for item in scan_text(period * 12 + "。") if isinstance(item, Found)]
    size = len(period)
    repeats = [
        [(start - k * size, *rest) for start, *rest in found if k * size <= start < (k + 1) * size] for k in range(12)
    ]
    enough = 60 // size + 2  # the words before a member repeat from here on
    assert all(one == repeats[10] for one in repeats[enough:11])


@given(LISTS, st.integers(1, 12))
def test_a_list_reads_the_same_wherever_it_stands(members: list[str], times: int) -> None:
    text = "、".join(members * times)
    alone, behind = scan_text(text), scan_text("。" * 60 + text)
    assert [(item.start + 60, item.end + 60) for item in alone] == [(item.start, item.end) for item in behind]
    told = [[said(item) for item in items if isinstance(item, Found)] for items in (alone, behind)]
    assert told[0] == told[1]


def test_the_words_before_a_list_hold_as_far_as_they_are_looked_at() -> None:
    for before in ("投资", "。" * 60 + "投资"):
        units = [item.quantity.unit for item in scan_text(before + "、".join(["1万"] * 30)) if isinstance(item, Found)]
        assert units == ["万元"] * 12 + ["万"] * 18  # 36 characters of 1万、


@pytest.mark.parametrize(
    "other", [("乙", "", "", "乙"), ("占比", "share", "", ""), ("增长", "growth_rate", "rise", "")]
)
def test_two_lists_of_the_same_numbers_keep_their_own_words(other: tuple[str, str, str, str]) -> None:
    members = "、".join(["3%"] * 30)
    found = extract_quantities(f"甲{members}。{other[0]}{members}")[["kind", "direction", "name"]]
    told = [set(map(tuple, half.to_numpy().tolist())) for half in (found[:30], found[30:])]
    assert told == [{("", "", "甲")}, {other[1:]}]


def said(item: Found) -> tuple[object, ...]:
    return item.end - item.start, item.quantity, item.kind, item.name, item.verb, item.ends == ()


@pytest.mark.parametrize("text", ["5—2×35", "3个百分点-5%", "3亩-5百", "3亩-5家", "1/3百", "5万6万4千", "百分之5百"])
def test_what_is_no_range_and_no_number_raises_nothing_and_loses_nothing(text: str) -> None:
    found = [place for item in scan_text(text) for place in range(item.start, item.end)]
    assert {place for place, character in enumerate(text) if character.isdecimal()} <= set(found)
    assert all(not item.ends for item in scan_text(text) if isinstance(item, Found))


NUMBERS = st.builds(lambda digits, places: D(digits).scaleb(-places), st.integers(1, 10**7), st.integers(0, 3))
# 2031年, 9日 and 前5名 would be a date and a rank; 级 and 强 are read with a letter or 前 beside them.
UNITS = sorted(unit for unit in unit_table() if find_unit(unit).dimension not in ("place", "grade", "duration"))


PHRASES = (NUMBERS, st.sampled_from([*UNITS, "万吨", "亿千瓦时", "万亿元"]), st.sampled_from(sorted(QUALIFIERS)))


@given(*PHRASES, st.booleans())
def test_what_is_written_is_extracted_again(number: Decimal, unit: str, qualifier: str, falls: bool) -> None:
    value = -number if falls else number
    verb = "下降" if falls else ""
    (row,) = extract_quantities(f"今年{verb}{write_quantity(number, unit, qualifier)}。").itertuples()
    known = find_unit(unit)
    assert (row.value, row.unit, row.qualifier) == (float(value * known.factor), known.base_unit, qualifier)


def test_every_observation_writes_and_reads_back() -> None:
    for obs in load_report().observations.values():
        verb, unit = "下降" if obs.value < 0 else "", obs.unit.partition("/")[0]
        (row,) = extract_quantities(f"其中{verb}{write_quantity(abs(obs.value), unit, obs.qualifier)}。").itertuples()
        known = find_unit(unit)
        assert (row.value, row.unit, row.qualifier) == (
            float(obs.value * known.factor), known.base_unit, obs.qualifier,
        ), obs.id  # fmt: skip


def test_the_report_is_read_as_its_curators_read_it(report_text: str, report_lines: list[str]) -> None:
    starts = [0]
    for line in report_lines:
        starts.append(starts[-1] + len(line) + 1)
    found = [item for item in scan_text(report_text) if isinstance(item, Found)]
    observations = list(load_report().observations.values())
    accounted = set()
    for obs in observations:
        start, end = (starts[obs.paragraph - 1] + place for place in (obs.start, obs.end))
        (item,) = [item for item in found if item.start < end and item.end > start]
        accounted.add(id(item))
        read = item.quantity
        if read.low is not None:  # 1km-5km is two observations, at least and at most
            assert {read.low: "at_least", read.high: "at_most"}[obs.value] == obs.qualifier
            continue
        assert read.value is not None
        assert (-read.value if read.falls else read.value) == obs.value, obs.id
        assert (read.unit, read.qualifier) == (obs.unit, obs.qualifier), obs.id
        assert item.kind in ("", obs.kind), obs.id
    assert len(accounted) == len(found)
    assert len(observations) == len(found) + 1


def test_the_report_sets_aside_what_its_curators_set_aside(report_text: str) -> None:
    aside = set_aside_numerals(report_text)
    expected = [(row["numeral"], int(row["paragraph"])) for row in load_report().set_aside]
    assert list(zip(aside["numeral"], aside["paragraph"], strict=True)) == expected


def test_the_table_of_a_report_has_plain_columns(report_text: str) -> None:
    found = extract_quantities(report_text)
    assert tuple(found.columns) == tuple(extract_quantities("").columns)
    for column in ("value", "low", "high"):
        assert pd.api.types.is_float_dtype(found[column])
    for column in ("start", "end", "paragraph"):
        assert pd.api.types.is_integer_dtype(found[column])
    assert found["start"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("营收增长8%", "growth_rate"),
        ("营收年均增长8%", "average_growth_rate"),
        ("营收年平均增长8%以上", "average_growth_rate"),
        ("营收年均增长率达8%以上", "average_growth_rate"),
        ("营收年均复合增长8%", "average_growth_rate"),
        ("PM2.5年均浓度下降8%", "growth_rate"),  # the mean of one year, and its fall
    ],
)
def test_growth_a_year_on_average_is_no_growth_of_one_year(text: str, kind: str) -> None:
    (item,) = [item for item in scan_text(text) if isinstance(item, Found) and item.quantity.unit == "%"]
    assert item.kind == kind
