"""What a space says of its memories, how fast they fade and how much it may hold: kept in the store, for every process."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .. import truth
from .._hint import did_you_mean
from ..cube import KINDS, FrozenDict
from ..errors import ArgumentError, StoreCorrupted, UnknownArgument
from ._budget import Budget

if TYPE_CHECKING:
    from ..store import Reader, Space, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """
    What a space says about its life in the background. Each part that is left out is as for every space.

    Attributes:
        half_lives: Days until half is left of a memory that nobody recalls, by kind.

        predicate_half_lives: The same of facts, by predicate; it outranks the kind's, and what the predicate says.

        ttl_days: Days after which a memory of a kind goes to the archive whatever happens, pinned or not.

        budget: How much the space may hold.

        topics: Whether consolidation also sums up, over sessions, what a user spoke of again and again. They are a
            way to look through a space; recall answers as well without them.

        reader: Whether facts are also read by the small network that comes with the package, beside the rules. It
            finds more, and costs some milliseconds a turn.

    Raises:
        ArgumentError: a kind or a bound does not exist, or a number cannot be used.
    """

    half_lives: Mapping[str, float] = field(default_factory=FrozenDict)
    predicate_half_lives: Mapping[str, float] = field(default_factory=FrozenDict)
    ttl_days: Mapping[str, float] = field(default_factory=FrozenDict)
    budget: Budget = field(default_factory=Budget)
    topics: bool = False
    reader: bool = True

    def __post_init__(self) -> None:
        for name in ("half_lives", "predicate_half_lives", "ttl_days"):
            days = _days(name, getattr(self, name))
            if name != "predicate_half_lives":
                for kind in days:
                    _known(kind, KINDS, f"{name}: kind")
            object.__setattr__(self, name, days)
        object.__setattr__(self, "budget", _bounds(self.budget))
        for name in ("topics", "reader"):
            if not isinstance(getattr(self, name), bool):
                raise ArgumentError(f"{name}={getattr(self, name)!r:.60} must be True or False")

    def to_dict(self) -> dict[str, Any]:
        """Return the policy as plain JSON."""
        return {
            "half_lives": dict(self.half_lives),
            "predicate_half_lives": dict(self.predicate_half_lives),
            "ttl_days": dict(self.ttl_days),
            "budget": self.budget._asdict(),
            "topics": self.topics,
            "reader": self.reader,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Policy:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument, ArgumentError: it holds what no policy has.
        """
        if not isinstance(data, Mapping):
            raise ArgumentError(f"a policy is an object of JSON such as {{}}, got {data!r:.60}")
        for name in data:
            _known(name, [part.name for part in fields(cls)], "a policy's")
        return cls(**data)


def _days(name: str, given: object) -> FrozenDict:
    if not isinstance(given, Mapping):
        raise ArgumentError(f'{name}={given!r:.60} must map names to days, such as {{"episode": 90}}')
    for key, days in given.items():
        number = isinstance(days, int | float) and not isinstance(days, bool)
        if not number or not math.isfinite(days) or days <= 0:
            raise ArgumentError(f"{name}[{key!r:.60}]={days!r:.60} must be a number of days above 0")
    return FrozenDict({str(key): float(days) for key, days in given.items()})


def _bounds(given: object) -> Budget:
    if not isinstance(given, Budget):
        if not isinstance(given, Mapping):
            raise ArgumentError(
                f'budget={given!r:.60} must be a Budget, or an object such as {{"cubes": 1000}}'
            )
        for name in given:
            _known(name, Budget._fields, "a budget's")
        given = Budget(**given)
    for name, bound in zip(Budget._fields, given, strict=True):
        if bound is not None and (type(bound) is not int or bound < 0):
            raise ArgumentError(
                f"budget {name}={bound!r:.60} must be a whole number of at least 0; leave it out for none"
            )
    return given


def _known(name: object, names: Collection[str], what: str) -> None:
    if name not in names:
        hint = did_you_mean(str(name), names)
        raise UnknownArgument(f"{what} {name!r:.60} does not exist; {hint}there are: {', '.join(names)}")


def policy_of(reader: Reader, space: Space | None) -> Policy:
    """
    Return what a space says; the default where it said nothing.

    Raises:
        StoreCorrupted: what is stored is no policy.
    """
    stored = reader.setting(_setting(space)) if space else None
    return _read(stored) if stored is not None else _DEFAULT


@lru_cache(maxsize=64)
def _read(stored: str) -> Policy:
    try:
        return Policy.from_dict(json.loads(stored))
    except (ValueError, UnknownArgument) as error:
        raise StoreCorrupted(
            f"the stored policy is damaged ({error!r:.200}); mem.set_policy(mnemic.Policy()) replaces it"
        ) from error


def set_policy(store: Store, space_name: str, policy: Policy) -> None:
    """
    Keep *policy* for a space, in place of the one before.

    Raises:
        ArgumentError: it names a predicate that is not declared.
    """
    if not isinstance(policy, Policy):
        raise ArgumentError(f"policy={policy!r:.60} must be a mnemic.Policy(…)")
    with store.write() as writer:
        space = writer.ensure_space(space_name)
        known = truth.predicates(writer, space)
        for name in policy.predicate_half_lives:
            _known(name, known, "predicate_half_lives: predicate")
        writer.set_setting(_setting(space), json.dumps(policy.to_dict()))
        # Other curves have other due times: the next pass works out all of them anew.
        writer.set_due(space, None, writer.now_us)


AGED = "aged"
"""The mark of how far the lifecycle has looked at the versions of a space."""

_DEFAULT = Policy()


def _setting(space: Space) -> str:
    return f"policy:{space.row}"
