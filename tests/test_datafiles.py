"""Broken tables: one clear sentence that names file and row, never half a table and never a traceback."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.arithmetic import KINDS
from zhonglou_analysis.datapackage import (
    Field,
    Table,
    categories_of,
    columns_of,
    described,
    findings,
    read_table,
    read_tables,
)
from zhonglou_analysis.files import data_folder, read_json
from zhonglou_analysis.quantities import QUALIFIERS, STATUSES, VERDICTS
from zhonglou_analysis.reports import observations_of

Edit = Callable[[str, str, str], Path]
TABLES = sorted(described())
PACKAGED = read_tables()


def rewrite(folder: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    path = folder / name
    path.write_bytes(change(path.read_bytes()))
    return path


def refusal(action: Callable[[], object]) -> str:
    """Return the message of a DataError that stands alone: nothing of the interpreter shows behind it."""
    with pytest.raises(zl.DataError) as caught:
        action()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


# --- the contract -----------------------------------------------------------------------------------------------------

# What other people's scripts read: a column that goes, comes or moves is a decision.
CONTRACT = {
    "observations.csv": (
        "id indicator scope period kind status qualifier value unit printed paragraph start end of note"
    ),
    "indicators.csv": (
        "id name_zh name_en measure coverage_zh coverage_en level_prices growth_prices definition_zh definition_en"
    ),
    "units.csv": "unit base_unit factor dimension reference_unit reference_factor name_en",
    "scopes.csv": "id name_zh name_en",
    "set_aside.csv": "numeral paragraph start end reason",
    "relations.csv": "id kind operands printed expected because name_zh name_en reason_zh reason_en",
    "assumptions.csv": "id value unit applies_to text_zh text_en",
    "short_names.csv": "table id short_zh short_en",
}


@pytest.mark.parametrize("file", CONTRACT)
def test_the_columns_are_the_contract(file: str) -> None:
    assert " ".join(columns_of(file)) == CONTRACT[file]


def test_what_a_row_is_known_by() -> None:
    others = {"units.csv": ("unit",), "set_aside.csv": ("paragraph", "start"), "short_names.csv": ("table", "id")}
    for file in CONTRACT:
        assert described()[file].key == others.get(file, ("id",))


def test_every_resource_of_the_descriptor_is_a_file_of_its_folder_or_may_be_left_out() -> None:
    present = {path.name for path in data_folder().glob("*.csv")}
    assert {table.file for table in described().values() if not table.optional} <= present <= set(TABLES)


@pytest.mark.parametrize(
    ("file", "column", "ids"),
    [
        (
            "observations.csv",
            "kind",
            ["level", "growth_rate", "average_growth_rate", "share", "rate", "change", "rank", "streak"],
        ),
        ("observations.csv", "status", STATUSES),
        ("observations.csv", "qualifier", QUALIFIERS),
        ("relations.csv", "kind", KINDS),
        ("relations.csv", "expected", VERDICTS),
        ("indicators.csv", "level_prices", ["current"]),
        ("indicators.csv", "growth_prices", ["constant", "nominal", "comparable"]),
        ("short_names.csv", "table", ["indicators", "scopes", "relations"]),
    ],
)
def test_the_categories_are_the_ids_that_have_words_or_arithmetic(file: str, column: str, ids: list[str]) -> None:
    assert list(categories_of(file, column)) == list(ids)


def test_the_classes_have_the_columns_as_their_fields() -> None:
    for kind, file in ((zl.Observation, "observations"), (zl.Indicator, "indicators"), (zl.Scope, "scopes")):
        fields = tuple(field.name for field in dataclasses.fields(kind) if field.name != "place")  # of the report
        assert fields == columns_of(f"{file}.csv")


REFERENCES = {("observations.csv", "indicator"), ("observations.csv", "scope"), ("observations.csv", "of")}


def test_ids_that_must_stand_in_another_table() -> None:
    found = {(file, reference.column) for file, table in described().items() for reference in table.references}
    assert found >= REFERENCES


def test_frictionless_finds_the_descriptor_valid_and_the_tables_right() -> None:
    package = frictionless.Package(str(data_folder() / "datapackage.json"))
    report = package.validate()
    assert len(report.tasks) == len(package.resources) == len(TABLES)
    assert report.flatten(["type", "fieldName", "rowNumber", "note"]) == []


def test_nothing_stands_in_the_descriptor_that_is_not_executed() -> None:
    executed = {"name", "type", "description", "example", "categories", "constraints"}
    limits = {"required", "unique", "pattern", "minimum", "exclusiveMinimum"}
    for resource in read_json("datapackage.json")["resources"]:
        assert set(resource["schema"]) <= {"fields", "primaryKey", "foreignKeys", "missingValues"}
        assert resource["schema"]["missingValues"] == [""]
        for field in resource["schema"]["fields"]:
            assert set(field) <= executed, field["name"]
            assert set(field.get("constraints", {})) <= limits, field["name"]
            assert field["description"], field["name"]


def as_packaged(copy: zl.Report) -> zl.Report:
    """Return a copy as it would be in the place of the packaged report."""
    packaged = zl.load_report()
    return dataclasses.replace(copy, folder=packaged.folder, source={**copy.source, "rows": packaged.source["rows"]})


# --- files that are broken --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_the_packaged_tables_have_their_columns(name: str) -> None:
    assert PACKAGED[name] or described()[name].may_be_empty
    assert all(tuple(row) == columns_of(name) for row in PACKAGED[name])


@pytest.mark.parametrize("name", TABLES)
def test_a_file_that_is_not_there(data_copy: Path, name: str) -> None:
    (data_copy / name).unlink()
    if described()[name].optional:
        assert read_tables(data_copy)[name] == []
    else:
        message = refusal(lambda: zl.load_report(data_copy))
        assert f"{data_copy / name}: there is no such file" in message
        assert ",".join(columns_of(name)) in message


@pytest.mark.parametrize("content", [b"", b"\n", b"  \r\n\n", b"\xef\xbb\xbf"], ids=["bytes", "line", "blank", "bom"])
@pytest.mark.parametrize("name", TABLES)
def test_an_empty_file(data_copy: Path, name: str, content: bytes) -> None:
    path = rewrite(data_copy, name, lambda _: content)
    assert f"{path}: the file is empty" in refusal(lambda: zl.load_report(data_copy))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_its_header_alone(data_copy: Path, name: str) -> None:
    path = rewrite(data_copy, name, lambda raw: raw.splitlines(keepends=True)[0])
    if described()[name].may_be_empty:
        assert read_table(name, data_copy) == []
    else:
        assert f"{path}: the table has no rows" in refusal(lambda: zl.load_report(data_copy))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_a_spreadsheet_in_china_saved_is_read_as_it_was(data_copy: Path, name: str) -> None:
    """GB18030, Windows line ends, one more comma in each line, blank last rows."""

    def saved(raw: bytes) -> bytes:
        lines = [*raw.decode().splitlines(), "," * len(columns_of(name)), ""]
        return "".join(f"{line},\r\n" if line.strip(",") else f"{line}\r\n" for line in lines).encode("gb18030")

    rewrite(data_copy, name, saved)
    assert as_packaged(zl.load_report(data_copy)) == zl.load_report()


def test_the_digits_are_those_of_the_phrase(edit: Edit) -> None:
    # 9.0% is known to a tenth of a percentage point, and a spreadsheet saves 9: its bounds would be ten times as wide.
    for old, new in ((",637.7,亿元,", ",637.70,亿元,"), (",0.2,%,", ",0.20,%,")):
        report = zl.load_report(edit("observations.csv", old, new))
        assert report["industrial_output_2022"].bounds == zl.load_report()["industrial_output_2022"].bounds
    obs = observations_of([{**PACKAGED["observations.csv"][2], "value": "9", "unit": "%", "printed": "9.0%"}])[0]
    assert str(obs.value) == "9.0"
    fall = observations_of([{**PACKAGED["observations.csv"][2], "value": "-9", "unit": "%", "printed": "下降9.0%"}])[0]
    assert str(fall.value) == "-9.0"


@pytest.mark.parametrize("name", TABLES)
def test_utf8_with_a_broken_byte_is_not_read_as_gbk(data_copy: Path, name: str) -> None:
    raw = (data_copy / name).read_bytes()
    at = next((i for i, byte in enumerate(raw) if byte > 127), len(raw) - 1)  # a table without rows is ASCII
    rewrite(data_copy, name, lambda raw: raw[:at] + b"\xff" + raw[at + 1 :])
    message = refusal(lambda: zl.load_report(data_copy))
    assert re.match(re.escape(f"{data_copy / name}, line ") + "[0-9]+: not UTF-8 text", message)


@pytest.mark.parametrize("name", [name for name in TABLES if PACKAGED[name]])
def test_a_table_that_is_cut_at_the_end_of_a_line(tmp_path: Path, name: str) -> None:
    copy = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    assert zl.load_report(copy)
    rewrite(copy, name, lambda raw: b"".join(raw.splitlines(keepends=True)[:-1]))
    message = refusal(lambda: zl.load_report(copy))
    count = len(PACKAGED[name])
    assert message.startswith(f"{copy}: tables are not whole") or count == 1
    assert f"{name} has {count - 1} rows, not {count}" in message or count == 1


def test_rows_of_the_source_that_are_no_numbers(edit: Edit) -> None:
    folder = edit("source.json", '"year": "2022",', '"year": "2022", "rows": 3,')
    assert "source.json: rows must give the number of rows of each table" in refusal(lambda: zl.load_report(folder))
    edit("source.json", '"rows": 3,', '"rows": {"scopes.csv": "13"},')
    assert "source.json: rows must give the number of rows of each table" in refusal(lambda: zl.load_report(folder))


def test_of_a_table_that_has_grown_the_rows_are_looked_at_first(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    rewrite(copy, "scopes.csv", lambda raw: raw + raw.splitlines(keepends=True)[-1])
    assert "it must be unique" in refusal(lambda: zl.load_report(copy))
    last = PACKAGED["scopes.csv"][-1]["id"].encode()
    rewrite(copy, "scopes.csv", lambda raw: raw[: raw.rindex(last)] + b"moon" + raw[raw.rindex(last) + len(last) :])
    count = len(PACKAGED["scopes.csv"])
    assert f"scopes.csv has {count + 1} rows, not {count}" in refusal(lambda: zl.load_report(copy))


@pytest.mark.parametrize("cut", [1, 2, 9, 40])
@pytest.mark.parametrize("name", TABLES)
def test_a_half_written_last_line(data_copy: Path, name: str, cut: int) -> None:
    text = (data_copy / name).read_text(encoding="utf-8")
    (data_copy / name).write_text(text[:-cut], encoding="utf-8", newline="")
    if text[:-cut].endswith("\n"):
        pytest.skip("the cut falls on a line end")
    message = refusal(lambda: zl.load_report(data_copy))
    assert message.startswith(
        f"{data_copy / name}, line {text[:-cut].count(chr(10)) + 1}: the last line has no line end"
    )


@pytest.mark.parametrize(("name", "column"), [(name, column) for name in TABLES for column in columns_of(name)])
def test_a_missing_column(data_copy: Path, name: str, column: str) -> None:
    rows = list(csv.reader(io.StringIO((data_copy / name).read_text(encoding="utf-8"))))
    at = rows[0].index(column)
    text = "".join(",".join(f'"{cell}"' for i, cell in enumerate(row) if i != at) + "\n" for row in rows)
    (data_copy / name).write_text(text, encoding="utf-8")
    message = refusal(lambda: zl.load_report(data_copy))
    assert message == (
        f"{data_copy / name}, line 1: the columns must be {','.join(columns_of(name))} (missing: {column})."
    )


def test_a_column_too_many_and_columns_in_another_order(edit: Edit) -> None:
    folder = edit("scopes.csv", "id,name_zh,name_en\n", "name_zh,id,name_en\n")
    assert "scopes.csv, line 1: the columns must be id,name_zh,name_en (in another order)" in refusal(
        lambda: zl.load_report(folder)
    )
    (folder / "scopes.csv").write_text("id,name_zh,name_en,note\ndistrict,a,b,c\n", encoding="utf-8")
    assert "not expected: note" in refusal(lambda: zl.load_report(folder))
    (folder / "scopes.csv").write_text(",id,name_zh,name_en\n0,district,a,b\n", encoding="utf-8")
    assert "not expected: a column without a name, such as pandas writes for its index" in refusal(
        lambda: zl.load_report(folder)
    )


def test_every_ragged_row_is_named(edit: Edit) -> None:
    edit("scopes.csv", "district,钟楼区,Zhonglou District\n", "district,钟楼区\n")
    folder = edit("scopes.csv", "endufa,恩都法项目,Endufa project\n", "\nendufa,恩都法项目,Endufa project,x\n")
    message = refusal(lambda: zl.load_report(folder))
    assert "scopes.csv: a row has 3 fields" in message
    assert "line 2 (district): 2 fields" in message
    assert "line 8 (empty): 0 fields" in message
    assert "line 9 (endufa): 4 fields" in message


def test_an_open_quote(edit: Edit) -> None:
    folder = edit("scopes.csv", "endufa,恩都法项目,", 'endufa,"恩都法项目,')
    assert "scopes.csv: not a well-formed CSV table" in refusal(lambda: zl.load_report(folder))


def test_several_broken_files_are_named_at_once(data_copy: Path) -> None:
    (data_copy / "scopes.csv").unlink()
    rewrite(data_copy, "relations.csv", lambda _: b"")
    message = refusal(lambda: zl.load_report(data_copy))
    assert message.startswith(f"{data_copy}: 2 tables cannot be read:")
    assert f"{data_copy / 'scopes.csv'}: there is no such file" in message
    assert f"{data_copy / 'relations.csv'}: the file is empty" in message


@pytest.mark.parametrize("name", TABLES)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(data_copy: Path, name: str) -> None:
    rewrite(data_copy, name, lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert read_table(name, data_copy) == PACKAGED[name]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no such folder" in refusal(lambda: zl.load_report(tmp_path / "nowhere"))


def test_the_whole_copy_is_the_packaged_report(data_copy: Path) -> None:
    assert as_packaged(zl.load_report(data_copy)) == zl.load_report()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"delivered": "2023-01-03"', '"delivered": "3 January"', "delivered must be a date"),
        ('"year": "2022"', '"year": ""', "year a year"),
        ('"title_en"', '"title_fr"', "title_en is missing"),
        ('"year": "2022",', '"year": "2022"', "line 15: not JSON"),
    ],
)
def test_a_broken_source(edit: Edit, old: str, new: str, said: str) -> None:
    folder = edit("source.json", old, new)
    message = refusal(lambda: zl.load_report(folder))
    assert "source.json" in message
    assert said in message


def test_a_source_that_is_no_object(data_copy: Path) -> None:
    (data_copy / "source.json").write_text(json.dumps(["2022"]), encoding="utf-8")
    assert "must hold one JSON object" in refusal(lambda: read_json("source.json", data_copy))


# --- rows that are broken: every table in every way that the descriptor knows -----------------------------------------


def with_cell(name: str, column: str, cell: str) -> dict[str, object]:
    """Return the packaged tables with one cell of the middle row changed."""
    at = len(PACKAGED[name]) // 2
    return {**PACKAGED, name: [{**row, column: cell} if i == at else row for i, row in enumerate(PACKAGED[name])]}


def ways_of(table: Table, field: Field) -> list[tuple[str, str]]:
    """Return cells that a column does not take, with what is said of each."""
    ways = [("", "'' must be ")] if field.required else []
    if field.categories:
        ways += [("nonesuch", f"'nonesuch' must be one of {', '.join(field.categories)}")]
    if field.pattern:
        ways += [("?", f"'?' must be of the form {field.example} ({field.pattern})")]
    if field.type == "number":
        ways += [(cell, f"{cell!r} must be a decimal number") for cell in ("1,000", "1e3", "NaN", "-", "５")]
        ways += [("9" * 5000, f"'{'9' * 59}…' must be a decimal number")]
    if field.type == "integer":
        ways += [(cell, f"{cell!r} must be a whole number") for cell in ("1.5", "-1", "one", "９", "1234567890")]
    if field.type == "year":
        ways += [(cell, f"{cell!r} must be a year of four digits") for cell in ("22", "2022年", "20221")]
    if field.minimum:
        ways += [("0", f"'0' must be a whole number, at least {field.minimum}")]
    if field.above is not None:
        ways += [(str(field.above), f"'{field.above}' must be a decimal number without thousands separators above 0")]
    ways += [
        ("no_such_id", f"'no_such_id' must be an {reference.to} of {reference.file}")
        for reference in table.references
        if reference.column == field.name
    ]
    return ways


WAYS = [
    (name, field.name, cell, said)
    for name, table in described().items()
    for field in table.fields
    for cell, said in ways_of(table, field)
    if PACKAGED[name]
]


@pytest.mark.parametrize(("name", "column", "cell", "said"), WAYS, ids=[f"{w[0]}-{w[1]}-{w[2][:9]}" for w in WAYS])
def test_a_cell_that_a_column_does_not_take(name: str, column: str, cell: str, said: str) -> None:
    tables = with_cell(name, column, cell)
    found = [finding for finding in findings(name, tables) if finding.column == column]
    assert [finding.row for finding in found] == [len(PACKAGED[name]) // 2]
    assert found[0].text.startswith(said)


def test_the_ways_are_many() -> None:
    assert len(WAYS) > 90, "a check that looked at nothing fails"
    assert {way[0] for way in WAYS} >= set(CONTRACT)


@pytest.mark.parametrize("name", [name for name in TABLES if PACKAGED[name]])
def test_a_row_that_stands_twice(name: str) -> None:
    rows = list(PACKAGED[name])
    found = list(findings(name, {**PACKAGED, name: [*rows, rows[0]]}))
    assert [finding.row for finding in found] == [0, len(rows)]
    assert f"stands on line {len(rows) + 2} too; it must be unique" in found[0].text
    assert "stands on line 2 too; it must be unique" in found[1].text


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("assumptions.csv", "floor_rate,,,", "floor_base,,,", ["line 3 (floor_b", "line 4 (floor_b", "unique"]),
        ("scopes.csv", "endufa,恩都法项目,", "endufa,,", ["line 8 (endufa)", "name_zh: '' must be text"]),
        ("indicators.csv", 'current,constant,按市场价格', 'current,constnat,按市场价格',
         ["line 3 (gdp)", "growth_prices", "'constnat'", "constant, nominal, comparable"]),
        ("set_aside.csv", "532,19,155,158,", "532,19,155,157,", ["line 15 (532)", "end", "3 characters"]),
        ("set_aside.csv", "532,19,155,158,", "532,19,x,158,", ["line 15 (532)", "a whole number"]),
        ("set_aside.csv", "532,19,155,158,", "532,99,155,158,", ["line 16 (2)", "text order"]),
        ("set_aside.csv", ",名称:“532”发展战略 / name of a strategy", ",", ["line 15 (532)", "reason"]),
        ("assumptions.csv", ",rounding:half_up,", ",rounding:up,", ["line 8 (rounding), applies_to: 'rounding:up'"]),
        ("assumptions.csv", "base,,,base:", "base,,,basis:", ["(floor_base), applies_to: 'basis:", "scenario"]),
        ("assumptions.csv", "rate:about", "about", ["applies_to: 'about' must be"]),
        ("assumptions.csv", ",indicator:budget_revenue,", ",indicator:revenue,", ["(refund_basis), applies_to:"]),
        ("assumptions.csv", "is in prices of {year}", "is in prices of {yaer}", ["text_en: a text may hold"]),
        ("assumptions.csv", "is in prices of {year}", "is in prices of {year", ["text_en: a text may hold"]),
        ("assumptions.csv", "about_width,0.5,", "about_width,Infinity,", ["value: 'Infinity' must be a decimal"]),
        ("relations.csv", "shares_sum,sum,", "shares_sum,total,", ["kind: 'total' must be one of sum"]),
        ("short_names.csv", "indicators,gdp,", "indicators,gpd,", ["line 2 (gpd), id: 'gpd' must be an id of"]),
    ],
)  # fmt: skip
def test_rows_of_the_other_tables(edit: Edit, table: str, old: str, new: str, said: list[str]) -> None:
    folder = edit(table, old, new)
    message = refusal(lambda: zl.load_report(folder))
    assert str(folder / table) in message
    for words in said:
        assert words in message


def test_every_bad_row_of_every_table_is_named_in_one_error(edit: Edit) -> None:
    edit("scopes.csv", "endufa,恩都法项目,", "Endufa,恩都法项目,")
    edit("assumptions.csv", "about_width,0.5,", "about_width,half,")
    edit("relations.csv", "industry_shares_sum,sum,", "industry_shares_sum,total,")
    folder = edit("units.csv", "亿元,元,100000000,", "亿元,元,0,")
    with pytest.raises(zl.DataError) as caught:
        zl.load_report(folder)
    endufa = [
        f"line {i + 2} ({row['id']})" for i, row in enumerate(PACKAGED["observations.csv"]) if row["scope"] == "endufa"
    ]
    assert caught.value.message == f"{folder}: {4 + len(endufa)} problems; correct these rows:"
    assert [row.split(": ")[0] for row in caught.value.rows] == [
        *(f"observations.csv, {where}, scope" for where in endufa),
        "units.csv, line 4 (亿元), factor",
        "scopes.csv, line 8 (Endufa), id",
        "relations.csv, line 2 (industry_shares_sum), kind",
        "assumptions.csv, line 2 (about_width), value",
    ]


def test_errors_carry_all_their_rows_and_show_twenty(data_copy: Path) -> None:
    text = (data_copy / "scopes.csv").read_text(encoding="utf-8")
    (data_copy / "scopes.csv").write_text(text + "".join(f"X{i},a,b\n" for i in range(1000)), encoding="utf-8")
    with pytest.raises(zl.DataError) as caught:
        zl.load_report(data_copy)
    assert len(caught.value.rows) == 1000
    message, *shown, more = str(caught.value).splitlines()
    assert message.endswith("scopes.csv: 1000 problems; correct these rows:")
    assert len(shown) == 20
    assert more.strip() == "… and 980 more"
