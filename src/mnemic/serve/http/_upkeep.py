"""Looking after a space, and after the store, over HTTP."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator
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

    from ...engine import Memory, Stats

_CHUNK_BYTES: Final = 1 << 20


def _stats(stats: Stats) -> dict[str, Any]:
    """Return the figures; of where the store lies, only the name of its file."""
    return {**stats.to_dict(), "location": Path(stats.location).name}


VERBS: Final = (
    Served(verb="overview", takes=takes.Overview, gives=gives.Overview, tag="space"),
    Served(verb="stats", takes=takes.Stats, gives=gives.Stats, tag="space", show=_stats),
    Served(verb="flush", takes=takes.Flush, gives=None, tag="space", is_slow=True),
    Served(verb="spaces", takes=takes.Spaces, gives=list[str], tag="store"),
    Served(
        verb="scrub", takes=takes.Scrub, gives=list[gives.ErasureReceipt], tag="store", is_slow=True, prepare=bounded
    ),
    Served(verb="check", takes=takes.Check, gives=list[gives.Finding], tag="store", is_slow=True),
    Served(verb="reembed", takes=takes.Reembed, gives=None, tag="store", is_slow=True),
    Served(verb="audit_head", takes=takes.AuditHead, gives=gives.AuditHead, tag="store"),
    Served(verb="backup", takes=takes.Backup, gives=bytes, tag="store", is_slow=True),
)


async def backup(request: Request) -> Response:
    """Answer with the bytes of a copy of the store; the copy has no name any more when the first of them leaves."""
    state = state_of(request)
    await authorised(request, route_of("backup"), None)
    (await Sent.of(request)).read("backup", takes.Backup)
    copy = await in_turn(state.slow, partial(_copied, state.handles.store_wide))
    size = os.fstat(copy.fileno()).st_size
    headers = {"Content-Length": str(size), "Content-Disposition": 'attachment; filename="mnemic-backup.db"'}
    return StreamingResponse(_chunks(copy), headers=headers, media_type="application/vnd.sqlite3")


def _copied(memory: Memory) -> BinaryIO:
    """Return a copy of the store, open for reading. Its name is gone: the disk gets its room back whatever happens."""
    folder = tempfile.mkdtemp(prefix="mnemic-backup-")
    try:
        path = Path(folder, "backup.db")
        memory.backup(path)
        return path.open("rb")
    finally:
        shutil.rmtree(folder)


async def _chunks(copy: BinaryIO) -> AsyncIterator[bytes]:
    with copy:
        while chunk := await anyio.to_thread.run_sync(copy.read, _CHUNK_BYTES):
            yield chunk
