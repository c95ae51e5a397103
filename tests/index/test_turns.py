"""Who spoke before whom: conversations as the header table orders them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mnemic.index import HeaderTable, TableView
from mnemic.index._table import columns_of
from mnemic.recall import Turns
from mnemic.store import Header

NAMES = st.sampled_from([None, "s", "t", "u"])


def header(row: int, **fields: Any) -> Header:
    """Return the header of a version: of a cube of its own, said at its row's time."""
    said = dict.fromkeys(Header._fields) | {
        "row": row, "cube": row, "seq": row, "version": 1, "recorded_us": row, "created_us": row,
        "kind": "episode", "form": "plaintext", "tier": "short_term", "state": "active", "session": "s",
    }  # fmt: skip
    return Header(**{**said, **fields})


def said(table: TableView) -> list[list[int]]:
    """Return the rows of each conversation, in order."""
    order, conversation = table.turns()
    rows = defaultdict(list)
    for place in order.tolist():
        rows[conversation[place]].append(int(table.numbers["row"][place]))
    assert -1 not in rows
    assert sorted(rows) == list(rows), "a conversation's turns stand together"
    return list(rows.values())


def of(*headers: Header) -> TableView:
    """Return a table of *headers*."""
    return HeaderTable.of(headers).view


def test_turns_are_in_order_of_what_happened_then_of_what_was_told_first() -> None:
    assert said(of(header(1, occurred_us=30), header(2, occurred_us=10), header(3, occurred_us=10),
                   header(4, created_us=20))) == [[2, 3, 4, 1]]  # fmt: skip
    assert said(of(header(1, seq=9), header(2, seq=8, created_us=1))) == [[2, 1]]


def test_only_an_episode_of_a_session_is_a_turn() -> None:
    table = of(header(1, session=None), header(2, kind="fact"), header(3), header(4, session=""))
    assert sorted(said(table)) == [[3], [4]]
    _, conversation = table.turns()
    assert (conversation[:2].tolist(), min(conversation[2:]) >= 0) == ([-1, -1], True)


def test_several_users_in_one_session_have_a_conversation_each() -> None:
    users = (None, "ana", "bo", "ana", None, "bo")
    table = of(*(header(row, user=user) for row, user in enumerate(users, 1)))
    assert sorted(said(table)) == [[1, 5], [2, 4], [3, 6]]


@given(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["episode", "fact"]), st.none() | st.integers(0, 5))))
def test_conversations_are_those_a_plain_loop_finds(rows: list[tuple[Any, ...]]) -> None:
    table = of(*(
        header(row, session=session, user=user, kind=kind, occurred_us=at)
        for row, (session, user, kind, at) in enumerate(rows, 1)
    ))  # fmt: skip
    expected = defaultdict(list)
    for row, (session, user, kind, at) in enumerate(rows, 1):
        if session is not None and kind == "episode":
            expected[session, user].append((row if at is None else at, row))
    assert sorted(said(table)) == sorted([row for _, row in sorted(turns)] for turns in expected.values())


def test_the_order_is_found_once_until_something_is_added() -> None:
    table = HeaderTable.of([header(1), header(2)])
    early = table.view
    order, conversation = early.turns()
    assert (table.view.turns()[0] is order, early.turns()[1] is conversation) == (True, True)
    table.extend(columns_of([header(3, occurred_us=0)]))
    assert said(table.view) == [[3, 1, 2]]
    assert said(early) == [[1, 2]]
    assert said(table.view) == [[3, 1, 2]]


def test_every_version_has_its_place_and_a_mask_leaves_those_that_are_meant() -> None:
    first, second = header(1, superseded_us=2), header(2, cube=1, version=2, seq=1, created_us=1)
    table = HeaderTable.of([first, second, header(3, cube=2)])
    assert said(table.view) == [[1, 2, 3]]
    assert table.view.live().tolist() == [False, True, True]
    table.extend(columns_of([header(4, cube=1, version=3, seq=1, created_us=1)]))
    current = table.view.live()
    assert current.tolist() == [False, False, True, True]
    turns = Turns.of(table.view, current)
    assert (turns.before.tolist(), turns.after.tolist()) == ([-1, -1, 3, -1], [-1, -1, -1, 2])
    assert turns.opening.tolist() == [False, False, False, True]


def test_what_fails_the_filters_is_as_if_never_said() -> None:
    view = of(header(1), header(2), header(3), header(4, session="t"), header(5, session=None), header(6))
    everything = Turns.of(view, np.ones(6, np.bool_))
    assert everything.before.tolist() == [-1, 0, 1, -1, -1, 2]
    assert everything.after.tolist() == [1, 2, 5, -1, -1, -1]
    assert everything.opening.tolist() == [True, False, False, True, False, False]
    some = Turns.of(view, np.array([False, True, False, True, True, True]))
    assert some.before.tolist() == [-1, -1, -1, -1, -1, 1]
    assert some.after.tolist() == [-1, 5, -1, -1, -1, -1]
    assert some.opening.tolist() == [False, True, False, True, False, False]
    nothing = Turns.of(view, np.zeros(6, np.bool_))
    assert set(nothing.before.tolist()) == set(nothing.after.tolist()) == {-1}
    assert not nothing.opening.any()
    assert len(Turns.of(HeaderTable().view, np.empty(0, np.bool_)).before) == 0


@given(
    st.lists(st.tuples(NAMES, NAMES, st.none() | st.integers(0, 5), st.booleans()), max_size=12),
)
def test_turns_before_and_after_mirror_each_other_within_one_conversation(
    rows: list[tuple[Any, ...]],
) -> None:
    view = of(*(
        header(row, session=session, user=user, occurred_us=at)
        for row, (session, user, at, _) in enumerate(rows, 1)
    ))  # fmt: skip
    mask = np.array([meant for *_, meant in rows], np.bool_)
    turns = Turns.of(view, mask)
    for place in range(view.n):
        before, after = int(turns.before[place]), int(turns.after[place])
        assert before == -1 or turns.after[before] == place
        assert after == -1 or turns.before[after] == place
        for other in {before, after} - {-1}:
            assert mask[other]
            assert turns.conversation[other] == turns.conversation[place] != -1
        in_one = mask[place] and turns.conversation[place] != -1
        assert turns.opening[place] == (in_one and before == -1)
