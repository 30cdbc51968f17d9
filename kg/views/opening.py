"""The part of a large graph that the page opens on: its most important nodes."""

from __future__ import annotations

import heapq

import networkx as nx

USUAL_LIMIT = 80  # nodes; their names have room side by side in a usual window


def opening_nodes(network: nx.MultiDiGraph[str], limit: int = USUAL_LIMIT) -> list[str]:
    """Choose the nodes to show at first: the most important ones that hang together.

    A graph a little above the limit is shown whole. The choice starts at the node with the most
    claims and always takes the most important neighbour of what it has; where nothing is left, it
    starts again elsewhere. Nodes without any claim wait until they are asked for.

    Args:
        network: the whole graph.
        limit: how many nodes to take.

    Returns:
        Node ids in the order of the network.

    >>> opening_nodes(nx.MultiDiGraph([("a", "b"), ("a", "c")]), 3)
    ['a', 'b', 'c']
    """
    joined = [node for node in network if network.degree(node)] or list(network)
    if len(joined) <= limit * 1.25:
        return joined
    rank = {node: (-weight_of(network, node), node) for node in joined}
    starts = sorted(joined, key=rank.__getitem__)
    chosen: set[str] = set()
    waiting: list[tuple[tuple[float, str], str]] = []
    seen: set[str] = set()
    for start in starts:
        if len(chosen) >= limit:
            break
        if start not in seen:
            heapq.heappush(waiting, (rank[start], start))
            seen.add(start)
        while waiting and len(chosen) < limit:
            _, node = heapq.heappop(waiting)
            chosen.add(node)
            for other in nx.all_neighbors(network, node):
                if other not in seen:
                    seen.add(other)
                    heapq.heappush(waiting, (rank[other], other))
    return [node for node in network if node in chosen]


def weight_of(network: nx.MultiDiGraph[str], node: str) -> float:
    """How important a node is: its claims, and a little of how often the text speaks of it."""
    mentions = int(network.nodes[node].get("mentions", 0))
    return float(network.degree(node)) + min(mentions, 40) / 10
