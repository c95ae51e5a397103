"""A `MnemicStore` under LangGraph itself and under LangMem, with scripted models."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Annotated, Any, TypedDict

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.config import get_store
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.prebuilt import ToolNode
from langgraph.runtime import Runtime
from langmem import create_manage_memory_tool, create_memory_store_manager, create_search_memory_tool
from pydantic import PrivateAttr

import mnemic
from mnemic.adapters.langgraph import MnemicStore

MEMORIES = ("memories", "{langgraph_user_id}")


class State(TypedDict):
    messages: Annotated[list[BaseMessage], add_messages]


class Context(TypedDict):
    user: str


class Scripted(BaseChatModel):
    """A chat model that answers as it was told, and keeps what it was asked."""

    _replies: list[AIMessage] = PrivateAttr()
    _asked: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    def __init__(self, *replies: AIMessage) -> None:
        super().__init__()
        self._replies = list(replies)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Any, **_kwargs: Any) -> Any:
        return self

    def _generate(self, messages: list[BaseMessage], *_args: Any, **_kwargs: Any) -> ChatResult:
        self._asked.append(messages)
        return ChatResult(generations=[ChatGeneration(message=self._replies.pop(0))])


def calling(name: str, **args: Any) -> AIMessage:
    return AIMessage(content="", tool_calls=[{"name": name, "args": args, "id": "call-1"}])


def of(user: str) -> Any:
    return {"configurable": {"langgraph_user_id": user, "thread_id": user}}


@pytest.fixture
def store(mem: mnemic.Memory) -> MnemicStore:
    return MnemicStore(mem)


def remembering(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Tell what is known, and keep what was said."""
    assert runtime.store is not None
    said = str(state["messages"][-1].content)
    place = ("users", runtime.context["user"])
    known = [item.value["text"] for item in runtime.store.search(place, query=said, limit=1)]
    runtime.store.put(place, f"{len(state['messages'])}", {"text": said})
    return {"messages": [AIMessage(f"I know: {known}")]}


async def aremembering(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    """Do as `remembering`, awaiting the store."""
    store = get_store()
    said = str(state["messages"][-1].content)
    place = ("users", runtime.context["user"])
    known = [item.value["text"] for item in await store.asearch(place, query=said, limit=1)]
    await store.aput(place, f"{len(state['messages'])}", {"text": said})
    return {"messages": [AIMessage(f"I know: {known}")]}


def graph_of(node: Any, store: MnemicStore) -> Any:
    graph = StateGraph(State, context_schema=Context)
    graph.add_node("remember", node)
    graph.add_edge(START, "remember")
    graph.add_edge("remember", END)
    return graph.compile(store=store, checkpointer=InMemorySaver())


def test_a_node_reads_and_writes_across_threads_and_restarts(path: Path) -> None:
    with MnemicStore(path, embedder="hash") as store:
        graph = graph_of(remembering, store)
        for thread, said in (("1", "I play the cello."), ("2", "Do I play the cello?")):
            state = graph.invoke(
                {"messages": [HumanMessage(said)]},
                {"configurable": {"thread_id": thread}},
                context={"user": "ana"},
            )
        assert state["messages"][-1].content == "I know: ['I play the cello.']"
    with MnemicStore(path, embedder="hash") as store:
        state = graph_of(remembering, store).invoke(
            {"messages": [HumanMessage("The cello?")]},
            {"configurable": {"thread_id": "3"}},
            context={"user": "bo"},
        )
        assert state["messages"][-1].content == "I know: []"
        assert store.list_namespaces() == [("users", "ana"), ("users", "bo")]


@pytest.mark.anyio
async def test_an_async_node_awaits_it(store: MnemicStore) -> None:
    graph = graph_of(aremembering, store)
    for said in ("I play the cello.", "Do I play the cello?"):
        state = await graph.ainvoke(
            {"messages": [HumanMessage(said)]},
            {"configurable": {"thread_id": "1"}},
            context={"user": "ana"},
        )
    assert state["messages"][-1].content == "I know: ['I play the cello.']"


def test_langmems_tools_create_find_update_and_delete(store: MnemicStore) -> None:
    manage = create_manage_memory_tool(namespace=MEMORIES, store=store)
    search = create_search_memory_tool(namespace=MEMORIES, store=store)
    manage.invoke({"action": "create", "content": "Ana plays the cello."}, of("ana"))
    manage.invoke({"action": "create", "content": "Bo plays the drums."}, of("bo"))
    [found] = json.loads(search.invoke({"query": "instrument"}, of("ana")))
    assert found["value"] == {"content": "Ana plays the cello."}
    manage.invoke({"action": "update", "id": found["key"], "content": "Ana plays the viola."}, of("ana"))
    [changed] = json.loads(search.invoke({"query": "instrument"}, of("ana")))
    assert changed["value"] == {"content": "Ana plays the viola."}
    assert changed["created_at"] == found["created_at"] < changed["updated_at"]
    manage.invoke({"action": "delete", "id": found["key"]}, of("ana"))
    assert search.invoke({"query": "instrument"}, of("ana")) == "[]"
    assert [item.value for item in store.search(("memories",))] == [{"content": "Bo plays the drums."}]


def test_a_model_in_a_graph_calls_langmems_tools(store: MnemicStore) -> None:
    tools = [create_manage_memory_tool(namespace=MEMORIES), create_search_memory_tool(namespace=MEMORIES)]
    model = Scripted(
        calling("manage_memory", action="create", content="Ana plays the cello."),
        calling("search_memory", query="cello"),
        AIMessage("You play the cello."),
    )
    graph = StateGraph(State)
    graph.add_node("model", lambda state: {"messages": [model.invoke(state["messages"])]})
    graph.add_node("tools", ToolNode(tools))
    graph.add_edge(START, "model")
    graph.add_conditional_edges("model", lambda state: "tools" if state["messages"][-1].tool_calls else END)
    graph.add_edge("tools", "model")
    state = graph.compile(store=store).invoke({"messages": [HumanMessage("I play the cello.")]}, of("ana"))
    assert [type(message).__name__ for message in state["messages"][1:]] == [
        "AIMessage", "ToolMessage", "AIMessage", "ToolMessage", "AIMessage",
    ]  # fmt: skip
    assert "Ana plays the cello." in state["messages"][4].content
    assert [item.namespace for item in store.search(())] == [("memories", "ana")]


def test_langmems_manager_keeps_what_its_model_extracts(store: MnemicStore) -> None:
    model = Scripted(calling("Memory", content="Ana is allergic to hazelnuts."))
    manager = create_memory_store_manager(model, namespace=MEMORIES, store=store)
    manager.invoke({"messages": [{"role": "user", "content": "Hazelnuts make me ill."}]}, config=of("ana"))
    [item] = store.search(("memories", "ana"), query="hazelnuts")
    assert item.value == {"kind": "Memory", "content": {"content": "Ana is allergic to hazelnuts."}}
    [hit] = store.memory.recall("What is Ana allergic to?")
    assert "Ana is allergic to hazelnuts." in hit.cube.content


@pytest.mark.anyio
async def test_langmems_manager_awaits_it_and_replaces_what_it_knew(store: MnemicStore) -> None:
    first = Scripted(calling("Memory", content="Ana lives in Rome."))
    asked = {"messages": [{"role": "user", "content": "I live in Rome."}]}
    await create_memory_store_manager(first, namespace=MEMORIES, store=store).ainvoke(asked, config=of("ana"))
    [known] = await store.asearch(("memories", "ana"))
    shown = uuid.uuid5(uuid.NAMESPACE_DNS, str((*known.namespace, known.key))).hex  # as LangMem names it
    patch = [{"op": "replace", "path": "/content", "value": "Ana lives in Porto."}]
    second = Scripted(calling("PatchDoc", json_doc_id=shown, planned_edits="the town", patches=patch))
    asked = {"messages": [{"role": "user", "content": "I moved to Porto."}]}
    await create_memory_store_manager(second, namespace=MEMORIES, store=store).ainvoke(
        asked, config=of("ana")
    )
    assert "Ana lives in Rome." in str(second._asked[0])
    [item] = await store.asearch(("memories", "ana"))
    assert item.value["content"] == {"content": "Ana lives in Porto."}
    assert (item.key, item.created_at) == (known.key, known.created_at)
