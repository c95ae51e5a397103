"""Pickles in a Qdrant store are read as data: nothing in them is ever called."""

from __future__ import annotations

import io
import os
import pickle
import pickletools
import random
import shutil
import sqlite3
import sys
import types
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import mnemic
from mnemic.errors import ArgumentError
from mnemic.ingest._mem0_pickle import _Reader, plain, unpickled

FIXTURE = Path(__file__).parents[1] / "fixtures" / "mem0"
MODELS = "qdrant_client.http.models.models"


class PointStruct:
    """Pickles as Qdrant's own class of that name does."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    def __getstate__(self) -> dict[str, Any]:
        return {
            "__dict__": self.__dict__,
            "__pydantic_fields_set__": {"id", "vector"},
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }


@pytest.fixture(autouse=True)
def qdrant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the class above pickle under the name that Qdrant's has."""
    monkeypatch.setattr(PointStruct, "__module__", MODELS)
    for name in ("qdrant_client", "qdrant_client.http", "qdrant_client.http.models"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    models = types.ModuleType(MODELS)
    models.PointStruct = PointStruct  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, MODELS, models)


def point(payload: object, protocol: int = 4) -> bytes:
    made = PointStruct(id="7f3c", vector={"": [0.25, -1.0]}, payload=payload)
    return pickle.dumps(made, protocol=protocol)


def payload_of(data: bytes) -> Any:
    return plain(unpickled(data, "here").get("payload"), "here")


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_plain_values_come_back_as_they_were(protocol: int) -> None:
    same = ["shared"]
    payload = {
        "data": "Größe 日本語 👋" * 100, "n": 3, "negative": -3, "byte": 300, "large": 2**40, "huge": -(2**90), "f": 0.5,
        "yes": True, "no": False, "none": None, "list": [1, [2, []]], "dict": {"a": {"b": {}}}, "twice": [same, same],
        "long": "x" * 70_000,
    }  # fmt: skip
    assert payload_of(point(payload, protocol)) == payload


def test_times_ids_decimals_and_sets_become_json() -> None:
    zone = timezone(timedelta(hours=-7))
    payload = {
        "utc": datetime(2026, 5, 1, 10, 30, 15, 123456, UTC), "there": datetime(2026, 5, 1, tzinfo=zone),
        "local": datetime(2026, 5, 1, 10), "fold": datetime(2026, 10, 25, 2, fold=1), "day": date(2026, 5, 1),  # noqa: DTZ001
        "id": uuid.UUID(int=7), "price": Decimal("1.50"), "tuple": (1, 2, 3, 4), "pair": (1, 2), "set": {5},
        "frozen": frozenset({6}), 3: "three",
    }  # fmt: skip
    assert payload_of(point(payload)) == {
        "utc": "2026-05-01T10:30:15.123456+00:00", "there": "2026-05-01T00:00:00-07:00",
        "local": "2026-05-01T10:00:00", "fold": "2026-10-25T02:00:00", "day": "2026-05-01",
        "id": "00000000-0000-0000-0000-000000000007", "price": "1.50", "tuple": [1, 2, 3, 4], "pair": [1, 2],
        "set": [5], "frozen": [6], "3": "three",
    }  # fmt: skip


@pytest.mark.parametrize("value", [b"raw", timedelta(1), bytearray(b"raw")])
def test_what_has_no_form_in_json_is_refused(value: object) -> None:
    with pytest.raises(ArgumentError, match="not plain JSON|that names"):
        payload_of(point({"x": value}))


class Exploit:
    """What a hostile file holds: unpickled, it makes a file."""

    def __init__(self, target: Path, call: Callable[[Path], tuple[Any, ...]]) -> None:
        self._target, self._call = target, call

    def __reduce__(self) -> tuple[Any, ...]:
        return self._call(self._target)


CALLS: list[Callable[[Path], tuple[Any, ...]]] = [
    lambda target: (os.system, (f"touch '{target}'",)),
    lambda target: (eval, (f"open({str(target)!r}, 'w')",)),
    lambda target: (exec, (f"open({str(target)!r}, 'w')",)),
    lambda target: (open, (str(target), "w")),
    lambda target: (io.open, (str(target), "w")),
    lambda target: (os.mkdir, (str(target),)),
    lambda target: (getattr, ("os", "system")),
]


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
@pytest.mark.parametrize("call", CALLS)
def test_a_pickle_that_would_run_a_program_is_refused_and_runs_nothing(
    tmp_path: Path, call: Callable[[Path], tuple[Any, ...]], protocol: int
) -> None:
    target = tmp_path / "pwned"
    for data in (
        pickle.dumps(Exploit(target, call), protocol=protocol),
        point({"data": "innocent", "x": Exploit(target, call)}, protocol),
    ):
        with pytest.raises(ArgumentError, match="Nothing of it was run"):
            unpickled(data, "here")
    assert not target.exists()


def test_the_exploit_of_these_tests_works_where_it_is_let(tmp_path: Path) -> None:
    """Otherwise the test above would show nothing."""
    target = tmp_path / "pwned"
    pickle.loads(point({"x": Exploit(target, CALLS[0])}))
    assert target.exists()


def test_a_hostile_store_changes_nothing(tmp_path: Path) -> None:
    folder, target = Path(shutil.copytree(FIXTURE, tmp_path / "mem0")), tmp_path / "pwned"
    with sqlite3.connect(folder / "qdrant" / "collection" / "mem0" / "storage.sqlite") as database:
        hostile = pickle.dumps(Exploit(target, CALLS[0]))
        database.execute("INSERT INTO points VALUES ('x', ?)", (hostile,))
    database.close()
    with mnemic.open(":memory:", embedder="hash") as mem:
        with pytest.raises(
            ArgumentError, match=r"mem0/storage\.sqlite:6: a pickle that names 'posix\.system'"
        ):
            mem.import_(folder)
        assert mem.stats().cubes == 0
    assert not target.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x80", b"\x80\x04", b".", b"\x80\x04N.", b"\x80\x04]", b"\x80\x04}K\x01.", b"\x80\x04K\x01R.", b"\x80\x04t.",
        b"\x80\x04\x93.", b"\x80\x04a.", b"\x80\x04h\x07.", b"\x80\x04G\x00.", b"\x80\x04\x8a\xff.", b"\x80\x04u.",
        b"\x80\x04X\xff\xff\xff\xff.", b"\x80\x04\x8b\xff\xff\xff\x7f", b"cdatetime\ndate\n.", b"\x80\x04]]s.",
        b"\x80\x04K\x01]b.", b"\x80\x04\x85.", b"\x80\x04C\x01\xffN\x93.", b"\x80\x04N(e.",
    ],
)  # fmt: skip
def test_damaged_pickles_are_refused(data: bytes) -> None:
    with pytest.raises(ArgumentError, match="^here: "):
        unpickled(data, "here")


@pytest.mark.parametrize(
    "data", [b"\x80\x04P7\n.", b"(i__builtin__\neval\n.", b"\x80\x04\x97.", b"\x80\x02\x82\x01."]
)
def test_operations_that_no_point_has_are_refused(data: bytes) -> None:
    with pytest.raises(ArgumentError, match="operation 0x"):
        unpickled(data, "here")


def test_a_small_pickle_does_not_grow_without_bound() -> None:
    bomb: Any = "x"
    for _ in range(50):
        bomb = [bomb] * 10
    with pytest.raises(ArgumentError, match="too deep, or too large"):
        payload_of(point({"x": bomb}))
    cycle: list[Any] = []
    cycle.append(cycle)
    with pytest.raises(ArgumentError, match="too deep, or too large"):
        payload_of(point({"x": cycle}))


@pytest.mark.parametrize(
    "data",
    [
        b"\x80\x04})" + b"\x85" * 1_000_000 + b"K\x01s.",  # a key that is a tuple in a tuple in a tuple …
        b"\x80\x04" + b"]" * 1_000_000 + b".",
        b"\x80\x04]"
        + b"\x94h\x00h\x00h\x00\x87" * 60
        + b"\x8c\x01a\x93.",  # a name that would be endless text
    ],
)
def test_what_is_put_together_to_exhaust_the_reader_is_refused(data: bytes) -> None:
    with pytest.raises(ArgumentError, match="^here: "):
        unpickled(data, "here")


def test_a_decimal_is_a_text() -> None:
    deep = b"\x80\x04]" + b"".join(
        b"\x94" + b"h" + bytes([n]) * 1 + b"h" + bytes([n]) + b"\x86" for n in range(60)
    )
    data = deep + b"\x85cdecimal\nDecimal\nh\x3b\x85R."
    found = unpickled_any(data)
    with pytest.raises(ArgumentError, match="not plain JSON"):
        plain(found, "here")


def unpickled_any(data: bytes) -> Any:
    """Return what a pickle leaves, whatever it is."""
    return _Reader(data, "here").read()


def fuzzed(data: bytes) -> Iterator[bytes]:
    chance = random.Random(5)
    for _ in range(3000):
        raw = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        yield bytes(raw[: chance.randint(1, len(raw))]) if chance.random() < 0.3 else bytes(raw)


def test_a_damaged_point_is_read_or_refused_and_never_fails_otherwise() -> None:
    data = point(
        {"data": "a b", "when": datetime(2026, 5, 1, tzinfo=UTC), "id": uuid.UUID(int=7), "n": [1, 2.5]}
    )
    outcomes = set()
    for raw in fuzzed(data):
        try:
            payload_of(raw)
            outcomes.add("read")
        except ArgumentError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def test_a_real_point_is_made_of_known_operations() -> None:
    with sqlite3.connect(FIXTURE / "qdrant" / "collection" / "mem0" / "storage.sqlite") as database:
        points = [row[0] for row in database.execute("SELECT point FROM points")]
    database.close()
    for raw in points:
        assert unpickled(raw, "here")["payload"]["data"]
        assert {opcode.name for opcode, _, _ in pickletools.genops(raw)} & {"REDUCE", "INST", "OBJ"} == set()
