"""The verbs that take back and forget."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .. import admit, govern
from ..errors import ArgumentError
from ._handle import Handle, checked_operation, checked_reason
from ._scope import cube_ids, require_selector, selector
from ._verb import verb

if TYPE_CHECKING:
    from ..cube import ErasureReceipt, Operation

Time = datetime | str
Where = Mapping[str, Any]


class ForgetVerbs(Handle):
    """What `Memory` does to take back, put away and erase."""

    @verb
    def undo(
        self, operation_id: str, *, cascade: bool = False, dry_run: bool = False, reason: str | None = None
    ) -> Operation:
        """
        Take an operation back, as a new operation that can itself be undone.

        Args:
            operation_id: Its id; the id of a consolidation's run takes back everything the run did.

            cascade: Also take back the later operations that rest on it.

            dry_run: Only show what would change.

        Raises:
            UndoRefused: later operations rest on it; the error names them.

            ErasureIsFinal: it is an erasure.

            OperationNotFound: there is none of that id in the space.
        """
        return govern.undo(
            self._store,
            self._space,
            checked_operation(operation_id),
            cascade=cascade,
            reason=checked_reason(reason),
            dry_run=dry_run,
        )

    @verb
    def archive(
        self,
        *,
        ids: Collection[str] | None = None,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        where: Where | None = None,
        since: Time | None = None,
        until: Time | None = None,
        dry_run: bool = False,
        reason: str | None = None,
    ) -> Operation:
        """
        Move cubes out of default recall; ``undo`` of the operation brings them back.

        Raises:
            SelectorRequired: nothing says which.

            NothingMatched, CubeNotFound: there are none of these.
        """
        chosen = selector(user=user, agent=agent, session=session, kinds=kinds, tags=tags, where=where,
                          since=since, until=until, tiers=None)  # fmt: skip
        listed = cube_ids(ids)
        require_selector("archive()", listed, chosen)
        return govern.archive(
            self._store, self._space, listed, chosen, reason=checked_reason(reason), dry_run=dry_run
        )

    @verb
    def forget(
        self,
        *,
        ids: Collection[str] | None = None,
        user: str | None = None,
        agent: str | None = None,
        session: str | None = None,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        where: Where | None = None,
        since: Time | None = None,
        until: Time | None = None,
        everything: bool = False,
        dry_run: bool = False,
        wait: bool = True,
        timeout_s: float = 5.0,
    ) -> ErasureReceipt:
        """
        Erase cubes for good: all versions, vectors, term lists, links, keys, and whatever was derived from them.

        Cannot be undone. Cubes in every tier and state are looked at, in their present version.

        Args:
            everything: The whole space, its name too.

            wait: Whether to scrub and search the files before returning, which takes longer the larger the store is.
                Otherwise the rows are gone, the receipt is pending, and the files are scrubbed in the background, for
                everything that was erased meanwhile at once; `receipt` tells when. The search has no positive control
                then.

            timeout_s: How long to wait for other connections before the scrub of the file is left to the
                next opener; the rows are gone either way.

        Raises:
            SelectorRequired: nothing says which.

            NothingMatched, CubeNotFound: there are none of these.
        """
        chosen = selector(user=user, agent=agent, session=session, kinds=kinds, tags=tags, where=where,
                          since=since, until=until, tiers=None, states=None)  # fmt: skip
        listed = cube_ids(ids)
        timeout_s = admit.seconds(timeout_s, "timeout_s")
        if everything and (listed is not None or not chosen.is_empty):
            raise ArgumentError("everything=True erases the whole space; leave the other selectors out")
        if not everything:
            require_selector("forget()", listed, chosen)
        receipt = govern.erase(
            self._store,
            self._space,
            listed,
            chosen,
            everything=everything,
            dry_run=dry_run,
            wait=wait,
            timeout_s=timeout_s,
            forget_caches=self._forget_caches,
        )
        if receipt.status == "pending" and not wait:
            self._scrubber.ask()
        return receipt

    @verb
    def receipt(self, operation_id: str) -> ErasureReceipt:
        """
        Return the receipt of an erasure as it stands now.

        Raises:
            OperationNotFound: there is no erasure of that id, or it was in another space.
        """
        return govern.receipt_of(self._store, checked_operation(operation_id), self._space)

    @verb
    def scrub(self, *, timeout_s: float = 5.0) -> list[ErasureReceipt]:
        """Go on with erasures whose files could not be scrubbed yet; return their receipts as they are now."""
        return govern.finish_erasures(self._store, admit.seconds(timeout_s, "timeout_s"))
