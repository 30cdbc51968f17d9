"""Mentions: all words of an article that refer to something."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.mentions.amounts import find_amounts
from kg.mentions.bodies import find_bodies
from kg.mentions.names import find_names
from kg.mentions.phrases import find_phrases
from kg.mentions.pronouns import find_pronouns
from kg.model import Mention

__all__ = ["find_mentions"]


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """Find names, roles, nominal phrases, pronouns, quantities and times.

    A title or class noun beside a name (`US-Außenminister John Kerry`) belongs to the name's
    mention. Mentions nest (`Mitglieder der IS-Führung`), but no two share a head word.

    Args:
        doc: an annotated article.

    Returns:
        The mentions in text order, longer before shorter.
    """
    names = find_names(doc)
    taken = {i for name in names for i in range(name.start, name.end)}
    bodies = list(find_bodies(doc, taken, {name.mention.head: name.mention for name in names}))
    taken |= {body.head for body in bodies}
    amounts, covered = find_amounts(doc, taken)
    phrases = find_phrases(doc, taken | covered)
    found = [*(name.mention for name in names), *bodies, *amounts, *phrases, *find_pronouns(doc, taken)]
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.head)))
