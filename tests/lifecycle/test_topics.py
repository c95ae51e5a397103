"""Topics: which segments are put together, and what becomes of a topic when they change or go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

import mnemic
from mnemic.cube import MemCube
from mnemic.index import terms_of
from mnemic.lifecycle import Report, run_jobs
from mnemic.lifecycle._topics import TOPICS, Topics

_SUBJECTS = ("boat", "garden", "piano")


def by_subject(texts: list[str]) -> NDArray[np.float32]:
    """A vector a subject."""
    return np.array([[subject in text for subject in _SUBJECTS] for text in texts], np.float32) + np.float32(
        1e-3
    )


@pytest.fixture
def memory() -> Iterator[mnemic.Memory]:
    with mnemic.open(":memory:", embedder=by_subject) as opened:
        yield opened


def segment(memory: mnemic.Memory, text: str, session: str, user: str = "ana") -> MemCube:
    said = memory.remember(f"Verbatim: {text}", user=user, session=session)
    return memory.remember(
        text, kind="summary", user=user, session=session, source="mnemic:summary", tags=["segment"],
        key=f"mnemic:summary:segment:{said.id}", occurred_at=f"2025-01-{int(session):02}T10:00:00Z",
        links=[("derived_from", said.id)],
    )  # fmt: skip


def run(memory: mnemic.Memory, topics: Topics | None = None, *, with_vectors: bool = True) -> Report:
    if with_vectors:
        memory.flush()
    with memory._store.write() as writer:
        writer.add_job(TOPICS, space=writer.ensure_space("default"))
    return run_jobs(memory._store, {TOPICS: topics or Topics()})


def topics_of(memory: mnemic.Memory, user: str = "ana") -> list[MemCube]:
    return list(memory.list(tags=["topic"], user=user))


def cited(cube: MemCube) -> set[str]:
    return {link.target for link in cube.links if link.relation == "derived_from"}


def test_segments_of_several_sessions_that_speak_of_one_thing_make_a_topic(memory: mnemic.Memory) -> None:
    a = segment(memory, "The boat needs paint.", "1")
    segment(memory, "The garden is dry.", "1")
    b = segment(memory, "The boat is painted now.", "2")
    run(memory)
    (topic,) = topics_of(memory)
    assert cited(topic) == {a.id, b.id}
    assert topic.content == "The boat needs paint.\nThe boat is painted now."
    assert (topic.kind, topic.state, topic.session, topic.source) == (
        "summary",
        "active",
        None,
        "mnemic:summary",
    )
    assert (topic.occurred_at, topic.occurred_end) == (a.occurred_at, b.occurred_at)


def test_one_session_makes_no_topic(memory: mnemic.Memory) -> None:
    segment(memory, "The boat needs paint.", "1")
    segment(memory, "The boat needs a sail.", "1")
    assert run(memory).operations == ()
    assert topics_of(memory) == []


def test_a_second_run_writes_nothing(memory: mnemic.Memory) -> None:
    segment(memory, "The boat needs paint.", "1")
    segment(memory, "The boat is painted now.", "2")
    run(memory)
    topics = Topics()
    assert (run(memory, topics).operations, topics.written) == ((), 0)
    segment(memory, "The garden is dry.", "3")
    assert run(memory).operations == ()


def test_a_new_segment_joins_its_topic(memory: mnemic.Memory) -> None:
    for number in ("1", "2"):
        segment(memory, f"The boat, part {number}.", number)
    run(memory)
    (first,) = topics_of(memory)
    new = segment(memory, "The boat sails.", "3")
    run(memory)
    (second,) = topics_of(memory)
    assert (second.id, second.version) == (first.id, 2)
    assert cited(second) == cited(first) | {new.id}


def test_users_do_not_share_topics(memory: mnemic.Memory) -> None:
    segment(memory, "The boat needs paint.", "1")
    segment(memory, "The boat is painted now.", "2", user="bo")
    run(memory)
    assert topics_of(memory) == topics_of(memory, "bo") == []


def test_a_segment_without_a_vector_waits(memory: mnemic.Memory) -> None:
    segment(memory, "The boat needs paint.", "1")
    segment(memory, "The boat is painted now.", "2")
    run(memory, with_vectors=False)
    assert topics_of(memory) == []
    run(memory)
    assert len(topics_of(memory)) == 1


def test_a_topic_of_which_one_session_is_left_is_withdrawn(memory: mnemic.Memory) -> None:
    segment(memory, "The boat needs paint.", "1")
    gone = segment(memory, "The boat is painted now.", "2")
    run(memory)
    (topic,) = topics_of(memory)
    with memory._store.write() as writer:
        space = writer.ensure_space("default")
        writer.begin(space, "consolidate")
        writer.append(space, replace(gone, version=2, state="expired"), terms_of(gone.content, None))
    run(memory)
    assert memory.get(topic.id).state == "expired"
    segment(memory, "The boat sails.", "3")
    run(memory)
    assert len(topics_of(memory)) == 1


def test_a_stale_topic_is_summed_up_anew(memory: mnemic.Memory) -> None:
    first = segment(memory, "The boat needs paint.", "1")
    segment(memory, "The boat is painted now.", "2")
    run(memory)
    (topic,) = topics_of(memory)
    memory.update(first.id, content="The boat needs a new mast.")
    assert memory.get(topic.id).state == "stale"
    run(memory)
    (again,) = topics_of(memory)
    assert (again.id, again.content) == (topic.id, "The boat needs a new mast.\nThe boat is painted now.")


def test_erasing_a_segment_erases_the_topic_and_a_run_rebuilds_it(memory: mnemic.Memory) -> None:
    made = [segment(memory, f"The boat, part {number}.", number) for number in ("1", "2", "3")]
    run(memory)
    (topic,) = topics_of(memory)
    memory.forget(ids=[made[2].id])
    assert topics_of(memory) == []
    segment(memory, "The piano is out of tune.", "4")
    run(memory)
    (again,) = topics_of(memory)
    assert again.id != topic.id
    assert cited(again) == {made[0].id, made[1].id}
    assert "part 3" not in again.content
    assert memory.check() == []


def test_a_run_can_be_undone(memory: mnemic.Memory) -> None:
    for number in ("1", "2"):
        segment(memory, f"The boat, part {number}.", number)
    (operation,) = run(memory).operations
    memory.undo(operation)
    assert topics_of(memory) == []
    segment(memory, "The boat sails.", "3")
    run(memory)
    assert len(topics_of(memory)) == 1


def test_a_job_about_no_space_does_nothing(memory: mnemic.Memory) -> None:
    with memory._store.write() as writer:
        writer.add_job(TOPICS)
        writer.add_job(TOPICS, space=writer.ensure_space("default"))
    assert run_jobs(memory._store, {TOPICS: Topics()}).done == 2


def test_a_space_asks_for_topics_by_its_policy(memory: mnemic.Memory) -> None:
    for session in ("1", "2"):
        for part in ("hull", "mast", "keel", "rudder"):
            text = (
                f"The boat's {part} wants a careful look, since on day {session} the boat was out in a storm."
            )
            memory.remember(text, user="ana", session=session, occurred_at=f"2025-01-0{session}T10:00:00Z")
    memory.consolidate()
    memory.flush()
    memory.consolidate()
    assert topics_of(memory) == []
    memory.set_policy(mnemic.Policy(topics=True))
    memory.consolidate()
    (topic,) = topics_of(memory)
    assert {memory.get(id_).session for id_ in cited(topic)} == {"1", "2"}
    assert memory.consolidate().operations == 0
