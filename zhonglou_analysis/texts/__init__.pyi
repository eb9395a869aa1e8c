"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .items import Aside as Aside, Found as Found
from .naming import Named as Named, name_items as name_items
from .processes import over_processes as over_processes
from .reading import read_report as read_report
from .scan import line_starts as line_starts, scan_text as scan_text
from .sections import Sections as Sections, find_sections as find_sections
from .tables import (
    DRAFT_COLUMNS as DRAFT_COLUMNS,
    PANEL_COLUMNS as PANEL_COLUMNS,
    count_empty as count_empty,
    draft_observations as draft_observations,
    draft_rows as draft_rows,
    extract_each as extract_each,
    extract_quantities as extract_quantities,
    set_aside_numerals as set_aside_numerals,
)
from .targets import (
    TARGET_COLUMNS as TARGET_COLUMNS,
    Target as Target,
    extract_targets as extract_targets,
    target_cells as target_cells,
    target_rows as target_rows,
)
from .vocabulary import Term as Term, known_terms as known_terms
