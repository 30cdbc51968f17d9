"""The verb group: which tokens head a clause, their auxiliaries, lemma and voice."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.lang.de.verb_forms import children as children
from kg.lang.de.verb_forms import feature as feature
from kg.lang.de.verb_forms import is_finite as is_finite
from kg.lang.de.verb_forms import is_mistagged as is_mistagged
from kg.lang.de.verb_forms import konjunktiv as konjunktiv
from kg.lang.de.verb_forms import verb_form
from kg.lang.de.verb_lemmas import participle_verb as participle_verb
from kg.lang.de.verb_lemmas import takes_sein as takes_sein
from kg.lang.de.verb_lemmas import verb_lemma
from kg.model import ArgumentRole, Voice

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
        words = {self.head, *self.words}
        return len(words) > 1 and sum(is_finite(word) for word in words) > 1

    @property
    def infinitive(self) -> bool:
        """True for a clause without a finite verb whose verb is an infinitive (`getäuscht zu haben`)."""
        if self.finite is not None:
            return False
        return any(verb_form(word) == "Inf" for word in (self.head, *self.auxiliaries))

    @property
    def subject_role(self) -> ArgumentRole:
        """What the grammatical subject is: in `bekam eine Medaille überreicht` the receiver."""
        if self.voice == "passive":
            return "recipient" if _is_receiving(self.auxiliaries) else "patient"
        return "agent"

    @property
    def zu(self) -> bool:
        """True for an infinitive with `zu`, which has no subject of its own (`zu lesen`, `mitzunehmen`)."""
        apart = any(child.pos_ == "PART" and child.lemma_ == "zu" for child in self.head.children)
        inside = self.head.text.lower() != self.lemma and "zu" in self.head.text.lower()
        perfect = any(c.lemma_ == "zu" for word in self.auxiliaries for c in word.children)
        return (verb_form(self.head) == "Inf" and (apart or inside)) or (
            self.infinitive and (apart or perfect)
        )


def is_participle(token: Token) -> bool:
    """True for a participle, also one that the tagger calls an adjective (`kontrollierten`)."""
    return verb_form(token) == "Part" or (token.pos_ == "ADJ" and participle_verb(token) != "")


def heads_clause(token: Token) -> bool:
    """Whether this token is the head of a clause.

    A verb inside a verb group (`hat … bewilligt`) is not, nor a bare participle that only
    describes (`führende Kräfte`).
    """
    if token.dep_ in _NEVER or token.pos_ in ("SPACE", "PUNCT"):
        return False
    if children(token, "cop"):
        return True
    if token.dep_ in ("amod", "nmod", "appos") and not is_finite(token):
        bound = children(token, "obl", "obl:agent", "obl:arg", "obj")
        bound += [child for child in children(token, "nmod") if token.pos_ in ("ADJ", "VERB")]
        return bool(bound) and is_participle(token)
    if token.pos_ in ("VERB", "AUX") or is_mistagged(token):
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
    verbal = (
        token.pos_ in ("VERB", "AUX")
        or is_mistagged(token)
        or (not cop and is_participle(token))
        or _is_state(token, cop)
    )
    if verbal:  # `war … gekommen` with a wrong `cop` is a perfect all the same
        own, cop = own + cop, []
    shared = own or ([] if cop else _shared_auxiliaries(token))
    words = [*own, *cop, *children(token, "compound:prt")]
    if not cop:
        words.append(token)
        words += [c for c in token.children if c.tag_ == "PTKZU" or (c.pos_ == "PART" and c.lemma_ == "zu")]
    words.sort(key=lambda word: word.i)
    finite = next((word for word in [token, *shared, *cop] if is_finite(word)), None)
    lemma = _copula_lemma(cop) if cop else verb_lemma(token)
    voice = "active" if cop else _voice(token, tuple(shared), lemma)
    return VerbGroup(token, tuple(shared), tuple(words), finite, bool(cop), lemma, voice)


def _is_state(token: Token, copulas: list[Token]) -> bool:
    """`die Straße ist gesperrt`: a passive, though the parser sees an adjective; not `ist geöffneter`."""
    plain = token.pos_ == "ADJ" and token.text.islower() and feature(token, "Degree") in ("", "Pos")
    uninflected = token.text.endswith(("t", "en")) and not token.text.lower().endswith("end")
    return plain and uninflected and bool(copulas) and participle_verb(token) == token.lemma_


def _copula_lemma(copulas: list[Token]) -> str:
    """`sein`; `werden` for `wurde Präsident`, `bleiben` for `bleibt Trainer`."""
    lemmas = {word.lemma_ for word in copulas}
    return next((lemma for lemma in ("werden", "bleiben") if lemmas == {lemma}), "sein")


def _shared_auxiliaries(token: Token) -> list[Token]:
    """`wurde festgenommen und angeklagt`, `festgenommen und angeklagt wurde`: both share `wurde`."""
    if is_finite(token) or verb_form(token) not in ("Part", "Inf"):
        return []
    if token.dep_ == "conj":
        first = token.head
        auxiliaries = children(first, *_AUX_DEPS)
        if auxiliaries and verb_form(first) in (verb_form(token), ""):
            return auxiliaries
    return _later_auxiliaries(token)


def _later_auxiliaries(token: Token) -> list[Token]:
    """In a clause with the verb at its end: `die geschnitten und gespült wird`."""
    for second in children(token, "conj"):
        auxiliaries = children(second, *_AUX_DEPS)
        last = bool(auxiliaries) and all(second.i < word.i for word in auxiliaries)
        if last and verb_form(second) == verb_form(token) and not children(second, "nsubj", "nsubj:pass"):
            return auxiliaries
    return []


def is_present_participle(token: Token) -> bool:
    """True for `kommend`, the active participle."""
    return token.lemma_.endswith("end") or (
        feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Pres"
    )


def _voice(token: Token, auxiliaries: tuple[Token, ...], lemma: str) -> Voice:
    if not auxiliaries:
        return _bare_voice(token)
    lemmas = [word.lemma_ for word in auxiliaries]
    if _is_receiving(auxiliaries) and verb_form(token) == "Part":
        return "passive"
    if any(word.text.lower() == "worden" for word in auxiliaries):
        return "passive"
    if verb_form(token) == "Inf":  # `ist zu hören`; `wird reisen` is a future
        has_zu = any(c.pos_ == "PART" and c.lemma_ == "zu" for c in token.children)
        return "passive" if has_zu and lemmas == ["sein"] else "active"
    if verb_form(token) == "Fin":
        return "active"
    if "werden" in lemmas:  # `wird gekommen sein`, `wird geholfen haben`: future perfect
        future = any(word.lemma_ in ("sein", "haben") and verb_form(word) == "Inf" for word in auxiliaries)
        return "active" if future else "passive"
    if "sein" in lemmas and "haben" not in lemmas:
        transitive = any(feature(child, "Case") == "Acc" for child in children(token, "obj"))
        return "active" if takes_sein(lemma) or transitive or _reflexive(token) else "passive"
    return "active"


def _is_receiving(auxiliaries: tuple[Token, ...]) -> bool:
    """`bekommt … überreicht`, `kriegt … erklärt`."""
    return any(word.lemma_ in ("bekommen", "kriegen", "erhalten") for word in auxiliaries)


def _reflexive(token: Token) -> bool:
    return any(child.lemma_ == "sich" or feature(child, "Reflex") == "Yes" for child in token.children)


def _bare_voice(token: Token) -> Voice:
    """A participle without an auxiliary: `der von der Miliz kontrollierten Gebiete`."""
    if is_finite(token) or not is_participle(token) or is_present_participle(token):
        return "active"
    if token.dep_ in ("amod", "acl", "nmod", "appos", "advcl"):
        return "active" if takes_sein(verb_lemma(token)) else "passive"
    passive = children(token, "nsubj:pass", "obl:agent")  # headline: `Drei Männer festgenommen`
    return "passive" if passive else "active"
