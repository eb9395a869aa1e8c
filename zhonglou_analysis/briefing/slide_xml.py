"""What python-pptx has no call for: named fonts in every run, alt texts, rules of tables, a 16:9 master."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import quoteattr

from .chart_xml import FACE
from .package import language_of

WIDTH, HEIGHT = 960.0, 540.0  # points: 16:9
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'

_MASTER = {
    "Click to edit Master title style": "单击此处编辑母版标题样式",
    "Click to edit Master subtitle style": "单击此处编辑母版副标题样式",
    "Click to edit Master text styles": "单击此处编辑母版文本样式",
    "Second level": "第二级", "Third level": "第三级", "Fourth level": "第四级", "Fifth level": "第五级",
    "Click icon to add picture": "单击图标添加图片",
}  # fmt: skip


def in_chinese(name: str, body: bytes) -> bytes:
    """Say in Chinese what the template's masters say to a person who adds a slide."""
    if re.search(r"slideMasters/|slideLayouts/|notesMasters/", name) and name.endswith(".xml"):
        for english, chinese in _MASTER.items():
            body = body.replace(f">{english}<".encode(), f">{chinese}<".encode())
    return body


def box_of(x: float, y: float, width: float, height: float) -> tuple[Any, Any, Any, Any]:
    """Return left, top, width and height, given in points, as the library counts them."""
    from pptx.util import Pt

    return Pt(x), Pt(y), Pt(width), Pt(height)


def place_shape(shape: Any, x: float, y: float, width: float, height: float) -> None:
    """Put a shape at a place given in points."""
    shape.left, shape.top, shape.width, shape.height = box_of(x, y, width, height)


def rgb_of(colour: str) -> Any:
    """Return a colour as the library wants it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))


def describe(shape: Any, title: str, alt: str) -> None:
    """Give a shape its alt text; an empty one says that it is decoration."""
    element = shape._element
    names = element.xpath(".//p:cNvPr")
    names[0].set("descr", alt)
    if title:
        names[0].set("title", title)


def plain(shape: Any) -> None:
    """Take the shadow and the edge of the theme from a shape that is decoration, and say that it is."""
    style = shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    if style is not None:
        shape._element.remove(style)
    describe(shape, "", "")


def write_lines(
    frame: Any, text: str, size: float, ink: str, lang: str, *, bold: bool = False, right: bool = False
) -> None:
    """Fill a text frame: every line broken here, so that no program breaks it elsewhere."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    if hasattr(frame, "margin_left") and frame._txBody.tag.endswith("}txBody"):
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = text.replace("\n", "\v")
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)  # an empty one is as high as its neighbours
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.line_spacing = 1.0
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb_of(ink)
    name_fonts(frame, lang)


def name_fonts(frame: Any, lang: str) -> None:
    """Name both fonts of every run: ``font.name`` would set the Latin one alone."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            rpr = run._r.get_or_add_rPr()
            rpr.set("lang", language_of(lang))
            for tag in ("latin", "ea"):
                for old in rpr.findall(qn(f"a:{tag}")):
                    rpr.remove(old)
                rpr.append(parse_xml(f"<a:{tag} {A} typeface={quoteattr(FACE)}/>"))


def rule_below(cell: Any, heavy: bool) -> None:
    """Draw a line under a cell, and none elsewhere."""
    from pptx.oxml import parse_xml

    properties = cell._tc.get_or_add_tcPr()
    for side in ("L", "R", "T"):
        properties.append(parse_xml(f'<a:ln{side} {A} w="0"><a:noFill/></a:ln{side}>'))
    colour, width = ("12436D", 19050) if heavy else ("D0D0D0", 6350)
    properties.append(
        parse_xml(f'<a:lnB {A} w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>')
    )
    properties.append(parse_xml(f"<a:noFill {A}/>"))


def set_theme_fonts(prs: Any) -> None:
    """Name the fonts of everything that inherits: the template's theme has an empty east-asian one, and 宋体."""
    from lxml import etree

    q = f"{{{A[9:-1]}}}"
    for master in prs.slide_masters:
        part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
        part._blob = _named_fonts(part.blob, q, etree)


def _named_fonts(blob: bytes, q: str, etree: Any) -> bytes:
    tree = etree.fromstring(blob)
    for fonts in tree.iter(f"{q}majorFont", f"{q}minorFont"):
        for script in ("latin", "ea"):
            fonts.find(q + script).set("typeface", FACE)
        for font in fonts.findall(f"{q}font"):
            if font.get("script") == "Hans":
                font.set("typeface", FACE)
    content: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def fit_layouts(prs: Any) -> None:
    """Stretch the template's 4:3 master and layouts to 16:9, so that a slide that a user adds stands right."""
    factor = WIDTH / 720
    for page in [*prs.slide_masters, *prs.slide_layouts]:
        for shape in page.shapes:
            if shape.element.xpath(".//a:off"):
                shape.left, shape.width = int(shape.left * factor), int(shape.width * factor)
