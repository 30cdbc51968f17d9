"""One phrase for each of the coordinated modifiers in it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.claims.open_phrases import Phrase, noun_phrase, words_of


def distributed(doc: Doc, head: Token, phrase: Phrase) -> list[str]:
    """`Mitarbeiter der Pfadfinder und der Lager`: the phrase once with each of the two.

    The last coordination counts; a preposition or article that stands only once is repeated.
    Where the parts are cut short (`Hör- und Sprachtest`) the phrase stays whole.
    """
    first = _coordinated(head, phrase)
    members = [first, *_conjuncts(first, phrase)] if first is not None else []
    if first is None or any(member.text.endswith("-") for member in members):
        return [words_of(doc, phrase)]
    spans = [noun_phrase(member) for member in members]
    opening, end = first.left_edge.i, max(span.end for span in spans)
    before = words_of(doc, Phrase(phrase.start, opening - 1, phrase.prefix))
    after = words_of(doc, Phrase(end + 1, phrase.end)) if end < phrase.end else ""
    middles = [words_of(doc, Phrase(opening, spans[0].end))]
    middles += [_with_lent(first, member, span) for member, span in zip(members[1:], spans[1:], strict=True)]
    return [" ".join(part for part in (before, middle, after) if part) for middle in middles]


def _with_lent(first: Token, member: Token, span: Phrase) -> str:
    """The member with the first one's preposition and article where it has none."""
    own = {child.dep_ for child in member.children if child.i < member.i}
    lent = [c.text for c in first.children if c.dep_ == "case" and c.i < first.i and "case" not in own]
    if member.pos_ == "NOUN" and not own & {"case", "det", "det:poss"}:
        lent += [c.text for c in first.children if c.dep_ == "det" and c.i < first.i]
    case = [c.text for c in member.children if c.dep_ == "case" and c.i < span.start]
    return " ".join([*lent, *case, words_of(member.doc, span)])


def _coordinated(head: Token, phrase: Phrase) -> Token | None:
    """The first member of the last coordination among the modifiers behind the head."""
    found, stack = None, [head]
    while stack:
        for child in stack.pop(0).children:
            inside = head.i < child.i <= phrase.end and child.left_edge.i > phrase.start
            if child.dep_ == "nmod" and inside:
                stack.append(child)
                if _conjuncts(child, phrase) and (found is None or child.i > found.i):
                    found = child
    return found


def _conjuncts(first: Token, phrase: Phrase) -> list[Token]:
    found, stack = [], [first]
    while stack:
        for child in stack.pop().children:
            if child.dep_ == "conj" and child.i <= phrase.end and child.pos_ in ("NOUN", "PROPN", "X"):
                found.append(child)
                stack.append(child)
    return sorted(found, key=lambda token: token.i)
