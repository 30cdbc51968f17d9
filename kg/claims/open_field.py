"""The middle field of a clause: what stands between its two verbal brackets, the subject apart.

German keeps all that is said of the subject together there: `Er | wurde | 1879 als Senator | gewählt`.
The order of the words shows it also where the parser hangs a phrase on the wrong word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.claims.open_phrases import apposed, is_compared, noun_phrase
from kg.lang.de.bound import is_empty_word
from kg.lang.de.clause_data import function_words
from kg.lang.de.relative import is_relative
from kg.lang.de.verbs import VerbGroup, heads_clause, is_finite, verb_group
from kg.model import Clause

_CLAUSES = frozenset({"advcl", "ccomp", "acl", "acl:relcl", "csubj", "xcomp", "parataxis"})
_EDGES = ("PUNCT", "SPACE", "CCONJ")
_BREAKS = frozenset({",", ";", ":", "–", "-"})
_JOINED = frozenset({"conj", "appos", "nmod", "amod", "flat"})
_LEADING = frozenset({"cc", "punct", "case", "advmod", "det"})
_OPENING, _CLOSING = "„\"“»«`'", "”\"“»«'"


def middle_field(doc: Doc, clause: Clause) -> tuple[int, ...]:
    """Numbers of the words, in text order; empty where the verb has nothing but its subject.

    Other clauses, negation and `sich` (which belong to the relation) are left out. It ends before a
    comma that begins something new (`wurde 1866 errichtet, über hundert Jahre nach seinem Tod`).
    """
    group = verb_group(doc[clause.token])
    own = _own_words(group)
    start, taken = _start(clause, group, own), _elsewhere(doc, clause, group)
    words = [i for i in sorted(own) if i >= start and i not in taken]
    kept = _trimmed(doc, _until_break(doc, words, group))
    # `aus` of a broken parse, and the `so` of `so, dass …`, say nothing alone
    return tuple(kept) if any(doc[i].pos_ != "ADP" and doc[i].text.lower() != "so" for i in kept) else ()


def _own_words(group: VerbGroup) -> set[int]:
    """The words below the predicate without those of other clauses."""
    found, stack = set(), [group.head]
    while stack:
        token = stack.pop()
        found.add(token.i)
        stack += [child for child in token.children if not _other_clause(child)]
    return found


def _other_clause(child: Token) -> bool:
    """`als überfordert` is none, though the parser calls it one: it has no verb."""
    if child.dep_ == "conj":
        return heads_clause(child)
    if child.dep_ not in _CLAUSES or (child.dep_ == "acl" and child.i < child.head.i):
        return False
    return child.pos_ in ("VERB", "AUX") or any(is_finite(token) for token in child.subtree)


def _start(clause: Clause, group: VerbGroup, own: set[int]) -> int:
    """Behind the finite verb of a main clause; a verb at the end has everything before it."""
    marked = any(child.dep_ == "mark" for child in group.head.children)
    finite = group.finite
    if finite is None or marked or clause.link not in ("main", "conjunct") or finite.i not in own:
        return min(own)
    return finite.i + 1


def _elsewhere(doc: Doc, clause: Clause, group: VerbGroup) -> set[int]:
    """Words of the relation and of the subject, and those that only join clauses."""
    found = {word.i for word in (*group.words, *group.auxiliaries)}
    for child in group.head.children:
        lent = clause.link == "relative" and is_relative(child)  # `die Bühne, auf der er stand`
        if child.dep_ in ("mark", "cc") or is_empty_word(child) or lent or _denies(child):
            found |= {child.i, *(c.i for c in child.children if c.dep_ == "case")}
    return found | _subject_words(doc, clause)


def _denies(word: Token) -> bool:
    return word.dep_ == "advmod" and word.text.lower() in function_words()["negation"]


def _subject_words(doc: Doc, clause: Clause) -> set[int]:
    """The subject's phrases with what joins them; none where an `es` holds its place (`Es kam Regen`)."""
    verb = doc[clause.token]
    if holds_place(verb) is not None:
        return set()
    phrases = [noun_phrase(token) for head in _subjects(doc, clause) for token in (head, *apposed(head))]
    found = {i for phrase in phrases for i in phrase.numbers}
    joined = bool(found) and not min(found) < verb.i < max(found)
    return set(range(min(found), max(found) + 1)) if joined else found


def _subjects(doc: Doc, clause: Clause) -> Iterator[Token]:
    role, verb = "patient" if clause.voice == "passive" else "agent", doc[clause.token]
    heads = {argument.head for argument in clause.arguments if argument.role == role}
    heads |= {child.i for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")}
    for i in sorted(heads):
        if verb.is_ancestor(doc[i]) and not is_compared(doc[i]):
            yield doc[i]


def holds_place(verb: Token) -> Token | None:
    """The `es` that stands in front for a subject behind the verb (`Es folgten Impfungen`)."""
    for child in verb.children:
        if child.dep_ == "expl" and child.text.lower() == "es" and child.i < verb.i:
            behind = (c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i)
            return child if next(behind, None) is not None else None
    return None


def _until_break(doc: Doc, words: Sequence[int], group: VerbGroup) -> list[int]:
    kept: list[int] = []
    verbal = {word.i for word in (*group.words, *group.auxiliaries, group.head)}
    for place, i in enumerate(words):
        if is_finite(doc[i]) and i not in verbal:  # another clause's: a broken parse
            while kept and doc[kept[-1]].pos_ not in _EDGES:
                kept.pop()
            return kept
        if doc[i].text in _BREAKS and kept and _begins_new(doc, kept, words[place + 1 :]):
            return kept
        kept.append(i)
    return kept


def _begins_new(doc: Doc, before: Sequence[int], after: Sequence[int]) -> bool:
    """A comma between parts of one phrase (`Werbung, Sketche und Lieder`) begins nothing."""
    known, rest = set(before), set(after)
    for i in after:
        head, dep = doc[i].head.i, doc[i].dep_
        if head in known and dep not in _LEADING:
            return dep not in _JOINED
        if head not in known | rest and dep not in _LEADING:
            return not _is_closed(doc, before)
    return True


def _is_closed(doc: Doc, before: Sequence[int]) -> bool:
    """The second comma of `am Rande von Murray, Utah, Bomben bauen` ends an apposition."""
    last = doc[before[-1]]
    return last.dep_ == "appos" and any(doc[i].text == "," for i in before)


def _trimmed(doc: Doc, words: list[int]) -> list[int]:
    comparing = function_words()["comparing"]
    while words and doc[words[0]].pos_ in _EDGES and doc[words[0]].text.lower() not in comparing:
        if doc[words[0]].text in _OPENING:
            break
        words = words[1:]
    while words and doc[words[-1]].pos_ in _EDGES and doc[words[-1]].text.strip(_CLOSING):
        words = words[:-1]
    return words
