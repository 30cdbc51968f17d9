"""Appositions parted by a comma: `der Sprecher des Weißen Hauses, Josh Earnest,`, `Lutz, Chef der Bahn,`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.lexicon import given_names
from kg.lang.de.morphology import feature
from kg.lang.de.phrase_nouns import is_post, owned_noun
from kg.lang.de.phrases_facts import is_genitive_name, make_fact, name_at, post_label, same_sentence
from kg.lang.de.phrases_owners import GENITIVE_DETS, relation_to_owner
from kg.model import PhraseFact

_NO_MARKS = str.maketrans("", "", '„“”»«"')
_ENDS = frozenset({",", ".", ";", ":", "(", ")", "!", "?", "–", "-", "“", '"', "«"})
_ARTICLES = frozenset({"der", "die", "ein", "eine", "dem", "den", "einer", "einem", "einen"})
_LINKING = frozenset({*GENITIVE_DETS, "von", "vom", "für", "im", "in"})


def find_appositions(person: DocSpan) -> Iterator[PhraseFact]:
    """What a phrase before or behind the name of a person, parted by a comma, says of them."""
    yield from _before(person)
    yield from _behind(person)


def _before(person: DocSpan) -> Iterator[PhraseFact]:
    """`der Sprecher des Weißen Hauses, Josh Earnest,`: noun, its genitive, comma, name."""
    doc, comma = person.doc, person.start - 1
    if comma < 1 or doc[comma].text != "," or not _closed(person):
        return
    noun = _post_ending_at(doc, comma)
    if noun is not None and same_sentence(noun, person):
        yield from _apposed(person, noun, comma, doc[noun.i : person.end])


def _behind(person: DocSpan) -> Iterator[PhraseFact]:
    """`Josh Earnest, Sprecher des Weißen Hauses, sagte`: a name, comma, noun, its end."""
    doc, start = person.doc, person.end + 1
    if start >= len(doc) or doc[person.end].text != ",":
        return
    noun = _noun_from(doc, start)
    if noun is None or not (is_post(noun.text) or owned_noun(noun.lemma_) is not None):
        return
    last = person.root.sent.end
    end = next((t.i for t in doc[noun.i : last] if t.text in _ENDS), last)
    after = doc[noun.i + 1] if noun.i + 1 < end else None
    other = after is not None and after.pos_ == "DET" and after.text not in GENITIVE_DETS
    if not other and not any(t.pos_ in {"VERB", "AUX", "CCONJ"} for t in doc[noun.i : end]):
        yield from _apposed(person, noun, end, doc[person.start : end])


def _noun_from(doc: Doc, start: int) -> Token | None:
    """The noun of a phrase that begins here: article, possessive or genitive name, adjectives, noun."""
    first = doc[start]
    article = first.pos_ == "DET" and (first.text in _ARTICLES or first.dep_ == "det:poss")
    genitive = name_at(doc, start) is not None and first.text.endswith(("s", "'", "’"))
    if article or genitive:
        start += 1
    while start < len(doc) and doc[start].pos_ == "ADJ":
        start += 1
    return doc[start] if start < len(doc) and doc[start].pos_ == "NOUN" else None


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
            own = name_at(doc, i + 1)
            if own is not None and own.label_ == "PER" and not is_genitive_name(own, token):
                continue
            return token if _is_whole(token, comma) else None
    return None


def _is_whole(noun: Token, comma: int) -> bool:
    between = noun.doc[noun.i + 1 : comma]
    fits = all(feature(t, "Case") in ("Gen", "") or t.head == noun or t.ent_type_ for t in between)
    return fits or not len(between) or between[0].text.lower() in _LINKING


def _apposed(person: DocSpan, noun: Token, end: int, words: DocSpan) -> Iterator[PhraseFact]:
    if is_post(noun.text):
        complement = noun.doc[noun.i + 1 : end].text
        label = f"{post_label(noun, given_names().get(person[0].text, ''))} {complement}".strip()
        label = label.translate(_NO_MARKS)
        yield make_fact(person.root, "holdsPosition", noun, label, words, "de.phrase.apposition")
    yield from relation_to_owner(person, noun, words, "de.phrase.apposition")
