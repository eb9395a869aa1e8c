"""What the report puts together: the rows of ``relations.csv`` with their operands, and how each kind is computed.

Operands are ids of observations; ``?id`` names a number that the report does not print, and ``level/rate`` is the
level of the year before. A list has its items apart by ``|``, and its name with the paragraphs after ``@``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..errors import DataError, NotInReportError, UnlikeError
from ..quantities.interval import Bounds
from ..quantities.lexicon import VERDICTS
from ..reports.report import Report
from .composition import implied_part, total
from .compounding import required_growth
from .ratios import growth, implied_base, quotient, share
from .results import Result
from .terms import Term, as_term, check_alike

_DIGITS = {**{str(i): i for i in range(10)}, **{c: i for i, c in enumerate("零一二三四五六七八九")}, "两": 2}


@dataclass(frozen=True)
class Relation:
    """A row of ``relations.csv`` with its operands read.

    Parameters
    ----------
    row : dict
        The row as text.
    terms : tuple of Term
        What the arithmetic takes.
    tested : Term or None
        The printed number that the result is held against.
    absent : tuple of str
        Ids that the report does not print; where there are any, nothing is decided.
    places : tuple of int
        Paragraphs of what is no observation: a list, and the numeral in its name.
    """

    row: dict[str, str]
    terms: tuple[Term, ...]
    tested: Term | None
    absent: tuple[str, ...]
    places: tuple[int, ...] = ()

    @property
    def because(self) -> str:
        """The declared reason to put unlike numbers together."""
        return self.row["because"]


def read_relations(report: Report) -> list[Relation]:
    """Return the report's relations.

    Raises
    ------
    DataError
        If a row names an unknown kind, verdict or observation, or has no operand; every such row is named.
    """
    problems, relations = [], []
    ids = [row["id"] for row in report.relations]
    for line, row in enumerate(report.relations, start=2):
        where = f"line {line} ({row['id'] or 'no id'})"
        if not row["id"] or ids.count(row["id"]) > 1:
            problems.append(f"{where}, id: ids are unique and not empty")
        if row["kind"] not in KINDS:
            problems.append(f"{where}, kind: {row['kind']!r} must be one of {', '.join(KINDS)}")
        elif row["expected"] not in VERDICTS:
            problems.append(f"{where}, expected: {row['expected']!r} must be one of {', '.join(VERDICTS)}")
        else:
            try:
                relations.append(_read(row, report))
            except (NotInReportError, ValueError) as error:
                problems.append(f"{where}, operands: {error}")
    if problems:
        raise DataError(f"{report.folder / 'relations.csv'}: correct these rows:", problems)
    return relations


def _read(row: dict[str, str], report: Report) -> Relation:
    if row["kind"] == "listed":
        items = tuple(_count(1, item) for item in row["operands"].split("|"))
        name, _, places = row["printed"].partition("@")
        if not places.replace(",", "").isdecimal():
            raise ValueError("a list names the paragraphs where it stands, as in 四大功能区@66")
        numeral = sum(_DIGITS.get(character, 0) for character in name)
        return Relation(row, items, _count(numeral, name), (), tuple(int(place) for place in places.split(",")))
    names = row["operands"].split()
    if not names:
        raise ValueError("there is none; name at least one observation")
    needed = KINDS[row["kind"]].operands
    if needed and len(names) != needed:
        raise ValueError(f"a {row['kind']} takes {needed}, not {len(names)}")
    absent = tuple(name[1:] for name in [*names, row["printed"]] if name.startswith("?"))
    if known := [name for name in absent if name in report.observations]:
        raise ValueError(f"{known[0]} is marked ? as not printed, and the report prints it; take the mark away")
    terms = tuple(_term(name, report) for name in names if not name.startswith("?"))
    printed = row["printed"]
    tested = None
    if printed and not printed.startswith("?"):
        tested = (
            Term(Decimal(100), Bounds.exact(Decimal(100)), "%", "100") if printed == "100" else as_term(printed, report)
        )
    if row["kind"] == "subset" and not absent:
        tested = _together(terms[1:])
    return Relation(row, terms, tested, absent)


def _term(name: str, report: Report) -> Term:
    level, _, rate = name.partition("/")
    if not rate:
        return as_term(level, report)
    base = implied_base(level, rate, report=report)
    return Term(base.value, base.bounds, base.unit, name, None, str(int(report[level].period) - 1))


def _together(wholes: tuple[Term, ...]) -> Term:
    """Return the whole that a part is held against: one number, or the sum of several."""
    if not wholes:
        raise ValueError("a subset takes a part and at least one whole")
    if len(wholes) == 1:
        return wholes[0]
    bounds = wholes[0].bounds
    for term in wholes[1:]:
        bounds = bounds + term.to(wholes[0].unit).bounds
    value = sum((term.to(wholes[0].unit).value for term in wholes), Decimal(0))
    return Term(
        value, bounds, wholes[0].unit, " + ".join(term.obs.printed if term.obs else term.name for term in wholes)
    )


def _count(number: int, name: str) -> Term:
    return Term(Decimal(number), Bounds.exact(Decimal(number)), "项", name)


def _average(relation: Relation, report: Report) -> Result:
    """Divide a level by the count of what it is spread over."""
    amount, count = relation.terms
    check_alike(amount, count, report, relation.because, but_for=("unit", "measure"))
    value, bounds = quotient(amount, count)
    return Result("average", value, bounds, amount.unit, (amount.name, count.name), relation.because)


def _rank_before(relation: Relation, report: Report) -> Result:
    """Go back from a rank and a rise: a rise makes the number of the rank smaller."""
    rank, rise = relation.terms
    check_alike(rank, rise, report)
    return Result("rank_before", rank.value + rise.value, rank.bounds + rise.bounds, rank.unit, (rank.name, rise.name))


def _difference(relation: Relation, report: Report) -> Result:
    """Subtract two shares: the result is in percentage points."""
    later, earlier = relation.terms
    check_alike(later, earlier, report, relation.because, but_for=("period",))
    names = (later.name, earlier.name)
    return Result("difference", later.value - earlier.value, later.bounds - earlier.bounds, "百分点", names)


def _threshold_rate(relation: Relation, report: Report) -> Result:
    """Divide a threshold in yuan by the same threshold in dollars, both at their word."""
    yuan, dollars = (term.at_its_word.to(base) for term, base in zip(relation.terms, ("元", "美元"), strict=True))
    check_alike(yuan, dollars, report, but_for=("unit",))
    value, bounds = quotient(yuan, dollars)
    return Result("threshold_rate", value, bounds, "元/美元", (yuan.name, dollars.name))


def _roll_up(relation: Relation, report: Report) -> Result:
    """Add the areas' targets, if they and the district's are of one indicator (or a reason is declared)."""
    result = total(relation.terms, because=relation.because, report=report)
    if relation.tested and relation.tested.obs and not relation.because:
        for term in relation.terms:
            if term.obs and term.obs.indicator != relation.tested.obs.indicator:
                raise UnlikeError(
                    f"{term.name} and {relation.tested.name} are unlike in what they count; compare like with like."
                )
    return result


def _growth_at_its_word(relation: Relation, report: Report) -> Result:
    start, end = relation.terms
    return required_growth(start, end.at_its_word, because=relation.because, report=report)


def _subset(relation: Relation, report: Report) -> Result:
    """Return the part, once it may be held against the whole."""
    part, *wholes = relation.terms
    for whole in wholes:
        check_alike(part, whole, report, relation.because, but_for=("scope",) if relation.because else ())
    return Result("subset", part.value, part.bounds, part.unit, tuple(term.name for term in relation.terms))


def _equal(relation: Relation, report: Report) -> Result:
    """Return the span of numbers that should be one, each at its word."""
    terms = [term.at_its_word.to(relation.terms[0].unit) for term in relation.terms]
    for term in terms:
        check_alike(terms[0], term, report, relation.because, but_for=("scope", "measure", "coverage"))
    low, high = min(term.bounds.low for term in terms), max(term.bounds.high for term in terms)
    return Result("equal", terms[0].value, Bounds(low, high), terms[0].unit, tuple(term.name for term in terms))


def _of_two(function: Callable[..., Result]) -> Callable[[Relation, Report], Result]:
    def compute(relation: Relation, report: Report) -> Result:
        one, other = relation.terms
        return function(one, other, because=relation.because, report=report)

    return compute


def _sum(relation: Relation, report: Report) -> Result:
    return total(relation.terms, because=relation.because, report=report)


class Kind(NamedTuple):
    """How a kind of relation is computed, from how many operands (None: one or more)."""

    compute: Callable[[Relation, Report], Result]
    operands: int | None = None


KINDS: dict[str, Kind] = {
    "sum": Kind(_sum), "listed": Kind(_sum), "roll_up": Kind(_roll_up),
    "share": Kind(_of_two(share), 2), "growth": Kind(_of_two(growth), 2),
    "implied_base": Kind(_of_two(implied_base), 2), "implied_part": Kind(_of_two(implied_part), 2),
    "required_growth": Kind(_growth_at_its_word, 2), "growth_floor": Kind(_of_two(required_growth), 2),
    "average": Kind(_average, 2), "difference": Kind(_difference, 2), "rank_before": Kind(_rank_before, 2),
    "threshold_rate": Kind(_threshold_rate, 2), "equal": Kind(_equal), "subset": Kind(_subset),
}  # fmt: skip
