"""Outlines of nodes in SVG, under the names that the page and ``style.toml`` have for them."""

from __future__ import annotations

import math

# Corners of a regular polygon, and the degrees that its first one is turned from straight up.
_POLYGONS = {
    "square": (4, 45.0),
    "diamond": (4, 0.0),
    "triangle": (3, 0.0),
    "triangleDown": (3, 180.0),
    "hexagon": (6, 30.0),
}
_INNER = 0.45  # radius of a star's inner corners


def outline(shape: str, x: float, y: float, radius: float, look: str) -> str:
    """One SVG element around a point.

    Args:
        shape: `dot`, `square`, `triangle`, `triangleDown`, `star`, `diamond` or `hexagon`.
        x, y: its centre.
        radius: from the centre to the outermost point.
        look: further attributes.

    >>> outline("dot", 1, 2, 3, 'fill="red"')
    '<circle cx="1" cy="2" r="3" fill="red"/>'
    """
    if shape == "dot":
        return f'<circle cx="{x}" cy="{y}" r="{radius}" {look}/>'
    corners, turn = (10, 0.0) if shape == "star" else _POLYGONS[shape]
    points = []
    for number in range(corners):
        far = radius * (_INNER if shape == "star" and number % 2 else 1)
        angle = math.radians(turn + 360 * number / corners)
        points.append(f"{x + far * math.sin(angle):.1f},{y - far * math.cos(angle):.1f}")
    return f'<polygon points="{" ".join(points)}" {look}/>'
