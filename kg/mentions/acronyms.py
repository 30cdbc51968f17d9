"""Long forms before a short name in brackets: `Gewerkschaft Deutscher Lokomotivführer (GDL)`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.bodies import body_noun
from kg.lang.de.phrase_nouns import class_kind
from kg.mentions.edges import Core, type_of

_MOST_WORDS = 12
_CLIMBED = ("nmod", "appos", "flat", "conj", "obl")
_LOOSE = frozenset({"DET", "ADP", "CCONJ", "ADJ", "PUNCT"})


def find_long_forms(doc: Doc) -> Iterator[Core]:
    """Names of organisations that are longer than what the recognizer marked of them."""
    for bracket in doc[1 : len(doc) - 2]:
        if bracket.text != "(" or doc[bracket.i + 2].text != ")" or not is_acronym(doc[bracket.i + 1].text):
            continue
        start = _start(doc, bracket.i, doc[bracket.i + 1].text)
        if start is not None and _is_organisation(doc, start, bracket.i + 2):
            yield start, bracket.i, type_of(doc[start : bracket.i].text, "Organization")


def is_acronym(word: str) -> bool:
    """True for a short name of two capitals or more.

    >>> is_acronym("GDL"), is_acronym("ZdK"), is_acronym("SPIEGEL-Verlag"), is_acronym("Bonn")
    (True, True, False, False)
    """
    return word.isalpha() and len(word) <= 6 and sum(letter.isupper() for letter in word) >= 2


def _start(doc: Doc, end: int, short: str) -> int | None:
    """First word of the long form: by the letters of the short one, else the class noun above."""
    spelled = _spelled(doc, end, short.lower())
    return spelled if spelled is not None else _class_noun(doc[end - 1])


def _spelled(doc: Doc, end: int, letters: str) -> int | None:
    """`Bundesverband Digitalpublisher und Zeitungsverleger (BDZV)`: a word gives its first letter or more."""
    first = max(doc[end].sent.start, end - _MOST_WORDS)
    for token in reversed(doc[first:end]):
        given = _given(token.text.lower(), letters)
        if not given and (token.pos_ not in _LOOSE or token.is_space):
            return None
        letters = letters[: len(letters) - given]
        if not letters:
            return token.i if token.i < end - 1 or token.ent_type_ == "ORG" else None
    return None


def _given(word: str, letters: str) -> int:
    """How many of the last letters a word gives, the first of them its own first (`HW`: `Hilfswerk`)."""
    for size in range(len(letters), 0, -1):
        part = iter(word[1:])
        if word[:1] == letters[-size] and all(
            letter in part for letter in letters[len(letters) - size + 1 :]
        ):
            return size
    return 0


def _class_noun(token: Token) -> int | None:
    """`die Organisation für das Verbot chemischer Waffen (OPCW)`: the noun that all before hangs on."""
    while token.dep_ in _CLIMBED and token.head.i < token.i and token.sent == token.head.sent:
        token = token.head
        if token.pos_ == "NOUN" and class_kind(token.lemma_) == "organisations":
            return min([token.i, *(c.i for c in token.lefts if c.dep_ == "amod" and c.text[:1].isupper())])
    return None


def _is_organisation(doc: Doc, start: int, end: int) -> bool:
    """Some word of it is marked as one, or names a body; a person has no short name."""
    words = doc[start:end]
    if any(word.ent_type_ == "PER" or word.pos_ in ("VERB", "AUX") for word in words):
        return False
    return any(word.ent_type_ == "ORG" or body_noun(word.text) is not None for word in words)
