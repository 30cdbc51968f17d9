"""Labels in the base form: names in the nominative, concepts without the endings of their sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.entities.naming import core_range, token_range
from kg.lang.de.inflection import noun_base, noun_gender, noun_is_plural
from kg.lang.de.lexicon import nouns, stem
from kg.mentions.spans import feature, name_root
from kg.model import Mention

_STRONG = {"Masc": "er", "Neut": "es", "Fem": "e"}
_MARKS = '„“”"»«‚‘’ '
_LOOSE = frozenset({"so", "genannte", "genannten", "genannter", "genanntes", "sogenannte", "sogenannten"})


def nominative(doc: Doc, mention: Mention) -> str:
    """A name in the nominative, without article: `Weißen Hauses` is `Weißes Haus`."""
    start, end = core_range(doc, mention)
    if end - start == 1 or any(token.pos_ == "PUNCT" for token in doc[start:end]):
        return mention.lemma
    head = _head(doc, start, end)
    before = [_inner(doc[i], head) for i in range(start, head.i)]
    if head.i == end - 1:
        return " ".join([*before, _last(head, mention.lemma.split()[-1])])
    behind = mention.lemma.split()[head.i - start + 1 :]
    return " ".join([*before, _last(head, head.text), *behind])


def _head(doc: Doc, start: int, end: int) -> Token:
    """The noun that the words before it agree with: `Zentrum` in `Deutsches Zentrum für Raumfahrt`."""
    root = name_root(doc, start, end)
    common = [token for token in doc[start:end] if token.pos_ == "NOUN" and token.text[:1].isupper()]
    first = next((t for t in doc[start:end] if t.pos_ != "ADJ" and t.dep_ != "amod"), root)
    if first.pos_ == "NOUN" and (first.head.i < first.i or root == first):
        return first
    return root if root in common or not common or root.i < common[0].i else doc[end - 1]


def _inner(token: Token, head: Token) -> str:
    """Only forms that no nominative has are changed; `Frankfurter` stays as it is."""
    tagged = token.pos_ == "ADJ" or token.dep_ == "amod"
    like = token.i + 1 == head.i and token.pos_ == "PROPN" and _inflects_like_before(token)
    weak = token.text.endswith(("en", "em")) or (token.text.endswith("e") and token.lemma_ != token.text)
    gender, plural = noun_gender(head), noun_is_plural(head)
    if not ((tagged or like) and weak and (gender or plural)):
        return token.text
    return stem(token.text) + ("e" if plural else _STRONG[gender])


def _inflects_like_before(token: Token) -> bool:
    """`Roten` in `Deutschen Roten Kreuz`, tagged as a part of the name."""
    before = token.nbor(-1) if token.i > token.sent.start else token
    return before.pos_ == "ADJ" and before.text[-2:] == token.text[-2:]


def _last(token: Token, base: str) -> str:
    genitive = feature(token, "Case") == "Gen" and feature(token, "Number") != "Plur"
    shorter = token.lemma_ in (token.text[:-1], token.text[:-2])
    return token.lemma_ if genitive and token.text.endswith("s") and shorter else base


def concept_label(doc: Doc, mention: Mention) -> str:
    """A nominal phrase with its head in the base form (`Einsatzes` → `Einsatz`)."""
    head = doc[mention.head]
    offset = head.idx - mention.span.start
    before = _modifiers(doc, mention) if offset else []
    after = mention.span.text[offset + len(head.text) :]
    return " ".join([*before, noun_base(head) + after.rstrip(_MARKS)])


def _modifiers(doc: Doc, mention: Mention) -> list[str]:
    """The words before the head, without what says only when or how sure (`noch 3.000`, `so genannt`)."""
    head = doc[mention.head]
    start, _ = token_range(doc, mention)
    words = list(doc[start : head.i])
    while words and _is_loose(words[0]):
        words.pop(0)
    if any(word.pos_ in ("ADP", "NOUN", "PROPN", "VERB") for word in words):
        return _as_written(words, head)
    adjectives = [word.i for word in words if word.pos_ == "ADJ" and word.dep_ == "amod"]
    kept = [w for w in words if not set(w.text) <= set(_MARKS) and w.text.lower() not in _LOOSE]
    return [
        _agree(w.text, head) if w.i in adjectives or w.text == head.nbor(-1).text else w.text for w in kept
    ]


def _is_loose(word: Token) -> bool:
    text = word.text.lower()
    return word.pos_ in ("ADV", "PUNCT") or text in _LOOSE or text in nouns()["approximate"]


def _as_written(words: list[Token], head: Token) -> list[str]:
    """`von der Hamas kontrollierten Ministerium`: only the participle agrees with the noun."""
    written = "".join(word.text_with_ws for word in words).split()
    last = words[-1]
    if last.head == head and last.pos_ in ("ADJ", "VERB") and written[-1] == last.text:
        written[-1] = _agree(last.text, head)
    return written


def _agree(word: str, noun: Token) -> str:
    if word[:1].isupper() and word.endswith("er"):  # `Berliner Mauer`
        return word
    ending = "e" if noun_is_plural(noun) else _STRONG.get(noun_gender(noun), "")
    return stem(word) + ending if ending and stem(word) != word else word
