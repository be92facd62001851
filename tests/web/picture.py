"""Takes docs/explorer.png, the picture in the README: `make picture`.

It looks best with fonts such as Debian's fonts-noto-core and fonts-noto-mono installed.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, expect

from tests.api.serving import ROOT, serving
from tests.browser import chromium

PICTURE = ROOT / "docs" / "explorer.png"
QUESTION = "What is each side's version?"


def main() -> None:
    with TemporaryDirectory() as folder:
        page = str(ROOT / "web" / "dist")
        with serving(Path(folder), WEB_DIST=page) as (_, said), chromium() as browser:
            found = re.search(r"http://\S+/graphql", "\n".join(said))
            assert found, said
            take(browser, found[0])


def take(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900}, color_scheme="light")
    page.goto(address)
    page.get_by_role("button", name=QUESTION, exact=True).click()
    answer = page.get_by_role("region", name="Result Window").locator(".view-lines")
    expect(answer).to_contain_text("DISPUTED")
    # Off the button that was clicked; and colours come a moment after the words.
    page.mouse.move(1399, 899)
    page.wait_for_timeout(1000)
    page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
