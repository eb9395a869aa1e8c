"""Regenerate charts into a folder, over both cores where that is faster, with a manifest of what stands there."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import OutputError
from ..quantities.wording import check_lang
from ..reports.report import Report, load_report
from ..whole_files import write_whole
from .catalogue import CHARTS, find_chart
from .layout import chart_layout
from .saving import chart_bytes, check_formats, file_name
from .style import find_size
from .table import Mark

MANIFEST = "figures.json"
_ENOUGH = 10  # files that make a second process, which first imports matplotlib, worth its start


@dataclass(frozen=True)
class Written:
    """A file that was written: a row of ``figures.json``.

    Parameters
    ----------
    file, chart, language, format, size : str
        What it is.
    sha256 : str
        Of its bytes.
    observations : list of str
        Ids of the observations plotted.
    alt : str
        The chart in words.
    command : str
        What makes it again.
    """

    file: str
    chart: str
    language: str
    format: str
    size: str
    sha256: str
    observations: list[str]
    alt: str
    command: str


Task = tuple[str, str]  # chart, language


def regenerate(
    names: Iterable[str] = (),
    *,
    langs: Sequence[str] = ("zh", "en"),
    formats: Sequence[str] = ("png",),
    size: str = "doc",
    folder: str | Path = "figures",
    report: Report | None = None,
    progress: Callable[[int, int], None] | None = None,
    processes: int | None = None,
) -> list[Written]:
    """Draw and save charts, and bring ``figures.json`` up to date.

    Parameters
    ----------
    names : iterable of str
        Charts of the catalogue; by default all.
    langs, formats, size, folder
        As in :func:`~zhonglou_analysis.charts.saving.save_chart`.
    report : Report, optional
        By default the packaged one.
    progress : callable, optional
        Called with the number of files done and of all.
    processes : int, optional
        1 or 2; by default two where there are two cores and enough files.

    Returns
    -------
    list of Written
        In the order of the catalogue.

    Raises
    ------
    InputError
        If a name, language, format or size is not allowed; nothing is written then.
    ChartError
        If a chart cannot be drawn from the report.
    OutputError
        If a file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [file.file for file in regenerate(["growth_targets"], langs=["en"], folder=folder)]
    ['growth_targets_en_doc.png']
    """
    wanted = list(dict.fromkeys([names] if isinstance(names, str) else names)) or list(CHARTS)
    for name in wanted:
        find_chart(name) if name not in CHARTS else None
    for lang in langs:
        check_lang(lang)
    kinds = check_formats(formats)
    find_size(size)
    tasks = [(name, lang) for name in CHARTS if name in wanted for lang in dict.fromkeys(langs)]
    job = Job(kinds, size, str(folder), report)
    if processes is None:
        processes = 2 if len(tasks) * len(kinds) >= _ENOUGH and (os.cpu_count() or 1) > 1 else 1
    if processes > 1 and len(tasks) > 1:
        from .second_process import share_out

        done = share_out(job, tasks, progress)
    else:
        done = {}
        for task in tasks:
            done[task] = job.run(task)
            if progress:
                progress(len(done) * len(kinds), len(tasks) * len(kinds))
    written = [file for task in tasks for file in done[task]]
    _write_manifest(Path(folder), written, whole=set(wanted) == set(CHARTS))
    return written


@dataclass
class Job:
    """What a run has in common: formats, size, folder and report; draws one chart in one language at a time."""

    formats: tuple[str, ...]
    size: str
    folder: str
    report: Report | None

    def __post_init__(self) -> None:
        self._marks: dict[str, list[Mark]] = {}

    def run(self, task: Task) -> list[Written]:
        """Draw a chart in a language and write its files."""
        name, lang = task
        chart = find_chart(name)
        if name not in self._marks:
            self._marks[name] = chart.marks(self.report or load_report())
        figure = chart.figure(self._marks[name], lang, self.size)
        layout = chart_layout(figure)
        assert layout is not None
        record = layout.record
        assert record is not None
        written = []
        for kind in self.formats:
            content = chart_bytes(figure, kind, self.size, lang, title=name)
            path = write_whole(Path(self.folder) / file_name(name, lang, self.size, kind), content)
            sha256 = hashlib.sha256(content).hexdigest()
            command = self._command(name, lang, kind)
            written.append(
                Written(path.name, name, lang, kind, self.size, sha256, record.observations, record.alt, command)
            )
        return written

    def _command(self, name: str, lang: str, kind: str) -> str:
        size = "" if self.size == "doc" else f" --size {self.size}"
        data = "" if self.report is None else f" --data {self.report.folder.name}"
        return f"zhonglou figures {name} --lang {lang} --format {kind}{size}{data}"


def _write_manifest(folder: Path, written: Sequence[Written], whole: bool) -> None:
    """Write ``figures.json``: what this run wrote, and unless it was whole, what still stands of earlier ones."""
    path = folder / MANIFEST
    kept = [] if whole else [row for row in _read_manifest(path) if (folder / str(row["file"])).is_file()]
    rows = {str(row["file"]): row for row in [*kept, *map(asdict, written)]}
    order = list(CHARTS)
    ordered = sorted(rows.values(), key=lambda row: (order.index(str(row["chart"])), row["file"]))
    write_whole(path, (json.dumps(ordered, ensure_ascii=False, indent=1) + "\n").encode())


def _read_manifest(path: Path) -> list[dict[str, object]]:
    if not path.exists():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [row for row in rows if row["chart"] in CHARTS and row["file"]]
    except (OSError, ValueError, TypeError, KeyError):
        raise OutputError(f"{path}: is no manifest of charts; delete it, and run zhonglou figures again.") from None
