"""What ``kg.build`` takes: paths, texts, pages, articles, or several of them."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.config import Config
from kg.errors import InputError
from kg.model import Article
from kg.read import Seen, duplicate_problem, read_input
from kg.read.formats import sniff

Source = str | Path | Article | Iterable["str | Path | Article"]

# A path has no line end and is short; a text of one line is told from it by its blanks and length.
_LONGEST_PATH = 260


def articles_of(source: Source, config: Config) -> tuple[Article, ...]:
    """Read a source, or several.

    What could not be read beside other articles, and an article whose text, or nearly the same,
    was there before (with ``config.skip_duplicates``), is left out with a ``UserWarning``.

    Args:
        source: an ``Article``; a ``Path``, or a str that names a file or folder; any other str
            is the text of an article itself, or the HTML of a page; an iterable of all these.
        config: settings of reading.

    Raises:
        InputError: nothing is there under a path, or it cannot be read.
        TypeError: the source is none of these.

    >>> [a.text for a in articles_of("Kerry traf Putin am Dienstag in Moskau.", Config())]
    ['Kerry traf Putin am Dienstag in Moskau.']
    """
    if isinstance(source, bytes) or not isinstance(source, str | Path | Article | Iterable):
        raise TypeError(f"cannot read articles from {type(source).__name__}; expected path, text or Article")
    several = [source] if isinstance(source, str | Path | Article) else source
    notes: list[str] = []
    found = _named_apart([article for part in several for article in _one(part, config, notes)])
    if config.skip_duplicates:
        found = tuple(_without_duplicates(found, notes))
    for note in notes:
        warnings.warn(note, UserWarning, stacklevel=3)  # the line that called kg.build
    return found


def _one(source: str | Path | Article, config: Config, notes: list[str]) -> Iterator[Article]:
    if isinstance(source, Article):
        yield source
    elif isinstance(source, Path) or _names_file(source):
        reading = read_input(str(source), config)
        if not reading.articles and reading.problems:
            raise reading.problems[0]
        notes.extend(str(problem) for problem in reading.problems)
        yield from reading.articles
    else:
        if not source.strip():
            raise InputError("the text is empty; expected an article or a path")
        yield _from_text(source, config)


def _from_text(source: str, config: Config) -> Article:
    """The article that a str holds: the source of a web page, or the text itself."""
    if sniff(source.encode("utf-8", "replace")) == "html":
        from kg.read.html import read_page

        return read_page(source, "page", "the page", config)
    return Article("text", source, lang=config.lang)


def _without_duplicates(articles: Iterable[Article], notes: list[str]) -> Iterator[Article]:
    seen = Seen()
    for article in articles:
        known = seen.add(article)
        if known is None:
            yield article
        else:
            problem = duplicate_problem(article.name, *known)
            notes.append(f"{problem}, left out; Config(skip_duplicates=False) keeps both")


def _names_file(text: str) -> bool:
    """An existing path; and what can only be meant as one, so that a typing error is noticed."""
    if "\n" in text or len(text) > _LONGEST_PATH:
        return False
    one_word = " " not in text.strip() and ("/" in text or "." in text)
    return bool(text) and (one_word or Path(text).exists())


def _named_apart(articles: list[Article]) -> tuple[Article, ...]:
    """Two texts without a name of their own are `text` and `text-2`."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    found = []
    for article in articles:
        count = seen[article.name] = seen.get(article.name, 0) + 1
        found.append(article if count == 1 else replace(article, name=f"{article.name}-{count}"))
    return tuple(found)
