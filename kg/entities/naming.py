"""Labels, ids and identifiers elsewhere."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.lang.de.lexicon import Country, stem
from kg.mentions.spans import feature
from kg.model import Mention

_FORBIDDEN = re.compile(r"[<>\"{}|\\^`#?%„“”»«]")
_WIKIDATA = "http://www.wikidata.org/entity/"
_STRONG = {"Masc": "er", "Neut": "es", "Fem": "e"}


def entity_id(label: str) -> str:
    """The path of an entity: `entity/Barack_Obama`.

    >>> entity_id("Barack Obama")
    'entity/Barack_Obama'
    """
    clean = _FORBIDDEN.sub("", unicodedata.normalize("NFC", label))
    return "entity/" + "_".join(clean.split())


def token_range(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Token numbers of a mention's span."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (mention.head, mention.head + 1)


def core_range(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Tokens of the name itself in a name mention, its titles left out."""
    start, end = token_range(doc, mention)
    while start < end - 1 and len(doc[start + 1 : end].text) >= len(mention.lemma):
        start += 1
    return start, end


def nominative(doc: Doc, mention: Mention) -> str:
    """A name in the nominative, without article: `Weißen Hauses` is `Weißes Haus`."""
    start, end = core_range(doc, mention)
    if end - start == 1:
        return mention.lemma
    words = [_adjective(doc[i], doc[end - 1]) for i in range(start, end - 1)]
    return " ".join([*words, _last(doc[end - 1], mention.lemma.split()[-1])])


def _adjective(token: Token, noun: Token) -> str:
    """Only forms that no nominative has are changed; `Frankfurter` stays as it is."""
    adjective = token.pos_ == "ADJ" or token.dep_ == "amod"
    weak = token.text.endswith(("en", "em")) or (token.text.endswith("e") and token.lemma_ != token.text)
    gender, number = feature(noun, "Gender"), feature(noun, "Number")
    if not (adjective and weak and (gender or number == "Plur")):
        return token.text
    return stem(token.text) + ("e" if number == "Plur" else _STRONG[gender])


def _last(token: Token, base: str) -> str:
    genitive = feature(token, "Case") == "Gen" and feature(token, "Number") != "Plur"
    shorter = token.lemma_ in (token.text[:-1], token.text[:-2])
    return token.lemma_ if genitive and token.text.endswith("s") and shorter else base


def concept_label(doc: Doc, mention: Mention) -> str:
    """A nominal phrase with its head in the base form (`Einsatzes` → `Einsatz`)."""
    head = doc[mention.head]
    offset = head.idx - mention.span.start
    word = head.text if feature(head, "Number") == "Plur" or not head.lemma_ else head.lemma_
    before = mention.span.text[:offset].split()
    before = [_agree(w, head) for w in before] if len(before) == 1 and head.nbor(-1).pos_ == "ADJ" else before
    after = mention.span.text[offset + len(head.text) :]
    return " ".join([*before, word + after])


def _agree(word: str, noun: Token) -> str:
    ending = "e" if feature(noun, "Number") == "Plur" else _STRONG.get(feature(noun, "Gender"), "")
    return stem(word) + ending if ending and stem(word) != word else word


@lru_cache(maxsize=512)
def country_names(country: Country) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Aliases (English and further German names) and Wikidata IRIs of a country."""
    from babel import Locale
    from rigour.territories import get_territory

    english = Locale("en").territories.get(country.code)
    territory = get_territory(country.code.lower())
    same = (_WIKIDATA + territory.qid,) if territory is not None else ()
    return ((english,) if english and english != country.label else ()), same


def wikidata(qid: str) -> tuple[str, ...]:
    """The IRI of a QID, nothing for ""."""
    return (_WIKIDATA + qid,) if qid else ()
