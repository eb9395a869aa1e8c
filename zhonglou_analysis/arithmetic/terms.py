"""The one operand and result of arithmetic, and whether two of them may be put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from ..errors import InputError, UnlikeError
from ..quantities.interval import Bounds, shown
from ..quantities.lexicon import BASES, Word
from ..quantities.units import convert, find_unit
from ..reports.observation import Observation
from ..reports.outcomes import Outcome
from ..reports.report import Report, load_report
from .amounts import Amount, Factors, exact

_NO_WORD = Word("", "")
# Below this no such result can lie, so an end there bounds nothing: a level or a share is above zero, and
# nothing falls by more than 100 %. A difference has no such end.
_NATURAL_FLOORS = {
    "growth": Decimal(-100),
    "required_growth": Decimal(-100),
    "relative_growth": Decimal(-100),
    "difference": None,
    "target_gap": None,
}


# What a number is of besides its scope and period; an operation takes it over from one of its operands.
SUBJECT = ("kind", "indicator", "measure", "coverage", "growth_prices")


@dataclass(frozen=True, repr=False)
class Result:
    """A number as arithmetic sees it: what it gives, and every operand that it takes.

    Parameters
    ----------
    what : str
        The operation (``share``, ``growth``, ``implied_base``, ``implied_part`` …); ``printed`` for an observation,
        ``number`` for a plain number.
    value : Decimal
        From the numbers as printed, in ``unit``.
    bounds : Bounds
        What the words behind the operands allow.
    unit : str
        Of ``value`` and ``bounds``; empty for a plain number.
    operands : tuple of str
        Ids of the observations, plain numbers written out, results as ``operation(operands)``.
    because : str
        Why unlike operands were put together; empty where they are alike.
    basis_words : Word
        Whose prices the value is in or what base it is on, in Chinese and English, where that is not plain from the
        operands; ``basis`` is the English one.
    kind, indicator, scope, period, measure, coverage, growth_prices : str or None
        What it is a number of, as far as its operands determine it; None where they do not.
    place : str or None
        Whose report it is from; the numbers of two reports' places are never of one scope.
    prices : str or None
        The year whose prices it is in; None for a count, a ratio and what no operand determines.
    sources : tuple of Observation
        Every printed number that it rests on.
    factors : dict
        What it is a product of, where it is one.

    Examples
    --------
    >>> from zhonglou_analysis import implied_part, share
    >>> secondary = implied_part("secondary_industry_2022_share", "gdp_2022")
    >>> secondary.unit, secondary.period, secondary.sources[0].paragraph
    ('亿元', '2022', 7)
    >>> share(secondary, "gdp_2022").reading
    '31.85 to 31.95'
    """

    what: str
    value: Decimal
    bounds: Bounds
    unit: str = ""
    operands: tuple[str, ...] = ()
    because: str = ""
    basis_words: Word = _NO_WORD
    kind: str | None = None
    indicator: str | None = None
    scope: str | None = None
    period: str | None = None
    measure: str | None = None
    coverage: str | None = None
    growth_prices: str | None = None
    prices: str | None = None
    place: str | None = None
    sources: tuple[Observation, ...] = ()
    factors: Factors = field(default_factory=dict, compare=False)

    @property
    def low(self) -> Decimal:
        """Lower end of the bounds."""
        return self.bounds.low

    @property
    def high(self) -> Decimal:
        """Upper end of the bounds."""
        return self.bounds.high

    @property
    def amount(self) -> Amount:
        """Value and bounds, for a formula; whether two may be put together is asked before."""
        # One printed number is itself wherever it stands; of a number that no report prints that is not known.
        what = (self.name, self.sources, self.bounds) if self.sources else object()
        return Amount(self.value, self.bounds, self.factors or {what: (self.bounds, 1)})

    @property
    def basis(self) -> str:
        """Whose prices the value is in or what base it is on, in English."""
        return self.basis_words.en

    @property
    def obs(self) -> Observation | None:
        """The observation, where the number is one that is printed."""
        return self.sources[0] if self.what == "printed" else None

    @property
    def name(self) -> str:
        """The id of the observation, the plain number, or the operation with its operands."""
        listed = ", ".join(self.operands)
        return listed if self.what in ("printed", "number") else f"{self.what}({listed})"

    @property
    def printed(self) -> str:
        """The phrase of the observation, the plain number, or the value to four digits."""
        if self.what == "number":
            return self.name
        return self.obs.printed if self.obs else f"{shown(self.value)}{self.unit}"

    @property
    def reading(self) -> str:
        """What the bounds allow to say, in words."""
        # A quotient of two floors runs from an open natural floor to infinity: nothing else is known of it.
        if self.bounds.high.is_infinite() and (self.bounds.low.is_infinite() or self._at_natural_floor):
            return "indicative, bounded on neither side"
        if self.bounds.high.is_infinite():
            return f"at least {shown(self.low)}"
        if self.bounds.low.is_infinite() or self._at_natural_floor:
            return f"at most {shown(self.high)}"
        return f"{shown(self.low)} to {shown(self.high)}"

    @property
    def _at_natural_floor(self) -> bool:
        return self.low == _NATURAL_FLOORS.get(self.what, Decimal(0)) and self.low != self.high

    @property
    def at_its_word(self) -> Result:
        """The number with a floor, ceiling or 左右 read as it is written; its rounding stays."""
        if self.obs is None or self.obs.qualifier == "exact":
            return self
        return replace(self, bounds=Bounds.exact(self.value))

    def to(self, unit: str) -> Result:
        """Return the number in another unit of its dimension; a plain number takes the unit it is put beside."""
        if not self.unit or not unit or self.unit == unit:
            return self
        here, there = find_unit(self.unit), find_unit(unit)
        # A 套 is one of 套(间): check_alike lets them meet with a reason only.
        apart = here.reference_unit != there.reference_unit and _either(self.unit) == _either(unit)
        one = here.factor / there.factor if apart else convert(Decimal(1), self.unit, unit)
        return replace(self, **vars(self.amount * one), unit=unit)

    def __repr__(self) -> str:
        reason = f"; because {self.because}" if self.because else ""
        of = ", ".join(self.operands)
        basis = f" {self.basis}" if self.basis else ""
        return f"{self.what}: {shown(self.value)} {self.unit}{basis} ({self.reading}) from {of}{reason}"


Operand = Observation | Result | str | int | float | Decimal


def as_term(operand: Operand, report: Report | None = None) -> Result:
    """Read an operand: an observation, its id, a result, or a plain number, which is taken as exact."""
    if isinstance(operand, Result):
        return operand
    if isinstance(operand, str | Observation):
        report = report or load_report()
        operand = report[operand] if isinstance(operand, str) else operand
        of = report.indicators.get(operand.indicator)
        known: dict[str, Any] = {} if of is None else {
            "measure": of.measure, "coverage": of.coverage_zh, "growth_prices": of.growth_prices,
            "prices": operand.period if operand.kind == "level" and of.level_prices else None,
        }  # fmt: skip
        return Result(
            "printed", operand.value, operand.bounds, operand.unit, (operand.id,), kind=operand.kind,
            indicator=operand.indicator, scope=operand.scope, period=operand.period, place=operand.place or None,
            sources=(operand,), **known,
        )  # fmt: skip
    return plain(
        finite(operand, f"{operand!r} is no operand; give an observation, its id or a finite number."), str(operand)
    )


def finite(number: object, otherwise: str) -> Decimal:
    """Return a number that a caller gives as a decimal, or refuse it in the words of whoever asked for it."""
    try:
        given = Decimal(str(number))
    except ArithmeticError:
        given = Decimal("NaN")
    if not given.is_finite():
        raise InputError(otherwise)
    return given


def plain(number: Amount | Decimal, name: str, unit: str = "") -> Result:
    """Return a number that no report prints: exact unless it has bounds, and known by its unit only."""
    amount = number if isinstance(number, Amount) else exact(number)
    return Result("number", amount.value, amount.bounds, unit, (name,), factors=amount.factors)


def outcome(
    what: str, found: Amount, unit: str, operands: Sequence[Result], because: str = "", *,
    like: Result | None = None, **known: Any,
) -> Result:  # fmt: skip
    """Return what an operation gives: of the scope and period its operands share, and otherwise like one of them."""
    shared: dict[str, Any] = {name: common(operands, name) for name in ("scope", "period", "place")}
    if like is not None:
        shared |= {name: getattr(like, name) for name in SUBJECT}
    sources = tuple(dict.fromkeys(source for operand in operands for source in operand.sources))
    names = tuple(operand.name for operand in operands)
    return Result(
        what, **vars(found), unit=unit, operands=names, because=because, sources=sources, **{**shared, **known}
    )


def common(operands: Sequence[Result], aspect: str) -> str | None:
    """Return what all operands that determine an aspect agree on."""
    sides = {getattr(operand, aspect) for operand in operands} - {None}
    return sides.pop() if len(sides) == 1 else None


def in_cells(
    number: Amount | Result | Observation | Outcome | None, prefix: str = "", value: str = "value"
) -> dict[str, object]:
    """Return value and bounds as cells of a table, empty where there is no number."""
    names = (f"{prefix}{value}".strip("_"), f"{prefix}low", f"{prefix}high")
    return dict(
        zip(names, (number.value, number.bounds.low, number.bounds.high) if number else [None] * 3, strict=True)
    )


def paragraphs_of(sources: Iterable[Observation], others: Iterable[int] = ()) -> str:
    """Return where printed numbers stand, and other paragraphs, in order and apart by spaces."""
    return " ".join(map(str, sorted({*(source.paragraph for source in sources), *others})))


def basis_of(name: str, year: str | None = "") -> Word:
    """Return the words of a basis for a year."""
    zh, en = (text.format(year=year) for text in BASES[name])
    return Word(zh, en)


def later(term: Result | Observation, years: int) -> str | None:
    """Return the year that lies some years after the period of ``term``."""
    return str(int(term.period) + years) if term.period else term.period


def check_kind(term: Result, role: str, *kinds: str) -> None:
    """Refuse a number of a kind that cannot play its part: a share is no growth rate, a rank no level."""
    if term.kind is not None and term.kind not in kinds:
        raise UnlikeError(
            f"{term.name} ({term.printed}) is a {term.kind.replace('_', ' ')}, and {role} must be a "
            f"{' or '.join(kinds).replace('_', ' ')}; choose one.",
            aspects=["kind"],
        )


def check_alike(one: Result, other: Result, because: str = "", *, but_for: Collection[str] = ()) -> None:
    """Refuse two numbers that are unlike in what both determine, unless a reason puts them together.

    Aspects that may differ (``unit``, ``scope``, ``period`` with its prices, ``measure``, ``coverage``) are named
    in ``but_for``. No reason makes two units one.
    """
    a, b = f"{one.name} ({one.printed})", f"{other.name} ({other.printed})"
    units = {find_unit(unit).reference_unit for unit in (one.unit, other.unit) if unit}
    if because:  # a reason makes 套 and 套(间) one count, and no other two units
        units = {_either(unit) for unit in units}
    if "unit" not in but_for and len(units) > 1:
        raise UnlikeError(
            f"{one.name} is in {one.unit} and {other.name} in {other.unit}: unlike units, which no reason makes one.",
            "Choose others.",
            ["unit"],
        )
    unlike = {}
    if one.place and other.place and one.place != other.place:
        unlike["scope"] = f"place ({one.place} and {other.place})"
    for aspect in ("scope", "period", "prices", "measure", "coverage"):
        if aspect == "prices" and ("period" in but_for or "period" in unlike):
            continue  # levels of two years are in two years' prices
        sides = getattr(one, aspect), getattr(other, aspect)
        if aspect not in but_for and None not in sides and sides[0] != sides[1]:
            unlike[aspect] = f"{aspect} ({sides[0] or 'not stated'} and {sides[1] or 'not stated'})"
    if unlike and not because:
        raise UnlikeError(
            f"{a} and {b} are unlike in {', '.join(unlike.values())}.",
            'Choose like numbers, or say why they may be put together: because="…".',
            unlike,
        )


def _either(unit: str) -> str:
    """Return what a unit counts without the other thing that it counts as well: 套(间) counts 套."""
    return find_unit(unit).reference_unit.partition("(")[0]


def in_yuan(terms: Sequence[Result], rate: float | Decimal | None) -> list[Result]:
    """Return terms with their dollars in yuan at the caller's rate; without a rate they stay as they are."""
    if rate is None:
        return list(terms)
    per_dollar = as_term(rate)
    if per_dollar.value <= 0:
        raise InputError(f"{rate=}: give the yuan that a dollar costs, a number above zero.")
    return [_exchanged(term, per_dollar) if term.unit.endswith("美元") else term for term in terms]


def _exchanged(term: Result, per_dollar: Result) -> Result:
    return replace(
        term, **vars(term.amount * per_dollar.amount), what="exchanged", unit=term.unit.removesuffix("美元") + "元",
        operands=(term.name, f"{per_dollar.name} yuan per dollar"),
    )  # fmt: skip


def check_own_rate(level: Result, rate: Result, because: str = "", *, period: bool) -> None:
    """Refuse the growth rate of another indicator, scope or (where it matters) period, unless a reason is given."""
    aspects = ("indicator", "scope", "period") if period else ("indicator", "scope")
    sides = [(getattr(rate, aspect), getattr(level, aspect)) for aspect in aspects]
    if not because and any(a != b for a, b in sides if a is not None and b is not None):
        of_rate, of_level = (", ".join(str(side[i]) for side in sides if None not in side) for i in (0, 1))
        raise UnlikeError(
            f"{rate.name} ({rate.printed}) is the growth of {of_rate}, and {level.name} ({level.printed}) is "
            f'{of_level}. Choose its own rate, or say why: because="…".'
        )
