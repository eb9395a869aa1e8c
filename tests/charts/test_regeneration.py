"""figures/ is what the data give today, and figures.json says so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from zhonglou_analysis.charts.catalogue import CHARTS, find_chart
from zhonglou_analysis.charts.saving import regenerate
from zhonglou_analysis.cli import main
from zhonglou_analysis.errors import InputError, OutputError
from zhonglou_analysis.reports import load_report

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    seen = []
    written = regenerate(folder=folder, progress=lambda done, of: seen.append((done, of)))
    return folder, written, seen


def test_the_committed_figures_are_what_the_data_give(regenerated):
    folder, written, _ = regenerated
    assert len(written) == 2 * len(CHARTS)
    committed = ROOT / "figures"
    if not (committed / "figures.json").is_file():
        pytest.skip("figures/ is not part of this copy")
    assert (folder / "figures.json").read_text(encoding="utf-8") == (committed / "figures.json").read_text(
        encoding="utf-8"
    )
    assert {path.name for path in committed.glob("*.png")} == {file.file for file in written}
    for file in written:
        assert hashlib.sha256((committed / file.file).read_bytes()).hexdigest() == file.sha256, file.file


def test_the_manifest_says_what_each_file_is(regenerated):
    folder = regenerated[0]
    rows = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert [row["chart"] for row in rows[::2]] == list(CHARTS)
    known = load_report().observations
    for row in rows:
        assert row["file"] == f"{row['chart']}_{row['language']}_{row['size']}.{row['format']}"
        assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
        assert row["observations"]
        assert set(row["observations"]) <= set(known)
        assert row["command"] == f"zhonglou figures {row['chart']} --lang {row['language']} --format png"
        assert len(row["alt"]) > 60
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_progress_counts_every_file_once(regenerated):
    _, _, seen = regenerated
    assert seen == [(i, 2 * len(CHARTS)) for i in range(1, 2 * len(CHARTS) + 1)]


def test_some_charts_are_the_same_as_among_all(regenerated, tmp_path):
    _, written, _ = regenerated
    some = ["sector_structure", "growth_targets"]
    alone = regenerate(some, folder=tmp_path)
    assert alone == [file for file in written if file.chart in some]


def test_a_folder_that_is_a_file_is_one_clear_error(tmp_path):
    (tmp_path / "figures").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        regenerate(folder=tmp_path / "figures")


def test_some_charts_leave_the_rest_of_the_manifest(tmp_path):
    regenerate(["growth_targets"], langs=["zh"], folder=tmp_path)
    regenerate(["sector_structure"], langs=["zh"], formats=["svg"], size="slide", folder=tmp_path)
    rows = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert [row["file"] for row in rows] == ["sector_structure_zh_slide.svg", "growth_targets_zh_doc.png"]
    assert rows[0]["command"] == "zhonglou figures sector_structure --lang zh --format svg --size slide"
    (tmp_path / "growth_targets_zh_doc.png").unlink()
    regenerate(["sector_structure"], langs=["en"], folder=tmp_path)
    rows = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert [row["file"] for row in rows] == ["sector_structure_en_doc.png", "sector_structure_zh_slide.svg"]


@pytest.mark.parametrize(
    "wrong",
    [{"names": ["no_such_chart"]}, {"langs": ["fr"]}, {"formats": ["gif"]}, {"size": "a4"}],
)
def test_nothing_is_written_where_an_option_is_wrong(wrong, tmp_path):
    with pytest.raises(InputError):
        regenerate(**{"folder": tmp_path / "figures", **wrong})
    assert list(tmp_path.iterdir()) == []


def test_a_manifest_that_is_none_is_said(tmp_path):
    (tmp_path / "figures.json").write_text("[1, 2")
    with pytest.raises(OutputError, match="is no manifest of charts; delete it"):
        regenerate(["growth_targets"], langs=["zh"], folder=tmp_path)


def test_a_file_that_somebody_else_made_or_changed_is_kept(tmp_path):
    stranger = tmp_path / "growth_targets_zh_doc.png"
    stranger.write_bytes(b"a picture of somebody's")
    with pytest.raises(OutputError, match=r"growth_targets_zh_doc\.png: was not made by zhonglou figures"):
        regenerate(["growth_targets"], langs=["zh"], folder=tmp_path)
    assert stranger.read_bytes() == b"a picture of somebody's"
    stranger.unlink()
    (made,) = regenerate(["growth_targets"], langs=["zh"], folder=tmp_path)
    stranger.write_bytes(stranger.read_bytes() + b"retouched")
    with pytest.raises(OutputError, match="changed by somebody since; move it"):
        regenerate(["growth_targets"], langs=["zh"], folder=tmp_path)
    assert stranger.read_bytes().endswith(b"retouched")
    stranger.unlink()
    assert regenerate(["growth_targets"], langs=["zh"], folder=tmp_path) == [made]


def test_a_file_of_ours_is_replaced_by_what_other_data_give(edit, tmp_path):
    (before,) = regenerate(["headline_indicators"], langs=["zh"], folder=tmp_path)
    other = load_report(edit("observations.csv", ",890,亿元,890亿元以上,", ",912,亿元,912亿元以上,"))
    (now,) = regenerate(["headline_indicators"], langs=["zh"], folder=tmp_path, report=other)
    assert (now.file, hashlib.sha256((tmp_path / now.file).read_bytes()).hexdigest()) == (before.file, now.sha256)
    (tmp_path / "figures.json").unlink()
    assert regenerate(["headline_indicators"], langs=["zh"], folder=tmp_path, report=other) == [now], "the same bytes"
    (tmp_path / "figures.json").unlink()
    with pytest.raises(OutputError, match="was not made by zhonglou figures"):
        regenerate(["headline_indicators"], langs=["zh"], folder=tmp_path)


def test_a_run_that_is_stopped_leaves_no_file_without_its_row(tmp_path):
    def stop(done, _of):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        regenerate(folder=tmp_path, progress=stop)
    rows = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert len(rows) == 3
    assert {row["file"] for row in rows} | {"figures.json"} == {path.name for path in tmp_path.iterdir()}


def test_tables_stand_in_the_manifest_too(tmp_path, capsys):
    out = ["figures", "growth_targets", "--lang", "zh", "--tables", "--out", str(tmp_path)]
    assert main(out) == 0
    rows = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert [(row["file"], row["command"]) for row in rows] == [
        ("growth_targets_zh.csv", "zhonglou figures growth_targets --lang zh --tables"),
        ("growth_targets_zh.xlsx", "zhonglou figures growth_targets --lang zh --tables"),
        ("growth_targets_zh_doc.png", "zhonglou figures growth_targets --lang zh --format png"),
    ]
    assert rows[0]["observations"] == rows[2]["observations"]
    (tmp_path / "growth_targets_zh.csv").write_text("mine", encoding="utf-8")
    assert main(out) == 1
    assert "growth_targets_zh.csv: was not made by zhonglou figures" in capsys.readouterr().err
    assert (tmp_path / "growth_targets_zh.csv").read_text(encoding="utf-8") == "mine"


def test_a_changed_value_changes_bar_label_headline_and_manifest(edit, tmp_path):
    folder = edit("observations.csv", ",890,亿元,890亿元以上,", ",912,亿元,912亿元以上,")
    report = load_report(folder)
    chart = find_chart("headline_indicators")
    figure = chart.figure(chart.rows(report), "zh", "doc")
    assert figure.axes[0].patches[0].get_width() == 912
    assert any("912亿元以上" in text.get_text() for text in figure.axes[0].texts)
    assert figure.texts[0].get_text() == "2022年钟楼区地区生产总值预计912亿元以上"
    (now,) = regenerate(["headline_indicators"], langs=["zh"], folder=tmp_path / "now", report=report)
    (before,) = regenerate(["headline_indicators"], langs=["zh"], folder=tmp_path / "before")
    assert now.sha256 != before.sha256
    assert "912亿元" in now.alt
    assert "912亿元" in (tmp_path / "now" / "figures.json").read_text(encoding="utf-8")


def test_titles_of_both_languages_are_names(tmp_path):
    written = regenerate(["三次产业结构", "growth targets", "主导产业占比：印出与重算"], langs=["zh"], folder=tmp_path)
    assert [file.chart for file in written] == ["sector_structure", "leading_industry_share", "growth_targets"]
    with pytest.raises(InputError, match="try sector_structure"):
        regenerate(["产业结构"], folder=tmp_path)


def test_live_words_can_be_edited_and_say_how_they_were_made(tmp_path):
    (live,) = regenerate(["growth_targets"], langs=["zh"], formats=["svg"], folder=tmp_path, live=True)
    drawn = (tmp_path / live.file).read_text(encoding="utf-8")
    assert ">5%左右</text>" in drawn
    assert "Microsoft YaHei" in drawn
    assert "Zhonglou Sans" not in drawn
    assert live.command.endswith("--text live")
    (outlines,) = regenerate(["growth_targets"], langs=["zh"], formats=["svg"], folder=tmp_path)
    assert "</text>" not in (tmp_path / outlines.file).read_text(encoding="utf-8")
    assert outlines.sha256 != live.sha256


def test_the_plotted_rows_stand_beside_the_figure(tmp_path, capsys):
    assert main(["figures", "主要经济指标", "--lang", "zh", "--tables", "--out", str(tmp_path)]) == 0
    rows = (tmp_path / "headline_indicators_zh.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + len(find_chart("headline_indicators").rows())
    assert rows[1].startswith("地区生产总值,2022,890.0,890.0,无上限")  # 890亿元以上: ∞ in words
    sheet = openpyxl.load_workbook(tmp_path / "headline_indicators_zh.xlsx").active
    assert [cell.value for cell in sheet[2]][:5] == ["地区生产总值", "2022", 890, 890, "无上限"]
    told = capsys.readouterr()
    assert "3 files" in told.out  # the picture and its two tables
    assert "CSV alone" not in told.err


def test_tables_without_the_extra_are_csv_and_say_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("zhonglou_analysis.briefing.book.find_spec", lambda _: None)
    assert main(["figures", "growth_targets", "--lang", "zh", "--tables", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "2 files" in told.out
    assert "the tables are CSV alone; for workbooks too: pip install 'zhonglou-analysis[office]'" in told.err


def test_the_list_says_names_and_titles(capsys):
    assert main(["figures", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(CHARTS)
    assert lines[1].split(maxsplit=1) == ["sector_structure", "三次产业结构 / Structure of the economy by sector"]
