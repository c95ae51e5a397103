"""What a question is about, without the words that only ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ._asked import AUXILIARY
from ._named import Place

_TALK: Final = r"(?:conversation|chat|discussion|session|exchange)s?"
_FRAME: Final = re.compile(
    r"\b(?:can|could|would|will) you (?:please )?(?:remind me|tell me|help me(?: (?:to )?(?:find|choose|decide|plan))?|recommend|suggest"
    r"|let me know|explain|describe|list|show me|give me|provide(?: me)?(?: with)?|check|look up)(?: (?:of|about|again|what|which|some|any|a|an|the|if|how))*\b"
    r"|\b(?:please )?(?:remind me|tell me|let me know)(?: (?:of|about|again|what|which|the|if))*\b"
    r"|\bdo you (?:still )?(?:remember|recall|know|think|happen to know|have any)(?: (?:what|which|if|that|the|it))*\b"
    rf"|\bi(?:'m| was| am|'ve been| have been)? ?(?:just )?(?:thinking|looking|going|reading|checking|wondering)(?: back)? (?:to|at|about|through|on|over|into)"
    rf"(?: (?:our|my|the|this|that))?(?: (?:previous|last|earlier|past|prior))?(?: {_TALK})?(?: (?:we had|where|about|on|regarding|and))*\b"
    r"|\bi (?:wanted|want|would like|'d like|need)? ?to (?:follow up on|check back on|confirm|double[- ]check|ask(?: you)?(?: about)?|go back to|know|revisit)\b"
    r"|\b(?:and )?(?:i was|i'm|i am|was) (?:just )?(?:wondering|curious)(?: about| if| whether)?(?: you (?:could|can|would|remember(?:ed)?))?"
    r"(?: (?:remind me|tell me))?(?: (?:of|about|what|which|the))*\b"
    rf"|\b(?:in |about |on |from |during )?(?:our|the|this|that|an?) (?:previous|last|earlier|past|prior) {_TALK}(?: (?:we had|about|on|where|regarding|related to))*\b"
    r"|\b(?:any|some) (?:suggestions?|recommendations?|tips|advice|ideas|thoughts)(?: (?:on|for|about))?\b"
    r"|\b(?:do|would) you have any (?:suggestions?|recommendations?|tips|advice|ideas|thoughts)(?: (?:on|for|about))?\b"
    r"|\bby the way\b|\bplease\b|\bthanks(?: a lot)?\b|\bthank you\b|\baccording to\b|\bi (?:remember|recall|think)(?: that)?\b"
    rf"|(?:^|(?<=[.?!,;] ))(?:(?:so|and|but|also|hi|hey|hello|ok|okay|well),? )*(?:in |at |on |for |from |to |with |by |of )?"
    r"(?:what|which|who|whom|whose|when|where|why|how)(?:'s|'re)?(?: (?:many|much|often|long|far|old|come|kinds? of|types? of|sorts? of))?"
    rf"(?: {AUXILIARY})?(?: (?:i|you|we|he|she|they|it|there))?(?: (?:the|my|a|an|some|any))?\b"
    rf"|(?:^|(?<=[.?!,;] )){AUXILIARY}(?: (?:i|you|we|he|she|they|it|there))?\b"
    rf"|\b(?:do|does|did)\b(?: (?:i|you|we|he|she|they)\b)?|\b{AUXILIARY} (?:i|you|we|he|she|they)\b"
)
_FOREIGN: Final = re.compile(
    r"(?:^|(?<=[.?!,;] ))[¿¡\s]*(?:(?:y|et|und|e|a|en|de|con|para|por|desde|à|avec|dans|in|an|mit|von|um|em|com) )?"
    r"(?:qu[ée]|qui[ée]n(?:es)?|cu[áa]ndo|cu[áa]nt[oa]s?(?: tiempo| veces)?|d[óo]nde|ad[óo]nde|c[óo]mo|cu[áa]l(?:es)?|por qu[ée]"
    r"|qu'est-ce qu[ei']|est-ce qu[ei']|qui est-ce qu[ei']|quand|combien(?: de temps| de)?|où|comment|pourquoi|quel(?:le)?s?|que|qui"
    r"|wer|wem|wen|wann|wo|wohin|woher|wie(?: viele?| oft| lange)?|warum|wieso|weshalb|was|welche[rsnm]?"
    r"|o que|quem|quando|quant[oa]s?(?: tempo| vezes)?|onde|qual|quais|por que)\b"
    r"(?: (?:es|son|era|fue|fueron|ha|han|he|hice|hizo|est|sont|était|a|ai|as|ist|sind|war|waren|hat|haben|habe|hast|é|são|foi|foram|há)\b)?"
    r"|\b(?:por favor|s'il (?:te|vous) pla[îi]t|bitte|recu[ée]rdame|dime|rappelle[z]?-moi|dis-moi|sag mir|erinnere mich|me (?:diga|lembre))\b"
    r"|\b(?:puedes|podr[íi]as|peux-tu|pouvez-vous|pourrais-tu|kannst du|k[öo]nntest du|voc[êe] pode(?:ria)?)\b"
)
_LOOSE: Final = re.compile(
    rf"^(?:(?:and|or|but|if|that|{AUXILIARY}|of|about|y|et|und|e)\b[\s,]*)+|(?:[\s,]+(?:and|or|but|by|to|{AUXILIARY}))+$",
    re.IGNORECASE,
)
_INNER: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|might|may|am)\s*$")
_SPACE: Final = re.compile(r"\s+")
_EDGES: Final = " ,;:.?!¿¡-–—？。，、"


def content_of(text: str, lowered: str, cuts: Sequence[Place], language: str) -> str:
    """
    Return what *text* is about: without the places *cuts*, and without what only asks.

    Args:
        lowered: *text* in lower case, character for character.
    """
    frame = _FRAME if language in ("en", "") else _FOREIGN
    kept = [
        piece.strip(_EDGES)
        for piece in _between(text, [*cuts, *(hit.span() for hit in frame.finditer(lowered))])
    ]
    pieces = [_INNER.sub("", piece).strip(_EDGES) for piece in kept[:-1]] + kept[-1:]
    content = _LOOSE.sub("", _SPACE.sub(" ", " ".join(piece for piece in pieces if piece)))
    return content.strip(_EDGES) or text.strip() or text


def _between(text: str, cuts: Iterable[Place]) -> list[str]:
    pieces, at = [], 0
    for start, end in sorted(cuts):
        if start > at:
            pieces.append(text[at:start])
        at = max(at, end)
    return [*pieces, text[at:]]


_OR: Final = r"(?:or|o|ou|oder)"
_AND: Final = r"(?:and|y|e|et|und)"
_CHOICE: Final = re.compile(
    rf"(?:,|:|;| [-–—]|\?|\bamong\b|\bbetween\b) (?P<list>[^:;]{{2,400}}?,? {_OR} [^:;]{{2,300}})[?？]\s*$",
    re.IGNORECASE,
)
_COMMAS: Final = re.compile(rf",? {_OR} |, (?={_OR} )?", re.IGNORECASE)
_PAIRS: Final = (
    re.compile(
        rf"\b(?:between|entre|zwischen) (?P<one>(?:(?:the|my|when) \w+)?.+?),? {_AND} (?P<two>(?:the (?:day|time|date)|when) .+?)(?=[?.,]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:between|entre|zwischen|both) (?P<one>.+?),? {_AND} (?P<two>.+?)(?=[?.,]|$| (?:did|do|does|have|has)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<one>.{8,}?),? (?:(?:as )?compared (?:to|with)|versus|vs\.?) (?P<two>.{3,}?)(?=[?.,]|$)",
        re.IGNORECASE,
    ),
)
_SEVERAL: Final = re.compile(
    r"\b(?:both|between|compared?|differences?|in common|in total|altogether|total|each|combined|respectively|average|"
    r"order|all of|all the|as well as|throughout|various|different|so far|over time)\b"
    r"|\b(?:more|less|older|younger|faster|higher|lower|cheaper|better|longer|earlier|later) .{0,60}\bthan\b"
    r"|\b(?:what|which)(?: (?:kinds?|types?|sorts?|some|other|are some)(?: of)?)?(?: \w+){0,3}? \w+(?<!s)s(?:,? \w+'s)? "
    r"(?:has|have|had|did|does|do|are|were)\b"
    r"|\b(?:what|which|who) are (?!the name of|you\b|i\b|we\b)|\bhow (?:have|has) .{1,40}\b(?:changed|evolved|developed)\b"
    r"|\bways\b|\btypes of\b|\bkinds of\b|\bmultiple\b"
)
_ONE_FIGURE: Final = re.compile(
    r"\b(?:currently|now|right now|at the moment|recently|per (?:day|week|month|year)|a (?:day|week|month|year)|usually)\b"
    r"|\bhow (?:old|often|far|tall|big|large|frequently|heavy|fast)\b|\bwhat (?:percentage|is my|was my)\b|\bago\b"
)


def parts_of(text: str, content: str, dates: Sequence[Place], *, chooses: bool) -> tuple[str, ...]:
    """
    Return the things that *text* asks about one by one; *content* where it is one thing.

    Args:
        dates: Where dates stand: "between March and June" is one.

        chooses: Whether the question may offer a choice: "which was first, A or B?"
    """
    choice = _CHOICE.search(text) if chooses else None
    if choice is not None:
        offered = [part.strip(_EDGES) for part in _COMMAS.split(choice["list"])]
        if len(offered) > 1 and all(offered):
            return tuple(offered)
    for pattern in _PAIRS:
        pair = pattern.search(text)
        if pair is not None and not any(begin <= pair.start("one") < end for begin, end in dates):
            one, two = pair["one"].strip(_EDGES), pair["two"].strip(_EDGES)
            if one and two:
                return one, two
    return (content,)


def is_spread(core: str, kind: str) -> bool:
    """Return whether the answer to *core*, in lower case, is likely to lie in several memories."""
    if kind == "which_first":
        return True
    if kind == "count" and not _ONE_FIGURE.search(core):
        return True
    return kind != "preference" and _SEVERAL.search(core) is not None
