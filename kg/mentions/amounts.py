"""Times and quantities."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.lang.de.lexicon import load_table, nouns
from kg.mentions.spans import feature, is_genitive, make_mention, phrase_end, phrase_start
from kg.model import Mention

_YEAR = re.compile(r"(1[5-9]|20)\d\d$")
_SCORE = re.compile(r"\d+:\d+$")  # `gewann 3:1` wins no three of anything
_FREE_DEPS = ("obl", "advmod", "nmod", "ROOT", "nummod", "dep", "appos")


def find_amounts(doc: Doc, taken: set[int]) -> tuple[list[Mention], set[int]]:
    """Times and quantities, with the tokens that they cover."""
    found: list[Mention] = []
    covered: set[int] = set()
    for token in sorted(doc, key=lambda t: (t.pos_ not in ("NOUN", "PROPN"), -t.i)):
        if token.i in taken or token.i in covered:
            continue
        extent = _time(token)
        kind = "time" if extent else "quantity"
        extent = extent or _quantity(token)
        if extent is None or taken.intersection(range(extent[0], token.i + 1)):
            continue
        found.append(make_mention(doc, token, *extent, kind="time" if kind == "time" else "quantity"))
        covered.update(range(extent[0], token.i + 1))
        if kind == "time":
            covered.update(range(token.i, extent[1]))
    return found, covered


def _time(token: Token) -> tuple[int, int] | None:
    words = nouns()
    if token.pos_ == "NUM":
        bare = _YEAR.match(token.text) and not (token.dep_ == "nummod" and token.head.i > token.i)
        return (_preposition(token), token.i + 1) if bare and token.dep_.startswith(_FREE_DEPS) else None
    if token.pos_ == "ADV":
        return (token.i, token.i + 1) if token.text.lower() in words["adverbs"] else None
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if _is_calendar(token) or (_is_period(token) and _is_temporal(token)):
        return _preposition(token), _time_end(token)
    return None


def _is_calendar(token: Token) -> bool:
    """`Montag`, `Montagabend`; the day may be the first part."""
    calendar = nouns()["calendar"]
    return token.lemma_ in calendar or token.text in calendar or token.text.startswith(_days())


@lru_cache(maxsize=1)
def _days() -> tuple[str, ...]:
    return tuple(day for day in nouns()["calendar"] if day.endswith(("tag", "woch", "abend")))


def _is_period(token: Token) -> bool:
    return token.lemma_ in nouns()["periods"]


def _is_temporal(token: Token) -> bool:
    """`vor zwei Jahren`, `Ende Juni`, `dieses Jahr`; not `das Ende des Kriegs` as a subject."""
    if _preposition(token) < token.i and any(c.dep_ == "case" for c in token.lefts):
        return True
    number = any(child.dep_ == "nummod" for child in token.lefts)
    return token.dep_ == "obl" and not number and feature(token, "Case") in ("", "Acc", "Nom")


def _preposition(token: Token) -> int:
    """First token of a time: its preposition (`seit`), else its first modifier."""
    known = nouns()["prepositions"]
    cases = [c for c in token.lefts if c.dep_ == "case" and c.text.lower() in known]
    return min(cases[0].i if cases else token.i, phrase_start(token))


def _time_end(token: Token) -> int:
    end = phrase_end(token)
    doc = token.doc
    while end < token.sent.end and (_YEAR.match(doc[end].text) or _is_calendar(doc[end])):
        end += 1
    return end


def _quantity(token: Token) -> tuple[int, int] | None:
    if token.pos_ == "NUM":
        free = token.dep_ in ("obj", "obl", "nsubj", "nsubj:pass", "ROOT") and token.text[0].isdigit()
        free = free and not _SCORE.match(token.text)
        return (_amount_start(token), token.i + 1) if free else None
    scale = _scale_before(token)
    if scale is not None:
        return _amount_start(scale), phrase_end(token)
    numbers = [c for c in token.lefts if c.dep_ == "nummod"] if token.pos_ in ("NOUN", "SYM") else []
    if not numbers:
        return None
    unit = token.lemma_ in nouns()["units"] or _is_period(token) or token.pos_ == "SYM"
    digits = any(number.text[0].isdigit() for number in numbers)
    counted = digits and not any(is_genitive(child) for child in token.rights)
    if not (unit or counted):
        return None
    return _amount_start(token), phrase_end(token)


def _scale_before(token: Token) -> Token | None:
    """`66 Milliarden` in `66 Milliarden Dollar`: whatever the parse makes of it, a number stands there."""
    if token.i < 2 or (token.lemma_ not in nouns()["units"] and token.pos_ != "SYM"):
        return None
    scale = token.nbor(-1)
    counted = scale.nbor(-1).pos_ == "NUM" and scale.i - 1 >= token.sent.start
    return scale if scale.lemma_ in nouns()["scales"] and counted else None


@lru_cache(maxsize=2)
def _in_order(section: str) -> tuple[str, ...]:
    """A section of the word list in the file's order."""
    return tuple(load_table("mention_nouns.toml")[section])


def _factor(word: str) -> int:
    """`Milliarden` is a thousand times a thousand times a thousand; 1 for words that multiply nothing."""
    scales = _in_order("scales")
    base = next((s for s in scales if word in (s, s + "n", s + "en")), "")
    return int(10 ** (3 * (scales.index(base) + 1))) if base else 1


_DIGITS = re.compile(r"\d+(?:[.\s]\d{3})*(?:,\d+)?")


def read_number(text: str) -> int | float | None:
    """The number that an amount gives, None where it gives none.

    >>> read_number("fast 9000 Angriffe"), read_number("1,4 Milliarden Euro")
    (9000, 1400000000)
    >>> read_number("zwei Millionen Euro"), read_number("bis 2030 rund 40 Milliarden Euro")
    (2000000, 40000000000)
    >>> read_number("viele Angriffe") is None
    True
    """
    words = text.split()
    scale = next((word for word in words if _factor(word) > 1), "")
    factor = _factor(scale)
    # What a scale multiplies stands right before it: `bis 2030 rund 40 Milliarden`.
    scaled = re.search(rf"({_DIGITS.pattern})\s+{scale}", text) if scale else None
    match = scaled or _DIGITS.search(text)
    if match is not None:
        digits = scaled[1] if scaled else match[0]
        number = float(re.sub(r"[.\s]", "", digits).replace(",", "."))
    else:
        known = _in_order("numerals")
        spelled = [known.index(w.lower()) + 1 for w in words if w.lower() in known]
        if len(spelled) != 1 or factor == 1:
            return None
        number = float(spelled[0])
    value = round(number * factor, 6)
    return int(value) if value == int(value) else value


def _amount_start(token: Token) -> int:
    """`fast 9000 Angriffe`: from the word of approximation on."""
    start = phrase_start(token)
    first = token.sent.start
    while start > first and token.doc[start - 1].text.lower() in nouns()["approximate"]:
        start -= 1
    return start
