"""Loads and checks the verb frames in ``data/frames/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from kg.errors import VocabularyError
from kg.model import ENTITY_TYPES, ArgumentRole, Modality, Polarity
from kg.vocab import CatalogueEntry, load_catalogue

ROLES: tuple[str, ...] = get_args(ArgumentRole)
_FOLDER = Path(__file__).with_name("data") / "frames"
_SLOT = re.compile(r"(?P<role>[a-z]+)(?::(?P<preposition>[a-zäöüß]+)(?:\+(?P<case>nom|acc|dat|gen))?)?")
_KEYS: Mapping[str, tuple[type, ...]] = {
    "lemma": (str,),
    "relation": (str,),
    "nominal": (bool,),
    "reflexive": (bool,),
    "subject": (str, list),
    "object": (str, list),
    "requires": (dict,),
    "marker": (list,),
    "subject_types": (list,),
    "object_types": (list,),
    "polarity": (str,),
    "modality": (str,),
    "qualifiers": (dict,),
    "example": (str,),
    "expect": (str,),
}
_REQUIRED = ("lemma", "relation", "example", "expect")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an argument stands: a role, for obliques a preposition and perhaps its case."""

    role: str
    preposition: str = ""
    case: str = ""

    def __str__(self) -> str:
        """The name that rule ids use: the preposition, else the role."""
        return self.preposition or self.role


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a German predicate states a relation.

    Attributes:
        id: rule id (`de.frame.kommen.in`).
        lemma: infinitive with its particle, or the event noun.
        relation: id in the catalogue.
        subject, object: which argument of the clause is which side.
        nominal: True for an event noun.
        reflexive: True where `sich` is part of the verb (`sich treffen mit`).
        required: slot that must hold one of ``required_lemmas`` (`eine Entscheidung treffen`).
        marker: words of which one stands before the preposition (`zusammen mit`).
        subject_types, object_types: types the argument must have; empty for the catalogue's.
        polarity, modality: what the verb itself adds (`verfehlen` negates), or None.
        qualifiers: pairs of qualifier role and slot.
        example, expect: a sentence, and the claim it must give.
    """

    id: str
    lemma: str
    relation: str
    subject: Slot
    object: Slot
    nominal: bool = False
    reflexive: bool = False
    required: Slot | None = None
    required_lemmas: frozenset[str] = frozenset()
    marker: frozenset[str] = frozenset()
    subject_types: frozenset[str] = frozenset()
    object_types: frozenset[str] = frozenset()
    polarity: Polarity | None = None
    modality: Modality | None = None
    qualifiers: tuple[tuple[str, Slot], ...] = field(default=())
    example: str = ""
    expect: str = ""

    @property
    def is_light(self) -> bool:
        """True where a noun with the verb makes the meaning; `das Gericht verurteilt` is no such verb."""
        return self.required is not None and self.required.role != "agent"

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots beside subject and object."""
        needed = (self.required,) if self.required is not None else ()
        return (*needed, *(slot for _, slot in self.qualifiers))

    @property
    def specificity(self) -> tuple[int, ...]:
        """Larger for the frame that asks for more."""
        return (
            int(self.required is not None),
            int(bool(self.marker)),
            int(bool(self.object_types)) + int(bool(self.subject_types)),
            int(bool(self.object.case)),
        )


_own: tuple[Frame, ...] = ()


@lru_cache(maxsize=1)
def load_frames() -> Mapping[str, tuple[Frame, ...]]:
    """The frames that ship with the package, by lemma, the most specific first.

    Raises:
        VocabularyError: for a mistake in the files.

    >>> load_frames()["besuchen"][-1].relation
    'visits'
    """
    shipped = read_frames(_FOLDER, load_catalogue())
    return shipped if not _own else _by_lemma([*_own, *(f for group in shipped.values() for f in group)])


def use_frames(own: Iterable[Frame]) -> None:
    """Put a user's own frames before the shipped ones from now on, in place of earlier own ones."""
    global _own
    _own = tuple(own)
    load_frames.cache_clear()


def read_frames(folder: Path, catalogue: Mapping[str, CatalogueEntry]) -> Mapping[str, tuple[Frame, ...]]:
    """Read every ``*.toml`` file of ``folder`` and check its frames against the catalogue.

    Raises:
        VocabularyError: names the file, the lemma and the valid options.
    """
    taken: set[str] = set()
    files = sorted(folder.glob("*.toml"))
    return _by_lemma(frame for path in files for frame in _read_file(path, catalogue, taken))


def _by_lemma(found: Iterable[Frame]) -> Mapping[str, tuple[Frame, ...]]:
    frames: dict[str, list[Frame]] = {}
    for frame in found:
        frames.setdefault(frame.lemma, []).append(frame)
    return MappingProxyType(
        {
            lemma: tuple(sorted(group, key=lambda frame: frame.specificity, reverse=True))
            for lemma, group in sorted(frames.items())
        }
    )


def _read_file(path: Path, catalogue: Mapping[str, CatalogueEntry], taken: set[str]) -> list[Frame]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("frame", [])
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{path.name}: not TOML: {error}") from error
    return read_frame_tables(tables, lambda _: path.name, catalogue, taken)


def read_frame_tables(
    tables: Iterable[Mapping[str, Any]],
    at: Callable[[int], str],
    catalogue: Mapping[str, CatalogueEntry],
    taken: set[str],
) -> list[Frame]:
    """The frames of ``[[frame]]`` tables, checked; ``at`` gives the place of the table of a number.

    Raises:
        VocabularyError: names the place, the lemma and the valid options.
    """
    tables = list(tables)
    mistakes = [
        f"{at(index)}: {text}"
        for index, table in enumerate(tables)
        for text in frame_mistakes(table, catalogue)
    ]
    if mistakes:
        raise VocabularyError(*mistakes)
    return [frame for table in tables for frame in _expand(table, taken)]


def frame_mistakes(table: Mapping[str, Any], catalogue: Mapping[str, CatalogueEntry]) -> Iterator[str]:
    """What is wrong with a ``[[frame]]`` table, each in one line."""
    wrong = dict(_key_mistakes(table))
    right = {key: value for key, value in table.items() if key not in wrong}
    found = (*_value_mistakes(right), *_type_mistakes(right, catalogue), *_slot_mistakes(right))
    for text in (*wrong.values(), *found):
        yield f"frame {table.get('lemma')!r}: {text}"


def _expand(table: Mapping[str, Any], taken: set[str]) -> list[Frame]:
    """One frame for each pair of alternatives (`object = ["oblique:nach", "oblique:in+acc"]`)."""
    subject = _as_list(table.get("subject", "agent"))
    target = _as_list(table.get("object", "patient"))
    slots = product(map(_slot, subject), map(_slot, target))
    return [_frame(table, pair, taken) for pair in slots]


def _frame(table: Mapping[str, Any], slots: tuple[Slot, Slot], taken: set[str]) -> Frame:
    needed = table.get("requires", {})
    return Frame(
        id=_rule_id(table, slots, taken),
        lemma=table["lemma"],
        relation=table["relation"],
        subject=slots[0],
        object=slots[1],
        nominal=table.get("nominal", False),
        reflexive=table.get("reflexive", False),
        required=_slot(needed["argument"]) if needed else None,
        required_lemmas=frozenset(needed.get("lemmas", ())),
        marker=frozenset(table.get("marker", ())),
        subject_types=frozenset(table.get("subject_types", ())),
        object_types=frozenset(table.get("object_types", ())),
        polarity=table.get("polarity"),
        modality=table.get("modality"),
        qualifiers=tuple((role, _slot(text)) for role, text in table.get("qualifiers", {}).items()),
        example=table["example"],
        expect=table["expect"],
    )


def _rule_id(table: Mapping[str, Any], slots: tuple[Slot, Slot], taken: set[str]) -> str:
    """`de.frame.kommen.in`; further frames of the same shape add the relation, then a number."""
    verb = f"sich_{table['lemma']}" if table.get("reflexive") else table["lemma"]
    slot = slots[0] if slots[1].role == "agent" else slots[1]
    plain = f"de.frame.{verb}.{slot}"
    long = f"{plain}.{table['relation']}"
    options = [plain, long, *(f"{long}{number}" for number in range(2, 100))]
    name = next(option for option in options if option not in taken)
    taken.add(name)
    return name


def _slot(text: str) -> Slot:
    role, _, rest = text.partition(":")
    preposition, _, case = rest.partition("+")
    return Slot(role, preposition, case.capitalize())


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _key_mistakes(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys that are missing, unknown or of a wrong type, and what to say of each."""
    for key in _REQUIRED:
        if not table.get(key):
            yield key, f"{key!r} is missing; required are {', '.join(_REQUIRED)}"
    for key, value in table.items():
        if key not in _KEYS:
            yield key, f"unknown key {key!r}; valid are {', '.join(_KEYS)}"
        elif not isinstance(value, _KEYS[key]):
            yield key, f"{key!r} must be of type {' or '.join(kind.__name__ for kind in _KEYS[key])}"
        elif isinstance(value, list) and not all(isinstance(text, str) for text in value):
            yield key, f"{key!r} must be a list of texts"


def _value_mistakes(table: Mapping[str, Any]) -> Iterator[str]:
    for key, options in (("polarity", get_args(Polarity)), ("modality", get_args(Modality))):
        if key in table and table[key] not in options:
            yield f"unknown {key} {table[key]!r}; valid are {', '.join(options)}"
    needed = table.get("requires", {})
    if needed and not ("argument" in needed and needed.get("lemmas")):
        yield "requires must have the keys argument and lemmas"
    lemmas = needed.get("lemmas", [])
    if not isinstance(lemmas, list) or not all(isinstance(lemma, str) for lemma in lemmas):
        yield "lemmas in requires must be a list of texts"


def _type_mistakes(table: Mapping[str, Any], catalogue: Mapping[str, CatalogueEntry]) -> Iterator[str]:
    if "relation" not in table:
        return
    entry = catalogue.get(table["relation"])
    if entry is None:
        close = get_close_matches(table["relation"], catalogue, n=5, cutoff=0.5) or sorted(catalogue)[:5]
        options = f"the {len(catalogue)} relations known, such as {', '.join(close)}"
        yield f"unknown relation {table['relation']!r}; valid are {options}"
        return
    sides = (("subject_types", entry.accepts_subject, entry.subject_types),
             ("object_types", entry.accepts_object, entry.object_types))  # fmt: skip
    for key, accepts, valid in sides:
        for kind in table.get(key, ()):
            if kind not in ENTITY_TYPES or not accepts(kind):
                options = ", ".join(ENTITY_TYPES if "any" in valid else valid)
                yield f"{entry.id} takes no {kind!r} in {key}; valid are {options}"


def _slot_mistakes(table: Mapping[str, Any]) -> Iterator[str]:
    needed = table.get("requires", {})
    required = [needed["argument"]] if "argument" in needed else []
    sides = [text for key in ("subject", "object") for text in _as_list(table.get(key, []))]
    for text in (*sides, *required, *table.get("qualifiers", {}).values()):
        if not (isinstance(text, str) and _is_slot(text)):
            options = ", ".join(
                (*(role for role in ROLES if role != "oblique"), "oblique:in+acc", "oblique:mit")
            )
            yield f"bad argument {text!r}; valid are {options}"


def _is_slot(text: str) -> bool:
    found = _SLOT.fullmatch(text)
    if not found or found["role"] not in ROLES:
        return False
    return (found["role"] == "oblique") == bool(found["preposition"])
