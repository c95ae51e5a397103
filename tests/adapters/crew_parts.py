"""A model and an embedder without a network, for CrewAI's own memory and agents."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

import numpy as np
from crewai.llms.base_llm import BaseLLM
from pydantic import Field

DIMENSIONS = 64


def embed(texts: list[str]) -> list[list[float]]:
    """Return the unit vector of each text's words: texts that share words lie near each other."""
    found = []
    for text in texts:
        vector = np.zeros(DIMENSIONS)
        for word in re.findall(r"\w+", text.lower()):
            vector[zlib.crc32(word.encode()) % DIMENSIONS] += 1.0
        found.append((vector / max(np.linalg.norm(vector), 1.0)).tolist())
    return found


class Script(BaseLLM):
    """A model that answers by what it is asked: for each pattern found in the prompt, the reply that belongs to it."""

    model: str = "script"
    replies: list[tuple[str, Any]] = Field(default_factory=list)
    asked: list[str] = Field(default_factory=list)

    def call(self, messages: Any, *_args: Any, **_kwargs: Any) -> str:
        prompt = messages if isinstance(messages, str) else "\n".join(str(m["content"]) for m in messages)
        self.asked.append(prompt)
        for pattern, reply in self.replies:
            if re.search(pattern, prompt, re.DOTALL):
                return reply if isinstance(reply, str) else json.dumps(reply)
        raise AssertionError(f"the script has no reply to: {prompt}")

    def supports_function_calling(self) -> bool:
        return False
