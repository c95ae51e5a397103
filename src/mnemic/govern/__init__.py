"""What happened, taking it back, and forgetting for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._archive import archive
    from ._check import check, repair
    from ._choose import choose
    from ._erase import DIGEST, erase
    from ._feedback import reset_feedback, teach
    from ._fuse import fuse
    from ._history import history, operations
    from ._journal import finish_erasures
    from ._keys import ApiKey, KeyRight, NewKey, checked_key, keys, make_key, revoke_key, rotate_key
    from ._outcome import outcome
    from ._pin import pin, unpin
    from ._requests import Done, done_by, note_reply, request_of
    from ._scrub import receipt_of
    from ._sessions import (
        IDLE_S,
        LINK_S,
        SESSION_S,
        Session,
        csrf_of,
        make_link,
        session_of,
        sign_in,
        sign_out,
    )
    from ._undo import undo

__all__ = [
    "DIGEST",
    "IDLE_S",
    "LINK_S",
    "SESSION_S",
    "ApiKey",
    "Done",
    "KeyRight",
    "NewKey",
    "Session",
    "archive",
    "check",
    "checked_key",
    "choose",
    "csrf_of",
    "done_by",
    "erase",
    "finish_erasures",
    "fuse",
    "history",
    "keys",
    "make_key",
    "make_link",
    "note_reply",
    "operations",
    "outcome",
    "pin",
    "receipt_of",
    "repair",
    "request_of",
    "reset_feedback",
    "revoke_key",
    "rotate_key",
    "session_of",
    "sign_in",
    "sign_out",
    "teach",
    "undo",
    "unpin",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_archive": ("archive",),
        "_check": ("check", "repair"),
        "_choose": ("choose",),
        "_erase": ("DIGEST", "erase"),
        "_feedback": ("reset_feedback", "teach"),
        "_fuse": ("fuse",),
        "_history": ("history", "operations"),
        "_keys": (
            "ApiKey",
            "KeyRight",
            "NewKey",
            "checked_key",
            "keys",
            "make_key",
            "revoke_key",
            "rotate_key",
        ),
        "_outcome": ("outcome",),
        "_pin": ("pin", "unpin"),
        "_requests": ("Done", "done_by", "note_reply", "request_of"),
        "_journal": ("finish_erasures",),
        "_scrub": ("receipt_of",),
        "_sessions": (
            "IDLE_S",
            "LINK_S",
            "SESSION_S",
            "Session",
            "csrf_of",
            "make_link",
            "session_of",
            "sign_in",
            "sign_out",
        ),
        "_undo": ("undo",),
    },
)
