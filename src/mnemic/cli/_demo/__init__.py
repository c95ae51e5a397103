"""A story told with the public API, for `mnemic demo`."""

from ._story import tell

__all__ = ["tell"]
