"""Relations that noun phrases state: titles, appositions, genitives, possessives.

The extents of names are the annotator's (`doc.ents`); the parser wavers between flat, appos,
compound and nmod in `Präsident Wladimir Putin`, so position and agreement decide here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.lexicon import given_names, read_title
from kg.lang.de.names import names_of
from kg.lang.de.phrase_nouns import is_post, phrase_nouns, relation_to_prefix
from kg.lang.de.phrases_appositions import find_appositions
from kg.lang.de.phrases_classes import find_classes, find_compounds
from kg.lang.de.phrases_facts import (
    compound_start,
    is_genitive_name,
    is_past_or_future,
    make_fact,
    name_at,
    post_label,
    same_sentence,
)
from kg.lang.de.phrases_members import find_members, find_roles
from kg.lang.de.phrases_owners import relation_to_owner
from kg.lang.de.phrases_works import find_pairs, find_works
from kg.model import PhraseFact


def find_phrases(doc: Doc) -> tuple[PhraseFact, ...]:
    """What titles, appositions and class nouns beside the names in ``doc.ents`` state, in text order.

    >>> from tests.building import make_doc
    >>> doc = make_doc("Präsident Präsident NOUN 2 nmod _ _\\nPutin Putin PROPN 0 root _ B-PER")
    >>> [(f.relation, f.label) for f in find_phrases(doc)]
    [('holdsPosition', 'Präsident')]
    """
    facts: list[PhraseFact] = []
    for person in names_of(doc):
        if person.label_ == "PER" and not person.text.endswith("-"):
            facts += _title(person)
            facts += find_appositions(person)
            facts += _party(person)
    facts += [
        *find_classes(doc),
        *find_compounds(doc),
        *find_members(doc),
        *find_roles(doc),
        *find_works(doc),
        *find_pairs(doc),
    ]
    return tuple(sorted(set(facts), key=lambda f: (f.span.start, f.span.end, f.relation, f.object)))


def _title(person: DocSpan) -> Iterator[PhraseFact]:
    """`US-Außenminister John Kerry`, `seinem russischen Kollegen Sergej Lawrow`."""
    if person.start == 0:
        return
    noun = person.doc[person.start - 1]
    if (
        noun.pos_ not in {"NOUN", "PROPN"}
        or not same_sentence(noun, person)
        or is_genitive_name(person, noun)
    ):
        return
    yield from relation_to_owner(
        person, noun, person.doc[_phrase_start(noun) : person.end], "de.phrase.title"
    )
    if is_post(noun.text):
        whole = person.doc[noun.i : person.end]
        label = post_label(noun, given_names().get(person[0].text, ""))
        yield make_fact(person.root, "holdsPosition", noun, label, whole, "de.phrase.title")
        yield from _prefix(person, noun, whole)


def _phrase_start(noun: Token) -> int:
    """Where the noun phrase starts: determiner, adjectives and prenominal genitive included."""
    start = noun.i
    while start > noun.sent.start and (
        noun.doc[start - 1].dep_ in {"det", "det:poss", "amod"} and noun.doc[start - 1].head == noun
    ):
        start -= 1
    return start


def _prefix(person: DocSpan, noun: Token, words: DocSpan) -> Iterator[PhraseFact]:
    """`CDU-Politiker X`: memberOf CDU; nothing of who is no longer in office."""
    title = read_title(noun.text)
    if title is not None and compound_start(noun) < noun.i:  # `IG Metall-Chef`
        title = replace(title, prefix=f"{noun.doc[compound_start(noun) : noun.i].text} {title.prefix}")
    stated = relation_to_prefix(title) if title is not None and not is_past_or_future(noun) else None
    if stated is not None:
        yield make_fact(person.root, stated[0], noun, stated[1], words, "de.phrase.prefix")


def _party(person: DocSpan) -> Iterator[PhraseFact]:
    """`Olaf Scholz (SPD)`: an organisation or party alone in brackets behind a person."""
    doc, start = person.doc, person.end
    if start + 2 >= len(doc) or doc[start].text != "(":
        return
    party, word = name_at(doc, start + 1), doc[start + 1]
    named = party is not None and party.label_ == "ORG"
    end = party.end if named and party is not None else start + 2
    listed = phrase_nouns().parties.get(word.text, "")
    if end >= len(doc) or doc[end].text not in (")", ",", "/") or not (named or listed):
        return
    head = party.root if named and party is not None else word
    words = doc[person.start : end + (doc[end].text == ")")]
    yield make_fact(person.root, "memberOf", head, listed, words, "de.phrase.party")
