"""Draw the pictures of README and documentation from the seed article: ``python docs/make_pictures.py``.

Needs the extra ``test`` and Chromium; the browser is kept off the network.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "obama-pentagon-2015.txt"
# Select a claim that somebody makes and that is negated, where there is one.
A_CLAIM = """kg.select([...kg.claims.values()].find((one) => one.said?.speaker && one.negative)?.id
  ?? [...kg.claims.keys()][0])"""
# File, colours, view, and what is done before the picture is taken.
PICTURES = (
    ("seed-graph", "light", "graph", ""),
    ("seed-graph-dark", "dark", "graph", ""),
    ("seed-table", "light", "table", ""),
    ("seed-claim", "light", "graph", A_CLAIM),
)


def main() -> None:
    """Build the seed graph and photograph it."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed on the path")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, "-m", "kg", "build", str(SEED), "-o", folder, "--quiet"], check=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        address = (Path(folder) / f"{SEED.stem}.html").as_uri()
        for name, colours, view, action in PICTURES:
            _photograph(browser, f"{address}#view={view}&lang=en", name, colours, action)
        browser.close()


def _photograph(browser: Browser, address: str, name: str, colours: str, action: str) -> None:
    context = browser.new_context(
        offline=True,
        viewport={"width": 1400, "height": 860},
        device_scale_factor=1.5,
        color_scheme="dark" if colours == "dark" else "light",
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("window.kg !== undefined")
    if action:
        page.evaluate(action)
    page.wait_for_timeout(1500)  # the view glides, and lines take their width once it rests
    page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
