"""Events that a noun names: whether they took place."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.claims.reading import Reading
from kg.claims.sides import type_of
from kg.lang.de.clause_data import contractions, support_verbs
from kg.lang.de.event_contexts import context_of, event_contexts
from kg.mentions.spans import feature
from kg.model import Clause, Modality

_DURING = frozenset({"bei", "nach", "vor", "während", "anlässlich", "auf", "zu", "in"})
# What the subject of the verb surely takes part in; whoever flees `nach einem Angriff` did not attack.
SHARED = frozenset(
    {
        "visits",
        "travelsTo",
        "meets",
        "speaksAt",
        "speaksWith",
        "speaksTo",
        "participatesIn",
        "telephonesWith",
        "negotiatesWith",
        "performsAt",
        "appearsAt",
        "fights",
    }
)
_ACTORS = ("Person", "Organization", "Location")
_SIDES = ("obj", "nsubj", "nsubj:pass")


def reads_as_fact(clause: Clause, reading: Reading) -> bool:
    """Whether the words take the event for granted.

    `nach einem Treffen mit Putin`, `der Austritt`, `flog Angriffe` do; `einen Austritt ins Spiel
    bringen` and `als Reaktion dargestellt` do not.

    Args:
        clause: of an event noun; other clauses always do.
        reading: the article.
    """
    if not clause.nominal:
        return True
    noun = reading.doc[clause.token]
    outcome = context_of(noun, _above(clause, reading))
    if outcome is not None:
        return outcome != "open"
    if any(child.text.lower() in ("als", "wie") for child in noun.lefts):
        return False
    return noun.dep_ not in _SIDES or not _is_open(noun) or noun.head.lemma_ in support_verbs()


def with_lent_agent(clause: Clause, reading: Reading) -> Clause:
    """`sagte Obama bei einem Auftritt im Pentagon`: who speaks is who appears there.

    Args:
        clause: of an event noun.
        reading: the article.

    Returns:
        The clause with the agent of the verb that the noun depends on, where the noun names none and
        follows a preposition that makes it a circumstance of the verb; else as it is.
    """
    noun = reading.doc[clause.token]
    above = reading.at.get(noun.head.i)
    if above is None or _keeps_away(above) or any(a.role == "agent" for a in clause.arguments):
        return clause
    others = any(
        a.role in ("patient", "recipient") and type_of(a, reading.resolution) in _ACTORS
        for a in above.arguments
    )
    if noun.dep_ not in ("obl", "nmod") or not _is_circumstance(noun) or others:
        return clause
    agents = tuple(a for a in above.arguments if a.role == "agent")
    return replace(clause, arguments=(*agents, *clause.arguments)) if len(agents) == 1 else clause


def lent_modality(clause: Clause, reading: Reading) -> Modality | None:
    """`will zu einem Treffen mit Putin reisen`: who lends the agent lends the modality; None for a fact."""
    above = reading.at.get(reading.doc[clause.token].head.i)
    return above.modality if above is not None and above.modality != "asserted" else None


def _above(clause: Clause, reading: Reading) -> Clause | None:
    """The clause that the event noun stands in."""
    word = reading.doc[clause.token]
    while word.head.i != word.i:
        word = word.head
        if word.i in reading.at:
            return reading.at[word.i]
    return None


def _keeps_away(above: Clause) -> bool:
    """`Trump fehlte beim Treffen mit Putin`, `nahm am Treffen nicht teil`: the subject is not there."""
    absent = above.lemma in event_contexts().absent or above.polarity == "negative"
    return above.voice == "passive" or absent


def _is_circumstance(noun: Token) -> bool:
    cases = {child.lemma_.lower() for child in noun.lefts if child.dep_ == "case"}
    cases |= {contractions().get(child.text.lower(), "") for child in noun.lefts if child.dep_ == "case"}
    article = [child for child in noun.lefts if child.pos_ == "DET"]
    return bool(cases & _DURING) and all(feature(child, "Definite") == "Ind" for child in article)


def _is_open(noun: Token) -> bool:
    """An indefinite singular: some such event, whether or not there is one."""
    indefinite = any(feature(child, "Definite") == "Ind" for child in noun.lefts)
    return indefinite and feature(noun, "Number") != "Plur"
