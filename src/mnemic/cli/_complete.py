"""What the shell offers when Tab is pressed. What can't be found out quickly, or at all, is not offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .._address import is_address
from ..errors import MnemicError
from ._defaults import read_defaults

if TYPE_CHECKING:
    from ..engine import Memory


def space_names(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the spaces of the store."""
    return _of_store(context, incomplete, lambda memory: memory.spaces())


def user_names(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the users of the space that have most memories."""
    return _of_store(context, incomplete, lambda memory: memory.overview().users)


def predicate_names(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the predicates of the space."""
    return _of_store(
        context, incomplete, lambda memory: [predicate.name for predicate in memory.predicates()]
    )


def kind_names(incomplete: str) -> list[str]:
    """Offer the kinds of memories."""
    from ..cube import KINDS

    return _beginning(KINDS, incomplete)


def embedder_names(incomplete: str) -> list[str]:
    """Offer the embedders that come with Mnemic."""
    return _beginning(("minilm", "hash", "openai:", "sentence-transformers:", "model2vec:"), incomplete)


def _of_store(context: typer.Context, incomplete: str, names: Callable[[Memory], Iterable[str]]) -> list[str]:
    """Ask the store that the command line names. A server is not asked: a person who presses Tab waits."""
    import mnemic

    try:
        given = context.params.get("db") or read_defaults().get("db", "memory.db")
        if is_address(given) or not Path(given).exists():
            return []
        with mnemic.open(given, space=context.params.get("space") or "default", read_only=True) as memory:
            return _beginning(names(memory), incomplete)
    except MnemicError:
        return []


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
