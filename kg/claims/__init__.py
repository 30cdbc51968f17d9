"""Claims: from clauses, speech and noun phrases to who does what, who says so, and where it stands."""

from kg.claims.assemble import Found, find_claims, trace_claims
from kg.claims.explain import Explanation, Reference
from kg.claims.merge import merge
from kg.claims.open import open_triples
from kg.claims.reading import Dropped

__all__ = [
    "Dropped",
    "Explanation",
    "Found",
    "Reference",
    "find_claims",
    "merge",
    "open_triples",
    "trace_claims",
]
