"""Names: named entities, countries behind adjectives, well-known institutions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import (
    country_of_adjective,
    country_of_name,
    country_of_people,
    institution_of_name,
    name_key,
)
from kg.lang.de.lexicon import given_names, nouns, read_title
from kg.lang.de.phrase_nouns import class_kind, relation_of_adjective
from kg.mentions.spans import feature, has_case, name_root, text_span
from kg.model import EntityType, Mention

_TYPES: dict[str, EntityType] = {
    "PER": "Person",
    "LOC": "Location",
    "ORG": "Organization",
    "OTH": "Miscellaneous",
}
_EDGES = frozenset("\"'„“”»«‚‘’›‹,;:.()")
_APPOSED = frozenset({"appos", "flat", "compound", "nmod"})
# Thousands of people; smaller capitals share their names with persons (`Victoria`).
_LARGE = 500
_PARTICLES = frozenset({"von", "van", "de", "del", "della", "di", "da", "zu", "bin", "ibn", "al"})
_ENDS_IN_S = ("ss", "us", "is", "os", "as", "es", "x", "z", "ß")


@dataclass(frozen=True, slots=True)
class Name:
    """A name while it is found: tokens of the whole mention and of the name itself in it."""

    start: int
    end: int
    core: int
    type: EntityType
    mention: Mention


def find_names(doc: Doc) -> tuple[Name, ...]:
    """All names of the article in text order."""
    marked = _with_particles(doc, list(_entities(doc)))
    cores = sorted({*marked, *_derived(doc), *_known(doc)}, key=lambda c: (c[0], -c[1]))
    cores = sorted({*cores, *_again(doc, cores)}, key=lambda c: (c[0], -c[1]))
    bare = {doc[start:end].text for start, end, _ in cores}
    words = bare | {word for text in bare for word in text.split()}
    found, last = [], 0
    for start, end, kind in cores:
        if start >= last:
            found.append(_name(doc, start, end, kind, words))
            last = end
    return tuple(found)


def _entities(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    for ent in doc.ents:
        if ent.label_ in _TYPES:
            for start, end in _parts(doc, ent.start, ent.end):
                start, end = _trim(doc, start, end)
                if start < end and not _is_no_name(doc, start, end):
                    kind = _type(doc[start:end].text, _TYPES[ent.label_])
                    yield start, end, "Work" if _is_work(doc, start, kind) else kind


def _with_particles(
    doc: Doc, cores: list[tuple[int, int, EntityType]]
) -> Iterator[tuple[int, int, EntityType]]:
    """`Personalvorstand Tessen von Heydebreck`: two persons with only a particle between are one."""
    last: tuple[int, int, EntityType] | None = None
    for core in cores:
        if last is not None and _is_one_person(doc, last, core):
            last = (last[0], core[1], "Person")
            continue
        if last is not None:
            yield last
        last = core
    if last is not None:
        yield last


def _is_one_person(doc: Doc, left: tuple[int, int, EntityType], right: tuple[int, int, EntityType]) -> bool:
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
    unit = token.lemma_ in nouns()["units"] or token.text in nouns()["units"]
    return unit or token.text.endswith("-") or token.text.islower()


def _is_work(doc: Doc, start: int, kind: EntityType) -> bool:
    """`der Dokumentarfilm „Seefeuer“`: the noun before a quoted name says that it is a work."""
    if kind not in ("Miscellaneous", "Organization"):
        return False
    before = [token for token in doc[max(0, start - 2) : start] if token.text not in _EDGES]
    noun = before[-1] if before else None
    return noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower().endswith(tuple(nouns()["works"]))


def _parts(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """`Islamischer Staat (IS)` as one entity is two names."""
    brackets = [i for i in range(start, end) if doc[i].text in "()"]
    edges = [start - 1, *brackets, end]
    return [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    quoted = start > 0 and doc[start - 1].text in _EDGES and doc[start].ent_type_ == "OTH"
    while start < end and (
        doc[start].text in _EDGES
        or (doc[start].pos_ in ("DET", "ADP") and not quoted)  # `„Unsere 50er Jahre“`
        or _is_title(doc[start])
        or (start + 1 < end and _is_listing(doc[start]))
        or _describes_place(doc, start, end)
    ):
        start += 1
    if start < end and doc[start].pos_ == "ADJ" and doc[start].text.islower() and _is_cut(doc, start):
        start -= 1
    while end > start and (
        doc[end - 1].text in _EDGES or doc[end - 1].pos_ in ("SPACE", "DET") or _hangs_on(doc[end - 1])
    ):
        end -= 1
    return start, end


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
    """A noun of the title list; `König` at a name's end is a surname, at its start a title."""
    if token.pos_ not in ("NOUN", "PROPN", "X") or read_title(token.text) is None:
        return False
    return token.ent_type_ != "PER" or token.i + 1 < len(token.doc)


def _type(text: str, given: EntityType) -> EntityType:
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


def _derived(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """`russisch`, and `die Franzosen` as a whole nation; `zwei Franzosen` are just two people."""
    for token in doc:
        if token.ent_type_ in _TYPES:
            continue
        adjective = token.pos_ == "ADJ" and country_of_adjective(token.text) is not None
        if adjective or _is_nation(token) or _country_in(token):
            yield token.i, token.i + 1, "Location"


def _country_in(token: Token) -> str:
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


def _known(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """Countries and institutions that the recognizer missed, the longest first."""
    i = 0
    while i < len(doc):
        capital = doc[i].text[0].isupper()
        size = next((n for n in (4, 3, 2, 1) if _is_known(doc, i, i + n)), 0) if capital else 0
        if size:
            yield i, i + size, _type(doc[i : i + size].text, "Location")
        i += size or 1


def _is_known(doc: Doc, start: int, end: int) -> bool:
    if end > len(doc) or doc[end - 1].pos_ not in ("NOUN", "PROPN", "X"):
        return False
    text = doc[start:end].text
    known = country_of_name(text) is not None or institution_of_name(text) is not None
    known = known or (end - start == 1 and _is_capital(doc[start]))
    return known and not _cuts_entity(doc, start, end)


def _is_capital(token: Token) -> bool:
    """`Kiew sendet Soldaten`: a large capital alone, with no article or adjective of its own."""
    city = city_of_name(token.text)
    alone = not any(child.dep_ in ("det", "amod", "det:poss") for child in token.lefts)
    return city is not None and city.capital and city.thousands >= _LARGE and alone


def _cuts_entity(doc: Doc, start: int, end: int) -> bool:
    """An entity reaches out of the range or fills it; a piece of it (`Weißen` alone) may be lost."""
    named = [token.ent_iob_ if token.ent_type_ in _TYPES else "O" for token in doc[start : end + 1]]
    inside, after = named[: end - start], named[end - start :]
    return inside[0] == "I" or after == ["I"] or inside == ["B", *["I"] * (end - start - 1)]


def _again(doc: Doc, cores: list[tuple[int, int, EntityType]]) -> Iterator[tuple[int, int, EntityType]]:
    """Names of several words that are marked once and missed elsewhere, in whatever case."""
    known = {name_key(doc[a:b].text): kind for a, b, kind in cores if b - a > 1}
    lasts = {key.split()[-1] for key in known}  # the last word keeps its ending in a key
    words = [token.text for token in doc] if known else []
    for size in sorted({len(key.split()) for key in known}):
        for start in range(len(doc) - size + 1):
            if words[start + size - 1] not in lasts:
                continue
            kind = known.get(name_key(doc[start : start + size].text))
            if kind is not None and not _cuts_entity(doc, start, start + size):
                yield start, start + size, kind


def _name(doc: Doc, core: int, end: int, kind: EntityType, words: set[str]) -> Name:
    root = name_root(doc, core, end)
    lemma = _base(doc, core, end, words)
    start = _with_titles(doc, core, end, kind, genitive=doc[core:end].text == lemma + "s")
    gender, number = feature(root, "Gender"), feature(root, "Number")
    mention = Mention(text_span(doc, start, end), root.i, lemma, "name", kind, gender, number)
    return Name(start, end, core, kind, mention)


def _with_titles(doc: Doc, core: int, end: int, kind: EntityType, genitive: bool) -> int:
    """Extend to the left over titles, class nouns and their adjectives (`russischer Präsident …`)."""
    start = core
    while start > doc[core].sent.start and _belongs(doc, start - 1, core, end, kind, genitive):
        start -= 1
    if start == core:
        return start
    while start > doc[core].sent.start and doc[start - 1].pos_ == "ADJ" and doc[start - 1].dep_ == "amod":
        start -= 1
    return start


def _belongs(doc: Doc, i: int, core: int, end: int, kind: EntityType, genitive: bool) -> bool:
    noun, root = doc[i], name_root(doc, core, end)
    if (
        noun.pos_ not in ("NOUN", "PROPN", "X")
        or noun.ent_type_ in _TYPES
        or _own_genitive(root, noun, genitive)
    ):
        return False
    linked = root.head == noun or (noun.head.i in range(core, end) and noun.dep_ in _APPOSED)
    if kind == "Person" and read_title(noun.text) is not None:
        return linked or not any(child.pos_ == "DET" for child in noun.lefts)
    apposed = linked and (root.dep_ in _APPOSED or root.head != noun) and not has_case(root)
    return apposed and feature(noun, "Number") != "Plur" and noun.pos_ == "NOUN"


def _own_genitive(root: Token, noun: Token, genitive: bool) -> bool:
    """`Sprecher Merkels`: the name is a genitive attribute, not in apposition."""
    if feature(noun, "Case") == "Gen":
        return False
    if genitive:
        return True
    if feature(root, "Case") != "Gen":
        return False
    return root.text.endswith("s") or any(child.pos_ == "DET" for child in root.lefts)


def _base(doc: Doc, start: int, end: int, words: set[str]) -> str:
    """The name without genitive -s: `Carters`, where `Carter` stands elsewhere or the case says so."""
    text = doc[start:end].text
    last = doc[end - 1]
    if end - start == 1 and _country_in(last):
        return _country_in(last)
    if text.endswith(("'", "’")):
        return text[:-1]
    if not last.text.endswith("s") or len(last.text) < 4 or _is_full_form(text):
        return text
    if last.text[:-1] in words or country_of_name(text) is not None:
        return text[:-1]
    listed = name_root(doc, start, end).dep_ == "conj" and end - start > 1  # `Banken A und Goldman Sachs`
    if _after_event(doc, start, end) and not last.text.endswith(_ENDS_IN_S):
        return text[:-1]
    genitive = feature(last, "Case") == "Gen" and last.pos_ == "PROPN" and not listed
    if genitive and (last.lemma_ == last.text[:-1] or not last.text.endswith(_ENDS_IN_S)):
        return text[:-1]
    return text


def _after_event(doc: Doc, start: int, end: int) -> bool:
    """`die Kandidatur Joachim Gaucks`: no person stands in apposition to a noun that names no person."""
    if end - start < 2 or start == 0 or doc[start].ent_type_ != "PER":
        return False
    noun = doc[start - 1]
    thing = noun.pos_ == "NOUN" and read_title(noun.text) is None and not noun.text.endswith("in")
    definite = any(feature(child, "Definite") == "Def" for child in noun.lefts)
    return thing and definite and feature(noun, "Gender") in ("Fem", "Neut")


def _is_full_form(text: str) -> bool:
    country = country_of_name(text)
    if country is None:
        return False
    return text in (country.label, *country.names)
