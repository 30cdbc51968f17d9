"""Clauses: every predicate of an article with who does what to whom.

Rule ids: `de.clause.main`, `.complement`, `.relative`, `.adverbial`, `.infinitive`, `.participle`,
`.conjunct` after the clause's link, and `de.clause.nominal` for event nouns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.lang.de.arguments import core_arguments, is_reflexive, span_of
from kg.lang.de.clause_data import EventNoun, support_verbs
from kg.lang.de.links import Reading, link_of, predicates_of, subjects_of
from kg.lang.de.modality import (
    governor_of,
    has_condition,
    has_no,
    is_question,
    modality_of,
    mood_of,
    polarity_of,
)
from kg.lang.de.nominal import event_arguments, event_noun
from kg.lang.de.relative import with_antecedents
from kg.lang.de.verbs import VerbGroup
from kg.model import Argument, Clause, Modality, Polarity, Span

_OBJECT_DEPS = ("obj", "nsubj:pass")


@dataclass(frozen=True, slots=True)
class _Draft:
    clause: Clause
    above: int | None


def find_clauses(doc: Doc) -> tuple[Clause, ...]:
    """The clauses of an article in text order, event nouns among them.

    Args:
        doc: a parsed article (UD labels, morphology); without a parse there are no clauses.

    Returns:
        One clause for each predicate; ``parent`` is an index into this tuple.
    """
    if not doc.has_annotation("DEP"):
        return ()
    groups = predicates_of(doc)
    owners = _owners(doc, groups)
    members = _members(owners)
    reading = Reading(groups)
    drafts = {i: _verbal(group, reading, owners, members[i]) for i, group in groups.items()}
    settled: dict[int, Clause] = {}
    for i in _from_above(drafts):
        settled[i] = _under(drafts[i], groups, settled)
    for token in doc:
        noun = event_noun(token) if token.i not in groups else None
        clause = _nominal(token, noun, owners[token.i], settled) if noun is not None else None
        if clause is not None:
            settled[token.i] = clause
            drafts[token.i] = _Draft(clause, owners[token.i])
    return _in_order(doc, drafts, settled)


def _in_order(doc: Doc, drafts: Mapping[int, _Draft], settled: Mapping[int, Clause]) -> tuple[Clause, ...]:
    places = {i: place for place, i in enumerate(sorted(settled))}
    sentences = [(sent.start, sent.start_char, sent.end_char) for sent in doc.sents]
    starts = [start for start, _, _ in sentences]
    ordered = []
    for i in places:
        above = drafts[i].above
        _, start, end = sentences[bisect_right(starts, i) - 1]
        parent = None if above is None else places.get(above)
        ordered.append(replace(settled[i], parent=parent, sentence=(start, end)))
    return tuple(ordered)


def _from_above(drafts: Mapping[int, _Draft]) -> list[int]:
    """The clauses, each behind the one it hangs on."""
    order: list[int] = []
    done: set[int] = set()
    for i in drafts:
        path: list[int] = []
        step: int | None = i
        while step is not None and step not in done and len(path) <= len(drafts):
            path.append(step)
            done.add(step)
            step = drafts[step].above
        order += reversed(path)
    return order


def _owners(doc: Doc, groups: Mapping[int, VerbGroup]) -> list[int | None]:
    """For each word the predicate of the clause it belongs to."""
    owners: list[int | None] = [None] * len(doc)
    known: set[int] = set()
    for token in doc:
        path: list[int] = []
        word = token
        while (
            word.i not in known and word.i not in groups and word.head.i != word.i and len(path) <= len(doc)
        ):
            path.append(word.i)
            word = word.head
        owner = word.i if word.i in groups else owners[word.i]
        for i in (*path, word.i):
            owners[i] = owner
            known.add(i)
    return owners


def _members(owners: list[int | None]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for i, owner in enumerate(owners):
        if owner is not None:
            members.setdefault(owner, []).append(i)
    return members


def _verbal(group: VerbGroup, reading: Reading, owners: list[int | None], members: list[int]) -> _Draft:
    head = group.head
    link = link_of(group)
    mood, conjunctive = mood_of(group)
    arguments = [] if group.broken else [*subjects_of(head, reading), *core_arguments(group)]
    clause = Clause(
        lemma=group.lemma,
        predicate=span_of(list(group.words)),
        surface=_surface(group.words),
        token=head.i,
        arguments=_unique(with_antecedents(arguments, group)),
        voice=group.voice,
        polarity=polarity_of(group),
        modality="conditional" if has_condition(head) else modality_of(group),
        reflexive=any(is_reflexive(child) for child in head.children),
        mood=mood,
        conjunctive=conjunctive,
        link=link,
        question=is_question(group, link),
        span=_span(head.doc, members),
        rule=f"de.clause.{link}",
    )
    return _Draft(clause, None if head.head.i == head.i else owners[head.head.i])


def _span(doc: Doc, members: list[int]) -> Span:
    words = [doc[i] for i in members if doc[i].pos_ != "SPACE"]
    inner = [word for word in words if word.pos_ != "PUNCT"] or words
    return span_of([inner[0], inner[-1]])


def _surface(words: tuple[Token, ...]) -> str:
    text = words[0].text
    for before, word in pairwise(words):
        text += (" " if word.i == before.i + 1 else " … ") + word.text
    return text


def _unique(arguments: list[Argument]) -> tuple[Argument, ...]:
    seen: set[tuple[str, int]] = set()
    kept = []
    for argument in arguments:
        if (argument.role, argument.head) not in seen:
            seen.add((argument.role, argument.head))
            kept.append(argument)
    return tuple(kept)


def _under(draft: _Draft, groups: Mapping[int, VerbGroup], settled: Mapping[int, Clause]) -> Clause:
    """The clause with what its governor says of it: `will versuchen zu kommen` asserts no coming."""
    clause, above = draft.clause, draft.above
    if above is None or above not in settled:
        return clause
    parent, head = settled[above], groups[clause.token].head
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


def _nominal(
    token: Token,
    noun: EventNoun,
    owner: int | None,
    settled: Mapping[int, Clause],
) -> Clause | None:
    above = settled.get(-1 if owner is None else owner)
    arguments = event_arguments(token, noun)
    if above is not None:
        arguments = _supported(token, arguments, above)
    if not arguments:
        return None
    span = span_of(sorted([token, *(token.doc[a.head] for a in arguments)], key=lambda t: t.i))
    return Clause(
        lemma=noun.noun,
        predicate=span_of([token]),
        surface=token.text,
        token=token.i,
        arguments=_unique(arguments),
        polarity="negative" if has_no(token) else "affirmative",
        modality=_nominal_modality(token, above),
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
    if not direct or above.lemma not in support_verbs() or any(a.role == "agent" for a in arguments):
        return arguments
    lent = [a for a in above.arguments if a.role in ("agent", "oblique") and a.head != token.i]
    return arguments + lent if any(a.role == "agent" for a in lent) else arguments


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
