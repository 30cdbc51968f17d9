"""A saved web page to its article: what trafilatura takes for the text, with title, author, day.

The article's text is made here, so offsets are into this text and not into the file.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.config import Config, parse_day
from kg.errors import InputError
from kg.model import Article
from kg.read.encoding import check_characters, decode_html
from kg.read.language import check_language

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

_BLOCKS = frozenset({"p", "head", "item", "quote", "code"})
_BLANKS = re.compile(r"\s+")
# Without a handler of their own Python prints what these say of odd pages.
for _name in ("trafilatura", "htmldate", "courlan", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(data: bytes, name: str, place: str, config: Config) -> Iterator[Article | InputError]:
    """The article of an HTML file: headline and paragraphs, parted by blank lines.

    A wrong declaration of the charset is reported, and the article kept.

    Args:
        data: the file's bytes, in the charset that they declare.
        name: the article's name.
        place: the file's name, for messages.
        config: tells the language and whether to check it.

    Raises:
        InputError: no text was found in the page, or it is in another encoding than declared.
        LanguageError: the text looks like another language.
    """
    page, note = decode_html(data, place)
    if note:
        yield note
    yield read_page(page, name, place, config)


def read_page(page: str, name: str, place: str, config: Config) -> Article:
    """The article of a page that is text already.

    Args:
        page: the page's source.
        name: the article's name.
        place: what to call the page in messages.
        config: tells the language and whether to check it.

    Raises:
        InputError: no text was found in the page.
        LanguageError: the text looks like another language.
    """
    found = _extract(page)
    paragraphs = list(_paragraphs(found.body)) if found is not None else []
    if found is None or not paragraphs:
        raise InputError(f"{place}: no article was found in the page; save its text as .txt")
    title = _clean(found.title)
    if title and title not in paragraphs[:2]:
        paragraphs.insert(0, title)
    text = "\n\n".join(paragraphs)
    check_characters(text, place)
    check_language(text, place, config)
    return Article(
        name=name,
        text=text,
        title=title,
        url=found.url or None,
        published=_day(found.date),
        publisher=_clean(found.sitename) or found.hostname or None,
        lang=config.lang,
        author=_clean(found.author),
    )


def _extract(page: str) -> Document | None:
    import trafilatura  # takes two seconds, and most inputs are no pages

    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # A day is taken where the page states it, not guessed from some number in the text.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return None if isinstance(found, dict) else found


def _paragraphs(body: _Element) -> Iterator[str]:
    """The innermost blocks in document order; a line break inside one stays a line end."""
    for block in body.iter(*_BLOCKS):
        if any(child.tag in _BLOCKS for child in block.iterdescendants()):
            continue
        lines = _inline(block).split("\n")
        text = "\n".join(line for line in (_BLANKS.sub(" ", line).strip() for line in lines) if line)
        if text:
            yield text


def _inline(element: _Element) -> str:
    """The words in an element: line ends of the source are blanks, `<br>` is a line end."""
    parts = [_BLANKS.sub(" ", element.text or "")]
    for child in element:
        parts += ["\n" if child.tag == "lb" else _inline(child), _BLANKS.sub(" ", child.tail or "")]
    return "".join(parts)


def _clean(value: str | None) -> str | None:
    return _BLANKS.sub(" ", value).strip() or None if value else None


def _day(value: str | None) -> datetime.date | None:
    try:
        return parse_day(value) if value else None
    except ValueError:
        return None  # a page that states no day it can be read from has none
