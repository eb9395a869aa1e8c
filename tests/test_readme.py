"""What the READMEs say runs as they say it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from zhonglou_analysis.cli import main
from zhonglou_analysis.datapackage import columns_of
from zhonglou_analysis.reports import observations_of

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")


@pytest.mark.parametrize("name", READMES)
def test_the_python_lines_run(name, tmp_path, monkeypatch):
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.S)
    assert len(blocks) >= 2
    monkeypatch.chdir(tmp_path)
    try:
        for code in blocks:
            exec(compile(code, name, "exec"), {})
    finally:
        plt.close("all")
    assert [path.name for path in (tmp_path / "briefing").iterdir()] == ["growth_targets_zh_slide.png"]


@pytest.mark.parametrize("name", READMES)
def test_every_file_and_make_target_it_names_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert len(links) >= 4
    assert [link for link in links if not (ROOT / link).exists()] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`?make (\w+)", text))
    assert {"figures", "test"} <= targets
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


STEPS = {"README.md": "## Add next year's report", "README.zh.md": "## 加入下一份报告"}


@pytest.mark.parametrize("name", READMES)
def test_the_steps_to_another_report_use_options_that_exist(capsys, name):
    steps = (ROOT / name).read_text(encoding="utf-8").split(STEPS[name])[1]
    commands = [shlex.split(line) for line in re.findall(r"`zhonglou ([^`]+)`", steps)]
    assert {command[0] for command in commands} == {"new", "check", "audit", "figures", "targets"}
    for command in commands:
        assert main([*command, "--help"]) == 0
        options = [word for word in command if word.startswith("-")]
        helped = capsys.readouterr().out
        assert [option for option in options if option not in helped] == []


@pytest.mark.parametrize("name", READMES)
def test_the_worked_example_is_a_row_of_the_table(name):
    steps = (ROOT / name).read_text(encoding="utf-8").split(STEPS[name])[1]
    waiting, curated = (line.split(",") for line in re.findall(r"^    (.*,家,.*)$", steps, flags=re.MULTILINE))
    assert len(waiting) == len(curated) == len(columns_of("observations.csv"))
    (obs,) = observations_of([dict(zip(columns_of("observations.csv"), curated, strict=True))])
    assert (str(obs.value) + obs.unit, obs.end - obs.start) == (obs.printed, len(obs.printed))
