"""Charts: a form applied to rows, with words.

A chart is its rows (a tidy table), its words (made from the rows) and one of five forms, whose geometry is data that
can be asked for before anything is drawn. The rooms, each built on those before it:

- ``lettering`` the font and its lines, ``style`` colours and sizes, ``table`` rows as marks, ``marks`` those of a
  report, ``words`` what they say;
- ``geometry`` what a form places, ``layout`` headline to source line, ``drawing`` bars, dots and rows of them;
- ``chart`` a chart as a value; ``values`` ``pairs`` ``parts`` ``paths`` ``verdicts`` the forms, each with the charts
  that use it (those of ``parts`` stand in ``composition``, two of ``values`` in ``growth``); ``comparison`` of
  places and years, and ``scenario_path`` at a rate of one's own;
- ``catalogue`` the one list, ``plots`` the functions ``plot_NAME``; ``manifest`` the files that are ours, ``saving``
  files, ``checking`` a reader's eye;
- ``sentences`` with numbers in them, ``questions`` what a report says, ``outlook`` what its targets lead to,
  ``answers`` both in one language, for a notebook or a briefing.

A new chart: rows, words and geometry in the room of its form, a line in the catalogue, a call of ``plotter``. What a
number is or implies belongs to ``arithmetic``, a word for a status or verdict to ``quantities/lexicon.py``, an office
file to ``briefing``. No chart decides by itself how a status or a bound looks.
"""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
