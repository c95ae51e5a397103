"""The headers of a space's versions as columns, which filters run over."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..cube import RECALLABLE
from ..store import Columns, Header
from ._columns import Coded, CodedView, Growing

NEVER = np.iinfo(np.int64).max
"""Stands for "still current" in `superseded_us`."""

UNSAID = np.iinfo(np.int64).min
"""Stands for a time that was not said."""

MISSING = object()
"""What a metadata path that leads nowhere gives; not the same as null."""

TEXT_FIELDS = (
    "kind", "form", "tier", "state", "user", "agent", "session", "speaker", "role", "key", "source", "tags",
)  # fmt: skip
TIME_FIELDS = ("recorded_us", "created_us", "occurred_us", "occurred_end_us", "valid_from_us", "valid_to_us")
NUMBER_FIELDS = ("row", "cube", "seq", "version")


class HeaderTable:
    """The header columns of every version of a space, in order of recording. Grows at the end."""

    def __init__(self) -> None:
        self._numbers = {name: Growing(np.int64) for name in (*NUMBER_FIELDS, *TIME_FIELDS, "superseded_us")}
        self._importance = Growing(np.float64)
        self._texts: dict[str, Coded[str]] = {name: Coded() for name in TEXT_FIELDS}
        self._texts["tags"] = Coded(lambda text: json.loads(text) if text else [])
        self._metadata: list[str | None] = []
        self._metadata_bytes = 0
        self._paths: dict[tuple[str, ...], tuple[int, Coded[str]]] = {}
        self._paths_lock = threading.Lock()
        self._turns: tuple[int, NDArray[np.int64], NDArray[np.int64]] | None = None
        self._current_row: dict[int, int] = {}

    @classmethod
    def of(cls, headers: Sequence[Header]) -> HeaderTable:
        """Return a table of just these headers, in order of their rows."""
        table = cls()
        table.extend(columns_of(headers))
        return table

    def extend(self, columns: Columns) -> None:
        """Add versions, in order of their rows; what they supersede is marked so."""
        if not columns["row"]:
            return
        start = len(self._metadata)
        for name in (*NUMBER_FIELDS, *TIME_FIELDS):
            self._numbers[name].extend(_filled(columns[name], UNSAID))
        self._numbers["superseded_us"].extend(_filled(columns["superseded_us"], NEVER))
        self._importance.extend(_filled(columns["importance"], np.nan))
        for name in TEXT_FIELDS:
            self._texts[name].extend(columns[name])
        self._metadata.extend(columns["metadata"])
        said = [text for text in columns["metadata"] if text is not None]
        self._metadata_bytes += 57 * len(said) + sum(map(len, said))
        self._supersede(start, columns)

    def _supersede(self, start: int, columns: Columns) -> None:
        """Close the version before each new one; on a copy, since older views must not see it."""
        closed: dict[int, int] = {}
        known = self._current_row
        if known:
            for cube, recorded_us in zip(columns["cube"], columns["recorded_us"], strict=True):
                if cube in known:
                    closed.setdefault(known[cube], recorded_us)
        known.update(zip(columns["cube"], count(start), strict=False))
        if closed:
            superseded = self._numbers["superseded_us"].view.copy()
            superseded[list(closed)] = list(closed.values())
            self._numbers["superseded_us"].replace(superseded)

    @property
    def view(self) -> TableView:
        """The table as it stands."""
        return TableView(self, {name: column.view for name, column in self._numbers.items()},
                         self._importance.view, {name: column.view for name, column in self._texts.items()})  # fmt: skip

    def path(self, path: tuple[str, ...]) -> CodedView[str]:
        """Return the values at a metadata path; `MISSING` where it leads nowhere."""
        with self._paths_lock:
            done, column = self._paths.get(path, (0, Coded[str](_decoded)))
            metadata = self._metadata
            if done < len(metadata):
                fresh = metadata[done:]
                column.extend([_lookup(text, path) for text in fresh])
                self._paths[path] = (done + len(fresh), column)
            return column.view

    def turns(self, view: TableView) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return `TableView.turns` of *view*, sorted once for all recalls until something is added."""
        known = self._turns
        if known is None or known[0] != view.n:
            known = self._turns = (view.n, *_sorted_turns(view))
        return known[1], known[2]

    @property
    def size_bytes(self) -> int:
        """What the table takes in memory, nearly."""
        numbers = sum(column.size_bytes for column in self._numbers.values()) + self._importance.size_bytes
        texts = sum(column.size_bytes for column in self._texts.values())
        paths = sum(column.size_bytes for _, column in self._paths.values())
        lists = self._metadata_bytes + 8 * len(self._metadata) + 100 * len(self._current_row)
        return numbers + texts + paths + lists


def columns_of(headers: Sequence[Header]) -> Columns:
    """Return *headers* column by column."""
    columns = zip(*headers, strict=True) if headers else [()] * len(Header._fields)
    return dict(zip(Header._fields, columns, strict=True))


class TableView:
    """A `HeaderTable` at one moment: `n` versions."""

    def __init__(
        self,
        table: HeaderTable,
        numbers: dict[str, NDArray[np.int64]],
        importance: NDArray[np.float64],
        texts: dict[str, CodedView[str]],
    ) -> None:
        self._table = table
        self.numbers = numbers
        self.importance = importance
        self.texts = texts
        self.n = len(importance)

    def path(self, path: tuple[str, ...]) -> CodedView[str]:
        """Return the values at a metadata path of this view's rows."""
        return self._table.path(path).first(self.n)

    def live(self) -> NDArray[np.bool_]:
        """Return which versions count today: current, and in a state that is recalled."""
        recallable = self.texts["state"].where(set(RECALLABLE).__contains__)
        return np.asarray((self.numbers["superseded_us"] == NEVER) & recallable)

    def event_us(self, places: NDArray[np.int64] | slice = slice(None)) -> NDArray[np.int64]:
        """Return when each version's event was: when it occurred; where not said, when it was recorded."""
        occurred = self.numbers["occurred_us"][places]
        return np.where(occurred == UNSAID, self.numbers["created_us"][places], occurred)

    def turns(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """
        Return the episodes that were said in a session, conversation by conversation in order of time.

        A conversation is what is of one session and one user.

        Returns:
            Their places, and for every version of the view the number of its conversation, -1 without one.
        """
        return self._table.turns(self)


def _sorted_turns(view: TableView) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    session, user = view.texts["session"], view.texts["user"].codes.astype(np.int64)
    said = session.where(_is_said) & view.texts["kind"].where("episode".__eq__)
    places = np.flatnonzero(said)
    pairs = session.codes[places] * (user.max(initial=0) + 1) + user[places]
    conversation = np.full(view.n, -1, np.int64)
    conversation[places] = np.unique(pairs, return_inverse=True)[1]
    order = np.lexsort((view.numbers["seq"][places], view.event_us(places), conversation[places]))
    return places[order], conversation


def _is_said(value: object) -> bool:
    return value is not None


def _decoded(text: str | None) -> Any:
    return MISSING if text is None else json.loads(text)


def _filled(values: Sequence[Any], filler: float) -> Sequence[Any] | NDArray[Any]:
    """Return *values* with *filler* for `None`; most columns say it always or never."""
    unsaid = values.count(None)
    if unsaid == len(values):
        return np.full(len(values), filler)
    return [filler if value is None else value for value in values] if unsaid else values


def _lookup(text: str | None, path: tuple[str, ...]) -> str | None:
    value: Any = {} if text is None else json.loads(text)
    for name in path:
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
