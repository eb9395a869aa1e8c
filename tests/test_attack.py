"""The short form of ``attack.py``: each class of what can happen to a user is tried, and all of it comes out right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("attack", Path(__file__).with_name("attack.py"))
assert SPEC
assert SPEC.loader
attack = sys.modules["attack"] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(attack)


@pytest.mark.parametrize("name", attack.CLASSES)
def test_what_is_tried_comes_out_right(name: str, tmp_path: Path) -> None:
    tried, wrong = attack.try_class(name, tmp_path)
    assert tried > 1, "a check that looked at nothing fails"
    assert wrong == []
