"""The forms of single verbs: finite or not, indicative or Konjunktiv."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.clause_data import verb_words
from kg.lang.de.morphology import feature as feature


def verb_form(token: Token) -> str:
    """VerbForm; where the tagger is silent, what the auxiliary and the ending tell."""
    form = feature(token, "VerbForm")
    if form == "Part" and _is_future(token):
        return "Inf"
    if form or token.pos_ != "VERB":
        return form
    if children(token, "aux:pass"):
        return "Part"
    return "Inf" if token.text == token.lemma_ and children(token, "aux", "mark") else ""


def _is_future(token: Token) -> bool:
    """`Wird der Bund die Bank retten?`: no participle where an accusative stands beside `werden`."""
    like = token.text.lower() == token.lemma_ and token.lemma_.endswith("n")
    if not like or not any(c.lemma_ == "werden" and is_finite(c) for c in children(token, "aux", "aux:pass")):
        return False
    objects = [c for c in children(token, "obj") if feature(c, "Case") == "Acc" and c.text.lower() != "sich"]
    return bool(objects) and bool(children(token, "nsubj", "nsubj:pass"))


def is_finite(token: Token) -> bool:
    """True for a finite verb form."""
    if token.pos_ not in ("VERB", "AUX"):
        return is_mistagged(token)
    return verb_form(token) == "Fin" or feature(token, "Mood") != "" or konjunktiv(token) > 0


def is_mistagged(token: Token) -> bool:
    """`Epstein missbrauchte Mädchen`: the sentence's head has a verb's features, if not its word class."""
    return token.dep_ == "ROOT" and token.pos_ in ("ADJ", "ADV") and feature(token, "VerbForm") == "Fin"


def konjunktiv(token: Token) -> int:
    """1 or 2 where the form itself, or the tagger, says Konjunktiv; else 0.

    `koordiniere` with a subject in the third person can be nothing else: the indicative has -t.
    """
    words, form = verb_words(), token.text.lower()
    if feature(token, "Mood") == "Sub":
        return 2 if form in words["subjunctive_2"] or feature(token, "Tense") == "Past" else 1
    if token.pos_ not in ("VERB", "AUX"):
        return 0
    degree = 2 if form in words["subjunctive_2"] else int(form in words["subjunctive_1"] or _is_bare(token))
    return degree if degree and not _is_mine(token) else 0


def _is_bare(token: Token) -> bool:
    """The stem with -e beside a subject in the third person."""
    form = token.text.lower()
    like = form.endswith("e") and len(form) > 3 and token.lemma_.endswith(form + "n")
    return like and any(_third_person(child) for child in children(token, "nsubj", "nsubj:pass"))


def _third_person(subject: Token) -> bool:
    singular = feature(subject, "Number") == "Sing" and not children(subject, "conj")
    return subject.pos_ in ("NOUN", "PROPN") and singular


def _is_mine(token: Token) -> bool:
    clause = token.head if token.dep_ in ("aux", "aux:pass", "cop") else token
    return any(child.text.lower() == "ich" for child in clause.children)


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these labels, in text order."""
    if not (token.n_lefts or token.n_rights):
        return []
    return [child for child in token.children if child.dep_ in deps]
