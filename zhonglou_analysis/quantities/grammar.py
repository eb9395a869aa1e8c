"""The grammar of a printed quantity, in named parts; one pattern reads a phrase and scans a report.

A quantity is::

    verb? before? place? minus? (low dash)? (times ×)? number (scale tail)? more? (unit | magnitude more? unit?)? after?

    下降   超             -      5   —      2     ×   6       万   4千     余     人     亿           元            左右

Units come from ``units.csv``; all else that a report writes around a number is listed here. The grammar is
written over folded text (see ``characters``), and each repetition in it is bounded or possessive: reading is linear
in the length of the text.
"""

from __future__ import annotations

import re
from functools import cache

from .characters import BROKEN_OFF, SPELLED_CHARACTERS
from .units import MAGNITUDES, unit_table

# What the words before a number assert about it.
BEFORE = {
    "at_least": "超过 超出 超 突破 逾 不低于 不少于 不小于 不下于 不下 至少 高于 大于 多于 ≥ >",
    "at_most": "不超过 不得超过 不超 不高于 不大于 不多于 低于 少于 小于 不足 不到 至多 最多 ≤ <",
    "nearly": "接近 将近 逼近 临近 近",
    "about": "大约 约为 约有 约占 约合 约达 约 大概",
}
# Qualifiers only before a magnitude that stands for a number: 过百亿, 破千万.
BEFORE_MAGNITUDE = {"at_least": "过 破 上 数"}
# What the words after a number and its unit assert.
AFTER = {
    "about": "左右 上下 前后",
    "at_least": "及以上 以上",
    "at_most": "及以下 以下 以内 之内 范围以内 范围内 内",
    "slightly_over": "有余",
}
RISES = "增长 增加 提高 提升 上升 上涨 上浮 回升 攀升 跃升 前移 前进 晋升 扩大 增 升 涨"
FALLS = "下降 压降 减少 降低 下滑 下跌 下调 回落 缩减 压减 削减 缩短 缩小 压缩 精简 收窄 后移 负增长 减 降"
STREAK = "连续"

# Short words that are part of a longer one after these characters (节约, 附近, 赶超) or before them (内资).
NOT_AFTER_THESE = {
    "约": "节签预集制合公履相条邀违续契特解失爽",
    "近": "附最临靠邻远亲贴",
    "超": "赶反",
    "过": "通经超不",
    "破": "突爆攻打冲",
    "上": "以之向线网路身船加成际场市地海楼车手百千万亿",
    "数": "系函指参次分总人户件级位倍基小整少多无岁计算代码字点变常",
    "增": "新净",
    "升": "立毫公",
}
NOT_BEFORE_THESE = {
    "内": "资部外容蒙陆需涵河贸参生心销控",
    "上下": "游联班级水学衔",
    "左右": "岸江两",
}
# A unit of one character is none where it begins one of these words: 20户籍…, 5年级, 3成为; 5个体育馆 is five all
# the same: behind | stands what a word may go on with.
_UNIT_NOT_BEFORE = """
年:级代轻 天:然 户:籍型|外(?![资商来出]) 场:所馆地|景(?![区点]) 度:假夏过量 口:岸径碑罩 处:理置于室
所:有属得|在(?![建校读]) 台:湾账阶|风(?![机力电冷]) 条:例件 部:分门队委署 支:持付出撑行|援(?![疆藏建鄂外])
期:间末待望货 门:槛店诊类 类:似别型 种:养子业源苗质|植(?![物被]) 批:准发 层:级次面 座:谈 架:构 列:入为车举出
块:状 份:额 首:批个家创府发要 单:位元独体产 宗:教旨 例:如 起:来点步草到源飞 轮:船换训毂流岗 片:面|区(?!域)
对:外接口象标于 组:织建团成合 级:联 根:据本治 顶:层峰 分:别之为成类布析 周:边年期岁密
个:税转性|体(?![育系制检验量])|人(?![才工民大口物社文]) 家:庭长居|具(?![有备]) 方:面米案式针向便法可能
番:茄禺 克:服难拉 升:级至到降学值温位格 位:于置列|居(?![民家住]) 村:镇民级委里 床:位 兆:瓦伏 次:级新生日
成:为立功员果效绩长就熟本品套片人都 强:化度劲势 人:均|工(?!作) 名:单录|列(?!兵)|校(?![长医友]) 席:位
间:接隔 副:省 票:据房 款:项 遍:布 担:保当任负心忧 回:收归购升落头应报望顾首眸想忆馈 眼:科镜光 箱:式
幅:度员 峰:会值 节:能约水点日目省余气假庆
"""
UNIT_NOT_BEFORE = {pair[0]: pair[2:] for pair in _UNIT_NOT_BEFORE.split()} | {"个亿": "元美"}

ARABIC = r"(?<![0-9])(?<![0-9]\.)[0-9]{1,15}+(?:\.[0-9]{1,9}+)?+(?![0-9]|\.[0-9])" + rf"(?!{BROKEN_OFF})"
SPELLED = rf"(?<![{SPELLED_CHARACTERS}])(?<![零〇一二两三四五六七八九十百千]点)[{SPELLED_CHARACTERS}]{{1,12}}"
# 百分之十二点五, 三分之一, 1/3, 一半.
_WHOLE = rf"(?<![{SPELLED_CHARACTERS}])(?P<whole>[{SPELLED_CHARACTERS}]{{1,3}})"
PARTS = rf"{_WHOLE}分之(?P<parts>[{SPELLED_CHARACTERS}点]{{1,12}}|{ARABIC})"
HALF = "(?<!第)一半(?![导径年岛成挂球场路天程])"
FRACTION = r"(?P<over>(?<![0-9/.])[1-9][0-9]?)/(?P<under>[1-9][0-9]{0,2})(?![0-9/.])"
# 1.2万套(户), 3.2万吨/年: a count of either, and what a rate is per.
EITHER = "户|套|间|次|处|个|家|所|座|栋|条|支|项|名|人|件|辆|台|根|只|头|场|期|批|盏|口|株|棵|园|站"
DENOMINATOR = (
    "(?:[十百千万]|十万|百万)?"
    "(?:立方米|平方公里|平方米|公顷|亩|升|吨|公斤|千克|公里|小时|分钟|秒|人次|人|名|户|个|辆|次|天|日|月|年)"
)
# A dash before a percentage is its sign behind these, and at the start of a text.
AFTER_THESE_MINUS = r"长幅速率的由从到为达至降比是年度月:,、;。(“和与及约超近\s"
DASH = r"(?:-{1,2}|~|至|到)"
SP = r"[ ]{0,2}"


def any_of(*lists: str) -> str:
    """Return a pattern for any word of the lists, the longest first, except inside a longer word.

    Its head is a look-ahead for the first characters: at all other places it fails in one step.
    """
    parts = []
    for word in sorted({word for text in lists for word in text.split()}, key=lambda w: (-len(w), w)):
        behind, ahead = NOT_AFTER_THESE.get(word, ""), NOT_BEFORE_THESE.get(word, "")
        parts.append(
            re.escape(word) + (f"(?<![{behind}]{word})" if behind else "") + (f"(?![{ahead}])" if ahead else "")
        )
    heads = "".join(sorted({word[0] for text in lists for word in text.split()}))
    return f"(?=[{re.escape(heads)}])(?:{'|'.join(parts)})"


@cache
def unit_pattern(own_units: frozenset[str], *, before_dash: bool = False) -> str:
    """Return a pattern for the units of ``units.csv`` and a folder's own, without a magnitude before another.

    Before the dash of a range no word can go on, so that it has no look-ahead for one. Units of one first character
    share a branch: the others are passed in one step.
    """
    table = unit_table().keys() | own_units
    by_head: dict[str, list[str]] = {}
    for unit in sorted(table, key=lambda name: (-len(name), name)):
        if any(unit.startswith(magnitude) and unit.removeprefix(magnitude) in table for magnitude in MAGNITUDES):
            continue
        ahead = "" if before_dash and unit != "升" else _not_before(unit)  # 5升至6 is a rise
        by_head.setdefault(unit[0], []).append(re.escape(unit[1:]) + ahead)
    behind = {"级": "(?<![十百千万亿])"}  # 百亿级 is a size, 6级 a grade
    parts = [f"{behind.get(head, '')}{re.escape(head)}(?:{'|'.join(rest)})" for head, rest in by_head.items()]
    return "|".join(["个?[百千]分点", "个?基点", "个[多余]月", *parts])


def _not_before(unit: str) -> str:
    """Return the look-ahead for what a unit is no unit before."""
    if unit[-1].isascii() and unit[-1].isalpha():
        return "(?![A-Za-z])"
    characters, _, words = UNIT_NOT_BEFORE.get(unit, "").partition("|")
    # Where all are single characters ``re`` makes a set of them and fills a table of 65 536 places for it.
    return f"(?!{'|'.join([*characters, words or characters[0] * 2])})" if characters else ""


@cache
def quantity_pattern(own_units: frozenset[str]) -> str:
    """Return the grammar as the text of one verbose pattern; its named groups are the parts."""
    spelled_characters = SPELLED_CHARACTERS
    unit, magnitude = unit_pattern(own_units), rf"{any_of(*MAGNITUDES)}(?![瓦伏]|分点)"  # 千瓦 and 百分点 are units
    heads = {name[0] for name in unit_table().keys() | own_units}
    # What follows a spelled-out number that may be a quantity; 千 and 百 only where they begin a unit.
    behind = "".join(heads - set(MAGNITUDES) | set("余多来上以左及前内级个 ("))
    a_unit = rf"[{re.escape(behind)}]|连[丰增]|千瓦|千伏|个?[百千]分点|$"
    spelled = (
        rf"{SPELLED}(?:(?<=[万亿])|(?<=[第前].)|(?={a_unit})|点[零〇一二三四五六七八九]{{1,4}}+(?=[万亿]|{a_unit}))"
    )
    tail = "[0-9]{1,4}[余多]?(?:[千百十]?[万亿]|千|百)(?![瓦伏米克卡]|分点)"
    of_rates = rf"(?=[0-9.]{{1,20}}(?:{SP}(?:%|‰|个?[百千]分点|℃)|[、和][-0-9]))"
    minus = rf"(?:(?<![^{AFTER_THESE_MINUS}])[-负]{of_rates}|(?<=[为是达由从到])[-负](?=[0-9]))"
    return rf"""
    (?: (?P<verb> {any_of(RISES, FALLS, STREAK)} | 翻(?=[番倍0-9{spelled_characters}]) ) 了? {SP} )?+
    (?: (?P<before> {any_of(*BEFORE.values())} | {any_of(*BEFORE_MAGNITUDE.values())}(?=[十百千万亿]) ) 了? {SP} )?+
    (?=[-负第前番倍0-9{spelled_characters}])
    (?P<place> (?: 第 | (?<![目以之提当年底日月眼此先])前 ) {SP} )?
    (?P<minus> {minus} )?
    (?: (?=[0-9.]+[^,。;:0-9~至到-]{{0,9}}[~至到-]) (?P<low> {ARABIC} ) {SP}
        (?P<low_unit> (?: {magnitude} {SP} )? (?:{unit_pattern(own_units, before_dash=True)})? ) {SP} {DASH} {SP} )?
    (?: (?P<times> (?<![0-9.×xX*])[1-9][0-9]? ) {SP} [×xX*] {SP} (?=[0-9]) )?
    (?P<number> (?P<fraction> {FRACTION} | {PARTS} | {HALF} ) | {ARABIC} | {spelled} | (?<=翻)(?=[番倍]) )
    (?(fraction) (?P<spoilt> [百千万亿] )? |
    (?: (?P<scale> 万?亿|[万千] ) (?P<tail> (?:{tail}){{1,2}} ) | (?P<streak> 连[丰增] ) )?
    (?: {SP} (?P<more> 余|多|来(?=[个户家名人项]) ) )?
    (?: {SP} (?P<unit> (?=[{re.escape("".join(heads | set("万亿百千十")))}])
                       (?: {magnitude} (?: {SP} (?P<more_after> 余|多 ) )? )? (?: {SP} (?:{unit}) )? (?<![0-9. ]) )
             (?P<other> \( (?:{EITHER}) \) )? (?P<per> / (?:{DENOMINATOR}) | 每(?:立方米|平方米|升|亩) )? )? )
    (?: {SP} (?P<after> (?:\(含\))? (?:{any_of(*AFTER.values())}) | 级(?![别联]) | 多(?=[,。;、的 ]|$) ) )?
    """


@cache
def quantity(own_units: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Return the compiled grammar."""
    return re.compile(quantity_pattern(own_units), re.VERBOSE)
