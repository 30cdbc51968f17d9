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


def main() -> None:
    """Build the seed graph and photograph it."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        sys.exit("Chromium is needed on the path")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, "-m", "kg", "build", str(SEED), "-o", folder, "--quiet"], check=True)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_context(offline=True, viewport={"width": 1400, "height": 860}).new_page()
        page.goto((Path(folder) / f"{SEED.stem}.html").as_uri())
        page.wait_for_timeout(1500)
        page.screenshot(path=ROOT / "docs" / "pictures" / "seed-graph.png")
        browser.close()


if __name__ == "__main__":
    main()
