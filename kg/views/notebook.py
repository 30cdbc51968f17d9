"""The page inside a notebook's cell."""

from __future__ import annotations

import html

from kg.model import KnowledgeGraph
from kg.views.html import Theme, render_html
from kg.views.style import Lang


def notebook_html(
    graph: KnowledgeGraph,
    height: int = 620,
    title: str = "",
    lang: Lang = "en",
    theme: Theme = "light",
) -> str:
    """The graph as a frame for ``_repr_html_``, with the whole page inside it.

    The frame is sandboxed: the page's scripts run, but reach neither the notebook nor its cookies.
    Several frames in one notebook do not know of each other, and a saved notebook needs no network.

    Args:
        graph: what a run found; it stays as it is.
        height: of the frame, in pixels.
        title: heading inside the frame; the first article's title where empty.
        lang: language the page opens in.
        theme: colours the page opens in.

    Returns:
        One ``<iframe>`` element.

    Raises:
        ConfigError: a language or theme that the page does not have.

    >>> notebook_html(KnowledgeGraph(), height=300).startswith("<iframe ")
    True
    """
    named = [article.title or article.name for article in graph.articles]
    title = title or (named[0] if named else "Graph")
    page = html.escape(render_html(graph, title, lang, theme=theme), quote=True)
    # Downloads for the exports, popups for the links to articles; never allow-same-origin.
    allowed = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
    return (
        f'<iframe srcdoc="{page}" sandbox="{allowed}" title="{html.escape(title, quote=True)}" '
        f'width="100%" height="{int(height)}" loading="lazy" '
        'style="border: 1px solid #d0d7de; border-radius: 8px; min-width: 320px"></iframe>'
    )
