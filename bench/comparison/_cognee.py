"""
cognee with its default stores (SQLite, LanceDB, Ladybug) in a folder; one dataset a user.

It counts tokens with tiktoken, which downloads its vocabulary; litellm, which is installed with it, has a copy.
"""

import asyncio
import importlib
import importlib.metadata
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comparison._probe import Probe, serve
from comparison._replies import statement


class Cognee(Probe):
    """`remember`, which builds the graph before it returns, and `recall`; settings are variables read at import."""

    package: Any

    def load(self) -> str:
        self._loop = asyncio.new_event_loop()
        return importlib.metadata.version("cognee")

    def quick_start(self, folder: Path) -> Sequence[str]:
        self._import(folder)
        self.add(statement("markera0"), "ana")
        return self.search("Where is markera0?", "ana")

    def open(self, folder: Path, url: str) -> None:
        os.environ.update(
            {
                "LLM_PROVIDER": "openai", "LLM_MODEL": "openai/gpt-4o-mini", "LLM_ENDPOINT": url, "LLM_API_KEY": "sk-none",
                "EMBEDDING_PROVIDER": "openai", "EMBEDDING_MODEL": "openai/text-embedding-3-small",
                "EMBEDDING_ENDPOINT": url, "EMBEDDING_API_KEY": "sk-none", "EMBEDDING_DIMENSIONS": "1536",
                "COGNEE_SKIP_CONNECTION_TEST": "true",
            }
        )  # fmt: skip
        there = importlib.metadata.distribution("litellm").locate_file(
            "litellm/litellm_core_utils/tokenizers"
        )
        os.environ["TIKTOKEN_CACHE_DIR"] = str(there)
        self._import(folder)

    def _import(self, folder: Path) -> None:
        os.environ["SYSTEM_ROOT_DIRECTORY"] = str(folder / "system")
        os.environ["DATA_ROOT_DIRECTORY"] = str(folder / "data")
        os.environ["COGNEE_LOGS_DIR"] = str(folder.parent / f"{folder.name}-logs")
        os.environ["CACHE_ROOT_DIRECTORY"] = str(folder / "cache")
        self.package = importlib.import_module("cognee")

    def add(self, text: str, user: str) -> None:
        self._run(self.package.remember(text, dataset_name=user))

    def search(self, query: str, user: str) -> Sequence[str]:
        return [str(each) for each in self._run(self.package.recall(query, datasets=[user]))]

    def texts(self, user: str) -> Sequence[str]:
        kind = self.package.SearchType.CHUNKS
        found = self._run(
            self.package.search("keeps in the drawer", query_type=kind, datasets=[user], top_k=1000)
        )
        return [str(each) for each in found]

    def delete(self, user: str) -> None:
        self._run(self.package.forget(dataset=user))

    def close(self) -> None:
        pending = asyncio.all_tasks(self._loop)
        if pending:
            self._run(asyncio.wait(pending, timeout=20))

    def _run(self, made: Any) -> Any:
        return self._loop.run_until_complete(made)


if __name__ == "__main__":
    serve(Cognee())
