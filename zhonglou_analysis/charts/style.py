"""The style of the charts: colours and their contrast, the named sizes, and a context manager to set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import matplotlib as mpl
from matplotlib.colors import to_rgba

from ..errors import InputError
from ..quantities.wording import check_lang
from .lettering import font_families

# The Analysis Function palette: every colour at least 3:1 on white, and apart from each other in grey.
BLUE, TEAL, PLUM, ORANGE, DARK, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
REST, INK, QUIET = "#BFBFBF", "#1A1A1A", "#595959"

_DPI = 300


@dataclass(frozen=True)
class Size:
    """A named size of a chart: its paper, its text sizes and its margins."""

    name: str
    width_cm: float
    height_cm: float  # 0: the chart chooses it, from what it has to show
    label: float  # texts in points, as all that follows
    notes: float
    subtitle: float
    headline: float
    margin: float  # white on every side
    floor: float  # the smallest text that is still read

    @property
    def width(self) -> float:
        """Width in points, a whole number of pixels at 300 dpi."""
        return round(self.width_cm / 2.54 * _DPI) / _DPI * 72

    @property
    def height(self) -> float:
        """Height in points, a whole number of pixels at 300 dpi; 0 if the chart chooses it."""
        return round(self.height_cm / 2.54 * _DPI) / _DPI * 72


SIZES: dict[str, Size] = {
    size.name: size
    for size in (
        Size("doc", 15.6, 0, label=9, notes=9, subtitle=9.5, headline=13, margin=6, floor=9),
        Size("doc_half", 7.6, 0, label=9, notes=9, subtitle=9, headline=11, margin=4, floor=9),
        Size("slide", 30, 14.5, label=14, notes=12, subtitle=14, headline=22, margin=14, floor=12),
        Size("slide_half", 14.8, 13, label=12, notes=12, subtitle=12, headline=16, margin=8, floor=12),
        Size("web", 20, 0, label=11, notes=10, subtitle=12, headline=17, margin=10, floor=9),
    )
}

_ACTIVE: ContextVar[Size | None] = ContextVar("size of the chart style in force", default=None)


def find_size(name: str) -> Size:
    """Return a size by its name; the error for an unknown one names them all."""
    if name not in SIZES:
        raise InputError(f"size={name!r}: the sizes are {', '.join(SIZES)}.")
    return SIZES[name]


def active_size() -> Size | None:
    """Return the size of the :func:`chart_style` in force, or None outside of one."""
    return _ACTIVE.get()


def _style_file() -> dict[str, Any]:
    text = (files(__package__) / "chart.mplstyle").read_text(encoding="utf-8")
    settings: dict[str, Any] = {}
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if colon and not line.startswith("#"):
            settings[key.strip()] = value.strip()
    return settings


@contextmanager
def chart_style(lang: str = "zh", size: str = "doc") -> Iterator[None]:
    """Set matplotlib's parameters for charts of this package; afterwards they are what they were.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the charts. The font serves both.
    size : {"doc", "doc_half", "slide", "slide_half", "web"}
        Where the chart goes: a page, half of its width, a slide, half a slide, a web page.

    Yields
    ------
    None
        Inside the block every new figure has the size and the texts of the style.

    Raises
    ------
    InputError
        If the language or the size is unknown.
    ChartError
        If there is no font for Chinese text.

    Examples
    --------
    >>> before = mpl.rcParams["font.size"]
    >>> with chart_style("zh", size="slide"):
    ...     mpl.rcParams["font.size"]
    14.0
    >>> mpl.rcParams["font.size"] == before
    True
    """
    check_lang(lang)
    chosen = find_size(size)
    token = _ACTIVE.set(chosen)
    try:
        with mpl.rc_context():
            mpl.rcdefaults()  # a user's matplotlibrc or seaborn theme must not change a file
            for key, value in _parameters(chosen).items():
                mpl.rcParams[key] = value  # type: ignore[index]
            yield
    finally:
        _ACTIVE.reset(token)


def _parameters(size: Size) -> dict[str, Any]:
    height = size.height or size.width * 0.62
    return _style_file() | {
        "font.family": font_families(),
        "font.size": size.label,
        "axes.titlesize": size.headline,
        "axes.labelsize": size.notes,
        "xtick.labelsize": size.label,
        "ytick.labelsize": size.label,
        "legend.fontsize": size.label,
        "figure.figsize": (size.width / 72, height / 72),
        "figure.titlesize": size.headline,
    }


def contrast(one: Any, other: Any = "white") -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable_on(background: Any) -> str:
    """Return the colour of a text on a background: white or ink, whichever stands out more."""
    return max(("white", INK), key=lambda colour: contrast(colour, background))


def _luminance(colour: Any) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgba(colour)[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
