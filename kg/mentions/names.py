"""Names: named entities, countries behind adjectives, well-known institutions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.lang.de.gazetteer import (
    country_of_adjective,
    country_of_name,
    country_of_people,
    institution_of_name,
    name_key,
)
from kg.lang.de.lexicon import nouns, read_title
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
    cores = sorted({*_entities(doc), *_derived(doc), *_known(doc)}, key=lambda c: (c[0], -c[1]))
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
                if start < end:
                    yield start, end, _type(doc[start:end].text, _TYPES[ent.label_])


def _parts(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """`Islamischer Staat (IS)` as one entity is two names."""
    brackets = [i for i in range(start, end) if doc[i].text in "()"]
    edges = [start - 1, *brackets, end]
    return [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        doc[start].text in _EDGES or doc[start].pos_ in ("DET", "ADP") or _is_title(doc[start])
    ):
        start += 1
    while end > start and (doc[end - 1].text in _EDGES or doc[end - 1].pos_ == "SPACE"):
        end -= 1
    return start, end


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
    last = text.split()[-1].lower()
    places = tuple(nouns()["facilities"])
    return "Facility" if given != "Person" and last.endswith(places) else given


def _derived(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """`russisch`, and `die Franzosen` as a whole nation; `zwei Franzosen` are just two people."""
    for token in doc:
        if token.ent_type_ in _TYPES:
            continue
        adjective = token.pos_ == "ADJ" and country_of_adjective(token.text) is not None
        if adjective or _is_nation(token):
            yield token.i, token.i + 1, "Location"


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
        size = next((n for n in (4, 3, 2, 1) if _is_known(doc, i, i + n)), 0)
        if size:
            yield i, i + size, _type(doc[i : i + size].text, "Location")
        i += size or 1


def _is_known(doc: Doc, start: int, end: int) -> bool:
    if end > len(doc) or doc[end - 1].pos_ not in ("NOUN", "PROPN", "X") or not doc[start].text[0].isupper():
        return False
    text = doc[start:end].text
    known = country_of_name(text) is not None or institution_of_name(text) is not None
    return known and not _cuts_entity(doc, start, end)


def _cuts_entity(doc: Doc, start: int, end: int) -> bool:
    """An entity reaches out of the range or fills it; a piece of it (`Weißen` alone) may be lost."""
    named = [token.ent_iob_ if token.ent_type_ in _TYPES else "O" for token in doc[start : end + 1]]
    inside, after = named[: end - start], named[end - start :]
    return inside[0] == "I" or after == ["I"] or inside == ["B", *["I"] * (end - start - 1)]


def _again(doc: Doc, cores: list[tuple[int, int, EntityType]]) -> Iterator[tuple[int, int, EntityType]]:
    """Names of several words that are marked once and missed elsewhere, in whatever case."""
    known = {name_key(doc[a:b].text): kind for a, b, kind in cores if b - a > 1}
    for size in sorted({len(key.split()) for key in known}):
        for start in range(len(doc) - size + 1):
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
    if text.endswith(("'", "’")):
        return text[:-1]
    if not last.text.endswith("s") or len(last.text) < 4 or _is_full_form(text):
        return text
    if last.text[:-1] in words or country_of_name(text) is not None:
        return text[:-1]
    genitive = feature(last, "Case") == "Gen" and last.pos_ == "PROPN"
    if genitive and (last.lemma_ == last.text[:-1] or not last.text.endswith(_ENDS_IN_S)):
        return text[:-1]
    return text


def _is_full_form(text: str) -> bool:
    country = country_of_name(text)
    if country is None:
        return False
    return text in (country.label, *country.names)
