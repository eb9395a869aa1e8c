"""A printed phrase and what it states. The phrases are made up in the forms that reports use."""

from __future__ import annotations

from decimal import Decimal

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import assume, given, strategies as st

from zhonglou_analysis.errors import InputError
from zhonglou_analysis.quantities import (
    MAGNITUDES,
    QUALIFIERS,
    Bounds,
    bounds_of,
    find_unit,
    parse_quantity,
    read_spelled,
    unit_table,
    write_quantity,
)

D = Decimal


@pytest.mark.parametrize(
    ("printed", "value", "unit", "qualifier"),
    [
        ("731亿元以上", "731", "亿元", "at_least"),
        ("超47亿元", "47", "亿元", "at_least"),
        ("突破2.6万亿元", "2.6", "万亿元", "at_least"),
        ("不低于62%", "62", "%", "at_least"),
        ("不超过19公里", "19", "公里", "at_most"),
        ("近28万平方米", "28", "万平方米", "nearly"),
        ("接近9.5%", "9.5", "%", "nearly"),
        ("约170亩", "170", "亩", "about"),
        ("7%左右", "7", "%", "about"),
        ("约7%左右", "7", "%", "about"),
        ("超7%左右", "7", "%", "about"),
        ("8亿美元级", "8", "亿美元", "about"),
        ("4600余人", "4600", "人", "slightly_over"),
        ("2万余名", "2", "万名", "slightly_over"),
        ("30余万株", "30", "万株", "slightly_over"),
        ("3亿多元", "3", "亿元", "slightly_over"),
        ("4个多月", "4", "个月", "slightly_over"),
        ("16小时内", "16", "小时", "at_most"),
        ("12%以内", "12", "%", "at_most"),
        ("700m范围内", "700", "m", "at_most"),
        ("40万人次以上", "40", "万人次", "at_least"),
        ("1500万元（含）以上", "1500", "万元", "at_least"),
        ("第31位", "31", "位", "exact"),
        ("前20位", "20", "位", "at_most"),
        ("上升4位", "4", "位", "exact"),
        ("1.7个百分点", "1.7", "百分点", "exact"),
        ("超2600套（间）", "2600", "套(间)", "at_least"),
        ("亿元以上", "1", "亿元", "at_least"),
        ("千万以上", "1000", "万元", "at_least"),
        ("超百亿元", "100", "亿元", "at_least"),
        ("过万亿元", "1", "万亿元", "at_least"),
        ("连续四年", "4", "年", "exact"),
        ("两年", "2", "年", "exact"),
        ("三千五百户", "3500", "户", "exact"),
        ("近七成", "7", "成", "nearly"),
        ("翻两番", "2", "番", "exact"),
        ("翻番", "1", "番", "exact"),
        ("百分之四十二点五", "42.5", "%", "exact"),
        ("三分之一以上", "33.33333333333333333333333333", "%", "at_least"),
        ("千分之三", "3", "‰", "exact"),
        ("1,100.9亿元", "1100.9", "亿元", "exact"),
        ("1 6 5 5 亿美元", "1655", "亿美元", "exact"),
        ("3亿5000万元", "3.5000", "亿元", "exact"),  # printed to the 万
        ("八十五万六千人", "85.6", "万人", "exact"),
        ("三点五倍", "3.5", "倍", "exact"),
        ("十五连丰", "15", "年", "exact"),
        ("2×35万千瓦", "70", "万千瓦", "exact"),
        ("数百万元", "100", "万元", "at_least"),
        ("9.4‰", "9.4", "‰", "exact"),
        ("０．７", "0.7", "%", "exact"),
        ("１８．３億元", "18.3", "亿元", "exact"),
        ("26 亿千瓦时", "26", "亿千瓦时", "exact"),
        ("31微克/立方米", "31", "微克/立方米", "exact"),
        ("18张/千人", "18", "张/千人", "exact"),
    ],
)
def test_a_phrase_states_value_unit_and_qualifier(printed: str, value: str, unit: str, qualifier: str) -> None:
    found = parse_quantity(printed)
    assert (found.value, found.unit, found.qualifier) == (D(value), unit, qualifier)
    assert str(found.value) == value  # the digits as printed: 9.50 would not be 9.5
    assert (found.printed, found.falls) == (printed, False)


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("3.5%—4%", "3.5", "4", "%"),
        ("6-9家", "6", "9", "家"),
        ("7－8亿元", "7", "8", "亿元"),
        ("2km-6km", "2", "6", "km"),
        ("800万至1200万元", "800", "1200", "万元"),
        ("9000万—2亿元", "0.9", "2", "亿元"),
        ("500m—2km", "0.5", "2", "km"),
    ],
)
def test_a_range_has_two_ends_and_no_value(printed: str, low: str, high: str, unit: str) -> None:
    found = parse_quantity(printed)
    assert found.value is None
    assert (found.low, found.high, found.unit) == (D(low), D(high), unit)
    assert found.bounds == Bounds(D(low), D(high))


@pytest.mark.parametrize("printed", ["下降40%", "压降12%", "减少40%"])
def test_a_fall_lies_below_zero(printed: str) -> None:
    found = parse_quantity(printed)
    assert found.falls
    assert found.value is not None
    assert found.value > 0
    assert found.bounds.high < 0


def test_a_fall_of_at_least_has_no_lower_end() -> None:
    assert parse_quantity("下降超30%").bounds == Bounds(D("-Infinity"), D(-30))


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "元",
        "abc",
        "48个,",
        " 48个",
        "48个,超9亿元",
        "4万",
        "四",
        "二三家",
        "十百家",
        "三二千户",
        "万万吨",
        "9-6家",
        "48个字母表",
        "1，234家",
        "33 212万吨",
        "4/3",
        "百分之5百",
        "三分之三",  # no part of a whole
        "5万6万人",
        "\ud800",
        "48" * 40 + "个",
    ],
)
def test_what_is_not_one_quantity_is_refused_with_its_phrase(printed: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_quantity(printed)
    assert repr(printed) in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "bounds"),
    [
        ("637.7", "亿元", "exact", Bounds.rounded(D("637.7"), D("0.1"))),
        ("231", "亿元", "exact", Bounds.rounded(D(231), D(1))),
        ("1.5", "万人", "exact", Bounds.rounded(D("1.5"), D("0.1"))),  # counted in 万: measured
        ("3", "万人", "exact", Bounds.rounded(D(3), D(1))),
        ("2.5", "个", "exact", Bounds.rounded(D("2.5"), D("0.1"))),
        ("5.0", "%", "exact", Bounds.rounded(D(5), D("0.1"))),  # the 0 is printed
        ("5", "%", "exact", Bounds.rounded(D(5), D(1))),
        ("450", "亩", "exact", Bounds.rounded(D(450), D(1))),  # an area is measured
        ("42", "个", "exact", Bounds.exact(D(42))),  # counted in ones
        ("890", "亿元", "at_least", Bounds.at_least(D(890))),
        ("8", "小时", "at_most", Bounds.at_most(D(8))),
        ("30", "万平方米", "nearly", Bounds.below(D(30))),
        ("5", "%", "about", Bounds.everything()),
        ("5300", "人", "slightly_over", Bounds(D(5300), D(5400), high_closed=False)),
        ("2000", "条", "slightly_over", Bounds(D(2000), D(3000), high_closed=False)),
        ("1", "万名", "slightly_over", Bounds(D(1), D(2), high_closed=False)),
        ("1.20", "亿元", "slightly_over", Bounds(D("1.2"), D("1.3"), high_closed=False)),
        ("-33.3", "%", "exact", -Bounds.rounded(D("33.3"), D("0.1"))),
        ("-10", "%", "at_least", Bounds.at_most(D(-10))),
    ],
)
def test_bounds_are_what_the_words_assert(value: str, unit: str, qualifier: str, bounds: Bounds) -> None:
    assert bounds_of(D(value), unit, qualifier) == bounds


def test_an_unknown_qualifier_or_unit_is_refused() -> None:
    with pytest.raises(InputError, match="no qualifier"):
        bounds_of(D(1), "个", "roughly")
    with pytest.raises(InputError, match="no unit"):
        bounds_of(D(1), "蒲式耳")


def _units() -> list[str]:
    return [
        *unit_table(),
        *(magnitude + unit for magnitude in ("万", "亿", "万亿", "千万") for unit in ("吨", "户", "标箱")),
    ]


NUMBERS = st.builds(lambda digits, places: D(digits).scaleb(-places), st.integers(0, 10**9), st.integers(0, 4))


@given(NUMBERS, st.sampled_from(_units()), st.sampled_from(sorted(QUALIFIERS)), st.booleans())
def test_what_is_written_is_read_back(number: Decimal, unit: str, qualifier: str, falls: bool) -> None:
    assume(not (falls and number == 0))
    found = parse_quantity(f"{'下降' if falls else ''}{write_quantity(number, unit, qualifier)}")
    assert (found.value, found.qualifier, found.falls) == (number, qualifier, falls)
    assert (find_unit(found.unit).base_unit, find_unit(found.unit).factor) == (
        find_unit(unit).base_unit,
        find_unit(unit).factor,
    )
    assert found.value is not None
    assert found.value.as_tuple().exponent == number.as_tuple().exponent  # no digit lost or added


@pytest.mark.parametrize(
    ("printed", "shared", "value", "unit"),
    [
        ("35", "家", "35", "家"),  # 35、46家
        ("120万", "万人次", "120", "万人次"),  # 120万、95万人次
        ("120万", "人次", "120", "万人次"),
        ("3", "亿元", "3", "亿元"),
        ("5.5", "%", "5.5", "%"),
        ("46家", "个", "46", "家"),  # a unit of its own stays
        ("67.9", "", "67.9", "%"),  # a bare number is a member of a ratio
    ],
)
def test_a_unit_printed_once_is_both_numbers(printed: str, shared: str, value: str, unit: str) -> None:
    read = parse_quantity(printed, shared_unit=shared)
    assert (read.value, read.unit, read.printed) == (D(value), unit, printed)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_quantity(text)
    except InputError:
        return
    assert found.printed == text
    assert found.bounds.low <= found.bounds.high


@given(st.integers(1, 10**12 - 1))
def test_a_spelled_out_number_is_read_as_a_library_reads_it(number: int) -> None:
    words = cn2an.an2cn(number)
    read = read_spelled(words)
    assert read is not None, words
    coefficient, magnitude = read
    assert coefficient * MAGNITUDES.get(magnitude, D(1)) == number, words


@pytest.mark.parametrize(
    "words",
    [
        "二三",
        "十百",
        "一百五",
        "一万五",
        "万万",
        "一万万",
        "一亿亿",
        "一亿万",
        "亿五千",
        "三点",
        "点五",
        "十亿点五",
        "五万六万",
    ],
)
def test_what_is_no_spelled_out_number_or_says_two_is_none(words: str) -> None:
    assert read_spelled(words) is None


def test_every_unit_of_the_table_is_read() -> None:
    for unit in unit_table():
        assert find_unit(parse_quantity(f"37{unit}").unit).base_unit == find_unit(unit).base_unit, unit
    assert set(MAGNITUDES) >= {"万", "亿", "万亿"}
