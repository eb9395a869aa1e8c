"""Find a printed number, show it as a table, and cite it."""

from __future__ import annotations

import difflib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from .observations import Observation
from .report import Report, load_report
from .wording import Lang, check_lang

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
        printed unit. ``value``, ``low`` and ``high`` are decimals.

    Examples
    --------
    >>> load_observations().set_index("id").loc["gdp_2022", ["value", "unit", "qualifier", "low"]].tolist()
    [Decimal('890'), '亿元', 'at_least', Decimal('890')]
    """
    import pandas as pd

    names = [field.name for field in fields(Observation)]
    rows = [
        [*(getattr(obs, name) for name in names), obs.bounds.low, obs.bounds.high]
        for obs in load_report(folder).observations.values()
    ]
    return pd.DataFrame(rows, columns=[*names, "low", "high"])


def observation(id_: str, *, report: Report | None = None) -> Observation:
    """Return one printed number with its bounds and its place.

    Parameters
    ----------
    id_ : str
        An id of ``observations.csv``.
    report : Report, optional
        Another report's data; by default the packaged one.

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

    Raises
    ------
    NotInReportError
        If the report prints no such number.
    InputError
        If ``lang`` is unknown.

    Examples
    --------
    >>> cite("gdp_2022", lang="zh")
    '常州市钟楼区人民政府《常州市钟楼区政府工作报告》,2023年1月3日,第7段:“890亿元以上”'
    """
    check_lang(lang)
    report = report or load_report()
    obs = report[id_]
    if lang == "zh":
        return f"{report.document(lang)},第{obs.paragraph}段:“{obs.printed}”"
    return f"{report.document(lang)}, paragraph {obs.paragraph} (“{obs.printed}”)"


def find_observations(words: str, *, report: Report | None = None) -> list[Observation]:
    """Return the observations whose id, names, scope or phrase hold every one of some words, in text order.

    Parameters
    ----------
    words : str
        Apart by spaces; an id, Chinese or English words, in any case.
    report : Report, optional
        By default the packaged report.

    Examples
    --------
    >>> [obs.id for obs in find_observations("地区生产总值")]
    ['gdp_2022', 'gdp_2023_growth']
    """
    report = report or load_report()
    wanted = words.lower().replace("_", " ").split()
    found = []
    for obs in report.observations.values():
        indicator, scope = report.indicators[obs.indicator], report.scopes[obs.scope]
        texts = (
            obs.id.replace("_", " "),
            indicator.name_zh,
            indicator.name_en,
            scope.name_zh,
            scope.name_en,
            obs.printed,
        )
        if wanted and all(word in " ".join(texts).lower() for word in wanted):
            found.append(obs)
    return found


def near_names(words: str, *, report: Report | None = None) -> list[str]:
    """Return up to five ids or indicator names that look like some words.

    Examples
    --------
    >>> near_names("retial sales")[0]
    'retail_sales_2022'
    """
    report = report or load_report()
    names = [
        *report.observations,
        *(name for i in report.indicators.values() for name in (i.name_zh, i.name_en)),
    ]
    return difflib.get_close_matches(words.lower(), names, n=5, cutoff=0.4)
