"""A SPARQL 1.1 endpoint over a store or files, with a query editor that needs no network.

The server is our own because the engine's (`oxigraph serve`) knows neither our cookbook nor a
limit on the size of a result, and `rdflib-endpoint` loads its editor from the network and
answers with rdflib, whose joins are slower: five to five hundred times (docs/benchmarks.md).
"""

from kg.serve.limits import Limits
from kg.serve.server import Endpoint

__all__ = ["Endpoint", "Limits"]
