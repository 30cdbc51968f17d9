"""Who speaks before a colon, as headlines have it: `Merkel: Europa muss zusammenhalten`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.bodies import body_noun
from kg.lang.de.complements import is_cue
from kg.lang.de.lexicon import read_title
from kg.lang.de.spans import is_colon, is_finite, konjunktiv, pieces, subject_of
from kg.model import Speech

_LONGEST = 8  # words before the colon
_ABOUT = frozenset({"zu", "zum", "zur", "über"})
_ENDS = frozenset(".!?")


def find_colons(doc: Doc) -> Iterator[Speech]:
    """Sentences behind a person, a post or a body alone before a colon, in text order.

    A place or a topic (`Hamburg: Zwei Tote`, `Fazit: …`) speaks not; who stands in a sentence with a verb
    of its own does only where the Konjunktiv follows.
    """
    for colon in doc:
        if is_colon(colon):
            speaker = speaker_before(colon) or _feeling(colon)
            after = _after(colon)
            quotes = pieces(doc, after) if speaker is not None and any(map(is_finite, after)) else ()
            if speaker is not None and quotes:
                yield Speech("indirect", speaker.i, None, quotes, "de.speech.speaker")


def _feeling(colon: Token) -> Token | None:
    """`Der Trainer zeigte sich zufrieden: Bayern habe verdient gesiegt`: the Konjunktiv is the subject's."""
    root, finite = colon.sent.root, next(filter(is_finite, _after(colon)), None)
    before = colon.doc[colon.sent.start : colon.i]
    if konjunktiv(finite) != 1 or root.i > colon.i or any(is_cue(word) for word in before):
        return None
    return subject_of(root)


def speaker_before(colon: Token) -> Token | None:
    """The person, post or body that stands alone before a colon, None where there is none."""
    return _speaker(_named(words_before(colon)))


def words_before(colon: Token) -> list[Token]:
    """The words from the line's or sentence's start; [] where they are many or hold a verb."""
    words: list[Token] = []
    for i in range(colon.i - 1, -1, -1):
        token = colon.doc[i]
        if "\n" in token.text or token.text in _ENDS:
            break
        if len(words) == _LONGEST or is_finite(token):
            return []
        words.insert(0, token)
    return words


def _named(words: list[Token]) -> list[Token]:
    """Without what explains the name: `Söder (CSU): …`, `Markus Söder, bayerischer Ministerpräsident: …`."""
    bracket = next((n for n, word in enumerate(words) if word.text in {"(", "["}), len(words))
    words = words[:bracket]
    comma = next((n for n, word in enumerate(words) if word.text == ","), len(words))
    explained = any(read_title(word.text) or body_noun(word.text) for word in words[comma:])
    known = any(word.ent_type_ == "PER" for word in words[:comma])
    return words[:comma] if explained and known else words


def _speaker(words: Sequence[Token]) -> Token | None:
    persons = [word for word in words if word.ent_type_ == "PER"]
    topic = next((n for n, word in enumerate(words) if word.text in _ABOUT), len(words))
    words = words[:topic] if persons and persons[0] in words[:topic] else words  # `Merkel zu Europa: …`
    if not words or any(word.pos_ in {"PUNCT", "ADP", "VERB", "AUX", "SCONJ"} for word in words):
        return None
    if persons:
        return persons[0]
    last = words[-1]
    return last if last.pos_ == "NOUN" and (read_title(last.text) or body_noun(last.text)) else None


def _after(colon: Token) -> list[Token]:
    """The sentence behind the colon, to its full stop or the line's end."""
    found: list[Token] = []
    for token in colon.doc[colon.i + 1 :]:
        if "\n" in token.text or token.text in _ENDS or token.text in "„“»":
            break
        found.append(token)
    return found
