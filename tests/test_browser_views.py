"""The page in a real browser: windows of several sizes, paper, times, hostile graphs, saved graphs."""

import dataclasses
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from rdflib import Graph
from typer.testing import CliRunner

from kg.contract import write_claims
from kg.model import (
    ENTITY_TYPES,
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
from kg.views.saved import read_claims
from tests.browsing import browser_marks, drawn, panel
from tests.test_views import EMPTY, GRAPH, HOSTILE, KERRY, LOSS, MEET, MOSCOW, OBAMA, PUTIN, TRIP, VISIT

pytestmark = browser_marks


def dated(times):
    """The graph with times given to some of its claims."""
    claims = tuple(dataclasses.replace(one, time=times[one]) if one in times else one for one in GRAPH.claims)
    return dataclasses.replace(GRAPH, claims=claims)


# --- the window -----------------------------------------------------------------------------

# How much of the stage the nodes take, across and down.
SHARE = """() => {
  const { clientWidth, clientHeight } = document.querySelector("#graph");
  const spots = Object.values(kg.network.getPositions()).map((spot) => kg.network.canvasToDOM(spot));
  const across = spots.map(({ x }) => x), down = spots.map(({ y }) => y);
  const [left, right] = [Math.min(...across), Math.max(...across)];
  const [top, bottom] = [Math.min(...down), Math.max(...down)];
  return [(right - left) / clientWidth, (bottom - top) / clientHeight,
    left, top, clientWidth - right, clientHeight - bottom];
}"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1900, 800), (900, 1000)])
def test_the_graph_fills_its_window(open_page, width, height):
    across, down, *margins = open_page(GRAPH, width=width, height=height).evaluate(SHARE)
    assert max(across, down) > 0.6 and min(across, down) > 0.4
    assert min(margins) > 0


def test_all_stays_in_sight_when_the_window_changes_until_it_is_moved(open_page):
    page = open_page(GRAPH)
    page.set_viewport_size({"width": 1000, "height": 600})
    page.wait_for_timeout(400)
    assert min(page.evaluate(SHARE)[2:]) > 0
    for _ in range(3):
        page.locator("#zoom-in").click()
        page.wait_for_timeout(600)
    page.set_viewport_size({"width": 1100, "height": 700})
    page.wait_for_timeout(400)
    zoomed = page.evaluate("kg.network.getScale()")
    assert zoomed > 1.3 * page.evaluate("kg.fit(false) ?? kg.network.getScale()")


@pytest.mark.parametrize("view", ["table", "timeline"])
def test_a_page_that_opens_on_another_view_shows_the_whole_graph_later(open_page, view):
    page = open_page(GRAPH, place=f"#view={view}")
    page.locator("#tab-graph").click()
    page.wait_for_timeout(400)
    across, down, *margins = page.evaluate(SHARE)
    assert max(across, down) > 0.6 and min(margins) > 0


def test_a_narrow_window_puts_the_legend_away(open_page):
    page = open_page(GRAPH, width=800)
    switch, legend = page.locator("#legend-toggle"), page.locator("#filters")
    assert legend.is_hidden() and switch.get_attribute("aria-expanded") == "false"
    switch.click()
    assert legend.is_visible() and switch.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert legend.is_hidden()
    page.set_viewport_size({"width": 1400, "height": 860})
    legend.wait_for(state="visible")  # the page hears of the new size a moment later
    page.keyboard.press("k")
    assert legend.is_hidden()


def test_the_evidence_stands_below_the_drawing_on_a_telephone(open_page):
    page = open_page(GRAPH, width=390, height=844)
    page.evaluate("id => kg.select(id)", VISIT.id)
    top = page.locator("#panel h2").bounding_box()["y"]
    assert page.locator("#graph").bounding_box()["y"] < top < 844


def test_the_address_holds_where_the_drawing_was_moved_to(open_page):
    page = open_page(GRAPH)
    assert "#" not in page.url
    page.locator("#zoom-in").click()
    for _ in range(50):  # until the glide is over
        page.wait_for_timeout(200)
        if "look=" in page.url:
            break
    look = page.evaluate("kg.network.getScale()")
    other = open_page(GRAPH, place="#" + page.url.split("#")[1])
    assert other.evaluate("kg.network.getScale()") == pytest.approx(look, abs=0.01)
    page.locator("#fit").click()
    assert "look=" not in page.url


def test_a_pin_means_the_same_place_in_every_window(open_page):
    shares = []
    for width in (1440, 700):
        page = open_page(GRAPH, width=width, place=f"#pin=100,200:{KERRY.id}")
        x, y = page.evaluate("id => Object.values(kg.network.getPosition(id))", KERRY.id)
        across, down = page.evaluate("kg.spread")
        shares.append([round(x / across), round(y / down)])
    assert shares == [[100, 200]] * 2


def test_a_pin_leaves_the_rings_of_a_focus_alone(open_page):
    page = open_page(GRAPH, place=f"#pin=4000,4000:{PUTIN.id}")
    page.evaluate("id => kg.focusOn(id, 1)", KERRY.id)
    spot = page.evaluate("id => kg.network.getPosition(id)", PUTIN.id)
    assert max(abs(spot["x"]), abs(spot["y"])) < 1000


def test_a_focus_of_two_steps_dims_nothing(open_page):
    page = open_page(GRAPH)
    page.evaluate("id => kg.focusOn(id, 2)", PUTIN.id)
    opacities = page.evaluate("kg.network.body.data.nodes.get().map((one) => one.opacity)")
    assert set(opacities) == {1}


def test_names_that_have_no_room_are_shortened(open_page):
    name = "Bundesverwaltungsgericht Nummer"
    long = [Entity(f"entity/{at}", f"{name} {at}", "Organization") for at in range(30)]
    claims = tuple(
        Claim(long[0], Relation("names", "names", "nennt"), one, GRAPH.claims[0].evidence) for one in long[1:]
    )
    page = open_page(KnowledgeGraph(GRAPH.articles, tuple(long), claims), width=820, height=700)
    boxes = page.evaluate("kg.labels.filter((one) => kg.entities.has(one[4]))")
    heights = {round(bottom - top) for _, top, _, bottom, _ in boxes}
    assert len(heights) > 1  # of two lines, and of one
    assert len(boxes) > 12


# --- what the panel leads to ----------------------------------------------------------------


def test_a_node_leads_to_its_neighbours(open_page):
    page = open_page(GRAPH)
    page.evaluate("id => kg.select(id)", KERRY.id)
    assert "3 neighbours" in panel(page)
    page.locator("#panel .neighbour", has_text="Wladimir Putin").click()
    assert page.evaluate("kg.state.selected") == PUTIN.id


def test_the_cross_of_a_path_leads_back_to_the_whole(open_page):
    page = open_page(GRAPH)
    page.evaluate("([a, b]) => kg.showPath(kg.entities.get(a), kg.entities.get(b))", [PUTIN.id, MOSCOW.id])
    page.locator("#panel .close").click()
    assert page.evaluate("kg.state.path") is None
    assert OBAMA.id in drawn(page)["nodes"]


def test_mentions_are_reached_by_the_keyboard_and_break_across_lines(open_page):
    page = open_page(GRAPH, place="#side=article")
    mention = page.locator("#article .mention").first
    assert mention.evaluate("one => getComputedStyle(one).display") == "inline"
    mention.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("kg.state.selected") == OBAMA.id


def test_blank_lines_around_a_sentence_are_left_out(open_page):
    start, end = VISIT.evidence[0].sentence
    wide = dataclasses.replace(VISIT.evidence[0], sentence=(start, end + 2))
    graph = dataclasses.replace(GRAPH, claims=(dataclasses.replace(VISIT, evidence=(wide,)),))
    page = open_page(graph)
    page.evaluate("kg.select([...kg.claims.keys()][0])")
    quote = page.locator("#panel blockquote").evaluate("one => one.textContent")
    assert quote == GRAPH.articles[0].text[start:end]


@pytest.mark.parametrize(
    ("sentence", "value", "label"),
    [
        ("Die USA hätten 9000 Angriffe geflogen.", Value(9000, "Angriff"), "9000 Angriffe"),
        ("Die USA hätten 9.000 Angriffe geflogen.", Value(9000, "Angriff"), "9.000 Angriffe"),
        ("Nach 12 Tagen kamen 3,5 Millionen Euro.", Value(3.5, "Million"), "3,5 Millionen"),
        ("Im Jahr 2015 waren es viele Angriffe.", Value(9000, "Angriff"), "9,000 Angriff"),
        ("Es waren 9000 Männer.", Value(9000, "Mann"), "9,000 Mann"),
        ("Es waren 9000 Angriffsziele.", Value(9000, "Angriff"), "9,000 Angriff"),
    ],
)
def test_a_number_is_written_as_the_text_has_it(open_page, sentence, value, label):
    evidence = Evidence("a", 0, len(sentence), sentence, (0, len(sentence)), "de.clause.main")
    claim = Claim(KERRY, Relation("r", "r", "r"), value, (evidence,))
    page = open_page(KnowledgeGraph((Article("a", sentence),), (KERRY,), (claim,)))
    assert page.evaluate("[...kg.claims.values()][0].object.label") == label


def test_an_empty_graph_says_so(open_page):
    page = open_page(EMPTY, lang="de")
    assert page.locator("#nothing").inner_text() == "Es wurden keine Aussagen gefunden."
    assert "Jede Linie" not in panel(page)
    for tab in ("article", "table", "timeline"):
        page.locator(f"#tab-{tab}").click()


# --- times ----------------------------------------------------------------------------------


def test_years_and_months_are_named_as_such(open_page):
    graph = dated(
        {
            VISIT: Time("2015", "2015-01-01", "2015-12-31"),
            MEET: Time("im Februar", "2016-02-01", "2016-02-29"),
            TRIP: Time("vom 3. bis 5. März", "2016-03-03", "2016-03-05"),
            LOSS: Time("am Montag", "2016-04-04", "2016-04-04"),
        }
    )
    page = open_page(graph, lang="de", place="#view=timeline")
    heads = page.locator(".day-block h3").all_inner_texts()
    assert heads == ["2015", "Februar 2016", "03.03.2016 – 05.03.2016", "04.04.2016"]


def test_times_are_chosen_among_those_that_occur(open_page):
    graph = dated(
        {
            VISIT: Time("am Montag", "2015-12-14", "2015-12-14"),
            MEET: Time("am Mittwoch", "2015-12-16", "2015-12-16"),
        }
    )
    page = open_page(graph, lang="de")
    assert page.locator("#time-from option").all_inner_texts() == ["–", "14.12.2015", "16.12.2015"]
    page.locator("#time-from").select_option("2015-12-16")
    assert drawn(page)["claims"] == [next(one.id for one in graph.claims if one.evidence == MEET.evidence)]
    page.locator("#tab-timeline").click()
    bars = page.locator(".time-bar")
    assert [bar.is_disabled() for bar in bars.all()] == [False, True, False]  # the 15th between them is empty


def test_wednesdays_of_two_articles_stand_apart(open_page):
    other = dataclasses.replace(GRAPH.articles[0], name="other", title="Anderer Artikel")
    evidence = dataclasses.replace(MEET.evidence[0], article="other")
    claims = (
        dataclasses.replace(VISIT, time=Time("am Mittwoch")),
        dataclasses.replace(MEET, time=Time("am Mittwoch"), evidence=(evidence,)),
    )
    graph = KnowledgeGraph((*GRAPH.articles, other), GRAPH.entities, claims)
    page = open_page(graph, place="#view=timeline")
    heads = page.locator(".day-block h3").all_inner_texts()
    assert heads == ["am MittwochKerry trifft Putin", "am MittwochAnderer Artikel"]


# --- paper ----------------------------------------------------------------------------------


def test_paper_gets_the_drawing_as_a_picture(open_page):
    page = open_page(GRAPH, colours="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    picture = page.locator("#paper svg")
    picture.wait_for(state="visible")
    assert page.locator("#graph").is_hidden()
    box, text = picture.bounding_box(), picture.text_content()
    width, height = (float(picture.get_attribute(side)) for side in ("width", "height"))
    assert width <= 1031 and height <= 561 and box["width"] > 0
    assert "Barack Obama" in text and "not: visits" in text
    assert picture.locator("rect").first.get_attribute("fill") == "#FFFFFF"
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper svg").count() == 0


def test_no_words_of_the_picture_cover_each_other(open_page):
    page = open_page(GRAPH)
    root = ET.fromstring(page.evaluate("kg.formats.pictureText()"))
    plates = list(root.iter("{http://www.w3.org/2000/svg}rect"))[1:]
    boxes = [[float(one.get(side)) for side in ("x", "y", "width", "height")] for one in plates]
    assert len(boxes) == len(GRAPH.claims)  # every relation is named
    for at, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[:at]:
            assert x >= left + wide or left >= x + width or y >= top + high or top >= y + height


# --- hostile graphs -------------------------------------------------------------------------

NAMES = (
    HOSTILE, "", "\u202eevil", "a\nb\tc", "x" * 400, "\"quotes' & <b>bold</b>", "{{7*7}}", "${7*7}",
    "__proto__",
    "constructor", "👨‍👩‍👧", "a\ud800b", "\x00\x85\ufffe", "javascript:alert(1)", "<!--", "]]>", "a\u2028b",
    "=1+1",
)  # fmt: skip


def hostile_graph():
    """Every text that a graph has, as an attack or a malformed string."""
    many = [
        Entity(name if name == "__proto__" else f"entity/{at}", name, ENTITY_TYPES[at % 8],
               aliases=(HOSTILE,), same_as=("javascript:window.hacked=1", 'https://example.org/"><script>'))
        for at, name in enumerate(NAMES)
    ]  # fmt: skip
    text = "\n".join(NAMES)
    evidence = (Evidence(HOSTILE, 0, 20, text[:20], (0, len(text)), HOSTILE),)
    claims = [
        Claim(
            one, Relation("__proto__" if at == 3 else f"r{at}", NAMES[-at], HOSTILE),
            many[(at * 7 + 3) % len(many)] if at % 4 else Value(1e300 * at, HOSTILE), evidence,
            polarity="negative" if at % 3 == 0 else "affirmative",
            attribution=Attribution(many[-at], HOSTILE, "direct") if at % 2 else None,
            time=Time(HOSTILE, "2015-12-14", "x") if at % 5 == 0 else None,
            qualifiers=(Qualifier(HOSTILE, HOSTILE),),
        )
        for at, one in enumerate(many)
    ]  # fmt: skip
    article = Article(HOSTILE, text, title=HOSTILE, url="javascript:window.hacked=1", publisher=HOSTILE)
    return KnowledgeGraph((article,), tuple(many), tuple(claims))


VISIT_ALL = """() => {
  for (const id of [...kg.entities.keys(), ...kg.claims.keys()]) kg.select(id);
  const [first, ...others] = kg.entities.values();
  for (const one of others) { kg.focusOn(one.id, 2); kg.showPath(first, one); }
  for (const view of ["table", "timeline", "graph"]) document.querySelector(`#tab-${view}`).click();
  document.querySelector("#tab-article").click();
  kg.find("a"); kg.find("<script>");
}"""


def test_a_hostile_graph_is_shown_and_does_not_run(open_page):
    page = open_page(hostile_graph(), title=f"{HOSTILE}\x00\ud800")
    page.evaluate(VISIT_ALL)
    assert HOSTILE in page.locator("#article").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, object, embed").count() == 0
    links = page.locator("a").evaluate_all("all => all.map((one) => one.protocol)")
    assert set(links) <= {"file:", "https:"}


def test_exports_of_a_hostile_graph_are_well_formed(open_page):
    graph = hostile_graph()
    page = open_page(graph)
    texts = page.evaluate("""() => {
      const { graphmlOf, turtleOf, jsonOf, pictureText } = kg.formats;
      const all = [...kg.claims.values()];
      // As a file is written: halves of surrogate pairs become U+FFFD.
      return [graphmlOf(all), turtleOf(all), jsonOf(all), pictureText()].map((one) => one.toWellFormed());
    }""")
    graphml, turtle, lines, picture = texts
    network = nx.parse_graphml(graphml, force_multigraph=True)
    assert network.number_of_edges() == len(graph.claims)
    statement = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"
    assert sum(str(o) == statement for o in Graph().parse(data=turtle, format="turtle").objects()) == len(
        graph.claims
    )
    assert len(json.loads(lines)["claims"]) == len(graph.claims)
    ET.fromstring(picture)


def test_an_export_can_be_read_as_saved_claims(open_page, tmp_path):
    page = open_page(GRAPH)
    records = json.loads(page.evaluate("kg.formats.jsonOf([...kg.claims.values()])"))["claims"]
    path = tmp_path / "exported.claims.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert write_claims(read_claims(path).claims) == write_claims(GRAPH.claims)


# --- the same page from what was saved ------------------------------------------------------


def test_a_saved_notebook_holds_its_pages(browser, tmp_path):
    nbformat = pytest.importorskip("nbformat")
    from kg.views import notebook_html

    outputs = [
        nbformat.v4.new_output("display_data", {"text/html": notebook_html(GRAPH, title=name)})
        for name in ("One", "Two")
    ]
    cell = nbformat.v4.new_code_cell("graph", outputs=outputs)
    path = tmp_path / "saved.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    saved = nbformat.read(path, as_version=4)
    frames = "".join(one["data"]["text/html"] for one in saved.cells[0].outputs)
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><title>N</title>{frames}", encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 950, "height": 1400})
    page = context.new_page()
    page.goto(file.as_uri())
    for number, name in enumerate(("One", "Two")):
        frame = page.frame_locator("iframe").nth(number)
        assert frame.locator("h1").inner_text() == name
        assert frame.locator("#graph canvas").is_visible()
        assert frame.locator("#panel").is_visible()
    context.close()


def test_rdf_gives_the_same_page(tmp_path):
    from kg.cli import app
    from kg.rdf import sort_graph, write_nquads
    from kg.views import render_html

    source, article = tmp_path / "g.nq", tmp_path / "article.txt"
    graph = sort_graph(dataclasses.replace(GRAPH, articles=(dataclasses.replace(GRAPH.articles[0]),)))
    source.write_bytes(write_nquads(graph))
    article.write_text(graph.articles[0].text, encoding="utf-8")
    result = CliRunner().invoke(app, ["view", str(source), "--title", "T", "--articles", str(article)])
    assert result.exit_code == 0, result.output
    again = data_of(source.with_suffix(".html").read_text(encoding="utf-8"))
    first = data_of(render_html(graph, "T", "de"))
    for part in ("entities", "relations", "rules", "claims"):
        assert again["graph"][part] == first["graph"][part], part
    assert again["opening"] == first["opening"]


def data_of(page):
    return json.loads(re.search(r'id="kg-data">(.*?)</script>', page, re.S)[1])


def test_pictures_of_the_readme_are_those_that_the_command_makes():
    root = Path(__file__).parents[1]
    made = set(re.findall(r'^ {4}\("([\w-]+)", ', (root / "docs/make_pictures.py").read_text("utf-8"), re.M))
    shown = set(re.findall(r"docs/pictures/([\w-]+)\.png", (root / "README.md").read_text("utf-8")))
    assert shown <= made
    assert {file.stem for file in (root / "docs/pictures").glob("*.png")} == made
