"""The names of this wing that others use; :mod:`..lazy` opens them from here."""

from .contents import Briefing as Briefing, chart_names as chart_names, gather as gather
from .native import natural_height as natural_height, plan_chart as plan_chart
from .writing import write_briefing as write_briefing
