"""From a question to the memories that answer it, with reasons and inside a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
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
    from ._missing import ChannelScore, Missing
    from ._pipeline import CHANNELS, SECOND_LOOKS, Pipeline, Reranker, Sources
    from ._probe import Found, Probe, Turns
    from ._profile import Profile, profile_of
    from ._query import Query
    from ._question import Question, read_question
    from ._ranking import Ranking
    from ._recall import Hit, Recall
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

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_channels": (
            "Channel",
            "ContextChannel",
            "DenseBeforeChannel",
            "DenseChannel",
            "LexicalChannel",
            "SessionChannel",
        ),
        "_circumstances": ("LengthChannel", "OpeningChannel", "SpeakerChannel", "TimeChannel"),
        "_cite": ("Features", "Teacher", "verdicts"),
        "_confidence": ("Calibrated", "Judge", "Judgement", "signals"),
        "_fuse": ("FIRST_WEIGHTS", "SECOND_WEIGHTS", "Fusion", "WeightedSum"),
        "_lessons": ("Lesson", "Lessons", "learn"),
        "_pipeline": ("CHANNELS", "SECOND_LOOKS", "Pipeline", "Reranker", "Sources"),
        "_probe": ("Found", "Probe", "Turns"),
        "_profile": ("Profile", "profile_of"),
        "_query": ("Query",),
        "_question": ("Question", "read_question"),
        "_ranking": ("Ranking",),
        "_missing": ("ChannelScore", "Missing"),
        "_recall": ("Hit", "Recall"),
        "_second": ("Candidates", "LateInteraction", "SecondLook", "Surface"),
        "_tokens": ("TokenCounter", "approximate_tokens", "wordpiece_tokens"),
    },
)
