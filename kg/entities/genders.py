"""Gender of a name by the words that stand before it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.entities.naming import core_range
from kg.lang.de.gazetteer import country_of_people
from kg.lang.de.inflection import noun_gender
from kg.mentions.spans import feature
from kg.model import Mention

_ARTICLES = {"den": "Masc", "dem": "Masc", "die": "Fem"}


def class_gender(doc: Doc, mention: Mention) -> str:
    """`die Söldnertruppe Wagner`: the gender of the class noun inside the mention, "" without one."""
    core, _ = core_range(doc, mention)
    before = doc[core - 1] if core > 0 else None
    if before is None or before.idx < mention.span.start or before.pos_ != "NOUN":
        return ""
    return noun_gender(before) if feature(before, "Number") != "Plur" else ""


def words_gender(doc: Doc, mention: Mention) -> str:
    """`den 38-jährigen Marco Siewers`, `die Polin Iga Swiatek`; "" where the words leave it open."""
    core, _ = core_range(doc, mention)
    adjectives: list[Token] = []
    i = core - 1
    while i >= doc[core].sent.start and (doc[i].pos_ == "ADJ" or country_of_people(doc[i].text)):
        adjectives.append(doc[i])
        i -= 1
    if not adjectives or i < doc[core].sent.start or doc[i].pos_ != "DET":
        return ""
    article = doc[i].text.lower()
    if article == "der":
        last = adjectives[0].text
        return "Masc" if last.endswith(("e", "er")) or not last.endswith(("n", "in")) else "Fem"
    return _ARTICLES.get(article, "")
