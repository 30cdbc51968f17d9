"""What spaCy builds anew from all tokens at each look, built once for each Doc."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan


@lru_cache(maxsize=1)
def names_of(doc: Doc) -> tuple[DocSpan, ...]:
    """``doc.ents``, which spaCy builds anew from all tokens at each look."""
    return tuple(doc.ents)


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """``doc.text``."""
    return str(doc.text)
