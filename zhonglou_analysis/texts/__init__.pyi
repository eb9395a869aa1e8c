"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .drafting import (
    DRAFT_COLUMNS as DRAFT_COLUMNS,
    count_empty as count_empty,
    draft_observations as draft_observations,
    draft_rows as draft_rows,
)
from .items import Found as Found
from .panel import PANEL_COLUMNS as PANEL_COLUMNS, extract_each as extract_each, extract_files as extract_files
from .reading import read_report as read_report
from .tables import (
    ASIDE_COLUMNS as ASIDE_COLUMNS,
    COLUMNS as COLUMNS,
    extract_quantities as extract_quantities,
    set_aside_numerals as set_aside_numerals,
)
