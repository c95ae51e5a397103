# ruff: noqa: E501 - a pattern is read as one line
"""The frames of English: what people say of themselves, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from . import _english_words as words
from ._frames import Check, Frame
from ._objects import Cut

_FLAGS: Final = re.IGNORECASE
_DET: Final = r"(?:a|an|the|my|our|some|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|another|new|this|these|any|no|lots of|so many|a couple of|a few)"
_END: Final = r"(?=$|[.,;:!?)(…\n]| -|—|\s*[\U0001f000-\U0001ffff]| (?:and|but|btw|so|now|today|yesterday|this|since|lol|haha|already|again|with|because|for|as|like|these|in case|too|though|to|if|on|by|again|still|atm|rn|tbh|or|which|ok|okay|here|thanks|twelve|anyway|over|in the|after|at heart|myself)\b)"
_NUMBER: Final = (
    r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))"
)
_MONTH: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DATE: Final = (
    rf"(?:(?:{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH})(?:,? (?:of )?\d{{4}})?|\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?"
    rf"|(?:christmas(?: day| eve)?|halloween|new year's(?: day| eve)?|valentine's day)|{_MONTH} \d{{4}})"
)
STATUS: Final = r"(?:married|single|divorced|engaged|widowed|separated|in a relationship|in an open relationship|in a long[- ]distance relationship|a widow|a widower|a bachelor|unmarried|recently divorced|celibate)"
DIET: Final = r"(?:" + "|".join(sorted((re.escape(w) for w in words.DIETS), key=len, reverse=True)) + r")s?"
ILL: Final = (
    r"(?:" + "|".join(sorted((re.escape(w) for w in words.CONDITION_WORDS), key=len, reverse=True)) + ")"
)
CHILDREN: Final = r"(?:kids?|child(?:ren)?|sons?|daughters?|boys?|girls?|twins|triplets|babies|baby|toddlers?|teenagers?|teens?|little ones|stepkids|stepchildren|stepsons?|stepdaughters?|grandchild(?:ren)?|grandkids)"
COUNT: Final = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d|no|twin|both|several)"


def head_of(phrase: str) -> str:
    found = re.split(r"\s(?:of|for|with|in|at|from|named|called|that|who)\s|,", phrase.lower())[0].split()
    return found[-1] if found else ""


def ends_in(phrase: str, listed: frozenset[str]) -> bool:
    low = re.split(r"\s(?:of|for|with|in|at|from|named|called|that|who)\s|,", phrase.lower())[0].strip()
    said = low.split()
    return any(" ".join(said[-n:]) in listed for n in (1, 2, 3) if n <= len(said))


def is_thing(phrase: str) -> bool:
    """Return whether a phrase names something that lasts, as far as its head tells."""
    low = phrase.lower()
    return (
        names_something(phrase)
        and 1 < len(low.split()) < 5
        and not re.search(
            r"\b(?:gifts?|presents?|tickets?|coffee|tea|drinks?|lunch|dinner|breakfast|pizza|cakes?|grocer\w+|food|meals?|snacks?|bottles?|bags? of|packs?|round|flowers|things?|"
            r"few|stuff|bread|milk|eggs?|fruits?|vegetables?|wine|beer|ingredients?|supplies|items?|pass|membership|subscription|flights?|trip|course|meds|seeds?|materials?|"
            r"chicken|meat|fish|cheese|chocolate|candy|cookies|beans|rice|pasta|sauce|oil|spices?|time|lot|some|more|new ones?|bunch|dozen|round|deal|kind|sort|pack)\b",
            low,
        )
    )


_VERDICT: Final = re.compile(
    r"(?:terrible|bad|good|great|horrible|lousy|decent|awful|mean|poor|designated|slow|fast|careful|better|worst|best|hopeless|natural|mediocre|nervous|"
    r"born|amazing|pretty|messy|quick|lazy|fussy|picky|sucker|slave|martyr|glorified|unpaid|walking|human|bit|little|kind|sort|big|real|firm|fair|solid|keen|avid)\b",
    re.IGNORECASE,
)
"""How well one does something, and no trade: "a terrible cook"."""

_IDLE_ALLERGIES: Final = re.compile(
    r"(?:mondays?|mornings?|nonsense|bullshit|drama|work(?:ing)?|exercise|small talk|stupidity|commitment|effort|responsibility|fun|people|meetings?|"
    r"early|paperwork|the word|bad|gossip|math|maths|cooking|cleaning|housework|change|excuses|lies|hype|deadlines|mediocrity|boredom|lazy|marketing|spreadsheets)\b",
    re.IGNORECASE,
)


def is_allergen(phrase: str) -> bool:
    """Return whether one can be allergic to something in earnest."""
    return names_something(phrase) and not _IDLE_ALLERGIES.match(phrase)


def is_trade(phrase: str) -> bool:
    head = head_of(phrase)
    if phrase.lower() in words.NO_TRADES or len(phrase.split()) > 6 or _VERDICT.match(phrase):
        return False
    return ends_in(phrase, words.TRADES) or head.endswith(words.TRADE_ENDS)


def is_post(phrase: str) -> bool:
    """Return whether a phrase can follow "I work as a"."""
    return names_something(phrase) and head_of(phrase) not in {
        "team",
        "group",
        "hobby",
        "way",
        "reminder",
        "family",
        "couple",
        "side",
        "unit",
        "base",
        "result",
        "treat",
        "whole",
        "joke",
    }


def is_animal(phrase: str) -> bool:
    low = re.split(r"\s(?:named|called|who|that|with|from|in)\s|,", phrase.lower())[0]
    return ends_in(low, words.ANIMALS) and not re.search(r"\b(?:food|toy|bed|costume|person|allergy)\b", low)


def is_holding(phrase: str) -> bool:
    return ends_in(phrase, words.HOLDINGS) and not ends_in(phrase, words.ANIMALS)


def names_something(phrase: str) -> bool:
    low = phrase.lower().split()
    return (
        bool(low)
        and low[0] not in words.EMPTY
        and low[-1] not in {"it", "that", "this", "them", "one", "you", "ones", "way"}
    )


THE: Final = re.compile(
    r"the (?:[\w-]+ )*?(?:[\w-]+ of\b|sea|ocean|beach|mountains?|outdoors|rain|snow|theat(?:re|er)|cinema|opera|ballet|night|winter|summer|autumn|fall|spring|"
    r"gym|city|countryside|colou?r|sun|cold|heat|water|forest|woods|desert|piano|guitar|violin|eighties|nineties|arts|movies|circus|zoo|news|stars|moon|wind)|the [A-Z]"
)


def is_taste(phrase: str) -> bool:
    """Return whether a phrase can be what one lastingly likes, and is no reaction to what was just said."""
    low = phrase.lower()
    if not names_something(phrase) or len(low.split()) > 14:
        return False
    return not re.match(
        r"(?:to (?:think|say|believe|pretend|imagine|admit|joke|tease|hear|see|know|learn|help|try|get|have|be|go|check|talk|share|visit|join|explore|incorporate|make|know|add)\b|hearing|seeing|knowing|"
        r"(?:the )?(?:(?:look|sound)(?! of)|idea|concept|thought|fact|suggestions?|options?|recommendations?|enthusiasm|attitude|energy|vibes?|way|part|photos?|pic(?:ture)?s?|"
        r"video|colou?rs?|design|message|spirit|passion|quote|name|feel|details?|advice|plan|first|second|third|last|one)\b|if\b|being able|talking (?:to|with) you|"
        r"chatting|where\b|when\b|it when\b|being (?:ignored|lied|told|the last|right|wrong|left)|having you|how\b|you\b|your\b|him|her\b|them|everyone|everything|every\b|each|it\b|and\b|or\b|as\b|in\b|at\b|with\b|when\b|more\b|not\b|better\b|"
        r"(?:my|our) (?:family|wife|husband|kids|children|job|life|boyfriend|girlfriend|partner|mom|dad|sister|brother)\b|u\b|ya\b|this\b|that\b)",
        low,
    )


def is_deed(phrase: str) -> bool:
    low = phrase.lower().split()
    if len(low) < 2 and low[:1] not in (["running"], ["swimming"], ["painting"], ["writing"], ["cycling"], ["knitting"], ["gardening"],
                                        ["journaling"], ["meditating"], ["volunteering"], ["dancing"], ["climbing"], ["hiking"], ["smoking"], ["vaping"], ["fasting"], ["jogging"],
                                        ["surfing"], ["rowing"], ["sewing"], ["skiing"], ["drawing"], ["singing"], ["boxing"], ["fencing"], ["lifting"]):  # fmt: skip
        return False
    return (
        bool(low)
        and low[0] not in words.NO_ACTIVITY
        and low[1:2] not in (["it"], ["that"], ["this"], ["so"], ["them"])
        and low[0].endswith("ing")
    )


def is_aim(phrase: str) -> bool:
    low = phrase.lower()
    verb = low.split()[0] if low else ""
    if verb not in words.AIMS or len(low.split()) < 2 or re.match(words.NO_AIMS, low):
        return False
    if verb in words.NARROW_AIMS and not re.match(words.NARROW_AIMS[verb], low):
        return False
    return not re.search(
        r"^\w+ (?:it|that|this|them|up|out|on|with|more)\b|\b(?:this weekend|tomorrow|tonight|today|next week(?:end)?|this week|later|soon|you|your|for (?:him|her|my (?:sister|mom|friend)))\b|\b(?:it|that|them)$",
        low,
    )


def is_proper(phrase: str) -> bool:
    return bool(re.match(r"[A-ZÀ-Þ0-9]", phrase)) and phrase.lower() not in words.EMPTY


def is_place(phrase: str) -> bool:
    low = phrase.lower()
    return (
        low not in words.NO_PLACE
        and bool(re.match(r"[A-ZÀ-ÞĀ-Ž]", phrase))
        and low not in words.LANGUAGES
        and not re.match(
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|(?:january|february|march|april|june|july|august|september|october|november|december)$|i$",
            low,
        )
    )


def is_employer(phrase: str) -> bool:
    low = phrase.lower()
    if re.match(
        r"(?:home|night|least|the moment|weekends?|it|that|this|myself|my own|nights?|days?|an hour|hours|a living|free|me|him|her|them|us|god|school$|all)\b",
        low,
    ):
        return False
    return is_proper(phrase) or ends_in(phrase, words.ORGANIZATIONS)


def is_school(phrase: str) -> bool:
    return bool(
        re.search(
            r"\b(?:university|college|school|institute|academy|uni|polytechnic|conservatory|mit|eth|ucla|nyu|tu|lse|epfl)\b",
            phrase,
            _FLAGS,
        )
    ) or bool(re.match(r"[A-Z][A-Za-z.]*(?: [A-Z][\w.]*)*$", phrase))


def is_named_school(phrase: str) -> bool:
    return bool(
        re.search(
            r"\b(?:University|College|Institute|Academy|Polytechnic|School|Uni|KU|TU|MIT|ETH|UCLA)\b", phrase
        )
    )


def is_group(phrase: str) -> bool:
    return ends_in(phrase, words.GROUPS) and names_something(phrase)


def is_illness(phrase: str) -> bool:
    return ends_in(phrase, words.CONDITIONS) or bool(
        re.search(
            r"\b(?:diabetes|itis|osis|syndrome|disease|disorder|allergy)\b|(?:itis|osis|algia|emia)\b",
            phrase,
            _FLAGS,
        )
    )


def is_tongue(phrase: str) -> bool:
    return ends_in(phrase, words.LANGUAGES)


def is_nation(phrase: str) -> bool:
    return phrase.lower() in words.NATIONS


def is_game(phrase: str) -> bool:
    return ends_in(phrase, words.INSTRUMENTS)


def is_tool(phrase: str) -> bool:
    low = phrase.lower()
    return (
        names_something(phrase)
        and not re.match(
            r"(?:to\b|up\b|for\b|my (?:time|head|hands?|own|money|free)|the (?:time|money|word|term|same|phrase|opportunity)|time\b|public\b|both\b|different\b|words?\b|"
            r"free time|extra|(?:my|our|the) (?:new )?(?:skills?|experience|free)|it\b|a (?:mix|mixture|combination) of|extra|less|more|fewer|too much|common sense|sarcasm|humor|humour|examples?|lessons?|help\b|advice\b|ideas?\b|tips\b|inspiration\b|practice\b|(?:a|some) (?:help|break|advice|more)\b)",
            low,
        )
        and len(low.split()) < 9
    )


def is_product(phrase: str) -> bool:
    """Return whether a phrase is a tool by name, or a thing that is one."""
    low = phrase.lower()
    return is_tool(phrase) and (
        is_proper(phrase)
        or is_holding(phrase)
        or bool(
            re.search(
                r"\b(?:apps?|software|cleaner|spray|cream|method|planner|calendar|website|program|system|brand|[a-z]*phone|tracker|board|whiteboard|wheelchair|inhaler|lenses|glasses)$",
                low,
            )
        )
    )


def is_study(phrase: str) -> bool:
    low = phrase.lower()
    return (
        names_something(phrase)
        and len(low.split()) < 6
        and not re.search(r"\d", low)
        and not re.match(
            r"(?:a|an|this|these|that|some|hard|for|at|in|abroad|with|up|how|everything|the (?:map|menu|effects?|options)|every|late|all|more|together|a lot|full|part)\b",
            low,
        )
    )


def is_name(phrase: str) -> bool:
    low = phrase.lower()
    return (
        is_proper(phrase)
        and low not in words.NATIONS | words.LANGUAGES
        and low.split()[0]
        not in {
            "i",
            "a",
            "the",
            "my",
            "me",
            "in",
            "so",
            "you",
            "it",
            "him",
            "her",
            "them",
            "when",
            "if",
            "and",
            "but",
            "crazy",
            "mr",
            "monday",
            "sir",
        }
    )


_AUX_HAVE: Final = frozenset({"", "have", "had", "used", "was"})


def _frame(
    reason: str,
    predicate: str,
    verbs: str,
    rest: str,
    cut: Cut = "noun",
    *,
    check: Check | None = None,
    **more: Any,
) -> Frame:
    first = (
        frozenset(each.split()[0].replace("\\", "") for each in verbs.split("|")) if verbs else frozenset()
    )
    pattern = re.compile(rf"(?:{verbs})(?![\w']){rest}" if verbs else rest, _FLAGS)
    if "aux" in more:
        more["aux"] = frozenset(more["aux"].split(" ")) if isinstance(more["aux"], str) else more["aux"]
    return Frame(
        reason=reason, predicate=predicate, pattern=pattern, cut=cut, first=first, check=check, **more
    )


_BE: Final = "be been was willbe"
_S: Final = r"\s+"


def _verbs() -> Iterable[Frame]:
    """Yield the frames that begin with a verb."""
    yield from _where()
    yield from _work()
    yield from _having()
    yield from _tastes()
    yield from _doings()


def _where() -> Iterable[Frame]:
    somewhere = r"\s+(?:(?:here|back|now|right|just|over|together|alone|full[- ]time|up|down|out|currently|permanently|happily|with [\w' ]{1,30}?|on [\w' ]{1,30}?|near|outside(?: of)?|close to)\s+)*(?:in|near|at|outside(?: of)?)\s+(?:(?:an?|my|our|the|some)\s+[\w' -]{1,30}? in\s+)?"
    simple = frozenset({"", "can"})
    yield _frame(
        "live in",
        "lives_in",
        "live|reside|dwell",
        somewhere,
        "place",
        check=is_place,
        aux=simple | {"used", "will", "would to"},
    )
    yield _frame(
        "living in",
        "lives_in",
        "living|based|residing|settled|located|staying permanently|stationed",
        somewhere,
        "place",
        check=is_place,
        aux=_BE,
    )
    yield _frame(
        "lived in",
        "lives_in",
        "lived|resided",
        somewhere,
        "place",
        check=is_place,
        aux="",
        tense="past",
        deny=False,
    )
    yield _frame(
        "have lived in",
        "lives_in",
        "lived|resided|settled",
        somewhere,
        "place",
        check=is_place,
        aux="have",
        deny=False,
    )
    to = r"\s+(?:(?:back|over|out|down|up|away|here|all the way|permanently|together|in)\s+)*(?:from\s+[^,.;]{2,40}?\s+)?(?:to|into)\s+(?:(?:(?:an?|my|our|the|his|her|their|some)\s+[\w' -]{1,30}? in|the city of)\s+)?"
    yield _frame(
        "moved to",
        "lives_in",
        "moved|relocated|emigrated|immigrated",
        to,
        "place",
        check=is_place,
        aux=" have did",
        deny=False,
        event=True,
    )
    yield _frame(
        "moved in",
        "lives_in",
        "settled|settled down",
        r"\s+(?:down\s+)?in\s+",
        "place",
        check=is_place,
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "moving to",
        "lives_in",
        "moving|relocating|emigrating",
        to,
        "place",
        check=is_place,
        aux="be",
        tense="future",
        deny=False,
        dated=True,
    )
    yield _frame(
        "will move to",
        "lives_in",
        "move|relocate",
        to,
        "place",
        check=is_place,
        aux="will",
        tense="future",
        deny=False,
        dated=True,
    )
    yield _frame(
        "live in the city",
        "lives_in",
        "live",
        r"\s+in\s+(?:a|an|the)\s+(?P<o>(?:(?:small|big|quiet|little|tiny|rural|large|busy|beach|mountain)\s+)*(?:city|countryside|suburbs?|town|village|country|mountains))(?=[.,!;]|$| and\b)",
        "given",
    )
    yield _frame(
        "grew up in",
        "comes_from",
        "grew up|was raised|raised|born and raised|was brought up|brought up",
        r"\s+in\s+",
        "place",
        check=is_place,
        aux=" was",
        deny=False,
    )
    yield _frame(
        "come from",
        "comes_from",
        "come|hail|originate",
        r"\s+(?:originally\s+)?from\s+",
        "place",
        check=is_place,
    )
    yield _frame(
        "born in",
        "born_in",
        "born",
        r"(?:\s+and\s+(?:raised|bred))?\s+in\s+(?!the\b|a\b|19|20)",
        "place",
        check=is_place,
        aux="was ",
        tense="present",
    )
    yield _frame(
        "born on",
        "birthday",
        "born",
        rf"\s+on\s+(?P<o>{DATE})",
        "given",
        aux="was ",
        tense="present",
        deny=False,
    )


def _work() -> Iterable[Frame]:
    at = r"\s+(?:(?:as\s+(?:a|an|the)\s+[\w' -]{1,40}?|in\s+[\w ]{2,24}?|on\s+[\w ]{2,20}?|full[- ]time|part[- ]time|remotely|here|mostly|freelance|over|nights|days|days? and nights?)\s+)*(?:at|for|with)\s+(?:a\s+(?:company|firm|startup)\s+called\s+|an?\s+[\w -]{1,30}?(?:company|firm|startup|start-up|bank|agency),\s+(?=[A-Z])|the\s+|a\s+|an\s+)?"
    yield _frame("work at", "works_at", "work", at, "noun", check=is_employer, aux={"", "used", "will"})
    yield _frame(
        "working at",
        "works_at",
        "working|employed|hired",
        at.replace("at|for|with", "at|for|with|by"),
        "noun",
        check=is_employer,
        aux="be been was willbe",
    )
    yield _frame(
        "worked at", "works_at", "worked", at, "noun", check=is_employer, aux="", tense="past", deny=False
    )
    yield _frame(
        "have worked at", "works_at", "worked", at, "noun", check=is_employer, aux="have", deny=False
    )
    yield _frame(
        "work in",
        "works_at",
        "work",
        r"\s+in\s+(?:the|a|an)\s+",
        "noun",
        check=lambda o: ends_in(o, words.ORGANIZATIONS),
        aux={"", "used"},
    )
    start = r"\s+(?:(?:working|a (?:new )?(?:job|position|role)|my (?:new )?job|work|out|as\s+(?:a|an)\s+[\w' -]{1,30}?)\s+)?(?:at|with|for)\s+"
    yield _frame(
        "started at school",
        "studies_at",
        "started|began|starting",
        r"\s+(?:(?:studying|my (?:degree|studies|masters?|phd))\s+)?(?:at\s+)(?:the\s+)?",
        "noun",
        check=lambda o: is_proper(o) and is_named_school(o),
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "started at",
        "works_at",
        "started|began",
        start,
        "noun",
        check=lambda o: is_employer(o) and is_proper(o) and not is_named_school(o),
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "starting at",
        "works_at",
        "starting|joining|beginning",
        r"(?:\s+(?:(?:work|a (?:new )?job|working)\s+)?(?:at|with|for)\s+|\s+(?=[A-Z]))",
        "noun",
        check=is_proper,
        aux="be",
        tense="future",
        deny=False,
        dated=True,
    )
    yield _frame(
        "joined company",
        "works_at",
        "joined",
        r"\s+",
        "noun",
        check=lambda o: is_proper(o) and not is_group(o) and not ends_in(o, frozenset({"rotary"})),
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "got a job at",
        "works_at",
        "got|landed|took|accepted|found",
        r"\s+(?:a|an|my|the)\s+(?:\w+\s+){0,3}?(?:job|position|role|gig|offer)\s+(?:at|with|from)\s+(?:the\s+)?",
        "noun",
        check=is_employer,
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "have a job at",
        "works_at",
        "have|got",
        r"\s+(?:a|my)\s+(?:\w+\s+){0,2}?(?:job|position)\s+(?:at|with)\s+(?:the\s+)?",
        "noun",
        check=is_employer,
        aux=_AUX_HAVE,
    )
    yield _frame(
        "work as",
        "occupation",
        "work|moonlight|serve",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_post,
        aux={"", "used", "will"},
    )
    yield _frame(
        "working as",
        "occupation",
        "working|employed|training|hired|freelancing|serving",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_post,
        aux="be been was",
    )
    yield _frame(
        "worked as",
        "occupation",
        "worked|served",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_post,
        aux="",
        tense="past",
        deny=False,
    )
    yield _frame(
        "have worked as",
        "occupation",
        "worked",
        r"\s+(?:\w+\s+){0,2}?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=names_something,
        aux="have",
        deny=False,
    )
    yield _frame(
        "started as",
        "occupation",
        "started|qualified|retrained|began|hired|got hired",
        r"\s+(?:(?:working|work|a (?:new )?job|my new job|training|over)\s+)?as\s+(?:an?\s+|the\s+)",
        "noun",
        check=is_trade,
        aux=" have be",
        deny=False,
        event=True,
    )
    yield _frame(
        "became",
        "occupation",
        "became|become",
        r"\s+(?:an?|the)\s+",
        "noun",
        check=is_trade,
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "teach for a living",
        "occupation",
        "got promoted|was promoted|promoted",
        r"\s+to\s+(?:an?\s+)?",
        "noun",
        check=is_trade,
        aux=" have was be",
        tense="present",
        deny=False,
        event=True,
    )
    yield _frame(
        "study",
        "studies",
        "study",
        r"\s+(?!at\b|in\b|for\b|abroad)",
        "noun",
        check=is_study,
        aux={"", "used"},
    )
    yield _frame(
        "major in",
        "studies",
        "major|majored|majoring|specialize|specializing",
        r"\s+in\s+",
        "noun",
        check=is_study,
        aux={"", "be", "been", "was", "have"},
    )
    yield _frame(
        "doing a degree",
        "studies",
        "doing|pursuing|working|finishing|do|completing|getting|started",
        r"\s+(?:on\s+)?(?:a|an|my)\s+(?:new\s+)?(?:\w+ ){0,2}?(?:degree|phd|masters?|master's|bachelor'?s?|doctorate|mba),?\s+(?:in\s+|at\s+[^,]{2,30}?in\s+)",
        "noun",
        check=lambda o: is_study(o) and not re.match(r"(?:at|and|from|here)\b", o),
        aux={"", "be", "been", "was", "have"},
    )
    yield _frame(
        "studying",
        "studies",
        "studying",
        r"\s+(?!at\b|in\b|for\b|abroad|up\b|a\b|the\b|this\b|that\b|some\b|about\b|more\b|through\b|on\b|and\b|it\b)",
        "noun",
        check=lambda o: (
            is_study(o)
            and not re.match(r"(?:a|an|the|this|that|these|my|for|how|some|his|her)\b", o.lower())
            and not re.search(
                r"\b(?:exams?|tests?|finals|midterms|guide|the|this|these|their|his|her|certification)\b",
                o.lower(),
            )
        ),
        aux="be been was",
        certainty=1.0,
    )
    yield _frame(
        "studied",
        "studies",
        "studied",
        r"\s+(?!at\b|in\b|for\b|abroad|hard)",
        "noun",
        check=is_study,
        aux=" had",
        tense="past",
        deny=False,
    )
    degree = r"(?:(?:a|an|my|with)\s+)*(?:(?:[\w'’-]+\s+){0,3}?(?:degree|bachelor'?s?|masters?|master's|phd|diploma|ba|bsc|ma|msc|mba|distinction|doctorate|major|minor)\s+(?:degree\s+)?)(?:of\s+\w+\s+)?in\s+"
    yield _frame(
        "graduated in",
        "studies",
        "graduated",
        r"\s+(?:\w+\s+){0,3}?(?:with\s+)?(?:" + degree + r"|in\s+(?!\d|the\b|may\b|june\b))",
        "noun",
        check=is_study,
        aux=" have",
        tense="past",
        deny=False,
    )
    yield _frame(
        "have a degree",
        "studies",
        "have|hold|got|earned|completed|finished|did|received",
        r"\s+" + degree,
        "noun",
        check=is_study,
        aux=_AUX_HAVE,
        tense="past",
        deny=False,
    )
    school = r"(?:the\s+)?"
    yield _frame(
        "go to school",
        "studies_at",
        "go",
        rf"\s+to\s+(?:school\s+at\s+|uni\s+at\s+|college\s+at\s+)?{school}",
        "noun",
        check=lambda o: is_school(o) and is_proper(o),
    )
    yield _frame(
        "study at",
        "studies_at",
        "study",
        rf"\s+(?:[\w ]{{1,30}}?\s)?at\s+{school}",
        "noun",
        check=is_school,
        aux={"", "used"},
    )
    yield _frame(
        "studying at",
        "studies_at",
        "studying|enrolled|a student|a freshman|a sophomore|a junior|a senior|an undergrad",
        rf"\s+(?:[\w ]{{1,30}}?\s)?at\s+{school}",
        "noun",
        check=lambda o: is_school(o) and is_proper(o),
        aux=_BE,
    )
    yield _frame(
        "attend",
        "studies_at",
        "attend|attending",
        rf"\s+{school}",
        "noun",
        check=lambda o: is_named_school(o) and is_proper(o),
        aux={"", "used", "be", "been", "was"},
    )
    yield _frame(
        "attended",
        "studies_at",
        "attended|studied",
        rf"\s+(?:[\w ]{{1,30}}?\s)?(?:at\s+)?{school}",
        "noun",
        check=lambda o: is_named_school(o) and is_proper(o),
        aux=" had",
        tense="past",
        deny=False,
    )
    yield _frame(
        "graduated from",
        "studies_at",
        "graduated",
        rf"\s+(?:[\w' -]{{1,70}}?\s)?from\s+{school}",
        "place",
        check=lambda o: is_proper(o),
        aux=" have",
        tense="past",
        deny=False,
    )
    yield _frame(
        "have a degree from",
        "studies_at",
        "have|hold|got|earned|received",
        rf"\s+(?:a|my)\s+(?:[\w'’ -]{{1,30}}?\s)?(?:degree|bachelor'?s?|masters?|master's|phd|mba|ba|bsc|msc)\b(?:[\w' -]{{1,70}}?)\sfrom\s+{school}",
        "place",
        check=is_proper,
        aux=_AUX_HAVE,
        tense="past",
        deny=False,
    )


def bare(deed: str) -> str:
    """Return a doing as its bare verb: "opening a shop", "open a shop"."""
    first, _, rest = deed.partition(" ")
    stem = re.sub(r"ing$", "", first.lower())
    for verb in (stem, stem + "e", stem[:-1]):
        if verb in words.AIMS:
            return f"{verb} {rest}"
    return deed


def _having() -> Iterable[Frame]:
    yield _frame(
        "have children",
        "children",
        "have|got|raise|had",
        rf"\s+(?P<o>(?:{COUNT}\s+)(?:(?:[a-z-]+)\s+){{0,3}}?{CHILDREN})(?![\w'-])(?!\s+(?:of (?:my|our) friends|in (?:my|the) class))",
        "given",
        aux={"", "have"},
        deny=False,
    )
    yield _frame(
        "have no children",
        "children",
        "have",
        rf"\s+(?:any\s+)?(?P<o>{CHILDREN})(?=[.,;!]|$| and\b| but\b)",
        "given",
        aux="",
        check=lambda o: o.lower().endswith(("s", "children")),
    )
    yield _frame(
        "parent of twins",
        "children",
        "",
        r"(?:(?:a|the|proud|single)\s+)*(?:mother|father|mom|mum|dad|parent)\s+(?:of|to)\s+(?P<o>twins|triplets|(?:my )?[a-z]+ (?:girls|boys|kids))\b",
        "given",
        aux="be",
    )
    yield _frame(
        "drive",
        "owns",
        "drive|ride",
        r"\s+(?:a|an|my)\s+(?:old\s+)?",
        "noun",
        check=lambda o: is_proper(o) or is_holding(o),
    )
    yield _frame(
        "raising children",
        "children",
        "raising|blessed with|expecting",
        rf"\s+(?P<o>(?:{COUNT}\s+)(?:(?:[a-z-]+)\s+){{0,2}}?{CHILDREN})(?![\w'-])",
        "given",
        aux="be",
    )
    yield _frame(
        "parent of",
        "children",
        "",
        rf"(?:(?:a|the|proud|single)\s+)*(?:mother|father|mom|mum|dad|parent)\s+(?:of|to)\s+(?P<o>{COUNT}(?:\s+(?:[a-z-]+\s+){{0,2}}?{CHILDREN})?)(?![\w'-])",
        "given",
        aux="be",
    )
    animal = rf"\s+(?:(?:also|just|currently)\s+)?(?=(?:{_DET}|[a-z'-]+)\s)"
    yield _frame(
        "have a pet",
        "pet",
        "have|got|own|keep|adopted|rescued|foster",
        animal,
        "noun",
        check=is_animal,
        aux={"", "have", "used", "had"},
        event=False,
    )
    yield _frame(
        "had a pet",
        "pet",
        "had|owned|kept",
        animal,
        "noun",
        check=is_animal,
        aux="",
        tense="past",
        deny=False,
    )
    yield _frame(
        "share a home with a pet",
        "pet",
        "live|share",
        r"\s+(?:\w+\s+){0,3}?with\s+(?=(?:a|an|my|two|three|four|five|\d)\s)",
        "noun",
        check=is_animal,
    )
    yield _frame(
        "own",
        "owns",
        "own",
        r"\s+(?!up\b|it\b|(?:my|our|the) (?:mistakes?|actions?|decisions?|story|truth|choices?|room|stage|day)\b)",
        "noun",
        check=lambda o: names_something(o) and not is_animal(o),
        aux={"", "used", "can"},
    )
    yield _frame(
        "owned",
        "owns",
        "owned",
        r"\s+",
        "noun",
        check=lambda o: names_something(o) and not is_animal(o),
        aux="",
        tense="past",
        deny=False,
    )
    yield _frame(
        "have a thing",
        "owns",
        "have|got|drive|ride|keep",
        rf"\s+(?=(?:{_DET}|[A-Z])\b)",
        "noun",
        check=is_holding,
        aux={"", "have"},
        deny=True,
    )
    yield _frame(
        "bought",
        "owns",
        "bought|purchased|ordered|acquired|inherited",
        rf"\s+(?:(?:myself|ourselves|us|me)\s+)?(?=(?:{_DET}|[A-Z]|new)\b)",
        "noun",
        check=lambda o: is_holding(o) or is_thing(o),
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "started a business",
        "owns",
        "started|opened|launched|founded|set up|run",
        r"\s+(?:a|an|my|our)\s+(?:own\s+)?",
        "noun",
        check=lambda o: bool(
            re.search(
                r"\b(?:business|store|shop|company|startup|studio|boutique|bakery|cafe|café|restaurant|salon|gallery|agency|brewery|practice|firm)$",
                o,
            )
        ),
        aux=" have",
        deny=False,
    )
    yield _frame(
        "was given",
        "owns",
        "given|gifted",
        rf"\s+(?={_DET}\b)",
        "noun",
        check=is_holding,
        aux="was",
        tense="present",
        deny=False,
        event=True,
    )
    yield _frame(
        "have a condition",
        "health",
        "have|got|get|suffer from|live with|deal with|struggle with|battle",
        r"\s+(?:(?:mild|severe|chronic|bad|terrible|a bit of|some|a|an|really bad|pretty bad|my|the)\s+)*(?=(?P<c>\w))",
        "noun",
        check=is_illness,
        aux={"", "have", "used"},
    )
    yield _frame(
        "suffering from",
        "health",
        "suffering from|living with|dealing with|struggling with|battling|recovering from|being treated for",
        r"\s+",
        "noun",
        check=is_illness,
        aux="be been",
    )
    yield _frame("suffer from", "health", "suffer from", r"\s+", "noun", check=names_something)
    yield _frame(
        "diagnosed with",
        "health",
        "diagnosed|got diagnosed|was diagnosed",
        r"\s+(?:\w+\s+){0,2}?(?:with|as having)\s+",
        "noun",
        check=names_something,
        aux=" was be been have",
        tense="present",
        deny=False,
        event=True,
    )
    yield _frame(
        "use", "uses", "use|rely on|work with", r"\s+(?=\w)", "noun", check=is_product, aux={"", "used"}
    )
    yield _frame("using", "uses", "using", r"\s+", "noun", check=is_tool, aux="been")
    yield _frame("using now", "uses", "using", r"\s+(?:the\s+|a\s+)?", "noun", check=is_product, aux="be was")
    yield _frame(
        "used",
        "uses",
        "used",
        r"\s+(?!to\b)",
        "noun",
        check=lambda o: is_tool(o) and is_proper(o),
        aux="",
        tense="past",
        deny=False,
    )
    yield _frame(
        "switched diet",
        "diet",
        "switched|moved|changed|went|converted",
        rf"\s+(?:over\s+|back\s+|to\s+|fully\s+|completely\s+|a\s+|an\s+)*(?P<o>{DIET})(?![\w-])",
        "given",
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "switched to",
        "uses",
        "switched|migrated|upgraded|moved over|changed over|switched over|converted",
        r"\s+(?:(?:over|back|completely|fully|everything|all my \w+|my \w+)\s+)*(?:from\s+[^,.;]{1,40}?\s+)?to\s+(?:using\s+)?",
        "noun",
        check=is_proper,
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "joined",
        "member_of",
        "joined|signed up for|signed up to|enrolled in|became a member of|became part of",
        r"\s+",
        "noun",
        check=is_group,
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame(
        "belong to",
        "member_of",
        "belong to|sing in|play in|play for|serve on|serve in|train with|row with|run with|coach|captain|lead",
        r"\s+",
        "noun",
        check=is_group,
    )
    yield _frame(
        "volunteer at",
        "member_of",
        "volunteer",
        r"\s+(?:\w+\s+)?(?:at|with|for|in)\s+",
        "noun",
        check=names_something,
        aux={"", "used"},
    )
    yield _frame(
        "volunteering at",
        "member_of",
        "volunteering",
        r"\s+(?:\w+\s+)?(?:at|with|for|in)\s+",
        "noun",
        check=names_something,
        aux="be been was",
    )
    yield _frame(
        "speak",
        "speaks",
        "speak|understand|know",
        r"\s+(?:(?:fluent|some|a little|a bit of|both|pretty good|decent|good|basic|only|a few words of|a word of|any|no|native|conversational)\s+)*",
        "noun",
        check=is_tongue,
        aux={"", "can", "used"},
    )
    yield _frame(
        "learning a language",
        "speaks",
        "learning|studying",
        r"\s+(?:how to speak\s+|to speak\s+|some\s+)?",
        "noun",
        check=is_tongue,
        aux="be been",
    )
    yield _frame(
        "learn a language",
        "speaks",
        "fluent in|bilingual in|a native speaker of|conversational in|a native|native in",
        r"\s+(?:both\s+)?",
        "noun",
        check=is_tongue,
        aux="be been",
    )
    yield _frame(
        "native speaker",
        "speaks",
        "",
        r"(?:fluent in|a native|bilingual in)\s+",
        "noun",
        check=is_tongue,
        aux="be",
    )


def _tastes() -> Iterable[Frame]:
    yield _frame(
        "love",
        "likes",
        "love|like|adore|enjoy|dig|luv",
        r"\s+(?:(?:to|both)\s+(?!(?:be|see|hear|know|have|get|help|try)\b))?",
        "taste",
        check=is_taste,
        aux={"", "used"},
    )
    yield _frame(
        "have loved",
        "likes",
        "loved|liked|adored|enjoyed",
        r"\s+",
        "taste",
        check=is_taste,
        aux="have",
        deny=False,
    )
    yield _frame(
        "been loving",
        "likes",
        "loving|enjoying|really enjoying",
        r"\s+",
        "taste",
        check=lambda o: is_taste(o),
        aux="be been",
    )
    yield _frame(
        "can't stand",
        "likes",
        "stand|bear|tolerate",
        r"\s+",
        "taste",
        check=is_taste,
        aux="can",
        polarity="negated",
    )
    yield _frame(
        "hate",
        "likes",
        "hate|dislike|detest|despise|loathe",
        r"\s+(?:to\s+(?!(?:be|say|see|admit|ask|bother|break|miss)\b))?",
        "taste",
        check=lambda o: is_taste(o) and not o.lower().startswith("to "),
        aux={"", "used"},
        polarity="negated",
        deny=False,
    )
    yield _frame(
        "not a fan of",
        "likes",
        "",
        r"(?:(?:a|an|the)\s+)?(?:(?:big|huge|massive|real|true|total|lifelong|long-?time|die-?hard|avid|great|such a|super|hardcore|enormous|secret|diehard|really|major)\s+)*(?:fan|lover|admirer|devotee|enthusiast)\s+of\s+",
        "taste",
        check=is_taste,
        aux=_BE,
    )
    yield _frame(
        "lover",
        "likes",
        "",
        r"(?:a|an)\s+(?:(?:big|huge|massive|real|true|total|lifelong|avid|great)\s+)*(?P<o>[a-z]{3,15}(?: [a-z]{3,12})?)\s+(?:lover|fan|enthusiast|aficionado|addict|geek|nut|nerd|buff)(?![\w'])",
        "given",
        aux="be been",
        check=lambda o: (
            not re.match(
                r"(?:big|huge|massive|real|true|total|great|drug|computer|such|avid|super|lifelong)$", o
            )
        ),
    )
    yield _frame(
        "passionate about",
        "likes",
        "",
        r"(?:\w+ly\s+|so\s+|big\s+)?(?:passionate about|crazy about|fond of|obsessed with|addicted to|keen on|mad about|hooked on|partial to|a sucker for|into)\s+",
        "taste",
        check=lambda o: is_taste(o) and not re.match(r"(?:the|a|an)\b", o),
        aux=_BE,
    )
    yield _frame(
        "interested in",
        "likes",
        "",
        r"(?:interested in)\s+",
        "taste",
        check=lambda o: (
            is_taste(o)
            and not re.match(r"\w+ing\b", o)
            and not re.match(
                r"(?:learning|trying|hearing|seeing|exploring|finding|getting|buying|knowing|visiting|checking|incorporating|making|using|adding|doing|taking|attending|joining|going|starting|reading|the|a|an|something|any|what|one|both|all|some|your|this|that|more)\b",
                o.lower(),
            )
        ),
        aux="be been",
        certainty=0.8,
    )
    yield _frame(
        "more interested in", "prefers", "more interested in", r"\s+", "taste", check=is_taste, aux="be"
    )
    yield _frame(
        "prefer",
        "prefers",
        "prefer|favor|favour",
        r"\s+(?:to\s+)?",
        "taste",
        check=is_taste,
        aux={"", "would", "used"},
    )
    yield _frame(
        "rather have",
        "prefers",
        "rather",
        r"\s+(?!not\b|be\b|go\b)(?:have\s+|use\s+|drink\s+|eat\s+|do\s+)",
        "taste",
        check=is_taste,
        aux={"would"},
        deny=False,
    )
    yield _frame(
        "allergic to",
        "allergic_to",
        "",
        r"(?:\w+ly\s+|very\s+|super\s+)?allergic\s+to\s+",
        "noun",
        check=is_allergen,
        aux=_BE,
    )
    yield _frame(
        "have an allergy",
        "allergic_to",
        "have|got",
        r"\s+(?:a|an)\s+(?:(?:severe|bad|serious|mild|terrible|slight|deadly)\s+)*(?P<o>(?:tree )?[a-z]+)\s+allergy",
        "given",
        aux={"", "have"},
        check=lambda o: o.lower() not in {"severe", "food", "an", "a", "bad"},
        certainty=1.05,
    )
    yield _frame(
        "have an allergy to",
        "allergic_to",
        "have|got",
        r"\s+(?:a|an)\s+(?:\w+\s+){0,2}?allergy\s+to\s+",
        "noun",
        check=names_something,
        aux={"", "have"},
    )
    yield _frame(
        "eat a diet",
        "diet",
        "eat|cook|follow|keep|went|gone|going|turned|became|become|stick to|do|eating|following|am on",
        rf"\s+(?:(?:a|an|strictly|strict|mostly|only|fully|to|the|completely|on|totally|entirely|all)\s+)*(?P<o>{DIET})(?![\w-])",
        "given",
        aux={"", "have", "been", "be", "used"},
        event=False,
    )
    yield _frame(
        "diet",
        "diet",
        "",
        rf"(?:on\s+)?(?:(?:a|an|the|strictly|strict|mostly|only|fully|lifelong|completely|total|totally|committed|life-long|former|new|pure|proud|devoted)\s+)*(?P<o>{DIET})(?![\w-])(?!\s+(?:restaurant|lover|friend|dish|meal|recipe|food|cook|chef))",
        "given",
        aux=_BE,
    )


def _doings() -> Iterable[Frame]:
    often = r"(?=[^.,;!?]*\b(?:every|each|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:once|twice|\w+ times|two days) a (?:day|week|month)|daily|weekly|on weekends|regularly|most (?:days|mornings|evenings))\b)"
    yield _frame(
        "play",
        "activity",
        "play",
        r"\s+(?:(?:the|some|a bit of|a little|competitive|professional|semi-pro|a lot of|in a|lead|rhythm)\s+)*",
        "noun",
        check=is_game,
        aux={"", "used", "can"},
    )
    yield _frame(
        "playing",
        "activity",
        "playing|learning|practicing|practising|learning to play|taking up",
        r"\s+(?:(?:the|some|a lot of|how to play|to play|a bit of)\s+)*",
        "noun",
        check=is_game,
        aux="be been was",
    )
    yield _frame(
        "played",
        "activity",
        "played",
        r"\s+(?:the\s+)?",
        "noun",
        check=is_game,
        aux="",
        tense="past",
        deny=False,
    )
    yield _frame(
        "do a sport",
        "activity",
        "do|practice|practise|teach|train|study",
        r"\s+(?:(?:some|a lot of|a bit of|in)\s+)*",
        "noun",
        check=lambda o: (
            ends_in(o, words.DOINGS)
            or is_game(o)
            or bool(re.match(r"(?:a lot of )?(?!everything|anything|nothing|something|thing)[a-z]+ing$", o))
        ),
        aux={"", "used"},
    )
    yield _frame(
        "doing a sport",
        "activity",
        "doing|practicing|practising|taking up|training|training in",
        r"\s+(?:(?:some|a lot of|a bit of|more|my)\s+)*",
        "noun",
        check=lambda o: (
            ends_in(o, words.DOINGS)
            or bool(re.match(r"(?!everything|anything|nothing|something|thing)\w+ing$", o))
        ),
        aux="be been was",
    )
    yield _frame(
        "go doing",
        "activity",
        "go",
        r"\s+(?:out\s+)?(?P<o>(?:running|jogging|swimming|hiking|biking|cycling|climbing|bouldering|surfing|skiing|snowboarding|sailing|kayaking|fishing|hunting|dancing|skating|bowling|camping|birdwatching|horseback riding|riding|rowing|paddling|foraging|trail running|mountain biking|rock climbing|diving|scuba diving|walking|sledding|clubbing|line dancing)(?: [^.,;!?\n]{0,50})?)",
        "deed",
        aux={"", "used"},
    )
    yield _frame(
        "do regularly",
        "activity",
        "run|swim|cycle|jog|meditate|bike|journal|hike|climb|row|dance|paint|write|draw|knit|cook|bake|train|walk|box|lift|read|garden|sing|surf|ski|sew|attend|teach|do|practice|take|go|ride|play|meet|volunteer|work out|exercise",
        rf"(?P<o>){often}",
        "deed",
        aux={"", "used"},
        check=lambda o: len(o.split()) < 16 and not re.search(r"\b(?:it|this|that|them|you)\b", o.lower()),
    )
    yield _frame(
        "lessons",
        "activity",
        "take|taking|attend|attending|teach|teaching|have|do|doing|started taking",
        r"(?P<o>)\s+(?!me\b)(?:[\w'-]+\s+){0,4}?(?:lessons|classes|sessions|courses|practice|rehearsals?|games on|training on)\b",
        "deed",
        aux={"", "be", "been", "used"},
        check=lambda o: not re.search(r"\b(?:it|this|that|these|those|any|no|online course)\b", o.lower()),
    )
    yield _frame(
        "usually do",
        "activity",
        "",
        r"(?P<o>)(?=\w)(?!(?:have|am|feel|think|like|love|prefer|want|need|get|use|end|just|find|enjoy|try|stick|forget|tend|be|do not|don't|buy|see|know|start|wait)\b)",
        "deed",
        aux={""},
        check=lambda o: (
            2 < len(o.split()) < 14 and not re.search(r"\b(?:it|this|that|them|you|him|her)\b", o.lower())
        ),
        certainty=0.8,
    )
    yield _frame(
        "have been doing",
        "activity",
        "",
        r"(?:busy\s+|really into\s+|having\s+(?:\w+\s+){0,3}?fun\s+|making time for\s+)?(?P<o>)(?=[a-z]+ing\b)",
        "deed",
        aux={"been"},
        check=is_deed,
        deny=False,
    )
    yield _frame(
        "have been trying to",
        "goal",
        "trying|meaning|wanting|hoping|dying|planning|aiming|working hard|looking",
        r"\s+to\s+",
        "deed",
        check=is_aim,
        aux="been",
        deny=False,
    )
    yield _frame(
        "started doing",
        "activity",
        "started|began|took up|taken up|got into|got back into|gotten into|picked up|tried out|been getting into",
        r"\s+(?:doing\s+|with\s+|going to\s+|to do\s+)?(?P<o>)(?=[a-z]+ing\b|yoga|karate|pottery|pilates|crossfit|judo|kick|drums)",
        "deed",
        aux=" have",
        check=lambda o: is_deed(o) or len(o.split()) == 1,
        deny=False,
        event=True,
    )
    yield _frame(
        "into doing",
        "activity",
        "took up|taken up|got into|got back into|started|started with|started playing",
        r"\s+(?:(?:doing|playing|learning|the|with|to play|to learn)\s+)*",
        "noun",
        check=lambda o: ends_in(o, words.DOINGS) or is_game(o),
        aux=" have",
        deny=False,
        event=True,
    )
    yield _frame("a habit", "activity", "smoke|vape|moonlight", r"(?P<o>)", "deed", aux={"", "used"})
    yield _frame(
        "want to",
        "goal",
        "want|hope|plan|intend|aspire|aim|wanna",
        r"\s+(?:one day\s+|eventually\s+|someday\s+|to\s+(?:one day\s+|someday\s+|eventually\s+)?)",
        "deed",
        check=is_aim,
        aux={""},
    )
    yield _frame(
        "wanting to",
        "goal",
        "hoping|planning|aiming|aspiring|looking|working|determined|saving up|training|trying|going to try|wanting|dying",
        r"\s+(?:on|to|one day to)\s+",
        "deed",
        check=lambda o: is_aim(o) or is_aim(re.sub(r"^(\w+?)ing\b", r"\1", o)),
        aux="be",
        deny=False,
    )
    yield _frame(
        "would like to",
        "goal",
        "like|love",
        r"\s+to\s+(?:one day\s+|someday\s+|eventually\s+)?",
        "deed",
        check=lambda o: (
            is_aim(o)
            and bool(
                re.match(
                    r"(?:become|be a|learn|open|start a|own|write a|publish|master|retire|move|run a)\b",
                    o.lower(),
                )
            )
        ),
        aux={"would"},
        deny=False,
        certainty=0.9,
    )
    yield _frame(
        "always wanted to",
        "goal",
        "wanted|dreamed|dreamt|hoped|planned|decided|committed",
        r"\s+(?:to|of)\s+",
        "deed",
        check=lambda o: is_aim(o) or is_aim(re.sub(r"^(\w+?)ing\b", r"\1", o)),
        aux={"have", ""},
        deny=False,
    )
    yield _frame(
        "dream of",
        "goal",
        "dream|dreaming",
        r"\s+(?:of|about)\s+",
        "deed",
        check=lambda o: len(o.split()) > 1 and o.split()[0].endswith("ing"),
        aux={"", "be", "been"},
        deny=False,
    )


def _states() -> Iterable[Frame]:
    """Yield the frames behind a form of "be" that begin with no verb."""
    be = "be been was"
    old = rf"(?P<o>{_NUMBER})(?:\s?-?(?:years?|yrs?)(?:\s|-)?(?:old|young|of age)?|\s?yo|\s?y/o)?(?=$|[.,;:!?)(…\n]|\s-|—|\s(?:and|but|btw|so|now|today|yesterday|this|lol|haha|already|with|not|years|yrs|who|male|female|m|f|if|because|though|living|working|on|last)\b)(?!\s*%|\s?(?:and|on|this|last|with) (?:a half|the (?:list|waiting)))"
    yield _frame("am of age", "age", "", old, "given", aux={"be"})
    yield _frame(
        "turned",
        "age",
        "turned|hit|reached",
        rf"\s+(?P<o>{_NUMBER})(?=$|[.,;:!?)(…\n]|\s-|—|\s(?!(?:minutes?|hours?|days?|pounds?|dollars?|miles?|km|people|followers|points?|percent)\b))",
        "given",
        aux={"", "have"},
        deny=False,
        event=False,
    )
    yield _frame(
        "am from",
        "comes_from",
        "",
        r"(?:originally\s+|actually\s+|born\s+|coming\s+)?from\s+",
        "place",
        check=is_place,
        aux="be",
    )
    yield _frame(
        "nationality",
        "nationality",
        "",
        r"(?:an?\s+|half[- ]|proudly\s+|originally\s+)*(?P<o>(?:(?:South|North|New|Puerto|Sri|Costa|Sierra) )?[A-Z][a-z]+)(?=$|[.,;:!?)(…\n]| -|—|\s(?:and|but|by|so|born|citizen|national|btw|myself|on my|now|too|like|with|from|though|as|who|living|through|in|at heart)\b)",
        "given",
        check=is_nation,
        aux="be",
    )
    yield _frame(
        "status",
        "relationship_status",
        "",
        rf"(?!\w+ to (?:my|the|his|her|this) (?:job|work|career|sofa|couch|bed|phone|idea|game|sea|laptop|office))(?:(?:happily|recently|newly|finally|still|now|officially|freshly|legally|back to being|again|just)\s+)*(?P<o>{STATUS}){_END}",
        "given",
        aux=be,
    )
    yield _frame(
        "got married",
        "relationship_status",
        "got|gotten|getting",
        r"\s+(?:re)?(?P<o>married|engaged|divorced|separated)(?!\s+to my (?:sofa|bed|couch|job|work|phone))(?![\w'])",
        "given",
        aux={"", "have"},
        deny=False,
        event=True,
    )
    yield _frame(
        "occupation",
        "occupation",
        "",
        r"(?:(?:a|an|the|now|currently)\s+)+(?:(?:former|ex)[- ](?P<past>))?",
        "noun",
        check=is_trade,
        aux="be been was willbe",
    )
    yield _frame(
        "in a group",
        "member_of",
        "",
        r"(?:still\s+)?(?:in|part of|a (?:proud |paid-up |founding |long-?time |new |regular )?(?:part|member|volunteer|board member) (?:of|in|at|for)|on|with)\s+(?=(?:a|an|the|my|our|two|[A-Z])\b)",
        "noun",
        check=is_group,
        aux=_BE,
    )
    yield _frame(
        "member of",
        "member_of",
        "",
        r"a (?:proud |paid-up |founding |long-?time |new |regular |card-carrying )?member of\s+",
        "noun",
        check=names_something,
        aux=_BE,
    )
    yield _frame(
        "am at",
        "works_at",
        "",
        r"(?:still\s+)?(?:with|at)\s+(?P<o>)(?=[A-Z])(?![^.,;!?]*\b(?:office|today|tomorrow|tonight|right now|airport|station|hotel|conference|this (?:morning|afternoon|evening|week)|party|wedding|doctor|store|mall|until|till)\b)",
        "name",
        check=lambda o: is_proper(o) and not is_named_school(o),
        aux="be been",
        certainty=0.7,
    )
    yield _frame(
        "am at school",
        "studies_at",
        "",
        r"(?:still\s+)?at\s+(?=[A-Z])",
        "noun",
        check=is_named_school,
        aux="be",
        certainty=0.9,
    )
    yield _frame(
        "has a condition",
        "health",
        "",
        rf"(?:(?:a|an|mildly|severely|quite|slightly|legally|partially|clinically|type [12]|\w+ly)\s+)*(?P<o>(?:type [12] )?{ILL})(?![\w-])",
        "given",
        aux=be,
    )
    yield _frame("am called", "name", "called|named", r"\s+", "name", check=is_name, aux="be")
    yield _frame("go by", "name", "go", r"\s+by\s+(?:the name (?:of\s+)?)?", "name", check=is_name)


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames of clauses."""
    from ._english_idioms import idioms

    return (*_verbs(), *_states(), *idioms())


@cache
def by_first() -> dict[str, tuple[Frame, ...]]:
    """Return the frames by the word they begin with; under ``""`` those that begin with any."""
    found: dict[str, list[Frame]] = {}
    for each in frames():
        for word in each.first or {""}:
            found.setdefault(word, []).append(each)
    return {word: tuple(listed) for word, listed in found.items()}
