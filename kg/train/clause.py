"""What a constructed training sentence says: a verb and its fillers."""

from __future__ import annotations

import random
from dataclasses import dataclass

from kg.train.lexicon import Noun, Verb
from kg.train.phrases import Phrase, noun_phrase


@dataclass(frozen=True, slots=True)
class Filler:
    """A noun in its number, with what makes its phrase."""

    noun: Noun
    number: str
    definite: bool = True
    also: Noun | None = None
    apposed: tuple[Noun, Noun] | None = None
    made: Phrase | None = None  # its phrase, where something else will hang on it


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its fillers; ``objects`` pairs a case with a filler."""

    verb: Verb
    subject: Filler
    objects: tuple[tuple[str, Filler], ...]
    tense: str
    adverbials: tuple[Phrase, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the finite verb stands (`first`, `second`, `last`) and what stands before it."""

    verb: str
    prefield: str = "subject"
    subjectless: bool = False


def is_plural(filler: Filler) -> bool:
    """Whether the verb agrees with a plural."""
    return filler.number == "Plur" or filler.also is not None


def is_marked(clause: Clause, case: str, target: Filler) -> bool:
    """Whether the form of subject or object, or the verb's number, tells which is which."""
    subject = clause.subject
    if is_plural(subject) != is_plural(target):
        return True
    return _form(subject, "Nom") != _form(subject, case) or _form(target, "Nom") != _form(target, case)


def _form(filler: Filler, case: str) -> str:
    phrase = noun_phrase(
        filler.noun, case, "", random.Random(0), number=filler.number, definite=filler.definite
    )
    return " ".join(word.text for word in phrase.words)
