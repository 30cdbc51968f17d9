"""TOML with the lines that its keys stand on: a message can then say where to look."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_TOKEN = re.compile(r'"""' + r"|'''" + r'|"(?:\\.|[^"\\])*"' + r"|'[^']*'|#.*|[\[{]|[\]}]")
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file's tables, and the lines of its keys and headers.

    Attributes:
        path: for messages.
        tables: as tomllib gives them.
        lines: ``("name", 2, "type")`` → line of the key ``type`` in the third ``[[name]]``.
    """

    path: Path
    tables: Mapping[str, Any]
    lines: Mapping[Place, int]

    def at(self, *place: str | int) -> str:
        """File and line of a key or, where it has none of its own, of what it is in or begins."""
        line = self.line(*place)
        return f"{self.path}, line {line}" if line else f"{self.path}"

    def line(self, *place: str | int) -> int:
        """The line that ``at`` names; 0 where there is none."""
        for length in range(len(place), 0, -1):
            start = place[:length]
            line = min((n for key, n in self.lines.items() if key[:length] == start), default=0)
            if line:
                return line
        return 0


def read_toml(path: Path, error: type[KgError]) -> TomlFile:
    """Read a TOML file in UTF-8.

    Args:
        path: the file.
        error: what is raised where it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return TomlFile(path, tomllib.loads(text), _key_lines(text))
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else problem
        raise error(f"{path}: cannot be read as TOML: {reason}") from problem


def _key_lines(text: str) -> dict[Place, int]:
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    inside = ""  # the quotes of a string, or the brackets of a list, that goes on
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _parts(header[2])
                if header[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                found.setdefault(table, number)
                continue
            if key:
                found.setdefault((*table, *_parts(key[1])), number)
        inside = _after(line, inside)
    return found


def _parts(name: str) -> Place:
    return tuple(part.strip("\"'") for part in re.findall(_PART, name))


def _after(line: str, inside: str) -> str:
    """What is still open at the end of a line."""
    for token in _TOKEN.findall(line):
        if inside.startswith(('"', "'")):
            inside = "" if token == inside else inside
        elif token in ('"""', "'''"):
            inside = inside or token
        elif token in "[{":
            inside += token
        elif token in "]}":
            inside = inside[:-1]
    return inside
