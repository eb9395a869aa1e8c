"""Verdicts on the report's own arithmetic: every relation recomputed within its bounds, held against what is printed.

``relations.csv`` declares the expected verdict; the verdict is computed. Neither side is ever corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import DataError, InputError, UnlikeError
from ..quantities.interval import shown
from ..quantities.wording import LANGS, write_computed
from ..reports.report import Report, load_report
from .relations import KINDS, Relation, read_relations
from .terms import Result

if TYPE_CHECKING:
    import pandas as pd

VERDICT_COLUMNS = (
    "id", "kind", "name_zh", "name_en", "printed_id", "printed", "printed_value", "printed_low", "printed_high",
    "value", "low", "high", "unit", "verdict", "expected", "reason_zh", "reason_en", "operands", "paragraphs",
    "because",
)  # fmt: skip


_ASPECTS = {
    "unit": "单位", "kind": "数的种类", "scope": "范围", "period": "年份", "measure": "计量", "coverage": "口径",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """A verdict and its reason in both languages."""

    verdict: str
    reason_zh: str
    reason_en: str


def reconcile(report: Report | None = None) -> pd.DataFrame:
    """Return every relation of the report with what is printed, what its parts give, and a verdict.

    Parameters
    ----------
    report : Report, optional
        By default the packaged report.

    Returns
    -------
    DataFrame
        One row per relation, in the order of ``relations.csv``:

        - ``id``, ``kind``, ``name_zh``, ``name_en``: which relation;
        - ``printed_id``, ``printed``, ``printed_value``, ``printed_low``, ``printed_high``: the number it is held
          against and what its words assert (empty where nothing is printed);
        - ``value``, ``low``, ``high``, ``unit``: recomputed from the operands, with the ends that their words allow;
        - ``verdict``, ``expected``: ``reproduces``, ``does_not_reproduce``, ``bound_holds``, ``undecidable`` or
          ``derived`` (nothing is printed to test against);
        - ``reason_zh``, ``reason_en``, ``operands`` and ``paragraphs`` (separated by spaces), ``because``.

    Raises
    ------
    DataError
        If ``relations.csv`` has a row that cannot be read.

    Examples
    --------
    >>> reconcile().set_index("id").loc["leading_industries_share", "verdict"]
    'does_not_reproduce'
    """
    import pandas as pd

    report = report or load_report()
    rows = [_row(relation) for relation in read_relations(report)]
    return pd.DataFrame(rows, columns=list(VERDICT_COLUMNS))


def unexpected(table: pd.DataFrame) -> list[str]:
    """Return one sentence for each relation of :func:`reconcile` whose verdict is not the declared one.

    A table without relations is one such sentence: nothing was looked at.
    """
    if table.empty:
        return ["relations.csv declares no relation, so nothing was reconciled; add a row for each that should hold"]
    rows = table[table["verdict"] != table["expected"]]
    return [
        f"{id_}: the verdict is {verdict}, and relations.csv expects {expected}"
        for id_, verdict, expected in zip(rows["id"], rows["verdict"], rows["expected"], strict=True)
    ]


def _row(relation: Relation) -> dict[str, object]:
    row, tested = relation.row, relation.tested
    result, finding = _decide(relation)
    return {
        **{name: row[name] for name in ("id", "kind", "name_zh", "name_en", "expected", "because")},
        "printed_id": tested.obs.id if tested and tested.obs else "",
        "printed": tested.printed if tested else "",
        **_numbers("printed_", tested),
        **_numbers("", result),
        "unit": result.unit if result else "",
        "verdict": finding.verdict,
        "reason_zh": finding.reason_zh + row["reason_zh"],
        "reason_en": " ".join(text for text in (finding.reason_en, row["reason_en"]) if text),
        "operands": row["operands"] if row["kind"] == "listed" else " ".join(row["operands"].replace("?", "").split()),
        "paragraphs": " ".join(str(place) for place in _paragraphs(relation)),
    }


def _decide(relation: Relation) -> tuple[Result | None, Finding]:
    """Recompute a relation and judge it; what cannot be computed is undecidable, with the reason."""
    if relation.absent:
        ids = ", ".join(relation.absent)
        return None, Finding("undecidable", f"报告没有印出:{ids}。", f"The report does not print {ids}.")
    try:
        result = KINDS[relation.row["kind"]].compute(relation)
        return result, _judge(relation, result)
    except UnlikeError as error:
        unlike = "、".join(_ASPECTS[aspect] for aspect in error.aspects) or "所指"
        return None, Finding("undecidable", f"两边{unlike}不同,不能相加相除。", error.what)
    except InputError as error:
        return None, Finding("undecidable", "印出的数不能这样相除。", str(error))


def _numbers(prefix: str, number: Result | None) -> dict[str, object]:
    """Return value and bounds as cells, empty where there is no number."""
    names = ("value", "low", "high")
    return {f"{prefix}{name}": getattr(number, name) if number else None for name in names}


def _paragraphs(relation: Relation) -> list[int]:
    """Return the paragraphs where the numbers of a relation stand."""
    numbers = (*relation.terms, *([relation.tested] if relation.tested else []))
    return sorted({*(number.obs.paragraph for number in numbers if number.obs), *relation.places})


def _judge(relation: Relation, result: Result) -> Finding:
    if relation.row["kind"] in _JUDGES:
        return _JUDGES[relation.row["kind"]](relation, result)
    if relation.tested is None:
        return Finding("derived", "没有印出的数可以对照。", "Nothing is printed to test against.")
    return _meets(relation, result)


def _meets(relation: Relation, result: Result) -> Finding:
    """Hold a printed number, at its word, against the recomputed interval."""
    word = _tested(relation).at_its_word
    printed, (zh, en) = word.printed, _in_both(result)
    if word.value in result.bounds or word.bounds.meets(result.bounds):
        return Finding("reproduces", f"印出的{printed}与重算的{zh}相合。", f"The printed {printed} agrees with {en}.")
    return Finding(
        "does_not_reproduce",
        f"印出的{printed}不在重算的{zh}之内。",
        f"The printed {printed} lies outside the recomputed {en}.",
    )


def _in_both(result: Result) -> tuple[str, str]:
    """Write a result with its interval in Chinese and in English."""
    zh, en = (write_computed(result.value, result.unit, lang, result.bounds) for lang in LANGS)
    return zh, en


def _floor(relation: Relation, result: Result) -> Finding:
    """Hold a recomputed floor against a printed one: only the inequality can be tested."""
    floor = _tested(relation).bounds
    text = f"{result.bounds.shown()} ⊂ {floor.shown()} {result.unit}"
    return _inequality(result.bounds.within(floor), not result.bounds.meets(floor), text)


def _subset(relation: Relation, result: Result) -> Finding:
    """Hold a part against the whole, or the sum of the wholes, that it belongs to."""
    whole = _tested(relation).to(result.unit)
    text = f"{shown(result.value)} ≤ {shown(whole.value)}"
    return _inequality(result.high <= whole.bounds.low, result.low > whole.bounds.high, text)


def _equal(relation: Relation, result: Result) -> Finding:
    """Hold numbers that should be one against the printed one: every one of them must be it."""
    one = _tested(relation).at_its_word.to(result.unit)
    if one.bounds.low == result.low and one.bounds.high == result.high:
        return _meets(relation, result)
    zh, en = _in_both(result)
    return Finding("does_not_reproduce", f"印出的{one.printed}与{zh}不同。", f"The printed {one.printed} is not {en}.")


def _inequality(certain: bool, impossible: bool, text: str) -> Finding:
    if certain:
        return Finding(
            "bound_holds",
            f"只能检验不等式:{text},成立。",
            f"Only an inequality can be tested, and {text} holds.",
        )
    if impossible:
        return Finding("does_not_reproduce", f"不等式不成立:{text}。", f"The inequality {text} fails.")
    return Finding("undecidable", f"印出的界限定不了{text}。", f"The printed bounds do not settle {text}.")


def _roll_up(relation: Relation, result: Result) -> Finding:
    """Hold the areas' sum against the district's target, all at their word."""
    tested = _tested(relation)
    areas, district, rest = shown(result.value), tested.printed, tested.value - result.value
    if rest == 0:
        return Finding(
            "reproduces",
            f"各区合计{areas},正是全区的{district}。",
            f"The areas add up to {areas}, the district’s {district}.",
        )
    if rest > 0:
        return Finding(
            "bound_holds",
            f"各区合计{areas},全区{district},未分配{shown(rest)}。",
            f"The areas add up to {areas} of {district}; {shown(rest)} are not allocated.",
        )
    exceeds = tested.bounds.high.is_finite()
    return Finding(
        "does_not_reproduce" if exceeds else "bound_holds",
        f"各区合计{areas},多于全区的{district}。",
        f"The areas add up to {areas}, more than the district’s {district}.",
    )


def _tested(relation: Relation) -> Result:
    if relation.tested is None:
        raise DataError(f"relations.csv, {relation.row['id']}: name the printed number that it is held against.")
    return relation.tested


_JUDGES: dict[str, Callable[[Relation, Result], Finding]] = {
    "equal": _equal,
    "growth_floor": _floor,
    "roll_up": _roll_up,
    "subset": _subset,
}
