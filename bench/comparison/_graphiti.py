"""
Graphiti on Kuzu, the one of its graph databases that is a file and runs in the process under every Python it supports.

Its Kuzu driver lacks an attribute and makes no word indexes (getzep/graphiti, issue 1258); both are put right here.
"""

import asyncio
import importlib
import importlib.metadata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from comparison._probe import Probe, serve
from comparison._replies import statement

MANY = 10_000


class Graphiti(Probe):
    """`add_episode` a message; one group a user."""

    graph: Any

    def load(self) -> str:
        self._loop = asyncio.new_event_loop()
        self.package: Any = importlib.import_module("graphiti_core")
        return importlib.metadata.version("graphiti-core")

    def quick_start(self, folder: Path) -> Sequence[str]:
        self.graph = self.package.Graphiti("bolt://localhost:7687", "neo4j", "password")
        self._run(self.graph.build_indices_and_constraints())
        self.add(statement("markera0"), "ana")
        return self.search("Where is markera0?", "ana")

    def open(self, folder: Path, url: str) -> None:
        driver = importlib.import_module("graphiti_core.driver.kuzu_driver").KuzuDriver(
            str(folder / "graph.kuzu")
        )
        driver._database = ""
        config = importlib.import_module("graphiti_core.llm_client.config").LLMConfig(
            api_key="sk-none", model="gpt-4o-mini", small_model="gpt-4o-mini", base_url=url
        )
        generic = importlib.import_module(
            "graphiti_core.llm_client.openai_generic_client"
        ).OpenAIGenericClient
        embedding = importlib.import_module("graphiti_core.embedder.openai")
        reranking = importlib.import_module("graphiti_core.cross_encoder.openai_reranker_client")
        embedder = embedding.OpenAIEmbedder(embedding.OpenAIEmbedderConfig(api_key="sk-none", base_url=url))
        self.graph = self.package.Graphiti(
            graph_driver=driver, llm_client=generic(config), embedder=embedder,
            cross_encoder=reranking.OpenAIRerankerClient(config),
        )  # fmt: skip
        self._run(self.graph.build_indices_and_constraints())
        self._index_words(driver)

    def add(self, text: str, user: str) -> None:
        now = datetime.now(UTC)
        self._run(self.graph.add_episode(f"turn {now}", f"Ana: {text}", "a chat", now, group_id=user))

    def search(self, query: str, user: str) -> Sequence[str]:
        return [edge.fact for edge in self._run(self.graph.search(query, group_ids=[user]))]

    def texts(self, user: str) -> Sequence[str]:
        episodes = self._run(self.graph.retrieve_episodes(datetime.now(UTC), last_n=MANY, group_ids=[user]))
        return [episode.content for episode in episodes]

    def delete(self, user: str) -> None:
        clear = importlib.import_module("graphiti_core.utils.maintenance.graph_data_operations").clear_data
        self._run(clear(self.graph.driver, group_ids=[user]))

    def close(self) -> None:
        self._run(self.graph.close())

    def _index_words(self, driver: Any) -> None:
        """Make the word indexes, where this is a new file."""
        queries = importlib.import_module("graphiti_core.graph_queries").get_fulltext_indices(driver.provider)
        there, _, _ = self._run(driver.execute_query("CALL SHOW_INDEXES() RETURN *"))
        for query in queries if not there else ():
            self._run(driver.execute_query(query))

    def _run(self, made: Any) -> Any:
        return self._loop.run_until_complete(made)


if __name__ == "__main__":
    serve(Graphiti())
