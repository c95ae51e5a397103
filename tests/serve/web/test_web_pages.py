"""Each page shows what it is for, of a store with a little of everything."""

from __future__ import annotations

import re
from typing import Any

import pytest
from web_browser import OpenPage, Site, Watched
from web_story import Story

pytestmark = pytest.mark.browser


def rows(page: Any) -> list[str]:
    """The texts of the memories that are listed."""
    return [text.strip() for text in page.locator("main .row .text").all_inner_texts()]


def test_home_counts_what_is_there(open_page: OpenPage) -> None:
    page = open_page("#/").page
    figures = page.locator(".figures").inner_text()
    assert re.search(r"Memories\s+29", figures)
    assert "1 archived" in figures
    assert page.get_by_role("img", name=re.compile("memories from")).is_visible()
    assert any("herring" in text for text in rows(page))
    assert "archive" in page.locator("main").inner_text()


def test_kind_on_the_home_page_leads_to_its_memories(open_page: OpenPage) -> None:
    watched = open_page("#/")
    watched.page.get_by_role("link", name="preference").click()
    watched.page.get_by_role("heading", name="Memories").wait_for()
    watched.settle()
    assert rows(watched.page) == ["Ana's favorite colour is green."]


def test_empty_store_says_what_to_do(chromium: Any, empty_site: Site) -> None:
    watched = Watched(chromium.new_context(), empty_site)
    watched.sign_in()
    watched.page.get_by_role("heading", name="Nothing to remember yet").wait_for()
    text = watched.page.inner_text("main")
    assert "mnemic remember" in text
    assert "import mnemic" in text
    watched.page.get_by_label("What was said or done").fill("I moved to Porto in May.")
    watched.page.get_by_role("button", name="Remember").click()
    watched.page.get_by_role("heading", name="Home").wait_for()
    watched.page.get_by_text("I moved to Porto in May.").first.wait_for()
    watched.close()


def test_memories_are_searched_as_one_types(open_page: OpenPage) -> None:
    page = open_page("#/memories").page
    page.get_by_label("Search the memories").press_sequentially("sourdough", delay=15)
    page.get_by_role("heading", name="Memories for “sourdough”").wait_for()
    page.locator("main .row").first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('main .row .text')?.textContent.includes('sourdough')"
    )
    assert "shares the word" in page.locator("main .row .why").first.inner_text()


def test_filters_narrow_the_list_down_and_stand_in_the_address(open_page: OpenPage) -> None:
    watched = open_page("#/memories")
    page = watched.page
    page.get_by_text("More filters").first.click()
    page.get_by_label("User", exact=True).fill("bo")
    page.get_by_label("User", exact=True).press("Enter")
    page.get_by_role("button", name="fact", exact=True).click()
    page.wait_for_function("() => document.querySelectorAll('main .row').length === 1")
    assert rows(page) == ["Bo is allergic to shellfish."]
    assert "user=bo" in page.url
    assert "kind=fact" in page.url
    page.reload()
    watched.settle()
    assert rows(page) == ["Bo is allergic to shellfish."]


def test_archived_memories_are_listed_when_asked_for(open_page: OpenPage) -> None:
    watched = open_page("#/memories")
    assert not any("closing its Lisbon office" in text for text in rows(watched.page))
    watched.page.get_by_text("More filters").first.click()
    watched.page.get_by_label("Archive too").check()
    watched.page.get_by_text("closing its Lisbon office").wait_for()
    assert watched.page.locator(".tag", has_text="archived").count() == 1


def test_list_goes_back_to_what_was_true_then(open_page: OpenPage) -> None:
    watched = open_page("#/memories?kind=fact&user=ana&valid_at=2025-06-01T00:00:00Z")
    texts = rows(watched.page)
    assert "Ana lives in Lisbon." in texts
    assert "Ana lives in Porto." not in texts
    watched.go("#/memories?kind=fact&user=ana&valid_at=2026-09-01T00:00:00Z")
    assert "Ana lives in Porto." in rows(watched.page)
    assert "Ana lives in Lisbon." not in rows(watched.page)


def test_list_goes_back_to_what_was_known_then(open_page: OpenPage) -> None:
    watched = open_page("#/memories?known_at=2026-06-01T00:00:00Z")
    texts = rows(watched.page)
    assert any("Flores 12" in text for text in texts)
    assert not any("Flores 21" in text or "herring" in text for text in texts)


def test_slider_moves_the_time_and_its_exact_field_follows(open_page: OpenPage) -> None:
    watched = open_page("#/memories")
    page = watched.page
    slider = page.get_by_label("What was true at", exact=True)
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_function("() => location.hash.includes('valid_at')")
    watched.settle()
    assert not any("herring" in text or "Porto" in text for text in rows(page))
    assert page.get_by_label("What was true at, exactly").input_value().startswith("2025-03-0")
    page.keyboard.press("End")
    page.wait_for_function("() => !location.hash.includes('valid_at')")
    page.get_by_label("What was known at, exactly").fill("2025-03-04T00:00")
    page.get_by_label("What was known at, exactly").press("Tab")
    page.wait_for_function("() => location.hash.includes('known_at=2025-03-04')")


def test_recall_shows_channels_and_reasons_and_what_a_prompt_would_hold(open_page: OpenPage) -> None:
    watched = open_page("#/recall?q=Where does Ana live?")
    page = watched.page
    assert page.locator("li.hit").count() == 10
    first = page.locator("li.hit").first
    assert "lexical" in first.locator(".channels").inner_text()
    assert first.locator(".channels rect").count() >= 5
    assert first.locator("ul.why li").count() >= 1
    page.get_by_role("tab", name="For the prompt").click()
    page.locator(".prompt").wait_for()
    assert "[m1" in page.locator(".prompt").inner_text()
    assert re.search(r"\d+ tokens?, \d+ citation", page.inner_text("main"))


def test_recall_says_why_a_memory_is_not_among_the_hits(open_page: OpenPage, story: Story) -> None:
    watched = open_page("#/recall?q=Where does Ana live?&limit=2")
    page = watched.page
    page.get_by_role("tab", name="Why not?").click()
    page.get_by_label("Id of the memory").fill(story.said[3])
    page.get_by_role("button", name="Why not this one?").click()
    page.get_by_role("heading", name="It ranks too low").wait_for()
    assert "beyond limit=2" in page.inner_text("main")
    watched.expected = ("404",)
    page.get_by_label("Id of the memory").fill("not an id")
    page.get_by_role("button", name="Why not this one?").click()
    page.get_by_role("alert").wait_for()
    assert "an id looks like" in page.get_by_role("alert").inner_text()


def test_fact_shows_its_evidence_with_the_cited_span_marked(open_page: OpenPage, story: Story) -> None:
    watched = open_page(f"#/memories/{story.facts[-1]}")
    page = watched.page
    page.locator("blockquote mark").wait_for()
    assert page.locator("blockquote mark").inner_text() == "We moved to Porto in May"
    assert "came instead of" in page.inner_text("main").lower()
    assert page.get_by_role("img", name=re.compile(r"Strength now \d+ %")).is_visible()
    assert "since 16 May 2026" in page.inner_text("main")


def test_marks_fit_where_the_text_holds_characters_beyond_the_first_plane(
    open_page: OpenPage, site: Site
) -> None:
    import mnemic
    from mnemic.cube import Evidence

    with mnemic.open(site.path) as mem:
        said = mem.remember("🎉🎉 I work at Fernweh 🎉", user="cy")
        fact = mem.assert_fact("Cy", "works_at", "Fernweh", user="cy", evidence=[Evidence(said.id, 3, 20)])
    page = open_page(f"#/memories/{fact.id}").page
    page.locator("blockquote mark").wait_for()
    assert page.locator("blockquote mark").inner_text() == said.content[3:20]


def test_memory_shows_its_versions_with_what_changed(open_page: OpenPage, story: Story) -> None:
    page = open_page(f"#/memories/{story.said[15]}").page
    page.locator(".versions").wait_for()
    assert page.locator(".versions del").first.inner_text() == "12"
    assert page.locator(".versions ins").first.inner_text() == "21"
    page.get_by_text("a slip: the numbers were swapped").wait_for()


def test_memory_that_is_not_there_says_so(open_page: OpenPage) -> None:
    watched = open_page()
    watched.expected = ("404",)
    watched.page.goto(watched.page.url.split("#")[0] + "#/memories/01890a5d-ac96-774b-bcce-b302099a8057")
    alert = watched.page.get_by_role("alert")
    alert.wait_for()
    assert "never there, or erased" in alert.inner_text()
    assert "Request" in alert.inner_text()


def test_timeline_has_a_lane_for_each_predicate(open_page: OpenPage) -> None:
    page = open_page("#/timeline?subject=Ana&user=ana").page
    page.locator("svg.lanes").wait_for()
    drawn = page.locator("svg.lanes")
    assert drawn.get_by_role("link", name=re.compile("Ana lives in Lisbon")).count() == 1
    for lane in ("lives in", "works at", "occupation", "favorite (colour)"):
        assert lane in drawn.text_content()
    assert page.get_by_role("row", name=re.compile("1 Jan 2019 16 May 2026 Ana lives in Lisbon")).is_visible()
    drawn.get_by_role("link", name=re.compile("Ana lives in Porto")).click()
    page.get_by_role("heading", name="Fact").wait_for()


def test_timeline_proposes_whose(open_page: OpenPage) -> None:
    page = open_page("#/timeline").page
    page.get_by_role("link", name=re.compile("^Ana")).click()
    page.get_by_role("heading", name="Timeline of Ana").wait_for()


def test_graph_says_how_much_of_it_is_shown(open_page: OpenPage) -> None:
    page = open_page("#/graph").page
    page.locator("g.node").first.wait_for()
    assert page.get_by_text("Showing 9 of 9 entities and 6 of 6 facts.").is_visible()
    page.get_by_role("button", name=re.compile("^Ana, ")).locator("circle").click()
    facts = page.get_by_role("region", name="Facts that name Ana")
    assert "Casa Nova" in facts.inner_text()
    page.get_by_label("True at").fill("2025-06-01T00:00")
    page.get_by_label("True at").press("Tab")
    page.get_by_role("button", name=re.compile("^Lisbon, ")).wait_for()


def test_operations_are_shown_with_what_they_changed(open_page: OpenPage) -> None:
    page = open_page("#/operations").page
    page.locator("li.operation").first.wait_for()
    update = page.locator("li.operation", has_text="the numbers were swapped")
    update.locator("summary").click()
    assert update.locator("del").inner_text() == "12"
    page.get_by_role("link", name="receipt").first.click()
    page.get_by_text("Erased, and proved").wait_for()


def test_jobs_are_live(open_page: OpenPage, site: Site) -> None:
    import mnemic

    page = open_page("#/jobs").page
    page.get_by_text("live", exact=True).wait_for()
    with mnemic.open(site.path) as mem, mem._store.write() as writer:
        writer.add_job("fade", space=writer.ensure_space("default"), delay_s=3600)
    page.get_by_role("cell", name="fade").wait_for()


def test_page_of_no_name_says_so(open_page: OpenPage) -> None:
    page = open_page("#/nowhere").page
    assert page.get_by_role("heading", name="Nothing here").is_visible()


def test_other_space_is_looked_at_by_choosing_it(open_page: OpenPage, site: Site) -> None:
    import mnemic

    with mnemic.open(site.path, space="work") as mem:
        mem.remember("The build is green.")
    watched = open_page("#/memories")
    watched.page.get_by_label("Space").select_option("work")
    watched.page.get_by_role("heading", name="work").wait_for()
    watched.settle()
    assert rows(watched.page) == ["The build is green."]
