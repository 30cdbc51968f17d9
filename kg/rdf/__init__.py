"""The knowledge graph as RDF: one statement node per claim, direct triples for what is asserted."""

from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.write import to_dataset, write_nquads, write_turtle

__all__ = ["DEFAULT_BASE", "Names", "to_dataset", "write_nquads", "write_turtle"]
