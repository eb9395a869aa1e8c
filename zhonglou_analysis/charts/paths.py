"""Where the digital economy's revenue came from, where it is meant to be, and where each printed rate would lead."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..arithmetic.scenarios import goal_scenarios
from ..arithmetic.targets import load_assumptions
from ..errors import ChartError, NotInReportError
from ..quantities.interval import Bounds
from ..quantities.lexicon import STATUSES
from ..reports.report import Report
from .chart import Chart
from .drawing import Sheet, arrow, dot, draw_key
from .geometry import Geometry, Row, Shape, key_of, shape_of
from .growth import base_basis, base_notes
from .layout import SPACING, Frame
from .lettering import punctuate
from .marks import area_names, computed, in_unit_of, mark_of
from .style import BAND, DARK_ENOUGH
from .table import Mark, rounded
from .words import Words, labelled, pick, places, prices_text, reaching, said, value_text

_DASHES: tuple[Any, ...] = ((0, (5, 2)), (0, (1.5, 1.5)), (0, (7, 2, 1.5, 2)), (0, (3, 1, 1, 1, 1, 1)), (0, (2, 4)))


# Said of every measured number of the year under review, or in the subtitle; small charts have no room for more.
_OF_ALL = ("rounding", "preliminary", "comparable_base")


def _marks(report: Report, goal: str | None = None) -> list[Mark]:
    declared, goal = load_assumptions(report), goal or _goal_of(report)
    marks = []
    for row in goal_scenarios(goal, report=report).to_dict("records"):
        operands = [mark_of(report, report[id_]) for id_ in row["operands"].split()]
        year = str(row["year"])
        if row["scenario"] == "printed":
            if row["status"] == "computed":
                value, bounds = Decimal(row["value"]), Bounds(Decimal(row["low"]), Decimal(row["high"]))
                marks.append(
                    computed(
                        operands[0],
                        value,
                        bounds,
                        operands,
                        role="printed",
                        period=year,
                        qualifier="near",
                        basis=base_basis(operands[0], operands[-1]),
                    )
                )
            else:
                marks.append(mark_of(report, report[row["operands"]], "printed"))
            continue
        said = declared.keys() - _OF_ALL  # a folder need not declare every assumption
        rules = {
            lang: "\n".join(declared[id_].text(lang, year) for id_ in row["assumptions"].split() if id_ in said)
            for lang in ("zh", "en")
        }
        name_zh, name_en = _scenario_names(report, row)
        marks.append(
            computed(
                operands[0], Decimal(row["value"]), None, operands, role=row["scenario"], status="projection",
                period=year, qualifier="near", series=row["scenario"], label_zh=name_zh, label_en=name_en,
                decimals=_decimals(row["value"]),
                assumptions=row["assumptions"], note_zh=rules["zh"], note_en=rules["en"],
                coverage_zh="", coverage_en="",
            )
        )  # fmt: skip
    return [in_unit_of(mark, marks[0].unit) for mark in marks]


def _decimals(value: Decimal) -> int:
    """Return how many decimals a projected level shows: 2.41万亿元, 24.1亿元, 433亿元."""
    return 2 if value < 10 else 1 if value < 100 else 0


def _goal_of(report: Report) -> str:
    """Return the level that is aimed at furthest ahead, and that the year of the report prints too."""
    levels = [obs for obs in report.observations.values() if obs.kind == "level" and obs.scope == report.place]
    printed = {obs.indicator for obs in levels if obs.period == report.year and obs.status != "target"}
    goals = [o for o in levels if o.status == "target" and o.period > report.target_year and o.indicator in printed]
    # A goal does not say whose prices it is in, and growth at constant prices leads to none in those of its year.
    goals = [o for o in goals if report.indicators[o.indicator].growth_prices != "constant"]
    if not goals:
        raise NotInReportError(
            "observations.csv holds no goal for a later year together with the level that it starts from, but where "
            "its growth is at constant prices."
        )
    return max(goals, key=lambda obs: obs.period).id


def _scenario_names(report: Report, row: Mapping[Any, Any]) -> tuple[str, str]:
    """Name a scenario by its rate and by whose rate it is."""
    rate = rounded(float(row["rate"]), 1).normalize()
    obs = report.observations.get(row["scenario"])
    floor = obs is not None and obs.qualifier == "at_least"
    if row["scenario"] == "required":  # a rounded number is no bound: that depends on the rounding of the start, too
        return _full(f"年均约{rate:f}%(达到目标所需)"), f"about {rate:f}% a year (required)"
    zh, en = f"年均{rate:f}%{'以上' * floor}", f"{'at least ' * floor}{rate:f}% a year"
    if obs is None:
        return zh, en
    status = STATUSES[obs.status]
    if obs.scope != report.place:
        name_zh, name_en = area_names(report, obs.scope)
        return _full(f"{zh}({name_zh}区{obs.period}年{status.zh})"), f"{en} ({name_en} area, {obs.period} {status.en})"
    return _full(f"{zh}({obs.period}年{status.zh})"), f"{en} ({obs.period} {status.en})"


def _full(text: str) -> str:
    return punctuate(text, "zh")


def printed_and_paths(marks: Sequence[Mark], chart: str) -> tuple[list[Mark], dict[str, list[Mark]]]:
    """Return what is printed, and each path by its series, by their years."""
    printed = sorted((mark for mark in marks if mark.role == "printed"), key=lambda mark: mark.period)
    paths: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.role != "printed":
            paths.setdefault(mark.series, []).append(mark)
    years = [mark.series for mark in marks if not mark.period.isdecimal()]
    if not printed or years:
        raise ChartError(f"{chart}: it needs rows of the role 'printed', and a year in every row:", years)
    return printed, {name: sorted(path, key=lambda mark: mark.period) for name, path in paths.items()}


def _words(marks: Sequence[Mark], lang: str) -> Words:
    printed, paths = printed_and_paths(marks, "digital_economy_path")
    goal, name = printed[-1], printed[-1].label(lang)
    required = paths.get("required")
    if required:
        rate = _rate(required[0].label(lang))
        headline = pick(
            lang,
            f"{name}{goal.period}年要{reaching(value_text(goal, lang))},须{rate.replace('年均', '年均增长')}",
            f"Reaching {said(goal, lang)} in {goal.period} takes growth of {rate}",
        )
    else:
        headline = pick(
            lang,
            f"{name}{goal.period}年目标{value_text(goal, lang)}",
            f"{name}: target {said(goal, lang)} for {goal.period}",
        )
    first = printed[0].period
    prices = prices_text(goal.basis, lang)
    matched = any("comparable_base" in mark.assumptions for mark in marks)
    subtitle = pick(
        lang,
        f"{places(printed, lang)}{name},{first}–{goal.period}年,{goal.unit}{',' if prices else ''}{prices};"
        f"虚线为按各增速{'(可比口径)' if matched else ''}推算,非预测",
        f"{name}, {places(printed, lang)}, {first}–{goal.period}{', ' if prices else ''}{prices}; dashed: "
        f"arithmetic at each rate{' (comparable base)' if matched else ''}, not a forecast",
    )
    started = [mark for mark in printed if mark.status == "computed"]
    return Words(headline, subtitle, tuple(base_notes(started, lang)))


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    printed, paths = printed_and_paths(marks, "digital_economy_path")
    goal = printed[-1].value if printed[-1].status == "target" else None
    return path_rows(printed, paths, lang, 0.0, goal)


def path_rows(
    printed: Sequence[Mark], paths: Mapping[str, Sequence[Mark]], lang: str, start: float | None, goal: float | None
) -> Geometry:
    """Return what is printed as the first row, and each path as a row, the lowest end first."""
    ordered = sorted(paths.values(), key=lambda path: path[-1].value)
    rows = [
        Row(path[0].label(lang), tuple(shape_of(mark, name=mark.period) for mark in path),
            tuple((value_text if path is not printed else labelled)(mark, lang) for mark in path))
        for path in (printed, *ordered)
    ]  # fmt: skip
    bands = [shape for row in rows[1:] for shape in row.shapes if shape.band]
    return Geometry("paths", tuple(rows), printed[-1].unit, start, goal, key=key_of(bands, lang, statuses=False))


def draw_paths(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw the levels as marks and each path as a dashed line with its label at the end."""
    printed, paths = geometry.rows[0], geometry.rows[1:]
    ax, em, short = sheet.ax, sheet.em, sheet.is_compact
    years = sorted({int(shape.name) for row in geometry.rows for shape in row.shapes})
    left = 0.5 * em + sheet.text_width(str(years[0])) / 2
    above, beneath = draw_key(sheet, geometry.key, left) or 1.4 * em, (SPACING + 0.6) * em
    height = (sheet.room - above - beneath) if sheet.room else max(15.0, 2.9 * len(paths) + 5) * em
    levels = [x for row in geometry.rows for s in row.shapes for x in (s.x, *((s.low, s.high) if s.band else ()))]
    low, top = min(0.0, *levels), 1.1 * max(levels)
    falls = bool(paths) and max(row.shapes[-1].x for row in paths) < printed.shapes[-1].x
    if geometry.start is None:  # room for the label of the first mark, on the side where no path leaves
        below, upper = (min(0.4, need * em / height) for need in ((1.0, 2.8) if falls else (2.6, 1.0)))
        scale = ((max(levels) - min(levels)) or 1.0) / (1 - below - upper)
        low, top = min(levels) - below * scale, max(levels) + upper * scale
    ax.set_ylim(low, top)
    texts = [f"{row.texts[-1]}\n{_rate(row.name) if short else row.name}" for row in paths]
    column = max((sheet.text_width(text) for text in texts), default=0.0) + 2.4 * em
    ax.set_xlim(years[0], years[-1] if len(years) > 1 else years[0] + 1)
    if geometry.reference is not None:
        ax.plot(years[:1] + years[-1:], [geometry.reference] * 2, color=sheet.theme.quiet, linewidth=0.8, zorder=0.5)
    colours = _draw_lines(sheet, printed, paths)
    _label_ends(sheet, [row.shapes[-1] for row in paths], texts, colours, years[-1], height / (top - low))
    _draw_levels(sheet, printed, years[0], left, sheet.width - left - column, falls)
    box = sheet.width - left - column
    apart = math.ceil((sheet.text_width(str(years[0])) + 0.6 * em) * (years[-1] - years[0]) / max(box, em)) or 1
    told = [year for year in years if (year - years[0]) % apart == 0 and years[-1] - year >= apart] + years[-1:]
    ax.set_xticks(told, [str(year) for year in told])
    ax.set_yticks([])
    sheet.show_axis()
    notes = tuple(row.name for row in paths) if short else ()
    least = max(8.0, 2.8 * len(paths)) * em
    tight = box < 8 * em
    return Frame(left, column, above, beneath, height, least, notes=notes, tight=tight)


def _draw_lines(sheet: Sheet, printed: Row, paths: Sequence[Row]) -> list[Any]:
    colours = []
    for number, (row, dashes) in enumerate(zip(paths, _DASHES * len(paths), strict=False)):
        years = [int(shape.name) for shape in row.shapes]
        colour = sheet.theme.colour("projection", row.shapes[0].mark.series, place=DARK_ENOUGH[number % 4])
        colours.append(sheet.theme.seen(colour, 4.5))
        sheet.ax.plot(years, [shape.x for shape in row.shapes], color=colours[-1], linestyle=dashes, zorder=2)
        if any(shape.band for shape in row.shapes):
            lows, highs = zip(*((s.low, s.high) if s.band else (s.x, s.x) for s in row.shapes), strict=True)
            sheet.ax.fill_between(years, lows, highs, facecolor=BAND, edgecolor=colours[-1], linewidth=0.6, zorder=0.6)
    years = [int(shape.name) for shape in printed.shapes if shape.fill != "hollow"]
    levels = [shape.x for shape in printed.shapes if shape.fill != "hollow"]
    sheet.ax.plot(years, levels, color=sheet.theme.quiet, linewidth=1.4, zorder=1)
    return colours


def _draw_levels(sheet: Sheet, printed: Row, first: int, left: float, width: float, falls: bool) -> None:
    em = sheet.em
    for shape, text in zip(printed.shapes, printed.texts, strict=True):
        x = int(shape.name)
        dot(sheet, shape, shape.x, 0.85, x=float(x))
        if shape.arrow == "up":
            arrow(sheet.ax, x, shape.x, 1.9 * em, sheet.colour(shape), up=True)
        # The first below its mark, the others above, to the left of an arrow: the paths leave to the upper right.
        if shape is printed.shapes[-1] and x > first:
            sheet.note(text, x, shape.x, dx=-0.9 * em, dy=1.0 * em, ha="right")
        elif x == first and falls:  # the paths leave to the lower right
            sheet.note(text, x, shape.x, dx=0.9 * em, dy=1.2 * em)
        elif x == first:
            sheet.note(text, x, shape.x, dx=0.6 * em - left, dy=-1.4 * em, ha="left")
        else:
            at = (x - first) / (sheet.ax.get_xlim()[1] - first) * width
            short = at + left < sheet.text_width(text)  # then it starts at the edge of the page
            dx = -at - left if short else 0.4 * em
            sheet.note(text, x, shape.x, dx=dx, dy=(1.9 if short else 1.3) * em, ha="left" if short else "right")


def _label_ends(
    sheet: Sheet, ends: Sequence[Shape], texts: Sequence[str], colours: Sequence[Any], x: int, scale: float
) -> None:  # fmt: skip
    """Label the paths at their ends in their colours, moved apart where they would touch, with a line to each."""
    em = sheet.em
    need = 2.8 * em
    at: list[float] = []
    for shape in ends:
        at.append(max(shape.x * scale, at[-1] + need) if at else shape.x * scale)
    limit = sheet.ax.get_ylim()[1] * scale + 0.9 * em
    for i in range(len(at) - 1, -1, -1):
        at[i] = min(at[i], limit - need / 2 - (len(at) - 1 - i) * need)
    for shape, text, y, colour in zip(ends, texts, at, colours, strict=True):
        dy = y - shape.x * scale
        sheet.ax.annotate(
            "", (x, shape.x), (1.6 * em, dy), "data", "offset points", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 3},
        )  # fmt: skip
        sheet.note(text, x, shape.x, dx=1.9 * em, dy=dy, va="center", color=colour)


def _rate(label: str) -> str:
    """Return the rate in a scenario's name, without whose rate it is."""
    return re.split(r"[(\uff08]", label)[0].strip()


CHARTS = (Chart("digital_economy_path", _marks, _words, _geometry, draw_paths),)
