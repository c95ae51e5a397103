"""A key that is bound to a user, or to a space, reaches nothing beyond: no verb of the table is left out."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

import mnemic
from mnemic.errors import ServerError
from mnemic.serve.http import Settings, running
from mnemic.serve.http._caller import Caller
from mnemic.serve.http._scope import shown
from mnemic.wire import ROUTES, Route

if TYPE_CHECKING:
    from collections.abc import Mapping

MISSING = "01890a5d-ac96-774b-bcce-b302099a8057"
CANARY = "zebrafinch"
"""A word that only Bo has said, and nobody else can have."""

SCOPED = [route for route in ROUTES if route.scoped]
UNSCOPED = [route for route in ROUTES if not route.scoped]


@dataclass
class Place:
    """A store with two people in one space, and somebody in another, and keys for some of them."""

    url: str
    ana: str
    bo: str
    acme: str
    admin: str
    cubes: dict[str, mnemic.MemCube]
    forget_of_bo: str

    def client(self, secret: str) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {secret}"}, timeout=30)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    path = tmp_path_factory.mktemp("scope") / "memory.db"
    with mnemic.open(path, embedder="hash") as mem:
        # A session's name is no wall: both of them talk in "s1".
        bo = mem.remember(
            f"My {CANARY} sings in the kitchen.", user="bo", session="s1", speaker="Bo", role="user"
        )
        ana = mem.remember(
            "My cat sleeps in the kitchen.", user="ana", session="s1", speaker="Ana", role="user"
        )
        nobody = mem.remember(f"The house rules mention the {CANARY}.")
        fact = mem.assert_fact("Ana", "lives_in", "Porto", user="ana", evidence=[ana.id])
        of_bo = mem.assert_fact("Ana", "owns", f"a {CANARY}", user="bo", evidence=[bo.id])
        belief = mem.remember(
            "Somebody has an animal.", kind="belief", user="ana",
            links=[("derived_from", ana.id), ("derived_from", bo.id)],
        )  # fmt: skip
        shared = mem.remember(f"Everybody likes the {CANARY}.", kind="belief",
                              links=[("derived_from", ana.id), ("derived_from", bo.id)])  # fmt: skip
        mem.remember("The cat is called Rio.", user="ana", key="pet")
        mem.remember(f"A {CANARY}, called Sun.", user="bo", key="pet")
        for user, told in (("ana", "Cats are calm."), ("bo", f"A {CANARY} is loud.")):
            mem.remember_many([{"content": told, "kind": "belief", "user": user} for _ in range(2)])
        linking = mem.remember("I met somebody.", user="ana", links=[("related", bo.id), ("related", ana.id)])
        gone = mem.remember(f"Something about a {CANARY} that went away.", user="bo")
        receipt = mem.forget(ids=[gone.id])
        mem.flush()
        cubes = dict(
            bo=bo,
            ana=ana,
            nobody=nobody,
            fact=fact,
            of_bo=of_bo,
            belief=belief,
            shared=shared,
            linking=linking,
        )
        keys = [
            mem.make_key("a", user="ana", right="write"),
            mem.make_key("b", user="bo", right="write"),
            mem.make_key("c", space="acme", right="admin"),
            mem.make_key("d", right="admin"),
        ]
    with mnemic.open(path, space="acme") as acme:
        cubes["acme"] = acme.remember("Behind a wall.", user="ana")
    with running(Settings(location=str(path), embedder="hash", port=0, rate_per_s=None)) as server:
        of_ana, of_bo_, of_acme, of_admin = (key.secret for key in keys)
        yield Place(server.url, of_ana, of_bo_, of_acme, of_admin, cubes, str(receipt.operation))


@pytest.fixture(scope="module")
def ana(place: Place) -> Iterator[httpx.Client]:
    """Calls with a key that is bound to Ana."""
    with place.client(place.ana) as client:
        yield client


@pytest.fixture(scope="module")
def acme(place: Place) -> Iterator[httpx.Client]:
    """Calls with an administrator's key that is bound to another space."""
    with place.client(place.acme) as client:
        yield client


def send(
    client: httpx.Client, route: Route, body: Mapping[str, Any], space: str = "default"
) -> httpx.Response:
    """Send a request to a route, with the arguments that stand in its path taken from *body*."""
    body = dict(body)
    names = {name: body.pop(name) for name in ("id", "user", "operation_id") if f"{{{name}}}" in route.path}
    path = route.path.format(space=space, **names)
    sent: dict[str, Any] = {"params": body} if route.method in ("GET", "DELETE") else {"json": body}
    return client.request(route.method, path, **sent)


def route(verb: str) -> Route:
    return next(item for item in ROUTES if item.verb == verb)


def holds_nothing_of_bo(place: Place, answer: httpx.Response) -> bool:
    """Whether an answer, headers and all, has neither Bo's words nor the ids of his memories."""
    told = answer.text + json.dumps(dict(answer.headers))
    secrets = [CANARY, *(place.cubes[name].id for name in ("bo", "of_bo", "nobody", "shared"))]
    return not any(secret in told for secret in secrets)


# What each verb is sent, when nothing is wrong with it

USUAL: dict[str, Callable[[Place], dict[str, Any]]] = {
    "remember": lambda _place: {"content": "I like tea."},
    "remember_many": lambda _place: {"items": [{"content": "I like milk."}]},
    "list": lambda _place: {},
    "archive": lambda _place: {"session": "s1", "dry_run": True},
    "forget": lambda _place: {"session": "s1", "dry_run": True},
    "pin": lambda place: {"ids": [place.cubes["linking"].id]},
    "fuse": lambda _place: {"dry_run": True},
    "unpin": lambda place: {"ids": [place.cubes["linking"].id]},
    "lookup": lambda _place: {"key": "pet"},
    "get": lambda place: {"id": place.cubes["belief"].id},
    "update": lambda place: {"id": place.cubes["linking"].id, "tags": ["x"]},
    "history": lambda place: {"id": place.cubes["belief"].id},
    "explain_missing": lambda place: {
        "id": place.cubes["ana"].id,
        "query": f"the {CANARY[:5]} in the kitchen",
    },
    "recall": lambda _place: {"query": "Which animal is in the kitchen?", "explain": True, "depth": "deep"},
    "reflect": lambda _place: {"question": "Who has an animal, and where does Ana live?"},
    "assert_fact": lambda place: {
        "subject": "Ana",
        "predicate": "likes",
        "object": "tea",
        "evidence": [place.cubes["ana"].id],
    },
    "facts": lambda _place: {"past": "true"},
    "correct": lambda place: {"id": place.cubes["fact"].id, "object": "Lisbon"},
    "retract": lambda place: {"id": place.cubes["fact"].id, "dry_run": True},
    "timeline": lambda _place: {"subject": "Ana"},
    "profile": lambda _place: {"user": "ana"},
    "predicates": lambda _place: {},
    "overview": lambda _place: {},
    "curve": lambda place: {"id": place.cubes["ana"].id},
    "graph": lambda _place: {},
}


def test_every_scoped_verb_is_tried() -> None:
    assert USUAL.keys() == {item.verb for item in SCOPED}


@pytest.mark.parametrize("item", SCOPED, ids=lambda item: item.verb)
def test_a_verb_shows_a_bound_key_nothing_of_others(place: Place, ana: httpx.Client, item: Route) -> None:
    answer = send(ana, item, USUAL[item.verb](place))
    assert answer.is_success, answer.text
    assert holds_nothing_of_bo(place, answer), answer.text
    # The control: without the binding, or with Bo's own key, they are there to be seen.


@pytest.mark.parametrize("verb", ["list", "recall", "facts", "timeline", "reflect", "graph"])
def test_the_same_request_shows_others_to_a_key_that_is_not_bound(place: Place, verb: str) -> None:
    with place.client(place.admin) as admin:
        answer = send(admin, route(verb), USUAL[verb](place))
    assert answer.is_success
    assert not holds_nothing_of_bo(place, answer)


TAKES_USER = [
    item for item in SCOPED if "user" in inspect.signature(getattr(mnemic.Memory, item.verb)).parameters
]


@pytest.mark.parametrize("item", TAKES_USER, ids=lambda item: item.verb)
def test_another_user_cannot_be_named(place: Place, ana: httpx.Client, item: Route) -> None:
    answer = send(ana, item, {**USUAL[item.verb](place), "user": "bo"})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "forbidden"
    assert holds_nothing_of_bo(place, answer)


def test_another_user_cannot_be_named_in_an_item(place: Place, ana: httpx.Client) -> None:
    items = [{"content": "Mine."}, {"content": "Not mine.", "user": "bo"}]
    assert send(ana, route("remember_many"), {"items": items}).status_code == 403
    with place.client(place.admin) as admin:
        told = send(admin, route("list"), {"limit": 1000}).text
    assert "Not mine." not in told


@pytest.mark.parametrize("item", UNSCOPED, ids=lambda item: item.verb)
def test_what_looks_beyond_a_user_is_closed_to_a_bound_key(
    place: Place, ana: httpx.Client, item: Route
) -> None:
    body = {"id": place.cubes["ana"].id, "operation_id": place.forget_of_bo}
    answer = send(ana, item, {name: body[name] for name in body if f"{{{name}}}" in item.path})
    assert answer.status_code == 403
    assert holds_nothing_of_bo(place, answer)


def test_events_are_closed_to_a_bound_key(ana: httpx.Client) -> None:
    assert ana.get("/v1/spaces/default/events").status_code == 403


ID_VERBS = [
    item
    for item in SCOPED
    if {"id", "ids"} & inspect.signature(getattr(mnemic.Memory, item.verb)).parameters.keys()
]
FOREIGN = ["bo", "of_bo", "nobody", "shared", "acme"]


def with_id(place: Place, item: Route, id_: str) -> dict[str, Any]:
    usual = USUAL[item.verb](place)
    if "ids" in inspect.signature(getattr(mnemic.Memory, item.verb)).parameters:
        return {**{k: v for k, v in usual.items() if k != "session"}, "ids": [place.cubes["ana"].id, id_]}
    return {**usual, "id": id_}


@pytest.mark.parametrize("item", ID_VERBS, ids=lambda item: item.verb)
@pytest.mark.parametrize("whose", FOREIGN)
def test_anothers_memory_is_as_little_there_as_one_that_never_was(
    place: Place, ana: httpx.Client, item: Route, whose: str
) -> None:
    id_ = place.cubes[whose].id
    foreign = send(ana, item, with_id(place, item, id_))
    missing = send(ana, item, with_id(place, item, MISSING))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    one, other = foreign.json()["error"], missing.json()["error"]
    assert one["code"] == other["code"] == "cube_not_found"
    assert one["message"].replace(id_, "ID") == other["message"].replace(MISSING, "ID")
    assert CANARY not in foreign.text


LEADING: dict[str, Callable[[Place, str], tuple[str, dict[str, Any]]]] = {
    "link": lambda _place, id_: ("remember", {"content": "x", "links": [{"relation": "related", "target": id_}]}),
    "link as a pair": lambda _place, id_: ("remember", {"content": "x", "links": [["related", id_]]}),
    "link of an item": lambda _place, id_: (
        "remember_many", {"items": [{"content": "x", "links": [{"relation": "related", "target": id_}]}]},
    ),
    "evidence": lambda _place, id_: (
        "assert_fact", {"subject": "Ana", "predicate": "likes", "object": "tea", "evidence": [id_]},
    ),
    "span": lambda _place, id_: (
        "assert_fact",
        {"subject": "Ana", "predicate": "likes", "object": "tea", "evidence": [{"cube": id_, "start": 0, "end": 2}]},
    ),
    "span of a fact": lambda _place, id_: (
        "remember",
        {"content": "x", "kind": "fact", "fact": {"subject": "Ana", "predicate": "likes", "object": "tea",
                                                   "evidence": [{"cube": id_, "start": 0, "end": 2}]}},
    ),
    "evidence of a correction": lambda place, id_: (
        "correct", {"id": place.cubes["fact"].id, "object": "Faro", "evidence": [id_]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", LEADING)
@pytest.mark.parametrize("whose", FOREIGN)
def test_nothing_can_be_made_to_rest_on_anothers_memory(
    place: Place, ana: httpx.Client, way: str, whose: str
) -> None:
    id_ = place.cubes[whose].id
    answers = []
    for named in (id_, MISSING):
        verb, body = LEADING[way](place, named)
        answer = send(ana, route(verb), body)
        answers.append((answer.status_code, answer.json()["error"]["code"],
                        answer.json()["error"]["message"].replace(named, "ID")))  # fmt: skip
    assert answers[0] == answers[1]
    assert answers[0][:2] == (404, "cube_not_found")


@pytest.mark.parametrize(
    "where",
    [
        {"user": "bo"},
        {"or": [{"user": "bo"}, {"user": "ana"}]},
        {"not": {"user": "ana"}},
        {"user": {"ne": "ana"}},
        {"user": {"in": ["bo", "ana"]}},
        {"user": {"exists": False}},
        {"content": {"contains": CANARY}},
        {"session": "s1"},
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", ["list", "recall", "archive", "forget", "explain_missing"])
def test_a_filter_does_not_lead_out(
    place: Place, ana: httpx.Client, verb: str, where: dict[str, Any]
) -> None:
    body = {k: v for k, v in USUAL[verb](place).items() if k != "session"}
    answer = send(ana, route(verb), {**body, "where": where})
    # Some of these filters do not exist, some find nothing: what is never there is something of Bo's.
    assert answer.status_code in (200, 404, 422)
    told = answer.text.replace(CANARY, "", 1) if answer.status_code == 422 else answer.text
    assert CANARY not in told
    assert place.cubes["bo"].id not in told


def test_a_whole_space_cannot_be_erased_with_a_bound_key(place: Place, ana: httpx.Client) -> None:
    answer = send(ana, route("forget"), {"everything": True})
    assert answer.status_code == 403


def test_forgetting_without_a_selector_forgets_the_keys_own_user(tmp_path: Any) -> None:
    path = tmp_path / "memory.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("Hers.", user="ana")
        mem.remember("His.", user="bo")
        key = mem.make_key("a", user="ana", right="write")
    with running(Settings(location=str(path), embedder="hash", port=0)) as server:
        headers = {"Authorization": f"Bearer {key.secret}"}
        with httpx.Client(base_url=server.url, headers=headers) as client:
            receipt = client.post("/v1/spaces/default/memories/forget", json={}).json()["data"]
            assert receipt["cubes"] == 1
            # She is gone, and her key with her.
            assert client.get("/v1/spaces/default/facts").status_code == 401
    with mnemic.open(path) as mem:
        assert [cube.content for cube in mem.list()] == ["His."]


def test_a_receipt_does_not_tell_whether_somebody_else_holds_a_text(place: Place, ana: httpx.Client) -> None:
    guess = place.cubes["bo"].content
    mine = send(ana, route("remember"), {"content": guess}).json()["data"]
    receipt = send(ana, route("forget"), {"ids": [mine["id"]]}).json()["data"]
    assert receipt["shared_texts"] == 0


def test_links_and_evidence_show_only_the_users_own(place: Place, ana: httpx.Client) -> None:
    seen = send(ana, route("get"), {"id": place.cubes["linking"].id}).json()["data"]
    assert [link["target"] for link in seen["links"]] == [place.cubes["ana"].id]
    with place.client(place.admin) as admin:
        whole = send(admin, route("get"), {"id": place.cubes["linking"].id}).json()["data"]
    assert len(whole["links"]) == 2


def test_metadata_that_looks_like_links_is_left_as_it_is(ana: httpx.Client) -> None:
    words = {
        "links": [{"relation": "related", "target": MISSING}],
        "evidence": ["x"],
        "content": "y",
        "seq": 1,
    }
    kept = send(ana, route("remember"), {"content": "With metadata.", "metadata": words}).json()["data"]
    assert kept["metadata"] == words


def test_recall_with_reinforcement_takes_the_right_to_write(place: Place) -> None:
    with place.client(place.admin) as admin:
        made = admin.post("/v1/keys", json={"name": "reads"}).json()["data"]
    with place.client(made["secret"]) as reader:
        assert send(reader, route("recall"), {"query": "cat"}).is_success
        assert send(reader, route("recall"), {"query": "cat", "reinforce": True}).status_code == 403


# Bound to a space


@pytest.mark.parametrize(
    "item", [item for item in ROUTES if "{space}" in item.path], ids=lambda item: item.verb
)
def test_another_space_is_not_there_for_a_key_that_is_bound_to_one(
    place: Place, acme: httpx.Client, item: Route
) -> None:
    body = {"id": place.cubes["bo"].id, "operation_id": place.forget_of_bo, "user": "bo"}
    sent = {name: body[name] for name in body if f"{{{name}}}" in item.path}
    there, nowhere = send(acme, item, sent), send(acme, item, sent, space="nowhere")
    assert there.status_code == nowhere.status_code == 404
    assert there.json()["error"]["message"].replace("default", "X") == nowhere.json()["error"][
        "message"
    ].replace("nowhere", "X")
    assert CANARY not in there.text


@pytest.mark.parametrize(
    "item", [item for item in ROUTES if "{space}" not in item.path and "keys" not in item.path], ids=lambda item: item.verb
)  # fmt: skip
def test_the_whole_store_is_closed_to_a_key_that_is_bound_to_a_space(acme: httpx.Client, item: Route) -> None:
    assert send(acme, item, {}).status_code == 403


@pytest.mark.parametrize(
    "verb", ["get", "history", "update", "curve", "links", "pin", "explain_missing", "correct"]
)
def test_an_id_of_another_space_is_not_there(place: Place, acme: httpx.Client, verb: str) -> None:
    id_ = place.cubes["bo"].id
    more: dict[str, dict[str, Any]] = {
        "update": {"tags": ["x"]}, "explain_missing": {"query": "x"}, "correct": {"object": "x"},
    }  # fmt: skip
    named = {"ids": [id_]} if verb == "pin" else {"id": id_}
    answer = send(acme, route(verb), {**more.get(verb, {}), **named}, space="acme")
    assert answer.status_code == 404
    assert CANARY not in answer.text


@pytest.mark.parametrize("verb", ["receipt", "undo"])
def test_an_operation_of_another_space_is_not_there(place: Place, acme: httpx.Client, verb: str) -> None:
    answer = send(acme, route(verb), {"operation_id": place.forget_of_bo}, space="acme")
    assert answer.status_code == 404


def test_operations_and_cursors_of_another_space_are_not_there(place: Place, acme: httpx.Client) -> None:
    answer = send(acme, route("operations"), {"before": place.forget_of_bo}, space="acme")
    assert answer.status_code == 404
    with place.client(place.admin) as admin:
        cursor = send(admin, route("list"), {"limit": 1}).json()["data"]["cursor"]
    assert send(acme, route("list"), {"limit": 1, "cursor": cursor}, space="acme").status_code == 422


def test_figures_tell_nothing_of_other_spaces(acme: httpx.Client) -> None:
    figures = send(acme, route("stats"), {}, space="acme").json()["data"]
    assert (figures["space"], figures["cubes"]) == ("acme", 1)
    assert (figures["spaces"], figures["size_bytes"], figures["erasures_pending"]) == (1, 0, 0)


# Keys that make keys


def test_a_key_makes_none_for_another_space(acme: httpx.Client) -> None:
    assert acme.post("/v1/keys", json={"name": "x", "space": "default"}).status_code == 403
    made = acme.post("/v1/keys", json={"name": "x", "right": "admin"}).json()["data"]["key"]
    assert made["space"] == "acme"


def test_a_key_sees_and_reaches_the_keys_of_its_space_alone(place: Place, acme: httpx.Client) -> None:
    with place.client(place.admin) as admin:
        everything = admin.get("/v1/keys").json()["data"]
    assert {key["space"] for key in acme.get("/v1/keys").json()["data"]} == {"acme"}
    other = next(key["id"] for key in everything if key["space"] is None)
    for method, path in (("POST", f"/v1/keys/{other}/rotate"), ("DELETE", f"/v1/keys/{other}")):
        answer = acme.request(method, path)
        assert answer.status_code == 404
        assert answer.json()["error"]["message"].replace(other, "X") == (
            acme.request(method, path.replace(other, "0" * 12))
            .json()["error"]["message"]
            .replace("0" * 12, "X")
        )
    own = acme.post("/v1/keys", json={"name": "mine"}).json()["data"]["key"]["id"]
    assert acme.post(f"/v1/keys/{own}/rotate").status_code == 200
    assert acme.delete(f"/v1/keys/{own}").json()["data"]["revoked_at"] is not None


def test_a_key_makes_none_that_outlives_it(place: Place) -> None:
    with place.client(place.admin) as admin:
        ends = "2099-01-01T00:00:00+00:00"
        guest = admin.post("/v1/keys", json={"name": "g", "right": "admin", "expires_at": ends}).json()[
            "data"
        ]
    with place.client(guest["secret"]) as client:
        assert (
            client.post("/v1/keys", json={"name": "x", "expires_at": "2099-06-01T00:00:00Z"}).status_code
            == 403
        )
        for given in ({}, {"expires_at": None}, {"expires_at": "2098-01-01T00:00:00Z"}):
            made = client.post("/v1/keys", json={"name": "x", **given}).json()["data"]["key"]
            assert made["expires_at"] is not None
            assert made["expires_at"] <= ends
        assert client.post("/v1/keys", json={"name": "x", "expires_at": "soon"}).status_code == 422


@pytest.mark.parametrize("right", ["read", "write"])
def test_only_an_administrators_key_makes_keys(place: Place, right: str) -> None:
    with place.client(place.admin) as admin:
        made = admin.post("/v1/keys", json={"name": "x", "right": right}).json()["data"]
    with place.client(made["secret"]) as client:
        assert client.get("/v1/keys").status_code == 403
        assert client.post("/v1/keys", json={"name": "y"}).status_code == 403


RANK = {"read": 0, "write": 1, "admin": 2}


TOO_SMALL = [(item, right) for item in ROUTES for right in RANK if RANK[right] < RANK[item.right]]


@pytest.mark.parametrize(
    ("item", "right"), TOO_SMALL, ids=[f"{item.verb}-{right}" for item, right in TOO_SMALL]
)
def test_a_verb_takes_its_right(place: Place, item: Route, right: str) -> None:
    with place.client(place.admin) as admin:
        made = admin.post("/v1/keys", json={"name": "x", "right": right}).json()["data"]
    body = {"id": MISSING, "operation_id": MISSING, "user": "bo"}
    with place.client(made["secret"]) as client:
        answer = send(client, item, {name: body[name] for name in body if f"{{{name}}}" in item.path})
    assert answer.status_code == 403
    assert repr(item.right) in answer.json()["error"]["message"]


# The last line


def test_an_answer_with_somebody_elses_memory_in_it_is_not_sent(tmp_path: Path) -> None:
    ana = Caller(key="k", name="n", space=None, user="ana", right="read")
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mine, theirs = mem.remember("Mine.", user="ana"), mem.remember("Theirs.", user="bo")
        assert shown(ana, route("list"), mem, {"cubes": [mine.to_dict()]}) == {"cubes": [mine.to_dict()]}
        with pytest.raises(ServerError, match="somebody else"):
            shown(ana, route("list"), mem, {"cubes": [mine.to_dict(), {"inside": [theirs.to_dict()]}]})
        belief = {"supports": [mine.id, theirs.id], "contradicts": [theirs.id], "score": 0.5, "links": 3}
        kept = {"supports": [mine.id], "contradicts": [], "score": 0.5, "links": 3}
        assert shown(ana, route("reflect"), mem, belief) == kept


# What must be looked at when a verb gains an argument

CHECKED = {
    # The user, filled in; ids, held against whose they are.
    "user", "id", "ids", "links", "evidence", "fact", "items", "everything",
}  # fmt: skip
HARMLESS = {
    # Conditions that stand beside the user's, and words, numbers and times.
    "agent", "session", "kinds", "tags", "where", "since", "until", "tiers", "valid_at", "known_at", "cursor",
    "limit", "newest_first", "query", "question", "max_tokens", "asked_at", "depth", "explain", "pending_budget_ms",
    "reinforce", "store_belief", "content", "metadata", "speaker", "role", "source", "importance", "occurred_at",
    "occurred_end", "valid_from", "valid_to", "kind", "idempotency_key", "key", "if_version", "reason", "merge",
    "dry_run", "wait", "timeout_s", "subject", "predicate", "object", "polarity", "certainty", "past", "days", "top",
}  # fmt: skip


@pytest.mark.parametrize("item", SCOPED, ids=lambda item: item.verb)
def test_every_argument_of_a_scoped_verb_was_thought_of(item: Route) -> None:
    names = set(inspect.signature(getattr(mnemic.Memory, item.verb)).parameters) - {"self"}
    assert names <= CHECKED | HARMLESS, (
        f"{item.verb}: does this lead to others' memories? {names - CHECKED - HARMLESS}"
    )
