"""An answer to a question about a report: what was found, what stands beside it, and what it means for a briefing.

Answers are computed from the same tables as the charts, so that a notebook, a briefing and a picture say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ..arithmetic.targets import Width
from ..errors import InputError
from ..quantities.wording import Lang, check_lang, punctuate
from ..reports.report import Report, load_report
from . import outlook, questions
from .sentences import Parts


@dataclass(frozen=True, repr=False)
class Answer:
    """An answer in one language.

    Parameters
    ----------
    question : str
        A name of ``QUESTIONS``.
    lang : {"zh", "en"}
        Of the texts.
    found, compared, meaning : str
        What was found, with its number; what it is compared with (may be empty); what it means for a briefing.

    Examples
    --------
    >>> from zhonglou_analysis import answer
    >>> answer("report_in_figures").meaning[:18]
    '照原文写“890亿元以上”，注明预计'
    """

    question: str
    lang: Lang
    found: str
    compared: str
    meaning: str

    def __str__(self) -> str:
        return "\n".join(self._parts)

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        found, *rest = self._parts
        return "\n\n".join([f"**{found}**", *rest])

    @property
    def _parts(self) -> list[str]:
        labels = ("对照：", "写进简报：") if self.lang == "zh" else ("Beside it: ", "For a briefing: ")
        rest = [f"{label}{text}" for label, text in zip(labels, (self.compared, self.meaning), strict=True) if text]
        return [self.found, *rest]


class Question(NamedTuple):
    """What answers a question, and the parameters that it takes."""

    asked: Callable[..., Parts]
    takes: Sequence[str] = ()


QUESTIONS: dict[str, Question] = {
    "report_in_figures": Question(questions.report_in_figures, ("number",)),
    "ratios_reproduced": Question(questions.ratios_reproduced),
    "growth_targets": Question(outlook.growth_targets, ("about_width", "deflator")),
    "digital_economy_2025": Question(outlook.long_goal, ("number", "growth")),
    "functional_areas": Question(questions.functional_areas),
    "briefing_charts": Question(questions.briefing_charts),
    "your_own_report": Question(questions.your_own_report, ("text",)),
    "targets_and_outcomes": Question(outlook.targets_and_outcomes, ("about_width", "outcomes")),
    "scenarios": Question(outlook.scenarios, ("growth", "about_width", "deflator", "years")),
}


def answer(
    question: str,
    lang: Lang = "zh",
    *,
    report: Report | None = None,
    number: str | None = None,
    about_width: Width = "declared",
    deflator: float | None = None,
    growth: float | None = None,
    years: int | None = None,
    text: str | None = None,
    outcomes: Report | str | Path | None = None,
) -> Answer:
    """Return the answer to a question about a report, with what it means for a briefing.

    Parameters
    ----------
    question : str
        ``report_in_figures``, ``ratios_reproduced``, ``growth_targets``, ``digital_economy_2025``,
        ``functional_areas``, ``briefing_charts``, ``your_own_report``, ``targets_and_outcomes`` or ``scenarios``.
    lang : {"zh", "en"}
        Language.
    report : Report, optional
        By default the packaged report.
    number : str, optional
        The id of a printed number: for ``report_in_figures`` the one looked at (``gdp_2022``), for
        ``digital_economy_2025`` the goal (``digital_revenue_2025``).
    about_width : number, "declared" or None
        Half the width of 左右 in percentage points, for the questions about targets, as in :func:`project_targets`.
    deflator : number, optional
        Change of prices in percent a year, for ``growth_targets`` (by default the first that ``assumptions.csv``
        declares for trial) and ``scenarios`` (0).
    growth : number, optional
        A growth rate of one's own in percent a year, for ``digital_economy_2025`` and ``scenarios``.
    years : int, optional
        For ``scenarios``; by default 1.
    text : str, optional
        For ``your_own_report``: the text that was read.
    outcomes : Report or path, optional
        For ``targets_and_outcomes``: a later report of the same place.

    Returns
    -------
    Answer
        Its texts are ``found``, ``compared`` and ``meaning``; a notebook shows it formatted.

    Raises
    ------
    InputError
        If there is no such question, a parameter is not one of its own, or the report prints nothing to answer with.

    Examples
    --------
    >>> print(answer("digital_economy_2025", "en").found)
    From CN¥21.0 billion in 2022 to at least CN¥50.0 billion in 2025, it has to grow by 33.53% a year (at least 33.42).
    """
    check_lang(lang)
    if question not in QUESTIONS:
        raise InputError(f"{question!r} is no question; choose one of {', '.join(QUESTIONS)}.")
    given: dict[str, Any] = {
        "number": number, "deflator": deflator, "growth": growth, "years": years, "text": text, "outcomes": outcomes,
    }  # fmt: skip
    given = {name: value for name, value in given.items() if value is not None}
    if about_width != "declared":  # None is a width, too: none
        given["about_width"] = about_width
    asked, takes = QUESTIONS[question]
    if foreign := sorted(set(given) - set(takes)):
        own = f"it takes {', '.join(takes)}" if takes else "it takes none"
        raise InputError(f"{foreign[0]}= is no parameter of the question {question}; {own}.")
    parts = asked(report or load_report(), **given)
    return Answer(question, lang, *(punctuate(part.zh, lang) if lang == "zh" else part.en for part in parts))
