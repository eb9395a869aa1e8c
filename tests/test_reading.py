"""Files as readers have them: encodings that are recognised, and files that are no text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import east_asian_width

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.errors import InputError
from zhonglou_analysis.texts import read_report

TEXT = "全区生产总值达到71亿元，增长6%。新增学位2600个，其中民办的学位400个。\n" * 20


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_the_encodings_of_chinese_reports_are_recognised(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_report(path) == TEXT
    assert read_report(str(path)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_and_without_ascii_is_recognised(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    text = "新增学位的数量，是全区的重点。" * 30
    path.write_bytes(text.encode(encoding))
    assert read_report(path) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n\x00\x01", ["PDF", "pdftotext"]),
        (b"PK\x03\x04\x14\x00word/document.xml", ["Word", ".txt"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["old Word", ".txt"]),
        (b"{\\rtf1\\ansi", ["rich-text", ".txt"]),
        (b"\n  <!DOCTYPE html><html>", ["web page", "browser"]),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), ["picture", "OCR"]),
        (bytes(range(256)) * 40, ["no text", "UTF-8"]),
        (b"\x7fELF\x02\x01\x01" + bytes(range(1, 120)) * 30, ["no text", "UTF-8"]),
        (b"\xff\xfeabc", ["no text", "UTF-8"]),
        (b"\x81\x40\x9a\xc7" * 300, ["no text", "UTF-8"]),  # characters of GB18030, and no prose
        (b"", ["empty"]),
        (b" \n\t", ["empty"]),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path, content: bytes, words: list[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        read_report(path)
    message = str(refusal.value)
    assert "\n" not in message
    assert all(word in message for word in [str(path), *words])


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_report(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_report(tmp_path)


# Paragraphs of no report, long enough to be wrapped, with numbers wherever a line may break.
PARAGRAPHS = [
    "政府工作报告",
    "一、2031年工作回顾",
    "全市生产总值达到1234.5亿元，增长5.25%以上；规上工业增加值增长7.8%，固定资产投资突破320.6亿元，社零总额增长6.1%，外贸出口占比41.5%。"
    "一般公共预算收入82.3亿元，城镇新增就业3.65万人，三次产业结构调整为2.1∶47.4∶50.5，PM2.5平均浓度降至29微克/立方米。",
    "改造老旧小区146个，惠及12.8万户居民，建成停车泊位2.4万个，新增学位1.35万个，每千人拥有床位7.2张，河湖水质优良比例达到93.3%。",
    "二、2032年主要预期目标",
    "今年主要预期目标是：生产总值增长5.5%以上，规上工业增加值增长6%左右，一般公共预算收入增长4%，城镇新增就业3万人以上，居民消费价格涨幅2%左右。",
    "（一）坚持以产业强市，新引进项目135个，新增高新技术企业260家，研发经费投入强度提高到3.15%，技术合同成交额突破90.5亿元",
    "各位代表，我们要扎实开展“一网”“三改”“五建”“七进”行动，建设“智慧城市”（一期）和“口袋公园”（二期），以更大的决心办好12件实事，新增养老床位1800张，绿化造林3.2万亩，单位GDP能耗下降2.8%，粮食总产量稳定在45.6万吨。",
]


def _columns(text: str) -> int:
    return sum(1 + (not character.isascii()) for character in text)


def _columns_with_narrow_quotes(text: str) -> int:
    return sum(1 + (east_asian_width(character) in "WF") for character in text)


def _wrapped(paragraph: str, width: int, *, words: bool, measure: Callable[[str], int]) -> Iterator[str]:
    """Yield the lines of a paragraph, broken at a width; ``words``: no number is broken, no mark hangs."""
    pattern = r"[（“]?(?:[0-9A-Za-z.%]+|.)[，。；、：）”]*" if words else "."
    line = ""
    for word in re.findall(pattern, paragraph):
        if line and measure(line + word) > width:
            yield line
            line = ""
        line += word
    yield line


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("width", [23, 29, 35, 41])
def test_lines_broken_at_a_number_of_characters_are_joined(tmp_path: Path, width: int, line_end: str) -> None:
    lines = [list(_wrapped(paragraph, width, words=False, measure=len)) for paragraph in PARAGRAPHS]
    assert all(len(broken[-1]) < width for broken in lines)
    path = tmp_path / "report.txt"
    path.write_bytes(line_end.join(line for broken in lines for line in broken).encode())
    assert read_report(path).split(line_end) == PARAGRAPHS


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize(
    ("width", "words", "measure"),
    [
        (46, False, _columns), (60, False, _columns), (58, True, _columns), (68, True, _columns),
        (46, False, _columns_with_narrow_quotes), (60, False, _columns_with_narrow_quotes),
    ],
)  # fmt: skip
def test_lines_broken_at_a_number_of_columns_are_joined(
    tmp_path: Path, width: int, words: bool, measure: Callable[[str], int], indent: str
) -> None:
    given = [indent + "新" * shift + paragraph for shift in range(6 if not words else 1) for paragraph in PARAGRAPHS]
    lines = [list(_wrapped(paragraph, width, words=words, measure=measure)) for paragraph in given]
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join("\n".join(broken) for broken in lines), encoding="utf-8")
    assert read_report(path).split("\n\n") == given


@pytest.mark.parametrize(
    ("line", "following", "between"),
    [
        ("至此新增学位1.35万个，其中民办学位400个，全部投入使用。", "改造道路12条。", ""),
        ("至此新增学位1.35万个，其中民办学位400个，全部投入使用。", "　　改造道路12条。", "\n"),
        ("至此新增学位1.35万个，其中民办学位400个，全部投入使用。", "三、改造道路", "\n"),
        ("至此新增学位1.35万个，其中民办学位400个，要坚持创新第", "一、人才为先。", ""),
        ("至此新增学位1.35万个，其中民办学位400个，人均地方GD", "P再提高2%。", ""),
    ],
)
def test_a_full_line_goes_on_unless_it_ends_a_sentence_and_the_next_is_indented_or_numbered(
    tmp_path: Path, line: str, following: str, between: str
) -> None:
    path = tmp_path / "report.txt"
    body = "\n".join(_wrapped("".join(PARAGRAPHS[2:4]), len(line), words=False, measure=len))
    path.write_text(f"{body}\n{line}\n{following}", encoding="utf-8")
    assert read_report(path).endswith(f"{line}{between}{following}")


def test_words_of_the_latin_alphabet_that_were_broken_at_a_space_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    body = "\n".join(_wrapped("".join(PARAGRAPHS[2:4]), 52, words=True, measure=_columns))
    path.write_text(f"{body}\n至此新增学位1.35万个，其中民办学位4个，建成 Smart\nCity 12处。", encoding="utf-8")
    assert read_report(path).endswith("建成 Smart City 12处。")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n".join(f"全市第{number}项指标的目标是增长{number}.{number}%" for number in range(10, 60)),  # a list
        "\n".join(
            f"（{n}）着力推动高质量发展，大力建设{t}\n{'扎实推进' * 9}。\n{'稳步推进' * 8}。\n{'全面推进' * 7}。"
            for n, t in enumerate("农林牧渔工商游学")
        ),
        "\n".join(["民生支出占一般公共预算支出的比重达到78.5%"] * 40),
        "\n".join(
            f"{word}方面，全市今年要完成的任务是{number}个。" for number, word in enumerate("农林牧渔工" * 9, 10)
        ),
    ],
)
def test_what_is_not_wrapped_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    assert read_report(path) == text


def test_a_wrapped_file_has_the_quantities_and_targets_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "\n".join(line for paragraph in PARAGRAPHS for line in _wrapped(paragraph, 23, words=False, measure=len)),
        encoding="utf-8",
    )
    text = read_report(path)
    printed = zl.extract_quantities(text)["printed"].tolist()
    assert printed[:3] == ["1234.5亿元", "5.25%以上", "7.8%"]
    targets = zl.extract_targets(text)
    assert targets["indicator"].tolist() == [
        "gdp", "industrial_value_added", "budget_revenue", "urban_new_jobs", "cpi"
    ]  # fmt: skip
    assert targets["value"].tolist() == [5.5, 6, 4, 30000, 2]
    assert targets["paragraph"].unique().tolist() == [6]
