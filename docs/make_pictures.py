"""Draw the pictures of the README from the seed article: ``python docs/make_pictures.py``.

Needs the extra ``test`` and Chromium; the browser is kept off the network.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "obama-pentagon-2015.txt"
# File, colours, view.
PICTURES = (
    ("seed-graph", "light", "graph"),
    ("seed-graph-dark", "dark", "graph"),
    ("seed-table", "light", "table"),
)


def main() -> None:
    """Build the seed graph and photograph it."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        sys.exit("Chromium is needed on the path")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, "-m", "kg", "build", str(SEED), "-o", folder, "--quiet"], check=True)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        address = (Path(folder) / f"{SEED.stem}.html").as_uri()
        for name, scheme, view in PICTURES:
            context = browser.new_context(
                offline=True, viewport={"width": 1400, "height": 860}, color_scheme=scheme
            )
            page = context.new_page()
            page.goto(f"{address}#view={view}")
            page.wait_for_function("window.kg !== undefined")
            page.wait_for_timeout(500)
            page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
