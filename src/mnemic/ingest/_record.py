"""One memory to be, as keyword arguments for `Memory.remember_many`."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import NamedTuple

from ._notes import Notes
from ._text import check_text

Record = dict[str, object]
"""
Arguments of `remember` by name.

Beside them a record may hold ``refers``: pairs of a relation and the idempotency key of a record that came before it,
to which it is to be linked. Ids are given when records are kept, so a reader cannot name them.
"""


class Draft(NamedTuple):
    """What `read` was told, as every format's reader needs it."""

    name: str
    """The file's name, as it stands in `source`."""

    session: str
    """The session of a file that names none: the file's stem."""

    user: str | None

    notes: Notes
    """Where a reader tells what it leaves out."""

    by_sender: bool = False
    """Whether times are shown in the zone of whoever wrote, where the file tells it."""


def episode(place: str, content: str, fields: Record) -> Record:
    """
    Return a record of *content* at *place*, leaving out what is None or empty, with its texts checked.

    Args:
        place: File name and position, kept as the record's ``source``.

        fields: Further arguments of `remember`; they win over the defaults.
    """
    record: Record = {"content": content, "kind": "episode", "source": place}
    record.update({name: value for name, value in fields.items() if value not in (None, (), {}, [])})
    for name, value in record.items():
        check_text(value, name, place)
    return record


def digest(*parts: object) -> str:
    """Return 32 hex digits that change with any of *parts*."""
    joined = "\x1f".join(str(part) for part in parts)
    # Texts are not checked yet: a lone surrogate must reach `episode`, which says where it is.
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Keys:
    """
    Idempotency keys that survive re-reading a file which has since grown or lost its beginning.

    A message is known by what it is and by how many like it came before, never by its line number.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, *parts: object) -> str:
        """Return the key of the next message made of *parts*."""
        base = digest(*parts)
        self._seen[base] += 1
        return f"{base}-{self._seen[base]}"
