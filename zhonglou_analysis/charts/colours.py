"""Contrast of colours, as a reader with weak eyes or a grey printer sees them."""

from __future__ import annotations

from typing import Any

from matplotlib.colors import to_rgba

from .style import INK


def contrast(one: Any, other: Any = "white") -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2).

    Examples
    --------
    >>> round(contrast("#12436D"), 1)
    10.2
    """
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable_on(background: Any) -> str:
    """Return the colour of a text on a background: white or ink, whichever stands out more.

    Examples
    --------
    >>> readable_on("#12436D")
    'white'
    """
    return max(("white", INK), key=lambda colour: contrast(colour, background))


def _luminance(colour: Any) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgba(colour)[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
