"""The drawn charts as pictures, each drawn once for all the files that hold it."""

from __future__ import annotations

from dataclasses import dataclass

from ..charts.catalogue import find_chart
from ..charts.geometry import Exhibit
from ..charts.saving import chart_bytes
from ..errors import ChartError

_TEXTS = ("headline", "subtitle", "notes", "source")


@dataclass(frozen=True)
class Picture:
    """A drawn chart.

    Parameters
    ----------
    content : bytes
        Of a PNG or an SVG.
    width, height : float
        In points.
    crop : tuple of float
        How much of the width or height is white on the left, right, top and bottom, from 0 to 1.
    """

    content: bytes
    width: float
    height: float
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


class Pictures:
    """Pictures of exhibits; the same exhibit in the same form is drawn once."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, str, str, bool], Picture] = {}

    def of(self, exhibit: Exhibit, size: str, kind: str, bare: bool = False) -> Picture:
        """Return an exhibit drawn at a named size, or if it does not fit at that of the document, which grows with it.

        ``bare`` leaves out the texts that a writer sets itself.
        """
        key = (exhibit.name, exhibit.lang, size, kind, bare)
        if key not in self._drawn:
            chart = find_chart(exhibit.name)
            try:
                figure = chart.figure(exhibit.marks, exhibit.lang, size)
            except ChartError:
                figure = chart.figure(exhibit.marks, exhibit.lang, size := "doc")
            width, height = (float(inches) for inches in figure.get_size_inches())
            crop = (0.0, 0.0, 0.0, 0.0)
            if bare:
                for text in figure.texts:
                    text.set_visible(text.get_gid() not in _TEXTS)
                box = figure.get_tightbbox()
                crop = (
                    _white(box.x0, width), _white(width - box.x1, width), _white(height - box.y1, height),
                    _white(box.y0, height),
                )  # fmt: skip
            content = chart_bytes(figure, kind, size, exhibit.lang, title=exhibit.name)
            self._drawn[key] = Picture(content, width * 72, height * 72, crop)
        return self._drawn[key]


def _white(gap: float, length: float) -> float:
    """Return a margin as a share of the length, less a twentieth of an inch that is kept."""
    return round(max(0.0, gap - 0.05) / length, 4)
