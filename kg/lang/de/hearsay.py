"""What is only heard: `er soll … haben`, `sie will … gesehen haben`, `angeblich`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.complements import verb_lemma
from kg.lang.de.morphology import feature
from kg.lang.de.spans import is_finite, pieces, span_of_token, subject_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Speech

_MODALS = {"sollen": "de.speech.soll", "wollen": "de.speech.will"}

HEARSAY = frozenset({"de.speech.soll", "de.speech.alleged"})
"""Rules of speech with nobody named; who tells it may stand in the sentences before."""


def find_hearsay(doc: Doc) -> Iterator[Speech]:
    """Clauses that the article marks as what others say, in text order."""
    for token in doc:
        if token.lemma_ in _MODALS:
            yield from _modal(token)
        elif token.text.lower() in load_speech_words().alleging:
            yield from _alleged(token)
        elif token.text.lower() == "wie":
            yield from _seeming(token)


def _modal(modal: Token) -> Iterator[Speech]:
    if not is_heard(modal):
        return
    verb = modal.head
    subject = subject_of(verb) if modal.lemma_ == "wollen" else None
    quotes = pieces(modal.doc, [t for t in verb.subtree if not t.text.isspace()])
    number = subject.i if subject is not None else None
    yield Speech("reported", number, span_of_token(modal), quotes, _MODALS[modal.lemma_])


def is_heard(modal: Token) -> bool:
    """With a perfect infinitive `soll` tells what others say, `will` what the subject says of itself.

    (`Er soll getötet worden sein`, `Die Zeugin will den Täter gesehen haben`)
    """
    verb = modal.head
    if modal.lemma_ not in _MODALS or verb.i == modal.i or feature(modal, "Tense") != "Pres":
        return False
    if feature(modal, "Mood") != "Ind" or not _is_perfect(verb):
        return False
    return modal.lemma_ == "sollen" or subject_of(verb) is not None


def _is_perfect(verb: Token) -> bool:
    """A perfect infinitive, its auxiliary maybe behind another (`soll A erpresst und B betrogen haben`)."""
    return _has_infinitive(verb) or (
        feature(verb, "VerbForm") == "Part"
        and any(c.dep_ == "conj" and _ends_perfect(c) for c in verb.children)
    )


def _ends_perfect(verb: Token) -> bool:
    """Taggers take the `haben` behind the last participle for a finite verb; it has no subject of its own."""
    last = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    if any(c.dep_.startswith("nsubj") for c in verb.children):
        return False
    ends = last is not None and last.head == verb and last.text in {"haben", "sein"}
    return ends or any(c.dep_ == "conj" and _ends_perfect(c) for c in verb.children)


def _has_infinitive(verb: Token) -> bool:
    infinitive = any(
        c.dep_ in {"aux", "aux:pass", "cop"} and c.lemma_ in {"haben", "sein"} and not feature(c, "Mood")
        for c in verb.children
    )
    return infinitive and feature(verb, "VerbForm") == "Part"


def _alleged(adverb: Token) -> Iterator[Speech]:
    """`Angeblich hat er …`: an adverb of the clause, not of a noun (`der angeblich reiche Mann`)."""
    verb = adverb.head
    if adverb.dep_ != "advmod" or not _heads_finite(verb):
        return
    kept = [t for t in verb.subtree if t.i != adverb.i and not t.text.isspace()]
    quotes = pieces(adverb.doc, kept)
    if quotes:
        yield Speech("reported", None, span_of_token(adverb), quotes, "de.speech.alleged")


def _seeming(wie: Token) -> Iterator[Speech]:
    """`Wie es aussieht, hat er …`, `Er hat, wie es scheint, …`: the sentence without the clause."""
    doc, end = wie.doc, wie.i + 3
    if end > wie.sent.end or doc[wie.i + 1].text.lower() != "es":
        return
    verb = doc[wie.i + 2]
    if verb_lemma(verb) not in load_speech_words().seeming or not is_finite(verb):
        return
    if end < wie.sent.end and doc[end].text not in {",", "–", "."}:
        return  # `wie es scheint dem Mann gut zu gehen`
    kept = [t for t in wie.sent if not wie.i <= t.i < end and not t.text.isspace()]
    quotes = pieces(doc, kept)
    if quotes and any(map(is_finite, kept)):
        yield Speech("reported", None, span_of_token(verb), quotes, "de.speech.alleged")


def _heads_finite(verb: Token) -> bool:
    return is_finite(verb) or any(
        c.dep_ in {"aux", "aux:pass", "cop"} and is_finite(c) for c in verb.children
    )
