"""Targets as levels: what a printed target implies, and nothing beyond it.

A target is not a forecast. GDP growth is at constant prices, so its level is in prices of the base year; a nominal
path needs a deflator, which the caller gives. 左右 has no width of its own: a band exists only under the declared
assumption ``about_width``, and every row names the assumptions it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from ..errors import InputError
from ..quantities.interval import Bounds
from ..quantities.wording import Lang, write_number
from ..reports.observation import Observation
from ..reports.report import Report, load_report
from .compounding import compound, required_growth, years_between
from .ratios import growth_factor
from .terms import Operand, Result, as_term, finite, in_cells, later, outcome, paragraphs_of

if TYPE_CHECKING:
    import pandas as pd

_OF_A_NUMBER = ("rounding", "period", "prices", "indicator")
Width = Decimal | float | Literal["declared"] | None


@dataclass(frozen=True)
class Assumption:
    """A row of ``assumptions.csv``.

    Parameters
    ----------
    id : str
        Named in results.
    value : Decimal
        The number it sets, in ``unit``; zero where it sets none.
    unit : str
        Of the value.
    applies_to : str
        ``rate:about`` (a growth rate with 左右), ``base:at_least`` (a level with 以上 or 超), ``prices:constant`` and
        the like (the price basis of a growth rate), ``indicator:budget_revenue``, ``rounding:half_up`` (a measured
        number), ``period:review`` (a number of the year that the report looks back on), ``scenario``, or ``deflator``
        (a change of prices on trial, percent a year).
    text_zh, text_en : str
        For a footnote; ``{value}`` and ``{year}`` are filled in.
    """

    id: str
    value: Decimal
    unit: str
    applies_to: str
    text_zh: str
    text_en: str

    def text(self, lang: Lang, year: str, value: Decimal | None = None) -> str:
        """Return the footnote, with the caller's value where it replaces the declared one."""
        template = self.text_zh if lang == "zh" else self.text_en
        return template.format(value=write_number(self.value if value is None else value), year=year)


def load_assumptions(report: Report | None = None) -> dict[str, Assumption]:
    """Return the report's assumptions by id.

    Parameters
    ----------
    report : Report, optional
        By default the packaged report.

    Returns
    -------
    dict of str to Assumption
        The rows of ``assumptions.csv``, in their order.

    Examples
    --------
    >>> load_assumptions()["about_width"].value
    Decimal('0.5')
    """
    return {
        row["id"]: Assumption(**{**row, "value": Decimal(row["value"] or 0)})  # type: ignore[arg-type]
        for row in (report or load_report()).assumptions
    }


def target_rate(rate: Observation, about_width: Width, assumptions: dict[str, Assumption], report: Report) -> Result:
    """Return a growth target with the band that ``about_width`` gives to 左右, half the width in percentage points."""
    term = as_term(rate, report)
    if rate.qualifier != "about" or about_width is None:
        return term
    if about_width == "declared" and "about_width" not in assumptions:
        raise InputError("assumptions.csv declares no about_width: add the row, or give about_width=0.5 or None.")
    refused = f"{about_width=}: half the width of 左右 in percentage points is a number, zero or more."
    width = assumptions["about_width"].value if about_width == "declared" else finite(about_width, refused)
    if width < 0:
        raise InputError(refused)
    return replace(term, bounds=Bounds(rate.value - width, rate.value + width))


def half_width(report: Report, about_width: Width) -> Decimal:
    """Return half the width of 左右 in percentage points: the caller's, or as declared."""
    declared = load_assumptions(report)["about_width"].value
    return declared if about_width in ("declared", None) else Decimal(str(about_width))


def project_targets(*, about_width: Width = "declared", report: Report | None = None) -> pd.DataFrame:
    """Return the level that each growth target implies, for every indicator that prints a level the year before.

    Parameters
    ----------
    about_width : number, "declared" or None
        Half the width of 左右 in percentage points. ``"declared"`` is the assumption in ``assumptions.csv``; with
        None the words bound nothing, and neither do ``low`` and ``high``.
    report : Report, optional
        By default the packaged report.

    Returns
    -------
    DataFrame
        One row per target, in text order: ``id`` of the target, ``indicator``, ``name_zh``, ``name_en``, ``scope``;
        ``base_id``, ``base_printed``, ``base_period``, ``base_value``; ``target_printed``, ``period``; ``value``,
        ``low``, ``high`` and ``unit`` of the implied level; ``price_basis`` (``constant`` prices of the base
        year, ``nominal``, or ``comparable``: nominal, on a comparable base); ``assumptions`` (ids by spaces),
        ``rule_zh``, ``rule_en``; ``operands`` and ``paragraphs`` by spaces; ``printed_id``. Where the report prints
        the level that it aims at, that is the level, at its own prices, and ``printed_id`` names it. Numbers are
        decimals; ``readable(table, floats=True)`` gives floats, for Excel and plotting.

    Raises
    ------
    InputError
        If the width is not a number of at least zero.

    Notes
    -----
    Targets without a printed level of the same scope the year before are left out: there is no base to project.

    Examples
    --------
    >>> table = project_targets().set_index("indicator")
    >>> table.loc["gdp", ["value", "low", "price_basis"]].tolist()
    [Decimal('934.50'), Decimal('930.050'), 'constant']
    """
    import pandas as pd

    report = report or load_report()
    assumptions, levels = load_assumptions(report), printed_levels(report)
    rows = []
    for rate in report.observations.values():
        base = levels.get((rate.indicator, rate.scope, later(rate, -1)))
        if rate.kind == "growth_rate" and rate.status == "target" and base is not None:
            aim = levels.get((rate.indicator, rate.scope, rate.period))
            printed = aim if aim is not None and aim.status == "target" else None
            rows.append(_projected(base, rate, printed, about_width, assumptions, report))
    return pd.DataFrame(rows)


def printed_levels(report: Report) -> dict[tuple[str, str, str | None], Observation]:
    """Return the levels that a report prints, by indicator, scope and period."""
    return {(o.indicator, o.scope, o.period): o for o in report.observations.values() if o.kind == "level"}


def _projected(
    base: Observation, rate: Observation, printed: Observation | None, about_width: Width,
    assumptions: dict[str, Assumption], report: Report,
) -> dict[str, object]:  # fmt: skip
    indicator = report.indicators[rate.indicator]
    if printed is None:
        result = compound(base, target_rate(rate, about_width, assumptions, report), 1, report=report)
        basis, used = indicator.growth_prices, resting_on((base, rate), about_width, report)
    else:
        result, basis, used = as_term(printed, report).to(base.unit), indicator.level_prices, []
    width = None if about_width in (None, "declared") else Decimal(str(about_width))
    sources = [obs for obs in (base, rate, printed) if obs]
    return {
        "id": rate.id, "indicator": rate.indicator, "name_zh": indicator.name_zh, "name_en": indicator.name_en,
        "scope": rate.scope, "base_id": base.id, "base_printed": base.printed, "base_period": base.period,
        "base_value": base.value, "target_printed": rate.printed, "period": rate.period,
        "value": result.value, "low": result.low, "high": result.high, "unit": base.unit,
        "price_basis": basis, "assumptions": " ".join(a.id for a in used),
        "rule_zh": ";".join(a.text("zh", base.period, width) for a in used),
        "rule_en": "; ".join(a.text("en", base.period, width) for a in used),
        "operands": " ".join(obs.id for obs in sources), "paragraphs": paragraphs_of(sources),
        "printed_id": printed.id if printed else "",
    }  # fmt: skip


def resting_on(observations: Sequence[Observation], about_width: Width, report: Report) -> list[Assumption]:
    """Return the assumptions that a level projected from some observations rests on."""
    return [a for a in _applying(observations, report) if a.id != "about_width" or about_width is not None]


def concerning(observations: Sequence[Observation], report: Report) -> list[str]:
    """Return the ids of the assumptions on printed numbers themselves: rounding, prices, how final they are."""
    return [a.id for a in _applying(observations, report) if a.applies_to.split(":")[0] in _OF_A_NUMBER]


def _applying(observations: Sequence[Observation], report: Report) -> list[Assumption]:
    tags = set().union(*(_tags(obs, report) for obs in observations))
    return [a for a in load_assumptions(report).values() if a.applies_to in tags]


def _tags(obs: Observation, report: Report) -> set[str]:
    """Return what an assumption may apply to in one observation."""
    tags = {"period:review"} if obs.period == report.year else set()
    if obs.qualifier == "exact" and obs.bounds.low != obs.bounds.high:
        tags.add("rounding:half_up")
    if "growth" in obs.kind:
        prices = report.indicators[obs.indicator].growth_prices
        return tags | {f"rate:{obs.qualifier}", f"prices:{prices}", f"indicator:{obs.indicator}"}
    return tags | {f"base:{obs.qualifier}"}


def project_path(
    level: Operand,
    growth: Operand,
    years: int,
    *,
    deflator: float | Decimal | None = None,
    about_width: Width = "declared",
    because: str = "",
    report: Report | None = None,
) -> pd.DataFrame:
    """Return the path of a level at one growth rate a year: arithmetic, not a forecast.

    Parameters
    ----------
    level : Observation, id or number
        Where it starts.
    growth : Observation, id or number
        Percent a year, the same every year, compounded.
    years : int
        How many; the path has one row more.
    deflator : number, optional
        Percent a year by which prices rise. For growth at constant prices (GDP) it turns the path into current
        prices; there is no default, because the report gives none.
    about_width : number, "declared" or None
        As in :func:`project_targets`.
    because : str, optional
        Why a growth rate of another indicator or scope may be used.
    report : Report, optional
        Where ids are looked up; by default the packaged report.

    Returns
    -------
    DataFrame
        ``year`` (or the number of years passed, for a plain number), ``value``, ``low``, ``high``, ``unit`` and
        ``price_basis`` (``constant``: prices of the first year; ``current``; ``nominal``; ``comparable``; empty for
        plain numbers), ``assumptions`` (ids by spaces), and the ``deflator`` that was given.

    Raises
    ------
    InputError
        If ``years`` is not a whole number of at least zero, a deflator is no number, or one is given for a series that
        is nominal.
    UnlikeError
        If the growth rate is of another indicator or scope than the level and no reason is given, or not in
        percent.

    Examples
    --------
    >>> project_path("gdp_2022", "gdp_2023_growth", 1)["value"].tolist()
    [Decimal('890'), Decimal('934.50')]
    """
    import pandas as pd

    report = report or load_report()
    one, rate = as_term(level, report), as_term(growth, report)
    first = compound(one, rate, 0, because=because, report=report)  # refuses a rate that is not the level's own
    if not isinstance(years, int) or years < 0:
        raise InputError(f"{years=}: give a whole number of years, zero or more.")
    named = ["equal_steps"] if years > 1 else []
    if rate.obs:
        if one.obs:
            used = resting_on((one.obs, rate.obs), about_width, report)
            named = [a.id for a in used if deflator is None or a.applies_to != "prices:constant"] + named
        rate = target_rate(rate.obs, about_width, load_assumptions(report), report)
    basis = report.indicators[one.obs.indicator].growth_prices if one.obs else ""
    if deflator is not None:
        if basis != "constant" and one.obs:
            raise InputError(
                f"deflator={deflator}: growth of {one.name} is nominal and holds the change of prices already; leave "
                "the deflator out."
            )
        basis, deflator = "current", finite(deflator, f"{deflator=}: give percent a year as a number, such as 0.5.")
        nominal = (growth_factor(rate).amount * (1 + deflator / 100) - 1) * 100
        rate = replace(rate, value=nominal.value, bounds=nominal.bounds, unit="%")
    start = int(one.period) if one.period else 0
    path = [first, *(compound(one, rate, passed, because=because, report=report) for passed in range(1, years + 1))]
    rows = [
        (start + passed, *in_cells(level).values(), level.unit, basis, " ".join(named), deflator)
        for passed, level in enumerate(path)
    ]
    return pd.DataFrame(
        rows, columns=["year", "value", "low", "high", "unit", "price_basis", "assumptions", "deflator"]
    )


def target_gap(
    level: Operand,
    growth: Operand,
    target: Operand,
    years: int | None = None,
    *,
    because: str = "",
    report: Report | None = None,
) -> Result:
    """Return what is still missing to a target in its year when a level grows at one rate until then.

    Parameters
    ----------
    level, target : Observation, id, result or number
        Two levels of one scope, measure and coverage.
    growth : Observation, id or number
        Percent a year.
    years : int, optional
        Years between the two; for two numbers of a year it is the difference of their years.
    because, report
        As in :func:`share`.

    Returns
    -------
    Result
        Target less projected level, in the unit of the level; below zero where the target is passed.

    Raises
    ------
    InputError
        If the target does not lie after the level, or the years are missing.
    UnlikeError
        If level and target are unlike and no reason is given.

    Examples
    --------
    >>> round(target_gap("digital_revenue_2022", 16, "digital_revenue_2025").value, 1)
    Decimal('172.2')
    >>> target_gap(210, 16, 500, years=3).value == target_gap("digital_revenue_2022", 16, 500, years=3).value
    True
    """
    report = report or load_report()
    one, other = as_term(level, report), as_term(target, report)
    required_growth(one, other, years, because=because, report=report)  # refuses what cannot be compared
    reached = compound(one, growth, years_between(one, other, years), because=because, report=report)
    other = other.to(one.unit)
    operands = (one, as_term(growth, report), other)
    return outcome(
        "target_gap", other.amount - reached.amount, one.unit, operands, because, like=one, kind="change",
        period=other.period,
    )  # fmt: skip
