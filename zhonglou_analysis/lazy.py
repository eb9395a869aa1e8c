"""Names of a package that are imported when they are first used, from the one list that type checkers read too.

The list is the package's ``__init__.pyi``: lines ``from .room import name as name``.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path


def homes(file: str) -> dict[str, str]:
    """Return the room of each name of a package, from the stub beside its ``__init__.py``."""
    stub = ast.parse(Path(file).with_suffix(".pyi").read_text(encoding="utf-8"))
    return {
        alias.name: f".{node.module}" for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def opener(package: str, file: str) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Return ``__getattr__``, ``__dir__`` and ``__all__`` for the ``__init__.py`` of a package."""
    rooms = homes(file)

    def open_name(name: str) -> object:
        if name not in rooms:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(rooms[name], package), name)
        setattr(sys.modules[package], name, value)
        return value

    return open_name, lambda: sorted(rooms), sorted(rooms)
