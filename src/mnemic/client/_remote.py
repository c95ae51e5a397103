"""A memory on a server: the verbs of `mnemic.Memory`, each made from its own signature, its route and its result."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Concatenate, Final, NoReturn, ParamSpec, Self, TypeVar, cast
from urllib.parse import quote

from .. import admit
from ..cube import Operation, new_id
from ..engine import Exported, Imported, Memory, Stats, bound, verb
from ..engine._recent import RecentRecalls
from ..engine._scope import cube_ids
from ..errors import ArgumentError, ReadOnlyStore, ServerMismatch, ServerUnavailable, StoreClosed
from ..recall import Features, Recall, Teacher, verdicts
from ..transfer import new_file
from ..wire import (
    EXPORTED_HEADER,
    FILENAME_HEADER,
    PASSPHRASE_HEADER,
    ROUTES,
    Route,
    Sent,
    decode,
    encode,
    route_of,
)
from ._connection import Connection
from ._download import write_all
from ._reply import Reply, versions_of

P = ParamSpec("P")
R = TypeVar("R")

Arguments = dict[str, Any]

_LONG: Final = frozenset(
    {
        "backup",
        "check",
        "consolidate",
        "export",
        "flush",
        "forget",
        "import_",
        "reembed",
        "reflect",
        "remember_many",
        "scrub",
    }
)
"""Verbs that may take as long as they take."""

_MAGIC: Final = b"SQLite format 3\0"


def _own(
    like: Callable[Concatenate[Memory, P], R],
) -> Callable[[Callable[[Any, Arguments], R]], Callable[Concatenate[Any, P], R]]:
    """Make a method of a verb's arguments by name a verb with its signature and documentation."""

    def decorate(work: Callable[[Any, Arguments], R]) -> Callable[Concatenate[Any, P], R]:
        @functools.wraps(like)
        def call(self: Any, *args: P.args, **kwargs: P.kwargs) -> R:
            return work(self, bound(like, args, kwargs))

        return cast("Callable[Concatenate[Any, P], R]", call)

    return decorate


class RemoteMemory(Memory):
    """
    A memory on a server, opened by ``mnemic.open("http://…")``: the verbs, results and errors of one in a file.

    What it does not know is no verb's: nothing is decided here but whether to ask again.
    """

    def __init__(self, connection: Connection, space: str, *, read_only: bool = False) -> None:
        # What the embedded memory keeps of its store is at the server: nothing of it is set up here.
        self._connection = connection
        self._space = space
        self._read_only = read_only
        self._recent = RecentRecalls()
        self._is_opener = True
        self._left = False

    def __repr__(self) -> str:
        return f"mnemic.Memory({self._connection.url!r}, space={self._space!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a memory is open here; send its address to the other process, and open it there")

    @_own(Memory.recall)
    def recall(self, arguments: Arguments) -> Recall:
        if self._read_only and arguments.get("reinforce"):
            # As in a file that is read only: the answer is given, and nothing is noted.
            del arguments["reinforce"]
        found: Recall = self._call("recall", arguments)
        if arguments.get("known_at") is not None:
            # What was known once is looked up, not lived with: it teaches nothing about today's questions.
            return found
        self._recent.keep(found)
        return replace(found, _teacher=Teacher(functools.partial(self._cited, found.id)))

    @_own(Memory.feedback)
    def feedback(self, arguments: Arguments) -> Operation:
        recall_id = arguments["recall_id"]
        if not isinstance(recall_id, str):
            raise ArgumentError(f"a recall's id is text, got {type(recall_id).__name__}; pass found.id")
        useful, useless = (cube_ids(arguments.get(side, ())) or () for side in ("useful", "useless"))
        self._check_usable()
        hits = self._recent.hits(recall_id)
        return self._judge(recall_id, hits, {"useful": useful, "useless": useless}, arguments.get("reason"))

    def _cited(
        self, recall_id: str, hits: Features, cited: Sequence[str], useless: Sequence[str], reason: str | None
    ) -> Operation:
        return self._judge(recall_id, hits, {"cited": cited, "useless": useless}, reason)

    def _judge(
        self, recall_id: str, hits: Features, sides: Mapping[str, Sequence[str]], reason: str | None
    ) -> Operation:
        """Send the numbers along: whichever process of the server gets them needs not have made the recall."""
        verdicts(hits, sides.get("useful", ()) or sides.get("cited", ()), sides["useless"])
        numbers = {
            id_: {name: number if math.isfinite(number) else None for name, number in features.items()}
            for id_, features in hits.items()
        }
        done: Operation = self._call(
            "feedback", {"recall_id": recall_id, "hits": numbers, "reason": reason, **sides}
        )
        return done

    @_own(Memory.stats)
    def stats(self, arguments: Arguments) -> Stats:
        # Where the file lies is the server's own business; where the memory is opened is its address.
        found: Stats = self._call("stats", arguments)
        return replace(found, location=self._connection.url)

    @_own(Memory.consolidate)
    def consolidate(self, arguments: Arguments) -> Any:
        if arguments.pop("stop", None) is not None:
            raise ArgumentError(
                "stop= cannot reach a server that is at work; use max_s=, what is left waits for the next call"
            )
        return self._with_progress("consolidate", arguments)

    @_own(Memory.flush)
    def flush(self, arguments: Arguments) -> None:
        self._with_progress("flush", arguments)

    @_own(Memory.reembed)
    def reembed(self, arguments: Arguments) -> None:
        if not isinstance(arguments["embedder"], str):
            raise ArgumentError(
                f"embedder={arguments['embedder']!r:.60} stays in this process; name one that the server has, e.g. "
                '"minilm"'
            )
        self._with_progress("reembed", arguments)

    @_own(Memory.backup)
    def backup(self, arguments: Arguments) -> None:
        self._check_usable()
        with (
            new_file(arguments["path"], "backup") as file,
            self._connection.stream("GET", Sent(route_of("backup").path)) as (size_bytes, chunks, _),
        ):
            first = next(chunks, b"")
            if not first.startswith(_MAGIC):
                raise ServerMismatch(
                    f"what {self._connection.url} sent is no copy of a store; check the address"
                )
            file.write(first)
            rest = None if size_bytes is None else size_bytes - len(first)
            write_all(file, chunks, rest, arguments.get("progress"))

    @_own(Memory.export)
    def export(self, arguments: Arguments) -> Exported:
        self._check_usable()
        path, progress = arguments.pop("path"), arguments.pop("progress", None)
        sent = encode(Memory.export, route_of("export"), self._space, arguments)
        with (
            new_file(path) as file,
            self._connection.stream("POST", sent) as (size_bytes, chunks, headers),
        ):
            try:
                told = json.loads(headers.get(EXPORTED_HEADER.lower(), ""))
                done = Exported.from_dict({**told, "path": str(path)})
            except ValueError as error:
                raise ServerMismatch(
                    f"what {self._connection.url} sent is no memcube file; check the address"
                ) from error
            write_all(file, chunks, size_bytes, None)
            if size_bytes is not None and file.tell() != size_bytes:
                raise ServerUnavailable(f"the file from {self._connection.url} broke off; try again")
        if progress is not None:
            progress(done.cubes, done.cubes)
        return done

    @_own(Memory.import_)
    def import_(self, arguments: Arguments) -> Imported:
        self._check_usable()
        self._check_writable()
        path, progress = arguments.pop("path"), arguments.pop("progress", None)
        passphrase = arguments.pop("passphrase", None)
        source = Path(path)
        if not source.is_file():
            raise ArgumentError(
                f"there is no file {str(source)!r} to import; a folder is imported where the store is"
            )
        if passphrase is not None and not isinstance(passphrase, str):
            raise ArgumentError("the passphrase must be text")
        sent = encode(Memory.import_, route_of("import_"), self._space, arguments)
        # The body is the file, so what would be the body stands in the query.
        query = tuple(
            (name, value if isinstance(value, str) else json.dumps(value))
            for name, value in json.loads(sent.body or b"{}").items()
        )
        headers = {FILENAME_HEADER: quote(source.name.encode("utf-8", "replace"), safe="")}
        if passphrase is not None:
            headers[PASSPHRASE_HEADER] = quote(passphrase.encode("utf-8", "replace"), safe="")
        reply = self._connection.send_file(Sent(sent.path, query), source, headers)
        done: Imported = decode("import_", self._connection.data(reply))
        if progress is not None:
            total = done.new + done.known + done.updated + done.copied + done.skipped
            progress(total, total)
        return done

    @verb
    def in_space(self, name: str) -> Self:
        checked = admit.name(name, "space")
        if checked is None:
            raise ArgumentError('space=None: a memory lives in a space; in_space("default") is the first one')
        other = type(self)(self._connection, checked, read_only=self._read_only)
        other._is_opener = False
        other._left = self._left
        return other

    @_own(Memory.close)
    def close(self, arguments: Arguments) -> None:
        # The server makes its vectors itself; there is nothing to wait for.
        admit.seconds(arguments.get("timeout_s", 0.0), "timeout_s")
        self._left = True
        if self._is_opener:
            self._connection.close()

    def _check_usable(self) -> None:
        self._connection.check_usable()
        if self._left:
            raise StoreClosed(f"{self!r} was closed; call in_space({self._space!r}) again")

    def _check_writable(self) -> None:
        if self._read_only:
            raise ReadOnlyStore(
                f"the memory at {self._connection.url} was opened with read_only=True; open it without to write"
            )

    def _with_progress(self, name: str, arguments: Arguments) -> Any:
        """Call a verb whose progress a server does not tell: it is told at the beginning and at the end."""
        progress = arguments.pop("progress", None)
        if progress is not None:
            progress(0, 1)
        found = self._call(name, arguments)
        if progress is not None:
            progress(1, 1)
        return found

    def _call(self, name: str, arguments: Arguments) -> Any:
        """Have the server do what the verb of that *name* does, and return what it returns."""
        route = route_of(name)
        self._check_usable()
        sent = encode(getattr(Memory, name), route, self._space, arguments)
        writes = _writes(route, arguments)
        if writes:
            self._check_writable()
        reply = self._connection.ask(
            route.method,
            sent,
            # Each write goes with a key of its own, so that one whose answer is lost can be asked for again.
            idempotency_key=new_id() if writes else None,
            long=name in _LONG,
        )
        return self._read(name, reply)

    def _read(self, name: str, reply: Reply) -> Any:
        try:
            return decode(name, self._connection.data(reply))
        except ServerMismatch as error:
            raise ServerMismatch(f"{error}{versions_of(reply)}") from error.__cause__


def _writes(route: Route, arguments: Mapping[str, Any]) -> bool:
    """Say whether a call would change the store."""
    if route.verb == "recall":
        return bool(arguments.get("reinforce"))
    if route.verb == "reflect":
        return bool(arguments.get("store_belief"))
    if route.verb == "check":
        return bool(arguments.get("repair"))
    return route.method != "GET" and route.right != "read" and not arguments.get("dry_run")


def _remote(like: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Return a verb of `Memory` as one that the server carries out."""

    @functools.wraps(like)
    def call(self: RemoteMemory, *args: Any, **kwargs: Any) -> Any:
        return self._call(name, bound(like, args, kwargs))

    return call


for _route in ROUTES:
    if _route.verb not in vars(RemoteMemory) and hasattr(Memory, _route.verb):
        setattr(RemoteMemory, _route.verb, _remote(getattr(Memory, _route.verb), _route.verb))
