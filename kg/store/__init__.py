"""A store on disk: one named graph per article, each added, replaced or removed as a whole."""

from kg.store.articles import ArticleStore, add_nquads, try_store
from kg.store.contents import StoredArticle, dump, export, list_articles
from kg.store.folder import (
    Lock,
    check_store,
    is_foreign,
    is_store,
    lock_store,
    open_database,
    open_for_reading,
)
from kg.store.select import select

__all__ = [
    "ArticleStore",
    "Lock",
    "StoredArticle",
    "add_nquads",
    "check_store",
    "dump",
    "export",
    "is_foreign",
    "is_store",
    "list_articles",
    "lock_store",
    "open_database",
    "open_for_reading",
    "select",
    "try_store",
]
