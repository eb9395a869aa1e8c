"""A Chinese government work report as data, arithmetic, charts and notebooks.

``import zhonglou_analysis as zl`` loads next to nothing: what a name stands for is imported when it is first used, so
that pandas is loaded by the first table, and matplotlib by the first chart. ``__init__.pyi`` lists the names.
"""

from .lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
