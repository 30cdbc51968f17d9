"""A dass-clause alone, behind speech: `Merz sagte, dass … . Und dass Bosch die Bahn beliefert hat.`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.lang.de.names import text_of
from kg.lang.de.spans import is_finite, pieces
from kg.model import Speech

_JOINING = frozenset({"und", "oder", "aber", "auch", "sowie", "ebenso"})
_DASS = frozenset({"dass", "daß", "ob"})


def find_continued(doc: Doc, found: Sequence[Speech]) -> Iterator[Speech]:
    """Sentences that are nothing but one more dass-clause: the last speaker's before them."""
    ends = [(speech.quotes[-1].end, speech) for speech in found]
    for sentence in doc.sents:
        if not _is_clause_alone(sentence):
            continue
        start = sentence.start_char
        before = [(end, speech) for end, speech in ends if end <= start and _is_near(doc, end, start)]
        last = max(before, key=lambda each: each[0], default=None)
        if last is not None:
            speech = last[1]
            quotes = pieces(doc, [t for t in sentence if not t.text.isspace()])
            more = Speech(speech.type, speech.speaker, speech.cue, quotes, "de.speech.carried", speech.denied)
            ends.append((quotes[-1].end, more))
            yield more


def _is_clause_alone(sentence: DocSpan) -> bool:
    """`(Und) dass …` with a single finite verb at its end."""
    words = [t for t in sentence if not t.text.isspace() and t.pos_ != "PUNCT"]
    first = next((n for n, word in enumerate(words) if word.text.lower() not in _JOINING), len(words))
    if first >= len(words) or words[first].text.lower() not in _DASS:
        return False
    return is_finite(words[-1]) and sum(map(is_finite, words)) == 1


def _is_near(doc: Doc, end: int, start: int) -> bool:
    """Nothing but the full stop between them."""
    between = text_of(doc)[end:start]
    return "\n\n" not in between and not any(c.isalnum() for c in between)
