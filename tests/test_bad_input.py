"""Bad input and a system that refuses, with real processes: one line, status 2, nothing half-written."""

import ctypes
import gzip
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import kg
from tests.test_cli import ENGLISH, GERMAN

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and permissions of POSIX systems")

FRENCH = "Le président a rencontré le ministre lundi à Berlin et a parlé avec lui de la mission à l'étranger."
_DROP_CAPABILITY = 24  # prctl's PR_CAPBSET_DROP
_OVERRIDE_PERMISSIONS = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, which root has


def start(folder, *arguments, **more):
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(Path(kg.__file__).parents[1])}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, cwd=folder, env=environment, **(pipes | more))


def run(folder, *arguments, data=b"", **more):
    process = start(folder, *arguments, **more)
    out, err = process.communicate(data, timeout=120)
    return process.returncode, (out or b"").decode(), err.decode()


def one_line(said, *parts):
    status, out, err = said
    assert (status, out) == (2, ""), said
    assert err.startswith("kg: ") and err.count("\n") == 1, err
    assert [part for part in parts if part not in err] == []


@pytest.fixture
def article(tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    return tmp_path / "a.txt"


@pytest.mark.parametrize(
    ("name", "data", "parts"),
    [
        ("fehlt.txt", None, ["fehlt.txt: no such file or folder"]),
        ("", None, ["'' names no file or folder"]),
        ("leer.txt", b"", ["leer.txt: the file is empty"]),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\0", ["bild.txt: not a text file (byte 8 is 0x00)"]),
        ("latin.txt", "Grüße aus Köln".encode("latin-1"), ["latin.txt: not UTF-8 (byte 2 is 0xfc)"]),
        ("teils.txt", "Grüße ".encode() + b"\xfc", ["teils.txt: not UTF-8 (byte 8 is 0xfc)"]),
        ("fr.txt", FRENCH.encode(), ["not German, it looks French", "--lang de"]),
        (
            "kurz.txt.gz",
            gzip.compress(GERMAN.encode(), mtime=0)[:40],
            ["kurz.txt.gz: the gzip file is broken"],
        ),
        ("a.pdf", b"%PDF-1.4", ["a.pdf: unknown kind of file '.pdf'; valid: .txt"]),
    ],
)
def test_bad_input_is_one_line(tmp_path, name, data, parts):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    one_line(run(tmp_path, "build", name), *parts)
    assert not (tmp_path / "output").exists()


def test_a_folder_without_articles_and_bad_standard_input(tmp_path):
    (tmp_path / "nichts").mkdir()
    (tmp_path / "nichts" / "bild.png").write_bytes(b"\x89PNG")
    one_line(run(tmp_path, "build", "nichts"), "nichts: the folder has no articles (.txt, ")
    one_line(run(tmp_path, "build", "-", data=b"f\xfcr"), "standard input: not UTF-8 (byte 1 is 0xfc)")


@pytest.mark.model
def test_another_language_is_read_when_it_is_asked_for(tmp_path):
    (tmp_path / "en.txt").write_text(ENGLISH)
    one_line(run(tmp_path, "build", "en.txt"), "not German, it looks English")
    assert run(tmp_path, "build", "en.txt", "--lang", "de", "--quiet") == (0, "", "")
    assert len(list((tmp_path / "output").iterdir())) == 5


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_file_whose_name_is_not_utf8_is_read_all_the_same(tmp_path, article):
    odd = os.fsdecode(b"k\xfcrze.txt")
    article.rename(tmp_path / odd)
    status, out, err = run(tmp_path, "build", odd, "-o", "neu")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "neu/k\ufffdrze.claims.jsonl"
    assert len(list((tmp_path / "neu").glob("k\ufffdrze.*"))) == 5
    one_line(run(tmp_path, "build", os.fsdecode(b"f\xfcr.txt")), "no such file or folder")


def without_privilege():
    """What root may do to any file, this process and its children may not."""
    for capability in _OVERRIDE_PERMISSIONS:
        ctypes.CDLL(None).prctl(_DROP_CAPABILITY, capability, 0, 0, 0)


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="Linux's way to take a privilege from root")
def test_a_folder_that_must_not_be_written_to_and_a_file_that_must_not_be_read(tmp_path, article):
    closed = tmp_path / "zu"
    closed.mkdir(mode=0o555)
    build = partial(run, tmp_path, "build", article.name, preexec_fn=without_privilege)
    one_line(build("-o", "zu"), "zu/a.html: cannot be written: Permission denied")
    one_line(build("-o", "zu/neu"), "zu/neu: the folder cannot be made: Permission denied")
    assert list(closed.iterdir()) == []
    article.chmod(0)
    one_line(build(), "a.txt: cannot be read: Permission denied")


def small_files(most):
    """No file of this process may grow beyond so many bytes, as on a disk that is full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.model
def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path, article):
    assert run(tmp_path, "build", "a.txt", "--quiet")[0] == 0
    before = {path: path.read_bytes() for path in (tmp_path / "output").iterdir()}
    article.write_text(f"{GERMAN} Danach reiste der Minister nach Paris.", encoding="utf-8")
    full = partial(run, tmp_path, "build", "a.txt", "--lang", "de", preexec_fn=partial(small_files, 20_000))
    one_line(full(), "output/a.html: cannot be written: File too large")
    one_line(full("-o", "neu"), "neu/a.html: cannot be written")
    assert {path: path.read_bytes() for path in (tmp_path / "output").iterdir()} == before
    assert not (tmp_path / "neu").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_standard_output_that_takes_no_more(tmp_path, article):
    with Path("/dev/full").open("wb") as full:
        one_line(run(tmp_path, "read", "a.txt", stdout=full), "No space left on device")


def test_ctrl_c_while_reading_says_that_nothing_was_saved(tmp_path):
    process = start(tmp_path, "build", "-", "-o", "neu")
    process.stdin.write(b"a" * 1_000_000)  # more than a pipe holds: it comes back once the other side reads
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert err == b"kg: stopped; nothing was saved; not built: stdin\n"
    assert not (tmp_path / "neu").exists()
