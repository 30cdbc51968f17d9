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

from kg.lang.de.arguments import core_arguments, unique_arguments
from kg.lang.de.bound import is_reflexive
from kg.lang.de.clause_data import function_words
from kg.lang.de.extents import span_of
from kg.lang.de.governed import governed
from kg.lang.de.links import Reading, link_of, predicates_of, subjects_of
from kg.lang.de.modality import (
    has_condition,
    is_question,
    modality_of,
    mood_of,
    polarity_of,
)
from kg.lang.de.nominal import event_noun
from kg.lang.de.nominal_clauses import nominal_clause
from kg.lang.de.relative import cleft_above, with_antecedents
from kg.lang.de.ruled_out import gapped_denials, is_denied_by_words
from kg.lang.de.verbs import VerbGroup
from kg.model import Argument, Clause, Polarity, Span


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
        settled[i] = _governed(drafts[i], groups, settled)
    for token in doc:
        noun = event_noun(token) if token.i not in groups else None
        clause = nominal_clause(token, noun, _owner(owners[token.i], settled)) if noun is not None else None
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
    heads = [token.head.i for token in doc]
    known: set[int] = set()
    for i in range(len(doc)):
        path: list[int] = []
        word = i
        while word not in known and word not in groups and heads[word] != word and len(path) <= len(doc):
            path.append(word)
            word = heads[word]
        owner = word if word in groups else owners[word]
        for each in (*path, word):
            owners[each] = owner
            known.add(each)
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
    arguments = [] if group.broken else _arguments(group, reading)
    clause = Clause(
        lemma=group.lemma,
        predicate=span_of(list(group.words)),
        surface=_surface(group.words),
        token=head.i,
        arguments=unique_arguments(with_antecedents(arguments, group)),
        voice=group.voice,
        polarity=_polarity(group, reading),
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


def _polarity(group: VerbGroup, reading: Reading) -> Polarity:
    """Its own; `Es war nicht Merz, der Macron kritisierte` denies of Merz what the clause tells."""
    own, cleft = _own_polarity(group), cleft_above(group.head)
    above = reading.groups.get(cleft.i) if cleft is not None else None
    if above is None or polarity_of(above) == "affirmative":
        return own
    return "negative" if own == "affirmative" else "affirmative"


def _own_polarity(group: VerbGroup) -> Polarity:
    """`Merz unterstützt Israel, Wagenknecht nicht`: of Merz nothing is denied."""
    found = polarity_of(group)
    if found == "affirmative":
        return "negative" if is_denied_by_words(group.head) else found
    gapped = {token.i for token in gapped_denials(group.head)}
    words = [t for word in (group.head, *group.auxiliaries) for t in word.children]
    others = [t for t in words if t.text.lower() in _denying() and t.i not in gapped]
    return "affirmative" if gapped and not others else found


def _denying() -> frozenset[str]:
    return function_words()["negation"]


def _arguments(group: VerbGroup, reading: Reading) -> list[Argument]:
    return [*subjects_of(group.head, reading), *core_arguments(group, reading.bound_of(group))]


def _span(doc: Doc, members: list[int]) -> Span:
    words = [doc[i] for i in members]
    first = _first_word(words)
    return span_of([first, _first_word(words[::-1])])


def _first_word(words: list[Token]) -> Token:
    """Punctuation and white space count only where there is nothing else."""
    inner = (word for word in words if word.pos_ not in ("SPACE", "PUNCT"))
    return next(inner, None) or next(word for word in words if word.pos_ != "SPACE")


def _surface(words: tuple[Token, ...]) -> str:
    text = words[0].text
    for before, word in pairwise(words):
        text += (" " if word.i == before.i + 1 else " … ") + word.text
    return text


def _governed(draft: _Draft, groups: Mapping[int, VerbGroup], settled: Mapping[int, Clause]) -> Clause:
    parent = _owner(draft.above, settled)
    return governed(draft.clause, groups[draft.clause.token].head, parent) if parent else draft.clause


def _owner(owner: int | None, settled: Mapping[int, Clause]) -> Clause | None:
    return settled.get(-1 if owner is None else owner)
