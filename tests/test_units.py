"""Units: magnitudes, conversions worked by hand, and what may not be converted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from zhonglou_analysis.errors import InputError, UnlikeError
from zhonglou_analysis.quantities import MAGNITUDES, convert, find_unit, parse_quantity, to_base, unit_table
from zhonglou_analysis.reports import load_report
from zhonglou_analysis.texts import extract_quantities

D = Decimal


def test_every_row_of_units() -> None:
    for name, unit in unit_table().items():
        base, reference = find_unit(unit.base_unit), find_unit(unit.reference_unit)
        assert unit.name == name
        assert unit.factor > 0, name
        assert unit.reference_factor > 0, name
        assert unit.name_en, name
        assert unit.dimension, name
        assert base.factor == 1, f"{name}: a base unit is without magnitude"
        assert base.dimension == reference.dimension == unit.dimension, name
        assert reference.reference_unit == unit.reference_unit, f"{name}: one unit per dimension"


def test_units_of_one_dimension_lead_to_one_reference_unit() -> None:
    references: dict[str, set[str]] = {}
    for unit in unit_table().values():
        references.setdefault(unit.dimension, set()).add(unit.reference_unit)
    # 个, 家 and 件 are counted alike and converted into each other by nobody; a rate keeps what it counts per
    several = {dimension for dimension, units in references.items() if len(units) > 1}
    assert not {"money_cny", "money_usd", "area", "length", "ratio", "ratio_difference"} & several


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("890", "亿元", "89000000000"),
        ("8527", "万美元", "85270000"),
        ("1.5", "万人", "15000"),
        ("100", "万平方米", "1000000"),
        ("43.5", "件/万人", "43.5"),
        ("16.8", "公里", "16.8"),
        ("2.6", "万亿元", "2600000000000"),
    ],
)
def test_to_base_by_hand(value: str, unit: str, base: str) -> None:
    assert to_base(D(value), unit) == D(base)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("11.4", "公顷", "平方米", "114000"),  # 1 公顷 is 10 000 平方米
        ("15", "亩", "公顷", "1"),  # 15 亩 make one 公顷
        ("1", "km", "m", "1000"),
        ("500", "m", "公里", "0.5"),
        ("3", "亿美元", "万美元", "30000"),
        ("1000", "万元", "亿元", "0.1"),
        ("2", "家", "家", "2"),
        ("1", "万名", "万人", "1"),
    ],
)
def test_conversions_by_hand(value: str, unit: str, to: str, expected: str) -> None:
    assert abs(convert(D(value), unit, to) - D(expected)) < D("1e-20")


@pytest.mark.parametrize(
    ("unit", "to"),
    [("%", "百分点"), ("亿元", "亿美元"), ("亿元", "%"), ("件/万人", "件"), ("个/千人", "件/万人"), ("公里", "公顷")],
)
def test_unlike_units_are_refused_with_both_sides(unit: str, to: str) -> None:
    with pytest.raises(UnlikeError) as caught:
        convert(D(1), unit, to)
    assert unit in str(caught.value)
    assert to in str(caught.value)


@pytest.mark.parametrize("name", ["", "亿", "万", "元人民币", "万/", "亿/元/人", "¥"])
def test_an_unknown_unit_says_what_to_do(name: str) -> None:
    with pytest.raises(InputError, match=r"units\.csv"):
        find_unit(name)


def test_a_magnitude_before_a_known_unit() -> None:
    unit = find_unit("万千瓦时")
    assert (unit.base_unit, unit.factor, unit.reference_unit) == ("千瓦时", 10**4, "千瓦时")
    assert find_unit("万吨/年").base_unit == "吨/年"
    assert find_unit("万吨/年").factor == 10**4


def test_every_unit_of_the_report_is_known() -> None:
    for obs in load_report().observations.values():
        assert obs.unit in unit_table(), f"{obs.id}: {obs.unit} is not in units.csv itself"


units_of_one_dimension = st.sampled_from(
    [(a, b) for a in unit_table() for b in unit_table() if find_unit(a).reference_unit == find_unit(b).reference_unit]
)


@given(pair=units_of_one_dimension, value=st.decimals("0.1", "99999", places=1))
def test_converting_there_and_back(pair: tuple[str, str], value: Decimal) -> None:
    there = convert(value, *pair)
    assert abs(convert(there, *reversed(pair)) - value) < value * D("1e-24")


# Every magnitude, written out by hand.
POWERS = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip


@pytest.mark.parametrize("magnitude", sorted(POWERS))
def test_one_table_over_all_magnitudes(magnitude: str) -> None:
    power = 10 ** POWERS[magnitude]
    unit = find_unit(f"{magnitude}吨")
    assert (unit.base_unit, unit.factor, unit.name_en) == ("吨", power, f"{power:,} tonnes")
    assert to_base(D(3), f"{magnitude}吨") == 3 * power
    assert convert(D(3), f"{magnitude}吨", "吨") == 3 * power
    assert parse_quantity(f"3{magnitude}吨").bounds.low * unit.factor == D("2.5") * power
    (row,) = extract_quantities(f"产量3{magnitude}吨。").itertuples()
    assert (row.value, row.unit) == (3 * power, "吨")
    assert set(POWERS) == set(MAGNITUDES)


@given(magnitude=st.sampled_from(sorted(MAGNITUDES)), value=st.integers(1, 10**6))
def test_a_magnitude_multiplies(magnitude: str, value: int) -> None:
    assert to_base(D(value), f"{magnitude}元") == value * MAGNITUDES[magnitude]
