"""Whom a pronoun means: the one compatible subject of this or the sentence before."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from kg.entities.clusters import Cluster
from kg.lang.de.morphology import feature
from kg.lang.de.phrase_nouns import is_post, owned_noun
from kg.model import Mention
from kg.vocab import load_catalogue

_SUBJECTS = ("nsubj", "nsubj:pass")
_DEMONSTRATIVE = ("deren", "dessen")


def settle_pronoun(doc: Doc, pronoun: Mention, found: Mapping[int, Cluster]) -> Cluster | None:
    """The antecedent, or None where nobody or more than one fits, or one whose gender nobody knows.

    Args:
        doc: the article.
        pronoun: a pronoun with the gender and number of what it means.
        found: head token → cluster of everything resolved so far.
    """
    cluster = _antecedent(doc, pronoun, found)
    unsure = cluster is not None and cluster.type == "Person" and not cluster.gender
    return None if unsure and pronoun.number != "Plur" else cluster


def _antecedent(doc: Doc, pronoun: Mention, found: Mapping[int, Cluster]) -> Cluster | None:
    """The one candidate of this sentence or the one before, subjects first."""
    token = doc[pronoun.head]
    sentence = token.sent
    previous = doc[sentence.start - 1].sent if sentence.start else None
    first = previous.start if previous is not None else sentence.start
    owned = possessed(token)
    types = _owner_types(owned) if owned is not None else ()
    heads = [i for i in range(first, token.i) if i in found and _fits(pronoun, found[i], types)]
    here = [i for i in heads if i >= sentence.start and not _same_clause(doc[i], token)]
    before = [i for i in heads if i < sentence.start]
    if token.text.lower() in _DEMONSTRATIVE:
        return _only([found[i] for i in (here or before) if found[i].type != "Concept"])
    for level in (here, before):
        subjects = {id(found[i]): found[i] for i in level if is_subject(doc[i])}
        if len(subjects) == 1:
            return next(iter(subjects.values()))
        if len(subjects) > 1:
            things = not any(cluster.type == "Person" for cluster in subjects.values())
            return list(subjects.values())[-1] if things and level is here else None
    only = _only([found[i] for i in (*here, *before)])
    return only if only is not None and (types or only.type == "Person") else None


def _only(clusters: list[Cluster]) -> Cluster | None:
    single = {id(cluster): cluster for cluster in clusters}
    return next(iter(single.values())) if len(single) == 1 else None


def possessed(token: Token) -> Token | None:
    """The noun of a possessive, if it names somebody by what they are to its owner (`ihr Sprecher`)."""
    possessive = token.dep_ == "det:poss" or feature(token, "Poss") == "Yes"
    if not possessive and token.text.lower() not in _DEMONSTRATIVE:
        return None
    noun = next((word for word in token.doc[token.i + 1 : token.i + 5] if word.pos_ != "ADJ"), None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    return noun if owned_noun(noun.lemma_) is not None or is_post(noun.text) else None


def _owner_types(noun: Token) -> tuple[str, ...]:
    """Whose `Sohn`, `Sprecher` or `Abgeordneter` somebody can be; never a concept's."""
    owned = owned_noun(noun.lemma_)
    entry = load_catalogue().get(owned.relation) if owned is not None else None
    if owned is None or entry is None:
        return ("Person", "Organization", "Location")
    types = entry.subject_types if owned.turned else entry.object_types
    return tuple(kind for kind in types if kind not in ("Concept", "Miscellaneous"))


def _fits(pronoun: Mention, cluster: Cluster, types: tuple[str, ...]) -> bool:
    if types and cluster.type not in types:
        return False
    if pronoun.number and cluster.number and pronoun.number != cluster.number:
        return False
    if pronoun.number == "Plur":
        return True
    if cluster.type == "Person" and not cluster.gender:
        return True  # may be meant, so nobody else is sure
    if pronoun.gender:
        return cluster.gender == pronoun.gender or (pronoun.gender == "Masc" and _neuter(pronoun, cluster))
    return cluster.gender == "Fem" or cluster.number == "Plur"


def _neuter(pronoun: Mention, cluster: Cluster) -> bool:
    """`sein` and `ihm` also stand for a neuter (`Deutschland … seine`)."""
    return cluster.gender == "Neut" and not pronoun.lemma.lower().startswith("er")


def is_subject(token: Token) -> bool:
    """True for the head word of a subject, or of a name in apposition to it."""
    return _top(token).dep_ in _SUBJECTS


def _top(token: Token) -> Token:
    """The word that a name in apposition belongs to."""
    while token.dep_ in ("flat", "appos", "compound") and token.head.i != token.i:
        token = token.head
    return token


def _same_clause(candidate: Token, pronoun: Token) -> bool:
    """`Obama traf ihn`: subject and object of one verb are two; a possessive may mean its subject."""
    return pronoun.pos_ == "PRON" and _top(candidate).head == pronoun.head
