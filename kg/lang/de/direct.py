"""Direct speech: who stands behind each pair of quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.complements import is_cue, verb_lemma
from kg.lang.de.spans import finite_of, span_of_token, subject_of
from kg.lang.de.speakers import speaker_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech


def find_direct(doc: Doc, quotations: Sequence[Span]) -> tuple[Speech, ...]:
    """One Speech for every cue, its quotes joined (`"Ja", sagte X, "wir gehen."`)."""
    found: list[Speech] = []
    for quotation in quotations:
        cue = _cue_of(doc, quotation, quotations)
        last = found[-1] if found else None
        if cue is None:
            found.append(_without_cue(doc, quotation))
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


def _cue_of(doc: Doc, quotation: Span, quotations: Sequence[Span]) -> Token | None:
    """Behind a colon the cue stands before the marks (`Er fuhr fort: "…" Sie sagte: "…"`)."""
    last = _last_before(doc, quotation)
    before = _cue_before(doc, quotation, quotations)
    if before is not None and last is not None and last.text == ":":
        return before
    return _cue_after(doc, quotation) or before


def _tokens_of(doc: Doc, quotation: Span) -> tuple[int, int]:
    """Numbers of the first token of a quotation and of the first one behind it."""
    span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    assert span is not None, "a quotation lies inside its article"
    return span.start, span.end


def _cue_after(doc: Doc, quotation: Span) -> Token | None:
    """`"…", sagte Obama` and `"…", hat Obama gesagt`."""
    _, behind = _tokens_of(doc, quotation)
    while behind < len(doc) and doc[behind].text in {",", "-", "–"}:
        behind += 1
    if behind >= len(doc) or doc[behind].text in {".", "!", "?"} or doc[behind].text.isspace():
        return None
    if doc[behind].text == "so" and behind + 1 < len(doc):
        behind += 1  # `"…", so charakterisierte ihn die Zeitung`
    token = doc[behind]
    if _announces(token):
        return None
    for verb in (token, token.head):
        if is_cue(verb) and verb.i >= token.i and finite_of(verb) in {token, verb}:
            return verb
    return None


def _announces(token: Token) -> bool:
    """True where the sentence that begins here leads to the next quotation (`Er fuhr fort: „…“`)."""
    if token.i != token.sent.start:
        return False
    rest = token.doc[token.i : token.sent.end]
    return any(t.text == ":" for t in rest) or (
        token.sent.end < len(token.doc) and token.doc[token.sent.end].text in {"„", '"', "»", "“"}
    )


def _cue_before(doc: Doc, quotation: Span, quotations: Sequence[Span]) -> Token | None:
    """`Obama sagte: "…"` and `Obama sagte weiter, "…"`: the last verb of saying before the marks."""
    last = _last_before(doc, quotation)
    while last is not None and last.i and last.text.lower() in {"dass", "daß"}:
        last = last.nbor(-1)  # `sagte, dass „…“`
    if last is not None and last.text == "," and last.i and last.nbor(-1).text.lower() in {"dass", "daß"}:
        last = last.nbor(-2)
    if last is None or last.text not in {":", ","}:
        return None
    words = doc[last.sent.start : last.i + 1]
    near = [q for q in quotations if q.end > words.start_char and q.start < words.end_char]
    cues = [t for t in words if is_cue(t) and not any(q.start <= t.idx < q.end for q in near)]
    if last.text == "," and cues and any(t.pos_ == "PUNCT" for t in doc[cues[-1].i + 1 : last.i]):
        return None
    return cues[-1] if cues else None


def _without_cue(doc: Doc, quotation: Span) -> Speech:
    """Bare marks: the subject before a colon, else nobody so far."""
    before = _last_before(doc, quotation)
    if before is not None and before.text == ":":
        subject = subject_of(before.sent.root)
        if subject is not None:
            return Speech("direct", subject.i, None, (quotation,), "de.speech.colon")
    return Speech("direct", None, None, (quotation,), "de.speech.quotes")


def _last_before(doc: Doc, quotation: Span) -> Token | None:
    """The last word before the marks, line breaks skipped."""
    i = _tokens_of(doc, quotation)[0] - 1
    while i >= 0 and doc[i].text.isspace():
        i -= 1
    return doc[i] if i >= 0 else None
