"""The commands that look at things: read, config, doctor, check, help; and the progress bar."""

import functools
import io
import json
import os
import shutil
import subprocess
import sys

import pytest
import rich.console
import typer

from kg import cli
from kg.cli import app, doctor, progress
from kg.cli.help import GROUPS
from kg.config import KEYS
from kg.errors import ConfigError
from tests.test_read import GERMAN
from tests.test_read_formats import TEXT, page


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


def test_read_shows_what_would_be_extracted_from(run, tmp_path):
    (tmp_path / "a.html").write_bytes(page())
    status, out, err = run("read", "a.html")
    assert (status, err) == (0, "")
    for line in (
        "== a",
        "title:    Kerry trifft Putin in Moskau",
        "author:   Anna Beispiel",
        "date:     2015-12-15",
        "source:   Beispielzeitung",
        "language: de",
        "[0:28] # Kerry trifft Putin in Moskau",
        f"[{(at := TEXT.index('Gespräche'))}:{at + 21}] ## Gespräche über Syrien",
    ):
        assert line in out.splitlines()


def test_read_json_offsets_slice_the_text(run, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        "\n".join(json.dumps({"text": f"{GERMAN}\n\n{n}. {GERMAN}"}) for n in (1, 2))
    )
    status, out, _ = run("read", "a.jsonl", "--json")
    records = [json.loads(line) for line in out.splitlines()]
    assert (status, [record["name"] for record in records]) == (0, ["a-1", "a-2"])
    for record in records:
        assert (record["headline"], record["title"], record["language"]) == (None, None, "de")
        assert len(record["paragraphs"]) == 2
        for one in record["paragraphs"]:
            assert record["text"][one["start"] : one["end"]] == one["text"]


def test_read_of_a_bad_file(run, tmp_path):
    (tmp_path / "a.html").write_text("<p>Hallo</p>")
    assert run("read", "a.html")[:2] == (2, "")


def test_config_shows_where_values_come_from(run, tmp_path, monkeypatch):
    (tmp_path / "kg.toml").write_text("\nmin_confidence = 0.25\n[data]\nnames = 'n.toml'\n")
    monkeypatch.setenv("NEWSKG_BASE", "https://a.org/")
    status, out, err = run("config", "--published", "2015-12-14", "--lang", "de")
    assert (status, err) == (0, "")
    shown = {line.split()[0]: line for line in out.splitlines()}
    assert list(shown) == [key.name for key in KEYS]
    assert "0.25" in shown["min_confidence"] and "file: kg.toml, line 2" in shown["min_confidence"]
    assert "n.toml" in shown["data.names"] and "file: kg.toml, line 4" in shown["data.names"]
    assert "https://a.org/" in shown["base"] and "environment: NEWSKG_BASE" in shown["base"]
    assert "2015-12-14" in shown["published"] and "option: --published" in shown["published"]
    assert "false" in shown["check_language"] and "option: --lang" in shown["check_language"]
    assert "default" in shown["data.stop"]
    entries = json.loads(run("config", "--json")[1])
    assert [entry["key"] for entry in entries] == [key.name for key in KEYS]
    assert entries[4] == {
        "key": "min_confidence",
        "value": 0.25,
        "source": "file",
        "place": "kg.toml, line 2",
    }


def test_a_bad_config_file_is_one_line(run, tmp_path):
    (tmp_path / "kg.toml").write_text("sprache = 'de'\n")
    status, out, err = run("config")
    assert (status, out) == (2, "")
    assert err.startswith("kg: kg.toml, line 1: unknown key 'sprache'; valid: lang, ")
    assert err.count("\n") == 1


def status_of(out):
    return {check["name"]: check["status"] for check in json.loads(out)}


def look(monkeypatch, model=lambda: "de_news 1.0, loads and reads"):
    monkeypatch.setattr(doctor, "_model", model)


def test_doctor_is_content(run, monkeypatch):
    look(monkeypatch)
    status, out, err = run("doctor", "--json")
    assert (status, err) == (0, "")
    found = status_of(out)
    assert {"newskg", "python", "settings", "model", "browser", "disk"} <= set(found)
    assert "wrong" not in found.values()
    assert "loads and reads" in run("doctor")[1]


def missing():
    raise ConfigError("no model 'de'")


def broken():
    raise ValueError("bad file")


@pytest.mark.parametrize(("model", "said"), [(missing, "no model 'de'"), (broken, "ValueError: bad file")])
def test_doctor_finds_a_bad_model(run, monkeypatch, model, said):
    look(monkeypatch, model)
    status, out, _ = run("doctor")
    assert status == 1
    assert [line.split(maxsplit=2)[1:] for line in out.splitlines() if line.startswith("wrong")] == [
        ["model", said]
    ]


def test_doctor_finds_a_full_disk_a_file_and_bad_settings(run, tmp_path, monkeypatch):
    look(monkeypatch)
    usage = shutil.disk_usage(tmp_path)._replace(free=2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    assert status_of(run("doctor", "--json")[1])["disk"] == "wrong"
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    look(monkeypatch)
    (tmp_path / "kg.toml").write_text("sprache = 'de'\n")
    status, out, _ = run("doctor", "--json", "-o", "kg.toml/x")
    assert status == 1
    assert (status_of(out)["disk"], status_of(out)["settings"]) == ("wrong", "wrong")


def test_doctor_looks_at_the_versions(monkeypatch):
    wanted = ["rich>=1", "typer>=999", "nowhere-to-be-found>=1", "torch==2; extra == 'train'"]
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: wanted)
    found = {check.name: (check.status, check.found) for check in doctor._packages()}
    assert set(found) == {"rich", "typer", "nowhere-to-be-found"}
    assert found["rich"][0] == "ok"
    assert found["typer"][0] == "wrong" and "pip install 'typer>=999'" in found["typer"][1]
    assert found["nowhere-to-be-found"][1].startswith("not installed")


@pytest.mark.model
def test_doctor_reads_with_the_shipped_model():
    assert "loads and reads" in doctor._model()


def test_check_takes_files_or_those_of_the_settings(run, tmp_path):
    (tmp_path / "n.toml").write_text('[[name]]\nlabel = "A"\ntype = "Person"\n')
    (tmp_path / "s.toml").write_text("entities = ['a']\n")
    assert run("check", "n.toml") == (0, "n.toml: names, 1 in all, nothing wrong\n", "")
    (tmp_path / "kg.toml").write_text("[data]\nnames = 'n.toml'\nstop = 's.toml'\n")
    assert run("check")[1].splitlines() == [
        "n.toml: names, 1 in all, nothing wrong",
        "s.toml: stop, 1 in all, nothing wrong",
    ]
    (tmp_path / "n.toml").write_text('[[name]]\nlabel = "A"\n')
    status, out, err = run("check")
    assert (status, out) == (1, "s.toml: stop, 1 in all, nothing wrong\n")
    said = "n.toml, line 1: 'type' is missing; required: label, type"
    assert err == f"kg: {said}\n"
    status, out, err = run("check", "--json")
    assert (status, err) == (1, "")
    assert json.loads(out) == [
        {"file": "n.toml", "kind": "names", "entries": None, "mistakes": [said]},
        {"file": "s.toml", "kind": "stop", "entries": 1, "mistakes": []},
    ]


WRONG = {
    "names": """
[[name]]
label = "A"
type = "Human"
alias = "B"

[[name]]
type = "Person"
""",
    "frames": """
[[frame]]
lemma = "bestrahlen"
relation = "irradiates"
object = "patiens"
example = "Das Amt bestrahlt Hamburg."

[[frame]]
lemma = "besuchen"
relation = "meetsX"
example = "Anna besucht Otto."
expect = "Anna meets Otto"
""",
    "relations": """
[irradiates]
en = "irradiates"
de = "bestrahlt"
definition = "The subject exposes the object to rays."
subject = ["Body"]
object = ["any"]
plover = "WAR"

[meets]
en = "meets"
""",
    "stop": "entity = ['a']\nrelations = 'isA'\n",
}
SAID = [
    "names.toml, line 4: unknown type 'Human'; valid",
    "names.toml, line 5: unknown key 'alias'; valid",
    "names.toml, line 7: 'label' is missing; required",
    "frames.toml, line 2: frame 'bestrahlen': 'expect' is missing; required",
    "frames.toml, line 2: frame 'bestrahlen': bad argument 'patiens'; valid",
    "frames.toml, line 8: frame 'besuchen': unknown relation 'meetsX'; valid",
    "relations.toml, line 2: irradiates: unknown type 'Body'; valid",
    "relations.toml, line 2: irradiates: unknown plover class 'WAR'; valid",
    "relations.toml, line 10: meets: 'de' is missing; required",
    "relations.toml, line 10: meets: 'definition' is missing; required",
    "relations.toml, line 10: meets: 'subject' is missing; required",
    "relations.toml, line 10: meets: 'object' is missing; required",
    "relations.toml, line 10: 'meets' is a relation of the catalogue already",
    "stop.toml, line 1: unknown key 'entity'; valid",
    "stop.toml, line 2: 'relations' must be a list of texts, not 'isA'",
]


def told(err):
    return [next((said for said in SAID if f"kg: {said}" in line), line) for line in err.splitlines()]


def test_check_tells_every_mistake_of_every_file(run, tmp_path):
    for kind, text in WRONG.items():
        (tmp_path / f"{kind}.toml").write_text(text)
    (tmp_path / "kg.toml").write_text("[data]\n" + "".join(f"{kind} = '{kind}.toml'\n" for kind in WRONG))
    status, out, err = run("check")
    assert (status, out, told(err)) == (1, "", SAID)
    status, out, err = run("check", "--json")
    assert (status, err) == (1, "")
    assert [mistake for one in json.loads(out) for mistake in one["mistakes"]] == [
        mistake.removeprefix("kg: ") for mistake in run("check")[2].splitlines()
    ]


def test_check_of_frames_looks_at_their_relations_too(run, tmp_path):
    for kind, text in WRONG.items():
        (tmp_path / f"{kind}.toml").write_text(text)
    status, out, err = run("check", "frames.toml", "--relations", "relations.toml")
    assert (status, out, told(err)) == (1, "", SAID[3:13])
    (tmp_path / "relations.toml").write_text("[irradiates\n")
    status, out, err = run("check", "frames.toml", "--relations", "relations.toml")
    assert (status, out, told(err)[:2]) == (1, "", SAID[3:5])  # which relations there are nobody knows
    assert err.splitlines()[2].startswith("kg: relations.toml: cannot be read as TOML")
    assert len(err.splitlines()) == 3


def test_a_run_with_wrong_data_tells_how_many_mistakes_there_are(run, tmp_path):
    (tmp_path / "names.toml").write_text(WRONG["names"])
    (tmp_path / "kg.toml").write_text("[data]\nnames = 'names.toml'\n")
    (tmp_path / "a.txt").write_text("Der Minister hat den Präsidenten am Montag in Berlin getroffen.")
    status, out, err = run("build", "a.txt")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told(err) == [SAID[0]]
    assert err.endswith("(and 2 more mistakes; `kg check` tells each)\n")


def test_check_of_nothing(run):
    assert run("check") == (2, "", "kg: nothing to check: name a file, or set [data] in kg.toml\n")


def test_help_teaches(run):
    status, out, _ = run("--help")
    assert status == 0
    for part in (
        "kg build article.txt --open",
        "From text to graph:",
        "Exit status:",
        "130",
        "--install-completion",
    ):
        assert part in out
    listed = {line.split()[0] for line in out.splitlines() if line.startswith("  ") and line.strip()}
    names = {command.name for command in cli.app.registered_commands}
    assert {*names, *(group.name for group in cli.app.registered_groups)} <= listed


def test_progress_is_quiet_without_a_terminal(capsys):
    with progress.progress("lesen", 2) as step:
        step("a")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("after", "shown"), [(0.0, True), (60.0, False)])
def test_progress_on_a_terminal_after_a_while(monkeypatch, after, shown):
    import time

    screen = io.StringIO()
    console = functools.partial(rich.console.Console, file=screen, force_terminal=True, width=100)
    monkeypatch.setattr(rich.console, "Console", lambda stderr: console())
    monkeypatch.setattr(progress, "AFTER", after)
    with progress.progress("lesen", 3) as step:
        time.sleep(0.05)
        step("[b]eins")
        step("zwei")
        time.sleep(0.3)
    said = screen.getvalue()
    assert [part in said for part in ("lesen", "2/3", "/s", "zwei")] == [shown] * 4
    with progress.progress("lesen", 3, quiet=True) as step:
        step("drei")
    assert screen.getvalue() == said


def test_help_lists_every_command_in_one_group_and_cuts_no_line(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    grouped = [name for group in GROUPS.values() for name in group]
    root = typer.main.get_command(app)
    shown = {name for name, command in root.commands.items() if not command.hidden}
    assert sorted(grouped) == sorted(shown), "kg/cli/help.py: GROUPS"
    for words in ((), *((name,) for name in shown if hasattr(root.commands[name], "commands"))):
        out = run(*words, "--help")[1]
        assert "..." not in out.partition("Commands:")[2], words
        assert "More:" not in out, words


def every_command(command, words=()):
    yield words, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from every_command(inner, (*words, name))


@pytest.mark.parametrize(
    ("words", "command"),
    [pytest.param(*one, id=" ".join(("kg", *one[0]))) for one in every_command(typer.main.get_command(app))],
)
def test_help_of_a_command_says_what_it_and_each_of_its_options_does(words, command):
    first = (command.help or "").strip().partition("\n\n")[0]
    assert first.rstrip().endswith("."), first
    for parameter in command.params:
        said = getattr(parameter, "help", None)
        assert said, f"{parameter.name} has no help"


AS_KG = "import sys; sys.argv = ['kg']; from kg.cli import main; main()"


def completed(**variables):
    """What the script that a shell has sourced gets when it asks the command."""
    program = [sys.executable, "-c", AS_KG]
    done = subprocess.run(program, env=os.environ | variables, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("shell", "line", "offered"),
    [
        ("bash", "kg bu", "build"),
        ("bash", "kg build --publ", "--published"),
        ("zsh", "kg store co", "compact"),
        ("fish", "kg do", "doctor"),
    ],
)
def test_the_shell_completes_commands_and_options(shell, line, offered):
    out = completed(
        _KG_COMPLETE=f"complete_{shell}",
        COMP_WORDS=line,
        COMP_CWORD=str(len(line.split()) - 1),
        _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert offered in out
    assert "convert" not in out


def test_the_completion_script_calls_the_command():
    assert "_KG_COMPLETE=complete_bash" in completed(_KG_COMPLETE="source_bash")
