"""A request that is sent again is not carried out again, and is answered as before, from the store."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from calls import Served, served

import mnemic
from mnemic.serve.http._idempotency import _ANSWERS
from mnemic.wire import ROUTES, route_of


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("once")) as place:
        yield place


def send(
    place: Served, verb: str, body: dict[str, Any], key: str, client: httpx.Client | None = None
) -> httpx.Response:
    body = dict(body)
    route = route_of(verb)
    names = {name: body.pop(name) for name in ("id", "operation_id") if f"{{{name}}}" in route.path}
    path = route.path.format(space="default", **names)
    return (client or place.http).request(route.method, path, json=body, headers={"Idempotency-Key": key})


def keep(place: Served, content: str = "I moved to Porto.", **more: Any) -> dict[str, Any]:
    cube: dict[str, Any] = place.http.post(
        "/v1/spaces/default/memories", json={"content": content, **more}
    ).json()["data"]
    return cube


def operations(place: Served) -> int:
    return int(place.http.get("/v1/spaces/default/stats").json()["data"]["operations"])


def _dead_job(place: Served) -> dict[str, Any]:
    with mnemic.open(place.path) as mem:
        # Straight into the table: a job dies of ten failures only.
        with mem._store.write() as writer:
            space = writer.ensure_space("default")
            row = writer.add_job("nobody knows this kind", space=space)
        return {"ids": [row]}


# A request of each verb whose answer is made anew, and what must be there before.

REQUESTS: dict[str, Callable[[Served], dict[str, Any]]] = {
    "remember": lambda _place: {"content": "Once.", "metadata": {"a": [1, 2.5, None]}, "tags": ["x"]},
    "update": lambda place: {"id": keep(place)["id"], "content": "I moved to Faro."},
    "assert_fact": lambda _place: {
        "subject": "Ana",
        "predicate": "lives_in",
        "object": "Braga",
        "user": "ana",
    },
    "correct": lambda place: {"id": _fact(place)["id"], "object": "Aveiro"},
    "remember_many": lambda place: {
        "items": [{"content": "a b"}, {"content": "c", "idempotency_key": "k"}, {"content": "d"}]
    },
    "retract": lambda place: {"id": _fact(place)["id"]},
    "archive": lambda place: {"ids": [keep(place)["id"]]},
    "pin": lambda place: {"ids": [keep(place)["id"]]},
    "unpin": lambda place: {"ids": [_pinned(place)]},
    "fuse": lambda place: _twice(place),
    "undo": lambda place: {"operation_id": keep(place)["operation"]},
    "feedback": lambda place: _recalled(place),
    "reset_feedback": lambda place: _taught(place),
    "forget": lambda place: {"ids": [keep(place)["id"]]},
    "retry_jobs": _dead_job,
    "drop_jobs": _dead_job,
}


def _fact(place: Served) -> dict[str, Any]:
    body = {"subject": "Bo", "predicate": "lives_in", "object": "Evora", "user": "bo"}
    fact: dict[str, Any] = place.http.post("/v1/spaces/default/facts", json=body).json()["data"]
    return fact


def _twice(place: Served) -> dict[str, Any]:
    for _ in range(2):
        keep(place, "Bo is calm.", kind="belief", user="bo")
    return {"user": "bo"}


def _pinned(place: Served) -> str:
    id_ = str(keep(place)["id"])
    place.http.post("/v1/spaces/default/memories/pin", json={"ids": [id_]})
    return id_


def _recalled(place: Served) -> dict[str, Any]:
    id_ = keep(place, "The orchestra rehearses on Saturdays.")["id"]
    found = place.http.post("/v1/spaces/default/recall", json={"query": "orchestra"}).json()["data"]
    return {"recall_id": found["id"], "useful": [id_]}


def _taught(place: Served) -> dict[str, Any]:
    send(place, "feedback", _recalled(place), "teaches")
    return {}


def test_every_verb_whose_answer_is_made_anew_is_tried() -> None:
    lost = {verb for verb, answer in _ANSWERS.items() if answer == "lost"}
    assert REQUESTS.keys() == _ANSWERS.keys() - lost
    assert lost == {"reflect", "make_key", "rotate_key"}


def test_what_is_not_noted_comes_to_the_same_when_done_again() -> None:
    writes = {
        route.verb for route in ROUTES if route.method != "GET" and route.right != "read"
    } - _ANSWERS.keys()
    # Settings (PUT), work that goes on where it was, a key that is revoked already, a file that is known by then;
    # and one that is only asked for.
    assert writes == {
        "allow_model", "set_policy", "declare", "consolidate", "flush", "scrub", "check", "reembed", "revoke_key",
        "import_", "export",
    }  # fmt: skip


@pytest.mark.parametrize("verb", REQUESTS)
def test_a_request_sent_again_is_answered_as_before_and_does_nothing(place: Served, verb: str) -> None:
    body = REQUESTS[verb](place)
    first = send(place, verb, body, f"again-{verb}")
    assert first.is_success, first.text
    assert "idempotent-replay" not in first.headers
    before = operations(place)
    again = send(place, verb, body, f"again-{verb}")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["idempotent-replay"] == "true"
    assert operations(place) == before


@pytest.mark.parametrize("verb", [verb for verb in REQUESTS if verb not in ("reset_feedback",)])
def test_the_same_key_with_other_words_is_a_conflict(place: Served, verb: str) -> None:
    body = REQUESTS[verb](place)
    assert send(place, verb, body, f"other-{verb}").is_success
    before = operations(place)
    changed = {**body, "timeout_s": 1} if verb == "forget" else {**body, "reason": "another"}
    if "jobs" in verb:
        changed = {"ids": [1, 2]}
    answer = send(place, verb, changed, f"other-{verb}")
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "idempotency_conflict"
    assert operations(place) == before


def test_the_same_key_at_another_address_is_a_conflict(place: Served) -> None:
    assert send(place, "remember", {"content": "Here."}, "elsewhere").is_success
    answer = place.http.post(
        "/v1/spaces/other/memories", json={"content": "Here."}, headers={"Idempotency-Key": "elsewhere"}
    )
    assert answer.status_code == 409


def test_the_order_of_the_words_does_not_matter(place: Served) -> None:
    sent = ['{"content": "Order.", "user": "ana"}', '{"user":"ana","content":"Order."}']
    headers = {"Idempotency-Key": "order", "Content-Type": "application/json"}
    answers = [place.http.post("/v1/spaces/default/memories", content=body, headers=headers) for body in sent]
    assert answers[0].json() == answers[1].json()


def test_the_same_key_of_another_caller_is_another_key(place: Served) -> None:
    made = place.http.post("/v1/keys", json={"name": "x", "right": "write"}).json()["data"]
    with place.as_(made["secret"]) as other:
        one = send(place, "remember", {"content": "Mine."}, "shared").json()["data"]
        two = send(place, "remember", {"content": "Mine."}, "shared", other).json()["data"]
    assert one["id"] != two["id"]


def test_many_at_once_are_carried_out_once(place: Served) -> None:
    answers: list[httpx.Response] = []
    barrier = threading.Barrier(8)

    def request() -> None:
        with place.as_(place.key) as client:
            barrier.wait()
            answers.append(send(place, "remember", {"content": "At once."}, "at-once", client))

    threads = [threading.Thread(target=request) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({json.dumps(answer.json()) for answer in answers}) == 1
    assert sum("idempotent-replay" not in answer.headers for answer in answers) == 1


def test_a_request_that_failed_is_carried_out_when_sent_again(place: Served) -> None:
    assert send(place, "update", {"id": keep(place)["id"]}, "fails").status_code == 422
    assert send(place, "remember", {"content": "Now."}, "fails").status_code == 201


def test_what_was_erased_since_is_gone(place: Served) -> None:
    cube = send(place, "remember", {"content": "Soon gone."}, "gone").json()["data"]
    send(place, "forget", {"ids": [cube["id"]]}, "erases")
    for body in ({"content": "Soon gone."}, {"content": "other words"}):
        answer = send(place, "remember", body, "gone")
        assert answer.status_code == 410
        assert answer.json()["error"]["code"] == "reply_erased"


def test_an_operation_whose_cubes_were_erased_since_is_gone(place: Served) -> None:
    cube = keep(place)
    assert send(place, "archive", {"ids": [cube["id"]]}, "archives").is_success
    send(place, "forget", {"ids": [cube["id"]]}, "erases-archived")
    assert send(place, "archive", {"ids": [cube["id"]]}, "archives").status_code == 410


def test_an_erasure_sent_again_is_answered_with_its_receipt(place: Served) -> None:
    cube = keep(place, user="cleo")
    first = send(place, "forget", {"user": "cleo"}, "cleo").json()
    assert send(place, "forget", {"user": "cleo"}, "cleo").json() == first
    assert first["data"]["cubes"] == 1
    assert place.http.get(f"/v1/spaces/default/memories/{cube['id']}").status_code == 404


def test_a_space_erased_whole_is_answered_with_its_receipt(place: Served) -> None:
    place.http.post("/v1/spaces/short/memories", json={"content": "x y z"})
    headers = {"Idempotency-Key": "whole"}
    path = "/v1/spaces/short/memories/forget"
    first, again = (place.http.post(path, json={"everything": True}, headers=headers) for _ in range(2))
    assert first.json() == again.json()
    assert again.headers["idempotent-replay"] == "true"


def test_what_was_done_in_a_space_that_is_gone_is_gone(place: Served) -> None:
    base, headers = "/v1/spaces/brief", {"Idempotency-Key": "brief"}
    id_ = place.http.post(f"{base}/memories", json={"content": "a lighthouse"}).json()["data"]["id"]
    found = place.http.post(f"{base}/recall", json={"query": "lighthouse"}).json()["data"]["id"]
    place.http.post(f"{base}/feedback", json={"recall_id": found, "useful": [id_]})
    assert place.http.post(f"{base}/feedback/reset", json={}, headers=headers).is_success
    place.http.post(f"{base}/memories/forget", json={"everything": True})
    assert place.http.post(f"{base}/feedback/reset", json={}, headers=headers).status_code == 410


def test_a_dry_run_is_no_sending(place: Served) -> None:
    cube = keep(place)
    body = {"ids": [cube["id"]]}
    for _ in range(2):
        assert send(place, "archive", {**body, "dry_run": True}, "dry").json()["data"]["id"] is None
    assert send(place, "archive", body, "dry").json()["data"]["id"] is not None


def test_a_secret_is_not_told_twice(place: Served) -> None:
    headers = {"Idempotency-Key": "make"}
    made = place.http.post("/v1/keys", json={"name": "secret"}, headers=headers).json()["data"]
    again = place.http.post("/v1/keys", json={"name": "secret"}, headers=headers)
    assert again.status_code == 409
    assert again.json()["error"]["code"] == "already_done"
    assert made["secret"].split("_", 2)[2] not in again.text
    assert sum(key["name"] == "secret" for key in place.http.get("/v1/keys").json()["data"]) == 1
    rotate = f"/v1/keys/{made['key']['id']}/rotate"
    assert place.http.post(rotate, headers={"Idempotency-Key": "turn"}).is_success
    assert place.http.post(rotate, headers={"Idempotency-Key": "turn"}).status_code == 409


def test_a_read_takes_no_notice_of_a_key(place: Served) -> None:
    keep(place, "The lighthouse was white.")
    headers = {"Idempotency-Key": "reads"}
    path = "/v1/spaces/default/recall"
    assert place.http.post(path, json={"query": "lighthouse"}, headers=headers).json()["data"]["hits"]
    assert "idempotent-replay" not in place.http.post(path, json={"query": "white"}, headers=headers).headers


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_that_is_none_is_refused(place: Served, key: str) -> None:
    answer = send(place, "remember", {"content": "x"}, key)
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["error"]["message"]


def test_a_request_is_known_again_after_a_new_start(tmp_path: Path) -> None:
    with served(tmp_path) as place:
        key = place.key
        first = send(place, "remember", {"content": "Before."}, "restart").json()
    with served(tmp_path) as place, place.as_(key) as client:
        again = send(place, "remember", {"content": "Before."}, "restart", client)
        assert again.json() == first
        assert again.headers["idempotent-replay"] == "true"


def test_operations_say_whose_key_it_was(place: Served) -> None:
    cube = keep(place, "By whom?")
    latest = place.http.get("/v1/spaces/default/operations", params={"limit": 1}).json()["data"][0]
    assert latest["id"] == cube["operation"]
    assert latest["actor"] == f"key:{place.key.split('_')[1]}"
