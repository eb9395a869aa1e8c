"""The one font of the charts, how wide its letters are, and how a text is set and broken into lines in it.

The packaged Noto Sans SC is registered under a name of its own, so that neither an installed font of the same name
nor a user's matplotlibrc changes a file. ``ZHONGLOU_FONT`` names another font file; where the package is missing, a
named list of system fonts stands in.
"""

from __future__ import annotations

import math
import os
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

_SPARE = 1.03
_OPENING = "“‘(《〈【\uff08"
_CLOSING = ",。;:!?、)》〉】”’%\uff0c\uff1b\uff1a\uff01\uff1f\uff09"
# Chinese words that a line never cuts, the longer first.
_WHOLE = [
    "部分据报告计算",
    "地区生产总值",
    "国内生产总值",
    "社会消费品零售总额",
    "一般公共预算收入",
    "固定资产投资",
    "进出口总额",
    "规模以上",
    "可比口径",
    "四舍五入",
    "人民政府",
    "政府工作报告",
    "工作报告",
    "功能区",
    "预计数",
    "报告数",
    "报告",
    "计算",
    "部分",
    "预计",
    "估计",
    "目标",
    "预测",
    "下限",
    "上限",
    "箭头",
    "条纹",
    "水平",
    "增速",
    "口径",
    "现价",
    "不变价",
    "价格",
    "全区",
    "分配",
    "推算",
    "工业",
    "企业",
    "产业",
    "投资",
    "收入",
    "农户",
    "比重",
    "比值",
    "产值",
    "舍入",
    "重算",
    "调整",
    "增加值",
    "范围",
    "任务",
    "报告数",
    "计算值",
    "惯例",
    "核对",
    "算术",
    "判断",
    "检验",
    "假定",
    "宽度",
    "主要",
    "经济",
    "指标",
    "可比",
    "基数",
    "公布",
    "数字",
    "营收",
    "达到",
    "所需",
    "项目",
    "单位",
    "招引",
    "认定",
    "加总",
    "情景",
    "复利",
    "留抵",
    "退税",
    "因素",
    "官方",
    "参考",
    "说明",
    "扣除",
    "不足",
    "无界",
    "服务业",
    "重点",
    "规上",
    "左右",
    "以上",
    "以内",
    "机械",
    "总产值",
    "构成",
    "惯例",
    "名义",
    "允许",
    "不变价计",
    "统计局",
    "常州市",
    "钟楼区",
]
_WHOLE.sort(key=len, reverse=True)
# A number stays with its sign and its unit, a Latin word in one piece, punctuation with its neighbour.
_WORD = re.compile(
    rf"[{_OPENING}]*"
    rf"(?:[约近超]?[≥≤<>±−+≈]*(?:CN¥|US\$)?\d[\d.,]*\d?(?:%| bn\b| m\b|个?百分点"
    rf"|[千百万亿]*[元家个人户亩套台条座所只米项件年段处月日]?)"
    rf"|[A-Za-z0-9][\w.’'&/+\-]*"
    rf"|{'|'.join(_WHOLE)}"
    rf"|\S)"
    rf"[{_CLOSING}.,;:]*"
    rf"|\s+",
    re.ASCII,
)


def _named_font() -> Path | None:
    """Return the font file that the environment names instead of the packaged one."""
    named = os.environ.get("ZHONGLOU_FONT", "")
    if not named:
        return None
    try:
        FT2Font(named)
    except (OSError, RuntimeError, ValueError):
        raise ChartError(f"ZHONGLOU_FONT={named}: is no font file; name an OTF or TTF file, or unset it.") from None
    return Path(named)


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
    path = _named_font() or _packaged_font()
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
    """Return the width in points of the longest line of a text set at ``size`` points, with a little to spare.

    A figure that is shown outside the chart style is drawn with hinting, which makes letters wider at a screen's
    resolution than they are on paper.
    """
    return max((math.fsum(map(_advance, line)) for line in text.split("\n")), default=0.0) * size * _SPARE


def wrap(text: str, size: float, width: float) -> str:
    """Return the text with line ends put in, so that no line set at ``size`` points is wider than ``width`` points."""
    return "\n".join(_wrap_line(line, size, width) for line in text.split("\n"))


def _wrap_line(text: str, size: float, width: float) -> str:
    lines = _filled(text, size, width)
    least = min(3.2 * size, 0.3 * width)  # of the last line: no orphan of one or two characters or of one short word
    narrower = width
    while len(lines) > 1 and text_width(lines[-1], size) < least and narrower > 0.7 * width:
        narrower -= 0.02 * width
        tried = _filled(text, size, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return "\n".join(lines)


def _filled(text: str, size: float, width: float) -> list[str]:
    lines, line = [], ""
    for word in _WORD.findall(text):
        if line and text_width((line + word).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()]


def wrap_evenly(text: str, size: float, width: float) -> str:
    r"""Wrap into as few lines as :func:`wrap` would, of nearly equal length, and rather after a comma than before it.

    Examples
    --------
    >>> wrap_evenly("一二三四五六七八九十", 10, 80)
    '一二三四五\n六七八九十'
    >>> wrap_evenly("一二三四五六，七八九十", 10, 80)
    '一二三四五六，\n七八九十'
    """

    def narrow(room: float) -> str:
        return "\n".join(line for own in text.split("\n") for line in _filled(own, size, room))

    def after_commas(lines: str) -> int:
        return len(re.findall(r"[，、；：,;:]\n", lines))

    best = wrap(text, size, width)
    low, high = 0.0, width
    for _ in range(12):
        middle = (low + high) / 2
        candidate = narrow(middle)
        if candidate.count("\n") == best.count("\n") and text_width(candidate, size) <= middle:
            best, high = candidate, middle
        else:
            low = middle
    wider = (narrow(room) for room in (high * (1 + step / 20) for step in range(1, 9)) if room <= width)
    return max([best, *(lines for lines in wider if lines.count("\n") == best.count("\n"))], key=after_commas)
