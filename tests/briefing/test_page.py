"""The page: one file without an outside address, that a keyboard and a screen reader find their way in."""

from __future__ import annotations

import html
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from zhonglou_analysis.reports import load_report


class Reader(HTMLParser):
    """What stands in a page: tags with their attributes, and whether they are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "link", "img", "col"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


@pytest.fixture
def text(folder, lang):
    return (folder / f"briefing_{lang}.html").read_text("utf-8")


@pytest.fixture
def page(text):
    return Reader(text)


def test_it_is_well_formed(page):
    assert page.faults == []
    assert page.open == []


def test_columns_have_shares_of_the_width(page):
    shares: list[list[float]] = []
    for tag, attrs in page.tags:
        if tag == "colgroup":
            shares.append([])
        elif tag == "col":
            shares[-1].append(float(re.fullmatch(r"width:([\d.]+)%", attrs["style"])[1]))
    assert len(shares) > 12
    assert all(abs(sum(own) - 100) < 0.5 and min(own) > 3 for own in shares)


def test_ids_are_unique_and_every_reference_finds_one(page, text):
    ids = Counter(attrs["id"] for _, attrs in page.tags if "id" in attrs)
    assert len(ids) > 20
    assert [id_ for id_, times in ids.items() if times > 1] == []
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    assert used
    assert used <= set(ids)


def test_no_outside_address_but_that_of_the_source(page, text):
    found = {
        value
        for _, attrs in page.tags
        for name, value in attrs.items()
        if name in ("href", "src", "xlink:href", "action") and value and not value.startswith("#")
    }
    assert found == {load_report().source["address"]}
    style = "".join(re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL))
    assert set(re.findall(r"url\((\w+:)", style)) <= {"data:"}
    policy = next(attrs["content"] for tag, attrs in page.tags if tag == "meta" and "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'")


def test_without_script_the_tables_open_and_the_marks_have_their_titles(page, text, said, lang):
    tags = Counter(tag for tag, _ in page.tags)
    assert tags["details"] == tags["summary"] == len(said[lang].figures)
    body = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    marks = re.findall(r'<rect class="m"[^>]*aria-label="([^"]*)"><title>([^<]*)</title>', body)
    assert len(marks) > 60
    assert all(label == title for label, title in marks)


def test_every_mark_is_reached_by_the_keyboard_and_says_bounds_phrase_and_paragraph(page, lang):
    marks = [attrs for tag, attrs in page.tags if tag == "rect" and attrs.get("class") == "m"]
    assert all(attrs["tabindex"] == "0" and attrs["role"] == "img" for attrs in marks)
    told = " | ".join(str(attrs["aria-label"]) for attrs in marks)
    wanted = (
        "地区生产总值 2022；890亿元以上；不低于890亿元；预计；第7段“890亿元以上”"
        if lang == "zh"
        else 'GRP 2022; at least CN¥89.0 billion; CN¥89.0 bn or more; estimate; paragraph 7 "890亿元以上"'
    )
    assert wanted in told


def test_every_figure_has_its_headline_source_and_alt_text(page, said, lang):
    labels = {attrs.get("aria-label") for tag, attrs in page.tags if tag == "svg"}
    assert {figure.exhibit.alt for figure in said[lang].figures} <= labels
    figures = [attrs["id"] for tag, attrs in page.tags if tag == "figure"]
    assert figures == [f"f{n}" for n in range(1, len(said[lang].figures) + 1)]


def test_colours_of_texts_and_marks_stand_out(text):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    inks = set(re.findall(r'<text [^>]*fill="(#[0-9A-Fa-f]{6})"', text))
    assert inks
    for ink in inks - {"#FFFFFF"}:  # white stands on a bar
        assert 1.05 / (light(ink) + 0.05) >= 4.5, ink


def test_the_font_inside_has_every_letter_of_the_page(text, said, lang):
    import base64
    import io

    from fontTools.ttLib import TTFont

    data = re.search(r"data:font/woff;base64,([^)]*)", text)[1]
    with TTFont(io.BytesIO(base64.b64decode(data))) as font:
        letters = set(font.getBestCmap())
    shown = html.unescape(re.sub(r"<(style|script)>.*?</\1>|<[^>]+>", "", text, flags=re.DOTALL))
    shown += "".join(figure.finding for figure in said[lang].figures)  # whose numbers the style makes
    missing = {letter for letter in shown if ord(letter) not in letters and not letter.isspace()}
    assert missing == set()
