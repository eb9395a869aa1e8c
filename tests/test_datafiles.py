"""Broken tables: one clear sentence that names file and row, never half a table and never a traceback."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from zhonglou_analysis.errors import DataError
from zhonglou_analysis.files import COLUMNS, MAY_BE_EMPTY, data_folder, read_json, read_table
from zhonglou_analysis.reports import load_report

Edit = Callable[[str, str, str], Path]
TABLES = sorted(COLUMNS)


def rewrite(folder: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    path = folder / name
    path.write_bytes(change(path.read_bytes()))
    return path


def refusal(action: Callable[[], object]) -> str:
    """Return the message of a DataError that stands alone: nothing of the interpreter shows behind it."""
    with pytest.raises(DataError) as caught:
        action()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


@pytest.mark.parametrize("name", TABLES)
def test_the_packaged_tables_have_their_columns(name: str) -> None:
    rows = read_table(name)
    assert rows
    assert all(tuple(row) == COLUMNS[name] for row in rows)


@pytest.mark.parametrize("name", TABLES)
def test_a_file_that_is_not_there(data_copy: Path, name: str) -> None:
    (data_copy / name).unlink()
    message = refusal(lambda: read_table(name, data_copy))
    assert f"{data_copy / name}: there is no such file" in message


@pytest.mark.parametrize("content", [b"", b"\n", b"  \r\n\n", b"\xef\xbb\xbf"], ids=["bytes", "line", "blank", "bom"])
@pytest.mark.parametrize("name", TABLES)
def test_an_empty_file(data_copy: Path, name: str, content: bytes) -> None:
    path = rewrite(data_copy, name, lambda _: content)
    assert f"{path}: the file is empty" in refusal(lambda: read_table(name, data_copy))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_its_header_alone(data_copy: Path, name: str) -> None:
    path = rewrite(data_copy, name, lambda raw: raw.splitlines(keepends=True)[0])
    if name in MAY_BE_EMPTY:
        assert read_table(name, data_copy) == []
    else:
        assert f"{path}: the table has no rows" in refusal(lambda: read_table(name, data_copy))


@pytest.mark.parametrize("name", TABLES)
def test_gbk_instead_of_utf8(data_copy: Path, name: str) -> None:
    if not (data_folder() / name).read_bytes().isascii():
        path = rewrite(data_copy, name, lambda raw: raw.decode().encode("gb18030"))
        message = refusal(lambda: read_table(name, data_copy))
        assert re.match(re.escape(f"{path}, line ") + "[0-9]+: not UTF-8 text; .*GBK", message)


@pytest.mark.parametrize("cut", [1, 2, 9, 40])
@pytest.mark.parametrize("name", TABLES)
def test_a_half_written_last_line(data_copy: Path, name: str, cut: int) -> None:
    text = (data_copy / name).read_text(encoding="utf-8")
    (data_copy / name).write_text(text[:-cut], encoding="utf-8", newline="")
    if text[:-cut].endswith("\n"):
        pytest.skip("the cut falls on a line end")
    message = refusal(lambda: read_table(name, data_copy))
    assert message.startswith(
        f"{data_copy / name}, line {text[:-cut].count(chr(10)) + 1}: the last line has no line end"
    )


@pytest.mark.parametrize("column", COLUMNS["observations.csv"])
def test_a_missing_column(data_copy: Path, column: str) -> None:
    rows = list(csv.reader(io.StringIO((data_copy / "observations.csv").read_text(encoding="utf-8"))))
    at = rows[0].index(column)
    text = "".join(",".join(f'"{cell}"' for i, cell in enumerate(row) if i != at) + "\n" for row in rows)
    (data_copy / "observations.csv").write_text(text, encoding="utf-8")
    message = refusal(lambda: load_report(data_copy))
    assert message.endswith(
        "observations.csv, line 1: the columns must be id,indicator,scope,period,kind,status,qualifier,value,unit,"
        f"printed,paragraph,start,end,of,note (missing: {column})."
    )


def test_a_column_too_many_and_columns_in_another_order(edit: Edit) -> None:
    folder = edit("scopes.csv", "id,name_zh,name_en\n", "name_zh,id,name_en\n")
    assert "scopes.csv, line 1: the columns must be id,name_zh,name_en (in another order)" in refusal(
        lambda: load_report(folder)
    )
    (folder / "scopes.csv").write_text("id,name_zh,name_en,note\ndistrict,a,b,c\n", encoding="utf-8")
    assert "not expected: note" in refusal(lambda: load_report(folder))


def test_every_ragged_row_is_named(edit: Edit) -> None:
    edit("scopes.csv", "district,钟楼区,Zhonglou District\n", "district,钟楼区\n")
    folder = edit("scopes.csv", "endufa,恩都法项目,Endufa project\n", "endufa,恩都法项目,Endufa project,\n\n")
    message = refusal(lambda: load_report(folder))
    assert "scopes.csv: a row has 3 fields" in message
    assert "line 2 (district): 2 fields" in message
    assert "line 8 (endufa): 4 fields" in message
    assert "line 9 (empty): 0 fields" in message


def test_an_open_quote(edit: Edit) -> None:
    folder = edit("scopes.csv", "endufa,恩都法项目,", 'endufa,"恩都法项目,')
    assert "scopes.csv: not a well-formed CSV table" in refusal(lambda: load_report(folder))


@pytest.mark.parametrize("name", TABLES)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(data_copy: Path, name: str) -> None:
    rewrite(data_copy, name, lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert read_table(name, data_copy) == read_table(name)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no such folder" in refusal(lambda: load_report(tmp_path / "nowhere"))


def test_the_whole_copy_is_the_packaged_report(data_copy: Path) -> None:
    assert load_report(data_copy).observations == load_report().observations


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"delivered": "2023-01-03"', '"delivered": "3 January"', "delivered must be a date"),
        ('"year": "2022"', '"year": ""', "year a year"),
        ('"title_en"', '"title_fr"', "title_en is missing"),
        ('"year": "2022",', '"year": "2022"', "line 14: not JSON"),
    ],
)
def test_a_broken_source(edit: Edit, old: str, new: str, said: str) -> None:
    folder = edit("source.json", old, new)
    message = refusal(lambda: load_report(folder))
    assert "source.json" in message
    assert said in message


def test_a_source_that_is_no_object(data_copy: Path) -> None:
    (data_copy / "source.json").write_text(json.dumps(["2022"]), encoding="utf-8")
    assert "must hold one JSON object" in refusal(lambda: read_json("source.json", data_copy))


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("scopes.csv", "endufa,恩都法项目,", "district,恩都法项目,", ["line 2 (dis", "line 8 (dis", "unique"]),
        ("scopes.csv", "endufa,恩都法项目,", "endufa,,", ["line 8 (endufa)", "both languages"]),
        ("indicators.csv", 'current,constant,"按市场价格', 'current,constnat,"按市场价格',
         ["line 3 (gdp)", "growth_prices", "'constnat'", "constant, nominal, comparable"]),
        ("set_aside.csv", "532,19,155,158,", "532,19,155,157,", ["line 15 (532)", "end", "3 characters"]),
        ("set_aside.csv", "532,19,155,158,", "532,19,x,158,", ["line 15 (532)", "whole numbers"]),
        ("set_aside.csv", "532,19,155,158,", "532,99,155,158,", ["line 16 (2)", "text order"]),
        ("set_aside.csv", ",名称:“532”发展战略 / name of a strategy", ",", ["line 15 (532)", "reason"]),
    ],
)  # fmt: skip
def test_rows_of_the_other_tables(edit: Edit, table: str, old: str, new: str, said: list[str]) -> None:
    folder = edit(table, old, new)
    message = refusal(lambda: load_report(folder))
    assert str(folder / table) in message
    for words in said:
        assert words in message


def test_errors_carry_their_rows(edit: Edit) -> None:
    folder = edit("scopes.csv", "endufa,恩都法项目,", "district,恩都法项目,")
    with pytest.raises(DataError) as caught:
        load_report(folder)
    assert [row.split(",")[0] for row in caught.value.rows] == ["line 2 (district)", "line 8 (district)"]
