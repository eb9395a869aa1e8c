"""What the report puts together: the rows of ``relations.csv`` with their operands, and how each kind is computed.

Operands are ids of observations; ``?id`` names a number that the report does not print, ``level/rate`` is the level of
the year before, ``level*rate`` that of the year after. A list has its items apart by ``|``, and its name with the
paragraphs after ``@``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ..datapackage import Finding, refuse
from ..errors import InputError, NotInReportError, UnlikeError
from ..quantities.characters import SPELLED_CHARACTERS, read_spelled
from ..quantities.interval import Bounds
from ..quantities.lexicon import ROUNDINGS, Word
from ..quantities.wording import Lang
from ..reports.report import Report
from .amounts import Amount
from .composition import implied_part, implied_whole, total
from .compounding import compound, implied_start, required_growth
from .ratios import difference, growth, growth_factor, implied_base, quotient, share
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


def read_relations(report: Report, rounding: str = "half_up") -> list[Relation]:
    """Return the report's relations with their operands rounded so, or refuse them all with every wrong row named."""
    if rounding not in ROUNDINGS:
        raise InputError(f"{rounding=}: choose one of {', '.join(ROUNDINGS)}.")
    wrong, relations = list[Finding](), list[Relation]()
    for i, row in enumerate(report.relations):
        try:
            relations.append(_read(row, report, rounding))
        except (NotInReportError, ValueError) as error:
            wrong.append(Finding(i, "operands", str(error)))
    refuse(report.folder, {"relations.csv": report.relations}, {"relations.csv": wrong})
    return relations


def _read(row: dict[str, str], report: Report, rounding: str) -> Relation:
    if row["kind"] == "listed":
        return _read_list(row)
    names = row["operands"].split()
    absent = _absent([*names, row["printed"]], report)
    if not names:
        raise ValueError("there is none; name at least one observation")
    needed = KINDS[row["kind"]].operands
    if needed and len(names) != needed:
        raise ValueError(f"a {row['kind']} takes {needed}, not {len(names)}")
    terms = tuple(_term(name, report, rounding) for name in names if not name.startswith("?"))
    tested = None
    if KINDS[row["kind"]].compute is _subset and not absent:
        tested = _whole(terms[1:], row["because"], report)
    elif row["printed"] and not row["printed"].startswith("?"):
        tested = (
            plain(Decimal(100), "100", "%") if row["printed"] == "100" else _number(row["printed"], report, rounding)
        )
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


_SUFFIXES = {
    "growth": Word("增速", "growth"),
    "share": Word("占比", "share"),
    "change": Word("变化", "change"),
    "": Word("", "level"),
}


def absent_name(id_: str, report: Report, lang: Lang) -> str:
    """Return the name of a number that is not printed, from its id: what, where, when; else the id."""
    where = "|".join(["", *(f"_{scope}" for scope in report.scopes)])
    form = rf"(?P<what>.+?)(?P<where>{where})_(?P<when>[0-9]{{4}})(?:_(?P<kind>growth|share|change))?"
    match = re.fullmatch(form, id_)
    indicator = report.indicators.get(match["what"]) if match else None
    if match is None or indicator is None:
        return id_
    scope = report.scopes[match["where"][1:]].name(lang) if match["where"] else ""
    kind = _SUFFIXES[match["kind"] or ""].in_(lang)
    if lang == "zh":
        return f"{scope}{indicator.name_zh}{match['when']}年{kind}"
    return f"{indicator.name_en}{', ' if scope else ''}{scope}: {kind} of {match['when']}"


def _number(name: str, report: Report, rounding: str) -> Result:
    obs = report[name]
    return replace(as_term(obs, report), bounds=obs.bounds_if(rounding))


def _term(name: str, report: Report, rounding: str) -> Result:
    """Read an operand: a number, a level with a rate that leads to the year before or after, or a count of years."""
    if name.isdecimal():
        return plain(Decimal(name), name)
    level, sign, rate = re.split(r"([/*])", name) if re.search(r"[/*]", name) else (name, "", "")
    one = _number(level, report, rounding)
    if not sign:
        return one
    other = _number(rate, report, rounding)
    moved = implied_base(one, other) if sign == "/" else compound(one, other.at_its_word, 1)
    return replace(moved, operands=(name,))


def _whole(wholes: tuple[Result, ...], because: str, report: Report) -> Result:
    """Return the whole that a part is held against: one number, or the sum of several."""
    if not wholes:
        raise ValueError("a subset takes a part and at least one whole")
    if len(wholes) == 1:
        return wholes[0]
    sum_ = total(wholes, because=because, report=report)
    return plain(sum_.amount, " + ".join(term.printed for term in wholes), sum_.unit)


def _average(relation: Relation) -> Result:
    """Divide a level by the count of what it is spread over."""
    amount, count = relation.terms
    check_alike(amount, count, relation.because, but_for=("unit", "measure"))
    return outcome("average", quotient(amount, count), amount.unit, relation.terms, relation.because)


def _rank_before(relation: Relation) -> Result:
    """Go back from a rank and a rise: a rise makes the number of the rank smaller."""
    rank, rise = relation.terms
    check_alike(rank, rise)
    return outcome("rank_before", rank.amount + rise.amount, rank.unit, relation.terms)


def _threshold_rate(relation: Relation) -> Result:
    """Divide a threshold in yuan by the same threshold in dollars, both at their word."""
    yuan, dollars = (term.at_its_word.to(base) for term, base in zip(relation.terms, ("元", "美元"), strict=True))
    check_alike(yuan, dollars, but_for=("unit",))
    return outcome("threshold_rate", quotient(yuan, dollars), "元/美元", (yuan, dollars))


def _roll_up(relation: Relation) -> Result:
    """Add the areas' targets, if they and the district's are of one indicator (or a reason is declared)."""
    result = total(relation.terms, because=relation.because)
    if relation.tested and not relation.because:
        for term in relation.terms:
            if term.indicator != relation.tested.indicator:
                raise UnlikeError(f"{term.name} and {relation.tested.name} are unlike in what they count.")
    return result


def _at_rate(relation: Relation) -> Result:
    """Take a level to the year of a goal at the rate printed with it, as it is written."""
    level, rate = relation.terms
    years = int(rate.period or 0) - int(level.period or 0)
    return compound(level, rate.at_its_word, years, because=relation.because)


def _start(relation: Relation) -> Result:
    """Go back from a goal at the rate printed with it, both as they are written, for a number of years."""
    goal, rate, years = relation.terms
    return implied_start(goal.at_its_word, rate.at_its_word, int(years.value))


def _contribution(relation: Relation) -> Result:
    """Return the points of a whole's growth that a part adds when it grows as fast: its weight times that growth."""
    weight, rate = relation.terms
    points = weight.amount * rate.at_its_word.amount / 100
    return outcome("contribution", points, "百分点", relation.terms, relation.because)


def _overlap(relation: Relation) -> Result:
    """Return what two shares of one whole must have in common: what they exceed it by."""
    one, other = relation.terms
    check_alike(one, other, relation.because, but_for=("coverage",))
    value, low = (max(x + y - 100, Decimal(0)) for x, y in ((one.value, other.value), (one.low, other.low)))
    found = Amount(value, Bounds(low, Decimal(100)))
    return outcome("overlap", found, "%", relation.terms, relation.because)


def _relative_growth(relation: Relation) -> Result:
    """Return how much faster one thing grows than another: from their growth rates, or from shares of one whole."""
    one, other = relation.terms
    check_alike(one, other, relation.because, but_for=("period",))
    factors = [term if term.kind == "share" else growth_factor(term) for term in relation.terms]
    return outcome("relative_growth", (quotient(*factors) - 1) * 100, "%", relation.terms, relation.because)


def _product(relation: Relation) -> Result:
    """Return what a number of things above a threshold come to at least."""
    count, threshold = relation.terms
    check_alike(count, threshold, relation.because, but_for=("unit",))
    return outcome("product", count.amount * threshold.amount, threshold.unit, relation.terms, relation.because)


def _absence(relation: Relation) -> Result:
    """Refuse a list of what is absent that marks nothing as absent."""
    raise InputError(f"{relation.row['id']} marks nothing as not printed.")


def _subset(relation: Relation) -> Result:
    """Return the part, once it may be held against the whole."""
    part, *wholes = relation.terms
    for whole in wholes:
        check_alike(part, whole, relation.because, but_for=("scope",) if relation.because else ())
    return outcome("subset", part.amount, part.unit, relation.terms)


def _equal(relation: Relation) -> Result:
    """Return the span of numbers that should be one, each at its word."""
    terms = [term.at_its_word.to(relation.terms[0].unit) for term in relation.terms]
    for term in terms:
        check_alike(terms[0], term, relation.because, but_for=("scope", "measure", "coverage"))
    low, high = min(term.bounds.low for term in terms), max(term.bounds.high for term in terms)
    return outcome("equal", Amount(terms[0].value, Bounds(low, high)), terms[0].unit, terms)


def _of_two(function: Callable[..., Result]) -> Callable[[Relation], Result]:
    def compute(relation: Relation) -> Result:
        one, other = relation.terms
        return function(one, other, because=relation.because)

    return compute


def _sum(relation: Relation) -> Result:
    return total(relation.terms, because=relation.because)


class Kind(NamedTuple):
    """How a kind of relation is computed, from how many operands (None: one or more).

    What holds by definition (a list and its numeral, one threshold said twice) tests no number of the report.
    """

    compute: Callable[[Relation], Result]
    operands: int | None = None
    by_definition: bool = False


KINDS: dict[str, Kind] = {
    "sum": Kind(_sum),
    "listed": Kind(_sum, by_definition=True),
    "roll_up": Kind(_roll_up),
    "share": Kind(_of_two(share), 2),
    "growth": Kind(_of_two(growth), 2),
    "implied_base": Kind(_of_two(implied_base), 2),
    "implied_part": Kind(_of_two(implied_part), 2),
    "implied_whole": Kind(_of_two(implied_whole), 2),
    "contribution": Kind(_contribution, 2),
    "overlap": Kind(_overlap, 2),
    "relative_growth": Kind(_relative_growth, 2),
    "product": Kind(_product, 2),
    "required_growth": Kind(_of_two(required_growth), 2),
    "at_rate": Kind(_at_rate, 2),
    "start": Kind(_start, 3),
    "average": Kind(_average, 2),
    "difference": Kind(_of_two(difference), 2),
    "rank_before": Kind(_rank_before, 2),
    "threshold_rate": Kind(_threshold_rate, 2, by_definition=True),
    "equal": Kind(_equal, by_definition=True),
    "subset": Kind(_subset),
    "tier": Kind(_subset, by_definition=True),
    "absent": Kind(_absence),
}
