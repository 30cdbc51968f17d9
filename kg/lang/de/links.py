"""How clauses hang together, and whose subject a clause without one has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.lang.de.arguments import core_arguments, make_arguments, preposition_of
from kg.lang.de.bound import Bound
from kg.lang.de.clause_data import verb_words
from kg.lang.de.extents import phrase_tokens, span_of
from kg.lang.de.modality import governor_of
from kg.lang.de.relative import bound_in_relative, with_antecedents
from kg.lang.de.verbs import (
    VerbGroup,
    children,
    feature,
    heads_clause,
    is_finite,
    is_participle,
    takes_sein,
    verb_group,
)
from kg.model import Argument, ArgumentRole, Link

_NOUNS = ("NOUN", "PROPN", "PRON")
_FARTHEST = 12  # clauses between a verb and the subject it shares; more is a broken parse


@dataclass(frozen=True, slots=True)
class Reading:
    """The verb groups of an article by head, with the subjects and bound phrases found so far."""

    groups: Mapping[int, VerbGroup]
    subjects: dict[int, tuple[Argument, ...]] = field(default_factory=dict)
    bound: dict[int, Bound] = field(default_factory=dict)

    def bound_of(self, group: VerbGroup) -> Bound:
        """The subject and objects of a verb group, found once."""
        known = self.bound.get(group.head.i)
        if known is None:
            known = self.bound[group.head.i] = bound_in_relative(group)
        return known


def predicates_of(doc: Doc) -> dict[int, VerbGroup]:
    """The verb groups of an article by the token number of their head."""
    if not doc.has_annotation("DEP"):
        return {}
    return {token.i: verb_group(token) for token in doc if heads_clause(token)}


def link_of(group: VerbGroup) -> Link:
    """How the clause hangs on the one above it."""
    head = group.head
    if head.dep_ == "conj":
        return "conjunct"
    if group.infinitive and head.dep_ not in ("ROOT", "parataxis"):
        return "infinitive"
    if head.dep_ in ("amod", "nmod", "appos") or (group.finite is None and is_participle(head)):
        return "main" if head.dep_ in ("ROOT", "parataxis", "dep") else "participle"
    if head.dep_ in ("acl", "acl:relcl"):
        return "complement" if children(head, "mark") else "relative"
    if head.dep_ == "advcl":
        return "adverbial"
    return "complement" if head.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass") else "main"


def subjects_of(head: Token, reading: Reading, steps: int = 0) -> tuple[Argument, ...]:
    """The grammatical subject, its own or shared, in the role that the clause's voice gives it."""
    if head.i in reading.subjects:
        return reading.subjects[head.i]
    group = reading.groups[head.i]
    if group.broken:
        return ()
    own = reading.bound_of(group).subjects
    found: list[Argument] = []
    for token in own:
        found += with_antecedents(make_arguments("agent", token), group)
    stated = children(head, "nsubj", "nsubj:pass", "csubj", "csubj:pass")
    if not own and (not stated or (group.infinitive and group.zu)) and steps < _FARTHEST:
        found = _shared(group, reading, steps + 1)
    role: ArgumentRole = group.subject_role
    if role == "patient" and own and own[0].pos_ == "PROPN" and _receives(group, reading):
        role = "recipient"
    settled = tuple(Argument(role, a.span, a.head, "", a.case) for a in found)
    reading.subjects[head.i] = settled
    return settled


def _receives(group: VerbGroup, reading: Reading) -> bool:
    """`Überreicht wurde Rosi die Trophäe`: a passive has no object, so the name beside one is a dative."""
    return bool(reading.bound_of(group).objects) and group.lemma not in verb_words()["naming"]


def _shared(group: VerbGroup, reading: Reading, steps: int) -> list[Argument]:
    head, link = group.head, link_of(group)
    if link == "conjunct":
        return _above(head, reading, steps) if _may_share(group, reading) else []
    if link == "infinitive" or (link == "participle" and head.head.lemma_ == "lassen"):
        return _controller(head, reading, steps)
    if link == "participle":
        return _described(head, reading, steps)
    return []


def _above(head: Token, reading: Reading, steps: int) -> list[Argument]:
    return list(subjects_of(head.head, reading, steps)) if head.head.i in reading.groups else []


def _may_share(group: VerbGroup, reading: Reading) -> bool:
    """`Er kam und blieb`, but not an imperative or another number: `Er kam und blieben`."""
    first = reading.groups.get(group.head.head.i)
    if first is None or first.finite is None or group.finite is None:
        return True
    if feature(group.finite, "Mood") == "Imp":
        return False
    numbers = {feature(first.finite, "Number"), feature(group.finite, "Number")} - {""}
    return len(numbers) < 2


def _controller(head: Token, reading: Reading, steps: int) -> list[Argument]:
    """Whose deed an infinitive is: `Obama bat Kerry zu kommen` Kerry's, `Obama plant zu kommen` Obama's."""
    above = head.head
    if head.dep_ in ("acl", "acl:relcl"):
        return _owner(above)
    group = reading.groups.get(above.i)
    if group is None and head.dep_ == "xcomp":  # hung on the object: `zwang die Firma, … zu gehen`
        group = reading.groups.get(above.head.i) if above.dep_ in ("obj", "obl:arg", "iobj") else None
    if group is None:
        return []
    above = group.head
    if head.dep_ == "advcl":
        return list(subjects_of(above, reading, steps)) if group.voice == "active" else []
    if group.lemma == "lassen":
        return _causer(head, group, reading, steps)
    governor = governor_of(group.lemma)
    if governor is None or governor.control == "none":
        return []
    if governor.control == "object":
        return _controlling_object(group, reading, steps)
    if governor.modality == "desired" and group.voice == "active":
        asked = _obliques(group, "von")  # `verlangte von Moskau, die Truppen abzuziehen`
        if asked:
            return asked
    return list(subjects_of(above, reading, steps)) if group.voice == "active" else []


def _causer(head: Token, above: VerbGroup, reading: Reading, steps: int) -> list[Argument]:
    """`ließ die Wohnung durchsuchen`: who has it done does it; not in `ließ den Dieb die Beute behalten`."""
    if above.voice == "passive" or children(above.head, "obj", "obl:arg") or not children(head, "obj"):
        return []
    if len(children(head, "obj")) > 1 or takes_sein(reading.groups[head.i].lemma):
        return []
    return list(subjects_of(above.head, reading, steps))


def _controlling_object(group: VerbGroup, reading: Reading, steps: int) -> list[Argument]:
    if group.voice == "passive":  # `Kerry wurde gezwungen zu gehen`
        return list(subjects_of(group.head, reading, steps))
    objects = with_antecedents(core_arguments(group), group)
    for role in ("patient", "recipient"):
        found = [argument for argument in objects if argument.role == role]
        if found:
            return found
    return _obliques(group, "an")  # `appellierte an Moskau, die Truppen abzuziehen`


def _obliques(group: VerbGroup, preposition: str) -> list[Argument]:
    found = with_antecedents(core_arguments(group), group)
    return [replace(a, role="agent", preposition="") for a in found if a.preposition == preposition]


def _owner(noun: Token) -> list[Argument]:
    """`Obamas Plan, Truppen abzuziehen`: the owner of the plan is the one who withdraws them."""
    for owner in children(noun, "nmod", "nmod:poss", "det:poss"):
        genitive = feature(owner, "Case") == "Gen" or owner.dep_ in ("det:poss", "nmod:poss")
        if genitive and not preposition_of(owner):
            return make_arguments("agent", owner)
    return []


def _described(head: Token, reading: Reading, steps: int) -> list[Argument]:
    """`der von der Polizei festgenommene Mann`: the noun that the participle describes."""
    above = head.head
    if head.dep_ == "advcl":
        return _above(head, reading, steps)
    if above.pos_ not in _NOUNS or is_finite(above):
        return []
    case = feature(above, "Case")
    phrase = phrase_tokens(above)
    if head.i < above.i:  # `der von der Polizei festgenommene Mann` festnehmen: `Mann`
        phrase = [token for token in phrase if token.i > head.i]
    return [Argument("agent", span_of(phrase), above.i, "", case)]
