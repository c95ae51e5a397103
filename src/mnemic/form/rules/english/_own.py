# ruff: noqa: E501 - a pattern is read as one line
"""The frames of English whose subject is something of the speaker's: "my name is", "my sister Lea", "… is my favorite"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from .._frames import Check, Frame
from .._objects import Cut
from . import _checks as english
from . import _words as words
from ._broad import starting as broad
from ._hasty import is_hasty_place

_FAVORITE: Final = r"(?:favou?rite|fave?)(?=s?\b)"
_AFTER_KEY: Final = "and|but|so|because|by|of|to|for|in|ever|right|since|now|these|those|this|that|at|on|with|as|too|again|still|lately|though|tho|lol|haha|btw|when|who|which|i|all|from|hands|thanks|please|currently|nowadays"
"""What goes on behind the key: "my favourite book now"."""
_RANK: Final = r"(?:(?:all[- ]?time|absolute|new|current|personal|number one|very|own|biggest|real|main|ultimate|forever|other)\s+)*"
_WHICH: Final = r"(?:(?:older|younger|little|big|baby|eldest|oldest|youngest|late|dear|lovely|new|twin|other|elder|beloved|dearest|sweet|middle|current|long-?time|\d+[- ]year[- ]old|future|only)\s+)*"
_SURE: Final = r"(?:(?:now|definitely|probably|currently|still|always|obviously|actually|absolutely|hands down|easily|by far|of course|got to be|also|currently)\s+)*"
_IS: Final = r"(?:\s+(?:is|are|was|has (?:always |recently )?been|has to be|have always been|would (?:have to |probably )?be|will always be|remains|must be|became|is called|are called)\s+|['’]s\s+|\s*[:=]\s*)"
_PETS: Final = "|".join(sorted((re.escape(word) for word in words.ANIMALS), key=len, reverse=True))
_CALLED: Final = r"(?:['’]s\s+(?:name(?:['’]s|\s+is)|called)\s+|\s+(?:is\s+|are\s+)?(?:named|called)\s+|s?['’]?\s+names?\s+(?:is|are)\s+|\s+is\s+|(?<=s)\s+are\s+|['’]s\s+|\s*,\s*(?:whose name is\s+|named\s+)?|\s+|\s*\()"
_JOY: Final = r"(?:\s+(?:gives?|brings?)\s+me\s+(?:so much |such |a lot of |great |immense |much |real |pure )?(?:joy|happiness|peace|pleasure|fulfil?lment)\b|\s+(?:is|are)\s+(?:my|a|such a|a real|my (?:true|biggest|one true))\s+passion\b(?:\s+of mine)?|\s+makes? me (?:so |really |very )?happy\b)"
_NOT_KIN: Final = r"(?!\s+(?:and i|is (?:a|an|the|in|at|from|my))\b)"
_DAYS: Final = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "christmas", "easter", "catholic", "muslim", "jewish", "buddhist", "hindu", "christian", "god", "covid")
)  # fmt: skip


def _is_person(phrase: str) -> bool:
    return (
        english.is_name(phrase)
        and phrase.lower().split()[0] not in _DAYS
        and phrase.lower().removesuffix("s") not in _DAYS
        and len(phrase.split()) < 4
    )


_NO_TELLING: Final = rf"(?![^.,;:!?]*\b(?:from|on) (?:my|our) (?:end|side|part)\b)(?!never mind\b)(?!(?!(?:i|we)(?:['’]d)? (?:want|need|like|prefer)\b)(?:i|we|you|he|she|they|it)(?:['’]\w+)?\s)(?:(?=(?:don't|do not|no|stop|only|skip|leave|us(?:e|ing)|keep|make|give|write|put|send|format|answer|reply|respond|speak|talk)\b)|(?![^.,;:!?]*?(?:\b{english.PAST}|\b(?:are|is|were)\s+(?:all\s+|so\s+|really\s+|quite\s+|just\s+)?(?:spot on|perfect|great|lovely|brilliant|wonderful|excellent|amazing|nice|beautiful|handy|a (?:joy|delight|lifesaver))\b)))"
"""Does not match where something is told or praised, and nothing asked for."""
_CLAUSE: Final = re.compile(
    r"\b(?:(?:i|we|you|he|she|they|it)['’]\w+|i am|whoever|anyone who|says?|said)\b", re.IGNORECASE
)
"""Words by which a phrase is a clause, and names nothing."""


def _thing(phrase: str) -> bool:
    return english.is_taste(phrase)


def _frame(
    reason: str, predicate: str, pattern: str, cut: Cut = "noun", *, check: Check | None = None, **more: Any
) -> Frame:
    return Frame(
        reason=reason,
        predicate=predicate,
        pattern=re.compile(pattern, re.IGNORECASE),
        cut=cut,
        check=check,
        **more,
    )


_TOLD: Final = r"(?=\s*(?:here\b|since\b|for (?:\w+ ){1,2}years|by (?:trade|profession|birth|training|passport|choice|nature|nationality)\b|through and through\b|at heart\b|born and (?:bred|raised)\b|and (?:proud|counting|loving it|happy|always)\b|from birth\b|all my life\b|these days\b))"
_CLOSED: Final = r"(?=\s*(?:here\b|since\b|for (?:\w+ ){1,2}years|by (?:choice|nature)\b|through and through\b|and (?:proud|loving it|happy)\b|all my life\b|[.!]?\s*$|,\s))"


def _fragments() -> tuple[Frame, ...]:
    """Return the frames of what is said without subject and verb: "Vegan since 2014", "Welder by trade"."""
    lead = r"(?:(?:proud|happy|happily|lifelong|strict|still|officially|currently|a|an|total|committed|full-time)\s+)*"
    return (
        _frame("diet alone", "diet", rf"{lead}(?P<o>{english.DIET}){_CLOSED}", "given"),
        _frame("status alone", "relationship_status", rf"{lead}(?P<o>{english.STATUS}){_TOLD}", "given"),
        _frame("condition alone", "health", rf"{lead}(?P<o>(?:type [12] )?{english.ILL}){_CLOSED}", "given"),
        _frame("nation alone", "nationality", rf"{lead}(?P<o>[A-Z][a-z]+(?: [A-Z][a-z]+)?){_TOLD}", "given", check=english.is_nation),
        _frame("trade alone", "occupation", rf"{lead}(?P<o>[a-z][\w-]*(?: [a-z][\w-]*){{0,2}}?){_TOLD}", "given", check=lambda o: english.is_trade(o) and not re.match(r"[A-Z]\w+ student", o)),
        _frame("age alone", "age", r"(?P<o>\d{2})(?:\s+years?\s+(?:old|young))?(?=\s*(?:and (?:counting|proud|feeling it)\b|years? (?:old|young)\b))", "given"),
        _frame("speaker of", "speaks", r"(?:native |fluent )?speaker of\s+", "noun", check=english.is_tongue),
        _frame("owner alone", "owns", r"(?:proud |happy )?owner of\s+(?:an?\s+)?", "noun", check=lambda o: english.names_something(o) and not english.is_animal(o)),
        _frame("owner of a pet alone", "pet", r"(?:proud |happy )?(?:owner|human|parent) (?:of|to)\s+(?=(?:a|an|two|three|my)\b)", "noun", check=english.is_animal),
        _frame("parent alone", "children", rf"(?:proud |single |happy )*(?:mother|father|mom|mum|dad|parent)\s+(?:of|to)\s+(?P<o>{english.COUNT}(?:\s+(?:[a-z-]+\s+){{0,2}}?{english.CHILDREN})?|twins)(?![\w'-])", "given"),
        _frame("lover alone", "likes", r"(?:huge |big |lifelong |great )*(?:lover|fan) of\s+", "taste", check=_thing),
        _frame("member alone", "member_of", r"(?:proud |longtime |paid-up )*(?:member|part) of\s+(?=(?:a|an|the|my)\b)", "noun", check=english.is_group),
    )  # fmt: skip


_HEADED: Final = frozenset({"age", "birthday", "nationality", "diet", "allergic_to"})
"""What may stand under a bare heading, "Age: 34"; others head templates and letters."""


_NEVER: Final = r"(?!)"


def _is_vehicle(phrase: str) -> bool:
    """Return whether a phrase names what one drives, and not where it stands or how it runs."""
    return english.is_proper(phrase) or (
        english.is_holding(phrase) and not re.match(r"(?:in|at|on|to|with|from|by|near|being)\b", phrase)
    )


_AT: Final = {
    "lives_in": r"|in\s+|at\s+",
    "born_in": r"|in\s+|at\s+",
    "works_at": r"|at\s+|with\s+",
    "studies_at": r"|at\s+",
    "studies": r"|in\s+|on\s+",
    "allergic_to": r"|to\s+|with\s+",
}
"""What may stand before what names a thing; before others it tells where the thing is: "my car is in the shop"."""


def _attributes() -> tuple[Frame, ...]:
    """Return the frames of what is named by its heading: "my employer is", "Age: 34"."""
    return tuple(
        _frame(
            f"my {reason}",
            predicate,
            rf"(?:(?:my|our)\s+(?:(?:current|new|main|only|own|actual|legal)\s+)*(?:{reason})(?:'s|\s+is|\s+are|\s*[:=-]|\s+happens to be)|(?:{reason if predicate in _HEADED else _NEVER})\s*[:=])\s*(?:now\s+|still\s+|also\s+|just\s+|called\s+{_AT.get(predicate, '')})*(?:the\s+|an?\s+)?{given}",
            cut,
            check=check,
        )
        for reason, predicate, cut, given, check in _ATTRIBUTES
    )


_ATTRIBUTES: Final[tuple[tuple[str, str, Cut, str, Check | None], ...]] = (
            ("age", "age", "given", r"(?P<o>\d{1,3})\b", None),
            ("date of birth|birth date|b-?day|dob|birthday", "birthday", "given", rf"(?P<o>{english.DATE})", None),
            ("birthplace|place of birth|city of birth", "born_in", "place", "", english.is_place),
            ("nationality|citizenship|passport", "nationality", "given", r"(?P<o>[A-Za-z]+)", english.is_nation),
            ("city|location|residence|home city|place of residence|town", "lives_in", "place", "", english.is_place),
            ("employer|workplace|place of work", "works_at", "name", "", english.is_proper),
            ("occupation|profession|job|trade|job title", "occupation", "noun", "", english.is_trade),
            ("school|university|college|uni|alma mater", "studies_at", "noun", "", lambda o: english.is_proper(o) and english.is_school(o)),
            ("major|degree|field of study|subject|course of study", "studies", "noun", "", english.is_study),
            ("relationship status|marital status|status|civil status", "relationship_status", "given", rf"(?P<o>{english.STATUS})", None),
            ("pets?|house ?mates?", "pet", "noun", "", english.is_animal),
            ("diet", "diet", "given", rf"(?P<o>{english.DIET})", None),
            ("allerg(?:y|ies)|allergens?", "allergic_to", "noun", "", english.names_something),
            ("diagnosis|(?:medical )?conditions?", "health", "noun", "", english.is_illness),
            ("instrument|sport", "activity", "noun", "", english.is_game),
            ("native language|mother tongue|languages?|second language", "speaks", "noun", "", english.is_tongue),
            ("phone|laptop|computer|os|operating system|browser|editor|text editor|ide|email client|notes? app|go-to (?:app|tool|editor|language)|app of choice|daily driver", "uses", "name", "", english.is_proper),
            ("car|bike|vehicle|motorbike", "owns", "noun", "", _is_vehicle),
            ("dream job", "goal", "deed", "", english.is_aim),
)  # fmt: skip


@cache
def starting() -> tuple[Frame, ...]:
    """Return the frames that must begin a clause."""
    return (
        _frame("my name", "name", r"my\s+(?:(?:full|first|real|given|actual|last|nick)\s*)?name(?:'s|\s+is|\s+would be)\s+(?:actually\s+|now\s+)?", "name", check=english.is_name),
        _frame("call me", "name", r"(?:(?:please|just|you (?:can|may)|everyone|everybody|people|(?:all )?my (?:friends|family)|friends|they|most people|folks|but|so|pls)\s+){0,3}(?:just\s+)?calls?\s+me\s+", "name", check=english.is_name),
        _frame("my birthday", "birthday", rf"my\s+(?:b-?day|birthday|birth ?date|date of birth)(?:'s|\s+is|\s+falls|\s+was)?\s*:?\s*(?:actually\s+|always\s+)?(?:on\s+)?(?P<o>{english.DATE})", "given"),
        *_attributes(),
        *_fragments(),
        _frame("the name's", "name", r"(?:the name's|the name is|name's)\s+(?=[A-Z])", "name", check=english.is_name),
        _frame("divorce came through", "relationship_status", r"(?:my|our|the)\s+(?P<o>divorce)\s+(?:(?:is|was|got|has been|just|finally|now|officially)\s+)*(?:came|come|went|gone|is)?\s*(?:through|final|finali[sz]ed|granted|official|done|complete)\b(?=\s*(?:[.,;!)]|$)|\s+(?:on|in|last|this|and|today|yesterday|now|so|but|as)\b)", "given", says="divorced", event=True),
        _frame("they proposed", "relationship_status", r"(?:he|she|(?-i:[A-Z])\w+|my \w+)\s+(?:just\s+|finally\s+)?(?P<o>proposed|popped the question)\b[^.;!?]{0,40}\bi (?:said|answered) (?:yes|yeah|yep|of course)\b", "given", says="engaged", event=True),
        _frame("know me as", "name", r"(?:my (?:friends|family|colleagues|mates)|everyone|everybody|people|friends|they|most people|all)\s+(?:just\s+|all\s+)?(?:knows?|calls?)\s+me\s+(?:as\s+)?(?!\w+[^.;!?]{0,12} (?:by mistake|by accident|wrongly|for some reason|sometimes|when|if|as a joke)\b)", "name", check=english.is_name),
        _frame("my parents named me", "name", r"my (?:parents|mother|mom|mum|father|grandmother)\s+(?:named|called|christened)\s+me\s+", "name", check=english.is_name),
        _frame("my roots", "comes_from", r"my\s+(?:roots|people|childhood)\s+(?:are|lie|was|was spent)\s+(?:from\s+|in\s+)", "place", check=english.is_place),
        _frame("my line of work", "occupation", r"my\s+(?:line of work|calling|field)\s+is\s+(?:being\s+)?(?:an?\s+)?", "noun", check=english.is_trade),
        _frame("my ambition", "goal", r"(?:it is|it's)\s+my\s+(?:dream|ambition|goal|aim|plan)\s+to\s+", "deed", check=english.is_aim),
        _frame("one day I will", "goal", r"(?:one day|someday|some day)\s+i(?:'ll| will| want to| hope to| plan to| am going to|'m going to)\s+", "deed", check=english.is_aim),
        _frame("what I like", "likes", r"(?:what|the thing) (?:i|we) (?:really )?(?:love|like|enjoy)(?: (?:most|best|a lot|doing))?\s+(?:is|are)\s+", "taste", check=_thing),
        _frame("what I hate", "likes", r"(?:what|the (?:one )?thing) i (?:really )?(?:hate|can't stand|dislike)(?: most)?\s+(?:is|are)\s+", "taste", check=_thing, polarity="negated"),
        _frame("nothing beats", "likes", r"nothing beats\s+", "taste", check=_thing),
        _frame("big fan", "likes", r"(?:big|huge|massive|lifelong)\s+(?:fan|lover)\s+of\s+", "taste", check=_thing),
        _frame("not a fan", "likes", r"(?:not|never)\s+(?:much\s+of\s+|been\s+)?(?:a|the)\s+(?:\w+\s+)?fan\s+of\s+", "taste", check=_thing, polarity="negated"),
        _frame("what I do", "occupation", r"what i do(?: for (?:a living|work))?(?: is|:)\s+(?:work as |be )?(?:an?\s+)?", "noun", check=english.is_trade),
        _frame("by profession", "occupation", r"(?:by (?:profession|trade|training)|professionally|workwise|work-wise|for work|for a living),?\s+i(?:'m| am)\s+(?:an?\s+)?", "noun", check=english.is_trade),
        _frame("the one I like best", "favorite", r"(?:the|of all)\s+(?P<k>[a-z]+(?: [a-z]+)?)\s+i\s+(?:like|love|enjoy)\s+(?:the\s+)?(?:best|most)(?: of all)?\s+(?:is|are)\s+", "taste", check=_thing),
        _frame("my age", "age", r"my age is\s+(?P<o>\d{1,3})\b", "given"),
        _frame("my job at", "works_at", r"my\s+(?:(?:current|new|day|present)\s+)*(?:job|work|workplace|employer|company|office)(?:'s|\s+is)\s+(?:now\s+|called\s+)?(?:(?:at|with)\s+)?(?:the\s+)?(?=[A-Z])", "name", check=english.is_proper),
        _frame("my job is", "occupation", r"my\s+(?:(?:current|new|day|present|actual)\s+)*(?:job|profession|occupation|trade|job title|title|career|role|work)(?:'s|\s+is)\s+(?:now\s+|being\s+|as\s+|to be\s+)*(?:an?\s+|the\s+)?", "noun", check=english.is_trade),
        _frame("my home", "lives_in", r"(?:(?:my|our)\s+(?:home|place|flat|apartment|house|address|base|current (?:home|city|location))|home(?:\s+(?:for me|base))?)(?:'s|\s+is|\s+has been)\s+(?:now\s+|currently\s+|still\s+)*(?:in\s+)?", "place", check=english.is_place),
        _frame("my town", "comes_from", r"my\s+(?:home ?town|home country|native (?:country|city|town|land)|family)(?:'s|\s+is|\s+comes|\s+was)\s+(?:from\s+)?", "place", check=english.is_place),
        _frame("my goal", "goal", r"(?:my|our)\s+(?:\w+[- ]){0,2}?(?:goals?|dreams?|plan|ambition|aim|aspiration|resolution|mission|life goal)(?:\s+(?:for|in|this|of)\s+[\w' ]{1,24}?)?(?:'s|\s+is|\s+are|\s+has always been|\s+was always)\s+(?:now\s+|still\s+|always\s+)?(?:to\s+)?", "deed", check=english.is_aim),
        _frame("a dream of mine", "goal", r"it(?:'s|\s+is|\s+has)\s+(?:always\s+)?(?:been\s+)?(?:a|my)\s+(?:\w+\s+)?(?:dream|goal|ambition)(?:\s+of mine)?\s+to\s+", "deed", check=english.is_aim),
        _frame("another goal", "goal", r"another\s+(?:goal|dream)(?:\s+of mine)?(?:\s+is\s+to|:)\s+", "deed", check=english.is_aim),
        _frame("one of my favorites is", "likes", rf"(?:one|some) of my\s+{_RANK}{_FAVORITE}s?(?:\s+[\w'-]+){{0,4}}?{_IS}{_SURE}", "taste", check=_thing),
        _frame("my favorite", "favorite", rf"my\s+{_RANK}{_FAVORITE}\s+(?P<k>[a-z][\w'-]*(?:\s+(?!is\b|are\b|was\b|has\b|would\b)[a-z][\w'-]*){{0,3}}?){_IS}{_SURE}", "taste", check=_thing),
        _frame("my favorite one", "favorite", rf"my\s+{_RANK}{_FAVORITE}(?:\s+one)?{_IS}{_SURE}", "taste", check=_thing),
        _frame("favorite thing", "favorite", rf"{_FAVORITE}\s+(?P<k>[a-z]\w*(?:\s+[a-z]\w*){{0,2}}?)\s*(?:[:=]|\s+is\s|\s+has to be\s)\s*{_SURE}", "taste", check=_thing),
        _frame("one of my favorites is", "likes", rf"(?:one|some) of my\s+{_RANK}{_FAVORITE}s?(?:\s+[\w'-]+){{0,4}}?{_IS}{_SURE}", "taste", check=_thing),
        _frame("my hobby", "likes", r"my\s+(?:\w+\s+)?(?:passions?|interests?)(?:\s+(?:is|are|include|includes)|'s)\s+(?:for\s+)?", "taste", check=_thing),
        _frame("my first language", "speaks", r"my\s+(?:first|second|third|native|mother|other)\s+(?:language|tongue)(?:'s|\s+is)\s+(?:actually\s+)?", "noun", check=english.is_tongue),
        _frame("my major", "studies", r"my\s+(?:major|degree|field of study|field|course|minor)(?:'s|\s+is)\s+(?:in\s+)?(?:now\s+)?(?!not\b|going\b|from\b|a\b)", "noun", check=english.is_study),
        _frame("count me as", "diet", rf"(?:you can\s+|please\s+)?(?:count me as|put me down as|think of me as)\s+(?:an?\s+)?(?P<o>{english.DIET})\b", "given"),
        _frame("my age here", "age", r"(?:being\s+)?(?P<o>\d{1,3})(?:\s+years?\s+old|\s*yo)?(?:\s+(?:here|today|now|and counting)(?=[.,!]|$| and\b)|(?<=being \d\d)(?=,))", "given"),
        _frame("my diet", "diet", rf"my\s+diet(?:'s|\s+is)\s+(?:now\s+|strictly\s+|mostly\s+|fully\s+)*(?P<o>{english.DIET})", "given"),
        _frame("my condition", "health", r"my\s+doctors?\s+(?:(?:just|recently|has|have|had)\s+)*diagnosed\s+me\s+with\s+", "noun", check=english.names_something),
        _frame("always answer", "instruction", r"(?:(?:please|pls|and|so|but|remember|note|i(?:'d| would)? (?:want|like|need) you to|can you|could you|from now on|in (?:the )?future|going forward|for all (?:answers|replies))[,:]?\s+){0,3}(?P<o>(?:always|never|only ever|don't ever)\s+(?:\w+ly\s+)?(?:answer|reply|respond|use (?=[^.!?]*(?:units?|metric|imperial|emojis?|bullet|english|spanish|french|german|british|american|celsius|fahrenheit|tone|words|sentences|examples|paragraphs|headings|markdown|when (?:you|answering)|with me|formal|first|slang|jargon|tables?))|write|speak|talk to me|call me|address me|give me|format|cite|explain|convert|remind me|be (?:brief|concise|polite|formal)|translate|start your|end your|sign your|send me|round)\b)", "deed"),
        _frame("how to answer", "instruction", rf"(?:please\s+|pls\s+|and\s+)*{_NO_TELLING}(?P<o>(?:don't\s+|do not\s+|no\s+|stop\s+|only\s+|skip\s+the\s+|leave\s+out\s+)?(?:(?:using|use|keep|make|give|write|put|send|format|answer|reply|respond|speak|talk)\s+)?(?:(?:[\w'-]+\s+){{0,3}}?)(?:your (?:answers|replies|responses|messages)|emojis?|bullet points|metric units|imperial units|celsius|fahrenheit|exclamation marks)\b)", "deed"),
        _frame("from now on", "instruction", r"(?:please\s+|pls\s+)?(?:from now on|going forward|in (?:the )?future|for all (?:future )?(?:answers|replies)),?\s+(?:please\s+|pls\s+|can you\s+|could you\s+)?(?P<o>(?:always\s+|never\s+|only\s+|don't\s+|do not\s+)?(?:answer|reply|respond|use|write|speak|talk|call me|address|give|format|include|cite|explain|show|convert|remind|keep|be|translate|avoid|list|add|refer|assume|suggest|recommend|send)\b)", "deed"),
        _frame("standing request", "instruction", r"(?:please\s+|pls\s+|can you\s+|could you\s+)*(?P<o>(?:don't\s+|do not\s+|stop\s+|only\s+)?(?:answer(?:ing)?|reply(?:ing)?|respond(?:ing)?|us(?:e|ing)|write|writing|talk to me|address me|format|convert|switch to)\s+(?=[^.!?]*\b(?:from now on|every time|in (?:the )?future|for all (?:answers|replies)|in all (?:answers|replies)|going forward|each time)\b))", "deed"),
        *broad(),
    )  # fmt: skip


_MORE_NAMES: Final = re.compile(r"(?:(?:, (?:and )?| and | & )[A-ZÀ-Þ][\w-]+){1,5}(?=\s*(?:[.;!,]|$))")


_BREED: Final = re.compile(
    r"(?:,?(?: and)? (?:he|she|it)(?:'s| is)|'s| is) (?:an? )(?P<breed>[\w-]+(?: [\w-]+){0,3}?)(?=\s*(?:[.,;!?]|$)|\s(?:and|who|that|but|from|with)\b)"
)


def pet_named(text: str, hit: re.Match[str], end: int) -> str:
    """Return a pet, its name and breed without the words between: "dog Rex, beagle" of "my dog's name is Rex and he's a beagle"."""
    kind, called, at = hit["kind"], hit["called"], hit.end("called")
    more = _MORE_NAMES.match(text, at, end) if kind.endswith("s") else None
    breed = _BREED.match(text, at, end)
    of_breed = f", {breed['breed']}" if breed and english.ends_in(breed["breed"], words.BREEDS) else ""
    if kind.endswith("s") and not more and text[: hit.start()].lower().endswith("one of "):
        kind = re.sub(r"ies\Z", "y", kind).removesuffix("s")
    return f"{kind} {called}{more[0] if more else ''}{of_breed}"


@cache
def anywhere() -> tuple[Frame, ...]:
    """Return the frames that state by the way: an apposition, a name beside its noun."""
    kin, partner = words.KIN, words.PARTNER
    return (
        _frame("partner's name", "partner", rf"\b(?:my|our)\s+{_WHICH}(?P<k>{partner})(?![\w-]){_NOT_KIN}{_CALLED}(?:now\s+|called\s+|named\s+)?(?=[A-ZÀ-Þ])", "name", check=_is_person),
        _frame("relative's name", "relative", rf"\b(?:my|our)\s+{_WHICH}(?P<k>{kin})(?![\w-]){_NOT_KIN}{_CALLED}(?=[A-ZÀ-Þ])", "name", check=_is_person),
        _frame("relatives' names", "relative", r"\bmy\s+(?P<k>sisters|brothers|sons|daughters|kids|children|parents|cousins|nephews|nieces|twins|grandparents|aunts|uncles)(?:\s+are(?: called| named)?\s+|\s*,\s*|\s+)(?=[A-ZÀ-Þ][\w'-]+(?:,| and))", "name", check=_is_person),
        _frame("name is my partner", "partner", rf"(?:^|(?<=[.,;!?] ))(?P<o>[A-ZÀ-Þ][\w-]+)(?:'s|\s+is)\s+(?:now\s+|still\s+)?my\s+{_WHICH}(?P<k>{partner})(?![\w'’-])", "given", check=_is_person, cue=" my "),
        _frame("name is my relative", "relative", rf"(?:^|(?<=[.,;!?] ))(?P<o>[A-ZÀ-Þ][\w-]+)(?:'s|\s+is)\s+my\s+{_WHICH}(?P<k>{kin})(?![\w'’-])", "given", check=_is_person, cue=" my "),
        _frame("pet's name", "pet", rf"\b(?:my|our)\s+(?:[\w-]+\s+){{0,2}}?(?P<o>(?P<kind>{_PETS}){_CALLED}(?:now\s+)?(?P<called>[A-ZÀ-Þ][\w'-]*\w))(?<!'s)", "given", check=lambda o: o.split()[-1][0].isupper() and o.split()[-1].lower().removesuffix("s") not in words.BREEDS and english.is_name(o.split()[-1].lstrip("(")) and o.split()[-1].lower() not in _DAYS),
        _frame("kind of pet", "pet", rf"\b(?:my|our)\s+(?:[\w-]+\s+){{0,2}}?(?:{_PETS})(?:'s|\s+is|\s+are)\s+(?:actually\s+)?(?:(?:an?|both|all)\s+)?(?=[\w-])", "noun", check=lambda o: english.ends_in(o, words.BREEDS | {f"{breed}s" for breed in words.BREEDS})),
        _frame("relative by name too", "relative", rf"\bi(?:'ve|\s+have)(?:\s+got)?\s+(?:an?|one)\s+[\w -]{{2,40}}?\s+(?:named|called)\s+\w+,?\s+and\s+(?:an?|another|one)\s+{_WHICH}(?P<k>{kin})\s+(?:named|called)\s+(?=[A-ZÀ-Þ])", "name", check=_is_person, cue=" and "),
        _frame("other half of descent", "nationality", r"\bi(?:'m| am)\s+half[- ][A-Za-z]+,?\s+(?:and\s+)?half[- ](?P<o>[A-Za-z]+)\b", "given", check=english.is_nation, cue="half"),
        _frame("other citizenship", "nationality", r"\bi\s+(?:have|hold)\s+(?:dual|double)\s+(?:citizenship|nationality)[,:]?\s+(?:of\s+)?[A-Z]\w+\s+and\s+(?P<o>[A-Z]\w+)", "given", check=english.is_nation, cue="al "),
        _frame("is my favorite", "favorite", rf"(?:^|(?<=[.,;!?:] )|(?<=\band )|(?<=\bthat ))(?P<o>(?!it\b|that\b|this\b|they\b|these\b|he\b|she\b|which\b|what\b|there\b|who\b|those\b)[^.,;!?:]{{2,60}}?)(?:'s|\s+is|\s+are|\s+has always been)\s+(?:{_SURE})my\s+{_RANK}{_FAVORITE}(?!s\b|\s+(?:part|thing about|time|memory|moment|of the))(?![^.,;!?]{{0,30}}\b(?:no longer|no more|any ?more)\b)(?:\s+(?P<k>[a-z][\w-]*(?:\s+(?!(?:{_AFTER_KEY})\b)[a-z][\w-]*)?))?", "given", check=lambda o: _thing(o) and _CLAUSE.search(o) is None, cue="fav"),
        _frame("is one of my favorites", "likes", rf"(?:^|(?<=[.,;!?:] )|(?<=\band ))(?P<o>(?!it\b|that\b|this\b|they\b|these\b|he\b|she\b|which\b|what\b|there\b|who\b|those\b|one\b)[^.,;!?:]{{2,60}}?)(?:'s|\s+is|\s+are|\s+has always been)\s+(?:definitely\s+|also\s+|still\s+)?(?:one of|some of|among|up there with)\s+my\s+{_RANK}{_FAVORITE}s?\b", "given", check=_thing, cue="fav"),
        _frame("gives me joy", "likes", rf"(?:^|(?<=[.,;!?:] )|(?<=\band ))(?P<o>(?!it\b|that\b|this\b|they\b|these\b|he\b|she\b|which\b|what\b|there\b|who\b|seeing\b|those\b|you\b|your\b|knowing\b|the\b|just\b|hearing\b)[^.,;!?:]{{2,50}}?)(?:\s+always)?{_JOY}", "given", check=lambda o: _thing(o) and not re.search(r"\b(?:my|our|his|her|their|your|i|we|you|and|it)\b", o.lower()), cue=" me"),
        _frame("my home country, X", "comes_from", r"\b(?:my|our)\s+(?:home ?town|home country|native (?:country|city|town|land))(?:\s+of\s+|,\s+)", "place", check=english.is_place),
        _frame("role as", "occupation", r"\bmy\s+(?:\w+\s+)?(?:role|job|position|career|day job)\s+as\s+(?:an?\s+|the\s+)", "noun", check=english.is_trade),
        _frame("as a", "occupation", r"(?:^|(?<=[.,;!?] ))(?:(?:so|and|but|well|also|oh)[, ]\s*)?(?:as|being)\s+(?:an?|the)\s+(?P<o>[\w' -]{3,50}?)(?:,\s*|\s+)(?=(?:i|i'm|i've|i'd|my|we)\b)", "given", check=english.is_trade),
        _frame("was given it", "owns", r"\b(?:the|this|that|these|those|an?)\s+(?P<o>(?:[\w'-]+\s+){0,3}?[\w'-]+)\s+(?:that\s+|which\s+)?(?:my\s+[\w'-]+|i)\s+(?:gave me|bought me|got me|(?:just\s+|recently\s+)?(?:bought|ordered|own|inherited))\b", "given", check=english.is_holding),
        _frame("my car, it's a", "owns", r"\bmy\s+(?:\w+\s+)?(?:car|van|truck|bike|motorbike|motorcycle|scooter|suv)\b[^.;!?]{0,40}?[,;]\s*(?:it['’]?s|it is)\s+(?:an?|the)\s+(?:(?:old|new|used|little|red|blue|black|white|silver|grey|gray|green)\s+)*(?=[A-Z\d])", "noun", check=lambda o: english.is_proper(o) and o.lower().split()[0].removesuffix("s") not in _DAYS and not re.fullmatch(r"\d+", o), cue="it"),
        _frame("having my own", "owns", r"\b(?:having|running|owning|run|opened|opening)\s+my\s+own\s+(?P<o>(?:[\w'-]+\s+){0,3}?(?:business|store|shop|studio|company|bakery|cafe|restaurant|salon|gallery|boutique))\b", "given"),
        _frame("diagnosed me", "health", r"\bdiagnosed\s+me\s+with\s+", "noun", check=english.names_something),
        _frame("a group I'm part of", "member_of", r"\b(?:the|a|this|my|our)\s+(?P<o>(?:[\w-]+\s+){1,3}?(?:group|club|team|choir|band|community|organization|league|society))\s+(?:that\s+)?i(?:'m| am)\s+(?:a\s+)?(?:part|member)\s+of\b", "given"),
        _frame("from where I live", "lives_in", r"\b(?:in|from|to|of)\s+(?P<o>(?-i:[A-ZÀ-Þ])[\w'-]+(?: (?-i:[A-ZÀ-Þ])[\w'-]+){0,3}|[a-z]+(?: [a-z]+){0,2}),?\s+where\s+(?:i|we)(?:['’]m|['’]re| am| are)?\s+(?:currently\s+|now\s+|both\s+)?(?:live|living|based)\b(?!\s+(?:in (?:my|the|a)|when|until|like|with(?! (?:my|our))|off|for (?:a|the|free|art|music)))", "given", check=lambda o: english.is_place(o) or is_hasty_place(o), cue="where "),
        _frame("where I live", "lives_in", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-ZÀ-Þ][\w' -]{1,30}?)(?:'s|\s+is)\s+(?:now\s+)?(?:where (?:i|we)(?:'m| am)? (?:live|stay|based|call home)|(?:my|our) home|home (?:for (?:me|us)|to me|now))\b", "given", check=english.is_place),
        _frame("what I do with it", "activity", r"\bthe (?:instrument|sport|game) i play is\s+(?:the\s+)?", "noun", check=english.is_game),
        _frame("the language I speak", "speaks", r"\bthe languages? i (?:speak|grew up with)(?: at home| best)? (?:is|are)\s+", "noun", check=english.is_tongue),
        _frame("the company I work for", "works_at", r"\bthe (?:company|firm|place|startup) (?:i work (?:for|at)|where i work) is (?:called )?", "name", check=english.is_proper),
        _frame("is where I work", "works_at", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-ZÀ-Þ][\w&' -]{1,30}?)\s+is\s+(?:now\s+)?(?:where (?:i|we)(?:'m| am)? (?:work|employed)|my (?:new )?employer)\b", "given", check=english.is_proper),
        _frame("is where I was born", "born_in", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-ZÀ-Þ][\w' -]{1,30}?)\s+is\s+where i (?:was born|came into the world)\b", "given", check=english.is_place, cue="where i"),
        _frame("is where I'm from", "comes_from", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-ZÀ-Þ][\w' -]{1,30}?)\s+is\s+(?:where (?:i'm|i am|i come) from|where i grew up|my home ?town|my home country)\b", "given", check=english.is_place),
        _frame("is where I study", "studies_at", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-ZÀ-Þ][\w' -]{1,40}?)\s+is\s+(?:where (?:i|we) (?:study|go)|my (?:school|university|college|uni))\b", "given", check=english.is_proper),
        _frame("is what I study", "studies", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-Za-z][\w' -]{2,40}?)\s+is\s+(?:what i(?:'m)? (?:study|studying)|my major)\b", "given", check=english.is_study, cue="what i"),
        _frame("is what I love", "likes", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-Za-z][\w' -]{2,40}?)(?:['’]s|\s+(?:is|are))\s+(?:what i (?:really )?(?:love|like|enjoy)\b|(?:totally |really |so |mostly |mainly |definitely |still |always |kind of )?my (?:thing|jam|cup of tea|happy place|guilty pleasure)\b)", "given", check=_thing),
        _frame("is not my thing", "likes", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-Za-z][\w' -]{2,40}?)\s+(?:is not|isn't|are not|aren't|has never been)\s+(?:really |exactly )?(?:my (?:thing|cup of tea|jam)|for me)\b", "given", check=_thing, polarity="negated", cue="thing"),
        _frame("lives with me", "pet", rf"\b(?:an?|two|three|four|my|our)\s+(?P<o>(?:[\w-]+ )?(?:{_PETS}))\s+(?:lives?|live|stays?)\s+with (?:me|us)\b", "given"),
        _frame("belongs to me", "owns", r"\b(?:the|this|that)\s+(?P<o>(?:[\w-]+ ){0,2}?[\w-]+)\s+(?:belongs to me|is mine)\b", "given", check=english.is_holding),
        _frame("our N children", "children", rf"\bour\s+(?P<o>(?:one|two|three|four|five|six|\d)\s+(?:[a-z-]+ )?{english.CHILDREN})\b", "given"),
        _frame("children call me", "children", rf"(?:^|(?<=[.,;!?] ))(?P<o>(?:two|three|four|five|six|\d)\s+(?:[a-z-]+ )?{english.CHILDREN})\s+(?:call me|keep me|live with me|depend on me|of my own)\b", "given", cue=" me"),
        _frame("at my age", "age", r"(?:^|(?<=[.,;!?] ))(?:now\s+)?at\s+(?:the age of\s+|age\s+)?(?P<o>\d{2}),?\s+i(?:'m| am|'ve| have| feel| still)\b", "given", cue="at "),
        _frame("as someone of age", "age", r"\bas an?\s+(?P<o>\d{1,3})[- ]year[- ]old\b", "given"),
        _frame("year-old here", "age", r"(?:^|(?<=[.,;!?] ))(?P<o>\d{1,3})[- ]year[- ]old\b[^.,;!?]{0,30}\bhere\b", "given", cue="here"),
        _frame("is my birthday", "birthday", rf"(?P<o>{english.DATE})\s+(?:is|was)\s+my\s+birthday\b", "given", cue="birthday"),
        _frame("is my go-to", "uses", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-Z][\w ]{1,24}?)\s+(?:is|has been)\s+(?:my (?:go-to|daily driver|\w+(?: \w+)? of choice|main \w+)|what i use)\b", "given", check=english.is_proper, cue="my "),
        _frame("of choice", "uses", r"\bmy\s+[\w ]{2,20}?\s+of choice\s+is\s+", "name", check=english.is_proper),
        _frame("and I are married", "partner", r"(?:^|(?<=[.,;!?] ))(?P<o>[A-Z][\w-]+)\s+and\s+i\s+(?:are|have been|got|just got)\s+(?:\w+\s+)?(?:married|engaged|dating|together|a couple)\b", "given", key="partner", check=_is_person, cue="and i"),
        _frame("I do for a living", "occupation", r"\b(?:i do|what i do) for a living(?: is|:)\s+(?:an?\s+)?", "noun", check=english.is_trade),
        _frame("age, then trade", "occupation", r"(?:^|(?<=[.!?] ))\d{2}\s?/?[mf]\b,?\s+(?P<o>[a-z][a-z-]+(?: [a-z-]+){0,2}?)(?=\s*(?:[.,;]|$)|\s(?:from|in|at|and|with)\b)", "given", check=english.is_trade),
        _frame("age, then status", "relationship_status", rf"(?:^|(?<=[.!?] ))\d{{2}}\s?/?[mf]\b[^.;!?]{{0,60}}?,\s+(?P<o>{english.STATUS})(?=\s*(?:[.,;]|$))", "given"),
        _frame("age, then children", "children", rf"(?:^|(?<=[.!?] ))\d{{2}}\s?/?[mf]\b[^.;!?]{{0,60}}?,\s+(?P<o>{english.COUNT}\s+{english.CHILDREN})(?![\w-])", "given"),
        _frame("my N children", "children", rf"\bmy\s+(?P<o>(?:one|two|three|four|five|six|\d)\s+(?:[a-z-]+ )?{english.CHILDREN})\b", "given"),
        _frame("which I use", "uses", r"\b(?P<o>[\w'-]+\s[\w'-]+)\s+(?:that|which)\s+i\s+use\s+(?:regularly|daily|every day|all the time)\b", "given"),
    )  # fmt: skip


HAILED: Final = re.compile(
    r"\W*(?:hi|hello|hey|hiya|heya|yo|greetings|good (?:morning|evening|afternoon|day))(?:\s+(?:all|everyone|there|guys|folks|y'all|again|team|claude|chatgpt|bot))?\W*",
    re.IGNORECASE,
)
INTRODUCED: Final = re.compile(
    r",\s+(?:and\s+)?(?:(?:i'm|i am|im)\s+(?!(?:not|so|very|really|just|still|only|too)\b)|i (?:live|work|study|teach|come from)\b|an?\s+(?:[\w-]+\s+){0,3}[\w-]+(?=\s*(?:[.,;!]|$)|\s(?:and|from|at|in|for|who|with|based|living)\b)|(?:mum|mom|mother|dad|father)\s+(?:of|to)\b|(?:based|living|born)\s+in\b|\d{2}\b(?=\s*(?:[.,;!]|$|years?\b|and\b|from\b|living\b)))"
    r"|,?\s+and\s+(?:i'm|i am)\s+(?:an?\b|from\b|\d{2}\b|based\b|studying\b)|,?\s+and\s+i\s+(?:live|work|study|teach|come from)\b",
    re.IGNORECASE,
)
"""How people go on who have just said who they are: "I'm Priya, I live in Pune"."""
GREETED: Final = re.compile(
    r"(?:(?:hi|hello|hey|hiya|heya|good (?:morning|evening|afternoon))(?:\s+(?:all|everyone|there|guys|folks|y'all|again|team))?[,.!:\s-]+)?(?:(?:i'm|i am|im|this is|it's|its)|my name'?s)\s+(?=[A-Z])",
    re.IGNORECASE,
)
"""How people say who they are as they come in."""
