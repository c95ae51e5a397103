"""Asking language models: the protocol, the models that come with Mnemic, and typed replies within a budget."""

from ._ask import RETRIES, Cost, ask, estimate
from ._callable import CallableModel
from ._fence import FENCE_RULE, Excerpt, Texts, fence
from ._openai import OpenAIChat
from ._protocol import LanguageModel, Message, Prompt, Reply, Role
from ._redact import Redact, redact_contacts
from ._registry import resolve
from ._schema import schema_of
from ._smollm import SmolLM
from ._spending import Spending
from ._task import Task
from ._tokens import CountTokens, rough_tokens

__all__ = [
    "FENCE_RULE",
    "RETRIES",
    "CallableModel",
    "Cost",
    "CountTokens",
    "Excerpt",
    "LanguageModel",
    "Message",
    "OpenAIChat",
    "Prompt",
    "Redact",
    "Reply",
    "Role",
    "SmolLM",
    "Spending",
    "Task",
    "Texts",
    "ask",
    "estimate",
    "fence",
    "redact_contacts",
    "resolve",
    "rough_tokens",
    "schema_of",
]
