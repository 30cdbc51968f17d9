"""Cities by their German and English names, with GeoNames ids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.errors import VocabularyError
from kg.lang.de.lexicon import DATA

_FILE = "cities.tsv"
_CELLS = 6
# A name that another city with a fifth of the people shares settles nothing (`Birmingham`, `Frankfurt`).
_RIVAL = 5


@dataclass(frozen=True, slots=True)
class City:
    """One city; ``thousands`` are its people, ``english`` its name at GeoNames."""

    geonames: str
    country: str
    capital: bool
    thousands: int
    english: str


@lru_cache(maxsize=1)
def _cities() -> dict[str, City | None]:
    """Name → its city, None for a name that several large cities share."""
    found: dict[str, City | None] = {}
    lines = (DATA / _FILE).read_text(encoding="utf-8").splitlines()
    body = [(number, line) for number, line in enumerate(lines, 1) if not line.startswith("#")][1:]
    for number, line in body:  # the largest first
        cells = line.split("\t")
        if len(cells) != _CELLS:
            raise VocabularyError(f"{_FILE}:{number}: {len(cells)} cells where {_CELLS} are needed")
        city = City(cells[0], cells[1], cells[2] == "1", int(cells[3]), cells[4])
        for name in cells[5].split(";"):
            known = found.setdefault(name, city)
            if known is not city and known is not None and not known.capital:
                found[name] = known if city.thousands * _RIVAL < known.thousands else None
    return found


@lru_cache(maxsize=100_000)
def city_of_name(name: str) -> City | None:
    """The city of this name, with or without genitive -s; None where it is unknown or not settled.

    >>> city_of_name("Moskaus").english, city_of_name("Kiew") == city_of_name("Kiev")
    ('Moscow', True)
    >>> city_of_name("Neu Delhi").capital
    True
    >>> city_of_name("Hintertupfingen") is None
    True
    """
    table = _cities()
    forms = (name, name.removesuffix("s"), name.replace(" ", "-"))  # `Neu Delhi` is `Neu-Delhi`
    return next((city for form in forms if (city := table.get(form)) is not None), None)


def is_genitive_of_city(name: str) -> bool:
    """True for a city's name with an -s that is not its own.

    >>> is_genitive_of_city("Hamburgs"), is_genitive_of_city("Paris"), is_genitive_of_city("Le Mans")
    (True, False, False)
    """
    table = _cities()
    return name.endswith("s") and name not in table and table.get(name[:-1]) is not None


def city_of_adjective(word: str) -> str | None:
    """The German name of the city behind an adjective in -er; None where it is unknown.

    >>> city_of_adjective("Berliner"), city_of_adjective("Bremer"), city_of_adjective("Dresdner")
    ('Berlin', 'Bremen', 'Dresden')
    >>> city_of_adjective("Lehrer") is None
    True
    """
    if not word.endswith("er") or not word[:1].isupper():
        return None
    root = word[:-2]
    forms = (root, root + "en", root + "e", root[:-1] + "en" if root.endswith("n") else root)
    return next((form for form in forms if len(form) > 3 and city_of_name(form) is not None), None)
