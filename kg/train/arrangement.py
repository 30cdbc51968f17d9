"""Puts the words of a clause into the orders that German allows."""

from __future__ import annotations

from kg.train.clause import Clause, Filler, Layout, is_marked, is_plural
from kg.train.drawing import Drawing
from kg.train.lexicon import Noun, Verb
from kg.train.phrases import Phrase, Word, attach, joined

_AUXILIARIES = {
    "perfect": {"haben": ("hat", "haben"), "sein": ("ist", "sind")},
    "pluperfect": {"haben": ("hatte", "hatten"), "sein": ("war", "waren")},
    "habe": {"haben": ("habe", "hätten"), "sein": ("sei", "seien")},
}
MODALS = {
    "modal": (("kann", "können"), ("muss", "müssen"), ("soll", "sollen"), ("will", "wollen")),
    "past modal": (("konnte", "konnten"), ("musste", "mussten"), ("sollte", "sollten")),
    "future": (("wird", "werden"),),
    "werde": (("werde", "würden"),),
    "wolle": (("wolle", "wollten"), ("müsse", "müssten"), ("könne", "könnten"), ("solle", "sollten")),
}
_REPORTED = frozenset({"habe", "werde", "wolle"})
_PAST = frozenset({"past", "pluperfect", "past modal"})
LABELS = {"Nom": "nsubj", "Acc": "obj", "Dat": "obl:arg"}


class Arrangement:
    """Makes phrases of fillers and sentences of clauses."""

    def __init__(self, drawing: Drawing) -> None:
        self.draw = drawing
        self.rng = drawing.rng

    def phrase(self, filler: Filler, case: str, label: str = "") -> Phrase:
        """The filler in its case; its label is that of the case unless given."""
        if filler.made:
            return filler.made
        label = label or LABELS[case]
        phrase = self.draw.noun(filler.noun, filler.number, filler.definite, case, label)
        if filler.also:
            number = "Plur" if filler.also.gender else "Sing"
            return joined(phrase, self.draw.noun(filler.also, number, filler.definite, case, label))
        return self._apposed(phrase, filler.apposed, case) if filler.apposed else phrase

    def _apposed(self, phrase: Phrase, pair: tuple[Noun, Noun], case: str) -> Phrase:
        role, body = pair
        apposition = self.draw.noun(role, "Sing", True, case, "appos")
        words = apposition.words if self.rng.random() < 0.6 else (apposition.head,)
        owner = attach(self.draw.noun(body, "Sing", True, "Gen", "nmod"), apposition.head)
        apposition.head.head = phrase.head
        before, behind = (Word(",", "PUNCT", "punct", apposition.head) for _ in range(2))
        return Phrase((*phrase.words, before, *words, *owner, behind), phrase.head)

    def prefield(self, clause: Clause) -> str:
        """What stands before the verb: an object only where its form or the verb's number shows it.

        Sentences in which meaning alone told the object (`Die Brücke zerstörte die Flut`) taught the
        network to doubt the order of `Russland kritisiert die Koalition`.
        """
        choices = ["subject"] * 6 + ["adverbial"] * (3 if clause.adverbials else 0)
        if clause.objects and all(is_marked(clause, case, target) for case, target in clause.objects):
            choices += ["objects"] * 4
        return self.rng.choice(choices)

    def arranged(
        self, clause: Clause, layout: Layout, label: str = "root", head: Word | None = None
    ) -> tuple[list[Word], Word]:
        """The clause's words in order, and its verb."""
        finite, rest, root = self._verb_words(clause, label, head, layout)
        before, middle = self.fields(clause, layout, root)
        if layout.verb == "last":
            return [*before, *middle, *rest, *([] if finite in rest else [finite])], root
        return [*before, finite, *middle, *rest], root

    def _verb_words(
        self, clause: Clause, label: str, head: Word | None, layout: Layout
    ) -> tuple[Word, list[Word], Word]:
        verb, plural = clause.verb, is_plural(clause.subject)
        if clause.tense in ("present", "past"):
            return _simple(verb, clause.tense, plural, layout.verb == "last", label, head)
        if clause.tense in _AUXILIARIES:
            root = Word(verb.participle, "VERB", label, head, {"VerbForm": "Part"})
            text = _AUXILIARIES[clause.tense][verb.auxiliary][plural]
        else:
            root = Word(verb.infinitive, "VERB", label, head, {"VerbForm": "Inf"})
            text = self.rng.choice(MODALS[clause.tense])[plural]
        return Word(text, "AUX", "aux", root, finite_feats(clause.tense, plural)), [root], root

    def fields(self, clause: Clause, layout: Layout, root: Word) -> tuple[list[Word], list[Word]]:
        """What stands before the finite verb, and between it and the others."""
        subject = () if layout.subjectless else attach(self.phrase(clause.subject, "Nom"), root)
        objects = [attach(self.phrase(filler, case), root) for case, filler in clause.objects]
        adverbials = [attach(phrase, root) for phrase in clause.adverbials]
        before: tuple[Word, ...] = ()
        if layout.verb == "second":
            if layout.prefield == "objects" and objects:
                before = objects.pop(self.rng.randrange(len(objects)))
            elif layout.prefield == "adverbial" and adverbials:
                before = adverbials.pop(0)
            else:
                before, subject = subject, ()
        early, late = adverbials[:1], adverbials[1:]
        parts = [*([subject, *early] if self.rng.random() < 0.8 else [*early, subject]), *objects, *late]
        middle = [word for part in parts for word in part]
        if clause.negated:
            middle.append(Word("nicht", "PART", "advmod", root, {"Polarity": "Neg"}))
        return list(before), middle


def _simple(
    verb: Verb, tense: str, plural: bool, last: bool, label: str, head: Word | None
) -> tuple[Word, list[Word], Word]:
    """`kündigte … an`, at the end of a clause `ankündigte`."""
    text = (verb.present if tense == "present" else verb.past)[plural]
    root = Word(f"{verb.particle}{text}" if last else text, "VERB", label, head, finite_feats(tense, plural))
    # The treebanks do not agree on a particle's part of speech: ADV or ADP.
    particle = [Word(verb.particle, "", "compound:prt", root)] if verb.particle and not last else []
    return root, [root] if last else particle, root


def finite_feats(tense: str, plural: bool) -> dict[str, str]:
    """Features of a finite verb of the third person."""
    return {
        "Mood": "Sub" if tense in _REPORTED else "Ind",
        "Number": "Plur" if plural else "Sing",
        "Person": "3",
        "Tense": "Past" if tense in _PAST or (tense in _REPORTED and plural) else "Pres",
        "VerbForm": "Fin",
    }
