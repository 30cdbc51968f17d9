"""Sentences in quotation marks that are named, not said: mottos, inscriptions, titles.

`Auf Plakaten stand „Merkel hat Deutschland verraten“`, `Der Satz „Merkel liebt Putin“ stammt von Höcke`.
Whoever coined them, the article does not state what they say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.complements import verb_lemma
from kg.lang.de.documents import document_of
from kg.lang.de.lexicon import nouns
from kg.lang.de.names import text_of
from kg.lang.de.quotation import pairs_of_marks
from kg.lang.de.spans import is_finite, is_nominal
from kg.model import Span, Speech

_FEWEST = 3  # words
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})
_NOMINAL = frozenset({"DET", "NOUN", "PRON", "PROPN"})
_COINED = frozenset({"stammen", "kommen"})


def find_inscriptions(doc: Doc, taken: Collection[Span]) -> Iterator[Speech]:
    """Sentences in marks that no speech holds (``taken``), in text order."""
    text = text_of(doc)  # joined anew at each look
    for start, end in pairs_of_marks(text):
        if any(t.start <= start and end - 1 <= t.end for t in taken):
            continue
        span = doc.char_span(start + 1, end - 1, alignment_mode="contract")
        words = [t for t in span if t.pos_ != "PUNCT" and not t.text.isspace()] if span is not None else []
        if not _is_sentence(words) or _is_work(words):
            continue
        source = _source(words)
        number = source.i if source is not None else None
        yield Speech("direct", number, None, (Span(start, end, text[start:end]),), "de.speech.inscription")


def _is_sentence(words: Sequence[Token]) -> bool:
    """A main clause with a subject; not `„Wer soll das bezahlen?“` nor `„der die Welt regiert“`."""
    finite = next((n for n, word in enumerate(words) if is_finite(word)), None)
    if finite is None or finite == 0 or len(words) < _FEWEST or not words[0].text[:1].isupper():
        return False
    opened = words[0].pos_ == "SCONJ" or words[0].text.lower() in {"wer", "was", "wie", "wo", "wann", "warum"}
    plain = words[0].pos_ in _NOMINAL and words[finite].i - words[0].i == finite  # no comma before the verb
    return not opened and (plain or any(word.dep_ in _SUBJECTS for word in words))


def _is_work(words: Sequence[Token]) -> bool:
    """`der Film „Das Boot ist voll“`: a title says nothing of anybody."""
    first = words[0]
    before = first.nbor(-2) if first.i > 1 else None
    return before is not None and before.lemma_.lower().endswith(tuple(sorted(nouns()["works"])))


def _source(words: Sequence[Token]) -> Token | None:
    """Whose words they are: who coined them (`stammt von Höcke`), or what they stand on."""
    sentence = words[0].sent
    for verb in sentence:
        if verb in words or verb.pos_ != "VERB" or not is_finite(verb):
            continue
        if verb_lemma(verb) in _COINED:
            return _behind(verb, "von")
        if verb_lemma(verb) == "stehen":
            return document_of(verb)
    return None


def _behind(verb: Token, preposition: str) -> Token | None:
    for child in verb.children:
        if is_nominal(child) and any(c.text.lower() == preposition for c in child.children):
            return child
    return None
