"""Sources in a wie-clause: `Wie das Amt mitteilte, …` and `…, wie das Amt mitteilte`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.complements import is_cue
from kg.lang.de.spans import finite_of, is_finite, is_nominal, pieces, span_of_token
from kg.lang.de.speakers import speaker_of
from kg.model import Speech

_LONGEST = 30  # words of a wie-clause
_ENDS = frozenset(",.;:–!?)")


def find_comparisons(doc: Doc) -> Iterator[Speech]:
    """Speech whose source is a wie-clause that ends in a finite verb of saying (not `wie geplant`)."""
    for wie in doc:
        if wie.text.lower() != "wie" or not _opens(wie):
            continue
        cue = _cue(wie)
        if cue is None:
            continue
        verb, end = cue
        sentence = wie.sent
        phrase = set(range(wie.i, end))
        if wie.i == sentence.start:
            kept = [t for t in sentence if t.i >= end]
        else:
            kept = [t for t in sentence if t.i not in phrase and not _is_apart(wie, t)]
        quotes = pieces(doc, kept)
        if quotes and any(is_finite(t) for t in kept):
            speaker = speaker_of(verb)
            number = speaker.i if speaker is not None and speaker.i in phrase else _subject_in(verb, phrase)
            yield Speech("indirect", number, span_of_token(verb), quotes, "de.speech.wie")


def _opens(wie: Token) -> bool:
    return wie.i == wie.sent.start or wie.nbor(-1).text in {",", "–", "-"}


def _cue(wie: Token) -> tuple[Token, int] | None:
    """The verb of saying at the clause's end, and the number of the token behind the clause."""
    doc, end = wie.doc, min(wie.sent.end, wie.i + _LONGEST)
    for i in range(wie.i + 2, end):
        at_end = i + 1 >= end or doc[i + 1].text in _ENDS
        token = doc[i]
        if not at_end or not is_finite(token):
            continue
        verbs = [t for t in (token, token.head) if is_cue(t) and finite_of(t) in {token, t}]
        inside = [t for t in verbs if wie.i < t.i <= i]
        return (inside[0], i + 1) if inside else None
    return None


def _subject_in(verb: Token, phrase: set[int]) -> int | None:
    """The first noun behind `wie` that no preposition governs; else the first of all (`aus Kreisen`)."""
    nouns = [t for t in verb.doc[min(phrase) : verb.i] if is_nominal(t)]
    free = [
        t
        for t in nouns
        if not any(c.dep_ == "case" for c in t.children) and t.head.i not in phrase - {verb.i}
    ]
    chosen = [*free, *nouns]
    return chosen[0].i if chosen else None


def _is_apart(wie: Token, token: Token) -> bool:
    """Behind the closing comma a new main clause may begin; only what stands before is meant then."""
    return token.i > wie.i and token.text in _ENDS
