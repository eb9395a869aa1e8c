"""A plan as a DrawingML chart: the one XML that slides, pages and sheets hold, and the data sheet behind it.

Numbers are references to cells where a writer names them, with the numbers cached beside, so that a chart is drawn
before its sheet is opened and stays editable after.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import chain, count
from xml.sax.saxutils import escape, quoteattr

from ..charts.words import pick
from .package import language_of
from .plan import Plan, Point, Series

FACE = "Microsoft YaHei"  # the English name, known to every office program; one face for both scripts
_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FACES = f'<a:latin typeface="{FACE}"/><a:ea typeface="{FACE}"/>'
_PLACES = {"right": "r", "left": "l", "above": "t", "below": "b", "middle": "ctr", "base": "inBase"}

Refer = Callable[[int, str], str | None]
Cells = list[list[str | float | None]]


def chart_xml(plan: Plan, lang: str, refer: Refer, outer: str = "") -> str:
    """Return a chart part; ``refer`` gives the cells of a series' field, ``outer`` the relation to its workbook."""
    body = _bar_chart(plan, lang, refer) if plan.kind == "bars" else _point_chart(plan, lang, refer)
    data = f'<c:externalData r:id="{outer}"><c:autoUpdate val="0"/></c:externalData>' if outer else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NS}><c:date1904 val="0"/>'
        f'<c:lang val="{language_of(lang)}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_layout(plan)}{body}<c:spPr><a:noFill/></c:spPr></c:plotArea>'
        f'{_legend(plan)}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"<c:txPr>{_body()}<a:p><a:pPr>{_run(plan.em, '#1A1A1A', 'defRPr')}</a:pPr>"
        f'<a:endParaRPr lang="{language_of(lang)}"/></a:p></c:txPr>{data}</c:chartSpace>'
    )


def data_cells(plan: Plan, lang: str, sheet: str = "Sheet1") -> tuple[Cells, Refer]:
    """Return the cells behind a chart, heads in the first row, and where each field of each series stands."""
    columns: list[list[str | float | None]] = []
    places: dict[tuple[int, str], str] = {}
    heads: set[str] = set()

    def column(series: int, field: str, head: str, cells: Sequence[str | float | None]) -> None:
        letter = _letter(len(columns))
        name = next(text for text in chain([head], (f"{head} {n}" for n in count(2))) if text not in heads)
        heads.add(name)
        columns.append([name, *cells])
        places[series, field] = f"'{sheet}'!${letter}$2:${letter}${len(cells) + 1}"
        if field == "value":
            places[series, "name"] = f"'{sheet}'!${letter}$1"

    if plan.kind == "bars":
        column(-1, "category", pick(lang, "行", "row"), list(plan.names))
        for i, series in enumerate(plan.series):
            column(i, "value", series_name(series, lang), [_number(point.x) for point in series.points])
            for field, word in (("up", pick(lang, "向上", "up")), ("down", pick(lang, "向下", "down"))):
                if any(getattr(series, field)):
                    column(i, field, f"{series_name(series, lang)} {word}", list(getattr(series, field)))
    else:
        for i, series in enumerate(plan.series):
            column(i, "x", f"{series_name(series, lang)} x", _padded(plan, [point.x for point in series.points]))
            column(i, "value", f"{series_name(series, lang)} y", _padded(plan, [point.y for point in series.points]))
    length = max(map(len, columns))
    grid: Cells = [[column[row] if row < len(column) else None for column in columns] for row in range(length)]
    return grid, lambda i, field: places.get((i, field))


_HELPERS = {
    "": ("数值", "value"), "arrow": ("箭头", "arrow"), "axis": ("横轴", "axis"), "bounds": ("界限", "bounds"),
    "ceiling": ("上限箭头", "ceiling"), "edge": ("标记边", "edge"), "floor": ("下限箭头", "floor"),
    "goal": ("目标", "goal"), "label": ("标注", "label"), "leader": ("引线", "leader"), "name": ("行名", "row name"),
    "pair": ("连线", "pair"), "reference": ("参照线", "reference"), "room": ("留白", "room"), "year": ("年份", "year"),
}  # fmt: skip


def series_name(series: Series, lang: str) -> str:
    """Return the name of a series for a reader of its sheet; a helper says what it is for."""
    return pick(lang, *_HELPERS[series.name]) if series.name in _HELPERS else series.name


def _padded(plan: Plan, values: Sequence[float]) -> list[float | None]:
    """Return numbers with blanks behind them: LibreOffice leaves out a series that is shorter than its neighbours."""
    longest = max(len(series.points) for series in plan.series)
    return [*map(_number, values), *[None] * (longest - len(values))]


def _letter(number: int) -> str:
    """Return the name of a column: A, B, …, Z, AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


# --- the two kinds ----------------------------------------------------------------------------------------------------


def _bar_chart(plan: Plan, lang: str, refer: Refer) -> str:
    category = _strings("cat", plan.names, refer(-1, "category"))
    parts = []
    for i, series in enumerate(plan.series):
        seen = [point for point in series.points if point.fill != "none"]
        colour = seen[0].colour if seen else ""
        fill = _fill(seen[0].fill, colour) if seen and len({p.fill for p in seen}) == 1 else _fill("solid", colour)
        points = "".join(
            f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{_fill(point.fill, point.colour)}</c:spPr></c:dPt>"
            for n, point in enumerate(series.points)
            if seen and point.fill != "none" and math.isfinite(point.x)
        )
        values = [_number(point.x) for point in series.points]
        parts.append(
            f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/>{_name(series_name(series, lang), refer(i, "name"))}'
            f"<c:spPr>{fill if seen else _fill('none', '')}</c:spPr>"
            f'<c:invertIfNegative val="0"/>{points}{_labels(series, plan.em, lang)}{_error_bars(i, series, refer)}'
            f"{category}{_numbers('val', values, refer(i, 'value'))}</c:ser>"
        )
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{"".join(parts)}<c:gapWidth val="55"/><c:overlap val="100"/><c:axId val="111"/><c:axId val="222"/>'
        "</c:barChart>"
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f"<c:txPr>{_body()}<a:p><a:pPr>{_run(plan.em, '#1A1A1A', 'defRPr')}</a:pPr><a:endParaRPr/></a:p></c:txPr>"
        '<c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f"{_value_axis(222, 111, 'b', plan.low, plan.high)}"
    )


def _point_chart(plan: Plan, lang: str, refer: Refer) -> str:
    parts = []
    for i, series in enumerate(plan.series):
        first = next((p for p in series.points if p.marker), None)
        points = "".join(
            f'<c:dPt><c:idx val="{n}"/>{_marker(point)}<c:bubble3D val="0"/></c:dPt>'
            for n, point in enumerate(series.points)
            if first and (point.marker, point.fill, point.colour) != (first.marker, first.fill, first.colour)
        )
        parts.append(
            f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/>{_name(series_name(series, lang), refer(i, "name"))}'
            f"<c:spPr>{_line(series)}</c:spPr>{_marker(first)}{points}{_labels(series, plan.em, lang)}"
            f"{_numbers('xVal', _padded(plan, [p.x for p in series.points]), refer(i, 'x'))}"
            f"{_numbers('yVal', _padded(plan, [p.y for p in series.points]), refer(i, 'value'))}"
            '<c:smooth val="0"/></c:ser>'
        )
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{"".join(parts)}<c:axId val="111"/><c:axId val="222"/></c:scatterChart>'
        f"{_value_axis(111, 222, 'b', plan.low, plan.high)}{_value_axis(222, 111, 'l', plan.bottom, plan.top)}"
    )


def _value_axis(own: int, other: int, side: str, start: float, end: float) -> str:
    """Return an axis that is there but not seen: every mark carries its number."""
    low, high = sorted((start, end))
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="{"maxMin" if start > end else "minMax"}"/>'
        f'<c:max val="{high:.10g}"/><c:min val="{low:.10g}"/></c:scaling><c:delete val="1"/><c:axPos val="{side}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{other}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


# --- pieces -----------------------------------------------------------------------------------------------------------


def frame_top(plan: Plan) -> float:
    """Return how much of a chart's height stands above its axes' box, in points."""
    has_head = plan.kind == "points" and plan.names and any(series.name == "reference" for series in plan.series)
    return 1.3 * plan.em if has_head else 0


def frame_bottom(plan: Plan) -> float:
    """Return how much of a chart's height its legend takes, in points."""
    return 1.9 * plan.em if plan.has_legend else 0


def fill_xml(fill: str, colour: str) -> list[str]:
    """Return the fill and the edge of a shape of its own, as elements."""
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return [
        re.sub(r"^<a:(\w+)", rf"<a:\1 {space}", part)
        for part in re.findall(r"<a:(?:solidFill|pattFill|noFill).*?(?=<a:ln\b)|<a:ln\b.*", _fill(fill, colour))
    ]


def _layout(plan: Plan) -> str:
    """Return where the axes' box stands in the frame, so that widths computed for it hold in every program."""
    x = plan.left / plan.width if plan.kind == "bars" else 0.0
    below, above = frame_bottom(plan) / plan.height, frame_top(plan) / plan.height
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{above:.4f}"/><c:w val="{1 - x:.4f}"/><c:h val="{1 - below - above:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _legend(plan: Plan) -> str:
    if not plan.has_legend:
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>'
        for i, series in enumerate(plan.series)
        if not series.legend
    )
    return f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/></c:legend>'


def _name(name: str, ref: str | None) -> str:
    return f"<c:tx><c:v>{escape(name)}</c:v></c:tx>" if ref is None else _strings("tx", [name], ref)


def _strings(tag: str, texts: Sequence[str], ref: str | None) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>' for i, text in enumerate(texts))
    return _cached(tag, "str", f'<c:ptCount val="{len(texts)}"/>{points}', ref)


def _numbers(tag: str, values: Sequence[float | None], ref: str | None) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{v:.16g}</c:v></c:pt>' for i, v in enumerate(values) if v is not None)
    return _cached(tag, "num", f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}', ref)


def _cached(tag: str, kind: str, cache: str, ref: str | None) -> str:
    """Return texts or numbers as they are, or as the cells that they stand in with a copy beside."""
    if ref is None:
        return f"<c:{tag}><c:{kind}Lit>{cache}</c:{kind}Lit></c:{tag}>"
    inner = f"<c:f>{escape(ref)}</c:f><c:{kind}Cache>{cache}</c:{kind}Cache>"
    return f"<c:{tag}><c:{kind}Ref>{inner}</c:{kind}Ref></c:{tag}>"


def _error_bars(i: int, series: Series, refer: Refer) -> str:
    ups, downs = any(series.up), any(series.down)
    if not (ups or downs):
        return ""
    kind = "both" if ups and downs else "plus" if ups else "minus"
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if series.arrow else ""
    plus = _numbers("plus", series.up, refer(i, "up")) if ups else ""
    minus = _numbers("minus", series.down, refer(i, "down")) if downs else ""
    return (
        f'<c:errBars><c:errBarType val="{kind}"/><c:errValType val="cust"/><c:noEndCap val="{int(series.arrow)}"/>'
        f'{plus}{minus}<c:spPr><a:ln w="22225">{_solid(series.colour)}{head}</a:ln></c:spPr></c:errBars>'
    )


def _labels(series: Series, em: float, lang: str) -> str:
    shown = [(n, point) for n, point in enumerate(series.points) if point.label and math.isfinite(point.x)]
    if not shown:
        return ""
    labels = "".join(
        f'<c:dLbl><c:idx val="{n}"/><c:tx><c:rich>{_body()}{_lines(point, em, lang)}</c:rich></c:tx>'
        f'<c:spPr><a:noFill/></c:spPr><c:dLblPos val="{_PLACES[point.at]}"/>{_shows(True)}</c:dLbl>'
        for n, point in shown
    )
    return f"<c:dLbls>{labels}<c:spPr><a:noFill/></c:spPr>{_shows(False)}</c:dLbls>"


def _shows(value: bool) -> str:
    rest = ("showCatName", "showSerName", "showPercent", "showBubbleSize")
    return f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/>' + "".join(f'<c:{r} val="0"/>' for r in rest)


def _lines(point: Point, em: float, lang: str) -> str:
    side = {"right": "l", "left": "r", "base": "l"}.get(point.at, "ctr")
    return "".join(
        f'<a:p><a:pPr algn="{side}">{_run(em, point.ink, "defRPr")}</a:pPr><a:r>{_run(em, point.ink, "rPr", lang)}'
        f"<a:t>{escape(line)}</a:t></a:r></a:p>"
        for line in point.label.split("\n")
    )


def _body() -> str:
    """Return the body of a text that is never broken by a program: LibreOffice would break 637.7亿元（预计）."""
    return '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'


def _run(em: float, ink: str, tag: str, lang: str = "") -> str:
    language = f' lang="{language_of(lang)}"' if lang else ""
    return f'<a:{tag}{language} sz={quoteattr(str(round(em * 100)))} b="0">{_solid(ink)}{_FACES}</a:{tag}>'


def _solid(colour: str) -> str:
    return f"<a:solidFill>{_rgb(colour)}</a:solidFill>"


def _rgb(colour: str) -> str:
    return f'<a:srgbClr val="{colour.lstrip("#")}"/>'


def _fill(fill: str, colour: str) -> str:
    """Return how a bar looks: an estimate is striped, what is aimed at is hollow."""
    edge = f'<a:ln w="12700">{_solid(colour)}</a:ln>' if colour else "<a:ln><a:noFill/></a:ln>"
    if fill == "none":
        return "<a:noFill/><a:ln><a:noFill/></a:ln>"
    if fill == "striped":
        inner = f"<a:fgClr>{_rgb('#FFFFFF')}</a:fgClr><a:bgClr>{_rgb(colour)}</a:bgClr>"
        return f'<a:pattFill prst="wdUpDiag">{inner}</a:pattFill>{edge}'
    return _solid("#FFFFFF" if fill == "hollow" else colour) + edge


def _line(series: Series) -> str:
    if not series.line:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' if series.line == "dash" else ""
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if series.line == "arrow" else ""
    return f'<a:ln w="19050">{_solid(series.colour)}{dash}<a:round/>{head}</a:ln>'


def _marker(point: Point | None) -> str:
    if point is None or not point.marker:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = {"circle": 11, "diamond": 12, "square": 10}[point.marker] - (4 if point.fill == "hollow" else 0)
    return (
        f'<c:marker><c:symbol val="{point.marker}"/><c:size val="{size}"/>'
        f"<c:spPr>{_fill(point.fill, point.colour)}</c:spPr></c:marker>"
    )
