"""Lexical knowledge about verbs and event nouns, loaded once and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast, get_args

from kg.errors import VocabularyError
from kg.model import Modality, Polarity

Control = Literal["agent", "object", "none"]
_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Governor:
    """What a verb says of the infinitive or dass-clause that it governs."""

    control: Control
    modality: Modality
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun that stands for an event: its verb and what its genitive is."""

    noun: str
    verb: str
    genitive: Literal["agent", "patient"]


def _load(name: str) -> dict[str, object]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def _words(value: object, place: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise VocabularyError(f"{place}: a list of words is expected, not {value!r}")
    return frozenset(cast("list[str]", value))


def _table(value: object, place: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise VocabularyError(f"{place}: a table is expected, not {value!r}")
    return cast("dict[str, object]", value)


def _choice(value: object, valid: tuple[str, ...], place: str) -> str:
    if value not in valid:
        raise VocabularyError(f"{place}: {value!r} is none of {', '.join(valid)}")
    return value


@lru_cache(maxsize=1)
def verb_words() -> Mapping[str, frozenset[str]]:
    """The lists of `verbs.toml`: `sein_bases`, `sein_verbs`, `haben_verbs`, `particles`, `impersonal`."""
    return {key: _words(value, f"verbs.toml: {key}") for key, value in _load("verbs.toml").items()}


@lru_cache(maxsize=1)
def modal_verbs() -> Mapping[str, Modality]:
    """Modality by the lemma of a modal verb."""
    table = _table(_load("modality.toml").get("modals"), "modality.toml: modals")
    return {
        verb: cast("Modality", _choice(value, get_args(Modality), f"modality.toml: {verb}"))
        for verb, value in table.items()
    }


@lru_cache(maxsize=1)
def modal_adverbs() -> Mapping[str, Modality]:
    """Modality by adverb (`möglicherweise`)."""
    table = _table(_load("modality.toml").get("adverbs"), "modality.toml: adverbs")
    return {
        word: cast("Modality", _choice(modality, get_args(Modality), f"modality.toml: {modality}"))
        for modality, words in sorted(table.items())
        for word in sorted(_words(words, f"modality.toml: {modality}"))
    }


@lru_cache(maxsize=1)
def predicate_words() -> Mapping[str, frozenset[str]]:
    """The predicates in `modality.toml`: `possible`, `necessary`, `desired`, `negative`, `holding`."""
    table = _table(_load("modality.toml").get("predicates"), "modality.toml: predicates")
    return {key: _words(value, f"modality.toml: {key}") for key, value in table.items()}


@lru_cache(maxsize=1)
def facts() -> Mapping[str, frozenset[str]]:
    """What grants a clause, in `modality.toml`: `known`, `brought`, `achieving`; lemmas and predicates.

    >>> "wissen" in facts()["known"], "gelingen" in facts()["achieving"]
    (True, True)
    """
    table = _table(_load("modality.toml").get("facts"), "modality.toml: facts")
    return {key: _words(value, f"modality.toml: {key}") for key, value in table.items()}


@lru_cache(maxsize=1)
def function_words() -> Mapping[str, frozenset[str]]:
    """The lists of function words in `modality.toml`: `negation`, `question_words`, …"""
    table = _table(_load("modality.toml").get("words"), "modality.toml: words")
    return {key: _words(value, f"modality.toml: {key}") for key, value in table.items()}


@lru_cache(maxsize=1)
def contractions() -> Mapping[str, str]:
    """The preposition in a contraction (`im` → `in`)."""
    table = _table(_load("prepositions.toml").get("contractions"), "prepositions.toml: contractions")
    return {word: str(preposition) for word, preposition in table.items()}


@lru_cache(maxsize=2)
def cases_by_word(part: Literal["governed", "determiners"]) -> Mapping[str, frozenset[str]]:
    """The cases that a preposition governs, or that an article's form allows.

    >>> sorted(cases_by_word("governed")["in"]), sorted(cases_by_word("determiners")["die"])
    (['Acc', 'Dat'], ['Acc'])
    """
    found: dict[str, frozenset[str]] = {}
    for name, words in _table(_load("prepositions.toml").get(part), f"prepositions.toml: {part}").items():
        cases = frozenset(case for case in ("Acc", "Dat") if case in name)
        for word in sorted(_words(words, f"prepositions.toml: {part}")):
            found[word] = found.get(word, frozenset()) | cases
    return found


@lru_cache(maxsize=1)
def postpositions() -> frozenset[str]:
    """Words that can stand behind their phrase (`zufolge`)."""
    table = _table(_load("prepositions.toml").get("behind"), "prepositions.toml: behind")
    return _words(table.get("words"), "prepositions.toml: behind")


@lru_cache(maxsize=1)
def governors() -> Mapping[str, Governor]:
    """Governing verbs by lemma.

    >>> governors()["bitten"].control
    'object'
    """
    entries = _load("control.toml").get("governors")
    if not isinstance(entries, list):
        raise VocabularyError("control.toml: [[governors]] is missing")
    found: dict[str, Governor] = {}
    for number, entry in enumerate(entries, 1):
        place = f"control.toml: entry {number}"
        table = _table(entry, place)
        governor = Governor(
            cast("Control", _choice(table.get("control"), get_args(Control), place)),
            cast("Modality", _choice(table.get("modality"), get_args(Modality), place)),
            cast("Polarity", _choice(table.get("polarity", "affirmative"), get_args(Polarity), place)),
        )
        for verb in sorted(_words(table.get("verbs"), place)):
            if verb in found:
                raise VocabularyError(f"{place}: {verb} stands in two entries")
            found[verb] = governor
    return found


@lru_cache(maxsize=1)
def event_nouns() -> Mapping[str, EventNoun]:
    """Event nouns by lemma.

    >>> event_nouns()["Festnahme"].genitive
    'patient'
    """
    data = _load("event_nouns.toml")
    found: dict[str, EventNoun] = {}
    for role in ("agent", "patient"):
        for noun, verb in _table(data.get(role), f"event_nouns.toml: {role}").items():
            if not isinstance(verb, str) or noun in found:
                raise VocabularyError(f"event_nouns.toml: {noun} needs one verb and one place")
            found[noun] = EventNoun(noun, verb, role)
    return found


@lru_cache(maxsize=1)
def support_verbs() -> frozenset[str]:
    """Verbs that add only grammar to an event noun (`eine Reise unternehmen`)."""
    return _words(_load("event_nouns.toml").get("support_verbs"), "event_nouns.toml: support_verbs")
