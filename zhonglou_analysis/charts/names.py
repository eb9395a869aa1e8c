"""Short names of indicators, where the full one is too long to stand beside a mark."""

from __future__ import annotations

from ..report import Indicator

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
    return _SHORT.get(indicator.id, (indicator.name_zh, indicator.name_en[:1].upper() + indicator.name_en[1:]))
