# ruff: noqa: E501 - a pattern is read as one line
"""Reading one English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ....cube._parts import Polarity
from ..._candidate import Context, Tense
from ..._sentences import Span
from .._clauses import Clause, admits, boundaries, clauses, verb_phrase
from .._frames import Found, Frame
from .._gate import overlaps
from .._objects import cut_objects
from . import _checks as english
from . import _own as own
from . import _words as words
from ._ends import ends, gone
from ._refusals import misplaced, refused
from ._table import by_first
from ._turned import turned

_ASKS: Final = re.compile(
    r"(?:^|[,;:—-]\s*|\b(?:and|but|so|or|also)\s+)(?:(?:so|and|but|or|also|well|hey|ok|okay|btw|please|oh|then)[, ]+)*(?:can|could|would|will|do|does|did|is|are|was|were|am|"
    r"should|shall|have|has|may|might|what|which|who|whom|whose|where|when|why|how|any|isn't|aren't|don't|doesn't|didn't|won't|can't|got any|"
    r"know any|you (?:know|think|got|like|have)|right|huh|yeah|eh|ok|okay|thoughts|ideas|anyone|wanna|care to|guess|tell me|remember)\b",
    re.IGNORECASE,
)
_WONDERS: Final = re.compile(
    r"\b(?:i was wondering|i'm wondering|i wonder|wondering (?:if|whether))\b", re.IGNORECASE
)
_GIVEN: Final = re.compile(
    r"\b(?:considering|given that|since|seeing as|seeing that|because|as|now that)\s+(?=(?:i|i'm|i've|we)\b)",
    re.IGNORECASE,
)
_REFUSED: Final = re.compile(
    r"^(?:if (?!you must know|it helps|that helps|i'm honest|that's relevant|it matters|you're wondering)|suppose|supposing|imagine|what if|were i|had i|let's say|say i|pretend|assume|assuming|hypothetically|in (?:a |my |another )?(?:dream|parallel|alternate|another life))\b"
    r"|\bin another life\b|\bi could see myself\b|\bquote unquote\b|\bmy character\b|\bin (?:the|this|my) (?:play|scene|movie|story|novel|game|dream)\b|\bin this scenario\b",
    re.IGNORECASE,
)
_ELIDED: Final = frozenset(
    ["moved", "joined", "started", "switched", "bought", "adopted", "got", "quit", "left", "sold", "been", "turned", "living", "working", "studying", "learning", "using", "majoring", "landed", "residing", "renting", "teaching", "loving", "love", "hate", "married", "single", "divorced", "engaged", "vegan", "vegetarian", "pescatarian", "allergic", "lost", "born", "grew", "gave", "stopped", "graduated", "signed", "took", "based", "originally", "enrolled", "diagnosed", "currently", "retired", "dropped", "ordered", "volunteering", "live", "speak", "own", "prefer", "fluent", "member", "dad", "mum", "mom", "mother", "father", "proud", "work", "have", "play"]
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
}
_ANYMORE: Final = re.compile(r"\b(?:any ?more|any longer|these days|nowadays)\b", re.IGNORECASE)
_LATER: Final = re.compile(
    r"\b(?:when i was|as a (?:kid|child|teen|teenager|boy|girl|student)|back in (?:the|my)|years ago|in my (?:teens|twenties|thirties|forties|childhood|youth)|growing up|in (?:high|primary|middle|elementary) school|in college|in the (?:nineties|eighties|seventies|sixties|90s|80s|70s))\b",
    re.IGNORECASE,
)
_OTHER_SUBJECT: Final = re.compile(
    r"\b(?:he|she|they|it|you|who|that|which|he's|she's|they're|you're|people|everyone|someone|my \w+)\b",
    re.IGNORECASE,
)
_SUBORDINATE: Final = re.compile(
    r"\b(?:instead of|rather than|without|such as|including|how to|how)\b", re.IGNORECASE
)
_NOUN_ING: Final = re.compile(r"\w\s+(?:[\w-]+\s+)+\w+ing\s*\Z")
_PERFECTS: Final = frozenset({"have lived in", "have worked at", "have worked as"})
_LASTING: Final = re.compile(
    r"\b(?:for|since|all my life|always|now|my whole life|these|years|months|ever)\b", re.IGNORECASE
)
_CUES: Final = (
    "my", "our ", "me ", "call", "favo", "fav ", "always", "never", "from now", "goal", "home", "dream", "please", "every time", "future", "emoji", "units", "bullet",
    "years old", "being ", " here", " today", ":", "what i", "fan of", "nothing beats", "by trade", "profession", " i like", "name", "one day", "some day", "someday",
)  # fmt: skip
_TURNS: Final = re.compile(r"\w (?:i|i'm|i've|we|my)\b", re.IGNORECASE)
_MARKS: Final = re.compile(r"[\s\"(*]*")
_MINE: Final = re.compile(r"\b(?:my|favou?rite|home|calls?|always|never)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z-]+")
_LETTERS: Final = re.compile(r"[A-Za-z]+")
_AND: Final = re.compile(r"(?:,\s*(?:and|but|then)?|\s+(?:and|but|or|then))\s+(?=[a-z])")
_WHOLE: Final = frozenset({"owns", "pet", "uses", "member_of", "works_at"})
"""Predicates whose object means another thing where its last noun is cut off."""
_AFTER_NOUN: Final = re.compile(
    r"(?:and|or|but|so|as|to|of|for|with|in|on|at|by|from|than|that|who|which|named|called|too|again|back|now|[A-Z]\w*|\w+(?:ed|ly)|all|my|the|a|an|this|these|last|next|it|is|are|if|when|because|half|every|each|forever|always|long|recently|years?|just|twice|once|full|part)\b"
)
_CLAUSE_END: Final = re.compile(
    r"[;:!?()]| - |,\s+(?:and|but|so|which|who)?\s*(?:i|i'm|i've|it|he|she|we|they|my|the)\b|\s(?:but|so|and)\s+(?:i|it|he|she|we|they|my|the|now)\b",
    re.IGNORECASE,
)
_MOST_DROPPED: Final = 4
_HABIT: Final = re.compile(r"\b(?:usually|often|normally|typically|regularly|generally)\b", re.IGNORECASE)
_TENSES: Final[dict[str, Tense]] = {
    "was": "past",
    "had": "past",
    "used": "past",
    "will": "future",
    "willbe": "future",
}


def read(text: str, span: Span, closed: list[Span], context: Context) -> list[Found]:
    """Return what a sentence states."""
    said = text[slice(*span)]
    if _REFUSED.search(said):
        return []
    limit = _statement_end(text, span)
    open_ = [(limit, span[1])] if limit < span[1] else []
    spans = _statements(text, span, limit)
    found: list[Found] = []
    for part in spans:
        found += _clause_frames(text, span, part, closed, context)
        found += _own_frames(text, span, part, closed)
    if not open_:
        found += gone(text, span, context.known)
        if not found and _TURNS.search(said):
            found += _turned_back(text, span, closed)
    return _without_doubles([_without_no(text, each) for each in found])


def _without_no(text: str, found: Found) -> Found:
    """Return a finding whose object "no" denies as denied: "no children"."""
    start, end = found.object_span
    if found.frame.predicate != "children" or text[start : start + 3].lower() != "no ":
        return found
    return replace(found, object_span=(start + 3, end), polarity="negated")


def _turned_back(text: str, span: Span, closed: list[Span]) -> list[Found]:
    """Return what a sentence states that begins with its object."""
    found: list[Found] = []
    for usual, place in turned(text, span):
        whole = (0, len(usual))
        stated = [
            each
            for clause in clauses(usual, whole, boundaries(usual, whole))
            for each in matched(usual, clause, len(usual))
        ]
        stated += _own_frames(usual, whole, whole, [])
        for each in stated:
            at = text.find(usual[slice(*each.object_span)], *place)
            if at >= 0 and not overlaps((at, at + 1), closed):
                found.append(
                    replace(
                        each, object_span=(at, at + each.object_span[1] - each.object_span[0]), clause=span
                    )
                )
    return found


def _statement_end(text: str, span: Span) -> int:
    """Return where a sentence begins to ask."""
    said = text[slice(*span)]
    wonders = _WONDERS.search(said)
    end = span[1]
    if wonders is not None:
        end = span[0] + wonders.start()
    if said.rstrip("\"')*_ ").endswith("?") or "?" in said[-4:]:
        hits = list(_ASKS.finditer(said))
        if not hits:
            return span[0]
        end = min(end, span[0] + hits[0].start())
    return end


def _statements(text: str, span: Span, limit: int) -> list[Span]:
    """Return the parts of a sentence that may state something: what comes before it asks, and grounds given for asking."""
    parts = [(span[0], limit)] if limit > span[0] else []
    if limit < span[1]:
        given = _GIVEN.search(text, limit, span[1])
        if given is not None and not re.match(
            r"(?:what|why|how|when)\b[^,]*\bif\b", text[limit : span[1]], re.IGNORECASE
        ):
            end = text.find(",", given.end(), span[1])
            asked = span[1] - 1 if text[span[1] - 1] == "?" else span[1]
            parts.append((given.end(), end if end > 0 else asked))
    return parts


def _clause_frames(text: str, span: Span, part: Span, closed: list[Span], context: Context) -> list[Found]:
    found: list[Found] = []
    for clause in _all_clauses(text, span, part):
        if overlaps((clause.verb, clause.verb + 1), closed):
            continue
        ended = list(ends(text, clause, part[1], context.known))
        found += ended or matched(text, clause, part[1])
        if ended and ended[0].frame.reason.startswith("switched"):
            found += matched(text, clause, part[1])
    return found


def _all_clauses(text: str, span: Span, part: Span) -> Iterator[Clause]:
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
    if low in {"been"}:
        clause = verb_phrase(text, part[0], word.end(), word.end(), part[1])
        return Clause(part[0], clause.verb, "been", clause.denied, clause.over, clause.sure)
    if low.endswith("ing") and re.search(
        r"\b(?:is|was|are|were|has|made|makes|gives?|helps?|helped|taught|feels|felt|can|keeps|brings|always|would|will)\b",
        re.split(r"[,;.!?]", text[word.end() : part[1]])[0],
    ):
        return None
    if low in {"love", "hate", "live"} and text[part[0] : part[1]].rstrip()[-1:] == "?":
        return None
    aux = (
        ""
        if low.endswith("ed")
        or low
        in {"bought", "got", "quit", "left", "sold", "lost", "grew", "gave", "took", "love", "hate", "live"}
        else "be"
    )
    if low in _BASE_FORMS:
        return (
            Clause(part[0], word.start(), "") if _BASE_FORMS[low].match(text, word.end(), part[1]) else None
        )
    if low in {
        "dad",
        "mum",
        "mom",
        "mother",
        "father",
        "proud",
        "fluent",
        "member",
        "allergic",
        "vegan",
        "vegetarian",
        "pescatarian",
        "single",
    }:
        return Clause(part[0], word.start(), "be")
    aux = (
        "be"
        if low in {"married", "divorced", "engaged", "based", "enrolled", "retired"}
        else "was"
        if low in {"born", "diagnosed"}
        else aux
    )
    return Clause(part[0], word.start(), aux)


def _dependent(text: str, clause: Clause, joint: re.Match[str]) -> bool:
    """Return whether what stands behind "and" goes on with something else than the clause's own verb."""
    before = text[clause.verb : joint.start()]
    return bool(
        (clause.denied and "or" in joint[0])
        or _OTHER_SUBJECT.search(before)
        or _SUBORDINATE.search(before)
        or _NOUN_ING.search(before)
    )


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
        aux = following.aux
        low = word[0].lower()
        if low == "like" and not re.match(r",?\s*(?:and|but)", joint[0]):
            continue
        if low.endswith("ing") and _opening(text, clause, end) in words.NO_ACTIVITY:
            continue
        if not aux and word[0].lower().endswith("ing") and clause.aux in {"be", "been"}:
            aux = clause.aux
        elif not aux and clause.aux in {"have", "had", "used", "will", "would", "was"}:
            aux = clause.aux if clause.aux != "was" or word[0].lower() in {"a", "an"} else ""
        elif not aux and word[0].lower() in {"a", "an", "the"} and clause.aux == "be":
            aux = "be"
        elif (
            not aux
            and word[0].lower() not in by_first()
            and word[0].lower()
            not in {"quit", "left", "sold", "gave", "stopped", "dropped", "resigned", "got", "lost"}
        ):
            if clause.aux not in {"be", "been"} or word[0].lower() not in {
                "single",
                "married",
                "divorced",
                "vegan",
                "vegetarian",
                "allergic",
                "from",
            }:
                continue
            aux = clause.aux
        yield Clause(
            joint.end(),
            following.verb,
            aux,
            following.denied,
            following.over,
            following.sure and clause.sure,
            clause.plural,
        )


def _opening(text: str, clause: Clause, end: int) -> str:
    word = _WORD.match(text, clause.verb, end)
    return word[0].lower() if word else ""


def matched(text: str, clause: Clause, end: int) -> list[Found]:
    """Return what the frames find in a clause: of each predicate what the first frame finds."""
    word = _LETTERS.match(text, clause.verb, end)
    low = word[0].lower() if word else ""
    index = by_first()
    found: list[Found] = []
    taken: set[str] = set()
    for frame in (*index.get(low, ()), *index.get("", ())):
        if frame.predicate in taken or clause.aux not in frame.aux:
            continue
        if frame.reason == "usually do" and not _HABIT.search(text, clause.start, clause.verb):
            continue
        if (
            frame.reason == "always wanted to"
            and not clause.aux
            and "always" not in text[clause.start : clause.verb].lower()
        ):
            continue
        if frame.reason == "interested in" and not re.search(
            r"\b(?:mostly|mainly|always|deeply)\b", text[clause.start : clause.verb], re.IGNORECASE
        ):
            continue
        if frame.reason.startswith("have never") and not clause.denied:
            continue
        hits = _frame_in(text, clause, end, frame)
        hits = [each for each in hits if not refused(text, clause, end, each)]
        if hits:
            taken.add(frame.predicate)
            found += hits
    return found


def _frame_in(text: str, clause: Clause, end: int, frame: Frame) -> list[Found]:
    hit = frame.pattern.match(text, clause.verb, end)
    if hit is None or (clause.denied and not frame.deny):
        return []
    groups = hit.groupdict()
    tense: Tense = frame.tense
    if frame.tense == "present" and not frame.event:
        tense = _TENSES.get(clause.aux, "present")
        if frame.predicate in {"born_in", "birthday", "comes_from"} or frame.reason in {
            "diagnosed with",
            "was given",
        }:
            tense = "present"
    if groups.get("past") is not None or (
        frame.reason in _PERFECTS and not _LASTING.search(text, clause.verb, end)
    ):
        tense = "past"
    over = clause.over or (clause.denied and bool(_ANYMORE.search(text, clause.verb, end)))
    if clause.aux == "did" and clause.denied:
        return []
    if (
        tense == "future"
        and frame.tense != "future"
        and not frame.dated
        and frame.predicate not in {"lives_in", "works_at", "studies_at"}
    ):
        return []
    if clause.aux == "used" and clause.denied:
        return []
    spans = _objects(text, hit, end, frame)
    if over and frame.deny:
        tense = "past"
    act = "end" if over else frame.act
    if frame.reason == "can't stand" and not clause.denied and not over:
        return []
    polarity = _polarity(frame, hit, flipped=clause.denied and not over)
    return [
        Found(frame=frame, object_span=each, clause=(clause.start, _clause_end(text, each[1], end)), key=frame.key, tense=tense,
              polarity="negated" if _is_none(text, each, frame) else polarity, act=act, sure=clause.sure)
        for each in spans
    ]  # fmt: skip


def _polarity(frame: Frame, hit: re.Match[str], *, flipped: bool) -> Polarity:
    """Return whether a frame affirms; a few deny, or affirm, whatever "not" stands before them."""
    if frame.reason == "can't stand":
        return "negated"
    if frame.reason == "can't have it, allergic":
        return "affirmed"
    if not flipped or (frame.reason == "live for" and hit[0].lower().startswith("get enough")):
        return frame.polarity
    return "negated" if frame.polarity == "affirmed" else "affirmed"


def _is_none(text: str, span: Span, frame: Frame) -> bool:
    """Return whether "no" before an object denies it: "I have no car"."""
    return (
        frame.predicate in {"owns", "pet", "speaks", "allergic_to", "nationality", "diet", "health"}
        and text[max(0, span[0] - 3) : span[0]].lower() == "no "
    )


def _clause_end(text: str, at: int, end: int) -> int:
    stop = _CLAUSE_END.search(text, at, end)
    return stop.start() if stop else end


def _objects(text: str, hit: re.Match[str], end: int, frame: Frame) -> list[Span]:
    """Return the objects of a frame that pass its check."""
    given = hit.span("o") if "o" in hit.re.groupindex and hit.span("o")[0] >= 0 else None
    if frame.cut == "given" and given is not None:
        spans = [given]
    else:
        if (
            given is not None
            and given[0] >= 0
            and frame.cut == "deed"
            and frame.reason
            in {
                "lessons",
                "do regularly",
                "a habit",
                "started doing",
                "have been doing",
                "usually do",
                "always answer",
                "from now on",
                "standing request",
                "go doing",
            }
        ):
            start = hit.start() if frame.reason in {"lessons", "do regularly", "a habit"} else given[0]
        else:
            start = given[0] if given is not None and frame.cut == "deed" else hit.end()
        spans = cut_objects(text, start, end, frame.cut)
    return [fitting for each in spans if (fitting := _fitting(text, each, frame)) is not None]


def _fitting(text: str, span: Span, frame: Frame) -> Span | None:
    """Return as much of an object, from its beginning, as its frame takes: "a proofreader and proud of it" is a trade."""
    start, end = span
    if frame.check is None or frame.check(text[start:end]):
        return span
    if frame.cut != "noun":
        return None
    for _ in range(_MOST_DROPPED):
        cut = text.rfind(" ", start, end)
        if cut <= start:
            return None
        end = cut
        kept = text[start:end].rstrip(" ,")
        if frame.check(kept):
            return (start, start + len(kept)) if _ends_there(text, start + len(kept), frame) else None
    return None


def _ends_there(text: str, end: int, frame: Frame) -> bool:
    """Return whether a noun ends where it was cut, and is no part of a longer one: "a new dog" of "a new dog bed"."""
    if frame.predicate not in _WHOLE:
        return True
    if frame.predicate == "works_at" and re.match(r" [A-Z]", text[end:]):
        return False
    return re.match(r" (?=[A-Za-z])", text[end:]) is None or _AFTER_NOUN.match(text, end + 1) is not None


def _own_frames(text: str, span: Span, part: Span, closed: list[Span]) -> list[Found]:
    """Return what the frames find whose subject is something of the speaker's."""
    found: list[Found] = []
    cuts = boundaries(text, span)
    low = text[slice(*part)].lower()
    asked = any(cue in low for cue in _CUES)
    if asked or part[0] == span[0]:
        for start in sorted({span[0], *(end for _, end in cuts)}) if asked else [span[0]]:
            if not part[0] <= start < part[1] or overlaps((start, start + 1), closed):
                continue
            found += _starting(text, span, part, start)
    if (
        "my " in low
        or "our " in low
        or " me" in low
        or "as a" in low
        or "being a" in low
        or " i use" in low
        or " i " in low
        or "year-old" in low
        or "children" in low
        or "kids" in low
    ):
        for frame in own.anywhere():
            if frame.cue not in low:
                continue
            for hit in frame.pattern.finditer(text, *part):
                found += _owned(text, hit, span, part, frame)
    greeted = own.GREETED.match(text, *part)
    if greeted is not None:
        found += _greeting(text, greeted, part)
    return found


def _starting(text: str, span: Span, part: Span, start: int) -> list[Found]:
    lead = _MARKS.match(text, start, part[1])
    at = lead.end() if lead else start
    places = [at]
    mine = _MINE.search(text, at, part[1])
    if (
        mine is not None
        and mine.start() > at
        and not text[at : mine.start()].rstrip().lower().endswith(" of")
    ):
        places.append(mine.start())
    low = text[slice(*part)].lower()
    admitted = {place: admits(text, span, start, place) for place in places}
    for frame in own.starting():
        if frame.cue not in low:
            continue
        for place in places:
            hit = frame.pattern.match(text, place, part[1]) if admitted[place] else None
            found = _owned(text, hit, span, part, frame) if hit is not None else []
            if found:
                return found
    return []


def _owned(text: str, hit: re.Match[str], span: Span, part: Span, frame: Frame) -> list[Found]:
    key = hit.groupdict().get("k")
    if key:
        key = key.strip().lower()
    spans = _objects(text, hit, part[1], frame)
    before = text[max(span[0], hit.start() - 40) : hit.start()]
    if re.search(
        r"\b(?:if|would|whether|imagine|suppose|maybe|perhaps|possibly|might)\b[^,;]*\Z",
        before,
        re.IGNORECASE,
    ):
        return []
    if _misread(text, hit, span, frame):
        return []
    denied = (
        bool(
            re.search(
                r"\bnot\b|n't\b",
                text[hit.start() : hit.end()] + text[hit.end() : hit.end() + 4],
                re.IGNORECASE,
            )
        )
        and frame.predicate != "instruction"
        and frame.reason not in _CORRECTED
    )
    tense: Tense = (
        "past"
        if re.search(r"\bwas\b", hit[0])
        and frame.predicate in {"favorite", "works_at", "occupation", "lives_in", "goal"}
        else "present"
    )
    polarity = "negated" if denied else frame.polarity
    made = [
        Found(frame=frame, object_span=each, clause=span, key=key, tense=tense, polarity=polarity)
        for each in spans
    ]
    return [each for each in made if not misplaced(text, span[0], part[1], each)]


_CORRECTED: Final = frozenset({"any more, it's", "not that name"})
"""Frames that say first what is not so, then what is."""
_LEADS_IN: Final = re.compile(
    r"\W*(?:(?:and|so|but|also|oh|ok|okay|hey|btw|then|thanks|thank you|yes|no|yeah|actually)\W+)*",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\b(?:they|he|she|it|these|those|which|who|people)\b", re.IGNORECASE)


def _misread(text: str, hit: re.Match[str], span: Span, frame: Frame) -> bool:
    """Return whether another is spoken of: "they always remind me", or a brand: "my Sweet Baby Ray's"."""
    if frame.predicate == "instruction":
        told = not frame.reason.startswith("asked") or _LEADS_IN.fullmatch(text, span[0], hit.start())
        return not told or bool(_OTHERS.search(text, span[0], hit.start()))
    return frame.predicate in {"relative", "partner"} and bool(
        re.match(r"(?:my|our)\s+(?-i:[A-Z]\w+)\s", hit[0], re.IGNORECASE)
        and re.match(r"\w+\s+(?:\w+\s+)", text[hit.start() : hit.start("k")])
    )


_NAME_FRAME: Final = Frame(
    reason="greeting", predicate="name", pattern=own.GREETED, cut="name", check=english.is_name
)


def _greeting(text: str, hit: re.Match[str], part: Span) -> list[Found]:
    spans = [
        each for each in cut_objects(text, hit.end(), part[1], "name") if english.is_name(text[slice(*each)])
    ]
    if not spans:
        return []
    after = text[spans[0][1] : part[1]]
    hailed = not re.match(r"(?:i'm|i am|im|this|it)", hit[0], re.IGNORECASE)
    met = re.match(
        r"\s*(?:[.!]?\s*$|,?\s*(?:and|nice to|pleased|good to|by the way|btw|here|new here)\b|,)",
        after,
        re.IGNORECASE,
    )
    if met is None or not (
        hailed or re.search(r"nice to meet|pleased to meet|new here", after, re.IGNORECASE)
    ):
        return []
    return [Found(frame=_NAME_FRAME, object_span=spans[0], clause=part)]


def _without_doubles(found: list[Found]) -> list[Found]:
    """Return what was found without weaker readings of the same words."""
    kept: list[Found] = []
    order = {"end": 0}
    for each in sorted(
        found,
        key=lambda one: (order.get(one.act, 1), _WEAK.get(one.frame.predicate, 0), -one.frame.certainty),
    ):
        same = [
            one
            for one in kept
            if one.object_span[0] < each.object_span[1] and each.object_span[0] < one.object_span[1]
        ]
        if any(one.frame.predicate == each.frame.predicate or _stronger(one, each) for one in same):
            continue
        kept.append(each)
    return kept


_WEAK: Final = {"activity": 1, "owns": 1}
"""Predicates that give way where another reads the same words."""


def _stronger(one: Found, other: Found) -> bool:
    """Return whether what is held already makes another reading of its words unlikely."""
    pair = {one.frame.predicate, other.frame.predicate}
    return pair in ({"pet", "owns"}, {"diet", "likes"}, {"diet", "activity"}, {"occupation", "studies_at"}, {"uses", "diet"}, {"goal", "activity"},
                    {"speaks", "activity"}, {"studies", "speaks"}, {"member_of", "activity"}, {"studies", "activity"}, {"works_at", "member_of"},
                    {"likes", "favorite"}, {"likes", "prefers"}, {"allergic_to", "health"}, {"occupation", "studies"}, {"works_at", "activity"}, {"studies_at", "activity"}, {"occupation", "activity"},
                    {"uses", "activity"}, {"prefers", "activity"}, {"health", "activity"}, {"goal", "studies"}, {"partner", "works_at"}, {"uses", "works_at"},
                    {"uses", "lives_in"}, {"works_at", "lives_in"}, {"studies_at", "works_at"}, {"diet", "allergic_to"}, {"likes", "prefers"})  # fmt: skip
