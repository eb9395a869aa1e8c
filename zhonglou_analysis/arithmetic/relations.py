"""What the report puts together: the rows of ``relations.csv`` with their operands, and how each kind is computed.

Operands are ids of observations; ``?id`` names a number that the report does not print, and ``level/rate`` is the
level of the year before. A list has its items apart by ``|``, and its name with the paragraphs after ``@``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ..datapackage import Finding, refuse
from ..errors import NotInReportError, UnlikeError
from ..quantities.characters import SPELLED_CHARACTERS, read_spelled
from ..quantities.interval import Bounds
from ..reports.report import Report
from .compounding import required_growth
from .ratios import HUNDRED, growth, implied_base, implied_part, quotient, share, total
from .terms import Result, as_term, check_alike, outcome, plain


@dataclass(frozen=True)
class Relation:
    """A row of ``relations.csv`` with its operands read.

    Parameters
    ----------
    row : dict
        The row as text.
    terms : tuple of Result
        What the arithmetic takes.
    tested : Result or None
        The printed number that the result is held against.
    absent : tuple of str
        Ids that the report does not print; where there are any, nothing is decided.
    places : tuple of int
        Paragraphs of what is no observation: a list, and the numeral in its name.
    """

    row: dict[str, str]
    terms: tuple[Result, ...]
    tested: Result | None
    absent: tuple[str, ...]
    places: tuple[int, ...] = ()

    @property
    def because(self) -> str:
        """The declared reason to put unlike numbers together."""
        return self.row["because"]


def read_relations(report: Report) -> list[Relation]:
    """Return the report's relations."""
    wrong, relations = list[Finding](), list[Relation]()
    for i, row in enumerate(report.relations):
        try:
            relations.append(_read(row, report))
        except (NotInReportError, ValueError) as error:
            wrong.append(Finding(i, "operands", str(error)))
    refuse(report.folder, {"relations.csv": report.relations}, {"relations.csv": wrong})
    return relations


def _read(row: dict[str, str], report: Report) -> Relation:
    if row["kind"] == "listed":
        return _read_list(row)
    names = row["operands"].split()
    absent = _absent([*names, row["printed"]], report)
    if not names:
        raise ValueError("there is none; name at least one observation")
    needed = KINDS[row["kind"]].operands
    if needed and len(names) != needed:
        raise ValueError(f"a {row['kind']} takes {needed}, not {len(names)}")
    terms = tuple(_term(name, report) for name in names if not name.startswith("?"))
    tested = _whole(terms[1:], row["because"], report) if row["kind"] == "subset" and not absent else None
    if row["printed"] and not row["printed"].startswith("?"):
        tested = _printed(row["printed"], report)
    return Relation(row, terms, tested, absent)


def _read_list(row: dict[str, str]) -> Relation:
    """Read a list, which is no observation, and the numeral in its name."""
    name, _, places = row["printed"].partition("@")
    if not places.replace(",", "").isdecimal():
        raise ValueError("a list names the paragraphs where it stands, as in 四大功能区@66")
    items = tuple(plain(Decimal(1), item, "项") for item in row["operands"].split("|"))
    numerals = (read_spelled(character) for character in name if character in SPELLED_CHARACTERS)
    digits = (int(character) for character in name if character.isdecimal())
    numeral = sum((found[0] for found in numerals if found), Decimal(sum(digits)))
    return Relation(row, items, plain(numeral, name, "项"), (), tuple(int(place) for place in places.split(",")))


def _absent(names: list[str], report: Report) -> tuple[str, ...]:
    """Return the ids marked as not printed; one that is printed is an error of the row."""
    absent = tuple(name[1:] for name in names if name.startswith("?"))
    if known := [name for name in absent if name in report.observations]:
        raise ValueError(f"{known[0]} is marked ? as not printed, and the report prints it; take the mark away")
    return absent


def _printed(name: str, report: Report) -> Result:
    return plain(HUNDRED, name, "%") if name == "100" else as_term(name, report)


def _term(name: str, report: Report) -> Result:
    level, _, rate = name.partition("/")
    return replace(implied_base(level, rate, report=report), operands=(name,)) if rate else as_term(level, report)


def _whole(wholes: tuple[Result, ...], because: str, report: Report) -> Result:
    """Return the whole that a part is held against: one number, or the sum of several."""
    if not wholes:
        raise ValueError("a subset takes a part and at least one whole")
    if len(wholes) == 1:
        return wholes[0]
    sum_ = total(wholes, because=because, report=report)
    return plain(sum_.value, " + ".join(term.printed for term in wholes), sum_.unit, sum_.bounds)


def _average(relation: Relation) -> Result:
    """Divide a level by the count of what it is spread over."""
    amount, count = relation.terms
    check_alike(amount, count, relation.because, but_for=("unit", "measure"))
    value, bounds = quotient(amount, count)
    return outcome("average", value, bounds, amount.unit, relation.terms, relation.because)


def _rank_before(relation: Relation) -> Result:
    """Go back from a rank and a rise: a rise makes the number of the rank smaller."""
    rank, rise = relation.terms
    check_alike(rank, rise)
    return outcome("rank_before", rank.value + rise.value, rank.bounds + rise.bounds, rank.unit, relation.terms)


def _difference(relation: Relation) -> Result:
    """Subtract two shares: the result is in percentage points."""
    later, earlier = relation.terms
    check_alike(later, earlier, relation.because, but_for=("period",))
    return outcome("difference", later.value - earlier.value, later.bounds - earlier.bounds, "百分点", relation.terms)


def _threshold_rate(relation: Relation) -> Result:
    """Divide a threshold in yuan by the same threshold in dollars, both at their word."""
    yuan, dollars = (term.at_its_word.to(base) for term, base in zip(relation.terms, ("元", "美元"), strict=True))
    check_alike(yuan, dollars, but_for=("unit",))
    value, bounds = quotient(yuan, dollars)
    return outcome("threshold_rate", value, bounds, "元/美元", (yuan, dollars))


def _roll_up(relation: Relation) -> Result:
    """Add the areas' targets, if they and the district's are of one indicator (or a reason is declared)."""
    result = total(relation.terms, because=relation.because)
    if relation.tested and not relation.because:
        for term in relation.terms:
            if term.indicator != relation.tested.indicator:
                raise UnlikeError(
                    f"{term.name} and {relation.tested.name} are unlike in what they count; compare like with like."
                )
    return result


def _growth_at_its_word(relation: Relation) -> Result:
    start, end = relation.terms
    return required_growth(start, end.at_its_word, because=relation.because)


def _subset(relation: Relation) -> Result:
    """Return the part, once it may be held against the whole."""
    part, *wholes = relation.terms
    for whole in wholes:
        check_alike(part, whole, relation.because, but_for=("scope",) if relation.because else ())
    return outcome("subset", part.value, part.bounds, part.unit, relation.terms)


def _equal(relation: Relation) -> Result:
    """Return the span of numbers that should be one, each at its word."""
    terms = [term.at_its_word.to(relation.terms[0].unit) for term in relation.terms]
    for term in terms:
        check_alike(terms[0], term, relation.because, but_for=("scope", "measure", "coverage"))
    low, high = min(term.bounds.low for term in terms), max(term.bounds.high for term in terms)
    return outcome("equal", terms[0].value, Bounds(low, high), terms[0].unit, terms)


def _of_two(function: Callable[..., Result]) -> Callable[[Relation], Result]:
    def compute(relation: Relation) -> Result:
        one, other = relation.terms
        return function(one, other, because=relation.because)

    return compute


def _sum(relation: Relation) -> Result:
    return total(relation.terms, because=relation.because)


class Kind(NamedTuple):
    """How a kind of relation is computed, from how many operands (None: one or more)."""

    compute: Callable[[Relation], Result]
    operands: int | None = None


KINDS: dict[str, Kind] = {
    "sum": Kind(_sum),
    "listed": Kind(_sum),
    "roll_up": Kind(_roll_up),
    "share": Kind(_of_two(share), 2),
    "growth": Kind(_of_two(growth), 2),
    "implied_base": Kind(_of_two(implied_base), 2),
    "implied_part": Kind(_of_two(implied_part), 2),
    "required_growth": Kind(_growth_at_its_word, 2),
    "growth_floor": Kind(_of_two(required_growth), 2),
    "average": Kind(_average, 2),
    "difference": Kind(_difference, 2),
    "rank_before": Kind(_rank_before, 2),
    "threshold_rate": Kind(_threshold_rate, 2),
    "equal": Kind(_equal),
    "subset": Kind(_subset),
}
