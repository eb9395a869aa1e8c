"""The one vocabulary: each qualifier, status and verdict by its id, with its words in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """A word for a reader, in both languages."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """Return the word in a language."""
        return self.zh if lang == "zh" else self.en


class Qualifier(NamedTuple):
    """How a qualifier is written: around a number and its unit, around an English phrase, and as a sign."""

    zh: str
    en: str
    sign: Word


QUALIFIERS = {
    "exact": Qualifier("{}{}", "{}", Word("", "")),
    "at_least": Qualifier("{}{}以上", "at least {}", Word("≥", "≥")),
    "at_most": Qualifier("{}{}以内", "at most {}", Word("≤", "≤")),
    "about": Qualifier("约{}{}", "about {}", Word("约", "about ")),
    "nearly": Qualifier("近{}{}", "nearly {}", Word("<", "<")),
    "slightly_over": Qualifier("{}余{}", "just over {}", Word("略超", "just over ")),
}
# A result of ours that is shown to fewer digits than it is computed to; the data know no such qualifier.
NEAR = Word("≈", "≈")

# How a target can be one without a number.
AIMS = {
    "tied": Word("与另一指标同步", "in step with another indicator"),
    "direction": Word("只有方向", "a direction only"),
    "assigned": Word("上级另行下达", "assigned by a higher level"),
}

STATUSES = {
    "estimate": Word("预计", "estimate"),
    "actual": Word("报告数", "as reported"),
    "target": Word("目标", "target"),
    "definition": Word("标准", "definition"),
}
# What a number of ours is: arithmetic on printed numbers, or on a target.
OWN_STATUSES = {"computed": Word("计算值", "computed"), "projection": Word("推算", "projected")}

# How a measured number may have come to its printed digits.
ROUNDINGS = {
    "half_up": Word("四舍五入", "rounded half up"),
    "truncation": Word("截尾", "truncated"),
    "either": Word("四舍五入或截尾", "rounded or truncated"),
}

# Whose prices a result is in, or what it is a level of, where that is not plain from its operands.
BASES = {
    "prices_of": Word("{year}年价格", "in prices of {year}"),
    "constant_growth": Word("按{year}年价格，即不变价", "at constant prices, those of {year}"),
    "current_growth": Word(
        "按现价；不变价的增速目标是另一回事", "at current prices; a growth target at constant prices is something else"
    ),
    "nominal_growth": Word("按现价", "at current prices"),
    "published_growth": Word(
        "由两个公布的水平相除；官方增速按可比口径", "of two published levels; official growth is on a comparable base"
    ),
    "comparable_path": Word("按可比口径的增速推算，只供参考", "by growth on a comparable base, an orientation"),
    "comparable_base": Word("可比口径的基数，不是{year}年的水平", "on a comparable base, not the level of {year}"),
}

VERDICTS = {
    "reproduces": Word("相符", "agrees"),
    "does_not_reproduce": Word("不符", "differs"),
    "bound_holds": Word("界限成立", "bound holds"),
    "undecidable": Word("无法判定", "undecidable"),
    "derived": Word("只能推算", "derived"),
}
# What became of a target.
OUTCOME_VERDICTS = {
    "met": Word("达到", "met"),
    "missed": Word("未达到", "missed"),
    "undecidable": VERDICTS["undecidable"],
    "not_comparable": Word("不可比", "not comparable"),
}
# What became of a number that was expected.
REVISIONS = {
    "revised": Word("有出入", "revised"),
    "within_bounds": Word("相合", "within the words"),
}
# How a published figure was read.
TRUST = {
    "official": Word("官方原文", "official text"),
    "copy": Word("转载件", "copy"),
    "press": Word("媒体报道", "press report"),
}

KINDS = {
    "level": Word("水平", "level"),
    "growth_rate": Word("增速", "growth rate"),
    "average_growth_rate": Word("年均增速", "average growth rate"),
    "share": Word("占比", "share"),
    "rate": Word("比率", "rate"),
    "change": Word("变动", "change"),
    "rank": Word("位次", "rank"),
    "streak": Word("连续", "streak"),
}
PRICES = {
    "current": Word("现价", "current prices"),
    "constant": Word("不变价", "constant prices"),
    "nominal": Word("现价", "current prices"),
    "comparable": Word("名义增速（可比口径）", "nominal growth, comparable coverage"),
}

# Of a table for a reader: what stands for ids in the cells of a column, by its name or the end of it, and the headings.
CELLS: dict[str, dict[str, Word]] = {
    "status": STATUSES | OWN_STATUSES,
    "qualifier": {id_: Word(q.zh.format("", ""), q.en.format("").strip()) for id_, q in QUALIFIERS.items()}
    | {"exact": Word("确数", "exact"), "near": Word("约", "about")},
    "kind": KINDS | AIMS,
    "verdict": VERDICTS | OUTCOME_VERDICTS | REVISIONS,
    "expected": VERDICTS,
    "reached": OUTCOME_VERDICTS,
    "basis": PRICES,
    "price_basis": PRICES,
    "trust": TRUST,
    "later": {"published": Word("公布", "published"), "implied": Word("推得", "implied")},
}
# A column of two words, such as target_low, is headed by both, unless it stands here itself.
HEADINGS = {
    "id": Word("编号", "id"), "indicator": Word("指标编号", "indicator"), "name": Word("指标", "indicator"),
    "label": Word("指标", "indicator"), "scope": Word("范围编号", "scope"), "place": Word("地方", "place"),
    "period": Word("年份", "year"), "year": Word("年份", "year"), "kind": Word("种类", "kind"),
    "status": Word("状态", "status"), "qualifier": Word("限定", "qualifier"), "value": Word("数值", "value"),
    "low": Word("下限", "low"), "high": Word("上限", "high"), "unit": Word("单位", "unit"),
    "printed": Word("原文", "printed"), "paragraph": Word("段落", "paragraph"),
    "paragraphs": Word("段落", "paragraphs"), "observations": Word("所据编号", "observations"),
    "operands": Word("所据编号", "operands"), "assumptions": Word("假定编号", "assumptions"),
    "verdict": Word("结论", "verdict"), "expected": Word("应有结论", "expected"), "reason": Word("理由", "reason"),
    "rule": Word("依据", "rests on"), "price_basis": Word("价格", "prices"), "basis": Word("价格", "prices"),
    "base_printed": Word("基数原文", "base as printed"), "base": Word("基数", "base"),
    "base_over_printed": Word("高于报告数%", "% above the printed one"),
    "target": Word("目标", "target"), "outcome": Word("公布数", "published"),
    "level_value": Word("推得水平", "implied level"), "level_low": Word("推得水平下限", "implied level, low"),
    "level_high": Word("推得水平上限", "implied level, high"), "level_unit": Word("水平单位", "unit of level"),
    "target_printed": Word("目标原文", "target as printed"), "target_value": Word("目标", "target"),
    "outcome_printed": Word("公布原文", "published as printed"), "outcome_value": Word("公布数", "published"),
    "outcome_period": Word("公布数年份", "published for"), "outcome_unit": Word("单位", "unit"),
    "outcome_status": Word("公布数状态", "status of outcome"),
    "gap": Word("差距", "gap"), "gap_unit": Word("差距单位", "unit of gap"),
    "by_level": Word("按水平增长%", "growth by level, %"),
    "by_level_low": Word("按水平增长下限", "by level, low"), "by_level_high": Word("按水平增长上限", "by level, high"),
    "trust": Word("读自", "read in"), "source": Word("来源", "source"),
    "expected_printed": Word("预计原文", "expected as printed"), "expected_value": Word("预计数", "expected"),
    "expected_low": Word("预计下限", "expected, low"), "expected_high": Word("预计上限", "expected, high"),
    "expected_source": Word("预计来源", "source of what was expected"),
    "later": Word("后来", "later"), "later_printed": Word("后来原文", "later as printed"),
    "later_value": Word("后来数", "later number"), "change": Word("变动", "change"),
    "change_unit": Word("变动单位", "unit of change"), "about_width": Word("左右宽度", "width of “about”"),
    "deflator": Word("价格变动%", "change of prices, %"), "reached": Word("公布数与目标", "the published level"),
    "scenario": Word("情景", "scenario"), "rate": Word("增速%", "rate, %"), "numeral": Word("数字", "numeral"),
    "start": Word("起", "start"), "end": Word("止", "end"), "of": Word("所属编号", "of"), "note": Word("备注", "note"),
    "scope_zh": Word("范围", "place"), "scope_en": Word("范围", "place"), "because": Word("并列理由", "because"),
    "document": Word("文件", "document"), "document_title": Word("文件", "document"),
    "issuer": Word("发布单位", "issuer"), "published": Word("发布日期", "published"), "url": Word("网址", "address"),
    "direction": Word("方向", "direction"), "stretch": Word("力争", "stretch"), "tied_to": Word("挂钩编号", "tied to"),
    "finding": Word("问题", "finding"),
    "column": Word("列", "column"), "found": Word("文中所见", "found"), "series": Word("系列编号", "series"),
    "role": Word("作用", "role"), "decimals": Word("小数位数", "decimals"), "coverage": Word("口径", "coverage"),
}  # fmt: skip
