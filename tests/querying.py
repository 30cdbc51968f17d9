"""A small graph of two articles, made by hand, that the tests of queries, store and server ask."""

import datetime
from itertools import count

from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Evidence,
    KnowledgeGraph,
    Relation,
    Time,
    Value,
)
from kg.rdf import write_nquads

OBAMA = Entity("entity/Barack_Obama", "Barack Obama", "Person", aliases=("Obama",))
KERRY = Entity("entity/John_Kerry", "John Kerry", "Person", aliases=("Kerry", "US-Außenminister"))
PUTIN = Entity("entity/Wladimir_Putin", "Wladimir Putin", "Person")
EARNEST = Entity("entity/Josh_Earnest", "Josh Earnest", "Person")
PENTAGON = Entity("entity/Pentagon", "Pentagon", "Organization")
MOSKAU = Entity("entity/Moskau", "Moskau", "Location")
TURKEY = Entity("entity/Türkei", "Türkei", "Location", same_as=("http://www.wikidata.org/entity/Q43",))
USA = Entity("entity/USA", "USA", "Location")
POST = Entity("entity/US-Präsident", "US-Präsident", "Concept")
HOUSE = Entity("entity/Weißes_Haus", "Weißes Haus", "Organization")
ENTITIES = (OBAMA, KERRY, PUTIN, EARNEST, PENTAGON, MOSKAU, TURKEY, USA, POST, HOUSE)

RELATIONS = {
    "meets": Relation("meets", "meets", "trifft", "trifft"),
    "visits": Relation("visits", "visits", "besucht", "war … gekommen"),
    "travelsTo": Relation("travelsTo", "travels to", "reist nach", "reist"),
    "holdsPosition": Relation("holdsPosition", "holds position", "hat das Amt"),
    "spokespersonOf": Relation("spokespersonOf", "is spokesperson of", "ist Sprecher von"),
    "supports": Relation("supports", "supports", "unterstützt", "unterstützt"),
    "flies": Relation("flies", "flies", "fliegt", "geflogen"),
}
_places = count(0, 100)


def claim(subject, relation, target, *articles, **more):
    start = next(_places)
    words = f"{subject.label} {relation}"
    found = tuple(
        Evidence(name, start, start + len(words), words, (start, start + 90), f"de.test.{relation}")
        for name in articles or ("besuch",)
    )
    return Claim(subject, RELATIONS[relation], target, found, **more)


CLAIMS = (
    claim(OBAMA, "visits", PENTAGON, time=Time("am Montag", "2015-12-14", "2015-12-14")),
    claim(OBAMA, "holdsPosition", POST, "besuch", "reise"),
    claim(EARNEST, "spokespersonOf", HOUSE),
    claim(KERRY, "meets", PUTIN, "reise", place=MOSKAU, confidence=0.93),
    claim(KERRY, "travelsTo", MOSKAU, "reise", time=Time("am Dienstag", "2015-12-15", "2015-12-15")),
    claim(
        OBAMA, "travelsTo", TURKEY, modality="planned", attribution=Attribution(EARNEST, "sagte", "direct")
    ),
    claim(USA, "flies", Value(9000, "Angriff"), attribution=Attribution(OBAMA, "sagte", "indirect")),
    claim(PUTIN, "supports", TURKEY, "reise", attribution=Attribution(KERRY, "laut", "reported")),
    claim(
        PUTIN,
        "supports",
        TURKEY,
        "reise",
        polarity="negative",
        attribution=Attribution(PUTIN, "", "indirect"),
    ),
    claim(
        USA, "supports", TURKEY, "reise", attribution=Attribution(None, "soll", "reported"), confidence=0.55
    ),
)
VISIT = Article(
    "besuch", "Obama im Pentagon. " * 40, "Obama im Pentagon", published=datetime.date(2015, 12, 14)
)
TRIP = Article("reise", "Kerry reist nach Moskau. " * 40)
GRAPH = KnowledgeGraph((VISIT, TRIP), ENTITIES, CLAIMS)


def nquads(base="https://newskg.org/"):
    return write_nquads(GRAPH, base, symmetric=frozenset({"meets"}))


def one_article(article):
    """The graph of one of the two articles alone."""
    claims = [one for one in CLAIMS if any(found.article == article.name for found in one.evidence)]
    own = tuple(
        Claim(
            **{name: getattr(one, name) for name in Claim.__dataclass_fields__ if name != "evidence"},
            evidence=tuple(found for found in one.evidence if found.article == article.name),
        )
        for one in claims
    )
    used = {e.id for one in own for e in (one.subject, one.object) if isinstance(e, Entity)}
    used |= {one.attribution.speaker.id for one in own if one.attribution and one.attribution.speaker}
    used |= {one.place.id for one in own if one.place}
    return KnowledgeGraph((article,), tuple(e for e in ENTITIES if e.id in used), own)
