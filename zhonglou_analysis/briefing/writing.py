"""Write a briefing: which formats, languages and charts, and each file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from ..errors import InputError, OutputError
from ..files import write_whole
from ..quantities.wording import LANGS, Lang, check_lang
from ..reports.report import Report, load_report
from .contents import Briefing, chart_names, gather, reason_against
from .package import EXTRA, is_ours
from .pictures import Pictures

FORMATS = ("docx", "pptx", "xlsx", "html")
_LIBRARIES = {
    "docx": ("docx", "pptx", "xlsxwriter"),
    "pptx": ("pptx", "xlsxwriter"),
    "xlsx": ("xlsxwriter",),
    "html": (),
}


def write_briefing(
    folder: str | Path = "briefing",
    *,
    formats: Sequence[str] = FORMATS,
    lang: Lang | Literal["all"] = "zh",
    charts: Iterable[str] = (),
    title: str | None = None,
    author: str | None = None,
    native: bool = False,
    report: Report | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write the exhibits of a report as a document, slides, a workbook and a page, in one or both languages.

    Parameters
    ----------
    folder : path
        Where to write; it is made where it is missing. The files are ``briefing_LANG.FORMAT``. A file of an earlier run
        is replaced; a file that somebody else made or has saved since is not.
    formats : sequence of {"docx", "pptx", "xlsx", "html"}
        Which files. All but ``html`` need the optional libraries of the extra ``office``.
    lang : {"zh", "en", "all"}
        Language; ``"all"`` writes both.
    charts : iterable of str, optional
        Charts of the catalogue in the order wanted, by name or by title in either language; by default all.
    title, author : str, optional
        Of the cover; by default the title is made from the report's own, and there is no author.
    native : bool
        Whether the document, too, holds editable charts instead of pictures, where there is an honest form.
    report : Report, optional
        By default the packaged one. What another report does not allow to be drawn is named in every file.
    progress : callable, optional
        Called with the number of files done and of all.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    InputError
        If a format, the language or a chart is unknown, no chart can be drawn, or the extra is not installed; nothing
        is written then.
    OutputError
        If a file is open in an office program, was not made by this function, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_briefing(folder, formats=["html"], charts=["growth_targets"], lang="en")]
    ['briefing_en.html']
    """
    kinds = _check_formats(formats)
    if lang != "all":
        check_lang(lang)
    langs: Sequence[Lang] = LANGS if lang == "all" else (lang,)
    names = chart_names(charts)
    report = report or load_report()
    targets = {(kind, one): Path(folder) / f"briefing_{one}.{kind}" for one in langs for kind in kinds}
    for path in targets.values():
        _check_target(path)
    written: list[Path] = []
    for one in langs:
        briefing, pictures = gather(report, one, names, title, author), Pictures()
        for kind in kinds:
            written.append(write_whole(targets[kind, one], _content(kind, briefing, pictures, native)))
            if progress:
                progress(len(written), len(targets))
    return written


def undrawn(report: Report, charts: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the charts that a report does not allow, each with the reason."""
    return [(name, why) for name in chart_names(charts) if (why := reason_against(name, report))]


def _content(kind: str, briefing: Briefing, pictures: Pictures, native: bool) -> bytes:
    """Return one file; its writer, and the library behind it, is imported only now."""
    if kind == "docx":
        from .paper import write_paper

        return write_paper(briefing, pictures, native=native)
    if kind == "pptx":
        from .deck import write_deck

        return write_deck(briefing, pictures)
    if kind == "xlsx":
        from .book import write_book

        return write_book(briefing, pictures)
    from .page import write_page

    return write_page(briefing, pictures)


def _check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys([formats] if isinstance(formats, str) else formats))
    if not kinds or set(kinds) - set(FORMATS):
        raise InputError(f"formats={','.join(kinds)!r}: choose among {', '.join(FORMATS)}.")
    needed = {library for kind in kinds for library in _LIBRARIES[kind]}
    if any(find_spec(library) is None for library in needed):
        raise InputError(
            f"the libraries for {', '.join(kind for kind in kinds if _LIBRARIES[kind])} are not installed: {EXTRA}, "
            "or choose html."
        )
    return kinds


def _check_target(path: Path) -> None:
    """Refuse a file that is open in an office program, is not ours, or cannot be written, before anything is."""
    locks = [f".~lock.{path.name}#", f"~${path.name}", f"~${path.name[2:]}"]
    if any((path.parent / lock).exists() for lock in locks):
        raise OutputError(f"{path}: is open in an office program; close it there, or choose another folder.")
    if not path.exists():
        return
    if not path.is_file() or not os.access(path, os.W_OK):
        raise OutputError(f"{path}: cannot be written; choose another folder, or free this one.")
    if not is_ours(path):
        raise OutputError(
            f"{path}: was not made by zhonglou briefing, or was saved by somebody since; "
            "move it, or choose another folder."
        )
