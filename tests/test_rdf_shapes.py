"""The ontology names every term that is written; the shapes let pass what is right, and only that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from typer.testing import CliRunner

from kg.cli.common import app
from kg.errors import VocabularyError
from kg.rdf import DEFAULT_BASE, Names, Run, write_ontology, write_rdf, write_shapes
from kg.rdf.conform import Data, failures
from kg.rdf.parse import parse_quads
from kg.rdf.shapes import read_shapes
from kg.rdf.terms import Iri
from kg.rdf.validate import validate
from kg.vocab import load_catalogue
from tests.test_rdf import GRAPH

MODEL = Run.of_model({"lang": "de", "name": "newskg", "version": "0.1.0"})
TERM = re.compile(r"\bkg:([A-Za-z]+)")
RUNNER = CliRunner()


def test_every_term_that_is_written_is_defined_and_documented() -> None:
    written = set(TERM.findall(write_rdf(GRAPH, "turtle", run=MODEL).decode()))
    defined = set(TERM.findall(write_ontology().decode()))
    page = (Path(__file__).parents[1] / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert {"Claim", "polarity", "sentence", "ploverClass", "LanguageModel"} <= written
    assert written <= defined
    assert written <= set(TERM.findall(page))


def test_every_relation_of_the_catalogue_is_in_the_full_ontology() -> None:
    graph = Graph().parse(data=write_ontology(relations=True), format="turtle")
    text = write_ontology(relations=True).decode()
    assert all(f"\nrel:{key} a " in text for key in load_catalogue())
    assert graph.query(
        """ASK { rel:marriedTo a owl:SymmetricProperty ; rdfs:label "is married to"@en }""",
        initNs={"rel": "https://newskg.org/relation/"},
    ).askAnswer
    used = set(re.findall(r"kg:ploverClass plover:([A-Z]+)", text))
    assert used and all(f"\nplover:{name} a skos:Concept" in text for name in used)


def test_the_base_of_the_ontology_can_be_set() -> None:
    data = write_ontology(base="https://example.org/x/", relations=True)
    assert b"newskg.org" not in data and b"<https://example.org/x/ontology#>" in data


def test_the_run_and_the_model_are_told() -> None:
    rows = (
        Graph()
        .parse(data=write_rdf(GRAPH, "turtle", run=MODEL), format="turtle")
        .query(
            """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/>
        PREFIX kg: <https://newskg.org/ontology#>
        SELECT DISTINCT ?name ?version { ?claim a kg:Claim ; prov:wasGeneratedBy ?run .
          ?run prov:used ?model .
          ?model a kg:LanguageModel ; schema:name ?name ; schema:softwareVersion ?version }"""
        )
    )
    assert [tuple(map(str, row)) for row in rows] == [("de_newskg", "0.1.0")]


@pytest.mark.parametrize("base", ["https://newskg.org/", "https://example.org/kg/"])
def test_what_we_write_conforms(base: str) -> None:
    assert [
        found
        for found in validate(parse_quads(write_rdf(GRAPH, "nquads", base, run=MODEL), "nquads"))
        if found.severity == "violation"
    ] == []


WRONG = [
        ('kg:polarity "affirmative"', 'kg:polarity "yes"', "polarity is affirmative or negative"),
        ("kg:asserted false", "kg:asserted true", "asserted means affirmative"),
        ("kg:confidence 0.72", "kg:confidence 1.72", "confidence is a decimal"),
        ('nif:anchorOf "Der U"', 'nif:anchorOf "Der X"', "not what the article has"),
        ("kg:sentenceEnd 43", "kg:sentenceEnd 99", "not all inside"),
        ("    kg:evidence evidence:", "    kg:other evidence:", "at least one piece of evidence"),
        ("rel:visits entity:Pentagon .", "rel:visits entity:Pentagon ; rel:travelsTo entity:T%C3%BCrkei .",
         "no asserted claim stands for"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "message"), WRONG)
def test_what_is_wrong_is_found(right: str, wrong: str, message: str) -> None:
    text = write_rdf(GRAPH, "turtle", run=MODEL).decode()
    assert right in text
    found = validate(parse_quads(text.replace(right, wrong).encode(), "turtle"))
    assert any(message in each.message and each.severity == "violation" for each in found)


# What breaks each kind of constraint that the shapes use.
BROKEN = [
    *((right, wrong) for right, wrong, _ in WRONG if right != "    kg:evidence evidence:"),
    ("    kg:asserted true ;\n    kg:confidence 0.8", '    kg:asserted "no" ;\n    kg:confidence 0.8'),
    ("kg:speaker entity:Barack_Obama", "kg:speaker entity:Barack_Obama, rel:visits"),
    ("    kg:evidence evidence:", "    kg:place article:kerry ; kg:other evidence:"),
    ("    nif:beginIndex ", "    nif:endIndex 9 ; nif:beginIndex "),
    ('"2015-12-14"^^xsd:date ;\n    schema:head', '"2015-13-14"^^xsd:date ;\n    schema:head'),
    ("a kg:Entity, kg:Location, schema:Place", "a kg:Entity, schema:Place"),
    ("a kg:Entity, kg:Organization", "a kg:Entity, kg:Location"),
    ("owl:sameAs wd:Q11208", 'owl:sameAs wd:Q11208, "Q11208"'),
    ('rdfs:label "meets"@en', 'rdfs:label "encounters"@en, "meets"@en'),
    ('rdfs:label "besucht"@de, ', "rdfs:label "),
    ("kg:rule", "kg:rules"),
    ('kg:modality "planned"', 'kg:modality "planned"@en'),
]


def by_pyshacl(text: str, shapes: bytes) -> set[tuple[str, str, str]]:
    """What another validator finds, as severity, message and node."""
    pyshacl = pytest.importorskip("pyshacl")
    shacl = Namespace("http://www.w3.org/ns/shacl#")
    data = Graph().parse(data=text, format="turtle")
    _, told, _ = pyshacl.validate(data, shacl_graph=Graph().parse(data=shapes, format="turtle"))
    found = set()
    for result in told.subjects(RDF.type, shacl.ValidationResult):
        focus, value = told.value(result, shacl.focusNode), told.value(result, shacl.value)
        of_class = str(focus).startswith(Names().term("")) and isinstance(value, URIRef)
        severity = str(told.value(result, shacl.resultSeverity)).rpartition("#")[2].lower()
        found.add((severity, str(told.value(result, shacl.resultMessage)), str(value if of_class else focus)))
    return found


@pytest.mark.parametrize("broken", [False, True])
def test_another_validator_finds_the_same(broken: bool) -> None:
    text = write_rdf(GRAPH, "turtle", run=MODEL).decode()
    for right, wrong in BROKEN if broken else ():
        assert right in text, right
        text = text.replace(right, wrong, 1)
    ours = validate(parse_quads(text.encode(), "turtle"))
    assert {(each.severity, each.message, each.node) for each in ours} == by_pyshacl(text, write_shapes())
    assert len({each.message for each in ours}) > 15 or not broken


def test_shapes_of_the_catalogue_say_what_stands_where() -> None:
    entity, rel = f"{DEFAULT_BASE}entity/", f"{DEFAULT_BASE}relation/"
    text = f"""@prefix kg: <{DEFAULT_BASE}ontology#> . @prefix e: <{entity}> . @prefix rel: <{rel}> .
        e:A a kg:Person ; rel:marriedTo e:B, e:C ; rel:conducts 9000 .
        e:B a kg:Person . e:C a kg:Location ."""
    data = Data(parse_quads(text.encode(), "turtle"))
    shapes = write_shapes(relations=True)
    found = {
        (shape.severity, shape.message, str(node))
        for shape in read_shapes(parse_quads(shapes, "turtle"))
        for node, _ in failures(shape, data)
    }
    types = " or ".join(load_catalogue()["marriedTo"].object_types)
    assert found == {("warning", f"the object of marriedTo is usually of type {types}", f"{entity}C")}
    parts = shapes.decode().split("\n\n")
    used = [part for part in parts if "@prefix" in part or part.startswith("kgsh:marriedTo-")]
    assert by_pyshacl(text, "\n\n".join(used).encode()) == found
    assert shapes.count(b"a sh:NodeShape") > len(load_catalogue())


def test_a_subclass_counts_as_its_class() -> None:
    text = f"""@prefix kg: <{DEFAULT_BASE}ontology#> . @prefix x: <http://x/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        x:Chief rdfs:subClassOf x:Boss . x:Boss rdfs:subClassOf kg:Person . x:a a x:Chief ."""
    data = Data(parse_quads(text.encode(), "turtle"))
    assert data.is_a(Iri("http://x/a"), Names().term("Person"))
    assert not data.is_a(Iri("http://x/a"), Names().term("Location"))


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ("sh:closed true", "sh:closed is not known here; valid are"),
        ("sh:property [ sh:path kg:x ; sh:pattern 'x' ; sh:message 'm' ]", "m: sh:pattern is not known"),
        ("sh:or ( [ sh:nodeKind sh:BlankNode ] )", "BlankNode> is not known"),
    ],
)
def test_a_constraint_that_is_not_known_is_no_silent_success(shape: str, message: str) -> None:
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <http://x/> ."
    with pytest.raises(VocabularyError, match=message):
        read_shapes(parse_quads(f"{head} kg:s a sh:NodeShape ; {shape} .".encode(), "turtle"))


def test_commands(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_bytes(write_rdf(GRAPH, "nquads", run=MODEL))
    assert RUNNER.invoke(app, ["convert", str(file), str(tmp_path / "graph.ttl")]).exit_code == 0
    assert (tmp_path / "graph.ttl").read_bytes() == write_rdf(GRAPH, "turtle", run=MODEL)
    assert RUNNER.invoke(app, ["validate", str(file)]).exit_code == 0
    file.write_bytes(file.read_bytes().replace(b'"affirmative"', b'"yes"'))
    checked = RUNNER.invoke(app, ["validate", str(file)])
    assert checked.exit_code == 1 and "Barack Obama – visits – Pentagon" in checked.stdout
    assert "kg:Claim a owl:Class" in RUNNER.invoke(app, ["ontology"]).stdout
    assert RUNNER.invoke(app, ["ontology", "--format", "json-ld"]).stdout.startswith("{")
    assert RUNNER.invoke(app, ["ontology", "--shapes"]).stdout.encode() == write_shapes()
    wrong = RUNNER.invoke(app, ["ontology", "--shapes", "--format", "json-ld"])
    assert "--shapes prints turtle" in str(wrong.exception)
