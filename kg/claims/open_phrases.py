"""The words of arguments as open extractions give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.lang.de.clause_data import function_words
from kg.lang.de.extents import phrase_tokens
from kg.lang.de.verbs import feature
from kg.model import Argument

_EDGES = ("PUNCT", "SPACE")
_MARKS = frozenset('„“”"»«‚‘') | {"``", "''"}


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """The words ``start`` to ``end`` of a document, both included.

    Attributes:
        prefix: words that the phrase shares with another one: the preposition that stands only
            before the first of two (`auf Werbung und Sketche`).
    """

    start: int
    end: int
    prefix: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its words.

        >>> Phrase(3, 5).numbers
        (3, 4, 5)
        """
        return tuple(range(self.start, self.end + 1))


def words_at(doc: Doc, numbers: Sequence[int]) -> str:
    """The words with these numbers as one text with single spaces.

    Quotation marks stand as words of their own (`den " Plan "`), as in the field's test data.
    """
    text, last = "", -1
    for i in numbers:
        glued = i == last + 1 and last >= 0 and not doc[last].whitespace_
        marks = {doc[i].text, doc[last].text} & _MARKS
        text += doc[i].text if glued and not marks else f" {doc[i].text}"
        last = i
    return " ".join(text.split())


def words_of(doc: Doc, phrase: Phrase) -> str:
    """The phrase's text; "" for an empty one.

    >>> words_of(doc, Phrase(3, 4, "auf"))  # doctest: +SKIP
    'auf kurze Sketche'
    """
    return " ".join(part for part in (phrase.prefix, words_at(doc, phrase.numbers)) if part)


def noun_phrase(head: Token) -> Phrase:
    """The phrase of a head without its preposition."""
    words = phrase_tokens(head)
    return Phrase(words[0].i, words[-1].i)


def argument_phrase(argument: Argument, verb: Token) -> Phrase:
    """The phrase of an argument with its preposition, `als`, and adverbs before them (`nur als B-Seite`).

    What a relative pronoun stands for lies outside the verb's clause, and so does its preposition.
    """
    head = verb.doc[argument.head]
    inner = noun_phrase(head)
    if head.i != verb.i and not verb.is_ancestor(head):
        article = bool(argument.preposition) and verb.doc[inner.start].pos_ == "DET"
        return Phrase(inner.start + article, inner.end, argument.preposition)
    comparing = function_words()["comparing"]
    own = [c for c in head.children if c.dep_ == "case" or (c.i < head.i and c.text.lower() in comparing)]
    start = min([inner.start, *(c.i for c in own)])
    end = max([inner.end, *(c.i for c in own)])
    while own and start > 0 and _adverb_of(verb.doc[start - 1], head) and head.i != verb.i:
        start -= 1
    end += verb.doc[start].text == "``" and verb.doc[min(end + 1, len(verb.doc) - 1)].text == "''"
    return Phrase(start, end, "" if own else shared_preposition(head))


def _adverb_of(word: Token, head: Token) -> bool:
    negation = function_words()["negation"]
    return word.dep_ == "advmod" and word.head.i == head.i and word.text.lower() not in negation


def shared_preposition(head: Token) -> str:
    """The preposition of the first of several phrases, as it is written; "" without one."""
    first = head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    return " ".join(child.text for child in first.children if child.dep_ == "case" and child.i < first.i)


def clause_phrase(head: Token) -> Phrase:
    """All words below a clause's head, without the marks at its edges."""
    doc, numbers = head.doc, [word.i for word in head.subtree]
    start, end = min(numbers), max(numbers)
    while start < end and doc[start].pos_ in _EDGES:
        start += 1
    while start < end and doc[end].pos_ in _EDGES:
        end -= 1
    return Phrase(start, end)


def is_compared(head: Token) -> bool:
    """True for a phrase behind `als` or `wie`: `Er wurde als Senator gewählt` has one subject.

    `mehr als hundert Soldaten` compares nothing.
    """
    comparing = function_words()["comparing"]
    before = [c for c in head.children if c.i < head.i and c.text.lower() in comparing]
    return any(c.i == 0 or feature(c.nbor(-1), "Degree") != "Cmp" for c in before)


def core_phrase(head: Token, phrase: Phrase) -> Phrase | None:
    """The phrase up to its noun, where modifiers follow (`eine Form von Energie`); else None."""
    if head.pos_ not in ("NOUN", "ADJ") or not phrase.start <= head.i < phrase.end:
        return None
    behind = [c for c in head.children if c.dep_ == "nmod" and head.i < c.i <= phrase.end]
    following = any(c.pos_ != "NUM" for c in behind)  # `im Januar 2015` is not cut
    return Phrase(phrase.start, head.i, phrase.prefix) if following else None


def apposed(head: Token) -> list[Token]:
    """Appositions behind a comma, with what is coordinated with them: `Sein Sohn, John Crozier, …`."""
    doc = head.doc
    found = []
    for child in head.children:
        first = child.left_edge
        parted = "," in (first.text, doc[first.i - 1].text)
        if child.dep_ == "appos" and child.i > head.i and parted:
            found += [child, *(c for c in child.children if c.dep_ == "conj")]
    return found
