"""A plain text file to its article.

The text is kept as it is, line ends included: every offset is one into this text.
"""

from __future__ import annotations

from kg.config import Config
from kg.errors import InputError
from kg.model import Article
from kg.read.encoding import decode
from kg.read.language import check_language
from kg.read.layout import find_headline


def read_text(data: bytes, name: str, place: str, config: Config) -> Article:
    """The article of a plain text file; its headline, if it has one, becomes the title.

    Args:
        data: the file's bytes.
        name: the article's name.
        place: the file's name, for messages.
        config: tells the language and whether to check it.

    Raises:
        InputError: empty, binary or in another encoding.
        LanguageError: the text looks like another language.
    """
    text = decode(data, place)
    if not text.strip():
        raise InputError(
            f"{place}: the file is empty" if not text else f"{place}: holds no text, only blanks"
        )
    check_language(text, place, config)
    return Article(name=name, text=text, title=find_headline(text), lang=config.lang)
