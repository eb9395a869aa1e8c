"""Headline targets without a number: in step with another indicator, in a direction, or assigned from above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..datapackage import columns_of
from ..quantities.lexicon import AIMS
from ..quantities.wording import Lang, check_lang
from .report import Report, load_report

if TYPE_CHECKING:
    import pandas as pd


def qualitative_targets(report: Report | None = None) -> pd.DataFrame:
    """Return the headline targets that name no number, in text order.

    Parameters
    ----------
    report : Report, optional
        By default the packaged report.

    Returns
    -------
    DataFrame
        The columns of ``qualitative_targets.csv``: ``id``, ``indicator``, ``scope``, ``period``, ``kind`` (``tied`` to
        another target, a ``direction``, or ``assigned`` by a higher level), ``printed``, ``paragraph``, ``start``,
        ``end``, ``of`` (the target that a tied one is in step with), and the indicator's ``name_zh`` and ``name_en``.

    Examples
    --------
    >>> table = qualitative_targets().set_index("id")
    >>> table.loc["disposable_income_2023_tied", ["kind", "of"]].tolist()
    ['tied', 'gdp_2023_growth']
    """
    import pandas as pd

    report = report or load_report()
    rows = [
        {**row, **{place: int(row[place]) for place in ("paragraph", "start", "end")}, **_names(row, report)}
        for row in report.qualitative_targets
    ]
    return pd.DataFrame(rows, columns=[*columns_of("qualitative_targets.csv"), "name_zh", "name_en"])


def find_qualitative(words: str, *, report: Report | None = None) -> list[dict[str, str]]:
    """Return the rows whose id, names or phrase hold every one of some words, in text order."""
    report = report or load_report()
    wanted = words.lower().replace("_", " ").split()
    found = []
    for row in report.qualitative_targets:
        texts = (row["id"].replace("_", " "), *_names(row, report).values(), row["printed"])
        if wanted and all(word in " ".join(texts).lower() for word in wanted):
            found.append(row)
    return found


def describe_qualitative(row: dict[str, str], lang: Lang = "zh", *, report: Report | None = None) -> str:
    """Return what a reader wants to know of a target without a number, in a few lines."""
    check_lang(lang)
    report = report or load_report()
    name, place = _names(row, report)[f"name_{lang}"], f"{row['paragraph']}"
    aim = AIMS[row["kind"]].in_(lang)
    tied = report.observations.get(row["of"])
    if lang == "zh":
        lines = [
            f"{row['id']}:{name}",
            f"没有写数的目标（{row['period']}年）：{aim}{f'：{tied.id}（{tied.printed}）' if tied else ''}",
            f"原文：“{row['printed']}”，第{place}段第{row['start']}—{row['end']}字",
            f"来源：{report.document(lang)}",
        ]
    else:
        lines = [
            f"{row['id']}: {name}",
            f"target without a number ({row['period']}): {aim}{f': {tied.id} ({tied.printed})' if tied else ''}",
            f"printed: “{row['printed']}”, paragraph {place}, characters {row['start']} to {row['end']}",
            f"source: {report.document(lang)}",
        ]
    return "\n  ".join(lines)


def _names(row: dict[str, str], report: Report) -> dict[str, str]:
    indicator = report.indicators[row["indicator"]]
    return {"name_zh": indicator.name_zh, "name_en": indicator.name_en}
