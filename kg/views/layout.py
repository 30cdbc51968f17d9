"""Where the nodes stand: computed beforehand, so that a page opens at once and always alike."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_SEED = 7
_EDGE = 190.0  # pixels of a usual edge: room for its label
_SHORTEST = 165.0  # pixels that an edge has at least
_GAP = 26.0  # pixels that stay free between two boxes
_BETWEEN = 70.0  # pixels between parts of the graph that no edge joins
_ASPECT = 1.3  # width by height of the whole
_ROUNDS = 200

Position = tuple[int, int]
Size = tuple[float, float]
Floats = NDArray[np.float64]


def place_nodes(network: nx.MultiDiGraph[str], sizes: dict[str, Size]) -> dict[str, Position]:
    """Give every node a place in pixels; boxes that stand for node and label do not overlap.

    Each part of the graph that hangs together is laid out by force (ForceAtlas2, seeded); the parts
    then stand in rows, the largest first, nodes without an edge last.

    Args:
        network: the graph.
        sizes: width and height in pixels of every node with its label.

    Returns:
        Whole pixels, x to the right and y downwards; the same for the same graph.

    >>> place_nodes(nx.MultiDiGraph(), {})
    {}
    """
    # A plain graph: several claims between two entities shall not pull them onto each other.
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(network)
    plain.add_edges_from((u, v) for u, v in network.edges() if u != v)
    # Nodes come in the order of the network: that of a component's set would change with the hash seed.
    order = {node: number for number, node in enumerate(network)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(plain)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    shown = [part for part in parts if network.degree(part[0])]
    alone = [part for part in parts if not network.degree(part[0])]
    placed, bottom = _in_rows(plain, shown, sizes, 0.0)
    return placed | _in_rows(plain, alone, sizes, bottom)[0]


def _in_rows(
    plain: nx.Graph[str], parts: list[list[str]], sizes: dict[str, Size], top: float
) -> tuple[dict[str, Position], float]:
    """Set the parts side by side, row under row, below ``top``; also says where the rows end."""
    boxes = {node: np.array(sizes[node], dtype=float) for part in parts for node in part}
    laid = [_from_corner(_by_force(plain, part, sizes), [boxes[n] for n in part]) for part in parts]
    extents = [
        (places + np.array([boxes[n] for n in part]) / 2).max(axis=0)
        for part, places in zip(parts, laid, strict=True)
    ]
    area = sum(float(np.prod(extent + _BETWEEN)) for extent in extents)
    width = max([(area * _ASPECT) ** 0.5, *(float(extent[0]) for extent in extents)], default=0.0)
    placed: dict[str, Position] = {}
    x, y, height = 0.0, top, 0.0
    for part, places, extent in zip(parts, laid, extents, strict=True):
        if x > 0 and x + extent[0] > width:
            x, y, height = 0.0, y + height + _BETWEEN, 0.0
        for node, (left, down) in zip(part, places.tolist(), strict=True):
            placed[node] = (round(x + left), round(y + down))
        x, height = x + float(extent[0]) + _BETWEEN, max(height, float(extent[1]))
    return placed, y + height + _BETWEEN


def _from_corner(places: Floats, boxes: list[Floats]) -> Floats:
    corner: Floats = (places - np.array(boxes) / 2).min(axis=0)
    return places - corner


def _by_force(plain: nx.Graph[str], part: list[str], sizes: dict[str, Size]) -> Floats:
    if len(part) == 1:
        return np.zeros((1, 2))
    # Rebuilt from the list, since a subgraph of a set has no order of its own.
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(part)
    number = {node: index for index, node in enumerate(part)}
    graph.add_edges_from(
        (node, other) for node in part for other in plain[node] if number[other] > number[node]
    )
    # Time grows with the square of the nodes; a large graph gets fewer, still useful, rounds.
    rounds = min(300, max(30, 60_000 // len(part)))
    found = nx.forceatlas2_layout(graph, pos=nx.circular_layout(graph), max_iter=rounds, seed=_SEED)
    places = np.array([found[node] for node in part], dtype=float)
    ends = np.array([(number[u], number[v]) for u, v in graph.edges()])
    joined = np.zeros((len(part), len(part)), dtype=bool)
    joined[ends[:, 0], ends[:, 1]] = joined[ends[:, 1], ends[:, 0]] = True
    return _parted(_scaled(places, ends), np.array([sizes[node] for node in part], dtype=float), joined)


def _scaled(places: Floats, ends: NDArray[np.int_]) -> Floats:
    """Lay the longer side across, and stretch the whole until a usual edge has its length."""
    places = places - places.mean(axis=0)
    # Labels are written across, so that edges that run across have the most room for theirs.
    axes = np.linalg.svd(places, full_matrices=False)[2]
    axes = axes * np.where(axes[:, :1] < 0, -1.0, 1.0)
    places = places @ axes.T
    lengths = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
    scaled: Floats = places * (_EDGE / (float(np.median(lengths)) or 1.0))
    return scaled


def _parted(places: Floats, boxes: Floats, joined: NDArray[np.bool_]) -> Floats:
    """Push overlapping boxes apart, the shorter way, and the ends of edges that are too short."""
    for _ in range(_ROUNDS if len(places) <= 400 else 10):
        apart = places[:, None, :] - places[None, :, :]
        push = _from_overlap(apart, boxes) + _from_short_edges(apart, joined)
        if not push.any():
            break
        places = places + np.clip(push.sum(axis=1), -60, 60) * 0.7
    return places


def _from_overlap(apart: Floats, boxes: Floats) -> Floats:
    wanted = (boxes[:, None, :] + boxes[None, :, :]) / 2 + _GAP
    overlap = wanted - np.abs(apart)
    hit: NDArray[np.bool_] = np.logical_and(overlap[:, :, 0] > 0, overlap[:, :, 1] > 0)
    np.fill_diagonal(hit, False)
    along_x = overlap[:, :, 0] < overlap[:, :, 1]
    # Two nodes on the same spot part by their order, or they would never part.
    order = np.sign(np.arange(len(apart))[:, None] - np.arange(len(apart))[None, :])
    way = np.where(apart == 0, order[:, :, None], np.sign(apart))
    push: Floats = overlap * way * 0.5 * hit[:, :, None]
    push[:, :, 0] *= along_x
    push[:, :, 1] *= ~along_x
    return push


def _from_short_edges(apart: Floats, joined: NDArray[np.bool_]) -> Floats:
    length = np.linalg.norm(apart, axis=2)
    missing = np.where(joined, np.maximum(_SHORTEST - length, 0.0), 0.0)
    push: Floats = apart / np.maximum(length, 1.0)[:, :, None] * missing[:, :, None] * 0.5
    return push
