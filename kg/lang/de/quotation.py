"""Pairs of quotation marks, and which of them hold what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.lang.de.morphology import feature
from kg.lang.de.names import text_of
from kg.model import Span

# Opening mark -> its closing marks: „…“ „…” „…" “…” "…" »…« «…». ‚…‘ inside a quote is no quote.
_CLOSING = {"„": '“”"', "“": "”", '"': '"', "»": "«", "«": "»"}
_OPENING = re.compile(f"[{''.join(_CLOSING)}]")
_MIN_WORDS = 3
# A quotation of its own stands at a sentence's start or behind one of these.
_BEFORE = frozenset(',.!?–-\n“”"«»)')
_INSERTED = 80  # characters of `, so der Trainer,`
_GAP = 3  # characters to look back for it


def find_quotations(doc: Doc) -> tuple[Span, ...]:
    """Direct speech in quotation marks, the marks included, in text order.

    A pair of marks that holds no finite verb (`Henker "Dschihadi John"`) or that is a part of
    somebody else's sentence (`er sei "sehr froh"`) is left out.
    """
    text = text_of(doc)
    pairs = list(pairs_of_marks(text))
    parted = _parted(text, pairs)
    return tuple(
        Span(start, end, text[start:end])
        for start, end in pairs
        if start in parted or _is_utterance(doc, text, start, end)
    )


def _parted(text: str, pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Where two pairs are one utterance around who says it (`„Das Spiel“, so der Trainer, „war gut.“`)."""
    found: set[int] = set()
    for (first, end), (second, last) in pairwise(pairs):
        between = text[end:second].strip(" ")
        inserted = 2 < len(between) <= _INSERTED and between[0] == between[-1] == ","
        closed = text[last - 2] in ".,!?…" or text[last : last + 1] in {",", "."}
        if inserted and closed and not any(mark in between for mark in ".:;\n"):
            found |= {first, second}
    return found


def pairs_of_marks(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of each pair; a mark that its paragraph never closes is skipped."""
    found = _OPENING.search(text)
    while found is not None:
        offset = found.start()
        stop = text.find("\n\n", offset)
        stop = len(text) if stop < 0 else stop
        ends = [end for end in (text.find(c, offset + 1, stop) for c in _CLOSING[found[0]]) if end >= 0]
        if ends:
            yield offset, min(ends) + 1
            offset = min(ends)
        found = _OPENING.search(text, offset + 1)


def _is_utterance(doc: Doc, text: str, start: int, end: int) -> bool:
    inside = [t for t in _inner(doc, start, end) if not t.text.isspace() and t.pos_ != "PUNCT"]
    before = text[max(0, start - _GAP) : start].rstrip(" ")[-1:]
    closed = text[end - 2] in ".,!?…"
    if before == ":":
        return bool(inside)
    whole = not before or (before in _BEFORE and (closed or text[end : end + 1] in {",", ".", "", "\n"}))
    finite = any(feature(t, "VerbForm") == "Fin" or feature(t, "Mood") for t in inside)
    return whole and (finite or text[end - 2] in ".!?") and len(inside) >= _MIN_WORDS


def _inner(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens between the marks."""
    span = doc.char_span(start + 1, end - 1, alignment_mode="contract")
    return list(span) if span is not None else []
