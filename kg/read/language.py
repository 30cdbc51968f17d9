"""Is the text in the language that the pipeline reads?"""

from __future__ import annotations

from kg.config import Config
from kg.errors import LanguageError

# Fewer letters say too little: `Kerry in Moskau` could be any language.
_MIN_LETTERS = 40
# The beginning of an article is enough and keeps 5 MB of input quick.
_SAMPLE = 20_000
# Log-likelihood that the other language must be ahead by: a line of foreign names
# (`Merkel Obama Putin Hollande`) is ahead by 5, one real sentence by 50 and more.
_MARGIN = 10.0


def check_language(text: str, place: str, config: Config) -> None:
    """Refuse a text that is clearly in another language.

    Raises:
        LanguageError: naming the language it looks like and the option that overrides.

    >>> check_language("Kerry in Moskau", "a.txt", Config())
    """
    if not config.check_language:
        return
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return
    found = _likely_language(sample, config.lang)
    if found != config.lang:
        wanted = _english_name(config.lang)
        raise LanguageError(
            f"{place}: the text is not {wanted}, it looks {_english_name(found)};"
            f" if it is {wanted} after all, add --lang {config.lang}"
        )


def _likely_language(text: str, wanted: str) -> str:
    """ISO code of the likeliest language, ``wanted`` unless another is clearly ahead."""
    import py3langid  # slow to load, and not needed with --lang

    ranking = py3langid.rank(text)
    best, score = ranking[0]
    return wanted if score - dict(ranking)[wanted] < _MARGIN else str(best)


def _english_name(code: str) -> str:
    from babel import Locale

    return str(Locale("en").languages.get(code, code))
