"""Which side of its verb a noun may stand on, by its article and the verb's number."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.spans import finite_of
from kg.mentions.spans import feature

_NO_SUBJECT = frozenset({"den", "dem", "des", "einen", "einem", "eines"})
_NO_OBJECT = frozenset({"der", "ein", "dem", "des", "einem", "eines"})


def may_be_subject(noun: Token, verb: Token) -> bool:
    """True where neither the article nor the verb's number speaks against the nominative."""
    if _articles(noun) & _NO_SUBJECT or any(child.dep_ == "case" for child in noun.lefts):
        return False
    finite = finite_of(verb)
    number = feature(finite, "Number") if finite is not None else ""
    several = feature(noun, "Number") == "Plur" or noun.dep_ == "conj"
    several = several or any(child.dep_ == "conj" for child in noun.children)
    return not number or (number == "Plur") == several


def may_be_object(noun: Token) -> bool:
    """True where no article shows another case than the accusative; `ein Kind` could be either."""
    articles = _articles(noun)
    if feature(noun, "Gender") == "Neut":
        articles -= {"ein"}
    return not articles & _NO_OBJECT and not any(child.dep_ == "case" for child in noun.lefts)


def _articles(noun: Token) -> frozenset[str]:
    words = [child for child in noun.lefts if child.pos_ == "DET"]
    if noun.pos_ == "PRON":
        words.append(noun)
    return frozenset(word.text.lower() for word in words)
