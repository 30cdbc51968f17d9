"""What a program or a notebook works with: build, open and explore a knowledge graph."""

from kg.api.graph import KnowledgeGraph, build, join, open_folder

__all__ = ["KnowledgeGraph", "build", "join", "open_folder"]
