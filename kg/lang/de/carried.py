"""Speech that goes on without a cue: `… sagte Obama. Darunter seien auch Anführer.`"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.spans import finite_of, is_finite, konjunktiv, pieces
from kg.model import Speech

_CONDITION = frozenset({"wenn", "falls", "sonst", "sofern", "ansonsten"})
# An announced event or hearsay says nothing of who speaks on.
_NOT_CARRIED = frozenset({"de.speech.object", "de.speech.soll"})


def find_carried(doc: Doc, found: Iterable[Speech]) -> tuple[Speech, ...]:
    """Sentences in the Konjunktiv that no other rule attributes, with the last speaker around.

    The speaker is the one of the last speech in the same paragraph or the one before, else the
    one that the paragraph's next sentence names, else None.
    """
    known, carried, text = list(found), [], doc.text
    for sentence in doc.sents:
        if _is_free(sentence) and not _covered(sentence, known):
            quotes = pieces(doc, [t for t in sentence if not t.text.isspace()])
            speech = Speech("indirect", _speaker(sentence, known, text), None, quotes, "de.speech.carried")
            known.append(speech)
            carried.append(speech)
    return tuple(carried)


def _is_free(sentence: DocSpan) -> bool:
    """Konjunktiv I in the main clause, or the plural Konjunktiv II that stands in for it.

    `hätten die USA geflogen` stands for `haben`, which would not show the mood; `hätte` does not
    need to, and with a condition it is none.
    """
    finite = _main_finite(sentence)
    degree = konjunktiv(finite)
    if finite is None or degree == 0 or finite.i == sentence.start:
        # Verb-first is a wish or an exhortation (`Seien wir ehrlich`, `Gott sei Dank`).
        return False
    if degree == 1:
        return not (
            finite.text.lower() in {"sei", "seien"} and any(t.text.lower() in {"dank"} for t in sentence)
        )
    plural = finite.morph.get("Number") in (["Plur"], []) and finite.lemma_ != "werden"
    modal = finite.text.lower().startswith(("könnt", "möcht", "dürft", "müsst"))
    return plural and not modal and not any(t.text.lower() in _CONDITION for t in sentence)


def _main_finite(sentence: DocSpan) -> Token | None:
    finite = finite_of(sentence.root)
    if finite is not None:
        return finite
    return next((t for t in sentence if is_finite(t) and t.head.dep_ == "ROOT"), None)


def _covered(sentence: DocSpan, speeches: Sequence[Speech]) -> bool:
    root = _main_finite(sentence) or sentence.root
    return any(q.start <= root.idx < q.end for s in speeches for q in s.quotes)


def _speaker(sentence: DocSpan, speeches: Sequence[Speech], text: str) -> int | None:
    """Number of the speaker's token: looking back one paragraph, then ahead one sentence."""
    start, end = sentence.start_char, sentence.start_char + len(sentence.text.rstrip())
    named = [s for s in speeches if s.rule not in _NOT_CARRIED]
    paragraph = max(0, text.rfind("\n\n", 0, start))
    earliest = max(0, text.rfind("\n\n", 0, paragraph))
    back = [s for s in named if s.quotes[0].start < start and s.quotes[-1].end > earliest]
    if back:
        # Of speeches that end together the outer one goes on.
        return max(back, key=lambda s: (s.quotes[-1].end, -s.quotes[0].start)).speaker
    if sentence.end >= len(sentence.doc):
        return None
    stop = sentence.doc[sentence.end].sent.end_char
    ahead = [s for s in named if end <= s.quotes[0].start < stop]
    same = ahead and "\n\n" not in text[end : ahead[0].quotes[0].start]
    return min(ahead, key=lambda s: s.quotes[0].start).speaker if same else None
