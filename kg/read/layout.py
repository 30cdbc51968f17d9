"""Paragraphs of a text, and which of them are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.model import Span

ParagraphKind = Literal["headline", "heading", "text"]
_GAP = re.compile(r"\n\s*\n|\Z")
_LINE = re.compile(r"[^\s\n](?:[^\n]*[^\s\n])?")
# A heading is one line: longer than this it is a paragraph (agency headlines stay under 120).
_LONGEST = 140
_SENTENCE_END = re.compile(r"[.:;,…]$|[.!?…][\"'“”»«‘’)\]]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: where it stands, and whether it is the headline, another heading or text."""

    span: Span
    kind: ParagraphKind = "text"


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of a text in order.

    Blank lines part them; single line ends do so too, unless a line goes on in lower case, as
    in text that was wrapped by hand. A heading is one short line that ends like no sentence,
    with more text after it; the first paragraph, if it is one, is the headline.

    >>> [(p.kind, p.span.text) for p in find_paragraphs("Kerry in Moskau\n\nEr traf Putin.\n")]
    [('headline', 'Kerry in Moskau'), ('text', 'Er traf Putin.')]
    """
    spans = [span for start, end in _blocks(text) for span in _lines(text, start, end)]
    last = len(spans) - 1
    found = [
        Paragraph(span, "heading" if index < last and _is_heading(span.text) else "text")
        for index, span in enumerate(spans)
    ]
    if found and found[0].kind == "heading":
        found[0] = replace(found[0], kind="headline")
    return tuple(found)


def find_headline(text: str) -> str | None:
    """The headline of a text, None where it begins with a paragraph.

    >>> find_headline("Kerry trifft Putin.\\n\\nSie sprechen über Syrien.") is None
    True
    """
    paragraphs = find_paragraphs(text)
    return paragraphs[0].span.text if paragraphs and paragraphs[0].kind == "headline" else None


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    lines = [Span(m.start(), m.end(), m[0]) for m in _LINE.finditer(text, start, end)]
    if any(line.text[0].islower() for line in lines[1:]):
        yield Span(lines[0].start, lines[-1].end, text[lines[0].start : lines[-1].end])
    else:
        yield from lines


def _is_heading(text: str) -> bool:
    plain = "\n" not in text and len(text) <= _LONGEST and " " in text
    return plain and not text[0].islower() and _SENTENCE_END.search(text) is None
