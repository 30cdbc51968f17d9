"""The relation catalogue: language-neutral ids that every language maps its verbs onto."""

from kg.vocab.catalogue import CatalogueEntry, load_catalogue, read_catalogue

__all__ = ["CatalogueEntry", "load_catalogue", "read_catalogue"]
