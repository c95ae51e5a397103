"""Consolidation: what was said becomes facts and summaries, in steps that can be stopped, killed and taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import mnemic
from mnemic.errors import ArgumentError, ModelUnavailable, ReadOnlyStore
from mnemic.llm import SmolLM
from mnemic.testing import ManualClock, ScriptedModel

OpenMemory = Callable[..., mnemic.Memory]


def say(mem: mnemic.Memory, text: str, at: str = "2026-05-20T18:00:00+00:00", **more: Any) -> mnemic.MemCube:
    """Have Ana say something."""
    header = {"user": "ana", "speaker": "Ana", "role": "user", "session": at[:10], **more}
    return mem.remember(text, occurred_at=at, **header)


def contents(cubes: list[mnemic.MemCube]) -> set[str]:
    return {cube.content for cube in cubes}


def test_what_was_said_becomes_facts_that_cite_it(mem: mnemic.Memory) -> None:
    said = say(mem, "Hello there! I live in Porto. It rains.")
    found = mem.consolidate()
    (fact,) = mem.facts(user="ana")
    assert fact.content == "Ana lives in Porto."
    assert fact.fact is not None
    (span,) = fact.fact.evidence
    assert (span.cube, said.content[span.start : span.end]) == (said.id, "I live in Porto.")
    assert (found.turns, found.failed, found.left) == (1, 0, 0)
    assert found.facts["ADD"] == 1


def test_a_second_run_finds_nothing_new(mem: mnemic.Memory) -> None:
    say(mem, "I live in Porto.")
    mem.consolidate()
    again = mem.consolidate()
    assert (again.turns, again.planned, dict(again.facts), again.summaries) == (0, 0, {}, 0)
    assert mem.operations(run=again.run) == []


def test_a_change_told_later_ends_what_was(mem: mnemic.Memory) -> None:
    say(mem, "I live in Porto.")
    mem.consolidate()
    say(mem, "I live in Lisbon now.", "2026-08-01T10:00:00+00:00")
    assert mem.consolidate().facts["SUPERSEDE"] == 1
    assert contents(mem.facts(user="ana")) == {"Ana lives in Lisbon."}


def test_an_old_chat_imported_late_retires_nothing_newer(mem: mnemic.Memory) -> None:
    say(mem, "I live in Lisbon now.", "2026-08-01T10:00:00+00:00")
    mem.consolidate()
    say(mem, "I live in Porto.", "2024-01-01T10:00:00+00:00")
    mem.consolidate()
    assert contents(mem.facts(user="ana")) == {"Ana lives in Lisbon."}
    assert contents(mem.facts(user="ana", valid_at="2024-06-01T00:00:00Z")) == {"Ana lives in Porto."}


def test_what_an_assistant_says_makes_no_fact(mem: mnemic.Memory) -> None:
    say(mem, "I live in a data centre.", speaker="Bot", role="assistant")
    mem.consolidate()
    assert mem.facts() == []


def test_a_turn_that_asks_not_to_be_remembered_makes_no_fact(mem: mnemic.Memory) -> None:
    say(mem, "Off the record, don't remember this: I live in Porto.")
    mem.consolidate()
    assert mem.facts() == []


def test_a_run_is_taken_back_as_a_whole_and_brought_back(mem: mnemic.Memory) -> None:
    say(mem, "I live in Porto. I work at Acme.")
    run = mem.consolidate().run
    assert run is not None
    undone = mem.undo(run)
    assert mem.facts(user="ana") == []
    assert mem.list(kinds=("summary",)).cubes == ()
    assert undone.id is not None
    mem.undo(undone.id)
    assert contents(mem.facts(user="ana")) == {"Ana lives in Porto.", "Ana works at Acme."}


def test_an_edited_message_forms_anew(mem: mnemic.Memory) -> None:
    said = say(mem, "I live in Porto.")
    mem.consolidate()
    mem.update(said.id, content="I live in Braga.")
    assert mem.facts(user="ana") == []
    mem.consolidate()
    assert contents(mem.facts(user="ana")) == {"Ana lives in Braga."}


def test_a_message_edited_without_its_fact_keeps_the_fact(mem: mnemic.Memory) -> None:
    said = say(mem, "I live in Porto. It rains a lot.")
    mem.consolidate()
    (fact,) = mem.facts(user="ana")
    mem.update(said.id, content="I live in Porto. It is sunny.")
    mem.consolidate()
    assert [cube.content for cube in mem.facts(user="ana")] == [fact.content]


def test_a_retracted_fact_does_not_come_back_from_the_same_words(mem: mnemic.Memory) -> None:
    said = say(mem, "I live in Porto.")
    mem.consolidate()
    mem.retract(mem.facts(user="ana")[0].id)
    mem.update(said.id, metadata={"seen": True})
    mem.consolidate()
    assert mem.facts(user="ana") == []


def test_summaries_follow_their_session(mem: mnemic.Memory) -> None:
    first = say(mem, "I adopted a cat called Miso from the shelter in Braga.")
    say(mem, "My brother Rui drove us home in his old van.")
    mem.consolidate()
    (summary,) = mem.list(kinds=("summary",))
    assert first.content in summary.content
    say(mem, "Miso broke the blue vase on the very first evening.")
    mem.consolidate()
    (renewed,) = mem.list(kinds=("summary",))
    assert "blue vase" in renewed.content
    assert renewed.id == summary.id


def test_a_summary_is_made_anew_without_what_was_forgotten(mem: mnemic.Memory) -> None:
    kept = say(mem, "I adopted a cat called Miso from the shelter in Braga.")
    say(mem, "My brother Rui drove us home in his old van.")
    gone = say(mem, "My secret hideout is the Xylograph tower in Vienna.")
    mem.consolidate()
    mem.forget(ids=[gone.id])
    assert mem.list(kinds=("summary",)).cubes == ()
    mem.consolidate()
    (summary,) = mem.list(kinds=("summary",))
    assert kept.content in summary.content
    assert "Xylograph" not in summary.content


def test_time_that_is_up_leaves_the_rest_for_the_next_call(mem: mnemic.Memory) -> None:
    for day in range(1, 9):
        say(mem, f"I own {day} boats.", f"2026-05-0{day}T10:00:00+00:00")
    stopped = mem.consolidate(stop=lambda: True)
    assert stopped.done == 0
    assert stopped.left > 0
    assert mem.consolidate().left == 0


def test_one_users_memories_can_be_formed_and_the_others_wait(mem: mnemic.Memory) -> None:
    say(mem, "I live in Porto.")
    say(mem, "I live in Oslo.", user="bo", speaker="Bo")
    first = mem.consolidate(user="bo")
    assert contents(mem.facts()) == {"Bo lives in Oslo."}
    assert first.left > 0
    mem.consolidate()
    assert contents(mem.facts()) == {"Bo lives in Oslo.", "Ana lives in Porto."}


def test_progress_counts_up_to_the_end(mem: mnemic.Memory) -> None:
    say(mem, "I live in Porto.")
    seen: list[tuple[int, int]] = []
    mem.consolidate(progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == len(seen)


def test_a_dry_run_writes_nothing(mem: mnemic.Memory) -> None:
    say(mem, "I live in Porto.")
    before = len(mem.operations())
    found = mem.consolidate(dry_run=True)
    assert (found.run, found.turns) == (None, 1)
    assert (len(mem.operations()), mem.jobs(), mem.facts()) == (before, [], [])


def test_an_empty_space_and_a_space_of_one_are_fine(mem: mnemic.Memory) -> None:
    assert mem.consolidate().planned == 0
    assert mem.consolidate(dry_run=True).turns == 0
    mem.remember("hm")
    assert mem.consolidate().failed == 0


def test_a_turn_of_two_megabytes_is_no_trouble(mem: mnemic.Memory) -> None:
    say(mem, "I live in Porto. " + "The quick brown fox jumps over the lazy dog. " * 45_000)
    found = mem.consolidate()
    assert (found.failed, found.dead) == (0, 0)


def test_a_read_only_memory_does_not_consolidate(open_memory: OpenMemory) -> None:
    open_memory().close()
    with pytest.raises(ReadOnlyStore):
        open_memory(read_only=True).consolidate()


# With a language model


def reported(**changed: Any) -> dict[str, Any]:
    fact = {
        "turn": "0", "quote": "Porto has been home to me", "predicate": "lives_in", "object": "Porto", "key": None,
        "denied": False, "over": False, "since": None, "until": None, "sentence": "Ana lives in Porto.", "sure": 0.9,
        "act": "tell",
    }  # fmt: skip
    return {"facts": [{**fact, **changed}]}


def test_no_text_leaves_a_space_that_does_not_allow_it(open_memory: OpenMemory) -> None:
    model = ScriptedModel([reported()])
    mem = open_memory(llm=model)
    say(mem, "Porto has been home to me for ages")
    with pytest.raises(ArgumentError, match="allow_model"):
        mem.consolidate()
    assert model.prompts == []


def test_a_model_of_this_machine_needs_no_leave(open_memory: OpenMemory) -> None:
    model = ScriptedModel([reported()])
    model.local = SmolLM.local  # type: ignore[attr-defined]
    mem = open_memory(llm=model)
    say(mem, "Porto has been home to me for ages")
    assert mem.consolidate().calls == 1


def test_a_model_finds_what_no_rule_does_and_is_counted(open_memory: OpenMemory) -> None:
    mem = open_memory(llm=ScriptedModel([reported()]))
    mem.allow_model()
    say(mem, "Porto has been home to me for ages")
    estimated = mem.consolidate(dry_run=True)
    found = mem.consolidate()
    assert contents(mem.facts(user="ana")) == {"Ana lives in Porto."}
    assert found.calls == estimated.calls == 1
    assert found.prompt_tokens > 0
    assert estimated.estimated_tokens >= found.prompt_tokens


def test_what_a_model_invents_is_refused_and_said(open_memory: OpenMemory) -> None:
    mem = open_memory(llm=ScriptedModel([reported(object="Lisbon")]))
    mem.allow_model()
    mem.set_policy(mnemic.Policy(reader=False))
    say(mem, "Porto has been home to me for ages")
    found = mem.consolidate()
    assert mem.facts() == []
    assert sum(found.refused.values()) == 1


def test_a_model_that_fails_leaves_a_job_and_stops_nothing(
    open_memory: OpenMemory, clock: ManualClock
) -> None:
    replies: list[Any] = [ModelUnavailable("no answer")] * 3
    mem = open_memory(llm=ScriptedModel([*replies, reported()]), clock=clock)
    mem.allow_model()
    mem.set_policy(mnemic.Policy(reader=False))
    say(mem, "Porto has been home to me, and I work at Acme.")
    found = mem.consolidate()
    assert (found.failed, contents(mem.facts(user="ana"))) == (1, {"Ana works at Acme."})
    (job,) = mem.jobs()
    assert (job.kind, job.attempts) == ("ask", 1)
    assert "Porto" not in json.dumps(job.to_dict())
    for _ in range(3):
        clock.advance(4000)
        mem.consolidate()
    assert mem.jobs() == []
    assert contents(mem.facts(user="ana")) == {"Ana works at Acme.", "Ana lives in Porto."}


def test_a_cap_on_calls_holds(open_memory: OpenMemory) -> None:
    model = ScriptedModel([reported()])
    mem = open_memory(llm=model)
    mem.allow_model()
    say(mem, "Porto has been home to me for ages")
    found = mem.consolidate(max_calls=0)
    assert (found.calls, model.prompts) == (0, [])
    assert mem.jobs()[0].kind == "ask"


def test_leave_can_be_taken_away(open_memory: OpenMemory) -> None:
    mem = open_memory(llm=ScriptedModel([]))
    mem.allow_model()
    mem.allow_model(False)
    with pytest.raises(ArgumentError, match="allow_model"):
        mem.consolidate()
    with pytest.raises(ArgumentError, match="True or False"):
        mem.allow_model("yes")  # type: ignore[arg-type]
