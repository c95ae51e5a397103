"""What a language model makes of a conversation, a segment at a time: facts, procedures, and what it comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

import mnemic
from mnemic.errors import ModelReplyError, ModelUnavailable
from mnemic.llm import Prompt
from mnemic.testing import ManualClock, ScriptedModel

OpenMemory = Callable[..., mnemic.Memory]

MORNING = (
    "We adopted a grey cat called Miso from the shelter in Braga, after waiting for almost a year.",
    "Miso broke the blue vase on the very first evening, and then hid under the sofa until midnight.",
    "The vet says that Miso weighs four kilograms and should see her again in autumn.",
)
EVENING = (
    "My brother Rui sails a wooden boat to the Azores with two friends every single summer.",
    "Rui painted the boat green with our father in Faro, which took them three weekends.",
    "The boat carries six sails and a small kitchen with a stove that never works.",
)
CAT = "Ana adopted a grey cat called Miso from the shelter in Braga."
BOAT = "Rui sails a wooden boat to the Azores every summer."
SECRET = "Off the record: my salary at Acme is 90000 euros, and nobody but my sister knows about it."


def say(mem: mnemic.Memory, texts: Sequence[str], hour: int, first: int = 0) -> list[mnemic.MemCube]:
    """Have Ana say something, a minute a turn."""
    header: dict[str, Any] = {"user": "ana", "speaker": "Ana", "role": "user", "session": "s"}
    return [
        mem.remember(text, occurred_at=f"2026-05-20T{hour:02}:{minute:02}:00+00:00", **header)
        for minute, text in enumerate(texts, first)
    ]


class Reader:
    """A model that sums up what it is shown: of the cat, of the boat; or says what it is told to."""

    def __init__(self, **said: Any) -> None:
        self.said: Mapping[str, Any] = said
        self.model = ScriptedModel(self._reply)

    def shown(self) -> list[str]:
        """The first turn of each call, shortened."""
        return [next(iter(_turns(prompt).values()))[:12] for prompt in self.model.prompts]

    def _reply(self, prompt: Prompt) -> Any:
        for word, said in self.said.items():
            if word in prompt.messages[1].content:
                return said
        lines = [
            {"text": text, "turns": [place]}
            for place, turn in _turns(prompt).items()
            for text, word in ((CAT, "grey cat"), (BOAT, "Azores"))
            if word in turn
        ]
        return {"facts": [], "summary": lines}


def _turns(prompt: Prompt) -> dict[str, str]:
    found = re.findall(r'id="(\d+)"[^\n]*\n(.*?)\n</data', prompt.messages[1].content, re.DOTALL)
    return dict(found)


def opened(open_memory: OpenMemory, reader: Reader, **more: Any) -> mnemic.Memory:
    mem = open_memory(llm=reader.model, **more)
    mem.allow_model()
    mem.set_policy(mnemic.Policy(reader=False))
    return mem


def summaries(mem: mnemic.Memory, level: str = "segment") -> list[mnemic.MemCube]:
    found = mem.list(kinds=("summary",)).cubes
    return sorted((cube for cube in found if level in cube.tags), key=lambda cube: str(cube.occurred_at))


def told(mem: mnemic.Memory, level: str = "segment") -> list[str]:
    return [cube.content for cube in summaries(mem, level)]


def test_each_segment_is_summed_up_in_the_models_words_with_one_call(open_memory: OpenMemory) -> None:
    reader = Reader()
    mem = opened(open_memory, reader)
    cat, *_ = say(mem, MORNING, 8)
    boat, *_ = say(mem, EVENING, 20)
    estimated = mem.consolidate(dry_run=True).calls
    found = mem.consolidate()
    assert found.calls == estimated == len(reader.model.prompts) == 2
    assert told(mem) == [CAT, BOAT]
    assert [[link.target for link in cube.links] for cube in summaries(mem)] == [[cat.id], [boat.id]]
    assert all(cube.metadata["by"] == reader.model.name for cube in summaries(mem))
    assert told(mem, "session") == [], "it would say no more than its segments"


def test_nothing_new_is_asked_about_and_the_summaries_stay(open_memory: OpenMemory) -> None:
    reader = Reader()
    mem = opened(open_memory, reader)
    say(mem, MORNING, 8)
    mem.consolidate()
    again = mem.consolidate()
    assert (again.calls, again.operations, told(mem)) == (0, 0, [CAT])


def test_what_is_said_later_has_only_its_own_segment_read_again(open_memory: OpenMemory) -> None:
    reader = Reader()
    mem = opened(open_memory, reader)
    say(mem, MORNING, 8)
    say(mem, EVENING[:2], 20)
    mem.consolidate()
    say(mem, EVENING[2:], 20, first=2)
    assert mem.consolidate().calls == 1
    assert reader.shown()[-1] == EVENING[0][:12]
    assert told(mem) == [CAT, BOAT]


def test_a_segment_on_which_the_model_fails_is_tried_again_alone(
    open_memory: OpenMemory, clock: ManualClock
) -> None:
    reader = Reader(Azores="I would rather not.")
    mem = opened(open_memory, reader, clock=clock)
    say(mem, MORNING, 8)
    say(mem, EVENING, 20)
    found = mem.consolidate()
    assert found.failed == 1
    assert told(mem)[0] == CAT
    assert "Rui" in told(mem)[1], "the extract stands in"
    (job,) = mem.jobs()
    assert ModelReplyError.__name__ in str(job.error)
    reader.said = {}
    clock.advance(4000)
    assert mem.consolidate().calls == 1
    assert told(mem) == [CAT, BOAT]


def test_a_model_that_does_not_answer_is_asked_once_a_run(
    open_memory: OpenMemory, clock: ManualClock
) -> None:
    reader = Reader(Ana=ModelUnavailable("no route"))
    mem = opened(open_memory, reader, clock=clock)
    for hour in (4, 10, 16, 22):
        say(mem, MORNING, hour)
    found = mem.consolidate()
    assert (found.calls, found.failed, found.left) == (1, 1, 4)
    assert len(told(mem)) == 4
    reader.said = {}
    clock.advance(4000)
    assert mem.consolidate().left == 0
    assert told(mem) == [CAT] * 4


def test_what_a_cap_leaves_is_no_failure_and_is_asked_later(open_memory: OpenMemory) -> None:
    reader = Reader()
    mem = opened(open_memory, reader)
    say(mem, MORNING, 8)
    say(mem, EVENING, 20)
    found = mem.consolidate(max_calls=1)
    assert (found.calls, found.failed, found.left) == (1, 0, 1)
    for _ in range(12):
        assert mem.consolidate(max_calls=0).failed == 0
    assert [(job.kind, job.state, job.attempts) for job in mem.jobs()] == [("ask", "waiting", 0)]
    assert mem.consolidate(max_calls=1).left == 0
    assert told(mem) == [CAT, BOAT]


def test_an_edited_turn_has_its_segment_read_again(open_memory: OpenMemory) -> None:
    reader = Reader()
    mem = opened(open_memory, reader)
    cat, *_ = say(mem, MORNING, 8)
    mem.consolidate()
    mem.update(cat.id, content="We have no animals at all, and after this year we do not want any either.")
    mem.consolidate()
    assert len(reader.model.prompts) == 2
    assert "shelter" not in "".join(told(mem))


def test_a_forgotten_turn_takes_the_models_words_with_it(open_memory: OpenMemory) -> None:
    reader = Reader()
    mem = opened(open_memory, reader)
    cat, *_ = say(mem, MORNING, 8)
    mem.consolidate()
    mem.forget(ids=[cat.id])
    assert told(mem) == []
    mem.consolidate()
    assert "shelter" not in "".join(told(mem))
    assert "vase" in "".join(told(mem))


def test_a_run_with_a_model_is_taken_back_as_a_whole(open_memory: OpenMemory) -> None:
    mem = opened(open_memory, Reader())
    say(mem, MORNING, 8)
    say(mem, EVENING, 20)
    run = mem.consolidate().run
    assert run is not None
    undone = mem.undo(run).id
    assert undone is not None
    assert told(mem) == []
    mem.undo(undone)
    assert told(mem) == [CAT, BOAT]


def test_lines_that_their_turns_do_not_say_are_counted_and_the_extract_stays(open_memory: OpenMemory) -> None:
    line = {"text": "Ana hates cats and owes Eve 500 euros.", "turns": ["0"]}
    mem = opened(open_memory, Reader(Ana={"facts": [], "summary": [line]}))
    say(mem, MORNING, 8)
    found = mem.consolidate()
    assert found.refused == {"a line of its summary is not in the turns it cites": 1}
    assert "Eve" not in "".join(told(mem))
    assert summaries(mem)[0].metadata == {}


def test_a_line_that_finds_no_room_is_left_out(open_memory: OpenMemory) -> None:
    lines = [{"text": text, "turns": [str(at)]} for at, text in enumerate(MORNING)]
    mem = opened(open_memory, Reader(Ana={"facts": [], "summary": lines}))
    say(mem, MORNING, 8)
    mem.consolidate()
    (summary,) = told(mem)
    assert 0 < len(summary) < sum(map(len, MORNING))


def test_a_procedure_that_a_model_finds_is_kept_as_a_candidate(open_memory: OpenMemory) -> None:
    text = "My coffee is a matter of grinding the beans by hand and of pouring the water very slowly."
    found = {
        "turn": "0",
        "quote": text,
        "goal": "coffee",
        "steps": ["grinding the beans", "pouring the water"],
    }
    mem = opened(open_memory, Reader(beans={"facts": [], "procedures": [found]}))
    (said,) = say(mem, [text], 8)
    assert mem.consolidate().facts == {"ADD": 1}
    (how,) = mem.list(kinds=("procedure",)).cubes
    assert (how.metadata["goal"], list(how.metadata["steps"]), how.state) == (
        "coffee",
        found["steps"],
        "generated",
    )
    assert [link.target for link in how.links] == [said.id]


@pytest.mark.parametrize("with_model", [False, True])
def test_a_turn_that_asks_not_to_be_remembered_is_in_no_summary_and_leaves_for_no_model(
    open_memory: OpenMemory, with_model: bool
) -> None:
    reader = Reader(Ana={"facts": []})
    mem = opened(open_memory, reader) if with_model else open_memory()
    said = say(mem, [MORNING[0], SECRET, *MORNING[1:]], 8)
    say(mem, [SECRET], 20)
    mem.consolidate()
    assert "Miso" in "".join(told(mem))
    assert "90000" not in "".join([*told(mem), *told(mem, "session"), str(reader.model.prompts)])
    assert mem.get(said[1].id).content == SECRET


def test_turns_of_no_session_are_read_too_and_have_no_summary(open_memory: OpenMemory) -> None:
    reader = Reader()
    mem = opened(open_memory, reader)
    for text in MORNING:
        mem.remember(text, user="ana", speaker="Ana", role="user", occurred_at="2026-05-20T08:00:00Z")
    assert mem.consolidate().calls == 1
    assert told(mem) == []


def first_words(prompt: Prompt) -> dict[str, Any]:
    """Sum up each turn by its first words."""
    turns = _turns(prompt).items()
    return {
        "facts": [],
        "summary": [{"text": " ".join(turn.split()[:5]), "turns": [place]} for place, turn in turns],
    }


@pytest.mark.parametrize("chunk", [1, 3])
def test_a_session_told_bit_by_bit_has_the_models_summaries_of_one_told_at_once(
    open_memory: OpenMemory, chunk: int
) -> None:
    chatter = [f"Then I planted tree number {number} beside the river in Coimbra." for number in range(9)]
    parts = ((1, [*chatter, *MORNING]), (6, EVENING), (11, [*MORNING, *EVENING]))
    said = [(hour, minute, text) for hour, texts in parts for minute, text in enumerate(texts)]
    found = []
    for size in (len(said), chunk):
        mem = open_memory(f"{size}.db", llm=ScriptedModel(first_words))
        mem.allow_model()
        mem.set_policy(mnemic.Policy(reader=False))
        for start in range(0, len(said), size):
            for hour, minute, text in said[start : start + size]:
                say(mem, [text], hour, minute)
            mem.consolidate()
        found.append([told(mem), told(mem, "session")])
        assert all(cube.metadata["by"] for cube in summaries(mem))
    assert found[0] == found[1]


def test_a_name_is_resolved_alike_by_rules_and_by_a_model(open_memory: OpenMemory) -> None:
    fact = {
        "turn": "1", "quote": "Braga has been home to me", "predicate": "born_in", "object": "Braga", "key": None,
        "denied": False, "over": False, "since": None, "until": None, "sure": 0.9, "act": "tell",
    }  # fmt: skip
    mem = opened(open_memory, Reader(Braga={"facts": [fact]}))
    header: dict[str, Any] = {"session": "s", "role": "user"}
    mem.remember("Hello, I work at Acme.", speaker="Ana Silva", **header)
    mem.remember("Braga has been home to me, and I own a boat.", speaker="Ana", **header)
    mem.consolidate()
    found = {fact.fact.predicate: fact.fact.subject for fact in mem.facts() if fact.fact}
    assert found == {"works_at": "Ana Silva", "born_in": "Ana Silva", "owns": "Ana Silva"}


def test_what_ends_under_a_short_name_is_known_under_the_full_one(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.set_policy(mnemic.Policy(reader=False))
    header: dict[str, Any] = {"user": "Ana Silva", "speaker": "Ana", "role": "user"}
    mem.remember("I own a boat.", session="spring", occurred_at="2026-04-01T10:00:00Z", **header)
    mem.consolidate()
    assert [fact.fact.subject for fact in mem.facts() if fact.fact] == ["Ana Silva"]
    mem.remember("I sold the boat.", session="autumn", occurred_at="2026-10-01T10:00:00Z", **header)
    mem.consolidate()
    assert mem.facts(valid_at="2026-11-01T00:00:00Z") == []
