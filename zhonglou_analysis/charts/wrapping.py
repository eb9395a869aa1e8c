"""Chinese and Latin text as a Chinese typesetter sets it: full-width punctuation, and lines broken between words."""

from __future__ import annotations

import re

from .lettering import text_width

_OPENING = "“‘(《〈【\uff08"
_CLOSING = ",。;:!?、)》〉】”’%\uff0c\uff1b\uff1a\uff01\uff1f\uff09"
_FULL_WIDTH = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "(": "\uff08", ")": "\uff09", "?": "\uff1f", "!": "\uff01"}
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_HALF_WIDTH = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()?!]")
# A number stays with its sign and its unit, a Latin word in one piece, punctuation with its neighbour.
_WORD = re.compile(
    rf"[{_OPENING}]*"
    rf"(?:[约近超]?[≥≤<>±−+≈]*(?:CN¥|US\$)?\d[\d.,]*\d?(?:%| bn\b| m\b|个?百分点"
    rf"|[千百万亿]*[元家个人户亩套台条座所只米项件年段处月日]?)"
    rf"|[A-Za-z0-9][\w.’'&/+\-]*"
    rf"|\S)"
    rf"[{_CLOSING}.,;:]*"
    rf"|\s+",
    re.ASCII,
)


def punctuate(text: str, lang: str) -> str:
    r"""Return a text with the punctuation of its language.

    In Chinese it is full width, but not inside numbers (0.2:31.9). The font's curly quotes are full width too, so that
    English gets straight ones.

    Examples
    --------
    >>> punctuate("推算(1,700个)", "zh") == "推算\uff081,700个\uff09"
    True
    """
    if lang == "zh":
        return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0]], text)
    return text.translate(_STRAIGHT)


def wrap(text: str, size: float, width: float) -> str:
    r"""Return the text with line ends put in, so that no line set at ``size`` points is wider than ``width``.

    Parameters
    ----------
    text : str
        May hold line ends of its own, which stay.
    size, width : float
        In points.

    Examples
    --------
    >>> wrap("地区生产总值890亿元以上", 10, 80)
    '地区生产总值\n890亿元以上'
    """
    return "\n".join(_wrap_line(line, size, width) for line in text.split("\n"))


def _wrap_line(text: str, size: float, width: float) -> str:
    lines, line = [], ""
    for word in _WORD.findall(text):
        if line and text_width((line + word).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return "\n".join([*lines, line.rstrip()])


def wrap_evenly(text: str, size: float, width: float) -> str:
    r"""Wrap into as few lines as :func:`wrap` would, of nearly equal length: no headline ends in a lone word.

    Examples
    --------
    >>> wrap_evenly("一二三四五六七八九十", 10, 80)
    '一二三四五\n六七八九十'
    """
    best = wrap(text, size, width)
    low, high = 0.0, width
    for _ in range(12):
        middle = (low + high) / 2
        candidate = wrap(text, size, middle)
        if candidate.count("\n") == best.count("\n") and text_width(candidate, size) <= middle:
            best, high = candidate, middle
        else:
            low = middle
    return best
