"""What a noun or an adjective takes for its content: `die Ansicht, dass …`, `zuversichtlich, … zu …`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.spans import is_nominal, span_of_token, subject_of
from kg.lang.de.speakers import speaker_of
from kg.lang.de.speech_data import load_speech_words
from kg.lang.de.word_order import content_behind
from kg.model import Span, Speech

_SOURCE = frozenset({"nach", "laut", "zufolge", "gemäß"})
_COPULAS = frozenset({"sein", "werden", "bleiben"})  # also where `ist besorgt` is read as a passive
_UNDER = frozenset({"in", "im", "unter"})
_OWNER = ("nmod", "nmod:poss", "appos")


def find_opinions(doc: Doc, taken: Collection[Span]) -> Iterator[Speech]:
    """Clauses behind nouns and adjectives of opinion that no verb of saying has claimed (``taken``)."""
    words = load_speech_words()
    for token in doc:
        noun = token.pos_ == "NOUN" and (token.lemma_ in words.clausal or token.text in words.clausal)
        adjective = not words.clausal_adjectives.isdisjoint((token.lemma_, token.text.lower()))
        if noun and any(c.dep_ == "case" and c.text.lower() in _SOURCE for c in token.children):
            continue  # `eigenen Angaben zufolge, …` names a source
        if not noun and not (adjective and any(c.lemma_ in _COPULAS for c in token.children)):
            continue
        demand = adjective or token.lemma_ in words.clausal_infinitive
        quote = content_behind(token, infinitives=demand, questions=token.lemma_ == "Zweifel", hops=2)
        if quote is None or any(q.start < quote.end and quote.start < q.end for q in taken):
            continue
        speaker = _holder(token) if noun else subject_of(token)
        if speaker is None and adjective:
            continue
        number = speaker.i if speaker is not None else None
        rule = "de.speech.noun" if noun else "de.speech.adjective"
        yield Speech("indirect", number, span_of_token(token), (quote,), rule)


def _holder(noun: Token) -> Token | None:
    """Whose opinion it is: its genitive or `von` phrase, else the subject of the clause around it."""
    for child in noun.children:
        cases = {c.text.lower() for c in child.children if c.dep_ == "case"}
        if child.dep_ in _OWNER and is_nominal(child) and child.i > noun.i and cases <= {"von", "vom"}:
            return child
        if child.dep_ == "det:poss":
            return child
    if any(c.dep_ == "case" and c.text.lower() in _UNDER for c in noun.children):
        return None  # `steht im Verdacht, … zu haben`: of others
    governor = noun.head
    while governor.pos_ not in {"VERB", "AUX"} and governor.head.i != governor.i:
        if governor.dep_.startswith("nsubj"):
            break
        governor = governor.head
    subject = speaker_of(governor)
    return subject if subject is not None and subject.i != noun.i else None
