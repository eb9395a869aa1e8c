"""What the words around a quantity tell: whether it states anything, its kind, what it is counted per, its name."""

from __future__ import annotations

import re
from dataclasses import replace

from ..quantities.grammar import FALLS, RISES, STREAK, any_of
from ..quantities.phrase import Quantity, stated
from ..quantities.units import dimension_of

REACH = 36  # characters before a quantity that are looked at: longer than a clause usually is

# The last of these words before a percentage tells its kind; a verb before 到 tells where something ends instead.
_VERBS_OF_GROWTH = "增长 下降 减少 回落 提高 提升 上涨 下滑 压降 压减 削减 精简 改善"
_KIND_WORDS = {
    "growth_rate": "增长率 增速 增幅 涨幅 降幅 同比 年均",
    "share": "占比 占 比重 比例 份额 贡献率 强度",
    "rate": "率",
}
_KIND_OF_WORD = {word: kind for kind, text in _KIND_WORDS.items() for word in text.split()}
_LAST_KIND = re.compile(
    rf".*(?<!增长)(?<!贡献)(?:({any_of(*_KIND_WORDS.values())})|{any_of(_VERBS_OF_GROWTH)}(?![到至为]))", re.DOTALL
)
# 年均增长率 is an average over years; 年均浓度 is the mean of one.
_A_YEAR = re.compile(r"年平?均(?:复合)?(?:增|递增|下降|$)")
_COVERS = frozenset({"纳入", "覆盖", "达标", "完成"})
# Verbs that change a count: 增加11天 is a change, 提升450亩 is not.
_COUNT_CHANGES = "增加 提高 上升 上涨 上浮 减少 降低 下降 下调 缩短 缩减 压减 增 减 升 降 涨"
_CHANGES = frozenset(_COUNT_CHANGES.split())
_TO_CLAUSE = re.compile(r"(?:.*[,。;:!?\n\r])?", re.DOTALL)
_PER = re.compile(
    r"(?:每((?:[十百千万]|[十百千]万)(?:名|人|户))|(?<![十百千万0-9])([万千]人)(?=[^0-9]*(?:拥有|数|率|量)))[^0-9]*$"
)
_RANKING = re.compile(r"[居列排名]|位次|升至|跃升|跻身|进入")
_STRUCTURE = re.compile(r"结构|比重|占比|份额|三次产业|三产")
_MONEY = re.compile(
    r"投资|产值|总值|GDP|经济总量|收入|支出|预算|营收|营业额|税|资金|金额|总额|财政|经费|补贴|补助|奖补|费用|销售|存款"
    r"|贷款|交易额|成交额|资产|市值|估值|利润|债"
)
_PEOPLE = re.compile(r"人口|人数")
_PEOPLE_BEHIND = re.compile(
    r"[^,。;:、0-9]{0,5}?(?:人口|居民|群众|农民|农牧民|职工|学生|师生|老人|老年人|儿童|妇女|党员|干部|游客"
    r"|市民|毕业生|志愿者|劳动力|青年)"
)
_INDEX = re.compile(
    r"指数|系数|得分|评分|分值|汇率|比重|占比|容积率|PMI|景气|[^同环占对相]比(?:值|为|由|从|达|缩|降|扩|提|上升|下降)"
)
# What stands behind a mark that a level has passed: 突破300亿元大关, 迈上400亿元新台阶.
MARK_BEHIND = re.compile("的?(?:新|历史性)?(?:大关|台阶|关口|门槛|行列|俱乐部)")
# A fall that narrows rises, and a rise that narrows falls.
_NARROWS = frozenset({"收窄", "缩小", "缩窄"})
TURNS = _NARROWS | {"扩大"}
_OF_A_FALL, _OF_A_RISE = re.compile("降幅|跌幅|降速"), re.compile("增幅|涨幅|升幅|增速|差距|占比|比重")
# Spelled-out numbers: which state a quantity.
_DIGITS, _SMALL, _TENTHS = map(frozenset, ("一二两三四五六七八九", "二两三四五六七八九十", "二三四五六七八九"))
_COUNTERS = frozenset("个家所座条项台辆件处户名人枚张支艘只套栋幢间场门册部篇块株棵口架")
RANKS = frozenset({"位", "名", "强"})
_LAST_OF_NAME = "第前后各每其这那哪头近分为以上下有共的等是第某另"
_STATED_UNITS = frozenset({"倍", "个百分点", "百分点", "个千分点", "千分点"})
_STREAK_UNITS = frozenset({"年", "次", "届", "个月", "个季度", "天"})

_HEAD = "的了并且其中和及与或、”“)各 "
_TAIL = re.compile(
    rf"(?:{any_of(RISES, FALLS, STREAK)}|达到|达|完成|实现|为|至|到|共|占|比|同比|预计|分别|总计|累计|突破|"
    "的|了|、|和|或|“)+$"
)
_TAIL_ENDS = frozenset("长加高升涨浮大移进降少低滑跌调落减短小缩简窄续到达成现为至共占比计别破的了、和或增“")


def clause_before(text: str, start: int) -> str:
    """Return the words of the clause before ``start``, at most ``REACH`` of them."""
    to = _TO_CLAUSE.match(text, max(0, start - REACH), start)
    return text[to.end() : start] if to else ""


def kind_of(unit: str, verb: str | None, place: str | None, clause: str, behind: str = "") -> str:
    """Return the kind of a quantity where the words before and behind it tell it, else an empty text."""
    if place:
        return "rank"
    if verb == STREAK:
        return "streak"
    if unit in ("百分点", "千分点"):
        return "change"
    if unit in ("%", "‰", "成"):
        growth = "average_growth_rate" if _A_YEAR.search(clause) else "growth_rate"
        if verb:
            return growth
        found = _LAST_KIND.match(clause)
        if found:
            kind = _KIND_OF_WORD.get(found[1], growth)
            return growth if kind == "growth_rate" else kind
        return "rate" if behind in _COVERS else ""
    if unit in ("番", "倍"):
        return "growth_rate" if verb else ""
    if "/" in unit and unit[-1] in "人名户":
        return "rate"
    return "change" if verb in _CHANGES or (verb and unit == "位") else "level"


def falls_by(verb: str, clause: str, *, fell: bool) -> bool:
    """Return whether percentage points are a fall: 降幅收窄 and 增幅扩大 are none. ``fell``: what is before, fell."""
    of_a_fall = _OF_A_FALL.search(clause) is not None or (fell and _OF_A_RISE.search(clause) is None)
    return (verb in _NARROWS) != of_a_fall


def per_people(read: Quantity, clause: str) -> Quantity:
    """Return a count per 千人 or 万人 where the clause says so: 每千人…4.2个."""
    if dimension_of(read.unit) not in ("count", "people"):
        return read
    found = _PER.search(clause)
    if not found:
        return read
    unit = f"{read.unit}/{found[1] or found[2]}"
    if read.value is None:
        return replace(read, unit=unit)
    return stated(str(read.value), unit, read.qualifier, falls=read.falls)


def name_before(clause: str) -> str:
    """Return the noun phrase of a clause without its verbs: a candidate for the indicator's name."""
    name = clause.lstrip(_HEAD)
    return _TAIL.sub("", name).rstrip() if name[-1:] in _TAIL_ENDS else name


def ranks(clause: str) -> bool:
    """Return whether the words speak of a rank."""
    return _RANKING.search(clause) is not None


def shares_out(text: str, start: int) -> bool:
    """Return whether the words before a ratio at ``start`` say that its members are shares."""
    words = text[max(0, start - REACH) : start]
    return _STRUCTURE.search(words, max(words.rfind("。"), words.rfind("\n")) + 1) is not None


def counts_money(clause: str) -> bool:
    """Return whether a magnitude without a unit counts yuan here."""
    return _MONEY.search(clause) is not None


def counts_people(clause: str, text: str, end: int) -> bool:
    """Return whether a magnitude without a unit counts people here: 人口达到55万, 3万多居民."""
    return _PEOPLE_BEHIND.match(text, end) is not None or _PEOPLE.search(clause) is not None


def states_index(clause: str) -> bool:
    """Return whether the clause is about an index, a score or a share printed without its unit."""
    return _INDEX.search(clause) is not None


def may_state(match: re.Match[str]) -> bool:
    """Return whether a spelled-out number can state a quantity, as 五年 and 两所 can; 一个 and 第八届 never do."""
    verb, before, place, after, more, unit, number = match.group(
        "verb", "before", "place", "after", "more", "unit", "number"
    )
    if verb or before or after or more or match["fraction"] or match["streak"]:
        return True
    if place:
        return not unit or unit in RANKS
    if not unit:
        return False
    listed = number in _SMALL and unit in _COUNTERS
    worded = unit in _STATED_UNITS or number[-1] in "百千万亿" or len(number) > 2
    return listed or worded or unit in ("年", "成")


def spelled_states(match: re.Match[str], quantity: Quantity, text: str) -> bool:
    """Return whether a spelled-out number states a quantity, as 近三成 and 连续三年 do, 三大 and “三年行动” do not."""
    unit, verb, begin, end = match["unit"] or None, match["verb"], match.start(), match.end()
    following = text[end : end + 1]
    ends = not following or following in ",。;、) \n\r"
    if match["parts"] or match["streak"] or verb == "翻":
        return True
    if match["number"] == "一半":
        return bool(verb or match["before"] or match["after"])
    if verb == STREAK:
        return unit in _STREAK_UNITS
    last = text[begin - 1 : begin]
    if last in ("数", "几"):
        return False
    if match["place"]:
        placed = (unit is None and ends) or (unit in RANKS and following != "的")
        return placed and ranks(clause_before(text, begin))
    if unit is None:
        number = match["number"]
        marked = bool(match["before"] or match["after"])
        return marked and quantity.unit[0] in "亿万" and number[0] in "亿千百十万" and number != "万"
    if unit == "成":
        return match["number"] in _TENTHS and (bool(match["before"] or match["after"]) or ends or following == "的")
    measured = dimension_of(quantity.unit)
    if unit == "番" or measured in ("grade", "score", "age", "energy"):
        return False
    stated = _words_state(match, measured)
    if stated is not None:
        return stated
    if unit == "年" and text.startswith(("时间", "之久"), end):
        return True
    return _counts_in_a_list(match, last) and ends and following != " "


def _words_state(match: re.Match[str], measured: str) -> bool | None:
    """Return what the words of the phrase itself decide about a spelled-out number with a unit, if they do."""
    number, unit, before, after = match.group("number", "unit", "before", "after")
    if before in ("上", "数"):
        return not after and unit is not None and not measured.startswith("duration")
    if "点" in number:
        return measured != "duration_clock"
    qualified = (before and not (before == "近" and measured.startswith("duration"))) or match["more"] or after
    if unit in _STATED_UNITS:
        return number != "一" or bool(match["verb"] or qualified)
    if qualified and after != "级" and not (number == "一" and not after):
        return after != "内" or measured in ("duration", "duration_clock", "length")
    if after == "级":
        return measured.startswith("money")
    spelled_out = len(number) > 2 and any(place in number for place in "百千万亿")  # 一千二百三十四人
    if spelled_out or (number[0] in _DIGITS and number[-1:] in "百千万亿"):
        return not measured.startswith("duration")
    return None


def _counts_in_a_list(match: re.Match[str], last: str) -> bool:
    """Return whether a small number counts what stands before it: 新建泵站三座."""
    counts = match["number"] in _SMALL and match["unit"] in _COUNTERS
    return counts and last.isalpha() and last not in _LAST_OF_NAME
