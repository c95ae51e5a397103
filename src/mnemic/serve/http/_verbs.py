"""From the table of routes to endpoints: all of them do the same, in the same order."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ...wire import Route, route_of
from ._arguments import Sent, is_long
from ._authorised import authorise, authorised
from ._envelope import data_bytes, json_response, plain
from ._idempotency import IDEMPOTENCY_HEADER, REPLAY_HEADER, once
from ._outermost import part
from ._scope import scoped, shown
from ._state import State, state_of
from ._threads import in_turn

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ...engine import Memory
    from ._caller import Caller
    from ._shapes import Arguments

Endpoint = Callable[["Request"], Awaitable["Response"]]


def _as_given(arguments: dict[str, Any], _state: State) -> dict[str, Any]:
    return arguments


@dataclass(frozen=True, kw_only=True)
class Served:
    """
    How a verb is served.

    Attributes:
        takes: The shape of its arguments, without those in the path.

        gives: The shape of its result.

        tag: The part of the document it stands in.

        route: Where it is served; by default where its verb is.

        status: Of success.

        is_slow: Whether it may take minutes, so that it waits its turn among its like.

        prepare: Makes arguments of what was sent, where the engine takes other types than JSON has.

        do: What is done; by default the verb.

        show: Makes plain JSON of the result.

        media: What the answer is, where it is no JSON.

        takes_file: Whether the body is a file, and the arguments stand in the query.
    """

    verb: str
    takes: type[Arguments]
    gives: Any
    tag: str
    route: Route | None = None
    status: int = 200
    is_slow: bool = False
    prepare: Callable[[dict[str, Any], State], dict[str, Any]] = _as_given
    do: Callable[[Memory, dict[str, Any]], object] | None = None
    show: Callable[[Any], Any] = plain
    media: str = "application/vnd.sqlite3"
    takes_file: bool = False

    @property
    def at(self) -> Route:
        """Where it is served."""
        return self.route or route_of(self.verb)

    def perform(self, memory: Memory, arguments: dict[str, Any]) -> object:
        """Do it."""
        if self.do is not None:
            return self.do(memory, arguments)
        return getattr(memory, self.verb)(**arguments)


class Call(NamedTuple):
    """
    A request to a verb, as far as it needs no reading: where, and what was sent.

    Attributes:
        caller: Who calls, where that was asked already.
    """

    state: State
    served: Served
    request: Request
    caller: Caller | None
    space: str | None
    in_path: dict[str, str]
    sent: Sent
    key: str | None


def endpoint(served: Served) -> Endpoint:
    """Return what answers requests to a verb."""
    route = served.at

    async def serve(request: Request) -> Response:
        state = state_of(request)
        in_path = {name: part(value) for name, value in request.path_params.items()}
        space = in_path.pop("space", None)
        # Nobody unknown keeps the server busy: neither with a long body nor with a place among those who wait. Any
        # other request shows its key in the thread that answers it, which saves going into another one first.
        asks_early = served.is_slow or is_long(request)
        caller = await authorised(request, route, space) if asks_early else None
        key = request.headers.get(IDEMPOTENCY_HEADER)
        call = Call(state, served, request, caller, space, in_path, await Sent.of(request), key)
        limiter = state.slow if served.is_slow else state.quick
        body, replayed = await in_turn(limiter, partial(_answer, call))
        return json_response(body, served.status, {REPLAY_HEADER: "true"} if replayed else None)

    serve.__name__ = served.verb
    serve.__doc__ = inspect.getdoc(served.takes)
    return serve


def _answer(call: Call) -> tuple[bytes, bool]:
    """
    Return the answer to a request, and whether it was given before.

    This runs in a worker thread, all of it: reading, looking and writing out take their time as well as doing.
    """
    state, served, route = call.state, call.served, call.served.at
    caller = call.caller or authorise(call.request, route, call.space)
    arguments = {**call.sent.read(served.verb, served.takes), **call.in_path}
    memory = state.handles.store_wide if call.space is None else state.handles.get(call.space)
    arguments = scoped(caller, route, memory, arguments)

    def do() -> object:
        return served.perform(memory, served.prepare(arguments, state))

    outcome = once(state.door, caller, route, call.space, arguments, call.key, do)
    return data_bytes(shown(caller, route, memory, served.show(outcome.result))), outcome.replayed
