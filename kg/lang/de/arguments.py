"""The phrases that a predicate binds, cut to what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.lang.de.bound import Bound, bound_phrases, cases_of, is_empty_word, object_role
from kg.lang.de.clause_data import cases_by_word, contractions, function_words, postpositions, verb_words
from kg.lang.de.extents import is_cut_short, phrase_tokens, span_of
from kg.lang.de.ruled_out import corrected, is_correction, is_ruled_out
from kg.lang.de.verbs import VerbGroup, children, feature, heads_clause, takes_sein
from kg.model import Argument, ArgumentRole

_LINKERS = ("ADP", "SCONJ", "CCONJ")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM"))


def conjuncts(head: Token) -> list[Token]:
    """The head and everything coordinated with it: `die USA und Verbündete`."""
    found, stack = [head], [head]
    while stack:
        for child in children(stack.pop(), "conj"):
            if child.pos_ in _NOMINAL and not heads_clause(child) and not _is_role(child):
                found.append(child)
                stack.append(child)
    found.sort(key=lambda token: token.i)
    found = _corrected(head, found)
    whole = [token for token in found if not is_cut_short(token)] or found[-1:]
    return [token for token in whole if not _replaced(token) and not is_ruled_out(token)]


def _corrected(head: Token, found: list[Token]) -> list[Token]:
    """`Nicht Habeck besuchte Siemens, sondern Lindner`: Lindner did, and Siemens is the only object."""
    other = corrected(head)
    if other is not None:
        return [other]
    return [token for token in found if not is_correction(token)]


def _is_role(token: Token) -> bool:
    """`als Außenminister`, tied by the parser to the noun that it says something of."""
    before = [child for child in token.children if child.i < token.i and child.pos_ in _LINKERS]
    return any(c.text.lower() == "als" and c.nbor().text.lower() not in ("auch", "ob") for c in before)


def _replaced(token: Token) -> bool:
    """`nicht Putin, sondern Lawrow`: Putin takes no part."""
    joined = [c for c in children(token, "conj") if not is_correction(c)]
    instead = any(cc.lemma_ == "sondern" for c in joined for cc in children(c, "cc"))
    return instead and not _not_only(token)


def _not_only(token: Token) -> bool:
    only = function_words()["not_only"]
    for i in range(token.i, -1, -1):
        if token.doc[i].text.lower() in only:
            return True
        if token.doc[i].is_sent_start:
            break
    return False


def make_arguments(role: ArgumentRole, head: Token, preposition: str = "") -> list[Argument]:
    """One argument for the head and one for each conjunct."""
    made = []
    for token in conjuncts(head):
        own = preposition_of(token)
        where = (own or preposition) if role == "oblique" else ""
        case = case_after(head) if where else feature(token, "Case")
        made.append(Argument(role, span_of(phrase_tokens(token)), token.i, where, case))
    return made


def case_after(head: Token) -> str:
    """Case of a phrase behind a preposition: what the words allow, then what the tagger says.

    `ins Pentagon` and `in die Türkei` are accusative whatever the tagger makes of the name.
    """
    tagged = feature(head, "Case")
    governed = [cases_by_word("governed").get(c.text.lower()) for c in children(head, "case")]
    allowed = next((cases for cases in governed if cases), frozenset((tagged,)))
    for child in children(head, "det", "det:poss"):
        allowed = (allowed & cases_by_word("determiners").get(child.text.lower(), allowed)) or allowed
    return tagged if tagged in allowed else min(allowed) if len(allowed) == 1 else ""


def preposition_of(head: Token) -> str:
    """Lemma of the preposition in front of a phrase, contractions undone by the lemma; else ""."""
    for child in children(head, "case"):
        if child.i < head.i or child.text.lower() in postpositions():
            return contractions().get(child.text.lower(), child.lemma_.lower() or child.text.lower())
    comparing = (child.text.lower() for child in head.children if child.i < head.i and child.pos_ in _LINKERS)
    return next((word for word in comparing if word in function_words()["comparing"]), "")


def core_arguments(group: VerbGroup, bound: Bound | None = None) -> list[Argument]:
    """Objects, obliques and the predicative; the subject is found elsewhere.

    Args:
        group: the predicate.
        bound: its bound phrases, where they are known already.
    """
    found: list[Argument] = []
    bound = bound or bound_phrases(group)
    taken = {token.i for token in (*bound.subjects, *bound.objects)}
    gapped = _gapped(bound.objects) | _behind_the_verb(bound.objects, group)
    for place, token in enumerate(bound.objects):
        role = object_role(token)
        if role == "patient" and _is_first_of_two(place, bound.objects, group.lemma):
            role = "recipient"
        if role == "patient" and place and group.lemma in verb_words()["naming"]:
            role = "predicative"  # `nannte den Prozess eine Hexenjagd`
        if role == "patient" and group.lemma in ("werden", "sein", "bleiben"):
            role = "predicative"  # `Bester Darsteller wurde Majd Mastoura`
        found += make_arguments(role, token)
    for token in _loose_phrases(group):
        idle = token.i in taken or is_empty_word(token) or token.pos_ in ("PUNCT", "SPACE")
        if not idle and not heads_clause(token):
            found += _oblique(token, group)
    found += _agent_at_the_end(group, (*bound.subjects, *bound.objects), found)
    return [a for a in found if a.head not in gapped] + _predicative(group)


def _agent_at_the_end(
    group: VerbGroup, phrases: Sequence[Token], found: Sequence[Argument]
) -> list[Argument]:
    """`Überreicht wurde der Preis von Meryl Streep`: behind a participle in front the agent stands last."""
    if group.voice != "passive" or any(a.role == "agent" for a in found):
        return []
    hung = [t for s in phrases if group.head.i < s.i for t in children(s, "nmod") if t.i > s.i]
    agents = [t for t in hung if preposition_of(t) == "von" and _is_agent(t, "von", group)]
    return [a for t in agents[:1] for a in make_arguments("agent", t)]


def _behind_the_verb(objects: Sequence[Token], group: VerbGroup) -> set[int]:
    """`hatte Haft gefordert, die Verteidigung einen Freispruch`: behind the comma another clause begins."""
    end = group.head.i
    if group.finite is None or group.finite.i >= end:
        return set()
    return {t.i for t in objects if t.i > end and any(w.text == "," for w in t.doc[end + 1 : t.i])}


def _gapped(objects: Sequence[Token]) -> set[int]:
    """`liefert Panzer, Frankreich Hubschrauber`: subject and object of a second clause without its verb."""
    found: set[int] = set()
    for first, last in pairwise(objects):
        for second in children(first, "conj"):
            own = {second.i, last.i, *(child.i for child in last.subtree)}
            close = second.i < last.i and all(i in own for i in range(second.i, last.i))
            joined = bool(children(second, "cc"))
            if close and (cases_of(second) - {"Gen"} == {"Nom"} if joined else second.pos_ == "PROPN"):
                found |= {second.i, last.i}
    return found


def _is_first_of_two(place: int, objects: Sequence[Token], lemma: str) -> bool:
    """`gewährt Snowden Asyl`: of two objects a name in front receives; not of `nannte Putin einen Mörder`."""
    if len(objects) != 2 or place != 0 or lemma in verb_words()["double_accusative"]:
        return False
    first, second = objects
    able = first.pos_ in ("PROPN", "PRON") and "Dat" in cases_of(first)
    return able and second.pos_ == "NOUN" and object_role(second) == "patient"


def _loose_phrases(group: VerbGroup) -> list[Token]:
    """Obliques, and what the parser labels otherwise: `das vom Parlament beschlossene Gesetz`."""
    found = children(group.head, "iobj", "obl:arg", "obl", "obl:agent")
    found += [child for child in children(group.head, "obj") if children(child, "case")]
    if group.head.dep_ == "amod":
        found += [child for child in children(group.head, "nmod") if preposition_of(child)]
    if not group.copula:  # `ist definiert als der Betrag`, joined to the verb by `als`
        joined = children(group.head, "conj", "parataxis", "dep")
        found += [t for t in joined if t.pos_ == "NOUN" and preposition_of(t) == "als"]
        objects = children(group.head, "obj", "nsubj", "nsubj:pass")
        beside = [c for t in objects for c in children(t, "conj", "appos", "nmod") if c.i > t.i]
        found += [t for t in beside if t.pos_ in ("NOUN", "PROPN") and _is_role(t)]
    return sorted(found, key=lambda token: token.i)


def _oblique(token: Token, group: VerbGroup) -> list[Argument]:
    preposition = preposition_of(token)
    if (
        group.voice == "passive"
        and preposition in ("von", "durch")
        and (_is_agent(token, preposition, group))
    ):
        return make_arguments("agent", token)
    if preposition:
        return make_arguments("oblique", token, preposition) + _destination(token, preposition)
    if token.dep_ in ("obl:arg", "iobj"):
        return make_arguments(object_role(token) if feature(token, "Case") else "recipient", token)
    dative = feature(token, "Case") == "Dat" and token.pos_ in ("PROPN", "PRON")
    return make_arguments("recipient" if dative else "oblique", token)


def _destination(purpose: Token, preposition: str) -> list[Argument]:
    """`reist zu Gesprächen nach Moskau`: the place behind a purpose is where the verb leads."""
    found: list[Argument] = []
    for place in children(purpose, "nmod") if preposition == "zu" else []:
        where = preposition_of(place)
        leads = where == "nach" or (where == "in" and case_after(place) == "Acc")
        if leads and place.ent_type_ in ("LOC", "ORG"):
            found += make_arguments("oblique", place, where)
    return found


def _is_agent(token: Token, preposition: str, group: VerbGroup) -> bool:
    """`von der Polizei gefasst`, but not `vom Dienst suspendiert`, `von Rom nach Genua gebracht`."""
    if token.dep_ == "obl:agent" or token.ent_type_ in ("PER", "ORG") or token.pos_ == "PRON":
        return True
    if token.ent_type_ == "LOC":  # `von Spanien an Deutschland ausgeliefert`
        return preposition == "von" and not _is_start(token, group)
    parting = group.lemma in verb_words()["parting_verbs"]
    return preposition == "von" and token.pos_ == "NOUN" and not token.ent_type_ and not parting


def _is_into(phrase: Token) -> bool:
    return preposition_of(phrase) == "in" and case_after(phrase) == "Acc"


def _is_start(place: Token, group: VerbGroup) -> bool:
    """A place that something leads away from: `von Rom nach Genua`, `von Kourou aus`, `vom Flughafen`."""
    beside = [t for t in children(group.head, "obl", "obl:arg") if t is not place]
    leads = any(
        preposition_of(t) in ("nach", "bis") or (preposition_of(t) == "in" and case_after(t) == "Acc")
        for t in beside
    )
    behind = place.doc[place.i + 1].text.lower() if place.i + 1 < len(place.doc) else ""
    parting = takes_sein(group.lemma) or group.lemma in verb_words()["parting_verbs"]
    return leads or parting or behind == "aus" or place.pos_ != "PROPN"


def _predicative(group: VerbGroup) -> list[Argument]:
    if group.copula:
        preposition = preposition_of(group.head)  # `ist in Moskau`
        if preposition:
            return make_arguments("oblique", group.head, preposition)
        return make_arguments("predicative", group.head)
    found = []
    for token in children(group.head, "xcomp", "advmod"):  # `wurde Präsident`, `für nichtig erklärt`
        adverbial = token.dep_ == "advmod" and not (token.pos_ == "ADJ" and children(token, "case"))
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and not heads_clause(token) and not adverbial:
            preposition = preposition_of(token)
            found += make_arguments("oblique" if preposition else "predicative", token, preposition)
    return found


def unique_arguments(arguments: list[Argument]) -> tuple[Argument, ...]:
    """The arguments, each role and head once."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for argument in arguments:
        if (argument.role, argument.head) not in seen:
            seen.add((argument.role, argument.head))
            kept.append(argument)
    return tuple(kept)
