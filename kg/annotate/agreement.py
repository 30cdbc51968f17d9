"""Case by agreement: a noun, its article and its adjectives stand in one case, and the tree hints at it.

The network scores each word by itself. Here the words of a noun phrase vote together, and what the
training treebanks say of a relation and its preposition (`mit` with the dative, a subject in the
nominative) is added.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_AGREEING = frozenset({"det", "amod", "flat"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
PRIOR_WEIGHT = 0.5

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class CasePrior:
    """Log probabilities of the cases, given the relation and the preposition ("" for none).

    Attributes:
        cases: their order.
        table: (relation, preposition) → log probabilities.
        fallback: relation → log probabilities, for prepositions that were not seen.
    """

    cases: tuple[str, ...]
    table: Mapping[tuple[str, str], Scores]
    fallback: Mapping[str, Scores]

    def of(self, relation: str, preposition: str) -> Scores | None:
        """Log probabilities, None where nothing is known."""
        known = self.table.get((relation, preposition))
        return known if known is not None else self.fallback.get(relation)


def read_prior(path: Path, cases: Sequence[str]) -> CasePrior:
    """Read counts written by ``python -m kg.train export``: relation → preposition → counts by case."""
    table: dict[tuple[str, str], Scores] = {}
    fallback: dict[str, Scores] = {}
    for relation, rows in json.loads(path.read_text("utf-8")).items():
        whole = np.zeros(len(cases))
        for preposition, counts in rows.items():
            row = np.array([counts.get(case, 0) for case in cases], dtype=np.float64)
            whole += row
            table[relation, preposition] = _log(row)
        fallback[relation] = _log(whole)
    return CasePrior(tuple(cases), table, fallback)


def _log(counts: NDArray[np.float64]) -> Scores:
    smoothed = (counts + 0.5) / (counts.sum() + 0.5 * len(counts))
    logs: Scores = np.log(smoothed).astype(np.float32)
    return logs


def agree(
    scores: Scores,
    words: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    upos: Sequence[str],
    prior: CasePrior,
) -> dict[int, int]:
    """The case of each word of a noun phrase.

    Args:
        scores: n x cases, the network's scores, without that of no case at all.
        words, relations, upos: of each word.
        heads: number of each word's head; a root is its own.
        prior: what the training treebanks say.

    Returns:
        Word → number of its case, for nouns, names and pronouns with their articles and adjectives.
    """
    top = scores.max(1, keepdims=True)
    logs = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
    prepositions = {head: words[n].lower() for n, head in enumerate(heads) if relations[n] == "case"}
    groups = _groups(heads, relations, upos)
    if not groups:
        return {}
    members = np.array([member for group in groups.values() for member in group])
    owners = np.repeat(np.arange(len(groups)), [len(group) for group in groups.values()])
    votes = np.zeros((len(groups), logs.shape[1]), dtype=np.float32)
    np.add.at(votes, owners, logs[members])
    for row, noun in enumerate(groups):
        hint = prior.of(*_place(noun, heads, relations, prepositions))
        if hint is not None:
            votes[row] += PRIOR_WEIGHT * hint
    best = votes.argmax(1)
    return dict(zip(members.tolist(), best[owners].tolist(), strict=True))


def _groups(heads: Sequence[int], relations: Sequence[str], upos: Sequence[str]) -> dict[int, list[int]]:
    """Noun → the words that agree with it, itself among them."""
    groups: dict[int, list[int]] = {}
    for number, (head, relation) in enumerate(zip(heads, relations, strict=True)):
        agreeing = relation.partition(":")[0] in _AGREEING
        if agreeing and upos[head] in _NOMINAL:
            groups.setdefault(head, []).append(number)
        elif upos[number] in _NOMINAL and not agreeing:
            groups.setdefault(number, []).append(number)
    return groups


def _place(
    noun: int, heads: Sequence[int], relations: Sequence[str], prepositions: Mapping[int, str]
) -> tuple[str, str]:
    """Relation and preposition; a conjunct shares those of the first (`mit Kerry und dem Minister`)."""
    while relations[noun] == "conj" and noun not in prepositions and heads[noun] != noun:
        noun = heads[noun]
    return relations[noun], prepositions.get(noun, "")
