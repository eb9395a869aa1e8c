"""The text of a report and its quantities: read once, in one pass, each with its place."""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
