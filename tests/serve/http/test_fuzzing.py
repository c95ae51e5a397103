"""Whatever schemathesis makes up from the server's own document, it is answered as the document says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from calls import process_of

import mnemic

SECONDS = int(os.environ.get("MNEMIC_FUZZ_S", "60"))
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
)


@pytest.mark.slow
def test_made_up_requests_are_answered_as_the_document_says(tmp_path: Path) -> None:
    """For a longer run: ``MNEMIC_FUZZ_S=600 pytest tests/serve/http/test_fuzzing.py``."""
    path = tmp_path / "memory.db"
    with process_of(path, "--rate", "0", "--log") as server:
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/openapi.json",
            "--header", f"Authorization: Bearer {server.key}",
            # An answer without end; and the run would take its own key away.
            "--exclude-path", "/v1/spaces/{space}/events", "--exclude-path-regex", r"/v1/keys/\{id\}",
            "--checks", ",".join(CHECKS), "--max-time", str(SECONDS), "--seed", "1", "--continue-on-failure",
            "--no-color", "--request-timeout", "60",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
        log = server.log.read_text()
    answered = re.findall(r"mnemic\.access: \w+ \S+ (\d{3}) ", log)
    assert len(answered) > 10 * SECONDS
    assert sum(status == "401" for status in answered) < len(answered) / 4
    failed = [line for line in log.splitlines() if re.search(r"failed with| 5(?!03)\d\d \d", line)]
    assert not failed
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    with mnemic.open(path) as mem:
        assert mem.check() == []
