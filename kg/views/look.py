"""How large nodes and labels are; the layout leaves that room and the page draws in it."""

from __future__ import annotations

import math

import networkx as nx

from kg.views.layout import Size
from kg.views.style import load_words

_WIDTH = 0.56  # of a letter, in font sizes
_WRAP = 22  # letters in a line of a node's label
_LONGEST = 28  # letters of a word that is not cut
_EDGE_FONT = 14.5  # a graph is mostly seen somewhat smaller than it is
_UNNAMED = frozenset({"Concept", "Quantity", "Time"})


def node_size(network: nx.MultiDiGraph[str], node: str) -> float:
    """Radius in pixels: by the number of claims, smaller for what is no name.

    The root keeps the one entity that everything is about from covering the others.
    """
    degree = min(int(network.degree(node)), 60)
    factor = 0.72 if network.nodes[node]["type"] in _UNNAMED else 1.0
    return round((9 + 7 * math.sqrt(degree)) * factor, 1)


def node_box(network: nx.MultiDiGraph[str], node: str) -> Size:
    """Width and height in pixels of a node and the label below it."""
    radius = node_size(network, node)
    font = label_font(radius)
    lines = label_lines(network.nodes[node]["label"])
    width = max(len(line) for line in lines) * font * _WIDTH + 8
    return max(width, 2 * radius), 2 * radius + 2 * (len(lines) * font * 1.2 + 4)


def label_lines(label: str) -> list[str]:
    """A name in lines of 22 letters, three at most; ``labels.js`` in the page counts alike.

    >>> label_lines("Führung der Terrormiliz IS-Kommando")
    ['Führung der', 'Terrormiliz', 'IS-Kommando']
    >>> label_lines("US-Verteidigungsministerium")
    ['US-Verteidigungsministerium']
    """
    lines = [""]
    for word in (piece for each in label.split() for piece in _pieces(each)):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WRAP:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= 3 else [*lines[:2], f"{lines[2]} …"]


def _pieces(word: str) -> list[str]:
    """A word in pieces that fit a line: where it has a hyphen, else where one is put."""
    if len(word) <= _LONGEST:
        return [word]
    at = word.rfind("-", 0, _WRAP)
    if at > 2:
        return [word[: at + 1], *_pieces(word[at + 1 :])]
    return [word[: _WRAP - 1] + "-", *_pieces(word[_WRAP - 1 :])]


def label_font(radius: float) -> float:
    """Size in pixels of a node's label: the larger the node, the larger its name."""
    return round(11.5 + radius * 0.16, 1)


def edge_boxes(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str], Size]:
    """Width and height of what is written on the edges between two nodes, in either language."""
    according = max((load_words(lang)["according"] for lang in ("en", "de")), key=len)
    boxes: dict[tuple[str, str], Size] = {}
    for source, target, edge in network.edges(data=True):
        lines = [edge["label"], edge["label_de"]]
        if edge["speaker"]:
            lines.append(f"{according} {edge['speaker_label']}"[:30])
        width = max(map(len, lines)) * _EDGE_FONT * _WIDTH
        height = _EDGE_FONT * (2.6 if edge["speaker"] else 1.4)
        pair = (source, target) if source < target else (target, source)
        widest, deepest = boxes.get(pair, (0.0, 0.0))
        boxes[pair] = (max(width, widest), deepest + height)
    return boxes
