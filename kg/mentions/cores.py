"""Where names are in an article: marked, known from lists, or named elsewhere in it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import (
    country_of_adjective,
    country_of_name,
    country_of_people,
    institution_of_name,
)
from kg.lang.de.lexicon import given_names, nouns, read_title
from kg.lang.de.names import names_of, text_of
from kg.lang.de.phrase_nouns import (
    ClassKind,
    class_kind,
    may_be_person,
    phrase_nouns,
    relation_of_adjective,
)
from kg.lang.de.phrases_facts import named_by_class
from kg.mentions.acronyms import find_long_forms
from kg.mentions.again import cuts_entity, find_again
from kg.mentions.edges import EDGES, TYPES, Core, parts, trim, type_of
from kg.mentions.spans import feature, is_inhabitant
from kg.model import EntityType

# Thousands of people; smaller capitals share their names with persons (`Victoria`).
_LARGE = 500
_PARTICLES = frozenset({"von", "van", "de", "del", "della", "di", "da", "zu", "bin", "ibn", "al"})


_CLASSES: dict[ClassKind, EntityType] = {
    "organisations": "Organization",
    "things": "Miscellaneous",
    "places": "Location",
}


def find_cores(doc: Doc) -> list[Core]:
    """First token, end and type of all names, in text order; where two begin, the longer first."""
    marked = _with_particles(doc, list(_entities(doc)))
    cores = _sorted([*marked, *_derived(doc), *_known(doc), *find_long_forms(doc)])
    return _sorted([*cores, *find_again(doc, cores)])


def _sorted(cores: list[Core]) -> list[Core]:
    return sorted(set(cores), key=lambda core: (core[0], -core[1]))


def _entities(doc: Doc) -> Iterator[Core]:
    for ent in names_of(doc):
        if ent.label_ in TYPES:
            for start, end in parts(doc, ent.start, ent.end):
                start, end = trim(doc, start, end)
                if start < end and not _is_no_name(doc, start, end):
                    kind = _classed(doc, start, type_of(doc[start:end].text, TYPES[ent.label_]))
                    yield _with_class(doc, start, kind), end, kind


def _with_particles(doc: Doc, cores: list[Core]) -> Iterator[Core]:
    """`Personalvorstand Tessen von Heydebreck`: two persons with only a particle between are one."""
    last: Core | None = None
    for core in cores:
        if last is not None and _is_one_person(doc, last, core):
            last = (last[0], core[1], "Person")
            continue
        if last is not None:
            yield last
        last = core
    if last is not None:
        yield last


def _is_one_person(doc: Doc, left: Core, right: Core) -> bool:
    """The first part is a given name alone or stands behind a title, the second no given name."""
    if (left[2], right[2]) != ("Person", "Person") or right[0] != left[1] + 1 or left[1] - left[0] > 1:
        return False
    titled = left[0] > 0 and read_title(doc[left[0] - 1].text) is not None
    first = titled or doc[left[0]].text in given_names()
    return first and doc[left[1]].text in _PARTICLES and doc[right[0]].text not in given_names()


def _is_no_name(doc: Doc, start: int, end: int) -> bool:
    """`Dollar`, the cut-off `Staats-` of `Staats- und Regierungschefs`, an adjective or verb alone."""
    if end - start > 1:
        return False
    token = doc[start]
    if token.dep_ == "amod" and token.pos_ == "ADJ" and token.head.i == start + 1:
        return token.ent_type_ in ("ORG", "OTH")  # `Westafrikanische` of `Wirtschaftsgemeinschaft`
    unit = token.lemma_ in nouns()["units"] or token.text in nouns()["units"]
    return unit or token.text.endswith("-") or token.text.islower()


def _classed(doc: Doc, start: int, kind: EntityType) -> EntityType:
    """The type that the class noun before a name tells: `Investmentbank Morgan Stanley` is no person."""
    before = [token for token in doc[max(0, start - 2) : start] if token.text not in EDGES]
    noun = before[-1] if before else None
    if noun is None or noun.pos_ != "NOUN":
        return kind
    if kind in ("Miscellaneous", "Organization") and noun.lemma_.lower().endswith(tuple(nouns()["works"])):
        return "Work"
    return "Organization" if kind == "Person" and _is_body(noun) else kind


def _with_class(doc: Doc, start: int, kind: EntityType) -> int:
    """`das Ingenieurbüro Reinecke`: a class noun that belongs to the name."""
    noun = doc[start - 1] if start > 0 else None
    if noun is None or kind != "Organization" or noun.pos_ != "NOUN" or noun.sent != doc[start].sent:
        return start
    lemma = noun.lemma_.lower()
    return start - 1 if lemma.endswith(phrase_nouns().inside_name) and "-" not in lemma else start


def _is_body(noun: Token) -> bool:
    """A singular that surely names an organisation; a `Bauer` or a `Tochter` may be a person."""
    lemma, plural = noun.lemma_, feature(noun, "Number") == "Plur"
    sure = class_kind(lemma) == "organisations" and read_title(noun.text) is None
    return sure and not plural and feature(noun, "Case") != "Gen" and not may_be_person(lemma)


def _derived(doc: Doc) -> Iterator[Core]:
    """`russisch`, and `die Franzosen` as a whole nation; `zwei Franzosen` are just two people."""
    for token in doc:
        if token.ent_type_ in TYPES:
            continue
        adjective = token.pos_ == "ADJ" and country_of_adjective(token.text) is not None
        if is_inhabitant(token):  # `der Schweizer`
            continue
        if adjective or _is_nation(token) or country_in(token):
            yield token.i, token.i + 1, "Location"
        elif _is_bracketed_party(token):
            yield token.i, token.i + 1, "Organization"
        elif (kind := named_by_class(token)) is not None:
            yield token.i, token.i + 1, _CLASSES[kind]


def _is_bracketed_party(token: Token) -> bool:
    """`Sebastian Scheel (Linke)`: where only a party can stand."""
    if token.text not in phrase_nouns().parties or token.i < 2 or token.i + 1 >= len(token.doc):
        return False
    closed = token.nbor(1).text in (")", ",", "/")
    return token.nbor(-1).text == "(" and token.nbor(-2).ent_type_ == "PER" and closed


def country_in(token: Token) -> str:
    """`US-geführte`: the country before the hyphen of an adjective, "" where there is none."""
    first = token.text.rpartition("-")[0] if token.pos_ == "ADJ" else ""
    known = first and relation_of_adjective(token.text) is not None and country_of_name(first) is not None
    return first if known else ""


def _is_nation(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or country_of_people(token.text) is None:
        return False
    children = list(token.lefts)
    article = any(feature(child, "Definite") == "Def" for child in children)
    plural = feature(token, "Number") == "Plur"
    return article and plural and not any(child.dep_ in ("amod", "nummod") for child in children)


def _known(doc: Doc) -> Iterator[Core]:
    """Countries and institutions that the recognizer missed, the longest first."""
    i, text = 0, text_of(doc)  # joined anew at each look
    while i < len(doc):
        capital = doc[i].text[0].isupper()
        size = next((n for n in (4, 3, 2, 1) if _is_known(doc, text, i, i + n)), 0) if capital else 0
        if size:
            yield i, i + size, type_of(doc[i : i + size].text, "Location")
        i += size or 1


def _is_known(doc: Doc, text: str, start: int, end: int) -> bool:
    last = doc[end - 1] if end <= len(doc) else None
    if last is None or last.pos_ not in ("NOUN", "PROPN", "X"):
        return False
    name = text[doc[start].idx : last.idx + len(last.text)]
    known = country_of_name(name) is not None or institution_of_name(name) is not None
    known = known or (end - start == 1 and _is_capital(doc[start]))
    return known and not cuts_entity(doc, start, end)


def _is_capital(token: Token) -> bool:
    """`Kiew sendet Soldaten`: a large capital alone, with no article or adjective of its own."""
    city = city_of_name(token.text)
    alone = not any(child.dep_ in ("det", "amod", "det:poss") for child in token.lefts)
    return city is not None and city.capital and city.thousands >= _LARGE and alone
