"""mem0's `Memory` over a Mnemic memory."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self

from ...engine import Memory as MnemicMemory
from ...errors import ArgumentError, NothingMatched
from .._opened import Location, opened
from . import _arguments as read
from ._arguments import UNSET, Unset
from ._config import make_folder, read_config, warn_unused
from ._errors import MemoryNotFoundError, ValidationError
from ._filters import read_filters
from ._formed import formed
from ._messages import Turn, turns
from ._shape import Item, added, item, laid_over, payload, rows
from ._shelf import Shelf, is_like, result, scores

if TYPE_CHECKING:
    from ...cube import MemCube

PROCEDURAL: Final = "procedural_memory"
_LOG = logging.getLogger("mnemic.adapters.mem0")

Results = dict[str, list[Item]]


class Memory:
    """
    mem0's ``Memory``, kept in a Mnemic memory. Safe to use from several threads, and by several processes.

    Args:
        config: mem0's configuration. Of it are used: the folder in ``vector_store.config.path`` or, failing that,
            that of ``history_db_path``, for the file ``mnemic.db``; ``vector_store.config.collection_name`` as the
            space. All else is named in one warning. Without a folder the file is ``$MNEMIC_DB``, else ``mnemic.db``
            in ``$MEM0_DIR``, else in ``~/.mem0``.

        memory: A Mnemic memory that is open, its path, or the address of a server, instead. It may also be the first
            argument.

        consolidate: Form facts in every ``add(…, infer=True)``, so that its results are these. Otherwise they are
            formed when `mnemic.Memory.consolidate` is called, by whoever does.

        options: For `mnemic.open`: ``embedder=``, ``llm=``, ``space=`` …

    Raises:
        ArgumentError: an argument cannot be used.

        StorePathError, StoreUnwritable, …: see `mnemic.open`.
    """

    def __init__(
        self,
        config: object = None,
        *,
        memory: Location | None = None,
        consolidate: bool = False,
        **options: Any,
    ) -> None:
        if memory is not None and config is not None:
            raise ArgumentError(
                "config= and memory= both say where the memory is; leave one out (embedder=, llm= and space= "
                "go beside memory=)"
            )
        if isinstance(config, MnemicMemory | str | Path):
            # As with every other adapter, the first argument may be the memory.
            config, memory = None, config
        self.config = config
        if memory is None:
            settings = read_config(config)
            make_folder(settings.location)
            options = {**({"space": settings.space} if settings.space else {}), **options}
            warn_unused(settings.unused, settings.location)
            memory = settings.location
        self._opened = opened(memory, **options)
        self._memory = self._opened.memory
        self._shelf = Shelf(self._memory)
        self._consolidates = consolidate

    @classmethod
    def from_config(cls, config_dict: Mapping[str, Any], **options: Any) -> Self:
        """Return a memory from mem0's configuration; *options* as in the constructor."""
        return cls(config_dict, **options)

    def add(
        self,
        messages: str | Mapping[str, Any] | Sequence[Mapping[str, Any]],
        *,
        user_id: object = None,
        agent_id: object = None,
        run_id: object = None,
        metadata: Mapping[str, Any] | None = None,
        timestamp: object = None,
        expiration_date: object = None,
        infer: bool = True,
        memory_type: str | None = None,
        prompt: str | None = None,
        llm: object = None,
    ) -> Results:
        """
        Keep messages, each as it was said, before returning. At least one id is required.

        Args:
            infer: ``True``: they are evidence, from which consolidation forms facts: at once with
                ``Memory(consolidate=True)``, and then the results are the facts; otherwise later, and the results
                are the messages. ``False``: they stay as they are, and nothing is ever formed from them.

            timestamp: When they were said: a time, or seconds since 1970. mem0 takes it on its platform only.

            expiration_date: The last day, ``YYYY-MM-DD``, on which `search` and `get_all` show them.

            memory_type: ``"procedural_memory"``: keep them together as one procedure, in their own words.

            prompt, llm: Are for mem0's extraction, and have no part here; a warning is logged.

        Returns:
            ``{"results": [{"id", "memory", "event"}, …]}``; with ``infer=False`` also ``"actor_id"`` and ``"role"``.

        Raises:
            ValidationError, ArgumentError: nothing was kept. `ValidationError` is an `ArgumentError`.
        """
        scope = read.entities(user_id=user_id, agent_id=agent_id, run_id=run_id)
        if not scope:
            raise ValidationError(
                "At least one of 'user_id', 'agent_id', or 'run_id' must be provided.",
                "VALIDATION_001",
                {"provided_ids": {"user_id": user_id, "agent_id": agent_id, "run_id": run_id}},
                "Please provide at least one identifier to scope the memory operation.",
            )
        if memory_type not in (None, PROCEDURAL):
            raise ValidationError(
                f"Invalid 'memory_type'. Please pass {PROCEDURAL} to create procedural memories.",
                "VALIDATION_002",
                {"provided_type": memory_type, "valid_type": PROCEDURAL},
                f"Use '{PROCEDURAL}' to create procedural memories.",
            )
        if prompt is not None or llm is not None:
            _LOG.warning(
                "prompt= and llm= are for mem0's extraction; Mnemic forms facts without, by its rules"
            )
        kept = read.metadata(metadata)
        if expiration_date is not None:
            kept["expiration_date"] = read.expiration(expiration_date)
        shared = {**scope, "metadata": kept, "occurred_at": read.said_at(timestamp, kept)}
        said = turns(messages)
        if memory_type == PROCEDURAL and "agent" in scope:
            return self._add_procedure(said, shared)
        return self._add_turns(said, shared, infer=infer)

    def _add_turns(self, said: list[Turn], shared: dict[str, Any], *, infer: bool) -> Results:
        kind = "episode" if infer else "resource"
        cubes = self._memory.remember_many(
            [
                {**shared, "content": turn.content, "role": turn.role, "speaker": turn.name, "kind": kind}
                for turn in said
            ]
        )
        if infer and self._consolidates:
            return {"results": formed(self._memory, shared.get("user"))}
        results = [added(cube) for cube in cubes]
        if not infer:
            results = [
                {**one, "actor_id": turn.name, "role": turn.role}
                for one, turn in zip(results, said, strict=True)
            ]
        return {"results": results}

    def _add_procedure(self, said: list[Turn], shared: dict[str, Any]) -> Results:
        """Keep what was said as one procedure. mem0 has a language model sum it up; here it stays as it was said."""
        if not said:
            return {"results": []}
        text = "\n".join(f"{turn.role}: {turn.content}" for turn in said)
        shared = {**shared, "metadata": {**shared["metadata"], "memory_type": PROCEDURAL}}
        return {"results": [added(self._memory.remember(text, kind="procedure", **shared))]}

    def get(self, memory_id: object) -> Item | None:
        """Return a memory, or `None` if there is none of that id."""
        cube = self._shelf.find(memory_id)
        return None if cube is None else item(cube, payload(cube))

    def get_all(
        self,
        *,
        filters: Mapping[str, Any] | None = None,
        top_k: int | None = None,
        show_expired: bool = False,
        user_id: object = None,
        agent_id: object = None,
        run_id: object = None,
        limit: int | None = None,
    ) -> Results:
        """
        Return memories in the order they arrived, without those that no longer hold.

        Args:
            filters: An id at least, and any of mem0's filters. The ids may also be arguments, as in mem0 1.x.

            top_k: The most to return: 20, or 100 in mem0 1.x's form, which calls it *limit*.

        Raises:
            ArgumentError: there is no id, or an argument cannot be used.
        """
        asked = read.asked(filters, user_id=user_id, agent_id=agent_id, run_id=run_id)
        wanted = read.amount(top_k, limit, 100 if asked.is_first_form else 20)
        condition = read_filters(asked.filters)
        found: list[Item] = []
        for cube, held in self._shelf.listed(asked.scope, condition, expired=show_expired) if wanted else ():
            shown = item(cube, held)
            del shown["score"]
            found.append(shown)
            if len(found) == wanted:
                break
        return {"results": found}

    def search(
        self,
        query: str,
        *,
        top_k: int | None = None,
        filters: Mapping[str, Any] | None = None,
        threshold: float | None = None,
        rerank: bool = False,
        explain: bool = False,
        reference_date: object = None,
        show_expired: bool = False,
        user_id: object = None,
        agent_id: object = None,
        run_id: object = None,
        limit: int | None = None,
    ) -> Results:
        """
        Return the memories that answer *query*, best first.

        Args:
            filters: An id at least, and any of mem0's filters. The ids may also be arguments, as in mem0 1.x.

            top_k: The most to return: 20, or 100 in mem0 1.x's form, which calls it *limit*.

            threshold: The least score. Left out: what shares no word with the question and has less than 0.1 is left
                out; nothing in mem0 1.x's form.

            rerank: Has no part here: what was found is always ranked again.

            explain: Add ``score_details`` to each result.

            reference_date: When the question is asked: a time, or seconds since 1970; by default now.

        Returns:
            ``{"results": [{"id", "memory", "hash", "metadata", "score", "created_at", "updated_at", …}, …]}``. A score
            is the likeness of meaning (cosine) of the result, or of a later one if that is greater.

        Raises:
            ArgumentError: there is no id, or an argument cannot be used.
        """
        asked = read.asked(filters, user_id=user_id, agent_id=agent_id, run_id=run_id)
        wanted = read.amount(top_k, limit, 100 if asked.is_first_form else 20)
        least = read.least_score(threshold, is_first_form=asked.is_first_form)
        query, condition = read.question(query), read_filters(asked.filters)
        if not wanted:
            return {"results": []}
        hits = self._shelf.search(
            query, asked.scope, condition, limit=wanted, asked_at=read.moment(reference_date), expired=show_expired
        )  # fmt: skip
        return {
            "results": [
                result(hit, held, score, explained=explain, threshold=least)
                for (hit, held), score in zip(hits, scores(hits), strict=True)
                if is_like(hit, score, least)
            ]
        }

    def update(
        self,
        memory_id: object,
        text: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        expiration_date: object = UNSET,
        data: str | None = None,
    ) -> dict[str, str]:
        """
        Change a memory; its versions stay in `history`.

        Args:
            text: Its new text; *data* is mem0 1.x's name of it.

            metadata: Is laid over what is there, key by key.

            expiration_date: `None` takes it away.

        Raises:
            MemoryNotFoundError: there is none of that id.

            ArgumentError: nothing to change was given, or an argument cannot be used.
        """
        text = data if text is None else text
        if text is None and metadata is None and isinstance(expiration_date, Unset):
            raise ArgumentError("At least one of text, metadata, or expiration_date must be provided.")
        cube = self._found_one(memory_id)
        changes = read.metadata(metadata, payload(cube))
        if not isinstance(expiration_date, Unset):
            changes["expiration_date"] = read.expiration(expiration_date)
        given: dict[str, Any] = {} if text is None else {"content": text}
        self._memory.update(cube.id, metadata=laid_over(cube, changes), merge=True, **given)
        return {"message": "Memory updated successfully!"}

    def delete(self, memory_id: object) -> dict[str, str]:
        """
        Erase a memory with its history, and what was formed from it. It cannot be undone.

        Raises:
            MemoryNotFoundError: there is none of that id.
        """
        self._memory.forget(ids=[self._found_one(memory_id).id], wait=False)
        return {"message": "Memory deleted successfully!"}

    def delete_all(
        self, user_id: object = None, agent_id: object = None, run_id: object = None
    ) -> dict[str, str]:
        """
        Erase all memories that have every one of these ids.

        Raises:
            ArgumentError: no id is given.
        """
        scope = read.entities(user_id=user_id, agent_id=agent_id, run_id=run_id)
        if not scope:
            raise ArgumentError(
                "At least one filter is required to delete all memories. If you want to delete all memories, use the "
                "`reset()` method."
            )
        self._erase(**scope)
        return {"message": "Memories deleted successfully!"}

    def history(self, memory_id: object) -> list[Item]:
        """Return how a memory came about, a row for each version; nothing of one that was deleted."""
        cube = self._shelf.find(memory_id)
        return [] if cube is None else rows(self._memory.history(cube.id))

    def reset(self) -> None:
        """Erase the whole space, whoever wrote what is in it."""
        self._erase(everything=True)

    def close(self) -> None:
        """Close the memory, unless it was open when it was handed in."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def chat(self, query: object) -> NoReturn:
        """Raise `NotImplementedError`, as mem0 does."""
        raise NotImplementedError("Chat function not implemented yet.")

    def _erase(self, **selector: Any) -> None:
        try:
            self._memory.forget(**selector, wait=False)
        except NothingMatched:
            _LOG.info("nothing to delete")

    def _found_one(self, memory_id: object) -> MemCube:
        cube = self._shelf.find(memory_id)
        if cube is None:
            raise MemoryNotFoundError(
                f"Memory with id {memory_id} not found. Please provide a valid 'memory_id'"
            )
        return cube
