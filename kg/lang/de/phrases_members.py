"""Where somebody belongs and where something sits: `Neuer vom FC Bayern`, `BGH in Karlsruhe`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.lexicon import read_title
from kg.lang.de.morphology import feature
from kg.lang.de.names import names_of
from kg.lang.de.phrase_nouns import class_kind, is_post, owned_noun, phrase_nouns, relation_to_prefix
from kg.lang.de.phrases_facts import (
    is_past_or_future,
    listed_after,
    make_fact,
    name_at,
    noun_before,
    post_label,
)
from kg.lang.de.verbs import is_finite
from kg.model import PhraseFact

_OWNED = frozenset({"ORG", "LOC", "PER"})


def find_members(doc: Doc) -> Iterator[PhraseFact]:
    """Persons behind whom `von` and an organisation stands, members of groups, things with a seat."""
    starts = {ent.start: ent for ent in names_of(doc)}
    for ent in starts.values():
        if ent.label_ == "PER":
            yield from _belonging(doc, ent, starts)
        elif ent.label_ == "ORG":
            yield from _origin(doc, ent, starts)
            yield from _seat_of_name(doc, ent, starts)
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN"):
            yield from _seat(doc, token, starts)
            yield from _group(doc, token)
    yield from _allies(doc, starts)


def _belonging(doc: Doc, person: DocSpan, starts: dict[int, DocSpan]) -> Iterator[PhraseFact]:
    """`Torwart Neuer vom FC Bayern`, `Projektleiter Ulamec vom DLR`, `Heiko Maas von der SPD`."""
    org = _behind(doc, person.end, ("von", "vom"), starts)
    if org is None or org.label_ != "ORG" or _is_agent(org.root):
        return
    relation = _belongs(person, org)
    if relation is not None:
        words = doc[person.start : org.end]
        yield make_fact(person.root, relation, org.root, "", words, "de.phrase.member")
        other = _joined_before(person)
        if other is not None:  # `Robert Habeck und Annalena Baerbock von den Grünen`
            yield make_fact(
                other.root, relation, org.root, "", doc[other.start : org.end], "de.phrase.member"
            )


def _joined_before(person: DocSpan) -> DocSpan | None:
    """The other person of a pair."""
    doc, end = person.doc, person.start - 1
    if end < 1 or doc[end].text not in ("und", "sowie"):
        return None
    start = end - 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    other = name_at(doc, start)
    return other if other is not None and other.label_ == "PER" and other.end == end else None


def _belongs(person: DocSpan, org: DocSpan) -> str | None:
    noun, known = noun_before(person), phrase_nouns()
    title = read_title(noun.text) if noun is not None else None
    if noun is not None and is_past_or_future(noun):
        return None
    if org.text in known.parties:
        return "memberOf"
    if (title is not None and title.base in known.plays) or org[0].text in known.teams:
        return "playsFor"
    attached = org.root.head.i in range(person.start, person.end) and org.root.dep_.startswith("nmod")
    inner = person.root.dep_ in ("appos", "flat", "nmod") and person.root.head.dep_.startswith("nmod")
    posted = title is not None and title.role and noun is not None and is_post(noun.text)
    return "worksFor" if posted and (attached or inner or _fill_the_front(person, org)) else None


def _fill_the_front(person: DocSpan, org: DocSpan) -> bool:
    """`Der Ökonom Fratzscher vom DIW kritisierte …`: what stands before the verb is one phrase."""
    doc, start = person.doc, person.root.sent.start
    if org.end >= len(doc) or not is_finite(doc[org.end]) or any(is_finite(t) for t in doc[start : org.end]):
        return False
    return all(t.pos_ in ("DET", "ADJ", "NOUN", "PROPN") for t in doc[start : person.start])


def _is_agent(token: Token) -> bool:
    """`wurde Peter Müller von der Polizei festgenommen`: the one who does it, not where he belongs."""
    verb = token.head
    passive = feature(verb, "VerbForm") == "Part" or any(c.lemma_ == "werden" for c in verb.children)
    return token.dep_ in ("obl:agent",) or (token.dep_.startswith("obl") and passive)


def _behind(doc: Doc, end: int, prepositions: tuple[str, ...], starts: dict[int, DocSpan]) -> DocSpan | None:
    """The name after one of these prepositions and its article, right behind."""
    if end >= len(doc) or doc[end].text not in prepositions:
        return None
    start = end + 1
    if start < len(doc) and doc[start].pos_ == "DET" and doc[start].text in ("der", "den"):
        start += 1
    return starts.get(start)


def _origin(doc: Doc, org: DocSpan, starts: dict[int, DocSpan]) -> Iterator[PhraseFact]:
    """`das Ingenieurbüro Reinecke aus Hannover`: only where the parse ties the place to the name."""
    place = _behind(doc, org.end, ("aus",), starts)
    if place is None or place.label_ != "LOC" or not place.root.dep_.startswith("nmod"):
        return
    phrase = {*range(org.start, org.end), org.root.head.i}
    if place.root.head.i in phrase:
        yield make_fact(org.root, "basedIn", place.root, "", doc[org.start : place.end], "de.phrase.origin")


def _seat(doc: Doc, noun: Token, starts: dict[int, DocSpan]) -> Iterator[PhraseFact]:
    """`der Bundesgerichtshof in Karlsruhe`; a plural or indefinite noun names no one thing."""
    if not noun.lemma_.lower().endswith(phrase_nouns().seated) or feature(noun, "Number") == "Plur":
        return
    if any(feature(child, "Definite") == "Ind" for child in noun.lefts):
        return
    place = _behind(doc, noun.i + 1, ("in",), starts) or _in_quarter(doc, noun.i + 1, starts)
    if place is not None and place.label_ == "LOC":
        yield make_fact(noun, "locatedIn", place.root, "", doc[noun.i : place.end], "de.phrase.seat")


def _seat_of_name(doc: Doc, org: DocSpan, starts: dict[int, DocSpan]) -> Iterator[PhraseFact]:
    """`das Max-Planck-Institut für Biologie in Berlin`: the noun with a seat is not the last word."""
    words = [token.text.lower() for token in org]
    seated = any(word.rstrip("s").endswith(phrase_nouns().seated) for word in words[:-1])
    place = _behind(doc, org.end, ("in",), starts)
    if not seated or place is None or place.label_ != "LOC" or not place.root.dep_.startswith("nmod"):
        return
    if place.root.head.i in {*range(org.start, org.end), org.root.head.i}:
        yield make_fact(org.root, "locatedIn", place.root, "", doc[org.start : place.end], "de.phrase.seat")


def _in_quarter(doc: Doc, end: int, starts: dict[int, DocSpan]) -> DocSpan | None:
    """`im Stadtteil Westercelle`: a class of places stands between."""
    between = end + 1 < len(doc) and doc[end].text == "im" and class_kind(doc[end + 1].lemma_) == "places"
    return starts.get(end + 2) if between else None


def _group(doc: Doc, noun: Token) -> Iterator[PhraseFact]:
    """`acht Mitglieder der IS-Führung`: members of something named."""
    relation = phrase_nouns().groups.get(noun.lemma_)
    relation = "memberOf" if noun.lemma_.lower().endswith("mitglied") else relation
    if relation is None or noun.text.rpartition("-")[0] or noun.ent_type_:
        return
    for child in noun.rights:
        named = child.ent_type_ in ("ORG", "ORGpart", "LOCpart")
        if named and child.dep_.startswith("nmod") and feature(child, "Case") == "Gen":
            yield make_fact(noun, relation, child, "", doc[noun.i : child.i + 1], "de.phrase.group")


def find_roles(doc: Doc) -> Iterator[PhraseFact]:
    """`die CDU-Vorsitzende` alone: whoever is meant holds the post, and belongs to the party."""
    for token in doc:
        title = read_title(token.text) if token.pos_ in ("NOUN", "PROPN") else None
        if title is None or title.prefix not in phrase_nouns().parties or not _is_alone(token):
            continue
        stated = relation_to_prefix(title)
        words = doc[token.i : token.i + 1]
        yield make_fact(token, "holdsPosition", token, post_label(token), words, "de.phrase.role")
        if stated is not None:
            yield make_fact(token, stated[0], token, stated[1], words, "de.phrase.role")


def _is_alone(token: Token) -> bool:
    """A definite singular with no name beside it, no predicate (`ist`, `als`) and of the present."""
    definite = any(feature(c, "Definite") == "Def" for c in token.lefts)
    plural = feature(token, "Number") == "Plur"
    copula = any(c.dep_ == "cop" or c.text in ("als", "wie") for c in token.children)
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    named = behind is not None and behind.ent_type_ == "PER"
    return definite and not (plural or copula or named or is_past_or_future(token))


def _allies(doc: Doc, starts: dict[int, DocSpan]) -> Iterator[PhraseFact]:
    """`ihre Verbündeten Frankreich und Italien`: a noun of relation before a list of names."""
    for name in starts.values():
        noun = noun_before(name)
        if name.label_ not in _OWNED or noun is None or feature(noun, "Number") != "Plur":
            continue
        stated = owned_noun(noun.lemma_)
        owner = _owner(noun)
        if stated is None or stated.turned or stated.of or owner is None or name.root.head != noun:
            continue
        for each in listed_after(doc, name):
            yield make_fact(
                each.root, stated.relation, owner, "", doc[noun.i : each.end], "de.phrase.relation"
            )


def _owner(noun: Token) -> Token | None:
    """A name in the genitive before the noun, or a possessive."""
    for child in noun.lefts:
        if child.dep_ == "det:poss" or (child.ent_type_ in _OWNED and feature(child, "Case") == "Gen"):
            return child
    return None
