# ruff: noqa: E501 - a pattern is read as one line
"""How people say in English that something is over: "I quit", "I sold", "I stopped"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..._candidate import Known
from ..._sentences import Span
from .._clauses import Clause
from .._frames import Check, Found, Frame
from .._objects import Cut, cut_objects
from . import _checks as english
from . import _words as words
from ._known_places import is_known_place
from ._over import AFTER, is_brief, is_of_allergy, spared

_VERB: Final = re.compile(
    r"(?P<v>(?:lost|lose) (?:all |my )?(?:interest in|taste for|love for)|quit|quitted|left|resigned from|resigned as|retired (?:from|as)|dropped out of|dropped|gave up(?: on)?|given up(?: on)?|stopped|sold|gave away|given away|got rid of|"
    r"gotten rid of|cancelled|canceled|donated|lost|deleted|uninstalled|ditched|rehomed|re-homed|broke up with|split up with|split from|divorced|done with|"
    r"finished with|through with|stepped down (?:as|from)|was (?:fired|laid off) from|got (?:fired|laid off|let go) from|laid off from|fired from|let go from|"
    r"withdrew from|unsubscribed from|moved out of|moved away from|switched (?:over |away )?from|returned|traded in|scrapped|abandoned|outgrew|threw away|threw out|"
    r"found a new home for|lost (?:all |my )?(?:interest in|taste for)|have lost interest in|grew out of|fell out of love with|got over|shut down|swapped)\s+",
    re.IGNORECASE,
)
_FOR_A_WHILE: Final = re.compile(
    r"\bfor (?:a|one|two|three|\d+|some|the) (?:while|bit|days?|weeks?|months?|years?|time|summer|winter)\b|\bonce before\b|\bas a (?:kid|child|teenager)\b",
    re.IGNORECASE,
)
_MINE: Final = re.compile(r"(?:my|our|this|that)\s", re.IGNORECASE)
_ALMOST: Final = re.compile(r"\b(?:almost|nearly)\b", re.IGNORECASE)
_OWN: Final = re.compile(r"(?:my|our|the|a|an|some of my)\s+(?:old\s+)?", re.IGNORECASE)
_AS: Final = re.compile(
    r"(?:(?:my|the|a)\s+)?(?:(?:\w+\s+)?(?:job|position|role|career|work|post)\s+as|being|as)\s+(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_JOB_AT: Final = re.compile(
    r"(?:(?:my|the)\s+)(?:\w+\s+){0,2}?(?:job|position|role|gig|post)\s+(?:at|with)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_STOPPED: Final = (
    (re.compile(r"(?:using|relying on)\s+(?:the\s+|my\s+)?", re.IGNORECASE), "uses", "noun"),
    (re.compile(r"(?:liking|loving|enjoying|being (?:a fan of|into|interested in))\s+", re.IGNORECASE), "likes", "taste"),
    (re.compile(r"(?:working)\s+(?:at|for|with)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE), "works_at", "noun"),
    (re.compile(r"(?:living)\s+in\s+(?=[A-Z])", re.IGNORECASE), "lives_in", "place"),
    (re.compile(r"(?:volunteering)\s+(?:at|with|for)\s+(?:the\s+)?", re.IGNORECASE), "member_of", "noun"),
    (re.compile(r"(?:studying|majoring in)\s+", re.IGNORECASE), "studies", "noun"),
    (re.compile(r"(?:trying|wanting|hoping|planning)\s+to\s+", re.IGNORECASE), "goal", "deed"),
    (re.compile(rf"(?:being|eating|with(?: the)?)\s+(?:a\s+|an\s+)?(?P<o>{english.DIET})", re.IGNORECASE), "diet", "given"),
    (re.compile(rf"(?P<o>{english.DIET})(?![\w-])", re.IGNORECASE), "diet", "given"),
    (re.compile(r"(?:being|working as)\s+(?:a|an|the)\s+", re.IGNORECASE), "occupation", "noun"),
    (re.compile(r"(?:going to|playing|doing|taking|learning|practicing|practising|attending)\s+(?:the\s+|my\s+)?", re.IGNORECASE), "activity", "noun"),
)  # fmt: skip
_NO_DEED: Final = re.compile(
    r"(?:working|going(?! to)|talking|thinking|eating|worrying|being|having|crying|laughing|caring|feeling|making|getting|buying|trying|coming|believing|looking|"
    r"waiting|seeing|calling|asking|to)\b",
    re.IGNORECASE,
)
_NAME_ALONE: Final = re.compile(
    r"[A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*){0,3}(?= (?:in|last|on|this|after|back|early|two|three|a|some) )"
)
"""A name before words that say when."""
_OF_WORK: Final = re.compile(
    r"\bjoined [A-Z]|\b(?:jobs?|boss|contract|severance|hired|career|company|employer|layoffs?|startup|freelanc\w+|self-employed|notice|position|salary|colleagues|burn(?:t|ed)? out)\b|\b(?:[Nn]ow|I'm|am) (?:at|with) [A-Z]"
)
"""Beside who was left: words by which that is an employer, and no town."""
_PART: Final = re.compile(
    r"\s(?:committee|board|team lead|shares?|stock|helmet|jacket|shift|meeting|party|office|history|cache|cookies?|tabs?|bookmarks?|extensions?|passwords?|messages?|e?mails?|photos?|posts?|comments?|playlists?|files?|drafts?|chats?|keys?|charger|cable|case|receipts?)\b|\s(?:at|against|to|in|on|by|with|for|from)\s",
    re.IGNORECASE,
)
_GONE: Final = (
    r"(?:died|passed away|passed(?! (?:out|by|the|a|his|her|its|me|us|through))|ran away|ran off|was put down|is gone(?! (?:for|to|on|with|out|back|by)\b)|got away|crossed the rainbow bridge|flew (?:away|off)|has (?:died|passed(?: away)?)|"
    r"was stolen|got stolen|got totaled|got totalled|was totaled|broke down for good|burned down|sank|got wrecked|is no more)"
)
_PET_GONE: Final = re.compile(
    rf"(?:^|(?<=[.,;!?] )|(?<=\band )|(?<=\bbut )|(?<=\bso ))(?:(?:sadly|unfortunately|last \w+|yesterday),?\s+)?(?:my|our)\s+(?:[\w-]+\s+){{0,2}}?(?P<o>{'|'.join(sorted(map(re.escape, words.ANIMALS), key=len, reverse=True))})"
    rf"(?:,?\s+[A-Z][\w-]+,?)?\s+(?:just\s+|finally\s+|sadly\s+|has\s+)?(?:died|passed away|ran away|was put down|has died|has passed away)\b",
    re.IGNORECASE,
)


def _end_frame(predicate: str, verb: str) -> Frame:
    return Frame(
        reason=f"{verb.split()[0].lower()} it",
        predicate=predicate,
        pattern=_VERB,
        cut="noun",
        act="end",
        event=True,
    )


def ends(text: str, clause: Clause, end: int, known: Sequence[Known]) -> Iterator[Found]:
    """Yield what a clause says is over."""
    found = _VERB.match(text, clause.verb, end)
    if found is not None and (
        _FOR_A_WHILE.search(text, found.end(), end) or is_brief(text[found.start() : end], known)
    ):
        return
    if _ALMOST.search(text, clause.start, clause.verb):
        return
    if found is None or clause.denied or clause.aux not in {"", "have", "be", "was", "had"}:
        return
    for predicate, spans in _ended(text, found, end, known):
        for span in spans:
            yield Found(
                frame=_end_frame(predicate, found["v"]),
                object_span=span,
                clause=(clause.start, end),
                tense="past",
                act="end",
            )
        return


def _ended(
    text: str, found: re.Match[str], end: int, known: Sequence[Known]
) -> Iterator[tuple[str, list[Span]]]:
    """Yield what is over, as the likeliest reading says first."""
    verb, at = found["v"].lower(), found.end()
    named = _known(text, at, end, known)
    if named is not None:
        if not spared(named[0], verb, text[named[1][0][1] : end]):
            yield named
        return
    for pattern, predicate in ((_JOB_AT, "works_at"), (_AS, "occupation")):
        lead = pattern.match(text, at, end)
        if lead is not None or (predicate == "occupation" and verb.endswith(" as")):
            spans = cut_objects(text, lead.end() if lead else at, end, "noun")
            if spans and (predicate == "works_at" or english.is_trade(text[slice(*spans[0])])):
                yield predicate, spans[:1]
                return
    if verb.startswith(("stopped", "quit", "gave up", "given up", "done", "finished", "through")):
        yield from _stopped(text, at, end)
    yield from _left(text, verb, at, end)


def _stopped(text: str, at: int, end: int) -> Iterator[tuple[str, list[Span]]]:
    for pattern, predicate, cut in _STOPPED:
        lead = pattern.match(text, at, end)
        if lead is None:
            continue
        if cut == "given":
            yield predicate, [lead.span("o")]
            return
        spans = cut_objects(text, lead.end(), end, _cut(cut))
        if (
            spans
            and (predicate != "occupation" or english.is_trade(text[slice(*spans[0])]))
            and text[slice(*spans[0])].lower() not in words.EMPTY
        ):
            yield predicate, spans
        return
    if re.match(r"[a-z]+ing\b", text[at:end]) and not _NO_DEED.match(text, at, end):
        yield "activity", cut_objects(text, at, end, "deed")[:1]


def _cut(name: str) -> Cut:
    return (
        "taste" if name == "taste" else "place" if name == "place" else "deed" if name == "deed" else "noun"
    )


def _left(text: str, verb: str, at: int, end: int) -> Iterator[tuple[str, list[Span]]]:
    own = _OWN.match(text, at, end)
    start = own.end() if own else at
    spans = cut_objects(
        text, start, end, "taste" if "interest" in verb or "taste" in verb or "love" in verb else "noun"
    )
    named = _NAME_ALONE.match(text, start, end) if verb == "left" and own is None else None
    spans = [named.span()] if named else spans
    said = text[slice(*spans[0])] if spans else ""
    if (
        not said
        or said.lower() in words.EMPTY
        or said.split()[0].lower() in words.EMPTY
        or _PART.search(" " + said)
    ):
        return
    if "interest" in verb or "taste" in verb or "love" in verb:
        yield "likes", spans
        return
    for verbs, predicate, fits in _LEFT:
        if verb.startswith(verbs):
            if fits(said) and (predicate != "owns" or own is not None):
                yield predicate, spans
            return
    if english.is_animal(said):
        yield "pet", spans
    else:
        worked = verb != "left" or (not is_known_place(said) and _OF_WORK.search(text) is not None)
        yield from _place_left(said, spans, verb, own is None and worked)


_LEFT: Final[tuple[tuple[tuple[str, ...], str, Check], ...]] = (
    (("rehomed", "re-homed", "found a new"), "pet", english.is_animal),
    (
        ("sold", "gave away", "given away", "got rid", "gotten rid", "donated", "traded in", "scrapped", "ditched", "threw"),
        "owns",
        lambda said: (
            len(said.split()) < 8
            and not re.match(r"(?:grand )?total\b|(?:\w+ )?dozens?\b|few\b|couple\b|lot\b|batch\b|bunch\b", said)
            and not (said.islower() and english.passes(said))
        ),
    ),
    (("broke up", "split", "divorced"), "partner", english.is_name),
    (("switched", "uninstalled", "deleted", "unsubscribed"), "uses", english.is_proper),
    (("moved",), "lives_in", english.is_place),
    (("gave up", "given up", "stopped", "lost", "shut", "returned", "abandoned", "outgrew", "swapped", "got over", "grew out", "done", "finished", "through", "cancel"),
     "activity",
     lambda said: english.is_game(said) or english.ends_in(said, words.DOINGS | frozenset({"lessons", "classes"}))),
)  # fmt: skip


def _place_left(said: str, spans: list[Span], verb: str, bare: bool) -> Iterator[tuple[str, list[Span]]]:
    if english.is_named_school(said) or verb.startswith("dropped out"):
        if english.is_proper(said) or english.is_study(said):
            yield ("studies_at" if english.is_proper(said) else "studies"), spans
    elif english.is_group(said):
        yield "member_of", spans
    elif english.is_proper(said) and bare:
        yield "works_at", spans
    elif english.is_game(said) or english.ends_in(said, words.DOINGS):
        yield "activity", spans


def _known(text: str, at: int, end: int, known: Sequence[Known]) -> tuple[str, list[Span]] | None:
    """Return the known fact whose object stands right behind the verb."""
    own = re.compile(
        r"(?:(?:being|as|on|my|our|the|a|an|going to|doing|playing|using|liking|eating|old|it with)\s+)*",
        re.IGNORECASE,
    ).match(text, at, end)
    start = own.end() if own else at
    for fact in reversed(known):
        said = fact.object.split(",")[0].strip()
        for name in (said, re.sub(r"(?i)^(?:play|do|go|take|practice)\s+(?:the\s+)?", "", said)):
            hit = re.compile(
                rf"{re.escape(name)}(?![\w-]){AFTER}",
                re.IGNORECASE,
            ).match(text, start, end)
            if hit is None or (fact.predicate == "likes" and _MINE.match(text, at, end)):
                continue
            if fact.predicate == "allergic_to" and not is_of_allergy(text[max(0, at - 200) : end]):
                continue
            if fact.predicate not in {"name", "birthday", "born_in", "relative", "age"}:
                return fact.predicate, [hit.span()]
    return None


def gone(text: str, span: Span, known: Sequence[Known]) -> Iterator[Found]:
    """Yield the animals and things of the speaker's that a sentence says are no more."""
    if is_brief(text[slice(*span)]) or re.search(
        r"\bwhen (?:i|we) (?:was|were)\b|\bfirst (?:pet|dog|cat)\b|\bas a (?:kid|child)\b",
        text[slice(*span)],
        re.IGNORECASE,
    ):
        return
    for found in _PET_GONE.finditer(text, *span):
        yield Found(
            frame=_end_frame("pet", "pet died"),
            object_span=found.span("o"),
            clause=span,
            tense="past",
            act="end",
        )
    for fact in known:
        if fact.predicate not in {"pet", "owns"}:
            continue
        names = [
            word
            for word in re.findall(r"[\w-]{3,}", fact.object)
            if word[0].isupper() or word.lower() == english.head_of(fact.object)
        ]
        for name in names:
            said = rf"(?:^|(?<=[.,;!?] )|(?<=\band )|(?<=\bso ))(?:{'(?:(?:my|our|the) )?' if name[0].isupper() else '(?:my|our|the) '})(?P<o>{re.escape(name)})(?:,? (?:the|my|our) [\w-]+,?)?\s+(?:just\s+|sadly\s+)?{_GONE}\b"
            for found in re.compile(said, re.IGNORECASE).finditer(text, *span):
                yield Found(
                    frame=_end_frame(fact.predicate, "gone it"),
                    object_span=found.span("o"),
                    clause=span,
                    tense="past",
                    act="end",
                )
