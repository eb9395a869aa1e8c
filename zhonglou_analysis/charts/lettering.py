"""The one font of the charts, and how wide its letters are.

The packaged Noto Sans SC is registered under a name of its own, so that neither an installed font of the same name
nor a user's matplotlibrc changes a file. Where the package is missing, a named list of system fonts stands in.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from ..errors import ChartError

FAMILY = "Zhonglou Sans"
LATIN_FALLBACK = "DejaVu Sans"
SYSTEM_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Heiti SC",
    "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip


def _packaged_font() -> Path | None:
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError:
        return None
    path = Path(str(sans_path()))
    return path if path.is_file() else None


@cache
def chart_font() -> str:
    """Return the name of the Chinese font of the charts, known to matplotlib from then on.

    Returns
    -------
    str
        The private name of the packaged font, or the first installed font of ``SYSTEM_FONTS``.

    Raises
    ------
    ChartError
        If there is neither: a chart without a Chinese font would show boxes.

    Examples
    --------
    >>> chart_font()
    'Zhonglou Sans'
    """
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
    """Return the width in points of the longest line of a text set at ``size`` points.

    Examples
    --------
    >>> round(text_width("钟楼区", 10), 3)
    30.0
    """
    return max((math.fsum(map(_advance, line)) for line in text.split("\n")), default=0.0) * size
