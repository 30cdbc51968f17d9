"""Names that are marked once in an article and missed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.gazetteer import name_key
from kg.lang.de.lexicon import read_title
from kg.mentions.edges import TYPES, Core
from kg.model import EntityType


def find_again(doc: Doc, cores: list[Core]) -> Iterator[Core]:
    """Further places of the names found so far: in full, in whatever case, or by the surname alone."""
    yield from _in_full(doc, cores)
    yield from _by_surname(doc, cores)


def _in_full(doc: Doc, cores: list[Core]) -> Iterator[Core]:
    known = {name_key(doc[a:b].text): kind for a, b, kind in cores if b - a > 1}
    lasts = {key.split()[-1] for key in known}  # the last word keeps its ending in a key
    words = [token.text for token in doc] if known else []
    for size in sorted({len(key.split()) for key in known}):
        for start in range(len(doc) - size + 1):
            if words[start + size - 1] not in lasts or words[start].isspace():
                continue
            kind = known.get(name_key(doc[start : start + size].text))
            if kind is not None and not cuts_entity(doc, start, start + size):
                yield start, start + size, kind


def _by_surname(doc: Doc, cores: list[Core]) -> Iterator[Core]:
    """`Charpentier leitet …`: the last word of a person's full name, tagged as a name by itself."""
    surnames: dict[str, EntityType] = {doc[b - 1].text: kind for a, b, kind in cores if _is_full(kind, b - a)}
    taken = {i for a, b, _ in cores for i in range(a, b)} if surnames else set()
    for token in doc if surnames else ():
        kind = surnames.get(token.text) or surnames.get(token.text.removesuffix("s"))
        if kind is not None and token.i not in taken and _stands_alone(token):
            yield token.i, token.i + 1, kind


def _is_full(kind: EntityType, size: int) -> bool:
    return kind == "Person" and size > 1


def _stands_alone(token: Token) -> bool:
    """A proper noun without article that is no part of a longer one (`Siemens Energy`)."""
    if token.pos_ != "PROPN" or token.ent_type_ or token.dep_ in ("flat", "compound"):
        return False
    return not any(child.dep_ in ("det", "flat", "amod") for child in token.children) and not read_title(
        token.text
    )


def cuts_entity(doc: Doc, start: int, end: int) -> bool:
    """An entity reaches out of the range or fills it; a piece of it (`Weißen` alone) may be lost."""
    named = [token.ent_iob_ if token.ent_type_ in TYPES else "O" for token in doc[start : end + 1]]
    inside, after = named[: end - start], named[end - start :]
    return inside[0] == "I" or after == ["I"] or inside == ["B", *["I"] * (end - start - 1)]
