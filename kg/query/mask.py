"""A query's text with everything blanked that only quotes: comments, strings and IRIs."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|#[^\n]*",
    re.DOTALL,
)


def mask(text: str) -> str:
    """Blank comments; keep the outer marks of strings and IRIs. Every offset stays.

    >>> mask('?x rdfs:label "a {" . # }')
    '?x rdfs:label "   " .    '
    """
    return _QUOTED.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    words = found.group()
    if words.startswith("#"):
        return " " * len(words)
    inside = "".join("\n" if letter == "\n" else " " for letter in words[1:-1])
    return words[0] + inside + words[-1]
