"""Phrases beside a verb that take no part: `Kiew und nicht Moskau`, `Statt Habeck besuchte Lindner …`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.lang.de.clause_data import function_words
from kg.lang.de.verb_forms import children, is_finite, verb_form

_INSTEAD = frozenset({"statt", "anstatt", "anstelle"})
_CONTRASTING = frozenset({"aber", "jedoch", "hingegen", "dagegen", "allerdings", "indes", "dafür"})
_RULING = _INSTEAD | {"nicht"}
# Words: what denies a phrase stands right beside it, what denies a clause at most a sentence away.
_BESIDE, _REACH = 15, 100
_EVERY = frozenset(
    {"alle", "allen", "aller", "jeder", "jede", "jedes", "jeden", "jedem", "sämtliche", "viele"}
)
_CORE = ("nsubj", "nsubj:pass", "obj", "obl:arg", "iobj")
_NOUNS = ("NOUN", "PROPN", "PRON")
_CLOSING = ("PUNCT", "SPACE", "CCONJ")


def is_ruled_out(token: Token) -> bool:
    """Whether the words around a phrase say that it is not the one.

    Args:
        token: the head of a phrase.
    """
    if token.pos_ not in (*_NOUNS, "NUM", "ADJ") or not _is_near(token, _BESIDE):
        return False
    joined = token.dep_ == "conj" and denial_before(token) is not None
    return joined or _is_replaced(token) or _is_not_every(token) or gapped_denial(token) is not None


def _is_near(token: Token, reach: int) -> bool:
    """Whether a word of denial or replacement stands anywhere near: most sentences have none."""
    places = _places(token.doc)
    after = bisect_left(places, token.i - reach)
    return after < len(places) and places[after] <= token.i + reach


@lru_cache(maxsize=1)
def _places(doc: Doc) -> tuple[int, ...]:
    """Numbers of the words that rule something out, in one Doc."""
    return tuple(token.i for token in doc if token.lower_ in _RULING)


def denial_before(token: Token) -> Token | None:
    """The `nicht` right in front of a phrase: `nicht Moskau`, `nicht aber die Hamas`; not `nicht nur`."""
    doc, i = token.doc, _first(token) - 1
    while i >= token.sent.start and doc[i].text.lower() in _CONTRASTING:
        i -= 1
    before = doc[i] if i >= token.sent.start else None
    if before is None or before.text.lower() != "nicht" or token.text.lower() in _not_only():
        return None
    behind = doc[i + 1].text.lower()
    # In `traf Putin nicht am Montag` the word belongs to the verb.
    own = before.head.i == token.i or (i == token.sent.start and before.head.i != token.head.i)
    return before if own and behind not in _not_only() else None


def _not_only() -> frozenset[str]:
    return function_words()["not_only"]


def _first(token: Token) -> int:
    """Where the phrase begins, without the words that deny or join it."""
    own = [c.i for c in token.lefts if c.dep_ in ("det", "det:poss", "amod", "nummod", "case", "compound")]
    return min([token.i, *own])


def _is_replaced(token: Token) -> bool:
    """`Statt Habeck besuchte Lindner Siemens`; in `statt Putin zu treffen` the verb is replaced."""
    first = _first(token)
    opening = token.doc[first] if token.doc[first].text.lower() in _INSTEAD else None
    if opening is None and first > token.sent.start and token.doc[first - 1].text.lower() in _INSTEAD:
        opening = token.doc[first - 1]
    if opening is None or opening.dep_ == "compound:prt":
        return False
    verb = token.head
    zu = any(c.pos_ == "PART" and c.lemma_ == "zu" for c in verb.children) or "zu" in verb.text.lower()
    return not (zu and verb_form(verb) == "Inf")


def _is_not_every(token: Token) -> bool:
    """`Nicht alle Abgeordneten wählten Merz` tells of none that he did, nor that he did not."""
    every = [c for c in token.lefts if c.text.lower() in _EVERY]
    return bool(every) and every[0].i > token.sent.start and every[0].nbor(-1).text.lower() == "nicht"


def gapped_denial(token: Token) -> Token | None:
    """The `nicht` of a clause without its verb: `Merz unterstützt Israel, Wagenknecht nicht`.

    Args:
        token: the head of the phrase before it (`Wagenknecht`).
    """
    doc, end, first = token.doc, token.sent.end, _first(token)
    i = token.i + 1
    while i < end and ((doc[i].head.i == token.i and doc[i].dep_ == "flat") or doc[i].text in _CONTRASTING):
        i += 1
    if i >= end or doc[i].text.lower() != "nicht" or (i + 1 < end and doc[i + 1].pos_ not in _CLOSING):
        return None
    return doc[i] if first > 0 and doc[first - 1].text == "," and _is_whole(token, first - 1) else None


def _is_whole(token: Token, comma: int) -> bool:
    """Before the comma stand a finite verb and behind it a noun, with no comma between them."""
    behind: list[Token] = []
    for i in range(comma - 1, token.sent.start - 1, -1):
        word = token.doc[i]
        if word.text == ",":
            return False
        if is_finite(word):
            return any(t.pos_ in _NOUNS for t in behind)
        behind.append(word)
    return False


def corrected(token: Token) -> Token | None:
    """`Nicht Habeck besuchte Siemens, sondern Lindner`: Lindner for Habeck, wherever the parser joins him.

    Args:
        token: the head of the phrase with `nicht` in front.
    """
    if token.dep_ not in _CORE or denial_before(token) is None or _sondern(token) is not None:
        return None
    beside = (_sondern(t) for t in children(token.head, *_CORE) if t.i != token.i)
    return next((found for found in beside if found is not None), None)


def is_correction(token: Token) -> bool:
    """True for the `Lindner` of ``corrected``, which is joined to another phrase than it corrects."""
    if not _has_sondern(token):
        return False
    return any(corrected(t) == token for t in children(token.head.head, *_CORE))


def _sondern(token: Token) -> Token | None:
    return next((c for c in children(token, "conj") if _has_sondern(c)), None)


def _has_sondern(token: Token) -> bool:
    return any(cc.lemma_ == "sondern" for cc in children(token, "cc"))


def is_denied_by_words(head: Token) -> bool:
    """What a verb's own negation does not show: `Nicht Merz kam`, `weder … getroffen noch besucht`."""
    phrases = children(head, *_CORE)
    denied = [t for t in phrases if denial_before(t) is not None and not _is_not_every(t)]
    plain = [t for t in denied if _sondern(t) is None and corrected(t) is None]
    neither = any(c.text.lower() == "weder" for c in head.children)
    return bool(plain) or neither or _carries_on(head) or any(_is_denied_part(c) for c in head.children)


def _is_denied_part(part: Token) -> bool:
    """`kam nicht zustande`: the word that the verb needs is denied, and so is the verb."""
    if (
        part.dep_ != "xcomp"
        or part.pos_ not in ("ADJ", "ADV")
        or children(part, "cop", "case", "mark", "conj")
    ):
        return False
    return any(c.text.lower() == "nicht" and c.nbor().i == part.i for c in part.lefts)


def _carries_on(head: Token) -> bool:
    """`weder Putin getroffen noch Orban besucht`: `noch` denies the second verb too."""
    first = head.head
    if head.dep_ != "conj" or first.i >= head.i:
        return False
    nor = any(t.text.lower() == "noch" and t.dep_ == "cc" for t in head.doc[first.i + 1 : head.i])
    return nor and any(t.text.lower() == "weder" for t in head.doc[head.sent.start : first.i])


def gapped_denials(head: Token) -> Iterator[Token]:
    """Each `nicht` below a verb that belongs to a clause without its own verb."""
    for phrase in head.subtree if _is_near(head, _REACH) else ():
        found = gapped_denial(phrase) if phrase.pos_ in _NOUNS else None
        if found is not None:
            yield found
