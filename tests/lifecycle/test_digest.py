"""Summaries: which there are, what is made anew when more is said, and who may write meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import mnemic
from mnemic.form import Turn, summarise
from mnemic.lifecycle import _digest as digest_module
from mnemic.testing import ManualClock

OpenMemory = Callable[..., mnemic.Memory]

CATS = (
    "I adopted a grey cat called Miso from the shelter in Braga.",
    "Miso broke the blue vase on the very first evening.",
    "The vet says that Miso weighs four kilograms.",
)
BOATS = (
    "My brother Rui sails a wooden boat to the Azores.",
    "Rui painted the boat green with our father in Faro.",
    "The boat carries six sails and a small kitchen.",
)


def say(mem: mnemic.Memory, texts: Sequence[str], hour: int = 10, first: int = 0) -> list[mnemic.MemCube]:
    """Have Ana say something, a minute a turn."""
    header: dict[str, Any] = {"user": "ana", "speaker": "Ana", "role": "user", "session": "s"}
    return [
        mem.remember(text, occurred_at=f"2026-05-20T{hour:02}:{minute:02}:00+00:00", **header)
        for minute, text in enumerate(texts, first)
    ]


def summaries(mem: mnemic.Memory, level: str) -> list[mnemic.MemCube]:
    found = mem.list(kinds=("summary",)).cubes
    return sorted((cube for cube in found if level in cube.tags), key=lambda cube: str(cube.occurred_at))


def chatter(count: int) -> list[str]:
    return [f"Then I planted tree number {number} beside the river in Coimbra." for number in range(count)]


def test_one_turn_has_no_summary_for_it_would_be_the_turn(mem: mnemic.Memory) -> None:
    say(mem, CATS[:1])
    assert mem.consolidate().summaries == 0


def test_a_long_turn_has_one_for_it_is_shorter(mem: mnemic.Memory) -> None:
    (said,) = say(mem, [" ".join(chatter(30))])
    mem.consolidate()
    (summary,) = summaries(mem, "segment")
    assert len(summary.content) < len(said.content)


def test_turns_that_say_nothing_have_none(mem: mnemic.Memory) -> None:
    say(mem, ["Wow!", "Hm.", "Ok."])
    assert mem.consolidate().summaries == 0


def test_a_session_of_one_segment_has_the_segments_only(mem: mnemic.Memory) -> None:
    say(mem, CATS)
    mem.consolidate()
    assert len(summaries(mem, "segment")) == 1
    assert summaries(mem, "session") == []


def test_a_session_whose_summary_would_repeat_all_of_its_segments_has_none(mem: mnemic.Memory) -> None:
    say(mem, CATS[:2])
    say(mem, BOATS[:1], hour=20)
    mem.consolidate()
    assert len(summaries(mem, "segment")) == 1
    assert summaries(mem, "session") == []


def test_a_session_of_more_has_one_that_cites_segments_and_lone_turns(mem: mnemic.Memory) -> None:
    say(mem, chatter(12))
    (lone,) = say(mem, BOATS[:1], hour=20)
    mem.consolidate()
    segments = summaries(mem, "segment")
    (whole,) = summaries(mem, "session")
    assert {link.target for link in whole.links} <= {lone.id, *(cube.id for cube in segments)}
    assert lone.content in whole.content
    assert all(lone.content not in cube.content for cube in segments)


def test_a_summary_that_is_not_needed_any_more_is_withdrawn_and_comes_back(mem: mnemic.Memory) -> None:
    first, second = say(mem, CATS[:2])
    mem.consolidate()
    assert len(summaries(mem, "segment")) == 1
    mem.update(second.id, content="Wow!")
    mem.consolidate()
    assert summaries(mem, "segment") == []
    mem.update(second.id, content=CATS[1])
    mem.consolidate()
    (summary,) = summaries(mem, "segment")
    assert {link.target for link in summary.links} == {first.id, second.id}


def test_settled_segments_are_not_summed_up_again(
    mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in (1, 6, 11, 16):
        say(mem, chatter(10), hour=hour)
    mem.consolidate()
    read: list[int] = []

    def counted(turns: Sequence[Turn], most: int) -> Any:
        read.append(len(turns))
        return summarise(turns, most)

    monkeypatch.setattr(digest_module, "summarise", counted)
    say(mem, BOATS[:1], hour=16, first=30)
    mem.consolidate()
    assert sum(read) <= 25, "the last two segments, and the session's"
    assert len(summaries(mem, "segment")) == 4


@pytest.mark.parametrize("chunk", [1, 3, 7])
def test_a_session_told_bit_by_bit_has_the_summaries_of_one_told_at_once(
    open_memory: OpenMemory, tmp_path: Path, chunk: int
) -> None:
    told: list[tuple[int, int, str]] = []
    for hour, texts in ((1, [*chatter(9), *CATS]), (6, BOATS), (11, chatter(20)), (16, [*CATS, *BOATS])):
        told += [(hour, minute, text) for minute, text in enumerate(texts)]
    found = []
    for name, size in (("once.db", len(told)), ("bits.db", chunk)):
        mem = open_memory(tmp_path / name)
        for start in range(0, len(told), size):
            for hour, minute, text in told[start : start + size]:
                say(mem, [text], hour, minute)
            mem.consolidate()
        found.append({cube.content for level in ("segment", "session") for cube in summaries(mem, level)})
    assert found[0] == found[1]


def test_a_long_session_told_bit_by_bit_keeps_its_summaries_and_lone_turns(open_memory: OpenMemory) -> None:
    found = []
    for at_once in (True, False):
        mem = open_memory(f"{at_once}.db")
        say(mem, BOATS[:1], hour=0)
        for hour in (4, 8, 12, 16, 20):
            say(mem, chatter(25), hour)
            if not at_once:
                mem.consolidate()
        say(mem, CATS, hour=20, first=40)
        mem.consolidate()
        found.append({cube.content for level in ("segment", "session") for cube in summaries(mem, level)})
    assert found[0] == found[1]
    assert any(BOATS[0] in content for content in found[0])


def test_an_edited_turn_in_the_middle_is_summed_up_anew(mem: mnemic.Memory) -> None:
    early = say(mem, CATS, hour=1)
    for hour in (6, 11):
        say(mem, chatter(12), hour=hour)
    mem.consolidate()
    mem.update(early[0].id, content="I adopted a white dog called Tofu from the shelter in Braga.")
    mem.consolidate()
    assert "Tofu" in summaries(mem, "segment")[0].content


def changing(monkeypatch: pytest.MonkeyPatch, change: Callable[[int], object], times: int) -> None:
    """Have *change* happen while a session is summed up, so many times."""
    drafts = digest_module._drafts
    done = 0

    def interrupted(session: Any) -> Any:
        nonlocal done
        found = drafts(session)
        if done < times:
            done += 1
            change(done)
        return found

    monkeypatch.setattr(digest_module, "_drafts", interrupted)


def test_a_turn_edited_meanwhile_is_read_again(mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    said = say(mem, CATS)
    changing(monkeypatch, lambda _: mem.update(said[0].id, content=BOATS[0]), 1)
    found = mem.consolidate()
    assert (found.failed, found.summaries) == (0, 1)
    (summary,) = summaries(mem, "segment")
    assert BOATS[0] in summary.content
    assert CATS[0] not in summary.content


def test_a_turn_said_meanwhile_changes_nothing(mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    say(mem, CATS[:2])
    changing(monkeypatch, lambda _: say(mem, CATS[2:], first=2), 1)
    assert mem.consolidate().summaries == 1
    assert CATS[2] not in summaries(mem, "segment")[0].content
    assert mem.consolidate().summaries == 1
    assert CATS[2] in summaries(mem, "segment")[0].content


def test_a_session_that_goes_on_changing_is_left_for_later(
    open_memory: OpenMemory, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mem = open_memory(clock=clock)
    said = say(mem, CATS)
    changing(monkeypatch, lambda n: mem.update(said[0].id, content=f"I own {n} cats in Braga."), 2)
    assert mem.consolidate().failed == 1
    assert "went on changing" in str(mem.jobs()[0].error)
    clock.advance(60)
    assert mem.consolidate().failed == 0
    assert len(summaries(mem, "segment")) == 1
