"""The ledger: every target of the report's own place beside what was published later, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..quantities.interval import Bounds
from ..quantities.lexicon import Word
from ..quantities.wording import LANGS
from ..reports.later import coverage_differs, published
from ..reports.outcomes import Outcome
from ..reports.report import Report, load_report
from .judging import Aim, Judgement, Ledger, judge, sources_of, weakest
from .targets import Assumption, Width, load_assumptions, printed_levels, project_targets, target_rate
from .terms import Result, as_term, in_cells

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
_NUMBERS = ("value", "low", "high", "gap", "by_level")
_EMPTY: dict[str, object] = {name: None if name.endswith(_NUMBERS) else "" for name in LEDGER_COLUMNS}


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
        One row per target, in text order. Numbers are decimals; ``readable(table, floats=True)`` gives floats, for
        Excel and plotting.

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
    later = later_report(outcomes)
    figures = [o for o in published(report, later) if o.status in ("actual", "estimate")]
    assumptions = load_assumptions(report)
    levels = project_targets(about_width=about_width, report=report).to_dict("records")
    projected = {row["id"]: {str(name): cell for name, cell in row.items()} for row in levels}
    rows = []
    for aim in sorted(_aims(report, about_width, assumptions), key=lambda aim: (aim.paragraph, aim.start)):
        found = _unlike(aim, report, later) or judge(aim, _bearing(aim, figures, report, assumptions))
        rows.append(_EMPTY | _aimed(aim, report) | _level(projected.get(aim.id)) | _published(found) | _judged(found))
    return pd.DataFrame(rows, columns=list(LEDGER_COLUMNS))


def later_report(outcomes: Report | str | Path | None) -> Report | None:
    """Return the report that judges an earlier one, from its folder where that is given."""
    return load_report(outcomes) if isinstance(outcomes, str | Path) else outcomes


def _aims(report: Report, about_width: Width, assumptions: dict[str, Assumption]) -> Iterator[Aim]:
    levels = printed_levels(report)

    def aim(row: Mapping[str, Any], number: Result | None) -> Aim:
        return Aim(
            row["id"], row["indicator"], row["scope"], row["period"], row["kind"], row["printed"],
            int(row["paragraph"]), int(row["start"]), row["of"], number,
            base=levels.get((row["indicator"], row["scope"], report.year)),
            basis=report.indicators[row["indicator"]].growth_prices,
        )  # fmt: skip

    for obs in report.observations.values():
        if (obs.status, obs.scope, obs.period) == ("target", report.place, report.target_year):
            a_rate = obs.kind == "growth_rate"
            number = target_rate(obs, about_width, assumptions, report) if a_rate else as_term(obs, report)
            yield aim(vars(obs), number)
    yield from (aim(row, None) for row in report.qualitative_targets)


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
    about, trials = (
        [a for a in assumptions.values() if a.applies_to == what] for what in (f"indicator:{aim.indicator}", "deflator")
    )
    return Ledger(
        own=tuple(o for o in here if o.indicator == aim.indicator),
        linked=tuple((links[o.indicator], o) for o in here if o.indicator in links),
        other=tuple(o for o in here if o.indicator == tied),
        deflators=tuple(a.value for a in trials),
        origins=_sentences(trials, report),
        caveat=_sentences(about, report),
    )


def _sentences(assumptions: Iterable[Assumption], report: Report) -> Word:
    zh, en = ([a.text(lang, report.year) for a in assumptions] for lang in LANGS)
    return Word("".join(f"{text}。" for text in zh), "".join(f" {text}." for text in en))


def _aimed(aim: Aim, report: Report) -> dict[str, object]:
    of, bounds = report.indicators[aim.indicator], aim.number.bounds if aim.number else Bounds.everything()
    obs = report.observations.get(aim.id)
    name_zh, name_en = (report.counted(obs, lang) if obs else of.name(lang) for lang in LANGS)
    return {
        **{name: getattr(aim, name) for name in ("id", "indicator", "scope", "period", "paragraph", "kind")},
        "name_zh": name_zh, "name_en": name_en, "target_printed": aim.printed, "target_qualifier": aim.qualifier,
        "target_value": aim.number and aim.number.value, "target_low": bounds.low, "target_high": bounds.high,
        "target_unit": aim.number.unit if aim.number else "",
    }  # fmt: skip


def _level(level: dict[str, object] | None) -> dict[str, object]:
    if level is None:
        return {}
    return {
        **{f"level_{name}": level[name] for name in ("value", "low", "high", "unit")},
        **{name: level[name] for name in ("price_basis", "base_printed", "assumptions")},
    }


def _published(found: Judgement) -> dict[str, object]:
    if not found.used:
        return {}
    first = found.used[0]
    return {
        **{f"outcome_{name}": getattr(first, name) for name in ("indicator", "kind", "period", "printed", "unit")},
        **in_cells(first, "outcome_"), **sources_of(found.used), "trust": weakest(found.used),
        "url": " ".join(dict.fromkeys(o.url for o in found.used if o.url)),
    }  # fmt: skip


def _judged(found: Judgement) -> dict[str, object]:
    return {
        **in_cells(found.gap, "gap_", ""), "gap_unit": found.gap_unit, **in_cells(found.growth, "by_level_", ""),
        "verdict": found.verdict, "reason_zh": found.zh, "reason_en": found.en,
    }  # fmt: skip
