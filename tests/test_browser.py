"""The page in a real browser: drawn, quiet, offline, and deaf to hostile names."""

import os
import shutil

import pytest

from kg.views import render_html
from tests.test_views import DENY, EVIL, GRAPH, HOSTILE, KERRY, LONELY, MEET, OBAMA, SENTENCES, TRIP, VISIT

CHROMIUM = next(filter(os.path.exists, ["/usr/bin/chromium", "/usr/bin/chromium-browser"]), None)
CHROMIUM = CHROMIUM or shutil.which("chromium") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: test)")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found on this machine"),
]

INKED = """() => {
  const canvas = document.querySelector("#graph canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let i = 0; i < pixels.length; i += 4)
    if (pixels[i + 3] > 200) colours.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
  return [...colours];
}"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The page, opened once offline, with all it complained of and asked for."""
    file = tmp_path_factory.mktemp("page") / "graph.html"
    file.write_text(render_html(GRAPH, f"Obama im Pentagon {HOSTILE}"), encoding="utf-8")
    noise = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: request.url == file.as_uri() or noise.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_function("window.kg !== undefined")
        page.wait_for_timeout(300)
        yield page, noise
        browser.close()


@pytest.fixture
def page(opened):
    return opened[0]


def panel(page):
    return page.locator("#panel").inner_text()


def shown(page, one):
    assert page.evaluate("id => window.kg.select(id)", one.id) is True
    return panel(page)


def test_the_graph_is_drawn(page):
    colours = set(page.evaluate(INKED))
    # Person, Organization, Location, and the red of what is denied.
    assert {0x0072B2, 0xE69F00, 0x009E73, 0xC8102E} <= colours


def test_a_claim_shows_its_sentence_and_marks_the_slice(page):
    text = shown(page, VISIT)
    assert "Barack Obama – visits – Pentagon" in text
    # An emoji stands before the slice: the offsets count it once.
    assert page.locator("#panel blockquote").inner_text() == SENTENCES["visit"]
    assert page.locator("#panel mark").inner_text() == "war ins Pentagon gekommen"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (TRIP, ["Barack Obama", "kündigte … an", "indirect speech", "planned", "umgehend", "zu Gesprächen"]),
        (DENY, ["denied", "not: visits", "nobody named"]),
        (MEET, ["the article itself", "Moskau", "80 %", "Kerry trifft Putin"]),
    ],
)
def test_a_claim_says_who_how_and_when(page, one, words):
    text = shown(page, one)
    assert [word for word in words if word not in text] == []


def test_an_entity_shows_type_aliases_and_claims(page):
    text = shown(page, OBAMA)
    assert "Person" in text
    assert "Obama, US-Präsident" in text
    assert "Claims (2)" in text  # one of its own, one that it is the speaker of
    page.get_by_role("button", name="Barack Obama – visits – Pentagon").click()
    assert page.locator("#panel blockquote").inner_text() == SENTENCES["visit"]


def test_a_click_on_the_drawing_selects(page):
    page.locator("#fit").click()
    spot = page.evaluate("id => window.kg.network.canvasToDOM(window.kg.network.getPosition(id))", KERRY.id)
    page.locator("#graph").click(position=spot)
    assert panel(page).startswith("John Kerry")
    page.locator("#graph").click(position={"x": 5, "y": 5})
    assert panel(page).startswith("Click a node")


def test_unknown_ids_select_nothing(page):
    assert page.evaluate("['nobody', '__proto__', undefined].map(id => window.kg.select(id))") == [False] * 3


def test_search_finds_by_alias_and_without_accents(page):
    page.locator("#search").fill("us-prasident")
    page.locator("#search").press("Enter")
    assert panel(page).startswith("Barack Obama")
    page.locator("#search").fill("niemand")
    assert "No entity found" in page.locator("#results").inner_text()
    page.locator("#search").fill("")


def test_a_node_without_claims_appears_when_searched(page):
    page.locator("#isolated").check()
    assert page.evaluate("id => window.kg.network.getPosition(id) !== undefined", LONELY.id)
    page.locator("#isolated").uncheck()
    assert "No claims" in shown(page, LONELY)


def test_hostile_names_are_shown_and_do_not_run(page):
    assert HOSTILE in panel_text_of(page, EVIL)
    assert HOSTILE in page.locator("h1").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0


def panel_text_of(page, entity):
    shown(page, entity)
    return page.locator("#panel h2").text_content()


def test_the_policy_blocks_foreign_script(page):
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.foreign = 1';"
        " document.body.append(s); s.remove(); }"
    )
    assert page.evaluate("window.foreign") is None


def test_the_page_was_quiet(opened):
    # The test before this one makes the policy speak, once; nothing else may.
    complaints = [line for line in opened[1] if "Executing inline script violates" not in line]
    assert complaints == []
