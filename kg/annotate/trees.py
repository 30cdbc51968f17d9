"""From arc scores to one tree per sentence: maximum spanning tree with a single root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Heads = NDArray[np.int64]
Scores = NDArray[np.float32]


def decode_tree(scores: Scores) -> Heads:
    """Best heads of one sentence.

    Args:
        scores: n x (n + 1); row i holds the scores of the heads of word i, column 0 the root.

    Returns:
        n head numbers; 0 is the root, k the k-th word. Exactly one word has head 0 and every
        word reaches it (Chu-Liu/Edmonds, the root chosen by the best total).

    >>> decode_tree(np.array([[5, -9, 1], [4, 3, -9]], dtype=np.float32)).tolist()
    [0, 1]
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    own = np.arange(count)
    wide = scores.astype(np.float64)
    wide[own, own + 1] = -np.inf
    greedy: Heads = wide.argmax(1)
    roots = np.flatnonzero(greedy == 0)
    if len(roots) == 1 and not _has_cycle(greedy):
        return greedy
    if len(roots) == 1:
        return _rooted_tree(wide, int(roots[0]))
    return max(
        (_rooted_tree(wide, int(root)) for root in _root_candidates(wide)),
        key=lambda heads: float(wide[own, heads].sum()),
    )


def _root_candidates(scores: NDArray[np.float64], at_most: int = 4) -> NDArray[np.int64]:
    """The words that lose least when they become the root."""
    loss = scores[:, 1:].max(1) - scores[:, 0]
    return np.argsort(loss, kind="stable")[:at_most]


def _rooted_tree(scores: NDArray[np.float64], root: int) -> Heads:
    """Best tree in which ``root`` alone hangs on the root."""
    count = len(scores)
    fixed = scores.copy()
    fixed[:, 0] = -np.inf
    fixed[root, :] = -np.inf
    fixed[root, 0] = 0.0
    # Square matrix over the root and all words: entry [child, head].
    square = np.full((count + 1, count + 1), -np.inf)
    square[1:, :] = fixed
    return _edmonds(square)[1:]


def _has_cycle(heads: Heads) -> bool:
    return _find_cycle(np.concatenate([[0], heads])) is not None


def _find_cycle(heads: Heads) -> list[int] | None:
    """Nodes of one cycle; ``heads[0]`` is the root itself."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: NDArray[np.float64]) -> Heads:
    """Chu-Liu/Edmonds by contraction, without recursion: long sentences nest deeply."""
    levels: list[tuple[NDArray[np.float64], Heads, list[int], list[int], Heads, Heads]] = []
    while True:
        heads: Heads = scores.argmax(1)
        heads[0] = 0
        cycle = _find_cycle(heads)
        if cycle is None:
            break
        inside = np.zeros(len(scores), dtype=bool)
        inside[cycle] = True
        outside = np.flatnonzero(~inside)
        members = np.array(cycle)
        shrunk = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
        shrunk[:-1, :-1] = scores[np.ix_(outside, outside)]
        leaving = scores[np.ix_(outside, members)]
        exits = members[leaving.argmax(1)]
        shrunk[:-1, -1] = leaving.max(1)
        gain = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
        entries = members[gain.argmax(0)]
        shrunk[-1, :-1] = gain.max(0)
        levels.append((scores, heads, cycle, outside.tolist(), exits, entries))
        scores = shrunk
    for _, inner, cycle, outside_list, exits, entries in reversed(levels):
        heads = _expand(heads, inner, cycle, outside_list, exits, entries)
    return heads


def _expand(
    heads: Heads, inner: Heads, cycle: list[int], outside: list[int], exits: Heads, entries: Heads
) -> Heads:
    """Undo one contraction: open the cycle where the chosen arc enters it."""
    opened = np.zeros(len(outside) + len(cycle), dtype=np.int64)
    contracted = len(outside)
    for small, node in enumerate(outside):
        head = int(heads[small])
        opened[node] = exits[small] if head == contracted else outside[head]
    opened[0] = 0
    for node in cycle:
        opened[node] = inner[node]
    entered = int(heads[contracted])
    opened[entries[entered]] = outside[entered]
    return opened
