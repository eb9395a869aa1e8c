"""The command: what it prints, its exit codes, and one line for every error."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from rich.cells import cell_len

from zhonglou_analysis import load_report, reconcile
from zhonglou_analysis.arithmetic import print_reconciliation, reconciliation_csv, wrap
from zhonglou_analysis.cli import main
from zhonglou_analysis.quantities import VERDICTS


@pytest.fixture
def zhonglou(capsys):
    """Run a command in this process; return exit code, standard output and standard error."""

    def run(*words):
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:  # argparse
            code = stop.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


def one_line(err: str) -> str:
    assert "Traceback" not in err
    assert err.count("\n") == 1, err
    return err


def test_show_prints_value_bounds_and_place(zhonglou):
    # paragraph 7: 地区生产总值890亿元以上 stands at characters 97 to 104 of the line
    code, out, _ = zhonglou("show", "gdp_2022", "--lang", "en")
    assert code == 0
    assert "at least CN¥89.0 billion (estimate, 2022)" in out
    assert "[890, ∞) 亿元" in out
    assert "“890亿元以上”, paragraph 7, characters 97 to 104" in out


@pytest.mark.parametrize("words", ["地区生产总值", "gross regional", "gdp", "GDP"])
def test_show_finds_by_either_name(zhonglou, words):
    code, out, _ = zhonglou("show", *words.split())
    assert code == 0
    assert "gdp_2022：" in out
    assert "gdp_2023_growth：" in out


def test_the_version_is_that_of_the_project(zhonglou):
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert zhonglou("--version") == (0, f"zhonglou {project['version']}\n", "")


def test_show_suggests_near_names(zhonglou):
    code, out, err = zhonglou("show", "retial", "sales")
    assert (code, out) == (1, "")
    assert "retail_sales_2022" in one_line(err)


@pytest.mark.parametrize(("lang", "word", "title"), [("zh", "不符", "常州市"), ("en", "differs", "Work Report")])
def test_check_prints_a_table_for_a_reader(zhonglou, lang, word, title):
    code, out, err = zhonglou("check", "--lang", lang)
    assert (code, err) == (0, "")
    assert word in out
    assert title in out
    assert "69.3%" in out
    assert max(map(len, out.splitlines())) <= 200


def test_check_as_json_and_csv(zhonglou):
    code, out, _ = zhonglou("check", "--format", "json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert code == 0
    # paragraph 7: 438.7亿元 of 637.7亿元 is 68.79 %, and 69.3% is printed
    assert rows["leading_industries_share"]["verdict"] == "does_not_reproduce"
    assert rows["leading_industries_share"]["value"] == pytest.approx(68.794, abs=0.001)
    assert rows["primary_value_added"]["high"] == "inf"
    code, out, _ = zhonglou("check", "--format", "csv")
    assert len(out.splitlines()) == len(rows) + 1


def test_a_csv_has_no_exponents():
    numbers = [Decimal("0E-1000026"), Decimal("5E+2"), Decimal("1E-12"), Decimal("Infinity"), None, Decimal("1E+40")]
    written = reconciliation_csv(pd.DataFrame({"value": numbers}, dtype=object))
    assert written.split() == ["value", "0", "500", "0.000000000001", "Infinity", '""', "1e+40"]
    edges = [Decimal("1E+29"), Decimal("1E+30"), Decimal("1E-29"), Decimal("1E-30")]
    written = reconciliation_csv(pd.DataFrame({"value": edges}, dtype=object))
    assert written.split() == ["value", "1" + "0" * 29, "1e+30", "0." + "0" * 28 + "1", "1e-30"]


@pytest.mark.parametrize(("width", "form"), [(132, "a table"), (60, "blocks")])
def test_a_verdict_has_its_colour_and_stands_whole(capsys, monkeypatch, width, form):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    report = load_report()
    print_reconciliation(reconcile(report), report, "en", width)
    page = capsys.readouterr().out
    assert ("━" in page) == (form == "a table")
    coloured = set(re.findall(r"\x1b\[(?:1;|2;)*(3[0-9])m\s*([^\x1b]*)", page))
    assert coloured == {("31", "differs"), ("33", "undecidable"), ("32", "agrees")}
    assert "1;31m" in page
    assert max(map(cell_len, re.sub(r"\x1b\[[0-9;]*m", "", page).splitlines()[:-1])) <= width


@pytest.mark.parametrize("width", [60, 80, 100, 116, 120, 132])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_fits_and_breaks_no_number(capsys, width, lang):
    report = load_report()
    table = reconcile(report)
    print_reconciliation(table, report, lang, width)
    *lines, _ = capsys.readouterr().out.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    for verdict, count in table["verdict"].value_counts().items():  # a verdict is not broken
        assert sum(VERDICTS[verdict].in_(lang) in line for line in lines) >= count, verdict
    # Each number of a result stands whole on a line of the page.
    page = " ".join(lines)
    for row in table.to_dict("records"):
        for number in re.findall(r"[0-9][0-9.,]*[0-9]%?", f"{row['printed']} {row[f'reason_{lang}']}"):
            assert number in page, (row["id"], number)


@pytest.mark.parametrize(
    "text", ["报告数69.3%不在[68.78, 68.81)之内。", "CN¥28.39 billion [28.35, ∞)", "high_tech_output_2022"]
)
@pytest.mark.parametrize("width", [1, 8, 12, 40])
def test_a_wrapped_text_is_whole(text, width):
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[:1] in tuple("，。、)）]”") for line in lines if line)


def test_check_fails_when_a_verdict_is_not_the_declared_one(zhonglou, data_copy):
    table = data_copy / "relations.csv"
    text = table.read_text(encoding="utf-8")
    head, tail = text.split("leading_industries_share,", 1)
    table.write_text(
        head + "leading_industries_share," + tail.replace("does_not_reproduce", "reproduces", 1), encoding="utf-8"
    )
    code, out, err = zhonglou("check", "--data", data_copy)
    assert code == 1
    assert "69.3%" in out, "the table is printed all the same"
    assert "leading_industries_share" in one_line(err)


def test_check_names_every_invalid_row(zhonglou, data_copy):
    table = data_copy / "observations.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",890,亿元,", ",891,亿元,").replace(",637.7,亿元,", ",637.7,家,"), encoding="utf-8")
    code, out, err = zhonglou("check", "--data", data_copy)
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert "gdp_2022" in err
    assert "industrial_output_2022" in err


def test_check_says_when_it_looked_at_nothing(zhonglou, data_copy):
    for table in (data_copy / "relations.csv", data_copy / "short_names.csv"):
        table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    code, _, err = zhonglou("check", "--data", data_copy)
    assert code == 0
    assert "no relation" in one_line(err)


def test_audit_is_clean_and_not_clean_after_one_digit(zhonglou, report_text, tmp_path):
    copy = tmp_path / "report.txt"
    copy.write_text(report_text, encoding="utf-8")
    code, out, err = zhonglou("audit", copy)
    assert (code, err) == (0, "")
    assert "0 findings" in out
    copy.write_text(report_text.replace("498亿元", "497亿元"), encoding="utf-8")
    code, out, _ = zhonglou("audit", copy)
    assert code == 1
    assert "retail_sales_2022" in out


def test_extract_writes_a_draft_and_counts_what_is_empty(zhonglou, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("完成投资12.5亿元以上,增长8%。", encoding="utf-8")
    draft = tmp_path / "draft.csv"
    code, out, err = zhonglou("extract", report, "-o", draft)
    assert (code, out) == (0, "")
    assert "2 rows" in err
    assert "indicator 2" in err
    header, first, second = draft.read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("id,indicator,scope,period,kind,status,qualifier,value,unit,printed,")
    assert "at_least,12.5,亿元,12.5亿元以上" in first
    assert "growth_rate" in second


@pytest.mark.parametrize("reports", [1, 3])
def test_extract_reads_the_units_that_a_data_folder_adds(zhonglou, data_copy, tmp_path, reports):
    header = (data_copy / "units.csv").read_text(encoding="utf-8").splitlines()[0]
    (data_copy / "units.csv").write_text(f"{header}\n丛,丛,1,count,丛,1,clumps\n", encoding="utf-8")
    paths = [tmp_path / f"report{number}.txt" for number in range(reports)]
    for path in paths:
        path.write_text("栽植灌木9200余丛。", encoding="utf-8")
    draft = tmp_path / "draft.csv"
    code, _, err = zhonglou("extract", *paths, "--data", data_copy, "-o", draft)
    assert (code, err.split("\n")[-2].partition(";")[0]) == (0, f"{reports} rows")
    assert draft.read_text(encoding="utf-8-sig").count(",slightly_over,9200,丛,9200余丛,") == reports
    code, _, err = zhonglou("extract", *paths, "-o", draft, "--force")
    assert (code, err.split("\n")[-2].partition(";")[0]) == (0, "0 rows")


def test_extract_says_what_is_wrong_with_a_data_folder(zhonglou, data_copy, tmp_path):
    (tmp_path / "report.txt").write_text("栽植灌木9200余丛。", encoding="utf-8")
    (data_copy / "units.csv").write_text("unit\n丛\n", encoding="utf-8")
    code, out, err = zhonglou("extract", tmp_path / "report.txt", "--data", data_copy)
    assert (code, out) == (1, "")
    assert "units.csv, line 1: the columns must be unit," in err
    assert "Traceback" not in err


def test_a_panel_skips_one_bad_file_and_says_so(zhonglou, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("新增企业30家。", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7\n\x00\x01")
    out = tmp_path / "panel.csv"
    code, _, err = zhonglou("extract", tmp_path / "a.txt", tmp_path / "bad.txt", tmp_path / "b.txt", "-o", out)
    assert code == 2
    assert "bad.txt" in err
    assert "Traceback" not in err
    header, *rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("file,id,")
    assert len(rows) == 2


def test_targets_of_many_reports_are_one_table(zhonglou, tmp_path):
    plan = "一、2031年工作回顾\n二、2032年工作安排\n今年主要预期目标是：生产总值增长{}，居民收入与经济增长同步。\n"
    (tmp_path / "a.txt").write_text(plan.format("5%以上"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(plan.format("6%—6.5%"), encoding="gb18030")
    (tmp_path / "none.txt").write_text("没有目标。", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7\n\x00\x01")
    out = tmp_path / "targets.csv"
    names = [tmp_path / name for name in ("a.txt", "bad.txt", "b.txt", "none.txt")]
    code, _, err = zhonglou("targets", *names, "-o", out)
    assert code == 2
    assert "bad.txt: this is a PDF" in err
    assert "none.txt" in err
    assert "4 targets of 2 reports, 1 of 4 files skipped" in err
    header, *rows = [line.split(",") for line in out.read_text(encoding="utf-8").splitlines()]
    table = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["indicator"], row["value"], row["low"], row["high"], row["tied_to"]) for row in table] == [
        ("gdp", "5", "5", "", ""),
        ("disposable_income", "", "", "", "gdp"),
        ("gdp", "", "6", "6.5", ""),
        ("disposable_income", "", "", "", "gdp"),
    ]
    assert {row["period"] for row in table} == {"2032"}


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "no_such_file.txt"),
        ("targets", "no_such_file.txt"),
        ("extract", "no_such_file.txt"),
        ("extract", "no_such_file.txt", "-o", "{}/draft.csv", "--force"),
        ("figures", "no_such_chart"),
        ("figures", "--format", "gif"),
        ("figures", "--size", "poster"),
    ],
)
def test_bad_usage_is_exit_code_2_and_leaves_outputs_alone(zhonglou, tmp_path, words):
    draft = tmp_path / "draft.csv"
    draft.write_text("kept", encoding="utf-8")
    where = ("--out", tmp_path) if words[0] == "figures" else ()
    code, out, err = zhonglou(*(word.format(tmp_path) for word in words), *where)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["draft.csv"]
    assert draft.read_text(encoding="utf-8") == "kept"


def test_figures_that_cannot_be_written_are_exit_code_1(zhonglou, tmp_path):
    blocked = tmp_path / "figures"
    blocked.write_text("a file where a folder is needed", encoding="utf-8")
    code, _, err = zhonglou("figures", "growth_targets", "--lang", "zh", "--out", blocked)
    assert code == 1
    assert str(blocked) in one_line(err)
    assert blocked.read_text(encoding="utf-8") == "a file where a folder is needed"


def test_invalid_data_leave_every_figure_alone(zhonglou, data_copy, tmp_path):
    out = tmp_path / "figures"
    out.mkdir()
    (out / "growth_targets_zh_doc.png").write_bytes(b"kept")
    (data_copy / "observations.csv").write_bytes("地区生产总值".encode("gbk"))
    code, _, err = zhonglou("figures", "growth_targets", "--data", data_copy, "--out", out)
    assert code == 1
    assert "observations.csv" in one_line(err)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"growth_targets_zh_doc.png": b"kept"}


def test_help_names_every_command_and_its_exit_codes(zhonglou):
    code, out, _ = zhonglou("--help")
    assert code == 0
    for command in ("figures", "check", "show", "audit", "extract", "targets"):
        assert command in out
        code, text, _ = zhonglou(command, "--help")
        assert code == 0
        assert "Exit code:" in text


def test_the_installed_command_is_this_one():
    run = subprocess.run(
        [sys.executable, "-m", "zhonglou_analysis.cli", "show", "gdp_2022"], capture_output=True, text=True, check=True
    )
    assert "890亿元以上" in run.stdout
