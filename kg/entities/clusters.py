"""Names of one article that mean the same: inflection, surnames, acronyms, countries."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.entities.genders import class_gender, words_gender
from kg.entities.keys import know, name_key_of
from kg.entities.labels import nominative
from kg.entities.naming import core_range, country_names, wikidata
from kg.entities.surnames import country_of, title_gender, with_surnames
from kg.lang.de.bodies import body_label, read_body
from kg.lang.de.cities import city_of_name
from kg.lang.de.gazetteer import country_of_name, institution_of_name, name_key
from kg.lang.de.lexicon import given_names
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
    english: str = ""
    heads: list[int] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        insort(self.heads, mention.head)

    def drop(self, mention: Mention) -> None:
        """Give back a mention that means something else after all."""
        self.mentions.remove(mention)
        self.heads.remove(mention.head)

    def last_before(self, token: int) -> int | None:
        """Head word of the last mention before this token, None where there is none."""
        number = bisect_left(self.heads, token)
        return self.heads[number - 1] if number else None


def cluster_names(doc: Doc, names: list[Mention]) -> dict[int, Cluster]:
    """Head token of each name → its cluster; names that stay ambiguous are left out."""
    names = with_surnames(names)
    known = know(doc, names)
    clusters: dict[str, Cluster] = {}
    found: dict[int, Cluster] = {}
    for mention in names:
        key = name_key_of(doc, mention, known)
        if key is not None:
            cluster = clusters.setdefault(key, Cluster("", mention.type))
            cluster.add(mention)
            found[mention.head] = cluster
    for key, cluster in clusters.items():
        _complete(doc, key, cluster)
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
        cluster.same_as, cluster.english = wikidata(entry.wikidata), entry.english
        forms |= {entry.english} - {""}
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
    country = country_of(cluster.mentions[0])
    assert country is not None
    cluster.label, cluster.type, cluster.country = country.label, "Location", country.code
    cluster.gender, cluster.number = country.gender, country.number
    english, cluster.same_as = country_names(country)
    cluster.aliases, cluster.english = set(english), english[0] if english else country.label


def _complete_city(cluster: Cluster) -> None:
    city = city_of_name(cluster.mentions[0].lemma)
    assert city is not None
    cluster.same_as = (f"{_GEONAMES}{city.geonames}/",)
    cluster.aliases, cluster.english = {city.english}, city.english


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
        titles = [gender for m in cluster.mentions if (gender := title_gender(doc, m))]
        known = given_names().get(cluster.label.split()[0], "")
        cluster.gender = titles[0] if titles else known or _told_gender(doc, cluster.mentions)
        cluster.number = "Sing"
        return
    classes = Counter(g for m in cluster.mentions if (g := class_gender(doc, m)))
    genders = classes or Counter(g for m in cluster.mentions if (g := feature(doc[m.head], "Gender")))
    cluster.gender = min(genders, key=lambda g: (-genders[g], g)) if genders else ""


def _told_gender(doc: Doc, mentions: list[Mention]) -> str:
    """`den 38-jährigen Marco Siewers`, `die Polin Iga Swiatek`: what the words before the name show."""
    told = Counter(g for m in mentions if (g := words_gender(doc, m)))
    return next(iter(told)) if len(told) == 1 else ""
