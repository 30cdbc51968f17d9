"""The store on disk: replacing, removing, locks, kills."""

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from kg.cli import main
from kg.errors import InputError, OutputError, StoreError
from kg.query import open_graph, run_query
from kg.rdf import write_nquads
from kg.store import (
    ArticleStore,
    add_nquads,
    dump,
    export,
    is_store,
    lock_store,
    open_for_reading,
    try_store,
)
from kg.store import folder as folder_module
from tests.querying import TRIP, VISIT, nquads, one_article

ROOT = Path(__file__).parents[1]
BESUCH, REISE = "https://newskg.org/article/besuch", "https://newskg.org/article/reise"


def document(article):
    return write_nquads(one_article(article), symmetric=frozenset({"meets"}))


@pytest.fixture
def store(tmp_path):
    add_nquads(tmp_path / "store", [("both", nquads())])
    return tmp_path / "store"


def content(folder):
    database, lock = open_for_reading(folder)
    with lock:
        return dump(database, ".nq")


def names(folder):
    with ArticleStore(folder) as opened:
        return [article.name for article in opened.articles()]


def assert_holds(stored, written):
    """All that was written, and nothing else; what articles share stands in the graph of each."""
    named = {line for line in written.splitlines() if b"> <https://newskg.org/article/" in line[-60:]}
    assert named <= set(stored.splitlines())
    found, told = (parse(data, format=RdfFormat.N_QUADS) for data in (stored, written))
    assert {quad.triple for quad in found} == {quad.triple for quad in told}


def test_what_goes_in_comes_out(store):
    assert is_store(store)
    assert_holds(content(store), nquads())
    with ArticleStore(store) as opened:
        visit, trip = opened.articles()
    assert (visit.iri, visit.name, visit.title, visit.published) == (
        BESUCH, "besuch", "Obama im Pentagon", "2015-12-14",
    )  # fmt: skip
    assert (visit.claims, trip.claims) == (5, 6)
    assert visit.triples + trip.triples == len(content(store).splitlines())


def test_the_union_is_the_default_graph(store):
    graph = open_graph([store])
    # What two articles say is one triple of the union.
    both = "SELECT (COUNT(*) AS ?n) { entity:Barack_Obama rel:holdsPosition ?x }"
    assert run_query(graph, both).rows[0][0].value == "1"
    assert run_query(
        graph, "ASK { entity:John_Kerry rel:meets ?x . entity:Barack_Obama rel:visits ?y }"
    ).truth


def test_adding_again_replaces(tmp_path):
    folder = tmp_path / "s"
    for _ in range(2):
        add_nquads(folder, [("v", document(VISIT)), ("t", document(TRIP))])
    first = content(folder)
    changed = document(VISIT).replace(b'"besuch"', b'"BESUCH"')
    assert add_nquads(folder, [("v", changed)]) == (BESUCH,)
    assert b'"besuch"' not in content(folder)
    add_nquads(folder, [("v", document(VISIT))])
    assert content(folder) == first


def test_removing_leaves_what_the_others_support(tmp_path, store):
    with ArticleStore(store) as opened:
        assert opened.remove(["besuch"]) == (BESUCH,)
    left = content(store)
    assert b"Josh_Earnest" not in left and b"rel/visits" not in left.replace(b"relation", b"rel")
    assert b"Wladimir_Putin" in left
    count = run_query(open_graph([store]), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0].value
    assert int(count) == len(left.splitlines())
    # A claim with evidence in both articles stays, with the evidence that is left.
    graph = open_graph([store])
    assert run_query(graph, "ASK { entity:Barack_Obama rel:holdsPosition ?x }").truth is True
    del graph
    with ArticleStore(store) as opened:
        opened.remove([REISE])
    assert content(store) == b""
    assert names(store) == []


def test_removing_what_is_not_there_removes_nothing(store):
    before = content(store)
    with ArticleStore(store) as opened, pytest.raises(InputError, match="did you mean reise"):
        opened.remove(["besuch", "reize"])
    assert content(store) == before


def test_many_triples_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.store.articles._BULK", 10)
    folder = tmp_path / "s"
    add_nquads(folder, [("v", document(VISIT))])
    add_nquads(folder, [("both", nquads())])  # one is known, one is new
    assert_holds(content(folder), nquads())


def test_loose_triples_follow_the_articles_that_mention_them(tmp_path):
    run = b'<https://newskg.org/run/1> <https://schema.org/name> "run" .\n'
    alone = b'<https://newskg.org/run/2> <https://schema.org/name> "nobody" .\n'
    link = f"<{BESUCH}> <http://www.w3.org/ns/prov#wasGeneratedBy> <https://newskg.org/run/1> <{BESUCH}> .\n"
    add_nquads(tmp_path / "s", [("both", nquads() + run + alone + link.encode())])
    found = content(tmp_path / "s")
    assert run.replace(b" .", f" <{BESUCH}> .".encode()) in found
    assert found.count(b'"run"') == 1
    assert b'"nobody"' not in found


@pytest.mark.parametrize("ending", [".ttl", ".trig", ".jsonld", ".rdf"])
def test_other_formats(tmp_path, ending):
    source = Store()
    source.load(input=document(TRIP), format=RdfFormat.N_QUADS)
    form = RdfFormat.from_extension(ending[1:])
    path = tmp_path / f"a{ending}"
    graph = {} if form.supports_datasets else {"from_graph": NamedNode(REISE)}
    path.write_bytes(source.dump(format=form, **graph))
    with ArticleStore(tmp_path / "s", create=True) as opened:
        assert opened.add_file(path) == (REISE,)
    assert content(tmp_path / "s").splitlines() == sorted(set(document(TRIP).splitlines()))


@pytest.mark.parametrize(
    ("data", "form", "words"),
    [
        (b"<a:a> <a:b> <a:c> .", RdfFormat.N_QUADS, "no schema:NewsArticle"),
        (b"<a:a> <a:b> .", RdfFormat.N_QUADS, "malformed"),
        (
            b"PREFIX s: <https://schema.org/> <a:1> a s:NewsArticle . <a:2> a s:NewsArticle .",
            RdfFormat.TURTLE,
            "2 articles in one graph",
        ),
    ],
)
def test_bad_documents_change_nothing(store, data, form, words):
    before = content(store)
    with ArticleStore(store) as opened, pytest.raises(InputError, match=words):
        opened.add(data, form, "bad")
    assert content(store) == before


@pytest.mark.parametrize("bulk", [1, 5_000])
def test_of_several_files_those_before_a_bad_one_are_stored(tmp_path, monkeypatch, bulk):
    monkeypatch.setattr("kg.store.articles._BULK", bulk)
    files = [tmp_path / name for name in ("a.nq", "b.nq", "c.nq", "d.nq")]
    changed = document(VISIT).replace(b'"besuch"', b'"BESUCH"')
    for file, data in zip(files, (document(VISIT), changed, b"<a:a> nonsense", document(TRIP)), strict=True):
        file.write_bytes(data)
    added = []
    with ArticleStore(tmp_path / "s", create=True) as opened:
        with pytest.raises(InputError, match=r"c\.nq: malformed"):
            added.extend(opened.add_files(files))
        assert [article.name for article in opened.articles()] == ["BESUCH"]
    assert_holds(content(tmp_path / "s"), changed)


def test_folders_of_others_are_left_alone(tmp_path):
    foreign = tmp_path / "foreign"
    Store(str(foreign)).flush()
    with pytest.raises(StoreError, match="database of another program"):
        ArticleStore(foreign, create=True)
    for use in (ArticleStore, open_for_reading):
        with pytest.raises(StoreError, match="database of another program"):
            use(foreign)
    with pytest.raises(InputError, match="database of another program"):
        open_graph([foreign])
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="no store"):
        ArticleStore(papers)
    with pytest.raises(StoreError, match="other files"):
        ArticleStore(papers, create=True)
    with pytest.raises(StoreError, match="is a file"):
        ArticleStore(papers / "letter.txt", create=True)
    with pytest.raises(OutputError, match="cannot be made: Not a directory"):
        ArticleStore(papers / "letter.txt" / "s", create=True)
    assert [path.name for path in papers.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("marker", "words"), [('{"layout": 99}', "layout 99"), ("{", "damaged"), ("[]", "damaged")]
)
def test_odd_markers(store, marker, words):
    (store / "newskg-store.json").write_text(marker)
    with pytest.raises(StoreError, match=words):
        open_for_reading(store)


def test_a_damaged_database_is_one_message(store):
    (store / "data" / "CURRENT").write_text("rubbish")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_for_reading(store)


def test_an_empty_store_can_be_read(tmp_path):
    with ArticleStore(tmp_path / "s", create=True):
        pass
    assert content(tmp_path / "s") == b""
    (tmp_path / "t").mkdir()
    folder_module.lock_or_create(tmp_path / "t")[0].release()  # killed before the database was made
    assert content(tmp_path / "t") == b""


def test_a_kill_before_the_marker_is_mended(tmp_path):
    (tmp_path / "lock").touch()
    with ArticleStore(tmp_path, create=True):
        pass
    assert content(tmp_path) == b""


def everything(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def fail(folder):
    with ArticleStore(folder, create=True) as opened:
        opened.add(b"<a:a> nonsense", RdfFormat.N_QUADS, "bad")


@pytest.mark.parametrize("there", [(), ("x",), ("x", "x/y", "x/y/s"), ("x", "x/y", "x/y/s", "x/y/s/lock")])
def test_a_new_store_that_gets_nothing_is_removed(tmp_path, there):
    for name in there:
        (tmp_path / name).touch() if name.endswith("lock") else (tmp_path / name).mkdir()
    with pytest.raises(InputError, match="malformed"):
        fail(tmp_path / "x" / "y" / "s")
    try_store(tmp_path / "x" / "y" / "s")
    assert everything(tmp_path) == [name for name in there if not name.endswith("lock")]


def test_a_new_store_that_cannot_be_opened_is_removed(tmp_path, monkeypatch):
    def refuse(folder, *, writable):
        raise StoreError("no")

    monkeypatch.setattr("kg.store.articles.open_database", refuse)
    with pytest.raises(StoreError, match="no"):
        ArticleStore(tmp_path / "x" / "s", create=True)
    monkeypatch.setattr("kg.store.folder.write_files", lambda files: refuse("", writable=True))
    with pytest.raises(StoreError, match="no"):
        ArticleStore(tmp_path / "x" / "s", create=True)
    assert everything(tmp_path) == []


def test_a_store_that_was_there_is_kept(tmp_path):
    with ArticleStore(tmp_path / "empty", create=True):
        pass
    before = everything(tmp_path / "empty")
    with pytest.raises(InputError, match="malformed"):
        fail(tmp_path / "empty")
    try_store(tmp_path / "empty")
    assert set(before) - {"data"} >= {"lock", "newskg-store.json"}
    assert is_store(tmp_path / "empty") and content(tmp_path / "empty") == b""


def test_what_others_put_into_a_new_folder_is_kept(tmp_path):
    with pytest.raises(InputError, match="malformed"), ArticleStore(tmp_path / "s", create=True) as opened:
        (tmp_path / "s" / "letter.txt").touch()
        opened.add(b"<a:a> nonsense", RdfFormat.N_QUADS, "bad")
    assert everything(tmp_path) == ["s", "s/letter.txt"]


def test_who_waits_for_a_store_that_is_removed_makes_it_or_is_told(tmp_path):
    folder = tmp_path / "s"
    with ThreadPoolExecutor() as threads:
        with pytest.raises(InputError, match="malformed"), ArticleStore(folder, create=True) as opened:
            reader = threads.submit(open_for_reading, folder)
            time.sleep(0.2)
            opened.add(b"<a:a> nonsense", RdfFormat.N_QUADS, "bad")
        with pytest.raises(StoreError, match="no such folder"):
            reader.result()
        with pytest.raises(InputError, match="malformed"), ArticleStore(folder, create=True) as opened:
            writer = threads.submit(add_nquads, folder, [("both", nquads())])
            time.sleep(0.2)
            opened.add(b"<a:a> nonsense", RdfFormat.N_QUADS, "bad")
        assert writer.result() == (BESUCH, REISE)
    assert names(folder) == ["besuch", "reise"]


MANY = """
import sys
from pathlib import Path
from kg.errors import InputError
from kg.store import ArticleStore
from pyoxigraph import RdfFormat

for turn in range(10):
    try:
        with ArticleStore(Path(sys.argv[1]), create=True) as store:
            store.add(b"<a:a> nonsense", RdfFormat.N_QUADS, "bad")
    except InputError:
        pass
"""


def test_many_processes_make_and_remove_one_store(tmp_path):
    command = [sys.executable, "-c", MANY, str(tmp_path / "x" / "s")]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT) for _ in range(3)]
    assert [process.communicate()[1] for process in running] == [b""] * 3
    # A folder that one had made stays where another was at work in it when the first gave up.
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_readers_share_and_writers_wait(store, monkeypatch):
    _, one = open_for_reading(store)
    _, two = open_for_reading(store)
    with pytest.raises(StoreError, match="another process uses it"):
        lock_store(store, exclusive=True, patience=0.1)
    one.release()
    two.release()
    with lock_store(store, exclusive=True, patience=0.1), pytest.raises(StoreError, match="writes to it"):
        lock_store(store, exclusive=False, patience=0.1)


def test_export(store, tmp_path):
    target = tmp_path / "all.nq"
    database, lock = open_for_reading(store)
    with lock:
        assert export(database, target) == len(target.read_bytes().splitlines())
        assert export(database, tmp_path / "all.trig")
        with pytest.raises(InputError, match=r"to \.nq or \.trig"):
            export(database, tmp_path / "all.xls")
        with pytest.raises(OutputError):
            export(database, store / "newskg-store.json" / "x.nq")
    again = Store()
    again.load(path=str(tmp_path / "all.trig"))
    assert again.dump(format=RdfFormat.N_QUADS).splitlines().sort() == target.read_bytes().splitlines().sort()
    assert len(again) == len(target.read_bytes().splitlines())


WRITER = """
import sys
from pathlib import Path
from kg.store import ArticleStore
from pyoxigraph import RdfFormat

folder, bulk = Path(sys.argv[1]), int(sys.argv[2])
import kg.store.articles
kg.store.articles._BULK = bulk
def document(name, version):
    g = f"<https://newskg.org/article/{name}>"
    told = [f"{g} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle> {g} ."]
    claim = f"<https://newskg.org/claim/{name}-{version}"
    told += [f'{claim}-{i}> <a:version> "{version}" {g} .' for i in range(400)]
    return "\\n".join(told).encode()
with ArticleStore(folder, create=True) as store:
    print("ready", flush=True)
    for version in range(100000):
        fresh = f"new{version}-{sys.argv[3]}"
        store.add(document(fresh, version) + b"\\n" + document("same", f"{version}-{sys.argv[3]}"),
                  RdfFormat.N_QUADS, "x")
        print("step", flush=True)
        if version % 3 == 2:
            store.remove([fresh])
"""


@pytest.mark.parametrize("bulk", [10**9, 300])
def test_a_kill_leaves_each_article_before_or_after(tmp_path, bulk):
    """Kill a writing process at ten moments; each article must be whole, with one version."""
    folder, chance, seen = tmp_path / "s", random.Random(4), 0
    for turn in range(10):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(bulk), str(turn)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        assert writer.stdout.readline() == b"ready\n", writer.stderr.read()
        for _ in range(chance.randrange(4)):
            assert writer.stdout.readline() == b"step\n", writer.stderr.read()
        time.sleep(chance.uniform(0, 0.15))
        writer.kill()
        writer.communicate()
        database, lock = open_for_reading(folder)
        with lock:
            named = list(database.named_graphs())
            parts = [database.quads_for_pattern(None, None, None, graph) for graph in named]
            united = database.quads_for_pattern(None, None, None, DefaultGraph())
            assert {quad.triple for quad in united} == {quad.triple for part in parts for quad in part}
            for graph in named:
                quads = list(database.quads_for_pattern(None, None, None, graph))
                versions = {quad.object.value for quad in quads if quad.predicate.value == "a:version"}
                # A graph that is being removed may still be named while it is empty.
                assert (len(quads), len(versions)) in ((401, 1), (0, 0))
                seen += len(quads) > 0
    assert seen > 10  # the kills did hit stores with something in them


LIMITED = """
import resource, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import ArticleStore

try:
    with ArticleStore(Path(sys.argv[1])) as store:
        # As on a full disk, every write beyond this size fails.
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        store.add_file(Path(sys.argv[2]))
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("copies", [1, 20], ids=["transaction", "sorted files"])
def test_a_full_disk_is_one_message_and_nothing_is_lost(store, tmp_path, copies):
    before = content(store)
    more, name = tmp_path / "more.nq", b"/article/"
    more.write_bytes(
        b"".join(document(VISIT).replace(name, b"%b%d-" % (name, number)) for number in range(copies))
    )
    command = [sys.executable, "-c", LIMITED, str(store), str(more)]
    told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stderr == "" and told.stdout.count("\n") == 1
    assert told.stdout.startswith(f"{store}: ") and "File too large" in told.stdout
    assert content(store) == before
    with ArticleStore(store) as opened:
        assert len(opened.add_file(more)) == copies


def kg(capfdbinary, monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["kg", "store", *map(str, words)])
    try:
        main()
        status = 0
    except SystemExit as leaving:
        status = leaving.code or 0
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


def test_the_commands(capfdbinary, monkeypatch, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "both.nq").write_bytes(nquads())
    folder = tmp_path / "s"
    assert kg(capfdbinary, monkeypatch, "add", folder, tmp_path / "out")[1] == f"{BESUCH}\n{REISE}\n"
    listed = kg(capfdbinary, monkeypatch, "list", folder)[1].splitlines()
    assert listed[0].split("\t")[:3] == ["besuch", "2015-12-14", "5"]
    assert kg(capfdbinary, monkeypatch, "compact", folder) == (0, "", "")
    assert kg(capfdbinary, monkeypatch, "remove", folder, "besuch")[1] == f"{BESUCH}\n"
    assert kg(capfdbinary, monkeypatch, "export", folder)[1].encode() == content(folder)
    assert kg(capfdbinary, monkeypatch, "export", folder, tmp_path / "x.nq")[0] == 0
    assert (tmp_path / "x.nq").read_bytes() == content(folder)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["list", "missing"], "no such folder"),
        (["remove", "missing", "a"], "no such folder"),
        (["add", "new", "missing.nq"], "no such file"),
    ],
)
def test_the_commands_complain_in_one_line(capfdbinary, monkeypatch, tmp_path, words, message):
    monkeypatch.chdir(tmp_path)
    status, out, err = kg(capfdbinary, monkeypatch, *words)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("text", [b"nonsense", b"<a:a> <a:b> <a:c> ."], ids=["malformed", "no article"])
def test_add_that_adds_nothing_leaves_nothing(capfdbinary, monkeypatch, tmp_path, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.ttl").write_bytes(text)
    status, out, err = kg(capfdbinary, monkeypatch, "add", "new", "bad.ttl")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("kg: bad.ttl: ")
    assert everything(tmp_path) == ["bad.ttl"]


@pytest.mark.model
def test_build_adds_to_a_store(tmp_path):
    seed, folder = ROOT / "seeds" / "obama-pentagon-2015.txt", tmp_path / "store"
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        seed,
        "-o",
        tmp_path / "out",
        "--store",
        folder,
        "--quiet",
    ]
    subprocess.run([*map(str, command)], check=True, cwd=ROOT)
    assert names(folder) == ["obama-pentagon-2015"]
    assert content(folder).splitlines() == (tmp_path / "out" / f"{seed.stem}.nq").read_bytes().splitlines()
