"""The errors a user can cause: one base class, few kinds, each carrying the rows it is about.

A message is one sentence that names the file, the row or the option, and the remedy. The command line prints
it on standard error without a traceback; in a notebook it is the last line of one.
"""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 20  # a thousand rows are counted, and nobody reads them


class ZhonglouError(Exception):
    """Base of every error that this package raises on purpose.

    Parameters
    ----------
    message : str
        What is wrong and what to do about it.
    rows : iterable of str, optional
        The offending rows, one description each. The first twenty are printed below the message; ``rows`` has all.

    Examples
    --------
    >>> error = ZhonglouError("2 rows are wrong", ["a: value", "b: unit"])
    >>> error.rows
    ('a: value', 'b: unit')
    >>> print(error)
    2 rows are wrong
      a: value
      b: unit
    """

    def __init__(self, message: str, rows: Iterable[str] = ()) -> None:
        self.message = message
        self.rows = tuple(rows)
        more = len(self.rows) - _SHOWN
        shown = self.rows if more <= 0 else (*self.rows[:_SHOWN], f"… and {more} more")
        super().__init__("\n  ".join((message, *shown)))


class DataError(ZhonglouError):
    """A table in the data folder cannot be read, or its rows contradict each other or their own phrase."""


class NotInReportError(ZhonglouError, LookupError):
    """The report does not print the number that was asked for."""


class UnlikeError(ZhonglouError, ValueError):
    """Two quantities of unlike unit, scope, period or coverage were put into one ratio without a reason.

    Parameters
    ----------
    what : str
        Both sides, and in what they are unlike.
    remedy : str, optional
        What a caller can do about it; no part of a table.
    aspects : iterable of str, optional
        In what they are unlike: ``unit``, ``kind``, ``scope``, ``period``, ``measure``, ``coverage``.
    """

    def __init__(self, what: str, remedy: str = "", aspects: Iterable[str] = ()) -> None:
        self.what = what
        self.aspects = tuple(aspects)
        super().__init__(f"{what} {remedy}".rstrip())


class InputError(ZhonglouError, ValueError):
    """An argument, an option or an input file is not of the form that is needed."""


class OutputError(ZhonglouError):
    """A file could not be written; whatever stood there before is untouched."""


class ChartError(ZhonglouError):
    """A chart cannot be drawn as asked: no font for its text, mixed units, duplicate rows."""
