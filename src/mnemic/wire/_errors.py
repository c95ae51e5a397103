"""
The errors as they cross the wire: each class of `mnemic.errors` has a code and an HTTP status, and comes back as itself.

A code is the name of the class in snake_case. What an error carries beside its message travels in ``details``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .. import errors
from ..errors import MnemicError

_STATUS: Final[dict[type[MnemicError], int]] = {
    errors.BadRequest: 400,
    errors.Unauthorized: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.ReplyErased: 410,
    errors.Conflict: 409,
    errors.EmbedderMismatch: 409,
    errors.ModelBudgetExceeded: 409,
    errors.ReadOnlyStore: 409,
    errors.PayloadTooLarge: 413,
    errors.ArgumentError: 422,
    errors.TooManyRequests: 429,
    errors.RetryableError: 503,
    # To whoever asks a server, a store that it has closed is a server that is stopping.
    errors.StoreClosed: 503,
    errors.StoreFull: 507,
    errors.MnemicError: 500,
}

_CARRIED: Final[dict[type[MnemicError], str]] = {
    errors.UndoRefused: "dependents",
    errors.TooManyRequests: "retry_after_s",
}
"""
What goes along in ``details``, by the class: the argument it is given again under, after the message.

The beginning of a model's reply (`ModelReplyError.reply`) stays where it is: it may quote what is remembered.
"""

_HTTP_CODES: Final[dict[str, tuple[int, type[MnemicError]]]] = {
    "not_found": (404, errors.NotFound),
    "method_not_allowed": (405, errors.BadRequest),
    "not_acceptable": (406, errors.BadRequest),
    "request_timeout": (408, errors.ServerUnavailable),
    "unsupported_media_type": (415, errors.BadRequest),
    "internal_error": (500, errors.ServerError),
}
"""Codes that HTTP has and the tree of errors has not."""


def _tree(root: type[MnemicError]) -> Iterator[type[MnemicError]]:
    yield root
    for child in root.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from _tree(child)


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


_BY_CODE: Final[dict[str, type[MnemicError]]] = {_snake(kind.__name__): kind for kind in _tree(MnemicError)}


def codes() -> dict[str, int]:
    """Return every code there is with its HTTP status, sorted by status."""
    own = {code: _status(kind) for code, kind in _BY_CODE.items()}
    return dict(sorted({**own, **{code: item[0] for code, item in _HTTP_CODES.items()}}.items(), key=_order))


def _order(item: tuple[str, int]) -> tuple[int, str]:
    return item[1], item[0]


def code_of(error: MnemicError) -> str:
    """Return the code of an error: that of its class, or of the nearest one that the tree has."""
    known = next(kind for kind in type(error).__mro__ if kind.__module__ == errors.__name__)
    return _snake(known.__name__)


def status_of(error: MnemicError) -> int:
    """Return the HTTP status that goes with an error."""
    return _status(type(error))


def _status(kind: type[MnemicError]) -> int:
    return next(_STATUS[base] for base in kind.__mro__ if base in _STATUS)


def error_to_dict(error: MnemicError) -> dict[str, Any]:
    """
    Return *error* as plain JSON: its code, its message, whether trying again may help, and what else it carries.

    >>> error_to_dict(errors.CubeNotFound("no cube 'x'"))["code"]
    'cube_not_found'
    """
    carried = {name: getattr(error, name) for kind, name in _CARRIED.items() if isinstance(error, kind)}
    return {
        "code": code_of(error),
        "message": str(error),
        "retryable": isinstance(error, errors.RetryableError),
        "details": {name: _plain(value) for name, value in carried.items()},
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def error_from_dict(data: Mapping[str, Any], status: int = 500) -> MnemicError:
    """
    Return the error that `error_to_dict` wrote.

    Args:
        data: What stands under ``error`` in a reply.

        status: The reply's HTTP status: what counts where the code is not known here, since a newer server sent it.
    """
    code, message = str(data.get("code", "")), str(data.get("message", ""))
    kind = _BY_CODE.get(code) or _HTTP_CODES.get(code, (0, _by_status(status)))[1]
    details = data.get("details")
    given = details if isinstance(details, Mapping) else {}
    more = {
        name: tuple(given[name]) if isinstance(given[name], list) else given[name]
        for base, name in _CARRIED.items()
        if issubclass(kind, base) and name in given
    }
    return kind(message, **more)


def _by_status(status: int) -> type[MnemicError]:
    """Return the family that a status stands for."""
    exact = next((kind for kind, own in _STATUS.items() if own == status), None)
    if exact is not None:
        return exact if exact is not MnemicError else errors.ServerError
    if status in (408, 502, 504):
        return errors.ServerUnavailable
    return errors.BadRequest if status < 500 else errors.ServerError
