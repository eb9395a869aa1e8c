"""Verdicts on the report's own arithmetic: every relation recomputed within its bounds, held against what is printed.

``relations.csv`` declares the expected verdict; the verdict is computed. Neither side is ever corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import DataError, InputError, UnlikeError
from ..quantities.interval import shown
from ..quantities.lexicon import Word
from ..quantities.phrase import bounds_of
from ..quantities.units import find_unit
from ..quantities.wording import LANGS, write_computed
from ..reports.observation import Observation
from ..reports.report import Report, load_report
from .relations import KINDS, Relation, absent_name, read_relations
from .targets import concerning
from .terms import Result, in_cells, paragraphs_of

if TYPE_CHECKING:
    import pandas as pd

VERDICT_COLUMNS = (
    *("id", "kind", "name_zh", "name_en"),
    *("printed_id", "printed", "printed_status", "printed_qualifier", "printed_value", "printed_low", "printed_high"),
    *("value", "low", "high", "unit", "basis_zh", "basis_en"),
    *("verdict", "expected", "reason_zh", "reason_en"),
    *("assumptions", "operands", "paragraphs", "because"),
)
_ASPECTS = {
    "unit": "单位",
    "kind": "数的种类",
    "scope": "范围",
    "period": "年份",
    "prices": "价格",
    "measure": "计量",
    "coverage": "口径",
}
# In these two numbers may be unlike, and what they give is still a number to look at; a ratio of two measures is none.
_SHOWN_ALL_THE_SAME = {"scope", "period", "coverage"}
_SHOWN = ("roll_up", "share")  # a growth rate between two places would be quoted as one


@dataclass(frozen=True)
class Finding:
    """A verdict and its reason in both languages."""

    verdict: str
    reason_zh: str
    reason_en: str


def reconcile(report: Report | None = None, *, definitions: bool = False, rounding: str = "half_up") -> pd.DataFrame:
    """Return every relation of the report with what is printed, what its parts give, and a verdict.

    Parameters
    ----------
    report : Report, optional
        By default the packaged report.
    definitions : bool
        Return what holds by definition instead: lists and the numerals in their names, thresholds said twice,
        ratios of two thresholds, tiers that include one another. None of them tests a number of the report.
    rounding : {"half_up", "truncation", "either"}
        How measured numbers are taken to have come to their printed digits. A difference that is explained by
        ``"either"`` is one of rounding.

    Returns
    -------
    DataFrame
        One row per relation, in the order of ``relations.csv``; numbers are decimals, and
        ``readable(table, floats=True)`` gives floats, for Excel and plotting.

        - ``id``, ``kind``, ``name_zh``, ``name_en``: which relation;
        - ``printed_id``, ``printed``, ``printed_status``, ``printed_qualifier``, ``printed_value``, ``printed_low``,
          ``printed_high``: the number it is held against, what it is and what its words assert (empty where nothing
          is printed);
        - ``value``, ``low``, ``high``, ``unit``: recomputed from the operands, with the ends that their words allow;
          where the verdict is ``undecidable``, what they would give, if anything;
        - ``basis_zh``, ``basis_en``: whose prices, or what base, where that is not plain;
        - ``verdict``, ``expected``: ``reproduces``, ``does_not_reproduce``, ``bound_holds``, ``undecidable`` or
          ``derived`` (nothing is printed to test against);
        - ``reason_zh``, ``reason_en``; ``assumptions`` (ids of ``assumptions.csv``), ``operands`` and ``paragraphs``,
          separated by spaces; ``because``.

    Raises
    ------
    DataError
        If ``relations.csv`` has a row that cannot be read.
    InputError
        If the rounding is none of the three.

    Examples
    --------
    >>> table = reconcile()
    >>> table.loc[table["verdict"] == "does_not_reproduce", "id"].tolist()
    ['leading_industries_share']
    >>> reconcile(rounding="either").set_index("id").loc["leading_industries_share", "verdict"]
    'does_not_reproduce'
    >>> reconcile(definitions=True)["verdict"].value_counts().to_dict()
    {'reproduces': 22, 'bound_holds': 4, 'derived': 3}
    """
    import pandas as pd

    report = report or load_report()
    rows = [
        _row(relation, report)
        for relation in read_relations(report, rounding)
        if KINDS[relation.row["kind"]].by_definition is definitions
    ]
    return pd.DataFrame(rows, columns=list(VERDICT_COLUMNS))


def unexpected(*tables: pd.DataFrame) -> list[str]:
    """Return one sentence for each relation of :func:`reconcile` whose verdict is not the declared one.

    Tables without a relation are one such sentence: nothing was looked at.
    """
    if all(table.empty for table in tables):
        return ["relations.csv declares no relation, so nothing was reconciled; add a row for each that should hold"]
    return [
        f"{id_}: the verdict is {verdict}, and relations.csv expects {expected}"
        for table in tables
        for id_, verdict, expected in zip(table["id"], table["verdict"], table["expected"], strict=True)
        if verdict != expected
    ]


def _row(relation: Relation, report: Report) -> dict[str, object]:
    row, tested = relation.row, relation.tested
    printed = tested.obs if tested else None
    result, finding = _decide(relation, report)
    if finding.verdict == "does_not_reproduce":
        (at_any_rounding,) = read_relations(replace(report, relations=(row,)), "either")
        finding = _whether_rounding_explains(finding, _decide(at_any_rounding, report)[1])
    sources, basis = _sources(relation), result.basis_words if result else Word("", "")
    return {
        **{name: row[name] for name in ("id", "kind", "name_zh", "name_en", "expected", "because")},
        "printed": tested.printed if tested else "",
        **{f"printed_{name}": getattr(printed, name, "") for name in ("id", "status", "qualifier")},
        **in_cells(tested, "printed_"),
        **in_cells(result),
        "unit": result.unit if result else "",
        "basis_zh": basis.zh,
        "basis_en": basis.en,
        "verdict": finding.verdict,
        "reason_zh": finding.reason_zh + (f"{basis.zh}。" if basis.zh else "") + row["reason_zh"],
        "reason_en": " ".join(text for text in (finding.reason_en, _sentence(basis.en), row["reason_en"]) if text),
        "assumptions": " ".join(concerning(sources, report)),
        "operands": row["operands"] if row["kind"] == "listed" else " ".join(row["operands"].replace("?", "").split()),
        "paragraphs": paragraphs_of(sources, relation.places),
    }


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _decide(relation: Relation, report: Report) -> tuple[Result | None, Finding]:
    """Recompute a relation and judge it; what cannot be computed is undecidable, with the reason."""
    if relation.absent:
        zh, en = ([absent_name(id_, report, lang) for id_ in relation.absent] for lang in LANGS)
        why_zh, why_en = f"报告没有列出：{'、'.join(zh)}。", f"The report does not print {'; '.join(en)}."
        return None, Finding("undecidable", why_zh, why_en)
    try:
        result = _in_printed_unit(KINDS[relation.row["kind"]].compute(relation), relation.tested)
        return result, _judge(relation, result)
    except UnlikeError as error:
        return _declined(relation, error)
    except InputError as error:
        return None, Finding("undecidable", "报告数不能这样相除。", str(error))


def _in_printed_unit(result: Result, tested: Result | None) -> Result:
    """Return a result in the unit of the number that it is held against: 出口8000亿元 as part of 1.2万亿元."""
    units = (result.unit, tested.unit) if tested else ("", "")
    alike = all(units) and find_unit(units[0]).reference_unit == find_unit(units[1]).reference_unit
    return result.to(units[1]) if alike else result


def _declined(relation: Relation, error: UnlikeError) -> tuple[Result | None, Finding]:
    """Say what was not compared and why, and carry the number that it would have given where that is one."""
    result = None
    if relation.row["kind"] in _SHOWN and set(error.aspects) <= _SHOWN_ALL_THE_SAME:
        row = {**relation.row, "because": "shown, and not compared"}
        result = KINDS[row["kind"]].compute(replace(relation, row=row))
    unlike = "、".join(_ASPECTS[aspect] for aspect in error.aspects) or "所指"
    sides = [term.printed for term in relation.terms]
    zh, en = "、".join(sides), " and ".join(sides)
    if relation.tested:
        if len(sides) > 1 and result:
            zh, en = f"{zh}（合计{shown(result.value)}）", f"{en} ({shown(result.value)} together)"
        zh, en = f"{zh}与{relation.tested.printed}", f"{en} beside {relation.tested.printed}"
    return result, Finding("undecidable", f"不予比较：{zh}，{unlike}不同。", f"Not compared: {en}. {error.what}")


def _sources(relation: Relation) -> list[Observation]:
    """Return the printed numbers that a relation rests on, the tested one included."""
    numbers = (*relation.terms, *([relation.tested] if relation.tested else []))
    return list(dict.fromkeys(source for number in numbers for source in number.sources))


def _whether_rounding_explains(finding: Finding, other: Finding) -> Finding:
    zh, en = "换成截尾也不能解释。", "Truncation instead of rounding does not explain it."
    if other.verdict != "does_not_reproduce":
        zh, en = "截尾可以解释这一差异。", "Truncation would explain it."
    return Finding(finding.verdict, finding.reason_zh + zh, f"{finding.reason_en} {en}")


def _judge(relation: Relation, result: Result) -> Finding:
    if relation.row["kind"] in _JUDGES:
        return _JUDGES[relation.row["kind"]](relation, result)
    if relation.tested is None:
        return Finding("derived", "报告没有可以对照的数。", "Nothing is printed to test against.")
    if relation.tested.obs and relation.tested.obs.qualifier in ("at_least", "at_most", "nearly"):
        return _inside(relation, result)
    if relation.tested.obs and relation.tested.obs.qualifier == "about":
        return _near(relation, result)
    return _meets(relation, result)


def _meets(relation: Relation, result: Result) -> Finding:
    """Hold a printed number, at its word, against the recomputed interval."""
    word = _tested(relation).at_its_word
    printed, (zh, en) = word.printed, _in_both(result)
    if word.value in result.bounds or word.bounds.meets(result.bounds):
        return _agrees(printed, result)
    return Finding(
        "does_not_reproduce",
        f"报告数{printed}不在重算的{zh}之内。",
        f"The printed {printed} lies outside the recomputed {en}.",
    )


def _agrees(printed: str, result: Result) -> Finding:
    zh, en = _in_both(result)
    return Finding("reproduces", f"报告数{printed}与重算的{zh}相符。", f"The printed {printed} agrees with {en}.")


def _near(relation: Relation, result: Result) -> Finding:
    """Hold a number of 约 or 左右 as one rounded to its digits; what lies outside it may still be meant."""
    told = _tested(relation)
    if bounds_of(told.value, told.unit).meets(result.bounds):
        return _agrees(told.printed, result)
    zh, en = _in_both(result)
    return Finding(
        "undecidable",
        f"重算的{zh}取整后不是{told.printed}，而“约”“左右”没有写明宽度。",
        f"The recomputed {en} is not {told.printed} when rounded, and about has no width.",
    )


def _in_both(result: Result) -> tuple[str, str]:
    """Write a result with its interval in Chinese and in English."""
    zh, en = (write_computed(result.value, result.unit, lang, result.bounds) for lang in LANGS)
    return zh, en


def _inside(relation: Relation, result: Result) -> Finding:
    """Hold a recomputed interval against a printed floor or ceiling: only the inequality can be tested."""
    bound = _tested(relation).bounds
    text = f"{result.bounds.shown()} ⊂ {bound.shown()} {result.unit}"
    return _inequality(result.bounds.within(bound), not result.bounds.meets(bound), text)


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
    return Finding("does_not_reproduce", f"报告数{one.printed}与{zh}不同。", f"The printed {one.printed} is not {en}.")


def _inequality(certain: bool, impossible: bool, text: str) -> Finding:
    if certain:
        return Finding(
            "bound_holds",
            f"只能检验不等式：{text}，成立。",
            f"Only an inequality can be tested, and {text} holds.",
        )
    if impossible:
        return Finding("does_not_reproduce", f"不等式不成立：{text}。", f"The inequality {text} fails.")
    return Finding("undecidable", f"报告数的界限不足以判定{text}。", f"The printed bounds do not settle {text}.")


def _roll_up(relation: Relation, result: Result) -> Finding:
    """Hold the areas' sum against the district's target, all at their word."""
    tested = _tested(relation)
    areas, district, rest = shown(result.value), tested.printed, tested.value - result.value
    floor = tested.bounds.high.is_infinite()
    if rest == 0:
        return Finding(
            "reproduces",
            f"各区合计{areas}，等于全区{district}{'的下限' if floor else ''}。",
            f"The areas add up to {areas}, {'the floor of ' if floor else ''}the district’s {district}.",
        )
    if rest > 0:
        # Of floors, nothing says how much is left.
        sure = result.bounds.low == result.bounds.high and tested.bounds.low == tested.bounds.high
        left_zh, left_en = (f"，未分配{shown(rest)}", f"; {shown(rest)} are not allocated") if sure else ("", "")
        return Finding(
            "bound_holds",
            f"各区合计{areas}，低于全区的{district}{left_zh}。",
            f"The areas add up to {areas}, less than the district’s {district}{left_en}.",
        )
    exceeds = tested.bounds.high.is_finite()
    return Finding(
        "does_not_reproduce" if exceeds else "bound_holds",
        f"各区合计{areas}，多于全区的{district}。",
        f"The areas add up to {areas}, more than the district’s {district}.",
    )


def _tested(relation: Relation) -> Result:
    if relation.tested is None:
        raise DataError(f"relations.csv, {relation.row['id']}: name the printed number that it is held against.")
    return relation.tested


_JUDGES: dict[str, Callable[[Relation, Result], Finding]] = {
    "equal": _equal,
    "roll_up": _roll_up,
    "subset": _subset,
    "tier": _subset,
}
