"""The font inside a page: the letters of the packaged Noto Sans SC that the page holds, and no others.

A browser without a Chinese font would show boxes. The licence of the font (OFL) allows parts of it to be embedded.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path


def font_face(text: str) -> str:
    """Return a rule that embeds the letters of a text as ``Zhonglou Sans``; empty without the packaged font."""
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError:
        return ""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features, options.name_IDs = [], [0, 1, 2, 13, 14]  # the licence stays in it
    out = io.BytesIO()
    with TTFont(Path(str(sans_path())), lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(set(text))))
        cutter.subset(font)
        font.flavor = "woff"
        font.save(out, reorderTables=True)
    data = base64.b64encode(out.getvalue()).decode()
    return f'@font-face{{font-family:"Zhonglou Sans";src:url(data:font/woff;base64,{data}) format("woff")}}'
