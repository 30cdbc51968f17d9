"""Interviews and transcripts: a line that begins with `Name:` is that speaker's to its end.

`SPIEGEL: Hat Putin Sie belogen?` / `Merkel: Das ist wahr. Schröder hat Putin geholfen.`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.lang.de.colons import speaker_before, words_before
from kg.lang.de.spans import is_colon, is_finite, pieces
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech

_INTERVIEW = 3  # label lines that make one
_SHORT = 3  # words of a label that is no entity
_NAMED = frozenset({"PER", "ORG"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text: its words, and what stands before its colon where it has a label."""

    words: tuple[Token, ...]
    label: str = ""
    speaker: Token | None = None
    colon: int = -1

    @property
    def said(self) -> list[Token]:
        return [word for word in self.words if word.i > self.colon]


def find_transcripts(doc: Doc) -> Iterator[Speech]:
    """What stands behind the labels, in text order; in an interview an answer goes on over its paragraphs.

    A person or a post is a label anywhere, any other short one only beside a second line with a label.
    """
    if not any(is_colon(token) for token in doc):
        return
    lines = list(_lines(doc))
    counts = Counter(line.label for line in lines if line.label)
    strong = [line for line in lines if line.speaker is not None]
    asked = any(line.label and any(word.text == "?" for word in line.said) for line in lines)
    talk = sum(counts.values()) > 1 and (bool(strong) or asked)
    labelled = [n for n, line in enumerate(lines) if line.label and (talk or _is_person(line.speaker))]
    labelled = [n for n in labelled if lines[n].speaker is not None or _is_label(lines[n], counts)]
    interview = len(labelled) >= _INTERVIEW
    for n, end in zip(labelled, [*labelled[1:], len(lines)], strict=False):
        quotes = _answer(doc, lines[n : end if interview else n + 1])
        if quotes:
            number = _number(lines[n])
            if talk:
                yield Speech("direct", number, None, quotes, "de.speech.transcript")
            else:
                yield Speech("indirect", number, None, quotes, "de.speech.speaker")


def _lines(doc: Doc) -> Iterator[_Line]:
    start = 0
    for token in doc:
        if "\n" in token.text or token.i + 1 == len(doc):
            words = [t for t in doc[start : token.i + 1] if not t.text.isspace()]
            if words:
                yield _line(words)
            start = token.i + 1


def _line(words: Sequence[Token]) -> _Line:
    """A label is no place, no hour and no heading (`Hamburg: …`, `12.30 Uhr: …`, `Fazit: …`)."""
    colon = next((word for word in words if is_colon(word)), None)
    before = words_before(colon) if colon is not None else []
    if colon is None or not before or before[0].i != words[0].i:
        return _Line(tuple(words))
    speaker = speaker_before(colon)
    label = " ".join(word.text for word in before)
    plain = len(before) <= _SHORT and not any(word.text in load_speech_words().headings for word in before)
    names = all(word.text[:1].isupper() and word.text.isalpha() for word in before)
    place = any(word.ent_type_ == "LOC" for word in before)
    if speaker is None and not (plain and names and not place):
        return _Line(tuple(words))
    return _Line(tuple(words), label, speaker, colon.i)


def _is_person(speaker: Token | None) -> bool:
    return speaker is not None and speaker.ent_type_ == "PER"


def _is_label(line: _Line, counts: Counter[str]) -> bool:
    """`SPIEGEL:` or `Frage:`, which come again or ask something."""
    return counts[line.label] > 1 or any(word.text == "?" for word in line.said)


def _number(line: _Line) -> int | None:
    if line.speaker is not None:
        return line.speaker.i
    names = [word for word in line.words if word.i < line.colon and word.ent_type_ in _NAMED]
    return names[0].i if names else None


def _answer(doc: Doc, lines: Sequence[_Line]) -> tuple[Span, ...]:
    """The line, and the next ones up to one that tells of the speaker (`Merkel war bis 2021 Kanzlerin.`)."""
    found: list[Span] = []
    own = {word.text for word in lines[0].words if word.i < lines[0].colon and word.ent_type_ in _NAMED}
    for line in lines:
        if line is not lines[0] and own & {word.text for word in line.words}:
            break
        if line is not lines[0] or any(map(is_finite, line.said)):
            found += pieces(doc, line.said)
    return tuple(found)
