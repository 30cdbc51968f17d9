"""Personal and possessive pronouns of the third person."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions.spans import feature, text_span
from kg.model import Mention

_PERSONAL = {
    "er": ("Masc", "Sing"),
    "ihn": ("Masc", "Sing"),
    "ihm": ("Masc", "Sing"),
    "sie": ("", ""),
    "ihr": ("Fem", "Sing"),
    "ihnen": ("", "Plur"),
}
_POSSESSIVE = {"sein": ("Masc", "Sing"), "ihr": ("", "")}
_DEMONSTRATIVE = {"dessen": ("Masc", "Sing"), "deren": ("", "")}
# Before these a demonstrative begins a phrase; behind a comma alone it is mostly a relative.
_JOINING = frozenset({"und", "sowie", "oder", "mit", "von", "an", "für", "gegen", "über", "auf", "neben"})
_ENDINGS = ("", "e", "en", "em", "er", "es")


def find_pronouns(doc: Doc, taken: set[int]) -> Iterator[Mention]:
    """Pronouns that can mean somebody; never `sich`, `es`, `man`, first or second person."""
    for token in doc:
        if token.i in taken:
            continue
        features = _demonstrative(token) or _features(token)
        if features is not None:
            span = text_span(doc, token.i, token.i + 1)
            yield Mention(span, token.i, token.lemma_ or token.text, "pronoun", "Concept", *features)


def _features(token: Token) -> tuple[str, str] | None:
    """Gender and number of what the pronoun means; of a possessive that of the possessor."""
    word = token.text.lower()
    if token.pos_ not in ("PRON", "DET") or feature(token, "Reflex") == "Yes" or word == "sich":
        return None
    if feature(token, "PronType") == "Rel" or feature(token, "Person") in ("1", "2") or _is_polite(token):
        return None
    if feature(token, "Poss") == "Yes" or token.dep_ == "det:poss":
        return _possessor(word)
    if token.pos_ == "DET" or word not in _PERSONAL:
        return None
    gender, number = _PERSONAL[word]
    return (gender, number or _agreement(token)) if gender or number else _sie(token)


def _demonstrative(token: Token) -> tuple[str, str] | None:
    """`Deren Vorsitzender`, `und dessen Vize`: somebody named right before, but not the subject."""
    word = token.text.lower()
    if word not in _DEMONSTRATIVE or token.i + 1 >= len(token.doc) or not _is_before_noun(token):
        return None
    first = token.is_sent_start or token.i == token.sent.start
    joined = token.i > 0 and token.nbor(-1).text.lower() in _JOINING
    return _DEMONSTRATIVE[word] if first or joined else None


def _is_before_noun(token: Token) -> bool:
    """A noun follows, maybe after adjectives (`deren stellvertretender Chef`)."""
    behind = token.doc[token.i + 1 : token.i + 4]
    noun = next((word for word in behind if word.pos_ != "ADJ"), None)
    return noun is not None and noun.pos_ in ("NOUN", "PROPN")


def _possessor(word: str) -> tuple[str, str] | None:
    for base, features in _POSSESSIVE.items():
        if word.startswith(base) and word[len(base) :] in _ENDINGS:
            return features
    return None


def _sie(token: Token) -> tuple[str, str]:
    """`sie sagte` is a woman, `sie sagten` are several; the verb decides where it is the subject."""
    number = _agreement(token) if token.dep_.startswith("nsubj") else ""
    number = number or feature(token, "Number")
    return ("Fem", "Sing") if number == "Sing" else ("", number)


def _agreement(token: Token) -> str:
    verbs = [
        token.head,
        *(child for child in token.head.children if child.dep_.startswith(("aux", "cop"))),
    ]
    return next((feature(verb, "Number") for verb in verbs if feature(verb, "VerbForm") == "Fin"), "")


def _is_polite(token: Token) -> bool:
    """`Sie` with a capital inside a sentence addresses somebody."""
    inside = token.i > 0 and not token.is_sent_start
    return token.text[0].isupper() and inside and token.nbor(-1).text not in '"„“»:'
