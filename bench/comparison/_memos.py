"""
MemOS with the memory it makes by default: `general_text`, a Qdrant folder and vectors from the endpoint.

Its other memory, `tree_text`, needs a Neo4j server, and is not tried. The default chunker counts with GPT-2's tokens, whose
vocabulary is on a hub; characters stand in for it.
"""

import importlib
import importlib.metadata
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comparison._probe import Probe, serve
from comparison._replies import statement


class MemOS(Probe):
    """One `MOS` and one cube a user."""

    folder: Path
    url: str

    def load(self) -> str:
        os.environ.setdefault("MEMOS_BASE_PATH", os.environ["HOME"])  # where its logs go
        self._opened: dict[str, Any] = {}
        importlib.import_module("memos.mem_os.main")
        return importlib.metadata.version("MemoryOS")

    def quick_start(self, folder: Path) -> Sequence[str]:
        memory = importlib.import_module("memos.mem_os.main").MOS.simple()
        memory.add(memory_content=statement("markera0"))
        return [each.memory for each in memory.search("Where is markera0?")["text_mem"][0]["memories"]]

    def open(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self._of("ana")

    def _of(self, user: str) -> Any:
        if user not in self._opened:
            self._opened[user] = self._made(user)
        return self._opened[user]

    def _made(self, user: str) -> Any:
        main = importlib.import_module("memos.mem_os.main")
        default = importlib.import_module("memos.mem_os.utils.default_config")
        managing = importlib.import_module("memos.mem_user.user_manager").UserManager
        settings: Any = importlib.import_module("memos.settings")
        settings.MEMOS_DIR = self.folder / user
        config = default.get_default_config("sk-none", self.url, user_id=user)
        config.mem_reader.config.chunker.config.tokenizer_or_token_counter = "character"
        cube = importlib.import_module("memos.mem_cube.general").GeneralMemCube(
            default.get_default_cube_config("sk-none", self.url, user_id=user, vector_dimension=1536)
        )
        (self.folder / user).mkdir(exist_ok=True)
        users = managing(db_path=str(self.folder / user / "users.db"), user_id=user)
        memory = main.MOS.__bases__[0](config, user_manager=users)
        memory.register_mem_cube(cube, mem_cube_id=f"{user}_cube")
        return memory

    def add(self, text: str, user: str) -> None:
        self._of(user).add(messages=[{"role": "user", "content": text}])

    def search(self, query: str, user: str) -> Sequence[str]:
        found = self._of(user).search(query)["text_mem"]
        return [each.memory for cube in found for each in cube["memories"]]

    def texts(self, user: str) -> Sequence[str]:
        return [each.memory for cube in self._of(user).get_all()["text_mem"] for each in cube["memories"]]

    def delete(self, user: str) -> None:
        self._of(user).delete_all(mem_cube_id=f"{user}_cube", user_id=user)

    def close(self) -> None:
        for memory in self._opened.values():
            for cube in memory.mem_cubes.values():
                cube.text_mem.vector_db.client.close()
        self._opened.clear()


if __name__ == "__main__":
    serve(MemOS())
