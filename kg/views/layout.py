"""Where the nodes stand: computed beforehand, so that a page opens at once and always alike."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal, get_args

import networkx as nx
import numpy as np

from kg.errors import ConfigError
from kg.views.apart import Floats, Pairs, pushed_apart
from kg.views.pack import packed
from kg.views.stress import by_stress

Position = tuple[int, int]
Size = tuple[float, float]
Layout = Literal["force", "circle", "columns"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)

_GAP = 40.0  # pixels between neighbours where nodes stand in a row
_COLUMN = 320.0  # pixels between two columns

# An edge's label, by the pair of nodes in the order of their ids.
Labels = Mapping[tuple[str, str], Size]


def place_nodes(
    network: nx.MultiDiGraph[str],
    sizes: Mapping[str, Size],
    labels: Labels | None = None,
    layout: Layout = "force",
) -> dict[str, Position]:
    """Give every node a place in pixels; boxes that stand for node and label do not overlap.

    Time and memory grow with the square of the nodes: give it the part that is shown at first, some
    hundreds of nodes.

    Args:
        network: the graph.
        sizes: width and height in pixels of every node with its label.
        labels: width and height of what is written on the edges between two nodes, by the pair
            in the order of their ids; none where None.
        layout: `force` lets the graph's own shape show, `circle` sets the nodes on a circle,
            `columns` sets one column for each entity type.

    Returns:
        Whole pixels, x to the right and y downwards; the same for the same graph.

    Raises:
        ConfigError: a layout that is not known.

    >>> place_nodes(nx.MultiDiGraph(), {})
    {}
    """
    if layout == "circle":
        return _circle(network, sizes)
    if layout == "columns":
        return _columns(network, sizes)
    if layout != "force":
        raise ConfigError(f"there is no layout {layout!r}; valid are {', '.join(LAYOUTS)}")
    parts = _parts(network)
    edges = [_edges(part, network, labels or {}) for part in parts]
    boxes = [np.array([sizes[node] for node in part], dtype=float) for part in parts]
    laid = [_by_force(*each, sizes) for each in zip(parts, edges, boxes, strict=True)]
    placed = packed(laid, boxes, [ends for _, ends, _ in edges])
    return {
        node: (round(x), round(y))
        for part, places in zip(parts, placed, strict=True)
        for node, (x, y) in zip(part, places.tolist(), strict=True)
    }


def _parts(network: nx.MultiDiGraph[str]) -> list[list[str]]:
    """The parts that hang together, the largest first; nodes without any edge last."""
    # Nodes come in the order of the network: that of a component's set would change with the hash seed.
    order = {node: number for number, node in enumerate(network)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.weakly_connected_components(network)]
    return sorted(parts, key=lambda part: (-len(part), not network.degree(part[0]), order[part[0]]))


Edges = tuple[list[tuple[str, str]], Pairs, Floats]  # pairs of nodes, of their numbers, sizes of texts


def _edges(part: list[str], network: nx.MultiDiGraph[str], labels: Labels) -> Edges:
    number = {node: index for index, node in enumerate(part)}
    found = {(u, v) if u < v else (v, u) for u, v in network.edges(part) if u != v}
    pairs = sorted(found)
    ends = np.array([(number[u], number[v]) for u, v in pairs], dtype=int).reshape(-1, 2)
    texts = np.array([labels.get(pair, (60.0, 16.0)) for pair in pairs], dtype=float).reshape(-1, 2)
    return pairs, ends, texts


def _by_force(part: list[str], edges: Edges, boxes: Floats, sizes: Mapping[str, Size]) -> Floats:
    pairs, ends, texts = edges
    lengths = {
        (u, v): _length(sizes[u], sizes[v], float(text[0])) for (u, v), text in zip(pairs, texts, strict=True)
    }
    return pushed_apart(by_stress(part, lengths), boxes, ends, texts)


def _length(one: Size, other: Size, text: float) -> float:
    """Room for both nodes (their labels are wider than they are, but stand below) and the text."""
    halves = (min(one[0], 110.0) + min(other[0], 110.0)) / 2
    return max(165.0, halves * 0.6 + text + 40.0)


def _circle(network: nx.MultiDiGraph[str], sizes: Mapping[str, Size]) -> dict[str, Position]:
    # Depth first, so that neighbours in the graph stand side by side.
    # Copied: a view of a directed graph goes through neighbours in an order that is not always the same.
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(network)
    plain.add_edges_from((u, v) for u, v, _ in network.edges(data=True))
    parts = _parts(network)
    nodes = [node for part in parts for node in nx.dfs_preorder_nodes(plain, part[0])]
    around = sum(max(*sizes[node]) + _GAP for node in nodes)
    radius = around / (2 * math.pi)
    placed: dict[str, Position] = {}
    passed = 0.0
    for node in nodes:
        step = max(*sizes[node]) + _GAP
        angle = 2 * math.pi * (passed + step / 2) / around - math.pi / 2
        placed[node] = (round(1.25 * radius * math.cos(angle)), round(radius * math.sin(angle)))
        passed += step
    return placed


def _columns(network: nx.MultiDiGraph[str], sizes: Mapping[str, Size]) -> dict[str, Position]:
    columns: dict[str, list[str]] = {}
    for node in sorted(network, key=lambda one: (-network.degree(one), one)):
        columns.setdefault(network.nodes[node]["type"], []).append(node)
    placed: dict[str, Position] = {}
    left = 0.0
    for kind in sorted(columns):
        nodes = columns[kind]
        width = max(sizes[node][0] for node in nodes)
        top = -sum(sizes[node][1] + _GAP for node in nodes) / 2
        for node in nodes:
            placed[node] = (round(left + width / 2), round(top + sizes[node][1] / 2))
            top += sizes[node][1] + _GAP
        left += width + _COLUMN / 2 + _GAP
    return placed
