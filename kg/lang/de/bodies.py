"""Public bodies that a phrase names: `die spanische Regierung`, `US-Kongress`, `Polizei Dortmund`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.errors import VocabularyError
from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import country_of_adjective, country_of_name, institution_of_name
from kg.lang.de.lexicon import countries, load_table

_SECTIONS = ("closed", "open", "exceptions", "neuter", "masculine")
_ENDINGS = ("", "s", "es", "en", "n", "e")
_NATIONAL = "Bundes"
_STRONG = {"Masc": "er", "Fem": "e", "Neut": "es"}


@dataclass(frozen=True, slots=True)
class BodyNouns:
    """The nouns of ``bodies.toml``: free or at a compound's end, free only, and words that only look so.

    ``neuter`` and ``masculine`` are those among them that are not feminine.
    """

    closed: frozenset[str]
    open: frozenset[str]
    exceptions: frozenset[str]
    neuter: frozenset[str]
    masculine: frozenset[str]


@dataclass(frozen=True, slots=True)
class Body:
    """A body read from words: what it is, whose it is.

    Attributes:
        noun: base form of its noun (`Außenministerium`).
        scope: `country:ES`, or `name:Dortmund`.
    """

    noun: str
    scope: str


@lru_cache(maxsize=1)
def body_nouns() -> BodyNouns:
    """The word lists.

    Raises:
        VocabularyError: a section is missing or unknown.
    """
    data = load_table("bodies.toml")
    if set(data) != set(_SECTIONS):
        raise VocabularyError(f"bodies.toml: sections {sorted(data)}; expected {', '.join(_SECTIONS)}")
    return BodyNouns(*(frozenset(data[name]) for name in _SECTIONS))


@lru_cache(maxsize=100_000)
def body_noun(word: str) -> str | None:
    """The base form of a noun of a body without what stands before its hyphen, None for other nouns.

    >>> body_noun("Außenministeriums"), body_noun("US-Kongress"), body_noun("Sandbank")
    ('Außenministerium', 'Kongress', None)
    """
    known = body_nouns()
    last = word.rpartition("-")[2]
    for ending in _ENDINGS:
        base = last.removesuffix(ending) if ending else last
        if last.endswith(ending) and base not in known.exceptions and _is_listed(base, known):
            return base
    return None


def _is_listed(base: str, known: BodyNouns) -> bool:
    if base in known.closed or base in known.open:
        return True
    ends = (base[cut:].capitalize() for cut in range(3, len(base) - 3))
    return any(end in known.closed for end in ends)


def body_gender(noun: str) -> str:
    """`Masc`, `Fem` or `Neut` of a body's noun in its base form.

    >>> body_gender("Außenministerium"), body_gender("Regierung")
    ('Neut', 'Fem')
    """
    known = body_nouns()
    ends = {noun, *(noun[cut:].capitalize() for cut in range(3, len(noun) - 3))}
    if ends & known.neuter:
        return "Neut"
    return "Masc" if ends & known.masculine else "Fem"


def body_of_compound(word: str) -> Body | None:
    """`US-Regierung`, `Bundesregierung`: the first part says whose body it is."""
    noun = body_noun(word)
    if noun is None:
        return None
    first = word.rpartition("-")[0]
    if first:
        scope = scope_of_name(first)
        return Body(noun, scope) if scope else None
    return Body(noun, "country:DE") if noun.startswith(_NATIONAL) and len(noun) > len(_NATIONAL) + 2 else None


def scope_of_name(name: str) -> str:
    """`country:US` for `US`, `name:Europäische Union` for `EU`, "" for a part that is no name."""
    country, institution = country_of_name(name), institution_of_name(name)
    if country is not None:
        return f"country:{country.code}"
    return f"name:{institution.label}" if institution is not None else ""


def read_body(words: str) -> Body | None:
    """Read the words of a name as a body, however it is put.

    >>> read_body("spanische Regierung") == read_body("Regierung Spaniens") == Body("Regierung", "country:ES")
    True
    >>> read_body("US-Regierung").scope, read_body("Polizei Dortmund").scope
    ('country:US', 'name:Dortmund')
    """
    parts = words.split()
    if len(parts) == 3 and parts[1] in ("der", "in", "von"):
        parts = [parts[0], parts[2]]
    if len(parts) == 1:
        return body_of_compound(parts[0])
    if len(parts) != 2:
        return None
    first, last = body_noun(parts[0]), body_noun(parts[1])
    if last is not None:
        country = country_of_adjective(parts[0])
        if country is not None:
            return Body(last, f"country:{country.code}")
        place = parts[0].removesuffix("er")
        return Body(last, f"name:{place}") if place != parts[0] and place[:1].isupper() else None
    if first is not None and parts[1][:1].isupper():
        return Body(first, scope_of_name(parts[1]) or f"name:{parts[1]}")
    return None


def body_label(body: Body) -> str:
    """One label for all the ways to name a country's body, "" for bodies of places and organisations.

    >>> body_label(Body("Außenministerium", "country:RU")), body_label(Body("Regierung", "country:US"))
    ('russisches Außenministerium', 'US-Regierung')
    """
    kind, _, code = body.scope.partition(":")
    if kind != "country":
        return ""
    if code == "US":
        return f"US-{body.noun}"
    if body.noun.startswith(_NATIONAL):
        return body.noun
    adjective = next(country.adjectives[0] for country in countries() if country.code == code)
    return f"{adjective}{_STRONG[body_gender(body.noun)]} {body.noun}"


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    """Places that stand for another body than the government of their country."""
    return dict(load_table("metonyms.toml")["seats"])


def government_of_capital(name: str) -> str | None:
    """The government that a capital stands for (`Moskau fordert`), None for all other places.

    >>> government_of_capital("Moskau"), government_of_capital("Berlin"), government_of_capital("Köln")
    ('russische Regierung', 'Bundesregierung', None)
    >>> government_of_capital("Brüssel"), government_of_capital("Singapur")  # the latter is a country
    ('Europäische Union', None)
    """
    if country_of_name(name) is not None:
        return None
    seat = _seats().get(name)
    if seat is not None:
        return seat
    city = city_of_name(name)
    known = city is not None and city.capital and any(c.code == city.country for c in countries())
    if city is None or not known:
        return None
    noun = "Bundesregierung" if city.country == "DE" else "Regierung"
    return body_label(Body(noun, f"country:{city.country}"))
