"""The query editor: a page, its style and script, and the cookbook, all from this package."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kg.query import load_cookbook

_FOLDER = Path(__file__).with_name("data")
# The page loads nothing from elsewhere, and a name in the data cannot become a script.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FILES = {"/editor.js": "text/javascript; charset=utf-8", "/editor.css": "text/css; charset=utf-8"}


def page(title: str, prefixes: Mapping[str, str]) -> bytes:
    """The editor's page for the graph called ``title``."""
    recipes = [
        {
            "name": one.name,
            "title": one.title,
            "about": one.about,
            "text": one.text,
            "parameters": [
                {"name": p.name, "kind": p.kind, "required": p.required, "about": p.about}
                for p in one.parameters
            ],
        }
        for one in load_cookbook().values()
    ]
    told = json.dumps({"prefixes": dict(sorted(prefixes.items())), "recipes": recipes}, ensure_ascii=False)
    text = asset("editor.html").decode("utf-8")
    safe = told.replace("<", "\\u003c")
    return text.replace("{{title}}", html.escape(title)).replace("{{data}}", safe).encode("utf-8")


@lru_cache(maxsize=8)
def asset(name: str) -> bytes:
    """One of the page's files."""
    return (_FOLDER / name).read_bytes()
