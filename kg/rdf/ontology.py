"""Our own terms and the relations of the catalogue, as RDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.rdf.formats import serialize
from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.parse import parse_quads
from kg.rdf.resources import describe_relation
from kg.rdf.terms import AnyQuad
from kg.vocab import CatalogueEntry, load_catalogue
from kg.vocab.catalogue import ANY

DATA = Path(__file__).with_name("data")


def ontology_quads(base: str = DEFAULT_BASE, *, relations: bool = False) -> tuple[AnyQuad, ...]:
    """The ontology's triples, in no graph.

    Args:
        base: absolute IRI that every IRI of ours starts with.
        relations: with every relation of the catalogue.

    Raises:
        ConfigError: ``base`` is no absolute IRI.
    """
    names = Names(base)
    told = parse_quads(load_data("ontology.ttl", names), "turtle", "ontology.ttl")
    return (*told, *_relations(names)) if relations else told


def write_ontology(format: str = "turtle", base: str = DEFAULT_BASE, *, relations: bool = False) -> bytes:
    """The ontology in one of ``FORMATS``, UTF-8.

    Raises:
        ConfigError: no such format, or ``base`` is no absolute IRI.

    >>> b"kg:Claim a owl:Class" in write_ontology()
    True
    """
    return serialize(ontology_quads(base, relations=relations), format, Names(base))


def write_shapes(base: str = DEFAULT_BASE, *, relations: bool = False) -> bytes:
    """The SHACL shapes that a graph keeps to, Turtle, UTF-8, for validators of other makers.

    Args:
        base: absolute IRI that every IRI of ours starts with.
        relations: with two shapes for each relation of the catalogue, on its direct triples: what
            usually is its subject and its object. What breaks them is a warning.

    Raises:
        ConfigError: ``base`` is no absolute IRI.

    >>> b"kgsh:Claim a sh:NodeShape" in write_shapes()
    True
    """
    names = Names(base)
    told = load_data("shapes.ttl", names)
    return told + "".join(_sides(names)).encode("utf-8") if relations else told


def _sides(names: Names) -> Iterator[str]:
    yield f"\n# --- relations, from the catalogue ---\n\n@prefix rel: <{names.base}relation/> .\n"
    for entry in load_catalogue().values():
        yield from _side(entry, "subject", "SubjectsOf", entry.subject_types)
        yield from _side(entry, "object", "ObjectsOf", entry.object_types)


def _side(entry: CatalogueEntry, side: str, target: str, types: tuple[str, ...]) -> Iterator[str]:
    if ANY in types:
        return
    classes = [f"[ sh:class kg:{kind} ]" for kind in types if kind not in ("Quantity", "Time")]
    # A number or a time is a literal; so is what is counted (`9000 Angriffe`), where things can stand.
    if side == "object" and ("Concept" in types or len(classes) < len(types)):
        classes.append("[ sh:nodeKind sh:Literal ]")
    yield (
        f"\nkgsh:{entry.id}-{side} a sh:NodeShape ;\n    sh:target{target} rel:{entry.id} ;\n"
        f"    sh:severity sh:Warning ;\n    sh:or ( {' '.join(classes)} ) ;\n"
        f'    sh:message "the {side} of {entry.id} is usually of type {" or ".join(types)}" .\n'
    )


def load_data(file: str, names: Names) -> bytes:
    """A Turtle file of the package, with the base IRI of ``names`` in place of our own."""
    text = (DATA / file).read_text(encoding="utf-8")
    return text.replace(DEFAULT_BASE, names.base).encode("utf-8")


def _relations(names: Names) -> Iterator[AnyQuad]:
    for entry in load_catalogue().values():
        for subject, predicate, target in describe_relation(entry.relation(), names, entry, entry.symmetric):
            yield subject, predicate, target, None
