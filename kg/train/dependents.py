"""Clauses that hang on others, and passives, of the constructed training sentences."""

from __future__ import annotations

from dataclasses import replace

from kg.train.arrangement import LABELS, MODALS, Arrangement, finite_feats
from kg.train.clause import Clause, Filler, Layout, is_marked, is_plural
from kg.train.lexicon import Noun, Verb
from kg.train.phrases import Phrase, Word, attach, joined, with_preposition

_RELATIVE = {
    "m": {"Nom": "der", "Acc": "den", "Dat": "dem"},
    "f": {"Nom": "die", "Acc": "die", "Dat": "der"},
    "n": {"Nom": "das", "Acc": "das", "Dat": "dem"},
    "p": {"Nom": "die", "Acc": "die", "Dat": "denen"},
}


class Dependents:
    """Builds them from one arrangement."""

    def __init__(self, arrangement: Arrangement) -> None:
        self.put = arrangement
        self.draw = arrangement.draw
        self.rng = arrangement.rng

    def clause_with_noun(self) -> tuple[Clause, Phrase]:
        """A clause, and its last object as it will stand in it."""
        while True:
            clause = self.draw.clause(simple=self.rng.random() < 0.6)
            if clause.objects and clause.objects[-1][1].noun.gender and not clause.objects[-1][1].also:
                break
        case, filler = clause.objects[-1]
        phrase = self.put.phrase(filler, case)
        return replace(clause, objects=(*clause.objects[:-1], (case, replace(filler, made=phrase)))), phrase

    def infinitive(self, clause: Clause) -> tuple[list[Word], Word]:
        """`den Minister zu treffen`, `die Firma anzugreifen`: what the clause's subject wants to do."""
        other = self.draw.predicate(clause)
        verb = other.verb
        text = f"{verb.particle}zu{verb.bare}" if verb.particle else verb.infinitive
        root = Word(text, "VERB", "advcl", None, {"VerbForm": "Inf"})
        _, middle = self.put.fields(other, Layout("first", subjectless=True), root)
        marker = [] if verb.particle else [Word("zu", "PART", "mark", root)]
        return [*middle, *marker, root], root

    def relative(self, noun: Phrase) -> tuple[list[Word], Word]:
        """`das das Feuer zerstörte`, `dem die Polizei half`, about ``noun``."""
        kind, gender = self._kind_of(noun)
        plural = noun.head.feats["Number"] == "Plur"
        clause, case = self._about(kind, Filler(self._of_head(noun), "Plur" if plural else "Sing"))
        text = _RELATIVE["p" if plural else gender][case]
        feats = {"Case": case, "Number": noun.head.feats["Number"], "PronType": "Rel"}
        pronoun = Word(text, "PRON", LABELS[case], None, feats)
        rest = replace(clause, objects=tuple(pair for pair in clause.objects if pair[0] != case))
        words, root = self.put.arranged(rest, Layout("last", subjectless=case == "Nom"), "acl")
        pronoun.head = root
        return [pronoun, *words], root

    def _about(self, kind: str, filler: Filler) -> tuple[Clause, str]:
        """A clause with this filler as its subject or object; as object only where that is clear."""
        while True:
            clause = self.draw.clause()
            for case, target in clause.objects:
                told = replace(clause, objects=((case, filler),))
                if target.noun.kind == kind and is_marked(told, case, filler):
                    return clause, case
            if kind in clause.verb.fillers[0] and self.rng.random() < 0.3:
                return replace(clause, subject=filler), "Nom"

    def _of_head(self, phrase: Phrase) -> Noun:
        text, feats = phrase.head.text, phrase.head.feats
        every = (noun for nouns in self.draw.nouns.values() for noun in nouns)
        return next(n for n in every if n.gender and n.form(feats["Case"], feats["Number"]) == text)

    def _kind_of(self, phrase: Phrase) -> tuple[str, str]:
        noun = self._of_head(phrase)
        return noun.kind, noun.gender

    def passive(self) -> tuple[list[Word], Word]:
        """`Vom Bund und vom Land wird die Brücke bezahlt.`"""
        while True:
            clause = self.draw.clause()
            if clause.verb.objects == "acc" or _has_dative_passive(clause.verb):
                break
        case, target = clause.objects[0]
        root = Word(clause.verb.participle, "VERB", "root", None, {"VerbForm": "Part"})
        personal = case == "Acc"
        patient = self.put.phrase(target, "Nom" if personal else case, "nsubj:pass" if personal else "")
        parts = [attach(patient, root)]
        if self.rng.random() < 0.75:
            parts.append(attach(self._agent(clause.subject), root))
        parts += [attach(phrase, root) for phrase in clause.adverbials]
        finite, rest = self._passive_verbs(personal and is_plural(target), root)
        first = parts.pop(self.rng.randrange(len(parts)) if self.rng.random() < 0.5 else 0)
        return [*first, finite, *(word for part in parts for word in part), *rest], root

    def _agent(self, filler: Filler) -> Phrase:
        agent = self.draw.noun(filler.noun, filler.number, filler.definite, "Dat", "obl:agent")
        first = with_preposition("von", agent)
        if self.rng.random() > 0.25:
            return first
        other = self.rng.choice(self.draw.nouns[filler.noun.kind])
        return joined(first, with_preposition("von", self.draw.noun(other, "Sing", True, "Dat", "conj")))

    def _passive_verbs(self, plural: bool, root: Word) -> tuple[Word, list[Word]]:
        kind = self.rng.choice(["present", "past", "past", "perfect", "modal"])
        feats = finite_feats(kind, plural)
        if kind in ("present", "past"):
            text = {"present": ("wird", "werden"), "past": ("wurde", "wurden")}[kind][plural]
            return Word(text, "AUX", "aux:pass", root, feats), [root]
        if kind == "perfect":
            worden = Word("worden", "AUX", "aux:pass", root, {"VerbForm": "Part"})
            return Word(("ist", "sind")[plural], "AUX", "aux", root, feats), [root, worden]
        modal = self.rng.choice(MODALS["modal"])[plural]
        werden = Word("werden", "AUX", "aux:pass", root, {"VerbForm": "Inf"})
        return Word(modal, "AUX", "aux", root, feats), [root, werden]


def _has_dative_passive(verb: Verb) -> bool:
    """`Dem Opfer wurde geholfen`, but nothing `wird gehört` or `unterlegen` in this way."""
    return verb.objects == "dat" and verb.auxiliary == "haben" and "person" in verb.fillers[0]
