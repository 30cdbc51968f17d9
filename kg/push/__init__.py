"""Graphs into any triple store that speaks the SPARQL 1.1 Graph Store Protocol."""

from kg.push.credentials import Credentials, find_credentials
from kg.push.http import GraphStore
from kg.push.push import Pushed, push
from kg.push.sources import article_graphs

__all__ = ["Credentials", "GraphStore", "Pushed", "article_graphs", "find_credentials", "push"]
