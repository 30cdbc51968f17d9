"""The IRIs of everything that the graph names, and the vocabularies it speaks."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from kg.errors import ConfigError, InputError
from kg.model import EntityType, Evidence, Span
from kg.rdf.terms import Iri

DEFAULT_BASE = "https://newskg.org/"


class Namespace:
    """A vocabulary whose terms are attributes, ``PROV.used``, or items, ``NIF["String"]``."""

    def __init__(self, start: str) -> None:
        self._start = start

    def __getattr__(self, name: str) -> Iri:
        if name.startswith("_"):
            raise AttributeError(name)
        made = Iri(self._start + name)
        setattr(self, name, made)  # found at once the next time
        return made

    def __getitem__(self, name: str) -> Iri:
        return Iri(self._start + name)

    def __str__(self) -> str:
        return self._start


FOAF = Namespace("http://xmlns.com/foaf/0.1/")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
WDT = Namespace("http://www.wikidata.org/prop/direct/")

VOCABULARIES: dict[str, str] = {
    "foaf": str(FOAF),
    "itsrdf": str(ITSRDF),
    "nif": str(NIF),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sem": str(SEM),
    "skos": str(SKOS),
    "wd": "http://www.wikidata.org/entity/",
    "wdt": str(WDT),
    "xsd": str(XSD),
}

# What each of our entity types is called elsewhere.
CLASSES: dict[EntityType, tuple[Iri, ...]] = {
    "Person": (SCHEMA.Person, FOAF.Person),
    "Organization": (SCHEMA.Organization, ORG.Organization),
    "Location": (SCHEMA.Place,),
    "Facility": (SCHEMA.Place,),
    "Event": (SCHEMA.Event, SEM.Event),
    "Work": (SCHEMA.CreativeWork,),
    "Miscellaneous": (SCHEMA.Thing,),
    "Concept": (SCHEMA.Thing,),
}

# Folders below the base IRI, and the prefixes by the same names.
_FOLDERS = ("article", "claim", "entity", "evidence", "mention", "model", "plover", "run", "software")

_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._/-]*)?")


@lru_cache(maxsize=65536)
def encode_segment(text: str) -> str:
    """Percent-encode ``text`` so that it is one segment of an IRI's path.

    Different texts give different segments: a percent sign is encoded too. What Turtle
    would have to escape in a prefixed name is encoded as well.

    >>> encode_segment('Türkei/"A b"')
    'T%C3%BCrkei%2F%22A%20b%22'
    """
    encoded = quote(text, safe="").replace("~", "%7E")
    # `.` and `..` as whole segments would be resolved away by a reader.
    return encoded if encoded.strip(".") else encoded.replace(".", "%2E")


def check_base(base: str) -> str:
    """Return ``base`` with a slash at its end.

    Raises:
        ConfigError: ``base`` is no absolute http or https IRI, or has a query or fragment.

    >>> check_base("https://example.org/kg")
    'https://example.org/kg/'
    """
    if not _BASE.fullmatch(base):
        message = f"base IRI {base!r}: expected http:// or https://, a host and a path, like {DEFAULT_BASE!r}"
        raise ConfigError(message)
    return base if base.endswith("/") else base + "/"


def _hash(*parts: str | int) -> str:
    # Lengths keep ("ab", "c") and ("a", "bc") apart; JSON would do so at ten times the cost.
    told = "".join(f"{len(str(part))}:{part}" for part in parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=4096)
def _term(base: str, name: str) -> Iri:
    return Iri(f"{base}ontology#{name}")


@lru_cache(maxsize=65536)
def _path(base: str, path: str) -> Iri:
    return Iri(base + path)


@lru_cache(maxsize=65536)
def _entity(base: str, path: str) -> Iri:
    return Iri(base + "/".join(encode_segment(part) for part in path.split("/")))


@dataclass(frozen=True, slots=True)
class Names:
    """Mints the IRIs below one base IRI.

    >>> str(Names().entity("entity/Barack_Obama"))
    'https://newskg.org/entity/Barack_Obama'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", check_base(self.base))

    def term(self, name: str) -> Iri:
        """A term of our own ontology, ``kg:polarity``."""
        return _term(self.base, name)

    def article(self, name: str) -> Iri:
        """The article of that name, which is also the name of its graph."""
        return _path(self.base, f"article/{encode_segment(name)}")

    def slice(self, name: str, start: int, end: int) -> Iri:
        """A piece of an article by character offsets, half-open (RFC 5147)."""
        return Iri(f"{self.article(name)}#char={start},{end}")

    def entity(self, path: str) -> Iri:
        """The entity with that id, a path below the base IRI, not yet percent-encoded."""
        return _entity(self.base, path)

    def relation(self, relation: str) -> Iri:
        """The relation with that id of the catalogue."""
        return _path(self.base, f"relation/{encode_segment(relation)}")

    def claim(self, claim: str) -> Iri:
        """The statement node of the claim with that id."""
        return Iri(f"{self.base}claim/{encode_segment(claim)}")

    def qualifier(self, claim: Iri, number: int) -> Iri:
        """A qualifier of the claim whose node is given; ``number`` counts from 1."""
        return Iri(f"{claim}/qualifier/{number}")

    def evidence(self, evidence: Evidence) -> Iri:
        """The evidence node; the rule counts, since two rules can read the same words."""
        found = evidence
        key = _hash(found.article, found.start, found.end, *found.sentence, found.rule, found.text)
        return Iri(f"{self.base}evidence/{key}")

    def mention(self, entity: str, article: str, span: Span, number: int) -> Iri:
        """A mention of an entity; ``number`` tells those of the same words and place apart."""
        key = _hash(entity, article, span.start, span.end, span.text, number)
        return Iri(f"{self.base}mention/{key}")

    def plover(self, event: str) -> Iri:
        """An event class of PLOVER."""
        return Iri(f"{self.base}plover/{encode_segment(event)}")

    def run(self, key: str) -> Iri:
        """A run of the program."""
        return Iri(f"{self.base}run/{encode_segment(key)}")

    def software(self, name: str, version: str) -> Iri:
        """A version of the program."""
        return Iri(f"{self.base}software/{encode_segment(name)}-{encode_segment(version)}")

    def model(self, name: str, version: str) -> Iri:
        """A version of a language model."""
        return Iri(f"{self.base}model/{encode_segment(name)}-{encode_segment(version)}")

    def name_of(self, iri: str, folder: str) -> str:
        """The article's name, claim's id, … in an IRI of ours, percent-encoding undone.

        Raises:
            InputError: the IRI does not stand in that folder below the base IRI.

        >>> Names().name_of("https://newskg.org/article/T%C3%BCrkei", "article")
        'Türkei'
        """
        start = f"{self.base}{folder}/"
        if not iri.startswith(start):
            raise InputError(f"<{iri}>: expected an IRI that starts with <{start}>")
        return unquote(iri[len(start) :])

    def prefixes(self) -> dict[str, str]:
        """Every prefix that the written Turtle and our queries use, sorted."""
        own = {folder: f"{self.base}{folder}/" for folder in _FOLDERS}
        own |= {"kg": f"{self.base}ontology#", "rel": f"{self.base}relation/"}
        return dict(sorted((VOCABULARIES | own).items()))
