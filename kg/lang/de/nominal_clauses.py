"""Clauses of event nouns: `Das Pentagon kündigte eine Reise Carters in die Türkei an`."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Token

from kg.lang.de.arguments import unique_arguments
from kg.lang.de.clause_data import EventNoun, support_verbs
from kg.lang.de.event_contexts import context_of
from kg.lang.de.extents import span_of
from kg.lang.de.modality import governor_of, has_no
from kg.lang.de.nominal import event_arguments
from kg.model import Argument, Clause, Modality, Polarity

_OBJECT_DEPS = ("obj", "nsubj:pass")


def nominal_clause(
    token: Token,
    noun: EventNoun,
    above: Clause | None,
) -> Clause | None:
    """The clause of an event noun under a verbal one; None for a noun without participants."""
    arguments = event_arguments(token, noun)
    if above is not None:
        arguments = _supported(token, arguments, above)
    if not arguments:
        return None
    polarity, modality = _stance(token, above)
    span = span_of(sorted([token, *(token.doc[a.head] for a in arguments)], key=lambda t: t.i))
    return Clause(
        lemma=noun.noun,
        predicate=span_of([token]),
        surface=token.text,
        token=token.i,
        arguments=unique_arguments(arguments),
        polarity=polarity,
        modality=modality,
        nominal=True,
        mood="",
        question=above.question if above else False,
        span=span,
        link="complement",
        rule="de.clause.nominal",
    )


def _supported(token: Token, arguments: list[Argument], above: Clause) -> list[Argument]:
    """`Die USA fliegen Luftangriffe in Syrien`: the verb's subject does what the noun says."""
    direct = token.dep_ in _OBJECT_DEPS and token.head.i == above.token
    if not direct:
        return arguments
    arguments = arguments + _adjoining(token, arguments, above)
    if above.lemma not in support_verbs() or any(a.role == "agent" for a in arguments):
        return arguments
    lent = [a for a in above.arguments if a.role in ("agent", "oblique") and a.head != token.i]
    return arguments + lent if any(a.role == "agent" for a in lent) else arguments


def _adjoining(token: Token, arguments: list[Argument], above: Clause) -> list[Argument]:
    """`kündigte eine Reise Carters in die Türkei an`: what follows the noun says where the event is."""
    doc, end = token.doc, max([token.i, *(a.head for a in arguments)])
    return [
        a
        for a in above.arguments
        if a.role == "oblique"
        and a.preposition
        and a.head not in {b.head for b in arguments}
        and end + 1 < len(doc)
        and doc[end + 1].dep_ == "case"
        and doc[end + 1].head.i == a.head
    ]


def _stance(token: Token, above: Clause | None) -> tuple[Polarity, Modality]:
    """`Das Treffen fiel aus` denies the event, `warnte vor einem Angriff` makes it possible."""
    outcome, absent = context_of(token, above), has_no(token)
    if outcome is None:
        return ("negative" if absent else "affirmative"), _nominal_modality(token, above)
    if outcome == "not":  # `Kein Treffen fiel aus` tells of none
        return ("affirmative", "possible") if absent else ("negative", "asserted")
    asserted = outcome in ("held", "told", "alleged", "open")
    modality = "asserted" if asserted else cast("Modality", outcome)
    return ("negative" if absent else "affirmative"), modality


def _nominal_modality(token: Token, above: Clause | None) -> Modality:
    if above is None:
        return "asserted"
    direct = token.dep_ in _OBJECT_DEPS and token.head.i == above.token
    governor = governor_of(above.lemma) if direct else None
    if governor is not None and governor.modality != "asserted":
        return governor.modality
    if direct and above.modality != "asserted":
        return above.modality
    denied = above.polarity == "negative" or (governor is not None and governor.polarity == "negative")
    return "possible" if direct and denied and not has_no(token) else "asserted"
