"""Quantities labelled by hand in paragraphs drawn at random from nineteen reports, before the code read them.

The table holds the phrases only; the texts are looked for beside the project, or in the folder ``ZHONGLOU_REPORTS``.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from zhonglou_analysis.texts import extract_quantities

HERE = Path(__file__).resolve().parent
TEXTS = Path(os.environ.get("ZHONGLOU_REPORTS") or HERE.parents[1] / "shared" / "reports")
Label = tuple[str, Decimal, str, str]


def paragraphs() -> Iterator[tuple[str, int, list[Label]]]:
    """Yield each labelled paragraph with its labels; one without a quantity has a row without a phrase."""
    with (HERE / "gold" / "reading.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for (text, number), group in groupby(rows, key=lambda row: (row["text"], row["paragraph"])):
        labels = [(r["printed"], Decimal(r["value"]), r["unit"], r["qualifier"]) for r in group if r["printed"]]
        yield text, int(number), labels


def test_the_labels_are_many() -> None:
    assert sum(len(labels) for _, _, labels in paragraphs()) > 200


@pytest.mark.parametrize(("text", "number", "labels"), list(paragraphs()))
def test_a_paragraph_is_read_as_it_was_labelled(text: str, number: int, labels: list[Label]) -> None:
    path = TEXTS / f"{text}.txt"
    if not path.is_file():
        pytest.skip(f"the report's text is not at {path}; name its folder in ZHONGLOU_REPORTS")
    paragraph = path.read_text(encoding="utf-8").split("\n")[number - 1]
    found = extract_quantities(paragraph)[["printed", "printed_value", "printed_unit", "qualifier"]]
    assert [tuple(row) for row in found.to_numpy().tolist()] == labels
