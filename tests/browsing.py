"""What the tests of the page in a real browser share; their fixtures stand in conftest.py."""

import os
import shutil

import pytest

CHROMIUM = next(filter(os.path.exists, ["/usr/bin/chromium", "/usr/bin/chromium-browser"]), None)
CHROMIUM = CHROMIUM or shutil.which("chromium") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra: test)")
browser_marks = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found on this machine"),
]

SHOWN = "() => ({nodes: kg.shown.nodes.map((one) => one.id), claims: kg.shown.claims.map((one) => one.id)})"
# What a page may load: itself, and what its own scripts make.
OWN = ("file:", "data:", "blob:", "about:")


def listen(page):
    """Everything that a page complains of or asks the network for, from now on."""
    noise = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: request.url.startswith(OWN) or noise.append(request.url))
    return noise


def drawn(page):
    """Ids of the nodes and claims that the drawing shows."""
    return page.evaluate(SHOWN)


def panel(page):
    """The words of the panel beside the drawing."""
    return page.locator("#panel").inner_text()
