"""The report's own arithmetic: what its numbers give, held against what it prints, each with a verdict."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..arithmetic.reconciliation import reconcile
from ..errors import ChartError
from ..quantities.lexicon import QUALIFIERS, VERDICTS
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, fit_axis
from .geometry import Geometry, Row, Shape, shape_of
from .layout import Frame
from .style import BLUE, DARK, PLUM, QUIET
from .table import Mark, mark_of, relation_names
from .words import Words, number_text, pick, places


class _Look(NamedTuple):
    """How a verdict is drawn."""

    marker: str
    filled: bool
    colour: str


_VERDICTS = {
    "reproduces": _Look("o", True, BLUE),
    "does_not_reproduce": _Look("X", True, PLUM),
    "bound_holds": _Look("o", False, BLUE),
}


def _marks(report: Report) -> list[Mark]:
    table = reconcile(report)
    counts = table["verdict"].value_counts()
    first = next(iter(report.observations.values()))
    marks: list[Mark] = []
    for row in table.to_dict("records"):
        # A part below its whole recomputes nothing: it stands in the note.
        if row["verdict"] not in _VERDICTS or row["kind"] == "subset":
            continue
        printed, value = float(row["printed_value"]), float(row["value"])
        name_zh, name_en = relation_names(report, row["id"], row["name_zh"], row["name_en"])
        ids = _ids(row, report)
        paragraphs = " ".join(dict.fromkeys(str(report[id_].paragraph) for id_ in ids.split()))
        like = mark_of(
            report, report.observations.get(row["printed_id"], first), row["verdict"], series=row["id"],
            label_zh=name_zh, label_en=name_en, status="computed", qualifier="exact", period="", value=value,
            low=float(row["low"]), high=float(row["high"]), position=value / printed * 100, unit=row["unit"], basis="",
            paragraphs=paragraphs, coverage_zh="", coverage_en="", decimals=_decimals(value, row["unit"]),
            place_zh=report.source["place_zh"], place_en=report.source["place_en"], observations=ids,
        )  # fmt: skip
        told = dataclasses.replace(
            like, role="printed", value=printed, low=float(row["printed_low"]), high=float(row["printed_high"]),
            position=100.0, status=row["printed_status"] or "definition", **_as_printed(row, report),
        )  # fmt: skip
        marks += [told, like]
    zh = (
        f"另有{counts.get('derived', 0)}项算得而无印出数可比,{counts.get('undecidable', 0)}项报告所印不足以判断,"
        f"{int((table['kind'] == 'subset').sum())}项部分与总体"
    )
    en = (
        f"Besides: {counts.get('derived', 0)} derived with nothing printed to test, "
        f"{counts.get('undecidable', 0)} undecidable, {int((table['kind'] == 'subset').sum())} parts beside their whole"
    )
    return [dataclasses.replace(mark, note_zh=zh, note_en=en) if i == 0 else mark for i, mark in enumerate(marks)]


def _ids(row: Mapping[Any, Any], report: Report) -> str:
    parts = row["operands"].replace("/", " ").split()
    return " ".join(id_ for id_ in [*parts, row["printed_id"]] if id_ in report.observations)


def _decimals(value: float, unit: str) -> int:
    return 0 if unit != "%" else 2 if value < 100 and value != round(value, 1) else 1


def _as_printed(row: Mapping[Any, Any], report: Report) -> dict[str, Any]:
    """Return how the printed number is shown."""
    if not row["printed_id"]:
        return {"decimals": 0}
    obs = report[row["printed_id"]]
    return {
        "decimals": max(0, -int(obs.value.as_tuple().exponent)), "observations": obs.id,
        "paragraphs": str(obs.paragraph), "qualifier": row["printed_qualifier"],
    }  # fmt: skip


def _pairs(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    printed = {mark.series: mark for mark in marks if mark.role == "printed"}
    again = {mark.series: mark for mark in marks if mark.role != "printed"}
    wrong = [f"{s}: {m.role}" for s, m in again.items() if m.role not in _VERDICTS or s not in printed]
    if wrong or set(printed) != set(again):
        raise ChartError(
            f"reconciliation: each relation needs a row 'printed' and a row with its verdict ({', '.join(_VERDICTS)}):",
            wrong or sorted(set(printed) ^ set(again)),
        )
    mixed = [f"{s}: {printed[s].unit} and {again[s].unit}" for s in again if printed[s].unit != again[s].unit]
    if mixed:
        raise ChartError("reconciliation: printed and recomputed need one unit; these differ:", mixed)
    return [(printed[series], again[series]) for series in again]


def _words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = _pairs(marks)
    differ = [again for _, again in pairs if again.role == "does_not_reproduce"]
    headline = pick(
        lang,
        f"{len(pairs)}处可核对的算术中,{len(differ)}处与印出的数不符",
        f"{len(differ)} of {len(pairs)} tests of the report's arithmetic differ from what is printed",
    )
    subtitle = pick(
        lang,
        f"{places(marks, lang)},由报告自身数据重算之数与印出之数之比,印出数=100(竖线);叉为不符,空心为只能检验界限",
        f"Recomputed from the report's own numbers relative to what it prints (line = 100), {places(marks, lang)}; "
        "cross: differs, hollow: only a bound can be tested",
    )
    return Words(headline, subtitle, (pick(lang, "两边都不改", "Neither side is corrected"),))


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = []
    for printed, again in _pairs(marks):
        shapes = tuple(
            shape_of(mark, printed.value, name)
            for mark, name in ((printed, pick(lang, "印出", "printed")), (again, pick(lang, "算得", "recomputed")))
        )
        sign = pick(lang, *QUALIFIERS[printed.qualifier].sign)
        texts = (sign + number_text(printed.shown, printed.unit, lang), number_text(again.shown, again.unit, lang))
        rows.append(Row(again.label(lang), shapes, (*texts, VERDICTS[again.role].in_(lang))))
    return Geometry("verdicts", tuple(rows), "", 0.0, 100.0, pick(lang, "印出数=100", "printed = 100"))


def draw_verdicts(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw what each row is recomputed to, with its interval, against the line of what is printed, and the verdict."""
    ax, em, lang = sheet.ax, sheet.em, sheet.lang
    texts = [_text(row, lang) for row in geometry.rows]
    if sheet.is_narrow:
        colon = pick(lang, ":", ": ")
        joined = [f"{row.name}{colon}{text}" for row, text in zip(geometry.rows, texts, strict=True)]
        rows, column = Rows(sheet, joined, above=True, mark=0.9), 0.8 * em
    else:
        rows = Rows(sheet, [row.name for row in geometry.rows], mark=0.7, widest=0.45)
        column = max(sheet.text_width(text) for text in texts) + 1.2 * em
    shapes = [row.shapes[1] for row in geometry.rows]
    furthest = max(100.0, *(shape.x for shape in shapes))
    fit_axis(ax, rows.width, [(furthest, 0, column), (100.0, 0, column)], low=0)
    if not sheet.is_narrow:
        ax.plot([100, 100], ax.get_ylim(), color=QUIET, linewidth=1, zorder=1)
    for i, (shape, text) in enumerate(zip(shapes, texts, strict=True)):
        y = rows.y(i)
        if sheet.is_narrow:
            ax.plot([100, 100], [y - 0.4, y + 0.4], color=QUIET, linewidth=1, zorder=1)
        if math.isfinite(shape.low) and math.isfinite(shape.high):
            ax.plot([shape.low, shape.high], [y, y], color=DARK, linewidth=1.4, marker="|", markersize=0.6 * em)
        if not sheet.is_narrow:
            sheet.note(text, furthest, y, dx=1.0 * em)
    _draw_verdicts(sheet, shapes, rows)
    if sheet.is_narrow or sheet.is_compact:
        ax.set_xticks([])
        return rows.frame()
    return rows.frame(bottom=sheet.own_ticks([0, 50, 100, *([150, 200] if furthest >= 200 else [])]))


def _text(row: Row, lang: str) -> str:
    printed, again, word = row.texts
    return pick(lang, f"算{again},印{printed}:{word}", f"{again} against {printed}: {word}")


def _draw_verdicts(sheet: Sheet, shapes: Sequence[Shape], rows: Rows) -> None:
    """Draw the recomputed numbers, colour and shape by verdict: what seaborn maps from tidy columns in one call."""
    import seaborn as sns  # here: only this chart pays for it

    verdicts = [shape.role for shape in shapes]
    points = {
        "x": [shape.x for shape in shapes],
        "y": [rows.y(i) for i in range(len(shapes))],
        "verdict": verdicts,
    }
    dots = {role: look for role, look in _VERDICTS.items() if role in verdicts}
    axes_labels = sheet.ax.get_xlabel(), sheet.ax.get_ylabel()
    sns.scatterplot(
        points, x="x", y="y", hue="verdict", style="verdict", hue_order=list(dots), style_order=list(dots),
        palette={role: look.colour if look.filled else "white" for role, look in dots.items()},
        markers={role: look.marker for role, look in dots.items()},
        s=(0.8 * sheet.em) ** 2, linewidth=1.3, legend=False, zorder=3, clip_on=False, ax=sheet.ax,
    )  # fmt: skip
    sheet.ax.set(xlabel=axes_labels[0], ylabel=axes_labels[1])
    sheet.ax.collections[-1].set_edgecolor([dots[shape.role].colour for shape in shapes])


CHARTS = (Chart("reconciliation", _marks, _words, _geometry, draw_verdicts, one_unit=False),)
