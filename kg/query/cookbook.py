"""The cookbook: named queries in files of their own, with what they answer and their parameters.

A file starts with comments, ``# title: …``, ``# about: …`` and for each parameter
``# param X: kind, required|optional, what it means``. A parameter is a line
``VALUES ?X { UNDEF }`` of the query, so that every file runs as it is in any SPARQL engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import QueryError, VocabularyError

KINDS = ("entity", "text", "number")
_FOLDER = Path(__file__).with_name("data")
_HEADER = re.compile(r"# (title|about|param (\w+)): (.+)")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be told: ``kind`` is `entity` (any of its names), `text` or `number`."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """A named query."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str


@lru_cache(maxsize=1)
def load_cookbook() -> Mapping[str, Recipe]:
    """All named queries, by name, sorted.

    Raises:
        VocabularyError: a file's header is incomplete.

    >>> load_cookbook()["who-met-whom"].title
    'Who met whom'
    """
    files = sorted(_FOLDER.glob("*.rq"))
    return MappingProxyType({file.stem: read_recipe(file.stem, file.read_text("utf-8")) for file in files})


def recipe(name: str) -> Recipe:
    """The query of that name.

    Raises:
        QueryError: there is none; the message suggests some.
    """
    import difflib

    book = load_cookbook()
    if name in book:
        return book[name]
    close = difflib.get_close_matches(name, list(book), n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(close)}?" if close else "`kg query --list` shows all"
    raise QueryError(f"no query named {name!r}; {hint}")


def read_recipe(name: str, text: str) -> Recipe:
    """Take a query's header apart.

    Raises:
        VocabularyError: title or description are missing, or a parameter is not as it should be.
    """
    told: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if found := _HEADER.fullmatch(line):
            if found[2]:
                parameters.append(_parameter(name, found[2], found[3], text))
            else:
                told[found[1]] = found[3]
    if missing := {"title", "about"} - set(told):
        raise VocabularyError(f"{name}.rq: no '# {min(missing)}: …' in its header")
    return Recipe(name, told["title"], told["about"], tuple(parameters), text)


def _parameter(name: str, variable: str, words: str, text: str) -> Parameter:
    kind, _, rest = words.partition(", ")
    need, _, about = rest.partition(", ")
    if kind not in KINDS or need not in ("required", "optional") or not about:
        expected = f"'{'|'.join(KINDS)}, required|optional, what it means'"
        raise VocabularyError(f"{name}.rq: parameter {variable}: {words!r}; expected {expected}")
    if not _values(variable).search(text):
        raise VocabularyError(f"{name}.rq: parameter {variable} has no line 'VALUES ?{variable} {{ … }}'")
    return Parameter(variable, kind, need == "required", about)


def _values(variable: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?{re.escape(variable)}\s*\{{[^{{}}]*\}}")


def with_parameters(text: str, given: Mapping[str, str], known: tuple[Parameter, ...] = ()) -> str:
    """Put values into a query's ``VALUES ?X { … }`` lines.

    Numbers go in as numbers where the parameter is one, all else as text.

    Raises:
        QueryError: a value for which the query has no place, or a required one is missing.

    >>> with_parameters("ASK { VALUES ?X { UNDEF } ?s rdfs:label ?X }", {"X": "Obama"})
    'ASK { VALUES ?X { "Obama" } ?s rdfs:label ?X }'
    """
    kinds = {parameter.name: parameter.kind for parameter in known}
    for parameter in known:
        if parameter.required and parameter.name not in given:
            name = parameter.name
            raise QueryError(f"this query needs --param {name}=…: {parameter.about}")
    for name, value in given.items():
        place = _values(name)
        if not place.search(text):
            places = sorted(set(re.findall(r"VALUES\s+\?(\w+)\s*\{", text)))
            valid = f"it has {', '.join(places)}" if places else "it has none"
            raise QueryError(f"the query has no parameter {name!r}; {valid}")
        filled = f"VALUES ?{name} {{ {_spell(name, value, kinds.get(name, 'text'))} }}"
        text = filled.join(place.split(text))
    return text


def _spell(name: str, value: str, kind: str) -> str:
    if kind == "number":
        if not _NUMBER.fullmatch(value):
            raise QueryError(f"parameter {name}: {value!r} is no number")
        return value
    return f'"{value.translate(_ESCAPES)}"'
