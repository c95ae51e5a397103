"""Every verb of a memory on a server: the same arguments, documentation and results as of one in a file."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.client import RemoteMemory
from mnemic.errors import (
    ArgumentError,
    CubeNotFound,
    Forbidden,
    RecallNotFound,
    SpaceNotFound,
    Unauthorized,
    UnknownArgument,
)
from mnemic.wire import ROUTES
from mnemic.wire._decode import READERS

if TYPE_CHECKING:
    from odd_servers import Serve

NO_VERBS = {"space"}
VERBS = sorted(name for name in dir(mnemic.Memory) if not name.startswith("_") and name not in NO_VERBS)
HERE = {"close", "in_space"}
"""What a client does itself."""

_NORMAL = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "ID"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d"), "TIME"),
    (
        re.compile(r'"(hash|actor|location|size_bytes|cache_bytes|seconds|calibration|strength)": [^,}]+'),
        r'"\1": X',
    ),
    (re.compile(r"(\d+\.\d{6})\d+"), r"\1"),
)


def test_every_verb_is_the_servers_or_has_a_reason() -> None:
    served = {route.verb for route in ROUTES}
    assert set(VERBS) - HERE - served == set()
    own = vars(RemoteMemory)
    assert [name for name in VERBS if name not in own] == []


def test_every_answer_has_a_reader() -> None:
    assert set(READERS) == {name for name in VERBS if name not in {*HERE, "backup", "export"}}


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_has_the_same_arguments_and_documentation(name: str) -> None:
    embedded, remote = getattr(mnemic.Memory, name), getattr(RemoteMemory, name)
    assert inspect.signature(remote) == inspect.signature(embedded)
    assert inspect.getdoc(remote) == inspect.getdoc(embedded)
    assert remote.__name__ == name


class Story:
    """A memory with something of everything in it."""

    def __init__(self, mem: mnemic.Memory) -> None:
        self.mem = mem
        self.said = mem.remember(
            "I moved to Porto in May.", user="ana", session="s1", speaker="Ana", role="user",
            occurred_at="2026-05-20T10:00:00+01:00[Europe/Lisbon]", tags=("home",), metadata={"turn": [1, None]},
        )  # fmt: skip
        self.reply = mem.remember("How nice!", user="ana", session="s1", speaker="Bo", importance=0.5)
        self.fact = mem.assert_fact(
            "Ana", "lives_in", "Porto", user="ana", evidence=[self.said], valid_from="2026-05-01T00:00:00Z"
        )
        self.found = mem.recall("Where does Ana live?", user="ana")


CALLS: dict[str, Callable[[Story], Any]] = {
    "remember": lambda s: s.mem.remember(
        "Ana likes tea", kind="fact", links=[("derived_from", s.said.id)], valid_from=datetime(2026, 1, 1, tzinfo=UTC),
        fact=mnemic.Fact(subject="Ana", predicate="likes", object="tea"), key="tea", if_version=0, reason="told",
    ),
    "remember_many": lambda s: s.mem.remember_many([{"content": "one", "tags": {"a"}}, {"content": "two"}]),
    "update": lambda s: s.mem.update(s.said.id, session=None, tags=["x", "y"], metadata={"b": 1}, merge=True),
    "recall": lambda s: s.mem.recall(
        "Porto", user="ana", kinds={"episode"}, since="2026-01-01T00:00:00Z", until=datetime(2027, 1, 1, tzinfo=UTC),
        where={"metadata.turn": {"exists": True}} if False else {"session": "s1"}, explain=True, max_tokens=300,
    ).to_dict()["hits"],
    "explain_missing": lambda s: s.mem.explain_missing("Porto", s.reply.id, limit=1, user="ana"),
    "assert_fact": lambda s: s.mem.assert_fact(
        "Ana", "favorite", "blue", key="colour", user="ana", evidence=[mnemic.Evidence(s.said.id, 0, 5), s.reply.id],
    ),
    "correct": lambda s: s.mem.correct(s.fact.id, object="Oslo", valid_from="2026-04-01T00:00:00Z"),
    "retract": lambda s: s.mem.retract(s.fact.id, reason="not so"),
    "facts": lambda s: s.mem.facts(user="ana", past=True, known_at=datetime.now(UTC)),
    "timeline": lambda s: s.mem.timeline("Ana", user="ana", predicate="lives_in"),
    "profile": lambda s: s.mem.profile("ana", max_tokens=None),
    "declare": lambda s: [
        s.mem.declare(mnemic.Predicate(name="rents", cardinality="single", half_life_days=9.0)),
        s.mem.predicates()[-1],
    ],
    "predicates": lambda s: s.mem.predicates(),
    "consolidate": lambda s: s.mem.consolidate(user="ana", max_s=60).facts,
    "allow_model": lambda s: s.mem.allow_model(False),
    "reflect": lambda s: s.mem.reflect("Where does Ana live?", user="ana", limit=5),
    "feedback": lambda s: s.mem.feedback(s.found.id, useful=[s.found[0].cube.id], reason="yes"),
    "reset_feedback": lambda s: [s.found.cite(["m1"]), s.mem.reset_feedback()],
    "overview": lambda s: s.mem.overview(user="ana"),
    "curve": lambda s: s.mem.curve(s.said.id, days=10).to_dict().keys(),
    "links": lambda s: s.mem.links(s.said.id),
    "graph": lambda s: s.mem.graph(user="ana", limit=10),
    "lookup": lambda s: [s.mem.remember("A profile.", user="ana", key="p"), s.mem.lookup("p", user="ana")][1].content,
    "get": lambda s: s.mem.get(s.said.id),
    "list": lambda s: [
        first := s.mem.list(user="ana", limit=1, newest_first=True),
        s.mem.list(user="ana", limit=1, newest_first=True, cursor=first.cursor).cubes,
    ][1],
    "history": lambda s: s.mem.history(s.said.id),
    "operations": lambda s: s.mem.operations(cube=s.said.id, limit=3),
    "log": lambda s: s.mem.log(cube=s.said.id, changes=1),
    "undo": lambda s: s.mem.undo(s.fact.operation, dry_run=True),
    "archive": lambda s: s.mem.archive(user="ana", kinds=["episode"], until="2026-06-01T00:00:00Z"),
    "pin": lambda s: s.mem.pin({s.said.id}),
    "fuse": lambda s: [
        s.mem.remember_many([{"content": "Ana is happy.", "kind": "belief"} for _ in range(2)]), s.mem.fuse()
    ],
    "unpin": lambda s: [s.mem.pin([s.said.id]), s.mem.unpin((s.said.id,))],
    "policy": lambda s: s.mem.policy(),
    "set_policy": lambda s: [
        s.mem.set_policy(mnemic.Policy(half_lives={"episode": 9}, budget=mnemic.Budget(cubes=50))),
        s.mem.policy(),
    ],
    "forget": lambda s: s.mem.forget(ids=[s.said.id], timeout_s=float("inf")).cubes,
    "receipt": lambda s: s.mem.receipt(s.mem.forget(ids=[s.reply.id]).operation or "").status,
    "scrub": lambda s: s.mem.scrub(),
    "jobs": lambda s: s.mem.jobs(),
    "retry_jobs": lambda s: s.mem.retry_jobs(),
    "drop_jobs": lambda s: s.mem.drop_jobs([]),
    "flush": lambda s: s.mem.flush(),
    "reembed": lambda s: s.mem.reembed("hash"),
    "spaces": lambda s: s.mem.spaces(),
    "stats": lambda s: s.mem.stats(),
    "audit_head": lambda s: len(s.mem.audit_head().hash),
    "check": lambda s: s.mem.check(repair=True),
    "make_key": lambda s: s.mem.make_key(
        "phone", space="default", user="ana", right="write", expires_at="2030-01-01T00:00:00Z"
    ).key.name,
    "keys": lambda s: [
        s.mem.make_key("phone"), [key.right for key in s.mem.keys() if key.name == "phone"],  # noqa: SIM118
    ][1],
    "rotate_key": lambda s: s.mem.rotate_key(s.mem.make_key("phone", right="admin").key.id).key.right,
    "revoke_key": lambda s: s.mem.revoke_key(s.mem.make_key("phone").key.id).name,
    "in_space": lambda s: [s.mem.in_space("other").remember("Bo"), s.mem.in_space("other").space, s.mem.spaces()],
}  # fmt: skip


def told(value: Any) -> str:
    """Return a result as text, without what differs from store to store."""
    text = json.dumps(value, default=_plain, sort_keys=True)
    for pattern, standing in _NORMAL:
        text = pattern.sub(standing, text)
    return text


def _plain(value: Any) -> Any:
    return value.to_dict() if hasattr(value, "to_dict") else list(value)


def test_every_verb_is_called_below() -> None:
    assert set(CALLS) == set(VERBS) - {"close", "backup", "export", "import_"}


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_verb_gives_the_same_over_a_server(name: str, serve: Serve, tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "here.db", embedder="hash") as mem:
        embedded = CALLS[name](Story(mem))
    with mnemic.open(serve().url) as mem:
        remote = CALLS[name](Story(mem))
    assert type(remote) is type(embedded)
    assert told(remote) == told(embedded)


BAD: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("remember", (), {}),
    ("remember", ("x",), {"usr": "ana"}),
    ("remember", (b"x",), {}),
    ("remember", ("x",), {"metadata": {1: 2}}),
    ("remember", ("x",), {"occurred_at": datetime(2026, 1, 1)}),  # noqa: DTZ001
    ("remember", ("x",), {"importance": float("nan")}),
    ("remember_many", ("x",), {}),
    ("remember_many", ([{"content": "x", "usr": 1}],), {}),
    ("update", ("nonsense",), {"content": "x"}),
    ("recall", (5,), {}),
    ("recall", ("x",), {"where": {"metadata.a": object()}}),
    ("recall", ("x",), {"where": {"nope": 1}}),
    ("recall", ("x",), {"where": 5}),
    ("recall", ("x",), {"kinds": b"fact"}),
    ("recall", ("x",), {"limit": 1 << 70}),
    ("recall", ("x",), {"depth": {"a": {5: 1}}}),
    ("recall", ("x",), {"since": "2026"}),
    ("list", (), {"cursor": 5}),
    ("list", (), {"cursor": "nonsense"}),
    ("operations", (), {"limit": "5"}),
    ("operations", (), {"limit": True}),
    ("operations", (), {"before": 5}),
    ("operations", (), {"cube": "x"}),
    ("get", (None,), {}),
    ("get", ("",), {}),
    ("get", (), {}),
    ("facts", (), {"predicate": "nope"}),
    ("facts", (), {"user": ""}),
    ("facts", (), {"valid_at": "yesterday"}),
    ("timeline", (), {}),
    ("profile", ("ana",), {"max_tokens": "x"}),
    ("profile", (5,), {}),
    ("profile", ("ana",), {"max_tokens": 0}),
    ("assert_fact", ("Ana", "lives_in", "Porto"), {"evidence": "x"}),
    ("assert_fact", ("Ana", "lives_in", "Porto"), {"certainty": float("inf")}),
    ("assert_fact", ("Ana", "nope", "Porto"), {}),
    ("declare", ({"name": "x"},), {}),
    ("set_policy", ({},), {}),
    ("undo", ("nonsense",), {}),
    ("undo", (5,), {}),
    ("forget", (), {}),
    ("forget", (), {"ids": ["x"]}),
    ("forget", (), {"everything": True, "user": "a"}),
    ("forget", (), {"user": "a", "timeout_s": -1}),
    ("pin", ([],), {}),
    ("drop_jobs", ([1],), {}),
    ("consolidate", (), {"max_s": "x"}),
    ("consolidate", (), {"max_calls": -1}),
    ("reflect", ("x",), {"store_belief": True}),
    ("allow_model", (5,), {}),
    ("reset_feedback", (), {}),
    ("receipt", ("01890a5d-ac96-774b-bcce-b302099a8057",), {}),
    ("feedback", (5,), {}),
    ("feedback", ("x",), {"useful": ["y"]}),
    ("make_key", ("",), {}),
    ("make_key", ("x",), {"right": "most"}),
    ("make_key", ("x",), {"expires_at": "soon"}),
    ("revoke_key", (5,), {}),
    ("revoke_key", ("nonsense",), {}),
    ("rotate_key", ("a/b",), {}),
    ("in_space", ("",), {}),
    ("in_space", (None,), {}),
    ("close", (), {"timeout_s": -1}),
    ("backup", (), {}),
    ("export", (), {}),
    ("export", ("x",), {"since": "soon"}),
    ("import_", (), {}),
    ("import_", ("no such file",), {}),
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An embedded memory and one on a server, for calls that change nothing."""
    from mnemic.serve.http import Settings, running

    folder = tmp_path_factory.mktemp("both")
    with (
        mnemic.open(folder / "here.db", embedder="hash") as mem,
        running(Settings(location=str(folder / "there.db"), embedder="hash", port=0)) as server,
        mnemic.open(server.url, api_key=server.key) as remote,
    ):
        for memory in (mem, remote):
            memory.remember("Ana has a cat")
        yield mem, remote


@pytest.mark.parametrize(("verb", "args", "kwargs"), BAD, ids=lambda value: str(value)[:40])
def test_what_is_refused_is_refused_with_the_same_error(
    verb: str, args: tuple[Any, ...], kwargs: dict[str, Any], both: tuple[mnemic.Memory, mnemic.Memory]
) -> None:
    raised = []
    for memory in both:
        with pytest.raises(mnemic.MnemicError) as caught:
            getattr(memory, verb)(*args, **kwargs)
        raised.append(caught.value)
    assert type(raised[1]) is type(raised[0])


def test_an_unknown_argument_gets_the_same_hint(remote: mnemic.Memory, mem: mnemic.Memory) -> None:
    for memory in (mem, remote):
        with pytest.raises(UnknownArgument, match="recall.. has no argument 'usr'; did you mean 'user'"):
            memory.recall("x", usr="ana")  # type: ignore[call-arg]


NAMES = [
    "a/b",
    "../x",
    "..",
    ".",
    "50%",
    "%2F",
    "a b+c",
    "?q#f",
    "Ünïcödé ✓",
    "x" * 500,
    "a\\b",
    "\n"[:0] + "tab\tin",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_sent(name: str, serve: Serve) -> None:
    with mnemic.open(serve().url, space=name) as mem:
        cube = mem.remember("Ana has a cat", user=name, session=name, tags=[name])
        mem.assert_fact(name, "lives_in", "Porto", user=name)
        assert cube.space == cube.user == name
        assert mem.spaces() == (name,)
        assert mem.list(user=name, tags=[name])[0].id == cube.id
        assert len(mem.facts(user=name, subject=name)) == 1
        assert mem.profile(name).facts
        assert mem.get(cube.id).session == name


def test_times_keep_their_zones(remote: mnemic.Memory) -> None:
    told_at = "2026-05-20T10:00:00+01:00[Europe/Lisbon]"
    cube = remote.remember("x", occurred_at=told_at)
    assert cube.to_dict()["occurred_at"] == told_at
    assert remote.recall("x", asked_at=told_at).to_dict()["asked_at"] == told_at


def test_texts_of_every_script_come_through(remote: mnemic.Memory) -> None:
    for text in ("日本語 \U0001f63a", "a\r\n\tb\x1b[0m", "\u2028x\u2029", "x" * 200_000, '"\\'):
        assert remote.get(remote.remember(text).id).content == text


def test_a_recall_knows_how_it_was_made(remote: mnemic.Memory) -> None:
    remote.remember("Ana has a cat", user="ana")
    found = remote.recall("cat", max_tokens=100)
    assert found.tokenizer == "wordpiece_tokens"
    assert found.max_tokens == 100
    assert found.context() == found.context(100)
    assert [cube.content for cube in found.cited("As you said [m1].")] == ["Ana has a cat"]
    assert found.cite(["m1"], reason="yes").lessons == 1
    with pytest.raises(ArgumentError, match="known_at"):
        remote.recall("cat", known_at=datetime.now(UTC)).cite(["m1"])
    with pytest.raises(RecallNotFound):
        remote.feedback(remote.recall("cat", known_at=datetime.now(UTC)).id, useful=[found[0].cube.id])


def test_a_recall_can_be_cited_after_the_server_was_started_again(serve: Serve, tmp_path: Path) -> None:
    from mnemic.serve.http import Settings, running

    settings = Settings(location=str(tmp_path / "again.db"), embedder="hash", port=0)
    with running(settings) as server:
        key = server.key
        with mnemic.open(server.url, api_key=key) as mem:
            mem.remember("Ana has a cat")
            found = mem.recall("cat")
        port = int(server.url.rpartition(":")[2])
    mem = mnemic.open(f"http://127.0.0.1:{port}", api_key=key)
    with running(Settings(location=str(tmp_path / "again.db"), embedder="hash", port=port)):
        found_again = mem.recall("cat")
        assert mem.feedback(found_again.id, useful=[found[0].cube.id]).lessons == 1
    mem.close()


def test_what_a_key_may_is_all_its_holder_may(serve: Serve) -> None:
    url = serve().url
    with mnemic.open(url) as mem:
        cube = mem.remember("Ana has a cat", user="ana")
        other = mem.remember("Bo has a dog", user="bo")
        secrets = {
            right: mem.make_key(right, right=right).secret for right in ("read", "write")
        } | {
            "space": mem.make_key("space", space="other", right="write").secret,
            "user": mem.make_key("user", space="default", user="ana", right="write").secret,
        }  # fmt: skip
        revoked = mem.make_key("gone")
        mem.revoke_key(revoked.key.id)
    with mnemic.open(url, api_key=secrets["read"]) as mem:
        assert mem.get(cube.id) == cube
        with pytest.raises(Forbidden):
            mem.remember("x")
    with mnemic.open(url, api_key=secrets["write"]) as mem:
        assert mem.remember("x").content == "x"
        with pytest.raises(Forbidden):
            mem.keys()
    with mnemic.open(url, api_key=secrets["space"]) as mem:
        with pytest.raises(SpaceNotFound):
            mem.get(cube.id)
        assert mem.in_space("other").remember("x").space == "other"
    with mnemic.open(url, api_key=secrets["user"]) as mem:
        assert [hit.cube.id for hit in mem.recall("Who has what?")] == [cube.id]
        assert mem.remember("Ana has a bicycle").user == "ana"
        with pytest.raises(CubeNotFound):
            mem.get(other.id)
        with pytest.raises(Forbidden):
            mem.recall("dog", user="bo")
    for wrong in (revoked.secret, "mnk_1_wrong", "nonsense"):
        with mnemic.open(url, api_key=wrong) as mem, pytest.raises(Unauthorized) as caught:
            mem.spaces()
        assert wrong not in str(caught.value)
