"""One wording for each of the coordinated parts at the end of a phrase."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.claims.open_phrases import words_at

_NOUNS = ("NOUN", "PROPN", "X", "PRON", "NUM")
_JOINING = ("PUNCT", "CCONJ", "SPACE")
_DEPTH = 3  # coordinations inside each other; more is a broken parse


def distributed(doc: Doc, words: Sequence[int], depth: int = 0) -> list[str]:
    """`Mitarbeiter der Pfadfinder und der Lager`: the words once with each of the two.

    The coordination that ends the words counts; an apposition behind a comma is one of its parts
    (`in Ulm, Schwaben`). A preposition or article that stands only once is repeated. Where parts are
    cut short (`Hör- und Sprachtest`), and behind `zwischen`, the words stay whole.
    """
    members = _last_coordination(doc, words) if depth < _DEPTH else []
    if not members:
        return [words_at(doc, words)] if words else []
    starts = [_start(_name(members[0]), words), *(_start(member, words) for member in members[1:])]
    before = words_at(doc, [i for i in words if i < starts[0]])
    found = []
    for member, start, end in zip(members, starts, [*starts[1:], words[-1] + 1], strict=True):
        lent = _lent(_name(members[0]), member) if member is not members[0] else ""
        part = _without_joints(doc, [i for i in words if start <= i < end])
        for text in distributed(doc, part, depth + 1):
            found.append(" ".join(each for each in (before, lent, text) if each))
    return found


def _last_coordination(doc: Doc, words: Sequence[int]) -> list[Token]:
    """The members of the widest coordination of nouns that reaches to the last word; [] without one."""
    known = set(words)
    for i in words:
        members = _members(doc[i], known) if doc[i].pos_ in _NOUNS else []
        if len(members) < 2 or any(member.text.endswith("-") for member in members):
            continue
        reaches = max(token.i for token in members[-1].subtree if token.i in known) == words[-1]
        if reaches and not any(child.text.lower() == "zwischen" for child in members[0].children):
            return members
    return []


def _members(first: Token, known: set[int]) -> list[Token]:
    found, stack = [first], [first]
    while stack:
        token = stack.pop()
        for child in token.children:
            joined = child.dep_ == "conj" or (child.dep_ == "appos" and _behind_comma(child))
            if joined and child.i in known and child.i > first.i and child.pos_ in _NOUNS:
                found.append(child)
                stack.append(child)
    return sorted(found, key=lambda token: token.i)


def _behind_comma(phrase: Token) -> bool:
    first = phrase.left_edge
    return first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")


def _name(part: Token) -> Token:
    """The first word of a name, on which its other words hang (`Salt Lake City, Utah`)."""
    while part.dep_ in ("flat", "compound") and part.head.i < part.i:
        part = part.head
    return part


def _start(member: Token, words: Sequence[int]) -> int:
    """Where the member's own words begin, conjunctions and commas before it left out."""
    own = [c.left_edge.i for c in member.children if c.i < member.i and c.dep_ not in ("cc", "punct")]
    return max(min([member.i, *own]), words[0])


def _lent(first: Token, member: Token) -> str:
    """The first one's preposition and article for a member that has none."""
    own = {child.dep_ for child in member.children if child.i < member.i}
    before = [child for child in first.children if child.i < first.i]
    lent = [c.text for c in before if c.dep_ == "case" and "case" not in own]
    if member.pos_ == "NOUN" and not own & {"case", "det", "det:poss"}:
        lent += [c.text for c in before if c.dep_ == "det"]
    return " ".join(lent)


def _without_joints(doc: Doc, words: list[int]) -> list[int]:
    while words and doc[words[-1]].pos_ in _JOINING and not _closes(doc, words):
        words = words[:-1]
    while words and doc[words[0]].pos_ in _JOINING and doc[words[0]].text not in '„"“»«':
        words = words[1:]
    return words


def _closes(doc: Doc, words: Sequence[int]) -> bool:
    """A quotation mark at the end that belongs to one inside."""
    marks = '„"“”»«'
    return doc[words[-1]].text in marks and any(doc[i].text in marks for i in words[:-1])
