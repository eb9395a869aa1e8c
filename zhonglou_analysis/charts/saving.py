"""Save charts: exactly their named size, the same bytes every time, whole or not at all."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure, SubFigure

from ..errors import ChartError, InputError, NotInReportError, ZhonglouError
from ..files import write_whole
from ..quantities.wording import check_lang
from ..reports.report import Report
from .catalogue import CHARTS, chart_name, find_chart
from .layout import ChartLayout, chart_layout, fingerprint, root_figure
from .lettering import FAMILY
from .manifest import Written, put
from .style import chart_style, find_size
from .table import Mark
from .words import observation_ids

FORMATS = ("png", "svg", "pdf")
_OFFICE_FONTS = b"'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC'"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]*")


def file_name(name: str, lang: str, size: str, kind: str) -> str:
    """Return the name of a chart's file."""
    return f"{name}_{lang}_{size}.{kind}"


def save_chart(
    fig: Figure | SubFigure,
    name: str,
    *,
    folder: str | Path = "figures",
    formats: Sequence[str] = ("png",),
    size: str | None = None,
    lang: str | None = None,
) -> list[Path]:
    """Save a figure at a named size, with its title, alt text and source in the file.

    Parameters
    ----------
    fig : Figure or SubFigure
        Of one of the charts, or any other; a subfigure is saved with the figure that it is a part of.
    name : str
        Letters, digits, ``_`` and ``-``; the file is ``NAME_LANG_SIZE.FORMAT``.
    folder : path
        Where to write; it is made where it is missing.
    formats : sequence of {"png", "svg", "pdf"}
        PNG at 300 dpi; SVG with outlines; PDF with searchable text.
    size : {"doc", "doc_half", "slide", "slide_half", "web"}, optional
        By default the size that the chart was drawn for (``doc`` for a figure that is no chart of ours). A chart of
        ours is drawn again for another size; a figure of somebody else's gets the size as it is.
    lang : {"zh", "en"}, optional
        By default the language that the chart was drawn in.

    Returns
    -------
    list of Path
        The files, in the order of ``formats``.

    Raises
    ------
    InputError
        If the name, a format, the size or the language is not allowed.
    ChartError
        If a character is missing from the font, or a chart that was changed by hand should be saved at another size
        or in another language than it was drawn in.
    OutputError
        If a file cannot be written; what stood there is untouched.

    Examples
    --------
    >>> import tempfile
    >>> from zhonglou_analysis.charts.catalogue import find_chart
    >>> chart = find_chart("sector_structure")
    >>> from zhonglou_analysis.reports.report import load_report
    >>> figure = chart.figure(chart.marks(load_report()), "zh", "doc")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_chart(figure, "sector_structure", folder=folder)]
    ['sector_structure_zh_doc.png']
    """
    kinds = check_formats(formats)
    if not _NAME.fullmatch(name):
        raise InputError(f"name={name!r}: letters, digits, _ and - only; the folder is a parameter of its own.")
    fig = root_figure(fig)
    layout = chart_layout(fig)
    drawn = (layout.size.name, layout.record.lang) if layout and layout.record else ("doc", "zh")
    size, lang = size or drawn[0], lang or drawn[1]
    check_lang(lang)
    find_size(size)
    if layout and layout.record and (size, lang) != drawn:
        fig = _drawn_again(fig, layout, size, lang)
    contents = [chart_bytes(fig, kind, size, lang, title=name) for kind in kinds]
    return [
        write_whole(Path(folder) / file_name(name, lang, size, kind), content)
        for kind, content in zip(kinds, contents, strict=True)
    ]


def check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the formats, each once; refuse an unknown one, and none at all."""
    kinds = tuple(dict.fromkeys([formats] if isinstance(formats, str) else formats))
    unknown = [kind for kind in kinds if kind not in FORMATS]
    if unknown or not kinds:
        raise InputError(f"formats={','.join(kinds)!r}: choose among {', '.join(FORMATS)}.")
    return kinds


def _drawn_again(fig: Figure, layout: ChartLayout, size: str, lang: str) -> Figure:
    record = layout.record
    assert record is not None
    if fingerprint(fig) != layout.fingerprint:
        raise ChartError(
            f"{record.name} was drawn for {layout.size.name} in {record.lang} and changed by hand since: draw it "
            f"inside chart_style({lang!r}, size={size!r}) with lang={lang!r}, make the change again, and save that."
        )
    return find_chart(record.name).figure(record.marks, lang, size, layout.options)


def chart_bytes(fig: Figure, kind: str, size: str, lang: str, title: str = "", live: bool = False) -> bytes:
    """Return a figure as the bytes of a file: a named size, no date, no version, nothing that changes between runs."""
    layout = chart_layout(fig)
    record = layout.record if layout else None
    before = (float(fig.get_figwidth()), float(fig.get_figheight()))
    chosen, buffer = find_size(size), io.BytesIO()
    if record:
        metadata = _metadata(kind, record.headline, record.alt, record.source)
    else:
        metadata = _metadata(kind, title, "", "")
        height = chosen.height / 72 or chosen.width / 72 * before[1] / before[0]
        fig.set_size_inches(chosen.width / 72, height)
    try:
        with chart_style(lang, size), warnings.catch_warnings():
            warnings.filterwarnings("error", message=r"Glyph .* missing from")
            if live:  # words that an office program can edit, in whatever font it has
                mpl.rcParams["svg.fonttype"] = "none"
            fig.savefig(buffer, format=kind, dpi=300, metadata=metadata)
    except UserWarning as warning:
        raise ChartError(f"{title}: {warning}; the font has no such character, so replace it in the text.") from None
    finally:
        if not record:
            fig.set_size_inches(before)
    content = buffer.getvalue()
    return content.replace(f"'{FAMILY}'".encode(), _OFFICE_FONTS) if live and kind == "svg" else content


def _metadata(kind: str, title: str, alt: str, source: str) -> dict[str, str | None]:
    """Return what the file says of itself; None keeps matplotlib from writing its version or the date."""
    if kind == "png":
        return {"Software": None, "Title": title, "Description": alt, "Source": source}
    if kind == "svg":
        return {"Date": None, "Creator": None, "Title": title, "Description": alt, "Source": source}
    return {"CreationDate": None, "Creator": None, "Producer": None, "Title": title, "Subject": alt, "Keywords": source}


def regenerate(
    names: Iterable[str] = (),
    *,
    langs: Sequence[str] = ("zh", "en"),
    formats: Sequence[str] = ("png",),
    size: str = "doc",
    folder: str | Path = "figures",
    report: Report | None = None,
    progress: Callable[[int, int], None] | None = None,
    skip: Callable[[str, ZhonglouError], object] | None = None,
    live: bool = False,
) -> list[Written]:
    """Draw and save charts, by default all, each with its row of ``figures.json``; options are checked before.

    ``skip`` hears of each chart that a report does not allow, with the reason; without it the first is an error.
    ``live`` keeps the words of an SVG as words.
    """
    given = [names] if isinstance(names, str) else names
    wanted = list(dict.fromkeys(map(chart_name, given))) or list(CHARTS)
    for lang in langs:
        check_lang(lang)
    kinds = check_formats(formats)
    find_size(size)
    tasks = [(name, lang) for name in CHARTS if name in wanted for lang in dict.fromkeys(langs)]
    marks: dict[str, list[Mark]] = {}
    written, left_out = list[Written](), set[str]()
    for name, lang in tasks:
        chart = find_chart(name)
        if name in left_out:
            continue
        try:
            if name not in marks:
                marks[name] = chart.rows(report)
            figure = chart.figure(marks[name], lang, size)
        except (NotInReportError, ChartError) as reason:
            if skip is None:
                raise
            left_out.add(name)
            skip(name, reason)
            continue
        data = "" if report is None else f" --data {report.folder.name}"
        written += [_written(figure, name, lang, kind, size, Path(folder), data, live) for kind in kinds]
        if progress:
            progress(len(written), len(tasks) * len(kinds))
    return written


def _written(
    figure: Figure, name: str, lang: str, kind: str, size: str, folder: Path, data: str, live: bool
) -> Written:
    layout = chart_layout(figure)
    assert layout is not None
    assert layout.record is not None
    options = "" if size == "doc" else f" --size {size}"
    options += data + " --text live" * (live and kind == "svg")
    return put(
        folder, file_name(name, lang, size, kind), chart_bytes(figure, kind, size, lang, title=name, live=live),
        chart=name, lang=lang, kind=kind, size=size, observations=observation_ids(layout.record.marks),
        alt=layout.record.alt, command=f"zhonglou figures {name} --lang {lang} --format {kind}{options}",
    )  # fmt: skip
