"""From tokens to spans: what belongs to a noun phrase."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.lang.de.gazetteer import country_of_people
from kg.lang.de.morphology import feature as feature
from kg.model import Mention, MentionKind
from kg.model import Span as TextSpan

_PRENOMINAL = frozenset({"amod", "nummod", "compound", "flat", "advmod", "nmod"})
_SKIPPED = frozenset({"DET", "PUNCT", "CCONJ", "SCONJ", "SPACE", "ADP"})


def text_span(doc: Doc, start: int, end: int) -> TextSpan:
    """The slice from token ``start`` up to but not including token ``end``."""
    if end == start + 1:
        word = doc[start]
        return TextSpan(word.idx, word.idx + len(word.text), word.text)
    span = doc[start:end]
    return TextSpan(span.start_char, span.end_char, span.text)


def is_inhabitant(token: Token) -> bool:
    """One person by where they come from: `der Pole`, `die Französin`; not `die Polen`."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (token.pos_ == "ADJ" and token.dep_ == "amod"):
        return False
    if not token.text[:1].isupper() or country_of_people(token.text) is None:
        return False
    articles = [child.text.lower() for child in token.lefts if child.pos_ == "DET"]
    if not articles or feature(token, "Number") == "Plur":
        return False
    return articles[0] != "die" or token.text.endswith("in") or token.text in ("Deutsche", "Irin")


def make_mention(doc: Doc, token: Token, start: int, end: int, kind: MentionKind, lemma: str = "") -> Mention:
    """A mention of tokens ``start`` to ``end`` with ``token`` as its head."""
    span = text_span(doc, start, end)
    gender, number = feature(token, "Gender"), feature(token, "Number")
    return Mention(span, token.i, lemma or token.lemma_ or token.text, kind, "Concept", gender, number)


def has_case(token: Token) -> bool:
    """True for a noun with a preposition of its own (`in die Türkei`)."""
    return any(child.dep_ == "case" for child in token.lefts)


def name_root(doc: Doc, start: int, end: int) -> Token:
    """Head word of a name; a parser may hang `Islamischer` and `Staat` on the noun before, each alone."""
    if end == start + 1:
        return doc[start]
    tops = [token for token in doc[start:end] if not start <= token.head.i < end or token.head == token]
    nouns = [token for token in tops if token.pos_ != "ADJ" and token.dep_ not in ("amod", "punct")]
    return (nouns or tops or [doc[end - 1]])[0]


def is_genitive(token: Token) -> bool:
    """True for a genitive attribute without preposition (`der IS-Führung`, `Carters`)."""
    return token.dep_.startswith("nmod") and feature(token, "Case") == "Gen" and not has_case(token)


def phrase_tokens(head: Token) -> tuple[int, int]:
    """Token range of a noun with its modifiers before it and its genitives, no determiner in front."""
    return phrase_start(head), phrase_end(head)


def phrase_start(head: Token) -> int:
    """First token of the modifiers before ``head`` (`von ihr kontrollierten Gebiete`)."""
    if not head.n_lefts:
        return head.i
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_.startswith("det"):  # what stands before the noun's own article is no part of it
            break
        if child.dep_ in _PRENOMINAL and not _is_clausal(child) and not _is_loose(child):
            start = min(start, max(child.left_edge.i, head.sent.start))
    return skip_leading(head.doc, start, head.i, amod=any(c.dep_ == "amod" for c in head.lefts))


def _is_clausal(token: Token) -> bool:
    return any(feature(word, "VerbForm") == "Fin" for word in token.subtree)


def _is_loose(token: Token) -> bool:
    """An adverb or noun before the phrase that is no part of it (`auch die Reise`)."""
    if token.dep_ == "advmod":
        return not (token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "NUM")
    return token.dep_ == "nmod" and not (is_genitive(token) and token.pos_ == "PROPN")


def skip_leading(doc: Doc, start: int, head: int, amod: bool = False) -> int:
    """Leave out articles and punctuation before the phrase; `von ihr kontrollierte` keeps its `von`."""
    while start < head and doc[start].pos_ in _SKIPPED:
        if doc[start].pos_ == "ADP" and amod and doc[start].head.head.i < head:
            break
        start += 1
    return start


def phrase_end(head: Token) -> int:
    """One past the last genitive of ``head`` (`Sprecher des Weißen Hauses`)."""
    end = head.i + 1
    for child in head.rights:
        adjacent = all(word.pos_ in ("DET", "ADJ", "NUM", "PROPN") for word in head.doc[end : child.i])
        if is_genitive(child) and adjacent:
            end = max(end, phrase_end(child), entity_end(child))
        elif child.dep_ == "flat" and child.i == end:
            end = child.i + 1
        elif child.dep_ == "appos" and child.i == end and child.pos_ == "PROPN":
            end = child.i + 1  # `das Pflanzengift Glyphosat`
    return end


def entity_end(token: Token) -> int:
    """One past the named entity around ``token``, or past the token itself."""
    end, doc = token.i + 1, token.doc
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end
