"""From a question to the memories that answer it, with reasons and inside a budget."""

from ._channels import (
    Channel,
    ContextChannel,
    DenseBeforeChannel,
    DenseChannel,
    LexicalChannel,
    SessionChannel,
)
from ._circumstances import LengthChannel, OpeningChannel, SpeakerChannel, TimeChannel
from ._fuse import FIRST_WEIGHTS, SECOND_WEIGHTS, Fusion, WeightedSum
from ._pipeline import Pipeline, Reranker, Sources
from ._probe import Found, Probe, Turns
from ._query import Query
from ._question import Question, read_question
from ._recall import ChannelScore, Hit, Missing, Recall
from ._second import Candidates, LateInteraction, SecondLook, Surface
from ._tokens import TokenCounter, approximate_tokens, wordpiece_tokens

__all__ = [
    "FIRST_WEIGHTS",
    "SECOND_WEIGHTS",
    "Candidates",
    "Channel",
    "ChannelScore",
    "ContextChannel",
    "DenseBeforeChannel",
    "DenseChannel",
    "Found",
    "Fusion",
    "Hit",
    "LateInteraction",
    "LengthChannel",
    "LexicalChannel",
    "Missing",
    "OpeningChannel",
    "Pipeline",
    "Probe",
    "Query",
    "Question",
    "Recall",
    "Reranker",
    "SecondLook",
    "SessionChannel",
    "Sources",
    "SpeakerChannel",
    "Surface",
    "TimeChannel",
    "TokenCounter",
    "Turns",
    "WeightedSum",
    "approximate_tokens",
    "read_question",
    "wordpiece_tokens",
]
