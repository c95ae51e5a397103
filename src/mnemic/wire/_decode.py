"""What a server answers as the result of a verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from .. import index, lifecycle, truth
from ..cube import ErasureReceipt, MemCube, Operation, Predicate
from ..engine import AuditHead, BackgroundJob, Imported, Links, Logged, Page, Stats
from ..errors import ServerMismatch
from ..govern import ApiKey, NewKey
from ..recall import Missing, Profile, Recall
from ..store import Finding

Read = Callable[[Any], Any]


def decode(verb: str, data: Any) -> Any:
    """
    Return *data*, what stands under ``data`` in a server's answer, as the result of a verb.

    Raises:
        ServerMismatch: it cannot be read as that.
    """
    try:
        return READERS[verb](data)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ServerMismatch(f"the server's answer to {verb}() cannot be read: {error}") from error


def _list(read: Read) -> Read:
    return lambda data: [read(item) for item in _listed(data)]


def _texts(data: Any) -> tuple[str, ...]:
    found = tuple(_listed(data))
    if not all(isinstance(item, str) for item in found):
        raise TypeError(f"expected a list of texts, got {data!r:.80}")
    return found


def _listed(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError(f"expected a list, got {data!r:.80}")
    return data


def _count(data: Any) -> int:
    if type(data) is not int:
        raise TypeError(f"expected a whole number, got {data!r:.80}")
    return data


def _nothing(data: Any) -> None:
    if data is not None:
        raise TypeError(f"expected null, got {data!r:.80}")


READERS: Final[dict[str, Read]] = {
    **dict.fromkeys(("remember", "update", "get", "lookup", "assert_fact", "correct"), MemCube.from_dict),
    **dict.fromkeys(("remember_many", "history", "facts"), _list(MemCube.from_dict)),
    **dict.fromkeys(
        ("archive", "fuse", "pin", "unpin", "retract", "undo", "feedback", "reset_feedback"),
        Operation.from_dict,
    ),
    **dict.fromkeys(("forget", "receipt"), ErasureReceipt.from_dict),
    **dict.fromkeys(("flush", "reembed", "allow_model", "set_policy", "declare"), _nothing),
    **dict.fromkeys(("retry_jobs", "drop_jobs"), _count),
    "list": Page.from_dict,
    "recall": Recall.from_dict,
    "explain_missing": Missing.from_dict,
    "reflect": lambda data: lifecycle.Reflection.from_dict(data),
    "timeline": lambda data: [truth.Entry.from_dict(entry) for entry in _listed(data)],
    "profile": Profile.from_dict,
    "predicates": _list(Predicate.from_dict),
    "operations": _list(Operation.from_dict),
    "log": _list(Logged.from_dict),
    "scrub": _list(ErasureReceipt.from_dict),
    "consolidate": lambda data: lifecycle.Consolidation.from_dict(data),
    "policy": lambda data: lifecycle.Policy.from_dict(data),
    "jobs": _list(BackgroundJob.from_dict),
    "overview": index.Overview.from_dict,
    "curve": lambda data: lifecycle.Curve.from_dict(data),
    "links": Links.from_dict,
    "graph": lambda data: truth.Graph.from_dict(data),
    **dict.fromkeys(("make_key", "rotate_key"), NewKey.from_dict),
    "keys": _list(ApiKey.from_dict),
    "revoke_key": ApiKey.from_dict,
    "import_": lambda data: Imported.from_dict(data),
    "stats": Stats.from_dict,
    "spaces": _texts,
    "check": _list(Finding.from_dict),
    "audit_head": AuditHead.from_dict,
}
"""What reads the answer to each verb. A backup and an export are no JSON."""
