"""Documents taken apart by article: as text, yet as the engine's own parser reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import InputError
from kg.store import split as split_module
from kg.store.loading import inserting, loading
from kg.store.split import by_article
from tests.querying import nquads

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
FIRST = f"<a:1> {TYPE} <https://schema.org/NewsArticle> <a:1> .\n"
SECOND = FIRST.replace("a:1", "a:2")


def triples(lines: list[bytes]) -> set[object]:
    return {quad.triple for quad in parse(b"".join(b"%b .\n" % line for line in lines), RdfFormat.N_TRIPLES)}


def by_engine(data: bytes) -> dict[str, set[object]]:
    """The named graphs of N-Quads as the engine's parser reads them."""
    found: dict[str, set[object]] = {}
    for quad in parse(data, RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, NamedNode):
            found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


@pytest.mark.parametrize(
    "line",
    [
        "<a:s> <a:p> <a:o> <a:g> .\n",
        "<a:s>\t<a:p>\t<a:o>\t<a:g>\t.\n",
        "<a:s>  <a:p>  <a:o>  <a:g>  .\r\n",
        "<a:s><a:p><a:o><a:g>.\n",
        "# <a:s> <a:p> <a:o> <a:g> .\n",
        "<a:s> <a:p> <a:o> <a:g> . # <a:x> <a:y> <a:z> <a:h> .\n",
        '<a:s> <a:p> "<a:o> <a:g> ." <a:h> .\n',
        '<a:s> <a:p> "a\\" <a:g> .\\n\\\\" <a:h> .\n',
        '<a:s> <a:p> "x"@de-AT <a:g> .\n',
        '<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .\n',
        '<a:s> <a:p> "\\u00e4\\u0022" <a:g> .\n',
        "<a:\\u00e4> <a:p> <a:o> <a:\\u00e4> .\n",
        "_:b <a:p> _:c.d <a:g> .\n",
        '<a:s> <a:p> <<( <a:x> <a:y> "<a:z> )>> <a:h>" )>> <a:g> .\n',
        "\n   \n<a:s> <a:p> <a:o> <a:g> .",
        '<a:s> <a:p> "Größe 🦊 \u2028 \u0085" <a:g> .\n',
    ],
)
def test_every_spelling_is_read_as_the_engine_reads_it(line: str) -> None:
    data = (FIRST + SECOND + line).encode()
    found = by_article(data, RdfFormat.N_QUADS, "x.nq")
    assert {iri: triples(lines) for iri, lines in found.items()} == by_engine(data)


terms = some.sampled_from("abc").map(lambda name: NamedNode(f"a:{name}"))
literals = some.builds(Literal, some.text()) | some.builds(
    lambda text: Literal(text, language="de"), some.text()
)
quads = some.builds(
    Quad,
    terms | some.just(BlankNode("b")),
    terms,
    terms | literals,
    some.sampled_from([NamedNode("a:1"), NamedNode("a:2"), DefaultGraph()]),
)


@given(some.lists(quads))
def test_what_is_written_is_sorted_in_without_loss(made: list[Quad]) -> None:
    written = serialize(made, format=RdfFormat.N_QUADS) or b""
    data = (FIRST + SECOND).encode() + written
    found = {iri: triples(lines) for iri, lines in by_article(data, RdfFormat.N_QUADS, "x.nq").items()}
    named = by_engine(data)
    # What stands in no graph is told to those that mention it, and only to them.
    loose = {quad.triple for quad in made if quad.graph_name == DefaultGraph()}
    assert all(named[iri] <= own <= named[iri] | loose for iri, own in found.items())


def test_long_documents_are_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = by_article(nquads(), RdfFormat.N_QUADS, "x.nq")
    monkeypatch.setattr(split_module, "_PIECE", 100)
    assert by_article(nquads(), RdfFormat.N_QUADS, "x.nq") == whole


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (FIRST + "<a:s> nonsense <a:o> .\n", r"x\.nq: malformed RDF: .*line 2"),
        ("<a:s> <a:p> <a:o> <a:g> .\n", r"x\.nq: no schema:NewsArticle"),
        (FIRST + "<a:s> <a:p> <a:o> _:g .\n", "name is a blank node"),
    ],
)
def test_what_is_wrong_names_the_document_and_the_line(data: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        by_article(data.encode(), RdfFormat.N_QUADS, "x.nq")


def test_the_union_follows_its_articles() -> None:
    made = {f"a:{n}": [b"<a:s> <a:p> <a:o>", b"<a:s> <a:p> <a:%d>" % n] for n in range(3)}
    found = list(parse(loading(made), RdfFormat.N_QUADS))
    assert {quad.triple for quad in found if quad.graph_name == DefaultGraph()} == {q.triple for q in found}
    assert len(found) == 2 * 3 + 4


def test_a_text_cannot_end_the_update_that_it_stands_in() -> None:
    """SPARQL knows escapes that N-Triples' strings do not end at."""
    update = inserting("a:1", [rb'<a:s> <a:p> "\u0022 } ; DROP ALL #"'])
    assert r"\"" in update and "\\u0022" not in update
    with pytest.raises(SyntaxError):
        inserting("a:1", [b"<a:s> <a:p> <a:o> } ; DROP ALL"])
