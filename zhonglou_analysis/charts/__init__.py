"""The charts: what each shows stands in :mod:`.catalogue`, how each is drawn in a module of its own."""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
