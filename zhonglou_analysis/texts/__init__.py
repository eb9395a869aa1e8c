"""The text of a report and its quantities: read once, in one pass, each with its place.

Rooms, each importing only from those before it:

- ``wrapping``: a copy whose lines are broken at a width → its paragraphs, one a line
- ``reading``: a file → its text, whatever its encoding
- ``asides``: numerals that are no statistics (dates, list numbers, names), each with its reason
- ``context``: what the words around a quantity tell: whether it states anything, its kind, its name
- ``items``: what a pass finds, and what is printed once for several members of a list
- ``scan``: the pass: every numeral becomes a quantity or is set aside
- ``sections``: the year that a text looks back on, and where its plan begins
- ``vocabulary``: the names of indicators, and how one is found in a clause
- ``naming``: what each quantity is about: indicator, status and year, as proposals
- ``processes``: many texts over the cores, without a trace of them when the command is stopped
- ``tables``: what the pass found, as the tables that users get, of one report or of many
- ``passages``: where a report sets its headline targets, announced or not
- ``targets``: the headline targets, read from their passage alone

A phrase that is read wrongly by itself is a matter of ``quantities``; one that is read wrongly only in its sentence
belongs here: in ``context`` if a word decides it, in ``items`` if a neighbour does. What a data set says about a number
belongs in ``reports``; nothing here knows one report from another.
"""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
