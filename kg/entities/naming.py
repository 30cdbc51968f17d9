"""Labels, ids and identifiers elsewhere."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from spacy.tokens import Doc

from kg.entities.territories import territory_items
from kg.lang.de.gazetteer import country_of_name, institution_of_name
from kg.lang.de.lexicon import Country
from kg.model import Entity, Mention

_FORBIDDEN = re.compile(r"[<>\"{}|\\^`#?%„“”»«]")
_WIKIDATA = "http://www.wikidata.org/entity/"
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
    start, end = mention.head, mention.head + 1  # `char_span` would search the whole article
    while start > 0 and doc[start].idx > mention.span.start:
        start -= 1
    while end < len(doc) and doc[end].idx < mention.span.end:
        end += 1
    return start, end


def core_range(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Tokens of the name itself in a name mention, its titles left out."""
    start, end = token_range(doc, mention)
    behind = doc[end - 1].idx + len(doc[end - 1].text)
    while start < end - 1 and behind - doc[start + 1].idx >= len(mention.lemma):
        start += 1
    return start, end


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
