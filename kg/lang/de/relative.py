"""Relative pronouns stand for the noun that the clause hangs on."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.lang.de.arguments import phrase_tokens, span_of
from kg.lang.de.clause_data import function_words
from kg.lang.de.verbs import VerbGroup, feature
from kg.model import Argument

_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")


def with_antecedents(arguments: list[Argument], group: VerbGroup) -> list[Argument]:
    """`acht Mitglieder, die …`: the argument `die` becomes `acht Mitglieder`; its case stays."""
    return [_resolved(argument, group.head) for argument in arguments]


def is_relative(token: Token) -> bool:
    """True for a word that can be a relative pronoun; only a clause on a noun makes it one."""
    if token.pos_ not in ("PRON", "DET"):
        return False
    if feature(token, "PronType") == "Rel":
        return True
    return token.pos_ == "PRON" and token.text.lower() in function_words()["relative_pronouns"]


def antecedent(head: Token) -> Token | None:
    """The noun that a relative clause with this head describes, None where there is none."""
    for _ in range(8):  # a relative clause's second verb: `die kam und siegte`
        if head.dep_ in ("acl", "acl:relcl"):
            return head.head if head.head.pos_ in _NOUNS else None
        if head.dep_ != "conj":
            return None
        head = head.head
    return None


def _resolved(argument: Argument, head: Token) -> Argument:
    token = head.doc[argument.head]
    if not is_relative(token):
        return argument
    noun = antecedent(head)
    between = noun is not None and noun.i < token.i < head.i
    if noun is None or not between:
        return argument
    return replace(argument, span=span_of(phrase_tokens(noun)), head=noun.i)
