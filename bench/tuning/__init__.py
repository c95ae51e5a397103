"""Choosing weights on one half of evaluation data and checking them on the other."""

from ._cases import Case, cases, fit_logistic
from ._features import Example, Gathered, gather, halves
from ._logit import fit
from ._spaces import Spaces
from ._tried import TRIED

__all__ = [
    "TRIED",
    "Case",
    "Example",
    "Gathered",
    "Spaces",
    "cases",
    "fit",
    "fit_logistic",
    "gather",
    "halves",
]
