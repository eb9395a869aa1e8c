"""A printed phrase and the number it asserts: 890亿元以上 is [890, ∞) 亿元.

Rooms, each importing only from those before it:

- ``lexicon``: the one vocabulary of qualifiers, statuses and verdicts, in Chinese and English
- ``interval``: an interval and arithmetic that carries it through
- ``characters``: one spelling for what says the same, and numbers spelled out
- ``units``: magnitudes, dimensions and conversions, from ``units.csv``
- ``grammar``: the parts of a printed quantity, as one pattern
- ``phrase``: one phrase read: its value, unit and qualifier, and the bounds that they assert
- ``wording``: numbers written for a reader

A word that a report writes around a number goes into ``grammar``, a unit into ``data/units.csv``, a word that a
reader sees into ``lexicon``. What depends on the rest of a sentence belongs in ``texts``; what a number is about, in
``reports``.
"""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
