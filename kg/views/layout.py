"""Where the nodes stand: computed beforehand, so that a page opens at once and always alike."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_SEED = 7
_SPREAD = 150.0  # pixels per node along one side of the square that the nodes would fill
_GRID = 170.0  # pixels between nodes without edges
_GAP = 26.0  # pixels that stay free between two boxes
_ROUNDS = 200

Position = tuple[int, int]
Size = tuple[float, float]


def place_nodes(network: nx.MultiDiGraph[str], sizes: dict[str, Size]) -> dict[str, Position]:
    """Give every node a place in pixels; boxes that stand for node and label do not overlap.

    Connected nodes are laid out by force (ForceAtlas2, seeded); nodes without an edge stand in rows
    below them.

    Args:
        network: the graph.
        sizes: width and height in pixels of every node with its label.

    Returns:
        Whole pixels, x to the right and y downwards; the same for the same graph.

    >>> place_nodes(nx.MultiDiGraph(), {})
    {}
    """
    joined = [node for node in network if network.degree(node)]
    placed = _by_force(network, joined, sizes)
    bottom = max((y for _, y in placed.values()), default=0) + _GRID
    alone = [node for node in network if not network.degree(node)]
    columns = max(4, round(len(alone) ** 0.5 * 1.5))
    for number, node in enumerate(alone):
        row, column = divmod(number, columns)
        placed[node] = (round((column - (columns - 1) / 2) * _GRID), round(bottom + row * _GRID / 2))
    return placed


def _by_force(network: nx.MultiDiGraph[str], nodes: list[str], sizes: dict[str, Size]) -> dict[str, Position]:
    if not nodes:
        return {}
    # A plain graph: several claims between two entities shall not pull them onto each other.
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_edges_from((u, v) for u, v in network.edges() if u != v)
    # Time grows with the square of the nodes; a large graph gets fewer, still useful, rounds.
    rounds = min(300, max(30, 60_000 // len(nodes)))
    start = nx.circular_layout(plain)
    found = nx.forceatlas2_layout(
        plain, pos=start, max_iter=rounds, scaling_ratio=3.0, gravity=1.5, seed=_SEED
    )
    places = _scaled(np.array([found[node] for node in nodes], dtype=float))
    places = _parted(places, np.array([sizes[node] for node in nodes], dtype=float))
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, places.tolist(), strict=True)}


def _scaled(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centre the places and stretch them to an area that suits their number; wider than high."""
    places = places - places.mean(axis=0)
    spread = float(np.sqrt((places**2).sum(axis=1).mean())) or 1.0
    wanted = _SPREAD * float(np.sqrt(len(places))) * 0.75
    scaled: NDArray[np.float64] = places * (wanted / spread) * np.array([1.25, 0.85])
    return scaled


def _parted(places: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push overlapping boxes apart, along the axis where that takes the shorter way."""
    for _ in range(_ROUNDS if len(places) <= 400 else 10):
        apart = places[:, None, :] - places[None, :, :]
        wanted = (boxes[:, None, :] + boxes[None, :, :]) / 2 + _GAP
        overlap = wanted - np.abs(apart)
        hit: NDArray[np.bool_] = np.logical_and(overlap[:, :, 0] > 0, overlap[:, :, 1] > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        along_x = overlap[:, :, 0] < overlap[:, :, 1]
        # Two nodes on the same spot part by their order, or they would never part.
        order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
        way = np.where(apart == 0, order[:, :, None], np.sign(apart))
        push = overlap * way * 0.5 * hit[:, :, None]
        push[:, :, 0] *= along_x
        push[:, :, 1] *= ~along_x
        places = places + np.clip(push.sum(axis=1), -60, 60) * 0.7
    return places
