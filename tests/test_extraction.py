"""A text and its quantities. The phrases are made up in the forms that reports of many places and years use."""

from __future__ import annotations

import math
from typing import Any

import pytest

from zhonglou_analysis.texts import extract_quantities, set_aside_numerals


def rows(text: str) -> list[Any]:
    return list(extract_quantities(text).itertuples())


def records(text: str) -> list[tuple[str, float, str, str]]:
    """Return printed, value, unit and qualifier of every quantity; a range has NaN as its value."""
    return [(row.printed, row.value, row.unit, row.qualifier) for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "qualifier"),
    [
        # numbers and magnitudes
        ("总额达到１７．４亿元，", "１７．４亿元", 1.74e9, "元", "exact"),
        ("總額達到17.4億元，", "17.4億元", 1.74e9, "元", "exact"),
        ("惠及17.4萬戶，", "17.4萬戶", 174000, "户", "exact"),
        ("总量2.7万亿元。", "2.7万亿元", 2.7e12, "元", "exact"),
        ("用电 31 亿千瓦时", "31 亿千瓦时", 3.1e9, "千瓦时", "exact"),
        ("共4千万吨", "4千万吨", 4e7, "吨", "exact"),
        ("自然增长率3.7‰", "3.7‰", 0.37, "%", "exact"),
        # qualifiers before
        ("收入超61亿元", "超61亿元", 6.1e9, "元", "at_least"),
        ("收入突破61亿元大关", "突破61亿元", 6.1e9, "元", "at_least"),
        ("比例不低于45%", "不低于45%", 45, "%", "at_least"),
        ("户数不少于3.5万户", "不少于3.5万户", 35000, "户", "at_least"),
        ("费用不超过8万元", "不超过8万元", 80000, "元", "at_most"),
        ("面积近16万平方米", "近16万平方米", 160000, "平方米", "nearly"),
        ("产量接近700万吨", "接近700万吨", 7e6, "吨", "nearly"),
        ("用地约340亩", "约340亩", 340, "亩", "about"),
        # qualifiers after, also behind the counter
        ("增长6.5%左右。", "6.5%左右", 6.5, "%", "about"),
        ("培训30万人次以上", "30万人次以上", 300000, "人次", "at_least"),
        ("失业率控制在5.1%以内", "5.1%以内", 5.1, "%", "at_most"),
        ("一般事项4个工作日内办结", "4个工作日内", 4, "工作日", "at_most"),
        ("引进4个内资项目", "4个", 4, "个", "exact"),
        ("带动60家上下游企业", "60家", 60, "家", "exact"),
        ("总投资12亿美元级项目", "12亿美元级", 1.2e9, "美元", "about"),
        # 余 and 多 between number, magnitude and unit
        ("服务8200余人", "8200余人", 8200, "人", "slightly_over"),
        ("栽植40余万株", "40余万株", 400000, "株", "slightly_over"),
        ("栽植40万余株", "40万余株", 400000, "株", "slightly_over"),
        ("资金1300多万元", "1300多万元", 1.3e7, "元", "slightly_over"),
        ("历时7个多月", "7个多月", 7, "个月", "slightly_over"),
        # compound units
        ("每千人拥有床位数6.4张", "6.4张", 6.4, "张/千人", "exact"),
        ("每百户拥有汽车38辆", "38辆", 38, "辆/百户", "exact"),
        ("建成充电桩1500根（台）", "1500根（台）", 1500, "根(台)", "exact"),
        ("万人发明专利拥有量18.2件", "18.2件", 18.2, "件/万人", "exact"),
        ("浓度降至29微克/立方米", "29微克/立方米", 29, "微克/立方米", "exact"),
        ("浓度降至29微克每立方米", "29微克每立方米", 29, "微克/立方米", "exact"),
        ("建成公寓2100套（间）", "2100套（间）", 2100, "套(间)", "exact"),
        ("吞吐量640万标箱", "640万标箱", 6.4e6, "标箱", "exact"),
        ("提高1.3个百分点", "1.3个百分点", 1.3, "百分点", "exact"),
        ("常住人口达到83万，", "83万", 830000, "人", "exact"),
        ("惠及6万多群众", "6万多", 60000, "人", "slightly_over"),
        ("完成投资9000万以上", "9000万以上", 9e7, "元", "at_least"),
        # spelled out and measured
        ("其中亿元以上项目", "亿元以上", 1e8, "元", "at_least"),
        ("税收千万以上楼宇", "千万以上", 1e7, "元", "at_least"),
        ("总产值过百亿元", "过百亿元", 1e10, "元", "at_least"),
        ("用户数率先破亿，", "破亿", 1e8, "", "at_least"),
        ("打造千亿级集群", "千亿级", 1e11, "元", "about"),
        ("占比近四成。", "近四成", 40, "%", "nearly"),
        ("规模翻两番，", "翻两番", 2, "番", "exact"),
        ("投入实现翻番", "翻番", 1, "番", "exact"),
        ("连续四年获评", "连续四年", 4, "年", "exact"),
        ("用三年时间建成", "三年", 3, "年", "exact"),
        ("新建泵站三座。", "三座", 3, "座", "exact"),
        ("下降百分之十二点五", "百分之十二点五", -12.5, "%", "exact"),
        ("提高十二点五个百分点", "十二点五个百分点", 12.5, "百分点", "exact"),
        ("产量突破百万吨。", "突破百万吨", 1e6, "吨", "at_least"),
        ("吸引上千家企业", "上千家", 1000, "家", "at_least"),
        ("投入数百万元，", "数百万元", 1e6, "元", "at_least"),
        ("住房4013万套", "4013万套", 40_130_000, "套", "exact"),
        ("惠及上亿群众，", "上亿", 1e8, "人", "at_least"),
        ("粮食生产二十二连丰，", "二十二连丰", 22, "年", "exact"),
        ("民营经济占三成。", "三成", 30, "%", "exact"),
        ("比上年多两个百分点", "两个百分点", 2, "百分点", "exact"),
        ("全长十点五公里", "十点五公里", 10.5, "公里", "exact"),
        ("培训五百人", "五百人", 500, "人", "exact"),
        ("全长十余公里", "十余公里", 10, "公里", "slightly_over"),
        # parts of a whole
        ("占1/3以上", "1/3以上", 100 / 3, "%", "at_least"),
        ("1/4的企业", "1/4", 25, "%", "exact"),
        ("机构精简四分之一，", "四分之一", -25, "%", "exact"),
        ("近三分之二的县", "近三分之二", 200 / 3, "%", "nearly"),
        ("控制在千分之一以内", "千分之一以内", 0.1, "%", "at_most"),
        ("达到万分之五", "万分之五", 0.05, "%", "exact"),
        ("超过一半人口", "超过一半", 50, "%", "at_least"),
        ("减少一半。", "一半", -50, "%", "exact"),
        # ratios that have no unit
        ("城乡收入比缩小到1.87，", "1.87", 1.87, "", "exact"),
        ("恩格尔系数为28.3，", "28.3", 28.3, "", "exact"),
        # a minus
        ("二季度的-3.2%", "-3.2%", -3.2, "%", "exact"),
        ("-3.2%", "-3.2%", -3.2, "%", "exact"),
        ("增速为－3.2％，", "－3.2％", -3.2, "%", "exact"),
        ("增速为负3.2%，", "负3.2%", -3.2, "%", "exact"),
        ("一季度-6.8%", "-6.8%", -6.8, "%", "exact"),
        ("利润为-3.2亿元", "-3.2亿元", -3.2e8, "元", "exact"),
        # digits that are apart and one number
        ("总额1,100.9亿元", "1,100.9亿元", 110_090_000_000, "元", "exact"),
        ("出口1 6 5 5 亿美元", "1 6 5 5 亿美元", 165_500_000_000, "美元", "exact"),
        ("增长8 ．8 ％，", "8 ．8 ％", 8.8, "%", "exact"),
        ("补助5 000元", "5 000元", 5000, "元", "exact"),
        ("增长2·6%", "2·6%", 2.6, "%", "exact"),
        ("增长2•6%", "2•6%", 2.6, "%", "exact"),
        # a number in two magnitudes
        ("惠及5万4千人", "5万4千人", 54000, "人", "exact"),
        ("投资1亿2千万元", "1亿2千万元", 1.2e8, "元", "exact"),
        ("投资3亿5000多万元", "3亿5000多万元", 3.5e8, "元", "slightly_over"),
        ("总量1万5千亿元", "1万5千亿元", 1.5e12, "元", "exact"),
        ("总量3万亿2千亿元", "3万亿2千亿元", 3.2e12, "元", "exact"),
        ("三点五亿元，", "三点五亿元", 3.5e8, "元", "exact"),
        ("一千二百三十四人参加", "一千二百三十四人", 1234, "人", "exact"),
        ("人口八十五万六千人，", "八十五万六千人", 856_000, "人", "exact"),
        ("规模一万五千亿元，", "一万五千亿元", 1.5e12, "元", "exact"),
        ("建设2×35万千瓦机组", "2×35万千瓦", 700_000, "千瓦", "exact"),
        # before a compound noun
        ("20名首席专家", "20名", 20, "名", "exact"),
        ("30名优秀教师", "30名", 30, "名", "exact"),
        ("3个家门口公园", "3个", 3, "个", "exact"),
        ("5个人才公寓", "5个", 5, "个", "exact"),
        ("900张家庭床位", "900张", 900, "张", "exact"),
        ("40家具有资质的企业", "40家", 40, "家", "exact"),
        ("3所在建学校", "3所", 3, "所", "exact"),
        # units
        ("有着超过2000年的历史", "超过2000年", 2000, "年", "at_least"),
        ("用水由5升至6升，", "6升", 6, "升", "exact"),
        ("存栏120万头只", "120万头只", 1.2e6, "头只", "exact"),
        ("锅炉35蒸吨", "35蒸吨", 35, "蒸吨", "exact"),
        ("演出300场次", "300场次", 300, "场", "exact"),
        ("投资5亿港币", "5亿港币", 5e8, "港元", "exact"),
        ("投资3亿新台币", "3亿新台币", 3e8, "新台币", "exact"),
        ("利率下调25个基点", "25个基点", -25, "基点", "exact"),
        ("算力达到3000P，", "3000P", 3000, "PFLOPS", "exact"),
        # ranks
        ("位列全省第17位", "第17位", 17, "位", "exact"),
        ("增速居全省第二位", "第二位", 2, "位", "exact"),
        ("排名全省第9，", "第9", 9, "位", "exact"),
        ("进入全国前30名", "前30名", 30, "名", "at_most"),
    ],
)
def test_a_quantity_is_read(text: str, printed: str, value: float, unit: str, qualifier: str) -> None:
    assert records(text) == [(printed, pytest.approx(value, rel=1e-15), unit, qualifier)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("增长5.5%—6%", 5.5, 6, "%"),
        ("新建7-9家", 7, 9, "家"),
        ("投资6－8亿元", 6e8, 8e8, "元"),
        ("半径2km-7km", 2, 7, "公里"),
        ("需要3至5年时间", 3, 5, "年"),
        ("培育5到8家", 5, 8, "家"),
        ("下降10%~12%", -12, -10, "%"),
    ],
)
def test_a_range_has_two_ends_and_no_value(text: str, low: float, high: float, unit: str) -> None:
    (row,) = rows(text)
    assert math.isnan(row.value)
    assert (row.low, row.high, row.unit) == (low, high, unit)


@pytest.mark.parametrize("colon", [":", "：", "∶", "︰", " : "])
def test_the_members_of_a_ratio_are_three_quantities(colon: str) -> None:
    shares = records(f"三次产业结构为{colon.join(['4.1', '37.2', '58.7'])}。")
    assert [(value, unit) for _, value, unit, _ in shares] == [(4.1, "%"), (37.2, "%"), (58.7, "%")]
    assert [unit for _, _, unit, _ in records(f"师生比为{colon.join(['1', '14'])}。")] == ["", ""]


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("2031年6月5日", ["2031", "6", "5"]),
        ("2031—2035年", ["2031", "2035"]),
        ("2031-06-05", ["2031", "06", "05"]),
        ("截至9月末", ["9"]),
        ("上午9:30开幕", ["9", "30"]),
        ("新建5G基站", ["5"]),
        ("PM2.5年均浓度、PM 2.5", ["2.5", "2.5"]),
        ("3号线、T3航站楼、G312、4A级景区", ["3", "3", "312", "4"]),
        ("“641”工程", ["641"]),
        ("“惠企60条”", ["60"]),
        ("4+4、2+5+N、6+1项", ["4", "4", "2", "5", "6", "1"]),
        ("1.重点任务\n2、任务\n（3）任务", ["1", "2", "3"]),
        ("《条例（2031）》", ["2031"]),
        ("第7届、第3次、第15号", ["7", "3", "15"]),
        ("近6年来、前8个月", ["6", "8"]),
        ("世界500强、建国90周年、80后", ["500", "90", "80"]),
        ("206国道", ["206"]),
        ("2×66", ["2", "66"]),
        ("20×30米", ["20", "30"]),
        ("7×24小时", ["7", "24"]),
        ("4级联动", ["4"]),
        ("5千6百万元", ["5", "6"]),
        ("1/4", ["1", "4"]),
        ("09:45:30", ["09", "45", "30"]),
        ("2031回望、2031回顾", ["2031", "2031"]),
        ("8,400", ["8", "400"]),
        ("33，212万吨", ["33", "212"]),
        ("１，２３４．５亿元", ["１", "２３４．５"]),
        ("33 212万吨", ["33", "212"]),
        ("增长3。5%", ["3", "5"]),
        ("增长12. 5%", ["12", "5"]),
        ("甲镇5,300户,乙镇", ["5", "300"]),
        ("5至三家、百分之5百", ["5", "5"]),
        ("恢复到并超过2019年同期水平，", ["2019"]),
        ("高于1979年到1997年的水平", ["1979", "1997"]),
        ("9" * 40, ["9" * 40]),
    ],
)
def test_a_numeral_that_is_no_statistic_is_set_aside(text: str, numerals: list[str]) -> None:
    aside = set_aside_numerals(text)
    assert aside["numeral"].tolist() == numerals
    assert all(aside["reason"])
    assert extract_quantities(text).empty


def test_the_reason_says_what_a_numeral_is() -> None:
    text = "1.任务\n2031年，5G、“641”工程、90周年、《办法7》、第3次、近6年、1/4、8,400，达到37。"
    aside = set_aside_numerals(text)
    pairs = zip(aside["numeral"], aside["reason"].str.partition(" / ")[2], strict=True)
    assert list(pairs) == [
        ("1", "number of a list"),
        ("2031", "date or year"),
        ("5", "part of a name"),
        ("641", "part of a name"),
        ("90", "part of a name"),
        ("7", "in the title of a document"),
        ("3", "ordinal of a name or a series"),
        ("6", "a stretch of time that dates"),
        ("1", "member of a fraction or a product"),
        ("4", "member of a fraction or a product"),
        ("8", "digits apart, by a comma, a space or a point: one number or two"),
        ("400", "digits apart, by a comma, a space or a point: one number or two"),
        ("37", "number without a unit"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "长三角一体化", "零售业", "一般公共预算", "两湖片区", "第十七届", "三大工程", "“三年行动”", "十件实事",
        "一批项目", "三年行动计划", "近三年来", "过去五年", "不下一番功夫", "突破一批关键技术", "二级以上医院",
        "之一成为", "百年老店", "万元生产总值能耗", "数百亿元以上", "一系列", "上下五千年", "四个方面",
        "千方百计", "第一位的任务", "二三产业", "成千上万", "数以万计", "数十年来", "第一半导体", "一半是",
        "九点三十分",
    ],
)  # fmt: skip
def test_words_with_numerals_in_them_state_nothing(text: str) -> None:
    assert records(text) == []
    assert set_aside_numerals(text).empty


def test_nothing_is_merged_across_a_comma() -> None:
    for comma in (",", "，"):
        found = records(f"新增3个以上{comma}超20亿元{comma}500户")
        assert [printed for printed, *_ in found] == ["3个以上", "超20亿元", "500户"]
        assert [value for _, value, *_ in found] == [3, 2e9, 500]
    # 6 300 or 6, then 300: a wrong value is worse than none
    assert records("完成6，300户受益") == []


def test_cells_of_a_table_are_two_numbers() -> None:
    assert [printed for printed, *_ in records("890\t5.3%")] == ["5.3%"]


def test_digits_apart_keep_their_places() -> None:
    text = "1 9 9 7 年，出口由1 6 5 5 亿美元增加到3 2 5 1 亿美元。\n增长1 0 ．5 ％以上，7—8 亿元"
    found = extract_quantities(text)
    printed = ["1 6 5 5 亿美元", "3 2 5 1 亿美元", "1 0 ．5 ％以上", "7—8 亿元"]
    assert found["printed"].tolist() == printed
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == printed
    assert set_aside_numerals(text)["numeral"].tolist() == ["1 9 9 7"]


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("超40亿元或5亿美元项目", ["at_least", "at_least"]),
        ("40亿元或5亿美元以上", ["at_least", "at_least"]),
        ("收入超900万元、400万元的村", ["at_least", "at_least"]),
        ("超40亿元，5亿美元", ["at_least", "exact"]),
        ("近40家、20项", ["nearly", "exact"]),
        ("增长7%、8%左右", ["about", "about"]),
        # 左右 behind the last number of a list in one unit governs it all; another word where 和 joins it
        ("分别为7%、8%以上", ["exact", "at_least"]),
        ("分别增长7%和8%左右", ["about", "about"]),
        ("分别增长6%、7%和8%以上", ["at_least", "at_least", "at_least"]),
        ("新建3座和5公里以上", ["exact", "at_least"]),
        ("培育20家和300多家", ["exact", "slightly_over"]),
    ],
)
def test_a_qualifier_printed_once_governs_its_neighbour(text: str, qualifiers: list[str]) -> None:
    assert [qualifier for *_, qualifier in records(text)] == qualifiers


@pytest.mark.parametrize(
    ("text", "kind", "direction", "value"),
    [
        ("产值同比增长7.2%", "growth_rate", "rise", 7.2),
        ("能耗下降3.4%", "growth_rate", "fall", -3.4),
        ("经费压降超18%", "growth_rate", "fall", -18),
        ("增速为6.1%", "growth_rate", "", 6.1),
        ("占比提高到46%", "share", "", 46),
        ("产值占全市比重达46%", "share", "", 46),
        ("治理率达到88%", "rate", "", 88),
        ("群众100%纳入范围", "rate", "", 100),
        ("上升5位", "change", "rise", 5),
        ("提高0.6个百分点", "change", "rise", 0.6),
        ("天数增加9天", "change", "rise", 9),
        ("居全国第27位", "rank", "", 27),
        ("连续6年", "streak", "", 6),
        ("新增企业52家", "level", "", 52),
    ],
)
def test_the_words_tell_kind_and_direction(text: str, kind: str, direction: str, value: float) -> None:
    (row,) = rows(text)
    assert (row.kind, row.direction, row.value) == (kind, direction, value)


def test_a_verb_governs_every_member_of_its_list() -> None:
    found = extract_quantities("起数和人数分别下降40%、21.5%和3%，产值增长6%")
    assert found["value"].tolist() == [-40, -21.5, -3, 6]
    assert found["direction"].tolist() == ["fall", "fall", "fall", "rise"]
    assert set(found["kind"]) == {"growth_rate"}


def test_a_magnitude_alone_counts_what_its_sentence_counts() -> None:
    assert [unit for _, _, unit, _ in records("预算支出270万，完成310万。覆盖面扩大到9万。")] == ["元", "元", ""]


def test_a_unit_printed_once_is_the_unit_of_every_member() -> None:
    found = extract_quantities("占比分别回落2.16和1.6个百分点，户数为35、46、57家")
    assert found["value"].tolist() == [-2.16, -1.6, 35, 46, 57]
    assert found["unit"].tolist() == ["百分点", "百分点", "家", "家", "家"]
    assert found["printed"].tolist() == ["2.16", "1.6个百分点", "35", "46", "57家"]


def test_a_magnitude_in_a_list_counts_what_the_last_one_counts() -> None:
    assert records("接待游客120万、95万人次") == [
        ("120万", 1.2e6, "人次", "exact"),
        ("95万人次", 950_000, "人次", "exact"),
    ]
    assert [unit for _, _, unit, _ in records("旅游收入和人数为3亿元、95万人次")] == ["元", "人次"]


def test_a_minus_belongs_to_its_own_member_of_a_list() -> None:
    for text in ("分别拉动0.2、-1.5、0.7个百分点", "分别增长0.2%、-1.5%、0.7%", "分别增长0.2、-1.5和0.7%"):
        assert [value for _, value, *_ in records(text)] == [0.2, -1.5, 0.7], text
    assert [value for _, value, *_ in records("分别下降0.2、1.5和0.7%")] == [-0.2, -1.5, -0.7]


def test_the_name_is_the_noun_phrase_before() -> None:
    found = extract_quantities("全年完成税收总额86亿元，增长5%；新增学校7所、学位4100个。")
    assert found["name"].tolist() == ["全年完成税收总额", "全年完成税收总额", "新增学校", "学位"]


def test_the_bounds_are_those_of_the_words_in_base_units() -> None:
    found = extract_quantities("达63.5亿元，超7万人，1200余户，48个，约3%，下降2%以上")
    ends = list(zip(found["low"], found["high"], strict=True))
    infinity = math.inf
    assert ends == [
        (6.345e9, 6.355e9), (70000, infinity), (1200, 1300), (48, 48), (-infinity, infinity), (-infinity, -2),
    ]  # fmt: skip


def test_offsets_and_paragraphs_hold_for_every_kind_of_line_end() -> None:
    text = "甲12家\r\n\r\n乙34家\r丙2031年\n丁56家"
    found = extract_quantities(text)
    assert [text[row.start : row.end] for row in rows(text)] == ["12家", "34家", "56家"]
    assert found["paragraph"].tolist() == [1, 3, 5]
    assert set_aside_numerals(text)["paragraph"].tolist() == [4]


def test_an_empty_text_gives_empty_tables_with_their_columns() -> None:
    columns = "start end printed value unit low high qualifier kind direction paragraph name printed_value printed_unit"
    assert extract_quantities("").columns.tolist() == [*columns.split(), "indicator", "status", "period"]
    assert extract_quantities("").columns.tolist() == extract_quantities("增长5%").columns.tolist()
    assert set_aside_numerals("没有").columns.tolist() == ["numeral", "paragraph", "start", "end", "reason"]
