"""The OpenAPI document is whole: every example fits its schema and works, everything has a description."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from mnemic import cube, engine, lifecycle, recall
from mnemic.serve.http import openapi
from mnemic.serve.http._app import ADDRESSES, SERVED
from mnemic.serve.http._shapes import facts, results, upkeep
from mnemic.serve.http._shapes._results import documented
from mnemic.wire import codes

if TYPE_CHECKING:
    from http_api import Api

DOCUMENT = openapi()
OPERATIONS = [
    (method, path, operation)
    for path, found in DOCUMENT["paths"].items()
    for method, operation in found.items()
]
by_id = pytest.mark.parametrize(
    ("method", "path", "operation"),
    OPERATIONS,
    ids=[operation["operationId"] for _, _, operation in OPERATIONS],
)


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "components": DOCUMENT["components"]}


def _validate(schema: dict[str, Any], value: Any) -> None:
    jsonschema_rs.Draft202012Validator(_schema(schema), validate_formats=True).validate(value)


def test_every_address_stands_in_the_document() -> None:
    told = {(method.upper(), path) for method, path, _ in OPERATIONS}
    assert told == {(s.at.method, s.at.path) for s in SERVED} | {(a.method, a.path) for a in ADDRESSES}
    assert DOCUMENT["openapi"].startswith("3.1")


def test_every_schema_is_one() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        jsonschema_rs.meta.validate(
            copy.deepcopy(schema) | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        )


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def test_every_reference_leads_somewhere_and_every_schema_is_used() -> None:
    used = set(_references(DOCUMENT))
    for reference in used:
        _, _, kind, name = (
            reference.split("/")[1:] if reference.count("/") == 4 else ["", *reference.split("/")[1:]]
        )
        assert name in DOCUMENT["components"][kind], reference
    assert {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]} <= used


@by_id
def test_an_operation_is_told_whole(method: str, path: str, operation: dict[str, Any]) -> None:
    assert operation["summary"].endswith((".", "?"))
    assert operation["tags"][0] in {tag["name"] for tag in DOCUMENT["tags"]}
    in_path = {item["name"] for item in operation.get("parameters", ()) if item["in"] == "path"}
    assert in_path == {part[1:-1] for part in path.split("/") if part.startswith("{")}
    for parameter in operation.get("parameters", ()):
        assert parameter["description"], parameter["name"]
        if "example" in parameter:
            _validate(parameter["schema"], parameter["example"])
    assert set(codes().values()) <= {int(status) for status in operation["responses"]} | {405, 406}


@by_id
def test_the_examples_of_an_operation_fit_their_schemas(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    contents = [*operation.get("requestBody", {}).get("content", {}).values()]
    for response in operation["responses"].values():
        told = DOCUMENT["components"]["responses"][response["$ref"][-3:]] if "$ref" in response else response
        contents += told["content"].values()
    for content in contents:
        if "example" in content:
            _validate(content["schema"], content["example"])


@pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["schemas"]))
def test_a_shape_and_its_fields_are_described(name: str) -> None:
    schema = DOCUMENT["components"]["schemas"][name]
    assert schema["description"]
    for field, told in schema.get("properties", {}).items():
        for example in told.get("examples", ()):
            _validate(told, example)
        if (
            schema.get("additionalProperties") is False
        ):  # what is sent; of results, the plain ones speak for themselves
            assert told.get("description") or "$ref" in told, field


_EXAMPLES_WORK = [
    "remember", "remember_many", "list", "recall", "context", "reflect", "assert_fact", "declare", "set_policy",
    "consolidate", "allow_model", "flush", "retry_jobs", "check", "scrub", "make_key",
]  # fmt: skip


@pytest.mark.parametrize("verb", _EXAMPLES_WORK)
def test_the_example_of_a_request_works_as_it_stands(verb: str, api: Api) -> None:
    served = next(item for item in SERVED if item.verb == verb)
    operation = DOCUMENT["paths"][served.at.path][served.at.method.lower()]
    body = (
        operation["requestBody"]["content"]["application/json"]["example"]
        if "requestBody" in operation
        else None
    )
    api.data(api.send(served.at.method, served.at.path, json=body))


@pytest.mark.parametrize(
    ("verb", "path"),
    [("facts", "facts"), ("timeline", "timeline"), ("graph", "graph"), ("overview", "overview")],
)
def test_the_examples_of_a_query_work_as_they_stand(verb: str, path: str, api: Api) -> None:
    operation = next(operation for _, _, operation in OPERATIONS if operation["operationId"] == verb)
    query = {
        item["name"]: item["example"]
        for item in operation["parameters"]
        if "example" in item and item["in"] == "query"
    }
    assert query
    api.data(api.get(path, **query))


def test_the_server_shows_the_document_to_anybody(api: Api) -> None:
    response = api.http.get("/openapi.json", headers={"Authorization": ""})
    assert response.json() == DOCUMENT


def test_no_docs_page_loads_anything_from_elsewhere(api: Api) -> None:
    for path in ("/docs", "/redoc"):
        assert api.http.get(path).status_code == 404


@pytest.mark.parametrize(
    ("shape", "like"),
    [
        (results.MemCube, cube.MemCube),
        (results.Operation, cube.Operation),
        (results.ErasureReceipt, cube.ErasureReceipt),
        (results.Curve, lifecycle.Curve),
        (results.Hit, recall.Hit),
        (results.Consolidation, lifecycle.Consolidation),
        (results.BackgroundJob, engine.BackgroundJob),
        (results.Stats, engine.Stats),
    ],
)
def test_a_result_in_the_document_has_the_fields_it_has_in_python(shape: type, like: type) -> None:
    assert set(shape.model_fields) == set(like.__dataclass_fields__)  # type: ignore[attr-defined]


def test_what_can_be_sent_of_a_policy_or_a_predicate_is_all_there_is_of_it() -> None:
    assert set(upkeep.Fading.model_fields) == set(lifecycle.Policy.__dataclass_fields__)
    assert set(upkeep.Bounds.model_fields) == set(lifecycle.Budget._fields)
    assert set(facts.Declared.model_fields) == set(cube.Predicate.__dataclass_fields__)
    for name, field in facts.Declared.model_fields.items():
        if not field.is_required():
            assert field.default == cube.Predicate.__dataclass_fields__[name].default


def test_texts_come_from_the_docstrings() -> None:
    class Thing:
        """
        A thing.

        Attributes:
            first, second: Told together, on
                two lines, as ``code``.

            third: Told alone.

        Raises:
            ValueError: never.
        """

    told = documented(Thing)
    assert told == {
        "first": "Told together, on two lines, as `code`.",
        "second": "Told together, on two lines, as `code`.",
        "third": "Told alone.",
    }
    assert documented(object()) == {}
    assert DOCUMENT["components"]["schemas"]["MemCube"]["properties"]["seq"]["description"].startswith(
        "Its place"
    )
