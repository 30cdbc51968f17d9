"""Queries over files: the cookbook, messages, formats, limits."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.cli import main
from kg.errors import InputError, QueryError, VocabularyError
from kg.model import Attribution, Claim, Evidence, KnowledgeGraph, Relation, Value
from kg.query import (
    FORMATS,
    find_unknown,
    find_unknown_texts,
    load_cookbook,
    open_graph,
    recipe,
    render,
    run_query,
    with_parameters,
)
from kg.query.cookbook import read_recipe
from kg.query.formats import shorten
from kg.query.mask import mask
from kg.rdf import write_nquads
from tests.querying import KERRY, MOSKAU, OBAMA, PENTAGON, PUTIN, TRIP, VISIT, nquads

SEED = Path(__file__).parents[1] / "seeds" / "obama-pentagon-2015.txt"
AFFIRMED = ("affirmative", "asserted")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("graph") / "both.nq"
    path.write_bytes(nquads())
    return path


@pytest.fixture(scope="module")
def graph(file):
    return open_graph([file])


def rows(graph, text):
    result = run_query(graph, text)
    return [tuple(shorten(term, graph.prefixes) for term in row) for row in result.rows]


def cooked(graph, name, **given):
    one = recipe(name)
    return rows(graph, with_parameters(one.text, given, one.parameters))


EXPECTED = [
    ("who-met-whom", {}, [("John Kerry", "Wladimir Putin")]),
    ("who-met-whom", {"X": "wladimir putin"}, [("Wladimir Putin", "John Kerry")]),
    ("who-met-whom", {"X": "Obama"}, []),
    (
        "who-says-what-about",
        {"X": "Türkei"},
        [
            ("", "USA", "rel:supports", "Türkei", *AFFIRMED),
            ("John Kerry", "Wladimir Putin", "rel:supports", "Türkei", *AFFIRMED),
            ("Josh Earnest", "Barack Obama", "rel:travelsTo", "Türkei", "affirmative", "planned"),
            ("Wladimir Putin", "Wladimir Putin", "rel:supports", "Türkei", "negative", "asserted"),
        ],
    ),
    ("said-by", {"X": "Obama"}, [("USA", "rel:flies", "9000 Angriff", *AFFIRMED, "indirect")]),
    (
        "only-claimed",
        {},
        [
            ("", "USA", "rel:supports", "Türkei", *AFFIRMED),
            ("Barack Obama", "USA", "rel:flies", "9000 Angriff", *AFFIRMED),
            ("John Kerry", "Wladimir Putin", "rel:supports", "Türkei", *AFFIRMED),
            ("Josh Earnest", "Barack Obama", "rel:travelsTo", "Türkei", "affirmative", "planned"),
            ("Wladimir Putin", "Wladimir Putin", "rel:supports", "Türkei", "negative", "asserted"),
        ],
    ),
    ("contradictions", {}, [("Wladimir Putin", "rel:supports", "Türkei", "John Kerry", "Wladimir Putin")]),
    ("denied", {}, [("Wladimir Putin", "rel:supports", "Türkei", "asserted", "Wladimir Putin")]),
    (
        "timeline",
        {"X": "Obama"},
        [
            ("2015-12-14", "", "Barack Obama", "rel:holdsPosition", "US-Präsident", *AFFIRMED),
            ("2015-12-14", "", "Barack Obama", "rel:travelsTo", "Türkei", "affirmative", "planned"),
            ("2015-12-14", "am Montag", "Barack Obama", "rel:visits", "Pentagon", *AFFIRMED),
        ],
    ),
    (
        "timeline",
        {"X": "Kerry"},
        [
            ("2015-12-15", "am Dienstag", "John Kerry", "rel:travelsTo", "Moskau", *AFFIRMED),
            ("", "", "John Kerry", "rel:meets", "Wladimir Putin", *AFFIRMED),
        ],
    ),
    ("posts", {}, [("Barack Obama", "US-Präsident")]),
    ("posts", {"X": "Kerry"}, []),
    ("spokespeople", {}, [("Josh Earnest", "Weißes Haus")]),
    (
        "most-connected",
        {},
        [
            ("Barack Obama", "2"),
            ("John Kerry", "2"),
            ("Josh Earnest", "1"),
            ("Moskau", "1"),
            ("Pentagon", "1"),
            ("US-Präsident", "1"),
            ("Weißes Haus", "1"),
            ("Wladimir Putin", "1"),
        ],
    ),
    (
        "paths",
        {"X": "Wladimir Putin", "Y": "Moskau"},
        [("2", "rel:meets", "John Kerry", "rel:travelsTo", "", "")],
    ),
    ("paths", {"X": "Obama", "Y": "Moskau"}, []),
    (
        "evidence",
        {"X": "Pentagon"},
        [
            (
                *("Barack Obama", "rel:visits", "Pentagon", "Barack Obama visits"),
                *("besuch", "0", "19", "de.test.visits"),
            )
        ],
    ),
    ("evidence", {"X": "Pentagon", "R": "meets"}, []),
    (
        "about",
        {"X": "Kerry"},
        [("John Kerry", "rel:meets", "Wladimir Putin"), ("John Kerry", "rel:travelsTo", "Moskau")],
    ),
    (
        "names",
        {"X": "Kerry"},
        [("John Kerry", "Person", "Kerry"), ("John Kerry", "Person", "US-Außenminister")],
    ),
    (
        "relations",
        {},
        [
            ("rel:supports", "unterstützt", "supports", "3"),
            ("rel:travelsTo", "reist nach", "travels to", "2"),
            ("rel:flies", "fliegt", "flies", "1"),
            ("rel:holdsPosition", "hat das Amt", "holds position", "1"),
            ("rel:meets", "trifft", "meets", "1"),
            ("rel:spokespersonOf", "ist Sprecher von", "is spokesperson of", "1"),
            ("rel:visits", "besucht", "visits", "1"),
        ],
    ),
    (
        "articles",
        {},
        [("besuch", "Obama im Pentagon", "2015-12-14", "5"), ("reise", "reise", "", "6")],
    ),
    ("planned", {}, [("planned", "Barack Obama", "rel:travelsTo", "Türkei", "affirmative", "Josh Earnest")]),
    ("planned", {"M": "possible"}, []),
    ("numbers", {}, [("USA", "rel:flies", "9000", "Angriff", *AFFIRMED, "Barack Obama")]),
    (
        "travels",
        {},
        [
            ("Barack Obama", "rel:visits", "Pentagon", *AFFIRMED, ""),
            ("Barack Obama", "rel:travelsTo", "Türkei", "affirmative", "planned", "Josh Earnest"),
            ("John Kerry", "rel:travelsTo", "Moskau", *AFFIRMED, ""),
        ],
    ),
    ("places", {}, [("Moskau", "John Kerry", "rel:meets", "Wladimir Putin", *AFFIRMED)]),
    ("places", {"X": "Türkei"}, []),
    (
        "speakers",
        {},
        [("Barack Obama", "1"), ("John Kerry", "1"), ("Josh Earnest", "1"), ("Wladimir Putin", "1")],
    ),
    ("agreed", {}, [("Barack Obama", "rel:holdsPosition", "US-Präsident", *AFFIRMED, "", "2")]),
    ("doubtful", {}, [("0.55", "USA", "rel:supports", "Türkei", "USA supports")]),
    ("doubtful", {"C": "0.5"}, []),
    ("linked", {}, [("Türkei", "wd:Q43")]),
]


@pytest.mark.parametrize(("name", "given", "expected"), EXPECTED)
def test_the_cookbook_answers(graph, name, given, expected):
    assert cooked(graph, name, **given) == expected


def test_contradictions_are_found_whichever_way_round(tmp_path):
    """Who meets whom, and who leads what, can be said from either side."""
    leads, led = Relation("leads", "leads", "leitet"), Relation("ledBy", "is led by", "wird geleitet von")
    meets = Relation("meets", "meets", "trifft")

    def said(subject, relation, target, polarity="affirmative", **more):
        found = (Evidence("besuch", 0, 5, "Obama", (0, 18), "de.test"),)
        by = Attribution(OBAMA, "sagte", "indirect") if polarity == "negative" else None
        return Claim(subject, relation, target, found, polarity=polarity, attribution=by, **more)

    claims = (
        said(KERRY, meets, PUTIN),
        said(PUTIN, meets, KERRY, "negative"),
        said(KERRY, leads, PENTAGON),
        said(PENTAGON, led, KERRY, "negative"),
        said(OBAMA, leads, PENTAGON),
        said(PENTAGON, leads, OBAMA, "negative"),
        said(OBAMA, meets, PUTIN),
        said(OBAMA, meets, PUTIN, "negative", modality="planned"),
    )
    (tmp_path / "g.nq").write_bytes(write_nquads(KnowledgeGraph((VISIT,), (), claims)))
    assert cooked(open_graph([tmp_path / "g.nq"]), "contradictions") == [
        ("Pentagon", "rel:ledBy", "John Kerry", "", "Barack Obama"),
        ("Wladimir Putin", "rel:meets", "John Kerry", "", "Barack Obama"),
    ]


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """What is counted, with and without units, asserted, said, denied, planned, at a place."""
    loses = Relation("loses", "loses", "verliert")

    def states(value, *articles, **more):
        found = tuple(Evidence(name, 0, 5, "Obama", (0, 18), "de.test") for name in articles or ("besuch",))
        return Claim(OBAMA, loses, value, found, **more)

    said = {"attribution": Attribution(KERRY, "sagte", "indirect")}
    percent, euros = Value(40, "Prozent"), Value(40, "Euro")
    claims = (
        states(percent, **said),
        states(euros, "besuch", "reise", confidence=0.6, place=MOSKAU),
        states(Value(2.5, "Millionen Euro"), polarity="negative", modality="planned", **said),
        states(Value(7), **said),
        states(Value(8, "Euro")),
        states(Value(8, "Euro"), polarity="negative", **said),
        states(Value(9, "Euro")),
        states(Value(9, "Dollar"), polarity="negative", **said),
    )
    path = tmp_path_factory.mktemp("counted") / "g.nq"
    path.write_bytes(write_nquads(KnowledgeGraph((VISIT, TRIP), (), claims)))
    return path


OBJECTS = [
    ("only-claimed", {}, ["2.5 Millionen Euro", "40 Prozent", "7", "9 Dollar"]),
    ("said-by", {"X": "Kerry"}, ["2.5 Millionen Euro", "40 Prozent", "7", "8 Euro", "9 Dollar"]),
    (
        "who-says-what-about",
        {"X": "Obama"},
        ["2.5 Millionen Euro", "40 Prozent", "7", "8 Euro", "9 Dollar"],
    ),
    ("denied", {}, ["2.5 Millionen Euro", "8 Euro", "9 Dollar"]),
    ("contradictions", {}, ["8 Euro"]),
    ("planned", {}, ["2.5 Millionen Euro"]),
    ("about", {"X": "Obama"}, ["40 Euro", "8 Euro", "9 Euro"]),
    ("agreed", {}, ["40 Euro"]),
    ("doubtful", {}, ["40 Euro"]),
    ("places", {}, ["40 Euro"]),
    (
        "timeline",
        {"X": "Obama"},
        [
            *("2.5 Millionen Euro", "40 Euro", "40 Prozent", "7", "8 Euro", "8 Euro"),
            *("9 Dollar", "9 Euro"),
        ],
    ),
    (
        "evidence",
        {"X": "Obama"},
        [
            *("2.5 Millionen Euro", "40 Euro", "40 Euro", "40 Prozent", "7", "8 Euro"),
            *("9 Dollar", "9 Euro"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "given", "expected"), OBJECTS)
def test_what_is_counted_has_its_unit(counted, name, given, expected):
    graph, one = open_graph([counted]), recipe(name)
    result = run_query(graph, with_parameters(one.text, given, one.parameters))
    column = result.variables.index("object")
    assert sorted(row[column].value for row in result.rows) == expected


def test_every_recipe_that_shows_an_object_shows_its_unit():
    shown = {
        name for name, one in load_cookbook().items() if re.search(r"^SELECT.* \?object\b", one.text, re.M)
    }
    assert shown == {name for name, _, _ in OBJECTS}


@pytest.mark.parametrize(("name", "given", "expected"), OBJECTS)
def test_other_engines_read_the_units_too(counted, name, given, expected):
    from rdflib import Dataset

    from kg.rdf.namespaces import Names

    union, one = Dataset(default_union=True), recipe(name)
    union.parse(counted, format="nquads")
    found = union.query(with_parameters(one.text, given, one.parameters), initNs=Names().prefixes())
    assert sorted(str(row.object) for row in found) == expected


def test_every_recipe_is_tested():
    assert {name for name, _, _ in EXPECTED} | {"subgraph"} == set(load_cookbook())
    assert len(load_cookbook()) >= 15


def test_every_recipe_is_documented():
    page = (SEED.parents[1] / "docs" / "queries.md").read_text("utf-8")
    assert [
        one.name for one in load_cookbook().values() if f"| `{one.name}` | {one.about} |" not in page
    ] == []


def test_the_subgraph_is_a_graph(graph):
    one = recipe("subgraph")
    result = run_query(graph, with_parameters(one.text, {"X": "Kerry"}, one.parameters))
    turtle = render(result, "turtle", graph.prefixes)
    assert "rel:meets entity:Wladimir_Putin" in turtle
    assert 'rdfs:label "Moskau"' in turtle
    assert "rel:supports" not in turtle
    again = Store()
    again.load(input=turtle, format=RdfFormat.TURTLE)
    assert {quad.triple for quad in again} == set(result.triples)


@pytest.mark.parametrize("name", load_cookbook())
def test_every_recipe_runs_as_it_is_in_rdflib_too(name):
    from rdflib.plugins.sparql import prepareQuery

    from kg.rdf.namespaces import Names

    prepareQuery(recipe(name).text, initNs=Names().prefixes())


def test_recipes_follow_another_base(tmp_path):
    path = tmp_path / "other.nq"
    path.write_bytes(nquads("https://example.org/kg/"))
    assert cooked(open_graph([path]), "who-met-whom") == [("John Kerry", "Wladimir Putin")]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "line 1, column 1", "empty"),
        ("SELECT ?x WHERE { ?x rel:meets ?y ", "line 1, column 17", "'{' is never closed"),
        ("SELECT * { ?x ?p ?o }}", "line 1, column 22", "closes nothing"),
        ("SELCT ?x {}", "line 1, column 1", "did you mean SELECT?"),
        ("SELECT ?x\nWHRE { ?x ?p ?o }", "line 2, column 1", "did you mean WHERE?"),
        ("SELECT ?x WHERE {\n ?x foo:meets ?y }", "line 2, column 5", "prefix 'foo:' is not declared"),
        ("SELECT ?x { ?x scema:name ?y }", "column 16", "did you mean schema:?"),
        ("SELECT ?x, ?y { ?x ?p ?y }", "column 10", "no commas"),
        ("SELECT ?x {\n ?x rel:meets ?y\n ?y rel:meets ?z }", "line 3, column 2", "full stop is missing"),
        ("SELECT ?x { ?x rdfs:label „Obama“ }", "column 27", "typographic"),
        ("SELECT ?x { ?x rdfs:label 'Obama }", "column 27", "not closed"),
        ("SELECT ?x { ?x rel:meets Obama }", "column 26", "entity:Obama"),
        ("SELECT (COUNT(?x) ?n) { ?x ?p ?o }", "column 8", "AS"),
        ("SELECT COUNT(?x) { ?x ?p ?o }", "column 8", "AS"),
        ("SELECT ?x { ?x ?p ?o } LIMIT 5 ORDER BY ?x", "column 32", "ORDER BY comes before LIMIT"),
        ("SELECT ?x ?y { ?x ?p ?y } GROUP BY ?x", "line 1", "neither grouped"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "column 1", "INSERT changes data"),
        ("SELECT * { ?x ?p ?o FILTER(?x == 3) }", "column 31", "one ="),
        ("SELECT * { ?x ?p ?o FILTER(?x > 3 AND ?x < 9) }", "column 35", "&&"),
        ("SELECT * { ?s <http://a b> ?o }", "line 1", "IRI"),
        ("SELECT * { ?s ?p ?o } %", "column 24", "near '%'"),
    ],
)
def test_a_mistake_is_explained(graph, text, place, words):
    with pytest.raises(QueryError) as caught:
        run_query(graph, text)
    message = str(caught.value)
    assert place in message
    assert words in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("ASK { ?x rel:meet ?y }", ["rel:meet does not occur in this graph; did you mean rel:meets?"]),
        (
            "ASK { entity:Turkei ?p ?y }",
            ["entity:Turkei does not occur in this graph; did you mean entity:T%C3%BCrkei?"],
        ),
        ("ASK { ?x rel:xyzzy ?y }", ["rel:xyzzy does not occur in this graph"]),
        ("ASK { ?x kg:speker ?y }", ["kg:speker does not occur in this graph; did you mean kg:speaker?"]),
        ("ASK { ?x a kg:Persn }", ["kg:Persn does not occur in this graph; did you mean kg:Person?"]),
        ("ASK { ?x rdfs:lable ?y }", ["rdfs:lable does not occur in this graph; did you mean rdfs:label?"]),
        # In German, by another of its names, or whole, as in somebody else's query.
        ("ASK { ?x rel:trifft ?y }", ["rel:trifft does not occur in this graph; did you mean rel:meets?"]),
        (
            "ASK { entity:Kerry ?p ?y }",
            ["entity:Kerry does not occur in this graph; did you mean entity:John_Kerry?"],
        ),
        (
            "ASK { ?x <https://newskg.org/relation/meet> ?y }",
            ["<https://newskg.org/relation/meet> does not occur in this graph; did you mean rel:meets?"],
        ),
        (
            "PREFIX r: <https://newskg.org/relation/> ASK { ?x r:meet ?y }",
            ["r:meet does not occur in this graph; did you mean rel:meets?"],
        ),
        (
            "SELECT ?whom { ?who rel:meets ?o }",
            ["?whom is selected, but no pattern has it; did you mean ?who?"],
        ),
        (
            "SELECT DISTINCT ?z WHERE { ?a rel:meets ?b }",
            ["?z is selected, but no pattern has it; known: a, b"],
        ),
        ("SELECT ?a (COUNT(*) AS ?n) { ?a rel:meets ?b } GROUP BY ?a", []),
        ('ASK { ?x rel:meets ?y . FILTER(?y = "rel:nothing") } # rel:comment', []),
        ("ASK { ?x rel:meets ?y . FILTER(xsd:integer(?y) = 1 && ?y != <http://x/>) }", []),
        ("ASK { GRAPH article:reise { ?x rel:meets ?y } }", []),
        ("CONSTRUCT { ?x rel:friend ?y } WHERE { ?x rel:meets ?y }", []),
        ("PREFIX rel: <http://other/> ASK { ?x rel:meet ?y }", ["rel:meet does not occur in this graph"]),
    ],
)
def test_names_the_graph_does_not_hold(graph, text, notes):
    found = find_unknown(graph, text)
    assert [note.partition(" or ")[0].rstrip("?") for note in found] == [note.rstrip("?") for note in notes]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ASK { ?x <https://newskg.org/relation/meets> ?y }", "<https://newskg.org/relation/meets>"),
        ("PREFIX r: <https://newskg.org/relation/> ASK { ?x r:meets ?y }", "r:meets"),
    ],
)
def test_another_base_is_told(tmp_path, text, name):
    (tmp_path / "g.nq").write_bytes(nquads("https://example.org/kg/"))
    (note,) = find_unknown(open_graph([tmp_path / "g.nq"]), text)
    assert note == f"{name} does not occur in this graph; its own names start with <https://example.org/kg/>"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            'ASK { ?x rdfs:label "Jon Kerry" }',
            '"Jon Kerry" is no text of this graph; did you mean "John Kerry"',
        ),
        (
            'ASK { ?x rdfs:label "Türkei"@en }',
            '"Türkei"@en is no text of this graph; did you mean "Türkei" or "Türkei"@de?',
        ),
        ("ASK { ?x rdfs:label ?y FILTER(?y = 'xyzzy') }", '"xyzzy" is no text of this graph'),
        ('ASK { ?x rdfs:label "John Kerry" ; rel:visits ?y }', None),
        ('ASK { ?x rdfs:label ?y FILTER(CONTAINS(?y, "xyzzy") || ?y != "xyzzy") }', None),
        ('ASK { ?x kg:unit "2"^^xsd:integer } # "xyzzy"', None),
    ],
)
def test_texts_the_graph_does_not_hold(graph, text, note):
    found = find_unknown_texts(graph, text)
    assert len(found) == (note is not None)
    assert all(one.startswith(note) for one in found)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("<http://a#b> # c", "<          >    "),
        ("FILTER(?a < 3 && ?b > 4)", "FILTER(?a < 3 && ?b > 4)"),
        ("'''a\n'b''' {", "'   \n    ' {"),
        (r'"a\"}" }', '"    " }'),
    ],
)
def test_what_only_quotes_is_masked(text, masked):
    assert mask(text) == masked
    assert len(mask(text)) == len(text)


def test_parameters_cannot_break_out(graph):
    text = with_parameters("ASK { VALUES ?X { UNDEF } FILTER(?X = ?X) }", {"X": 'a" } ?s ?p ?o . { \\'})
    assert text == 'ASK { VALUES ?X { "a\\" } ?s ?p ?o . { \\\\" } FILTER(?X = ?X) }'
    assert run_query(graph, text).truth is True


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("timeline", {}, "needs --param X"),
        ("timeline", {"Y": "a", "X": "b"}, "no parameter 'Y'; it has X"),
        ("speakers", {"X": "a"}, "no parameter 'X'; it has none"),
        ("doubtful", {"C": "viel"}, "no number"),
    ],
)
def test_wrong_parameters(name, given, words):
    one = recipe(name)
    with pytest.raises(QueryError, match=words):
        with_parameters(one.text, given, one.parameters)


def test_unknown_recipes_are_suggested():
    with pytest.raises(QueryError, match="who-met-whom"):
        recipe("who-meets-whom")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * {}", "title|about"),
        ("# title: a\n# about: b\n# param X: thing, required, c\nASK { VALUES ?X { UNDEF } }", "entity"),
        ("# title: a\n# about: b\n# param X: text, required, c\nASK {}", "no line"),
    ],
)
def test_incomplete_recipes_are_refused(text, words):
    with pytest.raises(VocabularyError, match=words):
        read_recipe("odd", text)


SELECT = """SELECT ?x ?n {
  VALUES (?x ?n) { (entity:T%C3%BCrkei 3) ('a|b,"c"' UNDEF) ('d'@de UNDEF) }
} ORDER BY ?x"""


def test_formats(graph):
    result = run_query(graph, SELECT)
    out = {
        form: render(result, form, graph.prefixes) for form in FORMATS if form not in ("turtle", "ntriples")
    }
    assert out["md"] == '| x | n |\n|---|---|\n| entity:Türkei | 3 |\n| a\\|b,"c" |  |\n| d |  |\n'
    assert list(csv.reader(io.StringIO(out["csv"]))) == [
        ["x", "n"], ["https://newskg.org/entity/T%C3%BCrkei", "3"], ['a|b,"c"', ""], ["d", ""],
    ]  # fmt: skip
    assert out["tsv"].splitlines()[0] == "?x\t?n"
    assert out["tsv"].splitlines()[3] == '"d"@de\t'
    bindings = json.loads(out["json"])["results"]["bindings"]
    assert bindings[0]["n"] == {
        "type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }  # fmt: skip
    assert bindings[2] == {"x": {"type": "literal", "value": "d", "xml:lang": "de"}}
    assert "entity:Türkei" in out["table"]
    assert out["table"].endswith("3 rows\n")


def test_a_table_fits_the_terminal(graph):
    long = run_query(graph, f"SELECT ?a ?b {{ VALUES (?a ?b) {{ ('{'lang ' * 60}' '{'wort ' * 60}') }} }}")
    narrow = render(long, "table", graph.prefixes, 60)
    assert max(map(len, narrow.splitlines())) <= 60
    assert narrow.count("lang") == 60
    assert any("lang " * 60 in line for line in render(long, "table", graph.prefixes).splitlines())


def test_a_whole_article_does_not_fill_the_terminal(graph):
    long = run_query(graph, f"SELECT ?a {{ VALUES ?a {{ '{'wort ' * 200}' }} }}")
    narrow = render(long, "table", graph.prefixes, 60)
    assert (narrow.count("wort"), narrow.count("…")) == (80, 1)
    for width, form in ((None, "table"), (60, "csv"), (60, "md")):
        assert render(long, form, graph.prefixes, width).count("wort") == 200


def test_formats_that_do_not_suit(graph):
    with pytest.raises(QueryError, match="CONSTRUCT"):
        render(run_query(graph, "SELECT * {}"), "turtle", {})
    with pytest.raises(QueryError, match="SELECT"):
        render(run_query(graph, "CONSTRUCT WHERE { ?s rel:meets ?o }"), "csv", {})
    with pytest.raises(QueryError, match="table, csv"):
        render(run_query(graph, "ASK {}"), "excel", {})


def test_the_default_graph_is_all_articles_unless_from_says_otherwise(graph):
    assert run_query(graph, "ASK { ?x rel:meets ?y }").truth is True
    assert run_query(graph, "ASK FROM article:besuch { ?x rel:meets ?y }").truth is False
    assert run_query(graph, "ASK FROM article:reise { ?x rel:meets ?y }").truth is True
    assert rows(graph, "SELECT (COUNT(*) AS ?n) { entity:Barack_Obama rel:holdsPosition ?x }") == [("1",)]
    assert rows(graph, "SELECT ?g { GRAPH ?g { ?x rel:visits ?y } }") == [("article:besuch",)]


def test_a_query_without_end_is_given_up(graph):
    with pytest.raises(QueryError, match=r"longer than 0\.2 seconds"):
        run_query(graph, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 0.2)


def test_folders_and_several_files(tmp_path, file):
    (tmp_path / "both.nq").write_bytes(file.read_bytes())
    (tmp_path / "both.ttl").write_text("this would be malformed, but the .nq comes first")
    (tmp_path / "notes.txt").write_text("no RDF")
    assert cooked(open_graph([tmp_path]), "spokespeople") == [("Josh Earnest", "Weißes Haus")]
    more = tmp_path / "more.ttl"
    more.write_text(
        "<https://newskg.org/entity/A> <https://newskg.org/relation/meets> <https://newskg.org/entity/B> ."
    )
    found = open_graph([file, more])
    assert (
        run_query(found, "ASK { entity:A rel:meets entity:B . entity:John_Kerry rel:meets ?x }").truth is True
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ttl", "<a> <b> .", "malformed RDF"),
        ("a.nq", "<a:a> <a:b> <a:c> .\n<a:a> nonsense .\n", "line 2|2:"),
        ("a.ttl", "", "no triple"),
        ("a.html", "<html>", "expected one of .nq"),
        ("missing.nq", None, "no such file"),
        ("a.nq", b"\xff\xfe\x00", "malformed|cannot be read"),
    ],
)
def test_bad_files(tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=words) as caught:
        open_graph([tmp_path / name])
    assert name in str(caught.value)


def kg(capfdbinary, *words):
    sys.argv = ["kg", "query", *map(str, words)]
    try:
        main()
        status = 0
    except SystemExit as leaving:
        status = leaving.code or 0
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


@pytest.fixture
def argv(monkeypatch):
    monkeypatch.setattr(sys, "argv", sys.argv)


def test_the_command(argv, capfdbinary, file, tmp_path):
    status, out, err = kg(capfdbinary, file, "-n", "who-met-whom", "-p", "X=Kerry", "--format", "csv")
    assert (status, out, err) == (0, "person,met\r\nJohn Kerry,Wladimir Putin\r\n", "")
    status, out, err = kg(capfdbinary, file, "ASK { ?x rel:meet ?y }")
    assert (status, out) == (0, "false\n")
    assert err == "kg: rel:meet does not occur in this graph; did you mean rel:meets?\n"
    query = tmp_path / "q.rq"
    query.write_text("SELECT ?n {\n VALUES ?X { UNDEF }\n ?x rdfs:label ?X ; skos:altLabel ?n\n} ORDER BY ?n")
    assert kg(capfdbinary, file, "-f", query, "-p", "X=Barack Obama", "--format", "md")[1].endswith(
        "| Obama |\n"
    )


def test_the_command_lists_and_shows(argv, capfdbinary):
    status, out, _ = kg(capfdbinary, "--list")
    assert status == 0
    assert [line for line in out.splitlines() if not line.startswith(" ")] == list(load_cookbook())
    status, out, _ = kg(capfdbinary, "--show", "-n", "timeline", "-p", "X=Kerry")
    assert 'VALUES ?X { "Kerry" }' in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "no graph and no query"),
        (["FILE"], "no query given"),
        (["FILE", "FILE"], "no query given"),
        (["FILE", "SELECT"], "line 1"),
        (["-n", "speakers"], "no graph given"),
        (["FILE", "-n", "speaker"], "did you mean speakers"),
        (["FILE", "-n", "about", "-p", "X=Obma"], "did you mean Obama"),
        (["FILE", "-n", "about", "-p", "Obama"], "expected NAME=VALUE"),
        (["FILE", "ASK {}", "--format", "excel"], "expected one of table"),
        (["FILE", "-f", "missing.rq"], "missing.rq"),
        (["missing.nq", "ASK {}"], "no such file"),
    ],
)
def test_the_command_complains_in_one_line(argv, capfdbinary, file, words, message):
    status, out, err = kg(capfdbinary, *(file if word == "FILE" else word for word in words))
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.model
def test_the_cookbook_on_the_seed(tmp_path):
    from kg import build, load
    from kg.config import Config
    from kg.read import read_input

    config = Config()
    seed = build(read_input(str(SEED), config).articles, config, load("de"))
    path = tmp_path / "seed.nq"
    path.write_bytes(write_nquads(seed, symmetric=frozenset({"meets"})))
    graph = open_graph([path])
    assert ("John Kerry", "Wladimir Putin") in cooked(graph, "who-met-whom")
    assert ("Barack Obama", "rel:visits", "Pentagon") in cooked(graph, "about", X="Obama")
    assert ("Josh Earnest", "Weißes Haus") in cooked(graph, "spokespeople")
    assert cooked(graph, "articles")[0][:2] == ("obama-pentagon-2015",) * 2
    assert {row[0] for row in cooked(graph, "posts")} >= {"Barack Obama", "John Kerry", "Ashton Carter"}
    assert ("Pentagon", "Ashton Carter", "rel:travelsTo", "Türkei") in {
        row[:4] for row in cooked(graph, "only-claimed")
    }
    assert cooked(graph, "evidence", X="Pentagon", R="visits")[0][4] == "obama-pentagon-2015"
    for name, one in load_cookbook().items():
        given = {p.name: {"X": "Obama", "Y": "Pentagon"}[p.name] for p in one.parameters if p.required}
        answer = run_query(graph, with_parameters(one.text, given, one.parameters))
        # One article cannot agree with another, and this one contradicts nobody.
        assert bool(answer.rows or answer.triples) == (name not in ("agreed", "contradictions")), name


def test_the_same_answer_whatever_the_hash_seed(file):
    query = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"
    command = [sys.executable, "-m", "kg", "query", str(file), query, "--format", "csv"]
    runs = {
        subprocess.run(
            command, capture_output=True, check=True, cwd=SEED.parents[1], env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
