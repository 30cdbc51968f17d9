"""The endpoint: the protocol, limits, many clients, and the editor in a browser."""

import json
import os
import shutil
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode, urlsplit

import pytest

from kg.cli import main
from kg.errors import ConfigError, InputError, StoreError
from kg.query import load_cookbook
from kg.serve import Endpoint, Limits
from kg.serve.page import page
from kg.serve.protocol import ProtocolError, choose, read_question
from kg.store import add_nquads, lock_store
from tests.querying import nquads

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
MEETS = "SELECT ?a ?b { ?a rel:meets ?b }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BESUCH, REISE = "https://newskg.org/article/besuch", "https://newskg.org/article/reise"


def running(sources, **limits):
    endpoint = Endpoint(sources, port=0, limits=Limits(**limits))
    threading.Thread(target=endpoint.run, daemon=True).start()
    return endpoint


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served") / "store"
    add_nquads(folder, [("both", nquads())])
    endpoint = running([folder], seconds=2, megabytes=0.2, workers=2)
    yield endpoint.address
    endpoint.stop()
    endpoint.close()


def call(address, path="sparql", data=None, headers=(), method=None):
    data = data.encode() if isinstance(data, str) else data
    request = urllib.request.Request(address + path, data, dict(headers), method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers["Content-Type"].partition(";")[0], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"].partition(";")[0], error.read()


def get(address, accept=None, **fields):
    path = f"sparql?{urlencode(fields, doseq=True)}"
    return call(address, path, headers={"Accept": accept} if accept else ())


def values(body, name):
    return sorted(row[name]["value"] for row in json.loads(body)["results"]["bindings"])


# The checks of the W3C's test suite for the SPARQL 1.1 protocol that a read-only endpoint is
# bound to, by their names there.
def test_query_get(address):
    status, kind, body = get(address, query="ASK {}")
    assert (status, kind, json.loads(body)["boolean"]) == (200, "application/sparql-results+json", True)


def test_query_post_form(address):
    status, _, body = call(address, data=urlencode({"query": "ASK {}"}), headers=FORM)
    assert (status, json.loads(body)["boolean"]) == (200, True)


def test_query_post_direct(address):
    status, _, body = call(address, data="ASK {}", headers=DIRECT)
    assert (status, json.loads(body)["boolean"]) == (200, True)


@pytest.mark.parametrize("post", [False, True], ids=["get", "post"])
@pytest.mark.parametrize(
    ("graphs", "found"),
    [([BESUCH], False), ([REISE], True), ([BESUCH, REISE], True)],
)
def test_query_dataset_default_graphs(address, post, graphs, found):
    fields = {"query": "ASK { ?a rel:meets ?b }", "default-graph-uri": graphs}
    if post:
        answer = call(address, data=urlencode(fields, doseq=True), headers=FORM)
    else:
        answer = get(address, **fields)
    assert json.loads(answer[2])["boolean"] is found


@pytest.mark.parametrize("post", [False, True], ids=["get", "post"])
def test_query_dataset_named_graphs(address, post):
    fields = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": [BESUCH]}
    if post:
        query = fields.pop("query")
        path = f"sparql?{urlencode(fields, doseq=True)}"
        answer = call(address, path, data=query, headers=DIRECT)
    else:
        answer = get(address, **fields)
    assert values(answer[2], "g") == [BESUCH]


def test_query_dataset_full(address):
    query = "SELECT DISTINCT ?g { ?a rel:visits ?b GRAPH ?g { ?c rel:meets ?d } }"
    answer = get(address, **{"query": query, "default-graph-uri": BESUCH, "named-graph-uri": REISE})
    assert values(answer[2], "g") == [REISE]


def test_query_multiple_dataset(address):
    """The request's graphs win over those in the query."""
    query = f"ASK FROM <{REISE}> {{ ?a rel:meets ?b }}"
    assert json.loads(get(address, **{"query": query, "default-graph-uri": BESUCH})[2])["boolean"] is False


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html, application/json;q=0.9, */*;q=0.1", "application/json"),
        ("text/csv;q=0, */*", "application/sparql-results+json"),
    ],
)
def test_query_content_type_select(address, accept, kind):
    assert get(address, accept, query=MEETS)[:2] == (200, kind)


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_query_content_type_ask(address, accept):
    assert get(address, accept, query="ASK {}")[:2] == (200, accept)


@pytest.mark.parametrize(
    "query",
    ["CONSTRUCT WHERE { ?a rel:meets ?b }", "DESCRIBE entity:John_Kerry"],
    ids=["construct", "describe"],
)
@pytest.mark.parametrize(
    "kind", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_query_content_type_graphs(address, query, kind):
    status, found, body = get(address, kind, query=query)
    assert (status, found) == (200, kind)
    assert b"John_Kerry" in body


@pytest.mark.parametrize(
    ("name", "status", "arguments"),
    [
        ("bad_query_method", 405, {"path": "sparql?query=ASK%20%7B%7D", "method": "PUT"}),
        ("bad_query_method", 405, {"path": "sparql?query=ASK%20%7B%7D", "method": "DELETE"}),
        ("bad_multiple_queries", 400, {"path": "sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D"}),
        ("bad_query_wrong_media_type", 415, {"data": "ASK {}", "headers": {"Content-Type": "text/plain"}}),
        (
            "bad_query_missing_form_type",
            415,
            {"data": "query=ASK%20%7B%7D", "headers": {"Content-Type": "application/octet-stream"}},
        ),
        ("bad_query_missing_direct_type", 415, {"data": "ASK {}", "headers": {"Content-Type": ""}}),
        ("bad_query_non_utf8", 400, {"data": "ASK {}".encode("utf-16"), "headers": DIRECT}),
        ("bad_query_syntax", 400, {"path": "sparql?query=ASK%20%7B"}),
        ("no query", 400, {"data": "", "headers": FORM}),
        ("two places", 400, {"path": "sparql?query=ASK%20%7B%7D", "data": "ASK {}", "headers": DIRECT}),
        ("bad graph", 400, {"path": "sparql?query=ASK%20%7B%7D&default-graph-uri=no%20iri"}),
        ("bad graph", 400, {"path": "sparql?query=ASK%20%7B%7D&named-graph-uri=no%20iri"}),
        ("malformed", 400, {"path": "sparql?query=%ff"}),
        ("bad_update_get", 403, {"path": "sparql?update=CLEAR%20ALL"}),
        ("bad_update_syntax", 403, {"data": "update=CLEER", "headers": FORM}),
        ("bad_update_non_utf8", 403, {"data": "CLEAR ALL".encode("utf-16"), "headers": UPDATE}),
        (
            "bad_update_dataset_conflict",
            403,
            {"data": "update=CLEAR+ALL&using-graph-uri=a:b", "headers": FORM},
        ),
        (
            "bad_update_wrong_media_type",
            415,
            {"data": "CLEAR ALL", "headers": {"Content-Type": "text/plain"}},
        ),
        ("update", 403, {"data": "update=CLEAR+ALL", "headers": FORM}),
        ("update", 403, {"data": "CLEAR ALL", "headers": UPDATE}),
        ("update as query", 400, {"data": "CLEAR ALL", "headers": DIRECT}),
        ("other path", 404, {"path": "data"}),
        ("other path", 404, {"path": "../../etc/passwd"}),
        ("formats", 406, {"path": "sparql?query=ASK%20%7B%7D", "headers": {"Accept": "image/png"}}),
        ("formats", 406, {"path": "sparql?query=ASK%20%7B%7D", "headers": {"Accept": "text/turtle"}}),
        ("formats", 406, {"data": "DESCRIBE <a:b>", "headers": DIRECT | {"Accept": "text/csv"}}),
    ],
)
def test_bad_requests(address, name, status, arguments):
    found, kind, body = call(address, **arguments)
    assert (found, kind) == (status, "text/plain")
    assert body.count(b"\n") == 1
    # Whatever was asked, the next client is served.
    assert get(address, query="ASK {}")[0] == 200


def test_mistakes_are_explained(address):
    assert b"did you mean SELECT?" in get(address, query="SELCT * {}")[2]


def test_no_query_describes_the_service(address):
    status, kind, body = call(address, headers={"Accept": "text/turtle"})
    assert (status, kind) == (200, "text/turtle")
    assert b"sd:UnionDefaultGraph" in body
    from rdflib import Graph

    assert len(Graph().parse(data=body, format="turtle", publicID=address)) > 5


def test_a_query_without_end_is_ended(address):
    begin = time.monotonic()
    status, _, body = get(address, query=ENDLESS)
    assert (status, b"longer than 2 seconds" in body) == (503, True)
    assert time.monotonic() - begin < 8
    assert [get(address, query="ASK {}")[0] for _ in range(4)] == [200] * 4


def test_a_large_result_is_refused(address):
    status, _, body = get(address, query="SELECT * { ?a ?b ?c . ?d rel:meets ?f . ?g rdfs:label ?i }")
    assert (status, b"larger than 0.2 MB" in body) == (413, True)


def test_no_other_server_is_asked(address):
    status, _, body = get(address, query="ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert (status, b"SERVICE" in body) == (400, True)


def test_only_its_own_name_is_answered(address):
    for path in ("", "sparql?query=ASK%20%7B%7D"):
        assert call(address, path, headers={"Host": "evil.example"})[0] in (403, 404)
    port = urlsplit(address).port
    assert call(address, "sparql?query=ASK%20%7B%7D", headers={"Host": f"localhost:{port}"})[0] == 200


def test_a_body_without_length_or_too_large(address):
    host, port = urlsplit(address).hostname, urlsplit(address).port
    for line, status in (
        ("", b"411"),
        ("Content-Length: 99999999\r\n", b"413"),
        ("Content-Length: -1\r\n", b"411"),
    ):
        with socket.create_connection((host, port), timeout=10) as wire:
            wire.sendall(f"POST /sparql HTTP/1.1\r\nHost: localhost\r\n{line}\r\n".encode())
            assert wire.recv(100).split()[1] == status


def headers_of(address, path, method, **headers):
    request = urllib.request.Request(address + path, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, dict(answer.headers), answer.read()


def test_head_has_the_head_of_get_and_no_body(address):
    (status, head, body), (_, whole, text) = (
        headers_of(address, "sparql?query=ASK%20%7B%7D", method) for method in ("HEAD", "GET")
    )
    assert (status, body, int(head["Content-Length"])) == (200, b"", len(text))
    assert {key: value for key, value in head.items() if key != "Date"} == {
        key: value for key, value in whole.items() if key != "Date"
    }


def test_options_tells_the_methods_and_no_other_page_may_read(address):
    """Without a header of CORS a browser lets no page from elsewhere read an answer."""
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    status, head, body = headers_of(address, "sparql", "OPTIONS", **asked)
    assert (status, head["Allow"], body) == (204, "GET, HEAD, POST, OPTIONS", b"")
    got = headers_of(address, "sparql?query=ASK%20%7B%7D", "GET", **asked)[1]
    assert not [name for name in (*head, *got) if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "headers",
    [
        DIRECT | {"Content-Type": "application/sparql-query; charset=UTF-8"},
        {"Content-Type": "Application/SPARQL-Query"},
    ],
)
def test_media_types_as_http_spells_them(address, headers):
    answer = call(address, data='SELECT ("ä" AS ?x) {}', headers=headers)
    assert values(answer[2], "x") == ["ä"]


def test_parallel_clients_see_no_error(address):
    """Twenty at once for a moment; KG_STRESS=60 makes it fifty for a minute."""
    seconds = float(os.environ.get("KG_STRESS", "2"))
    clients, end, seen = 50 if seconds > 10 else 20, time.monotonic() + seconds, []

    def ask():
        while time.monotonic() < end:
            status, _, body = get(address, query=MEETS)
            seen.append((status, len(json.loads(body)["results"]["bindings"]) if status == 200 else body))

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{len(seen)} answers for {clients} clients in {seconds:g} s")
    assert len(seen) >= clients
    assert set(seen) == {(200, 2)}


def test_files_are_served_and_their_copy_removed(tmp_path):
    path = tmp_path / "both.nq"
    path.write_bytes(nquads("https://example.org/kg/"))
    endpoint = running([path], workers=1)
    try:
        assert values(get(endpoint.address, query=MEETS)[2], "a") == [
            "https://example.org/kg/entity/John_Kerry",
            "https://example.org/kg/entity/Wladimir_Putin",
        ]
        copy = endpoint._copy.name
        assert os.path.isdir(copy)
        with pytest.raises(ConfigError, match="cannot listen there"):
            Endpoint([path], port=urlsplit(endpoint.address).port)
    finally:
        endpoint.stop()
        endpoint.close()
    assert not os.path.exists(copy)


def test_what_cannot_be_served(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        Endpoint([tmp_path / "missing.nq"], port=0)
    (tmp_path / "bad.ttl").write_text("<a> <b")
    with pytest.raises(InputError, match="malformed"):
        Endpoint([tmp_path / "bad.ttl"], port=0)
    with pytest.raises(ConfigError, match="cannot listen"):
        Endpoint([tmp_path], port=70000)
    with pytest.raises(ConfigError, match="above 0"):
        Limits(seconds=0)
    add_nquads(tmp_path / "s", [("both", nquads())])
    with pytest.raises(InputError, match="served alone"):
        Endpoint([tmp_path / "s", tmp_path / "bad.ttl"], port=0)


def test_nobody_writes_while_a_store_is_served(address, tmp_path):
    add_nquads(tmp_path / "s", [("both", nquads())])
    with (
        Endpoint([tmp_path / "s"], port=0, limits=Limits(workers=1)),
        pytest.raises(StoreError, match="uses it"),
    ):
        lock_store(tmp_path / "s", exclusive=True, patience=0.1)
    lock_store(tmp_path / "s", exclusive=True, patience=0.1).release()


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("*/*", ["a/b", "c/d"], "a/b"),
        ("c/d, a/b", ["a/b", "c/d"], "a/b"),
        ("a/b;q=0.2, c/*", ["a/b", "c/d"], "c/d"),
        ("*/*;q=0.5, a/b;q=0", ["a/b", "c/d"], "c/d"),
        ("A/B; q=1", ["a/b"], "a/b"),
        ("a/b;q=many", ["a/b"], None),
        ("", ["a/b"], None),
    ],
)
def test_content_negotiation(accept, offered, chosen):
    assert choose(accept, offered) == chosen


def test_malformed_parameters():
    with pytest.raises(ProtocolError, match="malformed"):
        read_question("GET", "query=%ff", {}, b"")


def test_the_page_is_safe_whatever_the_title():
    text = page("<script>alert(1)</script>", {"x": "</script><script>alert(1)"}).decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_command(monkeypatch, capsys, tmp_path):
    (tmp_path / "both.nq").write_bytes(nquads())

    def interrupted(self):
        assert get_once(self.address)
        raise KeyboardInterrupt

    def get_once(address):
        return address.startswith("http://127.0.0.1:")

    monkeypatch.setattr(Endpoint, "run", interrupted)
    monkeypatch.setattr(
        sys, "argv", ["kg", "serve", str(tmp_path / "both.nq"), "--port", "0", "--workers", "1"]
    )
    with pytest.raises(SystemExit) as leaving:
        main()
    assert not leaving.value.code
    assert "query editor: http://127.0.0.1:" in capsys.readouterr().out


CHROMIUM = next(filter(os.path.exists, ["/usr/bin/chromium", "/usr/bin/chromium-browser"]), None)
CHROMIUM = CHROMIUM or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def opened(address):
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: test)")
    if CHROMIUM is None:
        pytest.skip("no Chromium found on this machine")
    noise = []
    with driver.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.on("console", lambda message: noise.append(message.text))
        tab.on("pageerror", lambda error: noise.append(str(error)))
        tab.on("request", lambda request: request.url.startswith(address) or noise.append(request.url))
        tab.goto(address)
        tab.wait_for_selector("#result table")
        yield tab, noise
        browser.close()


def table(tab):
    return [row.split("\t") for row in tab.locator("#result table").inner_text().splitlines()]


@pytest.mark.browser
def test_the_editor_greets_with_the_relations(opened):
    tab, _ = opened
    assert table(tab)[1] == ["rel:supports", "3"]
    assert "7 rows" in tab.locator("#status").inner_text()
    assert tab.locator("#recipes button").count() == len(load_cookbook())


@pytest.mark.browser
def test_a_recipe_asks_for_its_parameter(opened):
    tab, _ = opened
    tab.get_by_role("button", name="What is asserted about X").click()
    tab.locator("#parameters input").fill("kerry")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("td >> text=Moskau")
    assert ["John Kerry", "rel:meets", "Wladimir Putin"] in table(tab)
    assert 'VALUES ?X { "kerry" }' in tab.locator("#query").input_value()


@pytest.mark.browser
def test_a_mistake_is_marked(opened):
    tab, noise = opened
    tab.locator("#query").fill("SELECT *\nWHRE { ?s ?p ?o }")
    tab.locator("#query").press("Control+Enter")
    tab.wait_for_selector("#status.bad")
    assert "did you mean WHERE?" in tab.locator("#status").inner_text()
    marked = "(() => { const q = document.getElementById('query');"
    assert tab.evaluate(f"{marked} return q.value.slice(q.selectionStart, q.selectionEnd); }})()") == "WHRE"
    # The browser itself remarks on the status 400; nothing else was said.
    noise[:] = [line for line in noise if "400 (Bad Request)" not in line]


@pytest.mark.browser
def test_a_click_on_a_name_shows_its_surroundings(opened):
    tab, _ = opened
    tab.locator("#query").fill("SELECT ?a { ?a rel:visits ?b }")
    tab.locator("#run").click()
    tab.get_by_role("link", name="entity:Barack_Obama").click()
    tab.wait_for_selector("td >> text=rel:visits")
    assert ["entity:Barack_Obama", "rel:visits", "entity:Pentagon"] in table(tab)


@pytest.mark.browser
def test_construct_shows_turtle(opened):
    tab, _ = opened
    tab.locator("#query").fill("CONSTRUCT WHERE { ?a rel:visits ?b }")
    tab.locator("#run").click()
    tab.wait_for_selector("#result pre")
    assert "Barack_Obama" in tab.locator("#result pre").inner_text()


@pytest.mark.browser
def test_the_page_was_quiet(opened):
    assert opened[1] == []
