"""The one font of the charts, how wide its letters are, and how a text is set and broken into lines in it.

The packaged Noto Sans SC is registered under a name of its own, so that neither an installed font of the same name
nor a user's matplotlibrc changes a file. Where the package is missing, a named list of system fonts stands in.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from ..errors import ChartError
from ..quantities.wording import punctuate as punctuate

FAMILY = "Zhonglou Sans"
LATIN_FALLBACK = "DejaVu Sans"
SYSTEM_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Heiti SC",
    "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip

_OPENING = "“‘(《〈【\uff08"
_CLOSING = ",。;:!?、)》〉】”’%\uff0c\uff1b\uff1a\uff01\uff1f\uff09"
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


def _packaged_font() -> Path | None:
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError:
        return None
    path = Path(str(sans_path()))
    return path if path.is_file() else None


@cache
def chart_font() -> str:
    """Return the Chinese font of the charts by its name, known to matplotlib from then on; without one, no boxes."""
    fonts = font_manager.fontManager
    path = _packaged_font()
    if path is not None:
        # What fontManager.addfont would find out by reading 8 MB, but under a name of our own.
        fonts.ttflist.append(
            font_manager.FontEntry(fname=str(path), name=FAMILY, weight=400, stretch="normal", size="scalable")
        )
        return FAMILY
    installed = {entry.name for entry in fonts.ttflist}
    for name in SYSTEM_FONTS:
        if name in installed:
            return name
    raise ChartError(
        "No font for Chinese text: install the package pylopdf-fonts-zh-cn, or one of these system fonts: "
        + ", ".join(SYSTEM_FONTS)
        + "."
    )


def font_families() -> list[str]:
    """Return concrete family names for ``font.family``: the Chinese font first, so that “ ” are full width."""
    return [chart_font(), LATIN_FALLBACK]


@cache
def _face() -> FT2Font:
    face = FT2Font(font_manager.findfont(chart_font(), fallback_to_default=False))
    face.set_size(100, 72)
    return face


@cache
def _advance(letter: str) -> float:
    """Width of a letter in ems; the same on every machine, because it does not depend on a renderer."""
    face = _face()
    if not face.get_char_index(ord(letter)):
        return 0.7  # drawn in the wide fallback font
    return float(face.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


def text_width(text: str, size: float) -> float:
    """Return the width in points of the longest line of a text set at ``size`` points."""
    return max((math.fsum(map(_advance, line)) for line in text.split("\n")), default=0.0) * size


def wrap(text: str, size: float, width: float) -> str:
    """Return the text with line ends put in, so that no line set at ``size`` points is wider than ``width`` points."""
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
    """Wrap into as few lines as :func:`wrap` would, of nearly equal length: no headline ends in a lone word."""
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
