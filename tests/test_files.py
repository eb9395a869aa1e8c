"""Files: read up to a size, written whole or not at all, and nothing replaced that must not be."""

from __future__ import annotations

import json
import os
import stat
import threading
import time
from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis import files
from zhonglou_analysis.files import read_bytes, read_json, whole_file, write_whole

POSIX = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes of a Unix system")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_block_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"kept")

    def fail() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_bytes() == b"kept"
    assert left_in(tmp_path) == ["a.txt"]


def test_a_block_that_fails_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole_file(tmp_path / "new" / "deep" / "a.txt"):
        raise RuntimeError
    assert left_in(tmp_path) == []


def test_nobody_sees_a_part(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.txt") as file:
        file.write(b"half")
        file.flush()
        assert left_in(tmp_path) == []
    assert (tmp_path / "a.txt").read_bytes() == b"half"


def test_a_file_that_must_not_be_replaced_is_not(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", b"first", replace=False)
    with pytest.raises(zl.OutputError, match="stands there already; say --force"):
        write_whole(path, b"second", replace=False)
    assert path.read_bytes() == b"first"
    assert write_whole(path, b"third").read_bytes() == b"third"


def test_of_two_runs_that_must_not_replace_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    def run_twice() -> None:
        with whole_file(path, replace=False) as slow:
            slow.write(b"slow")
            write_whole(path, b"fast", replace=False)

    with pytest.raises(zl.OutputError, match="stands there already"):
        run_twice()
    assert path.read_bytes() == b"fast"
    assert left_in(tmp_path) == ["a.txt"]


def test_many_runs_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    contents = [bytes([65 + i]) * 200_000 for i in range(8)]
    threads = [threading.Thread(target=write_whole, args=(tmp_path / "a.txt", content)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "a.txt").read_bytes() in contents
    assert left_in(tmp_path) == ["a.txt"]


@POSIX
def test_a_link_is_followed_and_a_mode_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@POSIX
def test_a_link_to_nothing_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "there" / "real.txt")
    write_whole(tmp_path / "link.txt", b"new")
    assert (tmp_path / "there" / "real.txt").read_bytes() == b"new"
    assert (tmp_path / "link.txt").is_symlink()


@POSIX
def test_a_new_file_has_the_mode_that_every_new_file_has(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.touch()
    assert write_whole(tmp_path / "a.txt", b"").stat().st_mode == plain.stat().st_mode


@POSIX
@pytest.mark.parametrize("replace", [True, False])
def test_a_pipe_and_a_device_are_written_to_as_they_are(tmp_path: Path, replace: bool) -> None:
    pipe, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"through", replace=replace)
    reader.join(10)
    assert got == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    write_whole("/dev/null", b"gone", replace=replace)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    if Path("/dev/full").exists():
        with pytest.raises(zl.OutputError, match="/dev/full: cannot be written"):
            write_whole("/dev/full", b"x" * 100_000)


@pytest.mark.parametrize("where", [".", "..", "folder", "file/below"])
def test_a_place_where_no_file_can_be(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(zl.OutputError, match=rf"^{where}: cannot be written \(.+\)"):
        write_whole(where, b"x")
    assert left_in(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_what_a_killed_run_left_is_swept_and_what_a_live_one_writes_is_not(tmp_path: Path) -> None:
    dead, live, other = (tmp_path / name for name in (".a.txt.0123abcd.part", ".a.txt.4567cdef.part", ".mine.part"))
    for path in (dead, live, other):
        path.write_bytes(b"half")
    for path in (dead, other):
        os.utime(path, (time.time() - 3600,) * 2)
    write_whole(tmp_path / "b.txt", b"whole")
    assert left_in(tmp_path) == [live.name, other.name, "b.txt"]


# --- reading ----------------------------------------------------------------------------------------------------------


def test_what_is_too_large_or_no_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 1 << 20)
    (tmp_path / "a.txt").write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(OSError, match="larger than 1 MB"):
        read_bytes(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_bytes(b"x" * (1 << 20))
    assert len(read_bytes(tmp_path / "a.txt")) == 1 << 20
    with pytest.raises(OSError, match="a folder"):
        read_bytes(tmp_path)


@POSIX
def test_a_pipe_or_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="a device or a pipe"):
            read_bytes(path)


@pytest.mark.parametrize("content", ['{"a": ' * 100_000, '{"a": ' + "9" * 5000 + "}", "[" * 100_000])
def test_json_that_is_deep_or_long(tmp_path: Path, content: str) -> None:
    (tmp_path / "source.json").write_text(content)
    with pytest.raises(zl.DataError, match=r"source\.json.*(not JSON|no JSON)"):
        read_json("source.json", tmp_path)


def test_json_as_it_should_be(tmp_path: Path) -> None:
    (tmp_path / "source.json").write_text(json.dumps({"year": "2022"}))
    assert read_json("source.json", tmp_path) == {"year": "2022"}
