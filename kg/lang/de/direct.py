"""Direct speech: who stands behind each pair of quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.lang.de.colons import speaker_before
from kg.lang.de.complements import is_cue
from kg.lang.de.names import text_of
from kg.lang.de.spans import finite_of, span_of_token, subject_of
from kg.lang.de.speakers import speaker_of
from kg.model import Span, Speech


def find_direct(doc: Doc, quotations: Sequence[Span]) -> tuple[Speech, ...]:
    """One Speech for every cue, its quotes joined (`"Ja", sagte X, "wir gehen."`)."""
    found: list[Speech] = []
    text = text_of(doc)  # joined anew at each look
    for quotation in quotations:
        cue = _cue_of(doc, quotation, quotations)
        last = found[-1] if found else None
        span = span_of_token(cue) if cue is not None else None
        if (
            last is not None
            and last.cue is not None
            and (last.cue == span or _resumes(text, last, quotation))
        ):
            found[-1] = replace(last, quotes=(*last.quotes, quotation))
            continue
        if cue is None or span is None:
            found.append(_with_so(doc, quotation) or _without_cue(doc, quotation))
            continue
        speaker = speaker_of(cue)
        # What stands in the marks is what is said, also where the verb denies (`„Nein“, widersprach sie`).
        number = speaker.i if speaker is not None else None
        found.append(Speech("direct", number, span, (quotation,), "de.speech.direct"))
    return tuple(found)


def _resumes(text: str, last: Speech, quotation: Span) -> bool:
    """`„Das Spiel“, so der Trainer, „war gut.“`: only who says it stands between, from comma to comma."""
    start, cue = last.quotes[-1].end, last.cue
    between = text[start : quotation.start].strip(" ")
    if cue is None or not start <= cue.start < quotation.start or "\n" in between:
        return False
    return between[:1] == between[-1:] == "," and not set(between) & set(".:;")


def _with_so(doc: Doc, quotation: Span) -> Speech | None:
    """`„Das Spiel“, so der Trainer`: the noun behind `so`, where no verb follows."""
    _, behind = _tokens_of(doc, quotation)
    if behind + 2 >= len(doc) or doc[behind].text != "," or doc[behind + 1].text != "so":
        return None
    for token in doc[behind + 2 : doc[behind].sent.end]:
        if token.pos_ in {"PUNCT", "VERB", "AUX"}:
            return None
        if token.pos_ in {"NOUN", "PROPN"} or token.text in {"er", "sie"}:
            cue = span_of_token(doc[behind + 1])
            return Speech("direct", token.i, cue, (quotation,), "de.speech.so")
    return None


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
        behind += 1  # `"…", so charakterisierte ihn die Zeitung`: any verb will do
        if doc[behind].pos_ == "VERB" and finite_of(doc[behind]) == doc[behind]:
            return doc[behind]
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
        root = before.sent.root
        subject = speaker_before(before) or subject_of(root) or speaker_of(root)  # `Darin steht: „…“`
        if subject is not None and subject.i < before.i:
            return Speech("direct", subject.i, None, (quotation,), "de.speech.colon")
    return Speech("direct", None, None, (quotation,), "de.speech.quotes")


def _last_before(doc: Doc, quotation: Span) -> Token | None:
    """The last word before the marks, line breaks skipped."""
    i = _tokens_of(doc, quotation)[0] - 1
    while i >= 0 and doc[i].text.isspace():
        i -= 1
    return doc[i] if i >= 0 else None
