"""Which names of an article are the same: a key for each, equal for all its forms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc

from kg.entities.labels import nominative
from kg.entities.naming import core_range
from kg.entities.surnames import country_of, is_full_name, person_key
from kg.lang.de.bodies import read_body
from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import country_of_adjective, institution_of_name, name_key
from kg.lang.de.lexicon import nouns
from kg.lang.de.phrase_nouns import phrase_nouns
from kg.mentions.acronyms import is_acronym
from kg.model import Mention

_LOCATIVE = frozenset({"in", "im", "aus", "nach", "bei", "um"})


@dataclass(frozen=True, slots=True)
class Known:
    """What all names of an article tell about each of them.

    Attributes:
        full: full name of a person → head tokens of its mentions, in text order.
        acronyms: key of a short name in brackets → its long form.
        companies: names without their legal form that stand with one form only.
        clubs: words of a club's name → the names of the clubs that have them.
    """

    full: dict[str, list[int]]
    acronyms: dict[str, Mention]
    companies: frozenset[str]
    clubs: dict[str, frozenset[str]]


def know(doc: Doc, names: list[Mention]) -> Known:
    """Look at all names of the article at once."""
    full: dict[str, list[int]] = {}
    for mention in sorted(names, key=lambda m: m.head):
        if mention.type == "Person" and is_full_name(mention.lemma):
            full.setdefault(mention.lemma, []).append(mention.head)
    forms = Counter(stem for stem, form in {split_legal_form(m.lemma) for m in names} if form)
    companies = frozenset(stem for stem, count in forms.items() if count == 1)
    return Known(full, _acronyms(doc, names), companies, _clubs(names))


def name_key_of(doc: Doc, mention: Mention, known: Known) -> str | None:
    """The key of what a name means, None where several could be meant."""
    long = known.acronyms.get(name_key(mention.lemma))
    if long is not None and long is not mention:
        return name_key_of(doc, long, replace(known, acronyms={}))
    if mention.type == "Person":
        return person_key(doc, mention, known.full)
    club = _club_of(doc, mention, known)
    return (
        f"name:{name_key(club)}"
        if club is not None
        else _listed_key(doc, mention) or _own_key(doc, mention, known)
    )


def _listed_key(doc: Doc, mention: Mention) -> str | None:
    """The key of what the lists know, None for all others."""
    country = country_of(mention)
    if country is not None:
        return f"country:{country.code}"
    institution = institution_of_name(mention.lemma) or institution_of_name(nominative(doc, mention))
    if institution is not None:
        return f"institution:{institution.label}"
    city = city_of_name(mention.lemma) if mention.type == "Location" else None
    if city is not None:
        return f"city:{city.geonames}"
    body = read_body(mention.lemma) if mention.type == "Organization" else None
    return f"body:{body.noun} {body.scope}" if body is not None and not _is_proper(doc, mention) else None


def _own_key(doc: Doc, mention: Mention, known: Known) -> str:
    stem, form = split_legal_form(mention.lemma)
    return f"name:{name_key(stem if form and stem in known.companies else nominative(doc, mention))}"


def _is_proper(doc: Doc, mention: Mention) -> bool:
    """`die Deutsche Bank`: a capital inside a sentence makes the phrase a name of its own."""
    first = doc[core_range(doc, mention)[0]]
    derived = country_of_adjective(first.text) is not None
    return derived and first.text[:1].isupper() and not first.is_sent_start


@lru_cache(maxsize=1)
def _legal_forms() -> tuple[str, ...]:
    """The longest first."""
    return tuple(sorted(nouns()["legal_forms"], key=lambda form: (-len(form), form)))


@lru_cache(maxsize=10_000)
def split_legal_form(name: str) -> tuple[str, str]:
    """A company's name and its legal form, "" where it has none.

    >>> split_legal_form("Siemens AG"), split_legal_form("Holzbau Meier GmbH & Co. KG")
    (('Siemens', 'AG'), ('Holzbau Meier', 'GmbH & Co. KG'))
    """
    form = next((f for f in _legal_forms() if name.endswith(" " + f)), "")
    return (name[: -len(form) - 1].rstrip(), form) if form else (name, "")


def _acronyms(doc: Doc, names: list[Mention]) -> dict[str, Mention]:
    """`Islamischer Staat (IS)`: key of the short name → the long one."""
    found = {}
    text = doc.text  # joined anew at each look
    for left, right in pairwise(names):
        between = text[left.span.end : right.span.start]
        closed = text[right.span.end : right.span.end + 1] == ")"
        if between.strip() != "(" or not closed or "Person" in (left.type, right.type):
            continue
        for short, long in ((right, left), (left, right)):
            spoken = left.type == right.type == "Organization" and _is_spelled_in(short.lemma, long.lemma)
            if (is_acronym(short.lemma) or spoken) and len(short.lemma) < len(long.lemma):
                found[name_key(short.lemma)] = long
                break
    return found


def _is_spelled_in(short: str, long: str) -> bool:
    """`Naturschutzbund Deutschland (Nabu)`: a short word whose letters stand in the long name in order."""
    letters = iter(long.lower())
    same = short[:1] == long[:1] and " " in long
    return same and short.isalpha() and len(short) <= 6 and all(letter in letters for letter in short.lower())


def _clubs(names: list[Mention]) -> dict[str, frozenset[str]]:
    """`FC Bayern München`: what each part of a club's name may stand for."""
    teams = phrase_nouns().teams
    found: dict[str, set[str]] = {}
    for name in {m.lemma for m in names if m.type == "Organization" and " " in m.lemma}:
        words = name.split()
        if set(words) & teams:
            for part in {*words, " ".join(words[:2]), " ".join(words[1:])} - {name}:
                found.setdefault(part, set()).add(name)
    return {part: frozenset(clubs) for part, clubs in found.items()}


def _club_of(doc: Doc, mention: Mention, known: Known) -> str | None:
    """`Bayern gewinnt gegen Dortmund`: the club that the article names in full; `in Dortmund` is the city."""
    clubs = known.clubs.get(mention.lemma, frozenset())
    if len(clubs) != 1 or mention.type not in ("Location", "Organization"):
        return None
    cases = {child.text.lower() for child in doc[mention.head].lefts if child.dep_ == "case"}
    return None if cases & _LOCATIVE or mention.span.text != mention.lemma else next(iter(clubs))
