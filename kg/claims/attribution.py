"""Who says what a clause states: the innermost speech around it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.claims.metonyms import government
from kg.claims.resolved import Resolved
from kg.lang.de.speech_data import load_speech_words
from kg.model import Attribution, Clause, Entity, Polarity, Speech


def speech_by_token(doc: Doc, speech: Sequence[Speech]) -> dict[int, Speech]:
    """The innermost speech around each quoted token; of two equal ones that with a speaker."""
    found: dict[int, Speech] = {}
    for said in sorted(speech, key=_extent, reverse=True):
        for quote in said.quotes:
            span = doc.char_span(quote.start, quote.end, alignment_mode="contract")
            found.update(dict.fromkeys(range(span.start, span.end), said) if span is not None else {})
    return found


def _extent(speech: Speech) -> tuple[int, bool, bool, str]:
    length = sum(q.end - q.start for q in speech.quotes)
    return length, speech.speaker is None, speech.cue is None, speech.rule


def attribution_of(speech: Speech | None, doc: Doc, resolution: Resolved) -> Attribution | None:
    """The attribution that a speech gives; its speaker is None where nobody is named or known."""
    if speech is None:
        return None
    speaker = _speaker(speech.speaker, doc, resolution) if speech.speaker is not None else None
    # `hieß es aus Berlin` names a place, `Berlin teilte mit` its government; both are its voice.
    return Attribution(
        government(speaker) if speaker else None, speech.cue.text if speech.cue else "", speech.type
    )


def unnamed(clause: Clause) -> Attribution | None:
    """For a clause in the Konjunktiv I that no speech holds: somebody says so, whoever it is."""
    return Attribution(None, "", "indirect") if clause.conjunctive == 1 else None


_BESIDE = frozenset({"appos", "flat", "compound"})


def _speaker(token: int, doc: Doc, resolution: Resolved) -> Entity | None:
    """The speaker or who stands beside the word (`der Sprecher, Josh Earnest`)."""
    own = resolution.entity_at(token)
    if own is not None and own.type != "Concept":
        return own
    beside = [c.i for c in doc[token].children if c.dep_ in _BESIDE]
    # `die Vorsitzende Richterin Monika Tebbe`: the name hangs from the second noun
    beside += [deeper.i for i in beside for deeper in doc[i].children if deeper.dep_ in _BESIDE]
    beside += _spoken_for(doc[token])
    found = [e for e in map(resolution.entity_at, beside) if e is not None and e.type != "Concept"]
    return found[0] if found else own


def _spoken_for(speaker: Token) -> list[int]:
    """`ein Sprecher der Stadt Ulm`: nobody's name, but the city speaks through him."""
    if not speaker.lemma_.lower().endswith(tuple(sorted(load_speech_words().voices))):
        return []
    owners = [c for c in speaker.children if c.dep_ in {"nmod", "nmod:poss"}]
    return [word.i for owner in owners for word in (*(c for c in owner.children if c.dep_ in _BESIDE), owner)]


def flipped(polarity: Polarity) -> Polarity:
    """The other polarity."""
    return "negative" if polarity == "affirmative" else "affirmative"
