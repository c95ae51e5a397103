"""Ids, operations and receipts."""

from __future__ import annotations

import json
import threading
import time
import uuid
from typing import Any

import pytest

import mnemic
from mnemic.cube import ErasureReceipt, _ids, is_id, new_id


def test_ids_are_uuids_of_version_seven_that_tell_the_time() -> None:
    before = time.time_ns() // 1_000_000
    parsed = uuid.UUID(new_id())
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert before <= parsed.int >> 80 <= time.time_ns() // 1_000_000 + 1000


def test_ids_rise_within_a_process_whatever_the_clock_does(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([5_000_000_000, 5_000_000_000, 4_000_000_000] + [4_000_000_000] * 5000)
    monkeypatch.setattr(_ids, "_last_ms", 0)
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    made = [new_id() for _ in range(5003)]
    assert made == sorted(set(made))


def test_ids_made_by_several_threads_are_distinct() -> None:
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(500))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000


@pytest.mark.parametrize(
    ("value", "expected"),
    [("01890a5d-ac96-774b-bcce-b302099a8057", True), ("01890A5D-AC96-774B-BCCE-B302099A8057", False),
     ("01890a5dac96774bbcceb302099a8057", False), ("", False), ("x" * 36, False), (None, False), (5, False),
     ("{1890a5d-ac96-774b-bcce-b302099a8057", False)],
)  # fmt: skip
def test_an_id_has_one_spelling(value: Any, expected: bool) -> None:
    assert is_id(value) is expected


def test_an_operation_is_plain_json(mem: mnemic.Memory) -> None:
    cube = mem.remember("one", reason="because")
    mem.update(cube.id, content="two", tags=("t",))
    update, remember = (operation.to_dict() for operation in mem.operations())
    assert json.loads(json.dumps([update, remember])) == [update, remember]
    assert (remember["verb"], remember["reason"], remember["changes"][0]["before"]) == (
        "remember",
        "because",
        None,
    )
    assert (update["changes"][0]["fields"], remember["changes"][0]["fields"]) == (["content", "tags"], [])
    assert update["changes"][0]["before"]["content"] == "one"


def test_a_receipt_survives_its_dict(mem: mnemic.Memory) -> None:
    cube = mem.remember("a text of some length")
    receipt = mem.forget(ids=[cube.id])
    assert ErasureReceipt.from_dict(json.loads(json.dumps(receipt.to_dict()))) == receipt
