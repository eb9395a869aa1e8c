"""The ledger: each verdict worked by hand from outcomes.csv and paragraphs 7, 21 and 23, before the code was run."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.cli import main
from zhonglou_analysis.datapackage import read_table
from zhonglou_analysis.quantities import OUTCOME_VERDICTS, TRUST

D = Decimal
Edit = Callable[[str, str, str], Path]
ROWS = read_table("outcomes.csv")
LEDGER = zl.target_outcomes().set_index("id")


def verdict(id_: str) -> dict[str, object]:
    return dict(LEDGER.loc[id_])


# --- verdicts by hand -------------------------------------------------------------------------------------------------


def test_gdp_is_undecided_without_the_final_level_of_2022() -> None:
    # 942.32 at current prices; 890亿元以上 × 1.05 = 934.5 in prices of 2022. 942.325/890 = 1.05879: at most 5.88 %.
    # Met if base <= 942.32 / 1.05 / prices: 897.447619 / 1.002 = 895.656; / 0.992 = 904.685; / 0.986 = 910.190.
    row = verdict("gdp_2023_growth")
    assert row["verdict"] == "undecidable"
    assert (row["level_value"], row["price_basis"]) == (D("934.50"), "constant")
    assert round(row["by_level_high"], 2) == D("5.88")
    assert row["gap"] is None
    for number in ("895.7", "904.7", "910.2", "+5.88%", "0.2%", "−0.8%", "−1.4%"):
        assert number in row["reason_zh"], number
    assert "CN¥89.57 billion, CN¥90.47 billion, CN¥91.02 billion" in row["reason_en"]
    assert "890亿元以上" in row["reason_zh"]


@pytest.mark.parametrize(
    ("width", "floor", "turns", "en"),
    [
        # 942.32 / 1.045 = 901.741627: / 1.002 = 899.942; / 0.992 = 909.014; / 0.986 = 914.545
        ("declared", "4.5%", "899.9、909、914.5亿元", "CN¥89.99 billion, CN¥90.9 billion, CN¥91.45 billion"),
        # 942.32 / 1.04 = 906.076923: / 1.002 = 904.268; / 0.992 = 913.384; / 0.986 = 918.942
        (1, "4%", "904.3、913.4、918.9亿元", "CN¥90.43 billion, CN¥91.34 billion, CN¥91.89 billion"),
        (None, "", "", ""),  # without a width the words have no low end
    ],
)
def test_the_width_of_about_moves_the_level_from_which_gdp_is_met(
    width: float | None, floor: str, turns: str, en: str
) -> None:
    row = zl.target_outcomes(about_width=width).set_index("id").loc["gdp_2023_growth"]
    assert "不高于895.7、904.7、910.2亿元时增长达到5%" in row["reason_zh"]
    assert ("下限" in row["reason_zh"]) is ("low end" in row["reason_en"]) is bool(floor)
    if floor:
        assert f"不高于{turns}时达到{floor}" in row["reason_zh"]
        assert f"{floor}, the low end of “about”, if it is at most {en}." in row["reason_en"]


def test_every_change_of_prices_on_trial_says_where_it_is_from() -> None:
    row = verdict("gdp_2023_growth")
    assert "0.2%是全国2023年居民消费价格的涨幅" in str(row["reason_zh"])
    assert "−0.8%只是试算" in str(row["reason_zh"])
    assert "−1.4% is the change of prices that Jiangsu’s published levels and growth of 2023 imply" in str(
        row["reason_en"]
    )
    # Jiangsu: 12.82万亿元 over 122876亿元 is 1.04333; over 1.058 that is 0.98614, a fall by 1.39 %
    figures = {(o.indicator, o.scope, o.period, o.kind): o.value for o in zl.load_report().outcomes}
    before, after, rate = (
        figures["gdp", "jiangsu", period, kind]
        for period, kind in (("2022", "level"), ("2023", "level"), ("2023", "growth_rate"))
    )
    steepest = zl.load_assumptions(zl.load_report())["deflator_steeper_fall"].value
    assert round((after * 10000 / before / (1 + rate / 100) - 1) * 100, 1) == steepest == D("-1.4")


def test_budget_revenue_is_missed_on_the_published_levels() -> None:
    # 50.8 published; 超52亿元 × (1 + 5%以上) is at least 54.6. 50.85/52 − 1 = −2.21 %; 50.85 − 54.6 = −3.75 at most.
    row = verdict("budget_revenue_2023_growth")
    assert (row["verdict"], row["level_low"]) == ("missed", D("54.60"))
    assert (row["gap"], row["gap_high"], row["gap_unit"]) == (D("-3.80"), D("-3.75"), "亿元")
    assert round(row["by_level_high"], 2) == D("-2.21")
    assert "54.6亿元以上" in row["reason_zh"]
    assert "留抵退税" in row["reason_zh"]
    assert "VAT credit refunds" in row["reason_en"]


def test_investment_by_level_is_an_orientation_only() -> None:
    # 235.2 over 231: 235.15/231.5 = +1.58 %, 235.25/230.5 = +2.06 %; 6%左右 is on a comparable base
    row = verdict("fixed_asset_investment_2023_growth")
    assert row["verdict"] == "undecidable"
    assert (round(row["by_level_low"], 1), round(row["by_level_high"], 1)) == (D("1.6"), D("2.1"))
    assert "只供参考" in row["reason_zh"]
    assert "orientation only" in row["reason_en"]
    assert row["gap"] is None


def test_retail_sales_above_size_are_not_retail_sales() -> None:
    # 限上社零 344.5 against 498 × 1.05
    row = verdict("retail_sales_2023_growth")
    assert (row["verdict"], row["outcome_printed"]) == ("not_comparable", "344.5亿元")
    assert row["outcome_indicator"] == "retail_sales_above_size"
    assert "限额以上" in row["reason_zh"]
    assert row["by_level"] is None


def test_the_share_of_high_tech_output_has_sources_that_conflict() -> None:
    # 52.7 % in the overview is below 54 %; at least 60 % from April 2023 on another definition is above
    row = verdict("high_tech_output_2023_share")
    assert (row["verdict"], row["outcome_printed"], row["target_low"]) == ("undecidable", "52.7%", D("54"))
    assert (row["name_zh"], row["name_en"][-7:]) == ("高新技术产业产值占比", ", share"), "54% of what"
    assert "60%" in row["reason_zh"]
    assert "口径" in row["reason_zh"]
    assert "changed definition" in row["reason_en"]
    assert "常州生活网" in row["source_zh"]


def test_a_net_increase_decides_a_target_of_additions() -> None:
    # 净增83家 is at most what was added, so at least 83 were: 58家 is met by at least 25
    row = verdict("high_tech_firms_added_2023")
    assert (row["verdict"], row["gap_low"], row["gap_high"]) == ("met", D(25), D("Infinity"))
    assert row["outcome_indicator"] == "high_tech_firms_net_added"


def test_technology_smes_are_met() -> None:
    row = verdict("tech_smes_recognised_2023")  # 468 against 300家以上
    assert (row["verdict"], row["gap"], row["outcome_printed"]) == ("met", D(168), "468家")
    assert row["reason_zh"] == "公布468家，目标“300家以上”：已达到。"
    assert row["reason_en"] == "Published: 468; target: at least 300: reached."


def test_trade_is_missed_in_its_direction() -> None:
    # 下降11.9% against 稳中提质: what is to be steady does not fall
    row = verdict("foreign_trade_2023_direction")
    assert (row["verdict"], row["kind"], row["outcome_value"]) == ("missed", "direction", D("-11.9"))
    assert "−11.9%，与方向相反" in row["reason_zh"]
    assert row["target_value"] is None


def test_foreign_investment_has_progress_towards_a_target_that_is_not_printed() -> None:
    # 1.62亿美元 is 60.2 %: 1.615/0.6025 = 2.6805, 1.625/0.6015 = 2.7016; no growth, no level of 2022
    row = verdict("foreign_direct_investment_2023_direction")
    assert (row["verdict"], row["outcome_printed"]) == ("undecidable", "1.62亿美元")
    assert "60.2%" in row["reason_zh"]
    assert "2.68至2.70亿美元" in row["reason_zh"]
    assert "not printed in the report" in row["reason_en"]


def test_income_in_step_with_growth_lacks_both_rates() -> None:
    row = verdict("disposable_income_2023_tied")  # 71092元, without growth; growth of GDP was not published either
    assert (row["verdict"], row["outcome_printed"]) == ("undecidable", "71092元")
    assert "its own growth and the growth that it is tied to" in row["reason_en"]


@pytest.mark.parametrize(
    ("row", "id_", "expected"),
    [
        # income +5.2 % beside GDP +5.0 %: [5.15, 5.25) − [4.95, 5.05) is above zero
        (("disposable_income", "growth_rate", "5.2", "%", "5.2%"), "disposable_income_2023_tied", "met"),
        (("disposable_income", "growth_rate", "4.8", "%", "4.8%"), "disposable_income_2023_tied", "missed"),
        # 5.0 beside 5.0: the rounding of both leaves it open
        (("disposable_income", "growth_rate", "5.0", "%", "5.0%"), "disposable_income_2023_tied", "undecidable"),
        # 平稳向好 asks for no fall
        (("work_safety", "growth_rate", "2.0", "%", "2.0%"), "work_safety_2023_direction", "met"),
    ],
)
def test_targets_without_a_number_by_made_up_figures(
    row: tuple[str, ...], id_: str, expected: str, data_copy: Path
) -> None:
    def made(indicator: str, kind: str, value: str, unit: str, printed: str) -> dict[str, str]:
        cells = {"indicator": indicator, "kind": kind, "value": value, "unit": unit, "printed": printed}
        return {**ROWS[0], "qualifier": "exact", "note": "", **cells}

    growth = made("gdp", "growth_rate", "5.0", "%", "5.0%")
    write(data_copy / "outcomes.csv", [*ROWS, growth, made(*row)])
    assert zl.target_outcomes(zl.load_report(data_copy)).set_index("id").loc[id_, "verdict"] == expected


def test_growth_published_decides_growth_aimed_at(data_copy: Path) -> None:
    # 4.4 % is [4.35, 4.45): below 5 − 0.5; 5.6 % is beyond 5左右, which is no miss; 4.5 % straddles the edge of 4.5
    for value, expected in (("4.4", "missed"), ("5.6", "met"), ("4.5", "undecidable")):
        cells = {"kind": "growth_rate", "value": value, "unit": "%", "printed": f"{value}%", "note": ""}
        write(data_copy / "outcomes.csv", [*ROWS, {**ROWS[0], **cells}])
        row = zl.target_outcomes(zl.load_report(data_copy)).set_index("id").loc["gdp_2023_growth"]
        assert (row["verdict"], row["gap"]) == (expected, D(value) - 5)


def judged(id_: str, folder: Path) -> dict[str, object]:
    return dict(zl.target_outcomes(zl.load_report(folder)).set_index("id").loc[id_])


def test_a_ceiling_is_met_from_below(data_copy: Path) -> None:
    # 47: 10%以内 of hospital costs: 9.5 % is within, 10.5 % is not, 10.0 % is [9.95, 10.05)
    for value, expected in (("9.5", "met"), ("10.5", "missed"), ("10.0", "undecidable")):
        cells = {"indicator": "hospital_self_payment", "kind": "share", "value": value, "unit": "%", "note": ""}
        write(data_copy / "outcomes.csv", [*ROWS, {**ROWS[0], **cells, "printed": f"{value}%"}])
        assert judged("hospital_self_payment_2023_share", data_copy)["verdict"] == expected


def test_a_net_increase_below_the_target_decides_nothing(edit: Edit) -> None:
    # 净增53家: at least 53 were added, perhaps 58
    row = judged("high_tech_firms_added_2023", edit("outcomes.csv", "exact,83,家,83家", "exact,53,家,53家"))
    assert row["verdict"] == "undecidable"


def test_a_direction_downwards_is_met_by_a_fall(edit: Edit) -> None:
    folder = edit(
        "qualitative_targets.csv", "energy_intensity,district,2023,assigned", "energy_intensity,district,2023,direction"
    )
    for value, expected in (("-2.0", "met"), ("1.0", "missed")):
        cells = {"indicator": "energy_intensity", "kind": "growth_rate", "value": value, "unit": "%", "note": ""}
        write(folder / "outcomes.csv", [*ROWS, {**ROWS[0], **cells, "printed": f"{value.removeprefix('-')}%"}])
        assert judged("energy_intensity_2023_assigned", folder)["verdict"] == expected


def test_the_weakest_reading_is_named(edit: Edit) -> None:
    folder = edit("outcomes.csv", "3971.html,copy", "3971.html,press")
    row = judged("high_tech_output_2023_share", folder)  # two figures: one in a copy, one in the press
    assert (row["trust"], row["outcome_printed"]) == ("press", "52.7%")
    assert "媒体报道" in str(row["source_zh"])


def test_another_governments_target_is_no_outcome(data_copy: Path) -> None:
    cells = {"kind": "growth_rate", "status": "target", "value": "6", "unit": "%", "printed": "6%", "note": ""}
    write(data_copy / "outcomes.csv", [*ROWS, {**ROWS[0], **cells}])
    assert judged("gdp_2023_growth", data_copy)["outcome_printed"] == "942.32亿元"


def test_what_has_no_outcome_says_so() -> None:
    row = verdict("invention_patents_2023")  # 超43.5件: nothing was found
    assert (row["verdict"], row["outcome_printed"], row["source_zh"], row["trust"]) == ("undecidable", "", "", "")
    assert row["reason_en"] == "No published outcome was found."


def test_only_the_districts_own_targets_of_the_year_are_judged() -> None:
    report = zl.load_report()
    assert set(LEDGER["scope"]) == {"district"}
    assert set(LEDGER["period"]) == {"2023"}
    numbers = {
        o.id for o in report.observations.values() if (o.status, o.scope, o.period) == ("target", "district", "2023")
    }
    words = {row["id"] for row in report.qualitative_targets}
    assert set(LEDGER.index) == numbers | words
    assert len(words) == 8


def test_every_verdict_and_trust_has_a_word_and_a_reason() -> None:
    assert set(LEDGER["verdict"]) <= set(OUTCOME_VERDICTS)
    assert (LEDGER["reason_zh"].str.len() > 5).all()
    assert (LEDGER["reason_en"].str.len() > 5).all()
    with_outcome = LEDGER[LEDGER["outcome_printed"] != ""]
    assert len(with_outcome) >= 7
    assert set(with_outcome["trust"]) <= set(TRUST)
    assert with_outcome["source_zh"].str.contains("转载件").all()  # all of these were read in copies
    assert with_outcome["source_en"].str.contains("copy").all()


def test_no_gap_where_two_things_are_unlike() -> None:
    unlike = LEDGER[LEDGER["verdict"] == "not_comparable"]
    assert len(unlike) > 0
    assert unlike[["gap", "by_level"]].isna().all(axis=None)


def test_without_a_width_about_bounds_nothing() -> None:
    table = zl.target_outcomes(about_width=None).set_index("id")
    assert table.loc["fixed_asset_investment_2023_growth", "target_high"] == D("Infinity")


# --- the table of outcomes --------------------------------------------------------------------------------------------


def test_every_figure_has_a_document_an_issuer_a_date_and_how_it_was_read() -> None:
    assert len(ROWS) == 64
    for row in ROWS:
        assert all(row[column] for column in ("document_title", "issuer", "published", "trust", "printed")), row
    table = zl.load_outcomes()
    for row in table.to_dict("records"):
        assert TRUST[row["trust"]].zh in row["source_zh"], row
        assert row["published"][:4] in row["source_en"], row
        assert row["document_title"] in row["source_zh"], row


def test_unlike_concepts_have_indicators_of_their_own() -> None:
    ours = {o.indicator for o in zl.load_report().observations.values()}
    published = {row["indicator"] for row in ROWS if row["scope"] == "district"}
    for kept_apart in ("retail_sales_above_size", "services_above_size_revenue", "high_tech_firms_net_added"):
        assert kept_apart in published - ours


def other_digit(value: str) -> str:
    return value[:-1] + str((int(value[-1]) + 1) % 10)


@pytest.mark.parametrize("at", range(len(ROWS)))
def test_a_digit_changed_in_a_value_or_in_its_phrase_is_refused(at: int, data_copy: Path) -> None:
    row = ROWS[at]
    for column in ("value", "printed"):
        digits = [i for i, character in enumerate(row[column]) if character.isdecimal()]
        changed = row[column][: digits[-1]] + other_digit(row[column][digits[-1]]) + row[column][digits[-1] + 1 :]
        rows = [dict(other) for other in ROWS]
        rows[at][column] = changed
        write(data_copy / "outcomes.csv", rows)
        with pytest.raises(zl.DataError, match=r"outcomes\.csv"):
            zl.load_outcomes(data_copy)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("old", "new", "id_", "column"),
    [
        ("942.32,亿元,942.32亿元", "962.32,亿元,962.32亿元", "gdp_2023_growth", "by_level"),
        ("50.8,亿元,50.8亿元", "55.8,亿元,55.8亿元", "budget_revenue_2023_growth", "verdict"),
        ("235.2,亿元,235.2亿元", "245.2,亿元,245.2亿元", "fixed_asset_investment_2023_growth", "by_level"),
        ("344.5,亿元,344.5亿元", "344.6,亿元,344.6亿元", "retail_sales_2023_growth", "outcome_value"),
        ("52.7,%,52.7%", "54.7,%,54.7%", "high_tech_output_2023_share", "verdict"),
        ("exact,83,家,83家", "exact,53,家,53家", "high_tech_firms_added_2023", "verdict"),
        ("468,家,468家", "268,家,268家", "tech_smes_recognised_2023", "verdict"),
    ],
)
def test_a_digit_changed_in_both_changes_what_depends_on_it(
    old: str, new: str, id_: str, column: str, edit: Edit
) -> None:
    report = zl.load_report(edit("outcomes.csv", old, new))
    assert zl.target_outcomes(report).set_index("id").loc[id_, column] != LEDGER.loc[id_, column]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("-11.9,%,11.9%", "-11.9,百分点,11.9%", "unit"),
        ("60%大关", "60%", "qualifier"),
        ("188.60,亿元,188.60亿元", "-188.60,亿元,188.60亿元", "not negative"),
    ],
)
def test_a_row_that_does_not_follow_from_its_phrase_is_named(old: str, new: str, said: str, edit: Edit) -> None:
    with pytest.raises(zl.DataError, match=said):
        zl.load_outcomes(edit("outcomes.csv", old, new))


def test_a_folder_may_lack_outcomes(data_copy: Path) -> None:
    (data_copy / "outcomes.csv").unlink()
    (data_copy / "outcome_links.csv").unlink()
    report = zl.load_report(data_copy)
    assert len(zl.load_outcomes(data_copy)) == 0
    table = zl.target_outcomes(report)
    assert set(table["verdict"]) == {"undecidable"}
    assert len(zl.revisions(report)) == 0


def test_check_counts_the_ledger(capsys: pytest.CaptureFixture[str], data_copy: Path) -> None:
    # official: the city's report of January 2023 (4 figures) and the bureau's page of August 2022; press: 18
    assert main(["check", "--lang", "en"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Published later: 64 figures (official text 5, copy 41, press report 18).")
    counts = LEDGER.loc[LEDGER["outcome_printed"] != "", "verdict"].value_counts()
    assert last.endswith(f"undecidable {counts['undecidable']}, not comparable {counts['not_comparable']}.")
    (data_copy / "outcomes.csv").unlink()
    main(["check", "--data", str(data_copy)])
    assert "没有outcomes.csv" in capsys.readouterr().out.splitlines()[-1]


# --- a later report as outcomes ---------------------------------------------------------------------------------------


@pytest.fixture
def next_report(data_copy: Path) -> Path:
    """The next year's report of the district, as one might print it: three numbers."""
    lines = [",".join(read_table("observations.csv")[0])]
    text = 0
    for id_, indicator, kind, qualifier, value, unit, printed in [
        ("gdp_2023_growth", "gdp", "growth_rate", "about", "5.3", "%", "5.3%左右"),
        ("budget_revenue_2023", "budget_revenue", "level", "at_least", "55", "亿元", "55亿元以上"),
        ("retail_sales_2023_growth", "retail_sales", "growth_rate", "exact", "4.2", "%", "4.2%"),
        ("foreign_trade_2023", "foreign_trade", "level", "exact", "190", "亿元", "190亿元"),
    ]:
        end = text + len(printed)
        lines.append(
            f"{id_},{indicator},district,2023,{kind},estimate,{qualifier},{value},{unit},{printed},7,{text},{end},,"
        )
        text = end + 5
    (data_copy / "observations.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for table in ("relations.csv", "short_names.csv", "set_aside.csv", "assumptions.csv"):
        head = (data_copy / table).read_text(encoding="utf-8").splitlines()[0]
        (data_copy / table).write_text(head + "\n", encoding="utf-8")
    for table in ("outcomes.csv", "outcome_links.csv", "qualitative_targets.csv"):
        (data_copy / table).unlink(missing_ok=True)
    source = json.loads((data_copy / "source.json").read_text(encoding="utf-8"))
    source |= {"delivered": "2024-01-09", "year": "2023", "address": ""}
    (data_copy / "source.json").write_text(json.dumps(source, ensure_ascii=False), encoding="utf-8")
    return data_copy


def test_next_years_report_judges_this_years_targets(next_report: Path) -> None:
    table = zl.target_outcomes(outcomes=next_report).set_index("id")
    # 5.3%左右 has no width of its own, so it cannot be held against 4.5 and above: undecidable
    assert table.loc["gdp_2023_growth", "verdict"] == "undecidable"
    # 55亿元以上 against 54.6亿元以上: 55/52 is +5.77 %, but the base is a floor too
    assert table.loc["budget_revenue_2023_growth", "verdict"] == "undecidable"
    # 4.2 % is [4.15, 4.25), below 5 − 0.5
    assert table.loc["retail_sales_2023_growth", "verdict"] == "missed"
    assert (table.loc["retail_sales_2023_growth", "gap"]) == D("-0.8")
    assert table.loc["retail_sales_2023_growth", "trust"] == "official"
    assert "2024年1月9日，第7段" in table.loc["retail_sales_2023_growth", "source_zh"]
    assert zl.target_outcomes(outcomes=zl.load_report(next_report)).equals(table.reset_index())


def test_the_place_of_a_later_report_is_this_one_whatever_its_id(next_report: Path) -> None:
    expected = zl.target_outcomes(outcomes=next_report)
    for name in ("observations.csv", "scopes.csv", "source.json"):
        text = (next_report / name).read_text(encoding="utf-8")
        for before, after in ((",district,", ",own,"), ("\ndistrict,", "\nown,"), ('"district"', '"own"')):
            text = text.replace(before, after)
        (next_report / name).write_text(text, encoding="utf-8")
    assert zl.load_report(next_report).place == "own"
    assert zl.target_outcomes(outcomes=next_report).equals(expected)


def test_a_report_of_another_place_or_year_judges_nothing(next_report: Path) -> None:
    with pytest.raises(zl.InputError, match="give a later report"):
        zl.target_outcomes(outcomes=zl.load_report())
    source = (next_report / "source.json").read_text(encoding="utf-8").replace('"钟楼区"', '"天宁区"')
    (next_report / "source.json").write_text(source, encoding="utf-8")
    with pytest.raises(zl.InputError, match="天宁区"):
        zl.target_outcomes(outcomes=next_report)


def test_no_verdict_where_a_later_report_states_another_coverage(next_report: Path) -> None:
    table = next_report / "indicators.csv"
    text = table.read_text(encoding="utf-8")
    ours = zl.load_report().indicators["fixed_asset_investment"].coverage_zh
    assert ours
    line = next(line for line in text.splitlines() if line.startswith("fixed_asset_investment,"))
    table.write_text(text.replace(line, line.replace(ours, "含农户", 1)), encoding="utf-8")
    row = zl.target_outcomes(outcomes=next_report).set_index("id").loc["fixed_asset_investment_2023_growth"]
    assert row["verdict"] == "not_comparable"
    assert "含农户" in row["reason_zh"]


@pytest.mark.parametrize(
    ("theirs", "differs"), [("“规上”工业企业", False), ("规模以上 工业企业", False), ("规模以下工业企业", True)]
)
def test_a_coverage_in_other_words_is_the_same(theirs: str, differs: bool) -> None:
    report, id_, ours = zl.load_report(), "fixed_asset_investment", "规模以上工业企业"
    one, other = (replace(report.indicators[id_], coverage_zh=text) for text in (ours, theirs))
    source = {**report.source, "year": "2023"}
    earlier = replace(report, indicators={**report.indicators, id_: one})
    later = replace(report, source=source, indicators={**report.indicators, id_: other})
    row = zl.target_outcomes(earlier, later).set_index("id").loc[f"{id_}_2023_growth"]
    assert (row["verdict"] == "not_comparable") is differs


def test_a_growth_below_one_percent_is_no_fall(edit: Edit) -> None:
    row = judged("foreign_trade_2023_direction", edit("outcomes.csv", "exact,-11.9,%,11.9%", "exact,0.4,%,0.4%"))
    assert row["verdict"] == "met"  # 稳中提质 asks for no fall
    assert "公布的增速为0.4%" in row["reason_zh"]


# --- revisions, places, sensitivity -----------------------------------------------------------------------------------


def test_what_was_expected_and_what_came() -> None:
    table = zl.revisions().set_index(["scope", "indicator", "kind"])
    # 188.60 / (1 − 11.9 %): 188.595/0.8815 = 213.95, 188.605/0.8805 = 214.20, against 225 in the report
    trade = table.loc[("district", "foreign_trade", "level")]
    assert (round(trade["later_low"], 2), round(trade["later_high"], 2)) == (D("213.95"), D("214.20"))
    assert (trade["later"], trade["expected_value"], trade["verdict"]) == ("implied", D(225), "revised")
    # 3.62 / 1.466: 3.615/1.4665 = 2.465, 3.625/1.4655 = 2.474, against 2.4
    tax = table.loc[("district", "incubator_tax", "level")]
    assert (round(tax["later_low"], 3), round(tax["later_high"], 3)) == (D("2.465"), D("2.474"))
    assert tax["verdict"] == "revised"
    # Changzhou: 9500亿元左右 → 9550, 4%左右 → 3.5 %
    level, rate = table.loc[("changzhou", "gdp", "level")], table.loc[("changzhou", "gdp", "growth_rate")]
    assert (level["expected_printed"], level["later_printed"]) == ("9500亿元左右", "9550亿元")
    assert (rate["change"], rate["change_unit"]) == (D("-0.5"), "百分点")
    assert set(table["trust"]) == {"copy", "press"}
    # 214.07/225 − 1 = −4.86 %, 9550/9500 − 1 = 0.53 %; each change lies within its own span
    assert (round(trade["change"], 2), trade["change_unit"]) == (D("-4.86"), "%")
    assert round(level["change"], 2) == D("0.53")
    for row in table.to_dict("records"):
        assert row["change_low"] <= row["change"] <= row["change_high"]


def test_what_came_as_expected_is_no_revision(edit: Edit) -> None:
    folder = edit("outcomes.csv", "exact,9550,亿元,9550亿元", "exact,9500,亿元,9500亿元")
    table = zl.revisions(zl.load_report(folder)).set_index(["scope", "indicator", "kind"])
    assert table.loc[("changzhou", "gdp", "level"), "verdict"] == "within_bounds"


def test_growth_at_constant_prices_leads_back_to_no_level(edit: Edit) -> None:
    folder = edit("outcomes.csv", "gdp,jiangsu,2022,level,actual", "gdp,jiangsu,2022,level,estimate")
    assert not (zl.revisions(zl.load_report(folder))["scope"] == "jiangsu").any()


def test_growth_at_constant_prices_implies_no_level_of_the_year_before() -> None:
    # Jiangsu's 12.82万亿元 and 5.8 % lead to a base in prices of 2023, which is no revision of 2022
    assert not (zl.revisions()["scope"] == "jiangsu").any()


def test_one_target_at_four_levels() -> None:
    table = zl.targets_by_place().set_index("scope")
    assert list(table.index) == ["china", "jiangsu", "changzhou", "district"]
    assert table["target_value"].dropna().tolist() == [D(5), D(5), D(5)]  # 5 = 5 = 5; Changzhou's was not seen
    assert table["outcome_printed"].tolist() == ["5.2%", "5.8%", "6.8%左右", ""]
    assert table.loc["jiangsu", "gap"] == D("0.8")
    assert table.loc["changzhou", "target_printed"] == ""
    assert "巴通社" in table.loc["china", "source_zh"]
    with pytest.raises(zl.InputError, match=r"indicators\.csv"):
        zl.targets_by_place("gnp")


def test_what_the_level_turns_on() -> None:
    table = zl.target_sensitivity(widths=[0, 0.5], above=[0, 1])
    assert len(table) == 2 * 3 * 2
    row = table[(table["base_over_printed"] == 1) & (table["deflator"] == D("0.2"))]
    # 890 × 1.01 × 1.05 × 1.002 = 945.73; × 1.045 = 941.23, which 942.32 reaches
    assert [round(value, 2) for value in row["value"]] == [D("945.73")] * 2
    assert row["reached"].tolist() == ["missed", "undecidable"]
    # 890 × 1.05 × 0.986 = 921.42
    falling = table[(table["deflator"] == D("-1.4")) & (table["base"] == D(890))]
    assert round(falling["value"].iloc[0], 2) == D("921.42")
    assert set(falling["reached"]) == {"met"}
    assert set(table["outcome_printed"]) == {"942.32亿元"}
    assert (set(table["outcome_value"]), set(table["trust"])) == ({D("942.32")}, {"copy"})
    for wrong, said in (
        ({"widths": [-1]}, "zero or more"), ({"widths": ["half"]}, "widths: 'half' is no number"),
        ({"deflators": []}, "deflators="), ({"deflators": ["1%"]}, "deflators: '1%' is no number"),
        ({"above": [None]}, "above: None is no number"), ({"target": "gdp_2022"}, "growth target"),
    ):  # fmt: skip
        with pytest.raises(zl.InputError, match=said):
            zl.target_sensitivity(**wrong)


def test_only_a_target_at_constant_prices_turns_on_prices() -> None:
    # 5%以上 of budget revenue is nominal, 5%左右 and 6%左右 of retail sales and investment on a comparable base
    for nominal in ("budget_revenue", "retail_sales", "fixed_asset_investment"):
        with pytest.raises(zl.InputError, match=f"{nominal} is no growth at constant prices"):
            zl.target_sensitivity(f"{nominal}_2023_growth")


def test_a_width_is_one_of_about_only(edit: Edit) -> None:
    # 5%以上: at least 890 × 1.05 × 1.002 = 936.369, whatever the width of a word that is not there
    old = "gdp_2023_growth,gdp,district,2023,growth_rate,target,about,5,%,5%左右"
    folder = edit("observations.csv", old, old.replace("about", "at_least").replace("左右", "以上"))
    table = zl.target_sensitivity(deflators=[0.2], above=[0], report=zl.load_report(folder))
    assert table[["about_width", "low", "value", "high"]].values.tolist() == [
        [D(0), D("936.36900"), D("936.36900"), D("Infinity")]
    ]


def test_a_level_that_nothing_was_published_of_is_reached_by_nothing(data_copy: Path) -> None:
    (data_copy / "outcomes.csv").unlink()
    (data_copy / "outcome_links.csv").unlink()
    table = zl.target_sensitivity(report=zl.load_report(data_copy))
    assert set(table["target"]) == {"gdp_2023_growth"}
    assert table[["outcome_printed", "reached", "trust"]].eq("").all(axis=None)
    assert table["outcome_value"].isna().all()


def test_the_target_of_gdp_is_the_one_that_is_tried_wherever_it_stands() -> None:
    report = zl.load_report()
    backwards = replace(report, observations=dict(reversed(report.observations.items())))
    assert set(zl.target_sensitivity(report=backwards)["target"]) == {"gdp_2023_growth"}
