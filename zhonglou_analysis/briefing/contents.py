"""What a briefing says: its exhibits in their order, its tables, and what could not be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..charts.catalogue import CHARTS, exhibit, find_chart
from ..charts.geometry import Exhibit
from ..charts.words import pick
from ..errors import InputError, ZhonglouError
from ..quantities.wording import Lang, punctuate
from ..reports.report import Report
from .citing import cite_marks
from .tables import Table, report_tables

_DIGITS = ("", *"一二三四五六七八九")


@dataclass(frozen=True)
class Figure:
    """An exhibit with its number, the title that the catalogue gives its chart, and its citation."""

    number: int
    title: str
    exhibit: Exhibit
    citation: str

    @property
    def finding(self) -> str:
        """The headline with its number in brackets: a headline may begin with a number of its own."""
        tens, ones = divmod(self.number, 10)
        zh = (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + _DIGITS[ones]
        return pick(self.exhibit.lang, f"({zh})", f"({self.number}) ") + self.exhibit.headline


@dataclass(frozen=True)
class Briefing:
    """A briefing in one language.

    Parameters
    ----------
    report : Report
        What it is made of.
    lang : {"zh", "en"}
        Of every word in it.
    title, author : str
        On its cover; the author may be empty.
    day : str
        The day on which the report was delivered, or where that is not known the first of its year: the date of every
        file, in ISO form.
    document, address : str
        The document that it is read from, and where that stands; the address may be empty.
    figures : tuple of Figure
        In their order.
    tables : tuple of Table
        In their order.
    missing : tuple of (str, str)
        Titles of the charts that the report does not allow, each with the reason.
    """

    report: Report
    lang: Lang
    title: str
    author: str
    day: str
    document: str
    address: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def source_line(self) -> str:
        """The document, as a line below a table."""
        return pick(self.lang, f"来源:{self.document}。", f"Source: {self.document}.")

    @property
    def not_drawn(self) -> str:
        """What could not be drawn, in a sentence; empty where everything was."""
        what = pick(self.lang, "、", "; ").join(title for title, _ in self.missing)
        zh, en = f"这份报告的数不足以绘出:{what}。", f"Not drawn, for want of numbers in the report: {what}."
        return what and pick(self.lang, zh, en)


def chart_names(wanted: Iterable[str]) -> list[str]:
    """Return charts of the catalogue in the order asked for, by name or by title in either language; all by default."""
    titles = {title.lower(): name for name, entry in CHARTS.items() for title in (entry.title_zh, entry.title_en)}
    names = [
        titles.get(name.strip().lower(), name.strip()) for name in ([wanted] if isinstance(wanted, str) else wanted)
    ]
    for name in names:
        find_chart(name)
    return list(dict.fromkeys(names)) or list(CHARTS)


def gather(
    report: Report, lang: Lang, names: Iterable[str], title: str | None = None, author: str | None = None
) -> Briefing:
    """Return what a briefing of a report says.

    Raises
    ------
    InputError
        If no chart can be drawn from the report.
    """
    figures: list[Figure] = []
    missing: list[tuple[str, str]] = []
    for name in names:
        heading = CHARTS[name].title_zh if lang == "zh" else CHARTS[name].title_en
        shown = _shown(name, lang, report)
        if isinstance(shown, str):
            missing.append((punctuate(heading, lang), shown))
            continue
        heading = punctuate(heading, lang)
        figures.append(Figure(len(figures) + 1, heading, shown, cite_marks(shown.marks, report, lang)))
    if not figures:
        raise InputError("the report allows none of these charts:", [f"{what}: {why}" for what, why in missing])
    default = pick(lang, f"《{report.source['title_zh']}》数据简报", f"{report.source['title_en']}: the figures")
    day = str(report.source.get("delivered") or f"{report.target_year}-01-01")
    return Briefing(
        report, lang, title or default, author or "", day,
        punctuate(report.document(lang), lang), str(report.source.get("address", "")), tuple(figures),
        report_tables(report, lang), tuple(missing),
    )  # fmt: skip


def reason_against(name: str, report: Report) -> str:
    """Return why a report does not allow a chart; empty if it does."""
    shown = _shown(name, "en", report)
    return shown if isinstance(shown, str) else ""


def _shown(name: str, lang: Lang, report: Report) -> Exhibit | str:
    try:
        shown = exhibit(name, lang, report)
        return replace(shown, notes=tuple(punctuate(note, lang) for note in shown.notes))
    except ZhonglouError as error:
        return error.message
