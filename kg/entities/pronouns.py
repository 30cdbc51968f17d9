"""Whom a pronoun means: the one compatible subject of this or the sentence before."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.entities.clusters import Cluster
from kg.model import Mention

_SUBJECTS = ("nsubj", "nsubj:pass")


def settle_pronoun(doc: Doc, pronoun: Mention, found: dict[int, Cluster]) -> Cluster | None:
    """The antecedent, or None where nobody or more than one fits, or one whose gender nobody knows.

    Args:
        doc: the article.
        pronoun: a pronoun with the gender and number of what it means.
        found: head token → cluster of everything resolved so far.
    """
    cluster = _antecedent(doc, pronoun, found)
    unsure = cluster is not None and cluster.type == "Person" and not cluster.gender
    return None if unsure and pronoun.number != "Plur" else cluster


def _antecedent(doc: Doc, pronoun: Mention, found: dict[int, Cluster]) -> Cluster | None:
    """The one candidate of this sentence or the one before, subjects first."""
    token = doc[pronoun.head]
    sentence = token.sent
    previous = doc[sentence.start - 1].sent if sentence.start else None
    first = previous.start if previous is not None else sentence.start
    heads = [i for i in range(first, token.i) if i in found and _fits(pronoun, found[i])]
    here = [i for i in heads if i >= sentence.start and not _same_clause(doc[i], token)]
    before = [i for i in heads if i < sentence.start]
    for level in (here, before):
        subjects = {id(found[i]): found[i] for i in level if _is_subject(doc[i])}
        if len(subjects) == 1:
            return next(iter(subjects.values()))
        if len(subjects) > 1:
            things = not any(cluster.type == "Person" for cluster in subjects.values())
            return list(subjects.values())[-1] if things and level is here else None
    rest = {id(found[i]): found[i] for i in (*here, *before)}
    only = next(iter(rest.values())) if len(rest) == 1 else None
    return only if only is not None and only.type == "Person" else None


def _fits(pronoun: Mention, cluster: Cluster) -> bool:
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


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("flat", "appos", "compound") and token.head.i != token.i:
        token = token.head
    return token.dep_ in _SUBJECTS


def _same_clause(candidate: Token, pronoun: Token) -> bool:
    """`Obama traf ihn`: subject and object of one verb are two; a possessive may mean its subject."""
    return pronoun.pos_ == "PRON" and candidate.head == pronoun.head
