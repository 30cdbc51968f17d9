"""What people look at: a NetworkX graph, GraphML, one HTML page, a table of counts.

A view never changes the graph it is given.
"""

from kg.views.html import render_html
from kg.views.network import to_network, write_graphml
from kg.views.notebook import notebook_html
from kg.views.summary import SummaryRow, summary_rows
from kg.views.svg import render_svg

__all__ = [
    "SummaryRow",
    "notebook_html",
    "render_html",
    "render_svg",
    "summary_rows",
    "to_network",
    "write_graphml",
]
