"""Files: exactly their size, the same bytes in every process, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import struct
import subprocess
import sys
import warnings

import pypdf
import pytest
from matplotlib.figure import Figure
from PIL import Image

import zhonglou_analysis as zl
from zhonglou_analysis.charts.catalogue import CHARTS, find_chart
from zhonglou_analysis.charts.layout import chart_layout
from zhonglou_analysis.charts.saving import save_chart
from zhonglou_analysis.charts.style import SIZES
from zhonglou_analysis.errors import ChartError, InputError, OutputError

PROGRAM = """
import hashlib, sys
from zhonglou_analysis.charts.saving import regenerate
names = ["sector_structure", "reconciliation"]
for file in regenerate(names, formats=("png", "svg", "pdf"), folder=sys.argv[1]):
    print(file.file, file.sha256)
"""


@pytest.fixture
def figure(marks):
    return find_chart("sector_structure").figure(marks["sector_structure"], "zh", "doc")


def test_two_processes_with_different_hash_seeds_write_the_same_bytes(tmp_path):
    seen = []
    for seed, locale in (("0", "C"), ("12345", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "MPLBACKEND": "svg"}
        folder = tmp_path / seed
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, str(folder)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stderr == ""
        seen.append(run.stdout)
        for line in run.stdout.splitlines():
            name, sha256 = line.split()
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
    assert len(seen[0].splitlines()) == 12
    assert seen[0] == seen[1]


@pytest.mark.parametrize("size", SIZES)
def test_a_chart_is_drawn_again_for_another_size(figure, size, tmp_path):
    before = tuple(figure.get_size_inches())
    png, svg, pdf = save_chart(figure, "chart", folder=tmp_path, formats=("png", "svg", "pdf"), size=size)
    with Image.open(png) as image:
        assert image.width == round(SIZES[size].width_cm / 2.54 * 300)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
        if SIZES[size].height_cm:
            assert image.height == round(SIZES[size].height_cm / 2.54 * 300)
        box = pypdf.PdfReader(pdf).pages[0].mediabox
        assert float(box.width) == pytest.approx(image.width / 300 * 72, abs=0.01)
    assert f'width="{round(SIZES[size].width, 4):g}pt"' in svg.read_text(encoding="utf-8")
    assert tuple(figure.get_size_inches()) == before


def test_a_file_says_what_it_shows_and_nothing_that_changes(figure, tmp_path):
    png, svg, pdf = save_chart(figure, "chart", folder=tmp_path, formats=("png", "svg", "pdf"))
    record = chart_layout(figure).record
    with Image.open(png) as image:
        assert {k: v for k, v in image.info.items() if isinstance(v, str)} == {
            "Title": record.headline, "Description": record.alt, "Source": record.source
        }  # fmt: skip
    metadata = pypdf.PdfReader(pdf).metadata
    assert dict(metadata) == {"/Title": record.headline, "/Subject": record.alt, "/Keywords": record.source}
    drawn = svg.read_text(encoding="utf-8")
    assert record.alt in drawn
    assert "matplotlib" not in drawn.lower().replace("matplotlib.axis", "")
    assert "67.9%" in record.alt


def test_the_text_of_a_pdf_can_be_searched(figure, tmp_path):
    (pdf,) = save_chart(figure, "chart", folder=tmp_path, formats=["pdf"])
    reader = pypdf.PdfReader(pdf)
    text = reader.pages[0].extract_text()
    assert "第三产业" in text
    assert "67.9%" in text
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert {font.get_object()["/Subtype"] for font in fonts} == {
        "/Type3"
    }  # Type 42 of this font is blank in two viewers


def test_a_chart_changed_by_hand_is_saved_as_it_is_or_refused(figure, tmp_path):
    figure.axes[0].set_title("mine")
    save_chart(figure, "mine", folder=tmp_path)
    with pytest.raises(ChartError, match="changed by hand since: draw it inside chart_style"):
        save_chart(figure, "mine", folder=tmp_path, size="slide")


def test_a_figure_of_somebody_else_gets_the_named_size_and_keeps_its_own(tmp_path):
    figure = Figure(figsize=(4, 3))
    figure.add_subplot().plot([1, 2])
    (path,) = save_chart(figure, "mine", folder=tmp_path, size="slide_half")
    with Image.open(path) as image:
        assert image.size == (round(14.8 / 2.54 * 300), round(13 / 2.54 * 300))
    assert tuple(figure.get_size_inches()) == (4, 3)


def test_a_character_that_the_font_lacks_is_an_error_and_no_box(figure, tmp_path):
    figure.axes[0].texts[0].set_text("\U00013000")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in a user's notebook: the error must not rest on pytest's own filter
        with pytest.raises(ChartError, match="Glyph 77824"):
            save_chart(figure, "hieroglyph", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ({"formats": ("png", "gif")}, "choose among png, svg, pdf"),
        ({"formats": ()}, "choose among"),
        ({"name": "../elsewhere"}, "the folder is a parameter of its own"),
        ({"size": "a4"}, "the sizes are doc"),
        ({"lang": "fr"}, "'zh' and 'en'"),
    ],
)
def test_arguments_are_checked_before_anything_is_written(figure, argument, words, tmp_path):
    with pytest.raises(InputError, match=words):
        save_chart(figure, **{"name": "chart", "folder": tmp_path, **argument})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_one_clear_error(figure, tmp_path):
    (tmp_path / "figures").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        save_chart(figure, "chart", folder=tmp_path / "figures")


def test_a_full_disk_leaves_what_stood_there(figure, tmp_path, monkeypatch):
    (path,) = save_chart(figure, "chart", folder=tmp_path)
    stood = path.read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        save_chart(figure, "chart", folder=tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == stood


def test_a_png_is_no_more_than_its_chunks(figure, tmp_path):
    """A PNG ends with IEND: nothing is cut off, nothing is added, and no chunk holds a time."""
    (path,) = save_chart(figure, "chart", folder=tmp_path)
    content, at, kinds = path.read_bytes(), 8, []
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kinds.append(content[at + 4 : at + 8].decode())
        at += 12 + length
    assert at == len(content)
    assert kinds[-1] == "IEND"
    assert "tIME" not in kinds


def test_every_chart_of_the_catalogue_has_its_function():
    for name in CHARTS:
        assert callable(getattr(zl, f"plot_{name}"))
        assert find_chart(name).name == name
