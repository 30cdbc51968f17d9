"""Nodes at the distances that their edges ask for (stress majorisation, after Gansner et al. 2004).

The usual force layouts take what room they get; here every edge has a length in pixels of its
own, so that its label fits between the two nodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Lengths = Mapping[tuple[str, str], float]

_ROUNDS = 120
_STILL = 1e-4  # share by which a round must lower the stress to be followed by another


def by_stress(part: Sequence[str], edges: Lengths) -> Floats:
    """Place the nodes of one connected part; no random number is used.

    Args:
        part: the nodes, in an order that does not change from run to run.
        edges: wanted length in pixels of every edge between two of them.

    Returns:
        One row of x and y for each node; the longer side lies across.

    >>> by_stress(["a", "b"], {("a", "b"): 100.0})[:, 0].round().tolist()
    [-50.0, 50.0]
    """
    if len(part) == 1:
        return np.zeros((1, 2))
    wanted = _distances(part, edges)
    return _upright(_majorised(_scaled_down(wanted), wanted))


def _distances(part: Sequence[str], edges: Lengths) -> Floats:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(part)
    graph.add_weighted_edges_from((u, v, length) for (u, v), length in edges.items())
    number = {node: index for index, node in enumerate(part)}
    wanted = np.zeros((len(part), len(part)))
    for node, reached in nx.all_pairs_dijkstra_path_length(graph):
        for other, distance in reached.items():
            wanted[number[node], number[other]] = distance
    # Two leaves of a hub are as far apart as two edges: closer together they still read well.
    far = wanted[wanted > 0]
    usual = float(np.median(list(edges.values()))) if len(far) else 1.0
    return np.where(wanted > 1.5 * usual, wanted**0.93 * usual**0.07, wanted)


def _scaled_down(wanted: Floats) -> Floats:
    """Classical scaling: the best picture of all distances in two dimensions to begin with."""
    squares = wanted**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    top = np.argsort(values)[::-1][:2]
    places: Floats = vectors[:, top] * np.sqrt(np.maximum(values[top], 0.0))
    if places.shape[1] < 2:
        places = np.column_stack([places, np.zeros(len(places))])
    # Nodes that scaling puts on one spot (leaves of one hub) need some difference to part by.
    turn = np.arange(len(places)) * 2.399963
    spread = 0.15 * float(np.median(wanted[wanted > 0]))
    return places + spread * np.column_stack([np.cos(turn), np.sin(turn)])


def _majorised(places: Floats, wanted: Floats) -> Floats:
    weights = np.where(wanted > 0, 1.0 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    before = np.inf
    for _ in range(_ROUNDS):
        gaps = places[:, None, :] - places[None, :, :]
        lengths = np.maximum(np.sqrt((gaps**2).sum(axis=2)), 1e-9)
        stress = float((weights * (lengths - wanted) ** 2).sum())
        if before - stress < _STILL * stress:
            break
        before = stress
        pulls = weights * wanted / lengths
        np.fill_diagonal(pulls, 0.0)
        places = inverse @ ((np.diag(pulls.sum(axis=1)) - pulls) @ places)
    return places


def _upright(places: Floats) -> Floats:
    """Turn the whole: labels are written across, so edges that run across have the most room."""
    centred = places - places.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    # An axis may come out of the decomposition either way round.
    axes = axes * np.where(axes[:, :1] < 0, -1.0, 1.0)
    turned: Floats = centred @ axes.T
    if turned[0, 0] > 0 and len(places) == 2:
        turned = -turned
    return turned + 0.0
