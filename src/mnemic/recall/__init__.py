"""From a question to the memories that answer it, with reasons and inside a budget."""

from ._budget import TokenCounter, approximate_tokens
from ._channels import Channel, DenseChannel, LexicalChannel
from ._fuse import Fusion, WeightedSum
from ._pipeline import Pipeline, Reranker
from ._query import Query
from ._recall import ChannelScore, Hit, Missing, Recall

__all__ = [
    "Channel",
    "ChannelScore",
    "DenseChannel",
    "Fusion",
    "Hit",
    "LexicalChannel",
    "Missing",
    "Pipeline",
    "Query",
    "Recall",
    "Reranker",
    "TokenCounter",
    "WeightedSum",
    "approximate_tokens",
]
