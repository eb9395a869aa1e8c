"""Every row of the data: against its own phrase, against the report's text, and against a row that is wrong.

The helpers below are the check against the text: nothing of them is taken from the package's own reading of a text.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from zhonglou_analysis.datapackage import read_tables, refuse
from zhonglou_analysis.errors import DataError
from zhonglou_analysis.quantities import QUALIFIERS, find_unit, parse_quantity, unit_table
from zhonglou_analysis.reports import Observation, load_report, row_findings

D = Decimal
Rows = list[dict[str, str]]

REPORT = load_report()
OBSERVATIONS = list(REPORT.observations.values())
TABLES = read_tables()
ROWS = list(TABLES["observations.csv"])
NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")

# The only falls that the report prints, each with its verb (paragraphs 11 and 12).
FALLS = {
    "work_accidents_2022_growth": "-50",  # 分别下降50%、33.3%
    "work_accident_deaths_2022_growth": "-33.3",
    "pm25_concentration_2022_growth": "-10",  # 同比下降10%
    "three_public_expenses_2022_growth": "-15",  # 压降15%
}
# Spelled-out numbers that state a quantity.
SPELLED = {
    "project_threshold_100m_cny": "亿元以上",
    "land_award_streak_2022": "连续三年",
    "elderly_care_award_streak_2022": "连续两年",
    "court_appearance_streak_2022": "连续六年",
    "building_tax_threshold_old_city": "千万以上",
}
# What a rate counts per, in the words before it (paragraphs 10, 23 and 33).
PER = {"件/万人": "万人发明专利拥有量", "个/千人": "每千人托位数"}


# --- the check against the text ---------------------------------------------------------------------------------------


def clause_before(line: str, start: int) -> str:
    """Return the words before a number in its clause; 、 goes on with the verb of the number before."""
    return re.split(r"[,;。:]", line[:start])[-1]


def text_problems(obs: Observation, lines: list[str]) -> Iterator[str]:
    """Say where a row does not follow from the text."""
    line = lines[obs.paragraph - 1] if 1 <= obs.paragraph <= len(lines) else ""
    if line[obs.start : obs.end] != obs.printed:
        yield f"{obs.id}: paragraph {obs.paragraph}[{obs.start}:{obs.end}] is not {obs.printed!r}"
        return
    before = clause_before(line, obs.start)
    if (obs.value < 0) != bool(re.search("下降|压降", before)):
        yield f"{obs.id}: {before!r} and {obs.value} disagree on a fall"
    if obs.unit in PER and not before.removesuffix("达").removesuffix("超").endswith(PER[obs.unit]):
        yield f"{obs.id}: {before!r} counts nothing per {obs.unit}"
    if obs.kind == "rate" and obs.unit != "%" and obs.unit not in PER:
        yield f"{obs.id}: {obs.unit} is no rate of the report"
    last = line[obs.start - 1] if obs.start else ""
    if last and last in "0123456789.超近约第":
        yield f"{obs.id}: the slice leaves {last!r} out"
    if re.match("[0-9.%位]|以上|左右|以内|余|范围内|内[办,;。、]|多[,;。]", line[obs.end :]):
        yield f"{obs.id}: the slice leaves {line[obs.end : obs.end + 2]!r} out"


def numerals(lines: list[str]) -> Counter[tuple[int, int, int]]:
    """Return the place of every Arabic numeral."""
    return Counter((n, m.start(), m.end()) for n, line in enumerate(lines, start=1) for m in NUMERAL.finditer(line))


# --- coverage ---------------------------------------------------------------------------------------------------------


def test_every_numeral_lies_in_exactly_one_row(report_lines: list[str]) -> None:
    assert len(report_lines) == 73
    places = numerals(report_lines)
    assert sum(places.values()) == 276
    slices = [(o.paragraph, o.start, o.end) for o in OBSERVATIONS]
    slices += [(int(r["paragraph"]), int(r["start"]), int(r["end"])) for r in REPORT.set_aside]
    held = {
        place: sum(p == place[0] and start <= place[1] and place[2] <= end for p, start, end in slices)
        for place in places
    }
    assert {place: n for place, n in held.items() if n != 1} == {}


def test_every_row_holds_one_numeral_or_a_spelled_one(report_lines: list[str]) -> None:
    spelled = {o.id: o.printed for o in OBSERVATIONS if len(NUMERAL.findall(o.printed)) != 1}
    assert spelled == SPELLED
    assert len(OBSERVATIONS) - len(SPELLED) + len(REPORT.set_aside) == 276
    for row in REPORT.set_aside:
        line = report_lines[int(row["paragraph"]) - 1]
        assert line[int(row["start"]) : int(row["end"])] == row["numeral"], row


def test_rows_stand_in_text_order() -> None:
    places = [(o.paragraph, o.start) for o in OBSERVATIONS]
    assert places == sorted(places)
    aside = [(int(r["paragraph"]), int(r["start"])) for r in REPORT.set_aside]
    assert aside == sorted(aside)


def test_every_row_follows_from_the_text(report_lines: list[str]) -> None:
    assert [problem for obs in OBSERVATIONS for problem in text_problems(obs, report_lines)] == []


def test_the_source_is_this_text_to_the_letter(report_text: str, report_lines: list[str]) -> None:
    def digest(text: str) -> str:
        return hashlib.sha256("".join(text.split()).encode()).hexdigest()

    assert REPORT.source["sha256"] == hashlib.sha256(report_text.encode()).hexdigest()
    assert REPORT.source["paragraphs_sha256"] == [digest(line) for line in report_lines]
    assert REPORT.source["paragraphs_length"] == list(map(len, report_lines))


def test_what_holds_without_the_text() -> None:
    """The rows that were held against the text the last time are these: where it is absent, no slice can change unseen.

    After a change hold the rows against the text (zhonglou audit) and write the new digest into source.json.
    """
    places = [
        (int(row["paragraph"]), int(row["start"]), int(row["end"]), row.get("printed") or row["numeral"])
        for file in ("observations.csv", "set_aside.csv")
        for row in TABLES[file]
    ]
    lines = "".join(f"{paragraph},{start},{end},{words}\n" for paragraph, start, end, words in places)
    assert REPORT.source["evidence_sha256"] == hashlib.sha256(lines.encode()).hexdigest()
    lengths = REPORT.source["paragraphs_length"]
    assert len(lengths) == len(REPORT.source["paragraphs_sha256"]) == 73
    assert len(places) == 276 + len(SPELLED)
    for paragraph, start, end, words in places:
        assert end - start == len(words)
        assert end <= lengths[paragraph - 1]


# --- labels -----------------------------------------------------------------------------------------------------------


def test_the_falls_are_the_only_negative_values() -> None:
    assert {o.id: str(o.value) for o in OBSERVATIONS if o.value < 0} == FALLS


def test_no_phrase_is_a_sentence() -> None:
    assert max(len(o.printed) for o in OBSERVATIONS) < 24


def test_estimates_are_what_the_report_expects() -> None:
    # 预计 governs the five headline figures of its sentence, and the revenue of key services with its growth.
    estimates = {o.id for o in OBSERVATIONS if o.status == "estimate"}
    assert estimates == {
        "gdp_2022", "budget_revenue_2022", "industrial_output_2022", "fixed_asset_investment_2022",
        "retail_sales_2022", "key_services_revenue_2022", "key_services_revenue_2022_growth",
    }  # fmt: skip


def test_areas_stand_in_their_own_sections() -> None:
    # The four sections (一) to (四) of the first part: paragraphs 27–29, 31–34, 36–39 and 41–43.
    sections = {"old_city": (27, 29), "digital_economy": (31, 34), "two_lakes": (36, 39), "rural": (41, 43)}
    for obs in OBSERVATIONS:
        inside = [area for area, (first, last) in sections.items() if first <= obs.paragraph <= last]
        if inside:
            assert [obs.scope] == inside, obs.id
        else:
            assert obs.scope not in sections, obs.id


def test_periods_follow_the_parts_of_the_report() -> None:
    # Paragraphs 7–12 look back on 2022, 21–54 forward to 2023 (the candidates of 49 are of 2023), 58 to 2025.
    for obs in OBSERVATIONS:
        if obs.status == "definition":
            assert obs.period == "", obs.id
        elif obs.paragraph <= 12:
            assert obs.period == "2022", obs.id
        else:
            assert obs.period == ("2025" if obs.paragraph == 58 else "2023"), obs.id


def test_ids_tell_indicator_scope_period_and_kind() -> None:
    suffix = {"growth_rate": "_growth", "average_growth_rate": "_growth", "share": "_share", "change": "_change"}
    for obs in OBSERVATIONS:
        if obs.period:
            scope = "" if obs.scope == "district" else f"_{obs.scope}"
            assert obs.id == f"{obs.indicator}{scope}_{obs.period}{suffix.get(obs.kind, '')}"


def test_a_printed_level_is_named_by_its_growth_rate_share_and_change() -> None:
    about = {(o.indicator, o.scope, o.period): o.id for o in OBSERVATIONS if o.kind in ("level", "rank")}
    for obs in OBSERVATIONS:
        if obs.kind in ("growth_rate", "average_growth_rate", "share", "change"):
            assert obs.of == about.get((obs.indicator, obs.scope, obs.period), ""), obs.id


def test_every_indicator_and_scope_is_used() -> None:
    rows = [*OBSERVATIONS, *REPORT.outcomes]
    without_a_number = {row["indicator"] for row in REPORT.qualitative_targets}
    assert {row.indicator for row in rows} | without_a_number == set(REPORT.indicators)
    assert {row.scope for row in rows} == set(REPORT.scopes)


# --- mutations --------------------------------------------------------------------------------------------------------


def refusal(rows: Rows) -> str:
    """Return what loading says to a table, or nothing where it accepts it."""
    try:
        tables = {**TABLES, "observations.csv": rows}
        refuse("", tables, {"observations.csv": row_findings("observations.csv", tables, REPORT.year)})
    except DataError as error:
        return "\n  ".join([error.message, *error.rows])
    return ""


def neighbourhood(at: int) -> tuple[Rows, int]:
    """Return a row with the rows beside it and those that they are about, in text order, and its place there."""
    beside = range(max(at - 1, 0), min(at + 2, len(ROWS)))
    about = {ROWS[i]["of"] for i in beside}
    kept = sorted({*beside, *(i for i, row in enumerate(ROWS) if row["id"] in about)})
    return [ROWS[i] for i in kept], kept.index(at)


def loads(at: int, **cells: str) -> bool:
    """Return whether loading has no more to say to row ``at`` with other cells than to the row as it is.

    The rows at the edge of a neighbourhood may lack their own neighbours, with other cells and without.
    """
    rows, place = neighbourhood(at)
    return refusal([*rows[:place], {**rows[place], **cells}, *rows[place + 1 :]]) == refusal(rows)


def survives(at: int, lines: list[str], **cells: str) -> bool:
    """Return whether neither loading nor the check against the text catches other cells."""
    if not loads(at, **cells):
        return False
    row = {**ROWS[at], **cells}
    numbers = {"value": D(row["value"])} | {name: int(row[name]) for name in ("paragraph", "start", "end")}
    changed = replace(OBSERVATIONS[at], **{**row, **numbers})  # type: ignore[arg-type]
    return not list(text_problems(changed, lines))


def one_unit_of_its_last_digit(value: str) -> str:
    return str(D(1).scaleb(int(D(value).as_tuple().exponent)))


def test_the_rows_as_they_are_survive(report_lines: list[str]) -> None:
    assert refusal(ROWS) == ""
    assert [row["id"] for at, row in enumerate(ROWS) if not survives(at, report_lines)] == []


def test_another_value_is_refused_in_every_row() -> None:
    escaped = []
    for at, row in enumerate(ROWS):
        value, step = D(row["value"]), D(one_unit_of_its_last_digit(row["value"]))
        for other in (value + step, value - step, value * 10):
            if loads(at, value=str(other)):
                escaped.append((row["id"], other))
    assert escaped == []


def test_another_sign_is_caught_in_every_row(report_lines: list[str]) -> None:
    escaped = [row["id"] for at, row in enumerate(ROWS) if survives(at, report_lines, value=str(-D(row["value"])))]
    assert escaped == []


def test_another_sign_of_a_level_is_refused_without_the_text() -> None:
    escaped = {row["id"] for at, row in enumerate(ROWS) if loads(at, value=str(-D(row["value"])))}
    # Of a growth rate or a change both signs are possible: the text decides, and FALLS without it.
    assert {REPORT[id_].kind for id_ in escaped} <= {"growth_rate", "average_growth_rate", "change"}


def test_another_unit_is_caught_in_every_row(report_lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    # A phrase is read once for all its units: the same answers in less time.
    monkeypatch.setattr("zhonglou_analysis.reports.observation.parse_quantity", functools.cache(parse_quantity))
    escaped = []
    printed = {row["unit"] for row in ROWS}
    for at, row in enumerate(ROWS):
        dimension = find_unit(row["unit"]).dimension
        units = [name for name, unit in unit_table().items() if name in printed or unit.dimension == dimension]
        # One table with a row for each unit: loading answers for every one, and only the unit is looked at.
        rows = [{**row, "id": f"{row['id']}_{i}", "of": "", "unit": unit} for i, unit in enumerate(units)]
        said = refusal(rows)
        for i, unit in enumerate(units):
            accepted = not re.search(rf"\({row['id']}_{i}\), unit: ", said)
            if unit != row["unit"] and accepted and survives(at, report_lines, unit=unit):
                escaped.append((row["id"], unit))
    assert escaped == []


def test_another_qualifier_is_refused_in_every_row() -> None:
    escaped = [
        (row["id"], other)
        for at, row in enumerate(ROWS)
        for other in QUALIFIERS
        if other != row["qualifier"] and loads(at, qualifier=other)
    ]
    assert escaped == []


def shorter_and_other_phrases(row: dict[str, str]) -> Iterator[str]:
    """Yield phrases that are not the printed one: a character less, and a digit more."""
    printed = row["printed"]
    yield printed[:-1]
    yield printed[1:]
    yield NUMERAL.sub(lambda m: m[0] + "1", printed) if NUMERAL.search(printed) else printed + "1"
    yield ""


def test_another_phrase_is_caught_in_every_row(report_lines: list[str]) -> None:
    escaped = []
    for at, row in enumerate(ROWS):
        for other in shorter_and_other_phrases(row):
            for start in (int(row["start"]), int(row["end"]) - len(other)):
                cells = {"printed": other, "start": str(start), "end": str(start + len(other))}
                if survives(at, report_lines, **cells):
                    escaped.append((row["id"], other))
    assert escaped == [("quality_ranking_2022_change", "升3位")]  # a cut verb says the same


def test_another_place_is_caught_in_every_row(report_lines: list[str]) -> None:
    escaped = []
    for at, row in enumerate(ROWS):
        start, end = int(row["start"]), int(row["end"])
        moved = [{"start": str(start + d), "end": str(end + d)} for d in (-1, 1)]
        moved += [{"start": str(start - 1)}, {"end": str(end + 1)}]
        moved += [{"paragraph": str(int(row["paragraph"]) + d)} for d in (-1, 1)]
        escaped += [(row["id"], cells) for cells in moved if survives(at, report_lines, **cells)]
    assert escaped == []


def test_a_doubled_row_is_refused() -> None:
    for at in range(0, len(ROWS), 20):
        doubled = f"({ROWS[at]['id']}), id: {ROWS[at]['id']!r} stands on line {at + 2} too; it must be unique"
        assert doubled in refusal([*ROWS[: at + 1], *ROWS[at:]])


# --- rows that are refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"id": "GDP 2022"}, "id: 'GDP 2022' must be of the form gdp_2022 ([a-z][a-z0-9_]*)"),
        ({"id": ""}, "(no id), id:"),
        ({"indicator": "gnp"}, "indicator: 'gnp' must be an id of indicators.csv"),
        ({"scope": "city"}, "scope: 'city' must be an id of scopes.csv"),
        ({"period": "22"}, "period: '22' must be a year of four digits, or empty"),
        ({"period": ""}, "period: a definition has none"),
        ({"period": "2023"}, "status: years after 2022 are targets"),
        ({"period": "2021"}, "period: 2021 is not the year of the id gdp_2022; correct whichever is wrong"),
        ({"id": "gdp_2021"}, "period: 2022 is not the year of the id gdp_2021"),
        ({"kind": "levle"}, "kind: 'levle' must be one of level, growth_rate"),
        ({"kind": "share"}, "unit: a share is printed in %"),
        ({"status": "guess"}, "status: 'guess' must be one of estimate, actual, target, definition"),
        ({"status": "target"}, "status: years after 2022 are targets"),
        ({"qualifier": ""}, "qualifier: '' must be one of exact"),
        ({"value": "1,000"}, "value: '1,000' must be a decimal number without thousands separators"),
        ({"value": "8.9e2"}, "value: '8.9e2' must be a decimal number"),
        ({"value": ""}, "value: '' must be a decimal number"),
        ({"value": "NaN"}, "value: 'NaN' must be a decimal number"),
        ({"value": "８９０"}, "value: '８９０' must be a decimal number"),
        ({"unit": "亿镑"}, "unit: '亿镑' is no unit of units.csv"),
        ({"printed": "很多"}, "printed: '很多' is not one quantity"),
        ({"paragraph": "seven"}, "paragraph: 'seven' must be a whole number, at least 1"),
        ({"start": "-1"}, "start: '-1' must be a whole number, at least 0"),
        ({"end": "105"}, "end: 105 must be start plus the 7 characters of printed"),
        ({"of": "gdp_2021"}, "of: 'gdp_2021' must be an id of observations.csv"),
        ({"of": "budget_revenue_2022"}, "of: only a growth rate, share or change is about a level"),
    ],
)
def test_a_wrong_cell_is_refused_with_row_column_and_what_is_allowed(cells: dict[str, str], said: str) -> None:
    at = next(i for i, row in enumerate(ROWS) if row["id"] == "gdp_2022")
    message = refusal([*ROWS[:at], {**ROWS[at], **cells}, *ROWS[at + 1 :]])
    assert message.startswith("observations.csv: ")
    assert f"line {at + 2} ({cells.get('id', 'gdp_2022') or 'no id'})" in message
    assert said in message


@pytest.mark.parametrize(("id_", "wrong"), [("deaths_2019_2022_growth", 0), ("deaths_2019_2021_growth", 1)])
def test_an_id_may_name_the_first_and_the_last_year_of_a_rate(id_: str, wrong: int) -> None:
    rows = [{**row, "id": id_} if row["id"] == "work_accident_deaths_2022_growth" else row for row in ROWS]
    found = row_findings("observations.csv", {**TABLES, "observations.csv": rows}, REPORT.year)
    assert len(found) == wrong


def test_all_failing_rows_are_named_at_once() -> None:
    changed = [{**row, "value": str(D(row["value"]) + 7)} for row in ROWS]
    message = refusal(changed)
    assert message.startswith(f"observations.csv: {len(ROWS)} problems; correct these rows:")
    for line, row in enumerate(ROWS, start=2):
        assert f"line {line} ({row['id']}), value: " in message


def test_rows_out_of_order_or_overlapping_are_refused() -> None:
    swapped = [ROWS[1], ROWS[0], *ROWS[2:]]
    assert "line 3 (quality_ranking_2022), paragraph, start: rows must be in text order" in refusal(swapped)


@pytest.fixture(scope="module")
def broken() -> Callable[[str, str], str]:
    """Load the packaged rows with one cell changed."""

    def change(id_: str, printed: str) -> str:
        at = next(i for i, row in enumerate(ROWS) if row["id"] == id_)
        row = {**ROWS[at], "printed": printed, "end": str(int(ROWS[at]["start"]) + len(printed))}
        return refusal([*ROWS[:at], row, *ROWS[at + 1 :]])

    return change


def test_a_threshold_shares_the_floor_of_its_other_half_only_beside_it(broken: Callable[[str, str], str]) -> None:
    # 超30亿元或3亿美元: the 超 governs both; without it neither half is a floor.
    said = broken("project_threshold_3bn_cny", "30亿元")
    assert "(project_threshold_3bn_cny), qualifier: 'at_least' does not follow from '30亿元'" in said


def test_a_growth_rate_is_about_a_level_of_its_own_indicator() -> None:
    at = next(i for i, row in enumerate(ROWS) if row["id"] == "digital_revenue_2022_growth")
    said = refusal([*ROWS[:at], {**ROWS[at], "of": "double30_investment_2022"}, *ROWS[at + 1 :]])
    assert "of: only a growth rate, share or change is about a level or rank, of its own indicator" in said
