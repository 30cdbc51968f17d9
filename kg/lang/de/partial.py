"""Single words of somebody's in quotation marks: `er sei „sehr froh“`, `nannte das „Irrsinn“`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.complements import verb_lemma
from kg.lang.de.names import text_of
from kg.lang.de.quotation import pairs_of_marks
from kg.lang.de.spans import span_of_token
from kg.lang.de.speakers import speaker_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech

_SLACK = 3  # a quote is trimmed of the full stop and the mark at its end


def find_partial(doc: Doc, speech: Sequence[Speech]) -> tuple[Speech, ...]:
    """Marked words that somebody uses; names, titles of works and scare quotes are left out.

    Args:
        doc: the annotated article.
        speech: what ``find_speech`` found; marks inside it belong to its speaker.
    """
    taken = [q for s in speech if s.type == "direct" for q in s.quotes]
    found = []
    text = text_of(doc)  # joined anew at each look
    for start, end in pairs_of_marks(text):
        if any(q.start < end and start < q.end for q in taken):
            continue
        words = _words(doc, start, end)
        if words:
            quote = Span(start, end, text[start:end])
            found += list(_partial(quote, words, speech))[:1]
    return tuple(found)


def _words(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start + 1, end - 1, alignment_mode="contract")
    return [t for t in span if t.pos_ not in {"PUNCT", "SPACE", "SYM"}] if span is not None else []


def _partial(quote: Span, words: list[Token], speech: Sequence[Speech]) -> Iterator[Speech]:
    around = [
        s for s in speech if any(q.start <= quote.start and quote.end <= q.end + _SLACK for q in s.quotes)
    ]
    inner = min(around, key=lambda s: (sum(q.end - q.start for q in s.quotes), s.rule), default=None)
    cue = _naming_verb(words)
    # `Sie sagte, er habe ihn „feige“ genannt`: the verb inside what is said is nearer.
    naming = cue is not None and verb_lemma(cue) in load_speech_words().naming
    near = inner is None or (
        naming and cue is not None and any(q.start <= cue.idx < q.end for q in inner.quotes)
    )
    if cue is not None and near and not _is_name(words, named=True):
        speaker = speaker_of(cue)
        if speaker is not None or any(c.dep_ == "aux:pass" for c in cue.children):
            number = speaker.i if speaker is not None else None
            yield Speech("direct", number, span_of_token(cue), (quote,), "de.speech.naming")
    if inner is not None and not _is_name(words, named=False):
        yield Speech("direct", inner.speaker, inner.cue, (quote,), "de.speech.partial")


def _holds(outer: Span, quote: Span) -> bool:
    return outer.start <= quote.start and quote.end <= outer.end + _SLACK


def _naming_verb(words: list[Token]) -> Token | None:
    """The verb that governs the marked words, where it says that somebody calls something so."""
    first = words[0]
    inside = {t.i for t in words}
    top = next((t for t in words if t.head.i not in inside), first)
    head = top.head
    for _ in range(3):
        if head.pos_ in {"VERB", "AUX"} or head.head.i == head.i:
            break
        head = head.head
    lexicon = load_speech_words()
    lemma = verb_lemma(head)
    if head.pos_ != "VERB" or head.i in inside or lemma not in lexicon.naming | lexicon.say:
        return None
    return head


def _is_name(words: list[Token], *, named: bool) -> bool:
    """A name or a title: capitalised words alone, or words that a noun stands directly before."""
    if all(t.pos_ == "PROPN" or t.ent_type_ for t in words):
        return True
    capital = all(t.text[:1].isupper() or not t.text[:1].isalpha() for t in words)
    before = words[0].nbor(-2) if words[0].i >= 2 else None
    title = before is not None and before.pos_ in {"NOUN", "PROPN"} and words[0].text[:1].isupper()
    if title:
        return True
    return capital and not named
