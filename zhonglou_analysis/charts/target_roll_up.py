"""The functional areas' targets against the district's: what is allocated, to whom, and what is not."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from ..arithmetic.relations import KINDS, read_relations
from ..errors import ChartError
from ..reports.report import Report
from .chart import Chart
from .colours import readable_on
from .drawing import Rows, Sheet
from .geometry import Geometry, Row, shape_of
from .layout import Frame
from .marks import computed, mark_of
from .names import area_names
from .style import BLUE, LILAC, ORANGE, PLUM, TEAL
from .table import Mark
from .words import Words, number_text, periods, pick, places, value_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_COLOURS = (BLUE, TEAL, LILAC, ORANGE, PLUM)


def _marks(report: Report) -> list[Mark]:
    marks: list[Mark] = []
    for relation in read_relations(report):
        if relation.row["kind"] != "roll_up" or relation.row["expected"] not in ("reproduces", "bound_holds"):
            continue
        assert relation.tested is not None
        assert relation.tested.obs is not None
        whole = mark_of(report, relation.tested.obs, "district", position=100.0)
        zh, _, en = relation.because.partition(" / ")
        areas: dict[str, list[Mark]] = {}
        for term in relation.terms:
            assert term.obs is not None
            part = mark_of(
                report, term.obs, term.obs.scope, series=whole.series, label_zh=whole.label_zh, label_en=whole.label_en
            )
            areas.setdefault(term.obs.scope, []).append(part)
        parts = []
        for scope, found in areas.items():
            value = math.fsum(mark.value for mark in found)
            name_zh, name_en = area_names(report, scope)
            joined = (
                computed(found[0], relation.terms[0].value, None, found, status="target", decimals=whole.decimals)
                if len(found) > 1
                else found[0]
            )
            parts.append(
                dataclasses.replace(
                    joined, role=scope, value=value, position=value / whole.value * 100,
                    place_zh=name_zh, place_en=name_en, coverage_zh="", coverage_en="",
                    note_zh=zh, note_en=en[:1].upper() + en[1:],
                )
            )  # fmt: skip
        result = KINDS["roll_up"].compute(relation)
        rest = relation.tested.value - result.value
        if rest > 0:
            left = computed(whole, rest, None, [whole, *parts], role="unallocated", decimals=whole.decimals)
            parts.append(dataclasses.replace(left, position=float(rest) / whole.value * 100))
        marks += [whole, *parts]
    return marks


def _rows_of(marks: Sequence[Mark]) -> list[tuple[Mark, list[Mark]]]:
    rows = []
    for series in dict.fromkeys(mark.series for mark in marks):
        own = [mark for mark in marks if mark.series == series]
        whole = [mark for mark in own if mark.role == "district"]
        if len(whole) != 1 or len({mark.unit for mark in own}) > 1:
            raise ChartError(
                f"target_roll_up: {series} needs one row of the role 'district' and one unit; it has "
                f"{len(whole)} and {', '.join(dict.fromkeys(mark.unit for mark in own))}."
            )
        rows.append((whole[0], [mark for mark in own if mark.role != "district"]))
    return rows


def _words(marks: Sequence[Mark], lang: str) -> Words:
    rows = _rows_of(marks)
    full = sum(not any(part.role == "unallocated" for part in parts) for _, parts in rows)
    wholes = [whole for whole, _ in rows]
    year, place = periods(wholes), places(wholes, lang)
    headline = pick(
        lang,
        f"{len(rows)}项{year}年全区目标中,{full}项已全部落到功能区",
        f"{full} of {len(rows)} district targets for {year} are fully allocated to areas",
    )
    subtitle = pick(
        lang,
        f"{place}各功能区{year}年目标占全区目标的比重,全区目标=100%;条纹为报告未分配的部分",
        f"Targets of the areas as a share of the target of {place}, {year}, district = 100%; stripes: not allocated",
    )
    note = pick(
        lang,
        "范围或口径不同的目标(招引与认定等)不作加总",
        "Targets of unlike scope or verb (attract, recognise) are not added",
    )
    return Words(headline, subtitle, (note,))


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = []
    for whole, parts in _rows_of(marks):
        shapes = tuple(
            shape_of(
                part, 100 / whole.value, _part_name(part, lang), "striped" if part.role == "unallocated" else "solid"
            )
            for part in parts
        )
        name = f"{whole.label(lang)} {value_text(whole, lang)}"
        rows.append(Row(name, shapes, tuple(value_text(part, lang) for part in parts)))
    return Geometry("parts", tuple(rows), "%", 0.0, 100.0)


def _part_name(mark: Mark, lang: str) -> str:
    if mark.role == "unallocated":
        return pick(lang, "未分配", "not allocated")
    return mark.place_zh if lang == "zh" else mark.place_en


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    data, lang, ax = _rows_of(marks), sheet.lang, sheet.ax
    wholes = [f"{whole.label(lang)}{pick(lang, ' ', ' ')}{value_text(whole, lang)}" for whole, _ in data]
    tables = [
        pick(lang, "、", ", ").join(f"{_part_name(part, lang)}{_number(part, lang)}" for part in parts)
        for _, parts in data
    ]
    if sheet.is_compact:
        names = [f"{whole}{pick(lang, ':', ': ')}{table}" for whole, table in zip(wholes, tables, strict=True)]
        rows = Rows(sheet, names, above=True, mark=0.8)
    else:
        rows = Rows(sheet, wholes)
    roles = [role for role in dict.fromkeys(mark.role for mark in marks) if role not in ("district", "unallocated")]
    colours = dict(zip(roles, _COLOURS * len(roles), strict=False))
    most = max(100.0, *(math.fsum(part.position for part in parts) for _, parts in data))
    ax.set_xlim(0, most)
    for i, (_, parts) in enumerate(data):
        start = 0.0
        for part in parts:
            if part.role == "unallocated":
                rows.bar(i, start, start + part.position, "unallocated")
            else:
                ax.add_patch(
                    Rectangle((start, rows.y(i) - rows.thickness / 2), part.position, rows.thickness,
                              facecolor=colours[part.role], edgecolor="white", linewidth=0.8)
                )  # fmt: skip
            if not sheet.is_compact:
                _label(sheet, rows, part, start, rows.y(i), colours.get(part.role, "white"), most)
            start += part.position
    ax.set_xticks([])
    return rows.frame()


def _number(part: Mark, lang: str) -> str:
    return f" {value_text(part, lang)}" if lang == "en" else value_text(part, lang)


def _label(sheet: Sheet, rows: Rows, part: Mark, start: float, y: float, colour: str, most: float) -> None:
    """Write name and number of a part into it; if it is too narrow for both, its number."""
    number = number_text(part.shown, part.unit, sheet.lang)
    room = part.position / most * rows.width - 0.3 * sheet.em
    choices = (f"{_part_name(part, sheet.lang)}{_number(part, sheet.lang)}", number, f"{part.shown:f}")
    text = next((choice for choice in choices if sheet.text_width(choice) <= room), "")
    if not text:
        return
    behind = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    sheet.ax.annotate(
        text, (start + part.position / 2, y), ha="center", va="center", fontsize=sheet.em, color=readable_on(colour),
        bbox=behind if part.role == "unallocated" else None,
    )  # fmt: skip


CHART = Chart("target_roll_up", _marks, _words, _geometry, _draw, one_unit=False)


def target_roll_up_table(report: Report | None = None) -> pd.DataFrame:
    """Return the district's targets, the areas' targets under each, and what is not allocated.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; role ``district``, the
        id of an area, or ``unallocated``. ``position`` is the share of the district's target in %.

    Examples
    --------
    >>> table = target_roll_up_table()
    >>> row = table[table["series"] == "high_tech_firms_added"]
    >>> row[["role", "value"]].to_string(index=False, header=False).split()[::2]
    ['district', 'old_city', 'digital_economy', 'two_lakes', 'unallocated']
    """
    return CHART.table(report)


def plot_target_roll_up(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw each district target as a bar of 100 %, filled by the areas' targets, striped where nothing is allocated.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`target_roll_up_table`; by default the report's own.
    ax : Axes, optional
        Where to draw; by default a new figure of the size of the :func:`chart_style` in force.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ChartError
        If a column is missing, a mark stands twice, or a series lacks its district target.

    Examples
    --------
    >>> ax = plot_target_roll_up(lang="en")
    >>> ax.get_figure().texts[0].get_text()
    '3 of 6 district targets for 2023 are fully allocated to areas'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
