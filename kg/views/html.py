"""The graph as one HTML file that needs no network: PyVis with a template of our own."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import jinja2
import networkx as nx

from kg.errors import ConfigError
from kg.model import KnowledgeGraph
from kg.views.assets import FOLDER, clean, page_script, page_styles, policy_of
from kg.views.layout import Layout, place_nodes
from kg.views.look import edge_boxes, node_box, node_size
from kg.views.network import to_network
from kg.views.opening import USUAL_LIMIT, opening_nodes
from kg.views.payload import page_data
from kg.views.style import Lang, load_style, load_words

if TYPE_CHECKING:
    from pyvis.network import Network

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)

# What has no place in valid HTML: C1 controls, halves of surrogate pairs, noncharacters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_VIS = Path("lib", "vis-9.1.2", "vis-network.min.js")
_BASE = "https://newskg.org/"


def render_html(
    graph: KnowledgeGraph,
    title: str,
    lang: Lang = "en",
    *,
    theme: Theme = "auto",
    limit: int = USUAL_LIMIT,
    layout: Layout = "force",
    base: str = _BASE,
) -> str:
    """Draw the graph as one self-contained HTML page.

    The page loads nothing, and its Content-Security-Policy lets only its own two scripts run, by
    their hashes: whatever stands in an article or a name is shown as text. In the page,
    ``window.kg.select(id)`` shows a claim or an entity as a click does.

    Args:
        graph: what a run found; it stays as it is.
        title: heading of the page, as plain text.
        lang: language the page opens in; it can be switched there.
        theme: colours the page opens in; `auto` follows the reader's system.
        limit: how many nodes a large graph opens with; the others are added on demand.
        layout: `force`, `circle` or `columns`.
        base: IRI that ids are written below when the page exports Turtle.

    Returns:
        The page; write it as UTF-8. The same graph gives the same page.

    Raises:
        ConfigError: a language, theme or layout that the page does not have, or a limit below 1.

    >>> page = render_html(KnowledgeGraph(), "Nothing <yet>")
    >>> "Nothing &lt;yet&gt;" in page, "http-equiv" in page
    (True, True)
    """
    _check(theme, limit)
    title = _UNFIT.sub("\ufffd", title)
    words = load_words(lang)
    drawn = _drawn(graph, limit, layout)
    vis = clean((Path(drawn.template_dir) / _VIS).read_text(encoding="utf-8"))
    app, css = page_script(), page_styles()
    settings = {"title": title, "lang": lang, "theme": theme, "base": base}
    drawn.templateEnv = _environment()
    drawn.templateEnv.globals.update(
        title=title, lang=lang, theme=theme, words=words, vis=vis, app=app, css=css,
        policy=policy_of([vis, app], css), settings=settings, data=page_data(graph),
        style=asdict(load_style()), dictionary={"en": load_words("en"), "de": load_words("de")},
    )  # fmt: skip
    drawn.path = "page.html.j2"
    page: str = drawn.generate_html()
    # Only the data can still hold any of these, and JSON has an escape for each.
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", page)


def _check(theme: str, limit: int) -> None:
    if theme not in THEMES:
        raise ConfigError(f"the page has no theme {theme!r}; valid are {', '.join(THEMES)}")
    if limit < 1:
        raise ConfigError(f"limit {limit} is too small; at least 1 node has to be shown")


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    # Escaping every umlaut would make a page of German text a tenth larger; <, > and & still are.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _drawn(graph: KnowledgeGraph, limit: int, layout: Layout) -> Network:
    """The part that is shown at first, every node with its place and size."""
    # Imported late: PyVis brings IPython along, and most commands draw nothing.
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="in_line")  # undirected PyVis drops parallel edges
    network = to_network(graph)
    ordered = _part(network, set(opening_nodes(network, limit)))
    boxes = {node: node_box(network, node) for node in ordered}
    places = place_nodes(ordered, boxes, edge_boxes(ordered), layout)
    for node, (x, y) in places.items():
        drawn.add_node(node, x=x, y=y, size=node_size(network, node))
    return drawn


def _part(network: nx.MultiDiGraph[str], kept: set[str]) -> nx.MultiDiGraph[str]:
    """The part between some nodes, in the order of the whole; a subgraph's order would be a set's."""
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((node, attributes) for node, attributes in network.nodes(data=True) if node in kept)
    for source, target, key, edge in network.edges(keys=True, data=True):
        if source in kept and target in kept:
            part.add_edge(source, target, key, **edge)
    return part
