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

STATUSES = {
    "estimate": Word("预计", "estimate"),
    "actual": Word("报告数", "as reported"),
    "target": Word("目标", "target"),
    "definition": Word("标准", "definition"),
}
# What a number of ours is: arithmetic on printed numbers, or on a target.
OWN_STATUSES = {"computed": Word("算得", "computed"), "projection": Word("推算", "projected")}

# How a measured number may have come to its printed digits.
ROUNDINGS = {
    "half_up": Word("四舍五入", "rounded half up"),
    "truncation": Word("截尾", "truncated"),
    "either": Word("四舍五入或截尾", "rounded or truncated"),
}

# Whose prices a result is in, or what it is a level of, where that is not plain from its operands.
BASES = {
    "prices_of": Word("{year}年价格", "in prices of {year}"),
    "constant_growth": Word("按{year}年价格,即不变价", "at constant prices, those of {year}"),
    "current_growth": Word(
        "按现价;不变价的增速目标是另一回事", "at current prices; a growth target at constant prices is something else"
    ),
    "nominal_growth": Word("按现价", "at current prices"),
    "published_growth": Word(
        "由两个公布的水平相除;官方增速按可比口径", "of two published levels; official growth is on a comparable base"
    ),
    "comparable_base": Word("可比口径的基数,不是{year}年的水平", "on a comparable base, not the level of {year}"),
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
