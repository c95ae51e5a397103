#!/usr/bin/env python3
"""
Fit the model behind a recall's confidence on one half of evaluation data, and say how it does on the other.

    python bench/confidence.py --data FILE [--data FILE …] [--spaces N] [--elsewhere N] [--keep FOLDER]

FILE is what ``mnemic bench locomo`` or ``longmemeval`` reads. Every question is asked of its own conversation and
of the next one; on the half that is checked, of the next N. Right is a recall (limit 20) that holds a gold turn;
unanswerable questions, and those asked of the wrong conversation, never are; the latter count half, and a set counts
by the root of its size. A half is every other conversation. Prints the weights, ready for ``recall/_confidence.py``;
areas under the ROC curve, calibration error and Brier score on both halves; and the same for a model fitted on one
set and tried on the other.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from tuning import Case, Spaces, cases, fit_logistic, halves

from mnemic import bench
from mnemic.bench._calibration import calibration, roc_area

Model = tuple[Mapping[str, float], float]


def main() -> int:
    """Print the model and how it does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", action="append", required=True, help="repeat for several sets")
    parser.add_argument("--spaces", type=int, help="take only so many conversations of each set")
    parser.add_argument(
        "--elsewhere", type=int, default=1, help="check with so many wrong conversations a question"
    )
    parser.add_argument("--keep", type=Path, default=Path(__file__).parent / "out" / "spaces")
    arguments = parser.parse_args()
    tuned: dict[str, list[Case]] = {}
    checked: dict[str, list[Case]] = {}
    for file in arguments.data:
        kind = "longmemeval" if "longmemeval" in Path(file).name else "locomo"
        spaces = Spaces(bench.load(kind, [file]), arguments.keep, arguments.spaces)
        one, other = halves(spaces.names)
        tuned[spaces.dataset.name] = cases(spaces, one)
        checked[spaces.dataset.name] = cases(spaces, other, arguments.elsewhere)
    both = fit_logistic(list(tuned.values()))
    print(
        "WEIGHTS = {\n"
        + "".join(f'    "{k}": {v:.3f},\n' for k, v in both[0].items())
        + f"}}\nBIAS = {both[1]:.3f}"
    )
    for name in tuned:
        _report(f"{name}, tuned on", tuned[name], both)
        _report(f"{name}, checked on", checked[name], both)
    for fitted in tuned if len(tuned) > 1 else ():
        model = fit_logistic([tuned[fitted]])
        for name, part in checked.items():
            _report(f"fitted on {fitted} alone: {name}", part, model)
    return 0


def _report(title: str, part: Sequence[Case], model: Model) -> None:
    weights, bias = model
    sure = {
        case: 1 / (1 + np.exp(-bias - sum(weights[name] * case.signals[name] for name in weights)))
        for case in part
    }
    answered = [sure[case] for case in part if case.asked == "answerable"]
    areas = {
        asked: roc_area(answered, [sure[case] for case in part if case.asked == asked])
        for asked in ("unanswerable", "elsewhere")
    }
    own = [case for case in part if case.asked != "elsewhere"]
    found = calibration([sure[case] for case in own], [case.right for case in own])
    shown = "  ".join(f"ROC {asked} {area:.3f}" for asked, area in areas.items() if area is not None)
    print(f"  {title:60} {shown}  ECE {found.ece:.3f}  Brier {found.brier:.3f}")


if __name__ == "__main__":
    sys.exit(main())
