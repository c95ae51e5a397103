"""What a question is about, without the words that only ask; and its parts, where it asks several things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from .._patterns import compiled
from ._asked import AUXILIARY, Kind, any_of
from ._named import Place

_TALK: Final = r"(?:conversation|chat|discussion|session|exchange)s?"
_EARLIER: Final = r"(?:previous|last|earlier|past|prior)"
_TAIL: Final = r"(?: (?:of|about|again|what|which|some|any|a|an|the|it|if|that|how))*"
_THEY: Final = r"(?:i|you|we|he|she|they|it|there)"
_ADVICE: Final = r"(?:suggestions?|recommendations?|tips|advice|ideas|thoughts)(?: on| for| about)?"
_BEGIN: Final = r"(?:^|(?<=[.?!,;] )|(?<=[¿¡]))"

_ENGLISH: Final = any_of(
    r"(?:can|could|would|will) you (?:please )?(?:remind me|tell me|help me(?: (?:to )?(?:find|choose|decide|plan))?|"
    r"recommend|suggest|let me know|explain|describe|list|show me|give me|provide(?: me)?(?: with)?|check|look up)"
    + _TAIL,
    rf"(?:please )?(?:remind me|tell me|let me know){_TAIL}",
    rf"do you (?:still )?(?:remember|recall|know|think|happen to know){_TAIL}",
    rf"(?:do|would) you have any (?:\w+ )?{_ADVICE}|(?:any|some) {_ADVICE}",
    r"i(?:'m| was| am|'ve been| have been) (?:just )?(?:thinking|looking|going|reading|checking)(?: back)?"
    rf" (?:to|at|about|through|on|over|into)(?: (?:our|my|the|this|that))?(?: {_EARLIER})?(?: {_TALK})?"
    r"(?: (?:we had|where|about|on|regarding|and))*",
    r"i (?:wanted|want|would like|'d like|need) to (?:follow up on|check back on|confirm|double[- ]check|"
    r"ask(?: you)?(?: about)?|go back to|know|revisit)",
    r"(?:and )?(?:i was|i'm|i am|was) (?:just )?(?:wondering|curious)(?: about| if| whether)?"
    rf"(?: you (?:could|can|would|remember(?:ed)?))?(?: (?:remind me|tell me))?{_TAIL}",
    rf"(?:(?:in|about|on|from|during) )?(?:our|the|this|that|an?) {_EARLIER} {_TALK}"
    r"(?: (?:we had|about|on|where|regarding|related to))*",
    r"by the way|may i ask|please|thanks(?: a lot)?|thank you|according to|i (?:remember|recall|think)(?: that)?",
    rf"{_BEGIN}(?:(?:so|and|but|also|hi|hey|hello|ok|okay|well),? ){{0,3}}(?:(?:in|at|on|for|from|to|with|by|of) )?"
    r"(?:what|which|who|whom|whose|when|where|why|how)(?:'?s|'re)?"
    r"(?: (?:many|much|often|long|far|old|come|kinds? of|types? of|sorts? of))?"
    rf"(?: {AUXILIARY})?(?: {_THEY})?(?: (?:the|my|a|an|some|any))?",
    rf"{_BEGIN}{AUXILIARY}(?: {_THEY})?",
    r"(?<!\bi )(?<!we )(?<!you )(?<!they )(?<!to )(?<!can )(?<!ould )(?<!will )"
    rf"(?:do|does|did)(?: {_THEY})?|{AUXILIARY} {_THEY}",
)
_OTHERS: Final = any_of(
    rf"{_BEGIN}(?:(?:y|et|und|e|a|à|en|de|con|para|por|desde|avec|dans|in|an|mit|von|um|em|com) )?"
    r"(?:qu[ée]|qui[ée]n(?:es)?|cu[áa]ndo|cu[áa]nt[oa]s?(?: tiempo| veces)?|a?d[óo]nde|c[óo]mo|cu[áa]l(?:es)?|por qu[ée]"
    r"|qu'est-ce qu[ei']|est-ce qu[ei']|qui est-ce qu[ei']|quand|combien(?: de temps| de)?|où|comment|pourquoi"
    r"|quel(?:le)?s?|que|qui|wer|wem|wen|wann|wo|wohin|woher|wie(?: viele?| oft| lange)?|warum|wieso|weshalb|was"
    r"|welche[rsnm]?|o que|quem|quando|quant[oa]s?(?: tempo| vezes)?|onde|qual|quais|por que)(?!\w)"
    r"(?: est-ce qu[ei']?| é que)?(?: (?:es|son|era|fue|fueron|ha|han|he|est|sont|était|a|ai|as|ist|sind|war|waren"
    r"|hat|haben|habe|hast|é|são|foi|foram|há))?(?: (?:ich|du|er|sie|wir|ihr|man|tu|vous|yo|eu|você|[oa]))?",
    r"(?:ai|as|a|avons|avez|ont|est|sont)-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous)",
    r"por favor|s'il (?:te|vous) pla[îi]t|bitte|recu[ée]rdame|dime|rappellez?-moi|dis-moi|sag mir|erinnere mich",
    r"puedes|podr[íi]as|peux-tu|pouvez-vous|pourrais-tu|kannst du|k[öo]nntest du",
    r"voc[êe] pode(?:ria)?|me (?:diga|lembre)",
)
_LOOSE: Final = (
    rf"(?i)^(?:(?:and|or|but|if|that|{AUXILIARY}|of|about|y|et|und|e)\b[\s,]*)+"
    rf"|(?:[\s,]+(?:and|or|but|by|to|{AUXILIARY}))+$"
)
_HEAD: Final = rf"(?i)^{AUXILIARY} "
_FOOT: Final = r" (?:is|are|was|were|has|have|had|will|would|can|could|should|might|may|am)$"
_SPACE: Final = r"\s+"
_EDGES: Final = " ,;:.?!¿¡-–—？。，、"


def content_of(text: str, lowered: str, cuts: Sequence[Place], language: str) -> str:
    """
    Return what *text* is about: without the places *cuts*, and without what only asks.

    Args:
        lowered: *text* in lower case, character for character.
    """
    frame = compiled(_ENGLISH if language in ("en", "") else _OTHERS)
    owned = [(start, end + 2 if lowered.startswith("'s", end) else end) for start, end in cuts]
    kept = [
        piece.strip(_EDGES)
        for piece in _between(text, [*owned, *(hit.span() for hit in frame.finditer(lowered))])
    ]
    pieces = [compiled(_FOOT).sub("", compiled(_HEAD).sub("", piece)).strip(_EDGES) for piece in kept]
    content = compiled(_LOOSE).sub(
        "", compiled(_SPACE).sub(" ", " ".join(piece for piece in pieces if piece))
    )
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
_END: Final = r"(?=[?？.,]|$| (?:did|do|does|have|has)\b)"
_CHOICE: Final = (
    rf"(?i)(?:[,:;?]| [-–—]|\bamong|\bbetween) (?P<list>[^:;]{{2,400}}?,? {_OR} [^:;]{{2,300}})[?？]\s*$"
)
_COMMAS: Final = rf"(?i),? {_OR} |, (?:{_OR} )?"
_EVENT: Final = r"(?:the (?:day|time|date)|when)"
_PAIRS: Final = (
    rf"(?i)\b(?:between|entre|zwischen) (?P<one>.{{1,300}}?),? {_AND} (?P<two>{_EVENT} .{{1,300}}?){_END}",
    rf"(?i)\b(?:between|entre|zwischen|both) (?P<one>.{{1,300}}?),? {_AND} (?P<two>.{{1,300}}?){_END}",
)
_LAST_CHARS: Final = 1000
"""How much of a long text's end is looked at for the question's parts."""

_CHOOSING: Final = frozenset({"which_first", "open", "who", "yes_no"})
"""What may offer a choice: "which was first, A or B?" """

_COMPARING: Final = ("compared", "versus", "vs")
_COMPARED: Final = (
    rf"(?i)^(?P<one>.{{8,300}}?),? (?:(?:as )?compared (?:to|with)|versus|vs\.?) (?P<two>.{{3,300}}?){_END}"
)


def parts_of(text: str, dates: Sequence[Place], kind: Kind) -> tuple[str, ...]:
    """
    Return the things that *text* offers to choose from, or asks about in pairs; none where it is one thing.

    Args:
        dates: Where dates stand: "between March and June" is one.

        kind: What would answer it.
    """
    start = max(0, len(text) - _LAST_CHARS)
    choice = compiled(_CHOICE).search(text, start) if kind in _CHOOSING else None
    if choice is not None:
        offered = [part.strip(_EDGES) for part in compiled(_COMMAS).split(choice["list"])]
        if len(offered) > 1 and all(offered):
            return tuple(offered)
    for pattern in _PAIRS:
        pair = compiled(pattern).search(text, start)
        if pair is not None and not any(begin <= pair.start("one") < end for begin, end in dates):
            return _two(pair)
    return ()


def compares(lowered: str) -> bool:
    """Return whether a question, in lower case, may compare one thing with another."""
    return any(word in lowered for word in _COMPARING)


def compared_in(content: str) -> tuple[str, ...]:
    """Return the two things that *content* compares; none where it compares nothing."""
    compared = compiled(_COMPARED).search(content)
    return _two(compared) if compared else ()


def _two(pair: re.Match[str]) -> tuple[str, ...]:
    one, two = pair["one"].strip(_EDGES), pair["two"].strip(_EDGES)
    return (one, two) if one and two else ()


_SEVERAL: Final = any_of(
    r"both|between|compared?|differences?|in common|in total|altogether|total|each|combined|respectively|average|order",
    r"all of|all the|as well as|throughout|various|different|so far|over time|ways|types of|kinds of|multiple",
    r"(?:more|less|older|younger|faster|higher|lower|cheaper|better|longer|earlier|later) .{0,60}\bthan",
    r"(?:what|which)(?: [\w+/'-]+){0,3}? [\w+/'-]*[^\Ws]s(?:,? \w+'s)? (?:has|have|had|did|does|do|are|were)",
    r"^(?:what|where|who)(?: has| have) (?!been\b)[\w']+ (?!just\b|recently\b)\w+",
    r"^what (?:do|does) .{1,40} (?:like|do (?:to|with|for|in|on))",
    r"how long (?:had|have|has|did|was|were) .{1,80}\b(?:when|before|since|until)",
    r"(?:would|might) (?!you\b|i\b)\w+",
    r"(?:what|which|who) are(?! (?:the name of|you|i|we)\b)",
    r"how (?:have|has) .{1,40}\b(?:changed|evolved|developed)",
)
_ONE_FIGURE: Final = any_of(
    r"currently|now|right now|at the moment|recently|usually|ago|(?:per|a) (?:day|week|month|year)",
    r"how (?:old|often|far|tall|big|large|frequently|heavy|fast)|what (?:percentage|is my|was my)",
)


def is_spread(core: str, kind: str, about: str | None) -> bool:
    """
    Return whether the answer to *core*, in lower case, is likely to lie in several memories.

    An answer that the assistant gave lies in one, however many things it lists.
    """
    if about == "assistant":
        return False
    if kind == "which_first" or (kind == "count" and not compiled(_ONE_FIGURE).search(core)):
        return True
    return kind != "preference" and compiled(_SEVERAL).search(core) is not None
