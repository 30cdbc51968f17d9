"""Where persons and companies come from, and whom `der Pole` or `die Münchner` therefore means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from kg.entities.clusters import Cluster
from kg.entities.naming import core_range, token_range
from kg.lang.de.bodies import read_body
from kg.lang.de.cities import city_of_adjective, city_of_name
from kg.lang.de.gazetteer import country_of_adjective, country_of_name, country_of_people
from kg.lang.de.phrase_nouns import class_kind, phrase_nouns
from kg.mentions.spans import feature, is_inhabitant
from kg.model import Mention

# How many sentences before the word are looked at.
_WINDOW = 3


def find_origins(doc: Doc, names: Iterable[Mention], found: Mapping[int, Cluster]) -> dict[int, set[str]]:
    """Identity of a cluster → its countries and cities, as the words beside its names tell them.

    `Leverkusener Bayer-Konzern`, `US-Konzern Monsanto`, `die Französin Charpentier`, and for a
    club the city in its name.
    """
    origins: dict[int, set[str]] = {}
    for mention in names:
        cluster = found.get(mention.head)
        if cluster is None or cluster.type not in ("Person", "Organization"):
            continue
        body = cluster.type == "Organization" and read_body(mention.lemma) is not None
        told = set() if body else {*_beside(doc, mention), *_of_club(cluster)}
        origins.setdefault(id(cluster), set()).update(told)
    return origins


def _beside(doc: Doc, mention: Mention) -> Iterable[str]:
    start, _ = token_range(doc, mention)
    core, _ = core_range(doc, mention)
    while start > 0 and doc[start - 1].pos_ == "ADJ" and start > doc[core].sent.start:
        start -= 1
    for token in doc[start:core]:
        yield from scopes_of(token)
    if core > start and core > 0 and is_inhabitant(doc[core - 1]):
        yield from scopes_of(doc[core - 1])


def scopes_of(token: Token) -> Iterable[str]:
    """The countries and cities that an adjective, a people or a first part names."""
    first = token.text.rpartition("-")[0]
    people = country_of_people(token.text) if token.text[:1].isupper() else None
    for country in (country_of_adjective(token.text), people, country_of_name(first) if first else None):
        if country is not None:
            yield f"country:{country.code}"
    name = city_of_adjective(token.text)
    city = city_of_name(name) if name else None
    if city is not None:
        yield f"city:{city.geonames}"
        yield f"country:{city.country}"


def _of_club(cluster: Cluster) -> Iterable[str]:
    words = cluster.label.split()
    if cluster.type == "Organization" and set(words) & phrase_nouns().teams:
        for word in words:
            city = city_of_name(word)
            if city is not None:
                yield f"city:{city.geonames}"


def settle_inhabitants(
    token: Token, found: Mapping[int, Cluster], origins: Mapping[int, set[str]]
) -> Cluster | None:
    """`die Deutschen` after `der Leverkusener Konzern Bayer`, `die Dortmunder`: the one company or club.

    Args:
        token: a plural with its article.
        found: head token → cluster of what is settled so far.
        origins: of ``find_origins``.
    """
    definite = any(feature(child, "Definite") == "Def" for child in token.lefts)
    other = any(child.dep_ in ("amod", "nummod", "nmod") for child in token.children)
    if not token.text[:1].isupper() or not definite or other or class_kind(token.lemma_) is not None:
        return None
    wanted = [scope for scope in scopes_of(token) if scope.startswith("city:")] or list(scopes_of(token))
    if not wanted:
        return None
    near = {id(found[i]): found[i] for i in range(_first(token), token.i) if i in found}
    fits = [
        c for key, c in near.items() if c.type == "Organization" and origins.get(key, set()) & set(wanted)
    ]
    return fits[0] if len(fits) == 1 else None


def _first(token: Token) -> int:
    start = token.sent.start
    for _ in range(_WINDOW):
        if start > 0:
            start = token.doc[start - 1].sent.start
    return start


def settle_inhabitant(token: Token, people: Mapping[str, list[Cluster]], gender: str) -> Cluster | None:
    """`der Pole`: the one person of whom the article says that they come from there.

    Args:
        token: a singular with its article.
        people: of ``by_origin``.
        gender: of the word.
    """
    fits = {id(c): c for scope in scopes_of(token) for c in people.get(scope, ()) if c.gender in ("", gender)}
    known = [cluster for cluster in fits.values() if cluster.last_before(token.i) is not None]
    return known[0] if len(known) == 1 else None


def by_origin(clusters: Iterable[Cluster], origins: Mapping[int, set[str]]) -> dict[str, list[Cluster]]:
    """Country or city → the persons who come from there, in the order of ``clusters``."""
    people: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for scope in origins.get(id(cluster), ()) if cluster.type == "Person" else ():
            people.setdefault(scope, []).append(cluster)
    return people
