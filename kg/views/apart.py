"""Pushing boxes apart until neither nodes nor the labels of edges cover each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pairs = NDArray[np.int_]

_GAP = 14.0  # pixels that stay free between two boxes
_ROUNDS = 160
_BOXES = 400  # above so many boxes, or where edges are dense, only the nodes' own are looked at


def pushed_apart(places: Floats, boxes: Floats, ends: Pairs, labels: Floats) -> Floats:
    """Move nodes the shorter way until their boxes, and those of the edges' labels, are free.

    Args:
        places: x and y of each node, in pixels.
        boxes: width and height of each node with its label.
        ends: the two nodes of each edge, as row numbers.
        labels: width and height of each edge's label, which stands halfway.

    Returns:
        The new places.

    >>> there = pushed_apart(np.zeros((2, 2)), np.full((2, 2), 10.0), np.zeros((0, 2), int), np.zeros((0, 2)))
    >>> abs(float(there[0, 1] - there[1, 1])) >= 10
    True
    """
    if len(boxes) + len(labels) > _BOXES or len(labels) > 1.5 * len(boxes):
        ends, labels = ends[:0], labels[:0]
    sizes = np.vstack([boxes, labels])
    for step in range(_ROUNDS):
        middles = places[ends].mean(axis=1) if len(ends) else np.zeros((0, 2))
        push = _overlaps(np.vstack([places, middles]), sizes, ends, len(places))
        if not push.any():
            break
        move = push[: len(places)]
        for side in (0, 1) if len(ends) else ():
            # A label goes where its edge goes: both of its ends take the step.
            np.add.at(move, ends[:, side], push[len(places) :])
        places = places + np.clip(move, -50, 50) * (0.6 if step < _ROUNDS // 2 else 0.35)
    return places


def _overlaps(centres: Floats, sizes: Floats, ends: Pairs, nodes: int) -> Floats:
    apart = centres[:, None, :] - centres[None, :, :]
    overlap = (sizes[:, None, :] + sizes[None, :, :]) / 2 + _GAP - np.abs(apart)
    hit: NDArray[np.bool_] = np.logical_and(overlap[:, :, 0] > 0, overlap[:, :, 1] > 0)
    np.fill_diagonal(hit, False)
    _forgive(hit, ends, nodes)
    along_x = overlap[:, :, 0] < overlap[:, :, 1]
    # Two boxes on the same spot part by their order, or they would never part.
    order = np.sign(np.arange(len(centres))[:, None] - np.arange(len(centres))[None, :])
    way = np.where(apart == 0, order[:, :, None], np.sign(apart))
    push: Floats = overlap * way * 0.5 * hit[:, :, None]
    push[:, :, 0] *= along_x
    push[:, :, 1] *= ~along_x
    return np.asarray(push.sum(axis=1), dtype=np.float64)


def _forgive(hit: NDArray[np.bool_], ends: Pairs, nodes: int) -> None:
    """A label cannot be pushed off its own edge's ends; the edge's length has to do that."""
    rows = nodes + np.arange(len(ends))
    for side in (0, 1) if len(ends) else ():
        hit[rows, ends[:, side]] = hit[ends[:, side], rows] = False
