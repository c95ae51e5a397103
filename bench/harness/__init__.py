"""What the sections stand on: the corpus, the peers' environments and processes, the tables."""

from ._corpus import Corpus, make_corpus
from ._peer import SOURCE, SYSTEMS, Peer, PeerError, System, prepare_systems
from ._plan import FULL, QUICK, Plan
from ._report import Report, Spread, median, percentile, ratio, sizes
from ._stores import Bench
from ._syncs import SyncCount, count_syncs

__all__ = [
    "FULL",
    "QUICK",
    "SOURCE",
    "SYSTEMS",
    "Bench",
    "Corpus",
    "Peer",
    "PeerError",
    "Plan",
    "Report",
    "Spread",
    "SyncCount",
    "System",
    "count_syncs",
    "make_corpus",
    "median",
    "percentile",
    "prepare_systems",
    "ratio",
    "sizes",
]
