"""What a user asks for and gets: files that are whole and the same, and one clear line where they cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis import briefing
from zhonglou_analysis.briefing import chart_names, gather, write_briefing
from zhonglou_analysis.cli import main

from .conftest import unpacked

FEW = ["digital_economy_path", "headline_indicators", "reconciliation"]


def written_elsewhere(folder: Path, **environment: str) -> dict[str, bytes]:
    code = (
        "import sys, time, zhonglou_analysis as zl; time.tzset();"
        f"zl.write_briefing(sys.argv[1], charts={FEW!r}, lang='zh')"
    )
    env = {**os.environ, "PYTHONWARNINGS": "ignore", **environment}
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=env)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_content_is_the_same_bytes_over_seeds_zones_and_locales(tmp_path):
    one = written_elsewhere(tmp_path / "a", PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C")
    two = written_elsewhere(tmp_path / "b", PYTHONHASHSEED="77", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert len(one) == 4
    for name in one:
        if name.endswith(".html"):
            assert one[name] == two[name]
        else:
            assert unpacked(one[name]) == unpacked(two[name]), name
    assert one == two


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_no_part_is_dated_by_the_clock_or_named_by_a_template(kind, folder, parts, lang):
    found = parts(kind, lang)
    cores = {name: body.decode() for name, body in found.items() if name.endswith("docProps/core.xml")}
    assert cores
    for name, core in cores.items():
        assert core.count("2023-01-03T12:00:00Z") == 2, name
        assert "python-" not in core
        assert "Canny" not in core
    with zipfile.ZipFile(folder / f"briefing_{lang}.{kind}") as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any("thumbnail" in name or "WithEffects" in name for name in found)


def test_charts_in_the_order_and_by_the_title_asked_for():
    assert chart_names(["增长目标", "Structure of the economy by sector", "reconciliation"]) == [
        "growth_targets", "sector_structure", "reconciliation",
    ]  # fmt: skip
    made = gather(zl.load_report(), "en", ["reconciliation", "growth_targets"], "One's own", "A. Author")
    assert [figure.exhibit.name for figure in made.figures] == ["reconciliation", "growth_targets"]
    assert [figure.number for figure in made.figures] == [1, 2]


def test_title_and_author_reach_every_file(tmp_path):
    files = write_briefing(
        tmp_path, lang="en", charts=["growth_targets"], title="Growth <in brief>", author="Q & A Office"
    )
    for path in files:
        if path.suffix == ".html":
            texts = path.read_text("utf-8")
        else:
            texts = b"".join(unpacked(path.read_bytes()).values()).decode("utf-8", "ignore")
        assert "Growth &lt;in brief&gt;" in texts, path.name
        assert "Q &amp; A Office" in texts, path.name


def test_another_report_gets_what_it_allows_and_the_rest_is_named(data_copy, tmp_path, capsys):
    path = data_copy / "observations.csv"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith("tertiary_industry_2022_share,")]
    assert len(kept) == len(rows) - 1
    path.write_text("".join(kept), encoding="utf-8", newline="")
    for name in ("relations.csv", "short_names.csv"):
        table = data_copy / name
        table.write_text(table.read_text("utf-8").splitlines(keepends=True)[0], encoding="utf-8", newline="")
    names = ["sector_structure", "growth_targets"]
    made = gather(zl.load_report(data_copy), "zh", names)
    assert [figure.exhibit.name for figure in made.figures] == ["growth_targets"]
    assert [title for title, _ in made.missing] == [zl.CHARTS["sector_structure"].title_zh]
    code = main(
        ["briefing", *names, "--format", "html", "--lang", "zh", "--data", str(data_copy), "--out", str(tmp_path)]
    )
    told = capsys.readouterr()
    assert code == 0
    assert told.err.startswith("zhonglou: sector_structure is not in it: ")
    assert zl.CHARTS["sector_structure"].title_zh in (tmp_path / "briefing_zh.html").read_text("utf-8")


def test_a_report_whose_date_is_not_known_yet(data_copy, tmp_path):
    import json

    source = json.loads((data_copy / "source.json").read_text("utf-8"))
    (data_copy / "source.json").write_text(json.dumps(source | {"delivered": ""}), encoding="utf-8")
    report = zl.load_report(data_copy)
    (path,) = write_briefing(tmp_path, formats=["xlsx"], charts=["growth_targets"], report=report)
    assert b"2023-01-01T12:00:00Z" in unpacked(path.read_bytes())["docProps/core.xml"]


# --- what cannot be written -------------------------------------------------------------------------------------------


def run(capsys, *words: str) -> tuple[int, str]:
    code = main(["briefing", "growth_targets", "--lang", "en", *words])
    told = capsys.readouterr().err
    assert told.count("\n") == (1 if code else 0)
    assert "Traceback" not in told
    return code, told


def test_the_missing_extra_is_one_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("zhonglou_analysis.briefing.writing.find_spec", lambda _: None)
    code, told = run(capsys, "--out", str(tmp_path))
    assert code == 2
    assert "pip install 'zhonglou-analysis[office]'" in told
    assert list(tmp_path.iterdir()) == []
    assert run(capsys, "--out", str(tmp_path), "--format", "html")[0] == 0, "a page needs no library"


def test_no_library_for_office_files_is_loaded_for_a_page(tmp_path):
    code = (
        "import sys, zhonglou_analysis as zl;"
        "zl.write_briefing(sys.argv[1], formats=['html'], charts=['growth_targets']);"
        "print({'docx', 'pptx', 'xlsxwriter'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("words", [["--format", "docx,odt"], ["no_such_chart"], ["--format="]])
def test_bad_usage_writes_nothing(words, tmp_path, capsys):
    assert main(["briefing", *words, "--out", str(tmp_path / "new")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_file_of_ours_is_replaced_and_one_that_somebody_saved_is_not(tmp_path, capsys):
    out = ("--out", str(tmp_path), "--format", "docx,xlsx")
    assert run(capsys, *out)[0] == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert run(capsys, *out)[0] == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    import docx

    document = docx.Document(str(tmp_path / "briefing_en.docx"))
    document.core_properties.last_modified_by = "A person"
    document.save(str(tmp_path / "briefing_en.docx"))
    changed = (tmp_path / "briefing_en.docx").read_bytes()
    code, told = run(capsys, *out)
    assert code == 1
    assert "briefing_en.docx: was not made by zhonglou briefing" in told
    assert (tmp_path / "briefing_en.docx").read_bytes() == changed


def test_a_page_that_somebody_changed_is_kept(tmp_path, capsys):
    assert run(capsys, "--out", str(tmp_path), "--format", "html")[0] == 0
    page = tmp_path / "briefing_en.html"
    page.write_text(page.read_text("utf-8").replace("GRP", "Our GRP", 1), encoding="utf-8")
    code, told = run(capsys, "--out", str(tmp_path), "--format", "html")
    assert code == 1
    assert "saved by somebody" in told


@pytest.mark.parametrize("lock", [".~lock.briefing_en.pptx#", "~$iefing_en.pptx", "~$briefing_en.pptx"])
def test_a_file_open_in_an_office_program_is_left_alone(lock, tmp_path, capsys):
    (tmp_path / lock).write_text("someone")
    code, told = run(capsys, "--out", str(tmp_path))
    assert code == 1
    assert "briefing_en.pptx: is open in an office program" in told
    assert [path.name for path in tmp_path.iterdir()] == [lock], "nothing is written before all is checked"


def test_a_target_that_cannot_be_written_is_named(tmp_path, capsys, monkeypatch):
    (tmp_path / "briefing_en.xlsx").mkdir()
    assert run(capsys, "--out", str(tmp_path))[0] == 1
    shutil.rmtree(tmp_path / "briefing_en.xlsx")
    assert run(capsys, "--out", str(tmp_path), "--format", "html")[0] == 0
    monkeypatch.setattr("zhonglou_analysis.briefing.writing.os.access", lambda *_: False)
    code, told = run(capsys, "--out", str(tmp_path), "--format", "html")
    assert code == 1
    assert "briefing_en.html: cannot be written" in told
    (tmp_path / "file").write_text("")
    assert run(capsys, "--out", str(tmp_path / "file"))[0] == 1


def test_names_of_the_wing():
    assert "write_briefing" in dir(briefing)
