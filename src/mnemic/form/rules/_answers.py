# ruff: noqa: E501 - a pattern is read as one line
"""Short answers: what "Porto." states after "Where do you live?"."""

from __future__ import annotations

import re
from typing import Final

from .._candidate import Context
from .._sentences import Span, plain
from .._turn import Turn
from ._frames import Found, Frame
from ._gate import overlaps
from ._objects import cut_objects
from ._questions import Question, questions
from .english import _checks as english
from .english._hasty import place_at
from .english._known_places import is_known_place
from .english._matching import objects

_MOST_CHARS: Final = 60
_MOST_BEHIND: Final = 60
"""So much may be said behind a question that is still the one to answer: "Where do you live? Climate matters."."""

_OPENING: Final = (
    r"(?:oh|well|sure|yeah|yes|yep|yup|yea|ya|hm+|um+|uh|ok|okay|haha|lol|so|it's|its|that's|i'm|im|it is|that would be|just|only|still|currently|now|definitely|probably|mostly|mainly|usually|unfortunately|at|in|for|from|as|to|on|called|with|"
    r"since you ask|i think|i'd say|id say|gotta be|has to be|must be|like|a bit of|some|near|outside|close to|around|up in|down in|over in)"
)
_OPENER: Final = re.compile(rf"(?:{_OPENING}\b[,.!:]*\s+)*(?:an?\s+|the\s+)?", re.IGNORECASE)
_OPENED: Final = re.compile(
    r"(?:(?:oh|well|sure|yeah|yes|yep|yup|ok|okay|haha|lol|thanks|thank you|great|cool|nice|hi|hey|good question|of course)[\s,.!]*)*",
    re.IGNORECASE,
)
"""What may stand before the sentence that answers."""
_DENYING: Final = re.compile(r"(?:no|nope|nah|not (?:yet|anymore|any more))[,.!]*\s+", re.IGNORECASE)
_DENIES: Final = re.compile(r"(?:no|nope|nah|none|not|never|nothing|neither|nor|don'?t)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(
    r"\b(?:is|are|was|were|isn't|aren't|would|could|can|can't|should|has|had|does|did)\b|\w['’]s (?:mostly|mainly|really|just|more|so|not|my|our|always|definitely|probably|kind of|pretty|very|the best)\b",
    re.IGNORECASE,
)
"""Verbs by which a sentence says something of its own: "dogs aren't allowed here"."""
_SEGMENT_END: Final = re.compile(
    r"[;!?(\[—…\n]| - |,?\s+(?:but|because|cause|coz|cuz|bc|though|tho|although|which|where|while|and (?:i|i'm|im|my|we|he|she|it|they|the)|so|lol|haha|btw|hbu|wbu|since)\b|,\s+(?:i|i'm|im|i've|my|we|he|she|it|they|thanks|why|and you|you)\b|(?<=\w)\s*[\U0001f000-\U0001ffff☀-➿]",
    re.IGNORECASE,
)
_NO_ANSWER: Final = frozenset(
    """
    no not none nope nah nothing anything everything everywhere nowhere never neither idk dunno unknown unsure why
    who what when where how which guess maybe perhaps same depends depending yes yeah yep yup sure ok okay hm hmm um
    well good great fine thanks thank please sorry stop skip secret private anonymous tell sometimes often usually
    always rarely occasionally daily weekly i i'm im i've ive i'd you your my me we us he she it they them his her
    their our this that these those there here anywhere somewhere someone all both one ones any some such lots many
    is are was were be been am do does did don't dont doesn't can can't cant could would will won't should have has
    had got get go going let let's lets say see think know want need alone together home abroad upstairs downstairs
    downtown remote remotely outside inside away nearby close far up down off out in at on by with without from to
    of for like about than then also too again if whether or and but because since until till old young enough
    everyone people other others different various hard tough difficult too many whatever several
    """.split()  # noqa: SIM905
)
"""Words that no short answer of one or two begins with, or holds, that names something."""
_OTHERS: Final = re.compile(
    r"\b(?:he|she|his|him|her|hers|(?:my|our|your|the|a|for) (?:[\w-]+ )?(?:sons?|daughters?|kids?|child(?:ren)?|baby|babies|toddler|boys?|girls?|wife|husband|partner|girlfriend|boyfriend|mum|mom|mother|dad|father|parents|"
    r"sister|brother|friends?|grand\w+|niece|nephew|cousin|guests?|family|dog|cat|puppy|kitten|pet|group|team|class|students?|patient|client|roommate)|cooking for|everyone|wedding|party)\b",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"\byou (?:two|both|guys|all|and)\b|\bboth of you\b", re.IGNORECASE)
_PLAYED: Final = re.compile(
    r"\b(?:role-?play|pretend|let'?s (?:practi[cs]e|play)|practi[cs]e (?:my|your|for|an?) |mock interview|interview (?:questions?|practice)|quiz|trivia|imagine|your character|my character|in character)\b",
    re.IGNORECASE,
)
"""What makes the questions behind it those of a play."""
_PREFERS: Final = re.compile(
    r"do you (?:usually |generally |normally )?(?:prefer|like better) (?P<a>[\w' -]{2,30}?),? or (?P<b>[\w' -]{2,30}?)\s*\?", re.IGNORECASE
)  # fmt: skip
_FOR_NOW: Final = re.compile(
    r"\d|\b(?:this|that|these|those|it|for|the|me|i|mon|tues|wednes|thurs|fri|satur|sun|today|tomorrow|tonight|week\w*|morning|afternoon|evening|now|later|first|second|both|either|option)",
    re.IGNORECASE,
)
"""What is chosen for the matter at hand."""
_MANY: Final = re.compile(
    r"(?:lots?|a lot|loads|many|most|some|a few|a couple|several|half|one|two|three|\d+) (?:of |vegan|vegetarian)",
    re.IGNORECASE,
)
"""Others who eat otherwise: "lots of vegetarians"."""
_SINCE: Final = frozenset(
    {"lives_in", "works_at", "occupation", "studies", "studies_at", "relationship_status"}
)
"""Predicates whose answer tells since when; a date beside what is liked is that of the thing: "pop from the 80s"."""
_NO_PLACE: Final = re.compile(
    r"(?!(?:Reading|Barking|Dorking|Worthing|Kettering|Epping)\b)(?i:\w+(?:ing|ed))"
)
_OWNER: Final = re.compile(r"['’]s?\b")
_LISTS: Final = frozenset({"likes", "allergic_to", "speaks", "pet", "activity", "uses", "health"})
_MOST_ITEMS: Final = 8
_NOTHING: Final = re.compile("")
_JOINT: Final = re.compile(
    r",\s*(?:and\s+|or\s+)?(?:also\s+|maybe\s+)?|\s+(?:(?<!rock )(?<!drum )(?<!mac )(?<!rhythm )(?<!arts )and|&|plus)\s+", re.IGNORECASE
)  # fmt: skip
_MEASURE: Final = re.compile(
    r"(?:an?\s+)?(?:bit of\s+(?:an?\s+)?|little\s+(?:bit of\s+)?|lots? of\s+|some\s+|mostly\s+|mainly\s+|basic\s+)",
    re.IGNORECASE,
)
_LOOSE: Final = re.compile(
    r"\s+(?:obviously|mostly|mainly|usually|definitely|sometimes|really|especially|of course|all the way|i guess|i think|the most|the best|only|too|etc)\W*\Z", re.IGNORECASE
)  # fmt: skip
_AT: Final = re.compile(r"[^.;!?]{0,24}?\b(?:at|@)\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_LOW_NAME: Final = re.compile(r"[a-zà-öø-ÿ][a-zà-öø-ÿ'-]+(?: [a-zà-öø-ÿ][a-zà-öø-ÿ'-]+)?(?=\s*(?:[,.!]|$))")


def answers(turn: Turn, text: str, span: Span, context: Context) -> list[Found]:
    """Return what the sentence of *turn* that answers states, of the question that ends the turn before."""
    asked = context.before[-1] if context.before else None
    if asked is None or asked.speaker == turn.speaker or not _OPENED.fullmatch(text, 0, span[0]):
        return []
    question = _question(plain(asked.text))
    end = _segment_end(text, span)
    if not question or end - span[0] > _MOST_CHARS or text[end : end + 1] == "?":
        return []
    if any(_PLAYED.search(before.text[:2000]) for before in context.before):
        return []
    chosen = _preferred(text, (span[0], end), question)
    if chosen:
        return chosen
    for each in questions():
        hit = each.asks.search(question)
        if hit is not None and not (each.bare and _of_others(question, context)):
            return _answered(text, (span[0], end), each, span, hit.groupdict().get("k"))
    return []


def _question(asked: str) -> str:
    """Return the question that stands at the end of *asked*, or just before a last short remark."""
    at = asked.rfind("?")
    if at < 0 or len(asked) - at - 1 > _MOST_BEHIND:
        return ""
    question = re.split(r"(?<=[.!?])\s+", asked[max(0, at - 199) : at + 1])[-1]
    return "" if _SEVERAL.search(question) else question


def _of_others(question: str, context: Context) -> bool:
    """Return whether others are spoken of, whose allergies "Any allergies?" may mean."""
    if re.search(r"\byou(?:r)?\b", question, re.IGNORECASE) and not _OTHERS.search(question):
        return False
    return any(_OTHERS.search(plain(said)) for said in (question, *(b.text[-600:] for b in context.before[-5:])))  # fmt: skip


def _segment_end(text: str, span: Span) -> int:
    """Return where the first thing ends that a sentence says."""
    opener = _OPENER.match(text, *span)
    stop = _SEGMENT_END.search(text, opener.end() if opener else span[0], span[1])
    return stop.start() if stop is not None else span[1]


def _answered(text: str, part: Span, asked: Question, span: Span, key: str | None) -> list[Found]:
    opener = _OPENER.match(text, *part)
    start = opener.end() if opener else part[0]
    if asked.predicate == "relationship_status" and (denied := _DENYING.match(text, start, part[1])):
        start = denied.end()
    if asked.predicate == "children":
        start = part[0]
    if _DENIES.match(text, start, part[1]) or _SENTENCE.search(text, start, part[1]):
        return []
    spans = [each for each in _spans(text, start, part[1], asked) if _names(text, each, asked)]
    frame = Frame(reason="answer", predicate=asked.predicate, pattern=_OPENER, cut=asked.cut)
    found = [
        Found(
            frame=frame,
            object_span=each,
            clause=span if asked.predicate in _SINCE else each,
            key=key,
        )
        for each in spans
    ]
    return found + (_beside(text, spans[-1][1], span, asked) if spans and asked.beside else [])


def _spans(text: str, start: int, end: int, asked: Question) -> list[Span]:
    if asked.given is not None:
        given = asked.given.match(text, start, end)
        if given is None and asked.predicate in {"diet", "children"} and not _MANY.match(text, start, end):
            given = asked.given.search(text, start, end)
        return [given.span("o")] if given is not None else []
    if asked.predicate in _LISTS and (loose := _LOOSE.search(text, start, end)) is not None:
        end = loose.start()
    if asked.predicate in _LISTS and (asked.predicate != "likes" or "," in text[start:end]):
        listed = [
            each for item in _listed(text, start, end) for each in cut_objects(text, *item, asked.cut)[:1]
        ]
        named = _with_names(text, start, end, asked) if asked.predicate == "pet" else []
        return sorted([*named, *(each for each in listed if not overlaps(each, named))])
    spans = cut_objects(text, start, end, asked.cut)
    if asked.cut not in {"place", "name"}:
        return spans
    if spans:
        return [each for each in spans if not _OWNER.match(text, each[1], end)]
    known = place_at(text, start, end) if asked.cut == "place" else None
    low = _LOW_NAME.match(text, start, end)
    if low is not None and (known is None or known < low.end()):
        return [low.span()]
    return [(start, known)] if known is not None else []


def _with_names(text: str, start: int, end: int, asked: Question) -> list[Span]:
    """Return the animals of an answer with the names they are given: "two cats, Milo and Otis"."""
    at = _NOTHING.match(text, start, end)
    frame = Frame(
        reason="answer", predicate=asked.predicate, pattern=_NOTHING, cut=asked.cut, check=asked.check
    )
    return objects(text, at, end, frame) if at is not None else []


def _listed(text: str, start: int, end: int) -> list[Span]:
    """Return the items of a list, each without what leads it: "a bit of"."""
    items: list[Span] = []
    for stop in (*_JOINT.finditer(text, start, end), None):
        till = stop.start() if stop is not None else end
        led = _MEASURE.match(text, start, till)
        loose = _LOOSE.search(text, start, till)
        items.append((led.end() if led else start, loose.start() if loose else till))
        start = stop.end() if stop is not None else end
    return items[:_MOST_ITEMS]


def _names(text: str, span: Span, asked: Question) -> bool:
    """Return whether an object names something, and is what was asked for."""
    said = text[slice(*span)]
    listed = said.lower().split()
    if not listed or listed[0] in _NO_ANSWER:
        return False
    if asked.cut in {"place", "name"}:
        if asked.cut == "place" and _NO_PLACE.fullmatch(said.split()[0]) and not is_known_place(said.title()):
            return False
        if said == said.lower():
            said = said.title()
        if any(word in _NO_ANSWER for word in listed) and len(listed) < 3:
            return False
    return asked.check(said)


def _beside(text: str, at: int, span: Span, asked: Question) -> list[Found]:
    """Return where the work or the study is done: "a nurse, at St Mary's"."""
    behind = _AT.match(text, at, span[1])
    if behind is None:
        return []
    check = english.is_employer if asked.beside == "works_at" else english.is_named_school
    cut = "name" if text[behind.end() : behind.end() + 1].isupper() else "noun"
    frame = Frame(reason="answer", predicate=asked.beside, pattern=_OPENER, cut="noun")
    return [
        Found(frame=frame, object_span=each, clause=span)
        for each in cut_objects(text, behind.end(), span[1], "name" if cut == "name" else "noun")[:1]
        if check(text[slice(*each)])
    ]


def _preferred(text: str, part: Span, question: str) -> list[Found]:
    """Return which of two things was chosen: "aisle" after "Do you prefer window or aisle seats?"."""
    offered = _PREFERS.search(question)
    if offered is None or _FOR_NOW.search(offered["a"]) or _FOR_NOW.search(offered["b"]):
        return []
    said = text[slice(*part)].lower()
    hits = [
        (at, at + len(name))
        for name in (offered["a"].lower(), offered["b"].lower())
        if (at := said.find(name)) >= 0
    ]
    if len(hits) != 1 or re.search(r"\b(?:not|no|both|either|hate|than|over|neither)\b|n't\b", said):
        return []
    frame = Frame(reason="answer", predicate="prefers", pattern=_OPENER, cut="noun")
    return [Found(frame=frame, object_span=(part[0] + hits[0][0], part[0] + hits[0][1]), clause=part)]
