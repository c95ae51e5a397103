"""The same calls on Mnemic and on CrewAI's default store, LanceDB, give the same answers."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from crewai.memory.storage.lancedb_storage import LanceDBStorage
from crewai.memory.types import MemoryRecord

import mnemic
from mnemic.adapters.crewai import MnemicStorage

# LanceDB compares scopes letter by letter, so that "/a" holds "/ab"; these have no such neighbours.
SCOPES = ("/", "/a", "/a/b", "/a/b/c", "/dée", "/100% sure", "/o'brien")
CATEGORIES = ("red", "green", "blue")
DIMENSIONS = 12
START = datetime(2026, 3, 1)  # noqa: DTZ001 - CrewAI keeps UTC without saying so


class Pair:
    """Mnemic and LanceDB, given the same calls."""

    def __init__(self, mem: mnemic.Memory, folder: Path, seed: int) -> None:
        self.ours = MnemicStorage(mem)
        self.theirs = LanceDBStorage(str(folder), compact_every=0)
        self.chance = random.Random(seed)
        self.ids: list[str] = []
        self._made = 0

    def vector(self) -> list[float]:
        return [round(self.chance.gauss(0, 1), 3) for _ in range(DIMENSIONS)]

    def record(self, **fields: Any) -> MemoryRecord:
        self._made += 1
        return MemoryRecord(
            **{
                "content": f"Record {self._made}: größer 日本 'quoted'",
                "scope": self.chance.choice(SCOPES),
                "categories": self.chance.sample(CATEGORIES, self.chance.randint(0, 3)),
                "metadata": {"n": self.chance.randint(0, 2), "deep": {"x": [1, None]}},
                "importance": self.chance.random(),
                "created_at": START + timedelta(hours=self._made),
                "embedding": self.vector(),
                "source": self.chance.choice([None, "ana"]),
                "private": self.chance.random() < 0.2,
                **fields,
            }
        )

    def step(self) -> None:
        act = self.chance.choice(
            [self.save, self.save, self.update, self.delete_ids, self.delete_matching, self.reset]
        )
        act()

    def save(self) -> None:
        records = [self.record() for _ in range(self.chance.randint(1, 6))]
        self.ids += [record.id for record in records]
        self.both("save", records)

    def update(self) -> None:
        if self.ids:
            self.both("update", self.record(id=self.chance.choice(self.ids)))

    def delete_ids(self) -> None:
        if self.ids:
            self.both("delete", record_ids=self.chance.sample(self.ids, min(2, len(self.ids))))

    def delete_matching(self) -> None:
        if self.ours.count() > 10:
            kwargs: dict[str, Any] = {"categories": [self.chance.choice(CATEGORIES)]}
            if self.chance.random() < 0.5:
                kwargs = {"metadata_filter": {"n": self.chance.randint(0, 3)}}
            if self.chance.random() < 0.5:
                kwargs["scope_prefix"] = self.chance.choice(SCOPES)
            if self.chance.random() < 0.5:
                kwargs["older_than"] = START + timedelta(hours=self.chance.randint(0, self._made))
            self.both("delete", **kwargs)

    def reset(self) -> None:
        if self.chance.random() < 0.2:
            self.both("reset", self.chance.choice(SCOPES[1:]))

    def both(self, name: str, *args: Any, **kwargs: Any) -> None:
        ours, theirs = (getattr(each, name)(*args, **kwargs) for each in (self.ours, self.theirs))
        assert ours == theirs, (name, args, kwargs)

    def compare(self) -> None:
        for name in ("count", "list_categories"):
            for scope in (None, *SCOPES):
                self.both(name, scope)
        for scope in SCOPES:
            self.both("get_scope_info", scope)
            self.both("list_scopes", scope)
            for offset in (0, 3):
                self._same(*(each.list_records(scope, 5, offset) for each in (self.ours, self.theirs)))
        for id_ in self.chance.sample(self.ids, min(4, len(self.ids))):
            self._same(*([each.get_record(id_)] for each in (self.ours, self.theirs)))
        for _ in range(6):
            self.search()

    def search(self) -> None:
        query, limit = self.vector(), self.chance.choice([3, 200])
        filters: dict[str, Any] = {"scope_prefix": self.chance.choice([None, *SCOPES]), "limit": limit}
        if limit == 200:  # with fewer, LanceDB filters what is left of the nearest
            filters["categories"] = self.chance.choice([None, [], ["red"], ["red", "blue"]])
            filters["metadata_filter"] = self.chance.choice(
                [None, {"n": 1}, {"n": 1, "deep": {"x": [1, None]}}]
            )
        filters["min_score"] = self.chance.choice([0.0, 0.05])
        ours, theirs = (each.search(query, **filters) for each in (self.ours, self.theirs))
        assert [score for _, score in ours] == pytest.approx([score for _, score in theirs], rel=1e-5)
        self._same([record for record, _ in ours], [record for record, _ in theirs])

    @staticmethod
    def _same(ours: list[MemoryRecord | None], theirs: list[MemoryRecord | None]) -> None:
        def plain(record: MemoryRecord | None) -> object:
            return record and {**record.model_dump(), "embedding": list(record.embedding or [])}

        assert [plain(record) for record in ours] == [plain(record) for record in theirs]


@pytest.fixture(params=range(4))
def pair(request: pytest.FixtureRequest, mem: mnemic.Memory, tmp_path: Path) -> Pair:
    return Pair(mem, tmp_path / "lancedb", request.param)


@pytest.mark.slow
def test_both_answer_alike_whatever_was_done(pair: Pair) -> None:
    pair.save()
    for turn in range(30):
        pair.step()
        if turn % 5 == 4:
            pair.compare()


def test_what_lancedb_does_to_neighbours_of_a_scope_mnemic_does_not(
    mem: mnemic.Memory, tmp_path: Path
) -> None:
    pair = Pair(mem, tmp_path / "lancedb", 0)
    pair.both("save", [pair.record(scope=scope, id=scope) for scope in ("/a", "/ab", "/")])
    query = pair.vector()
    found = [
        {record.id for record, _ in each.search(query, scope_prefix="/a")}
        for each in (pair.ours, pair.theirs)
    ]
    assert found == [{"/a"}, {"/a", "/ab"}]
    # Deleting a scope, LanceDB takes the root's own records along as well.
    assert [each.delete(scope_prefix="/a") for each in (pair.ours, pair.theirs)] == [1, 3]


def test_lancedb_loses_what_a_filter_comes_too_late_for(mem: mnemic.Memory, tmp_path: Path) -> None:
    pair = Pair(mem, tmp_path / "lancedb", 0)
    near = [pair.record(embedding=[1.0] * DIMENSIONS, categories=[]) for _ in range(9)]
    pair.both("save", [*near, pair.record(embedding=[2.0] * DIMENSIONS, categories=["red"])])
    found = [
        each.search([1.0] * DIMENSIONS, categories=["red"], limit=1) for each in (pair.ours, pair.theirs)
    ]
    assert [len(each) for each in found] == [1, 0]
