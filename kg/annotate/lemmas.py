"""Lemmas from simplemma's word list, keyed by part of speech, separable particles joined."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import simplemma

_UNCHANGED = frozenset({"PUNCT", "SYM", "NUM", "X", "PROPN", "SPACE"})
_VERBAL = frozenset({"VERB", "AUX"})
_ZU = "zu"


@lru_cache(maxsize=100_000)
def lemma_of(form: str, upos: str) -> str:
    """Dictionary form of one word.

    >>> lemma_of("Reist", "VERB"), lemma_of("Angriffe", "NOUN"), lemma_of("war", "AUX")
    ('reisen', 'Angriff', 'sein')
    """
    if upos in _UNCHANGED or not any(c.isalpha() for c in form):
        return form
    if upos in _VERBAL:
        return _verb_lemma(form.lower())
    if upos == "NOUN":
        return _noun_lemma(form)
    return str(simplemma.lemmatize(form.lower(), lang="de")).lower()


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    lines = Path(__file__).with_name("verb_forms_de.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {form: infinitive for form, _, infinitive in rows}


def _verb_lemma(form: str) -> str:
    if form in _irregular():
        return _irregular()[form]
    lemma = str(simplemma.lemmatize(form, lang="de"))
    return lemma[0].lower() + lemma[1:]


def _noun_lemma(form: str) -> str:
    """Of a compound with a hyphen only the last part is inflected: `IS-Anführern`."""
    stem, hyphen, last = form.rpartition("-")
    lemma = str(simplemma.lemmatize(last, lang="de")) if last else last
    return stem + hyphen + (lemma[:1].upper() + lemma[1:])


def join_particle(particle: str, lemma: str) -> str:
    """The separable verb: `kündigte … an` is `ankündigen`.

    >>> join_particle("an", "kündigen")
    'ankündigen'
    """
    particle = particle.lower()
    return lemma if lemma.startswith(particle) else particle + lemma
