"""Where a number stands: citations of marks and observations, merged by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..charts.table import Mark, join_ids
from ..quantities.wording import Lang, punctuate
from ..reports.report import Report


def cite_ids(ids: Iterable[str], report: Report, lang: Lang) -> str:
    """Return the citation of observations: the document, then each paragraph with the phrases printed in it."""
    return _cited(report.document(lang), _phrases(ids, report), lang)


def cite_marks(marks: Sequence[Mark], report: Report, lang: Lang) -> str:
    """Return the citation of marks; those of another document than the report's are cited by what they say of it."""
    own, others = report.document(lang), dict[str, list[str]]()
    ids: list[str] = []
    for mark in marks:
        document = mark.source_zh if lang == "zh" else mark.source_en
        if document == own:
            ids.append(mark.observations)
        else:
            others.setdefault(document, []).append(mark.paragraphs)
    known = [id_ for id_ in join_ids(ids).split() if id_ in report.observations]
    cited = [_cited(own, _phrases(known, report), lang)] if known else []
    cited += [_cited(document, {number: [] for number in join_ids(numbers).split()}, lang)
              for document, numbers in others.items()]  # fmt: skip
    return " ".join(cited)


def where(ids: Iterable[str], report: Report, lang: Lang) -> str:
    """Return the paragraphs of observations: 7、8."""
    return ("、" if lang == "zh" else ", ").join(map(str, sorted({report[id_].paragraph for id_ in ids})))


def _phrases(ids: Iterable[str], report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for obs in sorted((report[id_] for id_ in dict.fromkeys(ids)), key=lambda obs: (obs.paragraph, obs.start)):
        found.setdefault(str(obs.paragraph), []).append(obs.printed)
    return found


def _cited(document: str, paragraphs: dict[str, list[str]], lang: Lang) -> str:
    """Put a citation together; a quoted phrase stays to the letter."""
    document = punctuate(document, lang)
    parts = []
    for number, phrases in paragraphs.items():
        printed = list(dict.fromkeys(phrases))
        if lang == "zh":
            parts.append(f"第{number}段" + ("\uff1a" if printed else "") + "".join(f"“{phrase}”" for phrase in printed))
        else:
            quoted = ", ".join(f'"{phrase}"' for phrase in printed)
            parts.append(f"paragraph {number}" + (f" ({quoted})" if printed else ""))
    if lang == "zh":
        return "\uff0c".join([document, *(["\uff1b".join(parts)] if parts else [])]) + "。"
    return ", ".join([document, *(["; ".join(parts)] if parts else [])]) + "."
