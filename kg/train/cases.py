"""Which case stands in which relation behind which preposition, counted on the training treebanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.eval.corpora import Sentence, TreebankSentence
from kg.train.labels import first_value

RARE = 3
# HDT gives most of its nouns no case.
_COUNTED = frozenset({"gsd", "gsd-old", "pud"})

Counts = dict[str, dict[str, dict[str, int]]]


def count_cases(trees: Iterable[TreebankSentence]) -> Counts:
    """Relation → preposition, "" for none → how often each case.

    Prepositions seen less than ``RARE`` times behind a relation are left out. Both readings of a
    treebank are counted, `in dem` and `im`.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for sentence in trees:
        if sentence.split.source in _COUNTED:
            for reading in (sentence.split, sentence.joined):
                _count(reading, counts)
    found: Counts = {}
    for (relation, preposition), cases in sorted(counts.items()):
        if cases.total() >= RARE:
            found.setdefault(relation, {})[preposition] = dict(sorted(cases.items()))
    return found


def _count(sentence: Sentence, counts: dict[tuple[str, str], Counter[str]]) -> None:
    tree = sentence.tree
    assert tree is not None
    before = {
        head - 1: sentence.words[n].lower()
        for n, (head, label) in enumerate(zip(tree.heads, tree.labels, strict=True))
        if label == "case"
    }
    for number, (upos, label, morph) in enumerate(zip(tree.upos, tree.labels, tree.morphs, strict=True)):
        if upos in ("NOUN", "PROPN", "PRON") and "Case" in morph:
            key = (label, before.get(number, ""))
            counts.setdefault(key, Counter())[first_value(morph["Case"])] += 1
