"""What the sections stand on: the corpus, the peers' environments and processes, the tables."""

from ._conversations import Asked, Conversations, read_conversations
from ._corpus import Corpus, make_corpus
from ._kept import Kept, fingerprint, machine
from ._peer import SOURCE, SYSTEMS, Peer, PeerError, System, prepare_systems
from ._plan import FULL, QUICK, Plan
from ._quality import MEASURES, Interval, differences, intervals, measure
from ._report import Report, Spread, median, percentile, ratio, sizes
from ._retrievers import CONTENDERS, Contender, prepare, run
from ._side_by_side import OURS, Outcome, SideBySide
from ._stores import Bench
from ._syncs import SyncCount, count_syncs
from ._vectors import Embedded, embed

__all__ = [
    "CONTENDERS",
    "FULL",
    "MEASURES",
    "OURS",
    "QUICK",
    "SOURCE",
    "SYSTEMS",
    "Asked",
    "Bench",
    "Contender",
    "Conversations",
    "Corpus",
    "Embedded",
    "Interval",
    "Kept",
    "Outcome",
    "Peer",
    "PeerError",
    "Plan",
    "Report",
    "SideBySide",
    "Spread",
    "SyncCount",
    "System",
    "count_syncs",
    "differences",
    "embed",
    "fingerprint",
    "intervals",
    "machine",
    "make_corpus",
    "measure",
    "median",
    "percentile",
    "prepare",
    "prepare_systems",
    "ratio",
    "read_conversations",
    "run",
    "sizes",
]
