"""Find a printed number, show it as a table, and cite it."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from ..datapackage import columns_of
from ..quantities.lexicon import STATUSES
from ..quantities.wording import Lang, check_lang, write_printed, write_quantity
from .observation import Observation
from .outcomes import Outcome
from .report import Report, load_report
from .search import matching, near

if TYPE_CHECKING:
    import pandas as pd


def load_observations(folder: str | Path | None = None) -> pd.DataFrame:
    """Return every number that the report prints, one row each, in text order.

    Parameters
    ----------
    folder : path, optional
        As in :func:`load_report`.

    Returns
    -------
    DataFrame
        The columns of ``observations.csv`` and the ends of the asserted interval, ``low`` and ``high``, in the
        printed unit. ``value``, ``low`` and ``high`` are decimals; ``readable(table, floats=True)`` gives floats, for
        Excel and plotting.

    Examples
    --------
    >>> load_observations().set_index("id").loc["gdp_2022", ["value", "unit", "qualifier", "low"]].tolist()
    [Decimal('890'), '亿元', 'at_least', Decimal('890')]
    """
    import pandas as pd

    names = columns_of("observations.csv")
    rows = [
        [*(getattr(obs, name) for name in names), obs.bounds.low, obs.bounds.high]
        for obs in load_report(folder).observations.values()
    ]
    return pd.DataFrame(rows, columns=[*names, "low", "high"])


def load_outcomes(folder: str | Path | None = None) -> pd.DataFrame:
    """Return every figure that was published later about the years of a report, one row each.

    Parameters
    ----------
    folder : path, optional
        As in :func:`load_report`. A folder without ``outcomes.csv`` gives a table without rows.

    Returns
    -------
    DataFrame
        The columns of ``outcomes.csv`` (``value`` is a decimal), ``low`` and ``high`` of the asserted interval, and
        ``source_zh``, ``source_en``: issuer, document, date, and whether the official text, a copy or a press report
        was read. ``readable(table, floats=True)`` gives floats, for Excel and plotting.

    Examples
    --------
    >>> table = load_outcomes().set_index(["indicator", "scope", "kind", "period"])
    >>> table.loc[("gdp", "district", "level", "2023"), ["value", "trust"]].tolist()
    [Decimal('942.32'), 'copy']
    """
    import pandas as pd

    # Title and issuer in English, and the paragraph, are known of another report's numbers only.
    names = [field.name for field in fields(Outcome)][:-3]
    rows = [
        [*(getattr(o, name) for name in names), o.bounds.low, o.bounds.high, o.source("zh"), o.source("en")]
        for o in load_report(folder).outcomes
    ]
    return pd.DataFrame(rows, columns=[*names, "low", "high", "source_zh", "source_en"])


def observation(id_: str, *, report: Report | None = None) -> Observation:
    """Return one printed number with its bounds and its place.

    Parameters
    ----------
    id_ : str
        An id of ``observations.csv``.
    report : Report, optional
        Another report's data; by default the packaged one.

    Returns
    -------
    Observation
        Its fields are the columns of ``observations.csv``; ``bounds`` is in its unit.

    Raises
    ------
    NotInReportError
        If the report prints no such number; the message says what it prints and what would be needed.

    Examples
    --------
    >>> print(observation("gdp_2022"))
    gdp_2022: 890亿元以上 (estimate, at_least, [890, ∞)), paragraph 7
    """
    return (report or load_report())[id_]


def cite(id_: str, lang: Lang = "zh", *, report: Report | None = None) -> str:
    """Return a citation of one number that a briefing can print.

    Parameters
    ----------
    id_ : str
        An id of ``observations.csv``.
    lang : {"zh", "en"}
        Language.
    report : Report, optional
        By default the packaged report.

    Returns
    -------
    str
        Issuer, title, date, paragraph and phrase.

    Raises
    ------
    NotInReportError
        If the report prints no such number.
    InputError
        If ``lang`` is unknown.

    Examples
    --------
    >>> cite("gdp_2022", lang="zh")
    '常州市钟楼区人民政府《常州市钟楼区政府工作报告》，2023年1月3日，第7段：“890亿元以上”'
    """
    check_lang(lang)
    report = report or load_report()
    obs = report[id_]
    if lang == "zh":
        return f"{report.document(lang)}，第{obs.paragraph}段：“{obs.printed}”"
    return f"{report.document(lang)}, paragraph {obs.paragraph} (“{obs.printed}”)"


def find_observations(words: str, *, report: Report | None = None) -> list[Observation]:
    """Return the observations whose id, names, scope or phrase hold every one of some words, in text order.

    Parameters
    ----------
    words : str
        Apart by spaces; an id, Chinese or English words, in any case.
    report : Report, optional
        By default the packaged report.

    Returns
    -------
    list of Observation
        Empty where nothing is found, or no word is given: ``observation(words)`` then says what is near. A target
        without a number is in :func:`qualitative_targets`.

    Examples
    --------
    >>> [obs.id for obs in find_observations("地区生产总值")]
    ['gdp_2022', 'gdp_2023_growth']
    """
    report = report or load_report()
    return [report.observations[id_] for id_ in matching(words, report.names)]


def near_names(words: str, *, report: Report | None = None) -> list[str]:
    """Return up to five ids or indicator names that look like some words."""
    report = report or load_report()
    return near(words, [*report.observations, *report.indicator_names])


def describe(obs: Observation, lang: Lang = "zh", *, report: Report | None = None) -> str:
    """Return what a reader wants to know of one number, in a few lines: value, bounds, status, place, source.

    Parameters
    ----------
    obs : Observation
        One of the report's numbers.
    lang : {"zh", "en"}
        Language.
    report : Report, optional
        The report that prints it; by default the packaged one.

    Returns
    -------
    str
        One line a fact; a fact that the report does not state has none.

    Raises
    ------
    InputError
        If ``lang`` is unknown.

    Examples
    --------
    >>> print(describe(observation("gdp_2022"), "en"))
    gdp_2022: gross regional product
      at least CN¥89.0 billion (estimate, 2022)
      bounds: [890, ∞) 亿元
      printed: “890亿元以上”, paragraph 7, characters 97 to 104
      definition: Final result, at market prices, of the production of all resident units of a region in a period; \
levels are at current prices, growth at constant prices.
      source: Work Report of the Government of Zhonglou District, Changzhou, 3 January 2023
    """
    check_lang(lang)
    report = report or load_report()
    indicator = report.indicators[obs.indicator]
    value = write_quantity(obs.value, obs.unit, obs.qualifier, lang, obs.kind)
    if lang == "zh" and obs.qualifier != "exact" and not re.fullmatch(r"[\d.,]+", obs.printed.removesuffix(obs.unit)):
        value = write_printed(obs.printed, obs.value, obs.unit)  # 超52亿元; the 5% of 5%和6%左右 says no word
    bounds = "" if obs.bounds.is_everything else f"{obs.bounds} {obs.unit}"
    if lang == "zh":
        lines = [
            f"{obs.id}：{report.name(obs, lang)}",
            f"{value}（{'、'.join(text for text in (STATUSES[obs.status].zh, obs.period) if text)}）",
            f"界限：{bounds or '文字没有给出宽度'}",
            f"原文：“{obs.printed}”，第{obs.paragraph}段第{obs.start}—{obs.end}字",
            f"口径：{indicator.coverage_zh}" if indicator.coverage_zh else "",
            f"定义：{indicator.definition_zh}" if indicator.definition_zh else "",
            f"来源：{report.document(lang)}",
        ]
    else:
        lines = [
            f"{obs.id}: {report.name(obs, lang)}",
            f"{value} ({', '.join(text for text in (STATUSES[obs.status].en, obs.period) if text)})",
            f"bounds: {bounds or 'the words give no width'}",
            f"printed: “{obs.printed}”, paragraph {obs.paragraph}, characters {obs.start} to {obs.end}",
            f"coverage: {indicator.coverage_en}" if indicator.coverage_en else "",
            f"definition: {indicator.definition_en}" if indicator.definition_en else "",
            f"source: {report.document(lang)}",
        ]
    return "\n  ".join(line for line in lines if line)
