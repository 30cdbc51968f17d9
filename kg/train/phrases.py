"""Words in trees: noun phrases of the constructed training sentences, inflected for case and number."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from kg.train.lexicon import Noun

_DEFINITE = {
    "m": ("der", "des", "den", "dem"),
    "f": ("die", "der", "die", "der"),
    "n": ("das", "des", "das", "dem"),
    "p": ("die", "der", "die", "den"),
}
_INDEFINITE = {
    "m": ("ein", "eines", "einen", "einem"),
    "f": ("eine", "einer", "eine", "einer"),
    "n": ("ein", "eines", "ein", "einem"),
    "p": ("mehrere", "mehrerer", "mehrere", "mehreren"),
}
_ORDER = ("Nom", "Gen", "Acc", "Dat")
_GENDERS = {"m": "Masc", "f": "Fem", "n": "Neut"}
_WEAK = {"m": ("e", "en", "en", "en"), "f": ("e", "en", "e", "en"), "n": ("e", "en", "e", "en")}
_MIXED = {"m": ("er", "en", "en", "en"), "f": ("e", "en", "e", "en"), "n": ("es", "en", "es", "en")}


@dataclass(slots=True, eq=False)
class Word:
    """One word of a tree; ``head`` is None for the word that the whole phrase hangs on."""

    text: str
    upos: str
    label: str
    head: Word | None = None
    feats: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order with the one that heads them."""

    words: tuple[Word, ...]
    head: Word


def noun_phrase(
    noun: Noun,
    case: str,
    label: str,
    rng: random.Random,
    *,
    number: str = "Sing",
    adjectives: list[str] | None = None,
    definite: bool = True,
) -> Phrase:
    """`den neuen Minister`, `mehrere Häuser`, `Angela Merkel`.

    Args:
        label: the relation of its head.
        adjectives: stems of which one may stand before the noun.
        definite: `der` rather than `ein` or `mehrere`.
    """
    if not noun.gender:
        return _name(noun, case, label)
    feats = {"Case": case, "Number": number, "Gender": _GENDERS[noun.gender]}
    head = Word(noun.form(case, number), "NOUN", label, None, feats)
    column = "p" if number == "Plur" else noun.gender
    at = _ORDER.index(case)
    article = (_DEFINITE if definite else _INDEFINITE)[column][at]
    quantifier = not definite and number == "Plur"
    words = [Word(article, "DET", "det", head, _article_feats(feats, definite, quantifier))]
    if adjectives and not quantifier and rng.random() < 0.3:
        endings = _WEAK if definite else _MIXED
        ending = "en" if number == "Plur" else endings[noun.gender][at]
        words.append(Word(rng.choice(adjectives) + ending, "ADJ", "amod", head, {**feats, "Degree": "Pos"}))
    return Phrase((*words, head), head)


def _article_feats(feats: dict[str, str], definite: bool, quantifier: bool) -> dict[str, str]:
    shared = {name: value for name, value in feats.items() if name != "Gender" or feats["Number"] == "Sing"}
    if quantifier:
        return {**shared, "PronType": "Ind"}
    return {**shared, "Definite": "Def" if definite else "Ind", "PronType": "Art"}


def _name(noun: Noun, case: str, label: str) -> Phrase:
    first, *others = noun.form(case, "Sing").split()
    feats = {"Case": case, "Number": "Sing"}
    head = Word(first, "PROPN", label, None, feats)
    return Phrase((head, *(Word(part, "PROPN", "flat", head, dict(feats)) for part in others)), head)


def attach(phrase: Phrase, head: Word) -> tuple[Word, ...]:
    """Hang the phrase on ``head``; returns its words."""
    phrase.head.head = head
    return phrase.words


def with_preposition(preposition: str, phrase: Phrase) -> Phrase:
    """`von dem Minister` becomes `vom Minister`."""
    contracted = {("von", "dem"): "vom", ("in", "dem"): "im", ("an", "dem"): "am"}
    first, *others = phrase.words
    text = contracted.get((preposition, first.text))
    kept = others if text else list(phrase.words)
    return Phrase((Word(text or preposition, "ADP", "case", phrase.head), *kept), phrase.head)


def joined(first: Phrase, second: Phrase) -> Phrase:
    """`Panzer und Hubschrauber`: the second hangs on the first."""
    second.head.label = "conj"
    link = Word("und", "CCONJ", "cc", second.head)
    return Phrase((*first.words, link, *attach(second, first.head)), first.head)
