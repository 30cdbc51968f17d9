"""Nouns that state a relation between a name and another (`data/phrase_nouns.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kg.errors import VocabularyError
from kg.lang.de.gazetteer import country_of_name
from kg.lang.de.lexicon import Title, load_table, read_title, stem, titles

_NAME = "phrase_nouns.toml"
ClassKind = Literal["organisations", "things", "places", "persons"]
_KINDS: tuple[ClassKind, ...] = ("organisations", "things", "places", "persons")


@dataclass(frozen=True, slots=True)
class OwnedNoun:
    """Nouns that say how somebody stands to their owner.

    Attributes:
        endings, words: what matches: ends of lemmas, whole lemmas; in small letters.
        turned: the owner is the relation's subject.
        of: entity type that the owner must have, "" for any.
    """

    relation: str
    endings: tuple[str, ...]
    words: frozenset[str]
    turned: bool
    of: str


@dataclass(frozen=True, slots=True)
class PhraseNouns:
    """The word lists of the file.

    Attributes:
        nouns: nouns that have an owner (`Sprecher`), in the file's order.
        without: nouns that only end like one of them.
        prefix: post behind a hyphen → how its holder stands to the name before it.
        of_bodies: posts of ``prefix`` that say so only of an organisation.
        first_parts: first part of a closed compound → the name that it stands for.
        whole_titles: title → relation and name.
        pairs: noun before two names → how they stand to each other.
        plays, teams: posts of players, first words of teams' names.
        parties: form → the party's name.
        classes: kind → endings of its class nouns.
        bare: class nouns that alone say too little.
        relative_first: first parts of class nouns that only say how it stands to somebody else.
        exceptions: words that only end like a class noun.
        persons_too: endings of class nouns of organisations that also name persons (`Bauer`).
        whole: ends of class nouns that do not name what their last part names (`Netzwerk`).
        inside_name: ends of class nouns that are a part of the name behind them (`Ingenieurbüro`).
        named_by_first: class nouns whose compound with a name means the named thing.
        seated: endings of nouns of things that have a seat.
        works: relation → endings of the works that somebody makes so.
        makers: profession → what they do with their works.
        by_adjective, by_compound: second parts of compounds with a name → relation.
        groups: noun before the genitive of a group → how its bearer stands to it.
    """

    nouns: tuple[OwnedNoun, ...]
    without: tuple[str, ...]
    prefix: Mapping[str, str]
    of_bodies: frozenset[str]
    first_parts: Mapping[str, str]
    whole_titles: Mapping[str, tuple[str, str]]
    pairs: Mapping[str, str]
    plays: frozenset[str]
    teams: frozenset[str]
    parties: Mapping[str, str]
    classes: Mapping[ClassKind, tuple[str, ...]]
    bare: frozenset[str]
    relative_first: tuple[str, ...]
    exceptions: frozenset[str]
    persons_too: tuple[str, ...]
    whole: tuple[str, ...]
    inside_name: tuple[str, ...]
    named_by_first: frozenset[str]
    seated: tuple[str, ...]
    works: Mapping[str, tuple[str, ...]]
    makers: Mapping[str, str]
    by_adjective: Mapping[str, str]
    by_compound: Mapping[str, str]
    groups: Mapping[str, str]


@lru_cache(maxsize=1)
def phrase_nouns() -> PhraseNouns:
    """The word lists.

    Raises:
        VocabularyError: an entry without relation or words, or a section that is missing.
    """
    table: dict[str, Any] = load_table(_NAME)
    missing = {
        "noun",
        "prefix",
        "behind",
        "parties",
        "classes",
        "works",
        "by_adjective",
        "by_compound",
        "groups",
        "without",
        "first_parts",
        "whole_titles",
        "pairs",
        "makers",
    } - set(table)
    if missing:
        raise VocabularyError(f"{_NAME}: section {min(missing)!r} is missing")
    classes = table["classes"]
    prefix = _entries(table["prefix"], "posts")
    return PhraseNouns(
        tuple(_owned(entry) for entry, _ in _entries(table["noun"], "endings")),
        tuple(table["without"]),
        {post: entry["relation"] for entry, posts in prefix for post in posts},
        frozenset(post for entry, posts in prefix if entry.get("of") for post in posts),
        dict(table["first_parts"]),
        {title: (relation, name) for title, (relation, name) in table["whole_titles"].items()},
        {noun: relation for relation, words in table["pairs"].items() for noun in words},
        frozenset(table["behind"]["plays"]),
        frozenset(table["behind"]["teams"]),
        dict(table["parties"]),
        {kind: tuple(classes[kind]) for kind in _KINDS},
        frozenset(classes["bare"]),
        tuple(classes["relative_first"]),
        frozenset(classes["exceptions"]),
        tuple(classes["persons_too"]),
        tuple(classes["whole"]),
        tuple(classes["inside_name"]),
        frozenset(classes["named_by_first"]),
        tuple(classes["seated"]),
        {relation: tuple(words) for relation, words in table["works"].items()},
        {noun: relation for relation, words in table["makers"].items() for noun in words},
        dict(table["by_adjective"]),
        {noun: relation for relation, words in table["by_compound"].items() for noun in words},
        {noun: relation for relation, words in table["groups"].items() for noun in words},
    )


def _entries(entries: list[dict[str, Any]], key: str) -> tuple[tuple[dict[str, Any], tuple[str, ...]], ...]:
    for number, entry in enumerate(entries, 1):
        words = entry.get(key)
        if "relation" not in entry or not words or not all(isinstance(word, str) for word in words):
            raise VocabularyError(f"{_NAME}: entry {number} needs 'relation' and a list '{key}' of strings")
    return tuple((entry, tuple(entry[key])) for entry in entries)


def _owned(entry: dict[str, Any]) -> OwnedNoun:
    words, turned = frozenset(entry.get("words", ())), bool(entry.get("turned"))
    return OwnedNoun(entry["relation"], tuple(entry["endings"]), words, turned, entry.get("of", ""))


@lru_cache(maxsize=100_000)
def owned_noun(lemma: str) -> OwnedNoun | None:
    """How somebody stands to the noun's owner, None where the noun states nothing.

    >>> owned_noun("Regierungssprecher").relation, owned_noun("Schwiegersohn").relation
    ('spokespersonOf', 'relativeOf')
    >>> owned_noun("Vorgängerin").turned, owned_noun("Vizepräsident") is None
    (True, True)
    """
    lower, known = lemma.lower(), phrase_nouns()
    if lower.endswith(known.without):
        return None
    return next((noun for noun in known.nouns if lower in noun.words or lower.endswith(noun.endings)), None)


def relation_to_work(lemma: str) -> str | None:
    """How somebody stands to a work of theirs.

    >>> relation_to_work("Dokumentarfilm"), relation_to_work("Auto") is None
    ('directs', True)
    """
    lower = lemma.lower()
    return next((rel for rel, ends in phrase_nouns().works.items() if lower.endswith(ends)), None)


def relation_to_prefix(title: Title) -> tuple[str, str] | None:
    """What a post says about the name before its hyphen: relation and the name's form there.

    >>> relation_to_prefix(read_title("CDU-Politikerin")), relation_to_prefix(read_title("DGB-Chef"))
    (('memberOf', 'CDU'), ('leads', 'DGB'))
    >>> relation_to_prefix(read_title("Kremlsprecher")), relation_to_prefix(read_title("THW-Präsident"))
    (('spokespersonOf', 'Kreml'), ('leads', 'THW'))
    >>> relation_to_prefix(read_title("US-Präsident")) is None
    True
    """
    known = phrase_nouns()
    if title.prefix in known.parties:
        leads = title.base == "Chef" or (title.base.endswith("orsitzender") and "raktion" not in title.base)
        return ("leads" if leads else "memberOf"), known.parties[title.prefix]
    if not title.prefix:
        return known.whole_titles.get(title.base) or _by_first_part(title.base)
    relation, prefix = known.prefix.get(title.base), title.prefix
    if relation is None or (title.base in known.of_bodies and _is_no_body(prefix)):
        return None
    return relation, prefix


def _is_no_body(prefix: str) -> bool:
    return country_of_name(prefix) is not None or prefix in titles().other_prefixes


def _by_first_part(base: str) -> tuple[str, str] | None:
    known = phrase_nouns()
    for first, name in known.first_parts.items():
        relation = known.prefix.get(base[len(first) :].capitalize()) if base.startswith(first) else None
        if relation is not None:
            return relation, name
    return None


@lru_cache(maxsize=100_000)
def class_kind(lemma: str) -> ClassKind | None:
    """Which kind of thing a class noun names, None for other nouns.

    >>> class_kind("Umweltorganisation"), class_kind("Dokumentarfilm"), class_kind("Standort")
    ('organisations', 'things', None)
    """
    known = phrase_nouns()
    last = lemma.rpartition("-")[2]
    lower = last.lower()
    if last in known.exceptions:
        return None
    return next((kind for kind in _KINDS if lower.endswith(known.classes[kind])), None)


def may_be_person(lemma: str) -> bool:
    """True for a class noun of organisations that also names persons.

    >>> may_be_person("Autohersteller"), may_be_person("Investmentbank")
    (True, False)
    >>> may_be_person("Tochter"), may_be_person("Öl-Tochter")
    (True, False)
    """
    whole, lower = lemma == lemma.rpartition("-")[2], lemma.lower()
    return whole and lower.endswith(phrase_nouns().persons_too)


def is_whole(lemma: str) -> bool:
    """True for a class noun that does not name what its last part names: a `Netzwerk` is no `Werk`."""
    return lemma.lower().endswith(phrase_nouns().whole)


def says_little(lemma: str) -> bool:
    """True for a class noun that is no news about its name: `Stadt`, `Nachbarland`.

    >>> says_little("Stadt"), says_little("Nachbarland"), says_little("Hafenstadt")
    (True, True, False)
    """
    known = phrase_nouns()
    return lemma in known.bare or lemma.startswith(known.relative_first)


def relation_of_adjective(word: str) -> str | None:
    """`US-geführte`: how the name before the hyphen stands to the noun.

    >>> relation_of_adjective("US-geführten")
    'leads'
    """
    first, _, last = word.rpartition("-")
    return phrase_nouns().by_adjective.get(stem(last)) if first else None


def is_post(word: str) -> bool:
    """True for a noun, inflected or not, of a post that somebody can hold.

    >>> is_post("US-Außenministers"), is_post("Kollege"), is_post("Reise")
    (True, False, False)
    """
    title = read_title(word)
    return title is not None and title.role and not title.relational
