"""A Chinese government work report as data, arithmetic, charts and notebooks: ``import zhonglou_analysis as zl``.

Which function for what (help(zl.share) says more of one; without ``report=`` each takes the packaged report):

- one printed number with its bounds: ``observation``; by words ``find_observations``; quoted ``cite``;
- all of them: ``load_observations``; what was published later: ``load_outcomes``; targets without a number:
  ``qualitative_targets``;
- two numbers: ``share``, ``growth``, ``difference``, ``total``, ``implied_base``, ``implied_part``, ``implied_whole``;
- the report's own arithmetic, recomputed: ``reconcile``;
- targets as levels: ``project_targets``; over years, in current prices ``project_path(…, deflator=1)``; to a goal:
  ``goal_scenarios``, ``required_growth``;
- what became of the targets: ``target_outcomes``, ``revisions``, ``target_sensitivity``, ``targets_by_place``;
- a sentence for a briefing: ``answer``; the briefing, for Word, slides, Excel and a browser: ``write_briefing``;
- a chart: ``plot_sector_structure(headline="my own title")`` and its like, in ``chart_style``; to a file
  ``save_chart``; its rows ``chart_table``; of numbers of one's own ``table_from``;
- any table for Excel or a plot: ``readable(table, floats=True)``; for a reader ``readable(table, "zh")``;
- another report: ``load_report``, ``compare``, ``audit``; any text: ``extract_quantities``, ``extract_targets``.

Importing loads next to nothing: what a name stands for is imported when it is first used, so that pandas is loaded by
the first table, and matplotlib by the first chart. ``__init__.pyi`` lists the names.
"""

from .lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
