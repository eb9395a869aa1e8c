"""A goal some years away, and where each growth rate that the report prints would lead by then."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ..errors import InputError, NotInReportError
from ..reports.observation import Observation
from ..reports.report import Report, load_report
from .compounding import compound, required_growth, years_between
from .ratios import implied_base
from .targets import concerning, project_targets
from .terms import Operand, Result, as_term, outcome, paragraphs_of

if TYPE_CHECKING:
    import pandas as pd

SCENARIO_COLUMNS = (
    "scenario", "rate", "year", "value", "low", "high", "unit", "status", "assumptions", "operands", "paragraphs",
)  # fmt: skip


def goal_scenarios(
    goal: str | Observation | None = None,
    *,
    rates: Sequence[Operand] | None = None,
    report: Report | None = None,
) -> pd.DataFrame:
    """Return the paths to the year of a goal at each printed growth rate, and at the rate that reaches it.

    Parameters
    ----------
    goal : Observation or id, optional
        A target level, some years after the last printed level of its indicator and scope. By default the first
        such goal of the report that lies beyond the year of its targets.
    rates : sequence of Observation, id or number, optional
        Percent a year. By default every growth rate that the report prints for the indicator, an area's included.
    report : Report, optional
        By default the packaged report.

    Returns
    -------
    DataFrame
        One row per scenario and year: ``scenario`` (the id of its rate, or the rate as written; ``required`` for the
        rate that reaches the goal; ``printed`` for the levels that the report prints or implies), ``rate`` (percent
        a year, empty for ``printed``), ``year``, ``value``, ``low``, ``high``, ``unit``, ``status`` (``projection``,
        or the status of a printed level, ``computed`` where growth implies it), ``assumptions``, ``operands`` and
        ``paragraphs``, each separated by spaces.

    Raises
    ------
    NotInReportError
        If the goal is not in the report.
    InputError
        If the report prints no level of the indicator before the goal, or no goal and none is given.

    Examples
    --------
    >>> table = goal_scenarios()
    >>> table[table["year"] == 2025].set_index("scenario")["value"].map(round).to_dict()
    {'printed': 500, 'digital_revenue_2025_growth': 328, 'digital_revenue_2022_growth': 433, \
'digital_revenue_digital_economy_2023_growth': 517, 'required': 500}
    """
    import pandas as pd

    report = report or load_report()
    if goal is None:
        goal = first_goal(report)
        if goal is None:
            raise InputError(f"the report prints no goal beyond {report.target_year}: give one, goal=….")
    end = report[goal] if isinstance(goal, str) else goal
    same = [o for o in report.observations.values() if o.indicator == end.indicator]
    before = _levels_before(end, report)
    if not before:
        raise InputError(f"{end.id}: the report prints no earlier level of {end.indicator} to start a path from.")
    start = max(before, key=lambda o: o.period)
    printed_rates = sorted((o for o in same if o.kind in ("growth_rate", "average_growth_rate")), key=lambda o: o.value)
    rows = _printed(start, end, same, report)
    first, last = as_term(start, report), as_term(end, report)
    for rate in printed_rates if rates is None else rates:
        rows += _path(first, last, as_term(rate, report), report)
    rows += _required(first, last)
    return pd.DataFrame(rows, columns=list(SCENARIO_COLUMNS))


def first_goal(report: Report) -> Observation | None:
    """Return the first target level beyond the year of the report's targets that has an earlier level, if any."""
    goals = (o for o in report.observations.values() if (o.kind, o.status) == ("level", "target"))
    return next((o for o in goals if o.period > report.target_year and _levels_before(o, report)), None)


def _levels_before(goal: Observation, report: Report) -> list[Observation]:
    own = (o for o in report.observations.values() if (o.indicator, o.scope) == (goal.indicator, goal.scope))
    return [o for o in own if o.kind == "level" and "" < o.period < goal.period]


def _printed(start: Observation, end: Observation, same: list[Observation], report: Report) -> list[dict[str, object]]:
    """Return the levels that stand in the report, and the one before them where its growth is printed."""
    rows = []
    grown = [o for o in same if o.kind == "growth_rate" and (o.scope, o.period) == (start.scope, start.period)]
    for rate in grown[:1]:
        base = implied_base(start, rate, report=report)
        rows.append(_row("printed", None, int(start.period) - 1, base, "computed", ""))
    for obs in (start, end):
        rows.append(_row("printed", None, int(obs.period), as_term(obs, report), obs.status, ""))
    return rows


def _path(start: Result, end: Result, rate: Result, report: Report) -> list[dict[str, object]]:
    """Return the projected years after ``start``, up to the year of ``end``."""
    named = ["equal_steps", *(["area_rate"] if rate.scope not in (None, start.scope) else [])]
    assumptions = " ".join(named + concerning((*start.sources, *rate.sources), report))
    rows = []
    for passed in range(years_between(start, end) + 1):
        level = compound(start, rate, passed, because="a scenario, which names the rate")
        rows.append(_row(rate.name, rate.value, int(str(level.period)), level, "projection", assumptions))
    return rows


def _required(start: Result, end: Result) -> list[dict[str, object]]:
    """Return the path that reaches the goal: between the two levels, so that its last year is the goal itself.

    A path at the required rate would count the rounding of the first level twice, and end below the goal.
    """
    rate, span, end = required_growth(start, end).value, years_between(start, end), end.to(start.unit)
    rows = []
    for passed in range(span + 1):
        weight = Decimal(passed) / span
        found = start.amount.power(1 - weight) * end.amount.power(weight)
        level = outcome("required", found, start.unit, (start, end))
        rows.append(_row("required", rate, int(str(start.period)) + passed, level, "projection", "equal_steps"))
    return rows


def _row(
    scenario: str, rate: Decimal | None, year: int, level: Result, status: str, assumptions: str
) -> dict[str, object]:
    cells = (
        scenario, rate, year, level.value, level.low, level.high, level.unit, status, assumptions,
        " ".join(source.id for source in level.sources), paragraphs_of(level.sources),
    )  # fmt: skip
    return dict(zip(SCENARIO_COLUMNS, cells, strict=True))


def start_and_target(report: Report) -> tuple[Observation, Observation]:
    """Return the printed level of regional product and the growth that is targeted for the year after."""
    row = next((r for r in project_targets(report=report).to_dict("records") if r["indicator"] == "gdp"), None)
    if row is None:
        raise NotInReportError(
            "the report prints no level of gdp with a growth target for the next year: nothing to project."
        )
    return report[row["base_id"]], report[row["id"]]
