"""The graph as one HTML file that needs no network: PyVis with a template of our own."""

from __future__ import annotations

import base64
import hashlib
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import networkx as nx
from markupsafe import Markup

from kg.model import KnowledgeGraph
from kg.views.edges import edge_options
from kg.views.layout import Size, place_nodes
from kg.views.network import to_network
from kg.views.payload import page_data
from kg.views.style import Lang, Style, line_of, load_style, load_words

if TYPE_CHECKING:
    from pyvis.network import Network

_TEMPLATES = Path(__file__).parent / "templates"
_VIS = Path("lib", "vis-9.1.2", "vis-network.min.js")
_FONT = 15  # pixels
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 7, "improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "selectConnectedEdges": False},
    "nodes": {"font": {"size": _FONT, "face": "sans-serif", "color": "#1B1F24", "strokeWidth": 4}},
    "edges": {
        "arrowStrikethrough": False,
        "hoverWidth": 1,
        "selectionWidth": 2,
        "font": {"size": 12, "face": "sans-serif", "color": "#3A424B", "strokeWidth": 5},
    },
}


def render_html(graph: KnowledgeGraph, title: str, lang: Lang = "en") -> str:
    """Draw the graph as one self-contained HTML page.

    The page loads nothing, and its Content-Security-Policy lets only its own three scripts run, by
    their hashes: whatever stands in an article or a name is shown as text. In the page,
    ``window.kg.select(id)`` shows a claim or an entity as a click does.

    Args:
        graph: what a run found; it stays as it is.
        title: heading of the page, as plain text.
        lang: language of the page's own words and of the relations' labels.

    Returns:
        The page; write it as UTF-8. The same graph gives the same page.

    Raises:
        ConfigError: a language that the page does not have.

    >>> page = render_html(KnowledgeGraph(), "Nothing <yet>")
    >>> "Nothing &lt;yet&gt;" in page, "http-equiv" in page
    (True, True)
    """
    words = load_words(lang)
    network = to_network(graph)
    drawn = _drawn(graph, network, lang)
    vis = _script((Path(drawn.template_dir) / _VIS).read_text(encoding="utf-8"))
    app = _script((_TEMPLATES / "graph.js").read_text(encoding="utf-8"))
    css = _script((_TEMPLATES / "graph.css").read_text(encoding="utf-8"))
    drawn.templateEnv = _environment()
    drawn.templateEnv.globals.update(
        title=title, lang=lang, words=words, vis=vis, app=app, css=css, policy=_policy([vis, app], css),
        data=page_data(graph, lang), legend=_legend(graph, network), counts=_counts(graph),
    )  # fmt: skip
    drawn.path = "graph.html.j2"
    page: str = drawn.generate_html()
    return page


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _drawn(graph: KnowledgeGraph, network: nx.MultiDiGraph[str], lang: Lang) -> Network:
    # Imported late: PyVis brings IPython along, and most commands draw nothing.
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="in_line")  # undirected PyVis drops parallel edges
    drawn.options = _OPTIONS
    style = load_style()
    nodes = {node: _node_options(network, node, style) for node in network}
    places = place_nodes(network, {node: _box(options) for node, options in nodes.items()})
    for node, options in nodes.items():
        x, y = places[node]
        drawn.add_node(node, x=x, y=y, **options)
    for source, target, options in edge_options(graph, lang):
        drawn.add_edge(source, target, **options)
    return drawn


def _node_options(network: nx.MultiDiGraph[str], node: str, style: Style) -> dict[str, Any]:
    attributes = network.nodes[node]
    look = style.nodes[attributes["type"]]
    degree = network.degree(node)
    return {
        "label": _wrapped(attributes["label"]),
        "shape": look.shape,
        # The root keeps the one entity that everything is about from covering the others.
        "size": round(9 + 4 * min(degree, 36) ** 0.5, 1),
        "color": {
            "background": look.fill,
            "border": look.border,
            "highlight": {"background": look.fill, "border": "#000000"},
            "hover": {"background": look.fill, "border": "#000000"},
        },
        "borderWidth": 2,
        "borderWidthSelected": 4,
        "hidden": degree == 0 and network.number_of_edges() > 0,
    }


def _wrapped(label: str) -> str:
    lines = textwrap.wrap(label, width=22, max_lines=3, placeholder=" …")
    return "\n".join(lines) or "∅"


def _box(options: dict[str, Any]) -> Size:
    lines = options["label"].split("\n")
    width = max(len(line) for line in lines) * _FONT * 0.55
    return max(width, 2 * options["size"]), 2 * options["size"] + len(lines) * _FONT * 1.2


def _script(text: str) -> Markup:
    # A browser hashes the text after it has turned CR LF into LF, and so must the policy.
    return Markup(text.replace("\r\n", "\n").replace("\r", "\n"))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _policy(scripts: list[Markup], css: Markup) -> str:
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(css)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _legend(graph: KnowledgeGraph, network: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """What the legend explains: only the types and lines that occur."""
    style = load_style()
    types = {attributes["type"] for _, attributes in network.nodes(data=True)}
    lines = {line_of(claim) for claim in graph.claims}
    dashes = {name: " ".join(map(str, dash)) for name, dash in style.dashes.items() if name in lines}
    return {
        "nodes": {name: look for name, look in style.nodes.items() if name in types},
        "dashes": dashes,
        "colours": style.colours,
        "negative": any(claim.polarity == "negative" for claim in graph.claims),
    }


def _counts(graph: KnowledgeGraph) -> dict[str, int]:
    return {"entities": len(graph.entities), "count_claims": len(graph.claims)}
