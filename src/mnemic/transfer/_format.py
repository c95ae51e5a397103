"""What a memcube file is made of; docs/design/memcube-file.md tells it in full."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from ..errors import MemcubeError, MemcubeTooNew

FORMAT_VERSION: Final = 1

OPERATIONS: Final = "operations.jsonl"
VERSIONS: Final = "versions.jsonl"
LINKS: Final = "links.jsonl"
REPLAYS: Final = "replays.jsonl"
VITALITY: Final = "vitality.jsonl"
BONDS: Final = "bonds.jsonl"
PREDICATES: Final = "predicates.jsonl"
VECTORS: Final = "vectors.jsonl"
MANIFEST: Final = "manifest.json"

MEMBERS: Final = (VERSIONS, LINKS, REPLAYS, VITALITY, BONDS, PREDICATES, VECTORS, OPERATIONS)
"""Everything but the manifest, in the order it stands in the file; the manifest, which sums it up, comes last."""

MOST_LINE_BYTES: Final = 128 << 20
"""No line is longer: a memory holds 16 MiB at most, and JSON may write a character as six."""

MOST_MANIFEST_BYTES: Final = 1 << 20
_SELECTED: Final = ("user", "agent", "session", "kinds", "tags", "where", "since", "until", "tiers")


class Member(NamedTuple):
    """What the manifest says of a part of the file."""

    lines: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    What a memcube file says of itself.

    Attributes:
        cubes: How many memories it holds; `members` tells how much of everything else.

        selection: What the export was narrowed down to, by the names of its arguments; empty: a whole space.

        model: The embedding model that made its vectors; `None`: it holds none.
    """

    cubes: int
    members: Mapping[str, Member]
    selection: Mapping[str, Any] = field(default_factory=dict)
    model: str | None = None

    def to_bytes(self) -> bytes:
        """Return it as it stands in the file. It names no place and no time: equal memories make equal files."""
        data = {
            "format": "memcube",
            "version": FORMAT_VERSION,
            "cubes": self.cubes,
            "model": self.model,
            "selection": dict(self.selection),
            "members": {
                name: {"lines": member.lines, "bytes": member.size_bytes, "sha256": member.sha256}
                for name, member in self.members.items()
            },
        }
        return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"

    @classmethod
    def from_bytes(cls, raw: bytes) -> Manifest:
        """
        Read what `to_bytes` wrote.

        Raises:
            MemcubeTooNew: a newer Mnemic wrote it.

            MemcubeError: it is no manifest.
        """
        data = plain_json(raw, MANIFEST)
        if not isinstance(data, dict) or data.get("format") != "memcube":
            raise MemcubeError(f"{MANIFEST} is not that of a memcube file: {str(data)[:80]!r}")
        version = data.get("version")
        if type(version) is int and version > FORMAT_VERSION:
            raise MemcubeTooNew(
                f"the memcube file has format version {version}, and this Mnemic knows up to {FORMAT_VERSION}; "
                "update it with: pip install --upgrade mnemic"
            )
        if version != FORMAT_VERSION:
            raise MemcubeError(f"{MANIFEST}: version={version!r:.40} does not exist")
        exact_keys(data, ("format", "version", "cubes", "model", "selection", "members"), MANIFEST)
        members = {name: _member(name, item) for name, item in _object(data["members"], "members").items()}
        if missing := [name for name in MEMBERS if name not in members and name != VECTORS]:
            raise MemcubeError(f"{MANIFEST} does not name the member {missing[0]!r}")
        if unknown := [name for name in members if name not in MEMBERS]:
            raise MemcubeError(f"{MANIFEST} names a member {unknown[0]!r:.60} that no memcube file has")
        model = data["model"]
        if not (model is None or isinstance(model, str)) or (model is None) != (VECTORS not in members):
            raise MemcubeError(f"{MANIFEST}: model={model!r:.60} does not go with its members")
        selection = _object(data["selection"], "selection")
        if unknown := [name for name in selection if name not in _SELECTED]:
            raise MemcubeError(f"{MANIFEST}: selection by {unknown[0]!r:.60} does not exist")
        return cls(_whole(data["cubes"], "cubes"), members, selection, model)


def _member(name: str, data: object) -> Member:
    where = f"members[{name!r:.60}]"
    item = _object(data, where)
    exact_keys(item, ("lines", "bytes", "sha256"), f"{MANIFEST}: {where}")
    sha256 = item["sha256"]
    if not isinstance(sha256, str) or len(sha256) != 64:
        raise MemcubeError(f"{MANIFEST}: {where} has no SHA-256, got {sha256!r:.60}")
    return Member(_whole(item["lines"], where), _whole(item["bytes"], where), sha256)


def _object(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MemcubeError(f"{MANIFEST}: {where} must be an object of JSON, got {value!r:.60}")
    return value


def _whole(value: object, where: str) -> int:
    if type(value) is not int or value < 0:
        raise MemcubeError(f"{MANIFEST}: {where} must be a whole number, got {value!r:.60}")
    return value


def line(record: Mapping[str, Any]) -> bytes:
    """Return a record as a line of a member."""
    return _encode(record).encode() + b"\n"


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def compact(value: object) -> str:
    """Return *value* as the JSON that columns of a store hold."""
    return _encode(value)


def plain_json(raw: bytes, where: str) -> Any:
    """
    Return what JSON says.

    Raises:
        MemcubeError: it is none, or says what JSON has no numbers for.
    """
    try:
        return _DECODER.decode(raw.decode())
    except (ValueError, RecursionError) as error:
        raise MemcubeError(f"{where} is not JSON: {error!s:.120}") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


_DECODER: Final = json.JSONDecoder(parse_constant=_no_number)


def exact_keys(data: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    """Raise unless *data* has these keys and no others."""
    # In the order of the keys, as we write them; else in any.
    if tuple(data) == keys or data.keys() == set(keys):
        return
    if unknown := [key for key in data if key not in keys]:
        raise MemcubeError(
            f"{where} has a field {unknown[0]!r:.60} that this version of Mnemic does not know; was it written by a "
            "newer one?"
        )
    missing = next(key for key in keys if key not in data)
    raise MemcubeError(f"{where} lacks its field {missing!r}")
