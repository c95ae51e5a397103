"""
How memories age: strength, heat, tiers, value, bonds and trends; and the jobs that form, believe, fade and reflect.

What is asked for is loaded when it is asked for: recall needs the strength of memories, and not the rules of five languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._ageing import Ageing, mark_strength, vitalities
    from ._beliefs import BELIEVE, Belief, Beliefs
    from ._bonds import Bond, Together, bond_weight, cited_together, is_related, strengthened, weakened
    from ._budget import Budget
    from ._compose import Composed, compose, keep_belief, marks_in
    from ._consolidate import Consolidation, Means, consolidate, preview
    from ._curve import Curve, CurvePoint, curve_of
    from ._fade import Fade
    from ._heat import HOT, Visits, heat, visited
    from ._jobs import (
        BACKOFF_BASE_S,
        BACKOFF_CAP_S,
        LEASE_S,
        MAX_ATTEMPTS,
        Handler,
        JobError,
        Outcome,
        Work,
        backoff_s,
    )
    from ._plan import FADE
    from ._policy import Policy, policy_of, set_policy
    from ._reflect import Believed, Conflict, Dossier, Question, Reflection, gather
    from ._reinforce import reinforce
    from ._runner import Report, run_jobs
    from ._strength import (
        HALF_LIVES,
        Reinforcement,
        Vitality,
        initial_stability,
        recalled,
        retention,
        stability_of,
        strength,
    )
    from ._tiers import next_tier
    from ._topics import TOPICS, Topics
    from ._trend import (
        OBSERVED_WEIGHT,
        STATED_WEIGHT,
        Constants,
        Preference,
        Signal,
        Trend,
        preference,
        trend,
    )
    from ._value import Cut, Kept, Standing, over_budget, value
    from ._worth import Said, Signs, read_signs, worth

__all__ = [
    "BACKOFF_BASE_S",
    "BACKOFF_CAP_S",
    "BELIEVE",
    "FADE",
    "HALF_LIVES",
    "HOT",
    "LEASE_S",
    "MAX_ATTEMPTS",
    "OBSERVED_WEIGHT",
    "STATED_WEIGHT",
    "TOPICS",
    "Ageing",
    "Belief",
    "Beliefs",
    "Believed",
    "Bond",
    "Budget",
    "Composed",
    "Conflict",
    "Consolidation",
    "Constants",
    "Curve",
    "CurvePoint",
    "Cut",
    "Dossier",
    "Fade",
    "Handler",
    "JobError",
    "Kept",
    "Means",
    "Outcome",
    "Policy",
    "Preference",
    "Question",
    "Reflection",
    "Reinforcement",
    "Report",
    "Said",
    "Signal",
    "Signs",
    "Standing",
    "Together",
    "Topics",
    "Trend",
    "Visits",
    "Vitality",
    "Work",
    "backoff_s",
    "bond_weight",
    "cited_together",
    "compose",
    "consolidate",
    "curve_of",
    "gather",
    "heat",
    "initial_stability",
    "is_related",
    "keep_belief",
    "mark_strength",
    "marks_in",
    "next_tier",
    "over_budget",
    "policy_of",
    "preference",
    "preview",
    "read_signs",
    "recalled",
    "reinforce",
    "retention",
    "run_jobs",
    "set_policy",
    "stability_of",
    "strength",
    "strengthened",
    "trend",
    "value",
    "visited",
    "vitalities",
    "weakened",
    "worth",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_ageing": ("Ageing", "mark_strength", "vitalities"),
        "_beliefs": ("BELIEVE", "Belief", "Beliefs"),
        "_bonds": (
            "Bond",
            "Together",
            "bond_weight",
            "cited_together",
            "is_related",
            "strengthened",
            "weakened",
        ),
        "_budget": ("Budget",),
        "_compose": ("Composed", "compose", "keep_belief", "marks_in"),
        "_consolidate": ("Consolidation", "Means", "consolidate", "preview"),
        "_curve": ("Curve", "CurvePoint", "curve_of"),
        "_fade": ("Fade",),
        "_heat": ("HOT", "Visits", "heat", "visited"),
        "_jobs": (
            "BACKOFF_BASE_S",
            "BACKOFF_CAP_S",
            "LEASE_S",
            "MAX_ATTEMPTS",
            "Handler",
            "JobError",
            "Outcome",
            "Work",
            "backoff_s",
        ),
        "_plan": ("FADE",),
        "_policy": ("Policy", "policy_of", "set_policy"),
        "_reflect": ("Believed", "Conflict", "Dossier", "Question", "Reflection", "gather"),
        "_reinforce": ("reinforce",),
        "_runner": ("Report", "run_jobs"),
        "_strength": (
            "HALF_LIVES",
            "Reinforcement",
            "Vitality",
            "initial_stability",
            "recalled",
            "retention",
            "stability_of",
            "strength",
        ),
        "_tiers": ("next_tier",),
        "_topics": ("TOPICS", "Topics"),
        "_trend": (
            "OBSERVED_WEIGHT",
            "STATED_WEIGHT",
            "Constants",
            "Preference",
            "Signal",
            "Trend",
            "preference",
            "trend",
        ),
        "_value": ("Cut", "Kept", "Standing", "over_budget", "value"),
        "_worth": ("Said", "Signs", "read_signs", "worth"),
    },
)
