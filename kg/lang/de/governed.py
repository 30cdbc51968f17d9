"""What the clause above says of a clause: `plant zu kommen`, `versucht zu kommen`, `wenn`."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.lang.de.modality import governor_of
from kg.model import Clause, Modality, Polarity


def governed(clause: Clause, head: Token, parent: Clause) -> Clause:
    """The clause with what its governor says of it: `will versuchen zu kommen` asserts no coming."""
    modality, polarity = clause.modality, clause.polarity
    if clause.link == "infinitive":
        modality, polarity = _infinitive(head, modality, polarity, parent)
    elif clause.link == "complement":
        modality, polarity = _complement(modality, polarity, parent)
    elif clause.link == "conjunct" and modality == "asserted" and parent.modality == "conditional":
        modality = "conditional"
    question = clause.question or (clause.link == "conjunct" and parent.question)
    return replace(clause, modality=modality, polarity=polarity, question=question)


def _infinitive(
    head: Token, modality: Modality, polarity: Polarity, parent: Clause
) -> tuple[Modality, Polarity]:
    if head.dep_ == "advcl" or _opens_with_um(
        head
    ):  # `um … zu hören`: a purpose; `ohne zu zögern` keeps its negation
        return ("planned" if polarity == "affirmative" else modality), polarity
    if head.dep_ in ("acl", "acl:relcl"):  # `der Plan, die Truppen abzuziehen`
        return ("planned" if modality == "asserted" else modality), polarity
    governor = governor_of(parent.lemma)
    if governor is None:  # an unknown governor: nothing says that it happened
        return ("possible" if modality == "asserted" else modality), polarity
    if modality == "asserted":
        modality = governor.modality if governor.modality != "asserted" else parent.modality
    negative = (governor.polarity == "negative") != (polarity == "negative")
    if parent.polarity == "negative" and governor.modality == "asserted":
        modality = "possible"  # `weigerte sich nicht`, `begann nicht`: abstain
    return modality, "negative" if negative else "affirmative"


def _opens_with_um(head: Token) -> bool:
    """`, um … zu hören`, whatever label the parser gave it."""
    for i in range(head.i - 1, -1, -1):
        word = head.doc[i]
        if word.pos_ == "PUNCT" and word.text == ",":
            return False
        if word.text.lower() == "um" and (word.dep_ == "mark" or word.pos_ in ("SCONJ", "CCONJ")):
            return True
        if word.is_sent_start:
            break
    return False


def _complement(modality: Modality, polarity: Polarity, parent: Clause) -> tuple[Modality, Polarity]:
    governor = governor_of(parent.lemma)
    if governor is None or modality != "asserted":
        return modality, polarity
    if governor.polarity == "negative":  # `bestritt, dass …` says that somebody denies it
        return modality, polarity
    return governor.modality, polarity
