"""What the clause above says of a clause: `plant zu kommen`, `versucht zu kommen`, `wenn`."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.lang.de.clause_data import facts, function_words, modal_verbs, predicate_words
from kg.lang.de.modality import governor_of, has_no
from kg.lang.de.spans import finite_of
from kg.lang.de.speech_data import load_speech_words
from kg.lang.de.verbs import children, feature
from kg.model import Clause, Modality, Polarity


def governed(clause: Clause, head: Token, parent: Clause) -> Clause:
    """The clause with what its governor says of it: `will versuchen zu kommen` asserts no coming."""
    modality, polarity = clause.modality, clause.polarity
    if clause.link == "infinitive":
        modality, polarity = _infinitive(head, modality, polarity, parent)
    elif (clause.link == "complement" or _is_bare_dass(head)) and not clause.question:
        modality, polarity = _complement(head, modality, polarity, parent)
    elif clause.link == "adverbial" and modality == "asserted" and _is_ahead(head):
        modality = "planned"
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
    if parent.polarity == "negative":
        # `weigerte sich nicht`, `plant nicht`, `schaffte es nicht` turn it round; `begann nicht`: abstain
        achieving = parent.lemma in facts()["achieving"]
        negative ^= (
            governor.polarity == "negative" or governor.modality in ("planned", "desired") or achieving
        )
        if governor.modality == "asserted" and not achieving:
            modality = "possible"
    return modality, "negative" if negative else "affirmative"


def _is_bare_dass(head: Token) -> bool:
    """A `dass` clause that the parser took for an adverbial one; not `so dass`, `dadurch, dass`."""
    mark = next((c for c in children(head, "mark") if c.text.lower() in ("dass", "daß")), None)
    if head.dep_ != "advcl" or mark is None:
        return False
    before = [word for word in head.doc[max(0, mark.i - 2) : mark.i] if word.text != ","]
    return not before or before[-1].text.lower() not in function_words()["before_dass"]


def _is_ahead(head: Token) -> bool:
    """`Bevor Russland den Konzern übernimmt, …`: it has not come to that yet."""
    marks = {child.text.lower() for child in children(head, "mark")}
    finite = finite_of(head)
    present = (
        finite is not None and feature(finite, "Tense") == "Pres" and finite.lemma_ not in ("haben", "sein")
    )
    return present and not marks.isdisjoint(function_words()["ahead"])


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
    if said is not None:
        return said
    noun = head.head if head.dep_.startswith("acl") and head.head.pos_ == "NOUN" else None
    governor = governor_of(parent.lemma) if noun is None else None
    if governor is not None and governor.polarity == "negative":
        # `bestritt, dass …` says that somebody denies it; `verhinderte, dass …` that it is not so
        spoken = parent.lemma in load_speech_words().verbs
        if parent.polarity == "negative" and not spoken:  # `konnte nicht verhindern, dass …`
            return "possible", polarity
        return modality, polarity if spoken else _other(polarity)
    if governor is not None and governor.modality != "asserted":
        refused = governor.modality == "planned" and parent.polarity == "negative"
        return governor.modality, _other(polarity) if refused else polarity
    marks = {child.text.lower() for child in children(head, "mark")}
    ahead = not marks and head.i < head.head.i  # `Kaum hatte sie den Saal betreten, reiste er ab`
    if ahead or marks & load_speech_words().adverbial:  # `…, ehe sie den Saal betrat`, whatever its label
        return modality, polarity
    if is_announced(head):
        return modality, polarity
    return _granted(head.head, parent, noun), polarity


def _granted(above: Token, parent: Clause, noun: Token | None) -> Modality:
    """`führte dazu, dass …`, `weiß, dass …`; behind `Im Netz kursiert, dass …` it is only possible."""
    known, brought = facts()["known"], facts()["brought"]
    words = {above.lemma_, above.text, above.text.lower()} | ({parent.lemma} if noun is None else set())
    if is_spoken(above) or (noun is None and parent.lemma in load_speech_words().verbs) or words & known:
        return "asserted"
    if words & brought and parent.polarity == "affirmative" and not has_no(above):
        return parent.modality
    return "possible"


def is_announced(head: Token) -> bool:
    """`Das Ergebnis: Bayern hat gesiegt`: a colon stands before the clause."""
    return any(word.text == ":" for word in head.doc[head.head.i : head.i])


def is_spoken(above: Token) -> bool:
    """Whether a noun or an adjective tells what somebody says or thinks: then that is who answers for it."""
    words = load_speech_words()
    if above.pos_ == "NOUN":
        return above.lemma_ in words.clausal or above.lemma_ in words.nouns
    return not words.clausal_adjectives.isdisjoint((above.lemma_, above.text.lower()))


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
