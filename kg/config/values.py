"""The settings' types: the frozen ``Config``, and the user's own data files."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

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
class DataFiles:
    """The user's own data, each a TOML file or None.

    Attributes:
        names: names with their aliases, ids and types.
        frames: verb frames.
        relations: relations beside those of the catalogue.
        stop: what is left out.
    """

    names: Path | None = None
    frames: Path | None = None
    relations: Path | None = None
    stop: Path | None = None


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
        skip_duplicates: leave out an article whose text, or nearly the same, was there before.
        data: the user's own names, frames, relations and stop lists.

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
    skip_duplicates: bool = True
    data: DataFiles = DataFiles()

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise ConfigError(f"language {self.lang!r} is not known; valid: {', '.join(LANGUAGES)}")
        if self.base is not None and not _is_base(self.base):
            raise ConfigError(f"base {self.base!r} is not an absolute IRI (http or https) that ends with /")
        if not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence {self.min_confidence!r} is not between 0 and 1")


def _is_base(iri: str) -> bool:
    plain = not any(char.isspace() or char in '<>"{}|\\^`#?' for char in iri)
    parts = urlsplit(iri)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and plain and iri.endswith("/")
