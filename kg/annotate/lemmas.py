"""Lemmas from simplemma's word list, keyed by part of speech, separable particles joined."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kg.annotate.lemma_table import is_known, lemmatize

_UNCHANGED = frozenset({"PUNCT", "SYM", "NUM", "X", "PROPN", "SPACE"})
_VERBAL = frozenset({"VERB", "AUX"})
_ZU = "zu"


@lru_cache(maxsize=100_000)
def lemma_of(form: str, upos: str, finite: bool = False) -> str:
    """Dictionary form of one word; ``finite`` tells `gehört` (belongs) from `gehört` (heard).

    >>> lemma_of("Reist", "VERB"), lemma_of("Angriffe", "NOUN"), lemma_of("war", "AUX")
    ('reisen', 'Angriff', 'sein')
    >>> lemma_of("gehört", "VERB"), lemma_of("gehört", "VERB", finite=True)
    ('hören', 'gehören')
    """
    if upos in _UNCHANGED or not any(c.isalpha() for c in form):
        return form
    if upos in _VERBAL:
        return _finite_lemma(form.lower()) if finite else _verb_lemma(form.lower())
    if upos == "NOUN":
        return _noun_lemma(form)
    return lemmatize(form.lower()).lower()


@lru_cache(maxsize=2)
def _irregular(finite: bool) -> dict[str, str]:
    """Listed forms; those marked `Fin` are listed as finite forms only."""
    lines = Path(__file__).with_name("verb_forms_de.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form: infinitive for form, infinitive, *mark in rows if finite or not mark}


def _verb_lemma(form: str) -> str:
    if form in _irregular(finite=False):
        return _irregular(finite=False)[form]
    lemma = lemmatize(form)
    if form.endswith("en") and not lemma.endswith("n"):
        return form  # no infinitive: `weisen` is no form of the noun `Weise`
    return lemma[0].lower() + lemma[1:]


def _finite_lemma(form: str) -> str:
    """A finite form has no ge- of its own, so `ge` belongs to the verb: `gehört`, `gefällt`."""
    if form in _irregular(finite=True):
        return _irregular(finite=True)[form]
    lemma = _verb_lemma(form)
    if not form.startswith("ge") or (lemma.startswith("ge") and lemma != form):
        return lemma
    whole = "ge" + (_verb_lemma(form[2:]) if lemma == form else lemma)
    return whole if is_known(whole) else lemma


def _noun_lemma(form: str) -> str:
    """Of a compound with a hyphen only the last part is inflected: `IS-Anführern`."""
    stem, hyphen, last = form.rpartition("-")
    lemma = lemmatize(last) if last else last
    return stem + hyphen + (lemma[:1].upper() + lemma[1:])


def join_particle(particle: str, lemma: str) -> str:
    """The separable verb: `kündigte … an` is `ankündigen`.

    >>> join_particle("an", "kündigen")
    'ankündigen'
    """
    particle = particle.lower()
    return lemma if lemma.startswith(particle) else particle + lemma
