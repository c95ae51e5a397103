# ruff: noqa: E501 - a pattern is read as one line
"""Frames of tastes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .._frames import Frame
from ._checks import DIET, is_allergen, is_taste, names_something
from ._pattern import BE, frame


def tastes() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _likes()
    yield from _dislikes()
    yield from _enthusiasms()
    yield from _preferences()
    yield from _allergies()
    yield from _diets()


def _likes() -> Iterable[Frame]:
    yield frame(
        "love",
        "likes",
        "love|like|adore|enjoy|dig|luv",
        # Behind these the word is a noun: "love is blind", "love for the sea".
        r"\s+(?!(?:is|was|for|of|at first)\b)(?:(?:to|both)\s+(?!(?:be|see|hear|know|have|get|help|try)\b))?",
        "taste",
        check=is_taste,
        aux={"", "used"},
    )
    yield frame(
        "have loved",
        "likes",
        "loved|liked|adored|enjoyed",
        r"\s+",
        "taste",
        check=is_taste,
        aux="have",
        deny=False,
    )
    yield frame(
        "been loving",
        "likes",
        "loving|enjoying|really enjoying",
        r"\s+",
        "taste",
        check=lambda o: is_taste(o),
        aux="be been",
    )


def _dislikes() -> Iterable[Frame]:
    yield frame(
        "can't stand",
        "likes",
        "stand|bear|tolerate",
        r"\s+",
        "taste",
        check=is_taste,
        aux="can",
        polarity="negated",
    )
    yield frame(
        "hate",
        "likes",
        "hate|dislike|detest|despise|loathe",
        r"\s+(?:to\s+(?!(?:be|say|see|admit|ask|bother|break|miss)\b))?",
        "taste",
        check=lambda o: is_taste(o) and not o.lower().startswith("to "),
        aux={"", "used"},
        polarity="negated",
        deny=False,
    )


def _enthusiasms() -> Iterable[Frame]:
    yield frame(
        "not a fan of",
        "likes",
        "",
        r"(?:(?:a|an|the)\s+)?(?:(?:big|huge|massive|real|true|total|lifelong|long-?time|die-?hard|avid|great|such a|super|hardcore|enormous|secret|diehard|really|major)\s+)*(?:fan|lover|admirer|devotee|enthusiast)\s+of\s+",
        "taste",
        check=is_taste,
        aux=BE,
    )
    yield frame(
        "lover",
        "likes",
        "",
        r"(?:a|an)\s+(?:(?:big|huge|massive|real|true|total|lifelong|avid|great)\s+)*(?P<o>[a-z]{3,15}(?: [a-z]{3,12})?)\s+(?:lover|fan|enthusiast|aficionado|addict|geek|nut|nerd|buff)(?![\w'])",
        "given",
        aux="be been",
        check=lambda o: (
            not re.match(
                r"(?:big|huge|massive|real|true|total|great|drug|computer|such|avid|super|lifelong)$", o
            )
        ),
    )
    yield frame(
        "passionate about",
        "likes",
        "",
        r"(?:\w+ly\s+|so\s+|big\s+)?(?:passionate about|crazy about|fond of|obsessed with|addicted to|keen on|mad about|hooked on|partial to|a sucker for|into)\s+",
        "taste",
        check=lambda o: is_taste(o) and not re.match(r"(?:the|a|an)\b", o),
        aux=BE,
    )
    yield frame(
        "interested in",
        "likes",
        "",
        r"(?:interested in)\s+",
        "taste",
        check=lambda o: (
            is_taste(o)
            and not re.match(r"\w+ing\b", o)
            and not re.match(
                r"(?:learning|trying|hearing|seeing|exploring|finding|getting|buying|knowing|visiting|checking|incorporating|making|using|adding|doing|taking|attending|joining|going|starting|reading|the|a|an|something|any|what|one|both|all|some|your|this|that|more)\b",
                o.lower(),
            )
        ),
        aux="be been",
        certainty=0.8,
    )


def _preferences() -> Iterable[Frame]:
    yield frame(
        "more interested in", "prefers", "more interested in", r"\s+", "taste", check=is_taste, aux="be"
    )
    yield frame(
        "prefer",
        "prefers",
        "prefer|favor|favour",
        r"\s+(?:to\s+)?",
        "taste",
        check=is_taste,
        aux={"", "used"},
    )
    yield frame(
        "rather have",
        "prefers",
        "rather",
        r"\s+(?!not\b|be\b|go\b)(?:have\s+|use\s+|drink\s+|eat\s+|do\s+)",
        "taste",
        check=is_taste,
        aux={"would"},
        deny=False,
    )


def _allergies() -> Iterable[Frame]:
    yield frame(
        "allergic to",
        "allergic_to",
        "",
        # One thing in a list that nobody is allergic to in earnest makes a joke of all.
        r"(?:\w+ly\s+|very\s+|super\s+)?allergic\s+to\s+(?![^.;!?]*\b(?:mondays|housework|small talk|nonsense|drama|stupidity|commitment|responsibility|paperwork|gossip|boredom|mornings)\b)",
        "noun",
        check=is_allergen,
        aux=BE,
    )
    yield frame(
        "have an allergy",
        "allergic_to",
        "have|got",
        r"\s+(?:a|an)\s+(?:(?:severe|bad|serious|mild|terrible|slight|deadly)\s+)*(?P<o>(?:tree )?[a-z]+)\s+allergy",
        "given",
        aux={"", "have"},
        check=lambda o: (
            o.lower()
            not in {
                "severe",
                "food",
                "an",
                "a",
                "bad",
                "mild",
                "slight",
                "serious",
                "terrible",
                "deadly",
                "new",
                "skin",
                "weird",
                "strange",
            }
        ),
        certainty=1.05,
    )
    yield frame(
        "have an allergy to",
        "allergic_to",
        "have|got",
        r"\s+(?:a|an)\s+(?:\w+\s+){0,2}?allergy\s+to\s+",
        "noun",
        check=names_something,
        aux={"", "have"},
    )


def _diets() -> Iterable[Frame]:
    yield frame(
        "eat a diet",
        "diet",
        "eat|cook|follow|keep|went|gone|going|turned|became|become|stick to|do|eating|following|am on",
        rf"\s+(?:(?:a|an|strictly|strict|mostly|only|fully|to|the|completely|on|totally|entirely|all)\s+)*(?P<o>{DIET})(?![\w-]|\s+(?:cheese|burgers?|pizzas?|cakes?|cookies|milk|butter|chocolate|sausages?|ice cream|yogh?urt|snacks?|desserts?|recipes?|restaurants?|products?|bread|pasta|options?|dishes|meat)\b)",
        "given",
        aux={"", "have", "been", "be", "used"},
        event=False,
    )
    yield frame(
        "diet",
        "diet",
        "",
        rf"(?:on\s+)?(?:(?:a|an|the|strictly|strict|mostly|only|fully|lifelong|completely|total|totally|committed|life-long|former|new|pure|proud|devoted)\s+)*(?P<o>{DIET})(?![\w-])(?!\s+(?:restaurant|lover|friend|dish|meal|recipe|food|cook|chef))",
        "given",
        aux=BE,
    )
