"""Prepositional phrases that the parser hangs from a noun."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.lang.de.arguments import make_arguments, preposition_of
from kg.lang.de.verbs import children
from kg.model import Argument


def attached_arguments(doc: Doc, argument: Argument) -> tuple[Argument, ...]:
    """The phrases behind an argument's noun: `gegen Russland` in `Sanktionen gegen Russland`.

    Whether they belong to the noun or to its verb is not told apart by the parser; the verb's
    frames decide.

    Args:
        doc: the annotated article.
        argument: of one of its clauses.
    """
    found: list[Argument] = []
    chain = [doc[argument.head]]
    while chain:
        head = chain.pop()
        for child in children(head, "nmod", "obl", "obl:arg"):
            preposition = preposition_of(child)
            if child.i > head.i and preposition:
                found += make_arguments("oblique", child, preposition)
            elif child.i > head.i:  # `die Führung der Terrormiliz im Visier`: hung from the genitive
                chain.append(child)
    return tuple(found)
