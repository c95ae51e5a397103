"""Looking after a space, and after the store, over HTTP."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import anyio.to_thread
from starlette.responses import StreamingResponse

from ...wire import route_of
from ._arguments import Sent
from ._authorised import authorised
from ._memories import bounded
from ._shapes import results as gives
from ._shapes import upkeep as takes
from ._state import state_of
from ._threads import in_turn
from ._verbs import Served

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from ...engine import Stats
    from ._state import State

_CHUNK_BYTES: Final = 1 << 20


def _stats(stats: Stats) -> dict[str, Any]:
    """Return the figures; of where the store lies, only the name of its file."""
    return {**stats.to_dict(), "location": Path(stats.location).name}


def _breakable(arguments: dict[str, Any], state: State) -> dict[str, Any]:
    """Return the arguments of a verb that goes on from where it was when it is asked again."""
    return {**arguments, "progress": state.go_on}


VERBS: Final = (
    Served(verb="overview", takes=takes.Overview, gives=gives.Overview, tag="space"),
    Served(verb="stats", takes=takes.Stats, gives=gives.Stats, tag="space", show=_stats),
    Served(verb="flush", takes=takes.Flush, gives=None, tag="space", is_slow=True, prepare=_breakable),
    Served(verb="spaces", takes=takes.Spaces, gives=list[str], tag="store"),
    Served(
        verb="scrub",
        takes=takes.Scrub,
        gives=list[gives.ErasureReceipt],
        tag="store",
        is_slow=True,
        prepare=bounded,
    ),
    Served(verb="check", takes=takes.Check, gives=list[gives.Finding], tag="store", is_slow=True),
    Served(verb="reembed", takes=takes.Reembed, gives=None, tag="store", is_slow=True, prepare=_breakable),
    Served(verb="audit_head", takes=takes.AuditHead, gives=gives.AuditHead, tag="store"),
    Served(verb="backup", takes=takes.Backup, gives=bytes, tag="store", is_slow=True),
)


async def backup(request: Request) -> Response:
    """Answer with the bytes of a copy of the store; the copy has no name any more when the first of them leaves."""
    state = state_of(request)
    await authorised(request, route_of("backup"), None)
    (await Sent.of(request)).read("backup", takes.Backup)
    copy = await in_turn(state.slow, partial(_copied, state))
    size = os.fstat(copy.fileno()).st_size
    headers = {"Content-Length": str(size), "Content-Disposition": 'attachment; filename="mnemic-backup.db"'}
    return sent_file(copy, headers, "application/vnd.sqlite3")


def sent_file(file: BinaryIO, headers: Mapping[str, str], media: str) -> Response:
    """Return an answer that sends *file*, and closes it whether anybody took it or not."""
    return _Copy(file, headers, media)


def _copied(state: State) -> BinaryIO:
    """Return a copy of the store, open for reading. Its name is gone: the disk gets its room back whatever happens."""
    folder = tempfile.mkdtemp(prefix="mnemic-backup-")
    try:
        path = Path(folder, "backup.db")
        state.handles.store_wide.backup(path, progress=state.go_on)
        return path.open("rb")
    finally:
        shutil.rmtree(folder)


class _Copy(StreamingResponse):
    """Sends a file, and closes it whether anybody took it or not."""

    def __init__(self, copy: BinaryIO, headers: Mapping[str, str], media: str) -> None:
        super().__init__(_chunks(copy), headers=headers, media_type=media)
        self._copy = copy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._copy.close()


async def _chunks(copy: BinaryIO) -> AsyncIterator[bytes]:
    while chunk := await anyio.to_thread.run_sync(copy.read, _CHUNK_BYTES):
        yield chunk
