"""Phrases that name a public body: `die spanische Regierung`, `die Polizei in Dortmund`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.lang.de.bodies import body_gender, body_noun, body_of_compound
from kg.lang.de.gazetteer import country_of_adjective, country_of_name
from kg.lang.de.lexicon import titles
from kg.mentions.spans import feature, is_genitive, make_mention
from kg.model import Mention

_OF_PLACE = frozenset({"in", "von"})
_STRONG = {"Masc": "er", "Neut": "es", "Fem": "e"}


def find_bodies(doc: Doc, taken: Collection[int], names: Mapping[int, Mention]) -> Iterator[Mention]:
    """Mentions of bodies that their own phrase identifies, as names of organisations.

    Args:
        doc: an annotated article.
        taken: tokens inside names; a body whose noun is one of them is a name already.
        names: head token → name.
    """
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN") or body_noun(token.text) is None:
            continue
        if _is_vague(token):
            continue
        label = _label(token, names)
        if label is not None:
            start = _first(token)
            made = make_mention(doc, token, start, token.i + 1, "name", lemma=label)
            yield replace(made, type="Organization")


def _is_vague(token: Token) -> bool:
    """`eine deutsche Behörde`, `deutsche Gerichte`, `die frühere Regierung`: no one thing."""
    before = list(token.lefts)
    definite = any(feature(word, "Definite") == "Def" for word in before) or _contracted(before)
    indefinite = any(feature(word, "Definite") == "Ind" for word in before)
    negated = any(word.lemma_.lower() in ("kein", "jede", "jeder", "viel", "manche") for word in before)
    plural = feature(token, "Number") == "Plur" and not definite
    counted = any(word.dep_ == "nummod" for word in before)
    other = any({word.lemma_.lower(), word.text.lower()} & titles().other_times for word in before)
    return indefinite or negated or plural or counted or other


def _contracted(before: list[Token]) -> bool:
    return any(word.dep_ == "case" and word.text.lower()[-1:] in "msr" for word in before)


def _label(token: Token, names: Mapping[int, Mention]) -> str | None:
    """The body's name in the nominative, None where nothing says whose it is."""
    noun = token.text if feature(token, "Number") == "Plur" else _base(token)
    if body_of_compound(token.text) is not None:
        return noun
    for word in token.lefts:
        if word.dep_ in ("amod", "det", "nmod", "compound", "dep"):
            if country_of_adjective(word.text) is not None:
                return f"{_nominative(word, token)} {noun}"
            if _is_place_adjective(word):
                return f"{word.text} {noun}"
    return _with_owner(token, noun, names) or _with_owner_before(token, noun, names)


def _base(token: Token) -> str:
    prefix, hyphen, _ = token.text.rpartition("-")
    return f"{prefix}{hyphen}{body_noun(token.text)}"


def _nominative(adjective: Token, noun: Token) -> str:
    country = country_of_adjective(adjective.text)
    lower = adjective.text.lower()
    root = next((a for a in sorted(country.adjectives) if lower.startswith(a)), "") if country else ""
    plural = feature(noun, "Number") == "Plur"
    ending = "e" if plural else _STRONG[body_gender(body_noun(noun.text) or "")]
    return adjective.text[: len(root)] + ending if root else adjective.text


def _is_place_adjective(word: Token) -> bool:
    """`Dortmunder`: made from a place, and never inflected."""
    return word.text[:1].isupper() and word.text.endswith("er") and word.ent_type_ == "LOCderiv"


def _with_owner(token: Token, noun: str, names: Mapping[int, Mention]) -> str | None:
    """`Regierung Spaniens`, `Polizei Dortmund`, `Führung in Moskau`."""
    for child in token.rights:
        name = names.get(child.i)
        if name is None or name.type == "Person" or child.i > token.i + 4:
            continue
        if any(word.text in ("(", ",") for word in token.doc[token.i : child.i]):
            continue  # `Gewerkschaft der Polizei (GdP)`, `seine Bank, die MKB`
        if feature(token, "Number") == "Plur" and not is_genitive(child) and child.i == token.i + 1:
            continue  # `die Banken Credit Suisse und Goldman Sachs`
        preposition = next((w.lemma_.lower() for w in child.lefts if w.dep_ == "case"), "")
        of_owner = preposition == "von" and name.type == "Organization"  # `Aufsichtsrat von Monsanto`
        if of_owner or (preposition in _OF_PLACE and name.type == "Location"):
            return f"{noun} {preposition} {name.lemma}"
        if not preposition and (is_genitive(child) or child.dep_ in ("flat", "appos", "nmod")):
            article = "der " if _needs_article(child) else ""
            owner = _as_genitive(child, name) if article or is_genitive(child) else name.lemma
            return f"{noun} {article}{owner}"
    return None


def _with_owner_before(token: Token, noun: str, names: Mapping[int, Mention]) -> str | None:
    """`Polens Regierung`: only of a country, whose genitive shows."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else token
    name = names.get(before.i)
    country = country_of_name(name.lemma) if name is not None and name.type == "Location" else None
    genitive = before.text.endswith(("s", "'", "’")) and before.text != (country.label if country else "")
    return f"{noun} {before.text}" if country is not None and genitive else None


def _as_genitive(child: Token, name: Mention) -> str:
    """The owner's name as it stands, without titles (`Georg-August-Universität Göttingen`)."""
    words = name.span.text.split()
    return " ".join(words[-len(name.lemma.split()) :]) if child.text in words else child.text


def _needs_article(owner: Token) -> bool:
    """`Regierung der USA`, `Parlament der Ukraine`: the name keeps its article."""
    return any(w.pos_ == "DET" and w.text.lower() == "der" for w in owner.lefts)


def _first(token: Token) -> int:
    """Where the phrase begins, its article left out."""
    adjectives = [word.i for word in token.lefts if word.dep_ == "amod"]
    adjectives += [w.i for w in token.lefts if _is_place_adjective(w)]
    return min([token.i, *adjectives])
