"""What an economist relies on when she plots in her own notebook: her Axes, her table, her parameters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
import seaborn as sns
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

import zhonglou_analysis as zl
from zhonglou_analysis.charts import lettering as fonts
from zhonglou_analysis.charts.catalogue import CHARTS, chart_table, find_chart
from zhonglou_analysis.charts.chart import Chart
from zhonglou_analysis.charts.checking import chart_problems
from zhonglou_analysis.charts.style import chart_style
from zhonglou_analysis.errors import ChartError, InputError


def plot_function(name):
    return getattr(zl, f"plot_{name}")


@pytest.mark.parametrize("name", CHARTS)
def test_it_draws_in_an_axes_of_mine_and_touches_nothing_else(name):
    figure, (mine, other) = plt.subplots(1, 2, figsize=(16, 8))
    other.plot([1, 2], [3, 4], label="mine")
    other.set_title("untouched")
    figure.suptitle("my own title")
    before = (
        list(other.get_children()),
        other.get_position().bounds,
        other.axis(),
        mine.get_position(original=True).bounds,
    )
    texts, size = list(figure.texts), tuple(figure.get_size_inches())
    assert plot_function(name)(ax=mine) is mine
    said = {text.get_gid(): text.get_text() for text in mine.texts}
    assert said["headline"]
    assert "来源" in said["source"]
    after = (
        list(other.get_children()),
        other.get_position().bounds,
        other.axis(),
        mine.get_position(original=True).bounds,
    )
    assert after == before
    assert list(figure.texts) == texts
    assert figure.get_suptitle() == "my own title"
    assert tuple(figure.get_size_inches()) == size
    assert len(figure.axes) == 2
    families = {tuple(text.get_fontfamily()) for text in mine.findobj(Text) if text.get_text()}
    assert families == {(fonts.FAMILY, fonts.LATIN_FALLBACK)}
    assert [p for p in chart_problems(figure) if p.kind == "glyph"] == []
    plt.close(figure)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_it_draws_another_table_of_the_same_columns(name, lang):
    table = chart_table(name)
    before = table.copy(deep=True)
    theirs = table.assign(
        place_zh="鼓楼区", place_en="Gulou District", source_zh="鼓楼区报告", source_en="Gulou report"
    )
    theirs["period"] = [str(int(p) + 3) if p else "" for p in theirs["period"]]
    with chart_style(lang):
        ax = plot_function(name)(theirs, lang=lang)
    said = "".join(text.get_text() for text in ax.figure.texts).replace("\n", " " if lang == "en" else "")
    assert ("鼓楼区报告" if lang == "zh" else "Gulou report") in said
    assert "钟楼" not in said
    assert "Zhonglou" not in said
    assert chart_problems(ax.figure) == []
    plt.close(ax.figure)
    assert table.equals(before)


def test_the_finding_follows_the_numbers():
    table = chart_table("leading_industry_share")
    table.loc[table["role"] == "printed", ["value", "low", "high"]] = 68.8, 68.75, 68.85
    ax = zl.plot_leading_industry_share(table)
    assert ax.figure.texts[0].get_text() == "“两新一智”产业占规上工业总产值的68.8%"
    plt.close(ax.figure)


@pytest.mark.parametrize("name", CHARTS)
def test_a_mark_that_stands_twice_is_refused_by_name(name):
    import pandas as pd

    table = chart_table(name)
    with pytest.raises(ChartError, match="stands twice") as error:
        plot_function(name)(pd.concat([table, table.iloc[:1]]))
    assert table["series"].iloc[0] in error.value.rows[0]


@pytest.mark.parametrize("name", CHARTS)
def test_mixed_units_are_refused_by_name(name):
    table = chart_table(name)
    role = {
        "sector_structure": "share",
        "leading_industry_share": "part",
        "headline_indicators": "value",
        "target_levels": "base",
        "growth_targets": "target",
        "targets_and_outcomes": "met",
    }.get(name, table["role"].iloc[-1])
    row = table.index[table["role"] == role][-1]
    if name in ("implied_2021_levels", "reconciliation"):  # their series may differ; the two ends of one may not
        row = 1
    table.loc[row, "unit"] = "万美元"
    with pytest.raises(ChartError) as error:
        plot_function(name)(table)
    assert "万美元" in str(error.value)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("status", "guess", "status 'guess'; allowed: estimate, actual"),
        ("qualifier", "roughly", "qualifier 'roughly'"),
        ("value", float("nan"), "must be a finite number"),
        ("value", "many", "could not convert"),
    ],
)
def test_a_broken_row_is_named_with_what_is_allowed(column, value, words):
    table = chart_table("headline_indicators").astype({column: object})
    table.loc[2, column] = value
    with pytest.raises(ChartError) as error:
        zl.plot_headline_indicators(table)
    assert words in str(error.value)
    assert "row 2 (retail_sales)" in str(error.value)


def test_a_missing_column_and_an_empty_table_are_named():
    table = chart_table("growth_targets")
    with pytest.raises(ChartError, match="lacks the columns low, unit"):
        zl.plot_growth_targets(table.drop(columns=["unit", "low"]))
    with pytest.raises(ChartError, match="has no rows"):
        zl.plot_growth_targets(table.iloc[:0])


def test_shares_that_do_not_add_up_are_refused():
    table = chart_table("sector_structure")
    of = (table["series"] == "tertiary_industry") & (table["role"] == "share")
    table.loc[of, ["value", "low", "high"]] = 60.0, np.nan, np.nan
    with pytest.raises(ChartError, match=r"add up to 92\.1 and not to 100"):
        zl.plot_sector_structure(table)


def test_unknown_names_are_answered_with_what_there_is():
    with pytest.raises(InputError, match="try sector_structure"):
        chart_table("sector_structur")
    with pytest.raises(InputError, match="doc_half"), chart_style("zh", size="a4"):
        pass
    with pytest.raises(InputError, match="'zh' and 'en'"):
        zl.plot_sector_structure(lang="fr")


def test_a_figure_that_could_not_be_drawn_is_not_left_open(monkeypatch):
    def broken(*_):
        raise ChartError("no")

    monkeypatch.setattr(Chart, "draw_on", broken)
    with pytest.raises(ChartError, match="no"):
        zl.plot_sector_structure()
    assert plt.get_fignums() == []


def test_a_notebook_gets_a_figure_that_pyplot_knows():
    ax = zl.plot_sector_structure()
    assert plt.gcf() is ax.figure
    plt.close(ax.figure)


@pytest.mark.parametrize("theme", ["none", "before", "inside"])
def test_a_seaborn_theme_changes_nothing_in_a_file(theme, tmp_path):
    with mpl.rc_context():
        if theme == "before":
            sns.set_theme(style="darkgrid", font_scale=2)
        with chart_style("zh"):
            if theme == "inside":
                sns.set_theme(style="darkgrid", font_scale=2)
            ax = zl.plot_growth_targets()
            (path,) = zl.save_chart(ax.figure, "growth_targets", folder=tmp_path)
    plt.close(ax.figure)
    chart = find_chart("growth_targets")
    again = chart.figure(chart.rows(), "zh", "doc")
    assert path.read_bytes() == zl.save_chart(again, "again", folder=tmp_path)[0].read_bytes()


def test_an_error_inside_the_style_still_restores_the_parameters():
    before = dict(mpl.rcParams)
    seen = []
    with pytest.raises(ZeroDivisionError), chart_style("en", size="slide"):
        seen.append(mpl.rcParams["font.size"] / 0)
    assert dict(mpl.rcParams) == before


@pytest.fixture
def no_packaged_font(monkeypatch):
    """The package with the font is missing."""
    for function in (fonts.chart_font, fonts._face, fonts._advance):
        function.cache_clear()
    monkeypatch.setattr(fonts, "_packaged_font", lambda: None)
    yield monkeypatch
    for function in (fonts.chart_font, fonts._face, fonts._advance):
        function.cache_clear()


def test_without_the_packaged_font_a_system_font_stands_in(no_packaged_font):
    no_packaged_font.setattr(fonts, "SYSTEM_FONTS", ("No Such Font", "DejaVu Serif"))
    assert fonts.chart_font() == "DejaVu Serif"


def test_without_any_chinese_font_there_is_an_error_and_no_box(no_packaged_font):
    no_packaged_font.setattr(fonts, "SYSTEM_FONTS", ("No Such Font",))
    with pytest.raises(ChartError, match=r"install the package pylopdf-fonts-zh-cn.*No Such Font"):
        fonts.chart_font()


def with_font(path):
    """What a new process says of its font, where the environment names a file."""
    code = (
        "from zhonglou_analysis.charts import lettering as f; from zhonglou_analysis.errors import ChartError\n"
        "try: print(f.chart_font(), f._face().family_name)\n"
        "except ChartError as error: print(error)"
    )
    run = [sys.executable, "-c", code]
    environment = {**os.environ, "ZHONGLOU_FONT": str(path)}
    return subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_another_font_file_may_be_named(tmp_path):
    assert with_font("").endswith("Noto Sans SC")
    assert with_font(findfont("DejaVu Serif")) == f"{fonts.FAMILY} DejaVu Serif"
    assert with_font(tmp_path / "none.otf").endswith("none.otf: is no font file; name an OTF or TTF file, or unset it.")


ROOT = Path(__file__).resolve().parents[2]


def test_every_character_of_data_charts_and_notebooks_is_in_the_font():
    files = [*ROOT.glob("data/*.csv"), *ROOT.glob("data/*.json"), *ROOT.glob("zhonglou_analysis/charts/*.py"),
             *ROOT.glob("zhonglou_analysis/quantities/lexicon.py"), *ROOT.glob("notebooks/*.ipynb")]  # fmt: skip
    if not (ROOT / "data").is_dir():
        pytest.skip("the data are not beside this copy of the tests")
    assert len(files) > 25
    letters = {letter for path in files for letter in path.read_text(encoding="utf-8") if letter.isprintable()}
    assert len(letters) > 1000
    face = fonts._face()
    missing = [letter for letter in sorted(letters) if not face.get_char_index(ord(letter))]
    assert missing == ["‱"]  # a unit that no number here is printed in; the fallback font has it
    assert FT2Font(findfont(fonts.LATIN_FALLBACK)).get_char_index(ord("‱"))


def test_characters_that_charts_need_are_in_the_font():
    face = fonts._face()
    missing = [c for c in "−“”‘’≥≤≈±∞→–—·÷×，。；：（）、《》亿元钟楼区" if not face.get_char_index(ord(c))]
    assert missing == []


def test_a_printed_number_keeps_the_status_and_qualifier_of_its_observation():
    """No target is drawn as what was reported, and no floor as a number, in any chart and row."""
    report, seen = zl.load_report(), 0
    for name in CHARTS:
        for mark in chart_table(name).to_dict("records"):
            ids = [id_ for id_ in mark["observations"].split() if id_ in report.observations]
            if mark["status"] in ("computed", "projection") or not ids:
                continue
            if mark["status"] == "definition" and len(ids) > 1:
                continue  # 100 %: what parts have to add up to, and no report prints it
            assert {report[id_].status for id_ in ids} == {mark["status"]}, (name, mark["series"])
            assert len(ids) > 1 or report[ids[0]].qualifier == mark["qualifier"], (name, mark["series"])
            seen += 1
    assert seen > 60
