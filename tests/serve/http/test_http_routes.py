"""Every verb has its route, with its own arguments, and answers as the document says."""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jsonschema_rs
import pytest

import mnemic
from mnemic.admit import UNSET, Unset
from mnemic.serve.http import openapi
from mnemic.serve.http._app import SERVED
from mnemic.wire import ROUTES

if TYPE_CHECKING:
    from http_api import Api

    from mnemic.serve.http import Running
    from mnemic.serve.http._verbs import Served

NOT_SERVED = {"close", "in_space", "space"}
NOT_SENT = {"progress", "stop", "path"}
"""Arguments that are functions, or places on the caller's own machine."""

BY_VERB = {served.verb: served for served in SERVED}


def test_every_verb_has_a_route_and_every_route_is_served() -> None:
    verbs = {name for name in dir(mnemic.Memory) if not name.startswith("_")} - NOT_SERVED
    assert verbs == {route.verb for route in ROUTES}
    assert set(BY_VERB) == verbs | {"context"}
    for route in ROUTES:
        assert BY_VERB[route.verb].at == route


def _promised(verb: str) -> dict[str, object]:
    """Return a verb's arguments with their defaults, none for what must be given."""
    found = inspect.signature(getattr(mnemic.Memory, verb)).parameters.values()
    return {item.name: item.default for item in found if item.name not in {"self", *NOT_SENT}}


@pytest.mark.parametrize(
    "served", [item for item in SERVED if item.verb != "context"], ids=lambda item: item.verb
)
def test_a_route_takes_the_arguments_of_its_verb_with_their_defaults(served: Served) -> None:
    promised = _promised(served.verb)
    in_path = {name for name in promised if f"{{{name}}}" in served.at.path}
    fields = served.takes.model_fields
    more = {"hits", "cited"} if served.verb == "feedback" else set()
    if served.takes_file:
        promised.pop("passphrase")  # stands in a header, since an address is written to logs
    assert set(fields) - more == set(promised) - in_path
    for name, field in fields.items():
        if name in more:
            continue
        if promised[name] is inspect.Parameter.empty:
            assert field.is_required(), name
        else:
            default = field.get_default(call_default_factory=True)
            same = promised[name]
            assert default is same if isinstance(same, Unset) else default == same, name


def test_the_route_for_prompts_takes_what_recall_takes() -> None:
    assert BY_VERB["context"].takes.model_fields.keys() == BY_VERB["recall"].takes.model_fields.keys()


def test_an_argument_left_out_of_an_update_is_not_null() -> None:
    assert BY_VERB["update"].takes.model_validate({}).model_dump(exclude_unset=True) == {}
    assert BY_VERB["update"].takes.model_fields["content"].default is UNSET


class Told:
    """A space with something of everything in it."""

    def __init__(self, api: Api) -> None:
        self.api = api
        api.keep("Ana, engineer.", user="ana", key="profile")
        self.cube = api.keep("I moved to Porto in May.", user="ana", speaker="Ana", role="user", session="s1")
        self.fact = api.data(
            api.post(
                "facts",
                subject="Ana",
                predicate="lives_in",
                object="Porto",
                user="ana",
                evidence=[self.cube["id"]],
            )
        )
        self.found = api.data(api.post("recall", query="Where does Ana live?"))


def _fuse(told: Told) -> dict[str, Any]:
    for _ in range(2):
        told.api.keep("Ana is happy in Porto.", kind="belief", user="ana")
    return {"path": "memories/fuse", "user": "ana"}


def _undo(told: Told) -> dict[str, Any]:
    return {"path": f"operations/{told.api.keep('something else')['operation']}/undo"}


def _receipt(told: Told) -> dict[str, Any]:
    gone = told.api.keep("a text that goes away again")
    done = told.api.data(told.api.post("memories/forget", ids=[gone["id"]]))
    return {"path": f"receipts/{done['operation']}"}


def _dead_job(told: Told) -> dict[str, Any]:
    told.api.keep("said after that")
    assert told.api.data(told.api.post("consolidate"))["done"] > 0
    return {"path": "jobs/retry"}


CALLS: dict[str, Callable[[Told], dict[str, Any]]] = {
    "remember": lambda told: {"path": "memories", "content": "Bo has a dog", "tags": ["pets"], "metadata": {"a": [1]}},
    "remember_many": lambda told: {"path": "memories/batch", "items": [{"content": "a b"}, {"content": "c d"}]},
    "list": lambda told: {"path": "memories/list", "limit": 1, "newest_first": True},
    "archive": lambda told: {"path": "memories/archive", "ids": [told.cube["id"]], "reason": "old"},
    "forget": lambda told: {"path": "memories/forget", "ids": [told.cube["id"]], "timeout_s": 0},
    "pin": lambda told: {"path": "memories/pin", "ids": [told.cube["id"]]},
    "unpin": lambda told: _unpin(told),
    "fuse": lambda told: _fuse(told),
    "lookup": lambda told: {"path": "lookup", "key": "profile", "user": "ana"},
    "get": lambda told: {"path": f"memories/{told.cube['id']}"},
    "update": lambda told: {"path": f"memories/{told.cube['id']}", "session": None, "tags": ["x"]},
    "history": lambda told: {"path": f"memories/{told.cube['id']}/history"},
    "explain_missing": lambda told: {"path": f"memories/{told.cube['id']}/missing", "query": "dogs"},
    "recall": lambda told: {"path": "recall", "query": "Where does Ana live?", "explain": True},
    "context": lambda told: {"path": "context", "query": "Where does Ana live?", "max_tokens": 400},
    "reflect": lambda told: {"path": "reflect", "question": "Where does Ana live?", "user": "ana"},
    "feedback": lambda told: {"path": "feedback", "recall_id": told.found["id"], "useful": [told.cube["id"]]},
    "reset_feedback": lambda told: _reset_feedback(told),
    "assert_fact": lambda told: {"path": "facts", "subject": "Bo", "predicate": "likes", "object": "dogs",
                                 "evidence": [{"cube": told.cube["id"], "start": 0, "end": 5}]},
    "facts": lambda told: {"path": "facts", "user": "ana", "past": "true"},
    "correct": lambda told: {"path": f"facts/{told.fact['id']}/correct", "object": "Lisbon", "key": None},
    "retract": lambda told: {"path": f"facts/{told.fact['id']}/retract", "dry_run": True},
    "timeline": lambda told: {"path": "timeline", "subject": "Ana"},
    "profile": lambda told: {"path": "users/ana/profile", "max_tokens": ""},
    "predicates": lambda told: {"path": "predicates"},
    "declare": lambda told: {"path": "predicates", "predicate": {"name": "plays", "half_life_days": 100}},
    "operations": lambda told: {"path": "operations", "limit": "2", "cube": told.cube["id"]},
    "log": lambda told: {"path": "log", "changes": "1", "cube": told.cube["id"]},
    "undo": _undo,
    "receipt": _receipt,
    "consolidate": lambda told: {"path": "consolidate", "max_s": 5, "dry_run": False},
    "allow_model": lambda told: {"path": "model", "allowed": False},
    "policy": lambda told: {"path": "policy"},
    "set_policy": lambda told: {"path": "policy", "policy": {"half_lives": {"episode": 90}, "budget": {"cubes": 9}}},
    "jobs": lambda told: {"path": "jobs"},
    "retry_jobs": _dead_job,
    "drop_jobs": lambda told: {"path": "jobs/drop", "ids": []},
    "overview": lambda told: {"path": "overview", "top": "3"},
    "curve": lambda told: {"path": f"memories/{told.cube['id']}/curve", "days": "30"},
    "links": lambda told: {"path": f"memories/{told.fact['id']}/links"},
    "graph": lambda told: {"path": "graph", "user": "ana"},
    "stats": lambda told: {"path": "stats"},
    "flush": lambda told: {"path": "flush"},
    "spaces": lambda told: {"path": "/v1/spaces"},
    "scrub": lambda told: {"path": "/v1/scrub", "timeout_s": 1},
    "check": lambda told: {"path": "/v1/check", "repair": True},
    "reembed": lambda told: {"path": "/v1/reembed", "embedder": "hash"},
    "audit_head": lambda told: {"path": "/v1/audit"},
    "keys": lambda told: {"path": "/v1/keys"},
    "make_key": lambda told: {"path": "/v1/keys", "name": "phone", "right": "read", "user": "ana", "space": "s"},
    "rotate_key": lambda told: {"path": f"/v1/keys/{_key(told)}/rotate"},
    "revoke_key": lambda told: {"path": f"/v1/keys/{_key(told)}"},
}  # fmt: skip
"""A request to each route, with where it goes."""


def _unpin(told: Told) -> dict[str, Any]:
    told.api.data(told.api.post("memories/pin", ids=[told.cube["id"]]))
    return {"path": "memories/unpin", "ids": [told.cube["id"]]}


def _reset_feedback(told: Told) -> dict[str, Any]:
    told.api.data(told.api.post("feedback", recall_id=told.found["id"], useful=[told.cube["id"]]))
    return {"path": "feedback/reset"}


def _key(told: Told) -> str:
    made = told.api.data(told.api.send("POST", "/v1/keys", json={"name": "short-lived"}))
    return str(made["key"]["id"])


def _send(told: Told, served: Served) -> Any:
    call = CALLS[served.verb](told)
    path = call.pop("path")
    path = path if path.startswith("/") else f"/v1/spaces/{{space}}/{path}"
    method = served.at.method
    more = {"params": call} if method in ("GET", "DELETE") else {"json": call}
    return told.api.send(method, path, **more)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "components": openapi()["components"]}


def check(schema: dict[str, Any], reply: Any) -> None:
    """Assert that *reply* is what the document says, and holds nothing that the document doesn't say."""
    jsonschema_rs.Draft202012Validator(_resolved(schema)).validate(reply)
    _check_closed(schema, reply)


def _check_closed(schema: dict[str, Any], reply: Any) -> None:
    if "$ref" in schema:
        schema = openapi()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for option in schema.get("anyOf", ()):
        if reply is not None and option != {"type": "null"}:
            _check_closed(option, reply)
    if isinstance(reply, dict) and "properties" in schema:
        assert set(reply) == set(schema["properties"]), schema.get("description")
        for name, value in reply.items():
            _check_closed(schema["properties"][name], value)
    if isinstance(reply, list) and "items" in schema:
        for value in reply:
            _check_closed(schema["items"], value)


JSON_ROUTES = [served for served in SERVED if served.gives is not bytes and not served.takes_file]


@pytest.mark.parametrize("served", JSON_ROUTES, ids=lambda item: item.verb)
def test_a_route_answers_as_the_document_says(served: Served, api: Api) -> None:
    response = _send(Told(api), served)
    operation = openapi()["paths"][served.at.path][served.at.method.lower()]
    assert response.status_code == served.status, response.text
    told = operation["responses"][str(response.status_code)]
    check(told["content"]["application/json"]["schema"], response.json())
    assert response.headers["content-type"] == "application/json"
    assert {name for name in told["headers"] if name != "Idempotent-Replay"} <= {
        name.title().replace("Id", "ID") for name in response.headers
    }


@pytest.mark.parametrize("served", SERVED, ids=lambda item: item.verb)
def test_an_unknown_argument_is_named_on_every_route(served: Served, api: Api) -> None:
    path = served.at.path.format(space=api.space, id=_ID, user="ana", operation_id=_ID)
    more = {"params": {"usr": "x"}} if served.at.method in ("GET", "DELETE") else {"json": {"usr": "x"}}
    response = api.send(served.at.method, path, **more)
    error = _error(response, 422)
    assert error["code"] == "unknown_argument"
    assert "'usr'" in error["message"]


_ID = "01980000-0000-7000-8000-000000000001"


def _error(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    schema = {"$ref": "#/components/schemas/Failed"}
    check(schema, response.json())
    error = response.json()["error"]
    assert error["request_id"] == response.headers["x-request-id"]
    assert isinstance(error, dict)
    return error


@pytest.mark.parametrize("served", SERVED, ids=lambda item: item.verb)
def test_no_route_answers_without_a_key(served: Served, api: Api) -> None:
    path = served.at.path.format(space=api.space, id=_ID, user="ana", operation_id=_ID)
    response = api.http.request(served.at.method, path, headers={"Authorization": "Bearer mnk_no_thing"})
    assert _error(response, 401)["code"] == "unauthorized"
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "served", [s for s in SERVED if s.at.method != "GET" and not s.takes_file], ids=lambda item: item.verb
)
def test_a_body_that_is_not_json_is_refused_on_every_route(served: Served, api: Api) -> None:
    path = served.at.path.format(space=api.space, id=_ID, user="ana", operation_id=_ID)
    response = api.send(served.at.method, path, content=b"query=x")
    assert _error(response, 415)["code"] == "unsupported_media_type"


def test_results_with_everything_in_them_are_as_the_document_says(api: Api) -> None:
    told = Told(api)
    api.data(api.post("facts", subject="Ana", predicate="lives_in", object="Lisbon", user="ana",
                      valid_from="2026-01-01T00:00:00Z"))  # fmt: skip
    api.data(
        api.send(
            "PATCH", f"/v1/spaces/{{space}}/memories/{told.cube['id']}", json={"content": "I moved to Faro."}
        )
    )
    for path, verb, body in (
        ("recall", "recall", {"query": "Ana moved", "explain": True, "limit": 5}),
        ("reflect", "reflect", {"question": "Where does Ana live?", "user": "ana"}),
        ("consolidate", "consolidate", {}),
    ):
        schema = openapi()["paths"][BY_VERB[verb].at.path]["post"]["responses"]["200"]
        check(schema["content"]["application/json"]["schema"], api.post(path, **body).json())
    for verb, query in (("operations", {}), ("timeline", {"user": "ana"}), ("jobs", {})):
        schema = openapi()["paths"][BY_VERB[verb].at.path]["get"]["responses"]["200"]
        reply = api.get(verb, **query).json()
        assert reply["data"] or verb == "jobs"
        check(schema["content"]["application/json"]["schema"], reply)


def test_a_backup_is_streamed_and_leaves_nothing_behind(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.keep("Ana keeps bees")
    made: list[str] = []
    monkeypatch.setattr("tempfile.mkdtemp", _noting(made))
    with api.http.stream("GET", "/v1/backup") as response:
        assert response.headers["content-type"] == "application/vnd.sqlite3"
        assert not Path(made[0]).exists()
        copy = tmp_path / "copy.db"
        copy.write_bytes(b"".join(response.iter_bytes()))
        assert int(response.headers["content-length"]) == copy.stat().st_size
    with mnemic.open(copy, space=api.space) as memory:
        assert [cube.content for cube in memory.list()] == ["Ana keeps bees"]
        assert memory.check() == []


def _noting(made: list[str]) -> Callable[..., str]:
    make = tempfile.mkdtemp

    def mkdtemp(**arguments: Any) -> str:
        made.append(make(**arguments))
        return made[-1]

    return mkdtemp


def test_a_backup_that_fails_leaves_nothing_behind(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("tempfile.mkdtemp", _noting(made))
    monkeypatch.setattr(mnemic.Memory, "backup", _broken)
    assert _error(api.send("GET", "/v1/backup"), 500)["code"] == "internal_error"
    assert made
    assert not Path(made[0]).exists()


def _broken(*_arguments: object) -> None:
    raise RuntimeError("a secret stands in this message")


def test_a_recall_can_be_judged_through_its_numbers(api: Api, server: Running) -> None:
    told = Told(api)
    hits = {hit["cube"]["id"]: hit["features"] for hit in told.found["hits"]}
    done = api.data(api.post("feedback", recall_id=_ID, hits=hits, cited=[told.cube["id"]]))
    assert done["verb"] == "feedback"
    assert (
        _error(api.post("feedback", recall_id=_ID, useful=[told.cube["id"]]), 404)["code"]
        == "recall_not_found"
    )


def test_names_may_hold_what_paths_are_made_of(api: Api) -> None:
    for name in ("a/b", "100 %", "ä/ö?#", "..", "a%2Fb"):
        quoted = quote(name, safe="").replace(".", "%2E")  # clients take dots for steps up
        assert (
            api.http.post(f"/v1/spaces/{quoted}/memories", json={"content": "x y", "user": name}).status_code
            == 201
        )
        assert api.http.get(f"/v1/spaces/{quoted}/stats").json()["data"]["space"] == name
        assert api.http.get(f"/v1/spaces/{quoted}/users/{quoted}/profile").status_code == 200
    assert _error(api.http.get("/v1/spaces/%00/stats"), 422)["code"] == "argument_error"
