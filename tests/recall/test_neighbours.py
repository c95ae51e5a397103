"""Which turns are shown beside a hit."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic.index import HeaderTable
from mnemic.recall._neighbours import _Turns, wants
from mnemic.store import Header, Space
from mnemic.store.sqlite._reader import SQLiteReader

if TYPE_CHECKING:
    from conftest import OpenMemory

START_US = 1_700_000_000_000_000


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Yes, in May, when the weather was fine at last.", "reply"), ("In May.", "reply"), ("五月。", "reply"),
        ("Nein, erst im Herbst, wenn die Ferien vorbei sind.", "reply"), ("🙂", "reply"), ("", "reply"),
        ("She has been living there since the spring.", "pointer"), ("He said so.", "reply pointer"),
        ("They're the ones I told you about last week.", "pointer"),
        ("Она давно живёт там, у самого моря, в Одессе.", "pointer"),
        ("Where do you live now?", "question"), ("¿Dónde vives ahora, después de mudarte en mayo?", "question"),
        ("何时搬家的？", "question"), ('And then she asked me "are you all right?"', "question"),
        ("Why?", "question"), ("It is far away from here, isn't it?", "pointer question"),
        ("I moved to Porto in May, near the river.", ""), ("Is it? I moved to Porto in May, near the river.", ""),
        ("我五月搬到了成都，现在住在河边的一个小房子里。", ""), ("There are six words in here.", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_turn_tell_what_it_needs(text: str, needs: str) -> None:
    assert {name for name, needed in wants(text)._asdict().items() if needed} == set(needs.split())


@given(st.text())
def test_the_rule_has_an_answer_for_every_text(text: str) -> None:
    assert wants(text) == wants(text)


def turns(mem: mnemic.Memory, *told: tuple[str, str], **header: Any) -> list[mnemic.MemCube]:
    """Remember turns of one session at one time, as chat logs give them."""
    common = {"session": "s1", "user": "ana", "occurred_at": "2026-05-20T10:00:00Z", **header}
    return mem.remember_many([{"speaker": who, "content": text, **common} for who, text in told])


def beside(found: mnemic.Recall, content: str) -> tuple[list[str], list[str]]:
    """Return what stands before and after the hit of that content."""
    (hit,) = (hit for hit in found if hit.cube.content == content)
    return [cube.content for cube in hit.before], [cube.content for cube in hit.after]


TALK = (
    ("Bo", "Good to see you again, after all these years."), ("Bo", "When did you move to Porto?"), ("Ana", "Yes, in May."),
    ("Ana", "She found the flat near the river."), ("Bo", "What does the flat cost?"), ("Bo", "If I may ask!"),
    ("Ana", "Nine hundred."), ("Bo", "The river must be a sight at night with all those lights."),
)  # fmt: skip


def test_a_hit_comes_with_the_question_it_answers_or_the_answer_it_got(mem: mnemic.Memory) -> None:
    turns(mem, *TALK)
    found = mem.recall("May Porto flat river hundred", user="ana")
    assert beside(found, "When did you move to Porto?") == ([], ["Yes, in May."])
    assert beside(found, "Yes, in May.") == (["When did you move to Porto?"], [])
    assert beside(found, "She found the flat near the river.") == (["Yes, in May."], [])
    assert beside(found, "What does the flat cost?")[1] == ["Nine hundred."]
    assert beside(found, "Nine hundred.") == (["If I may ask!"], [])
    assert beside(found, "The river must be a sight at night with all those lights.") == ([], [])
    one = mem.recall("In May", user="ana", limit=1)
    assert '(context) Bo: "When did you move to Porto?"\n[m1] Ana: "Yes, in May."\n' in one.context()
    assert list(one.citations.values()) == [one[0].cube]


def test_the_other_speaker_is_looked_for_three_turns_away(mem: mnemic.Memory) -> None:
    turns(mem, ("Bo", "When did you move?"), *[("Ana", f"Well {n}.") for n in range(1, 6)])
    found = mem.recall("well move")
    assert [beside(found, f"Well {n}.")[0][0] for n in range(1, 6)] == [
        *["When did you move?"] * 3, "Well 3.", "Well 4."
    ]  # fmt: skip
    assert beside(found, "When did you move?") == ([], ["Well 1."])


def test_turns_are_in_order_of_what_happened_when_and_then_of_arrival(mem: mnemic.Memory) -> None:
    turns(mem, ("Ana", "In May."), occurred_at="2026-05-20T12:01:00+02:00")
    turns(mem, ("Bo", "When did you move?"), ("Bo", "And why?"))
    turns(mem, ("Bo", "Where to?"), occurred_at="2026-05-20T09:00:00Z")
    assert beside(mem.recall("May"), "In May.") == (["And why?"], [])


@pytest.mark.parametrize(
    "other",
    [{"session": "s2"}, {"session": None}, {"user": "bo"}, {"user": None}, {"kind": "fact"}],
)  # fmt: skip
def test_a_neighbour_is_an_episode_of_the_same_session_and_user(
    mem: mnemic.Memory, other: dict[str, Any]
) -> None:
    turns(mem, ("Bo", "When did you move?"), **other)
    turns(mem, ("Ana", "Yes, in May."))
    turns(mem, ("Bo", "And why did you?"), **other)
    for found in (mem.recall("move May why"), mem.recall("move May why", limit=1)):
        assert all((hit.before, hit.after) == ((), ()) for hit in found)


@pytest.mark.parametrize(
    "filters",
    [{"where": {"speaker": "Ana"}}, {"tags": ["a"]}, {"since": "2026-05-20T09:30:00Z"}, {"agent": "helper"},
     {"where": {"metadata.n": {"exists": True}}}, {"known_at": "2026-05-20T09:00:00Z"}],
)  # fmt: skip
def test_what_the_filters_hold_back_is_never_shown_beside_a_hit(
    open_memory: OpenMemory, clock: Any, filters: dict[str, Any]
) -> None:
    clock.set("2026-05-20T08:00:00Z")
    mem = open_memory(clock=clock)
    mine = {"tags": ["a"], "agent": "helper", "metadata": {"n": 1}}
    turns(mem, ("Ana", "Is it far from the old one? I hope not."), occurred_at="2026-05-20T09:59:00Z", **mine)
    turns(mem, ("Ana", "Yes, in May."), **mine)
    clock.set("2026-05-20T10:30:00Z")
    turns(
        mem,
        ("Bo", "When did you move?"),
        occurred_at="2026-05-20T09:00:00Z" if "since" in filters else "2026-05-20T09:59:30Z",
    )
    found = mem.recall("May", **filters)
    (hit,) = (hit for hit in found if hit.cube.content == "Yes, in May.")
    shown = [cube.content for cube in (*hit.before, *hit.after)]
    assert "When did you move?" not in shown
    assert "When did you move?" not in found.context()


def test_archived_stale_and_forgotten_turns_are_not_shown(mem: mnemic.Memory) -> None:
    for end in (lambda id_: mem.archive(ids=[id_]), lambda id_: mem.forget(ids=[id_])):
        asked, told = turns(mem, ("Bo", "When did you move?"), ("Ana", "Yes, in May."))
        assert beside(mem.recall("May"), "Yes, in May.")[0] == ["When did you move?"]
        end(asked.id)
        assert beside(mem.recall("May"), "Yes, in May.") == ([], [])
        mem.forget(ids=[told.id])


def test_neighbours_are_the_versions_of_their_time(open_memory: OpenMemory, clock: Any) -> None:
    mem = open_memory(clock=clock)
    asked, _ = turns(mem, ("Bo", "When did you move?"), ("Ana", "Yes, in May."))
    before = mem.get(asked.id).recorded_at
    clock.advance(60)
    mem.update(asked.id, content="When did you move to Porto?")
    assert beside(mem.recall("May"), "Yes, in May.")[0] == ["When did you move to Porto?"]
    assert beside(mem.recall("in May", known_at=before), "Yes, in May.")[0] == ["When did you move?"]


def test_the_neighbours_of_all_hits_are_read_at_once(
    mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns(mem, *TALK)
    mem.remember("May I say that a memory alone needs nobody at its side?", session="s9")
    mem.flush()
    reads: list[int] = []
    original = SQLiteReader.at

    def at(self: SQLiteReader, space: Space, rows: Sequence[int]) -> list[mnemic.MemCube]:
        reads.append(len(rows))
        return original(self, space, rows)

    monkeypatch.setattr(SQLiteReader, "at", at)
    found = mem.recall("May Porto flat river hundred", limit=4)
    assert len(reads) == 2
    assert reads[1] == len({cube.id for hit in found for cube in (*hit.before, *hit.after)})
    reads.clear()
    mem.recall("The river must be a sight at night with all those lights.", limit=1)
    assert reads == [1]


def table(sessions: int, turns_each: int) -> HeaderTable:
    """Return the headers of many sessions, turn by turn."""
    blank = dict.fromkeys(Header._fields)
    return HeaderTable.of(
        [
            Header(**{**blank, "row": row, "cube": row, "seq": row, "version": 1, "recorded_us": row, "created_us": row,  # type: ignore[arg-type]
                      "kind": "episode", "form": "plaintext", "tier": "short_term", "state": "active", "user": "ana",
                      "session": f"s{row // turns_each}", "speaker": "AB"[row % 2], "occurred_us": START_US + row})
            for row in range(sessions * turns_each)
        ]
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("sessions", "turns_each", "limit_s"), [(1000, 100, 0.002), (1, 100_000, 0.02)])
def test_neighbours_are_found_quickly_among_many_turns(
    sessions: int, turns_each: int, limit_s: float
) -> None:
    view = table(sessions, turns_each).view
    hits = np.arange(10) * (view.n // 10) + 5
    mask = np.ones(view.n, np.bool_)
    took_s = []
    for _ in range(7):
        start_s = time.perf_counter()
        found = _Turns(view, hits, None)
        pairs = [found.around(int(at), wants("Yes?"), mask) for at in hits]
        took_s.append(time.perf_counter() - start_s)
    assert pairs == [(at - 1, at + 1) for at in hits.tolist()]
    assert min(took_s) < limit_s  # 0.3 and 3 ms on an idle machine
