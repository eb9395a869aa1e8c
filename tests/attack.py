"""What can happen to a user, tried: ``python tests/attack.py [--long] [CLASS …]`` prints tried and right by class.

Each class of attacks is a function that yields what it tried and what went wrong, an empty text where nothing did. The
short form runs with the tests; the long one takes some minutes and both are safe: they touch a temporary folder only.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhonglou_analysis.files import data_folder

ROOT = Path(__file__).resolve().parents[1]
# As a user starts it: an installed command has no current folder on its path.
INSTALLED = Path(sys.executable).with_name("zhonglou")
COMMAND = (str(INSTALLED),) if INSTALLED.exists() else (sys.executable, "-P", "-m", "zhonglou_analysis.cli")
TEXT = (
    "示例区政府工作报告\n2022年，预计完成地区生产总值890亿元以上，一般公共预算收入超52亿元，增长9.0%。"
    "新增企业30家，下降1.5%，占比四分之一。\n2023年主要预期目标是：地区生产总值增长5%左右，一般公共预算收入增长5%以上。\n"
    "1km-5km范围内建成充电桩200个。\n"
) * 3
Tried = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Place:
    """A folder to attack in, and whether there is time."""

    folder: Path
    long: bool

    def new(self, name: str) -> Path:
        """Return an empty folder."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))

    def report(self, where: Path) -> Path:
        """Write a report's text into a folder."""
        path = where / "report.txt"
        path.write_text(TEXT, encoding="utf-8")
        return path

    def data(self, where: Path) -> Path:
        """Copy the packaged tables into a folder, without the numbers of their rows."""
        for path in data_folder().iterdir():
            (where / path.name).write_bytes(path.read_bytes())
        source = json.loads((where / "source.json").read_text(encoding="utf-8"))
        source.pop("rows", None)
        (where / "source.json").write_text(json.dumps(source, ensure_ascii=False), encoding="utf-8")
        return where


def environment(**changes: str | None) -> dict[str, str]:
    """Return the environment of a user's shell with changes; None takes a variable away."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg", "PYTHONUNBUFFERED": None, **changes}
    return {name: value for name, value in given.items() if value is not None}


def run(*words: object, cwd: Path | None = None, **changes: str | None) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, words)], cwd=cwd, env=environment(**changes), capture_output=True, timeout=300, check=False
    )


def complaint(done: subprocess.CompletedProcess[bytes], code: int | Sequence[int], said: str = "") -> str:
    """Return what is wrong with how a command ended: its code, a traceback, other words than these."""
    codes = (code,) if isinstance(code, int) else tuple(code)
    err = done.stderr.decode("utf-8", "replace")
    if done.returncode not in codes:
        return f"exit code {done.returncode}, not {codes}: {err[-300:]}"
    if "Traceback" in err or "Error:" in err:
        return err[-300:]
    return "" if said in err else f"{said!r} is not in {err[-300:]!r}"


def listing(folder: Path) -> dict[str, str]:
    """Return every file below a folder with a hash of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- the classes ------------------------------------------------------------------------------------------------------


def replaced(place: Place) -> Tried:
    """A file that stands there, an input, a link, a device, a pipe, a mode, a folder."""
    where = place.new("replaced")
    report = place.report(where)
    draft = where / "draft.csv"
    draft.write_text("curated", encoding="utf-8")
    kept = listing(where)
    done = run("extract", report, "-o", draft)
    yield "a curated table", complaint(done, 1, "say --force") or ("" if listing(where) == kept else "replaced")
    done = run("extract", report, "-o", report, "--force")
    yield "the report itself", complaint(done, 2, "the report itself") or ("" if listing(where) == kept else "replaced")
    done = run("extract", report, "-o", ".", cwd=where)
    yield "the current folder", complaint(done, 1, "it is a folder") or ("" if listing(where) == kept else "replaced")
    picture = where / "growth_targets_zh_doc.png"
    picture.write_bytes(b"retouched")
    done = run("figures", "growth_targets", "--lang", "zh", "--out", where)
    right = picture.read_bytes() == b"retouched"
    yield "a picture of somebody's", complaint(done, 1, "was not made by") or ("" if right else "replaced")
    if os.name != "posix":
        return
    draft.chmod(0o640)
    (where / "link.csv").symlink_to(draft)
    done = run("extract", report, "-o", where / "link.csv", "--force")
    right = (where / "link.csv").is_symlink() and b"890" in draft.read_bytes()
    yield "a link, with --force", complaint(done, 0) or ("" if right else "the link itself was replaced")
    yield "the mode of what stood there", "" if stat.S_IMODE(draft.stat().st_mode) == 0o640 else "lost"
    done = run("extract", report, "-o", "/dev/null")
    right = stat.S_ISCHR(os.stat("/dev/null").st_mode)
    yield "a device", complaint(done, 0) or ("" if right else "/dev/null is a file now")
    os.mkfifo(where / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((where / "pipe").read_bytes()))
    reader.start()
    done = run("extract", report, "-o", where / "pipe")
    reader.join(20)
    yield "a pipe", complaint(done, 0) or ("" if got and b"890" in got[0] else "nothing came through")
    with contextlib.suppress(OSError):
        (where / "pipe").unlink()


def locales(place: Place) -> Tried:
    """Output into a file where the locale has no Chinese, or another encoding."""
    report = place.report(place.new("locales"))
    commands = [("show", "gdp_2022"), ("extract", report)]
    if place.long:
        commands += [("check",), ("check", "--format", "csv"), ("audit", report), ("targets", report)]
    for words in commands:
        for name in ("C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GBK"):
            done = run(*words, LC_ALL=name, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING=None)
            text = done.stdout.decode("utf-8", "strict")
            yield (
                f"{words[0]} in {name}",
                complaint(done, (0, 1)) or ("" if "890" in text or "左右" in text else f"not there: {text[:99]}"),
            )
        for encoding in ("gbk", "latin-1", "ascii"):
            done = run(*words, PYTHONIOENCODING=encoding)
            yield f"{words[0]} as {encoding}", complaint(done, (0, 1)) or ("" if done.stdout else "nothing printed")


def outputs(place: Place) -> Tried:
    """A standard output that is full, closed, or read no further."""
    report = place.report(place.new("outputs"))
    commands: list[tuple[object, ...]] = [("show", "gdp"), ("extract", report), ("--help",)]
    commands += [("check",), ("check", "--format", "json"), ("figures", "--help")] * place.long
    for words in commands:
        line = " ".join(f"'{word}'" for word in (*COMMAND, *words))
        for unbuffered in (None, "1"):
            shell = environment(PYTHONUNBUFFERED=unbuffered)
            for name, redirected, code in (("full", ">/dev/full", 1), ("closed", ">&-", 1)):
                if name == "full" and not Path("/dev/full").exists():
                    continue
                done = subprocess.run(["sh", "-c", f"{line} {redirected}"], env=shell, capture_output=True, check=False)
                said = "standard output cannot be written"
                yield f"{words[0]}, {name}", complaint(done, code, said)
            done = subprocess.run(["sh", "-c", f"{line} | head -c 1"], env=shell, capture_output=True, check=False)
            told = [told for told in done.stderr.decode().splitlines() if "rows;" not in told]
            yield f"{words[0]} | head", f"{told}" if told else ""


def reports(place: Place) -> Tried:
    """What is given as a report and is none, or is a strange one."""
    where, commands = place.new("reports"), ("audit", "extract", "targets") if place.long else ("extract",)
    contents = {
        "empty.txt": b"", "blank.txt": b" \n\n", "a.pdf": b"%PDF-1.7\n", "a.docx": b"PK\x03\x04", "nul.txt": b"\0" * 99,
        "random.txt": random.Random(1).randbytes(5000),
    }  # fmt: skip
    for name, content in contents.items():
        (where / name).write_bytes(content)
        for command in commands:
            yield f"{command} {name}", complaint(run(command, where / name), 2, name)
    if os.name == "posix":
        os.mkfifo(where / "pipe")
        for path in (where / "pipe", Path("/dev/zero"), where):
            yield f"audit {path.name}", complaint(run("audit", path), 2, "cannot be read")
    with (where / "large.txt").open("wb") as file:
        file.truncate(300 << 20)
    yield "300 MB", complaint(run("audit", where / "large.txt"), 2, "larger than")
    (where / "large.txt").unlink()
    strange = {
        "digits": "完成" + "9" * 5000 + "亿元，增长" + "1" * 5000 + "%", "markup": "[/x][bold]完成890亿元[/]",
        "nul": "完成890亿元\0增长5%", "deep": "（" * 5000 + "890亿元" + "）" * 5000, "surrogate": "增长5%\ud800",
    }  # fmt: skip
    for name, text in strange.items():
        (where / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
        for command in commands:
            yield f"{command} {name}", complaint(run(command, where / f"{name}.txt"), (0, 1, 2))


def sources(place: Place) -> Tried:
    """A source.json that is none, and one whose words mean something to a terminal."""
    contents = {
        "deep": '{"a":' * 100_000, "deep list": "[" * 100_000, "digits": '{"year": ' + "9" * 5000 + "}", "list": "[]",
        "cut": '{"title_zh": "a', "utf-16": '{"year": "2022"}'.encode("utf-16"),
    }  # fmt: skip
    for name, content in contents.items():
        where = place.data(place.new("source"))
        (where / "source.json").write_bytes(content.encode() if isinstance(content, str) else content)
        yield name, complaint(run("check", "--data", where), 1, "source.json")
    where = place.data(place.new("source"))
    text = (where / "source.json").read_text(encoding="utf-8")
    (where / "source.json").write_text(text.replace("常州市钟楼区政府工作报告", "[/x][bold]报告"), encoding="utf-8")
    done = run("check", "--data", where)
    yield "[/x] in a title", complaint(done, 0) or ("" if "[/x][bold]" in done.stdout.decode() else "swallowed")


def tables(place: Place) -> Tried:
    """Each table cut, with a byte changed, with a cell changed, as a spreadsheet saves it."""
    from zhonglou_analysis import DataError, load_report

    chance = random.Random(2023)
    where = place.data(place.new("tables"))
    for name in sorted(path.name for path in where.glob("*.csv")):
        path = where / name
        raw = path.read_bytes()
        lines = raw.decode().splitlines(keepends=True)
        if len(lines) < 2:
            continue
        for _ in range(120 if place.long else 2):
            at, line = chance.randrange(len(raw)), chance.randrange(len(lines))
            changes = {
                "cut": raw[:at],
                "a byte": raw[:at] + chance.randbytes(1) + raw[at + 1 :],
                "a cell": "".join(
                    [*lines[:line], ",".join(_with_another(lines[line].split(","), chance)), *lines[line + 1 :]]
                ).encode(),
                "a line twice": "".join([*lines[: line + 1], lines[line], *lines[line + 1 :]]).encode(),
                "GBK": raw.decode().replace("\n", ",\r\n").encode("gb18030", "replace"),
            }
            for what, content in changes.items():
                path.write_bytes(content)
                said = ""
                try:
                    load_report(where)
                except DataError as error:
                    said = "" if name in str(error) and "\n\n" not in str(error) else f"{what}: {error}"
                except Exception as error:
                    said = f"{what}: {type(error).__name__} {error}"
                yield f"{name}, {what}", said
        path.write_bytes(raw)


def _with_another(cells: list[str], chance: random.Random) -> list[str]:
    strange = (
        "",
        "0",
        "-1",
        "9" * 5000,
        "1e9",
        "NaN",
        "Infinity",
        "{value!r}",
        "{0}",
        '"',
        "=1+1",
        "[/x]",
        "\ud7ff",
        "?",
    )
    at = chance.randrange(len(cells))
    return [*cells[:at], chance.choice(strange) + ("\n" if at == len(cells) - 1 else ""), *cells[at + 1 :]]


def ended(processes: list[subprocess.Popen[bytes]]) -> list[int]:
    """Return the exit codes of commands, once they have ended."""
    for process in processes:
        process.communicate(timeout=120)
    return [process.returncode for process in processes]


def at_once(place: Place) -> Tried:
    """Two runs that write the same file, and two that write into the same folder."""
    where = place.new("at_once")
    report = place.report(where)
    for i in range(8 if place.long else 2):
        draft = where / f"draft{i}.csv"
        codes = ended([start("extract", report, "-o", draft, "--force") for _ in range(2)])
        yield "two drafts with --force", "" if codes == [0, 0] and draft.read_bytes() else f"exit codes {codes}"
        codes = sorted(ended([start("extract", report, "-o", f"{draft}2") for _ in range(2)]))
        yield "two drafts without", "" if codes == [0, 1] else f"exit codes {codes}"
    left = [name for name in listing(where) if ".part" in name]
    yield "what they leave", f"{left}" if left else ""
    charts = ("growth_targets", "sector_structure")
    ended([start("figures", name, "--lang", "zh", "--out", where / "figures") for name in charts])
    rows = json.loads((where / "figures" / "figures.json").read_text(encoding="utf-8"))
    yield "two runs of figures", "" if {row["chart"] for row in rows} == set(charts) else f"figures.json holds {rows}"


def current_folder(place: Place) -> Tried:
    """Files of the current folder that bear the names of modules."""
    where = place.new("current")
    names = "random json csv numbers decimal pandas matplotlib rich multiprocessing pickle secrets"
    for name in names.split():
        (where / f"{name}.py").write_text("open('executed', 'a').write(__name__)\n", encoding="utf-8")
    place.report(where)
    (where / "second.txt").write_text(TEXT, encoding="utf-8")
    commands = [("extract", "report.txt", "second.txt"), ("check",), ("show", "gdp")]
    for words in [*commands, *([("figures", "growth_targets"), ("targets", "report.txt", "second.txt")] * place.long)]:
        done = run(*words, cwd=where)
        executed = (where / "executed").exists()
        yield (
            " ".join(words[:1]),
            complaint(done, (0, 1)) or ("a file of the current folder was run" if executed else ""),
        )


# --- runs that are stopped --------------------------------------------------------------------------------------------


def start(*words: object, cwd: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a command in a group of its own, as a terminal does."""
    return subprocess.Popen(
        [*COMMAND, *map(str, words)], cwd=cwd, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


def stopped(place: Place, with_signal: signal.Signals) -> Tried:
    """Stop each command that writes at any moment: every file is whole, nothing is left, nobody lives on."""
    if os.name != "posix":
        return
    chance = random.Random(int(with_signal))
    for name, words in writers(place).items():
        whole = place.new(name)
        started = time.monotonic()
        done = run(*words, cwd=whole)
        lasted = time.monotonic() - started
        if done.returncode:
            yield name, f"does not run: {done.stderr.decode()[-300:]}"
            continue
        finished = listing(whole)
        for _ in range(30 if place.long else 2):
            where = place.new(name)
            process = start(*words, cwd=where)
            time.sleep(max(0.12, chance.uniform(0, lasted)))
            with contextlib.suppress(ProcessLookupError):
                # Ctrl-C reaches every process of the terminal; a kill the one that is named.
                (os.killpg if with_signal == signal.SIGINT else os.kill)(process.pid, with_signal)
            try:
                _, err = process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                yield name, "does not stop"
            else:
                yield name, _after(process, err, with_signal, where, finished)


def _after(
    process: subprocess.Popen[bytes], err: bytes, sent: signal.Signals, where: Path, finished: dict[str, str]
) -> str:
    allowed = (0, 130) if sent == signal.SIGINT else (0, -sent)
    if process.returncode not in allowed:
        return f"exit code {process.returncode}: {err.decode()[-400:]}"
    lines = err.decode().splitlines()
    if process.returncode == 130 and (len(lines) > 1 or "Traceback" in err.decode()):
        return f"more than one line: {lines[:4]}"
    half = [name for name, content in listing(where).items() if finished.get(name) != content and name[-5:] != ".json"]
    if half:
        return f"half or left behind: {half}"
    deadline = time.monotonic() + 5
    while _lives(process.pid):
        if time.monotonic() > deadline:
            return "a process lives on"
        time.sleep(0.05)
    return ""


def _lives(group: int) -> bool:
    """Return whether a process of a group is there that is not a dead one nobody has asked for."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            state, _, of = entry.read_text().rpartition(")")[2].split()[:3]
            if int(of) == group and state != "Z":
                return True
    return False


def writers(place: Place) -> dict[str, tuple[object, ...]]:
    """Return the commands that write, by name; each writes below the current folder."""
    texts = place.new("texts")
    for i in range(400 if place.long else 60):
        (texts / f"{i}.txt").write_text(TEXT * 12, encoding="utf-8")
    commands: dict[str, tuple[object, ...]] = {
        "extract": ("extract", *sorted(texts.iterdir()), "-o", "out/panel.csv"),
        "figures": ("figures", "growth_targets", "sector_structure", "--out", "out"),
    }
    for name, words in (
        ("new", (texts / "0.txt", "--into", "out")),
        ("briefing", ("--format", "docx", "--out", "out")),
    ):
        if place.long and run(name, "--help").returncode == 0:
            commands[name] = (name, *words)
    return commands


def killed(place: Place) -> Tried:
    """SIGKILL at any moment."""
    yield from stopped(place, signal.SIGKILL)


def interrupted(place: Place) -> Tried:
    """Ctrl-C at any moment."""
    yield from stopped(place, signal.SIGINT)


CLASSES: dict[str, Callable[[Place], Tried]] = {
    attack.__name__: attack
    for attack in (
        replaced, locales, outputs, reports, sources, tables, at_once, current_folder, killed, interrupted,
    )
}  # fmt: skip


def try_class(name: str, folder: Path, long: bool = False) -> tuple[int, list[str]]:
    """Return how many attacks of a class were tried, and what went wrong."""
    tried, wrong = 0, []
    for what, said in CLASSES[name](Place(folder, long)):
        tried += 1
        if said:
            wrong.append(f"{what}: {said}")
    return tried, wrong


def main() -> int:
    """Try the classes, print tried and right, and return 1 where something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("classes", nargs="*", metavar="CLASS", help=f"of {', '.join(CLASSES)}; by default all")
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    if unknown := [name for name in options.classes if name not in CLASSES]:
        parser.error(f"no such class: {unknown[0]}; choose of {', '.join(CLASSES)}")
    bad = 0
    for name in options.classes or CLASSES:
        with tempfile.TemporaryDirectory() as folder:
            tried, wrong = try_class(name, Path(folder), options.long)
        print(f"{name:16}{tried:6} tried {tried - len(wrong):6} right", flush=True)
        for line in wrong[:10]:
            print(f"    {line}", flush=True)
        bad += len(wrong) + (not tried)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
