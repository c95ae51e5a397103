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
from ._cite import Features, Teacher, verdicts
from ._confidence import Calibrated, Judge, Judgement, signals
from ._fuse import FIRST_WEIGHTS, SECOND_WEIGHTS, Fusion, WeightedSum
from ._lessons import Lesson, Lessons, learn
from ._pipeline import CHANNELS, SECOND_LOOKS, Pipeline, Reranker, Sources
from ._probe import Found, Probe, Turns
from ._profile import Profile, profile_of
from ._query import Query
from ._question import Question, read_question
from ._ranking import Ranking
from ._recall import ChannelScore, Hit, Missing, Recall
from ._second import Candidates, LateInteraction, SecondLook, Surface
from ._tokens import TokenCounter, approximate_tokens, wordpiece_tokens

__all__ = [
    "CHANNELS",
    "FIRST_WEIGHTS",
    "SECOND_LOOKS",
    "SECOND_WEIGHTS",
    "Calibrated",
    "Candidates",
    "Channel",
    "ChannelScore",
    "ContextChannel",
    "DenseBeforeChannel",
    "DenseChannel",
    "Features",
    "Found",
    "Fusion",
    "Hit",
    "Judge",
    "Judgement",
    "LateInteraction",
    "LengthChannel",
    "Lesson",
    "Lessons",
    "LexicalChannel",
    "Missing",
    "OpeningChannel",
    "Pipeline",
    "Probe",
    "Profile",
    "Query",
    "Question",
    "Ranking",
    "Recall",
    "Reranker",
    "SecondLook",
    "SessionChannel",
    "Sources",
    "SpeakerChannel",
    "Surface",
    "Teacher",
    "TimeChannel",
    "TokenCounter",
    "Turns",
    "WeightedSum",
    "approximate_tokens",
    "learn",
    "profile_of",
    "read_question",
    "signals",
    "verdicts",
    "wordpiece_tokens",
]
