"""Where the digital economy's revenue came from, where it is meant to be, and where each printed rate would lead."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..arithmetic.scenarios import goal_scenarios
from ..arithmetic.targets import load_assumptions
from ..errors import ChartError
from ..quantities.interval import Bounds
from ..quantities.lexicon import STATUSES
from ..reports.report import Report
from .chart import Chart
from .drawing import Sheet, arrow, dot
from .geometry import Geometry, Row, Shape, shape_of
from .layout import SPACING, Frame
from .lettering import punctuate
from .style import BLUE, DARK, ORANGE, PLUM, QUIET, TEAL
from .table import Mark, area_names, computed, mark_of, rounded
from .words import Words, labelled, phrase, pick, places, prices_text, value_text

_COLOURS = (TEAL, PLUM, BLUE, ORANGE, DARK)
_DASHES: tuple[Any, ...] = ((0, (5, 2)), (0, (1.5, 1.5)), (0, (7, 2, 1.5, 2)), (0, (3, 1, 1, 1, 1, 1)), (0, (2, 4)))


# Said of every measured number of the year under review, or in the subtitle; small charts have no room for more.
_OF_ALL = ("rounding", "preliminary", "comparable_base")


def _marks(report: Report, goal: str | None = None) -> list[Mark]:
    declared = load_assumptions(report)
    marks = []
    for row in goal_scenarios(goal, report=report).to_dict("records"):
        operands = [mark_of(report, report[id_]) for id_ in row["operands"].split()]
        year = str(row["year"])
        if row["scenario"] == "printed":
            if row["status"] == "computed":
                value, bounds = Decimal(row["value"]), Bounds(Decimal(row["low"]), Decimal(row["high"]))
                marks.append(
                    computed(operands[0], value, bounds, operands, role="printed", period=year, qualifier="near")
                )
            else:
                marks.append(mark_of(report, report[row["operands"]], "printed"))
            continue
        rules = {
            lang: "\n".join(declared[id_].text(lang, year) for id_ in row["assumptions"].split() if id_ not in _OF_ALL)
            for lang in ("zh", "en")
        }
        name_zh, name_en = _scenario_names(report, row)
        marks.append(
            computed(
                operands[0], Decimal(row["value"]), None, operands, role=row["scenario"], status="projection",
                period=year, qualifier="near", series=row["scenario"], label_zh=name_zh, label_en=name_en, decimals=0,
                assumptions=row["assumptions"], note_zh=rules["zh"], note_en=rules["en"],
                coverage_zh="", coverage_en="",
            )
        )  # fmt: skip
    return marks


def _scenario_names(report: Report, row: Mapping[Any, Any]) -> tuple[str, str]:
    """Name a scenario by its rate and by whose rate it is."""
    rate = rounded(float(row["rate"]), 1).normalize()
    if row["scenario"] == "required":
        return _full(f"年均{rate:f}%(达到目标所需)"), f"{rate:f}% a year (required)"
    obs = report.observations.get(row["scenario"])
    if obs is None:
        return f"年均{rate:f}%", f"{rate:f}% a year"
    zh, en = STATUSES[obs.status]
    if obs.scope != "district":
        name_zh, name_en = area_names(report, obs.scope)
        return _full(
            f"年均{rate:f}%({name_zh}区{obs.period}年{zh})"
        ), f"{rate:f}% a year ({name_en} area, {obs.period} {en})"
    return _full(f"年均{rate:f}%({obs.period}年{zh})"), f"{rate:f}% a year ({obs.period} {en})"


def _full(text: str) -> str:
    return punctuate(text, "zh")


def _parts(marks: Sequence[Mark]) -> tuple[list[Mark], dict[str, list[Mark]]]:
    printed = sorted((mark for mark in marks if mark.role == "printed"), key=lambda mark: mark.period)
    paths: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.role != "printed":
            paths.setdefault(mark.series, []).append(mark)
    years = [mark.series for mark in marks if not mark.period.isdecimal()]
    if not printed or years:
        raise ChartError("digital_economy_path: it needs rows of the role 'printed', and a year in every row:", years)
    return printed, {name: sorted(path, key=lambda mark: mark.period) for name, path in paths.items()}


def _words(marks: Sequence[Mark], lang: str) -> Words:
    printed, paths = _parts(marks)
    goal, name = printed[-1], printed[-1].label(lang)
    required = paths.get("required")
    rate = _rate(required[0].label(lang)) if required else ""
    if required:
        headline = pick(
            lang,
            f"{goal.period}年达到{phrase(goal, lang)},需{rate}增长",
            f"Reaching {phrase(goal, lang)} in {goal.period} takes growth of {rate}",
        )
    else:
        headline = pick(
            lang,
            f"{name}{goal.period}年目标{value_text(goal, lang)}",
            f"{name}: target {value_text(goal, lang)} for {goal.period}",
        )
    first = printed[0].period
    matched = any("comparable_base" in mark.assumptions for mark in marks)
    subtitle = pick(
        lang,
        f"{places(printed, lang)}{name},{first}–{goal.period}年,{goal.unit},{prices_text(goal.basis, lang)};"
        f"虚线为按各增速{'(可比口径)' if matched else ''}推算,非预测",
        f"{name}, {places(printed, lang)}, {first}–{goal.period}, {prices_text(goal.basis, lang)}; dashed: "
        f"arithmetic at each rate{' (comparable base)' if matched else ''}, not a forecast",
    )
    return Words(headline, subtitle)


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    printed, paths = _parts(marks)
    ordered = sorted(paths.values(), key=lambda path: path[-1].value)
    rows = [
        Row(path[0].label(lang), tuple(shape_of(mark, name=mark.period) for mark in path),
            tuple(labelled(mark, lang) for mark in path))
        for path in (printed, *ordered)
    ]  # fmt: skip
    return Geometry("paths", tuple(rows), printed[-1].unit, 0.0, printed[-1].value)


def draw_paths(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw the levels as marks and each path as a dashed line with its label at the end."""
    printed, paths = geometry.rows[0], geometry.rows[1:]
    ax, em, short = sheet.ax, sheet.em, sheet.is_compact
    height = (sheet.room - 2.2 * em) if sheet.room else max(17.0, 3.0 * len(paths) + 5) * em
    _draw_lines(sheet, printed, paths)
    years = sorted({int(shape.name) for row in geometry.rows for shape in row.shapes})
    top = max(shape.x for row in geometry.rows for shape in row.shapes) * 1.08
    ax.set_ylim(0, top)
    texts = [
        f"{value_text(row.shapes[-1].mark, sheet.lang)}\n{_rate(row.name) if short else row.name}" for row in paths
    ]
    column = max((sheet.text_width(text) for text in texts), default=0.0) + 2.4 * em
    left = 0.5 * em + sheet.text_width(str(years[0])) / 2
    box = sheet.width - left - (column if sheet.own else 0)
    reach = years[-1] if sheet.own else years[0] + (years[-1] - years[0]) * box / max(box - column, 0.3 * box)
    ax.set_xlim(years[0], reach)
    _label_ends(sheet, [row.shapes[-1] for row in paths], texts, years[-1], height / top)
    _draw_levels(sheet, printed, years[0], left)
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(True)
    right = column if sheet.own else 0.0
    notes = tuple(row.name for row in paths) if short else ()
    return Frame(left=left, right=right, top=em, bottom=(SPACING + 0.6) * em, height=height, least=9 * em, notes=notes)


def _draw_lines(sheet: Sheet, printed: Row, paths: Sequence[Row]) -> None:
    for row, colour, dashes in zip(paths, _COLOURS * len(paths), _DASHES * len(paths), strict=False):
        years = [int(shape.name) for shape in row.shapes]
        sheet.ax.plot(years, [shape.x for shape in row.shapes], color=colour, linestyle=dashes, zorder=2)
    years = [int(shape.name) for shape in printed.shapes[:-1]]
    sheet.ax.plot(years, [shape.x for shape in printed.shapes[:-1]], color=QUIET, linewidth=1.4, zorder=1)


def _draw_levels(sheet: Sheet, printed: Row, first: int, left: float) -> None:
    em = sheet.em
    for shape, text in zip(printed.shapes, printed.texts, strict=True):
        x = int(shape.name)
        dot(sheet.ax, dataclasses.replace(shape, x=float(x)), shape.x, em, scale=0.9)
        if shape.arrow == "up":
            arrow(sheet.ax, x, shape.x, 2 * em, up=True)
        # The first below its mark, the others above, to the left of an arrow: the paths leave to the upper right.
        if shape is printed.shapes[-1]:
            sheet.note(text, x, shape.x, dx=-0.9 * em, dy=0.6 * em, ha="right", va="bottom")
        elif x == first:
            sheet.note(text, x, shape.x, dx=0.6 * em - left, dy=-0.8 * em, ha="left", va="top")
        else:
            sheet.note(text, x, shape.x, dx=0.4 * em, dy=0.8 * em, ha="right", va="bottom")


def _label_ends(sheet: Sheet, ends: Sequence[Shape], texts: Sequence[str], x: int, scale: float) -> None:
    """Label the paths at their ends, moved apart where they would touch, each with a line to its path."""
    em = sheet.em
    need = 2 * SPACING * em + 0.3 * em
    at: list[float] = []
    for shape in ends:
        at.append(max(shape.x * scale, at[-1] + need) if at else shape.x * scale)
    limit = sheet.ax.get_ylim()[1] * scale + 0.6 * em
    for i in range(len(at) - 1, -1, -1):
        at[i] = min(at[i], limit - need / 2 - (len(at) - 1 - i) * need)
    for shape, text, y, colour in zip(ends, texts, at, _COLOURS * len(ends), strict=False):
        dy = y - shape.x * scale
        sheet.ax.annotate(
            "", (x, shape.x), (1.6 * em, dy), "data", "offset points", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 3},
        )  # fmt: skip
        sheet.note(text, x, shape.x, dx=1.8 * em, dy=dy)


def _rate(label: str) -> str:
    """Return the rate in a scenario's name, without whose rate it is."""
    return re.split(r"[(\uff08]", label)[0].strip()


CHARTS = (Chart("digital_economy_path", _marks, _words, _geometry, draw_paths),)
