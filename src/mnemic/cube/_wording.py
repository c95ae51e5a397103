# ruff: noqa: E501 - lists of words
"""Facts in good English: articles, diets, states and relatives, which no pattern words alike for every object."""

# fmt: off

from __future__ import annotations

import re
from typing import Final

_COUNTS: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_BEHIND_HEAD: Final = re.compile(r"\s(?:of|for|with|in|at|on|from|to|by|near|named|called|that|who|which|and|or)\s|[,:;(]")
_DETERMINED: Final = re.compile(rf"(?:an?|the|my|our|his|her|their|some|any|no|several|many|both|all|lots|another|these|twin|{_COUNTS}(?!-))\s|\w+['’]s\s", re.IGNORECASE)
_NO_SINGULAR: Final = re.compile(r"(?:\w*[^sui\W]s|people|children|men|women|mice|geese|fish|sheep|furniture|land|property|gear|equipment|software|stock|crypto|bitcoin|clothing|jewell?e?ry|estate)\Z", re.IGNORECASE)
_FIELD: Final = re.compile(r"(?:\w{3,}ing|\w+(?:istry|ics)|carpentry|joinery|sales|finance|tech|retail|education|hospitality|health ?care|insurance|real estate|law|IT|HR|PR|QA|construction|media|admin|research|customer (?:service|support))\Z")
"""What one works in, and not as."""
_POST: Final = re.compile(r"(?:\w+ )?(?:head|chief|president|dean|chair|vp|c[efto]o|director) of\b|c[efto]o\b|vp\b", re.IGNORECASE)
"""What one is without an article: "works as head of sales"."""
_ONLY_ONE: Final = re.compile(r".*\b(?:government|army|navy|military|police|air force|coast guard|council|civil service|national guard)\Z|[a-z][\w ]* of\b")
_LIKE_AN: Final = re.compile(r"[AEFHILMNORSX](?:[A-Z\d]|\b)|Xbox|8|1[18](?!\d(?:\D|$))|(?!uni(?!n)|us[eu]|eu|one\b|ute|[A-Z]{2})(?i:[aeiou])|(?i:hour|heir|honest|honou?r|x-?ray)")
_DIET: Final = re.compile(r"(?:[\w-]+ )?(?:vegan|veggie|[\w-]+ian|[\w-]+ivor(?:e|ous)|[\w-]+[- ](?:free|based|carb|fat|protein|fodmap|sodium)|halal|kosher|keto|ketogenic|paleo|whole30)s?\Z", re.IGNORECASE)
_DO_NOT: Final = re.compile(r"(?:i )?(?:do not|don['’]?t)\s+", re.IGNORECASE)
_DRUNK: Final = re.compile(r"(?:\w+ )?(?:alcohol|coffee|tea|milk|soda|wine|beer|juice|spirits)\Z", re.IGNORECASE)
_STATE: Final = re.compile(r"(?:[\w-]+ )*(?:[\w-]+(?:betic|leptic|hmatic|lexic|utistic|nemic|naemic|hritic|ensive|tolerant|vergent|sighted|pregnant|compromised|blind|of hearing)|deaf|blind|pregnant|bipolar|coeliac|celiac)\Z", re.IGNORECASE)
"""What one is rather than has."""
_SEVERAL: Final = re.compile(r"(?:\w+[^s]s|children)\Z")
_ONE_ALLERGEN: Final = re.compile(r"(?:[\w ]+ )?(?:\w*nut|egg|almond|cashew|cat|dog|bee|wasp|horse|mushroom)\Z")


def _head(phrase: str) -> str:
    return _BEHIND_HEAD.split(phrase, maxsplit=1)[0].strip()


def _with_article(phrase: str) -> str:
    """Return *phrase* behind "a" or "an", where it names one thing and has no determiner."""
    if _DETERMINED.match(phrase) or _NO_SINGULAR.search(_head(phrase)):
        return phrase
    return f"{'an' if _LIKE_AN.match(phrase) else 'a'} {phrase}"


def _of_a_place(phrase: str) -> str:
    """Return the name of a group or employer as it is, and what only says of which kind it is with its article."""
    head = _head(phrase)
    if not head or not head.split()[-1].islower() or _DETERMINED.match(phrase):
        return phrase
    return f"the {phrase}" if _ONLY_ONE.match(phrase) else _with_article(phrase)


def _object(name: str, object_: str) -> str:
    if name in {"works_at", "studies_at", "member_of"}:
        return _of_a_place(object_)
    if name == "children" and not object_.startswith("expecting"):
        return _with_article(f"{object_} children" if re.fullmatch(_COUNTS, object_) else object_)
    if name == "owns" or (name == "occupation" and not (_POST.match(object_) or _FIELD.search(_head(object_)))):
        return _with_article(object_)
    if name == "diet":
        is_diet = _DIET.match(object_) is not None
        return _with_article(re.sub(r"(?<=[nek])s\Z", "", object_) + " diet") if is_diet else _DO_NOT.sub("", object_)
    if name == "birthday" and re.match(r"\d+(?:st|nd|rd|th) of\b", object_):
        return f"the {object_}"
    return f"{object_}s" if name == "allergic_to" and _ONE_ALLERGEN.match(object_) else object_


def _pattern(name: str, pattern: str, object_: str, key: str, *, denied: bool) -> str:
    if name == "occupation" and _FIELD.search(_head(object_)):
        return pattern.replace(" as ", " in ")
    if name == "pet" and not denied and re.match(rf"(?!one\b|1\b){_COUNTS}\s", object_):
        return "{subject} has these pets: {object}"
    if name == "diet" and _DIET.match(object_):
        return pattern.replace("this diet: ", "")
    if name == "diet" and _DO_NOT.match(object_):
        return "{subject} does not {object}"
    if name == "diet" and denied:
        return f"{{subject}} does not {'drink' if _DRUNK.match(object_) else 'eat'} {{object}}"
    if name == "health" and _STATE.match(object_):
        return f"{{subject}} is {'not ' if denied else ''}{{object}}"
    if name in {"partner", "relative"} and not denied and _SEVERAL.match(key):
        return "One of {subject}'s {key} is called {object}"
    return pattern.replace(" a {key}", " an {key}") if _LIKE_AN.match(key) else pattern


def worded(name: str, pattern: str, object_: str, key: str | None, *, denied: bool) -> tuple[str, str, str]:
    """Return the pattern, the object and the key that say a fact of the built-in predicate *name* in good English."""
    if name == "favorite" and not key:
        return pattern.replace(" {key}", ""), object_, ""
    key = key or {"partner": "partner"}.get(name, "relative")
    return _pattern(name, pattern, object_, key, denied=denied), _object(name, object_), key
