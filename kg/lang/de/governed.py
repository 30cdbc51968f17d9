"""What the clause above says of a clause: `plant zu kommen`, `versucht zu kommen`, `wenn`."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.lang.de.clause_data import modal_verbs, predicate_words
from kg.lang.de.modality import governor_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Clause, Modality, Polarity


def governed(clause: Clause, head: Token, parent: Clause) -> Clause:
    """The clause with what its governor says of it: `will versuchen zu kommen` asserts no coming."""
    modality, polarity = clause.modality, clause.polarity
    if clause.link == "infinitive":
        modality, polarity = _infinitive(head, modality, polarity, parent)
    elif clause.link == "complement" and not clause.question:
        modality, polarity = _complement(head, modality, polarity, parent)
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


def _complement(
    head: Token, modality: Modality, polarity: Polarity, parent: Clause
) -> tuple[Modality, Polarity]:
    if modality != "asserted":
        return modality, polarity
    if parent.lemma in modal_verbs():  # `will, dass …`
        return "desired", polarity
    said = _by_predicate(head.head, polarity, parent)
    governor = governor_of(parent.lemma)
    if said is not None or governor is None:
        return said or (modality, polarity)
    if governor.polarity == "negative":
        # `bestritt, dass …` says that somebody denies it; `verhinderte, dass …` that it is not so
        spoken = parent.lemma in load_speech_words().verbs
        return modality, polarity if spoken else _other(polarity)
    return governor.modality, polarity


def _by_predicate(above: Token, polarity: Polarity, parent: Clause) -> tuple[Modality, Polarity] | None:
    """`Es ist möglich, dass …`, `hält es für falsch, dass …`, `Es stimmt nicht, dass …`."""
    lists, denied = predicate_words(), parent.polarity == "negative"
    if parent.lemma in lists["holding"]:
        return "asserted", _other(polarity) if denied else polarity
    kinds = ("ADJ", "ADV") if parent.lemma == "sein" else ("ADJ",)  # `sorgte dafür` brings it about
    words = {word.text.lower() for word in (above, *(c for c in above.children if c.pos_ in kinds))}
    if words & lists["negative"]:
        return ("possible", polarity) if denied else ("asserted", _other(polarity))
    modalities: tuple[Modality, ...] = ("possible", "necessary", "desired")
    for modality in modalities:
        if words & lists[modality]:
            return modality, polarity
    return None


def _other(polarity: Polarity) -> Polarity:
    return "affirmative" if polarity == "negative" else "negative"
