"""Direct speech: who stands behind each pair of quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.complements import is_cue, speaker_of, verb_lemma
from kg.lang.de.spans import finite_of, span_of_token, subject_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech


def find_direct(doc: Doc, quotations: Sequence[Span]) -> tuple[Speech, ...]:
    """One Speech for every cue, its quotes joined (`"Ja", sagte X, "wir gehen."`)."""
    found: list[Speech] = []
    for quotation in quotations:
        cue = _cue_after(doc, quotation) or _cue_before(doc, quotation, quotations)
        last = found[-1] if found else None
        if cue is None:
            found.append(_without_cue(doc, quotation, last))
            continue
        span = span_of_token(cue)
        if last is not None and last.cue == span:
            joined = Speech("direct", last.speaker, span, (*last.quotes, quotation), last.rule, last.denied)
            found[-1] = joined
            continue
        speaker = speaker_of(cue)
        denied = verb_lemma(cue) in load_speech_words().deny
        number = speaker.i if speaker is not None else None
        found.append(Speech("direct", number, span, (quotation,), "de.speech.direct", denied))
    return tuple(found)


def _token_from(doc: Doc, offset: int) -> Token | None:
    """The first word at or behind a character offset, commas and spaces skipped."""
    return next(
        (t for t in doc if t.idx >= offset and not t.text.isspace() and t.text not in {",", "-", "–"}), None
    )


def _cue_after(doc: Doc, quotation: Span) -> Token | None:
    """`"…", sagte Obama` and `"…", hat Obama gesagt`."""
    gap = doc.text[quotation.end : quotation.end + 2].strip(" ")
    token = _token_from(doc, quotation.end)
    if token is None or gap[:1] in {".", "!", "?", "\n", ""}:
        return None
    for verb in (token, token.head):
        if is_cue(verb) and verb.i >= token.i and finite_of(verb) in {token, verb}:
            return verb
    return None


def _cue_before(doc: Doc, quotation: Span, quotations: Sequence[Span]) -> Token | None:
    """`Obama sagte: "…"` and `Obama sagte weiter, "…"`: the last verb of saying before the marks."""
    before = doc.text[: quotation.start].rstrip(" \n")
    if before[-1:] not in {":", ","}:
        return None
    outside = [t for t in doc if t.idx < len(before) and not any(q.start <= t.idx < q.end for q in quotations)]
    sentence = outside[-1].sent if outside else None
    cues = [t for t in outside if sentence is not None and t.sent.start == sentence.start and is_cue(t)]
    if before[-1] == "," and cues and any(t.pos_ == "PUNCT" for t in doc[cues[-1].i + 1 : outside[-1].i]):
        return None
    return cues[-1] if cues else None


def _without_cue(doc: Doc, quotation: Span, last: Speech | None) -> Speech:
    """Bare marks: the subject before a colon, else the last direct speaker of the paragraph."""
    before = _last_before(doc, quotation.start)
    if before is not None and before.text == ":":
        subject = subject_of(before.sent.root)
        if subject is not None:
            return Speech("direct", subject.i, None, (quotation,), "de.speech.colon")
    same = last is not None and doc.text.count("\n\n", last.quotes[-1].end, quotation.start) == 0
    speaker = last.speaker if last is not None and same else None
    return Speech("direct", speaker, None, (quotation,), "de.speech.quotes")


def _last_before(doc: Doc, offset: int) -> Token | None:
    before = [t for t in doc if t.idx < offset and not t.text.isspace()]
    return before[-1] if before else None


