"""Fixtures of several test modules. Imports are late: most tests need neither browser nor page."""

import pytest


@pytest.fixture(scope="module")
def browser():
    from tests.browsing import CHROMIUM, playwright

    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Open a graph in a page of its own; when the test ends, the page must have been quiet."""
    from kg.views import render_html
    from tests.browsing import listen

    contexts, noises = [], []

    def opened(graph, *, width=1400, height=860, colours="light", place="", title="T", **options):
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(render_html(graph, title, **options), encoding="utf-8")
        context = browser.new_context(
            offline=True, viewport={"width": width, "height": height}, color_scheme=colours
        )
        contexts.append(context)
        page = context.new_page()
        noises.append(listen(page))
        page.goto(f"{file.as_uri()}{place}")
        page.wait_for_function("window.kg !== undefined")
        page.wait_for_timeout(500)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for noise in noises for line in noise] == []
