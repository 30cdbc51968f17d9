"""The cases that the forms of words allow; `den Minister` is no subject whatever the tagger says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from spacy.tokens import Token

from kg.errors import VocabularyError
from kg.lang.de.genders import gender_of
from kg.lang.de.verbs import children, feature

Cases = frozenset[str]
ALL: Cases = frozenset(("Nom", "Acc", "Dat", "Gen"))
_ALIKE = ("er", "el", "en")  # nouns whose plural looks like their singular
_KEYS = ("Masc", "Fem", "Neut", "Plur")


@dataclass(frozen=True, slots=True)
class _Forms:
    determiners: Mapping[str, Mapping[str, Cases]]
    pronouns: Mapping[str, Cases]


@lru_cache(maxsize=1)
def _load() -> _Forms:
    path = Path(__file__).parent / "data" / "case_forms.toml"
    data = cast("dict[str, dict[str, object]]", tomllib.loads(path.read_text(encoding="utf-8")))
    found: dict[str, Mapping[str, Cases]] = {}
    stems, genitive = _words(data, "stems", "words"), _words(data, "stems", "genitive")
    for ending, value in data["endings"].items():
        for stem in stems:
            row = _row(value, ending)
            only_genitive = ending == "es" and stem in genitive
            found[stem + ending] = {key: Cases(("Gen",)) for key in row} if only_genitive else row
    for form, value in data["forms"].items():
        found[form] = _row(value, form)
    by_case = {case: _words(data, "pronouns", case) for case in data["pronouns"]}
    return _Forms(found, {word: Cases((case,)) for case, words in by_case.items() for word in words})


def _words(data: Mapping[str, Mapping[str, object]], section: str, key: str) -> list[str]:
    value = data[section].get(key)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise VocabularyError(f"case_forms.toml: {section}.{key}: a list of words is expected")
    return value


def _row(value: object, place: str) -> dict[str, Cases]:
    row = cast("dict[str, list[str]]", value) if isinstance(value, dict) else {}
    if not row or not set(row) <= set(_KEYS) or not all(set(cases) <= ALL for cases in row.values()):
        raise VocabularyError(
            f"case_forms.toml: {place}: {', '.join(_KEYS)} with lists of cases are expected"
        )
    return {key: Cases(cases) for key, cases in row.items()}


def allowed_cases(form: str, gender: str = "", number: str = "") -> Cases:
    """The cases that an article's or pronoun's form allows; all four where it tells nothing.

    >>> sorted(allowed_cases("den", "Masc", "Sing")), sorted(allowed_cases("die", "Fem", "Sing"))
    (['Acc'], ['Acc', 'Nom'])
    >>> sorted(allowed_cases("den")), allowed_cases("zwei") == ALL
    (['Acc', 'Dat'], True)
    """
    forms = _load()
    pronoun = forms.pronouns.get(form.lower())
    if pronoun is not None:
        return pronoun
    row = forms.determiners.get(form.lower(), {})
    if not row:
        return ALL
    key = "Plur" if number == "Plur" else gender if number == "Sing" else ""
    return row.get(key, frozenset().union(*row.values()))


def agreeing_keys(form: str, subject: bool) -> frozenset[str]:
    """What a relative pronoun's noun can be, by gender or as plural; empty where the form tells nothing.

    >>> sorted(agreeing_keys("der", subject=True)), sorted(agreeing_keys("die", subject=False))
    (['Masc'], ['Fem', 'Plur'])
    """
    row = _load().determiners.get(form.lower(), {})
    wanted = Cases(("Nom",)) if subject else ALL - {"Nom"}
    return frozenset(key for key, cases in row.items() if cases & wanted)


def possible_cases(head: Token, antecedent: Token | None = None) -> Cases:
    """The cases that a phrase can have by the form of its article or of its pronoun.

    Gender and number narrow them only where article and noun agree in them and the case that the
    tagger saw does not speak against it: the form is certain, a tag is not.

    Args:
        head: the phrase's head word.
        antecedent: of a relative pronoun the noun it stands for, whose gender and number it has.
    """
    tagged = feature(head, "Case")
    if head.pos_ in ("PRON", "DET"):
        return _cases(head, head if antecedent is None else antecedent, tagged)
    cases = Cases(("Dat",)) if _is_dative_plural(head) else ALL
    articles = [child for child in children(head, "det", "det:poss") if child.i < head.i]
    for child in articles:
        known = head if feature(head, "Gender") else child
        tagged_so = _cases(child, known, tagged) if _agree(child, head) else allowed_cases(child.text)
        cases = cases & (_by_gender(child.text, head) or tagged_so)
    return (cases if articles else cases & _of_adjective(head)) or cases or ALL


def _is_dative_plural(noun: Token) -> bool:
    """`Beobachtern`, `Ländern`: a plural in -er has -n in the dative alone; not the feminine `Schwestern`."""
    if noun.pos_ != "NOUN" or not noun.text.endswith("ern"):
        return False
    lemma = noun.lemma_.lower()
    if not lemma.endswith(("er", "ern")):
        return feature(noun, "Number") == "Plur"
    return known_gender(noun) == "Masc" and noun.text == noun.lemma_ + "n" and not lemma.endswith("bauer")


def known_gender(noun: Token) -> str:
    """Gender by the end of the word; a person's name has none (`der Müller` is no miller)."""
    named = noun.pos_ == "PROPN" and noun.ent_type_ in ("ORG", "LOC")
    return gender_of(noun.lemma_) if noun.pos_ == "NOUN" or named else ""


def _by_gender(form: str, head: Token) -> Cases:
    """`der König` is a nominative, `der Ministerin` none, whatever was tagged."""
    gender = known_gender(head)
    if not gender:
        return Cases()
    plural = feature(head, "Number") == "Plur" or head.text != head.lemma_ or head.text.endswith(_ALIKE)
    return allowed_cases(form, gender, "Sing") | (allowed_cases(form, "", "Plur") if plural else Cases())


def _of_adjective(head: Token) -> Cases:
    """`russischer Sturm`: without an article the adjective has the article's ending."""
    gender = known_gender(head)
    adjectives = [c.text for c in children(head, "amod") if c.i < head.i and c.pos_ == "ADJ"]
    if not gender or not adjectives or not adjectives[-1].islower() or feature(head, "Number") != "Sing":
        return ALL
    form = next((end for end in ("em", "en", "er", "es") if adjectives[-1].endswith(end)), "")
    return allowed_cases("dies" + form, gender, "Sing") if form else ALL


def _agree(article: Token, noun: Token) -> bool:
    pairs = ((feature(article, name), feature(noun, name)) for name in ("Gender", "Number"))
    return all(not own or not other or own == other for own, other in pairs)


def _cases(word: Token, known: Token, tagged: str) -> Cases:
    narrow = allowed_cases(word.text, feature(known, "Gender"), feature(known, "Number"))
    wide = allowed_cases(word.text)
    return wide if tagged in wide - narrow else narrow
