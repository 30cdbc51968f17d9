"""Where a query is wrong and why, in words; the engine says only what it expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.query.mask import mask

_PLACE = re.compile(r"error at (\d+):(\d+)")
_WORD = re.compile(r"(?<![\w:?$@\"'<])[A-Za-z]+(?![\w:])")
_PREFIXED = re.compile(r"(?<![\w?$:<\"'@])([A-Za-z][\w.-]*)?:(?=[\w%\\]|\s|$)")
_TERM = re.compile(r"[?$]\w+|<[^>]*>|[\w.-]*:[\w%.-]*|\"[^\"]*\"(?:@\w+|\^\^\S+)?|'[^']*'|\ba\b|\b\d[\d.]*")
_TYPOGRAPHIC = re.compile("[\u201e\u201c\u201d\u201a\u2018\u2019\u00ab\u00bb]")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_UPDATE = re.compile(r"\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
KEYWORDS = tuple(
    """SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND PREFIX BASE
    DISTINCT REDUCED FROM NAMED GROUP ORDER HAVING LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE
    GROUP_CONCAT EXISTS NOT UNDEF SERVICE ASC DESC BY AS IN CONTAINS STRSTARTS STRENDS REGEX
    BOUND LANG LANGMATCHES DATATYPE LCASE UCASE STRLEN CONCAT SUBSTR COALESCE IF TRUE FALSE
    STR""".split()  # noqa: SIM905 (a list of words reads better in lines)
)


@dataclass(frozen=True, slots=True)
class _Mistake:
    """A query's text, its masked text, the engine's complaint and the offset it points at."""

    text: str
    masked: str
    complaint: str
    offset: int
    prefixes: dict[str, str]


def explain_syntax(text: str, complaint: str, prefixes: dict[str, str]) -> str:
    """One line with line, column and likely cause of a mistake.

    Args:
        text: the query.
        complaint: the engine's message.
        prefixes: those that are declared anyway.

    >>> explain_syntax("SELCT ?x {}", "error at 1:10: expected CONSTRUCT", {})
    "query, line 1, column 1: 'SELCT' is no word of SPARQL; did you mean SELECT?"
    """
    found = _PLACE.search(complaint)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    offset = min(starts[min(line, len(starts)) - 1] + column - 1, len(text))
    mistake = _Mistake(text, mask(text), complaint, offset, prefixes)
    for cause in _CAUSES:
        for at, words in cause(mistake):
            return f"{_place(text, at)}: {words}"
    here = text[offset : offset + 20].split("\n")[0].strip()
    last = text.split()[-1][:20]
    words = f"not understood from {here!r} on" if here else f"not understood, or not finished, near {last!r}"
    return f"{_place(text, offset)}: {words}; look at what stands just before"


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"query, line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


Cause = Iterator[tuple[int, str]]


def _empty(mistake: _Mistake) -> Cause:
    if not mistake.masked.strip():
        yield 0, "the query is empty; a first one: SELECT * { ?s rel:meets ?o }"


def _update(mistake: _Mistake) -> Cause:
    if found := _UPDATE.match(mistake.masked):
        yield (
            found.start(1),
            f"{found[1].upper()} changes data; here one can only ask (SELECT, ASK, CONSTRUCT)",
        )


def _quotes(mistake: _Mistake) -> Cause:
    if found := _TYPOGRAPHIC.search(mistake.masked):
        yield found.start(), f'typographic quotation mark {found[0]}; write straight ones: "Obama"'


def _prefix(mistake: _Mistake) -> Cause:
    if "Prefix not found" not in mistake.complaint:
        return
    declared = set(mistake.prefixes) | set(_DECLARED.findall(mistake.masked))
    for found in _PREFIXED.finditer(mistake.masked):
        name = found[1] or ""
        if name not in declared and name != "_":
            close = difflib.get_close_matches(name, sorted(declared), n=1, cutoff=0.5)
            hint = f"did you mean {close[0]}:?" if close else f"known: {', '.join(sorted(declared))}"
            yield found.start(), f"prefix '{name}:' is not declared; {hint}"


def _open_string(mistake: _Mistake) -> Cause:
    # What is closed has been masked, so a mark with text behind it was left open.
    for found in re.finditer(r"\"[^\"\n]*|'[^'\n]*", re.sub(r"\"\s*\"|'\s*'", _spaces, mistake.masked)):
        yield found.start(), f"the text that {found[0][0]} opens is not closed on this line"


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _keyword(mistake: _Mistake) -> Cause:
    for found in _WORD.finditer(mistake.masked):
        word = found[0].upper()
        if word in KEYWORDS or len(word) < 3:
            continue
        if close := difflib.get_close_matches(word, KEYWORDS, n=1, cutoff=0.75):
            yield found.start(), f"'{found[0]}' is no word of SPARQL; did you mean {close[0]}?"


def _brackets(mistake: _Mistake) -> Cause:
    pairs = {"}": "{", ")": "("}
    stack: list[tuple[str, int]] = []
    for at, letter in enumerate(mistake.masked):
        if letter in "{(":
            stack.append((letter, at))
        elif letter in pairs:
            if not stack or stack[-1][0] != pairs[letter]:
                yield at, f"'{letter}' closes nothing that is open here"
                return
            stack.pop()
    if stack:
        letter, at = stack[-1]
        yield at, f"'{letter}' is never closed"


def _operators(mistake: _Mistake) -> Cause:
    if found := re.search(r"==", mistake.masked):
        yield found.start(), "equality is written with one =, not =="
    if found := re.search(r"\b(AND|OR)\b", mistake.masked, re.IGNORECASE):
        yield found.start(), f"{found[1].upper()} is written {'&&' if found[1].upper() == 'AND' else '||'}"


def _commas(mistake: _Mistake) -> Cause:
    if found := re.search(r"SELECT[^{]*?([?$]\w+\s*),", mistake.masked, re.IGNORECASE):
        yield found.end() - 1, "no commas between the variables of SELECT"


def _unnamed(mistake: _Mistake) -> Cause:
    calls = r"(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\([^()]*\)"
    if found := re.search(rf"\(\s*{calls}\s*[?$]\w+", mistake.masked, re.IGNORECASE):
        yield found.start(), "a computed column needs AS: (COUNT(?x) AS ?n)"
    if found := re.search(rf"SELECT\s[^{{(]*?({calls})", mistake.masked, re.IGNORECASE):
        yield found.start(1), "a computed column needs brackets and a name: (COUNT(?x) AS ?n)"


def _order(mistake: _Mistake) -> Cause:
    if found := re.search(r"\b(LIMIT|OFFSET)\s+\d+\s+(ORDER|GROUP)\b", mistake.masked, re.IGNORECASE):
        yield found.start(2), f"{found[2].upper()} BY comes before {found[1].upper()}"


def _ungrouped(mistake: _Mistake) -> Cause:
    if "unbound" in mistake.complaint:
        yield 0, "SELECT names a variable that is neither grouped (GROUP BY) nor counted or summed"


def _iri(mistake: _Mistake) -> Cause:
    if "IRI" in mistake.complaint:
        yield mistake.offset, "not a complete IRI; expected one like <https://example.org/a>"


def _full_stop(mistake: _Mistake) -> Cause:
    start = max(mistake.masked.rfind(mark, 0, mistake.offset) for mark in "{};") + 1
    before = re.split(r"(?<=\s)\.(?=\s|$)", mistake.masked[start : mistake.offset])[-1]
    terms = list(_TERM.finditer(before))
    if len(terms) > 3:
        at = mistake.offset - len(before) + terms[3].start()
        yield at, "a full stop is missing before this: each triple ends with ' .'"


def _bare_word(mistake: _Mistake) -> Cause:
    for found in _WORD.finditer(mistake.masked):
        if found[0].upper() not in KEYWORDS and found.start() <= mistake.offset <= found.end() + 1:
            name = found[0]
            yield found.start(), f'{name!r}: a variable is ?{name}, a text "{name}", an entity entity:{name}'


_CAUSES: tuple[Callable[[_Mistake], Cause], ...] = (
    _empty, _update, _quotes, _prefix, _open_string, _keyword, _brackets, _operators, _commas,
    _unnamed, _order, _ungrouped, _iri, _bare_word, _full_stop,
)  # fmt: skip
