"""Which person a surname means."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.entities.naming import core_range
from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import country_of_adjective, country_of_name, country_of_people, institution_of_name
from kg.lang.de.lexicon import Country, given_names, nouns, read_title
from kg.model import EntityType, Mention

_LOCAL_TYPES = ("Location", "Miscellaneous")


def is_full_name(name: str) -> bool:
    """A name of several words that does not begin with a particle.

    >>> is_full_name("Ben van Beurden"), is_full_name("Van Beurden"), is_full_name("Beurden")
    (True, False, False)
    """
    first, _, rest = name.partition(" ")
    return bool(rest) and first.lower() not in nouns()["particles"]


def with_surnames(names: list[Mention]) -> list[Mention]:
    """`Wienholt` alone is the one `Petra Wienholt`, even where the recognizer took it for a place."""
    last = Counter(
        name.split()[-1] for name in {m.lemma for m in names if m.type == "Person" and " " in m.lemma}
    )
    alone = Counter((m.lemma, m.type) for m in names if last[m.lemma] == 1)
    return [replace(m, type="Person") if last[m.lemma] == 1 and _means_person(m, alone) else m for m in names]


def _means_person(mention: Mention, alone: Counter[tuple[str, EntityType]]) -> bool:
    """A place or thing that no list knows; an organisation only where a person is meant elsewhere."""
    if mention.type == "Organization":
        persons = alone[mention.lemma, "Person"]
        return persons >= alone[mention.lemma, "Organization"] and institution_of_name(mention.lemma) is None
    if mention.type not in _LOCAL_TYPES:
        return False
    listed = country_of(mention) is not None or city_of_name(mention.lemma) is not None
    return not listed and institution_of_name(mention.lemma) is None


def person_key(doc: Doc, mention: Mention, full: Mapping[str, Sequence[int]]) -> str | None:
    """`Obama` is the one full name that ends so; of two the one that was named before alone."""
    if mention.lemma in full:
        return f"person:{mention.lemma}"
    core, _ = core_range(doc, mention)
    if core and doc[core - 1].lemma_ in nouns()["families"]:
        return f"family:{mention.lemma}"
    end = " " + mention.lemma.lower()  # `Van Beurden` begins a sentence
    fits = [name for name in full if name.lower().endswith(end)]
    gender = title_gender(doc, mention)
    if gender:
        fits = [name for name in fits if given_names().get(name.split()[0], gender) == gender]
    if len(fits) > 1:
        fits = _introduced(fits, mention.head, full)
    if len(fits) > 1:
        return None
    return f"person:{fits[0]}" if fits else f"person:{mention.lemma}"


def _introduced(fits: list[str], at: int, full: Mapping[str, Sequence[int]]) -> list[str]:
    """Those of whom the full name stood before; in a headline the one named first behind it."""
    before = [name for name in fits if bisect_left(full[name], at) > 0]
    return before or [min(fits, key=lambda name: full[name][0])]


def title_gender(doc: Doc, mention: Mention) -> str:
    """The gender that a title inside the mention shows, "" for none (`der` or `die Vorsitzende`)."""
    core, _ = core_range(doc, mention)
    if core == 0 or doc[core - 1].idx < mention.span.start:
        return ""
    title = read_title(doc[core - 1].text)
    if title is None:
        return ""
    like_adjective = title.gender == "Fem" and title.base.lower().endswith(
        doc[core - 1].text[-4:].lower() + "r"
    )
    return "" if like_adjective else title.gender


def country_of(mention: Mention) -> Country | None:
    """The country that a place name, an adjective or a people means."""
    if mention.type != "Location":
        return None
    word = mention.lemma
    return country_of_name(word) or country_of_adjective(word) or country_of_people(word)
