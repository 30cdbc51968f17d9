"""Words beside a verb that the parser takes for its arguments though they stand apart."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.claims.cases import may_be_subject
from kg.claims.reading import Reading
from kg.claims.sides import type_of
from kg.lang.de.spans import is_finite
from kg.model import Argument, Clause, Speech

_COMPARING = frozenset({"als", "wie"})
_TOGETHER = frozenset({"gemeinsam", "zusammen"})
_NEAREST = 4  # words between `als` and its noun


def without_strangers(clause: Clause, reading: Reading) -> Clause:
    """The clause with the arguments that are its own."""
    own = sourced_apart(spoken_apart(compared_apart(clause, reading.doc), reading), reading)
    return _with_companions(own, reading.doc)


def _with_companions(clause: Clause, doc: Doc) -> Clause:
    """`hatte gemeinsam mit den Marshallinseln eine Koalition geschmiedet`: they forged it too."""
    if clause.voice == "passive" or not any(a.role == "agent" for a in clause.arguments):
        return clause
    more = tuple(
        replace(a, role="agent", preposition="", case="Nom")
        for a in clause.arguments
        if a.role == "oblique" and a.preposition == "mit" and _is_together(doc[a.head])
    )
    return replace(clause, arguments=(*clause.arguments, *more)) if more else clause


def _is_together(head: Token) -> bool:
    cases = [child.i for child in head.lefts if child.dep_ == "case" and child.text.lower() == "mit"]
    return bool(cases) and cases[0] > 0 and head.doc[cases[0] - 1].text.lower() in _TOGETHER


def compared_apart(clause: Clause, doc: Doc) -> Clause:
    """`würdigte die Einigung als Triumph`: what `als` brings in is no second object."""
    kept = tuple(a for a in clause.arguments if a.role != "patient" or not _is_compared(doc[a.head]))
    return clause if len(kept) == len(clause.arguments) else replace(clause, arguments=kept)


def _is_compared(head: Token) -> bool:
    first = min([head.i, *(child.i for child in head.lefts if child.dep_ in ("amod", "det", "nummod"))])
    opening = first == 0 or head.doc[first].is_sent_start
    before = head if opening else head.doc[first - 1]
    marked = any(c.text.lower() in _COMPARING and head.i - c.i <= _NEAREST for c in head.lefts)
    return marked or before.text.lower() in _COMPARING


def spoken_apart(clause: Clause, reading: Reading) -> Clause:
    """`„Er ist die eiserne Hand“, so charakterisierte ihn X`: what is quoted is no argument.

    A word or phrase in quotation marks is one (`nannte ihn einen „Lügner“`), a sentence is not.
    """
    own = reading.said.get(clause.token)
    kept = tuple(a for a in clause.arguments if not _is_spoken(a, own, reading))
    return clause if len(kept) == len(clause.arguments) else replace(clause, arguments=kept)


def _is_spoken(argument: Argument, own: Speech | None, reading: Reading) -> bool:
    speech = reading.said.get(argument.head)
    if speech is None or speech is own or speech.type != "direct":
        return False
    quotes = (reading.doc.char_span(q.start, q.end, alignment_mode="contract") for q in speech.quotes)
    return any(is_finite(word) for quote in quotes if quote is not None for word in quote)


def sourced_apart(clause: Clause, reading: Reading) -> Clause:
    """`Jens Stoltenberg zufolge unterstützt Russland …`: the source does not do what it tells."""
    speech = reading.said.get(clause.token)
    if speech is None or speech.speaker is None or speech.cue is None:
        return clause
    if not _is_adposition(speech, reading.doc) or _is_own(speech, reading.doc):
        return clause
    kept = tuple(a for a in clause.arguments if not _names_source(reading.doc[a.head], speech.speaker))
    if len(kept) == len(clause.arguments):
        return clause
    return replace(clause, arguments=_with_subject(kept, clause, reading))


def _with_subject(kept: tuple[Argument, ...], clause: Clause, reading: Reading) -> tuple[Argument, ...]:
    """The source was taken for the subject: of two objects the name that agrees with the verb is it."""
    doc, patients = reading.doc, [a for a in kept if a.role == "patient"]
    if len(patients) != 2 or any(a.role == "agent" for a in kept) or clause.voice == "passive":
        return kept
    names = [a for a in patients if type_of(a, reading.resolution) not in (None, "Concept")]
    if len(names) != 1 or not may_be_subject(doc[names[0].head], doc[clause.token]):
        return kept
    return tuple(replace(a, role="agent", case="Nom") if a is names[0] else a for a in kept)


def _is_adposition(speech: Speech, doc: Doc) -> bool:
    """`laut`, `zufolge`: the cue is no verb."""
    assert speech.cue is not None
    words = doc.char_span(speech.cue.start, speech.cue.end, alignment_mode="expand")
    return words is not None and not any(word.pos_ in ("VERB", "AUX") for word in words)


def _is_own(speech: Speech, doc: Doc) -> bool:
    """`beschäftigt nach eigenen Angaben`: who tells it is who does it."""
    assert speech.cue is not None
    words = doc.char_span(speech.cue.start, speech.cue.end, alignment_mode="expand")
    near = () if words is None else tuple(doc[max(0, words.start - 2) : words.end + 2])
    return any(word.text.lower().startswith("eigen") and word.pos_ == "ADJ" for word in near)


def _names_source(head: Token, speaker: int) -> bool:
    beside = [c.i for c in head.children if c.dep_ in ("appos", "flat", "compound")]
    return head.i == speaker or speaker in beside
