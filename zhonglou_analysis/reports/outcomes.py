"""What was published later about the years of a report: each figure with its document, its date and how it was read.

``outcomes.csv`` holds published figures; ``outcome_links.csv`` says how a figure of another indicator bears on a
target: net additions are at most additions, sales above designated size are a part of all sales.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ..datapackage import Finding, Rows
from ..quantities.interval import Bounds
from ..quantities.lexicon import TRUST
from ..quantities.wording import Lang, write_date, write_document
from .observation import Observation, kind_findings, phrase_findings

_PASSED = "大关"  # a mark that was passed, and so a floor: 步入60%大关


@dataclass(frozen=True)
class Outcome:
    """One published figure: the columns of ``outcomes.csv``.

    The English title and issuer, and the paragraph, are known of what a later report prints.
    """

    indicator: str
    scope: str
    period: str
    kind: str
    status: str
    qualifier: str
    value: Decimal
    unit: str
    printed: str
    document_title: str
    issuer: str
    published: str
    url: str
    trust: str
    note: str = ""
    title_en: str = ""
    issuer_en: str = ""
    paragraph: int = 0

    @property
    def as_printed(self) -> Observation:
        """The figure as if the report had printed it."""
        return Observation(
            "", self.indicator, self.scope, self.period, self.kind, self.status, self.qualifier, self.value, self.unit,
            self.printed, self.paragraph, 0, 0, "", "",
        )  # fmt: skip

    @property
    def bounds(self) -> Bounds:
        """The interval that the words assert."""
        return self.as_printed.bounds

    @property
    def year(self) -> str:
        """The year that the figure is of, or lies in."""
        return self.period[:4]

    def source(self, lang: Lang) -> str:
        """Return issuer, document, date and trust as a source line prints them; Chinese titles stay as they are."""
        day, trust = write_date(self.published, lang), TRUST[self.trust].in_(lang)
        if lang == "zh":
            place = f"第{self.paragraph}段，" if self.paragraph else ""
            return f"{self.issuer}《{self.document_title}》，{day}，{place}{trust}"
        place = f"paragraph {self.paragraph}, " if self.paragraph else ""
        named = write_document(self.issuer_en or self.issuer, self.title_en or f"《{self.document_title}》")
        return f"{named}, {day}, {place}{trust}"


class Link(NamedTuple):
    """How a figure of another indicator bears on a target: a row of ``outcome_links.csv``."""

    indicator: str
    outcome_indicator: str
    relation: str
    reason_zh: str
    reason_en: str


def outcomes_of(rows: Rows) -> list[Outcome]:
    """Return rows of the right form as outcomes."""
    return [Outcome(**{**row, "value": Decimal(row["value"])}) for row in rows]  # type: ignore[arg-type]


def outcome_findings(rows: Rows) -> Iterator[Finding]:
    """Yield what rows of the right form get wrong about the phrase that they are printed in."""
    printed = []
    for outcome in outcomes_of(rows):
        obs = outcome.as_printed
        if obs.printed.endswith(_PASSED) and obs.qualifier == "at_least":
            obs = replace(obs, printed=obs.printed.removesuffix(_PASSED), qualifier="exact")
        printed.append(obs)
    yield from phrase_findings(printed)
    yield from kind_findings(printed)
