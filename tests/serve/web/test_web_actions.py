"""What one does on the page is done in the store, after it was shown what would happen."""

from __future__ import annotations

import re

import pytest
from web_browser import OpenPage, Site
from web_story import Story

import mnemic
from mnemic.errors import CubeNotFound

pytestmark = pytest.mark.browser


def test_edit_keeps_a_new_version(open_page: OpenPage, site: Site, story: Story) -> None:
    page = open_page(f"#/memories/{story.said[3]}").page
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Text").fill("The sourdough needs feeding once a day now.")
    page.get_by_label("Tags").fill("bread, home")
    page.get_by_role("button", name="Save a new version").click()
    page.get_by_text("A new version is kept").wait_for()
    page.locator("p.memory", has_text="once a day now").wait_for()
    with mnemic.open(site.path) as mem:
        cube = mem.get(story.said[3])
        assert (cube.content, cube.tags, cube.version) == (
            "The sourdough needs feeding once a day now.",
            ("bread", "home"),
            2,
        )


def test_edit_of_what_somebody_else_changed_meanwhile_is_refused(
    open_page: OpenPage, site: Site, story: Story
) -> None:
    watched = open_page(f"#/memories/{story.said[3]}")
    watched.expected = ("409",)
    page = watched.page
    page.get_by_role("button", name="Edit").click()
    with mnemic.open(site.path) as mem:
        mem.update(story.said[3], content="Somebody else was here.")
    page.get_by_label("Text").fill("I was here.")
    page.get_by_role("button", name="Save a new version").click()
    page.get_by_role("alert").wait_for()
    assert "version" in page.get_by_role("alert").inner_text()
    with mnemic.open(site.path) as mem:
        assert mem.get(story.said[3]).content == "Somebody else was here."


def test_pin_and_archive_are_done_and_told(open_page: OpenPage, site: Site, story: Story) -> None:
    page = open_page(f"#/memories/{story.said[4]}").page
    page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_role("button", name="Unpin").wait_for()
    page.get_by_role("button", name="Unpin").click()
    page.get_by_role("button", name="Pin", exact=True).wait_for()
    page.get_by_role("button", name="Archive").click()
    page.get_by_text("Archived.").wait_for()
    page.locator(".tag", has_text="archived").wait_for()
    with mnemic.open(site.path) as mem:
        assert mem.get(story.said[4]).tier == "archive"


def test_forgetting_shows_what_would_go_and_then_the_receipt(
    open_page: OpenPage, site: Site, story: Story
) -> None:
    watched = open_page(f"#/memories/{story.said[6]}")
    watched.expected = ("404",)
    page = watched.page
    page.get_by_role("button", name="Forget").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Nothing was done: this is what would go").wait_for()
    assert "2, 1 of them since they rest on the others" in dialog.inner_text()
    last = dialog.get_by_role("button", name="Forget for good")
    assert last.is_disabled()
    dialog.get_by_label("Type").fill("forget")
    last.click()
    dialog.get_by_text("Erased, and proved").wait_for()
    assert re.search(r"0 after it", dialog.inner_text())
    dialog.get_by_role("button", name="Done").click()
    page.get_by_role("heading", name="Forgotten").wait_for()
    with mnemic.open(site.path) as mem, pytest.raises(CubeNotFound):
        mem.get(story.said[6])


def test_erasure_of_a_whole_user_is_kept_as_a_receipt(open_page: OpenPage, site: Site) -> None:
    page = open_page("#/erasure").page
    page.get_by_label("Everything of user").fill("bo")
    page.get_by_label("Everything of user").press("Tab")
    page.get_by_role("button", name="See what would go").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Type").fill("forget")
    dialog.get_by_role("button", name="Forget for good").click()
    dialog.get_by_text("Erased, and proved").wait_for()
    dialog.get_by_role("button", name="Done").click()
    page.wait_for_function("() => document.querySelectorAll('li.operation').length === 2")
    page.locator("li.operation summary").first.click()
    page.locator("li.operation").first.get_by_text("Erased, and proved").wait_for()
    with mnemic.open(site.path) as mem:
        assert not mem.list(user="bo", tiers=None)


def test_fact_is_corrected(open_page: OpenPage, site: Site, story: Story) -> None:
    page = open_page(f"#/memories/{story.facts[1]}").page
    page.get_by_role("button", name="Correct").click()
    page.get_by_label("Ana works at").fill("Fernweh & Sons")
    page.get_by_role("button", name="Correct it").click()
    page.get_by_text("Corrected.").wait_for()
    with mnemic.open(site.path) as mem:
        objects = {cube.fact.object for cube in mem.facts(subject="Ana", past=True) if cube.fact}
    assert "Fernweh & Sons" in objects
    assert "Fernweh" not in objects


def test_retracting_shows_first_what_it_changes(open_page: OpenPage, site: Site, story: Story) -> None:
    page = open_page(f"#/memories/{story.facts[-1]}").page
    page.get_by_role("button", name="Retract").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("This changes 2 memories").wait_for()
    dialog.get_by_label("Why").fill("it was a plan")
    dialog.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back.", exact=True).wait_for()
    with mnemic.open(site.path) as mem:
        assert [cube.content for cube in mem.facts(subject="Ana", predicate="lives_in")] == [
            "Ana lives in Lisbon."
        ]


def test_undo_shows_first_what_it_changes(open_page: OpenPage, site: Site, story: Story) -> None:
    page = open_page("#/operations").page
    update = page.locator("li.operation", has_text="the numbers were swapped")
    update.get_by_role("button", name="Take back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("This would change 1 memory.").wait_for()
    assert dialog.locator("ins").inner_text() == "12"
    dialog.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back.", exact=True).wait_for()
    with mnemic.open(site.path) as mem:
        assert "Flores 12" in mem.get(story.said[15]).content


def test_undo_that_others_rest_on_says_so_and_takes_those_too(
    open_page: OpenPage, site: Site, story: Story
) -> None:
    watched = open_page(f"#/memories/{story.said[6]}")
    watched.expected = ("409",)
    page = watched.page
    page.locator("li", has_text="remember").get_by_role("button", name="Take back").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("alert").wait_for()
    dialog.get_by_label("Take those back, too").click()
    dialog.get_by_text(re.compile("This would change")).wait_for()
    dialog.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back.", exact=True).wait_for()
    with mnemic.open(site.path) as mem:
        assert not mem.facts(subject="Bo", predicate="allergic_to")


def test_key_is_shown_once_and_rotated_and_revoked(open_page: OpenPage, site: Site) -> None:
    watched = open_page("#/keys")
    page = watched.page
    page.get_by_role("button", name="New key").click()
    page.get_by_label("Name: which program").fill("the tests")
    page.get_by_label("What it may").select_option("write")
    page.get_by_role("button", name="Make the key").click()
    secret = page.locator(".secret").inner_text()
    assert secret.startswith("mnk_")
    stats = f"{site.url}/v1/spaces/default/stats"
    asked = page.context.browser.new_context().request
    assert asked.get(stats, headers={"Authorization": f"Bearer {secret}"}).status == 200
    page.get_by_role("button", name="I have it").click()
    row = page.get_by_role("row", name=re.compile("the tests"))
    row.wait_for()
    assert secret not in page.content()
    row.get_by_role("button", name="Rotate").click()
    page.locator(".secret").wait_for()
    newer = page.locator(".secret").inner_text()
    assert newer != secret
    assert asked.get(stats, headers={"Authorization": f"Bearer {secret}"}).status == 401
    page.get_by_role("button", name="I have it").click()
    row.get_by_role("button", name="Revoke").click()
    row.get_by_role("button", name="Revoke for good?").click()
    row.get_by_text("revoked").wait_for()
    assert asked.get(stats, headers={"Authorization": f"Bearer {newer}"}).status == 401


def test_consolidation_is_run_from_the_page(open_page: OpenPage, site: Site) -> None:
    page = open_page("#/jobs").page
    page.get_by_role("button", name="Do it now").click()
    page.get_by_text("Consolidated.").wait_for(timeout=40_000)
    with mnemic.open(site.path) as mem:
        assert any(operation.verb == "consolidate" for operation in mem.operations(limit=50))


def test_server_that_stopped_is_told_of_in_words(open_page: OpenPage) -> None:
    watched = open_page("#/memories")
    watched.expected = ("ERR_", "Failed to load")
    watched.page.route("**/v1/**", lambda route: route.abort())
    watched.page.get_by_role("link", name="Operations").click()
    alert = watched.page.get_by_role("alert").first
    alert.wait_for()
    assert "the server does not answer" in alert.inner_text()
    watched.page.unroute("**/v1/**")
    alert.get_by_role("button", name="Try again").click()
    watched.page.locator("li.operation").first.wait_for()
