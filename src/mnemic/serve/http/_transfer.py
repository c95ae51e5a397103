"""Memories out of and into a space over HTTP: what carries them is a file, in either direction."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from urllib.parse import unquote_to_bytes

from ...errors import ArgumentError, BadRequest
from ...wire import EXPORTED_HEADER, FILENAME_HEADER, PASSPHRASE_HEADER, route_of
from ._arguments import Sent
from ._authorised import authorised
from ._envelope import data_bytes, json_response
from ._outermost import part
from ._shapes import results as gives
from ._shapes import upkeep as takes
from ._state import State, state_of
from ._threads import in_turn
from ._upkeep import sent_file
from ._verbs import Served

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ...engine import Exported, Imported

MEDIA: Final = "application/vnd.mnemic.memcube"

_ODD: Final = re.compile(r"[^\w.\- ]")
_MOST_NAME_CHARS: Final = 60

VERBS: Final = (
    Served(verb="export", takes=takes.Export, gives=bytes, tag="space", is_slow=True, media=MEDIA),
    Served(
        verb="import_", takes=takes.Import, gives=gives.Imported, tag="space", is_slow=True, takes_file=True
    ),
)


async def export(request: Request) -> Response:
    """Answer with the bytes of a memcube file; it has no name any more when the first of them leaves."""
    state, space = state_of(request), part(request.path_params["space"])
    await authorised(request, route_of("export"), space)
    arguments = (await Sent.of(request)).read("export", takes.Export)
    if arguments.get("format", "memcube") != "memcube":
        raise ArgumentError(
            f"format={arguments['format']!r:.40} is a folder, which no answer can be; take memcube"
        )
    file, done = await in_turn(state.slow, partial(_exported, state, space, arguments))
    told = {**done.to_dict(), "path": ""}
    headers = {
        "Content-Length": str(done.size_bytes),
        "Content-Disposition": 'attachment; filename="mnemic.memcube"',
        EXPORTED_HEADER: json.dumps(told, separators=(",", ":")),
    }
    return sent_file(file, headers, MEDIA)


def _exported(state: State, space: str, arguments: dict[str, Any]) -> tuple[BinaryIO, Exported]:
    """Return a memcube file, open for reading. Its name is gone: the disk gets its room back whatever happens."""
    folder = tempfile.mkdtemp(prefix="mnemic-export-")
    try:
        path = Path(folder, "export.memcube")
        done = state.handles.get(space).export(path, **arguments, progress=state.go_on)
        return path.open("rb"), done
    finally:
        shutil.rmtree(folder)


async def import_(request: Request) -> Response:
    """Take in the file that is the body. The server never reads a path that a request names."""
    state, space = state_of(request), part(request.path_params["space"])
    # Before the first byte: nobody unknown fills the disk.
    await authorised(request, route_of("import_"), space)
    query = request.scope["query_string"].decode("latin-1")
    arguments = Sent("GET", query, "", b"").read("import_", takes.Import)
    folder = await in_turn(state.slow, partial(tempfile.mkdtemp, prefix="mnemic-import-"))
    try:
        path = Path(folder, _name(request))
        with path.open("wb") as file:
            async for chunk in request.stream():
                file.write(chunk)
        arguments["passphrase"] = _header(request, PASSPHRASE_HEADER)
        done = await in_turn(state.slow, partial(_imported, state, space, path, arguments))
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
    return json_response(data_bytes(done.to_dict()))


def _imported(state: State, space: str, path: Path, arguments: dict[str, Any]) -> Imported:
    return state.handles.get(space).import_(path, **arguments, progress=state.go_on)


def _name(request: Request) -> str:
    """Return a name for the file in a folder of its own: what it was called, without anything that leads elsewhere."""
    said = _header(request, FILENAME_HEADER) or ""
    return _ODD.sub("_", said.rpartition("/")[2]).strip(". ")[-_MOST_NAME_CHARS:] or "import"


def _header(request: Request, name: str) -> str | None:
    """Return what a header says that holds percent-encoded text."""
    given = request.headers.get(name)
    try:
        return None if given is None else unquote_to_bytes(given).decode()
    except UnicodeDecodeError:
        raise BadRequest(f"{name} is not percent-encoded UTF-8") from None
