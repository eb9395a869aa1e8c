"""A file read as a whole, or refused in one sentence; and a file written whole, or not at all."""

from __future__ import annotations

import codecs
import contextlib
import json
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from .errors import DataError, OutputError


def data_folder(folder: str | Path | None = None) -> Path:
    """Return the folder that holds the tables.

    Parameters
    ----------
    folder : path, optional
        A folder of one's own, with the same tables. By default the report's data as shipped: inside the
        installed package, or beside it in a checkout.

    Raises
    ------
    DataError
        If there is no such folder.

    Examples
    --------
    >>> (data_folder() / "observations.csv").exists()
    True
    """
    if folder is not None:
        if not Path(folder).is_dir():
            raise DataError(f"{folder}: there is no such folder; name one that holds observations.csv.")
        return Path(folder)
    packaged = Path(str(files("zhonglou_analysis"))) / "data"
    return packaged if packaged.is_dir() else packaged.parent.parent / "data"


def read_json(name: str, folder: str | Path | None = None) -> dict[str, Any]:
    """Return a JSON object of the data folder, such as ``source.json``.

    Raises
    ------
    DataError
        If the file is missing, not UTF-8 or not a JSON object.

    Examples
    --------
    >>> read_json("source.json")["delivered"]
    '2023-01-03'
    """
    path = data_folder(folder) / name
    try:
        content = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {error.lineno}: not JSON ({error.msg}); restore the file.") from None
    if not isinstance(content, dict):
        raise DataError(f"{path}: must hold one JSON object; restore the file.")
    return content


def read_text(path: Path, form: str = "") -> str:
    """Return the text of a file of the data folder; ``form`` says what a missing one would hold.

    Raises
    ------
    DataError
        If the file is missing, empty or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path}: there is no such file; restore it, or write one{form}.") from None
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from None
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DataError(f"{path}: the file is empty; restore it from the repository.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}, line {line}: not UTF-8 text; save the table as UTF-8 (it may be GBK).") from None


@contextlib.contextmanager
def whole_file(path: str | Path) -> Iterator[IO[bytes]]:
    """Open a file to write so that no reader, and no killed run, ever sees a part of it.

    The bytes go to a hidden file beside it, which takes its place when the block ends without an error. A run that is
    killed leaves at most that hidden file, and the next run writes over it.

    Parameters
    ----------
    path : path
        The file; its folder is made where it is missing.

    Raises
    ------
    OutputError
        If it cannot be written; what stood there is untouched.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(Path(folder) / "new" / "a.txt") as file:
    ...         _ = file.write(b"whole")
    ...     (Path(folder) / "new" / "a.txt").read_bytes()
    b'whole'
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            yield file
        os.replace(part, path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); choose another folder, or free this one."
        ) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def write_whole(path: str | Path, content: bytes) -> Path:
    """Write a file as :func:`whole_file` does and return its path.

    Raises
    ------
    OutputError
        If it cannot be written; what stood there is untouched.
    """
    with whole_file(path) as file:
        file.write(content)
    return Path(path)
