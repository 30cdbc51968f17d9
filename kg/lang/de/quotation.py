"""Pairs of quotation marks, and which of them hold what somebody said."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.model import Span

# Opening mark -> its closing marks: „…“ „…” „…" “…” "…" »…« «…». ‚…‘ inside a quote is no quote.
_CLOSING = {"„": "“”\"", "“": "”", '"': '"', "»": "«", "«": "»"}
_MIN_WORDS = 3


def find_quotations(doc: Doc) -> tuple[Span, ...]:
    """Direct speech in quotation marks, the marks included, in text order.

    A pair of marks that holds no finite verb (`Henker "Dschihadi John"`) or that is a part of
    somebody else's sentence (`er sei "sehr froh"`) is left out.
    """
    return tuple(
        Span(start, end, doc.text[start:end])
        for start, end in _pairs(doc.text)
        if _is_utterance(doc, start, end)
    )


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of each pair; a mark that its paragraph never closes is skipped."""
    offset = 0
    while offset < len(text):
        mark = text[offset]
        if mark in _CLOSING:
            stop = text.find("\n\n", offset)
            stop = len(text) if stop < 0 else stop
            ends = [end for end in (text.find(c, offset + 1, stop) for c in _CLOSING[mark]) if end >= 0]
            if ends:
                yield offset, min(ends) + 1
                offset = min(ends)
        offset += 1


def _is_utterance(doc: Doc, start: int, end: int) -> bool:
    inside = [t for t in doc if start < t.idx < end - 1 and not t.text.isspace() and t.pos_ != "PUNCT"]
    before = doc.text[:start].rstrip(" ")
    opens = not before or before[-1] in ":,.!?–-\n“”\"«»)"
    closes = doc.text[end - 2] in ".,!?…" or doc.text[end : end + 1] in {",", ".", "", "\n"}
    finite = any(t.morph.get("VerbForm") == ["Fin"] or t.morph.get("Mood") for t in inside)
    whole = opens and (closes or before[-1:] in {":", ""})
    return whole and (finite or before[-1:] == ":" or doc.text[end - 2] in ".!?") and len(inside) >= (
        1 if before[-1:] == ":" else _MIN_WORDS
    )
