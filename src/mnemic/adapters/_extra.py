"""Which releases of a framework an adapter fits, said when it is imported."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from ..errors import MissingExtra


def require(package: str, least: str, extra: str) -> None:
    """
    Return if *package* is installed in release *least* or later.

    A resolver that cannot have everything silently takes an old release, whose interface is another one.

    Raises:
        MissingExtra: it isn't; the error names the *extra* that brings it.
    """
    way_out = f"run: pip install 'mnemic[{extra}]' '{package}>={least}'"
    try:
        found = version(package)
    except PackageNotFoundError:
        raise MissingExtra(
            f"mnemic.adapters.{extra} needs {package}, which is not installed; {way_out}"
        ) from None
    if _numbers(found) < _numbers(least):
        raise MissingExtra(
            f"mnemic.adapters.{extra} needs {package} {least} or later, found {found}; {way_out}"
        )


def _numbers(release: str) -> tuple[int, ...]:
    """Return the numbers a release begins with: ``1.2.22rc1`` → (1, 2, 22)."""
    return tuple(int(number) for number in re.findall(r"\d+", release)[:3])
