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
from kg.lang.de.phrase_nouns import is_post, is_turned, relation_of_noun, relation_to_prefix
from kg.lang.de.phrases_classes import find_classes, find_compounds
from kg.lang.de.phrases_facts import compound_start, is_past_or_future, make_fact, name_at, post_label
from kg.lang.de.phrases_members import find_members, find_roles
from kg.lang.de.phrases_works import find_works
from kg.model import PhraseFact

_OWNED = frozenset({"ORG", "LOC", "PER", "OTH"})
_GENITIVE_DETS = frozenset(
    {"des", "der", "dieser", "dieses", "eines", "einer", "seines", "seiner", "ihres", "ihrer"}
)
_NO_MARKS = str.maketrans("", "", '„“”»«"')
_ENDS = frozenset({",", ".", ";", ":", "(", ")", "!", "?", "–", "-", "“", '"', "«"})


def find_phrases(doc: Doc) -> tuple[PhraseFact, ...]:
    """What titles, appositions and class nouns beside the names in ``doc.ents`` state, in text order.

    >>> from tests.building import make_doc
    >>> doc = make_doc("Präsident Präsident NOUN 2 nmod _ _\\nPutin Putin PROPN 0 root _ B-PER")
    >>> [(f.relation, f.label) for f in find_phrases(doc)]
    [('holdsPosition', 'Präsident')]
    """
    facts: list[PhraseFact] = []
    for person in doc.ents:
        if person.label_ == "PER" and not person.text.endswith("-"):
            facts += _title(person)
            facts += _post_before(person)
            facts += _post_behind(person)
            facts += _party(person)
    facts += [
        *find_classes(doc),
        *find_compounds(doc),
        *find_members(doc),
        *find_roles(doc),
        *find_works(doc),
    ]
    return tuple(sorted(set(facts), key=lambda f: (f.span.start, f.span.end, f.relation, f.object)))


def _fact(
    person: DocSpan, relation: str, object_: Token, label: str, tokens: DocSpan, rule: str
) -> PhraseFact:
    return make_fact(person.root, relation, object_, label, tokens, rule)


def _title(person: DocSpan) -> Iterator[PhraseFact]:
    """`US-Außenminister John Kerry`, `seinem russischen Kollegen Sergej Lawrow`."""
    if person.start == 0:
        return
    noun = person.doc[person.start - 1]
    if (
        noun.pos_ not in {"NOUN", "PROPN"}
        or not _same_sentence(noun, person)
        or _is_genitive_of(person, noun)
    ):
        return
    yield from _relation_to_owner(
        person, noun, person.doc[_phrase_start(noun) : person.end], "de.phrase.title"
    )
    if is_post(noun.text):
        whole = person.doc[noun.i : person.end]
        label = post_label(noun, given_names().get(person[0].text, ""))
        yield _fact(person, "holdsPosition", noun, label, whole, "de.phrase.title")
        yield from _prefix(person, noun, whole)


def _is_genitive_of(person: DocSpan, noun: Token) -> bool:
    """`der Sprecher Merkels` is not called Merkel: the name is genitive, the noun is not.

    The -s counts only where the tagger sees a genitive or the parse an nmod, since names end in s.
    """
    genitive = any(t.morph.get("Case") == ["Gen"] for t in person)
    agrees = noun.morph.get("Case") == ["Gen"]
    if person[-1].text.endswith(("s", "'", "’")) and genitive and not agrees:
        return True
    return bool(noun.morph.get("Number") == ["Plur"])


def _same_sentence(noun: Token, person: DocSpan) -> bool:
    return noun.sent.start == person.root.sent.start and not noun.ent_type_.startswith("PER")


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
        yield _fact(person, stated[0], noun, stated[1], words, "de.phrase.prefix")


def _relation_to_owner(person: DocSpan, noun: Token, words: DocSpan, rule: str) -> Iterator[PhraseFact]:
    """Whose spokesman, colleague or chief the person is, where the phrase says it."""
    if is_past_or_future(noun):
        return
    relation, owner = relation_of_noun(noun.lemma_), _owner(noun, person)
    if relation is not None and owner is not None and is_turned(noun.lemma_):
        yield make_fact(owner, relation, person.root, "", words, rule)
    elif relation is not None and owner is not None:
        yield _fact(person, relation, owner, "", words, rule)


def _owner(noun: Token, person: DocSpan) -> Token | None:
    """The name in the genitive or with `von`, a name before the noun, or the possessive."""
    inside = {t.i for t in person}
    for child in sorted(noun.children, key=lambda c: c.i):
        owned = child.ent_type_ in _OWNED or child.dep_ == "det:poss"
        if child.dep_ in {"nmod", "nmod:poss", "det:poss"} and child.i not in inside and owned:
            return child
        if child.dep_.startswith("nmod") and child.i > noun.i and child.i not in inside:
            named = _named_in(child, inside)
            if named is not None:
                return named
    behind = noun.i + 1
    if behind < len(noun.doc) and noun.doc[behind].text.lower() in _GENITIVE_DETS:
        entity = name_at(noun.doc, behind) or name_at(noun.doc, behind + 1)
        if entity is not None and entity.label_ in _OWNED and entity.root.i not in inside:
            return entity.root
    return None


def _named_in(noun: Token, inside: set[int]) -> Token | None:
    """`Sprecher der Bewegung Ennahda`: the name that stands in apposition to the owner's class noun."""
    after = noun.i + 1
    entity = name_at(noun.doc, after)
    if (
        entity is None
        or entity.label_ not in _OWNED
        or noun.pos_ != "NOUN"
        or entity.root.i in inside
        or entity.label_ == "PER"
    ):
        return None
    return entity.root if entity.root.head == noun or noun.head == entity.root else None


def _post_before(person: DocSpan) -> Iterator[PhraseFact]:
    """`der Sprecher des Weißen Hauses, Josh Earnest,`: noun, its genitive, comma, name."""
    doc, comma = person.doc, person.start - 1
    if comma < 1 or doc[comma].text != "," or not _closed(person):
        return
    noun = _post_ending_at(doc, comma)
    if noun is None or not _same_sentence(noun, person):
        return
    yield from _apposed(person, noun, comma, doc[noun.i : person.end])


def _post_behind(person: DocSpan) -> Iterator[PhraseFact]:
    """`Josh Earnest, Sprecher des Weißen Hauses, sagte`: a name, comma, post, its end."""
    doc, start = person.doc, person.end + 1
    if start >= len(doc) or doc[person.end].text != ",":
        return
    if doc[start].pos_ == "DET" and doc[start].morph.get("Definite") == ["Def"]:
        start += 1
    while start < len(doc) and doc[start].pos_ == "ADJ":
        start += 1
    if start >= len(doc) or doc[start].pos_ != "NOUN" or not is_post(doc[start].text):
        return
    end = next((t.i for t in doc[start : person.root.sent.end] if t.text in _ENDS), person.root.sent.end)
    other = start + 1 < end and doc[start + 1].pos_ == "DET" and doc[start + 1].text not in _GENITIVE_DETS
    if not other and not any(t.pos_ in {"VERB", "AUX", "CCONJ"} for t in doc[start:end]):
        yield from _apposed(person, doc[start], end, doc[person.start : end])


def _closed(person: DocSpan) -> bool:
    """A name in apposition ends with punctuation, its sentence or a verb."""
    doc = person.doc
    if person.end >= len(doc) or person.end >= person.root.sent.end:
        return True
    return doc[person.end].text in _ENDS or doc[person.end].text.isspace()


def _post_ending_at(doc: Doc, comma: int) -> Token | None:
    """The post noun whose phrase, genitives included, ends right before the comma."""
    for i in range(comma - 1, max(doc[comma].sent.start, comma - 9) - 1, -1):
        token = doc[i]
        if token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ", "PUNCT"}:
            return None
        if token.pos_ == "NOUN" and is_post(token.text) and token.ent_type_ != "PER":
            between = doc[i + 1 : comma]
            own = name_at(doc, i + 1)
            if own is not None and own.label_ == "PER" and not _is_genitive_of(own, token):
                continue
            fits = all(
                t.morph.get("Case") in (["Gen"], []) or t.head == token or t.ent_type_ for t in between
            )
            linked = not len(between) or between[0].text.lower() in {
                *_GENITIVE_DETS,
                "von",
                "vom",
                "für",
                "im",
                "in",
            }
            return token if fits or linked else None
    return None


def _apposed(person: DocSpan, noun: Token, end: int, words: DocSpan) -> Iterator[PhraseFact]:
    complement = noun.doc[noun.i + 1 : end].text
    label = f"{post_label(noun, given_names().get(person[0].text, ''))} {complement}".strip()
    label = label.translate(_NO_MARKS)
    yield _fact(person, "holdsPosition", noun, label, words, "de.phrase.apposition")
    yield from _relation_to_owner(person, noun, words, "de.phrase.apposition")


def _party(person: DocSpan) -> Iterator[PhraseFact]:
    """`Olaf Scholz (SPD)`: an organisation alone in brackets behind a person."""
    doc, start = person.doc, person.end
    if start + 2 >= len(doc) or doc[start].text != "(":
        return
    party = name_at(doc, start + 1)
    if party is not None and party.label_ == "ORG" and party.end < len(doc) and doc[party.end].text == ")":
        words = doc[person.start : party.end + 1]
        yield _fact(person, "memberOf", party.root, "", words, "de.phrase.party")
