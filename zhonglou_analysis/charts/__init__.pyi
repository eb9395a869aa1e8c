"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .answers import QUESTIONS as QUESTIONS, Answer as Answer, answer as answer
from .catalogue import CHARTS as CHARTS, chart_table as chart_table, exhibit as exhibit
from .checking import chart_problems as chart_problems
from .geometry import Exhibit as Exhibit, Geometry as Geometry, Row as Row, Shape as Shape
from .plots import (
    plot_comparison as plot_comparison,
    plot_delivered_and_targeted as plot_delivered_and_targeted,
    plot_digital_economy_path as plot_digital_economy_path,
    plot_growth_targets as plot_growth_targets,
    plot_headline_indicators as plot_headline_indicators,
    plot_implied_2021_levels as plot_implied_2021_levels,
    plot_leading_industry_share as plot_leading_industry_share,
    plot_ratios_to_gdp as plot_ratios_to_gdp,
    plot_reconciliation as plot_reconciliation,
    plot_scenario as plot_scenario,
    plot_sector_structure as plot_sector_structure,
    plot_target_levels as plot_target_levels,
    plot_target_roll_up as plot_target_roll_up,
    plot_targets_and_outcomes as plot_targets_and_outcomes,
)
from .saving import save_chart as save_chart
from .style import chart_style as chart_style
from .table import table_from as table_from
