"""
Try other memory systems beside mnemic: what they need, what they ask a model, what they keep, and what they lose.

    python bench/compare.py [--system NAME ...] [--json OUT]

Prints the measured rows of docs/design/comparison.md. See bench/comparison/README.md.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from comparison._checks import Trial
from comparison._peers import NAMES, installed
from harness import PeerError, machine

from comparison import _network, _table

OUT = Path(__file__).resolve().parent / "out"


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the systems asked for, one after another; return 1 when one could not be installed."""
    options = _options(arguments)
    results: dict[str, dict[str, Any]] = {}
    path = options.json or OUT / f"compare-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="compare-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # a probe may have to run as another user
        library = _network.build(Path(folder))
        for name in options.system or NAMES:
            print(f"… trying {name}", file=sys.stderr, flush=True)
            results[name] = _tried(name, Path(folder) / name, library)
            told = {"machine": machine(), "load": os.getloadavg()[0], "systems": results}
            path.write_text(json.dumps(told, indent=1, ensure_ascii=False))
    print(_table.markdown(results))
    print(f"\nRaw figures: {path}", file=sys.stderr)
    return int(any("error" in result for result in results.values()))


def _tried(name: str, work: Path, library: Path | None) -> dict[str, Any]:
    """Return what the system *name* showed, after installing it where it isn't; or why it could not be installed."""
    try:
        there = installed(name, OUT / "venvs")
    except PeerError as error:
        return {"error": str(error)}
    work.mkdir()
    figures = Trial(there, work, library).run()
    shutil.rmtree(work, ignore_errors=True)
    return {"install_s": there.install_s, "packages": there.packages, "mib": there.mib, **figures}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--system", action="append", choices=NAMES, help="only this one; may be repeated")
    parser.add_argument("--json", type=Path, metavar="OUT", help="where the raw figures go")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
