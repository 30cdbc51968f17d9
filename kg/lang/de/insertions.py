"""Who says it, in the middle of a clause, at its end with `so`, or in the sentence behind.

`Merkel, sagte Söder, hat Laschet gewarnt`, `Merkel hat – so heißt es – Laschet gewarnt`,
`Siemens hat Alstom erpresst. So sieht es die Gewerkschaft.`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.complements import is_cue, verb_lemma
from kg.lang.de.documents import alleges, document_of
from kg.lang.de.spans import is_finite, is_nominal, pieces, span_of_token
from kg.lang.de.speakers import speaker_of
from kg.lang.de.word_order import can_stand_alone
from kg.model import Speech

_CLOSES = {",": {","}, "(": {")"}, "–": {"–", "-"}, "-": {"–", "-"}, "—": {"—"}}
_LONGEST = 14  # words of an insertion
_AFTER_SO = frozenset({"sehen", "lauten", "heißen", "stehen", "darstellen"})
_FEWER = frozenset({"zumindest", "jedenfalls", "wenigstens", "immerhin", "auch", "etwa", "nur"})
_NOBODY = frozenset({"es", "das", "dies", "man", "sich"})
_STOPS = frozenset(",;:–")
_FINAL = frozenset(".!?")

_Source = tuple[Token, Token | None]  # cue and speaker


def find_insertions(doc: Doc) -> Iterator[Speech]:
    """Speech whose source stands inside the clause, behind it with `so`, or in the next sentence."""
    for token in doc:
        if token.text in _CLOSES:
            if token.i + 1 < len(doc) and _may_open(token.nbor()):
                yield from _inserted(token)
        elif token.text == "So" and token.i == token.sent.start:
            yield from _taken_up(token)


def _may_open(first: Token) -> bool:
    """An insertion begins with its verb or with `so`."""
    return first.lower_ == "so" or first.pos_ in ("VERB", "AUX")


def _inserted(opening: Token) -> Iterator[Speech]:
    doc, sentence = opening.doc, opening.sent
    closing = _closing(opening)
    if closing is None:
        return
    source = _source(list(doc[opening.i + 1 : closing]), opening)
    before, after = list(doc[sentence.start : opening.i]), list(doc[closing + 1 : sentence.end])
    if source is None or not before:
        return
    cue, speaker = source
    if not any(t.text[:1].isalnum() for t in after):
        # `Siemens hat Alstom erpresst – so lautet der Vorwurf.`
        kept = before if doc[opening.i + 1].text == "so" and any(map(is_finite, before)) else []
    else:
        kept = [*before, *after] if _splits(opening, before, after) else []
    quotes = pieces(doc, kept)
    if quotes:
        number = speaker.i if speaker is not None else None
        yield Speech("indirect", number, span_of_token(cue), quotes, "de.speech.inserted")


def _closing(opening: Token) -> int | None:
    """Number of the mark that closes what is opened; a sentence's end closes a comma or a dash too."""
    doc, last = opening.doc, min(opening.sent.end, opening.i + _LONGEST)
    for i in range(opening.i + 1, last):
        if doc[i].text in _CLOSES[opening.text]:
            return i
        if doc[i].text in _FINAL:
            return i if opening.text != "(" else None
    return None


def _splits(opening: Token, before: Sequence[Token], after: Sequence[Token]) -> bool:
    """One clause around the insertion: what stands before is no clause, and its verb comes right behind.

    (`Merkel, sagte Söder, hat …`, `Wenn es regnet, sagte Söder, kommt …`), or the clause before it goes on
    (`Merkel hat, sagte Söder, Laschet gewarnt`); not `Sarkozy, der Minister, verteidigte ihn, …`.
    """
    if not can_stand_alone([word for word in before if not word.text.isspace()]):
        return is_finite(after[0])
    stop = next((n for n, word in enumerate(after) if word.text in _STOPS), len(after))
    apart = opening.text != ","  # behind a dash or a bracket no apposition of the speaker can stand
    return not any(map(is_finite, after[:stop])) and (apart or _goes_on(before, after[:stop]))


def _goes_on(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Not `… ist gewonnen, sagte Valerie, die Tochter von Sisi`: what stands behind is the speaker's."""
    words = [word for word in after if word.pos_ != "PUNCT"]
    if words and (words[0].pos_ == "ADV" or (words[-1].pos_ == "VERB" and not is_finite(words[-1]))):
        return True
    joined = any(w.head in before and w.dep_ not in {"appos", "punct", "dep", "conj"} for w in words)
    return joined or any(w.head in words for w in before if w.pos_ != "PUNCT")


def _source(inside: list[Token], opening: Token) -> _Source | None:
    """`sagte Söder`, `so heißt es in der CDU`, `so zumindest Söder`."""
    so = bool(inside) and inside[0].text.lower() == "so"
    words = inside[so:]
    fewer = [word for word in words[:2] if word.text.lower() in _FEWER]
    words = [word for word in words if word not in fewer]
    if not words:
        return None
    verb = _verb(words, so)
    if verb is not None:
        return _of_verb(verb, words)
    names = [word for word in words if is_nominal(word)]
    apart = so and (fewer or opening.text == "(") and words[0].pos_ not in {"ADP", "SCONJ"}
    if not apart or not names or any(map(is_finite, words)):
        return None
    return inside[0], names[0]


def _verb(words: Sequence[Token], so: bool) -> Token | None:
    """The verb of saying whose finite word opens the insertion."""
    first = words[0]
    if not is_finite(first):
        return None
    for verb in (first, first.head):
        if verb in words and (is_cue(verb) or (so and verb_lemma(verb) in _AFTER_SO)):
            return verb
    return None


def _of_verb(verb: Token, words: Sequence[Token]) -> _Source | None:
    """Who says it; with `es heißt` nobody need be named, with another verb somebody must."""
    if any(word.text.lower() == "es" for word in words) and verb_lemma(verb) in {"heißen", "stehen"}:
        return verb, document_of(verb)
    speaker = speaker_of(verb)
    behind = [word for word in words if word.i > verb.i or word.i > words[0].i]
    if speaker not in behind:
        free = (w for w in behind if is_nominal(w) and not any(c.dep_ == "case" for c in w.children))
        speaker = next((w for w in free if w.text.lower() not in _NOBODY), None)
    if speaker is None or (speaker.pos_ == "PRON" and speaker.text.lower() not in {"er", "sie"}):
        return None
    return verb, None if verb_lemma(verb) == "lauten" else speaker  # `so lautet der Vorwurf`


def _taken_up(so: Token) -> Iterator[Speech]:
    """`So sieht es jedenfalls die Gewerkschaft.`, `So zumindest lautet der Vorwurf.`: the sentence before."""
    doc, sentence = so.doc, so.sent
    words = [t for t in doc[so.i : sentence.end] if not t.text.isspace() and t.text not in _FINAL]
    before = _sentence_before(so)
    source = _source(words, so) if before and not any(t.text in _STOPS for t in words) else None
    taken = any(t.text.lower() in {"es", "das"} for t in words) or any(map(alleges, words))
    if source is None or not taken:
        return
    cue, speaker = source
    quotes = pieces(doc, before)
    if quotes and any(map(is_finite, before)):
        number = speaker.i if speaker is not None else None
        yield Speech("indirect", number, span_of_token(cue), quotes, "de.speech.das")


def _sentence_before(so: Token) -> list[Token]:
    i = so.i - 1
    while i >= 0 and so.doc[i].text.isspace():
        if "\n" in so.doc[i].text:
            return []
        i -= 1
    return [t for t in so.doc[i].sent if not t.text.isspace()] if i >= 0 else []
