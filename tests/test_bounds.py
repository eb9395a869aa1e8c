"""Intervals and their arithmetic: hand-worked ends, and properties of every operation."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import add, mul, sub, truediv

import pytest
from hypothesis import assume, given, strategies as st

from zhonglou_analysis.quantities import INFINITY, Bounds, shown

D = Decimal
OPERATIONS = {"add": add, "sub": sub, "mul": mul, "div": truediv}


def interval(text: str) -> Bounds:
    """Read ``[1, 2)``; ``inf`` and ``-inf`` are ends without a number."""
    low, high = (D(part) for part in text[1:-1].split(","))
    return Bounds(low, high, text[0] == "[", text[-1] == "]")


@pytest.mark.parametrize(
    ("one", "operation", "other", "expected"),
    [
        ("[1, 2]", "add", "[3, 5)", "[4, 7)"),
        ("(1, 2]", "add", "[3, inf)", "(4, inf)"),
        ("[1, 2)", "sub", "[3, 5)", "(-4, -1)"),  # 1 − 5 is not reached, 2 − 3 is not reached
        ("[1, 2]", "sub", "[3, 5]", "[-4, -1]"),
        ("[2, 3)", "mul", "[4, 5]", "[8, 15)"),
        ("[-2, 3]", "mul", "[4, 5)", "(-10, 15)"),  # −2 × 5 and 3 × 5 are not reached
        ("[-2, 3]", "mul", "[-1, 4]", "[-8, 12]"),
        ("(-1, 1]", "mul", "[-1, 1]", "[-1, 1]"),  # −1 × 1 is not reached, 1 × −1 is
        ("[0, 1]", "mul", "[1, inf)", "[0, inf)"),  # 0 × 1 is reached, and no product is the largest
        ("(0, 1]", "mul", "[1, inf)", "(0, inf)"),
        ("[1, 2]", "div", "[4, 8)", "(0.125, 0.5]"),
        ("[52, inf)", "div", "[890, inf)", "(0, inf)"),  # two floors: positive, and nothing more
        ("[225, 225]", "div", "[900, inf)", "(0, 0.25]"),  # a floor below: the quotient has a ceiling only
        ("[52, inf)", "div", "[4, 4]", "[13, inf)"),
        ("[1, 2]", "div", "(0, 4]", "[0.25, inf)"),
        ("[0, 1]", "div", "(0, 4]", "[0, inf)"),
        ("[1, 2]", "div", "[-2, 0)", "(-inf, -0.5]"),
        ("[-4, -2]", "div", "[-2, 0)", "[1, inf)"),
        ("[1, 2]", "div", "[0, 4]", "[0.25, inf)"),  # nothing is divided by nothing: a zero end is approached
        ("[9.5, 10.5)", "div", "[0, 20)", "(0.475, inf)"),
        ("[1, 2]", "div", "[-4, 0]", "(-inf, -0.25]"),
        ("[1, 2]", "div", "[0, 0]", "(-inf, inf)"),
        ("[1, 2]", "div", "(-1, 4]", "(-inf, inf)"),
        ("(-inf, 30)", "div", "[2, 3]", "(-inf, 15)"),
        ("(-inf, 30)", "sub", "[2, 3]", "(-inf, 28)"),
    ],
)
def test_ends_by_hand(one: str, operation: str, other: str, expected: str) -> None:
    assert OPERATIONS[operation](interval(one), interval(other)) == interval(expected)


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        ("[4, 9)", "0.5", "[2, 3)"),
        ("[2, 4]", "-1", "[0.25, 0.5]"),
        ("[0, 4]", "-1", "[0.25, inf)"),
        ("[4, inf)", "2", "[16, inf)"),
        ("[4, inf)", "-2", "(0, 0.0625]"),
        ("[4, inf)", "0", "[1, 1]"),
    ],
)
def test_power_by_hand(base: str, exponent: str, expected: str) -> None:
    assert interval(base).power(D(exponent)) == interval(expected)


def test_power_refuses_a_number_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        interval("[-1, 2]").power(D("0.5"))


def test_half_a_unit_of_the_last_digit_rounds_half_up() -> None:
    # 637.7亿元: 637.65 rounds up to it, 637.75 rounds up to 637.8
    printed = Bounds.rounded(D("637.7"), D("0.1"))
    assert D("637.65") in printed
    assert D("637.75") not in printed
    assert D("637.7499") in printed
    assert D("637.6499") not in printed


def test_floors_ceilings_and_near_misses() -> None:
    assert D(890) in Bounds.at_least(D(890))
    assert D("889.99") not in Bounds.at_least(D(890))
    assert D(8) in Bounds.at_most(D(8))
    assert D(30) not in Bounds.below(D(30))
    assert D("29.99") in Bounds.below(D(30))
    assert Bounds.everything().is_everything
    assert not Bounds.at_least(D(1)).is_everything
    assert D("Infinity") not in Bounds.everything()  # an infinite end belongs to no interval


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("[1, 2)", "[2, 3]", False),  # they touch at 2, which the first does not hold
        ("[1, 2]", "[2, 3]", True),
        ("[1, 2]", "(2, 3]", False),
        ("[68.78, 68.81)", "[69.25, 69.35)", False),
        ("(-inf, inf)", "[5, 5]", True),
        ("[1, 5]", "[2, 3]", True),
    ],
)
def test_meeting_at_ends(one: str, other: str, meet: bool) -> None:
    assert interval(one).meets(interval(other)) is meet
    assert interval(other).meets(interval(one)) is meet


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("[1, 2)", "[1, 2]", True),
        ("[1, 2]", "[1, 2)", False),
        ("(1, 2]", "[1, 2]", True),
        ("[1, 2]", "(1, 2]", False),
        ("[33, inf)", "[16, inf)", True),
        ("[16, inf)", "[33, inf)", False),
    ],
)
def test_within_at_ends(inner: str, outer: str, within: bool) -> None:
    assert interval(inner).within(interval(outer)) is within


@pytest.mark.parametrize(("low", "high"), [("2", "1"), ("NaN", "1"), ("1", "NaN")])
def test_an_interval_needs_two_ordered_numbers(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Bounds(D(low), D(high))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("68.794103", "68.79"),
        ("1.78", "1.78"),
        ("934.50", "934.5"),
        ("89000", "89,000"),
        ("-12.2807", "−12.28"),
        ("0.00123456", "0.001235"),
        ("0", "0"),
        ("Infinity", "∞"),
        ("-Infinity", "−∞"),
        ("9999.96", "10,000"),
    ],
)
def test_shown(value: str, text: str) -> None:
    assert shown(D(value)) == text


def test_one_number_is_shown_as_one() -> None:
    assert Bounds.exact(D(3)).shown() == "3"
    assert str(interval("(-inf, 2.5)")) == "(−∞, 2.5)"


# --- properties -------------------------------------------------------------------------------------------------------

numbers = st.integers(-400, 400).map(lambda n: D(n) / 10)


@st.composite
def intervals(draw: st.DrawFn) -> Bounds:
    """Intervals that hold a number: bounded, half-bounded, unbounded, open and closed."""
    low, high = sorted((draw(numbers), draw(numbers)))
    closed = low == high
    low_closed, high_closed = closed or draw(st.booleans()), closed or draw(st.booleans())
    if draw(st.integers(0, 4)) == 0:
        low = -INFINITY
    if draw(st.integers(0, 4)) == 0:
        high = INFINITY
    return Bounds(low, high, low_closed, high_closed)


def members(bounds: Bounds) -> list[Decimal]:
    """Numbers of an interval: its ends where it holds them, and some close to and far from them."""
    far = D(10) ** 6
    low = bounds.low if bounds.low.is_finite() else min(bounds.high, D(0)) - far
    high = bounds.high if bounds.high.is_finite() else max(bounds.low, D(0)) + far
    width = high - low
    found = [low, high, low + width / 2, low + width / 1000, high - width / 1000, D(0)]
    return [x for x in found if x in bounds]


@st.composite
def held(draw: st.DrawFn) -> tuple[Bounds, Decimal]:
    bounds = draw(intervals())
    return bounds, draw(st.sampled_from(members(bounds)))


@st.composite
def nested(draw: st.DrawFn) -> tuple[Bounds, Bounds]:
    inner = draw(intervals())
    left, right = abs(draw(numbers)), abs(draw(numbers))
    outer = Bounds(
        inner.low - left, inner.high + right,
        inner.low_closed or left > 0 or draw(st.booleans()), inner.high_closed or right > 0 or draw(st.booleans()),
    )  # fmt: skip
    return inner, outer


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
@given(one=held(), other=held())
def test_results_hold_every_result_of_members(
    operation: Callable[..., Bounds], one: tuple[Bounds, Decimal], other: tuple[Bounds, Decimal]
) -> None:
    assume(not (operation is truediv and other[1] == 0))
    assert operation(one[1], other[1]) in operation(one[0], other[0])


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
@given(one=nested(), other=nested())
def test_wider_operands_never_give_a_narrower_result(
    operation: Callable[..., Bounds], one: tuple[Bounds, Bounds], other: tuple[Bounds, Bounds]
) -> None:
    assert operation(one[0], other[0]).within(operation(one[1], other[1]))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Bounds(D(0), D(5), True, True), Bounds(D(0), D("2.5"), True, True)),  # nothing of anything is nothing
        (Bounds(D(1), D(5), True, True), Bounds(D(0), D("2.5"), False, True)),  # something of ever more nears it
        (Bounds(D(0), D(5), False, True), Bounds(D(0), D("2.5"), False, True)),
    ],
)
def test_quotients_by_what_has_no_ceiling(one: Bounds, expected: Bounds) -> None:
    assert one / Bounds.at_least(D(2)) == expected


@pytest.mark.parametrize(
    ("one", "exponent", "expected"),
    [
        (Bounds.at_least(D(4)), "0.5", Bounds.at_least(D(2))),
        (Bounds.at_least(D(4)), "-1", Bounds(D(0), D("0.25"), False, True)),  # ∞ to a power below zero is approached
        (Bounds(D(0), D(4), False, True), "-1", Bounds.at_least(D("0.25"))),
        (Bounds.at_least(D(4)), "0", Bounds.exact(D(1))),
    ],
)
def test_powers_of_open_ends(one: Bounds, exponent: str, expected: Bounds) -> None:
    assert one.power(D(exponent)) == expected


@given(one=nested(), exponent=st.sampled_from([D("0.5"), D(2), D(-1), D(0), D(1) / 3]))
def test_wider_bases_never_give_a_narrower_power(one: tuple[Bounds, Bounds], exponent: Decimal) -> None:
    inner, outer = (
        Bounds(max(b.low + 100, D(0)), b.high + 100, b.low_closed or b.low == -INFINITY, b.high_closed) for b in one
    )
    assert inner.power(exponent).within(outer.power(exponent))
    for x in members(inner):
        assert x == 0 or x**exponent in inner.power(exponent)


@given(one=intervals())
def test_negation_turns_back(one: Bounds) -> None:
    turned = -one
    assert -turned == one


@given(one=intervals(), other=intervals())
def test_meeting_is_symmetric_and_follows_from_a_common_member(one: Bounds, other: Bounds) -> None:
    assert one.meets(other) is other.meets(one)
    common = [x for x in (*members(one), *members(other)) if x in one and x in other]
    assert one.meets(other) or not common


@given(one=intervals())
def test_an_interval_lies_within_itself_and_meets_itself(one: Bounds) -> None:
    assert one.within(one)
    assert one.meets(one)
