"""A rough count of tokens, for a model whose tokenizer is not at hand."""

from __future__ import annotations

import json
from collections.abc import Callable

from ._protocol import Prompt

CountTokens = Callable[[str], int]
"""From a text to the number of its tokens."""

_BYTES_PER_TOKEN = 3.5


def rough_tokens(text: str) -> int:
    """
    Return about how many tokens language models make of *text*: its UTF-8 bytes by three and a half.

    No more than an estimate to plan with. English takes fewer, some 4 bytes a token; a rare script, or a line
    of digits, may take twice as many. Where it matters, pass a counter of the model's own.
    """
    return -int(-len(text.encode("utf-8", "surrogatepass")) // _BYTES_PER_TOKEN)


def prompt_tokens(prompt: Prompt, count: CountTokens = rough_tokens) -> int:
    """Return about how many tokens *prompt* has, with its schema and the roles of its messages."""
    schema = "" if prompt.schema is None else json.dumps(prompt.schema, ensure_ascii=False)
    said = sum(count(f"<{role}>\n{content}\n") for role, content in prompt.messages)
    return said + count(schema)
