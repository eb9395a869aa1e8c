"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .catalogue import CHARTS as CHARTS, chart_table as chart_table, exhibit as exhibit
from .chart import Exhibit as Exhibit
from .checking import chart_problems as chart_problems
from .delivered_and_targeted import plot_delivered_and_targeted as plot_delivered_and_targeted
from .geometry import Geometry as Geometry, Row as Row, Shape as Shape
from .growth_targets import plot_growth_targets as plot_growth_targets
from .implied_2021_levels import plot_implied_2021_levels as plot_implied_2021_levels
from .leading_industry_share import plot_leading_industry_share as plot_leading_industry_share
from .parts import plot_sector_structure as plot_sector_structure
from .paths import plot_digital_economy_path as plot_digital_economy_path
from .ratios_to_gdp import plot_ratios_to_gdp as plot_ratios_to_gdp
from .saving import save_chart as save_chart
from .style import chart_style as chart_style
from .target_levels import plot_target_levels as plot_target_levels
from .target_roll_up import plot_target_roll_up as plot_target_roll_up
from .values import plot_headline_indicators as plot_headline_indicators
from .verdicts import plot_reconciliation as plot_reconciliation
