"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .assumptions import Assumption as Assumption, load_assumptions as load_assumptions
from .composition import Structure as Structure, implied_part as implied_part, structure as structure, total as total
from .compounding import compound as compound, required_growth as required_growth
from .ratios import growth as growth, growth_factor as growth_factor, implied_base as implied_base, share as share
from .reconciliation import COLUMNS as COLUMNS, reconcile as reconcile, unexpected as unexpected
from .relations import KINDS as KINDS, read_relations as read_relations
from .results import Result as Result
from .scenarios import goal_scenarios as goal_scenarios
from .targets import (
    project_path as project_path,
    project_targets as project_targets,
    target_gap as target_gap,
    target_rate as target_rate,
)
from .terms import Term as Term, as_term as as_term
