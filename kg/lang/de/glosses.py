"""Mints relations for verbs outside the catalogue, from bundled English glosses."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import VocabularyError
from kg.lang.de.third_person import third_person
from kg.model import Relation
from kg.vocab import load_catalogue

_PATH = Path(__file__).with_name("data") / "glosses.tsv"
_GLOSS = re.compile(r"[a-z]+(?: [a-z]+)*")
_ANY_VERB = "*"
_ENDINGS = ("t", "et", "te", "ete", "e")


@lru_cache(maxsize=1)
def load_glosses() -> Mapping[tuple[str, str], str]:
    """English third-person glosses by lemma (`sich weigern`) and preposition ("" for none).

    Raises:
        VocabularyError: for a mistake in the file.

    >>> load_glosses()["reagieren", "auf"]
    'reacts to'
    """
    return read_glosses(_PATH)


def read_glosses(path: Path) -> Mapping[tuple[str, str], str]:
    """Read one gloss file: ``lemma<TAB>gloss[<TAB>preposition]``, `#` starts a comment.

    Raises:
        VocabularyError: names the file, the line and what is valid.
    """
    glosses: dict[tuple[str, str], str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        lemma, gloss, preposition = _columns(f"{path.name}:{number}", line)
        if (lemma, preposition) in glosses:
            raise VocabularyError(f"{path.name}:{number}: {lemma!r} {preposition!r} stands there twice")
        glosses[lemma, preposition] = gloss
    return MappingProxyType(glosses)


def mint_relation(lemma: str, preposition: str = "", reflexive: bool = False, surface: str = "") -> Relation:
    """A relation for a verb that no frame maps onto the catalogue.

    Args:
        lemma: infinitive with its particle.
        preposition: of the object where it has one, else "".
        reflexive: True for `sich weigern`; a plain verb's gloss is never used for it.
        surface: words of the predicate.

    Returns:
        The catalogue's relation where the gloss gives its id; else a new one, with a German
        label in the third person. Without a gloss the German words are id and label.

    >>> mint_relation("sickern", "aus")
    Relation(id='seepsFrom', label_en='seeps from', label_de='sickert aus', surface='')
    """
    verb = infinitive(f"sich {lemma}" if reflexive else lemma, glossed_verbs())
    german = f"{verb} {preposition}".strip()
    gloss = _gloss(verb, preposition)
    name = _camel(gloss or german)
    entry = load_catalogue().get(name)
    if entry is not None:
        return entry.relation(surface)
    label = third_person(verb, preposition) if gloss else german
    return Relation(name, gloss or german, label, surface)


def infinitive(lemma: str, known: Container[str]) -> str:
    """The verb that a form with a wrong lemma belongs to: `besichtigt` is no infinitive.

    Args:
        lemma: what the lemmatiser gave.
        known: the infinitives to choose from.

    Returns:
        ``lemma`` itself where it is known or where nothing known fits.

    >>> infinitive("entsendet", {"entsenden"}), infinitive("belagert", {"belagern"})
    ('entsenden', 'belagern')
    """
    if lemma in known:
        return lemma
    stems = [lemma.removesuffix(ending) for ending in _ENDINGS if lemma.endswith(ending)]
    stems += [stem.removeprefix("ge") for stem in stems if stem.startswith("ge")]
    guesses = [stem + ("n" if stem.endswith(("er", "el")) else "en") for stem in stems]
    guesses += [f"{lemma[:-4]}e{lemma[-3]}n"] if lemma.endswith(("eren", "elen")) else []
    guesses.append(lemma + "en")  # `reichen … aus`: a form that lost its ending
    guesses.append(lemma.replace("ss", "ß"))  # `beschiessen` of `beschoss`
    return next((guess for guess in guesses if guess in known), lemma)


@lru_cache(maxsize=1)
def glossed_verbs() -> frozenset[str]:
    """The infinitives that have a gloss, reflexive ones behind `sich`."""
    return frozenset(verb for verb, _ in load_glosses())


def _gloss(verb: str, preposition: str) -> str:
    glosses = load_glosses()
    if (verb, preposition) in glosses or not preposition:
        return glosses.get((verb, preposition), "")
    english = glosses.get((_ANY_VERB, preposition), "")
    plain = glosses.get((verb, ""), "")
    if plain.endswith(f" {english}"):  # `stammt von`: `comes from` has it already
        return plain
    return f"{plain} {english}" if plain and english else ""


def _camel(words: str) -> str:
    """One lowerCamelCase word.

    >>> _camel("takes part in")
    'takesPartIn'
    """
    parts: list[str] = re.findall(r"\w+", words)
    first, rest = parts[0], parts[1:]
    return first[0].lower() + first[1:] + "".join(word[0].upper() + word[1:] for word in rest)


def _columns(place: str, line: str) -> tuple[str, str, str]:
    columns = line.split("\t")
    if len(columns) not in (2, 3) or not columns[0]:
        raise VocabularyError(f"{place}: {len(columns)} columns; valid are lemma, gloss and a preposition")
    lemma, gloss, preposition = (*columns, "")[:3]
    if not _GLOSS.fullmatch(gloss):
        raise VocabularyError(f"{place}: bad gloss {gloss!r}; valid are English words as in 'reacts to'")
    return lemma, gloss, preposition
