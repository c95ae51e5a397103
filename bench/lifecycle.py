#!/usr/bin/env python3
"""
What a memory makes of what it is told: extraction, truth over time, duplicates, echoes, cascades, cost, context.

    python bench/lifecycle.py [--section NAME …] [--split development|heldout] [--data FILE …]

Each figure stands beside that of a memory that forms nothing and beside a control, which keeps every sentence
verbatim and ranks by similarity and recency. FILE is what ``mnemic bench locomo`` or ``longmemeval`` reads; `year`
and `context` need it, `extraction` takes it for natural chat. Shares are given with Wilson's 95 % interval, means
with a bootstrap's.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "lifecycle"))

import _budgets  # noqa: E402
import _cascades  # noqa: E402
import _echo  # noqa: E402
import _stream  # noqa: E402
import _truth  # noqa: E402
import _year  # noqa: E402


def main() -> int:
    """Print the tables of the sections that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--section", action="append", choices=list(SECTIONS), help="repeat for several")
    parser.add_argument("--split", choices=["development", "heldout", "both"], default="heldout")
    parser.add_argument("--data", type=Path, action="append", default=[], help="repeat for several sets")
    parser.add_argument("--each-turn", action="store_true", help="truth: consolidate after each turn")
    parser.add_argument("--oracle", action="store_true", help="truth: facts told as the cases have them")
    parser.add_argument("--embedder", default="minilm", help="of truth; stream and year hash")
    parser.add_argument("--turns", type=int, default=10_000, help="of the stream and of the year")
    parser.add_argument("--largest", type=int, default=100_000, help="year: the most cubes to begin with")
    parser.add_argument("--spaces", type=int, default=24, help="context: conversations of a set, at most")
    parser.add_argument("--programs", type=int, default=300, help="cascades: how many")
    parser.add_argument("--keep", type=Path, default=HERE / "out", help="where vectors are kept between runs")
    parser.add_argument(
        "--show", action="store_true", help="truth: name the development cases that went wrong"
    )
    arguments = parser.parse_args()
    for name in arguments.section or SECTIONS:
        with tempfile.TemporaryDirectory(prefix="mnemic-lifecycle-") as folder:
            SECTIONS[name](arguments, Path(folder))
    return 0


def _extraction(arguments: argparse.Namespace, _folder: Path) -> None:
    """Have the extraction's own script print its tables."""
    folder = ["--data", str(arguments.data[0].parent)] if arguments.data else []
    print(f"\n## Extraction: {arguments.split}", flush=True)
    part = [] if arguments.split == "both" else ["--part", arguments.split]
    subprocess.run([sys.executable, str(HERE / "lifecycle" / "extraction.py"), *part, *folder], check=True)


SECTIONS: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    "extraction": _extraction,
    "truth": lambda given, folder: _truth.report(
        given.split,
        folder,
        each_turn=given.each_turn,
        embedder=given.embedder,
        show=given.show,
        oracle=given.oracle,
    ),
    "stream": lambda given, folder: _stream.report(folder, given.turns),
    "echo": lambda given, folder: _echo.report(given.split, folder),
    "cascades": lambda given, folder: _cascades.report(folder, given.programs),
    "year": lambda given, folder: _year.report(given.data, folder, given.turns, given.largest),
    "context": lambda given, folder: _budgets.report(given.data, folder, given.keep, given.spaces),
}


if __name__ == "__main__":
    sys.exit(main())
