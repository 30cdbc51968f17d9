"""Where a name begins and ends, and what type its own words give it."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import country_of_name, institution_of_name
from kg.lang.de.lexicon import nouns, read_title
from kg.lang.de.phrase_nouns import class_kind
from kg.mentions.spans import feature
from kg.model import EntityType

Core = tuple[int, int, EntityType]
TYPES: dict[str, EntityType] = {
    "PER": "Person",
    "LOC": "Location",
    "ORG": "Organization",
    "OTH": "Miscellaneous",
}
EDGES = frozenset("\"'„“”»«‚‘’›‹,;:.()")
_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "eines"})


def parts(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """`Islamischer Staat (IS)` as one entity is two names."""
    brackets = [i for i in range(start, end) if doc[i].text in "()"]
    edges = [start - 1, *brackets, end]
    return [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The name alone, without marks, article, title or class noun."""
    while start < end and (doc[start].pos_ == "SPACE" or _is_before(doc, start, end)):
        start += 1
    if start < end and doc[start].pos_ == "ADJ" and doc[start].text.islower() and _is_cut(doc, start):
        start -= 1
    while end > start and (
        doc[end - 1].text in EDGES or doc[end - 1].pos_ in ("SPACE", "DET") or _hangs_on(doc[end - 1])
    ):
        end -= 1
    return start, end


def _is_before(doc: Doc, start: int, end: int) -> bool:
    return (
        doc[start].text in EDGES
        or _is_function_word(doc, start, end)
        or _is_title(doc[start])
        or (start + 1 < end and _is_listing(doc[start]))
        or _describes_place(doc, start, end)
    )


def _is_function_word(doc: Doc, start: int, end: int) -> bool:
    """`der`, `von`; but `Le Pen`, `Den Haag` and `„Unsere 50er Jahre“` begin so."""
    word = doc[start]
    quoted = start > 0 and doc[start - 1].text in EDGES and word.ent_type_ == "OTH"
    if word.pos_ not in ("DET", "ADP") or quoted:
        return False
    foreign = word.text[:1].isupper() and word.pos_ == "DET" and word.text.lower() not in _ARTICLES
    return not foreign and city_of_name(doc[start:end].text) is None


def _is_cut(doc: Doc, start: int) -> bool:
    """`Arbeitsgemeinschaft bäuerliche Landwirtschaft`: no name begins with a small adjective."""
    before = doc[start - 1] if start > doc[start].sent.start else None
    return before is not None and before.pos_ == "NOUN" and doc[start].ent_type_ == "ORG"


def _describes_place(doc: Doc, start: int, end: int) -> bool:
    """`Gastgeber Brasilien`: a noun in front of a country or a large city is no part of its name."""
    rest = doc[start + 1 : end].text
    if doc[start].pos_ != "NOUN" or not rest or doc[start].ent_type_ != "LOC":
        return False
    whole = doc[start:end].text
    if country_of_name(whole) is not None or city_of_name(whole) is not None:
        return False
    return country_of_name(rest) is not None


def _is_listing(token: Token) -> bool:
    """`die Banken Credit Suisse und Goldman Sachs`: a plural class noun is no part of the first name."""
    plural = feature(token, "Number") == "Plur" and token.text != token.lemma_
    return token.pos_ == "NOUN" and plural and class_kind(token.lemma_) == "organisations"


def _hangs_on(token: Token) -> bool:
    """`Bundesstiftung zur`: a preposition at the end belongs to what was cut off."""
    return token.pos_ == "ADP" and token.text.islower()


def _is_title(token: Token) -> bool:
    """A noun of the title list; `König` ends a name as a surname, `General` begins `General Motors`."""
    if token.pos_ not in ("NOUN", "PROPN", "X") or read_title(token.text) is None:
        return False
    return token.ent_type_ != "ORG" and (token.ent_type_ != "PER" or token.i + 1 < len(token.doc))


def type_of(text: str, given: EntityType) -> EntityType:
    """The type of a name: what the lists know of it, else what its last word says, else as given."""
    if country_of_name(text) is not None and given != "Person":
        return "Location"
    institution = institution_of_name(text)
    if institution is not None:
        return institution.type
    if given == "Person":
        return given
    last = text.split()[-1].lower()
    if last.endswith(tuple(nouns()["facilities"])):
        return "Facility"
    if text in nouns()["event_names"]:
        return "Event"
    return "Event" if last.endswith(tuple(nouns()["events"])) and given != "Location" else given
