"""Parts of a graph that no edge joins, side by side: the largest first, the others around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.views.apart import Floats, Pairs

_CELL = 24.0  # pixels; parts are compared on squared paper
_MARGIN = 1  # cells that stay free around everything
_ASPECT = 1.05  # width by height of the whole
_FAR = 260  # cells from the middle that are looked at

Mask = NDArray[np.bool_]


def packed(laid: list[Floats], boxes: list[Floats], ends: list[Pairs]) -> list[Floats]:
    """Shift every part so that none covers another and the whole is compact.

    Parts may reach into each other's bays: nodes and edges are drawn on squared paper, and a part
    goes to the first place, from the middle outwards, where all its squares are free.

    Args:
        laid: x and y of every part's nodes, each part by itself; the largest part first.
        boxes: width and height of the same nodes.
        ends: the edges of every part, as numbers of its nodes.

    Returns:
        The same parts, shifted.

    >>> one, edges = np.zeros((1, 2)), np.zeros((0, 2), int)
    >>> [part.tolist() for part in packed([one], [np.full((1, 2), 10.0)], [edges])]
    [[[0.0, 0.0]]]
    """
    paper = np.zeros((2 * _FAR, 2 * _FAR), dtype=bool)
    tried: dict[tuple[int, int], int] = {}
    shifted: list[Floats] = []
    for places, sizes, pairs in zip(laid, boxes, ends, strict=True):
        mask, corner = _mask(places, sizes, pairs)
        # The first part stays where it is, so that its middle is the whole's.
        spot = _free_spot(paper, mask, tried) if shifted else _spot_of(corner, mask)
        if spot is None:  # more than the paper holds: below everything, in a line of its own
            shifted.append(places - places.min(axis=0) + [0.0, float(_FAR * _CELL)])
            continue
        row, column = spot
        paper[row : row + mask.shape[0], column : column + mask.shape[1]] |= mask
        target = (np.array([column, row]) - _FAR) * _CELL
        shifted.append(places - corner + target)
    return shifted


def _mask(places: Floats, sizes: Floats, pairs: Pairs) -> tuple[Mask, Floats]:
    """The squares that a part covers, and where the first of them begins."""
    low = np.floor((places - sizes / 2).min(axis=0) / _CELL) - _MARGIN
    high = np.ceil((places + sizes / 2).max(axis=0) / _CELL) + _MARGIN
    width, height = (high - low).astype(int)
    mask: Mask = np.zeros((height, width), dtype=bool)
    for centre, size in zip(places, sizes, strict=True):
        left, top = np.floor((centre - size / 2) / _CELL - low).astype(int) - _MARGIN
        right, bottom = np.ceil((centre + size / 2) / _CELL - low).astype(int) + _MARGIN
        mask[max(0, top) : bottom, max(0, left) : right] = True
    for share in np.linspace(0.0, 1.0, 24) if len(pairs) else ():
        points = places[pairs[:, 0]] * (1 - share) + places[pairs[:, 1]] * share
        cells = np.floor(points / _CELL - low).astype(int)
        for step in (-1, 0, 1):
            mask[np.clip(cells[:, 1] + step, 0, height - 1), np.clip(cells[:, 0], 0, width - 1)] = True
    corner: Floats = low * _CELL
    return mask, corner


def _spot_of(corner: Floats, mask: Mask) -> tuple[int, int] | None:
    """Where on the paper a part lies already; None where that is beyond its edge."""
    column, row = (corner / _CELL).round().astype(int) + _FAR
    inside = 0 <= row <= 2 * _FAR - mask.shape[0] and 0 <= column <= 2 * _FAR - mask.shape[1]
    return (int(row), int(column)) if inside else None


def _free_spot(paper: Mask, mask: Mask, tried: dict[tuple[int, int], int]) -> tuple[int, int] | None:
    height, width = mask.shape
    if height >= 2 * _FAR or width >= 2 * _FAR:
        return None
    spots = _spots(height, width)
    # The paper only fills up: where a part of this shape did not fit, the next one does not either.
    start = tried.get((height, width), 0) if mask.all() else 0
    for number in range(start, len(spots)):
        row, column = int(spots[number, 0]), int(spots[number, 1])
        if not (paper[row : row + height, column : column + width] & mask).any():
            if mask.all():
                tried[height, width] = number
            return row, column
    return None


def _spots(height: int, width: int) -> NDArray[np.int_]:
    """Every upper left corner on the paper, those that keep the whole small first."""
    rows, columns = np.mgrid[0 : 2 * _FAR - height : 2, 0 : 2 * _FAR - width : 2]
    rows, columns = rows.ravel(), columns.ravel()
    across = np.maximum(np.abs(columns - _FAR), np.abs(columns + width - _FAR)) / _ASPECT
    down = np.maximum(np.abs(rows - _FAR), np.abs(rows + height - _FAR))
    away = np.hypot((columns + width / 2 - _FAR) / _ASPECT, rows + height / 2 - _FAR)
    order = np.argsort(np.maximum(across, down) + 0.35 * away, kind="stable")
    return np.column_stack([rows[order], columns[order]])
