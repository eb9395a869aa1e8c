"""A printed phrase and the number it asserts: 890亿元以上 is [890, ∞) 亿元."""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
