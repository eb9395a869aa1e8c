"""The briefing as one page for a browser: offline, usable by keyboard and without script, printed on A4."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from html import escape, unescape
from importlib.resources import files

from ..charts.words import pick, status_word
from .citing import cite_ids
from .columns import beside_widths, column_widths, used_columns
from .contents import Briefing, Figure
from .fonts import font_face
from .native import natural_height, plan_chart
from .package import stamped
from .pictures import Pictures
from .plan import Point
from .svg import plan_svg
from .tables import Table, mark_bounds, phrase_of, shown_rows

_WIDTH, _EM, _SMALL, _SHARE = 680.0, 14.0, 14.0, 0.3

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:"


def write_page(briefing: Briefing, pictures: Pictures) -> bytes:
    """Return the briefing as one HTML file that ends with the hash of what stands before."""
    lang = briefing.lang
    source = escape(briefing.document)
    if briefing.address:
        source = f'<a href="{escape(briefing.address)}">{source}</a>'
    findings = "".join(f'<li><a href="#f{f.number}">{escape(f.exhibit.headline)}</a></li>' for f in briefing.figures)
    missing = f'<p class="q">{escape(briefing.not_drawn)}</p>' if briefing.not_drawn else ""
    figures = "".join(_figure(figure, briefing, pictures) for figure in briefing.figures)
    tables = "".join(_table(table, n, briefing) for n, table in enumerate(briefing.tables, start=1))
    body = (
        f"<header><h1>{escape(briefing.title)}</h1>"
        + (f"<p>{escape(briefing.author)}</p>" if briefing.author else "")
        + f'<p class="q">{pick(lang, "来源:", "Source: ")}{source}</p></header><main>'
        f"<h2>{pick(lang, '要点', 'Findings')}</h2><ol>{findings}</ol>{missing}"
        f"<h2>{pick(lang, '图', 'Charts')}</h2>{figures}"
        + (f"<h2>{pick(lang, '表', 'Tables')}</h2>{tables}" if tables else "")
        + '</main><div id="tip" role="status" aria-live="polite" hidden></div>'
    )
    head = (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(briefing.title)}</title>"
    )
    # The numbers before the findings are made by the style and stand in no text.
    letters = unescape(head + body) + "".join(figure.finding for figure in briefing.figures)
    return stamped(
        f"{head}<style>{font_face(letters)}{_part('page.css')}</style></head><body>{body}"
        f"<script>{_part('page.js')}</script></body></html>\n"
    )


def _part(name: str) -> str:
    """Return a file of this wing, as it stands in the page."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def _figure(figure: Figure, briefing: Briefing, pictures: Pictures) -> str:
    shown, lang = figure.exhibit, briefing.lang
    drawings = []
    for n, geometry in enumerate(filter(None, (shown.geometry, shown.geometry.inset))):
        width = _WIDTH - sum(beside_widths(geometry, _EM))
        plan = plan_chart(geometry, width, natural_height(geometry, width, _EM, _SHARE), _EM, _SHARE)
        if plan is None:
            drawings = [_drawn(figure, pictures)]
            break
        drawings.append(
            plan_svg(plan, geometry, f"f{figure.number}-{n}", shown.alt, lambda point: _told(point, briefing))
        )
    header, rows = used_columns(*shown_rows(shown))
    notes = "".join(f"<li>{escape(note)}</li>" for note in shown.notes)
    number = pick(lang, f"图{figure.number}\u3000{figure.title}", f"Figure {figure.number}. {figure.title}")
    return (
        f'<figure id="f{figure.number}"><h3>{escape(shown.headline)}</h3><p class="q">{escape(shown.subtitle)}</p>'
        f"{''.join(drawings)}<figcaption>{escape(number)}<br>{escape(shown.source)}"
        + (f"<ul>{notes}</ul>" if notes else "")
        + f"</figcaption></figure><details><summary>{pick(lang, '数据表', 'Data')}</summary>"
        f'<div class="t" tabindex="0" role="region" aria-label="{escape(figure.title)}">{_rows(header, rows)}</div>'
        f'<p class="c">{pick(lang, "出处:", "Cited from: ")}{escape(figure.citation)}</p></details>'
    )


def _told(point: Point, briefing: Briefing) -> str:
    """Return what a mark asserts: name, number, bounds, status, the printed phrases and their paragraphs."""
    assert point.shape is not None
    mark, lang, report = point.shape.mark, briefing.lang, briefing.report
    printed = [
        pick(lang, f"第{report[id_].paragraph}段", f"paragraph {report[id_].paragraph}")
        + pick(lang, "“", ' "') + report[id_].printed + pick(lang, "”", '"')
        for id_ in mark.observations.split() if id_ in report.observations
    ]  # fmt: skip
    parts = [
        f"{mark.label(lang)} {mark.period}".strip(), phrase_of(mark, lang), mark_bounds(mark, lang),
        status_word(mark, lang),
        *printed,
    ]  # fmt: skip
    return pick(lang, "；", "; ").join(filter(None, parts))


def _drawn(figure: Figure, pictures: Pictures) -> str:
    """Return the drawn chart as an inline SVG whose ids are this figure's own."""
    picture = pictures.of(figure.exhibit, "web", "svg", bare=True)
    text = picture.content.decode()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"<title>.*?</title>|<desc>.*?</desc>", "", text, flags=re.DOTALL)
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    text = re.sub(r' id="([^"]*)"', lambda id_: id_[0] if id_[1] in used else "", text)
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>d{figure.number}-", text)
    left, right, top, bottom = picture.crop
    box = (
        f"{picture.width * left:.1f} {picture.height * top:.1f} {picture.width * (1 - left - right):.1f} "
        f"{picture.height * (1 - top - bottom):.1f}"
    )
    head = f'<svg viewBox="{box}" role="img" aria-label="{escape(figure.exhibit.alt)}" xmlns:xlink="http://www.w3.org/1999/xlink">'
    return re.sub(r"^<svg[^>]*>", lambda _: head, text, count=1).strip()


def _rows(header: Sequence[str], rows: Sequence[Sequence[str]], title: str = "", notes: Sequence[str] = ()) -> str:
    """Return a table; the last cell of a row says on hover and in a note where its numbers stand."""
    widths = column_widths([header, *rows], _WIDTH, _SMALL, 16)
    share = "".join(f'<col style="width:{100 * width / math.fsum(widths):.1f}%">' for width in widths)
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in header)
    body = []
    for r, row in enumerate(rows):
        note = notes[r] if notes else ""
        cells = [f'<th scope="row">{escape(row[0])}</th>', *(f"<td>{escape(text)}</td>" for text in row[1:])]
        if note:
            cells[-1] = f'<td title="{escape(note)}">{escape(row[-1])}</td>'
        body.append(f"<tr>{''.join(cells)}</tr>")
    said = f"<caption>{escape(title)}</caption>" if title else ""
    return (
        f"<table>{said}<colgroup>{share}</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _table(table: Table, number: int, briefing: Briefing) -> str:
    lang = briefing.lang
    header, rows = used_columns(table.header, table.rows)
    title = pick(lang, f"表{number}\u3000{table.title}", f"Table {number}. {table.title}")
    notes = [
        " ".join(filter(None, (cite_ids(ids, briefing.report, lang) if ids else "", source)))
        for ids, source in zip(table.ids, table.sources or [""] * len(table.rows), strict=True)
    ]
    region = f'<div class="t" tabindex="0" role="region" aria-label="{escape(table.title)}">'
    return f'<section id="t{number}">{region}{_rows(header, rows, title, notes)}</div></section>'
