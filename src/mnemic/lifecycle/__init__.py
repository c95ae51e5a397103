"""How memories age, in pure functions: strength, heat, tiers, value, bonds and trends; and the jobs that do it."""

from ._bonds import Bond, Together, bond_weight, cited_together, is_related, strengthened, weakened
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
from ._trend import OBSERVED_WEIGHT, STATED_WEIGHT, Constants, Preference, Signal, Trend, preference, trend
from ._value import Budget, Cut, Kept, Standing, over_budget, value
from ._worth import Said, Signs, read_signs, worth

__all__ = [
    "BACKOFF_BASE_S",
    "BACKOFF_CAP_S",
    "HALF_LIVES",
    "HOT",
    "LEASE_S",
    "MAX_ATTEMPTS",
    "OBSERVED_WEIGHT",
    "STATED_WEIGHT",
    "Bond",
    "Budget",
    "Constants",
    "Cut",
    "Handler",
    "JobError",
    "Kept",
    "Outcome",
    "Preference",
    "Reinforcement",
    "Report",
    "Said",
    "Signal",
    "Signs",
    "Standing",
    "Together",
    "Trend",
    "Visits",
    "Vitality",
    "Work",
    "backoff_s",
    "bond_weight",
    "cited_together",
    "heat",
    "initial_stability",
    "is_related",
    "next_tier",
    "over_budget",
    "preference",
    "read_signs",
    "recalled",
    "retention",
    "run_jobs",
    "stability_of",
    "strength",
    "strengthened",
    "trend",
    "value",
    "visited",
    "weakened",
    "worth",
]
