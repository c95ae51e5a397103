"""Operations of a batch: which can be carried out, and which namespaces are meant."""

from __future__ import annotations

from langgraph.store.base import (
    GetOp,
    InvalidNamespaceError,
    ListNamespacesOp,
    MatchCondition,
    PutOp,
    SearchOp,
    validate_op_namespace,
)

from ...cube import text_problem
from ...errors import ArgumentError
from ._filter import check_filter

_LONGEST_NAMESPACE = 2000


def check(op: object) -> None:
    """
    Raise unless *op* can be carried out.

    Raises:
        ArgumentError: it is none, or one of its arguments cannot be used.

        InvalidNamespaceError: its namespace cannot be used.
    """
    if isinstance(op, GetOp | PutOp):
        _check_namespace(op, op.namespace)
        if not isinstance(op.key, str):
            raise ArgumentError(f"a document's key is text, got {type(op.key).__name__}: {op.key!r:.60}")
    elif isinstance(op, SearchOp):
        _check_namespace(op, op.namespace_prefix)
        _check_page(op)
        if op.filter is not None:
            check_filter(op.filter)
    elif isinstance(op, ListNamespacesOp):
        validate_op_namespace(op)
        _check_page(op)
        for condition in op.match_conditions or ():
            if condition.match_type not in ("prefix", "suffix"):
                raise ArgumentError(
                    f'match_type={condition.match_type!r:.60} does not exist; it is "prefix" or "suffix"'
                )
    else:
        raise ArgumentError(
            f"{op!r:.80} is no operation of a store: GetOp, PutOp, SearchOp, ListNamespacesOp"
        )


def _check_namespace(op: GetOp | PutOp | SearchOp, namespace: object) -> None:
    if not isinstance(namespace, tuple):
        raise InvalidNamespaceError(f'a namespace is a tuple such as ("users", "ana"), got {namespace!r:.60}')
    validate_op_namespace(op)
    problem = text_problem("".join(namespace))
    if problem:
        raise InvalidNamespaceError(f"namespace {namespace!r:.120} {problem}")
    length = sum(map(len, namespace)) + len(namespace)
    if length > _LONGEST_NAMESPACE:
        raise InvalidNamespaceError(
            f"namespace {namespace!r:.120} has {length} characters; it may have {_LONGEST_NAMESPACE}, "
            "so put what is long into the key"
        )


def _check_page(op: SearchOp | ListNamespacesOp) -> None:
    for name, value in (("limit", op.limit), ("offset", op.offset)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ArgumentError(f"{name}={value!r:.60} must be a whole number, 0 or more")


def is_match(condition: MatchCondition, namespace: tuple[str, ...]) -> bool:
    """Whether *namespace* begins, or ends, as *condition* says; ``*`` stands for any label."""
    length = len(condition.path)
    if length > len(namespace):
        return False
    part = namespace[:length] if condition.match_type == "prefix" else namespace[len(namespace) - length :]
    return all(wanted in ("*", label) for wanted, label in zip(condition.path, part, strict=True))
