"""The conformance suite: what every store, and every client of one, must do, said through the public verbs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..engine import Memory
from ._checks import CHECKS, Bench, Beside, Check, open_beside

__all__ = ["CHECKS", "Bench", "Beside", "Check", "check_store"]


def check_store(
    make: Callable[[], Memory], *, beside: Beside = open_beside, checks: Sequence[Check] = CHECKS
) -> None:
    """
    Run the suite, each check on a fresh memory.

    Args:
        make: Returns an empty, writable memory of a store of its own.

        beside: Opens another space of a memory's store. By default ``mnemic.open`` at the same place; a
            store that ends with its handle (``":memory:"``) cannot be opened twice, and the checks that
            need it are left out there.

        checks: Which ones to run.

    Raises:
        AssertionError: some checks failed; the message names each with its reason.
    """
    failed = []
    for check in checks:
        try:
            check(make, beside)
        except Exception as error:
            # Whatever a store raises is a finding.
            failed.append(f"  {check.name}: {type(error).__name__}: {error}")
    if failed:
        raise AssertionError(f"{len(failed)} of {len(checks)} checks failed:\n" + "\n".join(failed))
