"""Between the rows of a store and the lines of a memcube file."""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, get_args

from .. import admit
from ..cube import (
    FORMS,
    KINDS,
    RELATIONS,
    STATES,
    TIERS,
    Fact,
    Predicate,
    Verb,
    freeze,
    is_id,
)
from ..errors import MemcubeError, MnemicError, StoreCorrupted
from ..store import (
    BondRow,
    LinkRecord,
    OperationRecord,
    VectorRecord,
    VersionRecord,
    VitalityRow,
)
from ..times import from_stamp, parse_time, render_time, to_stamp, utc_from_us
from ._format import compact, exact_keys

CARRIED: Final = frozenset(get_args(Verb)) - {"make_key", "rotate_key", "revoke_key"}
"""The verbs of operations that write versions or edges: `forget` too, of facts that rest on less since."""

_KINDS, _FORMS, _TIERS, _STATES = map(frozenset, (KINDS, FORMS, TIERS, STATES))
_RELATIONS: Final = frozenset(RELATIONS)
_MOST: Final = 2**53
"""Numbers beyond are not the same in every reader of JSON."""

_VERSION_KEYS: Final = (
    "id", "version", "content", "kind", "form", "user", "agent", "session", "speaker", "role", "occurred_at",
    "occurred_end", "valid_from", "valid_to", "created_at", "recorded_at", "superseded_at", "key", "source", "tags",
    "metadata", "importance", "tier", "state", "fact", "operation",
)  # fmt: skip
_OPERATION_KEYS: Final = ("id", "verb", "recorded_at", "actor", "reason", "undoes", "run", "erased")
_LINK_KEYS: Final = ("source", "relation", "target", "recorded_at", "superseded_at", "operation")
_REPLAY_KEYS: Final = ("cube", "version", "user", "idempotency_key")
_VITALITY_KEYS: Final = ("cube", "stability_days", "recalls", "last_recalled_at", "useful", "useless")
_BOND_KEYS: Final = ("one", "other", "weight", "at")
_VECTOR_KEYS: Final = (
    "cube", "version", "field", "piece", "start", "stop", "vector", "token_bytes", "tokens",
)  # fmt: skip


class Replayed(NamedTuple):
    """An idempotency key in a file: it was used with the content of this version of the cube."""

    cube: str
    version: int
    user: str | None
    key: str


# Writing


def _utc(us: int | None) -> str | None:
    return None if us is None else render_time(utc_from_us(us))


def _zoned(us: int | None, zone: str | None) -> str | None:
    return None if us is None or zone is None else render_time(from_stamp(us, zone))


def version_to_dict(record: VersionRecord) -> dict[str, Any]:
    """
    Return a version as it stands in a file.

    Raises:
        StoreCorrupted: a column holds what was never written there.
    """
    try:
        return {
            "id": record.id,
            "version": record.version,
            "content": record.content,
            "kind": record.kind,
            "form": record.form,
            "user": record.user,
            "agent": record.agent,
            "session": record.session,
            "speaker": record.speaker,
            "role": record.role,
            "occurred_at": _zoned(record.occurred_us, record.occurred_zone),
            "occurred_end": _zoned(record.occurred_end_us, record.occurred_end_zone),
            "valid_from": _zoned(record.valid_from_us, record.valid_from_zone),
            "valid_to": _zoned(record.valid_to_us, record.valid_to_zone),
            "created_at": _utc(record.created_us),
            "recorded_at": _utc(record.recorded_us),
            "superseded_at": _utc(record.superseded_us),
            "key": record.key,
            "source": record.source,
            "tags": [] if record.tags is None else json.loads(record.tags),
            "metadata": {} if record.metadata is None else json.loads(record.metadata),
            "importance": record.importance,
            "tier": record.tier,
            "state": record.state,
            "fact": None if record.fact is None else json.loads(record.fact),
            "operation": record.operation,
        }
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise StoreCorrupted(
            f"version {record.version!r:.20} of cube {record.id} is damaged ({error!r:.200}) and cannot be exported; "
            "mnemic check names all that is"
        ) from error


def operation_to_dict(record: OperationRecord) -> dict[str, Any]:
    """Return an operation as it stands in a file."""
    data = record._asdict()
    data["recorded_at"] = _utc(data.pop("recorded_us"))
    return {name: data[name] for name in _OPERATION_KEYS}


def link_to_dict(record: LinkRecord) -> dict[str, Any]:
    """Return an edge as it stands in a file."""
    return {
        "source": record.source,
        "relation": record.relation,
        "target": record.target,
        "recorded_at": _utc(record.recorded_us),
        "superseded_at": _utc(record.superseded_us),
        "operation": record.operation,
    }


def replay_to_dict(replay: Replayed) -> dict[str, Any]:
    """Return an idempotency key as it stands in a file."""
    return dict(zip(_REPLAY_KEYS, replay, strict=True))


def vitality_to_dict(cube: str, row: VitalityRow) -> dict[str, Any]:
    """Return what recalls made of a memory as it stands in a file."""
    return {
        "cube": cube,
        "stability_days": row.stability_days,
        "recalls": row.recalls,
        "last_recalled_at": _utc(row.last_recalled_us),
        "useful": row.useful,
        "useless": row.useless,
    }


def bond_to_dict(row: BondRow) -> dict[str, Any]:
    """Return a bond as it stands in a file."""
    return {"one": row.one, "other": row.other, "weight": row.weight, "at": _utc(row.at_us)}


def vector_to_dict(record: VectorRecord) -> dict[str, Any]:
    """Return a vector as it stands in a file: its bytes, and those of its tokens' signs, in base64."""
    values = (*record[:6], _text64(record.data), record.token_bytes, _text64(record.tokens))
    return dict(zip(_VECTOR_KEYS, values, strict=True))


def _text64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


# Reading


@lru_cache(maxsize=4096)
def _stamp(text: str, name: str) -> tuple[int, str]:
    return to_stamp(parse_time(text, name))


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise MemcubeError(f"{name}={value!r:.60} is no time")
    return value


def _moment(value: object, name: str) -> int:
    """Return a moment of transaction time in microseconds."""
    return _stamp(_text(value, name), name)[0]


def _stamped(data: Mapping[str, Any], name: str) -> tuple[int | None, str | None]:
    value = data[name]
    return (None, None) if value is None else _stamp(_text(value, name), name)


def _moment_or_none(value: object, name: str) -> int | None:
    return None if value is None else _moment(value, name)


def _id(value: object, name: str) -> str:
    if not is_id(value):
        raise MemcubeError(f"{name}={value!r:.60} is no id")
    return value  # type: ignore[return-value]


def _id_or_none(value: object, name: str) -> str | None:
    return None if value is None else _id(value, name)


def _whole(value: object, name: str, least: int = 0) -> int:
    if type(value) is not int or not least <= value < _MOST:
        raise MemcubeError(f"{name}={value!r:.60} must be a whole number of at least {least}")
    return value


def _one_of(value: object, allowed: frozenset[str], name: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise MemcubeError(f"{name}={value!r:.60} does not exist; there are: {', '.join(sorted(allowed))}")
    return value


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise MemcubeError(f"{name}={value!r:.60} must be a number of at least 0")
    return float(value)


@lru_cache(maxsize=4096)
def _known_name(value: str, name: str) -> str | None:
    return admit.name(value, name)


def _name(value: object, name: str) -> str | None:
    """Return a name; the same ones come again and again."""
    return (
        None if value is None else _known_name(value, name) if type(value) is str else admit.name(value, name)
    )


def _tags(value: object) -> str | None:
    if not isinstance(value, list):
        raise MemcubeError(f"tags={value!r:.60} must be a list")
    tags = list(admit.names(value, "tags")) if value else None
    return compact(tags) if tags else None


def _metadata(value: object) -> str | None:
    if value == {}:
        return None
    return compact(freeze(value))


def _fact(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise MemcubeError(f"fact={value!r:.60} must be an object of JSON")
    return compact(Fact.from_dict(value).to_dict())


def read_version(data: Mapping[str, Any]) -> VersionRecord:
    """
    Check a version of a file as `remember` checks its arguments.

    Raises:
        ArgumentError: it is none that a memory can hold.
    """
    exact_keys(data, _VERSION_KEYS, "it")
    occurred, ended = _stamped(data, "occurred_at"), _stamped(data, "occurred_end")
    if ended[0] is not None and (occurred[0] is None or ended[0] < occurred[0]):
        raise MemcubeError("occurred_end does not lie after occurred_at")
    share = data["importance"]
    if share is not None and _number(share, "importance") > 1:
        raise MemcubeError(f"importance={share!r:.60} must be a number from 0 to 1")
    return VersionRecord(
        _id(data["id"], "id"),
        _name(data["user"], "user"),
        _name(data["key"], "key"),
        _moment(data["created_at"], "created_at"),
        _id(data["operation"], "operation"),
        _whole(data["version"], "version", 1),
        _moment(data["recorded_at"], "recorded_at"),
        _moment_or_none(data["superseded_at"], "superseded_at"),
        _one_of(data["kind"], _KINDS, "kind"),
        _one_of(data["form"], _FORMS, "form"),
        _one_of(data["tier"], _TIERS, "tier"),
        _one_of(data["state"], _STATES, "state"),
        _name(data["agent"], "agent"),
        _name(data["session"], "session"),
        _name(data["speaker"], "speaker"),
        _name(data["role"], "role"),
        *occurred,
        *ended,
        *_stamped(data, "valid_from"),
        *_stamped(data, "valid_to"),
        _name(data["source"], "source"),
        None if share is None else float(share),
        _tags(data["tags"]),
        _metadata(data["metadata"]),
        _fact(data["fact"]),
        admit.content(data["content"]),
    )


def read_operation(data: Mapping[str, Any]) -> OperationRecord:
    """Check an operation of a file."""
    exact_keys(data, _OPERATION_KEYS, "it")
    return OperationRecord(
        _id(data["id"], "id"),
        _one_of(data["verb"], CARRIED, "verb"),  # type: ignore[arg-type]
        admit.name(data["actor"], "actor"),
        admit.name(data["reason"], "reason"),
        _id_or_none(data["undoes"], "undoes"),
        _id_or_none(data["run"], "run"),
        _moment(data["recorded_at"], "recorded_at"),
        _whole(data["erased"], "erased"),
    )


def read_link(data: Mapping[str, Any]) -> LinkRecord:
    """Check an edge of a file."""
    exact_keys(data, _LINK_KEYS, "it")
    return LinkRecord(
        _id(data["source"], "source"),
        _id(data["target"], "target"),
        _one_of(data["relation"], _RELATIONS, "relation"),  # type: ignore[arg-type]
        _id(data["operation"], "operation"),
        _moment(data["recorded_at"], "recorded_at"),
        _moment_or_none(data["superseded_at"], "superseded_at"),
    )


def read_replay(data: Mapping[str, Any]) -> Replayed:
    """Check an idempotency key of a file."""
    exact_keys(data, _REPLAY_KEYS, "it")
    key = admit.name(data["idempotency_key"], "idempotency_key")
    if key is None:
        raise MemcubeError("idempotency_key=None names nothing")
    return Replayed(
        _id(data["cube"], "cube"),
        _whole(data["version"], "version", 1),
        _name(data["user"], "user"),
        key,
    )


def read_vitality(data: Mapping[str, Any]) -> tuple[str, VitalityRow]:
    """Check what recalls made of a memory, of a file."""
    exact_keys(data, _VITALITY_KEYS, "it")
    return _id(data["cube"], "cube"), VitalityRow(
        _number(data["stability_days"], "stability_days"),
        _whole(data["recalls"], "recalls"),
        _moment_or_none(data["last_recalled_at"], "last_recalled_at"),
        _whole(data["useful"], "useful"),
        _whole(data["useless"], "useless"),
    )


def read_bond(data: Mapping[str, Any]) -> BondRow:
    """Check a bond of a file."""
    exact_keys(data, _BOND_KEYS, "it")
    one, other = _id(data["one"], "one"), _id(data["other"], "other")
    if one >= other:
        raise MemcubeError("one and other are not in order")
    return BondRow(one, other, _number(data["weight"], "weight"), _moment(data["at"], "at"))


def read_predicate(data: Mapping[str, Any]) -> Predicate:
    """Check a predicate of a file."""
    return Predicate.from_dict(dict(data))


def read_vector(data: Mapping[str, Any]) -> VectorRecord:
    """Check a vector of a file; whether its numbers are some is seen later, where many are."""
    exact_keys(data, _VECTOR_KEYS, "it")
    start, stop = _whole(data["start"], "start"), _whole(data["stop"], "stop")
    vector, width, tokens = (
        _bytes64(data["vector"]),
        _whole(data["token_bytes"], "token_bytes"),
        data["tokens"],
    )
    signs = _bytes64(tokens)
    if start > stop or not vector or len(vector) % 2 or (len(signs) % width if width else signs):
        raise MemcubeError("its vector is no whole number of dimensions, or its piece is none of a text")
    if data["field"] != "content":
        raise MemcubeError(f"field={data['field']!r:.60} does not exist")
    return VectorRecord(
        _id(data["cube"], "cube"), _whole(data["version"], "version", 1), "content",
        _whole(data["piece"], "piece"), start, stop, vector, width, signs,
    )  # fmt: skip


def _bytes64(value: object) -> bytes:
    try:
        return base64.b64decode(value, validate=True)  # type: ignore[arg-type]
    except (binascii.Error, TypeError, ValueError):
        raise MemcubeError(f"{value!r:.40} is not base64") from None


UNREADABLE: Final = (
    MnemicError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    ArithmeticError,
    RecursionError,
)
"""What reading a hostile record may raise."""


def at_line(error: Exception, member: str, number: int) -> MemcubeError:
    """Return what is wrong with a record, with the place it stands at."""
    return MemcubeError(f"{member}, line {number}: {error}")
