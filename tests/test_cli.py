"""The command line with the language stages replaced by stubs: what it writes, says and returns."""

import errno
import io
import json
import os
import sys
import tomllib
import types
import webbrowser
from dataclasses import dataclass
from pathlib import Path

import pytest
import spacy
from rdflib import Dataset

import kg
from kg import cli
from kg.model import Attribution, Claim, Entity, Evidence, KnowledgeGraph, Relation, Triple
from kg.pipeline import build, find_triples

GERMAN = (
    "Der Minister hat den Präsidenten am Montag in Berlin getroffen und mit ihm über den Einsatz gesprochen."
)
ENGLISH = "The president met the minister in Berlin on Monday and talked with him about the mission abroad."
KERRY = Entity("entity/John_Kerry", "John Kerry", "Person", aliases=("Kerry",))
PUTIN = Entity("entity/Wladimir_Putin", "Wladimir Putin", "Person")
LAWROW = Entity("entity/Sergei_Lawrow", "Sergei Lawrow", "Person")
UNUSED = Entity("entity/Paris", "Paris", "Location")
MEETS = Relation("meets", "meets", "trifft", "trifft")


def find_claims(article, doc, clauses, speech, phrases, resolution):
    (kerry, *_) = resolution.entities
    evidence = (Evidence(article.name, 0, 3, article.text[:3], (0, 9), "de.clause.main"),)
    said = Attribution(LAWROW, "sagte", "direct")
    return (Claim(kerry, MEETS, PUTIN, evidence), Claim(kerry, MEETS, LAWROW, evidence, attribution=said))


def trace_claims(*arguments):
    return tuple(types.SimpleNamespace(claim=claim) for claim in find_claims(*arguments)), ()


def merge(claims):
    merged = {}
    for claim in claims:
        merged.setdefault(claim.id, claim)
    return tuple(merged.values())


def resolve(doc, mentions, clauses):
    kerry = KERRY if "Minister" in doc.text else Entity(KERRY.id, "John F. Kerry", "Person")
    return types.SimpleNamespace(entities=(kerry, PUTIN, LAWROW, UNUSED))


def open_triples(doc, clauses):
    return (Triple(1, doc[0].text, "hat\n getroffen", "a\tb"),)


# The first pipeline of a process imports what spaCy's entry points name: ours, before it is stubbed.
spacy.blank("de")


@pytest.fixture(autouse=True)
def stages(monkeypatch):
    def stub(name, **functions):
        monkeypatch.setitem(sys.modules, name, types.SimpleNamespace(**functions))

    nothing = {name: lambda *_: () for name in ("find_clauses", "find_speech", "find_phrases")}
    stub("kg.lang", de=None)
    stub("kg.lang.de", **nothing)
    stub("kg.mentions", find_mentions=lambda doc: ())
    stub("kg.entities", resolve=resolve)
    stub("kg.claims", trace_claims=trace_claims, merge=merge, open_triples=open_triples)
    stub("kg.annotate", load=lambda lang: spacy.blank(lang))


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run the command in a folder of its own; gives status, standard output and error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr()
        return stop.value.code or 0, said.out, said.err

    return call


SUFFIXES = (".claims.jsonl", ".graphml", ".html", ".nq", ".ttl")
SUFFIXES_IN_ORDER = (".html", ".ttl", ".nq", ".graphml", ".claims.jsonl")


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_build_writes_five_files_and_says_what_was_found(run, tmp_path):
    (tmp_path / "artikel.txt").write_text(GERMAN)
    status, out, err = run("build", "artikel.txt")
    assert (status, err) == (0, "")
    assert files(tmp_path / "output") == [f"artikel{suffix}" for suffix in SUFFIXES]
    for word in ("Person", "asserted", "attributed", "negated", "modal", "output/artikel.html"):
        assert word in out
    lines = (tmp_path / "output" / "artikel.claims.jsonl").read_text().splitlines()
    assert {json.loads(line)["object"]["label"] for line in lines} == {"Wladimir Putin", "Sergei Lawrow"}
    data = Dataset()
    data.parse(tmp_path / "output" / "artikel.nq", format="nquads")
    assert len(data) > 0


def test_build_is_byte_identical(run, tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN)
    run("build", "a.txt", "-o", "one")
    run("build", "a.txt", "-o", "two")
    assert [p.read_bytes() for p in sorted(Path("one").iterdir())] == [
        p.read_bytes() for p in sorted(Path("two").iterdir())
    ]


@pytest.mark.parametrize(("text", "kept"), [(GERMAN, True), (ENGLISH, False)])
def test_a_new_store_is_left_only_where_something_is_in_it(run, tmp_path, text, kept):
    (tmp_path / "a.txt").write_text(text)
    status, _, err = run("build", "a.txt", "--store", "new/store", "--quiet")
    assert (status, err == "") == ((0, True) if kept else (2, False))
    assert (tmp_path / "new").exists() == kept


def test_a_folder_that_can_be_no_store_is_told_before_the_work(run, tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").touch()
    status, _, err = run("build", "a.txt", "--store", "papers", "--quiet")
    assert (status, err) == (
        2,
        "kg: papers: holds other files; a new store needs a new or empty folder\n",
    )
    assert files(tmp_path) == ["a.txt", "papers"]


def test_one_set_of_files_for_each_input(run, tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN)
    lines = [json.dumps({"id": name, "text": GERMAN + name}) for name in "xy"]
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    status, out, err = run("build", "a.txt", "b.jsonl", "-o", "neu/hier", "--quiet")
    assert (status, out, err) == (0, "", "")
    assert files(tmp_path / "neu" / "hier") == sorted(f"{n}{s}" for n in "ab" for s in SUFFIXES)


def test_two_inputs_of_one_name_are_refused(run, tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN)
    status, _, err = run("build", "a.txt", "./a.txt")
    assert status == 2
    assert err.count("\n") == 1
    assert "would both be written to output/a.html" in err


def test_open_shows_the_page(run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(GERMAN)
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    assert run("build", "a.txt", "--quiet", "--open") == (0, "", "")
    assert opened == [(tmp_path / "output" / "a.html").as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    status, _, err = run("build", "a.txt", "--quiet", "--open")
    assert (status, err) == (0, "kg: no browser was found to open output/a.html; open it by hand\n")


def test_standard_input(run, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GERMAN.encode())))
    assert run("build", "-", "--quiet")[0] == 0
    assert "stdin.ttl" in files(tmp_path / "output")


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("fehlt.txt", None, "fehlt.txt: no such file or folder"),
        ("zeile\num.txt", None, "no such file"),
        ("leer.txt", b"", "leer.txt: the file is empty"),
        ("bild.txt", b"\x89PNG\0", "not a text file (byte 4 is 0x00)"),
        ("latin.txt", "für".encode("latin-1"), "byte 1 is 0xfc"),
        ("english.txt", ENGLISH.encode(), "it looks English"),
        ("kaputt.jsonl", b"{", "kaputt.jsonl, line 1: not valid JSON"),
        (".", None, "has no articles"),
    ],
)
@pytest.mark.parametrize("command", ["build", "triples"])
def test_bad_input_is_one_line_and_status_2(run, tmp_path, command, name, data, part):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    status, out, err = run(command, name)
    assert (status, out) == (2, "")
    assert err.startswith("kg: ")
    assert err.count("\n") == 1
    assert part in err
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (["--published", "gestern"], "--published 'gestern' is not a day"),
        (["--lang", "fr"], "language 'fr' is not known; valid: de"),
        (["--config", "kg.toml"], "kg.toml: cannot be read"),
        (["-o", "a.txt"], "a.txt: is a file, not a folder"),
        (["-o", "a.txt/unter"], "the folder cannot be made"),
    ],
)
def test_bad_options_are_one_line_and_status_2(run, tmp_path, options, part):
    (tmp_path / "a.txt").write_text(GERMAN)
    status, out, err = run("build", "a.txt", *options)
    assert (status, out) == (2, "")
    assert err.startswith("kg: ")
    assert err.count("\n") == 1
    assert part in err
    assert files(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_nothing(run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(GERMAN)

    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    status, out, err = run("build", "a.txt")
    assert (status, out) == (2, "")
    assert err == f"kg: output/a.html: cannot be written: {os.strerror(errno.ENOSPC)}\n"
    assert files(tmp_path) == ["a.txt"]


def test_bad_articles_are_reported_and_the_rest_built(run, tmp_path):
    good = json.dumps({"id": "gut", "text": GERMAN})
    (tmp_path / "a.jsonl").write_text(f"{{\n{good}\n")
    status, _, err = run("build", "a.jsonl", "fehlt.txt")
    assert status == 0
    first, second, third = err.splitlines()
    assert "a.jsonl, line 1: not valid JSON" in first
    assert "fehlt.txt: no such file" in second
    assert third == "kg: 2 problem(s); going on with the 1 article(s) that could be read"
    assert files(tmp_path / "output") == [f"a{suffix}" for suffix in SUFFIXES]


def test_nothing_left_of_several_is_status_2(run):
    status, _, err = run("build", "x.txt", "y.txt")
    assert status == 2
    assert [line[:11] for line in err.splitlines()] == ["kg: x.txt: ", "kg: y.txt: ", "kg: no arti"]


def test_lang_skips_the_check(run, tmp_path):
    (tmp_path / "a.txt").write_text(ENGLISH)
    assert run("build", "a.txt", "--quiet", "--lang", "de") == (0, "", "")


def test_triples_are_tab_separated(run, tmp_path):
    (tmp_path / "a.txt").write_text("Kerry trifft ihn.\n\nPutin geht.\n")
    assert run("triples", "a.txt") == (0, "1\tKerry\that getroffen\ta b\n", "")
    status, out, _ = run("triples", "a.txt", "--lines")
    assert status == 0
    assert [line.split("\t")[:2] for line in out.splitlines()] == [["1", "Kerry"], ["3", "Putin"]]


def test_an_input_is_written_as_soon_as_it_is_done_and_ctrl_c_says_so(run, tmp_path, monkeypatch):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"{GERMAN} {name}")

    def stop(article, *arguments):
        if article.name == "b":
            raise KeyboardInterrupt
        return trace_claims(article, *arguments)

    monkeypatch.setattr(sys.modules["kg.claims"], "trace_claims", stop)
    status, out, err = run("build", "a.txt", "b.txt", "c.txt")
    assert (status, err) == (130, "kg: stopped; saved in output: a; not built: b, c\n")
    assert "output/a.html" in out
    assert files(tmp_path / "output") == [f"a{suffix}" for suffix in SUFFIXES]
    status, _, err = run("build", "b.txt", "-o", "leer")
    assert (status, err) == (130, "kg: stopped; nothing was saved; not built: b\n")
    assert not (tmp_path / "leer").exists()


def test_an_article_that_breaks_a_rule_costs_only_itself(run, tmp_path, monkeypatch):
    def fail(article, *arguments):
        if article.name == "y":
            raise IndexError("list index out of range")
        return trace_claims(article, *arguments)

    monkeypatch.setattr(sys.modules["kg.claims"], "trace_claims", fail)
    lines = [json.dumps({"id": name, "text": f"{GERMAN} {name}"}) for name in "xyz"]
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    status, out, err = run("build", "b.jsonl", "--json")
    assert (status, err) == (0, "kg: b: y: skipped, IndexError: list index out of range\n")
    assert json.loads(out)["inputs"][0]["articles"] == ["x", "z"]
    (tmp_path / "y.txt").write_text(GERMAN)
    monkeypatch.setattr(sys, "argv", ["kg", "build", "y.txt"])
    with pytest.raises(IndexError):
        cli.main()


def test_json_summary(run, tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN)
    status, out, err = run("build", "a.txt", "--json")
    assert (status, err) == (0, "")
    (found,) = json.loads(out)["inputs"]
    assert found == {
        "name": "a", "articles": ["a"], "entities": 3, "claims": 2, "asserted": 1, "attributed": 1,
        "negative": 0, "files": [f"output/a{suffix}" for suffix in SUFFIXES_IN_ORDER],
    }  # fmt: skip


def test_duplicates_are_reported_and_skipped_in_a_run(run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(GERMAN)
    status, _, err = run("build", "a.txt", "b.txt", "--quiet")
    assert status == 0
    assert "kg: b: the same text as 'a', skipped; --keep-duplicates keeps both\n" in err
    assert files(tmp_path / "output") == [f"a{suffix}" for suffix in SUFFIXES]
    assert run("build", "a.txt", "b.txt", "--quiet", "--keep-duplicates", "-o", "alle") == (0, "", "")
    assert len(files(tmp_path / "alle")) == 10


@dataclass
class Scores:
    las: float = 84.0
    names: float = 82.125


@pytest.mark.parametrize("arguments", [["--data", "treebanks"], []])
def test_model_eval_prints_percentages(run, monkeypatch, arguments):
    asked = []

    def evaluate(data, nlp, report):
        asked.append((data, nlp.lang))
        report("100 sentences")
        return Scores()

    monkeypatch.setenv("NEWSKG_DATA", "treebanks")
    monkeypatch.setitem(sys.modules, "kg.eval", types.SimpleNamespace())
    monkeypatch.setitem(sys.modules, "kg.eval.model", types.SimpleNamespace(evaluate=evaluate))
    assert run("model", "eval", *arguments) == (0, "las\t84.00\nnames\t82.12\n", "100 sentences\n")
    assert asked == [(Path("treebanks"), "de")]


def test_version_is_that_of_the_project_and_of_its_model(run):
    project = tomllib.loads((Path(kg.__file__).parents[1] / "pyproject.toml").read_text())["project"]
    model = json.loads((Path(kg.__file__).parent / "annotate/model/de/meta.json").read_text())["version"]
    assert run("--version") == (0, f"kg {project['version']} (model de_newskg {model})\n", "")


@pytest.mark.parametrize("arguments", [["build"], ["baue"], ["build", "a.txt", "--nichts"]])
def test_wrong_usage_is_status_2(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert "Usage" in err


def test_entities_are_shared_over_articles():
    first = kg.Article("a", "Der Minister kommt.")
    second = kg.Article("b", "Er geht.")
    graph = build([first, second])
    assert isinstance(graph, KnowledgeGraph)
    assert [entity.label for entity in graph.entities] == ["John Kerry", "Sergei Lawrow", "Wladimir Putin"]
    assert graph.entities[0].aliases == ("John F. Kerry", "Kerry")
    assert {claim.subject for claim in graph.claims} == {graph.entities[0]}
    assert len(graph.claims) == 2


def test_published_wins_over_the_articles_date():
    import datetime

    from kg.config import Config

    day, other = datetime.date(2015, 12, 14), datetime.date(2020, 12, 1)
    article = kg.Article("a", GERMAN, published=other)
    assert build([article]).articles[0].published == other
    assert build([article], Config(published=day)).articles[0].published == day


def test_public_names():
    assert set(kg.__all__) <= set(dir(kg))
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'built'"):
        _ = kg.built


def test_triples_of_an_empty_line_are_none():
    assert list(find_triples(kg.Article("a", "\n\n"), lines=True)) == []
