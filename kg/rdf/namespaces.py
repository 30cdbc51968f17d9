"""The IRIs of everything that the graph names, and the vocabularies it speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import Namespace, URIRef
from rdflib.namespace import FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.errors import ConfigError
from kg.model import EntityType, Evidence, content_id

DEFAULT_BASE = "https://newskg.org/"

NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

VOCABULARIES: dict[str, str] = {
    "foaf": str(FOAF),
    "nif": str(NIF),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sem": str(SEM),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

# What each of our entity types is called elsewhere.
CLASSES: dict[EntityType, tuple[URIRef, ...]] = {
    "Person": (SCHEMA.Person, FOAF.Person),
    "Organization": (SCHEMA.Organization, ORG.Organization),
    "Location": (SCHEMA.Place,),
    "Facility": (SCHEMA.Place,),
    "Event": (SCHEMA.Event, SEM.Event),
    "Work": (SCHEMA.CreativeWork,),
    "Miscellaneous": (SCHEMA.Thing,),
    "Concept": (SCHEMA.Thing,),
}

_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._/-]*)?")


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


@dataclass(frozen=True, slots=True)
class Names:
    """Mints the IRIs below one base IRI.

    >>> str(Names().entity("entity/Barack_Obama"))
    'https://newskg.org/entity/Barack_Obama'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", check_base(self.base))

    def term(self, name: str) -> URIRef:
        """A term of our own ontology, ``kg:polarity``."""
        return URIRef(f"{self.base}ontology#{name}")

    def article(self, name: str) -> URIRef:
        """The article of that name, which is also the name of its graph."""
        return URIRef(f"{self.base}article/{encode_segment(name)}")

    def slice(self, name: str, start: int, end: int) -> URIRef:
        """A piece of an article by character offsets, half-open (RFC 5147)."""
        return URIRef(f"{self.article(name)}#char={start},{end}")

    def entity(self, path: str) -> URIRef:
        """The entity with that id, a path below the base IRI, not yet percent-encoded."""
        return URIRef(self.base + "/".join(encode_segment(part) for part in path.split("/")))

    def relation(self, relation: str) -> URIRef:
        """The relation with that id of the catalogue."""
        return URIRef(f"{self.base}relation/{encode_segment(relation)}")

    def claim(self, claim: str) -> URIRef:
        """The statement node of the claim with that id."""
        return URIRef(f"{self.base}claim/{encode_segment(claim)}")

    def qualifier(self, claim: str, number: int) -> URIRef:
        """A qualifier of a claim; ``number`` counts from 1."""
        return URIRef(f"{self.claim(claim)}/qualifier/{number}")

    def evidence(self, evidence: Evidence) -> URIRef:
        """The evidence node; the rule counts, since two rules can read the same words."""
        found = evidence
        key = content_id(found.article, found.start, found.end, found.sentence, found.rule, found.text)
        return URIRef(f"{self.base}evidence/{key}")

    def prefixes(self) -> dict[str, str]:
        """Every prefix that the written Turtle and our queries use, sorted."""
        own = {
            "kg": f"{self.base}ontology#",
            "rel": f"{self.base}relation/",
            "entity": f"{self.base}entity/",
            "claim": f"{self.base}claim/",
            "article": f"{self.base}article/",
            "evidence": f"{self.base}evidence/",
        }
        return dict(sorted((VOCABULARIES | own).items()))
