"""SPARQL over what a run wrote: files, folders or a store, with a cookbook of named queries."""

from kg.query.cookbook import Parameter, Recipe, load_cookbook, recipe, with_parameters
from kg.query.formats import FORMATS, render
from kg.query.names import check_entities
from kg.query.run import QueryResult, run_query
from kg.query.source import QueryGraph, open_graph
from kg.query.unknown import find_unknown, find_unknown_texts

__all__ = [
    "FORMATS",
    "Parameter",
    "QueryGraph",
    "QueryResult",
    "Recipe",
    "check_entities",
    "find_unknown",
    "find_unknown_texts",
    "load_cookbook",
    "open_graph",
    "recipe",
    "render",
    "run_query",
    "with_parameters",
]
