"""Making memcube files that no export would write."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Parts = dict[str, list[dict[str, Any]]]
"""The records of each member, by its name."""


def read(path: Path) -> tuple[dict[str, Any], Parts]:
    """Return the manifest and the records of a file."""
    with zipfile.ZipFile(path) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        parts = {
            name: [json.loads(line) for line in zipped.read(name).splitlines()]
            for name in manifest["members"]
        }
    return manifest, parts


def write(path: Path, manifest: dict[str, Any], parts: Parts) -> Path:
    """Write a file of these records, with a manifest that agrees with them."""
    members = {
        name: b"".join(json.dumps(item).encode() + b"\n" for item in items) for name, items in parts.items()
    }
    manifest = {
        **manifest,
        "members": {
            name: {"lines": data.count(b"\n"), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in members.items()
        },
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
        zipped.writestr("manifest.json", json.dumps(manifest))
    return path


def edited(path: Path, edit: Callable[[dict[str, Any], Parts], object]) -> Path:
    """Return a file like *path*, after *edit* changed its manifest or its records."""
    manifest, parts = read(path)
    edit(manifest, parts)
    return write(path.with_name("edited.memcube"), manifest, parts)
