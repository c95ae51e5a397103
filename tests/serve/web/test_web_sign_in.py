"""Signing in by a link that is good once; what another page, or nobody, may not do."""

from __future__ import annotations

from typing import Any

import pytest
from web_browser import OpenPage, Site, Watched

pytestmark = pytest.mark.browser


def test_link_signs_in_and_leaves_no_token_in_the_address(open_page: OpenPage) -> None:
    page = open_page().page
    assert "token" not in page.url
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    [session] = [cookie for name, cookie in cookies.items() if name.startswith("mnemic")]
    assert session["httpOnly"]
    assert session["sameSite"] == "Strict"


def test_link_is_good_once(open_page: OpenPage, chromium: Any, site: Site) -> None:
    open_page()
    second = Watched(chromium.new_context(), site)
    second.expected = ("401",)
    second.page.goto(site.link)
    second.page.get_by_role("heading", name="Sign in").wait_for()
    assert "link" in second.page.get_by_role("alert").inner_text()
    second.close()


def test_page_without_a_session_says_how_to_sign_in(chromium: Any, site: Site) -> None:
    stranger = Watched(chromium.new_context(), site)
    stranger.expected = ("401",)
    stranger.page.goto(f"{site.url}/#/memories")
    stranger.page.get_by_role("heading", name="Sign in").wait_for()
    assert "mnemic ui" in stranger.page.inner_text("main")
    assert "Porto" not in stranger.page.content()
    stranger.close()


def test_signing_out_ends_the_session(open_page: OpenPage, site: Site) -> None:
    watched = open_page()
    watched.expected = ("401",)
    watched.page.get_by_role("button", name="Sign out").click()
    watched.page.get_by_role("heading", name="Sign in").wait_for()
    assert watched.page.request.get(f"{site.url}/v1/spaces/default/stats").status == 401
    watched.page.reload()
    watched.page.get_by_role("heading", name="Sign in").wait_for()


def test_write_with_the_cookie_and_without_the_token_is_refused(open_page: OpenPage, site: Site) -> None:
    page = open_page().page
    address = f"{site.url}/v1/spaces/default/memories"
    assert page.request.get(f"{site.url}/v1/spaces/default/stats").status == 200
    refused = page.request.post(address, data={"content": "slipped in"})
    assert refused.status == 403
    assert refused.json()["error"]["code"] == "forbidden"
    wrong = page.request.post(address, data={"content": "slipped in"}, headers={"X-CSRF-Token": "0" * 43})
    assert wrong.status == 403


def test_page_of_another_site_can_do_nothing_with_the_cookie(open_page: OpenPage, site: Site) -> None:
    page = open_page().page
    foreign = page.request.post(
        f"{site.url}/v1/spaces/default/memories/list",
        data={},
        headers={"Origin": "https://evil.example"},
    )
    assert foreign.status == 403


def test_page_cannot_be_framed(open_page: OpenPage, site: Site) -> None:
    watched = open_page()
    watched.expected = ("frame", "Framing", "Content Security Policy", "chrome-error")
    framed = watched.page.request.get(site.url).headers
    assert "frame-ancestors 'none'" in framed["content-security-policy"]
    assert framed["x-frame-options"] == "DENY"


def test_text_of_a_memory_is_never_html(open_page: OpenPage, site: Site) -> None:
    watched = open_page("#/memories")
    evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    watched.page.get_by_role("button", name="New memory").click()
    watched.page.get_by_label("What was said or done").fill(evil)
    watched.page.get_by_role("button", name="Remember").click()
    watched.page.get_by_role("link", name=evil[:20]).click()
    watched.page.locator("p.memory").wait_for()
    assert watched.page.locator("p.memory").inner_text() == evil
    assert watched.page.locator("main img, main script").count() == 0
    assert "owned" not in watched.page.title()
