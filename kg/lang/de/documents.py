"""What speaks where nobody does: `In dem Schreiben heißt es`, `aus dem Brief geht hervor`."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from kg.lang.de.morphology import feature
from kg.lang.de.relative import antecedent, is_relative
from kg.lang.de.spans import is_nominal
from kg.lang.de.speech_data import load_speech_words

_THEREIN = frozenset({"darin", "hierin"})
_TAIL = 6  # letters of a noun that compounds may end in (`Betrugsvorwurf`)
_PLACES = frozenset({"in", "im", "aus", "bei", "auf"})


def document_of(verb: Token) -> Token | None:
    """`In dem Schreiben heißt es`, `aus Militärkreisen verlautete`: the source is a phrase of place.

    With other verbs, and in the passive, only a document is one (`In dem Bericht wird festgehalten`).
    """
    words = load_speech_words()
    for child in verb.children:
        cases = {c.text.lower() for c in child.children if c.dep_ == "case"}
        if not (is_nominal(child) or _is_demonstrative(child)) or not cases & _PLACES:
            continue
        named = antecedent(verb) if is_relative(child) else child  # `Medien, in denen es heißt`
        if named is not None and (verb.lemma_ in words.impersonal or _is_document(named)):
            return _author(named) or named
    return _document_before(verb) if any(c.text.lower() in _THEREIN for c in verb.children) else None


def _author(document: Token) -> Token | None:
    """`in einem Brief von Holt`, `in einer Erklärung der Partei`: who wrote it, where a name says so."""
    for child in document.children:
        cases = {c.text.lower() for c in child.children if c.dep_ == "case"}
        owner = child.dep_ in {"nmod", "nmod:poss"} and cases <= {"von", "vom"}
        if owner and child.ent_type_ in {"PER", "ORG"}:
            return child
    return None


def _document_before(verb: Token) -> Token | None:
    """`Sie gab eine Stellungnahme ab. Darin heißt es …`: the last document of the sentence before."""
    start = verb.sent.start - 1
    while start >= 0 and verb.doc[start].text.isspace():
        start -= 1
    before = verb.doc[start].sent if start >= 0 else ()
    found = [token for token in before if token.pos_ == "NOUN" and _is_document(token)]
    return found[-1] if found else None


def _is_document(noun: Token) -> bool:
    """Also the `diesem` of `In diesem wird festgehalten`."""
    words = load_speech_words()
    listed = noun.lemma_ in words.documents or noun.lemma_.lower().endswith(tuple(sorted(words.tails)))
    return listed or _is_demonstrative(noun)


def _is_demonstrative(word: Token) -> bool:
    return word.pos_ in {"PRON", "DET"} and word.dep_ != "det" and feature(word, "PronType") == "Dem"


def alleges(noun: Token) -> bool:
    """`Vorwurf`, `Betrugsverdacht`: what somebody states of others, whoever it is."""
    return is_compound_of(noun, load_speech_words().allegations)


def is_compound_of(noun: Token, listed: Collection[str]) -> bool:
    """True for one of the nouns and for compounds with it (`Staatsmedien`, `US-Medien`)."""
    forms = {noun.lemma_, noun.text, noun.lemma_.rpartition("-")[2], noun.text.rpartition("-")[2]}
    tails = tuple(word.lower() for word in sorted(listed) if len(word) >= _TAIL)
    return bool(forms & set(listed)) or any(form.lower().endswith(tails) for form in forms)
