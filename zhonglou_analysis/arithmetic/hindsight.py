"""Beside the ledger: revisions, one target at several levels of government, and what a target's level turns on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InputError
from ..quantities.interval import Bounds
from ..reports.later import published
from ..reports.observation import Observation
from ..reports.outcomes import Outcome
from ..reports.report import Report, load_report
from .amounts import Amount
from .judging import best, in_unit, sources_of, weakest
from .ledger import later_report
from .ratios import growth, growth_factor, implied_base
from .targets import load_assumptions, printed_levels, target_rate
from .terms import Result, as_term, finite, in_cells, later

if TYPE_CHECKING:
    import pandas as pd

REVISION_COLUMNS = (
    "indicator", "name_zh", "name_en", "scope", "scope_zh", "scope_en", "period", "kind",
    "expected_printed", "expected_value", "expected_low", "expected_high", "unit", "expected_source_zh",
    "expected_source_en", "later", "later_printed", "later_value", "later_low", "later_high",
    "change", "change_low", "change_high", "change_unit", "verdict", "trust", "source_zh", "source_en",
)  # fmt: skip
COMPARISON_COLUMNS = (
    "scope", "place_zh", "place_en", "indicator", "name_zh", "name_en", "period",
    "target_printed", "target_qualifier", "target_value", "target_low", "target_high", "unit",
    "outcome_printed", "outcome_qualifier", "outcome_status", "outcome_value", "outcome_low", "outcome_high",
    "gap", "gap_low", "gap_high", "trust", "source_zh", "source_en",
)  # fmt: skip
SENSITIVITY_COLUMNS = (
    "target", "base", "base_over_printed", "about_width", "deflator", "value", "low", "high", "unit", "price_basis",
    "outcome_value", "outcome_printed", "reached", "trust",
)  # fmt: skip


class _Figure(NamedTuple):
    """A figure that was expected or published later: what it is of, and where it stands."""

    of: tuple[str, str, str, str]
    number: Result
    trust: str
    source_zh: str
    source_en: str


def revisions(report: Report | None = None, outcomes: Report | str | Path | None = None) -> pd.DataFrame:
    """Return what was expected at the turn of the year beside what was published later about the same number.

    A number is expected where it is under 预计, and every number of the report itself is, which was delivered before
    its year was counted. It was published later as such, or follows from the level and the growth of the next year.

    Parameters
    ----------
    report, outcomes
        As in :func:`target_outcomes`.

    Returns
    -------
    DataFrame
        One row per number that has both, its own place first: ``indicator``, ``name_zh``, ``name_en``, ``scope``,
        ``scope_zh``, ``scope_en``, ``period``, ``kind``; ``expected_printed``, ``expected_value``, ``expected_low``,
        ``expected_high`` in ``unit`` (左右 and 以上 at the number written), ``expected_source_zh``,
        ``expected_source_en``; ``later`` (``published``, or ``implied`` by next year’s level and growth),
        ``later_printed``, ``later_value``, ``later_low``, ``later_high``; ``change``, ``change_low``, ``change_high``
        in ``change_unit`` (percentage points for a rate, percent of what was expected for a level); ``verdict``
        (``revised``, or ``within_bounds`` where the words and the rounding allow both); ``trust``, ``source_zh``,
        ``source_en`` of what came later.

    Examples
    --------
    >>> table = revisions().set_index(["scope", "indicator", "kind"])
    >>> table.loc[("district", "foreign_trade", "level"), ["expected_value", "later", "verdict"]].tolist()
    [Decimal('225'), 'implied', 'revised']
    """
    import pandas as pd

    report = report or load_report()
    figures = published(report, later_report(outcomes))
    expected = [*_printed(report), *(_figure(o) for o in figures if o.status == "estimate")]
    rows = [
        _revision(before, later, after, report)
        for before in expected
        for later, after in _later(before, figures, report)
    ]
    return pd.DataFrame(rows, columns=list(REVISION_COLUMNS))


def _printed(report: Report) -> Iterator[_Figure]:
    for obs in report.observations.values():
        if obs.period == report.year and obs.kind in ("level", "share", "growth_rate"):
            of = (obs.indicator, obs.scope, obs.period, obs.kind)
            yield _Figure(of, as_term(obs, report), "official", **sources_of((), report))


def _figure(outcome: Outcome) -> _Figure:
    of = (outcome.indicator, outcome.scope, outcome.period, outcome.kind)
    return _Figure(of, in_unit(outcome, outcome.unit), outcome.trust, **sources_of([outcome]))


def _later(before: _Figure, figures: Sequence[Outcome], report: Report) -> Iterator[tuple[str, _Figure]]:
    """Yield what was published later about a number, or else what the next year's level and growth imply for it."""
    indicator, scope, period, kind = before.of
    here = [o for o in figures if (o.indicator, o.scope, o.status) == (indicator, scope, "actual")]
    if same := [o for o in here if (o.period, o.kind) == (period, kind)]:
        yield "published", _figure(best(same))
        return
    after = str(int(period) + 1)
    levels = [o for o in here if (o.period, o.kind) == (after, "level")]
    rates = [o for o in here if (o.period, o.kind) == (after, "growth_rate")]
    nominal = report.indicators[indicator].growth_prices in ("", "nominal")  # else growth leads to another base
    if kind == "level" and levels and rates and nominal:
        level, rate = best(levels), best(rates)
        number = implied_base(in_unit(level, level.unit), in_unit(rate, "%"))
        yield "implied", _Figure(before.of, number, weakest([level, rate]), **sources_of([level, rate]))


def _revision(before: _Figure, later: str, after: _Figure, report: Report) -> dict[str, object]:
    indicator, scope, period, kind = before.of
    of, place = report.indicators[indicator], report.scopes[scope]
    came, said = after.number.to(before.number.unit), before.number
    if said.low.is_infinite() or said.high.is_infinite():
        said = replace(said, bounds=Bounds.exact(said.value))
    change, unit = (growth(came, said).amount, "%") if kind == "level" else (came.amount - said.amount, "百分点")
    return {
        "indicator": indicator, "name_zh": of.name_zh, "name_en": of.name_en, "scope": scope, "scope_zh": place.name_zh,
        "scope_en": place.name_en, "period": period, "kind": kind, "expected_printed": said.printed,
        **in_cells(said, "expected_"), "unit": said.unit, "expected_source_zh": before.source_zh,
        "expected_source_en": before.source_en, "later": later,
        "later_printed": came.printed if later == "published" else "", **in_cells(came, "later_"),
        **in_cells(change, "change_", ""), "change_unit": unit,
        "verdict": "within_bounds" if came.bounds.meets(said.bounds) else "revised", "trust": after.trust,
        "source_zh": after.source_zh, "source_en": after.source_en,
    }  # fmt: skip


def targets_by_place(
    indicator: str = "gdp", *, report: Report | None = None, outcomes: Report | str | Path | None = None
) -> pd.DataFrame:
    """Return one growth target at every level of government that set it, beside what came of it there.

    Parameters
    ----------
    indicator : str
        By default gross regional product.
    report, outcomes
        As in :func:`target_outcomes`.

    Returns
    -------
    DataFrame
        One row per place with a target or a growth rate for the year of the report's targets, from the largest to the
        report's own: ``scope``, ``place_zh``, ``place_en``, ``indicator``, ``name_zh``, ``name_en``, ``period``;
        ``target_printed``, ``target_qualifier``, ``target_value``, ``target_low``, ``target_high`` and ``unit`` (empty
        where no target was seen); ``outcome_printed``, ``outcome_qualifier``, ``outcome_status``, ``outcome_value``,
        ``outcome_low``, ``outcome_high`` (empty where no growth rate was published); ``gap``, ``gap_low``,
        ``gap_high`` in percentage points; ``trust``, ``source_zh``, ``source_en`` of both.

    Raises
    ------
    InputError
        If the report knows no such indicator.

    Examples
    --------
    >>> table = targets_by_place()
    >>> table["scope"].tolist(), table["target_printed"].tolist()
    (['china', 'jiangsu', 'changzhou', 'district'], ['5%左右', '5%左右', '', '5%左右'])
    """
    import pandas as pd

    report = report or load_report()
    if indicator not in report.indicators:
        raise InputError(f"{indicator!r} is no id of indicators.csv; choose one, such as gdp.")
    year = report.target_year
    rates = [
        o for o in published(report, later_report(outcomes))
        if (o.indicator, o.period, o.kind) == (indicator, year, "growth_rate")
    ]  # fmt: skip
    own = [
        o for o in report.observations.values()
        if (o.indicator, o.period, o.kind, o.status) == (indicator, year, "growth_rate", "target")
    ]  # fmt: skip
    # scopes.csv names the places from near to far; its first row is the report's own.
    rows = []
    for scope in reversed(report.scopes):
        targets: list[Outcome | Observation] = [o for o in rates if o.scope == scope and o.status == "target"]
        targets += [o for o in own if o.scope == scope]
        came = [o for o in rates if o.scope == scope and o.status in ("actual", "estimate")]
        if targets or came:
            rows.append(_place(scope, indicator, targets[0] if targets else None, best(came) if came else None, report))
    return pd.DataFrame(rows, columns=list(COMPARISON_COLUMNS))


def _place(
    scope: str, indicator: str, target: Outcome | Observation | None, came: Outcome | None, report: Report
) -> dict[str, object]:
    of, place = report.indicators[indicator], report.scopes[scope]
    both = [o for o in (target, came) if isinstance(o, Outcome)]
    gap = Amount(came.value, came.bounds) - target.value if came and target else None
    return {
        "scope": scope, "place_zh": place.name_zh, "place_en": place.name_en, "indicator": indicator,
        "name_zh": of.name_zh, "name_en": of.name_en, "period": report.target_year,
        "target_printed": target.printed if target else "", "target_qualifier": target.qualifier if target else "",
        **in_cells(target, "target_"), "unit": "%", **in_cells(came, "outcome_"), **in_cells(gap, "gap_", ""),
        **{f"outcome_{name}": getattr(came, name, "") for name in ("printed", "qualifier", "status")},
        "trust": weakest(both) if both else "official",
        **sources_of(both, report if isinstance(target, Observation) else None),
    }  # fmt: skip


def target_sensitivity(
    target: str | None = None,
    *,
    widths: Sequence[float | Decimal] = (0, 0.5, 1),
    deflators: Sequence[float | Decimal] | None = None,
    above: Sequence[float | Decimal] = (0, 1, 2),
    report: Report | None = None,
    outcomes: Report | str | Path | None = None,
) -> pd.DataFrame:
    """Return the level at current prices that a constant-price target leads to, over everything that it turns on.

    Parameters
    ----------
    target : str, optional
        Id of a growth target at constant prices whose level the year before is printed; by default that of gross
        regional product. Another is no question of prices: its level is in :func:`project_targets`.
    widths : sequence of number
        Half the width of 左右, in percentage points. A target in other words asserts its bounds itself, and has one
        width, zero.
    deflators : sequence of number, optional
        Change of prices in percent; by default those that ``assumptions.csv`` declares for trial.
    above : sequence of number
        By how many percent the final level of the base year lies above the printed one, which may be a floor.
    report, outcomes
        As in :func:`target_outcomes`.

    Returns
    -------
    DataFrame
        One row per base, deflator and width: ``target``, ``base`` (a level in ``unit``), ``base_over_printed``
        (percent), ``about_width``, ``deflator``; ``value``, ``low``, ``high`` of the level at ``current`` prices
        (``price_basis``);
        ``outcome_value``, ``outcome_printed``, ``trust``: what was published, if anything; ``reached``: whether that
        reaches ``value`` (``met``, ``missed``), or only ``low`` (``undecidable``); empty where nothing was published.

    Raises
    ------
    InputError
        If the target is no growth target at constant prices with a level the year before, a width is below zero, or
        there is no deflator.

    Examples
    --------
    >>> table = target_sensitivity(widths=[0], deflators=[0.2], above=[0])
    >>> table[["value", "reached"]].values.tolist()
    [[Decimal('936.36900'), 'met']]
    """
    import pandas as pd

    report = report or load_report()
    base, rate = _base_and_rate(target, report)
    trials = _trials(deflators, report)
    spread = _numbers("widths", widths) if rate.qualifier == "about" else [Decimal(0)]
    factors = [growth_factor(target_rate(rate, width, {}, report)).amount for width in spread]
    came = [
        o for o in published(report, later_report(outcomes))
        if (o.indicator, o.scope, o.period, o.kind) == (rate.indicator, rate.scope, rate.period, "level")
    ]  # fmt: skip
    first = best(came) if came else None
    reached = in_unit(first, base.unit).value if first else None
    rows = []
    for over in _numbers("above", above):
        level = base.value * (1 + over / 100)
        for deflator in trials:
            for width, factor in zip(spread, factors, strict=True):
                found = factor * (level * (1 + deflator / 100))
                rows.append((
                    rate.id, level, over, width, deflator, *in_cells(found).values(), base.unit, "current", reached,
                    first.printed if first else "", _reached(reached, found), first.trust if first else "",
                ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(SENSITIVITY_COLUMNS))


def _reached(published: Decimal | None, aimed: Amount) -> str:
    if published is None:
        return ""
    return "met" if published >= aimed.value else "undecidable" if published >= aimed.bounds.low else "missed"


def _base_and_rate(target: str | None, report: Report) -> tuple[Observation, Observation]:
    if target:
        chosen = [report[target]]
    else:
        own = report.observations.values()
        chosen = [o for o in own if (o.indicator, o.period) == ("gdp", report.target_year)]
    levels = printed_levels(report)
    for rate in chosen:
        base = levels.get((rate.indicator, rate.scope, later(rate, -1)))
        if base and (rate.kind, rate.status) == ("growth_rate", "target"):
            if report.indicators[rate.indicator].growth_prices == "constant":
                return base, rate
            raise InputError(
                f"target={rate.id!r}: growth of {rate.indicator} is no growth at constant prices, so no deflator leads "
                "on from it; its level is in project_targets()."
            )
    raise InputError(f"target={target!r}: give the id of a growth target whose level the year before is printed.")


def _trials(deflators: Sequence[float | Decimal] | None, report: Report) -> list[Decimal]:
    if deflators is None:
        deflators = [a.value for a in load_assumptions(report).values() if a.applies_to == "deflator"]
    if not deflators:
        raise InputError("there is no change of prices to try: give deflators=[0], or declare some in assumptions.csv.")
    return _numbers("deflators", deflators)


def _numbers(option: str, given: Sequence[float | Decimal]) -> list[Decimal]:
    return [finite(number, f"{option}: {number!r} is no number; give percent, such as 0.5.") for number in given]
