"""What the page is built from is what the server says now, and it is built of these sources."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from web_browser import WEB

from mnemic.serve.web import read_files

TOOLS = WEB.parent / "tools"


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_document_of_the_types_is_what_the_server_says() -> None:
    kept = (WEB / "openapi.json").read_text(encoding="utf-8")
    assert kept == tool("web_types").rendered(), "run: make web-types"


def test_types_are_made_of_that_document(tmp_path: Path) -> None:
    made = WEB / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
    if not made.exists() or not shutil.which("node"):
        pytest.skip("openapi-typescript is not installed: make web")
    target = tmp_path / "schema.d.ts"
    command = ["node", str(made), "openapi.json", "--output", str(target), "--empty-objects-unknown"]
    subprocess.run(command, cwd=WEB, check=True, capture_output=True)
    assert target.read_text() == (WEB / "src" / "api" / "schema.d.ts").read_text(), "run: make web-types"


def test_document_has_what_no_prose_changes() -> None:
    document = json.loads((WEB / "openapi.json").read_text(encoding="utf-8"))
    cube = document["components"]["schemas"]["MemCube"]
    assert "content" in cube["properties"]
    assert "description" not in cube


def test_page_that_is_built_is_built_of_these_sources() -> None:
    if not read_files():
        pytest.skip("the page is not built: make web")
    build = tool("build_page")
    stamp = WEB.parent / "src" / "mnemic" / "serve" / "web" / "static" / build.STAMP
    assert stamp.read_text() == build.digest(WEB), "run: make web"


def test_digest_follows_the_sources_and_nothing_else(tmp_path: Path) -> None:
    digest = tool("build_page").digest
    (tmp_path / "src").mkdir()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "src" / "main.tsx").write_text("1")
    first = digest(tmp_path)
    (tmp_path / "node_modules" / "x.js").write_text("1")
    (tmp_path / "openapi.json").write_text("{}")
    assert digest(tmp_path) == first
    (tmp_path / "src" / "main.tsx").write_text("2")
    assert digest(tmp_path) != first


def test_built_page_names_only_files_of_its_own() -> None:
    files = read_files()
    if not files:
        pytest.skip("the page is not built: make web")
    assert {"index.html", "icon.svg", "licences.txt"} <= set(files)
    assert not any(name.startswith(".") for name in files)
    text = b"".join(file.body for name, file in files.items() if name.endswith((".html", ".css", ".js")))
    for outside in (b"https://fonts", b"cdn.", b"googleapis", b"unpkg", b"data:font"):
        assert outside not in text
    script = next(file for name, file in files.items() if name.endswith(".js"))
    assert script.packed is not None
    assert len(script.packed) < 60_000, "the page is to stay small"
