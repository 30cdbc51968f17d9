"""Whether a predicted subject or object is what the gold means.

Names match in full, apart from articles, quotation marks, the genitive -s and the inflection of
words within them (`Nationaler`, `Nationalen Sicherheitsrat`); persons do not inflect. What is not a
name (`weitere Sanktionen`) also matches in another inflection, and longer or shorter by
modifiers around the same head noun. A quantity matches by its number and unit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.eval.claims_gold import Side

_WORD = re.compile(r"[\w.,-]*\w\.?")
_DETERMINER = re.compile(
    r"^(?:d(?:er|ie|as|en|em|es)|(?:k?ein|[sm]ein|ihr|unser)(?:e[rnms]?)?|dies(?:e[rnms]?)) (?=\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_SCALES = {"tausend": 1e3, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9}
_ENDINGS = ("ern", "en", "em", "er", "es", "e", "s")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A predicted subject, object or speaker; ``value`` is set for a quantity."""

    label: str
    type: str = ""
    value: float | None = None


def same(gold: Side, predicted: Named) -> bool:
    """Whether the prediction is one of the accepted labels.

    >>> same(Side(("Barack Obama", "Obama")), Named("Obamas", "Person"))
    True
    >>> same(Side(("weitere Sanktionen",)), Named("Sanktionen gegen Russland", "Concept"))
    False
    >>> same(Side(("weitere Sanktionen",)), Named("Sanktionen", "Concept"))
    True
    """
    return any(_same_label(label, label in gold.named, predicted) for label in gold.labels)


def _same_label(gold: str, named: bool, predicted: Named) -> bool:
    if predicted.value is not None:
        return _same_quantity(gold, predicted)
    if _without_genitive(gold) == _without_genitive(predicted.label):
        return True
    if predicted.type == "Concept":
        return _same_concept(gold, predicted.label, whole=named)
    return predicted.type != "Person" and _same_inflected(gold, predicted.label)


def normal(label: str) -> str:
    """The label without articles, brackets, quotation marks and case.

    >>> normal("die „Neue Zürcher Zeitung“ (NZZ)")
    'neue zürcher zeitung'
    """
    text = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFC", label))
    text = " ".join(_WORD.findall(text))
    return _DETERMINER.sub("", text, count=1).casefold()


def _without_genitive(label: str) -> str:
    text = normal(label)
    return text[:-1] if text.endswith("s") and len(text) > _SHORT else text


def _same_inflected(gold: str, predicted: str) -> bool:
    """`Nationaler Sicherheitsrat`, `dem Nationalen Sicherheitsrat`: names with an adjective in them."""
    first, second = _stems(gold), _stems(predicted)
    return len(first) > 1 and first == second


def _same_concept(gold: str, predicted: str, whole: bool) -> bool:
    first, second = _stems(gold), _stems(predicted)
    if first == second or whole:
        return first == second
    return _head(gold) == _head(predicted) and (set(first) <= set(second) or set(second) <= set(first))


def _stems(label: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in normal(label).split())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word.removesuffix(ending)
    return word


def _head(label: str) -> str:
    """Stem of the first noun: `acht Mitglieder der IS-Führung` are members."""
    bare = _DETERMINER.sub("", label, count=1)
    words = _WORD.findall(bare)
    nouns = [word for word in words if word[0].isupper()]
    return _stem((nouns or words or [label])[0].casefold())


def _same_quantity(gold: str, predicted: Named) -> bool:
    unit = {_stem(word) for word in predicted.label.casefold().split() if word not in _SCALES}
    words = {_stem(word) for word in normal(gold).split()}
    return predicted.value in _numbers(gold) and unit <= words


def _numbers(text: str) -> set[float]:
    """The numbers in a text, with and without the scale word behind them.

    >>> sorted(_numbers("rund 1,5 Millionen Euro"))
    [1.5, 1500000.0]
    """
    found: set[float] = set()
    for match in _NUMBER.finditer(text):
        number = float(match[0].replace(".", "").replace(",", "."))
        following = text[match.end() :].split()
        scale = _SCALES.get(following[0].casefold(), 1.0) if following else 1.0
        found |= {number, round(number * scale, 6)}
    return found
