"""The page's own scripts and styles, read from ``assets/`` and joined into one of each."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
FOLDER = Path(__file__).parent / "assets"

# In this order: a file may use what those before it define.
SCRIPTS = (
    "data", "words", "dom", "state", "filters", "lines", "board", "place", "draw", "camera", "hand", "acts",
    "labels", "relations", "write", "evidence", "panel", "entity", "article", "legend", "search", "paths",
    "table", "timeline", "saving", "formats", "picture", "keys", "main",
)  # fmt: skip
STYLES = ("base", "frame", "panels", "views", "print")


@lru_cache(maxsize=1)
def page_script() -> Markup:
    """All modules in one scope of their own, in the order of ``SCRIPTS``.

    Modules of the browser's own kind would have to be loaded by address, which a page that is
    one file has no room for.
    """
    files = [FOLDER / "js" / f"{name}.js" for name in SCRIPTS]
    modules = "\n".join(f"// --- {file.name}\n{file.read_text(encoding='utf-8')}" for file in files)
    return clean(f'"use strict";\n(() => {{\n{modules}\n}})();\n')


@lru_cache(maxsize=1)
def page_styles() -> Markup:
    """All style sheets as one."""
    files = [FOLDER / "css" / f"{name}.css" for name in STYLES]
    return clean("\n".join(file.read_text(encoding="utf-8") for file in files))


def clean(text: str) -> Markup:
    """Mark an asset as safe to stand in the page.

    A browser hashes a script's text after it has turned CR LF into LF, and so must the policy.
    Control characters, which valid HTML does not hold, are written as escapes: vis-network has
    one in a string.

    >>> str(clean("'\\x85'"))
    "'\\\\x85'"
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Markup(_CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text))


def policy_of(scripts: list[Markup], styles: Markup) -> str:
    """A Content-Security-Policy that lets these scripts and styles work and nothing else.

    Pictures from `data:` addresses are allowed, since the page draws its PNG through one.

    >>> policy_of([], Markup("")).startswith("default-src 'none'; ")
    True
    """
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
