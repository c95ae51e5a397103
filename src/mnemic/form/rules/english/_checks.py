# ruff: noqa: E501 - a pattern is read as one line
"""The frames of English: what people say of themselves, and how."""

from __future__ import annotations

import re
from typing import Final

from . import _words as words

FLAGS: Final = re.IGNORECASE
DET: Final = r"(?:a|an|the|my|our|some|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|another|new|this|these|any|no|lots of|so many|a couple of|a few)"
END: Final = r"(?=$|[.,;:!?)(…\n]| -|—|\s*[\U0001f000-\U0001ffff]| (?:and|but|btw|so|now|today|yesterday|this|since|lol|haha|already|again|with|because|for|as|like|these|in case|too|though|to|if|on|by|again|still|atm|rn|tbh|or|which|ok|okay|here|thanks|twelve|anyway|over|in the|after|at heart|myself)\b)"
NUMBER: Final = (
    r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))"
)
MONTH: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DATE: Final = (
    rf"(?:(?:{MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH})(?:,? (?:of )?\d{{4}})?|\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?"
    rf"|(?:christmas(?: day| eve)?|halloween|new year's(?: day| eve)?|valentine's day)|{MONTH} \d{{4}})"
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
            FLAGS,
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
            FLAGS,
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


def bare(deed: str) -> str:
    """Return a doing as its bare verb: "opening a shop", "open a shop"."""
    first, _, rest = deed.partition(" ")
    stem = re.sub(r"ing$", "", first.lower())
    for verb in (stem, stem + "e", stem[:-1]):
        if verb in words.AIMS:
            return f"{verb} {rest}"
    return deed
