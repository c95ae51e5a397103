"""Reading other programs' files: chat logs, exports and notes become keyword dicts for `remember_many`."""

from ._reader import FORMATS, detect, read

__all__ = ["FORMATS", "detect", "read"]
