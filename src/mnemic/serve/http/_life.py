"""What happens in the background, what was done and how it is taken back, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...lifecycle import Policy
from ._shapes import results as gives
from ._shapes import upkeep as takes
from ._verbs import Served

if TYPE_CHECKING:
    from ._state import State


def _bounded(arguments: dict[str, Any], state: State) -> dict[str, Any]:
    """Return the arguments of a consolidation: it goes on no longer than the server lets it, nor once it is told to stop."""
    asked, most = arguments.get("max_s"), state.settings.max_work_s
    is_longer = asked is None or (isinstance(asked, int | float) and asked > most)
    return {**arguments, "max_s": most if is_longer else asked, "stop": state.stopping.is_set}


def _policy(arguments: dict[str, Any], _state: State) -> dict[str, Any]:
    return {"policy": Policy.from_dict(arguments["policy"])}


VERBS: Final = (
    Served(verb="operations", takes=takes.Operations, gives=list[gives.Operation], tag="operations"),
    Served(verb="log", takes=takes.Log, gives=list[gives.Logged], tag="operations"),
    Served(verb="undo", takes=takes.Undo, gives=gives.Operation, tag="operations"),
    Served(verb="receipt", takes=takes.Receipt, gives=gives.ErasureReceipt, tag="operations"),
    Served(
        verb="consolidate", takes=takes.Consolidate, gives=gives.Consolidation, tag="background", is_slow=True,
        prepare=_bounded,
    ),
    Served(verb="allow_model", takes=takes.AllowModel, gives=None, tag="background"),
    Served(verb="policy", takes=takes.Policy, gives=gives.Policy, tag="background"),
    Served(verb="set_policy", takes=takes.SetPolicy, gives=None, tag="background", prepare=_policy),
    Served(verb="jobs", takes=takes.Jobs, gives=list[gives.BackgroundJob], tag="background"),
    Served(verb="retry_jobs", takes=takes.RetryJobs, gives=int, tag="background"),
    Served(verb="drop_jobs", takes=takes.DropJobs, gives=int, tag="background"),
)  # fmt: skip
