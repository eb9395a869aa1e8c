"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .composition import (
    Structure as Structure,
    implied_part as implied_part,
    implied_whole as implied_whole,
    structure as structure,
    total as total,
)
from .compounding import compound as compound, required_growth as required_growth
from .display import (
    print_reconciliation as print_reconciliation,
    reconciliation_csv as reconciliation_csv,
    wrap as wrap,
)
from .hindsight import (
    revisions as revisions,
    target_sensitivity as target_sensitivity,
    targets_by_place as targets_by_place,
)
from .ledger import LEDGER_COLUMNS as LEDGER_COLUMNS, target_outcomes as target_outcomes
from .ratios import (
    difference as difference,
    growth as growth,
    growth_factor as growth_factor,
    implied_base as implied_base,
    share as share,
)
from .reconciliation import VERDICT_COLUMNS as VERDICT_COLUMNS, reconcile as reconcile, unexpected as unexpected
from .relations import KINDS as KINDS, read_relations as read_relations
from .scenarios import SCENARIO_COLUMNS as SCENARIO_COLUMNS, goal_scenarios as goal_scenarios
from .targets import (
    Assumption as Assumption,
    load_assumptions as load_assumptions,
    project_path as project_path,
    project_targets as project_targets,
    target_gap as target_gap,
    target_rate as target_rate,
)
from .terms import Result as Result, as_term as as_term
