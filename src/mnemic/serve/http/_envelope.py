"""The two envelopes of every answer, ``{"data": …}`` and ``{"error": {…}}``, and the way from any exception to one."""

from __future__ import annotations

import json
import logging
import math
import re
import traceback
from typing import TYPE_CHECKING, Any, Final

import orjson
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ...errors import (
    MnemicError,
    RetryableError,
    ServerError,
    SetupError,
    StoreError,
    TooManyRequests,
)
from ...wire import codes, error_to_dict, status_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

log = logging.getLogger("mnemic.serve")

_RETRY_AFTER_S: Final = 1
_OF_HTTP: Final = {
    404: ("not_found", "nothing is at this address; /openapi.json lists what there is"),
    405: ("method_not_allowed", "this address does not take that method; /openapi.json lists those it takes"),
    415: ("unsupported_media_type", "a body is JSON here: send it with Content-Type: application/json"),
}
_FOLDERS: Final = re.compile(r"(?<![\w/:.])/(?:[\w.@~+-]+/)+(?=[\w.@~+-])")
_FRAMES: Final = 12


def plain(result: Any) -> Any:
    """Return what a verb gave as plain JSON."""
    if hasattr(result, "to_dict"):
        return result.to_dict()
    if isinstance(result, list | tuple):
        return [plain(item) for item in result]
    return result


def data_bytes(data: Any) -> bytes:
    """Return *data*, plain JSON, in its envelope."""
    try:
        return orjson.dumps({"data": data})
    except TypeError:
        # A whole number of more than 64 bits, which a memory's metadata may hold.
        text = json.dumps({"data": data}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8")


def json_response(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a reply with *body*, which is JSON already."""
    return Response(body, status, headers, media_type="application/json")


def error_response(error: Exception, request_id: str | None = None, place: Path | None = None) -> Response:
    """
    Return the reply to a request that failed with *error*, whatever that is.

    Args:
        place: The store's file, whose folder no message may name.
    """
    if isinstance(error, HTTPException):
        status, told, headers = _of_http(error)
    else:
        known = error if isinstance(error, MnemicError) else _unexpected()
        status, told, headers = status_of(known), error_to_dict(known), _headers(known)
        told["message"] = _without_folders(known, place)
        if known is not error:
            told["code"] = "internal_error"
    # Escaped, since a message may quote what has no encoding, such as half a surrogate pair.
    body = json.dumps({"error": {**told, "request_id": request_id}}, separators=(",", ":"))
    return json_response(body.encode("ascii"), status, headers)


def _unexpected() -> ServerError:
    return ServerError("the server failed; its log says where, under the id of this request")


def _headers(error: MnemicError) -> dict[str, str]:
    if isinstance(error, TooManyRequests):
        return {"Retry-After": str(max(1, math.ceil(error.retry_after_s)))}
    if status_of(error) == 503:
        return {"Retry-After": str(_RETRY_AFTER_S)}
    return {"WWW-Authenticate": "Bearer"} if status_of(error) == 401 else {}


def _of_http(error: HTTPException) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Return how to tell what the framework itself came to."""
    status = error.status_code
    code, message = _OF_HTTP.get(status, (None, str(error.detail)))
    if code is None:
        code = next((code for code, own in codes().items() if own == status), "bad_request")
    told = {"code": code, "message": message, "retryable": status in (408, 429, 503), "details": {}}
    return status, told, dict(error.headers or {})


def _without_folders(error: MnemicError, place: Path | None) -> str:
    """
    Return the message of *error* without the folders of this machine.

    Of errors about the machine itself no folder is left; in all others a path may be what the caller sent.
    """
    message = str(error)
    if place is not None:
        message = message.replace(f"{place.parent}/", "").replace(str(place.parent), "its folder")
    return (
        _FOLDERS.sub("", message) if isinstance(error, StoreError | SetupError | RetryableError) else message
    )


def told_and_recorded(error: Exception, request_id: str | None, place: Path | None) -> Response:
    """Return the reply to a request that failed with *error*; what the server is to blame for is written down, too."""
    response = error_response(error, request_id, place)
    if response.status_code in (500, 507):
        _record(error, request_id)
    return response


def _record(error: Exception, request_id: str | None) -> None:
    """
    Write down what the server is to blame for.

    An error nobody expected is told by what and where it is, never by its message, which may quote a memory. Our own
    about the store and the installation quote none.
    """
    if isinstance(error, StoreError | SetupError):
        log.error("request %s failed with %s: %s", request_id, type(error).__name__, error)
        return
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = " < ".join(f"{frame.filename}:{frame.lineno} ({frame.name})" for frame in reversed(frames))
    log.error("request %s failed with %s at %s", request_id, type(error).__name__, places)
