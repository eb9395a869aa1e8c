"""The style of the charts: colours and their contrast, the named sizes, and a context manager to set it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import matplotlib as mpl
from matplotlib.colors import is_color_like, to_rgba

from ..errors import InputError
from ..quantities.wording import check_lang
from .lettering import font_families

# Every colour at least 3:1 on white, and ten steps of lightness (L*) from the next: apart in grey print too.
DARK, BLUE, PLUM, RUST, TEAL = "#1F1F1F", "#12436D", "#9C2A6B", "#B8561B", "#28A197"
CATEGORIES = (BLUE, TEAL, PLUM, RUST, DARK)  # in the order in which they are used
DARK_ENOUGH = (2, 0, 3, 4)  # of the categories, in the order in which paths use them: a text has its line's colour
REST, BAND, INK, QUIET = "#BFBFBF", "#B5CDE3", "#1A1A1A", "#595959"
_BY_STATUS = {"computed": TEAL, "projection": PLUM, "rest": REST, "definition": DARK}
_BY_STATUS |= {"does_not_reproduce": PLUM, "missed": PLUM}

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

    def scaled(self, factor: float, only_labels: bool = False) -> Size:
        """Return the size with other texts; with only its labels smaller, but none below the floor."""
        if only_labels:
            return replace(self, label=max(self.label * factor, self.floor))
        texts = {name: getattr(self, name) * factor for name in ("label", "notes", "subtitle", "headline", "floor")}
        return replace(self, **texts)

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
        Size("doc", 15.6, 0, label=10.5, notes=9, subtitle=10.5, headline=14, margin=6, floor=9),
        Size("doc_half", 7.6, 0, label=9, notes=9, subtitle=9, headline=11, margin=4, floor=9),
        Size("slide", 30, 14.5, label=18, notes=14, subtitle=16, headline=28, margin=14, floor=14),
        Size("slide_half", 14.8, 13, label=14, notes=11, subtitle=12, headline=18, margin=8, floor=11),
        Size("web", 20, 0, label=12, notes=10, subtitle=12, headline=18, margin=10, floor=9),
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
    18.0
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


def lightness(colour: Any) -> float:
    """Return how light a colour is in grey print, from 0 to 100 (CIE L*)."""
    light = _luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


@dataclass(frozen=True)
class Theme:
    """Ink, paper and palette of one chart: our own, or those of the figure that somebody drew it in."""

    ink: Any = INK
    quiet: Any = QUIET
    headline: Any = BLUE
    paper: Any = "white"
    palette: Mapping[str, Any] | Sequence[Any] | None = None

    def colour(self, status: str, *names: str, place: int | None = None) -> Any:
        """Return the colour of a mark: of its role or series or status in the user's palette, or our own.

        ``place`` is that of a part or path among its like, which are told apart by it.
        """
        if isinstance(self.palette, Mapping):
            for name in (*names, status):
                if name in self.palette:
                    return self.palette[name]
        elif self.palette and status != "rest":
            return self.palette[(place or 0) % len(self.palette)]
        own = _BY_STATUS.get(status, BLUE) if place is None else CATEGORIES[place % len(CATEGORIES)]
        return own if status == "rest" else self.seen(own)  # the rest is pale within an edge

    def seen(self, colour: Any, least: float = 3) -> Any:
        """Return a colour that stands out on the paper: mixed with white on a dark one, with black on a grey one."""
        for step in range(11):
            end = 1.0 if self.on_dark else 0.0
            mixed = tuple(part + (end - part) * step / 10 for part in to_rgba(colour)[:3])
            if contrast(mixed, self.paper) >= least:
                break
        return colour if step == 0 else mixed

    @property
    def on_dark(self) -> bool:
        """Whether the paper is dark."""
        return contrast("white", self.paper) > contrast("black", self.paper)


def check_palette(palette: object, known: Iterable[str]) -> None:
    """Refuse a palette that is neither a mapping of known names to colours nor a list of colours."""
    colours = list(palette.values()) if isinstance(palette, Mapping) else palette
    if palette is None:
        return
    if isinstance(colours, str) or not isinstance(colours, Iterable) or not (colours := list(colours)):
        raise InputError(f"palette={palette!r}: give a mapping of status or role to colour, or a list of colours.")
    wrong = [colour for colour in colours if not is_color_like(colour)]
    if wrong:
        raise InputError(f"palette: {wrong[0]!r} is no colour; give a name such as 'teal' or a code such as '#28A197'.")
    allowed = list(dict.fromkeys(known))
    unknown = [name for name in palette if name not in allowed] if isinstance(palette, Mapping) else []
    if unknown:
        raise InputError(f"palette: {unknown[0]!r} is no status, role or series of these rows: {', '.join(allowed)}.")
