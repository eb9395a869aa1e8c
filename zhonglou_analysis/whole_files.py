"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from .errors import OutputError


def write_whole(path: str | Path, content: bytes) -> Path:
    """Write a file so that no reader, and no killed run, ever sees a part of it.

    The bytes go to a hidden file beside it, which takes its place in one step. A run that is killed leaves at most
    that hidden file, and the next run writes over it.

    Parameters
    ----------
    path : path
        The file; its folder is made where it is missing.
    content : bytes
        All of it.

    Raises
    ------
    OutputError
        If it cannot be written; what stood there is untouched.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "new" / "a.txt", b"whole").read_bytes()
    b'whole'
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); choose another folder, or free this one."
        ) from None
    return path
