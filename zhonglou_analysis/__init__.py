"""A Chinese government work report as data, arithmetic, charts and notebooks.

``import zhonglou_analysis as zl`` loads next to nothing: what a name stands for is imported when it is first used, so
that pandas is loaded by the first table, and matplotlib by the first chart.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .assumptions import Assumption, load_assumptions
    from .auditing import audit
    from .bounds import Bounds
    from .charts.catalogue import CHARTS, chart_table
    from .charts.checking import chart_problems
    from .charts.delivered_and_targeted import plot_delivered_and_targeted
    from .charts.digital_economy_path import plot_digital_economy_path
    from .charts.growth_targets import plot_growth_targets
    from .charts.headline_indicators import plot_headline_indicators
    from .charts.implied_2021_levels import plot_implied_2021_levels
    from .charts.leading_industry_share import plot_leading_industry_share
    from .charts.ratios_to_gdp import plot_ratios_to_gdp
    from .charts.reconciliation import plot_reconciliation
    from .charts.saving import save_chart
    from .charts.sector_structure import plot_sector_structure
    from .charts.style import chart_style
    from .charts.target_levels import plot_target_levels
    from .charts.target_roll_up import plot_target_roll_up
    from .composition import Structure, implied_part, structure, total
    from .compounding import compound, required_growth
    from .drafting import draft_observations
    from .errors import (
        ChartError,
        DataError,
        InputError,
        NotInReportError,
        OutputError,
        UnlikeError,
        ZhonglouError,
    )
    from .extraction import extract_quantities, set_aside_numerals
    from .lookup import cite, describe, find_observations, load_observations, observation
    from .observations import Observation
    from .projections import project_path, project_targets, target_gap
    from .quantities import Quantity, parse_quantity
    from .ratios import growth, implied_base, share
    from .reading import read_report
    from .reconciliation import reconcile
    from .report import Indicator, Report, Scope, load_report
    from .results import Result
    from .scenarios import goal_scenarios
    from .units import convert, find_unit, to_base
    from .wording import readable, write_computed, write_quantity

# Where each public name lives. A test holds this against the imports above.
_HOMES = {
    "assumptions": "Assumption load_assumptions",
    "auditing": "audit",
    "bounds": "Bounds",
    "charts.catalogue": "CHARTS chart_table",
    "charts.checking": "chart_problems",
    "charts.delivered_and_targeted": "plot_delivered_and_targeted",
    "charts.digital_economy_path": "plot_digital_economy_path",
    "charts.growth_targets": "plot_growth_targets",
    "charts.headline_indicators": "plot_headline_indicators",
    "charts.implied_2021_levels": "plot_implied_2021_levels",
    "charts.leading_industry_share": "plot_leading_industry_share",
    "charts.ratios_to_gdp": "plot_ratios_to_gdp",
    "charts.reconciliation": "plot_reconciliation",
    "charts.saving": "save_chart",
    "charts.sector_structure": "plot_sector_structure",
    "charts.style": "chart_style",
    "charts.target_levels": "plot_target_levels",
    "charts.target_roll_up": "plot_target_roll_up",
    "composition": "Structure implied_part structure total",
    "compounding": "compound required_growth",
    "drafting": "draft_observations",
    "errors": "ChartError DataError InputError NotInReportError OutputError UnlikeError ZhonglouError",
    "extraction": "extract_quantities set_aside_numerals",
    "lookup": "cite describe find_observations load_observations observation",
    "observations": "Observation",
    "projections": "project_path project_targets target_gap",
    "quantities": "Quantity parse_quantity",
    "ratios": "growth implied_base share",
    "reading": "read_report",
    "reconciliation": "reconcile",
    "report": "Indicator Report Scope load_report",
    "results": "Result",
    "scenarios": "goal_scenarios",
    "units": "convert find_unit to_base",
    "wording": "readable write_computed write_quantity",
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'zhonglou_analysis' has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
