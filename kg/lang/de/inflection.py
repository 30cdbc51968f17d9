"""Gender, number and base form of a noun in its phrase, where its article or its ending shows them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.genders import gender_of
from kg.lang.de.lexicon import nouns
from kg.lang.de.morphology import feature

# Singular articles that leave one gender; of `dem`, `des` and the like two are left.
_ARTICLES = {
    "das": "Neut",
    "ins": "Neut",
    "ans": "Neut",
    "eine": "Fem",
    "einer": "Fem",
    "keine": "Fem",
    "zur": "Fem",
    "einen": "Masc",
    "keinen": "Masc",
}
_NO_FEMININE = frozenset({"dem", "des", "im", "am", "vom", "zum", "beim", "einem", "eines", "ein", "kein"})


def noun_gender(noun: Token) -> str:
    """`Masc`, `Fem` or `Neut`, by the article, the noun's end, an adjective, or as tagged; "" if unknown."""
    before = _words_before(noun)
    article = next((word for word in before if word in _ARTICLES), "")
    if article:
        return _ARTICLES[article]
    tagged = feature(noun, "Gender")
    ended = gender_of(noun.lemma_)
    if before and before[0] in ("der", "die", "den"):
        return _of_definite(noun, before[0]) or ended or tagged
    strong = any(word.endswith("es") and word not in _NO_FEMININE for word in before)
    if strong and feature(noun, "Case") != "Gen":
        return "Neut"  # `ein starkes Signal`
    if ended or not set(before) & _NO_FEMININE:
        return ended or tagged
    return tagged if tagged != "Fem" else ""


def _of_definite(noun: Token, article: str) -> str:
    """`der Deutsche Bund` is masculine, `der Deutschen Bahn` feminine; a plural settles nothing."""
    if noun_is_plural(noun):
        return ""
    adjectives = [c.text for c in noun.lefts if c.dep_ == "amod"]
    if article == "der" and adjectives:
        return "Masc" if adjectives[-1].endswith("e") else "Fem"
    return {"die": "Fem", "den": "Masc"}.get(article, "")


def noun_is_plural(noun: Token) -> bool:
    """As tagged, or where the form shows it: `zusätzliche Züge`, `Synergien`, `die Helfer`."""
    if feature(noun, "Number") == "Plur":
        return True
    text, lemma, gender = noun.text, noun.lemma_, gender_of(noun.lemma_) or feature(noun, "Gender")
    before = set(_words_before(noun))
    if gender == "Fem":
        return text in (lemma + "n", lemma + "en", lemma + "nen")
    changed = (
        not text.startswith(lemma[:-1]) and text[:1] == lemma[:1] and text.endswith(("e", "er", "en", "ern"))
    )
    return (changed or "die" in before) and not before & (_NO_FEMININE | set(_ARTICLES)) and gender != ""


def noun_base(noun: Token) -> str:
    """The nominative: the lemma of an inflected singular, of a plural its own form without the dative -n."""
    if noun_is_plural(noun):
        return _without_dative(noun)
    ending = noun.text.removeprefix(noun.lemma_) if noun.lemma_ else ""
    gender = gender_of(noun.lemma_) or feature(noun, "Gender")
    if ending in ("s", "es"):
        return noun.lemma_ if gender != "Fem" else noun.text
    if ending in ("n", "en") and _is_helper_dative(noun, gender):
        return noun.lemma_
    weak = ending in ("n", "en") and gender not in ("Fem", "Neut")
    return noun.lemma_ if weak else noun.text


def _without_dative(noun: Token) -> str:
    """`Plänen` is `Pläne`, `Angriffen` `Angriffe`, `Helfern` `Helfer`; `Soldaten` stays."""
    text, lemma = noun.text, noun.lemma_
    gender = gender_of(lemma) or feature(noun, "Gender")
    base = text.removesuffix("n")
    if base == text or text == lemma or not base.endswith(("e", "er", "el")):
        return text
    if gender == "Fem" and text in (lemma + "n", lemma + "en"):
        return text
    weak = text in (lemma + "n", lemma + "en") and lemma.lower().endswith(tuple(nouns()["plural_en"]))
    dative = feature(noun, "Case") == "Dat" or _is_helper_dative(noun, gender)
    return base if dative and not weak else text


def _is_helper_dative(noun: Token, gender: str) -> bool:
    """`Helfern` is nothing but a dative plural."""
    lemma = noun.lemma_
    listed = lemma.lower().endswith(tuple(nouns()["plural_en"]))
    return (
        noun.text == lemma + "n"
        and lemma.endswith(("er", "el"))
        and gender in ("Masc", "Neut")
        and not listed
    )


def _words_before(noun: Token) -> list[str]:
    """Articles, contractions and adjectives that belong to the noun, in small letters."""
    kinds = ("det", "amod", "det:poss", "case")
    return [child.text.lower() for child in noun.lefts if child.dep_ in kinds]
