"""Targets in wordings of many places and years. The passages are made up."""

import pytest

import zhonglou_analysis as zl

REVIEW = "生产总值增长19%，固定资产投资增长21%，社会消费品零售总额增长22%，城镇新增就业19万人。"
OUTLINE = f"一、2031年工作回顾\n{REVIEW}\n二、2032年工作安排\n{{}}\n"
EXCERPT = f"政府工作报告\n——2032年1月8日在甲市第五届人民代表大会第二次会议上\n2031年，{REVIEW}\n{{}}\n"

# Each passage with what it sets: indicator, phrase, qualifier; + behind a name is what is striven for beyond it.
PASSAGES = {
    "the word behind": (
        "今年，要实现生产总值增长8%、固定资产投资增长10%、财政收入增长7%的目标。",
        "gdp 8% exact, fixed_asset_investment 10% exact, total_fiscal_revenue 7% exact",
    ),
    "a plan, in half width": (
        "综合各方面因素,今年计划安排:生产总值增长8%,进出口增长5%左右.今年要抓好项目,力争出口增长6%.",
        "gdp 8% exact, foreign_trade 5%左右 about",
    ),
    "a verb only": (
        "今年我们要确保全市生产总值增长8%，固定资产投资增长10%，一般公共预算收入增长5%。",
        "gdp 8% exact, fixed_asset_investment 10% exact, budget_revenue 5% exact",
    ),
    "expected": (
        "预期全年生产总值增长8%左右，全社会固定资产投资增长9%，外贸出口增长5%。",
        "gdp 8%左右 about, fixed_asset_investment 9% exact, exports 5% exact",
    ),
    "a target that is set": ("建议把今年生产总值增长目标定为8%左右。", "gdp 8%左右 about"),
    "a comma": (
        "全年预期目标，生产总值增长8%，规上工业增加值增长9%，力争实现10%。",
        "gdp 8% exact, industrial_value_added 9% exact, industrial_value_added+ 10% exact",
    ),
    "a dash": ("今年发展的主要预期目标——生产总值增长8%；进出口增长9%。", "gdp 8% exact, foreign_trade 9% exact"),
    "lost marks": ("今年主要预期目标生产总值增长8%以上进出口增长5%。", "gdp 8%以上 at_least, foreign_trade 5% exact"),
    "names as headings": (
        "今年主要预期目标\n1.经济增长\n生产总值增长8%以上。\n2.就业\n登记失业率控制在4.5%以内。\n3.落实措施，抓好投资增长9%",
        "gdp 8%以上 at_least, registered_urban_unemployment 4.5%以内 at_most",
    ),
    "names before colons": (
        "今年主要预期目标\n地区生产总值：增长8%左右\n固定资产投资：增长10%以上\n城镇登记失业率：4.5%以内",
        "gdp 8%左右 about, fixed_asset_investment 10%以上 at_least, registered_urban_unemployment 4.5%以内 at_most",
    ),
    "names above": (
        "今年主要预期目标：\n地区生产总值\n增长8%左右\n进出口\n增长5%",
        "gdp 8%左右 about, foreign_trade 5% exact",
    ),
    "one a paragraph": (
        "今年主要目标：\n生产总值增长8%。\n规模以上工业增加值增长9%。\n重点抓好以下工作：\n一是招商引资到位资金增长20%。",
        "gdp 8% exact, industrial_value_added 9% exact",
    ),
    "pairs and industries": (
        "今年主要预期目标是：第一产业增长4%，第三产业增长12%；财政收入和城乡居民人均可支配收入与经济增长同步；商品出口总值增长5%。",
        "primary_industry 4% exact, tertiary_industry 12% exact, total_fiscal_revenue 与经济增长同步 exact, "
        "disposable_income 与经济增长同步 exact, exports 5% exact",
    ),
    "beyond the target": (
        "今年主要预期目标是：社会消费品零售总额增长8%，奋斗目标9%；生产总值预增7%，居民收入稳定增长，努力争取更好结果。",
        "retail_sales 8% exact, retail_sales+ 9% exact, gdp 7% exact, + 争取更好结果",
    ),
    "in brackets and beyond": (
        "今年主要预期目标是：生产总值增长10%以上，冲刺12%；工业增加值增长8%(力争9%)；财政收入增长7%(年报预计6%)。",
        "gdp 10%以上 at_least, gdp+ 12% exact, all_industry_value_added 8% exact, all_industry_value_added+ 9% exact, "
        "total_fiscal_revenue 7% exact",
    ),
    "spelled out": (
        "今年主要预期目标是：生产总值增长百分之九，出口四十九点五亿美元，增长百分之十二以上。",
        "gdp 百分之九 exact, exports 四十九点五亿美元 exact, exports 百分之十二以上 at_least",
    ),
    "a list with ties and tasks": (
        "今年主要预期目标是：\n——经济增长8%左右；\n——生态环境质量稳步改善，节能减排完成下达任务；\n"
        "——居民收入增速快于经济增长；\n——PM2.5浓度38微克每立方米以下。\n(一)抓投资。固定资产投资保持稳定。",
        "gdp 8%左右 about, disposable_income 快于经济增长 at_least, pm25_concentration 38微克每立方米以下 at_most",
    ),
    "a heading with a full stop": (
        "(二)主要预期目标。生产总值增长5%，进出口增长6%，出口增长4%。\n(三)重点任务。工业增加值增长9%。",
        "gdp 5% exact, foreign_trade 6% exact, exports 4% exact",
    ),
    "a line that announces": (
        "经综合平衡，2032年国民经济和社会发展主要指标建议安排如下：\n生产总值增长10%；\n农业总产值增长4%；\n"
        "为完成上述任务，要抓好工作：\n1.农业。粮食产量达到20万吨。",
        "gdp 10% exact, agricultural_output 4% exact",
    ),
    "the number first": (
        "我们提出今年生产总值增长8%左右的预期目标，城镇新增就业3万人。",
        "gdp 8%左右 about, urban_new_jobs 3万人 exact",
    ),
    "a list without marks": (
        "今年主要目标：\n经济增长8%左右。\n国际收支基本平衡，市场供应充足，价格总水平保持稳定。\n居民收入增长与经济增长同步。\n"
        "粮食产量5亿斤以上。",
        "gdp 8%左右 about, disposable_income 与经济增长同步 exact, grain_output 5亿斤以上 at_least",
    ),
    "a heading of the year": ("2032年目标\n●经济增长6%左右\n●出口增长7%", "gdp 6%左右 about, exports 7% exact"),
    "another kind of target": (
        "今年发展的奋斗目标，生产总值增长8%，出口增长7%。",
        "gdp 8% exact, exports 7% exact",
    ),
    "spelled from the start": ("今年经济增长的预期目标是百分之七左右。", "gdp 百分之七左右 about"),
    "the plan for five years first": (
        "《纲要(草案)》提出了经济社会发展主要指标：生产总值年均增长5%左右，出口增长9%。\n"
        "今年，全市发展主要目标：经济保持在合理区间，生产总值增长6%。",
        "gdp 6% exact",
    ),
    "sentences that nothing announces": (
        "今年要实现生产总值增长8%，固定资产投资增长9%，出口增长7%。城镇新增就业3万人。为此，要抓好工业增加值增长9%。",
        "gdp 8% exact, fixed_asset_investment 9% exact, exports 7% exact, urban_new_jobs 3万人 exact",
    ),
    "numbered paragraphs": (
        "今年发展的主要预期目标是：\n一、生产总值增长7%以上；\n二、城镇新增就业8万人以上，登记失业率4.5%左右；\n"
        "三、进出口稳中提质，国际收支基本平衡；\n\n四、居民消费价格涨幅2%左右。\n五、2032年重点工作\n固定资产投资增长9%。",
        "gdp 7%以上 at_least, urban_new_jobs 8万人以上 at_least, registered_urban_unemployment 4.5%左右 about, "
        "cpi 2%左右 about",
    ),
    "numbered paragraphs without marks": (
        "今年主要预期目标：\n一、生产总值增长7%\n二、出口增长8%左右\n三、2032年重点工作\n工业增加值增长9%",
        "gdp 7% exact, exports 8%左右 about",
    ),
    "numbered tasks behind a list": (
        "今年主要目标：\n生产总值增长8%。\n一、抓好工业，工业增加值增长9%；\n二、抓好外贸，出口增长9%。",
        "gdp 8% exact",
    ),
    "numbers of a chapter behind a numbered list": (
        "今年主要目标：\n一、生产总值增长8%；\n二、出口增长7%。\n一、抓好工业，工业增加值增长9%；",
        "gdp 8% exact, exports 7% exact",
    ),
    "included": (
        "二〇三二年全市发展的主要目标包括，生产总值增长百分之七以上，出口增长百分之五。此外，居民消费价格涨幅保持在百分之二左右。",
        "gdp 百分之七以上 at_least, exports 百分之五 exact, cpi 百分之二左右 about",
    ),
    "included, without the product": (
        "今年发展的主要目标包括：出口增长5%，进口增长3%。",
        "exports 5% exact, imports 3% exact",
    ),
    "a year spelled out": (
        "二〇三二年，要实现生产总值增长百分之七，出口增长百分之五，进口增长百分之三。",
        "gdp 百分之七 exact, exports 百分之五 exact, imports 百分之三 exact",
    ),
    "a heading and a sentence of many parts": (
        "今年发展主要目标和总体部署\n去年城镇新增就业7万人；出口增长4%；进口增长3%；居民消费价格涨幅1%；今年有基础。"
        "今年要优先稳就业，打好攻坚战；城镇新增就业8万人以上，城镇调查失业率5.5%左右，登记失业率5%左右；"
        "居民消费价格涨幅2.5%左右；进出口促稳提质。\n今年赤字率拟按3.2%以上安排，财政赤字规模增加2亿元。",
        "urban_new_jobs 8万人以上 at_least, surveyed_urban_unemployment 5.5%左右 about, "
        "registered_urban_unemployment 5%左右 about, cpi 2.5%左右 about",
    ),
    "what is binding": (
        "今年主要预期性指标是：生产总值增长7%，出口增长5%，城镇新增就业3万人。\n"
        "约束性指标是：万元地区生产总值能耗下降2.1%，二氧化硫排放量下降3%。\n今年，要抓好工业增加值增长9%。",
        "gdp 7% exact, exports 5% exact, urban_new_jobs 3万人 exact, energy_intensity 2.1% exact, "
        "sulphur_dioxide 3% exact",
    ),
    "better than a level": (
        "今年主要预期目标是：居民收入与经济增长同步，PM2.5浓度降到30微克/立方米、争取更优水平。",
        "disposable_income 与经济增长同步 exact, pm25_concentration 30微克/立方米 exact, "
        "pm25_concentration+ 争取更优水平",
    ),
}


@pytest.mark.parametrize("text", [OUTLINE, EXCERPT], ids=["outline", "excerpt"])
@pytest.mark.parametrize(("passage", "found"), PASSAGES.values(), ids=PASSAGES)
def test_wordings(text: str, passage: str, found: str) -> None:
    rows = zl.extract_targets(text.format(passage)).itertuples()
    told = [f"{row.indicator}{'+' * row.stretch} {row.printed} {row.qualifier}".strip() for row in rows]
    assert told == found.split(", ")


@pytest.mark.parametrize(
    ("words", "kind", "value", "low", "high"),
    [
        ("失业人员减少8万人", "change", -80_000, -80_000, -80_000),
        ("减少农村贫困人口300万以上", "change", -3_000_000, -float("inf"), -3_000_000),
        ("力争减少贫困户200户", "change", -200, -200, -200),
        ("减少农村贫困人口至5万人", "level", 50_000, 50_000, 50_000),
    ],
)
def test_fewer_persons_are_a_fall(words: str, kind: str, value: float, low: float, high: float) -> None:
    last = zl.extract_targets(f"今年主要预期目标是：生产总值增长7%，{words}。", year=2032).iloc[-1]
    assert (last["kind"], last["value"], last["low"], last["high"]) == (kind, value, low, high)


@pytest.mark.parametrize(
    "opening",
    [
        "——2032年1月\n甲市工作报告\n",
        "二〇三一年十二月二十日在甲市人民代表大会上\n",
        "二〇三二年一月十二日在甲市人民代表大会上\n",
        "甲区2032年工作报告\n",
        "甲市2032年国民经济和社会发展计划\n",
        "会议听取了报告。2030年和2031年的工作得到肯定，2031年成绩突出。报告提出2032年主要预期目标是：进出口增长1%。\n",
    ],
)
def test_the_year_of_a_report(opening: str) -> None:
    found = zl.extract_targets(f"{opening}今年经济社会发展主要预期目标为：生产总值增长5%，进出口增长6%。")
    assert found["period"].tolist() == ["2032", "2032"]


@pytest.mark.parametrize(
    "review",
    [
        "一、2031年工作回顾\n年初确定的主要预期目标是：生产总值增长9%，进出口增长8%，固定资产投资增长7%。\n",
        "2031年，确保了生产总值增长9%、进出口增长8%、固定资产投资增长7%、出口增长6%。\n",
        "今年以来，生产总值增长9%，进出口增长8%，固定资产投资增长7%，出口增长6%，超过预期目标。\n",
        "城镇新增就业超过全年预期目标，生产总值增长9%，进出口增长8%。\n",
        "去年实现了年初预期，生产总值增长9%，进出口增长8%，固定资产投资增长7%，出口增长6%，今年形势更好。\n",
    ],
)
def test_no_result_is_a_target(review: str) -> None:
    assert zl.extract_targets(review).empty
    both = zl.extract_targets(f"{review}二、2032年工作安排\n今年预期目标：生产总值增长5%。\n")
    assert both["printed"].tolist() == ["5%"]
