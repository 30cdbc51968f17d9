"""One frozen value with every setting of a run, from a TOML file and the options."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from kg.errors import ConfigError

LANGUAGES = ("de",)


def parse_day(text: str) -> datetime.date:
    """Read a day written as ``YYYY-MM-DD``; a time of day after it is dropped.

    Raises:
        ValueError: ``text`` names no day.

    >>> parse_day("2015-12-14T10:30:00Z")
    datetime.date(2015, 12, 14)
    """
    return datetime.datetime.fromisoformat(text.strip()).date()


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one run.

    Attributes:
        lang: language of the articles.
        check_language: refuse texts that look like another language.
        published: day of publication; wins over the one an article brings along, since
            the date in a file can be wrong.
        base: IRI that the ids of entities and claims are written below, None for the
            writer's own.
        min_confidence: claims below it (0 to 1) stay out of the graph's direct triples.

    Raises:
        ConfigError: ``lang`` is none of ``LANGUAGES``, ``base`` is not an absolute IRI or
            ``min_confidence`` is out of range.

    >>> Config(lang="xx")
    Traceback (most recent call last):
    kg.errors.ConfigError: language 'xx' is not known; valid: de
    """

    lang: str = "de"
    check_language: bool = True
    published: datetime.date | None = None
    base: str | None = None
    min_confidence: float = 0.5

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise ConfigError(f"language {self.lang!r} is not known; valid: {', '.join(LANGUAGES)}")
        if self.base is not None and not _is_base(self.base):
            raise ConfigError(f"base {self.base!r} is not an absolute IRI that ends with / or #")
        if not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence {self.min_confidence!r} is not between 0 and 1")


def _is_base(iri: str) -> bool:
    scheme, colon, rest = iri.partition(":")
    plain = not any(char.isspace() or char in '<>"{}|\\^`' for char in iri)
    return bool(scheme.isalpha() and colon and rest) and plain and iri[-1] in "/#"


def with_options(config: Config, *, lang: str | None = None, published: str | None = None) -> Config:
    """Lay the command line's options over ``config``; None leaves a setting as it is.

    Naming a language says that the texts are in it: the check is then skipped.

    Raises:
        ConfigError: an unknown language, or a date that is no day.
    """
    if lang is not None:
        config = replace(config, lang=lang, check_language=False)
    if published is None:
        return config
    try:
        return replace(config, published=parse_day(published))
    except ValueError as error:
        raise ConfigError(f"--published {published!r} is not a day; write it as YYYY-MM-DD") from error


def load_config(path: Path) -> Config:
    """Read a ``Config`` from a TOML file with the attributes' names as keys.

    Raises:
        ConfigError: the file cannot be read, an unknown key, or a value of the wrong type.
    """
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from error
    for key, value in settings.items():
        _check(path, key, value)
    return Config(**settings)


_TYPES: dict[str, type] = {
    "lang": str,
    "check_language": bool,
    "published": datetime.date,
    "base": str,
    "min_confidence": float,
}


def _check(path: Path, key: str, value: object) -> None:
    if key not in _TYPES:
        valid = ", ".join(field.name for field in fields(Config))
        raise ConfigError(f"{path}: unknown key {key!r}; valid: {valid}")
    # A datetime is a date to isinstance, but would not compare with one.
    if type(value) is not _TYPES[key]:
        raise ConfigError(f"{path}: {key} must be a {_TYPES[key].__name__}, not {value!r}")
