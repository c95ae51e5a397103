"""What the verbs return goes through JSON and comes back equal."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mnemic
from mnemic.cube import KINDS, RELATIONS, STATES, TIERS, Probe, freeze, new_id, read_fields
from mnemic.engine import AuditHead, BackgroundJob, Page, Stats
from mnemic.errors import ArgumentError, UnknownArgument
from mnemic.lifecycle import Conflict, Consolidation, Dossier, Policy, Reflection
from mnemic.lifecycle._beliefs import Belief
from mnemic.lifecycle._reflect import Believed
from mnemic.recall import ChannelScore, Hit, Missing, Profile, Recall, approximate_tokens, wordpiece_tokens
from mnemic.store import Finding
from mnemic.truth import Entry

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
words = texts.filter(str.strip)
ids = st.builds(lambda _: new_id(), st.none())
numbers = st.integers(min_value=0, max_value=1 << 60)
shares = st.floats(0, 1)
floats = st.floats(allow_nan=False, allow_infinity=False)
zones = st.one_of(
    st.just(UTC),
    st.integers(-1000, 1000).map(lambda minutes: timezone(timedelta(minutes=minutes))),
    st.sampled_from(["Europe/Lisbon", "Asia/Kathmandu", "America/New_York"]).map(ZoneInfo),
)
times = st.builds(
    lambda seconds, micros, zone: (
        datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, microseconds=micros)
    ).astimezone(zone),
    st.integers(-10_000_000_000, 10_000_000_000),
    st.integers(0, 999_999),
    zones,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 70), 1 << 70) | floats | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
some_texts = st.lists(texts, max_size=3).map(tuple)
counts = st.dictionaries(texts, st.integers(0, 1000), max_size=3)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return *strategy*, or `None` now and then."""
    return st.none() | strategy


spans = st.builds(mnemic.Evidence, cube=ids, start=st.just(0), end=numbers)
facts = st.builds(
    mnemic.Fact,
    subject=words,
    predicate=words,
    object=words,
    key=maybe(words),
    polarity=st.sampled_from(["affirmed", "negated"]),
    certainty=shares,
    stated_from=maybe(times),
    corrects=maybe(ids),
    evidence=st.lists(spans, max_size=2).map(tuple),
)
links = st.builds(mnemic.Link, relation=st.sampled_from(RELATIONS), target=ids)
cubes = st.builds(
    mnemic.MemCube,
    id=ids,
    space=texts,
    seq=numbers,
    version=numbers,
    content=texts,
    kind=st.sampled_from(KINDS),
    user=maybe(texts),
    session=maybe(texts),
    speaker=maybe(texts),
    occurred_at=maybe(times),
    valid_to=maybe(times),
    created_at=times,
    recorded_at=times,
    superseded_at=maybe(times),
    tags=some_texts,
    metadata=st.dictionaries(texts, json_values, max_size=3).map(freeze),
    importance=maybe(shares),
    strength=shares,
    tier=st.sampled_from(TIERS),
    state=st.sampled_from(STATES),
    links=st.lists(links, max_size=2).map(tuple),
    fact=maybe(facts),
    operation=ids,
)
some_cubes = st.lists(cubes, max_size=2).map(tuple)
channels = st.lists(
    st.builds(ChannelScore, channel=texts, score=maybe(floats), rank=maybe(numbers)), max_size=2
).map(tuple)
hits = st.builds(
    Hit,
    cube=cubes,
    score=shares,
    why=some_texts,
    channels=channels,
    before=some_cubes,
    after=some_cubes,
    facts=some_cubes,
    features=st.dictionaries(texts, floats, max_size=3),
)
recalls = st.builds(
    Recall,
    id=ids,
    query=texts,
    asked_at=times,
    hits=st.lists(hits, max_size=2).map(tuple),
    confidence=maybe(shares),
    answerable=maybe(st.booleans()),
    calibration=maybe(texts),
    degraded=some_texts,
    archive_searched=st.booleans(),
    max_tokens=maybe(numbers),
    candidates=numbers,
    tokens=st.sampled_from([wordpiece_tokens, approximate_tokens]),
)
changes = st.builds(mnemic.Change, cube=ids, before=maybe(cubes), after=cubes)
operations = st.builds(
    mnemic.Operation,
    id=maybe(ids),
    space=texts,
    verb=st.sampled_from(["remember", "undo", "feedback"]),
    recorded_at=times,
    actor=maybe(texts),
    reason=maybe(texts),
    undoes=maybe(ids),
    run=maybe(ids),
    changes=st.lists(changes, max_size=2).map(tuple),
    erased=numbers,
    lessons=numbers,
)
probes = st.builds(Probe, windows=numbers, before=maybe(numbers), after=maybe(numbers), files=some_texts)
receipts = st.builds(
    mnemic.ErasureReceipt,
    status=st.sampled_from(["complete", "pending", "dry_run"]),
    operation=maybe(ids),
    probe=probes,
    reason=maybe(texts),
    outside=some_texts,
    control=st.booleans(),
    vacuumed=st.booleans(),
    **dict.fromkeys(
        ("cubes", "derived", "versions", "links", "vectors", "replays", "shared_texts", "too_short"), numbers
    ),
)
entries = st.builds(
    Entry,
    since=maybe(times),
    until=maybe(times),
    said_at=times,
    fact=cubes,
    after=st.lists(ids, max_size=2).map(tuple),
)
some_times = st.lists(times, max_size=2).map(tuple)
beliefs = st.builds(
    Belief,
    sentence=texts,
    supports=some_texts,
    contradicts=some_texts,
    said_for=some_times,
    said_against=some_times,
    score=floats,
    shifted=st.booleans(),
)
dossiers = st.builds(
    Dossier,
    holds=some_cubes,
    before=st.lists(entries, max_size=2).map(tuple),
    ahead=some_cubes,
    conflicts=st.lists(st.builds(Conflict, later=cubes, earlier=cubes), max_size=2).map(tuple),
    beliefs=st.lists(
        st.builds(
            Believed, cube=cubes, belief=maybe(beliefs), trend=maybe(st.sampled_from(["new", "stable"]))
        ),
        max_size=2,
    ).map(tuple),
    stale=some_cubes,
    evidence=some_cubes,
    missing=some_texts,
)
reflections = st.builds(
    Reflection,
    question=texts,
    asked_at=times,
    answer=maybe(texts),
    dossier=dossiers,
    text=texts,
    tokens=numbers,
    citations=st.dictionaries(texts, cubes, max_size=2),
    cited=some_cubes,
    unknown_marks=some_texts,
    belief=maybe(cubes),
    confidence=maybe(shares),
    degraded=some_texts,
)
RESULTS: dict[Any, st.SearchStrategy[Any]] = {
    mnemic.MemCube: cubes,
    Recall: recalls,
    Hit: hits,
    Missing: st.builds(
        Missing,
        cube=ids,
        step=st.sampled_from(["filter", "limit", "returned"]),
        reason=texts,
        rank=maybe(numbers),
        score=maybe(floats),
        channels=channels,
    ),
    Profile: st.builds(Profile, text=texts, facts=some_cubes, tokens=numbers, left_out=numbers),
    mnemic.Operation: operations,
    mnemic.ErasureReceipt: receipts,
    Entry: entries,
    Belief: beliefs,
    Reflection: reflections,
    Consolidation: st.builds(
        Consolidation, run=maybe(ids), turns=numbers, facts=counts, refused=counts, seconds=shares
    ),
    Page: st.builds(Page, some_cubes, maybe(texts)),
    AuditHead: st.builds(AuditHead, numbers, texts),
    Stats: st.builds(
        Stats,
        location=texts,
        space=texts,
        embedder=maybe(texts),
        model=maybe(texts),
        **dict.fromkeys(
            (
                *("spaces", "cubes", "versions", "links", "vectors", "pending_vectors", "operations"),
                *("erasures_pending", "schema_version", "size_bytes", "cache_bytes"),
            ),
            numbers,
        ),
    ),
    BackgroundJob: st.builds(
        BackgroundJob,
        id=numbers,
        kind=texts,
        space=maybe(texts),
        state=st.sampled_from(["waiting", "running", "dead"]),
        attempts=numbers,
        due_at=times,
        created_at=times,
        error=maybe(texts),
        run=maybe(ids),
    ),
    Finding: st.builds(Finding, part=texts, detail=texts, repairable=st.booleans()),
    Policy: st.builds(
        Policy,
        half_lives=st.dictionaries(st.sampled_from(KINDS), st.floats(0.1, 1e6), max_size=2),
        ttl_days=st.dictionaries(st.sampled_from(KINDS), st.floats(0.1, 1e6), max_size=2),
        budget=st.builds(mnemic.Budget, *[maybe(numbers)] * 4),
        topics=st.booleans(),
    ),
    mnemic.Predicate: st.builds(mnemic.Predicate, name=st.just("rents"), half_life_days=maybe(shares.map(lambda x: x + 1))),
}  # fmt: skip


def through_json(value: Any) -> Any:
    """Return *value* as JSON brings it back."""
    return json.loads(json.dumps(value, allow_nan=False))


@pytest.mark.parametrize("kind", RESULTS, ids=lambda kind: kind.__name__)
def test_what_json_brings_back_is_equal(kind: Any) -> None:
    @settings(max_examples=40)
    @given(RESULTS[kind])
    def check(value: Any) -> None:
        data = through_json(value.to_dict())
        again = kind.from_dict(data)
        assert again == value
        assert again.to_dict() == value.to_dict()
        assert repr(again) == repr(value)

    check()


@pytest.mark.parametrize("kind", RESULTS, ids=lambda kind: kind.__name__)
def test_an_unknown_field_is_an_error_that_names_it(kind: Any) -> None:
    @settings(max_examples=3)
    @given(RESULTS[kind])
    def check(value: Any) -> None:
        with pytest.raises(UnknownArgument, match="newly"):
            kind.from_dict({**value.to_dict(), "newly": 1})

    check()


@pytest.mark.parametrize("read", [kind.from_dict for kind in RESULTS if kind not in (mnemic.Predicate,)])
@pytest.mark.parametrize("data", [None, 5, [], "text"])
def test_what_is_no_object_is_refused(read: Callable[[Any], Any], data: Any) -> None:
    with pytest.raises(ArgumentError):
        read(data)


def test_a_field_that_is_missing_is_named() -> None:
    with pytest.raises(UnknownArgument, match="lacks its field 'step'"):
        Missing.from_dict({"cube": "x", "reason": "y"})
    assert Missing.from_dict({"cube": "x", "reason": "y", "step": "filter"}).rank is None


def test_fields_added_beside_are_left_out() -> None:
    assert read_fields(Finding, {"part": "a", "detail": "b", "repairable": True, "x": 1}, beside=("x",)) == {
        "part": "a",
        "detail": "b",
        "repairable": True,
    }


def test_a_recall_read_back_renders_the_same_context(mem: mnemic.Memory) -> None:
    mem.remember("Do you have a cat?", user="ana", session="s", speaker="Bo")
    said = mem.remember("Yes, Miso.", user="ana", session="s", speaker="Ana")
    mem.assert_fact("Ana", "pet", "Miso", user="ana", evidence=[said])
    found = mem.recall("Which cat does Ana have? Miso", user="ana", explain=True, max_tokens=200)
    again = Recall.from_dict(through_json(found.to_dict()))
    assert any(hit.before for hit in found)
    assert any(hit.facts for hit in found)
    assert again == found
    for budget in (None, 40, 80, 400):
        assert again.context(budget) == found.context(budget)
    assert again.cited("It is [m1].") == found.cited("It is [m1].")
    assert [hit.features for hit in again] == [hit.features for hit in found]
    with pytest.raises(ArgumentError, match="no memory to teach"):
        again.cite(["m1"])


def test_a_counter_that_is_not_here_says_so_when_it_must_count(mem: mnemic.Memory) -> None:
    def mine(text: str) -> int:
        return len(text)

    mem.remember("Ana has a cat.")
    found = mem.recall("cat")
    again = Recall.from_dict({**found.to_dict(), "tokenizer": "mine"})
    assert again.tokenizer == "mine"
    assert again.context() == found.context()
    with pytest.raises(ArgumentError, match=r"counts tokens with 'mine'.*replace"):
        again.context(max_tokens=50)


def test_a_number_that_json_cannot_hold_comes_back_as_nan(mem: mnemic.Memory) -> None:
    mem.remember("Ana has a cat.")
    hit = mem.recall("cat")[0]
    odd = Hit(cube=hit.cube, score=1.0, why=(), features={"x": math.inf, "y": 1.0})
    again = Hit.from_dict(through_json(odd.to_dict()))
    assert math.isnan(again.features["x"])
    assert again.features["y"] == 1.0


def test_a_reflection_read_back_says_the_same(mem: mnemic.Memory) -> None:
    for place, time in (("Porto", "2026-05-01T00:00:00Z"), ("Oslo", "2026-06-01T00:00:00Z")):
        told = mem.remember(f"I live in {place}.", user="ana", speaker="Ana", occurred_at=time)
        mem.assert_fact("Ana", "lives_in", place, user="ana", valid_from=time, evidence=[told])
    found = mem.reflect("Where does Ana live?", user="ana")
    assert found.dossier.before
    again = Reflection.from_dict(through_json(found.to_dict()))
    assert again == found
    assert again.dossier.citable == found.dossier.citable
