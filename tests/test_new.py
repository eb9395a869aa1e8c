"""A data folder for another report: what the text tells is filled in, passes every check, and nothing is lost."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.arithmetic import unexpected
from zhonglou_analysis.charts import CHARTS, exhibit
from zhonglou_analysis.cli import main
from zhonglou_analysis.reports import propose, write_new

TEXT = """甲子县人民政府工作报告
——2032年1月9日在甲子县第九届人民代表大会第二次会议上
各位代表：
一、2031年工作回顾
预计，地区生产总值完成200亿元、增长6.5%；三次产业结构调整为10.2:39.8:50。
社会消费品零售总额80亿元以上，增长5%左右。高新区固定资产投资增长9%。生产总值增长6.5%，快于全市。
常住人口城镇化率达61.2%，人口自然增长率3.2‰，新建5G基站40座。
二、2032年工作安排
主要预期目标是：地区生产总值增长6%—6.5%，社会消费品零售总额88亿元、增长10%，城镇新增就业3万人以上，城镇、农村居民人均可支配收入分别增长4%、5%左右，居民收入与经济增长同步。
建成公园12个。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    assert main(["new", str(report), "--into", str(tmp_path / "mine")]) == 0
    return tmp_path / "mine"


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_the_text_names_is_an_observation(folder: Path) -> None:
    rows = [(row["id"], row["qualifier"], row["value"], row["status"]) for row in table(folder, "observations.csv")]
    assert rows == [
        ("gdp_2031", "exact", "200", "estimate"),
        ("gdp_2031_growth", "exact", "6.5", "estimate"),
        ("primary_industry_2031_share", "exact", "10.2", "estimate"),
        ("secondary_industry_2031_share", "exact", "39.8", "estimate"),
        ("tertiary_industry_2031_share", "exact", "50", "estimate"),
        ("retail_sales_2031", "at_least", "80", "actual"),
        ("retail_sales_2031_growth", "about", "5", "actual"),
        ("urbanisation_rate_2031", "exact", "61.2", "actual"),
        ("natural_growth_rate_2031", "exact", "3.2", "actual"),
        ("gdp_2032_growth", "at_least", "6", "target"),
        ("gdp_2032_growth_ceiling", "at_most", "6.5", "target"),
        ("retail_sales_2032", "exact", "88", "target"),
        ("retail_sales_2032_growth", "exact", "10", "target"),
        ("urban_new_jobs_2032", "at_least", "3", "target"),
        ("urban_disposable_income_2032_growth", "about", "4", "target"),
        ("rural_disposable_income_2032_growth", "about", "5", "target"),
    ]
    of = {row["id"]: row["of"] for row in table(folder, "observations.csv")}
    assert (of["gdp_2031_growth"], of["retail_sales_2031_growth"]) == ("gdp_2031", "retail_sales_2031")


def test_the_rest_waits_with_the_words_before_it(folder: Path) -> None:
    rows = table(folder, "uncurated.csv")
    assert [(row["printed"], row["id"], row["note"]) for row in rows] == [
        ("9%", "", "高新区固定资产投资"),
        ("6.5%", "", "= gdp_2031_growth? 生产总值"),
        ("40座", "", "新建5G基站"),
        ("12个", "", "建成公园"),
    ]
    assert list(rows[0]) == list(table(folder, "observations.csv")[0]), "a row is curated by moving it"


def test_what_is_tied_is_a_target_without_a_number(folder: Path) -> None:
    rows = [(row["id"], row["kind"], row["printed"], row["of"]) for row in table(folder, "qualitative_targets.csv")]
    assert rows == [("disposable_income_2032_tied", "tied", "与经济增长同步", "gdp_2032_growth")]


def test_the_folder_works_at_once(folder: Path) -> None:
    report = zl.load_report(folder)
    assert report.place == "county"
    assert report.scopes["county"].name_zh == "甲子县"
    assert len(zl.audit(TEXT, report)) == 0
    verdicts = zl.reconcile(report)
    assert unexpected(verdicts) == []
    assert verdicts[["id", "verdict"]].to_numpy().tolist() == [
        ["industry_shares_2031_sum", "reproduces"],
        ["retail_sales_2031_to_gdp", "derived"],
        ["gdp_2030_implied", "derived"],
        ["retail_sales_2030_implied", "derived"],
        ["retail_sales_2032_delivered_targeted", "derived"],
    ]
    assert zl.observation("retail_sales_2031", report=report).bounds.low == 80


def test_figures_draw_what_the_report_allows(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--lang", "zh", "--data", str(folder), "--out", str(tmp_path / "figures")]
    assert main(["figures", "sector_structure", "digital_economy_path", *options]) == 0
    said = capsys.readouterr().err
    assert said.startswith("zhonglou: digital_economy_path is not drawn: observations.csv holds no goal")
    assert "4 quantities wait in uncurated.csv." in said
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {"sector_structure_zh_doc.png", "figures.json"}
    assert main(["figures", "digital_economy_path", *options]) == 1
    assert "nothing could be drawn" in capsys.readouterr().err


def test_a_chart_that_is_not_drawn_says_what_the_data_lack(proposed: Propose) -> None:
    # 61.2 % is a share of what no name says: it waits, and the report does print it
    report = proposed("规上工业总产值80亿元。主导产业产值占比61.2%。", "建公园3个。")
    with pytest.raises(zl.NotInReportError) as caught:
        zl.chart_table("leading_industry_share", report=report)
    assert str(caught.value) == (
        "observations.csv does not hold the level of leading_industries_output, the share of "
        "leading_industries_output for 2031. 2 quantities wait in uncurated.csv."
    )
    with pytest.raises(zl.NotInReportError, match=r"that is printed\.$"):  # nothing waits: nothing is said of it
        zl.chart_table("reconciliation", report=dataclasses.replace(report, uncurated=()))


def test_every_number_stands_in_one_table(folder: Path) -> None:
    found = [(int(r["paragraph"]), int(r["start"])) for n in ("observations", "uncurated", "set_aside") for r in
             table(folder, f"{n}.csv")]  # fmt: skip
    assert len(found) == len(set(found))
    digits = sum(character.isdigit() for character in TEXT)
    printed = [r.get("printed") or r["numeral"] for n in ("observations", "uncurated", "set_aside") for r in
               table(folder, f"{n}.csv")]  # fmt: skip
    assert sum(character.isdigit() for text in printed for character in text) == digits


def test_audit_still_finds_what_nothing_accounts_for(folder: Path) -> None:
    report = zl.load_report(folder)
    changed = TEXT.replace("200亿元", "201亿元").replace("建成公园12个", "建成公园12个、游园7个")
    findings = zl.audit(changed, report)
    assert set(findings["printed"]) == {"200亿元", "7个"}


def test_what_the_first_lines_tell(folder: Path) -> None:
    source = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    told = [source[key] for key in ("title_zh", "issuer_zh", "place_zh", "scope", "delivered", "year")]
    assert told == ["甲子县人民政府工作报告", "甲子县人民政府", "甲子县", "county", "2032-01-09", "2031"]
    assert any(ask.startswith("place_en") for ask in source["asks"])
    assert not any(ask.startswith("delivered") for ask in source["asks"])


@pytest.mark.parametrize(
    ("opening", "name", "place", "delivered"),
    [
        ("2032年甲子市人民政府工作报告\n", "", "甲子市", ""),
        ("政府工作报告\n——2031年12月28日在甲子自治区第九届人民代表大会上\n", "", "甲子自治区", "2031-12-28"),
        ("政府工作报告\n甲子省乙丑市人民政府市长\n", "", "乙丑市", ""),
        ("各位代表：我代表国务院，向大会报告政府工作。\n", "", "中国", ""),
        ("各位代表：我代表市人民政府报告工作。全市齐心。\n", "", "本市", ""),
        ("各位代表：\n", "2032_甲子县.txt", "甲子县", ""),
        ("政府工作报告\n建于1998年3月5日。\n", "2032_甲子县.txt", "甲子县", ""),
    ],
)
def test_whose_report_it_is(opening: str, name: str, place: str, delivered: str) -> None:
    body = "一、2031年工作回顾\n生产总值增长5%。\n二、2032年工作安排\n生产总值增长6%。\n"
    source = propose(opening + body, name).source
    assert (source["place_zh"], source["delivered"], source["year"]) == (place, delivered, "2031")
    assert any("place_zh" in ask for ask in source["asks"]) == place.startswith("本")


def test_the_nation_has_no_regional_product() -> None:
    body = "一、2031年工作回顾\n生产总值100万亿元，一般公共预算收入20万亿元。\n二、2032年工作安排\n生产总值增长6%。\n"
    names = {}
    for opening in ("各位代表：我代表国务院，向大会报告政府工作。\n", "甲子县政府工作报告\n"):
        tables = propose(opening + body, "").tables
        gdp = next(row for row in tables["indicators.csv"] if row["id"] == "gdp")
        short = {row["id"] for row in tables["short_names.csv"] if row["table"] == "indicators"}
        names[gdp["name_zh"]] = short & {"gdp", "budget_revenue"}
    assert names == {"国内生产总值": {"budget_revenue"}, "地区生产总值": {"gdp", "budget_revenue"}}


@pytest.mark.parametrize(
    ("printed", "delivered"),
    [
        ("2032年1月1日", "2032-01-01"),
        ("2032年12月31日", "2032-12-31"),
        ("2031年11月1日", "2031-11-01"),  # about the turn of the year looked back on
        ("2031年10月31日", ""),
        ("2033年1月9日", ""),
        ("2032年13月9日", ""),
        ("2032年0月9日", ""),
        ("2032年1月32日", ""),
        ("2032年1月0日", ""),
    ],
)
def test_a_day_of_delivery_is_a_day_about_the_turn_of_the_year(printed: str, delivered: str) -> None:
    source = propose(TEXT.replace("2032年1月9日", printed)).source
    assert (source["delivered"], source["year"]) == (delivered, "2031")
    assert source["sha256"] == hashlib.sha256(TEXT.replace("2032年1月9日", printed).encode()).hexdigest()


def test_a_report_without_a_day_is_cited_without_one(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT.replace("2032年1月9日", ""), encoding="utf-8")
    write_new(report, tmp_path / "mine")
    loaded = zl.load_report(tmp_path / "mine")
    assert zl.cite("gdp_2031", report=loaded).startswith("甲子县人民政府《甲子县人民政府工作报告》，第5段")


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, mine = tmp_path / "report.txt", tmp_path / "mine"
    report.write_text(TEXT, encoding="utf-8")
    mine.mkdir()
    assert main(["new", str(report), "--into", str(mine)]) == 0, "an empty folder is used"
    assert "16 quantities are named, 4 wait in uncurated.csv" in capsys.readouterr().out
    before = {path.name: path.read_bytes() for path in mine.iterdir()}
    assert main(["new", str(report), "--into", str(mine)]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in mine.iterdir()} == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n\x00", "this is a PDF"),
        ("没有数。".encode(), "no year"),
        ("2032年政府工作报告\n建公园3个".encode(), "no quantity"),
        ("Report of 2032 on the year 2031 (政府工作报告): the product grew by 5%.".encode(), "hardly in Chinese"),
    ],
)
def test_an_unreadable_report_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(content)
    assert main(["new", str(report), "--into", str(tmp_path / "mine")]) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_what_is_no_new_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report, here = tmp_path / "report.txt", tmp_path / "here"
    report.write_text(TEXT, encoding="utf-8")
    here.mkdir()
    monkeypatch.chdir(here)
    file = f"{report}: is a file"
    for into, said in ((report, file), (report / "mine", file), (Path(), "that the command runs in")):
        assert main(["new", str(report), "--into", str(into)]) == 1
        assert said in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"report.txt", "here"}
    assert list(here.iterdir()) == []


def test_a_link_to_an_empty_folder_is_followed(tmp_path: Path) -> None:
    report, there, link = tmp_path / "report.txt", tmp_path / "there", tmp_path / "link"
    report.write_text(TEXT, encoding="utf-8")
    there.mkdir()
    link.symlink_to(there)
    assert main(["new", str(report), "--into", str(link)]) == 0
    assert link.is_symlink()
    assert (there / "source.json").is_file()


def test_a_range_is_one_mark_with_both_ends(folder: Path) -> None:
    table = zl.chart_table("growth_targets", report=zl.load_report(folder))
    gdp = table[table["series"] == "gdp"]
    assert gdp[["value", "low", "high", "qualifier", "printed"]].to_numpy().tolist() == [
        [6, 6, 6.5, "exact", "6%—6.5%"]
    ]
    levels = zl.chart_table("target_levels", report=zl.load_report(folder))
    implied = levels[(levels["series"] == "gdp") & (levels["role"] == "implied")]
    # from 199.5 × 1.06 to 200.5 × 1.065
    assert implied[["low", "high"]].to_numpy().tolist() == [[pytest.approx(211.47), pytest.approx(213.5325)]]


def test_levels_in_two_units_stand_on_one_axis(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    body = "一、2031年工作回顾\n生产总值5.67万亿元，一般公共预算收入8500亿元。\n二、2032年工作安排\n"
    report.write_text(f"甲子省人民政府工作报告\n{body}", encoding="utf-8")
    write_new(report, tmp_path / "mine")
    table = zl.chart_table("headline_indicators", report=zl.load_report(tmp_path / "mine"))
    assert table[["value", "unit", "decimals"]].to_numpy().tolist() == [[5.67, "万亿元", 2], [0.85, "万亿元", 2]]


def test_a_year_that_is_only_compared_with_is_no_period(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    body = "一、2031年工作回顾\n2031年，生产总值8亿元，比2026年增长30%；粮食产量3万吨。\n二、2032年工作安排\n"
    report.write_text(f"甲子县人民政府工作报告\n{body}", encoding="utf-8")
    write_new(report, tmp_path / "mine")
    loaded = zl.load_report(tmp_path / "mine")
    assert list(loaded.observations) == ["gdp_2031", "grain_output_2031"]
    assert len(zl.audit(report.read_text(encoding="utf-8"), loaded)) == 0


def test_where_only_growth_is_printed_the_headline_is_growth(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    body = "一、2031年工作回顾\n生产总值增长5%，社会消费品零售总额增长3%。\n二、2032年工作安排\n生产总值增长6%—7%。\n"
    report.write_text(f"甲子省人民政府工作报告\n{body}", encoding="utf-8")
    write_new(report, tmp_path / "mine")
    table = zl.chart_table("headline_indicators", report=zl.load_report(tmp_path / "mine"))
    assert table[["series", "role", "value", "high"]].to_numpy().tolist()[0][:3] == ["gdp", "value", 5]
    assert table[table["role"] == "target"][["low", "high"]].to_numpy().tolist() == [[6, 7]]


# --- passages about several years, and what numbers say together ------------------------------------------------------

SPANS = """一、2031年工作回顾
{}
二、2032年工作安排
{}
"""


Propose = Callable[..., zl.Report]


@pytest.fixture
def proposed(tmp_path: Path) -> Propose:
    """Return what proposes a report for a made-up text, and audits it: there is no finding."""

    def propose_it(review: str, plan: str = "建公园3个。") -> zl.Report:
        text = SPANS.format(review, plan)
        path = tmp_path / "甲子县.txt"
        path.write_text(text, encoding="utf-8")
        shutil.rmtree(tmp_path / "mine", ignore_errors=True)
        write_new(path, tmp_path / "mine")
        report = zl.load_report(tmp_path / "mine")
        assert zl.audit(text, report).to_dict("records") == []
        return report

    return propose_it


def ids(report: zl.Report) -> list[tuple[str, str]]:
    return [(obs.id, obs.printed) for obs in report.observations.values()]


@pytest.mark.parametrize(
    ("review", "found"),
    [
        # a mark passed on the way is no level of the last year; what it has come to is
        ("五年来，生产总值突破6亿元、达7亿元。", [("gdp_2031", "7亿元")]),
        ("五年来，生产总值由5亿元增加到7亿元。", [("gdp_2026", "5亿元"), ("gdp_2031", "7亿元")]),
        ("过去三年，城镇化率从60%提高至62%。", [("urbanisation_rate_2028", "60%"), ("urbanisation_rate_2031", "62%")]),
        (
            "五年来，三次产业结构由8:42:50调整为7:40:53。",
            [
                (f"{sector}_industry_{year}_share", share)
                for year, shares in (("2026", ("8", "42", "50")), ("2031", ("7", "40", "53")))
                for sector, share in zip(("primary", "secondary", "tertiary"), shares, strict=True)
            ],
        ),
        # one year is named for both of a list; its partner says it for what follows
        (
            "五年来，城乡居民人均可支配收入从2027年的4万元和2万元分别提高到5万元和3万元。",
            [
                ("urban_disposable_income_2027", "4万元"), ("rural_disposable_income_2027", "2万元"),
                ("urban_disposable_income_2031", "5万元"), ("rural_disposable_income_2031", "3万元"),
            ],
        ),
        (
            "进出口总额由2026年的6亿元增加到2031年的8亿元；出口总额由3亿元增加到4亿元。",
            [
                ("foreign_trade_2026", "6亿元"), ("foreign_trade_2031", "8亿元"), ("exports_2026", "3亿元"),
                ("exports_2031", "4亿元"),
            ],
        ),
        # a year far back is no partner's
        (
            "进出口总额由2020年的6亿元增加到2031年的8亿元；出口总额由3亿元增加到4亿元。",
            [("foreign_trade_2020", "6亿元"), ("foreign_trade_2031", "8亿元"), ("exports_2031", "4亿元")],
        ),
        # a sum of all years, or what may be one
        ("五年来，生产总值累计达到40亿元。", []),
        ("五年来，固定资产投资累计达到40亿元，城镇新增就业达5万人，一般公共预算收入达9亿元。", []),
        ("五年来，新增高新技术企业达到20家，高新技术企业达到58家。", [("high_tech_firms_2031", "58家")]),
        ("五年来，粮食产量稳定在3万吨以上。", []),
        # an average is of the year that its years end with; one in real terms is another series
        ("五年来，生产总值年均增长6%。", [("gdp_2031_average_growth", "6%")]),
        ("五年来，出口年均增长6%，居民人均可支配收入年均实际增长5%。", [("exports_2031_average_growth", "6%")]),
        # a plan that is only compared with, and one that ended before
        ("五年来，生产总值年均增长6%，高于“十四五”时期1个百分点，城镇化率达到62%。",
         [("gdp_2031_average_growth", "6%"), ("urbanisation_rate_2031", "62%")]),
        ("“十四五”时期，城镇化率提高到62%。", []),
        # a list goes on with the years of its introduction, until a sentence names the last
        ("五年来，成绩显著。\n——居民人均可支配收入增长34%，城镇化率达到62%。2031年，出口增长3%。",
         [("urbanisation_rate_2031", "62%"), ("exports_2031_growth", "3%")]),
        ("五年来，成绩显著。一年来：\n——居民人均可支配收入增长4%。", [("disposable_income_2031_growth", "4%")]),
        ("五年来，成绩显著。\n居民人均可支配收入增长4%。", [("disposable_income_2031_growth", "4%")]),
    ],
)  # fmt: skip
def test_a_passage_about_several_years(proposed: Propose, review: str, found: list[tuple[str, str]]) -> None:
    assert ids(proposed(f"粮食产量3万吨。\n{review}")) == [("grain_output_2031", "3万吨"), *found]


def test_what_a_plan_starts_from_is_there_now(proposed: Propose) -> None:
    report = proposed("粮食产量3万吨。", "城镇化率从61%提高到62%。")
    assert [(o.id, o.status) for o in report.observations.values()][1:] == [
        ("urbanisation_rate_2031", "actual"), ("urbanisation_rate_2032", "target"),
    ]  # fmt: skip


def test_an_average_that_is_planned_is_of_the_last_year_of_its_plan(tmp_path: Path) -> None:
    path = tmp_path / "甲子县.txt"
    for years in ("“十六五”时期", "今后五年"):
        text = (
            f"一、2030年工作回顾\n粮食产量3万吨。\n二、“十六五”时期主要目标\n{years}，生产总值年均增长5%。\n"
            "三、2031年工作安排\n生产总值增长6%。\n"
        )
        path.write_text(text, encoding="utf-8")
        write_new(path, tmp_path / years)
        report = zl.load_report(tmp_path / years)
        assert [(obs.id, obs.status) for obs in report.observations.values()][1:] == [
            ("gdp_2035_average_growth", "target"), ("gdp_2031_growth", "target"),
        ]  # fmt: skip
        assert zl.audit(text, report).to_dict("records") == []


def test_audit_knows_what_a_passage_about_several_years_tells(proposed: Propose) -> None:
    report = proposed("五年来，生产总值由5亿元增加到7亿元。")
    text = SPANS.format("五年来，生产总值由5亿元增加到7亿元。", "建公园3个。")
    for id_, period, told in (("gdp_2026", "2028", "2026"), ("gdp_2031", "2026", "2031")):
        wrong = dataclasses.replace(report.observations[id_], period=period)
        changed = dataclasses.replace(report, observations={**report.observations, id_: wrong})
        rows = zl.audit(text, changed).set_index("column").loc["period"]
        assert (rows["expected"], rows["found"]) == (period, told)


@pytest.mark.parametrize(
    ("review", "plan", "tested"),
    [
        # 3.1 + 4.8 = 7.9
        ("进出口总额7.9亿元，其中出口3.1亿元、进口4.8亿元。", "", [("foreign_trade_2031_sum", "reproduces")]),
        # 3.1 + 4.6 = 7.7, and each is within 0.05
        ("进出口总额7.9亿元，其中出口3.1亿元、进口4.6亿元。", "", [("foreign_trade_2031_sum", "does_not_reproduce")]),
        # 8000亿元 and 4000亿元 are 1.2万亿元
        ("进出口总额1.2万亿元，其中出口8000亿元、进口4000亿元。", "", [("foreign_trade_2031_sum", "reproduces")]),
        ("进出口总额7.9亿元，其中出口超3亿元、进口4.6亿元。", "", []),
        ("进出口总额7.9亿元，其中出口3.1亿美元、进口4.6亿元。", "", []),
        ("出口3.1亿元。", "进出口总额9亿元，其中出口4亿元、进口6亿元。", []),
        # 2 + 8 + 10 = 20
        ("生产总值20亿元，其中第一产业增加值2亿元、第二产业增加值8亿元、第三产业增加值10亿元。", "",
         [("gdp_2031_sum", "reproduces")]),
        # 8 of 20 is 40 %
        ("生产总值20亿元，第二产业增加值8亿元，占生产总值的比重达40%。", "",
         [("secondary_industry_2031_share_of_levels", "reproduces")]),
        # 7.2 of 9 is 80 %, between 79.0 and 81.0 with both roundings
        ("一般公共预算收入9.0亿元，税收收入7.2亿元，税收占一般公共预算收入比重82.5%。", "",
         [("tax_revenue_2031_share_of_levels", "does_not_reproduce")]),
        ("一般公共预算收入9亿元以上，税收收入7.2亿元，税收占一般公共预算收入比重82.5%。", "", []),
    ],
)  # fmt: skip
def test_numbers_are_held_against_each_other(
    proposed: Propose, review: str, plan: str, tested: list[tuple[str, str]]
) -> None:
    report = proposed(f"粮食产量3万吨。\n{review}", plan or "建公园3个。")
    table = zl.reconcile(report)
    table = table[table["verdict"] != "derived"]
    assert table[["id", "verdict"]].to_numpy().tolist() == [list(row) for row in tested]


def test_only_the_parts_of_a_budget_add_up_as_targets(proposed: Propose) -> None:
    # 1.2万亿元 + 6500亿元 = 1.85万亿元
    plan = "财政赤字拟为1.85万亿元：中央财政赤字1.2万亿元，地方财政赤字6500亿元。"
    table = zl.reconcile(proposed("粮食产量3万吨。", plan))
    assert table[["id", "verdict", "printed"]].to_numpy().tolist() == [
        ["budget_deficit_2032_sum", "reproduces", "1.85万亿元"]
    ]


def test_a_recomputed_number_is_shown_in_the_unit_and_with_the_digits_that_are_printed(proposed: Propose) -> None:
    # 8123.4 + 4100.2 = 12223.6 亿元, with both roundings 12223.5 to 12223.7: 1.22 in 万亿元
    report = proposed("进出口总额1.2万亿元，其中出口8123.4亿元、进口4100.2亿元。")
    (row,) = exhibit("reconciliation", report=report).geometry.rows
    assert row.texts == ("1.2万亿元", "1.22–1.23万亿元", "相符")


def test_a_ratio_to_an_output_of_about_is_about_too(proposed: Propose) -> None:
    # 5 of 20左右 is 25 %左右, and 1 of it 5 %左右: nothing bounds them, and of two digits none is behind the point;
    # of 3以上 in 20左右 nothing is known
    report = proposed("生产总值20亿元左右，进出口总额5.0亿元，一般公共预算收入1亿元，社会消费品零售总额3亿元以上。")
    table = zl.chart_table("ratios_to_gdp", report=report)
    assert table[["series", "value", "qualifier", "decimals"]].to_numpy().tolist() == [
        ["foreign_trade", 25.0, "about", 0], ["budget_revenue", 5.0, "about", 1],
    ]  # fmt: skip
    assert table[["low", "high"]].isna().to_numpy().all()
    drawn = exhibit("ratios_to_gdp", report=report)
    assert drawn.headline == "2031年外贸进出口总额约为地区生产总值的25%"
    assert [word in "".join(drawn.notes) for word in ("没有写明宽度", "均无界")] == [True, True]


def test_a_ratio_of_two_floors_is_not_drawn(proposed: Propose) -> None:
    report = proposed("生产总值20亿元以上，进出口总额5亿元以上。")
    with pytest.raises(zl.NotInReportError, match="no ratio"):
        zl.chart_table("ratios_to_gdp", report=report)


def test_one_level_does_not_take_the_place_of_all_the_growth(proposed: Propose) -> None:
    growth = "地区生产总值增长5%，社会消费品零售总额增长3%"
    table = zl.chart_table("headline_indicators", report=proposed(f"生产总值3.6万亿元。{growth}。"))
    assert table[["series", "value", "unit"]].to_numpy().tolist() == [["gdp", 5, "%"], ["retail_sales", 3, "%"]]


def test_an_increment_shows_as_many_digits_as_its_size_allows(proposed: Propose) -> None:
    # 5 % of 3.6 is 0.18, and 7 % of 58794 is 4115.58
    for review, series, step, level in (
        ("生产总值3.6万亿元。", "gdp", "+0.18万亿元", "约3.78万亿元"),
        ("居民人均可支配收入58794元。", "disposable_income", "+4116元", "约62910元"),
    ):
        plan = "生产总值增长5%，居民人均可支配收入增长7%。"
        rows = exhibit("target_levels", report=proposed(review, plan)).geometry.rows
        assert [(row.texts, row.columns[2]) for row in rows] == [((step,), level)], series


def test_sectors_are_drawn_by_their_values_added_where_no_share_is_printed(proposed: Propose) -> None:
    # 2, 8.1 and 10 of 20.1 are 9.95, 40.30 and 49.75 %
    added = "第一产业增加值2.0亿元、第二产业增加值8.1亿元、第三产业增加值10.0亿元"
    report = proposed(f"生产总值20.1亿元，其中{added}。")
    table = zl.chart_table("sector_structure", report=report)
    shares = table[table["role"] == "share"]
    assert shares["value"].round(2).tolist() == [9.95, 40.3, 49.75]
    assert shares["status"].tolist() == ["computed"] * 3
    (row,) = exhibit("sector_structure", report=report).geometry.rows
    assert row.texts == ("10.0%\n2.0亿元", "40.3%\n8.1亿元", "49.8%\n10.0亿元")
    with pytest.raises(zl.NotInReportError, match="nor what each adds"):
        zl.chart_table("sector_structure", report=proposed(f"生产总值20.1亿元以上，其中{added}。"))


def test_ratios_are_those_of_the_year_that_is_reviewed(proposed: Propose) -> None:
    report = proposed("五年来，生产总值由10亿元增加到20亿元，一般公共预算收入由1亿元增加到3亿元。")
    table = zl.chart_table("ratios_to_gdp", report=report)
    assert table[["period", "value"]].to_numpy().tolist() == [["2031", 15.0]]


GOAL = "今后五年，{}\n三、2032年工作安排\n生产总值增长6%，一般公共预算收入增长5%。"


def test_a_path_runs_in_one_unit_to_a_goal_in_prices_of_its_year(proposed: Propose) -> None:
    # growth of output is at constant prices, and its goal does not say whose prices it is in
    plan = GOAL.format("到2036年生产总值达到1.5万亿元，一般公共预算收入达到0.2万亿元。")
    report = proposed("生产总值8000亿元，一般公共预算收入1500亿元。", plan)
    table = zl.chart_table("digital_economy_path", report=report)
    assert set(table["unit"]) == {"亿元"}
    printed = table[table["role"] == "printed"]
    assert printed[["series", "value", "status"]].to_numpy().tolist() == [
        ["budget_revenue", 1500, "actual"], ["budget_revenue", 2000, "target"],
    ]  # fmt: skip
    only_output = GOAL.format("到2036年生产总值达到1.5万亿元。")
    with pytest.raises(zl.NotInReportError, match="constant prices"):
        zl.chart_table("digital_economy_path", report=proposed("生产总值8000亿元。", only_output))


def test_a_folder_need_not_declare_an_assumption(proposed: Propose) -> None:
    plan = GOAL.format("到2036年一般公共预算收入达到2000亿元。")
    report = dataclasses.replace(proposed("生产总值8000亿元，一般公共预算收入1500亿元。", plan), assumptions=())
    drawn = [name for name in CHARTS if _drawn(name, report)]
    assert {"digital_economy_path", "target_levels", "growth_targets", "ratios_to_gdp"} <= set(drawn)


def _drawn(name: str, report: zl.Report) -> bool:
    try:
        exhibit(name, report=report)
    except zl.NotInReportError:
        return False
    return True


def test_what_follows_from_a_rough_level_is_as_rough(proposed: Propose) -> None:
    # 11000 over 1.075 is 10232.56, and 300 over 1.2 is 250: in prices of the year of the level where growth is real
    report = proposed("生产总值11000亿元左右，增长7.5%左右；进出口总额300亿元，增长20%。")
    drawn = exhibit("implied_2021_levels", report=report)
    assert [(row.name, row.columns[0]) for row in drawn.geometry.rows] == [
        ("外贸进出口总额", "约250亿元"), ("地区生产总值（2031年价格）", "约10233亿元"),
    ]  # fmt: skip
    said = "".join(drawn.notes)
    words = "地区生产总值：增速按不变价，推算的是按2031年价格折算的2030年水平", "没有写明宽度", "只有下限"
    assert [word in said for word in words] == [True, True, False]
