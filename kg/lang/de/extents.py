"""Which words belong to a phrase."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.clause_data import function_words
from kg.lang.de.verbs import children
from kg.model import Span

_OUTSIDE = frozenset(
    (
        "case", "cc", "conj", "parataxis", "acl", "acl:relcl", "ccomp", "advcl", "csubj", "xcomp", "aux",
        "aux:pass", "cop", "mark", "expl",
    )
)  # fmt: skip
_BOUND = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl", "obl:agent")
_LINKERS = ("ADP", "SCONJ", "CCONJ")
_OPENING, _CLOSING = "„»\"“‚'(«", "“«\"”‘')»"


def phrase_tokens(head: Token) -> list[Token]:
    """The words of a noun phrase, in text order, without preposition, conjuncts and clauses.

    Relative clauses stay outside, appositions behind a comma too; `Präsident Wladimir Putin`
    is one phrase however the parser ties it together.
    """
    if not (head.n_lefts or head.n_rights):
        return _with_first_parts([head])
    found: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [child for child in token.children if _belongs(child, token, head)]
    found.sort(key=lambda token: token.i)
    return _with_first_parts(_trim(_contiguous(found, head), head))


def _with_first_parts(tokens: list[Token]) -> list[Token]:
    """`Freizeitdienste` is told from `Erholungs- und Freizeitdienste` by the hyphen before it."""
    first, doc = tokens[0], tokens[0].doc
    start = first.i
    while start >= 2 and doc[start - 1].text in ("und", "oder", ",") and is_cut_short(doc[start - 2]):
        start -= 2
    if start == first.i:
        return tokens
    while start > 0 and doc[start - 1].head.i == start and doc[start - 1].dep_ in ("det", "det:poss", "amod"):
        start -= 1
    return [*doc[start : first.i], *tokens]


def _belongs(child: Token, parent: Token, head: Token) -> bool:
    if child.pos_ == "SPACE":
        return False
    if parent.i == head.i and (child.dep_ in _OUTSIDE or child.dep_ in _BOUND):
        # the second holds of a predicative noun, whose children are the clause's arguments
        return child.dep_ == "acl" and child.i < head.i and not children(child, "nsubj", "aux")
    if (
        parent.i == head.i
        and child.dep_ == "advmod"
        and head.pos_ in ("NOUN", "PROPN")
        and _is_predicate(head)
    ):
        return False  # `war bis jetzt immer Minister`: the adverbs are the clause's
    if child.dep_ in ("acl", "acl:relcl") and child.i > parent.i:
        return False
    nominal = parent.pos_ in ("NOUN", "PROPN")  # but `einer von Menschen angetriebenen Maschine`
    if nominal and child.dep_ == "nmod" and child.i < parent.i and children(child, "case"):
        return any(t.i < child.i for t in children(parent, "det", "det:poss", "amod"))
    if child.dep_ in ("parataxis", "advcl"):
        return False
    if child.dep_ in ("appos", "nmod", "conj", "dep") and child.i > parent.i:
        comma = any(c.text in (",", "–", "-", ":") for c in (*child.lefts, child.nbor(-1)))
        return not comma or (child.dep_ == "conj" and parent.i != head.i)
    return True


def _is_predicate(head: Token) -> bool:
    return bool(children(head, "cop"))


def _contiguous(tokens: list[Token], head: Token) -> list[Token]:
    """The run of words around the head; a gap may hold white space and quotation marks only."""
    numbers = {token.i for token in tokens}
    doc = head.doc

    def reach(step: int) -> int:
        last, i = head.i, head.i + step
        while 0 <= i < len(doc) and (
            i in numbers or doc[i].text in _OPENING + _CLOSING or doc[i].text.isspace()
        ):
            last = i if i in numbers else last
            i += step
        return last

    return [doc[i] for i in range(reach(-1), reach(1) + 1)]


def _trim(tokens: list[Token], head: Token) -> list[Token]:
    """Drop punctuation and focus words (`auch Putin`) at the edges, unless quotes pair up."""
    focus = function_words()["focus"]
    while tokens[0].i < head.i and (tokens[0].pos_ in ("SPACE", *_LINKERS) or _adverb(tokens[0], focus)):
        tokens = tokens[1:]
    while tokens and _loose(tokens[0], tokens[1:], _CLOSING):
        tokens = tokens[1:]
    while tokens and (_loose(tokens[-1], tokens[:-1], _OPENING) or _adverb(tokens[-1], focus)):
        if tokens[-1].i == head.i:
            break
        tokens = tokens[:-1]
    return tokens or [head]


def _adverb(token: Token, focus: frozenset[str]) -> bool:
    return token.pos_ in ("ADV", "PART", "CCONJ") and token.text.lower() in focus


def _loose(token: Token, rest: list[Token], partners: str) -> bool:
    if token.pos_ == "SPACE":
        return True
    if token.pos_ != "PUNCT":
        return False
    is_mark = token.text in _OPENING + _CLOSING
    return not (is_mark and any(other.text in partners for other in rest))


def span_of(tokens: list[Token]) -> Span:
    """The slice of the text from the first to the last of these words."""
    first, last = tokens[0], tokens[-1]
    if first.i == last.i:
        return Span(first.idx, first.idx + len(first.text), first.text)
    text = first.doc[first.i : last.i + 1].text  # `doc.text` would be built anew for each phrase
    return Span(first.idx, last.idx + len(last.text), text)


def is_cut_short(token: Token) -> bool:
    """`Erholungs-` in `Erholungs- und Freizeitdienste` is no word of its own."""
    return token.text.endswith("-") and len(token.text) > 2
