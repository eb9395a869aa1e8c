"""Operands of a ratio: observations, their ids or plain numbers, and whether two of them may be put together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from ..errors import InputError, UnlikeError
from ..quantities.interval import Bounds
from ..quantities.units import convert, find_unit
from ..reports.observation import Observation
from ..reports.report import Report, load_report

Operand = Observation | str | int | float | Decimal


@dataclass(frozen=True)
class Term:
    """An operand as arithmetic sees it: a number, its bounds and unit, and where it comes from.

    ``unit`` and ``period`` are empty and ``obs`` is None for a plain number, which is taken as exact.
    """

    value: Decimal
    bounds: Bounds
    unit: str
    name: str
    obs: Observation | None = None
    period: str = ""

    @property
    def at_its_word(self) -> Term:
        """The term with a floor, ceiling or 左右 read as the number that is written; its rounding stays."""
        if self.obs is None or self.obs.qualifier == "exact":
            return self
        return replace(self, bounds=Bounds.exact(self.value))

    def to(self, unit: str) -> Term:
        """Return the term in another unit of its dimension; a plain number takes the unit it is put beside."""
        if not self.unit or not unit or self.unit == unit:
            return self
        one = convert(Decimal(1), self.unit, unit)
        return replace(self, value=self.value * one, bounds=self.bounds * Bounds.exact(one), unit=unit)


def as_term(operand: Operand | Term, report: Report | None = None) -> Term:
    """Read an operand.

    Parameters
    ----------
    operand : Observation, id, or number
        A number is taken as exact; a float by its shortest decimal form.
    report : Report, optional
        Where ids are looked up; by default the packaged report.

    Raises
    ------
    NotInReportError
        If an id is not in the report.
    InputError
        If the operand is neither an observation, an id nor a finite number.

    Examples
    --------
    >>> as_term(0.1).value, as_term("gdp_2022").unit
    (Decimal('0.1'), '亿元')
    """
    if isinstance(operand, Term):
        return operand
    if isinstance(operand, str):
        operand = (report or load_report())[operand]
    if isinstance(operand, Observation):
        return Term(operand.value, operand.bounds, operand.unit, operand.id, operand, operand.period)
    try:
        number = Decimal(str(operand))
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError(f"{operand!r} is no operand; give an observation, its id or a finite number.")
    return Term(number, Bounds.exact(number), "", str(operand))


def check_kind(term: Term, role: str, *kinds: str) -> None:
    """Refuse an observation of a kind that cannot play its part: a share is no growth rate, a rank no level.

    Parameters
    ----------
    term : Term
        A plain number is not checked.
    role : str
        What the term is here, for the message.
    *kinds : str
        The kinds of observation that may play it.

    Raises
    ------
    UnlikeError
        No reason makes one kind another.

    Examples
    --------
    >>> check_kind(as_term("gdp_2022"), "the whole of a share", "level")
    """
    if term.obs and term.obs.kind not in kinds:
        raise UnlikeError(
            f"{term.name} ({term.obs.printed}) is a {term.obs.kind.replace('_', ' ')}, and {role} must be a "
            f"{' or '.join(kinds).replace('_', ' ')}; choose one.",
            aspects=["kind"],
        )


def check_alike(one: Term, other: Term, report: Report, because: str = "", *, but_for: Collection[str] = ()) -> None:
    """Refuse two observations that are unlike and that no reason puts together.

    Parameters
    ----------
    one, other : Term
        Plain numbers are not checked.
    report : Report
        Holds the measure and coverage (口径) of the indicators.
    because : str
        The caller's reason to compare unlike things.
    but_for : collection of str
        Aspects that may differ: ``unit``, ``scope``, ``period``, ``measure``, ``coverage``.

    Raises
    ------
    UnlikeError
        Showing both sides. No reason makes two units one.
    """
    a, b = one.obs, other.obs
    if a is None or b is None:
        return
    if "unit" not in but_for and find_unit(a.unit).reference_unit != find_unit(b.unit).reference_unit:
        raise UnlikeError(
            f"{a.id} is in {a.unit} and {b.id} in {b.unit}: unlike units, which no reason makes one.",
            "Choose others.",
            ["unit"],
        )
    first, second = report.indicators[a.indicator], report.indicators[b.indicator]
    aspects = {
        "scope": (a.scope, b.scope),
        "period": (a.period, b.period),
        "measure": (first.measure, second.measure),
        "coverage": (first.coverage_zh or "not stated", second.coverage_zh or "not stated"),
    }
    unlike = {name: sides for name, sides in aspects.items() if sides[0] != sides[1] and name not in but_for}
    if unlike and not because:
        raise UnlikeError(
            f"{a.id} ({a.printed}) and {b.id} ({b.printed}) are unlike in "
            f"{', '.join(f'{name} ({x} and {y})' for name, (x, y) in unlike.items())}.",
            'Choose like numbers, or say why they may be put together: because="…".',
            unlike,
        )
