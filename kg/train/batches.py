"""Windows of one to several sentences, and batches of windows as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kg.annotate.labels import Labels
from kg.annotate.pieces import PAD, UNKNOWN, WordPieces
from kg.eval.corpora import Sentence
from kg.train.labels import first_value
from kg.train.network import Sources

IGNORED = -100
MASKED_SCORE = -1e4
PARTIAL = frozenset({"constructed"})  # say nothing of the features that they leave out
UNRELIABLE = frozenset({("hdt", "Mood")})
MAX_WINDOW_WORDS = 110
WORDS_PER_BATCH = 400
SINGLE_SHARE = 0.35
"""Share of windows with one sentence; the others teach where sentences begin."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows. Targets are ``IGNORED`` where a corpus says nothing."""

    ids: Tensor
    bias: Tensor
    first: Tensor
    last: Tensor
    tree_source: Tensor
    name_source: Tensor
    has_tree: bool
    outside: Tensor  # batch x W x (W + 1): True where a head would lie outside the sentence
    heads: Tensor
    deprel: Tensor
    upos: Tensor
    morph: Tensor  # batch x W x features
    tags: Tensor
    starts: Tensor


def make_windows(
    sentences: Sequence[Sentence], rng: random.Random, single_share: float = SINGLE_SHARE
) -> list[tuple[Sentence, ...]]:
    """Shuffle and join neighbours of one source until a random number of sentences is reached."""
    shuffled = list(sentences)
    rng.shuffle(shuffled)
    shuffled.sort(key=lambda s: s.source)
    windows, window, wanted = [], [shuffled[0]], 1
    for sentence in shuffled[1:]:
        words = sum(len(s.words) for s in window) + len(sentence.words)
        fits = words <= MAX_WINDOW_WORDS and sentence.source == window[0].source
        if len(window) < wanted and fits:
            window.append(sentence)
        else:
            windows.append(tuple(window))
            window, wanted = [sentence], _wanted_sentences(rng, single_share)
    return [*windows, tuple(window)]


def _wanted_sentences(rng: random.Random, single_share: float) -> int:
    return 1 if rng.random() < single_share else rng.randint(2, 6)


def group_windows(
    windows: Sequence[tuple[Sentence, ...]], rng: random.Random
) -> Iterator[list[tuple[Sentence, ...]]]:
    """Groups of windows of like length with about ``WORDS_PER_BATCH`` words, padding counted."""
    jittered = sorted(windows, key=lambda w: sum(len(s.words) for s in w) * rng.uniform(0.85, 1.15))
    group: list[tuple[Sentence, ...]] = []
    longest = 0
    for window in jittered:
        longest = max(longest, sum(len(s.words) for s in window))
        if group and longest * (len(group) + 1) > WORDS_PER_BATCH:
            yield group
            group, longest = [], sum(len(s.words) for s in window)
        group.append(window)
    if group:
        yield group


class Batcher:
    """Turns groups of windows into tensors."""

    def __init__(self, pieces: WordPieces, labels: Labels, sources: Sources, masked: float) -> None:
        self._pieces = pieces
        self._labels = labels
        self._sources = sources
        self._masked = masked
        self._upos = {label: n for n, label in enumerate(labels.upos)}
        self._deprel = {label: n for n, label in enumerate(labels.deprel)}
        self._tags = {label: n for n, label in enumerate(labels.tags)}
        self._values = [{v: n for n, v in enumerate(values)} for _, values in labels.morph]

    def batch(self, group: Sequence[tuple[Sentence, ...]], rng: random.Random) -> Batch:
        """Make one batch; with probability ``masked`` a word's pieces become unknown."""
        coded = [self._code(window, rng) for window in group]
        size, pieces = len(group), max(len(ids) for ids, _, _ in coded)
        words = max(len(first) for _, first, _ in coded)
        ids = torch.full((size, pieces), PAD)
        first, last = torch.zeros(size, words, dtype=torch.long), torch.zeros(size, words, dtype=torch.long)
        for row, (numbers, begins, ends) in enumerate(coded):
            ids[row, : len(numbers)] = torch.tensor(numbers)
            first[row, : len(begins)] = torch.tensor(begins)
            last[row, : len(ends)] = torch.tensor(ends)
        targets = self._targets(group, words)
        source = group[0][0].source
        has_tree = group[0][0].tree is not None
        tree = self._sources.tree_number(source) if has_tree else 0
        name = 0 if has_tree else self._sources.names.index(source)
        return Batch(
            ids=ids,
            bias=(ids == PAD).float() * MASKED_SCORE,
            first=first,
            last=last,
            tree_source=torch.full((size,), tree),
            name_source=torch.full((size,), name),
            has_tree=has_tree,
            **targets,
        )

    def _code(
        self, window: tuple[Sentence, ...], rng: random.Random
    ) -> tuple[list[int], list[int], list[int]]:
        ids, first, last = self._pieces.sequence(word for s in window for word in s.words)
        for begin, end in zip(first, last, strict=True):
            if self._masked and rng.random() < self._masked:
                ids[begin : end + 1] = [UNKNOWN] * (end + 1 - begin)
        return ids, first, last

    def _targets(self, group: Sequence[tuple[Sentence, ...]], words: int) -> dict[str, Tensor]:
        size = len(group)
        blank = {
            name: torch.full((size, words), IGNORED) for name in ("heads", "deprel", "upos", "tags", "starts")
        }
        morph = torch.full((size, words, len(self._values)), IGNORED)
        outside = torch.ones(size, words, words + 1, dtype=torch.bool)
        for row, window in enumerate(group):
            at = 0
            for sentence in window:
                end = at + len(sentence.words)
                outside[row, at:end, at + 1 : end + 1] = False
                outside[row, at:end, 0] = False
                blank["starts"][row, at:end] = 0
                blank["starts"][row, at] = 1 if at else IGNORED
                self._fill(blank, morph, row, at, sentence)
                at = end
        return {**blank, "morph": morph, "outside": outside}

    def _fill(self, blank: dict[str, Tensor], morph: Tensor, row: int, at: int, sentence: Sentence) -> None:
        end = at + len(sentence.words)
        if sentence.tags:
            blank["tags"][row, at:end] = torch.tensor([self._tags[t] for t in sentence.tags])
        if not sentence.tree:
            return
        tree = sentence.tree
        blank["heads"][row, at:end] = torch.tensor([h + at if h else 0 for h in tree.heads])
        blank["deprel"][row, at:end] = torch.tensor([self._deprel.get(d, IGNORED) for d in tree.labels])
        blank["upos"][row, at:end] = torch.tensor([self._upos.get(u, IGNORED) for u in tree.upos])
        for column, (feature, _) in enumerate(self._labels.morph):
            numbers = [
                self._morph_target(sentence.source, column, feature, upos, features)
                for upos, features in zip(tree.upos, tree.morphs, strict=True)
            ]
            morph[row, at:end, column] = torch.tensor(numbers)

    def _morph_target(
        self, source: str, column: int, feature: str, upos: str, features: dict[str, str]
    ) -> int:
        """Number of the value, or ``IGNORED`` where the treebank leaves it out or is not to be trusted.

        HDT gives most nouns no case and `er sei` the indicative.
        """
        if (source, feature) in UNRELIABLE:
            return IGNORED
        partial = source in PARTIAL or (upos, feature) in self._labels.carried
        if feature not in features and partial:
            return IGNORED
        return self._values[column].get(first_value(features.get(feature, "")), IGNORED)
