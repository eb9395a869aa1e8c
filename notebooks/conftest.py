"""Let nbval compare pictures too: it leaves image/png out unless told otherwise."""

from __future__ import annotations

import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_collect_file(file_path, parent):  # noqa: ARG001 - pytest matches hook arguments by name
    outcome = yield
    collected = outcome.get_result()
    for item in collected if isinstance(collected, list) else [collected]:
        if hasattr(item, "skip_compare"):
            item.skip_compare = tuple(kind for kind in item.skip_compare if kind != "image/png")
