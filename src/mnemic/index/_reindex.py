"""Keeping the stored term lists those of the present analysis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import MigrationRequired
from ._lexical import terms_of
from ._terms import TERMS_VERSION

if TYPE_CHECKING:
    from ..store import Reader, Store, StoredTerms, Writer

_SETTING = "terms"
_SMALL = 20_000


def keep_terms_current(store: Store) -> None:
    """
    Make a store's term lists anew when they were made by another version of the analysis.

    Raises:
        MigrationRequired: there are too many to do that while opening, or the store may not be written.
    """
    with store.read() as reader:
        if reader.setting(_SETTING) == str(TERMS_VERSION):
            return
        versions = sum(reader.counts(space).versions for space in reader.spaces())
    if versions and (store.read_only or versions > _SMALL):
        raise MigrationRequired(
            f"the word index of store {store.location!r} was made by another version of Mnemic and covers "
            f"{versions} versions; make it anew with: mnemic migrate --db {store.location}"
        )
    if not store.read_only:
        with store.write() as writer:
            reindex(writer)


def reindex(writer: Writer) -> int:
    """Replace every term list that is not what the present analysis makes; return how many there were."""
    wrong = list(wrong_terms(writer))
    for stored in wrong:
        writer.replace_terms(stored.row, terms_of(stored.content, stored.speaker))
    writer.set_setting(_SETTING, str(TERMS_VERSION))
    if wrong:
        writer.invalidate()
    return len(wrong)


def wrong_terms(reader: Reader) -> Iterator[StoredTerms]:
    """Yield the versions whose stored term list is not that of their content."""
    return (
        stored for stored in reader.stored_terms() if stored.terms != terms_of(stored.content, stored.speaker)
    )
