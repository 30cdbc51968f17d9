"""``kg doctor``: is everything here that a run needs?"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Annotated, Literal

import typer

import kg
from kg.cli.common import UNWELL, app, load_model, resolve
from kg.errors import KgError

Status = Literal["ok", "note", "wrong"]
PROJECT = "newskg"
_NEEDED_BYTES = 200 * 2**20  # a graph of some hundred articles, with drafts beside the files
_SENTENCE = "John Kerry trifft Wladimir Putin in Moskau."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``note`` is worth knowing, ``wrong`` makes a run fail."""

    name: str
    status: Status
    found: str


@app.command("doctor")
def doctor_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")] = Path("output"),
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Look at model, versions, settings, browser and disk; exit status 1 if something is wrong."""
    checks = list(examine(output))
    if as_json:
        typer.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            typer.echo(f"{check.status:6}{check.name:{width}}  {check.found}".encode())
    if any(check.status == "wrong" for check in checks):
        raise typer.Exit(UNWELL)


def examine(output: Path) -> Iterator[Check]:
    """Everything that ``kg doctor`` looks at, in the order of its output."""
    yield Check("newskg", "ok", f"{kg.__version__} in {Path(kg.__file__).parent}")
    yield Check("python", "ok", f"{platform.python_version()}, {platform.system()} {platform.machine()}")
    yield from _packages()
    yield _attempt("settings", _settings)
    yield _attempt("model", _model)
    yield _browser()
    yield _disk(output)


def _packages() -> Iterator[Check]:
    """The packages that the project names as needed; extras are not looked at."""
    from packaging.requirements import Requirement

    try:
        required = [Requirement(line) for line in metadata.requires(PROJECT) or ()]
    except metadata.PackageNotFoundError:
        yield Check("packages", "note", f"{PROJECT} runs from its folder, not installed; not looked at")
        return
    for one in sorted(required, key=lambda requirement: requirement.name):
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield _package(one.name, one.specifier.contains, str(one.specifier))


def _package(name: str, fits: Callable[[str], bool], wanted: str) -> Check:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, "wrong", f"not installed; pip install '{name}{wanted}'")
    if fits(version):
        return Check(name, "ok", version)
    return Check(name, "wrong", f"{version}, but {wanted} is needed; pip install '{name}{wanted}'")


def _attempt(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, "ok", look())
    except KgError as error:
        return Check(name, "wrong", str(error))
    except Exception as error:  # a broken model file fails in whatever way its reader fails
        return Check(name, "wrong", f"{type(error).__name__}: {error}")


def _settings() -> str:
    entries = [entry for entry in resolve(None).entries if entry.source != "default"]
    return ", ".join(f"{entry.key} from {entry.place}" for entry in entries) or "defaults only"


def _model() -> str:
    nlp = load_model(resolve(None).config)
    doc = nlp(_SENTENCE)
    if not doc.ents or not doc.has_annotation("DEP"):
        raise KgError(f"loads, but does not read {_SENTENCE!r}; install the package anew")
    version = nlp.meta.get("version") or "?"
    return f"{nlp.meta.get('lang')}_{nlp.meta.get('name')} {version}, loads and reads"


def _browser() -> Check:
    import webbrowser

    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return Check("browser", "note", "none found for --open; the .html files open in any browser")
    return Check("browser", "ok", getattr(found, "name", "") or type(found).__name__)


def _disk(output: Path) -> Check:
    folder = next(path for path in (output.absolute(), *output.absolute().parents) if path.exists())
    if not folder.is_dir():
        return Check("disk", "wrong", f"{folder} is a file, not a folder to write to")
    if not os.access(folder, os.W_OK):
        return Check("disk", "wrong", f"{folder} cannot be written to")
    free = shutil.disk_usage(folder).free
    status: Status = "ok" if free >= _NEEDED_BYTES else "wrong"
    encoding = sys.getfilesystemencoding()
    return Check("disk", status, f"{free / 2**30:.1f} GiB free in {folder} (names in {encoding})")
