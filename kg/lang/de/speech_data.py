"""The words of saying (`data/speech_verbs.toml`), loaded and checked once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from kg.errors import VocabularyError

_FILE = Path(__file__).parent / "data" / "speech_verbs.toml"


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Lemmas by what they take; the comments in the file say what each list is for."""

    say: frozenset[str]
    asking: frozenset[str]
    think: frozenset[str]
    doubt: frozenset[str]
    demand: frozenset[str]
    promise: frozenset[str]
    deny: frozenset[str]
    judge: frozenset[str]
    object: frozenset[str]
    impersonal: frozenset[str]
    prepositions: frozenset[str]
    nouns: frozenset[str]
    views: frozenset[str]
    voices: frozenset[str]
    alleging: frozenset[str]
    seeming: frozenset[str]
    documents: frozenset[str]
    headings: frozenset[str]
    allegations: frozenset[str]
    tellers: frozenset[str]
    certainties: frozenset[str]
    mute: frozenset[str]
    tails: frozenset[str]
    adverbial: frozenset[str]
    quoting: frozenset[str]
    clausal: frozenset[str]
    clausal_infinitive: frozenset[str]
    clausal_adjectives: frozenset[str]
    naming: frozenset[str]
    acts: frozenset[str]
    subjunctive: frozenset[str]
    subjunctive_past: frozenset[str]

    @property
    def verbs(self) -> frozenset[str]:
        """All verbs whose clause is attributed to their subject."""
        return self.say | self.think | self.demand | self.promise | self.deny | self.judge


@lru_cache(maxsize=1)
def load_speech_words() -> SpeechWords:
    """The lists of the data file.

    Raises:
        VocabularyError: a list is missing, unknown or holds something other than strings.

    >>> "sagen" in load_speech_words().verbs
    True
    """
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    names = [f.name for f in fields(SpeechWords)]
    if sorted(lists) != sorted(names):
        raise VocabularyError(f"{_FILE.name}: lists are {', '.join(lists)}; expected {', '.join(names)}")
    for name, words in lists.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise VocabularyError(f"{_FILE.name}: list {name!r} must be a list of strings")
    return SpeechWords(**{name: frozenset(lists[name]) for name in names})
