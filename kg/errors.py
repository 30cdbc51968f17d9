"""The errors that the project raises on purpose; each message stands alone on one line."""

from __future__ import annotations


class KgError(Exception):
    """What a caller can mend: bad input, bad settings, a full disk."""


class InputError(KgError):
    """An input file that is missing, empty, not text or not what it claims to be."""


class LanguageError(InputError):
    """A text that is not in the language asked for."""


class ConfigError(KgError):
    """An unknown setting or a value outside its range."""


class OutputError(KgError):
    """A folder or file that cannot be written."""


class VocabularyError(KgError):
    """A data file (relations, frames, names) with mistakes in it.

    The message is the first mistake and how many more there are.

    Attributes:
        mistakes: each of them, one line with its place, in the file's order.
    """

    def __init__(self, *mistakes: str) -> None:
        rest = len(mistakes) - 1
        more = f" (and {rest} more mistake{'s' * (rest > 1)}; `kg check` tells each)" if rest > 0 else ""
        super().__init__(f"{''.join(mistakes[:1])}{more}")
        self.mistakes = mistakes


class QueryError(KgError):
    """A SPARQL query that cannot be understood or answered."""


class StoreError(KgError):
    """A store that is missing, in use, damaged or of another program."""


class PushError(KgError):
    """A server that cannot be reached, refuses, or goes away in the middle."""
