"""Collect a model's label lists from its training sentences."""

from __future__ import annotations

from collections.abc import Iterable

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


def collect_labels(sentences: Iterable[Sentence]) -> Labels:
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
    )


def first_value(value: str) -> str:
    """`Acc,Dat` stands for doubt in some treebanks; the first value is as good as any."""
    return value.partition(",")[0]
