"""German: clauses, speech and phrases from a parsed text.

Each function takes a spaCy ``Doc`` and gives language-neutral values of ``kg.model``.
"""

from kg.lang.de.clauses import find_clauses
from kg.lang.de.phrases import find_phrases
from kg.lang.de.speech import find_speech

__all__ = ["find_clauses", "find_phrases", "find_speech"]
