"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .characters import digit_of as digit_of, fold as fold, read_spelled as read_spelled
from .grammar import AFTER as AFTER, BEFORE as BEFORE, FALLS as FALLS, RISES as RISES
from .interval import INFINITY as INFINITY, Bounds as Bounds, shown as shown
from .lexicon import (
    AIMS as AIMS,
    BASES as BASES,
    CELLS as CELLS,
    HEADINGS as HEADINGS,
    OUTCOME_VERDICTS as OUTCOME_VERDICTS,
    QUALIFIERS as QUALIFIERS,
    REVISIONS as REVISIONS,
    ROUNDINGS as ROUNDINGS,
    STATUSES as STATUSES,
    TRUST as TRUST,
    VERDICTS as VERDICTS,
)
from .phrase import Quantity as Quantity, bounds_of as bounds_of, parse_quantity as parse_quantity
from .units import (
    MAGNITUDES as MAGNITUDES,
    base_of as base_of,
    convert as convert,
    find_unit as find_unit,
    learn_units as learn_units,
    to_base as to_base,
    unit_findings as unit_findings,
    unit_table as unit_table,
)
from .wording import (
    listed as listed,
    punctuate as punctuate,
    readable as readable,
    write_computed as write_computed,
    write_date as write_date,
    write_number as write_number,
    write_printed as write_printed,
    write_quantity as write_quantity,
)
