# ruff: noqa: E501 - a pattern is read as one line
"""
The clauses of a sentence that are its speaker's.

With them those that leave the subject out: at the beginning, "Moved to Rome", and behind "and".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..._sentences import Span
from .._clauses import Clause, boundaries, clauses, verb_phrase
from . import _words as words
from ._table import by_first

_ELIDED: Final = frozenset(
    ["moved", "joined", "started", "switched", "bought", "adopted", "got", "quit", "left", "sold", "been", "turned", "living", "working", "studying", "learning", "using", "majoring", "landed", "residing", "renting", "teaching", "loving", "love", "hate", "married", "single", "divorced", "engaged", "vegan", "vegetarian", "pescatarian", "allergic", "lost", "born", "grew", "gave", "stopped", "graduated", "signed", "took", "based", "originally", "enrolled", "diagnosed", "currently", "retired", "dropped", "ordered", "volunteering", "live", "speak", "own", "prefer", "fluent", "member", "dad", "mum", "mom", "mother", "father", "proud", "work", "have", "play", "doing", "trying", "training", "saving", "hoping", "planning", "want", "drive"]
)  # fmt: skip
_ELIDED_START: Final = re.compile(
    r"(?:(?:and|but|so|well|oh|yeah|yep|yes|hey|hi|ok|okay|btw|fyi|also|lol|haha|just|finally|recently|currently|still|by the way|guess what|ps|p\.s\.|"
    r"actually|honestly|never|always|really|absolutely|officially|already|i|no|happily|big news|so happy|finally|forgot to (?:say|mention|tell (?:you|u)))(?:[,.:!]*\s+|[,:]))*",
    re.IGNORECASE,
)
_BASE_FORMS: Final = {
    "speak": re.compile(r"\s+(?=[A-Za-z]+)"),
    "own": re.compile(r"\s+(?:a|an|two|three|my)\b"),
    "prefer": re.compile(r"\s+\w"),
    "work": re.compile(r"\s+(?:at|for|as)\b"),
    "have": re.compile(
        r"\s+(?:a|an|one|two|three|four|five|\d)\s+(?:\w+\s+)?(?:kids?|children|sons?|daughters?|dogs?|cats?|boys?|girls?|pupp\w+|kittens?)\b"
    ),
    "play": re.compile(r"\s+the\b"),
    "want": re.compile(r"\s+to\b"),
    "drive": re.compile(r"\s+an?\b"),
}
_AS_THEY_ARE: Final = frozenset(
    ["bought", "got", "quit", "left", "sold", "lost", "grew", "gave", "took", "love", "hate", "live"]
)
"""Words that stand behind "I" without an auxiliary, as do those in -ed."""
_STATES: Final = frozenset(["married", "divorced", "engaged", "based", "enrolled", "retired"])
"""Words in -ed that tell what somebody is."""
_BORN: Final = frozenset(["born", "diagnosed"])
_VERB: Final = re.compile(
    r"\b(?:is|was|are|were|has|made|makes|gives?|helps?|helped|taught|feels|felt|can|keeps|brings|always|would|will)\b"
)
"""Behind a form in -ing, what shows that it is a subject: "Learning Greek is fun"."""
_SHARING_BE: Final = frozenset(["single", "married", "divorced", "vegan", "vegetarian", "allergic", "from"])
"""Words that share "am" with what stands before "and"."""
_LEAVING: Final = frozenset(["quit", "left", "sold", "gave", "stopped", "dropped", "resigned", "got", "lost"])
"""Words that `_ends` reads, whether or not a frame begins with them."""
_OTHER_SUBJECT: Final = re.compile(
    r"\b(?:he|she|they|it|you|who|that|which|he's|she's|they're|you're|people|everyone|someone|my \w+)\b",
    re.IGNORECASE,
)
_SUBORDINATE: Final = re.compile(
    r"\b(?:instead of|rather than|without|such as|including|how to|how)\b", re.IGNORECASE
)
_NOUN_ING: Final = re.compile(r"\w\s+(?:[\w-]+\s+)+\w+ing\s*\Z")
_WORD: Final = re.compile(r"[A-Za-z-]+")
_LETTERS: Final = re.compile(r"[A-Za-z]+")
_AND: Final = re.compile(r"(?:,\s*(?:and|but|then)?|\s+(?:and|but|or|then))\s+(?=[a-z])")


def spoken_clauses(text: str, span: Span, part: Span) -> Iterator[Clause]:
    """Yield the clauses of the speaker, and those that leave the subject out."""
    cuts = boundaries(text, span)
    spoken = list(clauses(text, part, cuts))
    if part[0] == span[0] and not (
        spoken and spoken[0].start == span[0] and re.match(r"\s*(?:i|we)\b", text[span[0] :], re.IGNORECASE)
    ):
        elided = _elided(text, part)
        if elided is not None:
            spoken.insert(0, elided)
    for at, clause in enumerate(spoken):
        yield clause
        after = spoken[at + 1].start if at + 1 < len(spoken) else part[1]
        yield from _joined(text, clause, after)


def _elided(text: str, part: Span) -> Clause | None:
    """Return the clause at a sentence's beginning that leaves out "I"."""
    opener = _ELIDED_START.match(text, *part)
    at = opener.end() if opener else part[0]
    word = _WORD.match(text, at, part[1])
    if word is None or word[0].lower() not in _ELIDED:
        return None
    low = word[0].lower()
    if low == "been":
        clause = verb_phrase(text, part[0], word.end(), word.end(), part[1])
        return Clause(part[0], clause.verb, "been", clause.denied, clause.over, clause.sure)
    if low.endswith("ing") and _VERB.search(re.split(r"[,;.!?]", text[word.end() : part[1]])[0]):
        return None
    if low in {"love", "hate", "live"} and text[part[0] : part[1]].rstrip()[-1:] == "?":
        return None
    if low in _BASE_FORMS:
        return (
            Clause(part[0], word.start(), "") if _BASE_FORMS[low].match(text, word.end(), part[1]) else None
        )
    return Clause(part[0], word.start(), _left_out(low))


def _left_out(word: str) -> str:
    """Return the auxiliary that is left out with "I" before a word."""
    if word in _BORN:
        return "was"
    return "" if word in _AS_THEY_ARE or (word.endswith("ed") and word not in _STATES) else "be"


def _joined(text: str, clause: Clause, end: int) -> Iterator[Clause]:
    """Yield what is said of the same subject behind "and"."""
    if end <= clause.verb:
        return
    for joint in _AND.finditer(text, clause.verb, end):
        if _dependent(text, clause, joint):
            continue
        following = verb_phrase(text, joint.end(), joint.end(), joint.end(), end)
        word = _LETTERS.match(text, following.verb, end)
        if word is None:
            continue
        low = word[0].lower()
        if low == "like" and not re.match(r",?\s*(?:and|but)", joint[0]):
            continue
        if low.endswith("ing") and _opening(text, clause, end) in words.NO_ACTIVITY:
            continue
        if low == "the" and not joint[0].strip(", "):
            continue
        aux = following.aux or _shared(clause, low)
        if aux is None:
            continue
        yield Clause(
            joint.end(),
            following.verb,
            aux,
            following.denied,
            following.over,
            following.sure and clause.sure,
            clause.plural,
        )


def _shared(clause: Clause, word: str) -> str | None:
    """Return the auxiliary of a clause as far as a word behind "and" shares it; `None`: the word goes on with nothing."""
    if word.endswith("ing") and clause.aux in {"be", "been"}:
        return clause.aux
    if clause.aux in {"have", "had", "used", "will", "would"}:
        return clause.aux
    if clause.aux == "was":
        return "was" if word in {"a", "an"} else ""
    if word in {"a", "an", "the"} and clause.aux == "be":
        return "be"
    if word in by_first() or word in _LEAVING:
        return ""
    return clause.aux if clause.aux in {"be", "been"} and word in _SHARING_BE else None


def _dependent(text: str, clause: Clause, joint: re.Match[str]) -> bool:
    """Return whether what stands behind "and" goes on with something else than the clause's own verb."""
    before = text[clause.verb : joint.start()]
    return bool(
        (clause.denied and "or" in joint[0])
        or _OTHER_SUBJECT.search(before)
        or _SUBORDINATE.search(before)
        or _NOUN_ING.search(before)
    )


def _opening(text: str, clause: Clause, end: int) -> str:
    word = _WORD.match(text, clause.verb, end)
    return word[0].lower() if word else ""
