"""
Every error Mnemic raises on purpose, in one tree, by what the caller can do about it.

::

    MnemicError
    ├── UsageError                 fix the call; the store is unchanged
    │   ├── ArgumentError          (also a ValueError)
    │   │   ├── UnknownArgument    (also a TypeError) an argument or field that does not exist
    │   │   ├── ContentError       content that is not storable text
    │   │   ├── MetadataError      metadata that is not plain JSON
    │   │   ├── TimeError          a time that is not a time
    │   │   │   └── NaiveTimeError a time without an offset or zone
    │   │   ├── FilterError        an unknown field or operator in `where`
    │   │   ├── CursorError        a cursor that is damaged or of another query
    │   │   ├── SelectorRequired   archive or forget without saying what
    │   │   └── MemcubeError       a memcube file that is damaged, hostile, or not what it says
    │   │       ├── MemcubeTooNew  written by a newer Mnemic
    │   │       └── PassphraseError its passphrase is missing or wrong
    │   ├── NotFound               (also a LookupError)
    │   │   ├── CubeNotFound
    │   │   ├── OperationNotFound
    │   │   ├── RecallNotFound     feedback on a recall that is not remembered
    │   │   ├── JobNotFound        no background job of that id
    │   │   ├── SpaceNotFound      no space of that name for a server's key
    │   │   ├── KeyNotFound        no API key of that id
    │   │   ├── ReplyErased        what a request made that is sent again was erased since
    │   │   └── NothingMatched     a selector that matches no cube
    │   ├── Conflict               the store holds something else than the call assumes
    │   │   ├── IdempotencyConflict
    │   │   ├── AlreadyDone        a request sent again whose reply is not kept
    │   │   ├── VersionConflict
    │   │   ├── ImportConflict     memories of a file are here already, and differ
    │   │   ├── UndoRefused        later operations rest on this one
    │   │   └── ErasureIsFinal
    │   ├── EmbedderMismatch       the store's vectors come from another model
    │   ├── ModelBudgetExceeded    a call of a language model that would pass the cap; it was not made
    │   ├── ReadOnlyStore
    │   ├── StoreClosed
    │   ├── ForkedHandle           the handle was opened before a fork
    │   ├── BadRequest             a request to a server that it cannot read, or that leads nowhere
    │   ├── Unauthorized           a server's key that is missing, unknown, expired or revoked
    │   ├── Forbidden              a server's key that does not allow this
    │   └── PayloadTooLarge        more than a server takes at once
    ├── RetryableError             try again later; nothing was written
    │   ├── StoreBusy              another writer held the file for too long
    │   ├── LeaseLost              another worker holds the job by now
    │   ├── EmbedderUnavailable    the embedding service did not answer
    │   ├── ModelUnavailable       the language model did not answer
    │   ├── ModelReplyError        the language model's replies are not what was asked for
    │   ├── TooManyRequests        a server that asks for a pause
    │   └── ServerUnavailable      a server that is busy, stopping, or not to be reached
    ├── StoreError                 mend the store or its place
    │   ├── StorePathError         (also an OSError) no such folder, a folder where a file is expected
    │   ├── StoreUnwritable        (also an OSError)
    │   ├── StoreFull              (also an OSError) no space left; nothing was written
    │   ├── StoreCorrupted         damaged or truncated
    │   ├── NotAMnemicStore        a file of another program
    │   ├── StoreTooNew            written by a newer Mnemic
    │   ├── MigrationRequired      written by an older Mnemic, too large to migrate on opening
    │   └── ServerError            a server that failed; its log says why
    └── SetupError                 mend the installation
        ├── MissingExtra           (also an ImportError) an optional dependency is not installed
        ├── ModelError             model weights that are missing or not the ones expected
        └── ServerMismatch         a server of another version, or something else that answers in its place

A message says what value was met, why it cannot be used, and the way out.
"""

from __future__ import annotations


class MnemicError(Exception):
    """The base of every error Mnemic raises on purpose."""


class UsageError(MnemicError):
    """The call cannot be carried out as it stands. Fix the call; nothing was changed."""


class RetryableError(MnemicError):
    """The call failed for a passing reason and changed nothing. Try it again."""


class StoreError(MnemicError):
    """The store, its file or its folder needs attention."""


class SetupError(MnemicError):
    """The installation lacks something."""


class ArgumentError(UsageError, ValueError):
    """An argument has a value that cannot be used."""


class UnknownArgument(ArgumentError, TypeError):
    """An argument or field name that does not exist, or a required one that is missing."""


class ContentError(ArgumentError):
    """Content that is not storable text: not a str, empty, a lone surrogate, a NUL, too large."""


class MetadataError(ArgumentError):
    """Metadata that is not plain JSON."""


class TimeError(ArgumentError):
    """A value that is no point in time."""


class NaiveTimeError(TimeError):
    """A time without an offset or zone: it names no moment."""


class FilterError(ArgumentError):
    """A `where` filter with an unknown field, an unknown operator or an operand of the wrong shape."""


class CursorError(ArgumentError):
    """A cursor that is damaged, or that belongs to another query."""


class SelectorRequired(ArgumentError):
    """`archive` or `forget` was called without saying which cubes."""


class MemcubeError(ArgumentError):
    """A memcube file that is damaged, holds what none may hold, or is none. Nothing was written."""


class MemcubeTooNew(MemcubeError):
    """A memcube file in a format that this version of Mnemic does not know yet."""


class PassphraseError(MemcubeError):
    """A memcube file that is encrypted, and no passphrase or a wrong one was given."""


class NotFound(UsageError, LookupError):
    """What was named is not in this space."""


class CubeNotFound(NotFound):
    """No cube of that id in this space: never there, or erased."""


class OperationNotFound(NotFound):
    """No operation of that id in this space."""


class RecallNotFound(NotFound):
    """No recall of that id among those this handle remembers."""


class JobNotFound(NotFound):
    """No background job of that id in this space."""


class SpaceNotFound(NotFound):
    """No space of that name for the key that a server was shown, which is bound to another."""


class KeyNotFound(NotFound):
    """No API key of that id in this store, or none that the caller may see."""


class ReplyErased(NotFound):
    """A request was sent again whose work was erased since. Nothing was done."""


class NothingMatched(NotFound):
    """A selector that matches no cube of this space."""


class Conflict(UsageError):
    """The store holds something else than the call assumes."""


class IdempotencyConflict(Conflict):
    """The idempotency key was used before with other content."""


class AlreadyDone(Conflict):
    """A request was sent again that is done, and whose reply quotes what is kept nowhere. Nothing was done."""


class VersionConflict(Conflict):
    """`if_version` names another version than the current one."""


class ImportConflict(Conflict):
    """Memories of a file are in the store already, and say something else; see ``on_conflict=``."""


class UndoRefused(Conflict):
    """
    Later operations rest on what would be taken back.

    Attributes:
        dependents: The ids of those operations, oldest first.
    """

    def __init__(self, message: str, dependents: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.dependents = dependents


class ErasureIsFinal(Conflict):
    """An erasure cannot be undone."""


class EmbedderMismatch(UsageError):
    """The store's vectors were made by another model than the one asked for."""


class ModelBudgetExceeded(UsageError):
    """A call of a language model would take more calls or tokens than allowed. It was not made."""


class ReadOnlyStore(UsageError):
    """A write was asked of a store opened with ``read_only=True``."""


class StoreClosed(UsageError):
    """The handle was closed."""


class ForkedHandle(UsageError):
    """The handle was opened in another process, before a fork. Open the store again here."""


class BadRequest(UsageError):
    """A request that a server cannot read (no JSON, another content type), or an address where nothing is."""


class Unauthorized(UsageError):
    """A server asks for a key: none was sent, or one that is unknown, expired or revoked."""


class Forbidden(UsageError):
    """The server's key does not allow this: another right, another user, a page of another origin."""


class PayloadTooLarge(UsageError):
    """More than a server takes in one request."""


class StoreBusy(RetryableError):
    """Another connection held the store for longer than ``busy_timeout_s``."""


class LeaseLost(RetryableError):
    """The background job is held by another worker by now, or was dropped. Nothing was written."""


class EmbedderUnavailable(RetryableError):
    """The embedding model could not be reached or did not answer properly."""


class ModelUnavailable(RetryableError):
    """The language model could not be reached or did not answer properly."""


class ModelReplyError(RetryableError):
    """
    The language model answered, but not in the form asked for, however often it was told.

    Attributes:
        reply: How its last reply begins. It may quote what the model was shown, so the message doesn't hold it.
    """

    def __init__(self, message: str, reply: str = "") -> None:
        super().__init__(message)
        self.reply = reply


class TooManyRequests(RetryableError):
    """
    A server got more requests than it allows.

    Attributes:
        retry_after_s: After how many seconds to try again.
    """

    def __init__(self, message: str, retry_after_s: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class ServerUnavailable(RetryableError):
    """A server is busy or stopping, or cannot be reached."""


class StorePathError(StoreError, OSError):
    """The path does not lead to a file that can hold a store."""


class StoreUnwritable(StoreError, OSError):
    """The file or its folder cannot be written."""


class StoreFull(StoreError, OSError):
    """No space is left for the store. The call changed nothing."""


class StoreCorrupted(StoreError):
    """The file is damaged or truncated."""


class NotAMnemicStore(StoreError):
    """The file belongs to another program."""


class StoreTooNew(StoreError):
    """The file was written by a newer version of Mnemic."""


class MigrationRequired(StoreError):
    """The file was written by an older version of Mnemic and needs an explicit migration."""


class ServerError(StoreError):
    """A server failed in a way it should not; what it knows stands in its log, under the id of the request."""


class MissingExtra(SetupError, ImportError):
    """An optional dependency is not installed."""


class ModelError(SetupError):
    """Model weights are missing, or are not the ones expected."""


class ServerMismatch(SetupError):
    """What answers at the address is no Mnemic server, or speaks another version of the API."""
