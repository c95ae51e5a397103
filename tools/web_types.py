"""
Write what the web page's types are made of: the server's OpenAPI document, without its prose.

    python tools/web_types.py [--check]
    npm --prefix web run types

With ``--check`` nothing is written; it says whether web/openapi.json is what the code says now.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from mnemic.serve.http import openapi

TARGET = Path(__file__).resolve().parent.parent / "web" / "openapi.json"
_PROSE = ("description", "summary", "example", "examples", "title", "default")
_NAMED = ("properties", "schemas", "responses", "securitySchemes", "headers")


def main() -> int:
    """Write, or check; return 1 when the file is not current."""
    parser = argparse.ArgumentParser(description="Write the document that the web page's types are made of.")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the file is current")
    is_check: bool = parser.parse_args().check
    text = rendered()
    if not is_check:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == text:
        return 0
    print("Error: web/openapi.json is not what the code says; run: make web-types", file=sys.stderr)
    return 1


def rendered() -> str:
    """Return the document as it stands in the file."""
    document = openapi()
    kept = {name: document[name] for name in ("openapi", "info", "paths", "components")}
    kept["info"] = {"title": document["info"]["title"], "version": "0"}
    return json.dumps(_bare(kept), indent=1, sort_keys=True) + "\n"


def _bare(part: Any, *, is_names: bool = False) -> Any:
    """
    Return a part of the document without what no type is made of.

    Args:
        is_names: Whether its keys are names of fields and schemas, all of which stay.
    """
    if isinstance(part, list):
        return [_bare(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _bare(value, is_names=name in _NAMED)
        for name, value in part.items()
        if is_names or name not in _PROSE
    }


if __name__ == "__main__":
    sys.exit(main())
