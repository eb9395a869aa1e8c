"""Units: magnitudes, conversions worked by hand, and what may not be converted."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import zhonglou_analysis as zl
from zhonglou_analysis.errors import DataError, InputError, UnlikeError
from zhonglou_analysis.quantities import (
    MAGNITUDES,
    Bounds,
    convert,
    find_unit,
    parse_quantity,
    to_base,
    unit_table,
    write_quantity,
)
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
    for name, own in (("万吨/年", "吨/年"), ("万套(户)", "套(户)")):  # each is the common unit of its own
        unit = find_unit(name)
        assert (unit.base_unit, unit.reference_unit, unit.reference_factor) == (own, own, 1)


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


# --- units of a data folder's own -------------------------------------------------------------------------------------

HEADER = "unit,base_unit,factor,dimension,reference_unit,reference_factor,name_en\n"
CLUMPS = "丛,丛,1,count,丛,1,clumps\n万丛,丛,10000,count,丛,1,10 thousand clumps\n"


def with_units(folder: Path, rows: str) -> Path:
    """Give a copy of the data a table of its own units, and print one quantity in one of them."""
    (folder / "units.csv").write_text(HEADER + rows, encoding="utf-8")
    table = folder / "observations.csv"
    text = table.read_text(encoding="utf-8")
    assert text.count(",92,个,92个,") == 1
    table.write_text(text.replace(",92,个,92个,", ",92,丛,92丛,"), encoding="utf-8")
    return folder


def test_a_folder_adds_units_of_its_own(data_copy: Path) -> None:
    report = load_report(with_units(data_copy, CLUMPS))
    assert report.own_units == {"丛", "万丛"}
    obs = report["key_projects_2022"]
    assert (obs.value, obs.unit, obs.bounds) == (92, "丛", Bounds.exact(D(92)))
    assert to_base(D("1.5"), "万丛") == 15000
    assert write_quantity(D(92), "丛", lang="en") == "92"
    assert parse_quantity("3万余丛", own_units=report.own_units).unit == "万丛"
    (row,) = extract_quantities("栽植灌木3万余丛。", report.own_units).itertuples()
    assert (row.value, row.unit, row.qualifier) == (30000, "丛", "slightly_over")


def test_another_report_is_read_without_them(data_copy: Path) -> None:
    load_report(with_units(data_copy, CLUMPS))
    assert load_report().own_units == set()
    assert extract_quantities("栽植灌木92丛。").empty
    with pytest.raises(InputError, match="not one quantity"):
        parse_quantity("92丛")


def test_the_audit_reads_them(data_copy: Path) -> None:
    report = load_report(with_units(data_copy, CLUMPS))
    found = zl.audit("重点项目92丛。", report)
    assert "key_projects_2022" not in found["id"].tolist()
    assert zl.audit("重点项目92丛。").query("id == 'key_projects_2022'")["finding"].tolist() == ["disagrees"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("亿元,元,1000,money_cny,元,1,yuan\n", "'亿元' is 100000000 元 (money_cny) already; a folder adds units"),
        ("簇,株簇,1,count,簇,1,clumps\n", "'株簇' must be a unit of this table or of the shipped one"),
        ("簇,簇,0,count,簇,1,clumps\n", "above 0"),
    ],
)
def test_a_unit_has_one_meaning_and_leads_to_one_that_is_there(data_copy: Path, rows: str, said: str) -> None:
    with pytest.raises(DataError) as refusal:
        load_report(with_units(data_copy, rows))
    assert said in "\n".join([refusal.value.message, *refusal.value.rows])
