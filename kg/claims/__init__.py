"""Claims: from clauses, speech and noun phrases to who does what, who says so, and where it stands."""

from kg.claims.assemble import find_claims
from kg.claims.merge import merge
from kg.claims.open import open_triples

__all__ = ["find_claims", "merge", "open_triples"]
