"""The verb group: which tokens head a clause, their auxiliaries, lemma and voice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import simplemma
from spacy.tokens import Token

from kg.lang.de.clause_data import verb_words
from kg.model import Voice

_NEVER = frozenset(
    (
        "aux",
        "aux:pass",
        "cop",
        "compound:prt",
        "case",
        "mark",
        "punct",
        "fixed",
        "flat",
        "goeswith",
        "det",
        "cc",
    )
)
_CLAUSE_DEPS = frozenset(
    ("ROOT", "ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "acl", "acl:relcl", "parataxis", "dep")
)
_AUX_DEPS = frozenset({"aux", "aux:pass"})


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The verbal words of one clause.

    Attributes:
        head: content word; of a copula the predicative word.
        auxiliaries: also those shared with the verb it is coordinated with.
        words: the words of the predicate that stand in this clause itself, in text order.
        finite: the finite word, None where there is none.
    """

    head: Token
    auxiliaries: tuple[Token, ...]
    words: tuple[Token, ...]
    finite: Token | None
    copula: bool
    lemma: str
    voice: Voice

    @property
    def broken(self) -> bool:
        """True for two finite verbs in one group: a parse that mixes two clauses."""
        return sum(is_finite(word) for word in {self.head, *self.words}) > 1

    @property
    def infinitive(self) -> bool:
        """True for a clause without a finite verb whose verb is an infinitive."""
        return self.finite is None and _form(self.head) == "Inf"


def feature(token: Token, name: str) -> str:
    """One morphological feature, "" where the token lacks it."""
    values = token.morph.get(name)
    return values[0] if values else ""


def _form(token: Token) -> str:
    """VerbForm; where the tagger is silent, what the auxiliary and the ending tell."""
    form = feature(token, "VerbForm")
    if form or token.pos_ != "VERB":
        return form
    if children(token, "aux:pass"):
        return "Part"
    return "Inf" if token.text == token.lemma_ and children(token, "aux", "mark") else ""


def is_finite(token: Token) -> bool:
    """True for a finite verb form."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return _form(token) == "Fin" or feature(token, "Mood") != "" or konjunktiv(token) > 0


def konjunktiv(token: Token) -> int:
    """1 or 2 where the form itself, or the tagger, says Konjunktiv; else 0.

    `koordiniere` with a subject in the third person can be nothing else: the indicative has -t.
    """
    words, form = verb_words(), token.text.lower()
    if feature(token, "Mood") == "Sub":
        return 2 if form in words["subjunctive_2"] or feature(token, "Tense") == "Past" else 1
    if token.pos_ not in ("VERB", "AUX") or _is_mine(token):
        return 0
    if form in words["subjunctive_2"]:
        return 2
    third = any(_third_person(child) for child in children(token, "nsubj", "nsubj:pass"))
    plain = third and form.endswith("e") and token.lemma_.endswith(form + "n") and len(form) > 3
    return 1 if form in words["subjunctive_1"] or plain else 0


def _third_person(subject: Token) -> bool:
    singular = feature(subject, "Number") == "Sing" and not children(subject, "conj")
    return subject.pos_ in ("NOUN", "PROPN") and singular


def _is_mine(token: Token) -> bool:
    clause = token.head if token.dep_ in ("aux", "aux:pass", "cop") else token
    return any(child.text.lower() == "ich" for child in clause.children)


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def is_participle(token: Token) -> bool:
    """True for a participle, also one that the tagger calls an adjective (`kontrollierten`)."""
    return _form(token) == "Part" or (token.pos_ == "ADJ" and participle_verb(token) != "")


def heads_clause(token: Token) -> bool:
    """Whether this token is the head of a clause.

    A verb inside a verb group (`hat … bewilligt`) is not, nor a bare participle that only
    describes (`führende Kräfte`).
    """
    if token.dep_ in _NEVER or token.pos_ in ("SPACE", "PUNCT"):
        return False
    if any(child.dep_ == "cop" for child in token.children):
        return True
    if token.dep_ in ("amod", "nmod", "appos") and not is_finite(token):
        return bool(children(token, "obl", "obl:agent", "obl:arg", "obj")) and is_participle(token)
    if token.pos_ in ("VERB", "AUX"):
        return _verb_heads_clause(token)
    return token.pos_ == "ADJ" and bool(children(token, *_AUX_DEPS)) and participle_verb(token) != ""


def _verb_heads_clause(token: Token) -> bool:
    if token.dep_ in _CLAUSE_DEPS or is_finite(token):
        return True
    if token.dep_ == "conj":
        first = token.head
        verbal = first.pos_ in ("VERB", "AUX") or bool(children(first, "cop"))
        return verbal or bool(children(token, "nsubj", "nsubj:pass", *_AUX_DEPS))
    return bool(children(token, "nsubj", "nsubj:pass", *_AUX_DEPS))


def verb_group(token: Token) -> VerbGroup:
    """The verb group of a token for which ``heads_clause`` holds."""
    own = children(token, *_AUX_DEPS)
    cop = children(token, "cop")
    verbal = token.pos_ in ("VERB", "AUX") or (not cop and is_participle(token))
    if verbal:  # `war … gekommen` with a wrong `cop` is a perfect all the same
        own, cop = own + cop, []
    shared = own or ([] if cop else _shared_auxiliaries(token))
    words = [*own, *cop, *children(token, "compound:prt")]
    if not cop:
        words.append(token)
        words += [c for c in token.children if c.tag_ == "PTKZU" or (c.pos_ == "PART" and c.lemma_ == "zu")]
    words.sort(key=lambda word: word.i)
    finite = next((word for word in [token, *shared, *cop] if is_finite(word)), None)
    lemma = "sein" if cop else _lemma(token)
    voice = "active" if cop else _voice(token, tuple(shared), lemma)
    return VerbGroup(token, tuple(shared), tuple(words), finite, bool(cop), lemma, voice)


def _shared_auxiliaries(token: Token) -> list[Token]:
    """`wurde festgenommen und angeklagt`: the second participle shares `wurde`."""
    if token.dep_ != "conj" or is_finite(token) or _form(token) not in ("Part", "Inf"):
        return []
    first = token.head
    auxiliaries = children(first, *_AUX_DEPS)
    return auxiliaries if _form(first) in (_form(token), "") else []


def _lemma(token: Token) -> str:
    lemma: str = token.lemma_ or token.text
    if token.pos_ == "ADJ" or not lemma.endswith("n"):
        return participle_verb(token) or lemma
    for particle in children(token, "compound:prt"):
        if not lemma.startswith(particle.text.lower()):
            lemma = particle.text.lower() + lemma
    return lemma


def participle_verb(token: Token) -> str:
    """The infinitive of a participle tagged as an adjective, "" where it is none."""
    return _infinitive(token.lemma_.lower() or token.text.lower(), token.text.lower())


@lru_cache(maxsize=4096)
def _infinitive(lemma: str, form: str) -> str:
    if lemma.endswith("end"):  # Partizip I: `folgend`
        return lemma[:-1]
    for candidate in (lemma, form):
        if candidate.endswith("iert"):  # `kontrolliert`
            return candidate[:-1] + "en"
        verb = str(simplemma.lemmatize(candidate, lang="de"))
        if verb != candidate and verb.endswith("n") and verb.islower() and not candidate.endswith(verb):
            return verb
    return ""


def is_present_participle(token: Token) -> bool:
    """True for `kommend`, the active participle."""
    return token.lemma_.endswith("end") or (
        feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Pres"
    )


def takes_sein(lemma: str) -> bool:
    """Whether the verb builds its perfect with `sein`.

    >>> takes_sein("ankommen"), takes_sein("verhaften")
    (True, False)
    """
    words = verb_words()
    if lemma in words["sein_verbs"]:
        return True
    if lemma in words["haben_verbs"]:
        return False
    if lemma in words["sein_bases"]:
        return True
    cuts = ((lemma[:i], lemma[i:]) for i in range(2, len(lemma) - 3))
    return any(front in words["particles"] and base in words["sein_bases"] for front, base in cuts)


def _voice(token: Token, auxiliaries: tuple[Token, ...], lemma: str) -> Voice:
    if not auxiliaries:
        return _bare_voice(token)
    lemmas = [word.lemma_ for word in auxiliaries]
    if any(word.text.lower() == "worden" for word in auxiliaries):
        return "passive"
    if _form(token) == "Inf":  # `ist zu hören`; `wird reisen` is a future
        has_zu = any(c.pos_ == "PART" and c.lemma_ == "zu" for c in token.children)
        return "passive" if has_zu and lemmas == ["sein"] else "active"
    if _form(token) == "Fin":
        return "active"
    if "werden" in lemmas:  # `wird gekommen sein`, `wird geholfen haben`: future perfect
        future = any(word.lemma_ in ("sein", "haben") and _form(word) == "Inf" for word in auxiliaries)
        return "active" if future else "passive"
    if "sein" in lemmas and "haben" not in lemmas:
        transitive = any(feature(child, "Case") == "Acc" for child in children(token, "obj"))
        return "active" if takes_sein(lemma) or transitive or _reflexive(token) else "passive"
    return "active"


def _reflexive(token: Token) -> bool:
    return any(child.lemma_ == "sich" or feature(child, "Reflex") == "Yes" for child in token.children)


def _bare_voice(token: Token) -> Voice:
    """A participle without an auxiliary: `der von der Miliz kontrollierten Gebiete`."""
    if is_finite(token) or not is_participle(token) or is_present_participle(token):
        return "active"
    if token.dep_ in ("amod", "acl", "nmod", "appos", "advcl"):
        return "active" if takes_sein(_lemma(token)) else "passive"
    passive = children(token, "nsubj:pass", "obl:agent")  # headline: `Drei Männer festgenommen`
    return "passive" if passive else "active"
