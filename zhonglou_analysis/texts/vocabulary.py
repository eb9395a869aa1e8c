"""The names of indicators that China's work reports share (``vocabulary.csv``), and how words name one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..datapackage import read_table
from ..quantities.grammar import FALLS, RISES

# What an indicator counts decides the units that a printed number of it can have: a name beside another unit is
# another thing (固定资产投资 beside 个 is a count of projects).
_MONEY = frozenset({"money_cny", "money_usd"})
_PER_CENT = frozenset({"%", "‰", "成"})
_DIMENSIONS: dict[str, frozenset[str]] = {
    "people": frozenset({"people"}), "visits": frozenset({"person_times", "people"}),
    "firms": frozenset({"count", "households"}), "mass": frozenset({"mass"}), "emissions": frozenset({"mass"}),
    "area": frozenset({"area"}), "energy": frozenset({"energy"}), "containers": frozenset({"containers"}),
    "parcels": frozenset({"count"}), "age": frozenset({"age"}), "air_quality": frozenset({"duration"}),
    "productivity": _MONEY | {"rate"}, "intensity": frozenset({"rate", "mass", "coal_equivalent", "volume"}),
    "concentration": frozenset({"rate"}), "density": frozenset({"rate", "count"}), "ratio": frozenset({"multiple", ""}),
}  # fmt: skip
# Measures whose level is itself a percentage, and the kind of that percentage.
_PERCENTAGES = {
    "unemployment": "rate", "coverage_rate": "rate", "air_quality": "rate", "ratio_to_gdp": "share",
    "natural_growth": "rate", "prices": "growth_rate",
}  # fmt: skip
_NO_LEVEL = frozenset({"unemployment", "coverage_rate", "ratio_to_gdp", "natural_growth", "prices"})


@dataclass(frozen=True)
class Term:
    """An indicator of the vocabulary; the fields are the columns of ``vocabulary.csv``."""

    names: tuple[str, ...]
    indicator: str
    name_en: str
    measure: str
    level_prices: str
    growth_prices: str
    definition: str

    @property
    def is_percentage(self) -> bool:
        """Whether a level of the indicator is itself a percentage, which may change by percentage points."""
        return self.measure in _PERCENTAGES

    def fits(self, kind: str, unit: str, dimension: str) -> str | None:
        """Return the kind of a number of this indicator, or None where it can be no number of it."""
        if kind in ("rank", "streak"):
            return None
        if unit in ("百分点", "千分点"):
            return "change"
        if unit in _PER_CENT:
            own = _PERCENTAGES.get(self.measure, "")
            if kind in ("growth_rate", "average_growth_rate"):
                return own if self.measure in ("unemployment", "natural_growth", "ratio_to_gdp") else kind
            if own:
                return own
            return kind if kind == "share" else None
        if kind in ("growth_rate", "average_growth_rate"):  # 翻番, 5倍
            return kind
        if self.measure in _NO_LEVEL or dimension not in _DIMENSIONS.get(self.measure, _MONEY):
            return None
        return kind or "level"


@cache
def known_terms() -> dict[str, Term]:
    """Return the terms of ``vocabulary.csv`` by indicator.

    Examples
    --------
    >>> known_terms()["gdp"].name_en
    'gross regional product'
    """
    rows = read_table("vocabulary.csv")
    return {row["indicator"]: Term(tuple(row.pop("name_zh").split("|")), **row) for row in rows}


@cache
def _names() -> tuple[dict[str, str], frozenset[str], int]:
    """Return the indicator of each name, the last two characters of all names, and the length of the longest."""
    names = {name: term.indicator for term in known_terms().values() for name in term.names}
    return names, frozenset({"值中", *(name[-2:] for name in names)}), max(map(len, names))


# What may stand before a name without making it another's: 全市, 预计, 力争全年实现, 到2025年; not 高新区 or 全国.
_BEFORE = re.compile(
    "(?:"
    r"[●◆■•*▲★“\"—\-·:]|全(?:省|市|区|县|州|旗|盟|镇|乡|师|兵团|社会|域|口径)|[我本](?:省|市|区|县|州|旗|盟|镇|乡|级)|我们|提出|"
    r"自治[区州县旗]|[省市区县州]级|其中|同时|此外|以及|全年|今年的?|去年|上年|年内|当年|本年|明年|新的一年|过去一年|"
    r"一年来|今后五年|五年来?|期间|年[末底均]?|至?[0-9]{4}年(?:底|末)?|到|至|预计|初步[核测]算|据?初步统计|据统计|累计|"
    r"总体|总|共|完成|实现|力争|力保|确保|努力|争取|保持|促进|推动|推进|带动|拉动|促使|使|让|达到|新增(?=城镇|就业)|"
    r"辖区|境内|年度|规模|主要指标|主要经济指标|指标|经济社会发展|国民经济|主要|预期|目标|任务|是|为|即|建议|和|与|及|"
    r"、|以|要|将|把|大力|进一步|继续|更好|有效|扣除[^,]{0,9}后|[“\"]?十[一二三四五六]五[”\"]?(?:时?期|期间|末)?|有望|"
    r"实际|名义|人均水平|[一二三四五六七八九十]+[是、]|\([一二三四五六七八九十0-9]+\)|[0-9]{1,2}[.、]|[①-⑳]|城乡统筹|"
    r"区属|市属|省属|属地"
    ")*"
)
# What may stand between a name and its number: 增速同比, 预计完成, 全年控制在.
_LEADING = """
同比 环比 比上年 较上年 比去年 较去年 比上一年 比年初 较年初 比上届末 比同期 同期 比上年同期 较上年同期 比去年同期
上年 去年 按可比价格 按可比价 按可比价格计算 按可比价计算 可比 同口径 按可比口径 可比口径 扣除价格因素 名义 实际
预计 力争 预期 确保 争取 努力 分别 累计 总计 合计 全年 年 全面 共 均 都 也 则 将 已 可 要 再 又 达到 达 完成 实现
到达 控制 保持 稳定 维持 突破 跨上 迈上 跃上 站上 越过 超过 接近 增速 增幅 涨幅 降幅 增长率 增长速度 增长幅度
上涨幅度 上升幅度 增长 增加 提高 提升 上升 下降 降低 减少 上涨 回升 扩大 缩小 增至 升至 降至 降到 增到 预期目标 目标
指标 总量 总额 总数 数量 人数 占比 比重 比例 年均 平均 左右 水平 规模 首次 一举 高达 仅 继续 稳步 持续 末 底 从 由
自 为 至 到 在 的 是 了 约 高于 快于 不低于 低于 不超过 不高于 以 按 每年 年末 年底 当年 今年 稳居 有望 进一步 大幅
显著 明显 翻 其中 : — - ” “ " 力求 稳 增 有所 预定 安排 拟 预算 总的 达成 连续 以内 全部 基本 始终 逐步 逐年 不断
快速 较快 平稳 实绩 、 跃升 攀升 攀升至 跃升至 上升至 增长至 提高至 提升至 上升为 下降为 调整为
预增 奋斗目标 冲刺 挑战 预期增长 定为 确定为 设定为 定在 (
按不变价 按不变价格 按不变价计算 按不变价格计算 可比价 可比价格 不变价 按同口径 自然口径 按自然口径 两年平均 三年平均
首破 跨入 迈入 迈过 跨过 跨越 跃升至 逆势 由负转正 增速由负转正 止跌回升 企稳回升 恢复性 加快 跌幅
"""
_BEHIND = frozenset(f"{_LEADING} {RISES} {FALLS}".split())
_LONGEST_BEHIND = max(map(len, _BEHIND))
_LAST_BEHIND = frozenset(word[-1] for word in _BEHIND)
# The same with figures or words of its own: 2020年的, (含农户), 比2020年, 剔除留抵退税因素后.
_BEHIND_WITH_FIGURES = re.compile(
    r"(?:[比较]?[0-9]{4}年?|\([^()]{0,12}\)|(?:剔除|扣除|还原)[^,。;:]{1,14}?(?:因素|影响|退税)后?)$"
)
_OF_GDP = re.compile(r"(?:占|相当于|与|在)(?:全[省市区县州]|本[省市]|我[省市])?(?:地区|国内)?(?:生产总值|GDP)中?$")
_OF_BUDGET = re.compile(
    r"占(?:地方|全[省市区县州])*(?:一般公共预算|公共财政预算|财政一般预算|一般预算|公共财政|财政)总?收入$"
)


@lru_cache(maxsize=65536)
def find_name(words: str) -> str:
    """Return the indicator that some words name as a whole, with what may stand around a name; else an empty text.

    Examples
    --------
    >>> find_name("全市规上工业增加值"), find_name("高新区规上工业增加值"), find_name("城镇居民人均可支配收入")
    ('industrial_value_added', '', 'urban_disposable_income')
    """
    names, ends, longest = _names()
    while words:
        if words[-2:] in ends:
            for length in range(min(longest, len(words)), 1, -1):
                indicator = names.get(words[-length:])
                if indicator is not None:
                    if length == len(words) or _BEFORE.fullmatch(words, 0, len(words) - length):
                        return indicator
                    break  # a name that is not whole is another thing's: 教育领域固定资产投资
            shared = _share_of(words)
            if shared:
                return shared
        words = _without_tail(words)
    return ""


def strip_words(words: str) -> str:
    """Return some words without what may stand between a name and its number: empty where they name nothing.

    Examples
    --------
    >>> strip_words("预计同比"), strip_words("居民消费价格涨幅控制在")
    ('', '居民消费价格')
    """
    while words and (shorter := _without_tail(words)):
        words = shorter
    return "" if words in _BEHIND or _BEHIND_WITH_FIGURES.fullmatch(words) else words


def _without_tail(words: str) -> str:
    """Return some words without the last of those that may stand behind a name; empty where none does."""
    last = words[-1]
    if last in _LAST_BEHIND:
        for length in range(min(_LONGEST_BEHIND, len(words)), 0, -1):
            if words[-length:] in _BEHIND:
                return words[:-length]
    if last in "年)后素响税0123456789":
        tail = _BEHIND_WITH_FIGURES.search(words)
        return words[: tail.start()] if tail else ""
    return ""


def _share_of(words: str) -> str:
    """Return what is a share of GDP or of budget revenue by these words: 税收占一般公共预算收入."""
    part = _OF_GDP.search(words)
    if part:
        found = find_name(words[: part.start()])
        if found == "rd_expenditure":
            return "rd_expenditure_share"
        term = known_terms().get(found)
        return found if term and term.measure == "value_added" and found != "gdp" else ""
    part = _OF_BUDGET.search(words)
    return "tax_revenue" if part and find_name(words[: part.start()]) == "tax_revenue" else ""
