"""Does a confidence of 0.8 mean that four in five claims hold?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies from ``low`` up to but not including ``high`` (the last: including).

    Attributes:
        number: how many claims.
        expected: their mean confidence.
        held: share of them that hold.
    """

    low: float
    high: float
    number: int
    expected: float
    held: float


def calibration(judged: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Group claims by confidence.

    Args:
        judged: confidence (0 to 1) of each claim, and whether it holds.

    Returns:
        The groups that hold a claim, the lowest first.

    >>> calibration([(0.75, True), (0.75, False)])
    (Bin(low=0.7, high=0.8, number=2, expected=0.75, held=0.5),)
    """
    return tuple(_bins(sorted(judged)))


def _bins(judged: list[tuple[float, bool]]) -> Iterator[Bin]:
    for low, high in pairwise(EDGES):
        inside = [(c, held) for c, held in judged if low <= c < high or (high == c == EDGES[-1])]
        if inside:
            expected = sum(c for c, _ in inside) / len(inside)
            held = sum(held for _, held in inside) / len(inside)
            yield Bin(low, high, len(inside), round(expected, 3), round(held, 3))


def expected_error(judged: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error: mean distance of confidence and share that holds, by group.

    Source: Naeini, Cooper, Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, 2015.

    >>> expected_error([(0.75, True), (0.75, False)])
    0.25
    """
    bins = calibration(judged)
    distance = sum(each.number * abs(each.expected - each.held) for each in bins)
    return round(distance / sum(each.number for each in bins), 3) if bins else 0.0
