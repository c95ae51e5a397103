"""The documentation hangs together: links lead somewhere, the reference is current, releases are told."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from doc_pages import PAGES, ROOT, anchors, blocks, links, name_of

import mnemic

_LANGUAGES = {"python", "pyi", "console", "output", "json", "jsonl", "text", "toml", "sql", "mermaid", "make"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    for target in links(page):
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        assert goal.exists(), f"{name_of(page)} links to {target}, which is not there"
        if anchor and goal.suffix == ".md":
            assert anchor in anchors(goal), f"{name_of(page)} links to {target}, which is no heading there"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_code_block_says_what_it_is(page: Path) -> None:
    for block in blocks(page):
        assert block.language in _LANGUAGES, f"{name_of(page)}:{block.line}: language {block.language!r}"


def test_every_page_is_reached_from_the_index() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "docs" / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        waiting += [
            (page.parent / target.partition("#")[0]).resolve() for target in links(page) if target[0] != "#"
        ]
    missing = {name_of(page) for page in (ROOT / "docs").rglob("*.md")} - {name_of(page) for page in seen}
    assert not missing


def test_the_reference_is_what_the_code_says() -> None:
    told = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "docs_reference.py"), "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, f"{told.stdout}{told.stderr}\nrun: make docs"


def test_the_reference_names_everything_that_is_promised() -> None:
    api = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^## `(?:mnemic\.)?(\w+)(?:\(\))?`$", api, re.MULTILINE))
    assert set(mnemic.__all__) - headings == {"__version__"}


def test_the_changelog_tells_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[([^\]]+)\]", text, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert mnemic.__version__ in versions
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_no_page_names_a_command_the_makefile_does_not_have() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        named = set(
            re.findall(r"\bmake ([a-z]+)\b(?=`|$| {2,})", page.read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert named <= targets, f"{name_of(page)} names make {', '.join(named - targets)}"


def test_continuous_integration_runs_the_command_the_readme_names() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
