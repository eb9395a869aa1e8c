"""What a report's numbers imply within their bounds, and never more than the words allow.

The one idea: every number here is a :class:`Result`, a value with the interval that the printed words assert. What
arithmetic gives is one as well, so that it can be taken further; unlike numbers meet only with a reason.

- ``amounts``: a value with its bounds; ``terms``: what it is of, and whether two of them may be put together
- ``ratios``, ``composition``, ``compounding``: the operations, one public function each
- ``relations``, ``reconciliation``: the rows of ``relations.csv``, computed and held against what is printed
- ``display``: the reconciliation as a page for a person, and as JSON
- ``targets``, ``scenarios``: targets as levels and paths, on the assumptions of ``assumptions.csv``
- ``ledger``, ``judging``, ``hindsight``: targets beside what came of them, the verdicts, and what else came to light

A new operation is a function in the room of its like; a new kind of relation one function and one row of
``KINDS``; a new question about the future one function in ``targets``. What does not belong here: words for a reader
(``quantities/wording``), how a phrase becomes an interval (``quantities``), what stands in which table (``reports``),
and everything that is drawn.
"""

from ..lazy import opener

__getattr__, __dir__, __all__ = opener(__name__, __file__)
