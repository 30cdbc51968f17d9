"""What a class noun says of the name behind it: what it is, where it lies, whose ally it is."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.cities import city_of_adjective, city_of_name
from kg.lang.de.gazetteer import country_of_adjective, country_of_name, institution_of_name
from kg.lang.de.lexicon import nouns
from kg.lang.de.morphology import feature
from kg.lang.de.names import names_of
from kg.lang.de.phrase_nouns import (
    ClassKind,
    class_kind,
    is_post,
    phrase_nouns,
    relation_of_adjective,
    says_little,
)
from kg.lang.de.phrases_facts import (
    OPENING,
    adjectives_before,
    is_genitive_of,
    listed_after,
    make_fact,
    named_by_class,
    noun_before,
    time_adjective,
)
from kg.model import PhraseFact

_APPOSED = frozenset({"appos", "flat", "nmod", "compound", "dep", "obl", "parataxis"})
_LABELS: dict[ClassKind, frozenset[str]] = {
    "organisations": frozenset({"ORG", "OTH"}),
    "things": frozenset({"OTH", "ORG", "LOC"}),
    "places": frozenset({"LOC"}),
    "persons": frozenset({"PER"}),
}
_PLACED: dict[ClassKind, str] = {"organisations": "basedIn", "places": "locatedIn"}


def find_classes(doc: Doc) -> Iterator[PhraseFact]:
    """Facts of class nouns beside names: `Umweltorganisation Greenpeace`, `Berliner Stadtteil Mitte`."""
    for name in names_of(doc):
        noun = noun_before(name)
        if noun is not None and _apposed(noun, name):
            yield from _of_name(doc, noun, name)
        yield from _behind(doc, name)
    for token in doc:
        kind = named_by_class(token)
        if kind is not None:
            yield from _facts(token.nbor(-1), doc[token.i : token.i + 1], kind)


def _behind(doc: Doc, name: DocSpan) -> Iterator[PhraseFact]:
    """`Verdi, die größte Gewerkschaft des Landes,`: a noun in apposition behind the name."""
    start = name.end + 1
    if start >= len(doc) or doc[name.end].text != "," or name.label_ == "PER" or start >= name.root.sent.end:
        return
    noun = next((t for t in doc[start : start + 4] if t.pos_ not in ("DET", "ADJ")), None)
    if noun is None or noun.pos_ != "NOUN" or noun.dep_ != "appos" or noun.head != name.root:
        return
    if feature(noun, "Number") == "Plur" or time_adjective(noun) is not None or not _closed(noun, name):
        return
    words = doc[name.start : noun.i + 1]
    if _is_superlative(noun):  # `China, der größte Verursacher von Treibhausgasen,`
        yield make_fact(name.root, "isA", noun, "", words, "de.phrase.class")
        return
    kind = class_kind(noun.lemma_)
    if kind is not None and name.label_ in _LABELS[kind] and not says_little(noun.lemma_):
        yield make_fact(name.root, "isA", noun, noun.lemma_, words, "de.phrase.class")


def _is_superlative(noun: Token) -> bool:
    return any(feature(child, "Degree") == "Sup" for child in noun.lefts if child.dep_ == "amod")


def _closed(noun: Token, name: DocSpan) -> bool:
    """The apposition ends before the sentence goes on: no list of names."""
    doc, last = noun.doc, name.root.sent.end
    end = next((t.i for t in doc[noun.i : last] if t.text in (",", ".", ")", "–")), last)
    return not any(t.pos_ in ("VERB", "AUX", "CCONJ") for t in doc[noun.i : end])


def _apposed(noun: Token, name: DocSpan) -> bool:
    """The noun and the name are one phrase: no genitive, no list, linked by the parse or quoted."""
    if is_genitive_of(name, noun) or noun.ent_type_ == name.label_:
        return False
    last = name[-1].text
    place = country_of_name(last) or city_of_name(last)
    if last.endswith("s") and place is not None and (country_of_name(last[:-1]) or city_of_name(last[:-1])):
        return False
    quoted = name.doc[name.start - 1].text in OPENING
    root = name.root
    linked = (root.head == noun and root.dep_ in _APPOSED) or (noun.head.i in range(name.start, name.end))
    return quoted or linked


def _of_name(doc: Doc, noun: Token, name: DocSpan) -> Iterator[PhraseFact]:
    kind = class_kind(noun.lemma_)
    if kind is None or name.label_ not in _LABELS[kind] or time_adjective(noun) is not None:
        return
    known_place = country_of_name(name.text) is not None or city_of_name(name.text) is not None
    inside = kind == "things" or noun.lemma_.lower().endswith(tuple(sorted(nouns()["sites"])))
    if inside and name.label_ == "LOC" and known_place:
        return
    names = [name]
    if feature(noun, "Number") == "Plur":
        names = listed_after(doc, name)
        if len(names) < 2:
            return
    for each in names:
        yield from _facts(noun, each, kind)


def _facts(noun: Token, name: DocSpan, kind: ClassKind) -> Iterator[PhraseFact]:
    doc = noun.doc
    before = adjectives_before(noun)
    words = doc[min([noun.i, *(a.i for a in before)]) : name.end]
    if not says_little(noun.lemma_) and not is_post(noun.text):
        yield make_fact(name.root, "isA", noun, noun.lemma_, words, "de.phrase.class")
    place = _place(noun, before) if kind in _PLACED else None
    if place is not None:
        token, label = place
        capital = noun.lemma_ == "Hauptstadt"
        relation = "capitalOf" if capital else _PLACED[kind]
        yield make_fact(name.root, relation, token, label, words, "de.phrase.place")


def _place(noun: Token, before: list[Token]) -> tuple[Token, str] | None:
    """The place before a class noun: `pakistanische`, `Berliner`, `US-`; two of them settle nothing."""
    found: list[tuple[Token, str]] = []
    for word in before:
        country = country_of_adjective(word.text)
        city = city_of_adjective(word.text)
        if country is not None:
            found.append((word, country.label))
        elif city is not None:
            found.append((word, city))
    first = noun.text.rpartition("-")[0]
    country = country_of_name(first) if first else None
    if country is not None:
        found.append((noun, country.label))
    return found[0] if len(found) == 1 else None


def find_compounds(doc: Doc) -> Iterator[PhraseFact]:
    """`US-geführte Koalition`, `IS-Führung`: what a compound says of the name in it."""
    for token in doc:
        first = token.text.rpartition("-")[0]
        if not first:
            continue
        if token.pos_ == "ADJ" and token.dep_ == "amod" and token.head.pos_ in ("NOUN", "PROPN"):
            relation = relation_of_adjective(token.text)
            if relation is not None:
                words = doc[token.i : token.head.i + 1]
                yield make_fact(token, relation, token.head, "", words, "de.phrase.adjective")
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from _compound(token, first)
            yield from _seat_of_named(token)


def _seat_of_named(token: Token) -> Iterator[PhraseFact]:
    """`der Leverkusener Bayer-Konzern`: the compound is the named thing itself."""
    if token.text.rpartition("-")[2].removesuffix("s") not in phrase_nouns().named_by_first:
        return
    place = _place(token, adjectives_before(token))
    if place is not None and place[0] != token:
        words = token.doc[place[0].i : token.i + 1]
        yield make_fact(token, "basedIn", *place, words, "de.phrase.place")


def _compound(token: Token, first: str) -> Iterator[PhraseFact]:
    listed = phrase_nouns().by_compound  # `Truppen` only in the plural: one `Truppe` is a team
    relation = listed.get(token.lemma_.rpartition("-")[2]) or listed.get(token.text.rpartition("-")[2])
    institution = institution_of_name(first)
    organisation = institution is not None and institution.type == "Organization"
    if relation is None or country_of_name(first) is not None:
        return
    if not organisation and token.ent_type_ != "ORGpart":
        return
    if relation == "memberOf" and feature(token, "Number") != "Plur":
        return  # `IS-Mitglied Abu X`: the person is the member
    label = institution.label if institution is not None else first
    yield make_fact(token, relation, token, label, token.doc[token.i : token.i + 1], "de.phrase.compound")
