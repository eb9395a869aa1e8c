"""A report as data: its tables, loaded and checked together, looked up, cited, held against the text."""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
