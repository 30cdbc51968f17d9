"""Whether an event that a noun names took place, as the words around the noun tell.

`Merkel kritisierte den Angriff` takes it for granted, `Biden warnte vor einem Angriff` does not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast, get_args

from spacy.tokens import Doc, Token

from kg.annotate.lemma_table import lemmatize
from kg.errors import VocabularyError
from kg.lang.de.arguments import preposition_of
from kg.lang.de.clause_data import contractions
from kg.lang.de.extents import span_of
from kg.lang.de.modality import governor_of
from kg.lang.de.verbs import children, feature, is_present_participle, participle_verb
from kg.model import Clause, Modality, Speech

Outcome = Literal["held", "not", "open", "told", "alleged"] | Modality
_Listed = Literal[
    "held",
    "happens",
    "not",
    "failed",
    "told",
    "alleged",
    "open",
    "planned",
    "possible",
    "desired",
    "necessary",
    "conditional",
]
_FILE = Path(__file__).parent / "data" / "event_contexts.toml"
_TABLES = ("object", "subject", "oblique", "nouns", "adjectives", "prepositions")
_WORDS = ("deeds", "absent")
_SHORTEST = 4  # letters of a noun that may end a compound
_CIRCUMSTANCE = frozenset({"bei", "mit", "durch"})  # in `mit dem Beitritt würde …` it is supposed
_INFLECTED = re.compile("e[nmrs]?$")
_COPULAS = ("sein", "bleiben", "werden")


@dataclass(frozen=True, slots=True)
class EventContexts:
    """The lists of the data file: what each word, or word with preposition, makes of the event."""

    tables: Mapping[str, Mapping[str, _Listed]]
    deeds: frozenset[str]
    absent: frozenset[str]


@lru_cache(maxsize=1)
def event_contexts() -> EventContexts:
    """The lists of `event_contexts.toml`.

    Raises:
        VocabularyError: a table is missing or unknown, or a word stands in two lists of one table.

    >>> event_contexts().tables["oblique"]["warnen vor"]
    'possible'
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    if set(data) != {*_TABLES, *_WORDS}:
        raise VocabularyError(f"{_FILE.name}: expected {', '.join((*_WORDS, *_TABLES))}")
    tables = {name: _table(data[name], name) for name in _TABLES}
    deeds, absent = (frozenset(_words(data[name], name)) for name in _WORDS)
    return EventContexts(tables, deeds, absent)


def _table(value: object, name: str) -> Mapping[str, _Listed]:
    found: dict[str, _Listed] = {}
    for outcome, words in value.items() if isinstance(value, dict) else ():
        if outcome not in get_args(_Listed):
            raise VocabularyError(f"{_FILE.name}: {name}: {outcome!r} is no outcome")
        for word in _words(words, f"{name}.{outcome}"):
            if word in found:
                raise VocabularyError(f"{_FILE.name}: {name}: {word} stands in two lists")
            found[word] = cast("_Listed", outcome)
    return found


def _words(value: object, place: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise VocabularyError(f"{_FILE.name}: {place}: a list of words is expected")
    return value


def context_of(noun: Token, above: Clause | None) -> Outcome | None:
    """What adjectives, preposition, governing noun and verb say of the event; None where nothing.

    Args:
        noun: the event noun.
        above: the clause that it stands in.
    """
    first = _first(noun)
    for listed in _listed(noun, first, above):
        if listed is not None:
            return _settled(listed, noun, first, above)
    if not _is_supposed(first, above):
        return None
    return "held" if _is_known_deed(noun, first) else "conditional"


def told_events(doc: Doc, clauses: Sequence[Clause]) -> Mapping[int, Speech]:
    """Who says of an event, by its noun, that it took place; nobody is named for an alleged one.

    (`Der Kreml sprach von einem Angriff`, `Gerüchte über eine Übernahme`, `der angebliche Angriff`)

    Args:
        doc: the article.
        clauses: of ``find_clauses(doc)``.
    """
    found: dict[int, Speech] = {}
    for clause in clauses:
        above = clauses[clause.parent] if clause.parent is not None else None
        outcome = context_of(doc[clause.token], above) if clause.nominal else None
        if outcome == "told" and above is not None:
            speaker = next((a.head for a in above.arguments if a.role == "agent"), None)
            found[clause.token] = Speech("reported", speaker, above.predicate, (), "de.speech.object")
        elif outcome == "alleged":
            cue = span_of([_alleging(doc[clause.token])])
            found[clause.token] = Speech("reported", None, cue, (), "de.speech.alleged")
    return found


def _alleging(noun: Token) -> Token:
    adjectives = [c for c in children(noun, "amod") if _of_adjective(c) == "alleged"]
    first = _first(noun)
    return adjectives[0] if adjectives else _noun_above(first) or first.head


def _listed(noun: Token, first: Token, above: Clause | None) -> Iterator[_Listed | None]:
    """What is said of it, from the nearest word to the farthest."""
    yield _by_adjectives(noun)
    yield _by_noun(first)
    verb = _by_verb(first, above) if above is not None and first.head.i == above.token else None
    preposition = _fronted().get(_preposition(first))
    yield verb or preposition


def _first(noun: Token) -> Token:
    """`Angst vor Angriffen und einem Einmarsch`: the first of those joined stands where all do."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


def _preposition(noun: Token) -> str:
    found = preposition_of(noun)
    if found or noun.i == 0:
        return found
    before = [c for c in noun.lefts if c.dep_ in ("advmod", "cc", "mark", "dep")]  # `statt`, mislabelled
    return next((c.text.lower() for c in before if c.text.lower() in _fronted()), "")


def _fronted() -> Mapping[str, _Listed]:
    return event_contexts().tables["prepositions"]


def _by_adjectives(noun: Token) -> _Listed | None:
    """`die angebliche Übernahme`, `das abgesagte Treffen`, `die geplatzte Übernahme`."""
    found = (_of_adjective(word) for word in children(noun, "amod", "acl") if word.i < noun.i)
    return next((outcome for outcome in found if outcome is not None), None)


def _of_adjective(word: Token) -> _Listed | None:
    tables = event_contexts().tables
    for form in (word.lemma_.lower(), word.text.lower(), _INFLECTED.sub("", word.text.lower())):
        if form in tables["adjectives"]:
            return tables["adjectives"][form]
    verb = _participle_verb(word)
    listed = tables["object"].get(verb) or tables["subject"].get(verb)
    governor = governor_of(verb)
    if listed is None and governor is not None and governor.modality != "asserted":
        return governor.modality
    return listed


def _participle_verb(word: Token) -> str:
    """`absagen` of `das abgesagte Treffen`, "" for other words and for the active `drohend`."""
    if word.pos_ not in ("ADJ", "VERB") or is_present_participle(word):
        return ""
    bare = _INFLECTED.sub("", word.text.lower())
    known = lemmatize(bare)
    return known if known != bare and known.endswith("n") else participle_verb(word)


def _by_noun(first: Token) -> _Listed | None:
    """`die Furcht vor einem Angriff`, `nach der Absage des Treffens`, `im Falle eines Angriffs`."""
    above = _noun_above(first)
    if above is None:
        return None
    preposition = preposition_of(first)
    suffix = "" if preposition in ("", "von") else f" {preposition}"
    table = event_contexts().tables["nouns"]
    return next((table[w + suffix] for w in _ends(above.lemma_) if w + suffix in table), None)


def _noun_above(first: Token) -> Token | None:
    """The noun that the event belongs to, also where the parser hangs the event from the verb behind."""
    above = first.head
    if above.pos_ == "NOUN" and first.dep_ in ("nmod", "obl", "nmod:poss", "obl:arg"):
        return above if above.i < first.i else None
    case = children(first, "case")
    if not case or case[0].i == first.sent.start or case[0].i > above.i:
        return None
    before = case[0].nbor(-1)
    return before if before.pos_ == "NOUN" else None


def _ends(lemma: str) -> Iterator[str]:
    """The noun, then the nouns that its compound may end in: `Kriegsgefahr` … `Gefahr`.

    >>> "Gefahr" in _ends("Kriegsgefahr")
    True
    """
    yield lemma
    for cut in range(3, len(lemma) - _SHORTEST + 1):
        yield lemma[cut:].capitalize()


def _by_verb(first: Token, above: Clause) -> _Listed | None:
    """`fiel aus`, `verhinderte den Beitritt`, `warnte vor einem Angriff`, `ist ausgeschlossen`."""
    tables, preposition = event_contexts().tables, _preposition(first)
    if preposition:
        return tables["oblique"].get(f"{above.lemma} {preposition}")
    if first.dep_ in ("nsubj", "nsubj:pass") and above.lemma in _COPULAS:
        known = (tables["subject"].get(word) for word in _with_parts(first.head, above.lemma))
        return _of_adjective(first.head) or next((outcome for outcome in known if outcome), None)
    passive = first.dep_ == "nsubj:pass" or above.voice == "passive"
    table = tables["object" if passive or first.dep_ in ("obj", "obl:arg") else "subject"]
    judged = _judged(first.head) if above.lemma == "halten" else None
    return judged or next((table[w] for w in _with_parts(first.head, above.lemma) if w in table), None)


def _with_parts(verb: Token, lemma: str) -> Iterator[str]:
    """The verb with a word or phrase that it needs (`zustande kommen`, `auf Eis legen`), then alone."""
    for part in (verb, *children(verb, "advmod", "xcomp", "obl", "obl:arg", "compound:prt")):
        before = [c.text.lower() for c in children(part, "case")]
        if part.i != verb.i or before:
            yield " ".join([*before, part.text, lemma])
    yield lemma


def _judged(verb: Token) -> _Listed | None:
    """`halten einen Angriff für möglich`."""
    views = [c for c in verb.children if c.pos_ in ("ADJ", "ADV") and preposition_of(c) == "für"]
    return _of_adjective(views[0]) if views else None


def _settled(listed: _Listed, noun: Token, first: Token, above: Clause | None) -> Outcome | None:
    """What the listed word comes to with the negation and modality of the verb, and for this noun."""
    by_verb = above is not None and _by_adjectives(noun) is None and _by_noun(first) is None
    denied = by_verb and above is not None and above.polarity == "negative"
    modality = above.modality if by_verb and above is not None else "asserted"
    if listed == "happens":
        return _happening(denied, modality)
    if listed == "failed" and _is_deed(noun):
        return None
    if listed in ("open", "conditional") and _is_known_deed(noun, first):
        return "held"
    if listed == "not" or listed == "failed":
        unsettled: Outcome = "held" if _is_known_deed(noun, first) else "possible"
        return unsettled if denied or modality != "asserted" else "not"
    return "open" if denied and listed in ("told", "desired", "planned") else listed


def _happening(denied: bool, modality: Modality) -> Outcome:
    """`fand statt`, `fand nicht statt`, `soll im Juni stattfinden`: that is a plan."""
    if modality == "asserted":
        return "not" if denied else "held"
    return "planned" if modality == "necessary" else modality


def _is_deed(noun: Token) -> bool:
    return any(word in event_contexts().deeds for word in _ends(noun.lemma_))


def _is_known_deed(noun: Token, first: Token) -> bool:
    """`gegen den Krieg`: no plan, as it would be in `gegen den Beitritt`, and not just any."""
    articles = [*children(noun, "det", "det:poss"), *children(first, "det", "det:poss")]
    contracted = any(c.text.lower() in contractions() for c in children(first, "case"))
    known = any(feature(c, "Definite") == "Def" or feature(c, "Poss") == "Yes" for c in articles)
    return _is_deed(noun) and (known or contracted)


def _is_supposed(first: Token, above: Clause | None) -> bool:
    """`Der Beitritt der Ukraine zur EU würde viel kosten`: under a Konjunktiv II."""
    if above is None or above.conjunctive != 2 or first.head.i != above.token:
        return False
    preposition = _preposition(first)
    bare = not preposition and first.dep_ in ("nsubj", "nsubj:pass", "obj")
    return bare or preposition in _CIRCUMSTANCE
