"""The German word lists that mentions and entities rest on, loaded once and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from kg.errors import VocabularyError
from kg.model import ENTITY_TYPES, EntityType

DATA = Path(__file__).parent / "data"
QUOTES = str.maketrans("", "", '„“”»«"')
ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e")
_FORMS = {"n": ("Neut", "Sing"), "m": ("Masc", "Sing"), "f": ("Fem", "Sing"), "p": ("", "Plur")}


@dataclass(frozen=True, slots=True)
class Country:
    """One country; ``code`` is ISO 3166-1, adjectives are stems (`russisch`)."""

    code: str
    label: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    inhabitants: tuple[str, ...]
    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A well-known institution or region; ``wikidata`` is a QID or "", ``english`` its name there or ""."""

    label: str
    names: tuple[str, ...]
    type: EntityType
    country: str
    wikidata: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A post read from a noun: `US-Außenministerin` is base `Außenminister`, prefix `US`, Fem."""

    base: str
    prefix: str
    gender: str
    role: bool
    relational: bool = False


@dataclass(frozen=True, slots=True)
class TitleForm:
    """What one inflected form of a listed title stands for."""

    base: str
    gender: str
    closed: bool
    role: bool
    relational: bool


@dataclass(frozen=True, slots=True)
class TitleList:
    """All listed titles by inflected form, with what must not be read as one."""

    forms: dict[str, TitleForm]
    exceptions: frozenset[str]
    other_times: frozenset[str]
    other_prefixes: frozenset[str]


def stem(word: str) -> str:
    """An adjective without its ending.

    >>> stem("russischen"), stem("deutsch")
    ('russisch', 'deutsch')
    """
    for ending in ADJECTIVE_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries of ``demonyms.tsv``.

    Raises:
        VocabularyError: a row without seven cells or with an unknown form.
    """
    return tuple(_country(cells, place) for cells, place in _rows("demonyms.tsv", 7))


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given name → `Masc` or `Fem`; names of both genders are not listed."""
    genders = {"m": "Masc", "f": "Fem"}
    found = {}
    for (name, gender), place in _rows("given_names.tsv", 2):
        if gender not in genders:
            raise VocabularyError(f"{place}: gender {gender!r} is neither 'm' nor 'f'")
        found[name] = genders[gender]
    return found


@lru_cache(maxsize=1)
def institutions() -> tuple[Institution, ...]:
    """The institutions of ``metonyms.toml`` and the regions of ``regions.tsv``."""
    found = [_region(cells) for cells, _ in _rows("regions.tsv", 5)]
    for entry in load_table("metonyms.toml")["institution"]:
        if entry["type"] not in ENTITY_TYPES:
            raise VocabularyError(f"metonyms.toml: {entry['label']}: unknown type {entry['type']!r}")
        names, qid = tuple(entry.get("names", ())), entry.get("wikidata", "")
        found.append(Institution(entry["label"], names, entry["type"], entry.get("country", ""), qid))
    return tuple(found)


@lru_cache(maxsize=1)
def nouns() -> dict[str, frozenset[str]]:
    """Section of ``mention_nouns.toml`` → its words."""
    return {name: frozenset(words) for name, words in load_table("mention_nouns.toml").items()}


@lru_cache(maxsize=1)
def titles() -> TitleList:
    """The titles of ``titles.toml`` by every inflected form."""
    data = load_table("titles.toml")
    forms: dict[str, TitleForm] = {}
    for name, section in data.items():
        if not isinstance(section, dict):
            continue
        closed, role = bool(section.get("closed", False)), bool(section.get("role", True))
        for pair in section["pairs"]:
            for form, gender, base in _inflect(pair):
                forms.setdefault(form, TitleForm(base, gender, closed, role, name == "relational"))
    return TitleList(
        forms,
        frozenset(data["exceptions"]),
        frozenset(data["other_times"]),
        frozenset(data["other_prefixes"]),
    )


@lru_cache(maxsize=100_000)
def read_title(word: str) -> Title | None:
    """Read a noun as a post or title.

    Args:
        word: the noun as it stands in the text, inflected or not.

    >>> read_title("US-Außenministers")
    Title(base='Außenminister', prefix='US', gender='Masc', role=True, relational=False)
    >>> read_title("Blitzableiter") is None
    True
    """
    known = titles()
    if any(word.startswith(exception) for exception in known.exceptions):
        return None
    prefix, _, last = word.translate(QUOTES).rpartition("-")  # `„Bild“-Chefredakteur`
    form = known.forms.get(last) or _closed_compound(last, known)
    if form is None:
        return None
    return Title(form.base, prefix, form.gender, form.role, form.relational)


def _closed_compound(word: str, known: TitleList) -> TitleForm | None:
    """`Rentenministerin`: the longest listed title at its end, the whole word as the base."""
    for cut in range(3, len(word) - 3):
        tail = word[cut:]
        form = known.forms.get(tail[0].upper() + tail[1:]) if tail[0].islower() else None
        if form is not None and form.closed and len(tail) >= 4:
            base = word[:cut] + form.base[0].lower() + form.base[1:]
            return TitleForm(base, form.gender, True, form.role, form.relational)
    return None


def _inflect(pair: str) -> list[tuple[str, Literal["Masc", "Fem"], str]]:
    masculine, _, feminine = pair.partition("/")
    found: list[tuple[str, Literal["Masc", "Fem"], str]] = []
    if feminine and masculine == feminine + "r":  # `Vorsitzender/Vorsitzende` inflects like an adjective
        root = feminine[:-1]
        found += [(root + e, "Masc", masculine) for e in ("er", "en", "em", "es")]
        return [*found, (feminine, "Fem", masculine)]
    if masculine.endswith("."):
        return [(masculine, "Masc", masculine)]
    weak = ("", "n", "ns") if masculine.endswith("e") else ("", "s", "es", "en", "n", "e")
    found += [(masculine + e, "Masc", masculine) for e in weak]
    if feminine:
        found += [(feminine + e, "Fem", masculine) for e in ("", "nen" if feminine.endswith("in") else "n")]
    return found


def _country(cells: list[str], place: str) -> Country:
    code, label, names, adjectives, men, women, form = cells
    if form not in _FORMS:
        raise VocabularyError(f"{place}: form {form!r} is none of n, m, f, p")
    people = _cell(men) + _cell(women)
    return Country(code, label, _cell(names), _cell(adjectives), people, *_FORMS[form])


def _region(cells: list[str]) -> Institution:
    label, names, _, english, qid = cells
    return Institution(label, _cell(names), "Location", "", qid, english)


def _cell(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(text.split(";"))


def _rows(name: str, width: int) -> list[tuple[list[str], str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    body = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")][1:]
    found = []
    for number, line in body:
        cells = line.split("\t")
        if len(cells) != width:
            raise VocabularyError(f"{name}:{number}: {len(cells)} cells where {width} are needed")
        found.append((cells, f"{name}:{number}"))
    return found


def load_table(name: str) -> dict[str, Any]:
    """A TOML file of the data folder.

    Raises:
        VocabularyError: it is no TOML.
    """
    try:
        return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name}: {error}") from error
