"""What a report's numbers imply within their bounds: ratios, growth, relations, targets as levels."""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
