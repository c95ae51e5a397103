"""Opening the store a command is about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ArgumentError, CubeNotFound, OperationNotFound, StorePathError
from ._options import Model, Pen, Place
from ._output import note

if TYPE_CHECKING:
    from ..engine import Memory


def reading(place: Place) -> Memory:
    """
    Open a store that is there, without the right to write.

    Raises:
        StorePathError: it is not there.
    """
    import mnemic

    if place.url:
        return _served(place, read_only=True)
    return mnemic.open(existing(place), space=place.space, read_only=True)


def asking(place: Place, model: Model) -> Memory:
    """
    Open a store that is there, to ask it something.

    It is opened for writing where that is possible, so that vectors made for the answer are kept.
    """
    import mnemic

    if place.url:
        return _served(place, embedder=model.embedder)
    path = existing(place)
    closed = not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK))
    return mnemic.open(path, space=place.space, embedder=model.embedder, read_only=closed)


def writing(
    place: Place, pen: Pen, model: Model | None = None, *, make: bool = False, llm: str | None = None
) -> Memory:
    """
    Open a store to change it.

    Args:
        make: Make it when it isn't there.

        llm: The name of a language model.

    Raises:
        StorePathError: it is not there, and *make* is false.
    """
    import mnemic

    if place.url:
        embedder = model.embedder if model else None
        return _served(place, embedder=embedder, actor=pen.actor, busy_timeout_s=pen.wait, llm=llm)
    path = place.path if make else existing(place)
    new = not path.exists()
    memory = mnemic.open(
        path,
        space=place.space,
        embedder=model.embedder if model else None,
        actor=pen.actor,
        busy_timeout_s=pen.wait,
        llm=llm,
    )
    if new:
        note(f"New store: {path.resolve()}")
    return memory


def trying(place: Place, pen: Pen, model: Model) -> Memory:
    """Open a store to see what a change would do; where there is none, an empty one that leaves nothing behind."""
    import mnemic

    if place.url or place.path.exists():
        return writing(place, pen, model)
    return mnemic.open(":memory:", space=place.space, embedder=model.embedder)


def _served(place: Place, **more: Any) -> Memory:
    """Open the memory on a server; what only a file takes is an error that says so."""
    import mnemic

    return mnemic.open(place.shown, space=place.space, api_key=place.api_key or None, **more)


def existing(place: Place) -> Path:
    """
    Return the path of a store that is there.

    Raises:
        StorePathError: there is no file.

        ArgumentError: a server is named.
    """
    if not place.path.exists():
        named = "" if place.db else ", and neither --db nor MNEMIC_DB names another"
        raise StorePathError(
            f"there is no store {str(place.path)!r}{named}; "
            f"name the one you mean with --db PATH, or make it: mnemic init --db {place.path}"
        )
    return place.path


def cube_id(memory: Memory, text: str) -> str:
    """
    Return the id of the memory that *text* names: an id already, or its number in the space.

    Raises:
        CubeNotFound: no memory has that number.
    """
    if not text.isdecimal():
        return text
    page = memory.list(where={"seq": int(text)}, tiers=None, limit=1)
    if not page:
        raise CubeNotFound(
            f"no memory number {text} in space {memory.space!r} (one that was taken back goes by its id only); "
            "mnemic list shows the numbers"
        )
    return page[0].id


def operation_id(memory: Memory, text: str, verb: str | None = None) -> str:
    """
    Return the id of the operation that *text* names: an id already, or ``last``.

    Args:
        verb: With ``last``: the last one that did this.

    Raises:
        OperationNotFound: nothing was done yet.
    """
    if text != "last":
        if len(text) != 36:
            raise ArgumentError(
                f"{text!r:.60} is no operation's id; mnemic operations shows them, and last is the latest"
            )
        return text
    before = None
    while page := memory.operations(before=before, limit=50 if verb else 1):
        for operation in page:
            if operation.id is not None and verb in (None, operation.verb):
                return operation.id
        before = page[-1].id
    raise OperationNotFound(
        f"nothing {'was erased' if verb == 'forget' else 'was done'} in space {memory.space!r} yet; "
        "mnemic spaces shows the spaces there are"
    )
