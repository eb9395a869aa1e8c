"""Several reports: loaded in order, compared in one unit, and never taken for one place."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.files import data_folder
from zhonglou_analysis.reports import COMPARISON_COLUMNS


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The packaged report as another district's of the year after, with its GDP printed in 万元."""
    folder = Path(shutil.copytree(data_folder(), tmp_path / "other"))
    source = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    source |= {"place_zh": "鼓楼区", "place_en": "Gulou District"}
    (folder / "source.json").write_text(json.dumps(source, ensure_ascii=False), encoding="utf-8")
    table = folder / "observations.csv"
    text = table.read_text(encoding="utf-8")
    assert text.count("at_least,890,亿元,890亿元以上,7,97,104") == 1
    text = text.replace("at_least,890,亿元,890亿元以上,7,97,104", "at_least,8000,万元,8000万元以上,7,96,104")
    table.write_text(text, encoding="utf-8", newline="")
    return folder


def test_reports_come_in_the_order_given(other: Path) -> None:
    places = [report.source["place_zh"] for report in zl.load_reports([other, None])]
    assert places == ["鼓楼区", "钟楼区"]


def test_one_report_twice_is_refused(data_copy: Path) -> None:
    with pytest.raises(zl.InputError, match="钟楼区, 2022: 2 folders"):
        zl.load_reports([data_copy, None])
    with pytest.raises(zl.InputError, match="one folder"):
        zl.load_reports(str(data_copy))  # type: ignore[arg-type]
    with pytest.raises(zl.InputError, match="no folder"):
        zl.load_reports([])


def test_compare_is_one_table_in_one_unit(other: Path) -> None:
    table = zl.compare(zl.load_reports([None, other]), "gdp")
    assert tuple(table.columns) == COMPARISON_COLUMNS
    levels = table[table["kind"] == "level"]
    assert levels[["place_zh", "value", "low", "unit", "printed"]].to_numpy().tolist() == [
        ["钟楼区", Decimal(890), Decimal(890), "亿元", "890亿元以上"],
        ["鼓楼区", Decimal("0.8"), Decimal("0.8"), "亿元", "8000万元以上"],
    ]
    assert table["document_en"].nunique() == 1
    assert table.attrs["without"] == []


def test_compare_holds_only_the_reports_own_places() -> None:
    report = zl.load_report()
    scopes = {obs.scope for obs in report.observations.values() if obs.indicator == "digital_revenue"}
    assert len(scopes) > 0
    ids = set(zl.compare([report], "digital_revenue")["id"])
    assert ids == {
        o.id for o in report.observations.values() if o.indicator == "digital_revenue" and o.scope == report.place
    }


def test_what_no_report_prints(other: Path) -> None:
    with pytest.raises(zl.NotInReportError, match=r"none of 2 reports; they share: .*gdp"):
        zl.compare([None, other], "population")


def test_one_report_is_not_several(other: Path) -> None:
    for one in (other, str(other), zl.load_report(other)):
        with pytest.raises(zl.InputError, match="give a list of reports or folders"):
            zl.compare(one, "gdp")  # type: ignore[arg-type]


def test_an_observation_knows_whose_report_prints_it(other: Path) -> None:
    ours, theirs = zl.load_reports([None, other])
    assert (ours["gdp_2022"].place, theirs["gdp_2022"].place) == ("钟楼区", "鼓楼区")
    assert "place" not in zl.load_observations().columns


def test_two_places_are_no_growth_and_no_share(other: Path) -> None:
    ours, theirs = zl.load_reports([None, other])
    with pytest.raises(zl.UnlikeError, match="钟楼区 and 鼓楼区"):
        zl.growth(ours["gdp_2022"], theirs["gdp_2022"])
    with pytest.raises(zl.UnlikeError, match="place"):
        zl.share(theirs["budget_revenue_2022"], ours["gdp_2022"])
