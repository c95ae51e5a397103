"""Making one memcube file of several."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .. import admit
from ..errors import ArgumentError, StorePathError
from ..index import Selector
from ..store.sqlite import SQLiteStore
from ..times import system_clock, utc_us
from ._transfer import _exported, _path
from ._verb import verb

if TYPE_CHECKING:
    from ..index import Progress
    from ._exported import Exported

_SPACE: Final = "composed"


@verb
def compose(
    files: Sequence[str | Path],
    path: str | Path,
    *,
    on_conflict: str = "error",
    passphrase: str | None = None,
    progress: Progress | None = None,
) -> Exported:
    """
    Make one memcube file of several: all their memories, each once, with their histories.

    Facts of several files that speak of the same are settled as if they had been told to one memory. Vectors are left
    out; the store that takes the file in makes them.

    Args:
        files: Memcube files. Where the same memory is in several, the longest history counts.

        path: The new file.

        on_conflict: Where histories of one memory differ, as for `Memory.import_`; earlier files are what "is here".

        passphrase: Of those of *files* that are encrypted; the new file is encrypted with it as well.

        progress: Called with how many files are done and how many there are.

    Raises:
        MemcubeError, ImportConflict, StorePathError: as of `Memory.import_` and `Memory.export`.
    """
    from ..transfer import ON_CONFLICT, export, take_in

    sources = _sources(files)
    target = _path(path)
    if os.path.lexists(target):
        raise StorePathError(f"export target {str(target)!r} exists; name a new file")
    chosen = admit.choice(on_conflict, ON_CONFLICT, "on_conflict")
    if not target.resolve().parent.is_dir():
        raise StorePathError(
            f"there is no folder {str(target.resolve().parent)!r} for the export; make it first"
        )
    # Beside the new file, where there is room for it, and for its owner's eyes only.
    folder = tempfile.mkdtemp(prefix=".mnemic-compose-", dir=target.resolve().parent)
    try:
        store = SQLiteStore(os.path.join(folder, "composed.db"), clock=system_clock)
        try:
            for number, source in enumerate(sources):
                take_in(
                    store,
                    _SPACE,
                    source,
                    now_us=utc_us(system_clock()),
                    on_conflict=chosen,
                    passphrase=passphrase,
                )
                if progress is not None:
                    progress(number + 1, len(sources))
            every = Selector(tiers=None, states=None)
            written = export(store, _SPACE, target, every, {}, passphrase=passphrase)
        finally:
            store.close()
    finally:
        shutil.rmtree(folder)
    return _exported(target, written, encrypted=passphrase is not None)


def _sources(files: object) -> list[Path]:
    if isinstance(files, str | os.PathLike) or not isinstance(files, Sequence) or not files:
        raise ArgumentError(
            f'compose() takes the files as a list such as ["a.memcube", …], got {files!r:.60}'
        )
    return [_path(file) for file in files]
