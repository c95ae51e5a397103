"""The OpenAPI document, built from the table of routes and the shapes."""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, NoDefault, models_json_schema

from ..._version import __version__
from ...admit import UNSET
from ...engine import Memory
from ...wire import FILENAME_HEADER, PASSPHRASE_HEADER, codes
from ._idempotency import IDEMPOTENCY_HEADER, REPLAY_HEADER
from ._shapes import Arguments, example_of, results

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from ._verbs import Served

    Json = dict[str, Any]

_REF: Final = "#/components/schemas/{model}"
_IN_PATH: Final = re.compile(r"\{(\w+)\}")
_BY_QUERY: Final = ("GET", "DELETE")

_TAGS: Final = {
    "memories": "Keeping, reading, changing and forgetting memories.",
    "recall": "Asking, and saying what the answers were worth.",
    "facts": "What is true of whom, and when.",
    "operations": "What was done, and taking it back.",
    "background": "What turns what was said into knowledge, and lets it fade.",
    "space": "What a space holds.",
    "store": "Looking after the store as a whole.",
    "keys": "Who may use the server.",
    "page": "The session of the web page, and what it is told as it happens.",
    "server": "How the server is.",
}
_PATH_TEXTS: Final = {
    "space": ("The isolation wall; nothing crosses it.", {"type": "string", "minLength": 1}, "default"),
    "user": ("Whose.", {"type": "string", "minLength": 1}, "ana"),
    "operation_id": ("The id of an operation.", {"type": "string", "format": "uuid"}, None),
    "id": ("The id of a memory.", {"type": "string", "format": "uuid"}, None),
}
_FAILURES: Final = {
    400: "The request cannot be read.",
    401: "A key is needed, or this one does not count.",
    403: "The key does not allow this, or the host or the origin is not let in.",
    404: "What was named is not there, or not for this key.",
    408: "The request took too long to arrive; nothing was done.",
    409: "The store holds something else than the request assumes.",
    410: "What an earlier sending of this request made was erased since.",
    413: "The request is larger than the server takes.",
    415: "The body is not JSON.",
    422: "An argument cannot be used; the message says which, why, and the way out.",
    429: "Too many requests with this key.",
    500: "The server failed; its log says where, under the id of the request.",
    503: "The store or the server is busy; nothing was done. Try again.",
    507: "No space is left for the store; nothing was written.",
}
_RETRYABLE: Final = (408, 429, 503)
_HEADERS: Final[Json] = {
    "X-Request-ID": {
        "description": "The id of the request: yours, if it came with one.",
        "schema": {"type": "string"},
    },
    "Mnemic-Version": {"description": "The version of the server.", "schema": {"type": "string"}},
}
_RETRY: Final[Json] = {"Retry-After": {"description": "In how many seconds.", "schema": {"type": "integer"}}}


class Address(NamedTuple):
    """
    An address that is no verb.

    Attributes:
        takes, gives: The shapes; *gives* is `None` where the answer is null.

        media: Of the answer; JSON comes in the envelope.

        is_open: Whether it takes no key.
    """

    method: str
    path: str
    answer: Callable[[Request], Awaitable[Response]]
    tag: str
    takes: type[Arguments] | None = None
    gives: Any = None
    media: str = "application/json"
    is_open: bool = False


class _Schema(GenerateJsonSchema):
    """Leaves out titles, which repeat the names, and defaults that stand for "left as it is"."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def get_default_value(self, schema: Any) -> Any:
        value = super().get_default_value(schema)
        return NoDefault if value is UNSET else value


def document(served: Sequence[Served], addresses: Sequence[Address]) -> Json:
    """Return the OpenAPI 3.1 document of a server."""
    bodies = [item.takes for item in served if item.at.method not in _BY_QUERY and not item.takes_file]
    bodies += [item.takes for item in addresses if item.takes and item.method not in _BY_QUERY]
    schemas = _Schemas(bodies, [*(item.gives for item in served), *(item.gives for item in addresses)])
    paths: dict[str, Json] = {}
    for item in served:
        route = item.at
        paths.setdefault(route.path, {})[route.method.lower()] = schemas.of_verb(item)
    for address in addresses:
        paths.setdefault(address.path, {})[address.method.lower()] = schemas.of_address(address)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mnemic",
            "version": __version__,
            "description": inspect.cleandoc(_ABOUT),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": schemas.all,
            "responses": {str(status): _failure(status, text) for status, text in _FAILURES.items()},
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "An API key: mnk_…"},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "mnemic_session",
                    "description": "The web page's session; its writes carry X-CSRF-Token besides.",
                },
            },
        },
    }


_ABOUT: Final = """
    Memory for AI agents: what was said is kept word for word, recalled with its sources, corrected without losing the
    past, and forgotten for good when asked.

    Every answer is `{"data": …}` or `{"error": {…}}`. An argument that is left out has its default; one that does not
    exist is an error. Times are ISO 8601 text with their offset. A request with an `Idempotency-Key` may be sent again
    when its answer was lost.
"""


class _Schemas:
    """The schemas of all shapes, and what is made of them."""

    def __init__(self, takes: Collection[type[Arguments]], gives: Collection[Any]) -> None:
        inputs = [(shape, "validation") for shape in takes if shape.model_fields]
        outputs = [(shape, "serialization") for given in gives for shape in _models(given)]
        outputs.append((results.Failed, "serialization"))
        _, found = models_json_schema(
            sorted(dict.fromkeys((*inputs, *outputs)), key=lambda pair: pair[0].__name__),  # type: ignore[arg-type]
            ref_template=_REF,
            schema_generator=_Schema,
        )
        self.all: Json = found["$defs"]

    def of_verb(self, served: Served) -> Json:
        """Return the operation of a verb."""
        route = served.at
        told = inspect.getdoc(getattr(Memory, served.verb, served.takes)) or ""
        more = self._asked("GET" if served.takes_file else route.method, route.path, served.takes)
        if served.takes_file:
            more["parameters"] += _OF_FILES
            file = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
            more["requestBody"] = {"required": True, "content": file}
        elif route.right != "read" and route.method not in _BY_QUERY:
            more.setdefault("parameters", []).append(_REPEATABLE)
        if served.gives is bytes:
            content: Json = {served.media: {"schema": {"type": "string", "format": "binary"}}}
        else:
            content = self._content(served.gives)
        return {
            "operationId": served.verb,
            "tags": [served.tag],
            "summary": _sentence(told),
            "description": _prose(told)
            + f"\n\nTakes a key with the right `{route.right}`"
            + ("." if route.scoped else ", not bound to one user."),
            **more,
            "responses": {str(served.status): _success(content, is_write="requestBody" in more), **_FAILED},
        }

    def of_address(self, address: Address) -> Json:
        """Return the operation of an address that is no verb."""
        told = inspect.getdoc(address.answer) or ""
        content = self._content(address.gives)
        if address.media != "application/json":
            content = {address.media: {"schema": {"type": "string"}}}
        return {
            "operationId": address.answer.__name__,
            "tags": [address.tag],
            "summary": _sentence(told),
            **self._asked(address.method, address.path, address.takes),
            **({"security": []} if address.is_open else {}),
            "responses": {"200": _success(content), **_FAILED},
        }

    def _content(self, gives: Any) -> Json:
        data = self._of(gives)
        schema = {"type": "object", "properties": {"data": data}, "required": ["data"]}
        return {"application/json": {"schema": schema, "example": {"data": example_of(data, self.all)}}}

    def _of(self, gives: Any) -> Json:
        """Return the schema of a result, with references to the shapes in it."""
        if gives is None:
            return {"type": "null"}
        schema = TypeAdapter(gives).json_schema(
            ref_template=_REF, mode="serialization", schema_generator=_Schema
        )
        schema.pop("$defs", None)
        models = _models(gives)
        # Of a shape alone pydantic gives the schema itself.
        return {"$ref": _REF.format(model=models[0].__name__)} if gives in models else schema

    def _asked(self, method: str, path: str, takes: type[Arguments] | None) -> Json:
        """Return what a request holds: parameters and body."""
        parameters = [_in_path(name, path) for name in _IN_PATH.findall(path)]
        if takes is None or not takes.model_fields:
            return {"parameters": parameters} if parameters else {}
        if method in _BY_QUERY:
            asked = takes.model_json_schema(ref_template=_REF, schema_generator=_Schema)
            return {"parameters": [*parameters, *_in_query(asked)]}
        schema = self.all[takes.__name__]
        body = {
            "required": bool(schema.get("required")),
            "content": {
                "application/json": {
                    "schema": {"$ref": _REF.format(model=takes.__name__)},
                    "example": _asked_example(schema, self.all),
                }
            },
        }
        return {**({"parameters": parameters} if parameters else {}), "requestBody": body}


def _models(gives: Any) -> list[type[results.Shape]]:
    """Return the shapes that a type is made of."""
    if isinstance(gives, type) and issubclass(gives, results.Shape):
        return [gives]
    return [shape for part in getattr(gives, "__args__", ()) for shape in _models(part)]


def _in_path(name: str, path: str) -> Json:
    about, schema, example = _PATH_TEXTS[name]
    if "/keys/" in path:
        about, schema = "The id of a key.", {"type": "string", "minLength": 1}
    told = {} if example is None else {"example": example}
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema, **told}


def _in_query(schema: Mapping[str, Any]) -> list[Json]:
    found = []
    for name, given in schema["properties"].items():
        own = {key: value for key, value in given.items() if key not in ("description", "examples")}
        examples = given.get("examples") or ()
        found.append(
            {
                "name": name,
                "in": "query",
                "required": name in schema.get("required", ()),
                "description": given.get("description", ""),
                "schema": own,
                **({"example": examples[0]} if examples else {}),
            }
        )
    return found


_OF_FILES: Final[list[Json]] = [
    {"name": name, "in": "header", "required": False, "description": told, "schema": {"type": "string"}}
    for name, told in (
        (PASSPHRASE_HEADER, "Of an encrypted memcube file, percent-encoded."),
        (
            FILENAME_HEADER,
            "What the file is called, percent-encoded: other programs' files are told apart by it.",
        ),
    )
]
_REPEATABLE: Final[Json] = {
    "name": IDEMPOTENCY_HEADER,
    "in": "header",
    "required": False,
    "description": "Makes the request one that may be sent again: it is carried out once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _success(content: Json, *, is_write: bool = False) -> Json:
    replay = {
        REPLAY_HEADER: {
            "description": "true: the request was carried out before, and nothing was done now.",
            "schema": {"type": "string"},
        }
    }
    return {
        "description": "Done.",
        "headers": {**_HEADERS, **(replay if is_write else {})},
        "content": content,
    }


def _failure(status: int, text: str) -> Json:
    """Return the answer to requests that fail with a status, and the codes it comes with."""
    there = [code for code, own in codes().items() if own == status]
    example = {
        "code": there[0],
        "message": text,
        "retryable": status in _RETRYABLE,
        "details": {},
        "request_id": "0c5bd4a8b2f94bd3a9b9a1e0f3f1c2d4",
    }
    return {
        "description": f"{text} Codes: {', '.join(f'`{code}`' for code in there)}.",
        "headers": {**_HEADERS, **(_RETRY if status in _RETRYABLE[1:] else {})},
        "content": {
            "application/json": {
                "schema": {"$ref": _REF.format(model="Failed")},
                "example": {"error": example},
            }
        },
    }


_FAILED: Final[Json] = {str(status): {"$ref": f"#/components/responses/{status}"} for status in _FAILURES}


def _asked_example(schema: Json, there: Mapping[str, Json]) -> Json:
    """Return a body that could be sent: what must be there, and what has an example of its own."""
    wanted = schema.get("required", ())
    return {
        name: example_of(given, there)
        for name, given in schema.get("properties", {}).items()
        if name in wanted or given.get("examples")
    }


def _sentence(told: str) -> str:
    """Return the first sentence of a docstring."""
    return " ".join(_prose(told).split("\n\n")[0].split())


def _prose(told: str) -> str:
    """Return a docstring up to its sections, as Markdown."""
    kept = re.split(r"\n\n(?=(?:Args|Returns|Raises|Attributes):)", told)[0]
    return re.sub(r"\*(\w+)\*", r"`\1`", re.sub(r"``(.+?)``", r"`\1`", kept))
