"""What is said, found by word order alone: the clause behind a cue's comma, or before it.

The parse tells it where it is right; these rules stand in where it hangs the clause elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.morphology import feature
from kg.lang.de.spans import is_finite, konjunktiv, pieces
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span

_QUESTION = frozenset({"wer", "wen", "wem", "wann", "warum", "weshalb", "wieso", "wohin", "woher"})
_PURPOSE = frozenset({"um", "ohne", "statt", "anstatt"})
_JOINING = frozenset({"und", "aber", "sowie", "doch"})
_MARKS = frozenset('„“”"»«')
_HOPS = 4  # commas of an apposition between cue and clause (`sagte Hagee, Kommandant der Marine, dass`)


def content_behind(
    cue: Token, *, infinitives: bool = True, questions: bool = False, hops: int = _HOPS
) -> Span | None:
    """The clause that starts behind one of the next commas, up to the sentence's end.

    Args:
        cue: the last word of the cue (`sagte`, `Ansicht`).
        infinitives: whether an infinitive with `zu` counts (`forderte, … zu entlassen`).
        questions: whether a question does (`sagte nicht, wer …`).
        hops: how many commas to look behind.
    """
    end = cue.sent.end
    commas = 0
    for token in cue.doc[cue.i + 1 : end]:
        if token.text == ",":
            commas += 1
            if _starts_content(cue.doc, token.i + 1, end, infinitives, questions):
                return _span(cue, token.i + 1, end)
        elif token.text in {";", ":", "–"} or (_opens_clause(token) and token.i > cue.i + 1):
            return None
        if commas >= hops:
            return None
    return None


def _opens_clause(token: Token) -> bool:
    """A finite verb that does not end a relative clause (`Hagee, der die Truppe führt, dass …`)."""
    last = token.i + 1 == len(token.doc)
    return is_finite(token) and (last or token.nbor(1).text != ",")


def _span(cue: Token, start: int, end: int) -> Span | None:
    """Up to the sentence's end, or to the comma behind which the outer clause goes on."""
    doc = cue.doc
    for i in range(start + 2, end - 1):
        if doc[i].text != ",":
            continue
        joined = doc[i + 1].text.lower() in _JOINING
        following = doc[i + 1 + joined] if i + 1 + joined < end else None
        outer = following is not None and is_finite(following) and konjunktiv(following) == 0
        # `Die Ansicht, dass …, ist falsch`; `Sie sagte, dass …, und ging.`; `…, sagte der Sprecher.`
        if outer and (joined or cue.pos_ == "NOUN" or _is_subordinate(cue) or _is_inquit(following)):
            end = i
            break
    found = pieces(doc, list(doc[start:end]))
    return found[0] if found else None


def _is_inquit(finite: Token | None) -> bool:
    return finite is not None and finite.lemma_ in load_speech_words().say


def _is_subordinate(cue: Token) -> bool:
    """`Nachdem sie gesagt hatte, dass …, ging sie`: behind the comma the main clause goes on."""
    verb = cue.head if cue.dep_ in {"aux", "aux:pass", "compound:prt"} else cue
    return any(c.dep_ == "mark" for c in verb.children)


def _starts_content(doc: Doc, start: int, end: int, infinitives: bool, questions: bool) -> bool:
    while start < end and doc[start].text in _MARKS:
        start += 1
    if start >= end:
        return False
    first = doc[start]
    lower = first.text.lower()
    if lower in {"dass", "daß"}:
        return True
    if lower == "ob" or lower in _QUESTION or lower.startswith("welch"):
        return questions and feature(first, "PronType") != "Rel"
    if lower in _PURPOSE or feature(first, "PronType") == "Rel" or first.pos_ == "SCONJ":
        return False
    finite = next((t for t in doc[start:end] if is_finite(t)), None)
    if finite is not None and any(t.text in {":", ";"} for t in doc[start : finite.i]):
        return False
    if finite is not None and konjunktiv(finite) > 0:
        return not any(t.text == "," for t in doc[start : finite.i]) or konjunktiv(finite) == 1
    if not infinitives:
        return False
    stop = finite.i if finite is not None else end
    return any(_is_zu_infinitive(t) for t in doc[start:stop])


def clause_behind(cue: Token) -> Span | None:
    """A main clause in the indicative right behind `sagte,` (`Er sagte, er kommt.`).

    Only where nothing stands between cue and comma: else the clause may be one more of the article.
    """
    doc, end = cue.doc, cue.sent.end
    if cue.i + 3 >= end or doc[cue.i + 1].text != ",":
        return None
    first = doc[cue.i + 2]
    opens = first.pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADP"} and feature(first, "PronType") not in {
        "Rel",
        "Int",
    }
    finite = next((t for t in doc[cue.i + 2 : end] if is_finite(t) or t.text == ","), None)
    if not opens or finite is None or finite.text == "," or finite.i == cue.i + 2:
        return None
    if finite.i + 1 >= end or doc[finite.i + 1].pos_ == "PUNCT":
        return None  # verb-final: a relative clause
    found = pieces(doc, list(doc[cue.i + 2 : end]))
    return found[0] if found else None


def _is_zu_infinitive(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"} or feature(token, "VerbForm") == "Fin":
        return False
    before = token.nbor(-1) if token.i else None
    if before is not None and before.text.lower() == "zu" and token.text.endswith(("n",)):
        return True
    return "zu" in token.text[2:-3] and token.text.endswith("n") and feature(token, "VerbForm") == "Inf"


def can_stand_alone(prefix: Sequence[Token]) -> bool:
    """False for an adverbial clause alone (`Als er ankam, sagte Obama nichts`)."""
    if not prefix:
        return False
    first = prefix[0].text.lower()
    if (
        first in {"dass", "daß", "ob"}
        or first.startswith("welch")
        or first in {"wer", "was", "wo", "warum", "wann"}
    ):
        return True
    words = [t for t in prefix if t.pos_ != "PUNCT"]
    if not words:
        return False
    opened = sum(
        (t.dep_ == "mark" and t.pos_ == "SCONJ") or feature(t, "PronType") in {"Rel", "Int"} for t in prefix
    )
    if is_finite(words[-1]) and any(t.text == "," for t in prefix):
        # A verb right before the comma ends a subordinate clause, whatever the parse says.
        opened = max(opened, 1)
    if first in load_speech_words().adverbial:
        opened = max(opened, 1)
    return bool(sum(map(is_finite, prefix)) > opened)
