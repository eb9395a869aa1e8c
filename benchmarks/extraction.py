"""How fast a report is read, and whether anything is slower: ``python benchmarks/extraction.py [REPORT.txt]``.

Everything is measured in one run on one core, within a process by the processor's clock, so that the ratios hold on
any machine and beside other work. Without a report, a text of the same density of numbers is made up.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BAR = 870_000  # characters a second: the number-with-unit extractors in use
REPORTS = 64_000  # every county, city and province of China for 20 years


def made_up_report(characters: int) -> str:
    """Return a text with a number every 60 characters or so, as reports have them."""
    source = random.Random(7)
    subjects = ["总产值", "固定资产投资", "城镇新增就业", "高新技术企业", "老旧小区改造", "公共服务事项", "绿化面积"]
    units = ["亿元", "万元", "家", "个", "万人", "公里", "万平方米", "亩", "座", "户"]
    tails = ["", "以上", "左右", "，同比增长{}%", "，占全区比重达{}%"]
    filler = "，坚持规划先行、建管并重，城乡面貌持续改善，服务能力不断增强，一批重点工程加快推进，发展基础更加牢固，"
    filler += "“三大行动”有序开展，群众获得感、幸福感、安全感进一步提升，改革创新取得新的成效，各项事业全面进步"
    parts = []
    length = 0
    while length < characters:
        tail = source.choice(tails).format(source.randrange(1, 300) / 10)
        number = source.choice([source.randrange(1, 4000), source.randrange(1, 9000) / 10])
        quantity = f"{number}{source.choice(units)}{tail}"
        part = f"完成{source.choice(subjects)}{quantity}{filler[: source.randrange(len(filler))]}。"
        parts.append(part)
        length += len(part)
    return "".join(parts)[:characters]


def rate(run: Callable[[str], object], text: str) -> float:
    """Return characters a second, the best of three runs."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        run(text)
        times.append(time.process_time() - begin)
    return len(text) / min(times)


def _seconds(run: Callable[[Any], object], argument: Any) -> float:
    begin = time.perf_counter()
    run(argument)
    return time.perf_counter() - begin


def main() -> None:
    """Print the rates."""
    from zhonglou_analysis.texts import draft_rows, extract_each, extract_quantities

    named = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else made_up_report(1_000_000)
    report = (named * (1_000_000 // len(named) + 1))[:1_000_000]
    extract_quantities(report[:20_000])  # compiled patterns are not what is compared
    usual = rate(extract_quantities, report)
    print(f"{'a report':34} {usual / 1e6:6.2f} million characters a second")
    print(f"{'a report, as a draft':34} {rate(draft_rows, report) / 1e6:6.2f}")
    hostile = {
        "ten million characters of it": report * 10,
        "a million digits": "7" * 1_000_000,
        "a million 超": "超" * 1_000_000,
        "a million commas": "," * 1_000_000,
        "a million full-width digits": "７" * 1_000_000,
        "a million 一": "一" * 1_000_000,
        "a million opening quotes": "“" * 1_000_000,
        "a million 《": "《" * 1_000_000,
        "a million line breaks": "\n" * 1_000_000,
        "a million spaces": " " * 1_000_000,
        "a million letters": "a" * 1_000_000,
        "a million 增长": "增长" * 500_000,
        "1万、 again and again": "1万、" * 333_333,
        "12.5亿元、 again and again": "12.5亿元、" * 142_857,
        "1 6 5 5 again and again": "1 6 5 5 亿元," * 100_000,
        "1万, again and again": "1万," * 100_000,
        # A quantity in every second character, which no text of people has: what a quantity costs by itself.
        "1个 again and again": "1个" * 100_000,
        "1和2家 again and again": "1和2家" * 50_000,
        "过亿 again and again": "过亿" * 100_000,
        "1: again and again": "1:" * 100_000,
    }
    print("\ncost per character, as a multiple of a report's:")
    for name, text in hostile.items():
        print(f"{name:34} {usual / rate(extract_quantities, text):6.2f}")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(report[:BAR], encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "zhonglou_analysis.cli",
            "extract",
            str(path),
            "-o",
            str(path.with_suffix(".csv")),
            "--force",
        ]
        best = min(
            _seconds(lambda words: subprocess.run(words, check=True, capture_output=True), command) for _ in range(5)
        )
        print(f"\nzhonglou extract of {BAR:,} characters, from its start to its end: {best:.2f} s (the bar: 1 s)")
        paths = [Path(folder) / f"{number}.txt" for number in range(300)]
        for one in paths:
            one.write_text(report[:13_500], encoding="utf-8")
        begin = time.perf_counter()
        rows = sum(len(found) for _, found in extract_each(paths, workers=2) if isinstance(found, list))
        seconds = time.perf_counter() - begin
        print(f"{len(paths)} reports of 13,500 characters on two cores: {seconds:.1f} s, {rows:,} quantities")
        print(f"{REPORTS:,} reports at that rate: {seconds / len(paths) * REPORTS / 60:.0f} minutes")


if __name__ == "__main__":
    main()
