"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .errors import OutputError


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
