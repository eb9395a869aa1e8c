"""Short names of indicators, where the full one is too long to stand beside a mark."""

from __future__ import annotations

from ..report import Indicator, Scope
from .wrapping import punctuate

_SHORT = {
    "gdp": ("地区生产总值", "GRP"),
    "budget_revenue": ("一般公共预算收入", "Budget revenue"),
    "industrial_output": ("规上工业总产值", "Industrial output"),
    "fixed_asset_investment": ("固定资产投资", "Fixed investment"),
    "retail_sales": ("社会消费品零售总额", "Retail sales"),
    "foreign_trade": ("外贸进出口总额", "Foreign trade"),
    "primary_industry": ("第一产业", "Primary industry"),
    "secondary_industry": ("第二产业", "Secondary industry"),
    "tertiary_industry": ("第三产业", "Tertiary industry"),
    "leading_industries_output": ("“两新一智”产业", "Leading industries"),
    "double30_investment": ("“双30”项目总投资", "“Double 30” investment"),
    "digital_revenue": ("数字经济产业营收", "Digital-economy revenue"),
    "key_services_revenue": ("重点服务业营收", "Key services revenue"),
    "offshore_outsourcing": ("离岸外包执行额", "Offshore outsourcing"),
    "unemployment_insured": ("失业保险参保", "Unemployment-insured"),
    "audit_savings": ("审计节约资金", "Funds saved by audits"),
    "tax_fee_relief": ("减税降费及退缓税费", "Tax and fee relief"),
    "projects_3bn": ("超30亿元或3亿美元项目", "Projects > CN¥3 bn"),
    "projects_1bn": ("超10亿元或1亿美元项目", "Projects > CN¥1 bn"),
    "projects_300m": ("超3亿元或3000万美元项目", "Projects > CN¥300 m"),
    "municipal_major_projects_added": ("市重大项目", "City major projects"),
    "high_tech_firms_added": ("新增高新技术企业", "High-tech firms added"),
    "tech_smes_recognised": ("认定科技型中小企业", "Tech SMEs recognised"),
    "high_tech_output": ("高新技术产业产值占比", "High-tech output share"),
    "road_length_added": ("新增道路里程", "Road length added"),
    "idle_plots_greened": ("闲置地块复绿透绿", "Idle plots greened"),
    "green_space_added": ("新增绿地", "Green space added"),
    "lifts_installed": ("加装电梯", "Lifts installed"),
    "talent_flats_built": ("建成人才公寓", "Talent flats built"),
    "parking_spaces_added": ("新增停车泊位", "Parking spaces added"),
    "schools_built": ("新建、改扩建学校", "Schools built"),
    "four_above_units_added": ("新增“四上”单位", "“Four above” units"),
    "old_communities_renovated": ("改造老旧小区", "Old estates renovated"),
}


def short_names(indicator: Indicator) -> tuple[str, str]:
    """Return the Chinese and the English name of an indicator for a chart; its full names where no short one is set."""
    return _SHORT.get(indicator.id) or _whole(indicator.name_zh, indicator.name_en)


_AREAS = {
    "old_city": ("老城", "Old City"),
    "digital_economy": ("数字经济", "Digital"),
    "two_lakes": ("两湖", "Two Lakes"),
    "rural": ("乡村振兴", "Rural"),
}
_RELATIONS = {
    "industry_shares_sum": ("三次产业比重之和", "Sum of sector shares"),
    "leading_industries_share": ("“两新一智”占比", "Leading industries’ share"),
    "projects_3bn_roll_up": ("超30亿元项目:两区之和", "Projects > CN¥3 bn: areas"),
    "projects_1bn_roll_up": ("超10亿元项目:两区之和", "Projects > CN¥1 bn: areas"),
    "projects_300m_roll_up": ("超3亿元项目:两区之和", "Projects > CN¥300 m: areas"),
    "high_tech_firms_roll_up": ("高新技术企业:三区之和", "High-tech firms: areas"),
    "municipal_projects_roll_up": ("市重大项目:“两湖”", "City projects: Two Lakes"),
    "four_above_roll_up": ("“四上”单位:老城", "“Four above”: Old City"),
    "digital_goal_growth_from_2022": ("数字经济年均增速(自2022年)", "Digital growth from 2022"),
    "digital_goal_growth_from_2021": ("数字经济年均增速(自2021年)", "Digital growth from 2021"),
    "digital_goal_compatible": ("数字经济增速下限", "Digital growth floor"),
}


def area_names(scope: Scope) -> tuple[str, str]:
    """Return the Chinese and the English name of a functional area for a chart."""
    return _AREAS.get(scope.id, (scope.name_zh, scope.name_en))


def relation_names(id_: str, name_zh: str, name_en: str) -> tuple[str, str]:
    """Return the Chinese and the English name of a relation for a chart; its full names where no short one is set."""
    zh, en = _RELATIONS.get(id_) or _whole(name_zh, name_en)
    return punctuate(zh, "zh"), en


def _whole(zh: str, en: str) -> tuple[str, str]:
    return punctuate(zh, "zh"), en[:1].upper() + en[1:]
