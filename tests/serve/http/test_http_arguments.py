"""What is sent is read strictly: what does not fit is refused by name, and never makes the server fail."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mnemic.serve.http import openapi
from mnemic.serve.http._app import SERVED

if TYPE_CHECKING:
    import httpx
    from http_api import Api

    from mnemic.serve.http._verbs import Served


def _told(response: httpx.Response, status: int) -> tuple[str, str]:
    assert response.status_code == status, response.text
    error = response.json()["error"]
    return error["code"], error["message"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "the body is not JSON: "),
        (b"[]", "the body must be an object of JSON such as {}, got list"),
        (b"3", "got int"),
        (b"null", "got NoneType"),
        (b'{"query": NaN}', "NaN is no number of JSON"),
        (b'{"query": -Infinity}', "-Infinity is no number of JSON"),
        (b'{"query": "\xff"}', "the body is not UTF-8 (at byte 11)"),
        (b'{"query": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"query": "x"} {"query": "y"}', "the body is not JSON: "),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(body: bytes, message: str, api: Api) -> None:
    response = api.send(
        "POST", "/v1/spaces/{space}/recall", content=body, headers={"Content-Type": "application/json"}
    )
    code, told = _told(response, 400)
    assert code == "bad_request"
    assert message in told


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "application/x+json"]
)
def test_json_may_be_sent_under_its_several_names(kind: str, api: Api) -> None:
    content = json.dumps({"query": "x"}).encode()
    assert api.send(
        "POST", "/v1/spaces/{space}/recall", content=content, headers={"Content-Type": kind}
    ).is_success


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_of_another_page_could_send_is_refused(kind: str, api: Api) -> None:
    content = json.dumps({"query": "x"}).encode()
    response = api.send("POST", "/v1/spaces/{space}/recall", content=content, headers={"Content-Type": kind})
    assert _told(response, 415) == (
        "unsupported_media_type",
        "a body is JSON here: send it with Content-Type: application/json",
    )


def test_nothing_is_as_good_as_no_arguments(api: Api) -> None:
    assert api.send("POST", "/v1/spaces/{space}/consolidate").is_success


@pytest.mark.parametrize(
    ("path", "body", "code", "message"),
    [
        ("recall", {"query": "x", "usr": "ana"}, "unknown_argument", "recall has no argument 'usr'; did you mean 'user'?"),
        ("recall", {"limit": 3}, "unknown_argument", "recall needs 'query'"),
        ("recall", {"query": "x", "explain": 1}, "argument_error", "explain=1 must be a valid boolean"),
        ("recall", {"query": 5}, "content_error", "query must be text (str), got int: 5"),
        ("recall", {"query": "x", "limit": "10"}, "argument_error", "limit='10'"),
        ("recall", {"query": "x", "limit": True}, "argument_error", "limit=True"),
        ("recall", {"query": "x", "since": "2026-01-01T00:00:00"}, "naive_time_error", "since"),
        ("recall", {"query": "x", "where": {"nothing": 1}}, "filter_error", "nothing"),
        ("memories", {"content": "x y", "metadata": [1]}, "metadata_error", "metadata"),
        ("memories", {"content": "a\ud800b"}, "content_error", "surrogate"),
        ("memories", {"content": "x y", "user": "\ud800"}, "argument_error", "user"),
        ("memories", {"content": "x y", "\ud800": 1}, "argument_error", "must be a valid string"),
        ("memories/batch", {"items": [{"content": "x y"}, {"contnt": "x"}]}, "unknown_argument", "items[1]"),
        ("memories/batch", {"items": {"content": "x"}}, "argument_error", "items={'content': 'x'} must be a valid list"),
        ("memories/forget", {}, "selector_required", "ids="),
        ("memories/forget", {"everything": "false"}, "argument_error", "everything='false' must be a valid boolean"),
        ("predicates", {"predicate": {"name": "plays", "nme": 1}}, "unknown_argument", "did you mean 'name'?"),
        ("facts", {"subject": "A", "predicate": "likes", "object": "b", "evidence": [{"cube": "x"}]}, "argument_error",
         'must be an id, or {"cube": id, "start": 0, "end": 10}'),
        ("operations/x/undo", {"cascade": None}, "argument_error", "cascade=None must be a valid boolean"),
    ],
)  # fmt: skip
def test_an_argument_that_does_not_fit_is_named(
    path: str, body: dict[str, Any], code: str, message: str, api: Api
) -> None:
    content = json.dumps(body).encode()
    response = api.send(
        "POST", f"/v1/spaces/{{space}}/{path}", content=content, headers={"Content-Type": "application/json"}
    )
    found, told = _told(response, 422)
    assert found == code
    assert message in told
    assert "/work" not in told


@pytest.mark.parametrize(
    ("path", "query", "status", "message"),
    [
        ("facts", "past=maybe", 422, "past='maybe' must be a valid boolean"),
        ("facts", "past=true&past=false", 422, "past is given twice"),
        ("facts", "usr=ana", 422, "did you mean 'user'?"),
        ("operations", "limit=ten", 422, "limit='ten'"),
        ("operations", "limit=99999999999999999999999", 422, "limit="),
        ("policy", "x=1", 422, "policy has no argument 'x'; it takes none"),
    ],
)
def test_a_query_that_does_not_fit_is_named(
    path: str, query: str, status: int, message: str, api: Api
) -> None:
    assert message in _told(api.send("GET", f"/v1/spaces/{{space}}/{path}?{query}"), status)[1]


def test_a_query_is_read_as_the_types_it_stands_for(api: Api) -> None:
    api.data(api.post("facts", subject="Ana", predicate="lives_in", object="Porto", user="ana"))
    assert len(api.data(api.get("facts", past="true", user="ana"))) == 1
    assert len(api.data(api.get("operations", limit="1"))) == 1
    assert api.data(api.send("GET", "/v1/spaces/{space}/users/ana/profile?max_tokens=&subject="))["facts"]
    assert api.data(api.get("users/ana/profile", max_tokens="1"))["left_out"] == 1


def test_arguments_stand_in_the_place_that_the_method_has_for_them(api: Api) -> None:
    told = _told(api.send("POST", "/v1/spaces/{space}/recall?query=x", json={"query": "x"}), 400)
    assert told[1].startswith("recall takes its arguments as JSON in the body, and no query")
    told = _told(api.send("GET", "/v1/spaces/{space}/facts", json={"user": "ana"}), 400)
    assert told[1] == "facts takes its arguments from the query, ?name=value, and no body"


def test_null_empties_and_an_argument_left_out_leaves(api: Api) -> None:
    cube = api.keep("Ana has a cat", session="s1", speaker="Ana")
    path = f"/v1/spaces/{{space}}/memories/{cube['id']}"
    changed = api.data(api.send("PATCH", path, json={"session": None}))
    assert (changed["session"], changed["speaker"]) == (None, "Ana")


def test_an_id_that_is_none_is_not_found(api: Api) -> None:
    assert _told(api.get("memories/nothing"), 404)[0] == "cube_not_found"
    assert _told(api.get("receipts/nothing"), 404)[0] == "operation_not_found"
    assert _told(api.get("memories/01980000-0000-7000-8000-000000000001"), 404)[0] == "cube_not_found"


VALUES: list[Any] = [
    None, True, 0, -1, 1.5, 10**30, "", "x", "\ud800", "\0", "x" * 600, [], [None], ["x"], [1], [[]], [{}], {}, {"a": 1},
    {"a": {"b": [1]}}, "2026-01-01T00:00:00", "01980000-0000-7000-8000-000000000001",
    ["01980000-0000-7000-8000-000000000001"],
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("served", SERVED, ids=lambda item: item.verb)
def test_no_value_of_any_argument_makes_the_server_fail(served: Served, api: Api) -> None:
    """Every argument of every route, with values of every type; what the engine takes may well succeed."""
    cube = api.keep("Ana has a cat", user="ana")
    path = served.at.path.format(space=api.space, id=cube["id"], user="ana", operation_id=cube["operation"])
    operation = openapi()["paths"][served.at.path][served.at.method.lower()]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example", {})
    # The keys of the other tests, and their memories, stay.
    given = {} if served.verb in ("forget", "rotate_key", "revoke_key") else body
    for name in served.takes.model_fields:
        for value in VALUES:
            response = _sent(api, served.at.method, path, given, name, value)
            assert response.status_code < 500, (name, value, response.text)
            assert response.json().keys() in ({"data"}, {"error"})


def _sent(api: Api, method: str, path: str, body: dict[str, Any], name: str, value: Any) -> httpx.Response:
    if method in ("GET", "DELETE"):
        text = "" if value is None or value == "\ud800" else json.dumps(value).strip('"')
        return api.send(method, path, params={name: text})
    content = json.dumps({**body, name: value}).encode()
    return api.send(method, path, content=content, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("name", ["half_lives", "predicate_half_lives", "ttl_days", "budget", "topics"])
def test_no_part_of_a_policy_makes_the_server_fail(name: str, api: Api) -> None:
    for value in VALUES:
        for part in (value, {"episode": value}, {"cubes": value}):
            content = json.dumps({"policy": {name: part}}).encode()
            response = api.send(
                "PUT",
                "/v1/spaces/{space}/policy",
                content=content,
                headers={"Content-Type": "application/json"},
            )
            assert response.status_code in (200, 422), (name, part, response.text)


@pytest.mark.parametrize(
    "name", ["name", "cardinality", "keyed", "temporal", "group", "half_life_days", "kind", "says"]
)
def test_no_part_of_a_predicate_makes_the_server_fail(name: str, api: Api) -> None:
    for value in VALUES:
        content = json.dumps({"predicate": {"name": f"p{VALUES.index(value)}", name: value}}).encode()
        response = api.send(
            "POST",
            "/v1/spaces/{space}/predicates",
            content=content,
            headers={"Content-Type": "application/json"},
        )
        assert response.status_code in (200, 422), (name, value, response.text)


@pytest.mark.parametrize(
    "span", [{"cube": 1, "start": 0, "end": 1}, {"cube": "x", "start": "0", "end": None}, 3, None, []]
)
def test_no_evidence_makes_the_server_fail(span: Any, api: Api) -> None:
    response = api.post("facts", subject="A", predicate="likes", object="b", evidence=[span])
    assert response.status_code in (404, 422), response.text
