"""The public names, each from the room that holds it; :mod:`.lazy` opens them from here."""

from .arithmetic.composition import (
    Structure as Structure,
    implied_part as implied_part,
    implied_whole as implied_whole,
    structure as structure,
    total as total,
)
from .arithmetic.compounding import compound as compound, required_growth as required_growth
from .arithmetic.hindsight import (
    revisions as revisions,
    target_sensitivity as target_sensitivity,
    targets_by_place as targets_by_place,
)
from .arithmetic.ledger import target_outcomes as target_outcomes
from .arithmetic.ratios import (
    difference as difference,
    growth as growth,
    implied_base as implied_base,
    share as share,
)
from .arithmetic.reconciliation import reconcile as reconcile
from .arithmetic.scenarios import goal_scenarios as goal_scenarios
from .arithmetic.targets import (
    Assumption as Assumption,
    load_assumptions as load_assumptions,
    project_path as project_path,
    project_targets as project_targets,
    target_gap as target_gap,
)
from .arithmetic.terms import Result as Result
from .briefing.writing import write_briefing as write_briefing
from .charts.answers import Answer as Answer, answer as answer
from .charts.catalogue import CHARTS as CHARTS, chart_table as chart_table
from .charts.checking import chart_problems as chart_problems
from .charts.plots import (
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
from .charts.saving import save_chart as save_chart
from .charts.style import chart_style as chart_style
from .charts.table import table_from as table_from
from .errors import (
    ChartError as ChartError,
    DataError as DataError,
    InputError as InputError,
    NotInReportError as NotInReportError,
    OutputError as OutputError,
    UnlikeError as UnlikeError,
    ZhonglouError as ZhonglouError,
)
from .quantities.interval import Bounds as Bounds
from .quantities.phrase import Quantity as Quantity, parse_quantity as parse_quantity
from .quantities.units import convert as convert, find_unit as find_unit, to_base as to_base
from .quantities.wording import (
    listed as listed,
    readable as readable,
    write_computed as write_computed,
    write_quantity as write_quantity,
)
from .reports.audit import audit as audit
from .reports.comparison import compare as compare, load_reports as load_reports
from .reports.lookup import (
    cite as cite,
    describe as describe,
    find_observations as find_observations,
    load_observations as load_observations,
    load_outcomes as load_outcomes,
    observation as observation,
)
from .reports.observation import Observation as Observation
from .reports.qualitative import qualitative_targets as qualitative_targets
from .reports.report import Indicator as Indicator, Report as Report, Scope as Scope, load_report as load_report
from .texts.reading import read_report as read_report
from .texts.tables import (
    draft_observations as draft_observations,
    extract_quantities as extract_quantities,
    set_aside_numerals as set_aside_numerals,
)
from .texts.targets import extract_targets as extract_targets
