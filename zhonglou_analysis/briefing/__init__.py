"""Briefing: the same exhibits for Word, slides, sheets and a browser.

A briefing is what it says: the exhibits of the catalogue that a report allows, tables, and what could not be drawn.
Sentences and numbers come from rows alone, and each is cited by the paragraph that it stands in. The rooms:

- ``citing`` where a number stands, ``tables`` the tables, ``contents`` what a briefing says;
- ``plan`` a geometry laid out for an office program, ``bars`` and ``points`` how, ``native`` whether at all;
  ``chart_xml`` and ``svg`` write a plan, ``pictures`` holds the drawn charts;
- ``package`` the same bytes of the same content, ``columns`` widths of tables, ``fonts`` the font inside a page,
  ``word_xml`` and ``slide_xml`` what python-docx and python-pptx have no call for;
- ``deck`` ``paper`` ``book`` ``page`` the four writers, ``writing`` what a user calls.

A new format is a room like the four; a new chart needs nothing here, because it is written by its form. No number is
computed here, and no library for office files is imported before such a file is asked for.
"""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
