"""From tag scores to well-formed name spans: Viterbi under the rules of the BIO scheme."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e9


def transition_mask(tags: Sequence[str]) -> NDArray[np.float32]:
    """Penalty of going from tag i to tag j: an `I-X` follows only `B-X` or `I-X`.

    >>> (transition_mask(["O", "B-PER", "I-PER"]) < 0).astype(int).tolist()
    [[0, 0, 1], [0, 0, 0], [0, 0, 0]]
    """
    mask = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for after, tag in enumerate(tags):
        if tag.startswith("I-"):
            for before, previous in enumerate(tags):
                if previous[1:] != tag[1:] or previous == "O":
                    mask[before, after] = FORBIDDEN
    return mask


def decode_tags(
    scores: NDArray[np.float32],
    starts: NDArray[np.bool_],
    mask: NDArray[np.float32],
    inner: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Best tag of each word.

    Args:
        scores: words x tags.
        starts: True for the first word of a sentence; no name crosses into it.
        mask: from ``transition_mask``.
        inner: True for the tags that continue a name.
    """
    count = len(scores)
    scores = scores.copy()
    scores[np.ix_(starts, inner)] += FORBIDDEN
    greedy: NDArray[np.int64] = scores.argmax(1)
    if not mask[greedy[:-1], greedy[1:]].any():
        return greedy  # the best tag of each word by itself breaks no rule: nothing beats that
    best = scores[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, count):
        paths = best[:, None] + mask
        back[word] = paths.argmax(0)
        best = paths.max(0) + scores[word]
    tags = np.zeros(count, dtype=np.int64)
    tags[-1] = best.argmax()
    for word in range(count - 1, 0, -1):
        tags[word - 1] = back[word, tags[word]]
    return tags


def join_open(
    tags: NDArray[np.int64], adpositions: NDArray[np.bool_], names: Sequence[str]
) -> NDArray[np.int64]:
    """Let a name that would end in a preposition go on: `von` | `Trotha`, `Tod in` | `Sarajevo` are one each.

    Args:
        tags: of each word, numbers into ``names``; left as they are.
        adpositions: True for the words that are prepositions.
        names: the tags, `B-OTH` or `O`.

    >>> names = ["O", "B-OTH", "I-OTH", "B-LOC", "I-LOC"]
    >>> join_open(np.array([1, 2, 3, 4, 0]), np.array([False, True, False, False, False]), names).tolist()
    [1, 2, 2, 2, 0]
    """
    joined = tags.copy()
    for word in range(1, len(tags)):
        onward = "I" + names[joined[word - 1]][1:]
        if not adpositions[word - 1] or onward not in names or not names[tags[word]].startswith("B-"):
            continue
        inner, joined[word] = "I" + names[tags[word]][1:], names.index(onward)
        for after in range(word + 1, len(tags)):
            if names[tags[after]] != inner:
                break
            joined[after] = joined[word]
    return joined
