"""Striking out what should not leave the machine."""

from __future__ import annotations

import re
from collections.abc import Callable

Redact = Callable[[str], str]
"""From a text to what of it may leave."""

_KEYS = re.compile(
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:.{0,10000}?-----END [A-Z ]{0,40}PRIVATE KEY-----|.*)"
    r"|(?<![A-Za-z0-9_])(?:"
    r"(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}"
    r"|(?:gh[opsur]|github_pat|glpat|xox[abeoprs]|hf|npm|pypi)[-_][A-Za-z0-9_-]{10,}"
    r"|A(?:KI|SI)A[A-Z0-9]{16}"
    r"|eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){1,2}"
    r"|(?=[A-Za-z_]*[0-9])(?=[0-9_]*[A-Za-z])[A-Za-z0-9_]{32,}"
    r")(?![A-Za-z0-9_])",
    re.DOTALL,
)
_EMAILS = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_ACCOUNTS = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_NUMBERS = re.compile(
    # Dates are told apart first, for they look like numbers of telephones.
    r"(?<![\w+])(?P<date>(?:19|20)\d\d([-/.])\d\d?\2\d\d?|\d\d?([-/.])\d\d?\3(?:19|20)?\d\d)(?!\d)"
    r"|(?<!\w)(?P<number>\+?\(?\d(?:[ ().\-/]{0,2}\d){6,18})(?!\w)"
)
_LOCAL_NUMBER = re.compile(r"\d{3}-\d{4}")
_CARD_DIGITS = range(13, 20)
_PHONE_DIGITS = range(9, 16)
_FEWEST_ABROAD = 7


def redact_contacts(text: str) -> str:
    """
    Return *text* with e-mail addresses, telephone, card and account numbers, and keys struck out.

    In their place stand ``[email]``, ``[phone]``, ``[card]``, ``[account]`` and ``[key]``. This is a help and
    no guarantee: names and addresses stay, a number in an unusual form may stay, and a long number of another
    kind may go.
    """
    text = _KEYS.sub("[key]", text)
    text = _EMAILS.sub("[email]", text)
    text = _ACCOUNTS.sub("[account]", text)
    return _NUMBERS.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    found = match["number"]
    if found is None:
        return match[0]
    digits = [int(char) for char in found if char.isdigit()]
    if len(digits) in _CARD_DIGITS and _luhn(digits):
        return "[card]"
    abroad = found.startswith("+") and len(digits) >= _FEWEST_ABROAD
    if abroad or len(digits) in _PHONE_DIGITS or _LOCAL_NUMBER.fullmatch(found):
        return "[phone]"
    return match[0]


def _luhn(digits: list[int]) -> bool:
    """Tell whether the last of *digits* is the check digit of a card number. Source: ISO/IEC 7812-1."""
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
