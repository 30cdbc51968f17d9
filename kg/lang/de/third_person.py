"""Third person singular of German verbs, for the labels of minted relations (`kündigt an`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import VocabularyError

_FILE = Path(__file__).with_name("data") / "third_person.toml"
_LISTS = ("regular", "inseparable", "particles", "separable", "whole")
_REFLEXIVE = "sich "
_DOUBLE = {"wiederher": "wieder her"}  # parted twice: `stellt wieder her`
_SHORTEST = 4  # letters of a verb behind a particle: `tun` is the one exception


@dataclass(frozen=True, slots=True)
class Forms:
    """The tables of ``data/third_person.toml``."""

    irregular: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_forms() -> Forms:
    """The forms that ship with the package.

    Raises:
        VocabularyError: a table is missing or holds something else than words.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    irregular, lists = data.get("irregular", {}), data.get("lists", {})
    if set(lists) != set(_LISTS):
        raise VocabularyError(f"{_FILE.name}: lists are {', '.join(lists)}; expected {', '.join(_LISTS)}")
    words = [*irregular, *irregular.values(), *(word for name in _LISTS for word in lists[name])]
    for word in words:
        if not isinstance(word, str) or not word:
            raise VocabularyError(f"{_FILE.name}: {word!r} is no word; expected a verb form")
    return Forms(irregular, {name: frozenset(lists[name]) for name in _LISTS})


def third_person(verb: str, preposition: str = "") -> str:
    """What the subject of a verb does, in the present tense.

    Args:
        verb: infinitive with its particle, perhaps behind `sich`.
        preposition: stands at the end where there is one.

    >>> third_person("ankündigen"), third_person("sich zurückziehen", "aus")
    ('kündigt an', 'zieht sich zurück aus')
    >>> third_person("vergeben"), third_person("begleiten"), third_person("antworten", "auf")
    ('vergibt', 'begleitet', 'antwortet auf')
    """
    bare = verb.removeprefix(_REFLEXIVE)
    particle, rest = _parted(bare)
    reflexive = "sich" if verb != bare else ""
    return " ".join(word for word in (_finite(rest), reflexive, particle, preposition) if word)


def _parted(verb: str) -> tuple[str, str]:
    lists = load_forms().lists
    if verb in lists["whole"]:
        return "", verb
    prefixes = lists["particles"] if verb not in lists["separable"] else lists["inseparable"]
    for cut in range(len(verb) - 2, 1, -1):
        particle, rest = verb[:cut], verb[cut:]
        if particle in prefixes and rest.endswith("n") and (len(rest) >= _SHORTEST or rest == "tun"):
            return _DOUBLE.get(particle, particle), rest
    return "", verb


def _finite(verb: str) -> str:
    forms = load_forms()
    if verb not in forms.lists["regular"]:
        for cut in range(len(verb) - 2):
            prefix, base = verb[:cut], verb[cut:]
            if base in forms.irregular and (not prefix or prefix in forms.lists["inseparable"]):
                return prefix + forms.irregular[base]
    stem = verb.removesuffix("en") if verb.endswith("en") else verb.removesuffix("n")
    return stem + ("et" if _needs_e(stem) else "t")


def _needs_e(stem: str) -> bool:
    """`arbeitet`, `ordnet`, `zeichnet`, but `lernt`, `filmt`, `lehnt`."""
    if stem.endswith(("t", "d")):
        return True
    if not stem.endswith(("m", "n")) or len(stem) < 3:
        return False
    return stem.endswith(("chm", "chn")) or stem[-2] not in "aeiouäöürlhmny"
