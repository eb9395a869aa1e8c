"""Every public function that takes a report uses the one that it is given, and no other."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.reports import report as room

Call = Callable[[zl.Report], object]

CALLS: dict[str, Call] = {
    "answer": lambda report: zl.answer("growth_targets", report=report),
    "audit": lambda report: zl.audit("地区生产总值890亿元以上", report),
    "chart_table": lambda report: zl.chart_table("sector_structure", report),
    "cite": lambda report: zl.cite("gdp_2022", report=report),
    "compare": lambda report: zl.compare([report], "gdp"),
    "compound": lambda report: zl.compound("gdp_2022", "gdp_2023_growth", 2, report=report),
    "describe": lambda report: zl.describe(report["gdp_2022"], report=report),
    "difference": lambda report: zl.difference("gdp_2022", "industrial_output_2022", because="a test", report=report),
    "find_observations": lambda report: zl.find_observations("gdp", report=report),
    "goal_scenarios": lambda report: zl.goal_scenarios(report=report),
    "growth": lambda report: zl.growth(942.32, "gdp_2022", report=report),
    "implied_base": lambda report: zl.implied_base(
        "key_services_revenue_2022", "key_services_revenue_2022_growth", report=report
    ),
    "implied_part": lambda report: zl.implied_part("primary_industry_2022_share", "gdp_2022", report=report),
    "implied_whole": lambda report: zl.implied_whole(
        "leading_industries_output_2022", "leading_industries_output_2022_share", report=report
    ),
    "load_assumptions": zl.load_assumptions,
    "observation": lambda report: zl.observation("gdp_2022", report=report),
    "project_path": lambda report: zl.project_path("gdp_2022", "gdp_2023_growth", 2, report=report),
    "project_targets": lambda report: zl.project_targets(report=report),
    "qualitative_targets": zl.qualitative_targets,
    "reconcile": zl.reconcile,
    "required_growth": lambda report: zl.required_growth("gdp_2022", 1000, 3, report=report),
    "revisions": zl.revisions,
    "share": lambda report: zl.share("leading_industries_output_2022", "industrial_output_2022", report=report),
    "structure": lambda report: zl.structure(
        [f"{sector}_industry_2022_share" for sector in ("primary", "secondary", "tertiary")], "gdp_2022", report=report
    ),
    "target_gap": lambda report: zl.target_gap("gdp_2022", "gdp_2023_growth", 1000, 2, report=report),
    "target_outcomes": zl.target_outcomes,
    "target_sensitivity": lambda report: zl.target_sensitivity(report=report),
    "targets_by_place": lambda report: zl.targets_by_place(report=report),
    "total": lambda report: zl.total(["primary_industry_2022_share", "secondary_industry_2022_share"], report=report),
    "write_briefing": lambda report: zl.write_briefing(
        report.folder, formats=["html"], charts=["sector_structure"], report=report
    ),
}


def plots() -> dict[str, Call]:
    """Return a call of every plotting function, which closes what it drew."""

    def call(name: str) -> Call:
        return lambda report: plt.close(getattr(zl, name)(report=report).figure)

    return {name: call(name) for name in zl.__all__ if name.startswith("plot_")}


def compare_with_a_neighbour(report: zl.Report) -> None:
    neighbour = dataclasses.replace(report, source={**report.source, "place_zh": "邻区", "place_en": "Next District"})
    plt.close(zl.plot_comparison(report=report, reports=[report, neighbour]).figure)  # type: ignore[call-arg]


ALL = CALLS | plots() | {"plot_comparison": compare_with_a_neighbour}


def takes_a_report(name: str) -> bool:
    value: Any = getattr(zl, name)
    return inspect.isfunction(value) and bool({"report", "reports"} & set(inspect.signature(value).parameters))


def test_every_function_that_takes_a_report_is_tried() -> None:
    assert {name for name in zl.__all__ if takes_a_report(name)} == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_given_report_is_used_and_no_other_is_loaded(
    name: str, data_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = zl.load_report(data_copy)

    def refuse() -> None:
        raise AssertionError(f"{name} loads the packaged report, although it was given another")

    monkeypatch.setattr(room, "_packaged", refuse)
    ALL[name](given)
