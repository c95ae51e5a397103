"""The page is for everybody: by keyboard, by ear, by day and by night, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from web_browser import PAGES, WEB, OpenPage, Site, Watched
from web_story import Story

pytestmark = pytest.mark.browser

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {
    "viewport": {"width": 390, "height": 780},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"color_scheme": "light", **PHONE},
}


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        pytest.skip(f"{AXE.name} is not installed: make web")
    return AXE.read_text(encoding="utf-8")


def violations(watched: Watched, axe: str) -> list[str]:
    """What axe has against the page as it stands, each with the first place."""
    # As a tester's tool it comes by the debugger, past the page's policy.
    found = watched.page.context.new_cdp_session(watched.page).send(
        "Runtime.evaluate",
        {
            "expression": axe
            + "; axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary']}"
        for one in found["result"]["value"]
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_has_a_barrier(open_page: OpenPage, story: Story, axe: str, view: str) -> None:
    watched = open_page(**VIEWS[view])
    places = (
        *PAGES,
        f"#/memories/{story.facts[-1]}",
        f"#/memories/{story.said[15]}",
        "#/memories?q=Porto",
        "#/recall?q=Where does Ana live?",
        "#/timeline?subject=Ana",
    )
    for place in places:
        watched.go(place)
        watched.page.wait_for_timeout(250)
        assert violations(watched, axe) == [], place


@pytest.mark.parametrize("view", ["light", "dark"])
def test_no_dialog_has_a_barrier(open_page: OpenPage, story: Story, axe: str, view: str) -> None:
    watched = open_page(f"#/memories/{story.facts[-1]}", **VIEWS[view])
    page = watched.page
    for name in ("Edit", "Correct", "Retract", "Forget"):
        page.get_by_role("button", name=name, exact=True).click()
        page.get_by_role("dialog").wait_for()
        page.wait_for_timeout(300)
        assert violations(watched, axe) == [], name
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    assert violations(watched, axe) == []


def test_sign_in_and_the_empty_store_have_no_barrier(chromium: Any, empty_site: Site, axe: str) -> None:
    watched = Watched(chromium.new_context(), empty_site)
    watched.expected = ("401",)
    watched.page.goto(empty_site.url)
    watched.page.get_by_role("heading", name="Sign in").wait_for()
    assert violations(watched, axe) == []
    watched.sign_in()
    watched.page.get_by_role("heading", name="Nothing to remember yet").wait_for()
    assert violations(watched, axe) == []
    watched.close()


def test_slash_searches_and_keys_walk_the_list_and_open_and_close(open_page: OpenPage) -> None:
    watched = open_page("#/")
    page = watched.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("Porto")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Memories for “Porto”").wait_for()
    watched.settle()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") != "search"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement === document.querySelector('main [data-row]')")
    page.keyboard.press("Enter")
    page.locator("p.memory").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Memories for “Porto”").wait_for()


def test_question_mark_lists_the_keys_and_escape_closes_the_list(open_page: OpenPage) -> None:
    page = open_page("#/").page
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.wait_for()
    assert "next, previous entry" in dialog.inner_text()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


def test_two_keys_lead_to_a_page(open_page: OpenPage) -> None:
    page = open_page("#/").page
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.get_by_role("heading", name="Timeline").wait_for()


def test_graph_is_walked_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("#/graph").page
    page.locator("g.node").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Facts that name").wait_for()


def test_focus_is_seen(open_page: OpenPage) -> None:
    page = open_page("#/memories").page
    page.keyboard.press("j")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def test_new_page_gives_its_heading_the_focus(open_page: OpenPage) -> None:
    page = open_page("#/").page
    page.get_by_role("link", name="Operations", exact=True).click()
    page.get_by_role("heading", name="Operations").wait_for()
    page.wait_for_function("() => document.activeElement?.tagName === 'H1'")
    assert page.title() == "Operations · Mnemic"


def test_theme_follows_the_system_until_one_is_chosen_and_is_kept(open_page: OpenPage) -> None:
    watched = open_page("#/", color_scheme="dark")
    page = watched.page
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("button", name="Light", exact=True).click()
    light = page.evaluate(paper)
    assert light != dark
    page.reload()
    watched.settle()
    assert page.evaluate(paper) == light


def test_phone_scrolls_only_downwards(open_page: OpenPage, story: Story) -> None:
    watched = open_page(**PHONE)
    for place in (
        *PAGES,
        f"#/memories/{story.facts[-1]}",
        "#/recall?q=Where does Ana live?",
        "#/timeline?subject=Ana",
    ):
        watched.go(place)
        watched.page.wait_for_timeout(150)
        wide = watched.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{place} is {wide} px too wide"
