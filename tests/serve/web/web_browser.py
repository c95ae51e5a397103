"""What the tests of the page have in common: the browser, and the eye that is kept on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

CHROMIUM: Final = Path("/usr/bin/chromium")
SWITCHES: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WEB: Final = Path(__file__).resolve().parents[3] / "web"

PAGES: Final = (
    "#/",
    "#/memories",
    "#/recall",
    "#/timeline",
    "#/graph",
    "#/operations",
    "#/jobs",
    "#/erasure",
    "#/keys",
)


class Site(NamedTuple):
    """A running server: where it is, the link that signs in once, and its store."""

    url: str
    link: str
    path: Path


class Watched:
    """
    A page in a browser of its own, and all that happened on it that should not.

    Attributes:
        page: Playwright's page.

        requests: Every address that was asked for.

        problems: What the console and the page complained of, violations of its policy among them.
    """

    def __init__(self, context: Any, site: Site) -> None:
        self._context = context
        self._site = site
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.expected: tuple[str, ...] = ()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")

    def sign_in(self) -> None:
        """Follow the link, as a person does."""
        self.page.goto(self._site.link)
        self.page.get_by_role("navigation", name="Pages").wait_for()

    def go(self, where: str) -> None:
        """Go to a place of the page and wait until it is loaded."""
        self.page.goto(f"{self._site.url}/{where}")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        # What a click or another address sets going begins with the next frame.
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))")
        self.page.wait_for_function(
            "() => !document.querySelector('.loading, .stale, [aria-busy=true]') && document.querySelector('main h1')"
        )

    def close(self) -> None:
        """Close it; fail if it reached out, or complained of what was not expected."""
        self._context.close()
        own = urlsplit(self._site.url).netloc
        outside = [url for url in self.requests if urlsplit(url).netloc != own]
        assert not outside, f"the page asked elsewhere: {outside}"
        unexpected = [
            problem for problem in self.problems if not any(part in problem for part in self.expected)
        ]
        assert not unexpected, unexpected


OpenPage = Callable[..., Watched]
"""Opens a place of the page, signed in."""
