"""The views, on a small graph made by hand; the browser's part is in test_browser.py."""

import base64
import dataclasses
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kg.errors import ConfigError
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
from kg.views import render_html, summary_rows, to_network, write_graphml
from kg.views.layout import place_nodes
from kg.views.style import load_style, load_words

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
SENTENCES = {
    "visit": "😀 Der US-Präsident war ins Pentagon gekommen.",
    "trip": "Carter werde in die Türkei reisen, kündigte Obama an.",
    "deny": "Kerry besucht Moskau nicht, sagte Earnest.",
    "meet": "Kerry trifft Putin in Moskau.",
    "plan": "Kerry will mit Putin sprechen.",
    "again": "Putin kritisierte Kerry.",
    "loss": "Die Miliz verlor 40 Prozent der Gebiete.",
    "evil": f"Kerry nennt {HOSTILE} böse.",
}
TEXT = "\n\n".join(SENTENCES.values())


def entity(label, type_="Person", **more):
    return Entity("entity/" + re.sub(r"\W", "_", label), label, type_, **more)


OBAMA = entity(
    "Barack Obama",
    mentions=(Mention(Span(6, 18, "US-Präsident"), 1, "Präsident", "role"),),
    aliases=("Obama", "US-Präsident"),
    same_as=("http://www.wikidata.org/entity/Q76",),
)
KERRY, PUTIN, CARTER = entity("John Kerry"), entity("Wladimir Putin"), entity("Ashton Carter")
PENTAGON = entity("Pentagon", "Organization")
TURKEY, MOSCOW = entity("Türkei", "Location"), entity("Moskau", "Location")
MILITIA = entity("Terrormiliz Islamischer Staat", "Organization")
EVIL = entity(HOSTILE, "Miscellaneous")
LONELY = entity("Nationaler Sicherheitsrat", "Organization")
TARGETS = entity("Ziele in der Region", "Concept")


def claim(subject, relation, object_, key, words, **more):
    start = TEXT.index(SENTENCES[key])
    at = TEXT.index(words, start)
    sentence = (start, start + len(SENTENCES[key]))
    evidence = Evidence("article", at, at + len(words), words, sentence, "de.clause.main")
    english, german = relation
    return Claim(subject, Relation(english.replace(" ", ""), english, german), object_, (evidence,), **more)


VISIT = claim(OBAMA, ("visits", "besucht"), PENTAGON, "visit", "war ins Pentagon gekommen")
TRIP = claim(
    CARTER, ("travels to", "reist nach"), TURKEY, "trip", "werde in die Türkei reisen",
    modality="planned", attribution=Attribution(OBAMA, "kündigte … an", "indirect"),
    time=Time("umgehend"), qualifiers=(Qualifier("purpose", "zu Gesprächen"),),
)  # fmt: skip
DENY = claim(
    KERRY, ("visits", "besucht"), MOSCOW, "deny", "besucht Moskau nicht", polarity="negative",
    attribution=Attribution(None, "", "reported"),
)  # fmt: skip
MEET = claim(KERRY, ("meets", "trifft"), PUTIN, "meet", "trifft Putin", place=MOSCOW)
PLAN = claim(
    KERRY, ("speaks with", "spricht mit"), PUTIN, "plan", "will mit Putin sprechen", modality="planned"
)
AGAIN = claim(PUTIN, ("criticizes", "kritisiert"), KERRY, "again", "kritisierte Kerry")
LOSS = claim(MILITIA, ("loses", "verliert"), Value(40, "Prozent"), "loss", "verlor 40 Prozent")
CALLS = claim(KERRY, ("names", "nennt"), EVIL, "evil", HOSTILE)
AIMS = claim(MILITIA, ("attacks", "greift an"), TARGETS, "loss", "Die Miliz verlor 40 Prozent der Gebiete")
GRAPH = KnowledgeGraph(
    (Article("article", TEXT, title="Kerry trifft Putin"),),
    (OBAMA, KERRY, PUTIN, CARTER, PENTAGON, TURKEY, MOSCOW, MILITIA, EVIL, LONELY, TARGETS),
    (VISIT, TRIP, DENY, MEET, PLAN, AGAIN, LOSS, CALLS, AIMS),
)
EMPTY = KnowledgeGraph()


def page_json(page):
    return json.loads(re.search(r'id="kg-data">(.*?)</script>', page, re.S)[1])


def edges_of(page):
    return {edge["id"]: edge for edge in page_json(page)["edges"]}


# --- networkx and GraphML -------------------------------------------------------------------


def test_every_claim_is_an_edge_of_its_own():
    network = to_network(GRAPH)
    assert set(network[KERRY.id][PUTIN.id]) == {MEET.id, PLAN.id}
    assert set(network[PUTIN.id][KERRY.id]) == {AGAIN.id}
    assert network.number_of_edges() == len(GRAPH.claims)


def test_nodes_and_edges_carry_what_is_documented():
    network = to_network(GRAPH)
    assert network.nodes[OBAMA.id] == {
        "label": "Barack Obama",
        "type": "Person",
        "aliases": "Obama; US-Präsident",
        "same_as": "http://www.wikidata.org/entity/Q76",
        "mentions": 1,
    }
    assert network.edges[CARTER.id, TURKEY.id, TRIP.id] == {
        "relation": "travelsto",
        "label": "travels to",
        "label_de": "reist nach",
        "polarity": "affirmative",
        "modality": "planned",
        "asserted": False,
        "attributed": True,
        "speaker": OBAMA.id,
        "speaker_label": "Barack Obama",
        "cue": "kündigte … an",
        "time": "umgehend",
        "place": "",
        "confidence": 0.8,
        "evidence": "werde in die Türkei reisen",
        "articles": "article",
    }


def test_documented_attributes_are_the_attributes():
    network = to_network(GRAPH)
    for attributes in (network.nodes[OBAMA.id], network.edges[CARTER.id, TURKEY.id, TRIP.id]):
        assert all(f"``{name}``" in to_network.__doc__ for name in attributes)


def test_equal_values_do_not_join_two_claims():
    second = dataclasses.replace(LOSS, subject=KERRY)
    network = to_network(dataclasses.replace(GRAPH, claims=(LOSS, second)))
    assert [a["label"] for _, a in network.nodes(data=True) if a["type"] == "Quantity"] == ["40 Prozent"] * 2


def test_an_entity_missing_from_the_list_still_gets_its_node():
    network = to_network(KnowledgeGraph(claims=(MEET,)))
    assert network.nodes[PUTIN.id]["label"] == "Wladimir Putin"


def test_graphml_reads_back_and_is_well_formed():
    import networkx as nx

    read = nx.parse_graphml(write_graphml(GRAPH).decode("utf-8"), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(to_network(GRAPH).nodes(data=True))
    assert {key for _, _, key in read.edges(keys=True)} == {one.id for one in GRAPH.claims}


@pytest.mark.parametrize("bad", ["a\x00b", "a\x0bb", "a\x1fb", "a\ufffeb", "a\ud800b"])
def test_graphml_holds_no_character_that_xml_forbids(bad):
    graph = KnowledgeGraph(entities=(entity(bad),))
    root = ET.fromstring(write_graphml(graph))
    assert "a\ufffdb" in [data.text for data in root.iter() if data.tag.endswith("data")]


# --- the page -------------------------------------------------------------------------------


def test_page_loads_nothing_and_lets_only_its_own_scripts_run():
    page = render_html(GRAPH, "Test")
    head = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    assert not re.search(r"<(link|iframe|img|object|embed|base)\b|\b(src|href)=", head)
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert re.findall("'sha256-([^']*)'", policy.split("style-src")[0]) == hashes
    assert len(hashes) == 2


def test_a_small_page_stays_small():
    assert len(render_html(GRAPH, "Test").encode("utf-8")) < 900_000


def test_nothing_hostile_stands_in_the_markup():
    page = render_html(GRAPH, HOSTILE)
    assert HOSTILE not in page
    assert "<img" not in page
    assert page.count("</script>") == 3
    assert page_json(page)["page"]["entities"][EVIL.id]["label"] == HOSTILE


def test_the_page_never_parses_html():
    source = Path(sys.modules["kg.views.html"].__file__).parent / "templates" / "graph.js"
    code = source.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", code)


@pytest.mark.parametrize(
    ("one", "dashes", "negative"),
    [
        (MEET, False, False),
        (DENY, [9, 5], True),
        (PLAN, [2, 4], False),
        (TRIP, [10, 4, 2, 4], False),
    ],
)
def test_lines_tell_claims_apart(one, dashes, negative):
    edge = edges_of(render_html(GRAPH, "Test"))[one.id]
    assert edge["dashes"] == dashes
    assert (edge["color"]["color"] == load_style().colours["negative"]) is negative
    assert edge["label"].startswith("not: ") is negative
    assert edge["arrows"]["to"]["type"] == ("bar" if negative else "arrow")


def test_parallel_edges_bend_apart():
    edges = edges_of(render_html(GRAPH, "Test"))
    # Seen from the same end, three claims between two people lie on three different curves.
    bends = set()
    for one, side in ((MEET, 1), (PLAN, 1), (AGAIN, -1)):
        smooth = edges[one.id]["smooth"]
        sign = 0 if not smooth else 1 if smooth["type"] == "curvedCW" else -1
        bends.add(side * sign * (smooth["roundness"] if smooth else 0))
    assert len(bends) == 3


def test_node_without_claims_is_hidden_until_asked_for():
    hidden = {node["id"]: node["hidden"] for node in page_json(render_html(GRAPH, "Test"))["nodes"]}
    assert [node for node, away in hidden.items() if away] == [LONELY.id]


def test_physics_is_off_and_every_node_has_its_place():
    data = page_json(render_html(GRAPH, "Test"))
    assert data["options"]["physics"] == {"enabled": False}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])


def test_boxes_do_not_overlap():
    network = to_network(GRAPH)
    places = place_nodes(network, dict.fromkeys(network, (160.0, 50.0)))
    spots = [places[node] for node in network]
    for index, (x, y) in enumerate(spots):
        assert all(abs(x - a) >= 160 or abs(y - b) >= 50 for a, b in spots[:index])


@pytest.mark.parametrize(("lang", "words"), [("en", "Search entities"), ("de", "Entitäten suchen")])
def test_page_speaks_its_language(lang, words):
    page = render_html(GRAPH, "Test", lang)
    assert f'<html lang="{lang}">' in page
    assert words in page
    assert edges_of(page)[MEET.id]["label"] == {"en": "meets", "de": "trifft"}[lang]


def test_an_unknown_language_is_refused():
    with pytest.raises(ConfigError, match="'fr'; valid are de, en"):
        render_html(EMPTY, "Test", "fr")


def test_an_empty_graph_says_so():
    message = f'<p class="message">{load_words("en")["empty"]}</p>'
    assert message in render_html(EMPTY, "Test")
    assert message not in render_html(GRAPH, "Test")


def test_legend_shows_only_what_occurs():
    page = render_html(dataclasses.replace(GRAPH, claims=(MEET,), entities=(KERRY, PUTIN)), "Test")
    legend = re.search(r'<details id="legend".*?</details>', page, re.S)[0]
    assert "Person" in legend
    assert "Organization" not in legend
    assert load_words("en")["edge_negative"] not in legend


def test_both_languages_have_the_same_words():
    path = Path(sys.modules["kg.views.style"].__file__).parent / "data" / "words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(table["en"]) == set(table["de"])


def test_every_type_has_a_look_of_its_own():
    style = load_style()
    assert set(style.nodes) == {*ENTITY_TYPES, "Quantity", "Time"}
    assert len({(look.shape, look.fill) for look in style.nodes.values()}) == len(style.nodes)


_DIGEST = (
    "import hashlib\n"
    "from tests.test_views import GRAPH\n"
    "from kg.views import render_html, write_graphml\n"
    "both = render_html(GRAPH, 'T').encode() + write_graphml(GRAPH)\n"
    "print(hashlib.sha256(both).hexdigest())\n"
)


def test_output_does_not_depend_on_the_hash_seed():
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parent.parent,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


# --- the table ------------------------------------------------------------------------------


def test_summary_counts():
    rows = {(row.group, row.name): row.count for row in summary_rows(GRAPH)}
    assert rows == {
        ("entities", "Person"): 4,
        ("entities", "Organization"): 3,
        ("entities", "Location"): 2,
        ("entities", "Miscellaneous"): 1,
        ("entities", "Concept"): 1,
        ("entities", "total"): 11,
        ("claims", "asserted"): 6,
        ("claims", "attributed"): 2,
        ("claims", "negated"): 1,
        ("claims", "modal"): 2,
        ("claims", "total"): 9,
    }
