"""The graph as a still picture: one SVG text, for print and where no script runs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape

import networkx as nx

from kg.model import KnowledgeGraph
from kg.views.layout import Position, Size, place_nodes
from kg.views.look import edge_boxes, label_font, label_lines, node_box, node_size
from kg.views.network import to_network
from kg.views.opening import USUAL_LIMIT, opening_nodes
from kg.views.shapes import outline
from kg.views.style import Lang, load_style

Point = tuple[float, float]
Places = Mapping[str, Position]
Edge = Mapping[str, str | float | bool]
_MARGIN = 24
_WIDEST = 880  # of a notebook's column; a wider picture takes the width that it is given
_FONT = 12.5  # of what is written on an edge
_HEAD = 9.0  # length of an arrow's head
_BEND = 34.0  # pixels that parallel edges stand apart


def render_svg(graph: KnowledgeGraph, lang: Lang = "en", *, limit: int = USUAL_LIMIT) -> str:
    """Draw the graph as one SVG text, with the page's places, shapes, colours and lines.

    Solid edges are what the articles themselves assert; the others are quoted, planned or possible
    (dashed and dotted) or denied (red).

    Args:
        graph: what a run found; it stays as it is.
        lang: language of the relations' labels.
        limit: how many nodes of a large graph are drawn, the best connected ones.

    Returns:
        The picture, the same for the same graph.

    >>> render_svg(KnowledgeGraph()).startswith("<svg ")
    True
    """
    network = to_network(graph)
    shown = set(opening_nodes(network, limit))
    network.remove_nodes_from([node for node in network if node not in shown or not network.degree(node)])
    boxes = {node: node_box(network, node) for node in network}
    places = place_nodes(network, boxes, edge_boxes(network))
    edges = list(_edges(network, places, "label_de" if lang == "de" else "label"))
    nodes = [_node(network, node, places[node]) for node in network]
    left, top, width, height = _frame(places, boxes)
    paper = load_style().themes["light"]["paper"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" '
        f'width="{width if width <= _WIDEST else "100%"}" style="background: {paper}" '
        'font-family="sans-serif" text-anchor="middle">\n' + "\n".join([*edges, *nodes]) + "\n</svg>\n"
    )


def _frame(places: Places, boxes: Mapping[str, Size]) -> tuple[int, int, int, int]:
    """Left, top, width and height of all boxes."""
    sides = [(x, y, *boxes[node]) for node, (x, y) in places.items()] or [(0, 0, 0.0, 0.0)]
    left = round(min(x - width / 2 for x, _, width, _ in sides)) - _MARGIN
    top = round(min(y - height / 2 for _, y, _, height in sides)) - _MARGIN
    right = round(max(x + width / 2 for x, _, width, _ in sides)) + _MARGIN
    bottom = round(max(y + height / 2 for _, y, _, height in sides)) + _MARGIN
    return left, top, right - left, bottom - top


def _node(network: nx.MultiDiGraph[str], node: str, place: Position) -> str:
    style, theme = load_style().nodes[network.nodes[node]["type"]], load_style().themes["light"]
    radius, (x, y) = node_size(network, node), place
    fill = theme["paper"] if style.fill == "paper" else style.fill
    shape = outline(style.shape, x, y, radius, f'fill="{fill}" stroke="{style.border}" stroke-width="1.5"')
    font = label_font(radius)
    lines = label_lines(network.nodes[node]["label"])
    first = y + radius + font
    words = [_text(line, x, first + n * font * 1.2, font, theme["ink"]) for n, line in enumerate(lines)]
    return "".join([shape, *words])


def _text(words: str, x: float, y: float, font: float, colour: str) -> str:
    paper = load_style().themes["light"]["paper"]
    around = f'paint-order="stroke" stroke="{paper}" stroke-width="3" stroke-linejoin="round"'
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{font}" fill="{colour}" {around}>{escape(words)}</text>'


def _edges(network: nx.MultiDiGraph[str], places: Places, label: str) -> Iterator[str]:
    """Every edge as a line with a head, and its relation in the middle; parallel ones side by side."""
    between: dict[frozenset[str], list[tuple[str, str, Edge]]] = defaultdict(list)
    for source, target, edge in network.edges(data=True):
        between[frozenset((source, target))].append((source, target, edge))
    for alike in between.values():
        for number, (source, target, claim) in enumerate(alike):
            bend = (number - (len(alike) - 1) / 2) * _BEND * (1 if source < target else -1)
            ends = (places[source], places[target])
            yield _edge(
                ends, node_size(network, target), node_box(network, target), bend, claim, str(claim[label])
            )


def _edge(
    ends: tuple[Position, Position], radius: float, box: Size, bend: float, edge: Edge, words: str
) -> str:
    theme, dashes = load_style().themes["light"], load_style().dashes
    colour = theme["negative"] if edge["polarity"] == "negative" else theme["edge"]
    dash = ",".join(map(str, dashes[_kind(edge)]))
    start, end = ends
    middle = _beside(start, end, bend) if start != end else (start[0], start[1] - 2.2 * radius)
    tip, wings = _head(middle, end, radius, box)
    bow = 2 * middle[0] - (start[0] + tip[0]) / 2, 2 * middle[1] - (start[1] + tip[1]) / 2
    curve = f"M{_spelled(start)}Q{_spelled(bow)} {_spelled(tip)}"
    line = f'<path d="{curve}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-dasharray="{dash}"/>'
    points = " ".join(map(_spelled, (tip, *wings)))
    head = f'<polygon points="{points}" fill="{colour}"/>'
    return line + head + _text(words, middle[0], middle[1] + 4, _FONT, theme["soft"])


def _kind(edge: Edge) -> str:
    """The name of its dashes in ``style.toml``."""
    modal = edge["modality"] != "asserted"
    if edge["attributed"]:
        return "both" if modal else "attributed"
    return "modal" if modal else "asserted"


def _beside(start: Position, end: Position, bend: float) -> Point:
    """The middle of two points, moved to the side."""
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    far = math.dist(start, end)
    return x - bend * (end[1] - start[1]) / far, y + bend * (end[0] - start[0]) / far


def _head(middle: Point, end: Position, radius: float, box: Size) -> tuple[Point, tuple[Point, Point]]:
    """Where an arrow from ``middle`` touches a node or its label, and the other two corners of its head."""
    far = math.dist(middle, end) or 1.0
    x, y = (end[0] - middle[0]) / far, (end[1] - middle[1]) / far
    gap = _gap(x, y, radius, box) + 2
    tip = end[0] - x * gap, end[1] - y * gap
    back = tip[0] - x * _HEAD, tip[1] - y * _HEAD
    half = _HEAD / 2
    return tip, ((back[0] - y * half, back[1] + x * half), (back[0] + y * half, back[1] - x * half))


def _gap(x: float, y: float, radius: float, box: Size) -> float:
    """From a node's centre to its edge; an arrow from below (``y`` < 0) ends under the label there."""
    width, height = box[0] / 2, box[1] / 2
    return radius if y >= 0 or abs(x / y) * height > width else height / -y


def _spelled(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
