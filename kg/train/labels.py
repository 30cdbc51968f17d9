"""Collect a model's label lists from its training sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.annotate.labels import Labels
from kg.eval.corpora import Sentence

FEATURES = [
    "Case",
    "Number",
    "Gender",
    "Mood",
    "Tense",
    "Person",
    "VerbForm",
    "Degree",
    "PronType",
    "Definite",
    "Poss",
    "Reflex",
    "Polarity",
]
"""The features that the rules and users read; the rest of UD's German features is left out."""


CARRIED_SHARE = 0.95


def collect_labels(sentences: Sequence[Sentence], carrier: str = "gsd") -> Labels:
    """Every label that occurs, sorted, so that the same corpora give the same numbers."""
    upos: set[str] = set()
    deprel: set[str] = set()
    values: dict[str, set[str]] = {feature: set() for feature in FEATURES}
    tags: set[str] = set()
    for sentence in sentences:
        if sentence.tree:
            upos.update(sentence.tree.upos)
            deprel.update(sentence.tree.labels)
            for morph in sentence.tree.morphs:
                for feature in morph.keys() & values.keys():
                    values[feature].add(first_value(morph[feature]))
        tags.update(tag for tag in sentence.tags or () if tag != "O")
    return Labels(
        upos=tuple(sorted(upos)),
        deprel=tuple(sorted(deprel)),
        morph=tuple((name, ("", *sorted(found))) for name, found in values.items()),
        tags=("O", *sorted(tags)),
        carried=carried_features(sentences, carrier),
    )


def carried_features(sentences: Iterable[Sentence], source: str) -> tuple[tuple[str, str], ...]:
    """Parts of speech and features that nearly all of their words carry in one treebank."""
    words: Counter[str] = Counter()
    carrying: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        if sentence.tree and sentence.source == source:
            for upos, morph in zip(sentence.tree.upos, sentence.tree.morphs, strict=True):
                words[upos] += 1
                carrying.update((upos, feature) for feature in FEATURES if feature in morph)
    return tuple(sorted(pair for pair, n in carrying.items() if n >= CARRIED_SHARE * words[pair[0]]))


def first_value(value: str) -> str:
    """`Acc,Dat` stands for doubt in some treebanks; the first value is as good as any."""
    return value.partition(",")[0]
