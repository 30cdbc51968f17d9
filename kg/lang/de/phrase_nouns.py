"""Nouns that state a relation between a name and another (`data/phrase_nouns.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kg.errors import VocabularyError
from kg.lang.de.lexicon import Title, load_table, read_title, stem

_NAME = "phrase_nouns.toml"
ClassKind = Literal["organisations", "things", "places", "persons"]
_KINDS: tuple[ClassKind, ...] = ("organisations", "things", "places", "persons")


@dataclass(frozen=True, slots=True)
class PhraseNouns:
    """The word lists of the file.

    Attributes:
        nouns: relation and endings of nouns that have an owner (`Sprecher`).
        prefix: post behind a hyphen → how its holder stands to the name before it.
        plays, teams: posts of players, first words of teams' names.
        parties: form → the party's name.
        classes: kind → endings of its class nouns.
        bare: class nouns that alone say too little.
        relative_first: first parts of class nouns that only say how it stands to somebody else.
        exceptions: words that only end like a class noun.
        persons_too: endings of class nouns of organisations that also name persons (`Bauer`).
        named_by_first: class nouns whose compound with a name means the named thing.
        seated: endings of nouns of things that have a seat.
        turned: endings of nouns whose owner is the relation's subject.
        works: relation → endings of the works that somebody makes so.
        by_adjective, by_compound: second parts of compounds with a name → relation.
        groups: noun before the genitive of a group → how its bearer stands to it.
    """

    nouns: tuple[tuple[str, tuple[str, ...]], ...]
    prefix: Mapping[str, str]
    plays: frozenset[str]
    teams: frozenset[str]
    parties: Mapping[str, str]
    classes: Mapping[ClassKind, tuple[str, ...]]
    bare: frozenset[str]
    relative_first: tuple[str, ...]
    exceptions: frozenset[str]
    persons_too: tuple[str, ...]
    named_by_first: frozenset[str]
    seated: tuple[str, ...]
    turned: tuple[str, ...]
    works: Mapping[str, tuple[str, ...]]
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
    } - set(table)
    if missing:
        raise VocabularyError(f"{_NAME}: section {min(missing)!r} is missing")
    classes = table["classes"]
    return PhraseNouns(
        _entries(table["noun"], "endings"),
        {post: relation for relation, posts in _entries(table["prefix"], "posts") for post in posts},
        frozenset(table["behind"]["plays"]),
        frozenset(table["behind"]["teams"]),
        dict(table["parties"]),
        {kind: tuple(classes[kind]) for kind in _KINDS},
        frozenset(classes["bare"]),
        tuple(classes["relative_first"]),
        frozenset(classes["exceptions"]),
        tuple(classes["persons_too"]),
        frozenset(classes["named_by_first"]),
        tuple(classes["seated"]),
        tuple(ending for entry in table["noun"] if entry.get("turned") for ending in entry["endings"]),
        {relation: tuple(words) for relation, words in table["works"].items()},
        dict(table["by_adjective"]),
        {noun: relation for relation, words in table["by_compound"].items() for noun in words},
        {noun: relation for relation, words in table["groups"].items() for noun in words},
    )


def _entries(entries: list[dict[str, Any]], key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    for number, entry in enumerate(entries, 1):
        words = entry.get(key)
        if "relation" not in entry or not words or not all(isinstance(word, str) for word in words):
            raise VocabularyError(f"{_NAME}: entry {number} needs 'relation' and a list '{key}' of strings")
    return tuple((entry["relation"], tuple(entry[key])) for entry in entries)


def load_phrase_nouns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Relation id and noun endings, in the file's order.

    >>> load_phrase_nouns()[0][0]
    'spokespersonOf'
    """
    return phrase_nouns().nouns


def relation_of_noun(lemma: str) -> str | None:
    """The relation between a person and the noun's owner, None where the noun states none.

    >>> relation_of_noun("Regierungssprecher")
    'spokespersonOf'
    """
    lower = lemma.lower()
    return next((rel for rel, ends in load_phrase_nouns() if lower.endswith(ends)), None)


def is_turned(lemma: str) -> bool:
    """True where the noun's owner is the subject: she succeeds `ihr Vorgänger`.

    >>> is_turned("Vorgängerin"), is_turned("Nachfolger")
    (True, False)
    """
    return lemma.lower().endswith(phrase_nouns().turned)


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
    >>> relation_to_prefix(read_title("Ex-Präsident")) is None
    True
    """
    known = phrase_nouns()
    if title.prefix in known.parties:
        leads = title.base == "Chef" or (title.base.endswith("orsitzender") and "raktion" not in title.base)
        return ("leads" if leads else "memberOf"), known.parties[title.prefix]
    relation = known.prefix.get(title.base)
    return (relation, title.prefix) if relation is not None and title.prefix else None


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
