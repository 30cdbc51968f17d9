"""Labels, ids and identifiers elsewhere."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.entities.territories import territory_items
from kg.lang.de.gazetteer import country_of_name, institution_of_name
from kg.lang.de.lexicon import Country, stem
from kg.mentions.spans import feature
from kg.model import Entity, Mention

_FORBIDDEN = re.compile(r"[<>\"{}|\\^`#?%„“”»«]")
_WIKIDATA = "http://www.wikidata.org/entity/"
_STRONG = {"Masc": "er", "Neut": "es", "Fem": "e"}
_MARKS = '„“”"»«‚‘’ '
_LOOSE = frozenset({"so", "genannte", "genannten", "genannter", "genanntes", "sogenannte", "sogenannten"})
# Relations whose object is what somebody or something is, and those whose object is a place.
_CONCEPTS = frozenset({"holdsPosition", "isA"})
_PLACES = frozenset({"locatedIn", "basedIn", "capitalOf"})


def entity_id(label: str) -> str:
    """The path of an entity: `entity/Barack_Obama`.

    >>> entity_id("Barack Obama")
    'entity/Barack_Obama'
    """
    clean = _FORBIDDEN.sub("", unicodedata.normalize("NFC", label))
    return "entity/" + "_".join(clean.split())


def labelled_entity(label: str, relation: str) -> Entity:
    """What a label beside a name means: a post or class, or for other relations a name of its own.

    Args:
        label: of a phrase's object (`US-Präsident`, `CDU`).
        relation: id in the catalogue.

    >>> labelled_entity("Präsident", "holdsPosition").type, labelled_entity("EU", "memberOf").label
    ('Concept', 'Europäische Union')
    """
    if relation in _CONCEPTS:
        return Entity(entity_id(label), label, "Concept")
    country, institution = country_of_name(label), institution_of_name(label)
    if country is not None:
        return Entity(entity_id(country.label), country.label, "Location", same_as=country_names(country)[1])
    if institution is not None:
        same = wikidata(institution.wikidata)
        return Entity(entity_id(institution.label), institution.label, institution.type, same_as=same)
    return Entity(entity_id(label), label, "Location" if relation in _PLACES else "Organization")


def token_range(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Token numbers of a mention's span."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (mention.head, mention.head + 1)


def core_range(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Tokens of the name itself in a name mention, its titles left out."""
    start, end = token_range(doc, mention)
    while start < end - 1 and len(doc[start + 1 : end].text) >= len(mention.lemma):
        start += 1
    return start, end


def nominative(doc: Doc, mention: Mention) -> str:
    """A name in the nominative, without article: `Weißen Hauses` is `Weißes Haus`."""
    start, end = core_range(doc, mention)
    if end - start == 1 or any(token.pos_ == "PUNCT" for token in doc[start:end]):
        return mention.lemma
    words = [_inner(doc[i], _noun_of(doc[i], start, end)) for i in range(start, end - 1)]
    return " ".join([*words, _last(doc[end - 1], mention.lemma.split()[-1])])


def _noun_of(token: Token, start: int, end: int) -> Token:
    """What an adjective in a name agrees with: `Deutsches Zentrum für Luft- und Raumfahrt`."""
    inside = token.head.i > token.i and start <= token.head.i < end
    return token.head if inside else token.doc[end - 1]


def _inner(token: Token, noun: Token) -> str:
    """`des Landgerichts Düsseldorf`: the class noun in front is in the genitive, not the place."""
    if token.pos_ == "NOUN" and token.text[:1].isupper() and token.head.i < token.i:
        return _last(token, token.text)
    return _adjective(token, noun)


def _adjective(token: Token, noun: Token) -> str:
    """Only forms that no nominative has are changed; `Frankfurter` stays as it is."""
    adjective = token.pos_ == "ADJ" or token.dep_ == "amod"
    weak = token.text.endswith(("en", "em")) or (token.text.endswith("e") and token.lemma_ != token.text)
    gender, number = feature(noun, "Gender"), feature(noun, "Number")
    if not (adjective and weak and (gender or number == "Plur")):
        return token.text
    return stem(token.text) + ("e" if number == "Plur" else _STRONG[gender])


def _last(token: Token, base: str) -> str:
    genitive = feature(token, "Case") == "Gen" and feature(token, "Number") != "Plur"
    shorter = token.lemma_ in (token.text[:-1], token.text[:-2])
    return token.lemma_ if genitive and token.text.endswith("s") and shorter else base


def concept_label(doc: Doc, mention: Mention) -> str:
    """A nominal phrase with its head in the base form (`Einsatzes` → `Einsatz`)."""
    head = doc[mention.head]
    offset = head.idx - mention.span.start
    word = _singular(head)
    before = _modifiers(doc, mention) if offset else []
    after = mention.span.text[offset + len(head.text) :]
    return " ".join([*before, word + after.rstrip(_MARKS)])


def _modifiers(doc: Doc, mention: Mention) -> list[str]:
    """The words before the head, without what says only when or how sure (`noch 3.000`, `so genannt`)."""
    head = doc[mention.head]
    start, _ = token_range(doc, mention)
    words = list(doc[start : head.i])
    while words and (words[0].pos_ in ("ADV", "PUNCT") or words[0].text.lower() in _LOOSE):
        words.pop(0)
    if any(word.pos_ in ("ADP", "NOUN", "PROPN", "VERB") for word in words):
        return "".join(word.text_with_ws for word in words).split()
    adjectives = [word.i for word in words if word.pos_ == "ADJ" and word.dep_ == "amod"]
    kept = [w for w in words if not set(w.text) <= set(_MARKS) and w.text.lower() not in _LOOSE]
    return [
        _agree(w.text, head) if w.i in adjectives or w.text == head.nbor(-1).text else w.text for w in kept
    ]


def _singular(noun: Token) -> str:
    """The base form of an inflected singular; `Verbündete` is no `Verbündet`. Of a plural the nominative."""
    if feature(noun, "Number") == "Plur" and feature(noun, "Case") == "Dat":
        return _without_dative(noun)
    ending = noun.text.removeprefix(noun.lemma_) if noun.lemma_ else ""
    inflected = ending in ("s", "es", "n", "en") and feature(noun, "Number") != "Plur"
    return noun.lemma_ if inflected else noun.text


def _without_dative(noun: Token) -> str:
    """`Plänen` is `Pläne`; `Soldaten` stays, since its lemma has no other plural."""
    base = noun.text.removesuffix("n")
    plural = base != noun.text and base.endswith(("e", "er", "el")) and not noun.lemma_.endswith("e")
    weak = noun.text == noun.lemma_ + "en"
    return base if plural and not weak else noun.text


def _agree(word: str, noun: Token) -> str:
    ending = "e" if feature(noun, "Number") == "Plur" else _STRONG.get(feature(noun, "Gender"), "")
    return stem(word) + ending if ending and stem(word) != word else word


@lru_cache(maxsize=512)
def country_names(country: Country) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Aliases (English and further German names) and Wikidata IRIs of a country."""
    from babel import Locale

    english = Locale("en").territories.get(country.code)
    same = wikidata(territory_items().get(country.code, ""))
    return ((english,) if english and english != country.label else ()), same


def wikidata(qid: str) -> tuple[str, ...]:
    """The IRI of a QID, nothing for ""."""
    return (_WIKIDATA + qid,) if qid else ()
