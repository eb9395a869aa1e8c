"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .reading import read_report as read_report
from .scan import Aside as Aside, Found as Found, line_starts as line_starts, scan_text as scan_text
from .tables import (
    ASIDE_COLUMNS as ASIDE_COLUMNS,
    COLUMNS as COLUMNS,
    DRAFT_COLUMNS as DRAFT_COLUMNS,
    PANEL_COLUMNS as PANEL_COLUMNS,
    count_empty as count_empty,
    draft_observations as draft_observations,
    draft_rows as draft_rows,
    extract_each as extract_each,
    extract_quantities as extract_quantities,
    set_aside_numerals as set_aside_numerals,
)
