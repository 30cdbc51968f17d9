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
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import networkx as nx
import pytest
from typer.testing import CliRunner

from kg.contract import text_order, write_claims
from kg.errors import ConfigError, InputError
from kg.model import (
    ENTITY_TYPES,
    Article,
    Attribution,
    Claim,
    Entity,
    Evidence,
    KnowledgeGraph,
    Mention,
    Modality,
    Qualifier,
    Relation,
    Span,
    SpeechType,
    Time,
    Value,
)
from kg.rdf import write_nquads
from kg.views import notebook_html, render_html, summary_rows, to_network, write_graphml
from kg.views.assets import FOLDER, SCRIPTS
from kg.views.layout import LAYOUTS, place_nodes
from kg.views.opening import opening_nodes
from kg.views.saved import read_claims
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
    assert not re.search(r"<(iframe|img|object|embed|base)\b|\bsrc=", head)
    assert re.findall(r'href="([^"]*)"', head) == ["data:,", "#main"]
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert re.findall("'sha256-([^']*)'", policy.split("style-src")[0]) == hashes
    assert len(hashes) == 2


def test_the_markup_is_balanced():
    class Checker(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open_, self.ids = [], []

        def handle_starttag(self, tag, attrs):
            self.ids.extend(value for name, value in attrs if name == "id")
            if tag not in {"meta", "link", "input"}:
                self.open_.append(tag)

        def handle_endtag(self, tag):
            assert self.open_.pop() == tag

    checker = Checker()
    checker.feed(render_html(GRAPH, HOSTILE))
    assert checker.open_ == []
    assert len(checker.ids) == len(set(checker.ids))


def test_a_small_page_stays_small():
    assert len(render_html(GRAPH, "Test").encode("utf-8")) < 900_000


def test_nothing_hostile_stands_in_the_markup():
    page = render_html(GRAPH, HOSTILE)
    assert HOSTILE not in page
    assert "<img" not in page
    assert page.count("</script>") == 3
    assert HOSTILE in [entity[1] for entity in page_json(page)["graph"]["entities"]]


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_page_never_parses_html(name):
    code = (FOLDER / "js" / f"{name}.js").read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|srcdoc", code
    )


def test_every_script_is_part_of_the_page():
    assert {file.stem for file in (FOLDER / "js").glob("*.js")} == set(SCRIPTS)


def test_no_name_is_given_twice_in_the_scripts():
    # They share one scope, in which a second function of a name silently takes the first one's place.
    names = [
        name
        for script in SCRIPTS
        for name in re.findall(
            r"^(?:async )?(?:function|const|let) (\w+)",
            (FOLDER / "js" / f"{script}.js").read_text(encoding="utf-8"),
            re.M,
        )
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("bad", ["a\x85b", "a\ud800b", "a\ufffeb", "a\x00b"])
def test_the_page_holds_no_character_that_html_forbids(bad):
    page = render_html(dataclasses.replace(GRAPH, entities=(entity(bad),)), f"Title {bad}")
    page.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", page)
    assert bad in [one[1] for one in page_json(page)["graph"]["entities"]]


def test_claims_are_packed_whole():
    data = page_json(render_html(GRAPH, "Test"))["graph"]
    found = {record[0]: record for record in data["claims"]}
    assert set(found) == {one.id for one in GRAPH.claims}
    record = found[TRIP.id]
    names = [entity[0] for entity in data["entities"]]
    assert names[record[1]] == CARTER.id
    assert data["relations"][record[2]] == ["travelsto", "travels to", "reist nach"]
    assert record[6] == "planned"
    assert record[7] == [names.index(OBAMA.id), "kündigte … an", "indirect"]
    assert record[10] == [["purpose", "zu Gesprächen"]]
    article, start, end, *sentence, rule = record[12][0]
    assert TEXT[start:end] == "werde in die Türkei reisen"
    assert TEXT[slice(*sentence)] == SENTENCES["trip"]
    assert (list(data["articles"])[article], data["rules"][rule]) == ("article", "de.clause.main")


def test_a_mention_is_placed_only_where_its_words_stand():
    other = dataclasses.replace(GRAPH.articles[0], name="other", text="X" * len(TEXT))
    evidence = dataclasses.replace(VISIT.evidence[0], article="other")
    both = dataclasses.replace(VISIT, evidence=(*VISIT.evidence, evidence))
    graph = KnowledgeGraph((*GRAPH.articles, other), GRAPH.entities, (both,))
    data = page_json(render_html(graph, "Test"))["graph"]
    (mentions,) = [entity[5] for entity in data["entities"] if entity[0] == OBAMA.id]
    assert [(list(data["articles"])[a], start, end) for a, start, end in mentions] == [("article", 6, 18)]


@pytest.mark.parametrize(
    ("mentions", "sentence", "expected"),
    [
        (2, (0, 40), ["article", "other"]),  # as many as there are articles with these words there
        (1, (0, 40), []),  # one of the two, and nothing tells which
        (1, (60, 90), ["article"]),  # in the other article the claim rests on another sentence
    ],
)
def test_mentions_in_articles_that_begin_alike(mentions, sentence, expected):
    other = dataclasses.replace(GRAPH.articles[0], name="other")
    first = dataclasses.replace(VISIT.evidence[0], sentence=(0, 40))
    second = dataclasses.replace(VISIT.evidence[0], article="other", sentence=sentence)
    both = dataclasses.replace(VISIT, evidence=(first, second))
    obama = dataclasses.replace(OBAMA, mentions=OBAMA.mentions * mentions)
    rest = tuple(one for one in GRAPH.entities if one.id != OBAMA.id)
    graph = KnowledgeGraph((*GRAPH.articles, other), (*rest, obama), (both,))
    data = page_json(render_html(graph, "Test"))["graph"]
    (found,) = [entity[5] for entity in data["entities"] if entity[0] == OBAMA.id]
    assert [list(data["articles"])[article] for article, *_ in found] == expected


def test_evidence_without_its_article_keeps_its_words():
    data = page_json(render_html(dataclasses.replace(GRAPH, articles=()), "Test"))["graph"]
    assert {record[12][0][-1] for record in data["claims"]} == {one.evidence[0].text for one in GRAPH.claims}


# --- the layout -----------------------------------------------------------------------------


def test_every_node_with_a_claim_has_its_place():
    opening = page_json(render_html(GRAPH, "Test"))["opening"]
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in opening)
    nodes = set(to_network(GRAPH)) - {LONELY.id}
    assert {node["id"] for node in opening} == nodes


@pytest.mark.parametrize("layout", LAYOUTS)
def test_boxes_do_not_overlap(layout):
    network = to_network(GRAPH)
    places = place_nodes(network, dict.fromkeys(network, (160.0, 50.0)), layout=layout)
    spots = [places[node] for node in network]
    for index, (x, y) in enumerate(spots):
        assert all(abs(x - a) >= 160 or abs(y - b) >= 50 for a, b in spots[:index])


def test_parts_of_a_graph_do_not_overlap():
    network = nx.MultiDiGraph([(f"{part}", f"{part}.{leaf}") for part in range(12) for leaf in range(1, 4)])
    places = place_nodes(network, dict.fromkeys(network, (100.0, 40.0)))
    spots = list(places.values())
    for index, (x, y) in enumerate(spots):
        assert all(abs(x - a) >= 100 or abs(y - b) >= 40 for a, b in spots[:index])


def test_an_edge_leaves_room_for_its_label():
    network = nx.MultiDiGraph([("a", "b")])
    sizes = dict.fromkeys(network, (40.0, 40.0))
    places = place_nodes(network, sizes, {("a", "b"): (400.0, 16.0)})
    assert abs(places["a"][0] - places["b"][0]) >= 400 + 40


def test_a_large_graph_opens_on_its_most_important_part():
    network = nx.MultiDiGraph([("hub", f"leaf{number}") for number in range(50)])
    network.add_edges_from((f"leaf{number}", f"far{number}") for number in range(0, 50, 10))
    opening = opening_nodes(network, 6)
    assert len(opening) == 6
    assert "hub" in opening
    assert {f"leaf{number}" for number in range(0, 50, 10)} <= set(opening)


def test_a_graph_a_little_above_the_limit_is_shown_whole():
    network = nx.MultiDiGraph([("hub", f"leaf{number}") for number in range(11)])
    assert len(opening_nodes(network, 10)) == 12


# --- language, theme, options ---------------------------------------------------------------


@pytest.mark.parametrize(("lang", "words"), [("en", "Search names"), ("de", "Namen und")])
def test_page_speaks_its_language(lang, words):
    page = render_html(GRAPH, "Test", lang)
    assert f'<html lang="{lang}" data-theme="auto">' in page
    assert f'placeholder="{words}' in page


def test_an_unknown_language_is_refused():
    with pytest.raises(ConfigError, match="'fr'; valid are de, en"):
        render_html(EMPTY, "Test", "fr")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"theme": "pink"}, "'pink'; valid are auto, light, dark"),
        ({"layout": "spiral"}, "'spiral'; valid are force, circle, columns"),
        ({"limit": 0}, "limit 0 is too small"),
    ],
)
def test_an_unknown_option_is_refused(option, message):
    with pytest.raises(ConfigError, match=message):
        render_html(GRAPH, "Test", **option)


def test_both_languages_have_the_same_words():
    path = Path(sys.modules["kg.views.style"].__file__).parent / "data" / "words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(table["en"]) == set(table["de"])


def test_every_word_that_the_scripts_ask_for_is_there():
    words = set(load_words("en"))
    for name in SCRIPTS:
        code = (FOLDER / "js" / f"{name}.js").read_text(encoding="utf-8")
        assert set(re.findall(r'\bt\("(\w+)"', code)) <= words, name
        for key in re.findall(r'counted\("(\w+)"', code):
            assert {f"{key}_one", f"{key}_many"} <= words


def test_every_type_of_modality_and_speech_has_its_word():
    words = set(load_words("de"))
    assert {*ENTITY_TYPES, *get_args(Modality), *get_args(SpeechType)} <= words


def test_every_type_has_a_look_of_its_own():
    style = load_style()
    assert set(style.nodes) == {*ENTITY_TYPES, "Quantity", "Time"}
    assert len({(look.shape, look.fill) for look in style.nodes.values()}) == len(style.nodes)


_DIGEST = (
    "import hashlib\n"
    "from tests.test_views import GRAPH\n"
    "from kg.views import render_html, write_graphml\n"
    "pages = [render_html(GRAPH, 'T', layout=layout) for layout in ('force', 'circle', 'columns')]\n"
    "both = ''.join(pages).encode() + write_graphml(GRAPH)\n"
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


# --- in a notebook --------------------------------------------------------------------------


def test_notebook_frame_is_sandboxed_and_holds_the_page():
    frame = notebook_html(GRAPH, height=480, title=f'"{HOSTILE}"')
    assert frame.startswith("<iframe ") and frame.endswith("></iframe>")
    assert frame.count("<") == 2  # nothing but the frame's own tags
    sandbox = re.search(r'sandbox="([^"]*)"', frame)[1]
    assert "allow-scripts" in sandbox
    assert "allow-same-origin" not in sandbox
    assert 'height="480"' in frame
    page = html.unescape(re.search(r'srcdoc="([^"]*)"', frame)[1])
    assert page == render_html(GRAPH, f'"{HOSTILE}"', theme="light")


# --- saved claims ---------------------------------------------------------------------------


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "obama.claims.jsonl"
    path.write_bytes(write_claims(GRAPH.claims))
    return path


def bare(claims):
    """Claims as they are saved: without what the contract leaves out."""
    return write_claims(claims)


def test_saved_claims_read_back(saved):
    graph = read_claims(saved, GRAPH.articles)
    assert bare(graph.claims) == bare(GRAPH.claims)
    assert [one.id for one in graph.claims] == [one.id for one in sorted(GRAPH.claims, key=text_order)]
    assert graph.articles == GRAPH.articles
    assert {one.id for one in graph.entities} >= {OBAMA.id, MOSCOW.id}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: is no JSON"),
        ("{}", "line 2: is no claim, 'relation' is missing"),
        ("[1]", "line 2: is no claim"),
        ('{"polarity": 1}', "line 2: is no claim"),
    ],
)
def test_a_line_that_is_no_claim_is_named(saved, line, message):
    saved.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_claims(saved)


def test_an_unknown_modality_is_refused(saved):
    saved.write_text(saved.read_text("utf-8").replace('"planned"', '"dreamt"'), encoding="utf-8")
    with pytest.raises(InputError, match="'dreamt' is none of asserted, planned"):
        read_claims(saved)


def run(*arguments):
    from kg.cli import app

    return CliRunner().invoke(app, ["view", *map(str, arguments)], catch_exceptions=True)


def test_view_draws_saved_claims_again(saved):
    result = run(saved, "--title", "Noch einmal", "--lang", "en", "--theme", "dark", "--limit", "5")
    assert result.exit_code == 0, result.output
    page = saved.with_name("obama.html").read_text(encoding="utf-8")
    data = page_json(page)
    assert data["settings"]["title"] == "Noch einmal"
    assert '<html lang="en" data-theme="dark">' in page
    assert len(data["graph"]["claims"]) == len(GRAPH.claims)
    assert len(data["opening"]) == 5


def test_view_joins_the_claims_of_a_folder(saved):
    saved.with_name("b.claims.jsonl").write_bytes(write_claims(GRAPH.claims[:3]))
    target = saved.with_name("all.html")
    assert run(saved.parent, "-o", target).exit_code == 0
    assert len(page_json(target.read_text(encoding="utf-8"))["graph"]["claims"]) == len(GRAPH.claims)


def test_view_reads_rdf(saved):
    source = saved.with_name("graph.nq")
    source.write_bytes(write_nquads(GRAPH))
    result = run(source, "--layout", "columns")
    assert result.exit_code == 0, result.output
    data = page_json(source.with_suffix(".html").read_text(encoding="utf-8"))
    assert {record[0] for record in data["graph"]["claims"]} == {one.id for one in GRAPH.claims}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.jsonl"], "missing.jsonl: cannot be read"),
        (["missing.nq"], "missing.nq: there is no such file"),
        (["."], "holds no file that ends in .claims.jsonl"),
        (["x.claims.jsonl", "--lang", "fr"], "--lang 'fr' is not known; valid: de, en"),
        (["x.claims.jsonl", "--theme", "pink"], "--theme 'pink' is not known"),
        (["x.claims.jsonl", "--layout", "dot"], "--layout 'dot' is not known"),
    ],
)
def test_view_says_what_is_wrong(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert message in str(result.exception)


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
