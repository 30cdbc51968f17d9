"""Names of one article that mean the same: inflection, surnames, acronyms, countries."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc

from kg.entities.naming import core_range, country_names, nominative, wikidata
from kg.lang.de.bodies import body_label, read_body
from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import (
    country_of_adjective,
    country_of_name,
    country_of_people,
    institution_of_name,
    name_key,
)
from kg.lang.de.lexicon import Country, given_names, read_title
from kg.mentions.spans import feature
from kg.model import EntityType, Mention

_GEONAMES = "https://sws.geonames.org/"
_TYPE_ORDER: tuple[EntityType, ...] = (
    "Person",
    "Organization",
    "Location",
    "Facility",
    "Event",
    "Work",
    "Miscellaneous",
    "Concept",
)


@dataclass(slots=True)
class Cluster:
    """What is known of one entity while it is put together."""

    label: str
    type: EntityType
    gender: str = ""
    number: str = ""
    country: str = ""
    mentions: list[Mention] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    same_as: tuple[str, ...] = ()
    heads: list[int] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        insort(self.heads, mention.head)

    def last_before(self, token: int) -> int | None:
        """Head word of the last mention before this token, None where there is none."""
        number = bisect_left(self.heads, token)
        return self.heads[number - 1] if number else None


def cluster_names(doc: Doc, names: list[Mention]) -> dict[int, Cluster]:
    """Head token of each name → its cluster; names that stay ambiguous are left out."""
    names = _with_surnames(names)
    acronyms = _acronyms(doc, names)
    people = sorted({m.lemma for m in names if m.type == "Person" and " " in m.lemma})
    clusters: dict[str, Cluster] = {}
    found: dict[int, Cluster] = {}
    for mention in names:
        key = _key(doc, mention, people, acronyms)
        if key is not None:
            cluster = clusters.setdefault(key, Cluster("", mention.type))
            cluster.add(mention)
            found[mention.head] = cluster
    for key, cluster in clusters.items():
        _complete(doc, key, cluster)
    return found


def _with_surnames(names: list[Mention]) -> list[Mention]:
    """`Wienholt` alone is the one `Petra Wienholt`, even where the recognizer took it for a place."""
    last = Counter(
        name.split()[-1] for name in {m.lemma for m in names if m.type == "Person" and " " in m.lemma}
    )
    return [replace(m, type="Person") if last[m.lemma] == 1 and _is_unknown(m) else m for m in names]


def _is_unknown(mention: Mention) -> bool:
    """A place or thing that no list knows."""
    if mention.type not in ("Location", "Miscellaneous"):
        return False
    listed = _country(mention) is not None or city_of_name(mention.lemma) is not None
    return not listed and institution_of_name(mention.lemma) is None


def _key(doc: Doc, mention: Mention, people: list[str], acronyms: dict[str, str]) -> str | None:
    if mention.type == "Person":
        return _person_key(doc, mention, people)
    country = _country(mention)
    if country is not None:
        return f"country:{country.code}"
    city = city_of_name(mention.lemma) if mention.type == "Location" else None
    if city is not None:
        return f"city:{city.geonames}"
    body = read_body(mention.lemma) if mention.type == "Organization" else None
    if body is not None and not _is_proper(doc, mention):
        return f"body:{body.noun} {body.scope}"
    own = name_key(nominative(doc, mention))
    key = acronyms.get(own, acronyms.get(name_key(mention.lemma), own))
    institution = institution_of_name(key) or institution_of_name(mention.lemma)
    return f"institution:{institution.label}" if institution is not None else f"name:{key}"


def _is_proper(doc: Doc, mention: Mention) -> bool:
    """`die Deutsche Bank`: a capital inside a sentence makes the phrase a name of its own."""
    first = doc[core_range(doc, mention)[0]]
    derived = country_of_adjective(first.text) is not None
    return derived and first.text[:1].isupper() and not first.is_sent_start


def _country(mention: Mention) -> Country | None:
    if mention.type != "Location":
        return None
    word = mention.lemma
    return country_of_name(word) or country_of_adjective(word) or country_of_people(word)


def _person_key(doc: Doc, mention: Mention, people: list[str]) -> str | None:
    """`Obama` is the one full name that ends so; two that fit are nobody."""
    fits = [name for name in people if name == mention.lemma or name.endswith(" " + mention.lemma)]
    gender = _title_gender(doc, mention)
    if gender:
        fits = [name for name in fits if given_names().get(name.split()[0], gender) == gender]
    if mention.lemma in fits:
        return f"person:{mention.lemma}"
    if len(fits) > 1:
        return None
    return f"person:{fits[0]}" if fits else f"person:{mention.lemma}"


def _title_gender(doc: Doc, mention: Mention) -> str:
    core, _ = core_range(doc, mention)
    if core == 0 or doc[core - 1].idx < mention.span.start:
        return ""
    title = read_title(doc[core - 1].text)
    return title.gender if title is not None else ""


def _acronyms(doc: Doc, names: list[Mention]) -> dict[str, str]:
    """`Islamischer Staat (IS)`: key of the short name → key of the long one."""
    found = {}
    text = doc.text  # joined anew at each look
    for left, right in pairwise(names):
        between = text[left.span.end : right.span.start]
        closed = text[right.span.end : right.span.end + 1] == ")"
        if between.strip() != "(" or not closed or "Person" in (left.type, right.type):
            continue
        for short, long in ((right.lemma, left.lemma), (left.lemma, right.lemma)):
            if short.isalpha() and sum(c.isupper() for c in short) >= 2 and len(short) < len(long):
                found[name_key(short)] = name_key(long)
                break
    return found


def _complete(doc: Doc, key: str, cluster: Cluster) -> None:
    kind, _, rest = key.partition(":")
    forms = {m.lemma for m in cluster.mentions}
    if kind == "country":
        _complete_country(cluster)
        forms = {m.lemma for m in cluster.mentions if country_of_name(m.lemma)}
    elif kind == "institution":
        entry = institution_of_name(rest)
        assert entry is not None
        cluster.label, cluster.type, cluster.country = entry.label, entry.type, entry.country
        cluster.same_as = wikidata(entry.wikidata)
        _features(doc, cluster)
    else:
        cluster.type = _commonest_type(cluster.mentions)
        cluster.label = _label(doc, kind, rest, cluster)
        if kind == "city":
            _complete_city(cluster)
        _features(doc, cluster)
    cluster.aliases = (cluster.aliases | forms) - {cluster.label}


def _commonest_type(mentions: list[Mention]) -> EntityType:
    """One mention that tells the sort is enough (`der Film „Seefeuer“`): Miscellaneous tells nothing."""
    told = Counter[EntityType](m.type for m in mentions if m.type != "Miscellaneous")
    return min(told, key=lambda t: (-told[t], _TYPE_ORDER.index(t))) if told else "Miscellaneous"


def _label(doc: Doc, kind: str, rest: str, cluster: Cluster) -> str:
    if kind == "person":
        return rest
    if kind == "body":
        first = min(cluster.mentions, key=lambda m: m.head).lemma
        body = read_body(first)
        return (body_label(body) if body else "") or first
    return _best_label(doc, cluster, rest)


def _complete_country(cluster: Cluster) -> None:
    country = _country(cluster.mentions[0])
    assert country is not None
    cluster.label, cluster.type, cluster.country = country.label, "Location", country.code
    cluster.gender, cluster.number = country.gender, country.number
    english, cluster.same_as = country_names(country)
    cluster.aliases = set(english)


def _complete_city(cluster: Cluster) -> None:
    city = city_of_name(cluster.mentions[0].lemma)
    assert city is not None
    cluster.same_as = (f"{_GEONAMES}{city.geonames}/",)
    cluster.aliases = {city.english}


def _best_label(doc: Doc, cluster: Cluster, key: str) -> str:
    """The nominative of the long form, never the acronym where both are known."""
    long = [m for m in cluster.mentions if key in (name_key(m.lemma), name_key(nominative(doc, m)))]
    long = long or cluster.mentions
    strong = [m for m in long if _stands_strong(doc, m)]
    if strong and len({m.lemma for m in long}) > 1:
        return strong[0].lemma
    labels = Counter(nominative(doc, mention) for mention in long)
    return min(labels, key=lambda label: -labels[label])  # of equally frequent forms the first


def _stands_strong(doc: Doc, mention: Mention) -> bool:
    """`Terrormiliz Islamischer Staat`: without an article the ending itself shows the nominative."""
    core, end = core_range(doc, mention)
    before = doc[core - 1].pos_ if core else ""
    strong = doc[core].text.endswith(("er", "es"))
    return end - core > 1 and strong and before not in ("DET", "ADP", "ADJ")


def _features(doc: Doc, cluster: Cluster) -> None:
    cluster.number = "Plur" if cluster.mentions[0].number == "Plur" else "Sing"
    if cluster.type == "Person":
        titles = [gender for m in cluster.mentions if (gender := _title_gender(doc, m))]
        cluster.gender = titles[0] if titles else given_names().get(cluster.label.split()[0], "")
        cluster.number = "Sing"
        return
    genders = Counter(g for m in cluster.mentions if (g := feature(doc[m.head], "Gender")))
    cluster.gender = min(genders, key=lambda g: (-genders[g], g)) if genders else ""
