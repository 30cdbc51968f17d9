"""Names: named entities, countries behind adjectives, well-known institutions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.lang.de.bodies import body_noun
from kg.lang.de.cities import is_genitive_of_city
from kg.lang.de.gazetteer import country_of_name
from kg.lang.de.lexicon import given_names, read_title
from kg.lang.de.phrase_nouns import phrase_nouns
from kg.mentions.cores import country_in, find_cores
from kg.mentions.edges import TYPES
from kg.mentions.spans import feature, has_case, name_root, text_span
from kg.model import EntityType, Mention

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
    cores = find_cores(doc)
    bare = {doc[start:end].text for start, end, _ in cores}
    words = bare | {word for text in bare for word in text.split()}
    found, last = [], 0
    for start, end, kind in cores:
        if start >= last:
            found.append(_name(doc, start, end, kind, words))
            last = end
    return tuple(_with_shared_surname(doc, found))


def _with_shared_surname(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """`die Brüder Joel und Ethan Coen`: both are called Coen."""
    surnames = {n.mention.lemma.split()[-1] for n in names if n.type == "Person" and " " in n.mention.lemma}
    for name, other in pairwise([*names, None]):
        assert name is not None
        alone = name.mention.lemma not in surnames
        if other is not None and alone and _shares_surname(doc, name, other):
            surname = other.mention.lemma.split()[-1]
            mention = replace(name.mention, lemma=f"{name.mention.lemma} {surname}")
            yield replace(name, mention=mention)
        else:
            yield name


def _shares_surname(doc: Doc, name: Name, other: Name) -> bool:
    """A given name alone, joined to a full name: known as one, or behind a noun that means the two."""
    joined = name.end + 1 == other.start and doc[name.end].text in ("und", "&")
    persons = (name.type, other.type) == ("Person", "Person")
    single = name.end - name.core == 1 and other.end - other.core == 2
    noun = doc[name.core - 1] if name.core > 0 else None
    kin = noun is not None and noun.lemma_ in phrase_nouns().pairs
    given = {doc[name.core].text, doc[other.core].text} <= given_names().keys()
    return joined and persons and single and (kin or given)


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
    while start > 0 and not doc[start].is_sent_start and _belongs(doc, start - 1, core, end, kind, genitive):
        start -= 1
    if start == core:
        return start
    first = doc[core].sent.start
    while start > first and doc[start - 1].pos_ == "ADJ" and doc[start - 1].dep_ == "amod":
        start -= 1
    return start


def _belongs(doc: Doc, i: int, core: int, end: int, kind: EntityType, genitive: bool) -> bool:
    noun, root = doc[i], name_root(doc, core, end)
    if (
        noun.pos_ not in ("NOUN", "PROPN", "X")
        or noun.ent_type_ in TYPES
        or _own_genitive(root, noun, genitive)
    ):
        return False
    linked = root.head == noun or (noun.head.i in range(core, end) and noun.dep_ in _APPOSED)
    if kind == "Person" and read_title(noun.text) is not None:
        return linked or not any(child.pos_ == "DET" for child in noun.lefts)
    if kind == "Location" and body_noun(noun.text) is not None:
        return False  # `Polizei Hildesheim` is no place
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
    if end - start == 1 and country_in(last):
        return country_in(last)
    if text.endswith(("'", "’")):
        return text[:-1]
    if not last.text.endswith("s") or len(last.text) < 4 or _is_full_form(text):
        return text
    if last.text[:-1] in words or country_of_name(text) is not None:
        return text[:-1]
    if last.ent_type_ == "LOC" and is_genitive_of_city(text):  # `Hamburgs`, but `Paris`
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
