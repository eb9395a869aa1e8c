"""The ledger: every target of the report's own place beside what was published later, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ..quantities.interval import Bounds
from ..reports.later import coverage_differs, published
from ..reports.outcomes import Outcome
from ..reports.report import Report, load_report
from .judging import Aim, Judgement, Ledger, judge, weakest
from .targets import Assumption, Width, load_assumptions, project_targets, target_rate

if TYPE_CHECKING:
    import pandas as pd

LEDGER_COLUMNS = (
    "id", "indicator", "name_zh", "name_en", "scope", "period", "paragraph", "kind",
    "target_printed", "target_qualifier", "target_value", "target_low", "target_high", "target_unit",
    "level_value", "level_low", "level_high", "level_unit", "price_basis", "base_printed",
    "outcome_indicator", "outcome_kind", "outcome_period", "outcome_printed", "outcome_value", "outcome_low",
    "outcome_high", "outcome_unit", "gap", "gap_low", "gap_high", "gap_unit",
    "by_level", "by_level_low", "by_level_high", "verdict", "reason_zh", "reason_en",
    "trust", "source_zh", "source_en", "url", "assumptions",
)  # fmt: skip


def target_outcomes(
    report: Report | None = None, outcomes: Report | str | Path | None = None, *, about_width: Width = "declared"
) -> pd.DataFrame:
    """Return every target of the report's own place for the year after it, beside what was published later.

    Parameters
    ----------
    report : Report, optional
        Whose targets; by default the packaged report.
    outcomes : Report or path, optional
        A later report of the same place, or its data folder: what it prints are the outcomes. By default the figures
        of the report's own ``outcomes.csv``.
    about_width : number, "declared" or None
        As in :func:`project_targets`: half the width of 左右 in percentage points. With None a target with 左右
        is undecidable.

    Returns
    -------
    DataFrame
        One row per target, in text order.

        - ``id``, ``indicator``, ``name_zh``, ``name_en``, ``scope``, ``period``, ``paragraph``: which target;
        - ``kind`` (of the number, or ``direction``, ``tied``, ``assigned`` where none is printed), ``target_printed``,
          ``target_qualifier``, ``target_value``, ``target_low``, ``target_high``, ``target_unit``: what was aimed at,
          with the width of 左右 in its bounds;
        - ``level_value``, ``level_low``, ``level_high``, ``level_unit``, ``price_basis``, ``base_printed``: the level
          that a growth target implies (empty where no base is printed), and whose prices it is in;
        - ``outcome_indicator``, ``outcome_kind``, ``outcome_period``, ``outcome_printed``, ``outcome_value``,
          ``outcome_low``, ``outcome_high``, ``outcome_unit``: what was published (empty where nothing was);
        - ``gap``, ``gap_low``, ``gap_high``, ``gap_unit``: outcome less target, only where the two are like;
        - ``by_level``, ``by_level_low``, ``by_level_high``: growth in percent of the published level over the printed
          base, where a level answers a growth target: an orientation unless growth is nominal;
        - ``verdict`` (``met``, ``missed``, ``undecidable``, ``not_comparable``), ``reason_zh``, ``reason_en``;
        - ``trust`` (``official``, ``copy``, ``press``: the weakest of the figures used), ``source_zh``, ``source_en``,
          ``url``, ``assumptions`` (ids by spaces).

    Raises
    ------
    InputError
        If ``outcomes`` is no later report of the same place, or the width is not a number of at least zero.
    DataError
        If a row of ``outcomes.csv`` is wrong.

    Examples
    --------
    >>> table = target_outcomes().set_index("id")
    >>> table.loc["high_tech_firms_added_2023", ["target_printed", "outcome_printed", "verdict"]].tolist()
    ['58家', '83家', 'met']
    >>> table.loc["gdp_2023_growth", "verdict"]
    'undecidable'
    """
    import pandas as pd

    report = report or load_report()
    later = load_report(outcomes) if isinstance(outcomes, str | Path) else outcomes
    figures = [o for o in published(report, later) if o.status in ("actual", "estimate")]
    assumptions = load_assumptions(report)
    levels = project_targets(about_width=about_width, report=report).to_dict("records")
    projected: dict[str, dict[str, object]] = {row["id"]: {str(k): v for k, v in row.items()} for row in levels}
    rows = []
    for aim in sorted(_aims(report, about_width, assumptions), key=lambda aim: (aim.paragraph, aim.start)):
        level = projected.get(aim.id, {})
        found = _unlike(aim, report, later) or judge(aim, _bearing(aim, figures, report, assumptions))
        rows.append({**_aimed(aim, report), **_level(level), **_published(found), **_judged(found)})
    return pd.DataFrame(rows, columns=list(LEDGER_COLUMNS))


def _aims(report: Report, about_width: Width, assumptions: dict[str, Assumption]) -> Iterator[Aim]:
    levels = {(o.indicator, o.scope, o.period): o for o in report.observations.values() if o.kind == "level"}
    for obs in report.observations.values():
        if (obs.status, obs.scope, obs.period) != ("target", report.place, report.target_year):
            continue
        rate = target_rate(obs, about_width, assumptions, report) if obs.kind == "growth_rate" else None
        yield Aim(
            obs.id, obs.indicator, obs.scope, obs.period, obs.kind, obs.printed, obs.paragraph, obs.start, obs.of,
            obs.qualifier, obs.value, obs.unit, rate.bounds if rate else obs.bounds,
            levels.get((obs.indicator, obs.scope, report.year)), report.indicators[obs.indicator].growth_prices,
        )  # fmt: skip
    for row in report.qualitative_targets:
        yield Aim(
            row["id"], row["indicator"], row["scope"], row["period"], row["kind"], row["printed"],
            int(row["paragraph"]), int(row["start"]), row["of"],
            base=levels.get((row["indicator"], row["scope"], report.year)),
            basis=report.indicators[row["indicator"]].growth_prices,
        )  # fmt: skip


def _unlike(aim: Aim, report: Report, later: Report | None) -> Judgement | None:
    """Refuse what a later report covers otherwise."""
    sides = coverage_differs(aim.indicator, report, later)
    return sides and Judgement(
        "not_comparable", f"口径不同：本报告为{sides[0].zh}，后来的报告为{sides[1].zh}。",
        f"Unlike coverage: {sides[0].en} in this report, {sides[1].en} in the later one.",
    )  # fmt: skip


def _bearing(aim: Aim, figures: list[Outcome], report: Report, assumptions: dict[str, Assumption]) -> Ledger:
    """Return what bears on a target, and what has to be said beside a verdict on it."""
    here = [o for o in figures if o.scope == aim.scope and o.year == aim.period]
    links = {link.outcome_indicator: link for link in report.outcome_links if link.indicator == aim.indicator}
    tied = report.observations[aim.of].indicator if aim.of in report.observations else aim.of
    about = [a for a in assumptions.values() if a.applies_to == f"indicator:{aim.indicator}"]
    return Ledger(
        own=tuple(o for o in here if o.indicator == aim.indicator),
        linked=tuple((links[o.indicator], o) for o in here if o.indicator in links),
        other=tuple(o for o in here if o.indicator == tied),
        deflators=tuple(a.value for a in assumptions.values() if a.applies_to == "deflator"),
        caveat_zh="".join(f"{a.text('zh', report.year)}。" for a in about),
        caveat_en=" ".join(f"{a.text('en', report.year)}." for a in about),
    )


def _aimed(aim: Aim, report: Report) -> dict[str, object]:
    of = report.indicators[aim.indicator]
    bounds = aim.bounds or Bounds.everything()
    return {
        "id": aim.id, "indicator": aim.indicator, "name_zh": of.name_zh, "name_en": of.name_en, "scope": aim.scope,
        "period": aim.period, "paragraph": aim.paragraph, "kind": aim.kind, "target_printed": aim.printed,
        "target_qualifier": aim.qualifier, "target_value": aim.value, "target_low": bounds.low,
        "target_high": bounds.high, "target_unit": aim.unit,
    }  # fmt: skip


def _level(level: dict[str, object]) -> dict[str, object]:
    named = {"level_value": "value", "level_low": "low", "level_high": "high", "level_unit": "unit",
             "price_basis": "price_basis", "base_printed": "base_printed", "assumptions": "assumptions"}  # fmt: skip
    texts = ("level_unit", "price_basis", "base_printed", "assumptions")
    return {column: level.get(source, "" if column in texts else None) for column, source in named.items()}


def _published(found: Judgement) -> dict[str, object]:
    if not found.used:
        texts = ("indicator", "kind", "period", "printed", "unit")
        empty = {f"outcome_{name}": "" for name in texts} | dict.fromkeys(
            ("trust", "source_zh", "source_en", "url"), ""
        )
        return {**empty, "outcome_value": None, "outcome_low": None, "outcome_high": None}
    first: Outcome = found.used[0]
    sources = {lang: dict.fromkeys(o.source(lang) for o in found.used) for lang in ("zh", "en")}
    return {
        "outcome_indicator": first.indicator, "outcome_kind": first.kind, "outcome_period": first.period,
        "outcome_printed": first.printed, "outcome_value": first.value, "outcome_low": first.bounds.low,
        "outcome_high": first.bounds.high, "outcome_unit": first.unit, "trust": weakest(found.used),
        "source_zh": "；".join(sources["zh"]), "source_en": "; ".join(sources["en"]),
        "url": " ".join(dict.fromkeys(o.url for o in found.used if o.url)),
    }  # fmt: skip


def _judged(found: Judgement) -> dict[str, object]:
    def ends(name: str, bounds: Bounds | None, value: Decimal | None) -> dict[str, object]:
        return {name: value, f"{name}_low": bounds and bounds.low, f"{name}_high": bounds and bounds.high}

    return {
        **ends("gap", found.gap, found.gap_value), "gap_unit": found.gap_unit,
        **ends("by_level", found.growth, found.growth_value),
        "verdict": found.verdict, "reason_zh": found.zh, "reason_en": found.en,
    }  # fmt: skip
