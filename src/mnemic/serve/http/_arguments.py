"""From a request to the arguments of a verb."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn, get_args
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.exceptions import HTTPException

from ..._hint import did_you_mean
from ...errors import ArgumentError, BadRequest, UnknownArgument

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from starlette.requests import Request

    from ._shapes import Arguments

_QUOTED: Final = 60
_LONG_BYTES: Final = 64 << 10
_JSON_KIND: Final = re.compile(r"application/.*\+json")


class Sent(NamedTuple):
    """
    What a request holds, unread.

    Attributes:
        query: What follows the question mark.

        kind: What the body is said to be: a media type.
    """

    method: str
    query: str
    kind: str
    body: bytes

    @classmethod
    async def of(cls, request: Request) -> Sent:
        """Take a request in."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        query = request.scope["query_string"].decode("latin-1")
        return cls(request.method, query, kind, await request.body())

    def read(self, verb: str, shape: type[Arguments]) -> dict[str, Any]:
        """
        Return the arguments, as far as they were given.

        Raises:
            HTTPException: 415, a body that is not said to be JSON.

            BadRequest: the body is no JSON, or no object.

            UnknownArgument: an argument that does not exist, or lacks.

            ArgumentError: one of another type.
        """
        if self.body and self.kind != "application/json" and not _JSON_KIND.fullmatch(self.kind):
            raise HTTPException(415)
        in_query = self.method in ("GET", "HEAD", "DELETE")
        if self.body and in_query:
            raise BadRequest(f"{verb} takes its arguments from the query, ?name=value, and no body")
        if self.query and not in_query:
            raise BadRequest(
                f"{verb} takes its arguments as JSON in the body, and no query: {self.query!r:.60}"
            )
        given = _from_query(self.query, shape) if in_query else _from_body(self.body)
        try:
            return shape.model_validate(given).model_dump(exclude_unset=True)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False)
            # A name that is misspelt leaves another one missing; the first is what to mend.
            unknown = (one for one in found if one["type"] == "extra_forbidden")
            _refuse(verb, shape, next(unknown, found[0]))


def is_long(request: Request) -> bool:
    """Say whether a request's head announces a long body, or one of any length."""
    declared = request.headers.get("content-length", "0")
    return "transfer-encoding" in request.headers or not declared.isdecimal() or int(declared) > _LONG_BYTES


def _from_body(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        read = json.loads(body, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8 (at byte {error.start}); nothing was done") from None
    except RecursionError:
        raise BadRequest("the body is nested too deeply to be read; nothing was done") from None
    except ValueError as error:
        raise BadRequest(f"the body is not JSON: {error}; nothing was done") from None
    if not isinstance(read, dict):
        raise BadRequest(f"the body must be an object of JSON such as {{}}, got {type(read).__name__}")
    return read


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _from_query(query: str, shape: type[Arguments]) -> dict[str, Any]:
    """Return what stands in a query, each value as the type that its field has; nothing stands for null."""
    given: dict[str, Any] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=1000):
        field = shape.model_fields.get(name)
        if name in given:
            raise ArgumentError(f"{name} is given twice in the query; it takes one value")
        schema = field.json_schema_extra if field and isinstance(field.json_schema_extra, dict) else {}
        types = ["boolean"] if field and field.annotation is bool else schema.get("type", [])
        given[name] = _read(value, types if isinstance(types, list) else [types])
    return given


def _read(value: str, types: list[Any]) -> Any:
    if value == "" and "null" in types:
        return None
    if "integer" in types and value.removeprefix("-").isdecimal() and len(value) < 20:
        return int(value)
    if "boolean" in types:
        return {"true": True, "false": False}.get(value, value)
    return value


def _refuse(verb: str, shape: type[Arguments], error: ErrorDetails) -> NoReturn:
    """Raise for the first thing that does not fit, in the way the engine does."""
    place = error["loc"]
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")
    if error["type"] == "extra_forbidden":
        names = list(_at(shape, place[:-1]).model_fields)
        hint = did_you_mean(str(place[-1]), names)
        there = f"there are: {', '.join(names)}" if names else "it takes none"
        raise UnknownArgument(f"{verb} has no argument {where!r:.{_QUOTED}}; {hint}{there}")
    if error["type"] == "missing":
        raise UnknownArgument(f"{verb} needs {where!r}; /openapi.json has what it takes")
    told = error["msg"].replace("Input should be", "must be")
    raise ArgumentError(
        f"{where or 'a name'}={error['input']!r:.{_QUOTED}} {told}; /openapi.json has what {verb} takes"
    )


def _at(shape: type[Arguments], place: tuple[int | str, ...]) -> type[Arguments]:
    """Return the shape of the object at *place* inside *shape*."""
    for step in place:
        if isinstance(step, str):
            inner: Any = shape.model_fields[step].annotation
            shape = next(iter(get_args(inner)), inner)
    return shape
