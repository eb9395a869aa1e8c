"""Every chart once in every language and size: drawing is what costs, looking at it is cheap."""

from __future__ import annotations

import matplotlib as mpl
import pytest

from zhonglou_analysis.charts.catalogue import CHARTS, find_chart

mpl.use("agg")

NAMES, LANGS, SIZES = tuple(CHARTS), ("zh", "en"), ("doc", "doc_half", "slide", "slide_half", "web")


@pytest.fixture(scope="session")
def marks():
    """The rows of each chart, from the packaged report."""
    return {name: find_chart(name).rows() for name in NAMES}


@pytest.fixture(scope="session")
def draw(marks):
    """Draw a chart in a language at a size, once."""
    drawn = {}

    def figure(name, lang="zh", size="doc"):
        key = (name, lang, size)
        if key not in drawn:
            drawn[key] = find_chart(name).figure(marks[name], lang, size)
        return drawn[key]

    return figure


@pytest.fixture(autouse=True)
def _leave_nothing_behind():
    """No test, and so no function it calls, leaves a figure open or changes matplotlib's parameters."""
    import matplotlib.pyplot as plt

    before = dict(mpl.rcParams)
    yield
    left = plt.get_fignums()
    plt.close("all")
    assert left == []
    assert dict(mpl.rcParams) == before
