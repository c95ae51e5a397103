# ruff: noqa: E501 - a pattern is read as one line
"""
What a turn says of earlier ones: corrections ("sorry, I meant Segovia") and retractions ("forget that I said …").

Which fact is meant is found among what the speaker said before, in this turn or in those of the context, and among the
facts that are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...cube import value_key
from .._candidate import Candidate, Context, Known
from .._sentences import Span, sentences
from .._turn import Turn
from ._clauses import verb_phrase
from ._gate import documents
from ._objects import cut_objects
from ._of_known import of_known
from ._plain_back import plain_taken_back
from ._said import Extract, Make, Said, as_correction, fitting, named_in, said_by_another, same, spoken_before
from ._slots import slot_taken_back
from ._spelled import respelled
from ._values import may_be, value_at
from .english._over import endings

_MARK: Final = (
    r"(?<!\w)(?:(?:so |oh |ah |lol,? |haha,? |um+,? |hm+,? |and |but )*(?:sorry|oops|whoops|wait|no wait|hold on|typo|correction|my bad|my mistake|autocorrect\w*|edit|"
    r"ugh|argh|careful|no|scratch that|actually|to be exact|i misspoke(?: earlier)?|misspoke|slip of the (?:tongue|pen|keyboard)|i got (?:that|it|this) wrong|i was wrong|got that wrong|let me correct (?:myself|that)|spelled wrong|sorry sorry)\b)"
)
_MEANT: Final = re.compile(
    rf"(?:\b(?:i|but i)\s+(?:actually\s+|really\s+)?meant|(?:^|[.!?]\s+|{_MARK}[\s,.!:-]*)(?:i\s+)?(?:meant|mean))(?:\s+to\s+(?:say|write|type))?[:,]?\s+(?:it's\s+|is\s+)?(?:the\s+)?(?=[\w\"'])",
    re.IGNORECASE,
)
_ITS: Final = re.compile(
    rf"(?:{_MARK}[\s,.!:—-]*)+(?:that was a typo[,.]?\s*)?(?:it's|it is|its|that's|it should be|should be|her name is|his name is)\s+(?:actually\s+|really\s+|the\s+)*(?=\w)"
    r"|\bit(?:'s| is)\s+actually\s+(?:the\s+)?|\b(?:i )?(?:should have|should've) said\s+|\btypo[!.,:\s]+(?=[a-z])",
    re.IGNORECASE,
)
_RATHER: Final = re.compile(
    r"^\*\s?(?=\w)|(?:^|[.!,;]\s*)(?:correction|erratum|typo|spelled wrong|misspelled|i misspoke(?: earlier)?|slip of the \w+|let me correct (?:myself|that)|i stand corrected|to correct myself)\s*[:,.!-]\s*"
    r"(?:(?:it's|it is|make that)\s+)?(?=\w)|^(?:(?:oops|sorry|no|wait|actually|um|uh|oh),?\s+)*(?:make (?:that|it)|or rather|rather,|change that to|read)\s+(?=\w)"
    r"|^(?:(?:oops|sorry|no|wait|actually|um|uh|oh),?\s+)*(?:(?:it|that|this)\s+)?(?:should|ought to|was supposed to|was meant to|must)\s+(?:be|read|say|have been|have read|have said)\s+(?=\w)",
    re.IGNORECASE,
)
"""What says on its own that the last thing told was wrong; the right object follows."""

_OBJECT: Final = r"(?:an?\s+|the\s+)?(?P<{}>[\w][\w'&./ -]{{0,40}}?)"
_X: Final = _OBJECT.format("x")
_Y: Final = _OBJECT.format("y")
_STOP: Final = r"(?=\s*(?:[.,;:!?]|$)|\s+(?:not|but|and|since|because|always)\b)"
_RIGHT_AND_WRONG: Final = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        rf"\bi\s+(?:said|wrote|typed|put|told you|called (?:it|myself|him|her))\s+{_Y}[,;]?\s+(?:but\s+)?(?:it's|it is|its|i meant|i mean|i'm(?: actually)?|the right (?:word|name|one|answer|term) is|it should be|it should have been|read)\s+(?:actually\s+|really\s+)?{_X}{_STOP}",
        rf"^(?:(?:it's|its|it is|i'm|i meant?|her name is|his name is|sorry|no|oops),?\s+)*(?!(?:i|we)\s){_X}(?:\s+(?:i'm|i am|that i'm|is what)\s[^.,;!?]*)?,\s+(?:and\s+)?not\s+{_Y}(?=\s*[.,;!]|$)",
        rf"^(?:(?:no|nope|sorry|oops|wait|actually),?\s+)*not\s+{_Y},\s+(?:sorry,\s+)?(?:it's\s+)?(?!\w+ly\b|(?:my|our|his|her|but|and|so|though|sorry|thanks|please|yet|lol|unfortunately|because)\b){_X}(?=\s*[.!]?\s*$)",
        rf"^(?:(?:it's|its|it is|i'm|sorry|no|oops),?\s+)*not\s+{_Y},?\s+but\s+(?:rather\s+)?{_X}{_STOP}",
        rf"^{_Y}\s+(?:should|ought to|was supposed to|was meant to)\s+(?:be|read|say|have been|have read)\s+{_X}{_STOP}",
        rf"^{_Y}\s+(?:was|is)\s+(?:wrong|a typo|a slip|a mistake|my mistake|incorrect)[,;:.-]*\s+(?:it's|i meant|the right \w+ is|it should be)\s+{_X}{_STOP}",
    )
)
"""What names both the wrong object and the right one."""

_BARE_NUMBER: Final = re.compile(
    r"^(?:(?:no|oh|oops|whoops|sorry|wait|typo|correction|argh|ugh|edit|my bad),?\s*[,:!.-]*\s+)+(?:a typo,?\s+|typo[,:]\s+)?(?:on\s+)?(?P<x>(?:the\s+)?(?:[a-z]{3,9}\.?\s+)?\d{1,4}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?[a-z]{3,9})?(?:,?\s+\d{4})?)\s*[.!]*$",
    re.IGNORECASE,
)
"""A number or day alone, behind a word of apology."""

_NOT_WRONG: Final = re.compile(
    r"\b(?:now|these days|nowadays|any ?more|any longer|since|today|tonight|this (?:week|weekend|month|year|time)|yesterday|just for)\b",
    re.IGNORECASE,
)
"""With these it is a change, or for a while, and no correction."""

_NO_SLOT: Final = frozenset({"likes", "prefers", "uses", "activity", "instruction", "goal"})

_MARKED: Final = re.compile(
    rf"(?:^|[.!?,]\s*){_MARK}(?!\s+(?:for|about|to|that|if|i'm late|worries|problem|idea|way|one|thanks|more|longer))[\s,.!:—]|\b(?:misspelled|mixed (?:it|them|those two) up|mix up|"
    r"got (?:it|the \w+|that) wrong|i was wrong|my mistake|typo|autocorrect|reversed the digits|i'm actually|please fix that)\b",
    re.IGNORECASE,
)
_SAID_WRONG: Final = re.compile(
    r"\b(?:meant|typo|wrong|autocorrect\w*|misspel\w+|misspoke|(?<!\bno )mistake|my bad|correction|reversed|mix(?:ed)? up|mixed (?:it|them|those))\b",
    re.IGNORECASE,
)
_FORGET: Final = re.compile(
    r"\b(?:forget|ignore|disregard|scratch|delete|strike|erase|remove|never ?mind|unsay|drop)\s+(?:(?:about|that|what|everything|the|thing|part|bit|it|all|my|whatever|where|when|of|on|this|please|anything|from|your|notes?|memory|record|fact)\s+)*"
    r"(?:(?:i|we)(?:'ve| had| have)?\s+(?:just\s+|ever\s+)?(?:said|told you|mentioned|wrote|told u|claimed|shared)(?:\s+(?:about|that|on|of))?\s*)?(?:wanting to\s+|being\s+)?"
    r"|\bi take (?:that|it|this) back\b|\bscratch that\b|\bstrike that\b",
    re.IGNORECASE,
)
_FORGET_SURE: Final = re.compile(
    r"\b(?:i|we)(?:'ve| had| have)?\s+(?:just\s+|ever\s+)?(?:said|told|mentioned|wrote|claimed|shared)\b|\btake (?:that|it|this) back\b|\b(?:scratch|strike) that(?! (?:last|first|next|other|old|new|[\w-]+ from)\b)"
    r"|\bforget (?:about )?(?:the (?:thing|part|bit) (?:about|with|on)|my)\b",
    re.IGNORECASE,
)
_DOUBT: Final = re.compile(
    r"\b(?:is|are|was)\s+(?:no longer|not(?: so| that| yet)?)\s+(?:certain|sure|real|definite|settled|confirmed|true)\b|\b(?:isn't|aren't|wasn't)\s+(?:certain|sure|real|definite|settled|confirmed|true)\b(?! if\b)|"
    r"\bi'm (?:not|no longer) (?:so )?(?:certain|sure) (?:that )?(?:i|we)\b(?! (?:can|could|should|would|will|need|understand|want|have (?:the|enough)))|\bnot so sure about [^.,;]{1,30} (?:any (?:longer|more)|anymore)\b|\bup in the air\b|\b(?:isn't|is not|wasn't) (?:certain|real|true|sure)\b|"
    r"\bturns out (?:that )?(?:that )?(?:isn't|wasn't|is not|was not) (?:true|so|right)\b|\bthat (?:wasn't|isn't|was not|is not) (?:true|right|so)\b|\btake (?:it|that) off\b",
    re.IGNORECASE,
)
_IMPERATIVE: Final = re.compile(
    r"^(?:(?:please|just|ok|okay|actually|sorry|and|so|oh|no|wait|can you|could you|would you|you can),?\s+)*(?:forget|ignore|disregard|scratch|strike|delete|erase|remove|unsay|wipe|drop|take (?:out|off|back)|leave out|never ?mind (?=what|about|that|everything))\b",
    re.IGNORECASE,
)
_DOUBT_MORE: Final = re.compile(
    r"\b(?:isn't|is not|aren't) (?:actually |really |even )?mine\b(?! (?:yet|any ?more|any longer|alone))|\bdon't (?:hold me to|count on|quote me on|rely on|take [^.,;]{1,30} seriously)\b|\b(?:i|we)\s+(?:just\s+|simply\s+|only\s+)?(?:made (?:[\w']+ ){1,3}?up|made up(?=\s+(?:the|my|our|that|having|being|living|working|about|everything|all|it|this)\b)|invented|lied|fibbed|was lying|was fibbing|was showing off|exaggerated|take back (?:what|everything|all))\b"
    r"|\b(?:that's|that is|that was|it's|it was)\s+(?:actually\s+|just\s+|all\s+)?(?:not true|untrue|false|a lie|a fib|made up|made-up|invented|nonsense)\b|\b(?:it )?turns out (?:it|that|he|she) (?:isn't|wasn't|is not|was not)\b"
    r"|\bnot (?:so |really )?sure about\b[^.,;!?]{1,30}\b(?:any ?more|any longer)\b|\bwas never true\b",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"^(?:(?:actually|no|sorry|ok|okay|please|wait|hm+|um+|oh|hmm),?\s+)*(?:(?P<own>forget (?:that )?i (?:ever )?(?:said|told you|mentioned) (?:that|it|this|anything)|(?:scratch|strike|delete|undo|disregard|ignore|erase|unsay) (?:that|it|this|my last (?:message|sentence|words?))|"
    r"i take (?:that|it) back|never ?mind (?:that|what i (?:just )?said))|(?P<true>that's not true|that is not true|that isn't true|that was a lie|i made that up|that was made up|that's a lie|i lied))\b[^.!?]{0,20}[.!]*$",
    re.IGNORECASE,
)
"""What takes back the last thing told, without naming it."""

_NOT: Final = re.compile(
    r",?\s+(?:and\s+|but\s+)?(?:not|instead of|rather than|and no|no)\s+(?:the\s+|in\s+|at\s+)?(?P<w>[\w][\w' -]{0,40}?)(?=[.,;!?)]|$)|\bi (?:said|wrote|typed|put)\s+(?P<v>[\w][\w' -]{0,30}?)(?=\s+but\b|[,.;])",
    re.IGNORECASE,
)
_FORGETS: Final = re.compile(
    r"\b(?:i|we)(?:'ll|'d|'ve|'m)?(?: (?:will|would|might|may|could|had|have|never|can't|cannot|don't|won't|didn't|often|always|almost|nearly|just))*\s+\Z",
    re.IGNORECASE,
)
"""Before "forget": what makes it a doing of the speaker's, and no request."""
_THAT: Final = re.compile(r"\s+that\s+", re.IGNORECASE)
_STILL: Final = re.compile(r"\b(?:i|we)(?:'m|'re|'ve| am| are| have| do)? still\b", re.IGNORECASE)
_FIRST_PERSON: Final = re.compile(r"\b(?:i|i'm|i've|my|me|we|we're|our|us)\b", re.IGNORECASE)
_EMBEDDED: Final = re.compile(r"\b(?:i|we)\b(?:'m|'ve)?", re.IGNORECASE)

_CUES: Final = (
    "sorry", "oops", "wait", "typo", "meant", "i mean", "mistake", "autocorrect", "my bad", "edit", "argh", "ugh", "careful", "no, ", "scratch", "actually", "exact", "misspoke",
    "wrong", "mix", "misspelled", "reversed", "forget", "ignore", "disregard", "delete", "strike", "erase", "remove", "mind", "unsay", "drop", "take that", "take it", "take this",
    "not", "n't", "should", "ought", "supposed", "rather", "make", "said", "wrote", "*", "correct", "errat", "slip", "lie", "made", "invent", "fib", "hold me", "leave out", "wipe", "undo", "read ", "told you", "called ", "count on", "quote me", "rely on", "certain", "sure", "real", "definite", "settled", "confirmed", "true", "up in the air", "should have said", "spel", "with a", "with one", "with two", "without", "whoops",
)  # fmt: skip
"""Letters without one of which nothing is taken back."""


def taken_back(
    turn: Turn,
    text: str,
    context: Context,
    found: list[Candidate],
    make: Make,
    extract: Extract,
    language: str = "en",
) -> list[Candidate]:
    """Return *found* with what the turn, read in *language*, corrects and takes back."""
    found = of_known(turn, text, context, found, make, language)
    if language != "en":
        return plain_taken_back(turn, text, context, found, make, extract, language)
    low = text.lower()
    if not any(cue in low for cue in _CUES):
        return found
    spoken = spoken_before(turn, context, extract)
    before = [*(Said(each.predicate, each.object, each.key) for each in context.known), *spoken]
    last = spoken[-1] if spoken else None
    closed = documents(text, said_by_another(turn, context))
    for span in sentences(text):
        said = text[slice(*span)]
        asks = said.endswith("?") and not re.match(r"(?:can|could|would) you", said, re.IGNORECASE)
        borrowed = any(start <= span[0] and span[1] <= end for start, end in closed)
        if borrowed or (asks and not _IMPERATIVE.match(said)):
            continue
        retracted = _retracted(
            text, span, before, _bare_of(text[slice(*span)], turn, context, last), found, make
        )
        if retracted:
            found = [each for each in found if each.span != span and not same(each, retracted)] + retracted
            continue
        put_right = _put_right(text, span, before, spoken, found, make)
        found = put_right if put_right is not None else _corrected(text, span, before, found, make)
    if _MARKED.search(text):
        sure = _SAID_WRONG.search(text) is not None
        found = [as_correction(each, before, sure=sure) for each in found]
    return found


def _bare_of(said: str, turn: Turn, context: Context, last: Said | None) -> Said | None:
    """Return what "that" is: never the speaker's where "that's not true" follows another's turn."""
    bare = _BARE.match(said)
    if bare is not None and bare["true"] and context.before and context.before[-1].speaker != turn.speaker:
        return None
    return last


def _retracted(
    text: str, span: Span, before: Sequence[Said], last: Said | None, found: list[Candidate], make: Make
) -> list[Candidate]:
    """Return what a sentence takes back; *last* is what the speaker told last."""
    said = text[slice(*span)]
    forget = _FORGET.search(said)
    if forget is not None and _FORGETS.search(said, 0, forget.start()):
        return []
    sure = forget is not None and bool(_FORGET_SURE.search(said))
    doubt = _doubt(said, before)
    bidden = _IMPERATIVE.match(said)
    if not sure and doubt is None and bidden is None and _BARE.match(said) is None:
        return []
    told = [
        Said(each.predicate, each.object, each.key) for each in found if each.predicate and each.act == "tell"
    ]
    meant = named_in(said, [*before, *[each for each in told if sure]])
    if bidden is not None and not sure and doubt is None:
        if meant is not None and not (
            _just(said[bidden.end() :], meant.object) or _stated(text, span, meant, make)
        ):
            meant = None
        meant = meant or slot_taken_back(said, before)
        sure = meant is not None
    elif sure and meant is None and (slot := slot_taken_back(said, before)) is not None:
        meant = slot
    elif meant is None:
        meant = _embedded(text, span, make) or (_announced(text[: span[0]], before) if doubt else None)
    if (
        meant is None
        and sure
        and re.search(
            r"\b(?:scratch|strike|take) (?:that|it|this)\b|\bforget (?:that|it|what i said)\W*$",
            said,
            re.IGNORECASE,
        )
    ):
        alone = before[-1] if before and len(text.split()) <= 4 else None
        meant = told[-1] if told else last or alone
    if meant is None and _BARE.match(said) is not None:
        meant, sure = last, True
    if meant is None:
        return []
    at = text.lower().find(meant.object.lower(), *span)
    object_span = (at, at + len(meant.object)) if at >= 0 else span
    made = make(meant.predicate, meant.object, object_span, span, key=meant.key, reason="take back")
    return [replace(made, act="retract", certainty=1.0 if sure else 0.8)]


_ABOUT: Final = re.compile(
    r"(?:^|[.!?…\n]\s*)(?:(?:and|so|oh|btw|hey),? )*(?:about|regarding|as for|concerning)\s+(?P<x>[^.,;!?…]{2,40})[.!?…]+\s*\Z",
    re.IGNORECASE,
)


def _announced(text: str, before: Sequence[Said]) -> Said | None:
    """Return what the words before a sentence say it is about: "About the ferret... I made that up"."""
    about = _ABOUT.search(text, max(0, len(text) - 60))
    return named_in(about["x"], before) if about is not None else None


def _doubt(said: str, before: Sequence[Said]) -> re.Match[str] | None:
    """Return what says that something is not so; nothing where just its end is not, or where it still is so."""
    doubt = _DOUBT.search(said) or _DOUBT_MORE.search(said)
    if doubt is None or _STILL.search(said, doubt.end()):
        return None
    told = _THAT.match(said, doubt.end())
    if told is None:
        return doubt
    known = [Known(predicate=each.predicate, object=each.object, key=each.key) for each in before]
    own = _FIRST_PERSON.search(said, told.end()) is not None
    return doubt if own and next(endings(said, (told.end(), len(said)), known), None) is None else None


_BESIDE: Final = frozenset(
    ["the", "my", "our", "a", "an", "that", "this", "all", "about", "bit", "part", "thing", "fact", "mention", "of", "everything", "on", "what", "i", "said", "told", "you", "being", "anything", "whatever", "and"]
)  # fmt: skip
_TO_THE_END: Final = re.compile(
    r"(?:'s)?(?:\s+(?:from|off|in|out of)\s+(?:your|the|my)\s+(?:notes?|memory|memories|records?|files?|profile|mind))?(?:,?\s+please)?\s*(?:[.!,;]|$)",
    re.IGNORECASE,
)


def _just(said: str, object_: str) -> bool:
    """Return whether *said* is an object and no more: "Delete the Porto restaurants" does not take back "Porto"."""
    words = object_.split()
    at = said.lower().find(words[0].lower())
    end = said.lower().find(words[-1].lower(), at)
    if at < 0 or end < 0 or not set(re.findall(r"\w+", said[:at].lower())) <= _BESIDE:
        at = end = said.lower().find(words[-1].lower())
    beside = set(re.findall(r"\w+", said[:at].lower())) <= _BESIDE
    return at >= 0 and beside and bool(_TO_THE_END.match(said, end + len(words[-1])))


def _stated(text: str, span: Span, meant: Said, make: Make) -> bool:
    """Return whether a sentence asks to forget a statement of *meant*, and goes no further: "forget that I own a boat"."""
    inside = _embedded(text, span, make)
    if inside is None or inside.predicate != meant.predicate:
        return False
    at = text.find(inside.object, *span)
    return at >= 0 and bool(_TO_THE_END.match(text[: span[1]], at + len(inside.object)))


def _embedded(text: str, span: Span, make: Make) -> Said | None:
    """Return the statement inside a sentence that takes it back."""
    from .english._matching import matched

    for hit in reversed(list(_EMBEDDED.finditer(text, *span))):
        clause = verb_phrase(
            text,
            hit.start(),
            hit.start(),
            hit.start() + 1 if text[hit.start()].lower() == "i" else hit.start() + 2,
            span[1],
        )
        for each in matched(text, clause, span[1]):
            return Said(each.frame.predicate, text[slice(*each.object_span)], each.key)
    return None


def _put_right(
    text: str,
    span: Span,
    before: Sequence[Said],
    spoken: Sequence[Said],
    found: list[Candidate],
    make: Make,
) -> list[Candidate] | None:
    """Return *found* with a correction that names what was wrong, or follows it at once; `None`: there is none."""
    said = text[slice(*span)]
    if _NOT_WRONG.search(said):
        return None
    both = _right_and_wrong(said, before) or respelled(said, before)
    if both is None:
        told = [each.object_span[0] - span[0] for each in found if each.span == span]
        both = _rather(said, spoken, told)
    if both is None:
        return None
    wrong, (start, end) = both
    object_span = (span[0] + start, span[0] + end)
    made = make(wrong.predicate, said[start:end], object_span, span, key=wrong.key, reason="put right")
    kept = [each for each in found if each.span != span or each.predicate != wrong.predicate]
    return [*kept, replace(made, act="correct", instead_of=wrong.object)]


def _right_and_wrong(said: str, before: Sequence[Said]) -> tuple[Said, Span] | None:
    """Return the wrong fact that a sentence names, and where the right object stands."""
    for pattern in _RIGHT_AND_WRONG:
        hit = pattern.search(said)
        if hit is None:
            continue
        named = value_key(hit["y"])
        for each in reversed(before):
            alike = value_key(each.object) == named or (
                each.predicate == "pet" and hit["y"][:1].isupper() and named in value_key(each.object).split()
            )
            if not alike or each.predicate in _NO_SLOT:
                continue
            right = value_at(each.predicate, said, hit.span("x"))
            object_ = said[slice(*right)]
            if hit["y"][:1].isupper() and object_[:1].islower():
                continue
            if value_key(object_) != named and may_be(each.predicate, object_, each.object):
                return each, right
    return None


def _rather(said: str, spoken: Sequence[Said], told: Sequence[int]) -> tuple[Said, Span] | None:
    """
    Return the last thing told that looks like what "make that 54" says, and where that stands.

    Args:
        told: Where the objects stand that the sentence tells by itself.
    """
    bare = _BARE_NUMBER.match(said)
    if bare is not None and spoken and spoken[-1].predicate in {"age", "birthday"}:
        fits = may_be(spoken[-1].predicate, bare["x"], spoken[-1].object)
        return (spoken[-1], bare.span("x")) if fits and bare["x"] != spoken[-1].object else None
    hit = _RATHER.search(said)
    if hit is not None and any(at >= hit.end() - 1 for at in told):
        return None
    spans = cut_objects(said, hit.end(), len(said), "noun") if hit is not None else []
    if not spans or len(said[slice(*spans[0])].split()) > 4 or (hit and hit.end() > spans[0][1]):
        return None
    object_ = said[slice(*spans[0])]
    wrong = fitting(object_, _admitting(object_, spoken), loosely=False)
    if wrong is None or value_key(wrong.object) == value_key(object_):
        return None
    return wrong, spans[0]


def _admitting(object_: str, said: Sequence[Said]) -> list[Said]:
    """Return what was said whose value the object of a correction may be."""
    return [each for each in said if may_be(each.predicate, object_, each.object)]


def _corrected(
    text: str, span: Span, before: list[Said], found: list[Candidate], make: Make
) -> list[Candidate]:
    """Return *found* with what a sentence corrects by a bare object."""
    plain_words = _MEANT.search(text, *span)
    hit = plain_words or _ITS.search(text, *span)
    if hit is None or any(each.span == span and each.object_span[0] >= hit.end() - 1 for each in found):
        return found
    end = span[1]
    spans = cut_objects(text, hit.end(), end, "noun")
    if not spans:
        return found
    object_ = text[slice(*spans[0])]
    if (
        object_.lower() in {"it", "that", "this", "to", "you", "not", "so", "a", "the"}
        or len(object_.split()) > 6
    ):
        return found
    wrong = _NOT.search(text, *span)
    instead = next((group for group in wrong.groups() if group), None) if wrong else None
    told = [
        Said(each.predicate, each.object, each.key)
        for each in found
        if each.predicate and each.object_span[1] <= hit.start()
    ]
    stood = named_in(instead, [*before, *told]) if instead else None
    loosely = plain_words is not None
    named = f"the {object_}" if hit[0].lower().rstrip().endswith(" the") else object_
    meant = (
        stood
        or fitting(object_, _admitting(named, told), loosely=loosely)
        or fitting(object_, _admitting(named, before), loosely=loosely)
    )
    if meant is None and (told or before):
        return found
    if meant is not None and not may_be(meant.predicate, named, meant.object):
        return found
    if plain_words is None and (meant is None or (stood is None and meant.predicate in _NO_SLOT)):
        return found
    made = make(
        meant.predicate if meant else None,
        object_,
        spans[0],
        span,
        key=meant.key if meant else None,
        reason="correct",
    )
    replaced = meant.object if meant else instead
    kept = (
        [
            each
            for each in found
            if not (meant in told and each.predicate == meant.predicate and each.object == meant.object)
        ]
        if meant
        else found
    )
    return [*kept, replace(made, act="correct", instead_of=replaced)]
