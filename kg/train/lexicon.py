"""The words from which training sentences are constructed (``data/de/constructions/``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

FOLDER = Path(__file__).parent / "data" / "de" / "constructions"
CASES = ("Nom", "Gen", "Acc", "Dat")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun or a name of one class (`person`, `disaster`); a name has no gender."""

    kind: str
    singular: tuple[str, str, str, str]
    gender: str = ""
    plural: tuple[str, str] | None = None

    def form(self, case: str, number: str) -> str:
        """
        >>> Noun("org", ("Bund", "Bundes", "Bund", "Bund"), "m").form("Gen", "Sing")
        'Bundes'
        """
        if number == "Plur" and self.plural:
            return self.plural[case == "Dat"]
        return self.singular[CASES.index(case)]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's forms, the objects it takes and the classes that fill them."""

    infinitive: str
    particle: str
    present: tuple[str, str]
    past: tuple[str, str]
    participle: str
    auxiliary: str
    objects: str
    fillers: tuple[tuple[str, ...], ...]

    @property
    def bare(self) -> str:
        """The infinitive without its particle: `kündigen`."""
        return self.infinitive.removeprefix(self.particle)


def _rows(name: str, cells: int) -> list[list[str]]:
    path = FOLDER / name
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != cells:
                raise InputError(f"{path}, line {number}: {len(row)} cells, expected {cells}")
            rows.append(row)
    return rows


def read_nouns() -> list[Noun]:
    """All nouns and names, by the order of their files."""
    nouns = [_noun(row) for row in _rows("nouns.tsv", 7)]
    names = [row for row in _rows("names.tsv", 2) if row[0] in ("name", "company", "state", "city")]
    return nouns + [Noun(kind, (text, text, text, text)) for kind, text in names]


def _noun(row: list[str]) -> Noun:
    kind, singular, gender, genitive, oblique, plural, dative = row
    genitive, oblique = (singular if form == "=" else form for form in (genitive, oblique))
    return Noun(
        kind, (singular, genitive, oblique, oblique), gender, None if plural == "-" else (plural, dative)
    )


def read_verbs() -> list[Verb]:
    """All verbs."""
    return [
        Verb(r[0], r[1].strip("-"), (r[2], r[3]), (r[4], r[5]), r[6], r[7], r[8],
             tuple(tuple(cell.replace("-", "").split()) for cell in r[9:12]))
        for r in _rows("verbs.tsv", 12)
    ]  # fmt: skip


def read_phrases() -> dict[str, list[str]]:
    """Adverbs, days and adjectives by class."""
    found: dict[str, list[str]] = {}
    for kind, text in _rows("names.tsv", 2):
        found.setdefault(kind, []).append(text)
    return found
