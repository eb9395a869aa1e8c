"""A report as data: its tables loaded and checked together, looked up and cited, and held against the report's text.

The one idea: a report is a folder of tables that agree with each other, or it is refused with every wrong row named. A
number enters only as a row with the phrase it is printed in, and the phrase decides what the number asserts.

- ``observation``: one printed number, and the rules that its row keeps to
- ``outcomes``: one figure published later, with its document, and the rules that its row keeps to
- ``search``: numbers by words, and what is said of one that the report does not print
- ``report``: all tables of a folder as one object, and the rules between them
- ``later``: what a later report of the same place prints, as published
- ``lookup``: find a number, show it, cite it, all of them as a table
- ``qualitative``: headline targets without a number
- ``comparison``: several reports side by side
- ``spans``: what a passage about several years says of its first year and of its last
- ``series``: which of an indicator's numbers a quantity is: a mark it passed, of what basis, the change of what
- ``proposals``: every number of a text as a row: an observation, or one that waits for a person
- ``relating``: the relations that follow from the numbers that are there
- ``new``: the folder for another report, and what its first lines tell of it
- ``audit``: the data set and a text side by side

A new table is a resource in ``data/datapackage.json`` and a field of :class:`Report`; what a descriptor can say of it
(types, keys, what is allowed) stands there and is executed, and what it cannot say is a rule in ``report`` that yields
findings. What does not belong here: how a phrase becomes an interval (``quantities``), where the numbers of a text
stand (``texts``), and everything that is computed from two numbers (``arithmetic``).
"""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
