"""Is the text in the language that the pipeline reads?"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module

from kg.config import Config
from kg.errors import LanguageError

# Fewer letters say too little: `Kerry in Moskau` could be any language.
_MIN_LETTERS = 40
# The beginning of an article is enough and keeps 5 MB of input quick.
_SAMPLE = 20_000
# Log-likelihood that the other language must be ahead by: a line of foreign names
# (`Merkel Obama Putin Hollande`) is ahead by 5, one real sentence by 50 and more.
_MARGIN = 10.0
# Function words make up 0.37 to 0.48 of German news and at most 0.3 of a text in another language
# (English shares `in`, `so`, `was`, `man` with German).
_SURE_SHARE = 0.36
_SURE_WORDS = 50


def check_language(text: str, place: str, config: Config) -> None:
    """Refuse a text that is clearly in another language.

    Raises:
        LanguageError: naming the language it looks like and the option that overrides.

    >>> check_language("Kerry in Moskau", "a.txt", Config())
    """
    if not config.check_language:
        return
    found = likely_language(text, config.lang)
    if found != config.lang:
        wanted = _english_name(config.lang)
        raise LanguageError(
            f"{place}: the text is not {wanted}, it looks {_english_name(found)};"
            f" if it is {wanted} after all, add --lang {config.lang}"
        )


def likely_language(text: str, wanted: str) -> str:
    """ISO code of the likeliest language, ``wanted`` unless another is clearly ahead.

    >>> likely_language("Kerry in Moskau", "de")
    'de'
    """
    text = text[:_SAMPLE]
    if sum(map(str.isalpha, text)) < _MIN_LETTERS:
        return wanted
    if _is_surely(text, wanted):
        return wanted
    import py3langid  # takes a second to load: only for texts that need it

    ranking = py3langid.rank(text)
    best, score = ranking[0]
    return wanted if score - dict(ranking)[wanted] < _MARGIN else str(best)


def _is_surely(text: str, wanted: str) -> bool:
    words = re.findall(r"\w+", text.lower())
    if len(words) < _SURE_WORDS:
        return False
    return sum(word in _function_words(wanted) for word in words) > _SURE_SHARE * len(words)


@lru_cache(maxsize=4)
def _function_words(lang: str) -> frozenset[str]:
    """spaCy's stop words of the language, empty where it has none."""
    try:
        return frozenset(import_module(f"spacy.lang.{lang}.stop_words").STOP_WORDS)
    except ModuleNotFoundError:
        return frozenset()


def _english_name(code: str) -> str:
    from babel import Locale

    return str(Locale("en").languages.get(code, code))
