"""Several reports side by side: loaded together, and one indicator of all of them as one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, NotInReportError
from ..quantities.interval import Bounds
from ..quantities.units import convert, find_unit
from .observation import Observation
from .report import Report, load_report

if TYPE_CHECKING:
    import pandas as pd

COMPARISON_COLUMNS = (
    "place_zh", "place_en", "year", "indicator", "name_zh", "name_en", "period", "kind", "status", "qualifier", "value",
    "low", "high", "unit", "printed", "paragraph", "id", "document_zh", "document_en",
)  # fmt: skip
_STATUS_ORDER = {"actual": 0, "estimate": 1, "target": 2, "definition": 3}


def load_reports(folders: Iterable[str | Path | None]) -> list[Report]:
    """Return several reports in the order given.

    Parameters
    ----------
    folders : iterable of path
        Data folders, as :func:`load_report` reads them and ``zhonglou new`` writes them; None is the packaged report.

    Returns
    -------
    list of Report
        In the order given.

    Raises
    ------
    DataError
        If a folder is missing or its tables are wrong; the message names it.
    InputError
        If no folder is given, or two folders hold one place’s report of one year.

    Examples
    --------
    >>> [report.source["place_en"] for report in load_reports([None])]
    ['Zhonglou District']
    """
    if isinstance(folders, str | Path):
        raise InputError(f"{folders!s} is one folder: give a list of folders, or use load_report.")
    reports = [load_report(folder) for folder in folders]
    if not reports:
        raise InputError("no folder is given: name at least one data folder.")
    for (place, year), times in Counter((report.source["place_zh"], report.year) for report in reports).items():
        if times > 1:
            raise InputError(f"{place}, {year}: {times} folders hold this report; leave all but one out.")
    return reports


def compare(reports: Iterable[Report | str | Path | None], indicator: str) -> pd.DataFrame:
    """Return what several reports print of one indicator, each of its own place, as one tidy table.

    Parameters
    ----------
    reports : iterable of Report or path
        As :func:`load_reports` returns them; folders are loaded.
    indicator : str
        An id that the reports share, such as ``gdp``.

    Returns
    -------
    DataFrame
        One row per number printed, in the order of the reports, then by period, kind and status:

        ``place_zh``, ``place_en``, ``year``
            Whose report it is, and the year that it looks back on.
        ``indicator``, ``name_zh``, ``name_en``, ``period``, ``kind``, ``status``, ``qualifier``
            As in ``observations.csv`` and ``indicators.csv``.
        ``value``, ``low``, ``high``, ``unit``
            Decimals with the bounds that the words assert. Levels that convert into each other are in one unit, the one
            that most of them are printed in.
        ``printed``, ``paragraph``, ``id``, ``document_zh``, ``document_en``
            Where it stands.

        A report that prints nothing of it has no row; ``table.attrs["without"]`` names the places that do not.

    Raises
    ------
    NotInReportError
        If no report prints a number of it; the message names what they share.
    InputError
        If one report is given in place of several.

    Examples
    --------
    >>> table = compare([None], "gdp")
    >>> table[["place_en", "period", "kind", "status", "value", "unit"]].to_numpy().tolist()[0]
    ['Zhonglou District', '2022', 'level', 'estimate', Decimal('890'), '亿元']
    """
    import pandas as pd

    if isinstance(reports, Report | str | Path):
        raise InputError('that is one report: give a list of reports or folders, such as [None, "mine"].')
    loaded = [report if isinstance(report, Report) else load_report(report) for report in reports]
    found = [(report, obs) for report in loaded for obs in _of_own_place(report, indicator)]
    if not found:
        printed = [{obs.indicator for obs in _own(report)} for report in loaded]
        shared = sorted(set.intersection(*printed)) if printed else []
        raise NotInReportError(
            f"{indicator!r} is printed in none of {len(loaded)} reports; "
            f"they share: {', '.join(shared) or 'no indicator'}."
        )
    units = _common_units([obs for _, obs in found])
    table = pd.DataFrame(
        [_row(report, obs, units[obs.kind, find_unit(obs.unit).reference_unit]) for report, obs in found],
        columns=list(COMPARISON_COLUMNS),
    )
    printing = {id(report) for report, _ in found}
    table.attrs["without"] = [report.source["place_zh"] for report in loaded if id(report) not in printing]
    return table


def _own(report: Report) -> Iterator[Observation]:
    return (obs for obs in report.observations.values() if obs.scope == report.place)


def _of_own_place(report: Report, indicator: str) -> list[Observation]:
    own = [obs for obs in _own(report) if obs.indicator == indicator]
    return sorted(own, key=lambda obs: (obs.period, obs.kind, _STATUS_ORDER[obs.status], obs.paragraph, obs.start))


def _common_units(observations: list[Observation]) -> dict[tuple[str, str], str]:
    """Return the unit that most numbers of a kind and a dimension are printed in."""
    printed: dict[tuple[str, str], Counter[str]] = {}
    for obs in observations:
        printed.setdefault((obs.kind, find_unit(obs.unit).reference_unit), Counter())[obs.unit] += 1
    return {key: units.most_common(1)[0][0] for key, units in printed.items()}


def _row(report: Report, obs: Observation, unit: str) -> tuple[object, ...]:
    factor = convert(Decimal(1), obs.unit, unit)
    bounds = obs.bounds * Bounds.exact(factor)
    name = report.indicators[obs.indicator]
    value = obs.value if factor == 1 else Decimal((obs.value * factor).normalize())
    return (
        report.source["place_zh"], report.source["place_en"], report.year, obs.indicator, name.name_zh, name.name_en,
        obs.period, obs.kind, obs.status, obs.qualifier, value, bounds.low, bounds.high, unit, obs.printed,
        obs.paragraph, obs.id, report.document("zh"), report.document("en"),
    )  # fmt: skip
