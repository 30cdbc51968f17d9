"""Every setting by its key: its type, its environment variable, what it is for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.config.values import parse_day

Kind = Literal["text", "boolean", "day", "number", "path"]
_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Key:
    """One setting.

    Attributes:
        name: as in the file, its table before the dot (`data.names`).
        kind: type of its value.
        help: one line for the reader of `kg config`.
    """

    name: str
    kind: Kind
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it.

        >>> Key("data.names", "path", "").variable
        'NEWSKG_NAMES'
        """
        return "NEWSKG_" + self.name.rpartition(".")[2].upper()


KEYS = (
    Key("lang", "text", "language of the articles (de)"),
    Key("check_language", "boolean", "refuse articles that look like another language"),
    Key("published", "day", "day of publication; wins over the articles' own"),
    Key("base", "text", "IRI that entities and claims are named below"),
    Key("min_confidence", "number", "claims below it (0 to 1) give no direct triple"),
    Key("skip_duplicates", "boolean", "leave out an article that was there before in the same run"),
    Key("data.names", "path", "own names, aliases and ids (TOML)"),
    Key("data.frames", "path", "own verb frames (TOML)"),
    Key("data.relations", "path", "own relations (TOML)"),
    Key("data.stop", "path", "names and relations to leave out (TOML)"),
)
EXPECTED: dict[Kind, str] = {
    "text": "a text",
    "boolean": "true or false",
    "day": "a day, YYYY-MM-DD",
    "number": "a number",
    "path": "a path",
}


def from_text(key: Key, text: str) -> object:
    """The value that an environment variable or option spells.

    Raises:
        ValueError: it is not of the key's kind.

    >>> from_text(Key("check_language", "boolean", ""), "no")
    False
    """
    readers: dict[Kind, Callable[[str], object]] = {
        "text": str,
        "boolean": lambda word: _BOOLEANS[word.lower()],
        "day": parse_day,
        "number": float,
        "path": Path,
    }
    try:
        return readers[key.kind](text)
    except KeyError as error:
        raise ValueError(text) from error


def from_toml(key: Key, value: object, folder: Path) -> object:
    """The value that a TOML file gives; paths are taken from the file's own folder.

    Raises:
        TypeError: it is not of the key's kind.
    """
    kinds: dict[Kind, tuple[type, ...]] = {
        "text": (str,),
        "boolean": (bool,),
        "day": (datetime.date,),
        "number": (int, float),
        "path": (str,),
    }
    # By type() and not isinstance: True is an int, and a datetime would not compare with a day.
    if type(value) not in kinds[key.kind]:
        raise TypeError(value)
    return folder / str(value) if key.kind == "path" else value
