"""Many reports at once: every file's draft, over the cores, without one bad file losing the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ZhonglouError
from .drafting import DRAFT_COLUMNS, draft_rows
from .reading import read_report

if TYPE_CHECKING:
    import pandas as pd

PANEL_COLUMNS = ("file", *DRAFT_COLUMNS)
Rows = list[tuple[str, ...]]


def extract_files(
    paths: Sequence[str | Path], workers: int = 2, progress: Callable[[int, int], object] | None = None
) -> tuple[pd.DataFrame, list[ZhonglouError]]:
    """Return the drafts of many reports as one table, and the errors of the files that could not be read.

    Parameters
    ----------
    paths : sequence of path
        Text files, as :func:`zhonglou_analysis.texts.reading.read_report` reads them.
    workers : int
        Processes; 1 reads them one after the other in this one.
    progress : callable, optional
        Called with the number of files done and the number of all after each file.

    Returns
    -------
    DataFrame
        Columns ``file`` (as given) and those of :func:`draft_observations`, in the order of ``paths``.
    list of ZhonglouError
        One per file that could not be read.
    """
    import pandas as pd

    rows: Rows = []
    errors = []
    for done, (_, found) in enumerate(extract_each(paths, workers), start=1):
        if isinstance(found, ZhonglouError):
            errors.append(found)
        else:
            rows += found
        if progress is not None:
            progress(done, len(paths))
    return pd.DataFrame(rows, columns=list(PANEL_COLUMNS), dtype=object), errors


def extract_each(paths: Sequence[str | Path], workers: int = 2) -> Iterator[tuple[str | Path, Rows | ZhonglouError]]:
    """Yield each file with its draft's rows (``PANEL_COLUMNS``), or with the error that says why it has none.

    The files come in the order of ``paths``, each as soon as it is done: a panel of any size can be written on the
    way, without holding it in memory.
    """
    names = [str(path) for path in paths]
    if workers <= 1 or len(names) < 2:
        yield from zip(paths, map(_extract, names), strict=True)
        return
    with ProcessPoolExecutor(min(workers, len(names)), mp_context=get_context("spawn")) as pool:
        chunk = max(1, min(64, len(names) // (8 * workers)))
        yield from zip(paths, pool.map(_extract, names, chunksize=chunk), strict=True)


def _extract(name: str) -> Rows | ZhonglouError:
    try:
        return [(name, *row) for row in draft_rows(read_report(name))]
    except ZhonglouError as error:
        return type(error)(error.message)
