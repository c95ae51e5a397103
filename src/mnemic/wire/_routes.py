"""
The routes of the REST API: one for each verb of `mnemic.Memory`, in one table that server, client and docs share.

The body of a request holds the verb's keyword arguments under their own names; one left out has its default. Those in
braces in the path are arguments, too. A GET takes them from the query.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

API: Final = "/v1"
_SPACE: Final = API + "/spaces/{space}"

Right = Literal["read", "write", "admin"]

EXPORTED_HEADER: Final = "Mnemic-Exported"
"""What an export holds, as JSON beside the file."""

FILENAME_HEADER: Final = "Mnemic-Filename"
"""What a file that is sent is called, percent-encoded: other programs' files are told apart by it."""

PASSPHRASE_HEADER: Final = "Mnemic-Passphrase"  # noqa: S105 - its name
"""The passphrase of a file that is sent, percent-encoded."""


class Route(NamedTuple):
    """
    Where a verb is served.

    Attributes:
        verb: A method of `mnemic.Memory`.

        path: With the arguments it takes in braces; ``{space}`` is the space.

        right: What a key must be allowed: to read, to write, or to administer the space.

        scoped: Whether a key that is bound to one user may use it. The other verbs look or act beyond a user.
    """

    verb: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    right: Right
    scoped: bool = False


ROUTES: Final[tuple[Route, ...]] = (
    Route("remember", "POST", f"{_SPACE}/memories", "write", scoped=True),
    Route("remember_many", "POST", f"{_SPACE}/memories/batch", "write", scoped=True),
    Route("list", "POST", f"{_SPACE}/memories/list", "read", scoped=True),
    Route("archive", "POST", f"{_SPACE}/memories/archive", "write", scoped=True),
    Route("forget", "POST", f"{_SPACE}/memories/forget", "write", scoped=True),
    Route("pin", "POST", f"{_SPACE}/memories/pin", "write", scoped=True),
    Route("fuse", "POST", f"{_SPACE}/memories/fuse", "write", scoped=True),
    Route("unpin", "POST", f"{_SPACE}/memories/unpin", "write", scoped=True),
    Route("lookup", "GET", f"{_SPACE}/lookup", "read", scoped=True),
    Route("get", "GET", f"{_SPACE}/memories/{{id}}", "read", scoped=True),
    Route("update", "PATCH", f"{_SPACE}/memories/{{id}}", "write", scoped=True),
    Route("history", "GET", f"{_SPACE}/memories/{{id}}/history", "read", scoped=True),
    Route("explain_missing", "POST", f"{_SPACE}/memories/{{id}}/missing", "read", scoped=True),
    Route("recall", "POST", f"{_SPACE}/recall", "read", scoped=True),
    Route("reflect", "POST", f"{_SPACE}/reflect", "write", scoped=True),
    Route("feedback", "POST", f"{_SPACE}/feedback", "write"),
    Route("reset_feedback", "POST", f"{_SPACE}/feedback/reset", "admin"),
    Route("assert_fact", "POST", f"{_SPACE}/facts", "write", scoped=True),
    Route("facts", "GET", f"{_SPACE}/facts", "read", scoped=True),
    Route("correct", "POST", f"{_SPACE}/facts/{{id}}/correct", "write", scoped=True),
    Route("retract", "POST", f"{_SPACE}/facts/{{id}}/retract", "write", scoped=True),
    Route("timeline", "GET", f"{_SPACE}/timeline", "read", scoped=True),
    Route("profile", "GET", f"{_SPACE}/users/{{user}}/profile", "read", scoped=True),
    Route("predicates", "GET", f"{_SPACE}/predicates", "read", scoped=True),
    Route("declare", "POST", f"{_SPACE}/predicates", "admin"),
    Route("operations", "GET", f"{_SPACE}/operations", "read"),
    Route("log", "GET", f"{_SPACE}/log", "read"),
    Route("undo", "POST", f"{_SPACE}/operations/{{operation_id}}/undo", "write"),
    Route("receipt", "GET", f"{_SPACE}/receipts/{{operation_id}}", "read"),
    Route("consolidate", "POST", f"{_SPACE}/consolidate", "write"),
    Route("allow_model", "PUT", f"{_SPACE}/model", "admin"),
    Route("policy", "GET", f"{_SPACE}/policy", "read"),
    Route("set_policy", "PUT", f"{_SPACE}/policy", "admin"),
    Route("jobs", "GET", f"{_SPACE}/jobs", "read"),
    Route("retry_jobs", "POST", f"{_SPACE}/jobs/retry", "write"),
    Route("drop_jobs", "POST", f"{_SPACE}/jobs/drop", "write"),
    Route("overview", "GET", f"{_SPACE}/overview", "read", scoped=True),
    Route("curve", "GET", f"{_SPACE}/memories/{{id}}/curve", "read", scoped=True),
    Route("links", "GET", f"{_SPACE}/memories/{{id}}/links", "read"),
    Route("graph", "GET", f"{_SPACE}/graph", "read", scoped=True),
    Route("export", "POST", f"{_SPACE}/export", "admin"),
    Route("import_", "POST", f"{_SPACE}/import", "admin"),
    Route("stats", "GET", f"{_SPACE}/stats", "read"),
    Route("flush", "POST", f"{_SPACE}/flush", "write"),
    Route("spaces", "GET", f"{API}/spaces", "admin"),
    Route("scrub", "POST", f"{API}/scrub", "admin"),
    Route("check", "POST", f"{API}/check", "admin"),
    Route("reembed", "POST", f"{API}/reembed", "admin"),
    Route("audit_head", "GET", f"{API}/audit", "admin"),
    Route("backup", "GET", f"{API}/backup", "admin"),
    Route("keys", "GET", f"{API}/keys", "admin"),
    Route("make_key", "POST", f"{API}/keys", "admin"),
    Route("rotate_key", "POST", f"{API}/keys/{{id}}/rotate", "admin"),
    Route("revoke_key", "DELETE", f"{API}/keys/{{id}}", "admin"),
)

_BY_VERB: Final = {route.verb: route for route in ROUTES}


def route_of(verb: str) -> Route:
    """Return the route of a verb."""
    return _BY_VERB[verb]
