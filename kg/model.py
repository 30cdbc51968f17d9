"""The frozen values that pass between the stages; nothing here knows spaCy or rdflib.

Offsets are half-open character offsets into ``Article.text``; token numbers (``head``,
``token``) count the words of the annotated article and never leave the pipeline.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

EntityType = Literal[
    "Person", "Organization", "Location", "Facility", "Event", "Work", "Miscellaneous", "Concept"
]
ENTITY_TYPES: tuple[EntityType, ...] = (
    "Person",
    "Organization",
    "Location",
    "Facility",
    "Event",
    "Work",
    "Miscellaneous",
    "Concept",
)
Polarity = Literal["affirmative", "negative"]
Modality = Literal["asserted", "planned", "possible", "necessary", "conditional", "desired"]
SpeechType = Literal["direct", "indirect", "reported"]
MentionKind = Literal["name", "role", "nominal", "pronoun", "quantity", "time"]
Voice = Literal["active", "passive"]
Link = Literal["main", "complement", "relative", "adverbial", "infinitive", "participle", "conjunct"]
ArgumentRole = Literal["agent", "patient", "recipient", "genitive", "predicative", "oblique"]


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone.

    >>> content_id("a", 1) == content_id("a", 1) != content_id("a", 2)
    True
    """
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of the article: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. ``name`` is the file's stem or the line's ``id``."""

    name: str
    text: str
    title: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    publisher: str | None = None
    lang: str = "de"
    author: str | None = None

    @property
    def id(self) -> str:
        """Hash of the text."""
        return content_id(self.text)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to something: a name, a role, a nominal phrase, a pronoun, a number, a time.

    Attributes:
        span: the whole phrase without its article's determiner (`acht Mitglieder der IS-Führung`).
        head: number of the head word's token.
        lemma: of the head word; of a name the name itself without genitive -s.
        kind: what sort of phrase it is.
        type: entity type where the words tell it.
        gender, number: as morphology has them (`Masc`, `Sing`), "" where unknown.
    """

    span: Span
    head: int
    lemma: str
    kind: MentionKind
    type: EntityType = "Concept"
    gender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """What a clause's predicate binds.

    Attributes:
        role: agent is the one who does it (in a passive the `von` phrase), patient the
            accusative object (in a passive the grammatical subject), recipient the dative,
            predicative what a copula says of the agent, oblique everything with a preposition.
        span: the argument's whole phrase, its preposition not included.
        head: token number of its head word.
        preposition: lemma (`in`, `mit`) for obliques, else "".
        case: `Nom`, `Acc`, `Dat`, `Gen` or "".
    """

    role: ArgumentRole
    span: Span
    head: int
    preposition: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A language-neutral clause: one predicate with its arguments.

    Attributes:
        lemma: infinitive with its separable particle (`ankündigen`); of a nominalised event
            the noun (`Reise`); of a copula `sein`.
        predicate: the words of the predicate, from first to last (`war … gekommen`).
        surface: these words alone, gaps as ` … `.
        token: token number of the content word.
        nominal: True for a noun that stands for an event (`eine Reise Carters in die Türkei`).
        reflexive: True with `sich` as an argument of its own (`sich treffen`).
        mood: `Ind`, `Sub` (Konjunktiv I or II) or "" where there is no finite verb.
        conjunctive: 1 or 2 for Konjunktiv I and II, 0 otherwise.
        parent: index, in the tuple that `find_clauses` returns, of the clause it depends on.
        question: True for a question, direct or embedded.
        sentence: character offsets of its sentence.
        span: from the first to the last character that belongs to the clause.
        rule: id of the rule that found it (`de.clause.relative`).
    """

    lemma: str
    predicate: Span
    surface: str
    token: int
    arguments: tuple[Argument, ...]
    voice: Voice = "active"
    polarity: Polarity = "affirmative"
    modality: Modality = "asserted"
    nominal: bool = False
    reflexive: bool = False
    mood: str = "Ind"
    conjunctive: int = 0
    link: Link = "main"
    parent: int | None = None
    question: bool = False
    sentence: tuple[int, int] = (0, 0)
    span: Span = field(default_factory=lambda: Span(0, 0, ""))
    rule: str = "de.clause.main"


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody says something: whatever clause lies inside a quote is attributed.

    Attributes:
        type: direct, indirect or reported.
        speaker: token number of the speaker's head word, None where nobody is named.
        cue: the words that say that something is said (`sagte`, `laut`), None with bare quotes.
        quotes: the spans of what is said, in text order.
        rule: id of the rule that found it (`de.speech.dass`).
        denied: True for `bestritt, dass`.
    """

    type: SpeechType
    speaker: int | None
    cue: Span | None
    quotes: tuple[Span, ...]
    rule: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class PhraseFact:
    """A relation that a noun phrase states: `US-Außenminister John Kerry` holdsPosition.

    Attributes:
        subject: token number of the subject's head word.
        relation: id in the catalogue.
        object: token number of the object's head word.
        label: object in the base form where it is a concept (`US-Außenminister`), else "".
        span: the words that state it.
        rule: id of the rule (`de.phrase.title`).
    """

    subject: int
    relation: str
    object: int
    label: str
    span: Span
    sentence: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Something in the world that mentions refer to.

    Attributes:
        id: path below the base IRI, `entity/Barack_Obama`.
        label: best name, titles and genitive -s stripped.
        type: entity type.
        mentions: all its mentions, in text order.
        aliases: every other form it was seen under, sorted.
        same_as: IRIs of the same thing elsewhere, sorted.
        english: its name in English where a list tells it, else "".
    """

    id: str
    label: str
    type: EntityType
    mentions: tuple[Mention, ...] = field(default=(), repr=False)  # hundreds of them would hide the rest
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    english: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity or a time in object position; ``value`` is a number or the words."""

    value: float | int | str
    unit: str = ""
    type: Literal["Quantity", "Time"] = "Quantity"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the catalogue, or one minted from a verb."""

    id: str
    label_en: str
    label_de: str
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. ``speaker`` is None where the text names nobody (`soll`, `es heißt`)."""

    speaker: Entity | None
    cue: str
    type: SpeechType


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; ISO dates where it could be resolved, None where not."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A further circumstance of a claim: purpose, instrument, accompaniment, …"""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands: the slice, its sentence's offsets and the rule that read it."""

    article: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Subject – relation – object, who says it, how, when, and where it stands in the text."""

    subject: Entity
    relation: Relation
    object: Entity | Value
    evidence: tuple[Evidence, ...]
    polarity: Polarity = "affirmative"
    modality: Modality = "asserted"
    attribution: Attribution | None = None
    time: Time | None = None
    place: Entity | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    confidence: float = 0.8

    @property
    def id(self) -> str:
        """Hash of all that makes the claim what it is; evidence and confidence do not count."""
        target = self.object.id if isinstance(self.object, Entity) else self.object
        said = self.attribution
        speaker = (said.speaker.id if said.speaker else "", said.type) if said else None
        return content_id(
            self.subject.id,
            self.relation.id,
            str(target),
            self.polarity,
            self.modality,
            speaker,
            self.time.text if self.time else None,
            [(q.role, q.text) for q in self.qualifiers],
        )

    @property
    def asserted(self) -> bool:
        """True when the article itself states it: affirmative, unattributed, no modality."""
        plain = self.polarity == "affirmative" and self.modality == "asserted"
        return plain and self.attribution is None


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Everything one run took from its articles."""

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Triple:
    """An open extraction in the sentence's own words; ``sentence`` counts from 1."""

    sentence: int
    subject: str
    relation: str
    object: str
