"""
Take the pictures of the web page that the documentation shows: docs/images/*.webp.

    python tools/page_images.py

Needs /usr/bin/chromium, the package playwright and the built page (make browser, make web). The store is the one the
page's tests tell (tests/serve/web/web_story.py), with the default embedder.
"""

import base64
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "serve" / "web"))

from playwright.sync_api import sync_playwright  # noqa: E402
from web_browser import CHROMIUM, SWITCHES, Site, Watched  # noqa: E402
from web_story import Story, tell  # noqa: E402

from mnemic.serve.http import Settings, running  # noqa: E402

TARGET: Final = ROOT / "docs" / "images"
MAX_BYTES: Final = 150_000
_DESK: Final = {"width": 1180, "height": 780}
_PHONE: Final = {"width": 390, "height": 780}


class Picture(NamedTuple):
    """A picture of a place of the page."""

    name: str
    place: str
    scheme: str = "light"
    is_phone: bool = False


def pictures(story: Story) -> tuple[Picture, ...]:
    """Return what is shown in the documentation."""
    return (
        Picture("page-memories", "#/memories"),
        Picture("page-recall", "#/recall?q=Where does Ana live?&limit=5"),
        Picture("page-memory", f"#/memories/{story.facts[-1]}"),
        Picture("page-timeline", "#/timeline?subject=Ana&user=ana", "dark"),
        Picture("page-graph", "#/graph", "dark"),
        Picture("page-phone", "#/memories?q=Porto", is_phone=True),
    )


def main() -> int:
    """Take them; return 1 when one is too large."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "memory.db"
        story = tell(path, "minilm")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
            sizes = [take(browser, path, picture) for picture in pictures(story)]
            browser.close()
    return 1 if max(sizes) > MAX_BYTES else 0


def take(browser: Any, path: Path, picture: Picture) -> int:
    """Take a picture, and return its size in bytes."""
    size = _PHONE if picture.is_phone else _DESK
    with running(Settings(location=str(path), port=0)) as server:
        context = browser.new_context(
            viewport=size, color_scheme=picture.scheme, device_scale_factor=1.5, is_mobile=picture.is_phone
        )
        watched = Watched(context, Site(server.url, server.link or "", path))
        watched.sign_in()
        watched.go(picture.place)
        if picture.name == "page-graph":
            watched.page.locator("g.node circle").first.click()
        watched.page.wait_for_timeout(400)
        shot = context.new_cdp_session(watched.page).send(
            "Page.captureScreenshot", {"format": "webp", "quality": 82}
        )
        watched.close()
    data = base64.b64decode(shot["data"])
    (TARGET / f"{picture.name}.webp").write_bytes(data)
    print(f"{picture.name}: {len(data) / 1e3:.0f} kB", file=sys.stderr)
    return len(data)


if __name__ == "__main__":
    sys.exit(main())
