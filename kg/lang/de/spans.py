"""Small questions about tokens that the rules for speech and phrases share."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.morphology import feature
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_LOOSE = ",;:–-.!? \t\r\n\xa0"
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


def _trimmed(words: DocSpan) -> Span | None:
    """The words without white space and loose punctuation at their edges."""
    start, text = words.start_char, words.text
    kept = text.lstrip(_LOOSE)
    if kept[:1] in {"“", "”", "«"} and kept[1:2].isspace():  # closes what stands before
        kept = kept[1:].lstrip(_LOOSE)
    start += len(text) - len(kept)
    kept = kept.rstrip(_LOOSE)
    return Span(start, start + len(kept), kept) if kept else None


def span_of_token(token: Token) -> Span:
    """The token's own slice."""
    return Span(token.idx, token.idx + len(token.text), token.text)


def pieces(doc: Doc, tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The runs of neighbouring tokens as trimmed spans, in text order."""
    found: list[Span] = []
    run: list[Token] = []
    for token in [*sorted(tokens, key=lambda t: t.i), None]:
        if token is not None and (not run or token.i == run[-1].i + 1):
            run.append(token)
            continue
        if any(c.isalnum() for t in run for c in t.text):
            span = _trimmed(doc[run[0].i : run[-1].i + 1])
            if span is not None:
                found.append(span)
        run = [token] if token is not None else []
    return tuple(found)


def is_finite(token: Token) -> bool:
    """True for a finite verb or auxiliary."""
    return token.pos_ in {"VERB", "AUX"} and feature(token, "Mood") != ""


def is_nominal(token: Token) -> bool:
    """True for a noun, a name or a pronoun."""
    return token.pos_ in _NOMINAL


def finite_of(verb: Token) -> Token | None:
    """The finite word of the clause that ``verb`` heads: itself, an auxiliary or its copula."""
    if is_finite(verb):
        return verb
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"} and is_finite(c)]
    return auxiliaries[0] if auxiliaries else None


def subject_of(verb: Token) -> Token | None:
    """The subject of ``verb``, shared over coordination; in a passive the `von` phrase."""
    if any(c.dep_ == "aux:pass" for c in verb.children):
        agents = [c for c in verb.children if c.dep_ == "obl:agent"]
        return agents[0] if agents else None
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if subjects:
        return subjects[0]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return subject_of(verb.head)
    return None


def konjunktiv(finite: Token | None) -> int:
    """1 or 2 for Konjunktiv I and II, 0 for anything else (Mood=Sub; the tense tells which).

    Taggers miss `seien`; a form that can be nothing else counts whatever its mood.
    """
    if finite is None:
        return 0
    third = feature(finite, "Person") in ("3", "") and feature(finite, "Mood") != "Imp"
    if third and finite.text.lower() in load_speech_words().subjunctive:
        return 1
    if finite.text.lower() in load_speech_words().subjunctive_past:
        return 2
    if feature(finite, "Mood") != "Sub":
        return 1 if _ends_like_konjunktiv(finite) else 0
    return 2 if feature(finite, "Tense") == "Past" else 1


def _ends_like_konjunktiv(finite: Token) -> bool:
    """`nehme er`: in the present only the Konjunktiv ends in -e, except with `ich`.

    Taggers read such forms as a first person where the verb stands at the clause's start.
    """
    if not finite.text.endswith("e") or feature(finite, "Mood") == "Imp":
        return False
    if feature(finite, "Tense") != "Pres" or feature(finite, "Number") == "Plur":
        return False
    words = finite.head.children if finite.dep_ in {"aux", "aux:pass", "cop"} else finite.children
    subjects = [c for c in words if c.dep_ in _SUBJECTS]
    near = finite.doc[max(0, finite.i - 2) : finite.i + 3]
    return bool(subjects) and not any(t.text.lower() == "ich" for t in (*subjects, *near))


def is_colon(token: Token) -> bool:
    """A colon, also with the bracket before it (`Söder (CSU): …` has `):` for one token)."""
    return token.text in {":", "):"}
