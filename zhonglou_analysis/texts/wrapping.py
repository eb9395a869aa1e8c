"""A copy whose lines were broken at a width → its paragraphs, one a line, as reports are published.

A break belongs to the copy where the line before it is as wide as lines get: the next character, or the next word of
a copy that breaks none, had no room. Where a full line ends a sentence nobody can know whether a paragraph ends too;
it is taken to go on unless the next line is indented or numbered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
# Two columns wide: all that is not ASCII to some programs, to others not the marks that European texts have too (“—…).
_WIDE, _EAST_ASIAN = re.compile("[^\x00-\x7f]"), re.compile("[^\x00-\u2e7f]")
_SAMPLE = 50_000  # characters that tell whether a copy is wrapped
_NARROWEST, _WIDEST = 16, 200  # columns of a wrapped line; a paragraph of a report is longer
_FEWEST = 6  # full lines that stop inside a sentence
_ENDS = "。！？：；!?:;”"
_WORD = re.compile(r"[0-9A-Za-z.,%]{1,16}[，。、；：！？）》”’%]*|.[，。、；：！？）》”’]*")
_INDENTED = re.compile(r"\s{2}|\u3000|\s*$")
_LISTED = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部章节]|[一二三四五六七八九十]{1,3}[、.．是]"
    r"|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[●◆■•*▲★]|——)"
)
_ADD, _NEARLY = 4, 6  # columns that a full line of a copy with unequal lines may lack, and that a nearly full one does


class _Wrap(NamedTuple):
    """How a copy is wrapped: how a line is measured, how wide lines get, and how much a full one may lack."""

    measure: Callable[[str], int]
    width: int
    lacks: int
    by_word: bool

    def is_full(self, line: str, following: str) -> bool:
        """Return whether a line has no room for what begins the next one."""
        room = self.width - self.lacks - self.measure(line)
        if self.by_word and (word := _WORD.match(following)):
            room -= self.measure(word[0]) - 1 + (0 if _ends_sentence(line) else _ADD)
        return room <= 0


def unwrap(text: str) -> str:
    r"""Return a text with each of its paragraphs in one line, where its lines are broken at a width; else as it is.

    Examples
    --------
    >>> unwrap("一、回顾\n全市生产总值增长5%。")
    '一、回顾\n全市生产总值增长5%。'
    """
    sample = text[:_SAMPLE]
    if (sample.count("\n") + sample.count("\r")) * _WIDEST < len(sample):
        return text
    wrap = _wrap_of([line for line in sample.splitlines() if line.strip()])
    if wrap is None:
        return text
    pairs = [match.groups() for match in _LINE.finditer(text)]
    parts: list[str] = []
    for (line, end), (following, _) in zip(pairs, [*pairs[1:], ("", "")], strict=True):
        begins = _INDENTED.match(following) or (_ends_sentence(line) and _LISTED.match(following))
        inside = line.strip() and not begins and wrap.is_full(line, following)
        words = wrap.by_word and (line[-1:] + following[:1]).isascii() and (line[-1:] + following[:1]).isalpha()
        parts += (line, (" " if words else "") if inside else end)
    return "".join(parts)


def _ends_sentence(line: str) -> bool:
    return line.rstrip()[-1:] in _ENDS


def _columns(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))


def _east_asian_columns(line: str) -> int:
    return len(line) + len(_EAST_ASIAN.findall(line))


def _wrap_of(lines: Sequence[str]) -> _Wrap | None:
    """Return how lines are wrapped, at a number of characters, of columns, or wherever a word ends; None where not."""
    stopped = [line for line in lines if not _ends_sentence(line)]
    # Of most texts that are not wrapped the second tells so at once.
    if len(stopped) < _FEWEST or sorted(map(len, lines))[-1 - len(lines) // 50] > _WIDEST:
        return None
    for measure, lacks in ((len, 0), (_columns, 1), (_east_asian_columns, 1)):
        width, _ = max(Counter(map(measure, stopped)).items(), key=lambda pair: (pair[1], pair[0]))
        wrap = _Wrap(measure, width, lacks, by_word=False)
        if _holds(wrap, lines, stopped):
            return wrap
    width = sorted(map(_columns, lines))[-1 - len(lines) // 50]
    wrap = _Wrap(_columns, width, 0, by_word=True)
    return wrap if _holds(wrap, lines, stopped) else None


def _holds(wrap: _Wrap, lines: Sequence[str], stopped: Sequence[str]) -> bool:
    """Return whether lines are as full as wrapping leaves them.

    A third of all are full and stop inside a sentence, few lack a little more, and they stop behind any character:
    those of a list of indicators may be of one length, but all end in a unit.
    """
    lacks = 2 * _NEARLY if wrap.by_word else wrap.lacks
    full = [line for line in stopped if wrap.width - lacks <= wrap.measure(line) <= wrap.width]
    nearly = sum(wrap.width - _NEARLY <= wrap.measure(line) < wrap.width - lacks for line in stopped)
    anywhere = len({line[-1] for line in full}) * 2 >= min(len(full), 40)
    enough = len(full) >= max(_FEWEST, len(lines) / 3) and nearly <= len(full) / 20 + (wrap.measure is len)
    return enough and anywhere and _NARROWEST <= wrap.width <= _WIDEST
