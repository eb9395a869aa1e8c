"""A report's file → its text, a paragraph a line: the encodings of Chinese reports, clear words for what is no text."""

from __future__ import annotations

import codecs
from pathlib import Path

from ..errors import InputError
from ..files import read_bytes
from .wrapping import unwrap

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

_SAVE_AS_TEXT = "open it, and save or copy its text into a .txt file in UTF-8"
# The first bytes of files that hold a report but are no text.
_OTHER_FILES = (
    (b"%PDF", "a PDF", "save its text with a PDF reader or pdftotext; a scanned one needs OCR"),
    (b"PK\x03\x04", "a Word, WPS or other zipped file", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", _SAVE_AS_TEXT),
    (b"{\\rtf", "a rich-text file", _SAVE_AS_TEXT),
    (b"<!doctype html", "a web page", "open it in a browser and copy its text into a .txt file in UTF-8"),
    (b"<html", "a web page", "open it in a browser and copy its text into a .txt file in UTF-8"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"\x89PNG", "a picture", "a picture needs OCR"),
    (b"\xff\xd8\xff", "a picture", "a picture needs OCR"),
)
# Characters that Chinese prose cannot do without; mistaken encodings hardly produce them.
_PROSE = frozenset("的一是和在了，。、；：,.;:0123456789年 \n\r")


def read_report(path: str | Path) -> str:
    """Return the text of a report's file, in UTF-8 with or without BOM, GB18030 or UTF-16.

    Parameters
    ----------
    path : path
        A text file.

    Returns
    -------
    str
        The whole text without a byte order mark, as it stands. Only where a copy's lines are broken at a width are
        they joined, so that each paragraph is one line: what is then called a paragraph is none of the file's lines.

    Raises
    ------
    InputError
        If the file is missing, empty or no text (a PDF, a Word file, a picture, a binary), or in another encoding;
        the message says what to do.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "report.txt"
    ...     _ = file.write_bytes("增长5%".encode("gb18030"))
    ...     read_report(file)
    '增长5%'
    """
    path = Path(path)
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; check its name.") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); name a text file.") from None
    if not raw.strip():
        raise InputError(f"{path}: the file is empty; save the report's text into it.")
    for head, what, remedy in _OTHER_FILES:
        if raw[:512].lstrip().lower().startswith(head.lower()):
            raise InputError(f"{path}: this is {what}, not text; {remedy}.")
    text = _decode(raw)
    if text is None:
        raise InputError(
            f"{path}: this is no text in UTF-8, GB18030 or UTF-16; save the report as plain text in UTF-8."
        )
    return unwrap(text)


def _decode(raw: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _attempt(raw, encoding)
    if b"\0" not in raw:
        text = _attempt(raw, "utf-8")
        if text is not None:
            return text if _is_text(text) else None
    # Neither of these announces itself: the one that reads like prose is taken.
    candidates = [text for name in ("gb18030", "utf-16-le", "utf-16-be") if (text := _attempt(raw, name)) is not None]
    best = max(candidates, key=_prose, default=None)
    return best if best is not None and _is_text(best) and _prose(best) > 0.02 else None


def _attempt(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _prose(text: str) -> float:
    """Return the share of characters that prose cannot do without, in the first pages."""
    sample = text[:20_000]
    return sum(character in _PROSE for character in sample) / len(sample)


def _is_text(text: str) -> bool:
    """Return whether hardly any control characters are there."""
    sample = text[:20_000]
    controls = sum(character < " " and character not in "\t\n\r\x0b\x0c" for character in sample)
    return controls <= len(sample) // 1000
