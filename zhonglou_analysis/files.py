"""A file read as a whole, or refused in one sentence; and a file written whole, or not at all."""

from __future__ import annotations

import codecs
import contextlib
import errno
import json
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from .errors import DataError, OutputError

LIMIT = 32 << 20  # bytes of a report or a table; the longest reports have 0.1 MB
_STALE = 600  # seconds


def data_folder(folder: str | Path | None = None) -> Path:
    """Return the folder that holds the tables."""
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
    except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
        raise DataError(f"{path}: no JSON that can be read; restore the file.") from None
    if not isinstance(content, dict):
        raise DataError(f"{path}: must hold one JSON object; restore the file.")
    return content


def read_text(path: Path, form: str = "") -> str:
    """Return the text of a file of the data folder, in UTF-8 or, as Excel and WPS save tables in China, in GB18030.

    Raises
    ------
    DataError
        If the file is missing, empty or no such text; ``form`` says what a missing one would hold.
    """
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        raise DataError(f"{path}: there is no such file; restore it, or write one{form}.") from None
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error}).") from None
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DataError(f"{path}: the file is empty; restore it from the repository.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _from_gbk(raw)
        if text is not None:
            return text
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}, line {line}: not UTF-8 text; save the table as UTF-8.") from None


def read_bytes(path: Path) -> bytes:
    """Return what a regular file holds, up to a size that no report and no table has.

    Raises
    ------
    OSError
        As reading raises it, and where the file is a folder, a device or a pipe, or larger than ``LIMIT``.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
        raise OSError(errno.EINVAL, f"it is {what}, not a file")
    with path.open("rb") as file:
        raw = file.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise OSError(errno.EFBIG, f"it is larger than {LIMIT >> 20} MB")
    return raw


def _from_gbk(raw: bytes) -> str | None:
    """Return the text of a GB18030 file; None for UTF-8 with some broken bytes, which would be read as other words."""
    as_utf8 = [character for character in raw.decode("utf-8", "replace") if character > "\x7f"]
    if as_utf8.count("\ufffd") * 2 < len(as_utf8):
        return None
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


@contextlib.contextmanager
def whole_file(path: str | Path, *, replace: bool = True) -> Iterator[IO[bytes]]:
    """Open a file to write so that no reader, and no killed run, ever sees a part of it.

    The bytes go to a file without a name, and beside the path only when the block has ended without an error. A link
    is followed, and the mode of what stands there is kept; a device or a pipe is written to as it is.

    Parameters
    ----------
    path : path
        The file; its folder is made where it is missing.
    replace : bool
        Whether a file that stands there may be replaced.

    Raises
    ------
    OutputError
        If it cannot be written, or must not be replaced; what stood there is untouched.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(Path(folder) / "new" / "a.txt") as file:
    ...         _ = file.write(b"whole")
    ...     (Path(folder) / "new" / "a.txt").read_bytes()
    b'whole'
    """
    try:
        stands = _standing(Path(path))
        if stands is not None and not stat.S_ISREG(stands):
            with Path(path).open("wb") as file:
                yield file
            return
        if stands is not None and not replace:
            raise FileExistsError
        target = Path(os.path.realpath(path))
        with tempfile.TemporaryFile(dir=next(folder for folder in target.parents if folder.exists())) as file:
            yield file
            file.seek(0)
            _put(file, target, stands, replace)
    except FileExistsError:
        raise OutputError(f"{path}: stands there already; say --force to replace it, or name another file.") from None
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); choose another folder, or free this one."
        ) from None


def _standing(path: Path) -> int | None:
    """Return the mode of what stands at a path, behind links; None for nothing."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, "it is a folder")
    if stat.S_ISREG(mode) and not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, "it is read-only")
    return mode


def _put(file: IO[bytes], target: Path, mode: int | None, replace: bool) -> None:
    """Give a finished file its name at once: a copy under a name of its own takes the place of what stands there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as copy:
            shutil.copyfileobj(file, copy)
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        if replace:
            os.replace(part, target)
        else:
            _link(part, target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _link(part: Path, target: Path) -> None:
    """Give a file its name only where no other run has taken it by now."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.replace(part, target)


def _sweep(folder: Path) -> None:
    """Remove the copies of runs that were killed in the moment between copy and name; a live one is a second old."""
    for left in folder.glob(f".*.{'[0-9a-f]' * 8}.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let one run at a time change a file of a folder by what it holds; where the system cannot, all go on."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write_whole(path: str | Path, content: bytes, *, replace: bool = True) -> Path:
    """Write a file as :func:`whole_file` does and return its path.

    Raises
    ------
    OutputError
        If it cannot be written, or must not be replaced; what stood there is untouched.
    """
    with whole_file(path, replace=replace) as file:
        file.write(content)
    return Path(path)
