"""What somebody meant who named what does not exist."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the question whether the nearest of *known* was meant, with a space behind it; ``""`` where none is near."""
    near = nearest(name, known)
    return "" if near is None else f"did you mean {near!r}? "


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return which of *known* is spelled most like *name*, `None` where none is, at least by *likeness* in [0, 1]."""
    # Most programs name nothing wrongly, and would pay for it with their first call.
    import difflib

    return next(iter(difflib.get_close_matches(name, list(known), 1, likeness)), None)
