"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .writing import write_briefing as write_briefing
