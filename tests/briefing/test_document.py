"""The document: the layout of GB/T 9704, footnotes that are real, captions that count, and well-formed order."""

from __future__ import annotations

import io
import itertools
import re
import struct

import pytest

from zhonglou_analysis.briefing import write_briefing
from zhonglou_analysis.briefing.word_xml import ORDERS

from .conftest import is_han, unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACES = {"宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"}


@pytest.fixture(scope="session")
def roots(parts):
    from lxml import etree

    return {
        lang: {name: etree.fromstring(body) for name, body in parts("docx", lang).items() if name.endswith(".xml")}
        for lang in ("zh", "en")
    }


@pytest.fixture
def root(roots, lang):
    return roots[lang]


def attribute(node, name):
    return node.get(f"{W}{name}")


def test_the_page_is_that_of_gb_t_9704(root):
    section = root["word/document.xml"].find(f".//{W}sectPr")
    size, margin, grid = (section.find(f"{W}{tag}") for tag in ("pgSz", "pgMar", "docGrid"))
    twips = 1440 / 25.4  # in a millimetre
    assert [round(int(attribute(size, side)) / twips) for side in ("w", "h")] == [210, 297]
    # 天头 37, 订口 28, 版心 156 × 225 mm: so 26 on the right and 35 below.
    assert [round(int(attribute(margin, side)) / twips) for side in ("top", "left", "right", "bottom")] == [
        37,
        28,
        26,
        35,
    ]
    assert (attribute(grid, "type"), attribute(grid, "linePitch")) == ("lines", "579")
    body = next(s for s in root["word/styles.xml"].iter(f"{W}style") if attribute(s, "styleId") == "BodyText")
    assert attribute(body.find(f"{W}rPr/{W}sz"), "val") == "32"  # 三号: 16 pt
    assert attribute(body.find(f"{W}rPr/{W}spacing"), "val") == "-5"
    assert attribute(body.find(f"{W}pPr/{W}spacing"), "line") == "579"  # 22 lines on 225 mm, exactly
    assert attribute(body.find(f"{W}pPr/{W}spacing"), "lineRule") == "exact"


def test_footnotes_are_real_and_each_is_referred_to_once(root):
    notes = [int(attribute(n, "id")) for n in root["word/footnotes.xml"].iter(f"{W}footnote")]
    references = [int(attribute(n, "id")) for n in root["word/document.xml"].iter(f"{W}footnoteReference")]
    assert notes == [-1, 0, *references]
    assert references == list(range(1, len(references) + 1))
    assert len(references) > 15
    declared = root["word/settings.xml"].find(f"{W}footnotePr")
    assert [int(attribute(n, "id")) for n in declared] == [-1, 0]


def test_every_finding_is_cited(root, said, lang):
    notes = ["".join(n.itertext()).strip() for n in root["word/footnotes.xml"].iter(f"{W}footnote")]
    for figure in said[lang].figures:
        assert figure.citation in notes


def test_a_finding_has_its_number_in_brackets_and_its_mark_before_a_chinese_stop(root, said, lang):
    paragraphs = list(root["word/document.xml"].iter(f"{W}p"))
    texts = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs]
    first, ninth = said[lang].figures[0].exhibit.headline, said[lang].figures[8].exhibit.headline
    if lang == "zh":
        assert (f"（一）{first}。" in texts, f"（九）{ninth}。" in texts) == (True, True)
        assert said["zh"].figures[10].finding.startswith("（十一）")
    else:
        assert (f"(1) {first}." in texts, f"(9) {ninth}." in texts) == (True, True)
    for figure in said[lang].figures:
        paragraph = next(p for p, text in zip(paragraphs, texts, strict=True) if text.startswith(figure.finding))
        ends = [run[-1].tag.removeprefix(W) for run in paragraph.findall(f"{W}r")]
        assert ends == (["t", "footnoteReference", "t"] if lang == "zh" else ["t", "footnoteReference"])


def test_captions_count_from_one(root, said, lang):
    found: dict[str, list[int]] = {}
    for field in root["word/document.xml"].iter(f"{W}fldSimple"):
        match = re.fullmatch(r" SEQ (\S+) \\\* ARABIC ", attribute(field, "instr"))
        assert match
        found.setdefault(match[1], []).append(int("".join(field.itertext())))
    figure, table = ("图", "表") if lang == "zh" else ("Figure", "Table")
    assert found[figure] == list(range(1, len(said[lang].figures) + 1))
    assert found[table] == list(range(1, len(said[lang].tables) + 1))


def test_tables_repeat_their_header_and_are_not_torn(root):
    tables = list(root["word/document.xml"].iter(f"{W}tbl"))
    assert len(tables) >= 4
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        widths = [int(attribute(c, "w")) for c in table.iter(f"{W}gridCol")]
        assert abs(sum(widths) - 156 / 25.4 * 1440) < 20
        for row in rows:
            assert [int(attribute(c, "w")) for c in row.iter(f"{W}tcW")] == widths


def test_a_short_table_stands_on_one_page_and_no_row_alone(root):
    """Rows stay with the next: of a short table all, of a long one the first two and the last but one."""
    seen = set()
    for table in root["word/document.xml"].iter(f"{W}tbl"):
        kept = [
            all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in table.iter(f"{W}tr")
        ]
        n = len(kept)
        assert kept[:2] == [True, True]
        assert kept[-2:] == [True, False]
        seen.add("whole" if all(kept[:-1]) else "long")
        assert all(kept[:-1]) or kept[2:-2] == [False] * (n - 4)
        assert n < 20 or not all(kept[:-1])
    assert seen == {"whole", "long"}


def test_no_number_in_a_table_is_torn(root):
    """Where a cell is narrow its lines are ours: a program would tear 22、31、37 or 942.32亿元 anywhere."""
    cells = broken = 0
    for cell in root["word/document.xml"].iter(f"{W}tc"):
        parts = [[t.text or "" for t in run.iter(f"{W}t")] for run in cell.iter(f"{W}r")]
        lines = [line for run in parts for line in run if line]
        cells += 1
        broken += len(lines) > 1
        for line, after in itertools.pairwise(lines):
            assert not re.search(r"[\d.]$", line) or not re.match(r"[\d.,%亿万元家个]", after), lines
    assert cells > 300
    assert broken > 5


def test_pictures_are_15_60_cm_wide_at_300_dots_with_alt_text(root, parts, said, lang):
    wp = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    found = list(root["word/document.xml"].iter(f"{wp}inline"))
    assert len(found) == len(said[lang].figures)
    for inline, figure in zip(found, said[lang].figures, strict=True):
        assert round(int(inline.find(f"{wp}extent").get("cx")) / 360000, 2) == 15.60
        assert inline.find(f"{wp}docPr").get("descr") == figure.exhibit.alt
    pngs = [body for name, body in parts("docx", lang).items() if name.endswith(".png")]
    assert {struct.unpack(">I", body[16:20])[0] for body in pngs} == {1843}  # 15.6 cm × 300 / 2.54


def test_every_chinese_run_has_one_of_the_five_faces(root):
    runs = 0
    styles = {attribute(s, "styleId"): s for s in root["word/styles.xml"].iter(f"{W}style")}
    for name in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml", "word/footer2.xml"):
        for run in root[name].iter(f"{W}r"):
            if not is_han("".join(t.text or "" for t in run.iter(f"{W}t"))):
                continue
            runs += 1
            fonts = run.find(f"{W}rPr/{W}rFonts")
            if fonts is None:
                paragraph = next(p for p in run.iterancestors() if p.tag == f"{W}p")
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                fonts = styles[attribute(style, "val")].find(f"{W}rPr/{W}rFonts")
            assert attribute(fonts, "eastAsia") in FACES
    assert runs > 20
    for part in root.values():
        for fonts in part.iter(f"{W}rFonts"):
            assert not [key for key in fonts.attrib if "heme" in key], "a theme's font wins over a name"


def test_no_language_or_font_of_the_template_is_left(root):
    text = {name: "".join(str(v) for node in part.iter() for v in node.attrib.values()) for name, part in root.items()}
    assert "ja-JP" not in "".join(text.values())
    names = {attribute(f, "name") for f in root["word/fontTable.xml"].iter(f"{W}font")}
    assert names == FACES
    assert len(list(root["word/fontTable.xml"].iter(f"{W}altName"))) == len(FACES)


def test_the_children_of_every_element_stand_in_the_order_of_the_schema(root):
    seen = set()
    for name, part in root.items():
        for node in part.iter():
            tag = str(node.tag)
            if tag.startswith(W) and tag.removeprefix(W) in ORDERS:
                seen.add(tag.removeprefix(W))
                order = ORDERS[tag.removeprefix(W)].split()
                places = [order.index(str(child.tag).removeprefix(W)) for child in node]
                assert places == sorted(places), (name, tag, [str(child.tag) for child in node])
    assert seen == set(ORDERS)


def test_native_charts_on_request(tmp_path, lang):
    path, = write_briefing(tmp_path, formats=["docx"], lang=lang, charts=["headline_indicators", "reconciliation"],
                           native=True)  # fmt: skip
    found = unpacked(path.read_bytes())
    assert [name for name in found if name.startswith("word/charts/chart")] == ["word/charts/chart1.xml"]
    assert "word/embeddings/chart1.xlsx!xl/worksheets/sheet1.xml" in found
    assert len([name for name in found if name.endswith(".png")]) == 1, "what has no native form is a picture"
    import docx

    assert docx.Document(io.BytesIO(path.read_bytes())).paragraphs
