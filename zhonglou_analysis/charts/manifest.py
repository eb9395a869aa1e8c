"""The manifest of a folder of figures: every file made there with its hash, and so what a run may replace."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import OutputError
from ..files import alone_in, write_whole
from .catalogue import CHARTS

MANIFEST = "figures.json"


@dataclass(frozen=True)
class Written:
    """A file that was written: a row of ``figures.json``."""

    file: str
    chart: str
    language: str
    format: str
    size: str
    sha256: str
    observations: Sequence[str]
    alt: str
    command: str


def put(
    folder: Path, file: str, content: bytes, *,
    chart: str, lang: str, kind: str, size: str = "", observations: Sequence[str], alt: str = "", command: str,
) -> Written:  # fmt: skip
    """Write a file and its row of ``figures.json``, at once, so that a run that is stopped leaves no file without one.

    Raises
    ------
    OutputError
        If a file stands there that no run made, or that somebody has changed since.
    """
    path = folder / file
    new = Written(file, chart, lang, kind, size, hashlib.sha256(content).hexdigest(), observations, alt, command)
    with alone_in(folder):
        rows = {str(row["file"]): row for row in _read(folder / MANIFEST)}
        if path.is_file() and _hash(path) not in (new.sha256, rows.get(file, {}).get("sha256")):
            raise OutputError(
                f"{path}: was not made by zhonglou figures, or was changed by somebody since; "
                "move it, or choose another folder."
            )
        write_whole(path, content)
        _write(folder, {**rows, file: asdict(new)})
    return new


def _write(folder: Path, rows: dict[str, dict[str, object]]) -> None:
    """Write the rows of the files that still stand, in the order of the catalogue."""
    order = list(CHARTS)
    standing = [row for file, row in rows.items() if (folder / file).is_file()]
    standing.sort(key=lambda row: (order.index(str(row["chart"])), row["file"]))
    write_whole(folder / MANIFEST, (json.dumps(standing, ensure_ascii=False, indent=1) + "\n").encode())


def _read(path: Path) -> list[dict[str, object]]:
    if not path.exists():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [row for row in rows if row["chart"] in CHARTS and row["file"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise OutputError(f"{path}: is no manifest of charts; delete it, and run zhonglou figures again.") from None


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be read ({error.strerror or error}); move it, or choose another folder."
        ) from None
