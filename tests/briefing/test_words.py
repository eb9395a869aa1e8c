"""What the files say: every sentence from a row, each in one language, each number cited."""

from __future__ import annotations

import html
import re

import pytest

from zhonglou_analysis.reports import load_report

from .conftest import is_han

_IDS = {*load_report().observations, *(row["id"] for row in load_report().assumptions)}
IDS = "|".join(sorted(_IDS, key=len, reverse=True))
# Between the printed phrases, which are quoted to the letter, and ids, addresses and names of files.
QUOTED = re.compile(rf"“[^”]*”|\"[^\"]*\"|https?://\S+|\b(?:{IDS})\b")
TEXTS = {"docx": r"<w:t(?: [^>]*)?>([^<]*)</w:t>", "pptx": r"<a:t>([^<]*)</a:t>", "xlsx": r"<t(?: [^>]*)?>([^<]*)</t>"}


@pytest.fixture(scope="session")
def texts(folder, parts):
    def read(kind, lang):
        if kind == "html":
            page = (folder / f"briefing_{lang}.html").read_text("utf-8")
            page = re.sub(r"<(style|script)>.*?</\1>", " ", page, flags=re.DOTALL)
            told = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', page)
            shown = re.sub(r"<[^>]+>", "\n", re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)).split("\n")
            return [html.unescape(text) for text in (*shown, *told) if text.strip()]
        found = parts(kind, lang)
        got = []
        for name, body in found.items():
            if name.endswith(".xml") and "theme" not in name:
                xml = body.decode()
                pattern = TEXTS["xlsx"] if "sharedStrings" in name else TEXTS[kind]
                got += re.findall(pattern, xml) + re.findall(r'\bdescr="([^"]*)"', xml)
                got += re.findall(r"<c:v>([^<]*)</c:v>", xml)
        return [html.unescape(text) for text in got if text.strip()]

    return read


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "html"])
def test_no_sentence_of_the_other_language(kind, lang, texts):
    found = texts(kind, lang)
    assert len(found) > 60
    for text in found:
        rest = QUOTED.sub("", text)
        if lang == "zh":
            assert not re.search(r"[A-Za-z]{2,},? [a-z]{2,},? [a-z]{2,}", rest.replace("_", "")), text
        else:
            # 32 Chinese characters on end are a sentence; the longest name of a document is shorter.
            assert not re.search("[\u4e00-\u9fff]{24}", rest), text


@pytest.mark.parametrize("kind", ["docx", "pptx", "html"])
def test_a_chinese_file_has_full_width_punctuation(kind, texts):
    bad = []
    for text in texts(kind, "zh"):
        rest = QUOTED.sub("", text)
        bad += [text for _ in re.findall("[\u4e00-\u9fff][,;:?!](?=[\u4e00-\u9fff])", rest)]
    assert bad == []


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "html"])
def test_every_headline_source_and_finding_is_there(kind, lang, texts, said):
    whole = "".join("".join(texts(kind, lang)).split()).replace("\u000b", "")
    for figure in said[lang].figures:
        shown = figure.exhibit
        assert "".join(shown.headline.split()) in whole
        assert "".join(shown.alt.split()) in whole or kind == "html"
        if kind != "docx":  # there the picture says it, and the footnote
            assert "".join(shown.source.split()) in whole


def test_a_citation_is_merged_by_paragraph_and_quotes_to_the_letter(said):
    report = load_report()
    figure = next(f for f in said["zh"].figures if f.exhibit.name == "headline_indicators")
    # 第7段 holds five of the six numbers, 第8段 foreign trade, 第21段 the targets.
    assert (
        "，第7段：“890亿元以上”“超52亿元”“637.7亿元”“231亿元”“498亿元”；第8段：“225亿元”；第21段：" in figure.citation
    )
    for one in said.values():
        for table in one.tables:
            assert len(table.ids) == len(table.rows) <= len(table.tidy_rows)
            assert all(id_ in report.observations for ids in table.ids for id_ in ids)


def test_tables_hold_the_numbers_that_they_should(said):
    tables = {table.name: table for table in said["zh"].tables}
    headline = {row[0]: row[1] for row in tables["headline"].rows}
    assert headline["地区生产总值"] == "890亿元以上"
    levels = {row[0]: row[2:6] for row in tables["growth_targets_levels"].rows}
    # 890亿元以上 at 5%左右 (±0.5): 890 × 1.05 = 934.5, and at least 890 × 1.045 = 930.05, in prices of 2022.
    assert levels["地区生产总值"] == ("5%左右", "934.5亿元", "不低于930.05亿元", "2022年价格")
    others = {row[0]: row[2] for row in tables["other_targets"].rows}
    # 高新技术产业产值占比达到54%; 核心产业增加值占GDP比重提高0.8个百分点; 年均增长16%以上; a share by its name stays.
    assert others["高新技术产业产值占比"] == "54%"
    assert others["数字经济核心产业增加值占比提高"] == "0.8个百分点"
    assert others["数字经济产业营业收入年均增速"] == "16%以上"
    assert others["空气质量优良天数比例"] == "突破80%"
    rows = [row for row in tables["reconciliation"].rows if row[4] == "不符"]
    # 438.7 of 637.7 is 68.79 %, printed 69.3%: the only number that does not reproduce.
    assert [row[1:3] for row in rows] == [("69.3%", "68.79%")]
    assert tables["reconciliation"].rows[0] == rows[0], "what fails comes first"
    outcomes = {row[0]: row[2:4] for row in tables["targets_and_outcomes"].rows}
    assert outcomes["一般公共预算收入"] == ("50.8亿元", "未达到")
    # 下降11.9%: the verb is the sign.
    assert outcomes["外贸进出口总额"] == ("−11.9%", "未达到")
    assert "−11.9%" in next(row for row in tables["targets_and_outcomes"].tidy_rows if row[5] == -11.9)


def test_a_bound_that_is_rounded_still_bounds(said):
    # 438.65/637.75 = 68.7809 % and 438.75/637.65 = 68.8074 %: outwards 68.78 and 68.81.
    row = next(row for t in said["zh"].tables if t.name == "reconciliation" for row in t.rows if row[4] == "不符")
    assert row[3] == "68.78%至68.81%"
    assert not any("∞" in cell for t in said["zh"].tables for row in t.rows for cell in row)
    assert is_han(row[0])
