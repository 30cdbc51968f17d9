"""Draws the clauses of constructed training sentences from words that fit each other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from kg.train.clause import Clause, Filler
from kg.train.lexicon import Noun, Verb, read_nouns, read_phrases, read_verbs
from kg.train.phrases import Phrase, Word, noun_phrase, with_preposition

_TENSES = (
    "present",
    "past",
    "past",
    "past",
    "perfect",
    "perfect",
    "pluperfect",
    "modal",
    "past modal",
    "future",
)
_CASES = {"acc": ("Acc",), "dat": ("Dat",), "dat+acc": ("Dat", "Acc")}


class Drawing:
    """A source of clauses and noun phrases; all chance is in ``rng``."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.nouns: dict[str, list[Noun]] = {}
        for noun in read_nouns():
            self.nouns.setdefault(noun.kind, []).append(noun)
        verbs = read_verbs()
        self._sayings = [v for v in verbs if v.objects == "clause"]
        self._verbs = [v for v in verbs if v.objects != "clause"]
        self.words = read_phrases()

    def filler(self, kinds: Sequence[str]) -> Filler:
        """A noun of one of the classes."""
        noun = self.rng.choice(self.nouns[self.rng.choice(list(kinds))])
        plural = noun.plural is not None and self.rng.random() < 0.3
        definite = self.rng.random() < 0.75
        also = self.rng.choice(self.nouns[noun.kind]) if self.rng.random() < 0.1 else None
        if also is noun or (also and also.plural is None and also.gender):
            also = None
        return Filler(noun, "Plur" if plural else "Sing", definite, also)

    def clause(self, simple: bool = False, verb: Verb | None = None, subject: Filler | None = None) -> Clause:
        """A clause of any verb (but of saying); ``simple``: in the present or past, nothing around it."""
        verb = verb or self.rng.choice(self._verbs)
        cases = _CASES.get(verb.objects, ())
        kinds = dict(zip(("Acc", "Dat"), verb.fillers[1:], strict=True))
        if verb.objects == "dat":
            kinds["Dat"] = verb.fillers[1]
        objects = tuple((case, self.filler(kinds[case])) for case in cases)
        extra = [self._goal(verb)] if verb.objects == "goal" else []
        if not simple:
            extra += [self._adverbial() for _ in range(self.rng.choice([0, 0, 1, 1, 2]))]
        return Clause(
            verb,
            subject or self.filler(verb.fillers[0]),
            objects,
            self.rng.choice(["present", "past"] if simple else _TENSES),
            tuple(extra),
            not simple and self.rng.random() < 0.08,
        )

    def saying(self) -> Clause:
        """`Der Sprecher teilte mit`"""
        verb = self.rng.choice(self._sayings)
        tense = self.rng.choice(["present", "past", "past"])
        return Clause(verb, self.filler(verb.fillers[0]), (), tense)

    def predicate(self, clause: Clause) -> Clause:
        """Another verb that this clause's subject may have, in the same tense."""
        fitting = [v for v in self._verbs if clause.subject.noun.kind in v.fillers[0]]
        other = self.clause(True, self.rng.choice(fitting), clause.subject)
        return replace(other, tense=clause.tense)

    def clause_with_apposition(self) -> Clause:
        """`Angela Merkel, Chefin der Partei, …`"""
        while True:
            clause = self.clause()
            if clause.subject.noun.kind == "name":
                pair = self.rng.choice(self.nouns["person"]), self.rng.choice(self.nouns["org"])
                return replace(clause, subject=replace(clause.subject, apposed=pair, also=None))

    def _goal(self, verb: Verb) -> Phrase:
        target = self.rng.choice(self.nouns[self.rng.choice(verb.fillers[1])])
        return with_preposition("nach", noun_phrase(target, "Dat", "obl", self.rng))

    def _adverbial(self) -> Phrase:
        kind = self.rng.choice(["time", "adverb", "day", "city", "building"])
        if kind in ("time", "adverb"):
            word = Word(self.rng.choice(self.words[kind]), "ADV", "advmod")
            return Phrase((word,), word)
        if kind == "day":
            feats = {"Case": "Dat", "Number": "Sing", "Gender": "Masc"}
            day = Word(self.rng.choice(self.words[kind]), "PROPN", "obl", None, feats)
            return Phrase((Word("am", "ADP", "case", day), day), day)
        return with_preposition("in", noun_phrase(self.rng.choice(self.nouns[kind]), "Dat", "obl", self.rng))

    def noun(self, noun: Noun, number: str, definite: bool, case: str, label: str) -> Phrase:
        """The noun's phrase, perhaps with an adjective."""
        adjectives = self.words["adjective"]
        return noun_phrase(
            noun, case, label, self.rng, number=number, adjectives=adjectives, definite=definite
        )
