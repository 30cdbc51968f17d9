"""The still picture: well formed, complete, the same each time, and true to what is asserted."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from kg.model import Attribution, Claim, Entity, Evidence, KnowledgeGraph, Relation, Value
from kg.views import render_svg
from kg.views.shapes import outline
from kg.views.style import load_style

SVG = "{http://www.w3.org/2000/svg}"
KERRY = Entity("entity/John_Kerry", "John Kerry", "Person")
PUTIN = Entity("entity/Putin", "Wladimir <Putin>", "Person")
NATO = Entity("entity/NATO", "NATO", "Organization")
ALONE = Entity("entity/Paris", "Paris", "Location")
EVIDENCE = (Evidence("a", 0, 4, "text", (0, 4), "de.test"),)
MEETS = Claim(KERRY, Relation("meets", "meets", "trifft"), PUTIN, EVIDENCE)
OTHERS = (
    replace(MEETS, polarity="negative", relation=Relation("visits", "visits", "besucht")),
    replace(MEETS, subject=NATO, attribution=Attribution(PUTIN, "laut", "reported")),
    replace(MEETS, object=NATO, modality="planned"),
    replace(MEETS, subject=NATO, object=Value(40, "Prozent")),
    replace(MEETS, subject=NATO, object=NATO),
)
GRAPH = KnowledgeGraph((), (KERRY, NATO, ALONE, PUTIN), (MEETS, *OTHERS))


def drawn(graph=GRAPH, **options):
    return ET.fromstring(render_svg(graph, **options))


def words(picture):
    return [text.text for text in picture.iter(f"{SVG}text")]


def test_every_claim_is_a_line_with_a_head_and_every_name_is_written_once():
    picture = drawn()
    assert len(list(picture.iter(f"{SVG}path"))) == len(GRAPH.claims)
    named = [word for word in words(picture) if word not in ("meets", "visits")]
    assert sorted(named) == ["40 Prozent", "John Kerry", "NATO", "Wladimir <Putin>"]
    assert words(picture).count("meets") == 5
    assert words(drawn(lang="de")).count("trifft") == 5


def test_what_is_no_plain_fact_looks_different():
    style = load_style()
    lines = [(path.get("stroke-dasharray"), path.get("stroke")) for path in drawn().iter(f"{SVG}path")]
    dashes = {name: ",".join(map(str, dash)) for name, dash in style.dashes.items()}
    negative = style.themes["light"]["negative"]
    assert sum(dash == dashes["attributed"] for dash, _ in lines) == 1
    assert sum(dash == dashes["modal"] for dash, _ in lines) == 1
    assert [dash for dash, colour in lines if colour == negative] == [dashes["asserted"]]


def test_everything_lies_inside_and_the_picture_is_the_same_each_time():
    assert render_svg(GRAPH) == render_svg(GRAPH)
    left, top, width, height = map(float, drawn().get("viewBox").split())
    for text in drawn().iter(f"{SVG}text"):
        assert left < float(text.get("x")) < left + width
        assert top < float(text.get("y")) < top + height


def test_a_large_graph_shows_its_best_connected_part_and_an_empty_one_nothing():
    many = [Entity(f"entity/{n}", f"Name {n}", "Person") for n in range(40)]
    claims = [replace(MEETS, object=other) for other in many]
    picture = drawn(KnowledgeGraph((), (KERRY, *many), tuple(claims)), limit=10)
    assert len(list(picture.iter(f"{SVG}circle"))) <= 10
    assert "John Kerry" in words(picture)
    assert words(drawn(KnowledgeGraph())) == []


@pytest.mark.parametrize("shape", sorted({node.shape for node in load_style().nodes.values()}))
def test_every_shape_of_the_page_can_be_drawn(shape):
    element = ET.fromstring(outline(shape, 10, 20, 5, 'fill="red"'))
    if shape == "dot":
        assert element.tag == "circle"
        return
    points = [tuple(map(float, point.split(","))) for point in element.get("points").split()]
    assert all(abs(x - 10) <= 5.1 and abs(y - 20) <= 5.1 for x, y in points)
    assert max(y for _, y in points) - min(y for _, y in points) > 5
