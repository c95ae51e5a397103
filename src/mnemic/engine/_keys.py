"""The verbs about API keys: who may use a server of this store."""

from __future__ import annotations

import builtins
from datetime import datetime
from typing import TYPE_CHECKING, cast

from .. import admit, govern
from ..errors import ArgumentError
from ..times import parse_time
from ._handle import Handle
from ._verb import verb

if TYPE_CHECKING:
    from ..govern import ApiKey, KeyRight, NewKey


class KeyVerbs(Handle):
    """Keys are the store's, not a space's: each verb here is about all of them. Whoever has the file needs none."""

    @verb
    def make_key(
        self,
        name: str,
        *,
        space: str | None = None,
        user: str | None = None,
        right: str = "read",
        expires_at: datetime | str | None = None,
    ) -> NewKey:
        """
        Make a key, with which a program may use a server of this store. Its secret is shown this once.

        Args:
            name: What it is for, to know it by later.

            space: The only space it opens; by default all.

            user: The only user whose memories it opens; by default all. Erasing the user takes the key along.

            right: ``"read"``, ``"write"`` (and read), or ``"admin"`` (everything, keys too).

            expires_at: When it ends; by default never.

        Raises:
            ArgumentError: an argument cannot be used; nothing was made.
        """
        called = admit.name(name, "name")
        if called is None:
            raise ArgumentError('name=None: a key needs a name to be known by, e.g. make_key("phone")')
        made = govern.make_key(
            self._store,
            called,
            space=admit.name(space, "space"),
            user=admit.name(user, "user"),
            right=_right(right),
            expires_at=None if expires_at is None else parse_time(expires_at, "expires_at"),
        )
        return cast("NewKey", made)

    @verb
    def keys(self) -> builtins.list[ApiKey]:
        """Return the store's keys in the order they were made, those that count no longer too; never a secret."""
        return govern.keys(self._store)

    @verb
    def rotate_key(self, id: str) -> NewKey:  # noqa: A002 - the public name
        """
        Give a key another secret, shown this once; the one before counts no longer, at once.

        Raises:
            KeyNotFound: there is none of that id, or it was revoked.
        """
        return govern.rotate_key(self._store, _key_id(id))

    @verb
    def revoke_key(self, id: str) -> ApiKey:  # noqa: A002 - the public name
        """
        Have a key count no longer, at once and for good. It stays in `keys`.

        Raises:
            KeyNotFound: there is none of that id.
        """
        return govern.revoke_key(self._store, _key_id(id))


def _right(value: object) -> KeyRight:
    if value not in ("read", "write", "admin"):
        raise ArgumentError(f'right={value!r:.60} does not exist; it is "read", "write" or "admin"')
    return value


def _key_id(value: object) -> str:
    if not isinstance(value, str):
        raise ArgumentError(f"a key's id is text, got {type(value).__name__}; pass key.id")
    return value
