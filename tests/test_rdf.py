"""The graph as RDF: what a beginner's SPARQL finds, and what it must not find."""

from __future__ import annotations

import dataclasses
import datetime
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal

import pytest
from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from kg.errors import ConfigError, InputError
from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Evidence,
    KnowledgeGraph,
    Qualifier,
    Relation,
    Time,
    Value,
)
from kg.rdf import DEFAULT_BASE, Names, to_dataset, write_nquads, write_turtle


class RdflibNames:
    """``Names`` whose IRIs can be looked up in rdflib's graphs."""

    def __getattr__(self, name: str) -> Callable[..., URIRef]:
        return lambda *parts: URIRef(getattr(Names(), name)(*parts))


NAMES = RdflibNames()
MEETS_BOTH_WAYS = frozenset({"meets"})

OBAMA = Entity("entity/Barack_Obama", "Barack Obama", "Person", aliases=("Obama",))
PENTAGON = Entity(
    "entity/Pentagon", "Pentagon", "Organization", same_as=("http://www.wikidata.org/entity/Q11208",)
)
KERRY = Entity("entity/John_Kerry", "John Kerry", "Person")
PUTIN = Entity("entity/Wladimir_Putin", "Wladimir Putin", "Person")
CARTER = Entity("entity/Ashton_Carter", "Ashton Carter", "Person")
TURKEY = Entity("entity/Türkei", "Türkei", "Location")
LONELY = Entity("entity/Josh_Earnest", "Josh Earnest", "Person")

VISITS = Relation("visits", "visits", "besucht", "war … gekommen")
MEETS = Relation("meets", "meets", "trifft")
TRAVELS = Relation("travelsTo", "travels to", "reist nach")

HEADLINE = Article(
    "kerry",
    "Kerry trifft Putin.",
    title="Kerry trifft Putin",
    url="https://example.org/kerry putin",
    published=datetime.date(2015, 12, 14),
)
REPORT = Article("obama", "Der US-Präsident war ins Pentagon gekommen.")


def evidence(article: Article, start: int = 0, end: int = 5, rule: str = "de.test") -> Evidence:
    return Evidence(article.name, start, end, article.text[start:end], (0, len(article.text)), rule)


VISIT = Claim(OBAMA, VISITS, PENTAGON, (evidence(REPORT),))
MEETING = Claim(KERRY, MEETS, PUTIN, (evidence(HEADLINE), evidence(REPORT, 4, 9)))
TRIP = Claim(
    CARTER,
    TRAVELS,
    TURKEY,
    (evidence(REPORT),),
    modality="planned",
    attribution=Attribution(OBAMA, "kündigte an", "indirect"),
    time=Time("am Montag", "2015-12-14", "2015-12-14"),
    place=PENTAGON,
    qualifiers=(Qualifier("purpose", 'um "zu hören"'), Qualifier("with", "Kerry")),
    confidence=0.9 * 0.8,
)
GRAPH = KnowledgeGraph(
    articles=(HEADLINE, REPORT),
    entities=(OBAMA, PENTAGON, KERRY, PUTIN, CARTER, TURKEY, LONELY),
    claims=(VISIT, MEETING, TRIP),
)


def read(graph: KnowledgeGraph, **options: object) -> Graph:
    return Graph().parse(data=write_turtle(graph, **options), format="turtle")  # type: ignore[arg-type]


def one(claim: Claim, **options: object) -> Graph:
    return read(KnowledgeGraph((REPORT,), (), (claim,)), **options)


def has_direct(graph: Graph, subject: Entity, relation: Relation, target: Entity) -> bool:
    names = NAMES
    triple = (names.entity(subject.id), names.relation(relation.id), names.entity(target.id))
    return triple in graph


ASK = """
PREFIX rel: <https://newskg.org/relation/>
ASK {{ ?s rdfs:label "{subject}" . ?s rel:{relation} ?o . ?o rdfs:label "{target}" }}
"""


@pytest.mark.parametrize(
    ("subject", "relation", "target", "found"),
    [
        ("Barack Obama", "visits", "Pentagon", True),
        ("John Kerry", "meets", "Wladimir Putin", True),
        ("Wladimir Putin", "meets", "John Kerry", True),
        ("Pentagon", "visits", "Barack Obama", False),
        ("Ashton Carter", "travelsTo", "Türkei", False),
    ],
)
def test_ask_by_label(subject: str, relation: str, target: str, found: bool) -> None:
    question = ASK.format(subject=subject, relation=relation, target=target)
    turtle = read(GRAPH, symmetric=MEETS_BOTH_WAYS)
    dataset = to_dataset(GRAPH, symmetric=MEETS_BOTH_WAYS)
    assert turtle.query(question).askAnswer is found
    assert dataset.query(question).askAnswer is found


def test_select_by_labels_of_relation_and_entities() -> None:
    rows = read(GRAPH, symmetric=MEETS_BOTH_WAYS).query(
        """SELECT ?who ?whom { ?r a rdf:Property ; rdfs:label "trifft"@de, "meets"@en .
           ?s ?r ?o . ?s rdfs:label ?who . ?o rdfs:label ?whom } ORDER BY ?who"""
    )
    found = [tuple(str(term) for term in row) for row in rows]
    assert found == [("John Kerry", "Wladimir Putin"), ("Wladimir Putin", "John Kerry")]


def test_relations_not_named_symmetric_hold_one_way() -> None:
    graph = read(GRAPH, symmetric=frozenset())
    assert has_direct(graph, KERRY, MEETS, PUTIN)
    assert not has_direct(graph, PUTIN, MEETS, KERRY)


@pytest.mark.parametrize(
    ("changes", "direct"),
    [
        ({}, True),
        ({"confidence": 0.5}, True),
        ({"confidence": 0.49}, False),
        ({"polarity": "negative"}, False),
        ({"modality": "planned"}, False),
        ({"modality": "possible"}, False),
        ({"attribution": Attribution(OBAMA, "sagte", "indirect")}, False),
        ({"attribution": Attribution(None, "soll", "reported")}, False),
    ],
)
def test_direct_triple_only_for_what_is_asserted(changes: dict[str, object], direct: bool) -> None:
    claim = dataclasses.replace(MEETING, **changes)  # type: ignore[arg-type]
    graph = one(claim, symmetric=MEETS_BOTH_WAYS)
    assert has_direct(graph, KERRY, MEETS, PUTIN) is direct
    assert has_direct(graph, PUTIN, MEETS, KERRY) is direct
    assert (NAMES.claim(claim.id), RDF.type, RDF.Statement) in graph


def test_min_confidence_is_a_parameter() -> None:
    assert not has_direct(one(VISIT, min_confidence=0.9), OBAMA, VISITS, PENTAGON)
    assert has_direct(one(VISIT, min_confidence=0.8), OBAMA, VISITS, PENTAGON)


def test_statement_node_carries_everything() -> None:
    rows = one(TRIP).query(
        """PREFIX kg: <https://newskg.org/ontology#>
        SELECT ?s ?p ?o ?polarity ?modality ?speaker ?type ?cue ?time ?start ?place ?confidence {
          ?c a rdf:Statement, kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
             kg:polarity ?polarity ; kg:modality ?modality ; kg:speaker ?speaker ; kg:speechType ?type ;
             kg:cue ?cue ; kg:time ?time ; kg:timeStart ?start ; kg:place ?place ;
             kg:confidence ?confidence ; kg:asserted false }"""
    )
    assert [[term.toPython() for term in row] for row in rows] == [
        [
            DEFAULT_BASE + "entity/Ashton_Carter",
            DEFAULT_BASE + "relation/travelsTo",
            DEFAULT_BASE + "entity/T%C3%BCrkei",
            "affirmative",
            "planned",
            DEFAULT_BASE + "entity/Barack_Obama",
            "indirect",
            "kündigte an",
            "am Montag",
            datetime.date(2015, 12, 14),
            DEFAULT_BASE + "entity/Pentagon",
            Decimal("0.72"),
        ]
    ]


def test_qualifiers_keep_role_and_text_together() -> None:
    rows = one(TRIP).query(
        """PREFIX kg: <https://newskg.org/ontology#>
        SELECT ?role ?text { ?c kg:qualifier ?q . ?q kg:role ?role ; rdf:value ?text } ORDER BY ?role"""
    )
    assert [(str(role), str(text)) for role, text in rows] == [
        ("purpose", 'um "zu hören"'),
        ("with", "Kerry"),
    ]


def test_evidence_offsets_slice_back() -> None:
    texts = {str(NAMES.article(article.name)): article.text for article in GRAPH.articles}
    rows = list(
        read(GRAPH).query(
            """PREFIX kg: <https://newskg.org/ontology#>
            PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
            PREFIX prov: <http://www.w3.org/ns/prov#>
            SELECT DISTINCT ?article ?begin ?end ?text ?last ?rule {
              ?c rdf:predicate <https://newskg.org/relation/meets> ; kg:evidence ?e ;
                 prov:wasDerivedFrom ?article .
              ?e nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end ;
                 nif:anchorOf ?text ; kg:sentenceBegin 0 ; kg:sentenceEnd ?last ; kg:rule ?rule }"""
        )
    )
    assert len(rows) == 2
    for article, begin, end, text, last, rule in rows:
        source = texts[str(article)]
        assert source[int(begin) : int(end)] == str(text)
        assert int(last) == len(source)
        assert str(rule) == "de.test"


def test_two_rules_on_the_same_words_are_two_pieces_of_evidence() -> None:
    twice = (evidence(REPORT, rule="de.one"), evidence(REPORT, rule="de.two"))
    graph = one(dataclasses.replace(VISIT, evidence=twice))
    assert len(set(graph.objects(predicate=NAMES.term("evidence")))) == 2


def test_article_and_entity_descriptions() -> None:
    assert (
        read(GRAPH)
        .query(
            """PREFIX schema: <https://schema.org/>
        ASK { ?a a schema:NewsArticle ; schema:name "Kerry trifft Putin" ;
                 schema:datePublished "2015-12-14"^^xsd:date ;
                 schema:url <https://example.org/kerry%20putin> .
              ?o a schema:Person ; rdfs:label "Barack Obama" ; skos:altLabel "Obama" .
              ?p a schema:Organization ; owl:sameAs <http://www.wikidata.org/entity/Q11208> .
              ?t a schema:Place ; rdfs:label "Türkei" }"""
        )
        .askAnswer
    )


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (Value(9000, "Angriff"), Literal(9000)),
        (Value(40.5, "Prozent"), Literal("40.5", datatype=XSD.decimal)),
        (Value(2.0), Literal("2.0", datatype=XSD.decimal, normalize=False)),
        (Value(1e-07), Literal("0.0000001", datatype=XSD.decimal, normalize=False)),
        (Value(1e30), Literal("1" + "0" * 30 + ".0", datatype=XSD.decimal, normalize=False)),
        (Value(float("-inf")), Literal(float("-inf"))),
        (Value("rund 40", "Prozent"), Literal("rund 40")),
        (Value("2015-12-14", type="Time"), Literal("2015-12-14", datatype=XSD.date)),
        (Value("2015-13-44", type="Time"), Literal("2015-13-44")),
        (Value("am Montag", type="Time"), Literal("am Montag")),
    ],
)
def test_values_are_literals(value: Value, literal: Literal) -> None:
    claim = Claim(OBAMA, VISITS, value, (evidence(REPORT),))
    graph = one(claim, symmetric=frozenset({"visits"}))
    assert (NAMES.entity(OBAMA.id), NAMES.relation("visits"), literal) in graph
    assert (NAMES.claim(claim.id), RDF.object, literal) in graph
    units = [str(unit) for unit in graph.objects(predicate=NAMES.term("unit"))]
    assert units == ([value.unit] if value.unit else [])


def parsed_nquads(data: bytes) -> set[tuple[object, ...]]:
    dataset = Dataset(default_union=True)
    dataset.parse(data=data, format="nquads")
    return quads_of(dataset)


def quads_of(dataset: Dataset) -> set[tuple[object, ...]]:
    return {(s, p, o, str(g) if g else None) for s, p, o, g in dataset.quads((None, None, None, None))}


HOSTILE = [
    'Der "Dschihadi John"',
    "C:\\neu\\table\\",
    "zwei\nZeilen\r\nund\tTab",
    "Größe, Straße & <b>Öl</b>",
    "a/b?c#d%20e",
    "..",
    "U.S.",
    "-9 ~ (x) ' , ; : @ ! $ * + =",
    "\u2028trennt\u0085\u00adzeilen\x0b",
    '"""',
    'endet mit \\"',
    "🦊 北京 עברית",
    " ",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_words_survive_every_format(label: str) -> None:
    entity = Entity(
        f"entity/{label}", label, "Person", aliases=(label + "x",), same_as=(f"https://x.org/{label}",)
    )
    article = Article(label, label * 9, title=label, url=f"https://x.org/{label}")
    relation = Relation(label, label, label, label)
    said = Attribution(entity, label, "direct")
    found = (Evidence(article.name, 0, len(label), label, (0, 9), "de.test"),)
    claims = tuple(
        Claim(entity, relation, target, found, attribution=by, qualifiers=(Qualifier(label, label),))
        for target in (entity, PUTIN, Value(label, label))
        for by in (None, said)
    )
    graph = KnowledgeGraph((article,), (entity,), claims)
    dataset = to_dataset(graph)
    turtle = read(graph)
    assert set(turtle) == {(s, p, o) for s, p, o, _ in quads_of(dataset)}
    assert parsed_nquads(write_nquads(graph)) == quads_of(dataset)
    assert (NAMES.entity(entity.id), NAMES.relation(label), NAMES.entity(PUTIN.id)) in turtle
    assert Literal(label) in set(turtle.objects())
    strict = pytest.importorskip("pyoxigraph")
    assert len(list(strict.parse(write_nquads(graph), strict.RdfFormat.N_QUADS))) == len(turtle)
    assert len(list(strict.parse(write_turtle(graph), strict.RdfFormat.TURTLE))) == len(turtle)


def test_different_ids_get_different_iris() -> None:
    ids = [f"entity/{text}" for text in [*HOSTILE, "a b", "a%20b", "a_b", "a+b", "%2E%2E"]]
    iris = {str(NAMES.entity(path)) for path in ids}
    assert len(iris) == len(ids)
    assert all(iri.isascii() and not set(iri) & set(' <>"{}|\\^`') for iri in iris)


def test_turtle_reads_back_as_the_dataset_without_blank_nodes() -> None:
    flat = Graph()
    for triple in to_dataset(GRAPH).triples((None, None, None)):
        flat.add(triple)
    assert isomorphic(flat, read(GRAPH))
    assert b"_:" not in write_turtle(GRAPH) + write_nquads(GRAPH)
    assert b"[" not in write_turtle(GRAPH)


def test_nquads_are_sorted_and_read_back_with_their_graphs() -> None:
    data = write_nquads(GRAPH)
    lines = data.decode().split("\n")[:-1]
    assert lines == sorted(set(lines))
    assert parsed_nquads(data) == quads_of(to_dataset(GRAPH))


def test_each_article_has_its_graph() -> None:
    dataset, names = to_dataset(GRAPH), NAMES
    meets = (names.entity(KERRY.id), names.relation("meets"), names.entity(PUTIN.id))
    visits = (names.entity(OBAMA.id), names.relation("visits"), names.entity(PENTAGON.id))
    headline, report = dataset.graph(names.article("kerry")), dataset.graph(names.article("obama"))
    assert meets in headline and meets in report
    assert visits in report and visits not in headline
    assert set(headline.objects(predicate=URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))) == {
        names.article("kerry")
    }


@pytest.mark.parametrize(("articles", "named"), [((REPORT,), True), ((HEADLINE, REPORT), False)])
def test_entities_without_a_claim_stay(articles: tuple[Article, ...], named: bool) -> None:
    dataset = to_dataset(KnowledgeGraph(articles, (LONELY,)))
    node = NAMES.entity(LONELY.id)
    assert (node, None, Literal("Josh Earnest")) in dataset
    assert ((node, None, None) in dataset.graph(NAMES.article("obama"))) is named


def test_entities_known_to_claims_only_are_described() -> None:
    assert (NAMES.entity(PUTIN.id), None, Literal("Wladimir Putin")) in one(MEETING)


SCRIPT = """
import sys
from tests.test_rdf import GRAPH, MEETS_BOTH_WAYS, write_nquads, write_turtle
for write in (write_turtle, write_nquads):
    sys.stdout.buffer.write(write(GRAPH, symmetric=MEETS_BOTH_WAYS))
"""


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    here = write_turtle(GRAPH, symmetric=MEETS_BOTH_WAYS) + write_nquads(GRAPH, symmetric=MEETS_BOTH_WAYS)
    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            capture_output=True,
            check=True,
        )
        assert there.stdout == here


def test_order_of_entities_and_claims_does_not_matter() -> None:
    turned = KnowledgeGraph(GRAPH.articles[::-1], GRAPH.entities[::-1], GRAPH.claims[::-1])
    assert write_turtle(turned) == write_turtle(GRAPH)
    assert write_nquads(turned) == write_nquads(GRAPH)


@pytest.mark.parametrize("base", ["https://example.org/news", "http://localhost:8000/kg/"])
def test_base_is_configurable(base: str) -> None:
    expected = f"<{base.rstrip('/')}/entity/Barack_Obama>".encode()
    assert expected in write_nquads(GRAPH, base)
    assert DEFAULT_BASE.encode() not in write_turtle(GRAPH, base) + write_nquads(GRAPH, base)


@pytest.mark.parametrize(
    "base", ["", "newskg", "file:///x", "https://", "https://a b/", "https://x.org/#", "https://x/>"]
)
def test_wrong_base_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="base IRI"):
        write_turtle(GRAPH, base)


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_wrong_confidence_is_refused(least: float) -> None:
    with pytest.raises(ConfigError, match="min_confidence"):
        to_dataset(GRAPH, min_confidence=least)


def test_relative_same_as_is_refused() -> None:
    with pytest.raises(InputError, match="'Q76'"):
        write_turtle(KnowledgeGraph((), (dataclasses.replace(OBAMA, same_as=("Q76",)),)))


@pytest.mark.parametrize(
    "url", ["spiegel.de/politik", "http://[x", "https://x.org:port/", "javascript:alert(1)"]
)
def test_url_that_is_none_stays_a_string(url: str) -> None:
    assert Literal(url) in set(read(KnowledgeGraph((dataclasses.replace(REPORT, url=url),))).objects())
