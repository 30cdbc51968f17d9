"""Words that mean several things named before: `beide Unternehmen`, `die beiden`, `sie` of a pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from kg.entities.clusters import Cluster
from kg.lang.de.inflection import noun_is_plural
from kg.lang.de.lexicon import read_title
from kg.lang.de.phrase_nouns import class_kind
from kg.mentions.spans import feature
from kg.model import EntityType, Mention

# How many sentences before the word are looked at.
_WINDOW = 2
_COUNTRIES = frozenset({"Land", "Staat", "Nation"})
_PEOPLE = frozenset({"Mann", "Frau", "Partner", "Freund", "Bruder", "Schwester"})
_COUNTED = ("zwei", "drei", "vier", "fünf", "sechs")
_COMPANIES = frozenset(
    {"Unternehmen", "Konzern", "Firma", "Verein", "Partei", "Bank", "Klub", "Gesellschaft"}
)


def settle_group(doc: Doc, mention: Mention, found: Mapping[int, Cluster]) -> tuple[Cluster, ...]:
    """The two or more that a word means, empty where the article does not settle it.

    Args:
        doc: the article.
        mention: a nominal phrase, a role in the plural or a pronoun.
        found: head token → cluster of everything resolved so far.
    """
    token = doc[mention.head]
    if mention.kind == "pronoun":
        return _of_pronoun(token, found) if mention.number == "Plur" else ()
    listed = _listed_behind(token, found)
    if listed:
        return listed
    count, kind = _count(token), _kind(token)
    if not count or kind is None:
        return ()
    groups = [group for group in _coordinated(doc, _start(token), token.i, found) if _all_are(group, kind)]
    fitting = [group for group in groups if len(group) == count]
    if fitting:
        return fitting[-1]
    named = {id(found[i]): found[i] for i in range(_start(token), token.i) if i in found}
    fits = [cluster for cluster in named.values() if cluster.type == kind]
    return tuple(fits) if len(fits) == 2 == count else ()


def _listed_behind(token: Token, found: Mapping[int, Cluster]) -> tuple[Cluster, ...]:
    """`die Banken Credit Suisse und Goldman Sachs`: a plural right before the names that it means."""
    if token.pos_ != "NOUN" or not noun_is_plural(token):
        return ()
    kind = _kind(token)
    clusters: list[Cluster] = []
    i, doc = token.i + 1, token.doc
    while (
        i < len(doc)
        and not doc[i].is_sent_start
        and (i in found or doc[i].text in (",", "und", "sowie") or doc[i].ent_iob_ == "I")
    ):
        if i in found:
            clusters.append(found[i])
        i += 1
    apposed = doc[token.i + 1].dep_ in ("appos", "flat", "nmod", "conj") if token.i + 1 < len(doc) else False
    several = len({id(cluster) for cluster in clusters}) > 1 and doc[token.i + 1].text != ","
    return tuple(clusters) if apposed and several and kind is not None and _all_are(clusters, kind) else ()


def _count(token: Token) -> int:
    """How many a word means: `beide` two, `die drei Länder` three; 0 for no certain ones."""
    if any(_means_both(child) for child in token.lefts):
        return 2
    words = [child.text.lower() for child in token.lefts if child.pos_ in ("DET", "NUM")]
    definite = len(words) == 2 and words[0] in ("die", "den", "der", "diese", "diesen")
    return _COUNTED.index(words[1]) + 2 if definite and words[1] in _COUNTED else 0


def _of_pronoun(token: Token, found: Mapping[int, Cluster]) -> tuple[Cluster, ...]:
    """`Merkel und Hollande reisten nach Minsk. Sie …`: the names that are the last sentence's subject."""
    if not token.dep_.startswith("nsubj") or token.sent.start == 0:
        return ()
    before = token.doc[token.sent.start - 1].sent
    groups = _coordinated(token.doc, before.start, before.end, found)
    subjects = [
        g
        for g, head in zip(groups, _heads(token.doc, before.start, before.end, found), strict=True)
        if head.dep_.startswith("nsubj")
    ]
    others = [t for t in before if t.dep_.startswith("nsubj") and feature(t, "Number") == "Plur"]
    return subjects[0] if len(subjects) == 1 and not others else ()


def _means_both(word: Token) -> bool:
    return word.lemma_.lower() in ("beide", "beid") or word.text.lower() in ("beide", "beiden", "beider")


def _kind(token: Token) -> EntityType | None:
    if token.lemma_ in _COMPANIES or class_kind(token.lemma_) == "organisations":
        return "Organization"
    if token.lemma_ in _COUNTRIES:
        return "Location"
    title = read_title(token.text)
    return "Person" if token.lemma_ in _PEOPLE or (title is not None and title.role) else None


def _start(token: Token) -> int:
    start = token.sent.start
    for _ in range(_WINDOW):
        if start > 0:
            start = token.doc[start - 1].sent.start
    return start


def _heads(doc: Doc, start: int, end: int, found: Mapping[int, Cluster]) -> list[Token]:
    """First names of coordinations."""
    return [doc[i] for i in range(start, end) if i in found and len(_listed(doc[i], found)) > 1]


def _coordinated(doc: Doc, start: int, end: int, found: Mapping[int, Cluster]) -> list[tuple[Cluster, ...]]:
    return [_listed(head, found) for head in _heads(doc, start, end, found)]


def _listed(head: Token, found: Mapping[int, Cluster]) -> tuple[Cluster, ...]:
    """A name and the names joined to it, each once; nothing where one of them is no name."""
    tokens = [head, *(child for child in head.children if child.dep_ == "conj")]
    tokens += [deeper for child in tokens[1:] for deeper in child.children if deeper.dep_ == "conj"]
    clusters = [found.get(token.i) for token in tokens]
    if any(cluster is None or cluster.type == "Concept" for cluster in clusters):
        return ()
    return tuple({id(c): c for c in clusters if c is not None}.values())


def _all_are(clusters: Iterable[Cluster], kind: EntityType) -> bool:
    return all(cluster.type == kind for cluster in clusters)
