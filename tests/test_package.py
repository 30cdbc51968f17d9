"""What is shipped: wheel and sdist build, hold what they should, and do the main job when installed."""

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email.parser import Parser
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LICENCES = tomllib.loads((ROOT / "docs/data/licences.toml").read_text("utf-8"))
BUILD = """
import sys
from hatchling import build
print(getattr(build, f"build_{sys.argv[1]}")(sys.argv[2]))
"""


def run(*command, cwd, **environment):
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=clean | environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def build(kind, source, target):
    pytest.importorskip("hatchling")
    name = run(sys.executable, "-c", BUILD, kind, str(target), cwd=source).splitlines()[-1]
    return target / name


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """Built from the sdist, not from the folder: so the sdist lacks nothing."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    return build("wheel", next(folder.iterdir()), folder)


def shipped(wheel):
    with zipfile.ZipFile(wheel) as packed:
        return {name for name in packed.namelist() if not name.endswith("/")}


def test_the_wheel_holds_the_whole_program_and_nothing_else(wheel):
    names = shipped(wheel)
    tracked = run("git", "ls-files", "kg", cwd=ROOT).splitlines() if (ROOT / ".git").exists() else []
    present = [name for name in tracked if (ROOT / name).exists()]
    assert [name for name in present if name not in names and "kg/train/data/" not in name] == []
    assert {name.split("/")[0] for name in names} == {"kg", f"newskg-{kg.__version__}.dist-info"}
    assert not [name for name in names if re.search(r"__pycache__|\.pyc$|kg/train/data/", name)]


def test_the_sdist_has_tests_docs_and_seeds_and_no_leftovers(sdist):
    with tarfile.open(sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"tests/test_package.py", "docs/tutorial.md", "seeds/obama-pentagon-2015.txt", "LICENSE"} <= names
    assert not [name for name in names if re.search(r"__pycache__|^output|onnxruntime_profile|_cache", name)]


def test_every_shipped_file_has_a_licence(wheel):
    patterns = [pattern for part in LICENCES["part"] for pattern in part["files"]]
    unlisted = [
        name
        for name in sorted(shipped(wheel))
        if name.startswith("kg/") and not any(fits(name, pattern) for pattern in patterns)
    ]
    assert unlisted == [], "add them to docs/data/licences.toml"
    held = sorted(shipped(wheel))
    assert [p for p in patterns if not any(fits(name, p) for name in held)] == [], "no such file"


def fits(name, pattern):
    """``**`` is any number of folders, ``*`` any characters."""
    return fnmatchcase(name, pattern.replace("**/", "*")) or fnmatchcase(name, pattern)


def test_every_dependency_has_its_licence_and_none_is_gpl():
    needed = {re.match(r"[\w.-]+", line).group() for line in PROJECT["dependencies"]}
    assert needed == set(LICENCES["dependencies"])
    for name, licence in LICENCES["dependencies"].items():
        about = metadata.metadata(name)
        told = [about.get("License-Expression") or "", (about.get("License") or "").splitlines()[:1]]
        told += [line for line in about.get_all("Classifier") or [] if "License" in line]
        spelled = " ".join(map(str, told)).replace("Apache Software", "Apache-2.0")
        assert "GPL" not in spelled.replace("LGPL", ""), name
        assert not spelled.strip(" []") or licence.split("-")[0].split()[0] in spelled, (name, spelled)


def test_the_metadata_names_licence_command_and_readme(wheel):
    with zipfile.ZipFile(wheel) as packed:
        folder = f"newskg-{kg.__version__}.dist-info"
        about = Parser().parsestr(packed.read(f"{folder}/METADATA").decode("utf-8"))
        assert "kg = kg.__main__:main" in packed.read(f"{folder}/entry_points.txt").decode("utf-8")
        assert f"{folder}/licenses/LICENSE" in packed.namelist()
    assert (about["Name"], about["Version"]) == ("newskg", kg.__version__)
    assert about["License-Expression"] == PROJECT["license"]
    assert "kg build" in about.get_payload()


@pytest.mark.model
def test_the_installed_wheel_does_the_main_job(wheel, tmp_path):
    """In an environment of its own, away from the source; the packages it needs are those already here."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = str(next(home.glob("bin/python")))
    site = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    )
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
        cwd=tmp_path,
    )
    (site / "needed.pth").write_text(str(Path(metadata.distribution("spacy").locate_file(""))), "utf-8")
    command = str(home / "bin" / "kg")
    assert f"kg {kg.__version__} (model de_newskg " in run(command, "--version", cwd=tmp_path)
    place = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path).strip()
    assert Path(place).is_relative_to(home)
    seed = ROOT / "seeds" / "obama-pentagon-2015.txt"
    told = json.loads(run(command, "build", str(seed), "--json", cwd=tmp_path))["inputs"][0]
    assert told["claims"] > 20
    assert len(list((tmp_path / "output").iterdir())) == len(told["files"]) == 5
    rows = run(command, "query", "output", "ASK { entity:John_Kerry rel:meets ?whom }", cwd=tmp_path)
    assert "true" in rows.lower()
    doctor = json.loads(run(command, "doctor", "--json", cwd=tmp_path))
    assert {check["name"]: check["status"] for check in doctor}["model"] == "ok"
