"""Answers: each number in a sentence worked by hand, one language at a time, and parameters that reach the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.charts import QUESTIONS

MADE_UP = "预计全年，地区生产总值520亿元以上；固定资产投资188亿元，增长7%左右。2024年3月。"
EXTRA = {"your_own_report": {"text": MADE_UP}}
# Words of the report stand in an English sentence where it is about them, and nothing else does.
QUOTED = "以上|超|左右|近|余|“两新一智”"


def ask(question: str, lang: str, **parameters: object) -> zl.Answer:
    return zl.answer(question, lang, **EXTRA.get(question, {}), **parameters)  # type: ignore[arg-type]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_speaks_one_language(question: str) -> None:
    zh, en = str(ask(question, "zh")), str(ask(question, "en"))
    assert not re.search(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}", zh), zh
    assert not re.search("[\u4e00-\u9fff]", re.sub(QUOTED, "", en)), en
    assert not re.search("[\u4e00-\u9fff] ?[,;:()]", zh), "punctuation of a Chinese sentence is full width"


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_has_its_three_parts(question: str) -> None:
    for lang in ("zh", "en"):
        answer = ask(question, lang)
        assert all((answer.found, answer.compared, answer.meaning)), question
        assert answer._repr_markdown_().startswith(f"**{answer.found}**\n\n")
        assert repr(answer) == str(answer)


@pytest.mark.parametrize(
    ("question", "zh", "en"),
    [
        # 7: 890亿元以上; Changzhou 9550: 890/9550.5 = 9.319 %
        ("report_in_figures", ["“890亿元以上”", "9550亿元", "至少占9.32%"], ["CN¥89.0 billion", "at least 9.32%"]),
        # 438.7/637.7 = 68.79 %; 69.25 % of 637.65 = 441.57, 69.35 % of 637.75 = 442.28
        ("ratios_reproduced", ["报告为69.3%", "68.79%", "441.6至442.3亿元"], ["68.79%", "CN¥44.16 billion"]),
        # 890 × 1.05, × 1.045 = 930.05; 52 × 1.05; and 934.5 × 1.002 = 936.369 by the first price change on trial
        (
            "growth_targets", ["934.5亿元（至少930亿元，2022年价格）", "54.6亿元以上", "936.4亿元", "江苏省5%左右"],
            ["CN¥93.45 billion", "at least CN¥5.46 billion", "Jiangsu about 5%", "no path"],
        ),
        # (500/210)^(1/3) = 1.3353; 210 × 1.16³ = 327.79, 500 − 327.79 = 172.21; 210 × 1.35³ = 516.68
        (
            "digital_economy_2025", ["33.53%", "327.8亿元", "172.2亿元", "516.7亿元"],
            ["33.53% a year", "CN¥32.78 billion", "CN¥17.22 billion missing"],
        ),
        # 10 + 30 + 15 = 55 of 58; 3 of 7个以上; 35 + 16 = 51 of 300家以上
        ("functional_areas", ["高新技术企业55家（全区58家）", "51家（全区300家以上）"], ["55 of 58", "at least 3 of"]),
        ("briefing_charts", [f"{len(zl.CHARTS)}张图"], [f"{len(zl.CHARTS)} charts"]),
        # 520亿元以上, 188亿元, 7%左右; 2024 and 3 are a date
        ("your_own_report", ["3个带单位", "2个数字", "2个带有限定"], ["3 quantities", "2 numerals"]),
        ("targets_and_outcomes", ["达到2个", "全国5.2%", "江苏省5.8%"], ["met 2", "China 5.2%", "Jiangsu 5.8%"]),
        # 890 × 1.05 = 934.5, × 1.01 = 943.845: 9.345 more
        ("scenarios", ["934.5亿元", "930亿元至939亿元", "9.345亿元"], ["CN¥93.45 billion", "CN¥934.5 million"]),
    ],
)  # fmt: skip
def test_the_numbers_of_an_answer_by_hand(question: str, zh: list[str], en: list[str]) -> None:
    for lang, numbers in (("zh", zh), ("en", en)):
        text = str(ask(question, lang))
        for number in numbers:
            assert number in text, (number, text)


def test_parameters_reach_the_sentence() -> None:
    wide = zl.answer("growth_targets", about_width=1, deflator=-0.8)
    assert "至少925.6亿元" in wide.found  # 890 × 1.04 = 925.6
    assert "按−0.8%约为927亿元" in wide.meaning  # 934.5 × 0.992 = 927.02
    own = zl.answer("digital_economy_2025", "en", growth=30)
    assert "your own 30% leads to CN¥46.14 billion" in own.compared  # 210 × 1.3³ = 461.37
    other = zl.answer("report_in_figures", number="retail_sales_2022")
    assert "“498亿元”" in other.found
    assert other.compared == ""  # Changzhou's was not published here
    # 890 × (1.06 × 0.992)³ = 1034.8
    assert "2025年为1,035亿元" in zl.answer("scenarios", growth=6, deflator=-0.8, years=3).found


def test_no_width_is_none_and_not_the_declared_one() -> None:
    without = zl.answer("growth_targets", about_width=None).found
    assert "934.5亿元" in without
    assert "930亿元" not in without  # 890 × 1.045 = 930.05, the low end of ±0.5 points
    assert without != zl.answer("growth_targets").found
    assert "左右按" not in zl.answer("scenarios", about_width=None).found
    assert "“about”" not in zl.answer("scenarios", "en", about_width=None).found
    assert "左右按±0个百分点" in zl.answer("scenarios", about_width=0).found


def test_the_price_change_of_an_answer_is_one_that_the_report_declares(edit: Callable[[str, str, str], Path]) -> None:
    # 934.5 × 1.002 = 936.369; and with 2 percent declared in its place 934.5 × 1.02 = 953.19
    assert "按0.2%约为936.4亿元" in zl.answer("growth_targets").meaning
    other = zl.load_report(edit("assumptions.csv", "deflator_rise,0.2,", "deflator_rise,2,"))
    assert "按2%约为953.2亿元" in zl.answer("growth_targets", report=other).meaning
    rows = (other.folder / "assumptions.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (other.folder / "assumptions.csv").write_text(
        "".join(row for row in rows if ",deflator," not in row), encoding="utf-8"
    )
    assert "价格变动" not in zl.answer("growth_targets", report=zl.load_report(other.folder)).meaning


def test_a_foreign_parameter_or_question_is_refused() -> None:
    with pytest.raises(
        zl.InputError, match="years= is no parameter of the question growth_targets; it takes about_width"
    ):
        zl.answer("growth_targets", years=2)
    with pytest.raises(zl.InputError, match="it takes none"):
        zl.answer("ratios_reproduced", deflator=1)
    with pytest.raises(zl.InputError, match="is no question; choose one of report_in_figures"):
        zl.answer("forecast")
    with pytest.raises(zl.InputError, match="lang='fr'"):
        zl.answer("scenarios", "fr")  # type: ignore[arg-type]


def test_a_report_without_targets_is_answered_as_such(data_copy: Path) -> None:
    rows = (data_copy / "observations.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if ",target," not in row]
    (data_copy / "observations.csv").write_text("".join(kept), encoding="utf-8")
    head = (data_copy / "relations.csv").read_text(encoding="utf-8").splitlines(keepends=True)[0]
    (data_copy / "relations.csv").write_text(head, encoding="utf-8")
    names = (data_copy / "short_names.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data_copy / "short_names.csv").write_text(
        "".join(n for n in names if not n.startswith("relations")), encoding="utf-8"
    )
    (data_copy / "qualitative_targets.csv").unlink()
    report = zl.load_report(data_copy)
    for question in ("growth_targets", "scenarios"):
        with pytest.raises(zl.InputError, match="the report prints no"):
            zl.answer(question, report=report)
    assert "没有一处不符" in zl.answer("ratios_reproduced", report=report).found
