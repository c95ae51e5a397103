"""
Hindsight's engine in the process, on the PostgreSQL that its `embedded-db` extra brings; tasks run at once.

The slim bundle has no local models, so that vectors come from the endpoint, and the reranker is `rrf`, its own fallback.
PostgreSQL refuses to run as root: there, nobody runs it.
"""

import asyncio
import importlib
import importlib.metadata
import json
import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comparison._probe import Probe, serve
from comparison._replies import statement

MANY = 10_000


class Hindsight(Probe):
    """One bank a user."""

    engine: Any

    def load(self) -> str:
        self._loop = asyncio.new_event_loop()
        importlib.import_module("hindsight_api")
        return importlib.metadata.version("hindsight-api-slim")

    def quick_start(self, folder: Path) -> Sequence[str]:
        self._open(folder, {})
        self.add(statement("markera0"), "ana")
        return self.search("Where is markera0?", "ana")

    def open(self, folder: Path, url: str) -> None:
        self._open(
            folder,
            {
                "LLM_PROVIDER": "openai", "LLM_API_KEY": "sk-none", "LLM_MODEL": "gpt-4o-mini", "LLM_BASE_URL": url,
                "EMBEDDINGS_PROVIDER": "openai", "EMBEDDINGS_OPENAI_API_KEY": "sk-none",
                "EMBEDDINGS_OPENAI_MODEL": "text-embedding-3-small", "EMBEDDINGS_OPENAI_BASE_URL": url,
                "RERANKER_PROVIDER": "rrf",
            },
        )  # fmt: skip

    def _open(self, folder: Path, settings: dict[str, str]) -> None:
        os.environ.update({f"HINDSIGHT_API_{name}": value for name, value in settings.items()})
        tasks = importlib.import_module("hindsight_api.engine.task_backend").SyncTaskBackend()
        memory = importlib.import_module("hindsight_api.engine.memory_engine").MemoryEngine
        self._context = importlib.import_module("hindsight_api.models").RequestContext()
        self._folder = folder
        self.engine = memory(db_url=self._database(), task_backend=tasks)
        self._run(self.engine.initialize())

    def add(self, text: str, user: str) -> None:
        self._run(self.engine.retain_async(user, text, request_context=self._context))

    def search(self, query: str, user: str) -> Sequence[str]:
        found = self._run(self.engine.recall_async(user, query, request_context=self._context))
        return [fact.text for fact in found.results]

    def texts(self, user: str) -> Sequence[str]:
        context = self._context
        units = self._run(self.engine.list_memory_units(user, limit=MANY, request_context=context))
        documents = self._run(self.engine.list_documents(user, limit=MANY, request_context=context))
        kept = [
            self._run(self.engine.get_document(each["id"], user, request_context=context))
            for each in documents["items"]
        ]
        return [unit["text"] for unit in units["items"]] + [each["original_text"] or "" for each in kept]

    def delete(self, user: str) -> None:
        self._run(self.engine.delete_bank(user, request_context=self._context))

    def close(self) -> None:
        self._run(self.engine.close())
        self._pg0("stop")

    def _database(self) -> str:
        """Return the address of the store's PostgreSQL, after starting it where it isn't running."""
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self._folder, nobody.pw_uid, nobody.pw_gid)
        told = json.loads(self._pg0("info", "--output", "json") or "{}")
        if not told.get("running"):
            self._pg0(
                "start", "--username", "hindsight", "--password", "hindsight", "--database", "hindsight"
            )
            told = json.loads(self._pg0("info", "--output", "json"))
        return str(told["uri"])

    def _pg0(self, *arguments: str) -> str:
        binary = Path(importlib.import_module("pg0").__file__ or "").parent / "bin" / "pg0"
        done = subprocess.run(
            [str(binary), arguments[0], "--name", "hindsight", *arguments[1:]],
            env={"HOME": str(self._folder), "PATH": os.environ["PATH"]}, cwd=self._folder, check=False,
            user="nobody" if os.geteuid() == 0 else None, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode and arguments[0] == "start":
            raise RuntimeError(done.stderr.strip())
        return done.stdout

    def _run(self, made: Any) -> Any:
        return self._loop.run_until_complete(made)


if __name__ == "__main__":
    serve(Hindsight())
