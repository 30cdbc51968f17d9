"""Every format holds the whole graph: what is written is read back, and always the same bytes."""

from __future__ import annotations

import dataclasses
import datetime
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ConfigError, InputError, OutputError
from kg.model import (
    ENTITY_TYPES,
    Article,
    Attribution,
    Claim,
    Entity,
    Evidence,
    KnowledgeGraph,
    Mention,
    Qualifier,
    Relation,
    Span,
    Time,
    Value,
)
from kg.rdf import FORMATS, SUFFIXES, convert, read_dataset, read_graph, sort_graph, to_dataset, write_rdf
from kg.rdf.parse import parse_quads
from kg.rdf.read import graph_of
from tests.test_rdf import GRAPH, HOSTILE, OBAMA, PENTAGON, REPORT, evidence

# What XML cannot hold is a case of its own below.
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters='\n\r\t"\\<>&🦊'), max_size=12
) | st.sampled_from([word for word in HOSTILE if "\x0b" not in word and "\x85" not in word])
NAMES = st.text(string.ascii_letters + "äöüß_-. %/", min_size=1, max_size=10)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
CONFIDENCE = st.integers(0, 10_000).map(lambda number: number / 10_000)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Span(start, end, text[start:end])


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    maybe = st.none() | WORDS
    return [
        Article(
            name,
            draw(WORDS),
            draw(maybe),
            draw(maybe | st.just("https://example.org/a b#c")),
            draw(st.none() | DAYS),
            draw(maybe),
            author=draw(maybe),
        )
        for name in names
    ]


@st.composite
def entities(draw: st.DrawFn, found: list[Article]) -> list[Entity]:
    made = []
    for path in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        label = draw(WORDS)
        mentions = st.builds(
            Mention,
            spans(draw(st.sampled_from(found)).text),
            st.integers(0, 99),
            WORDS,
            st.sampled_from(["name", "role", "pronoun"]),
            st.sampled_from(ENTITY_TYPES),
            st.sampled_from(["", "Masc"]),
            st.sampled_from(["", "Sing"]),
        )
        made.append(
            Entity(
                f"entity/{path}",
                label,
                draw(st.sampled_from(ENTITY_TYPES)),
                tuple(draw(st.lists(mentions, max_size=3))),
                tuple(sorted(draw(st.sets(WORDS, max_size=2)))),
                tuple(
                    sorted(draw(st.sets(st.sampled_from(["http://www.wikidata.org/entity/Q1", "urn:x:ä"]))))
                ),
            )
        )
    # Characters beyond ASCII in a foreign IRI are percent-encoded when it is written.
    return [dataclasses.replace(e, same_as=tuple(s for s in e.same_as if s.isascii())) for e in made]


VALUES = (
    st.builds(Value, st.integers(-(10**20), 10**20), WORDS)
    | st.builds(Value, st.floats(allow_nan=False), WORDS)
    | st.builds(Value, WORDS, WORDS)
    | st.builds(Value, DAYS.map(str) | WORDS, st.just(""), st.just("Time"))
)


@st.composite
def claims(draw: st.DrawFn, found: list[Article], things: list[Entity], words: dict[str, str]) -> Claim:
    thing = st.sampled_from(things)
    relation = draw(st.sampled_from(sorted(words)))
    article = draw(st.sampled_from(found))
    slices = draw(st.lists(spans(article.text), max_size=2, unique=True))
    days = st.none() | DAYS.map(str) | st.just("2015-12")
    return Claim(
        draw(thing),
        Relation(relation, words[relation], words[relation] + "t", draw(WORDS)),
        draw(thing | VALUES),
        tuple(
            Evidence(article.name, s.start, s.end, s.text, (0, len(article.text)), "de.test") for s in slices
        ),
        draw(st.sampled_from(["affirmative", "negative"])),
        draw(st.sampled_from(["asserted", "planned", "desired"])),
        draw(
            st.none()
            | st.builds(Attribution, st.none() | thing, WORDS, st.sampled_from(["direct", "reported"]))
        ),
        draw(st.none() | st.builds(Time, WORDS, days, days)),
        draw(st.none() | thing),
        tuple(draw(st.lists(st.builds(Qualifier, WORDS, WORDS), max_size=2))),
        draw(CONFIDENCE),
    )


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    found = draw(articles())
    things = draw(entities(found))
    words = {"meets": "meets", "leads": "leads"} | draw(st.dictionaries(NAMES, WORDS, max_size=2))
    made = draw(st.lists(claims(found, things, words), max_size=5))
    return KnowledgeGraph(tuple(found), tuple(things), tuple({claim.id: claim for claim in made}.values()))


# The same examples each time: a run must not depend on chance.
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(graph=graphs())
def test_what_is_written_is_read_back(graph: KnowledgeGraph) -> None:
    for format in FORMATS:
        data = write_rdf(graph, format)
        assert graph_of(parse_quads(data, format)) == sort_graph(graph), format
        assert write_rdf(sort_graph(graph), format) == data, format


def rounded(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Confidences are written with four digits."""
    claims = (dataclasses.replace(claim, confidence=round(claim.confidence, 4)) for claim in graph.claims)
    return dataclasses.replace(graph, claims=tuple(claims))


@pytest.mark.parametrize(("suffix", "format"), SUFFIXES.items())
def test_a_file_is_converted_by_its_suffix_and_back(tmp_path: Path, suffix: str, format: str) -> None:
    file = tmp_path / f"graph{suffix}"
    file.write_bytes(convert(write_rdf(GRAPH, "nquads"), "nquads", format))
    assert file.read_bytes() == write_rdf(GRAPH, format)
    assert read_graph(file) == sort_graph(rounded(GRAPH))
    assert len(read_dataset(file)) == len(to_dataset(GRAPH))


def test_rdf_1_2_names_the_triple_and_loses_nothing() -> None:
    data = write_rdf(GRAPH, "turtle-1.2")
    assert b"rdf:reifies <<( entity:John_Kerry rel:meets entity:Wladimir_Putin )>>" in data
    assert b"rdf:subject" not in data
    assert convert(data, "turtle-1.2", "turtle") == write_rdf(GRAPH, "turtle")


def test_half_a_statement_of_somebody_else_stays_as_it_is() -> None:
    line = b"<http://x/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <http://x/s> .\n"
    assert convert(line, "ntriples", "nquads-1.2") == line


def test_blank_nodes_and_odd_literals_of_others_are_kept() -> None:
    data = b'[] <http://x/p> [ <http://x/q> "1,5"^^<http://www.w3.org/2001/XMLSchema#integer>, "x"@de-AT ] .'
    first, second = (convert(data, "turtle", "nquads") for _ in range(2))
    assert first == second and first.count(b"_:c14n") == 4 and b'"1,5"^^' in first
    for format in FORMATS:
        assert len(parse_quads(convert(data, "turtle", format), format)) == 3


@pytest.mark.parametrize(
    ("data", "format", "message"),
    [
        (b"<http://x/a> <http://x/b> .", "turtle", "x:1:.*not turtle"),
        (b"<http://x/a> <http://x/b> <c d> .\n", "nquads", "x:1:.*not nquads"),
        (b"{", "json-ld", "not json-ld"),
        (b"<rdf", "rdf-xml", "not rdf-xml"),
        (b"\xff\xfe", "turtle", "not turtle"),
    ],
)
def test_malformed_rdf_is_refused_with_its_place(data: bytes, format: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_quads(data, format, "x")


def test_what_a_format_cannot_hold_is_refused() -> None:
    control = KnowledgeGraph((dataclasses.replace(REPORT, text="a\x0bb"),))
    with pytest.raises(OutputError, match="U\\+000B"):
        write_rdf(control, "rdf-xml")
    with pytest.raises(OutputError, match="must end in a name"):
        convert(b"<http://x/a> <http://x/1> 1 .", "turtle", "rdf-xml")
    triple = b"<http://x/a> <http://x/p> <<( <http://x/a> <http://x/p> 1 )>> ."
    for format in ("json-ld", "rdf-xml"):
        with pytest.raises(OutputError, match="triple terms"):
            convert(triple, "turtle-1.2", format)


def test_unknown_formats_and_suffixes_name_the_valid_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="turtle, trig, nquads"):
        write_rdf(GRAPH, "n3")
    with pytest.raises(ConfigError, match=r"\.ttl, \.trig"):
        read_graph(tmp_path / "graph.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_graph(tmp_path / "graph.ttl")


def test_a_node_that_lacks_something_is_named(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_bytes(write_rdf(GRAPH, "turtle").replace(b'kg:polarity "affirmative" ;', b""))
    with pytest.raises(InputError, match=r"graph\.ttl: <https://newskg.org/claim/.*polarity"):
        read_graph(file)


def test_inverse_relations_stand_both_ways() -> None:
    leads = Claim(OBAMA, Relation("leads", "leads", "leitet"), PENTAGON, (evidence(REPORT),))
    text = write_rdf(KnowledgeGraph((REPORT,), (OBAMA, PENTAGON), (leads,)), "turtle").decode()
    assert "rel:leads entity:Pentagon" in text and "rel:ledBy entity:Barack_Obama" in text
    assert "owl:inverseOf rel:ledBy" in text and "owl:inverseOf rel:leads" in text
    denied = dataclasses.replace(leads, polarity="negative")
    text = write_rdf(KnowledgeGraph((REPORT,), (OBAMA, PENTAGON), (denied,)), "turtle").decode()
    assert "rel:leads entity" not in text and "rel:ledBy entity" not in text
