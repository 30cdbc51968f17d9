"""Whom a description means that is no post of theirs alone: `der 51-Jährige`, `die CDU-Politikerin`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.entities.clusters import Cluster
from kg.entities.naming import token_range
from kg.entities.origins import settle_inhabitant
from kg.entities.pronouns import is_subject
from kg.lang.de.gazetteer import name_key
from kg.lang.de.lexicon import nouns, read_title
from kg.lang.de.phrase_nouns import class_kind, phrase_nouns
from kg.lang.de.phrases_facts import OPENING
from kg.mentions.spans import feature, is_inhabitant
from kg.model import Mention

_AGE = re.compile(r"(\d{1,3})-[Jj]ährige[rnm]?$")
_BARE_AGE = re.compile(r"\d{1,3}$")
# How many sentences before the description are looked at.
_WINDOW = 2


def age_of(word: str) -> int | None:
    """The age in `51-Jährige` or `51-jähriger`, None for other words.

    >>> age_of("51-Jährige"), age_of("Jährige")
    (51, None)
    """
    match = _AGE.match(word)
    return int(match[1]) if match is not None else None


def find_ages(doc: Doc, people: Mapping[int, Cluster]) -> dict[int, tuple[int, Cluster]]:
    """Identity of a person's cluster → the age that the article gives them, and the cluster.

    `der 51-jährige Peter Müller`, `Peter Müller (51)`, `Peter Müller, 51,`; two ages for one name
    settle nothing.
    """
    found: dict[int, set[int]] = {}
    persons = {id(cluster): cluster for cluster in people.values() if cluster.type == "Person"}
    for head, cluster in people.items():
        for age in _ages_beside(doc, head) if cluster.type == "Person" else ():
            found.setdefault(id(cluster), set()).add(age)
    return {key: (ages.pop(), persons[key]) for key, ages in found.items() if len(ages) == 1}


def _ages_beside(doc: Doc, head: int) -> Iterable[int]:
    start = end = head
    while start > 0 and (doc[start - 1].ent_type_ == "PER" or doc[start - 1].pos_ == "NOUN"):
        if age_of(doc[start - 1].text) is not None:  # `38-jährigen`, taken for a noun
            break
        start -= 1
    while end + 1 < len(doc) and doc[end + 1].ent_type_ == "PER":
        end += 1
    if start > 0 and (age := age_of(doc[start - 1].text)) is not None:
        yield age
    behind = [token.text for token in doc[end + 1 : end + 4]]
    if len(behind) == 3 and behind[0] in "(," and behind[2] in "),." and _BARE_AGE.match(behind[1]):
        yield int(behind[1])


def settle_description(
    doc: Doc,
    mention: Mention,
    found: Mapping[int, Cluster],
    ages: Mapping[int, tuple[int, Cluster]],
    people: Mapping[str, list[Cluster]],
) -> Cluster | None:
    """The one person that fits, None where nobody, several or somebody unnamed could be meant.

    Args:
        doc: the article.
        mention: a description with a definite article.
        found: head token → cluster of what is settled so far.
        ages: of ``find_ages``.
        people: of ``by_origin``.
    """
    token = doc[mention.head]
    age, gender = age_of(token.text), _gender(token)
    if not gender or not (age is not None or _describes(token)):
        return None
    if age is not None:
        told_age = (c for years, c in ages.values() if years == age and c.gender in ("", gender))
        known = [cluster for cluster in told_age if cluster.last_before(token.i) is not None]
        if known:
            return known[0] if len(known) == 1 else None
    told = settle_inhabitant(token, people, gender) if is_inhabitant(token) else None
    return told or _nearest(doc, token, gender, found, ages.keys() if age is not None else ())


def _nearest(
    doc: Doc, token: Token, gender: str, found: Mapping[int, Cluster], others: Collection[int]
) -> Cluster | None:
    """The one person of the last sentences, or the one of them that the last sentence is about."""
    first = _window(token)
    near = {id(found[i]): found[i] for i in range(first, token.i) if i in found}
    fits = [c for key, c in near.items() if c.type == "Person" and c.gender == gender and key not in others]
    if len(fits) > 1 and age_of(token.text) is None:
        fits = _subjects(doc, token, fits, found)
    if len(fits) != 1 or _unnamed(doc, first, token.i, gender) or _in_same_clause(token, fits[0], found):
        return None
    return fits[0]


def _subjects(doc: Doc, token: Token, fits: list[Cluster], found: Mapping[int, Cluster]) -> list[Cluster]:
    """`BVB-Trainer Favre war enttäuscht. Nun sagte der Schweizer …`: the only person there, its subject."""
    start = token.sent.start
    before = doc[start - 1].sent.start if start > 0 else start
    last = {
        id(found[i]): i for i in range(before, token.i) if i in found and any(found[i] is c for c in fits)
    }
    if len(last) != 1:
        return []
    (head,) = last.values()
    return [found[head]] if is_subject(doc[head]) else []


def _describes(token: Token) -> bool:
    """A noun that only says what sort of person it is, or the post of a party's people."""
    if is_inhabitant(token):
        return True
    title = read_title(token.text)
    if title is None or feature(token, "Number") == "Plur":
        return False
    return title.base in nouns()["describing"] or title.prefix in phrase_nouns().parties


def _gender(token: Token) -> str:
    if is_inhabitant(token):
        return (
            "Fem"
            if token.text.endswith("in") or (token.text == "Deutsche" and _article(token) == "die")
            else "Masc"
        )
    title = read_title(token.text)
    article = _article(token)
    if feature(token, "Number") == "Plur" or article not in ("der", "die", "den", "dem", "des"):
        return ""
    if article == "die":
        return "Fem"
    if article in ("den", "dem", "des") or feature(token, "Case") == "Nom":
        return "Masc"
    return title.gender if title is not None else feature(token, "Gender")


def _article(token: Token) -> str:
    return next((c.text.lower() for c in token.lefts if c.pos_ == "DET"), "")


def _window(token: Token) -> int:
    start = token.sent.start
    for _ in range(_WINDOW):
        if start > 0:
            start = token.doc[start - 1].sent.start
    return start


def _unnamed(doc: Doc, first: int, end: int, gender: str) -> bool:
    """`ein Mann`, `eine 34-jährige Frau`: somebody without a name may be meant."""
    listed = nouns()["people"]
    for token in doc[first:end]:
        other = token.lemma_ in listed and feature(token, "Gender") in ("", "Neut", gender)
        if (other and feature(token, "Number") != "Plur") or _is_other_age(token):
            return True
    return False


def _is_other_age(token: Token) -> bool:
    indefinite = any(feature(child, "Definite") == "Ind" for child in token.lefts)
    return age_of(token.text) is not None and token.pos_ == "NOUN" and indefinite


def _in_same_clause(token: Token, cluster: Cluster, found: Mapping[int, Cluster]) -> bool:
    """`Rosi lobte den 51-Jährigen`: subject and object of one verb are two."""
    return any(found.get(child.i) is cluster for child in token.head.children if child.i != token.i)


def settle_bracketed(doc: Doc, mention: Mention, found: Mapping[int, Cluster]) -> Cluster | None:
    """`die Gewerkschaft der Polizei (GdP)`: the phrase before a short name in brackets is its long form."""
    _, end = token_range(doc, mention)
    if end + 2 >= len(doc) or doc[end].text != "(" or doc[end + 2].text != ")":
        return None
    cluster = found.get(end + 1)
    short = doc[end + 1].text
    if cluster is None or cluster.type != "Organization" or sum(c.isupper() for c in short) < 2:
        return None
    cluster.aliases.add(mention.span.text)
    return cluster


def settle_quoted(doc: Doc, mention: Mention, found: Mapping[int, Cluster]) -> Cluster | None:
    """`die Raumsonde „Rosetta“`: a class noun right before a name in quotation marks means the same."""
    noun = doc[mention.head]
    if noun.i + 2 >= len(doc) or doc[noun.i + 1].text not in OPENING or feature(noun, "Number") == "Plur":
        return None
    cluster = found.get(noun.i + 2)
    named = cluster is not None and cluster.type not in ("Concept", "Person")
    return cluster if named and class_kind(noun.lemma_) is not None else None


def settle_named_class(token: Token, names: Mapping[str, Cluster]) -> Cluster | None:
    """`der Bayer-Konzern` is Bayer, `die Hamas-Bewegung` is Hamas."""
    first, _, last = token.text.rpartition("-")
    if not first or feature(token, "Number") == "Plur":
        return None
    listed = phrase_nouns().named_by_first
    if not {last, last.removesuffix("s"), last.removesuffix("es")} & listed:
        return None
    cluster = names.get(name_key(first))
    return cluster if cluster is not None and cluster.type == "Organization" else None


def by_form(clusters: Sequence[Cluster]) -> dict[str, Cluster]:
    """Key of every form of the names → their cluster; a form of two is left out."""
    found: dict[str, Cluster | None] = {}
    for cluster in clusters:
        for form in {cluster.label, *cluster.aliases}:
            known = found.setdefault(name_key(form), cluster)
            if known is not cluster:
                found[name_key(form)] = None
    return {key: cluster for key, cluster in found.items() if cluster is not None}
