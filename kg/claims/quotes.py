"""Who said what: the speech of an article as quotations, one for each line of ``kg quotes``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from spacy.tokens import Doc

from kg.entities import resolve
from kg.lang.de import find_clauses
from kg.lang.de.hearsay import HEARSAY
from kg.lang.de.partial import find_partial
from kg.lang.de.speakers import speaker_span
from kg.lang.de.speech import find_speech
from kg.lang.de.speech_acts import find_speech_acts
from kg.mentions import find_mentions
from kg.model import Article, Clause, Entity, Span, Speech, SpeechType

_SOURCES = frozenset({"de.speech.noun", "de.speech.demnach", "de.speech.laut", "de.speech.nach"})
_CARRIED = "de.speech.carried"


class Resolved(Protocol):
    """What quotations need to know of the entities of an article."""

    def entity_at(self, token: int) -> Entity | None:
        """What the mention with this head word means."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One thing that somebody says.

    Attributes:
        type: direct, indirect, or reported (the sentence that tells of the saying).
        speaker: the words that name the speaker, None where nobody is named.
        entity: whom these words mean, None where the article does not settle it.
        cue: the words that say that something is said, None without any.
        quotes: the spans of what is said, in text order; two where the source stands between.
        rule: id of the rule that found it.
    """

    type: SpeechType
    speaker: Span | None
    entity: Entity | None
    cue: Span | None
    quotes: tuple[Span, ...]
    rule: str


def find_quotations(
    doc: Doc, clauses: Iterable[Clause], resolution: Resolved | None = None
) -> tuple[Quotation, ...]:
    """The quotations of an article, in text order.

    Quotations lie inside each other where speech does, and where quotation marks stand inside
    indirect speech (`er habe „bewusst“ gehandelt`): the marked words are a direct one of their own.

    Args:
        doc: the annotated article.
        clauses: its clauses.
        resolution: its entities; without them ``Quotation.entity`` is None.
    """
    known = tuple(clauses)
    speech = find_speech(doc, known)
    marked = find_partial(doc, speech)
    found = [*_joined(doc.text, _split(doc, speech)), *marked, *find_speech_acts(doc, (*speech, *marked))]
    return tuple(_quotation(doc, each, resolution) for each in sorted(found, key=_place))


def quotations_of(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of an annotated article, their speakers resolved to its entities."""
    clauses = find_clauses(doc)
    return find_quotations(doc, clauses, resolve(doc, find_mentions(doc), clauses))


def _split(doc: Doc, speeches: Iterable[Speech]) -> Iterator[Speech]:
    """Each pair of marks by itself; an event that is announced counts as its whole sentence instead."""
    for speech in speeches:
        if speech.type == "direct":
            for quote in speech.quotes:
                yield Speech("direct", speech.speaker, speech.cue, (quote,), speech.rule, speech.denied)
        elif speech.rule != "de.speech.object" and not _is_aside(doc, speech):
            yield speech


def _is_aside(doc: Doc, speech: Speech) -> bool:
    """Hearsay of nobody inside a sentence (`…, der dort gewesen sein soll`)."""
    if speech.rule not in HEARSAY or speech.speaker is not None:
        return False
    first = doc.char_span(speech.quotes[0].start, speech.quotes[0].end, alignment_mode="expand")
    return first is not None and any(c.isalnum() for c in doc[first[0].sent.start : first.start].text)


def _joined(text: str, speeches: Iterable[Speech]) -> Iterator[Speech]:
    """Sentences that carry the same speech on, one behind the other, are one quotation."""
    last: Speech | None = None
    for speech in sorted(speeches, key=lambda s: (s.rule != _CARRIED, s.quotes[0].start)):
        if speech.rule != _CARRIED:
            if last is not None:
                yield last
            last = None
            yield speech
            continue
        if last is not None and _goes_on(text, last, speech):
            start, end = last.quotes[0].start, speech.quotes[-1].end
            last = replace(last, quotes=(Span(start, end, text[start:end]),))
            continue
        if last is not None:
            yield last
        last = speech
    if last is not None:
        yield last


def _goes_on(text: str, first: Speech, second: Speech) -> bool:
    between = text[first.quotes[-1].end : second.quotes[0].start]
    same = first.speaker == second.speaker and len(first.quotes) == len(second.quotes) == 1
    return same and not any(c.isalnum() for c in between)


def _quotation(doc: Doc, speech: Speech, resolution: Resolved | None) -> Quotation:
    entity = resolution.entity_at(speech.speaker) if resolution and speech.speaker is not None else None
    return Quotation(speech.type, _speaker(doc, speech), entity, speech.cue, speech.quotes, speech.rule)


def _speaker(doc: Doc, speech: Speech) -> Span | None:
    """The words that name the speaker; a source that nobody is named for speaks itself (`Hinweise, dass`)."""
    if speech.speaker is not None:
        return speaker_span(doc[speech.speaker])
    if speech.rule not in _SOURCES or speech.cue is None:
        return None
    words = doc.char_span(speech.cue.start, speech.cue.end, alignment_mode="expand")
    return speaker_span(words.root) if words is not None else None


def _place(speech: Speech) -> tuple[int, int, str, str]:
    return speech.quotes[0].start, -speech.quotes[-1].end, speech.type, speech.rule


def quotation_record(article: Article, quotation: Quotation) -> dict[str, Any]:
    """The quotation as a JSON object with the contract's keys in the contract's order."""
    speaker = None
    if quotation.speaker is not None:
        speaker = {
            **_slice(quotation.speaker),
            "entity": quotation.entity.id if quotation.entity is not None else None,
        }
    return {
        "article": article.name,
        "type": quotation.type,
        "speaker": speaker,
        "cue": _slice(quotation.cue) if quotation.cue is not None else None,
        "quote": [_slice(quote) for quote in quotation.quotes],
    }


def _slice(span: Span) -> dict[str, int | str]:
    return {"start": span.start, "end": span.end, "text": span.text}
