"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .audit import paragraphs_to_the_letter as paragraphs_to_the_letter
from .comparison import (
    COMPARISON_COLUMNS as COMPARISON_COLUMNS,
    compare as compare,
    load_reports as load_reports,
)
from .lookup import (
    cite as cite,
    describe as describe,
    find_observations as find_observations,
    load_observations as load_observations,
    load_outcomes as load_outcomes,
    near_names as near_names,
)
from .new import NewReport as NewReport, propose as propose, write_new as write_new
from .observation import Observation as Observation, observations_of as observations_of
from .outcomes import Outcome as Outcome
from .qualitative import (
    describe_qualitative as describe_qualitative,
    find_qualitative as find_qualitative,
    qualitative_targets as qualitative_targets,
)
from .report import (
    Indicator as Indicator,
    Report as Report,
    Scope as Scope,
    load_report as load_report,
    row_findings as row_findings,
)
