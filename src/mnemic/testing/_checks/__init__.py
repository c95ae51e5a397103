"""The checks, by what they are about."""

from . import (
    _erasing,
    _filtering,
    _learning,
    _naming,
    _recalling,
    _refusing,
    _telling,
    _undoing,
    _versioning,
    _walls,
)
from ._bench import REGISTRY, Bench, Beside, Check, open_beside

CHECKS: tuple[Check, ...] = tuple(REGISTRY)
"""Every check there is, to parametrize tests over."""

__all__ = ["CHECKS", "Bench", "Beside", "Check", "open_beside"]
# Importing a module registers its checks.
_MODULES = (
    _naming,
    _versioning,
    _filtering,
    _recalling,
    _undoing,
    _erasing,
    _telling,
    _learning,
    _walls,
    _refusing,
)
