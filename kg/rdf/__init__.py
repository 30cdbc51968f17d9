"""The knowledge graph as RDF: one statement node per claim, direct triples for what is asserted."""

from kg.rdf.findings import Finding
from kg.rdf.formats import FORMATS, SUFFIXES, format_of
from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.ontology import write_ontology, write_shapes
from kg.rdf.parse import convert, convert_file, read_dataset, read_quads
from kg.rdf.provenance import Run
from kg.rdf.read import read_graph, sort_graph
from kg.rdf.structure import validate_graph
from kg.rdf.write import to_dataset, write_nquads, write_rdf, write_turtle

__all__ = [
    "DEFAULT_BASE",
    "FORMATS",
    "SUFFIXES",
    "Finding",
    "Names",
    "Run",
    "convert",
    "convert_file",
    "format_of",
    "read_dataset",
    "read_graph",
    "read_quads",
    "sort_graph",
    "to_dataset",
    "validate_graph",
    "write_nquads",
    "write_ontology",
    "write_rdf",
    "write_shapes",
    "write_turtle",
]
