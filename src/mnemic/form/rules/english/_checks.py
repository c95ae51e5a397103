# ruff: noqa: E501 - a pattern is read as one line
"""The frames of English: what people say of themselves, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_ONE_DIET: Final = "(?:" + "|".join(sorted((re.escape(w) for w in words.DIETS), key=len, reverse=True)) + ")"
DIET: Final = rf"{_ONE_DIET}s?(?:,? and {_ONE_DIET}(?![\w-]))?"
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


_OF_NAME: Final = re.compile(r"\sof (?=[\"“]?[A-Z])")


def is_thing(phrase: str) -> bool:
    """Return whether a phrase names something that lasts, as far as its head tells."""
    low = phrase.lower()
    return (
        names_something(phrase)
        and 1 < len(low.split()) < 10
        and len(_OF_NAME.split(phrase, 1)[0].split()) < 5
        and not re.search(
            r"\b(?:gifts?|presents?|tickets?|coffee|tea|drinks?|lunch|dinner|breakfast|pizza|cakes?|grocer\w+|food|meals?|snacks?|bottles?|bags? of|packs?|round|flowers|things?|"
            r"few|stuff|bread|milk|eggs?|fruits?|vegetables?|wine|beer|ingredients?|supplies|items?|pass|membership|subscription|flights?|trip|course|meds|seeds?|materials?|"
            r"chicken|meat|fish|cheese|chocolate|candy|cookies|beans|rice|pasta|sauce|oil|spices?|time|lot|some|more|new ones?|bunch|dozen|round|deal|kind|sort|pack)\b",
            low,
        )
    )


_PASSING: Final = frozenset(
    """question questions idea ideas plan plans meeting meetings appointment trip time day night week month year moment chance opportunity problem problems issue issues trouble
    feeling feelings thought thoughts experience experiences memory memories story stories dream goal goals reason point look lot bit few bunch couple interest passion love
    taste preference habit tendency sense goodness blast ball date deadline exam test interview flight reservation ticket tickets party wedding vacation holiday break rest nap
    shower bath walk run ride drive talk chat conversation call discussion argument fight laugh cry hug kiss friend friends buddy colleague coworker boss neighbor neighbour
    client clients customer customers student students teacher mentor coach doctor therapist family sister brother mom mum dad parents kid kids child baby cousin aunt uncle
    wife husband partner girlfriend boyfriend roommate job career role position internship offer raise promotion degree class classes course courses lesson session schedule
    routine workout practice game match race event concert show gig performance project projects task tasks assignment paper essay presentation budget income salary debt loan
    cold flu fever headache pain injury allergy allergies condition disease surgery coffee tea beer wine drink drinks water food meal breakfast lunch dinner snack pizza cake
    sandwich salad soup burger cookies groceries recipe recipes ingredients gift gifts present presents surprise deal discount coupon refund order bill list lists note notes
    message email letter text answer advice tip tips suggestion suggestions recommendation recommendations option options choice way thing things stuff one ones kind sort
    type style vibe help fee fees skin hair body eye eyes voice personality background head heart hand side part type subscription membership account bug cow frog lead clue hunch doubt
    ahead quote quotes award awards fear concern concerns worry understanding knowledge skill skills luck success fun pleasure respect faith hope strategy approach method system process goalpost score scores
    results result progress access space room place area spot hours minutes days weeks months years points miles dollars percent daughter son nephew nephews niece nieces toddler toddlers siblings bone belt phd left wrist ankle knee shoulder hip elbow disc picture pictures photo photos video videos sons daughters siblings boys girls grandkids grandchildren brothers sisters cousins nieces nephews brand version brands people person team group crush good great bad
    nice better more much hang thing start end view week's setup blister blisters bruise bruises scar scars scratch divorce seat seats history credit credits hundred hundreds thousand thousands
    million dozen certificate certificates messages letters texts emails replies reply answers guest guests visitor visitors lodger stranger strangers pet pets den fort snowman sandcastle igloo
    bonfire master's masters bachelor's bachelors diploma mess hangover tan sunburn haircut glimpse grudge secret secrets reputation theory rule rules excuse excuses alibi verdict apology compliment compliments refill
    shock fright scare lift train tram ferry temper mood hour minute minutes second seconds fine fines penalty warning toe finger tooth teeth throat foot feet ear ears nose tummy stomach
    cramp cramps ache rash itch chill bargain kick thrill patient patients tenant tenants pupil pupils housemate housemates flatmate flatmates guy girl man woman boy
    tomato tomatoes potatoes onions zucchini zucchinis squash carrots peppers basil herbs kale spinach lettuce apples bananas lemons oranges berries strawberries blueberries peaches
    cucumbers garlic beef salmon tofu flour sugar butter yogurt leftovers produce eggs veggies clothes laundry junk surge burst boost rush wave spark""".split()  # noqa: SIM905
)
"""Heads of what one has and does not keep: "I have a question"."""

_PERSON: Final = re.compile(
    rf"(?:ex-?)?(?:{words.KIN}s?|nieces|grandchildren|{words.PARTNER}s?|wives|\w+-in-law|{CHILDREN})", FLAGS
)

_ABSTRACT: Final = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|ing|ful|ous|acy|dom|hood)s?\Z")


_MADE: Final = frozenset({"pressing", "edition", "drawing", "recording", "carving", "etching", "earring"})
"""Things, though they end like thoughts and doings."""


def passes(phrase: str) -> bool:
    """Return whether the head of a phrase is an event, a thought or a person, and nothing that one keeps."""
    return head_of(phrase) in _PASSING


def is_lasting(phrase: str) -> bool:
    """Return whether a phrase may name a thing that one keeps, as far as its head tells: no event, person, food or thought."""
    head = head_of(phrase)
    return (
        is_thing(f"a {phrase}" if " " not in phrase else phrase)
        and " who" not in phrase
        and head not in _PASSING
        and phrase.lower().split()[0] not in _PASSING
        and (not _ABSTRACT.search(head) or head.removesuffix("s") in _MADE)
        and not _PERSON.fullmatch(head)
        and not re.fullmatch(rf"{COUNT}|\d+|{NUMBER}", head, FLAGS)
        and not ends_in(phrase, words.TRADES | words.ANIMALS | words.GROUPS | words.CONDITIONS)
    )


_VERDICT: Final = re.compile(
    r"(?:terrible|bad|good|great|horrible|lousy|decent|awful|mean|poor|designated|slow|fast|careful|better|worst|best|hopeless|natural|mediocre|nervous|"
    r"born|amazing|pretty|messy|quick|lazy|fussy|picky|sucker|slave|martyr|glorified|unpaid|walking|human|aspiring|amateur|wannabe|would-be|budding|bit|little|kind|sort|big|real|firm|fair|solid|keen|avid)\b",
    re.IGNORECASE,
)
"""How well one does something, and no trade: "a terrible cook"."""

_IDLE_ALLERGIES: Final = re.compile(
    r"(?:mondays?|mornings?|hard|.*\bwork\b|nonsense|bullshit|drama|work(?:ing)?|exercise|small talk|stupidity|commitment|effort|responsibility|fun|people|meetings?|"
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
    if re.search(r"\w['’]s\s", low):
        return False
    return ends_in(low, words.ANIMALS) and not re.search(r"\b(?:food|toy|bed|costume|person|allergy)\b", low)


def is_holding(phrase: str) -> bool:
    return any(ends_in(each, words.HOLDINGS) for each in _without_model(phrase)) and not ends_in(
        phrase, words.ANIMALS
    )


_MOST_WORDS: Final = 8
_DAY_WORD: Final = re.compile(rf"(?:\w+day|{MONTH}|today|tomorrow)s?\Z", FLAGS)


def _without_model(phrase: str) -> Iterator[str]:
    """Yield a phrase, and what is left without the name of a model at its end: "2015 Honda" of "2015 Honda Civic"."""
    yield phrase
    said = phrase.split()[:_MOST_WORDS]
    while len(said) > 1 and re.match(r"[A-Z]|\w*\d", said[-1]) and not _DAY_WORD.match(said[-1]):
        said.pop()
        yield " ".join(said)


_NO_MAKERS: Final = re.compile(
    r"(?:levels?|types?|grade|stage|class|category|part|tier|size|phase|chapter|covid|form|unit|room|section|vol(?:ume)?|episode|season|group|version|"
    r"team|formula|schedule|title|article|band|zone|gate|platform|flight|week|day|year|month|question|case|step|round|route|highway|exit|line|bus|"
    r"train|seat|row|table|page|figure|appendix|key stage|i|the|my|our|gcse|btec|nvq|toefl|ielts|gpa|sat|act|bmi|iq|top|plan|windows|android|ios)\Z",
    FLAGS,
)


def is_model(phrase: str) -> bool:
    """Return whether a phrase is the name of a thing's maker and its model: "Canon EOS R6", "Dell XPS 13"."""
    first, *more = phrase.split()
    return (
        0 < len(more) < 5
        and re.fullmatch(r"[A-Z][A-Za-z&-]{2,}", first) is not None
        and not _NO_MAKERS.match(first)
        and not _DAY_WORD.match(first)
        and all(re.match(r"[A-Z\d]|\w*\d", word) for word in more)
        and any(re.search(r"\d", word) for word in more)
        and not ends_in(phrase, words.LANGUAGES | words.CONDITIONS)
    )


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


_STATE: Final = re.compile(
    r"(?:late|back|here|gone|over|out|sick|ill|empty|ready|broken|missing|closed|asleep|awake|dead|home|done)(?: (?:again|now|today|already))?",
    FLAGS,
)
"""How something is just now, and nothing that is liked."""


def is_taste(phrase: str) -> bool:
    """Return whether a phrase can be what one lastingly likes, and is no reaction to what was just said."""
    low = phrase.lower()
    if not names_something(phrase) or len(low.split()) > 14 or _STATE.fullmatch(phrase):
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


_MOMENT: Final = re.compile(
    r"\byour?\b|\ball (?:day|week|morning|afternoon|evening|night|weekend|month)\b|\bfor (?:a laugh|ages|half an hour|(?:an?|two|three|\d+) (?:hours?|minutes?|days?))\b|(?:running|rushing|dashing) (?:around|about|after|late|low|out|errands)\b",
    FLAGS,
)


def is_pursuit(phrase: str) -> bool:
    """Return whether what somebody has been doing goes on: nothing done to whom he speaks to, or for a day or a week."""
    return (
        is_deed(phrase) or (is_habit(phrase) and phrase.split()[0].lower().endswith("ing"))
    ) and _MOMENT.search(phrase) is None


OFTEN: Final = re.compile(
    r"\b(?:every (?:single )?(?:other )?(?:morning|evening|night|day|week|weekend|month|few \w+|\w+day)|almost every|each (?:morning|evening|night|day|week|\w+day)|(?:once|twice|\w+ times) (?:a|per|every) (?:day|week|month)|"
    r"(?:daily|weekly)(?=$|[.,!]| (?:at|in|for|with|to|before|after)\b)|on weekends|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|regularly|most (?:days|mornings|evenings)|per (?:day|week)|more (?:often|regularly|frequently))\b",
    re.IGNORECASE,
)
"""Words that say how often something is done."""


PAST: Final = (
    r"(?:met|ate|ran|wrote|took|drank|sang|swam|rode|drove|made|bought|saw|did|gave|slept|spent|came|sat|stood|taught|thought|threw|wore|won|woke|spoke|sold|sent|said|paid|lost|left|kept|held|"
    r"heard|grew|found|felt|fell|flew|forgot|fought|built|brought|broke|began|caught|chose|drew|knew|led|meant|rose|told|understood|went|had|got|was|were|became)\b"
)
"""Verbs of what is past, that do not end in -ed."""


def is_habit(phrase: str) -> bool:
    """Return whether a doing is a regular one because it says how often."""
    low = phrase.lower()
    return (
        bool(OFTEN.search(low))
        and 1 < len(low.split()) < 16
        and not re.search(r"\b(?:it|this|that|you|him|her|them)\b", low)
        and not re.match(PAST, low)
        and not re.match(
            r"(?:thinking|meaning|wanting|enjoy(?:ing)?|loving|liking|using|use|need|work|working|feeling|looking|wondering|being|craving|hoping|needing|hearing|seeing|having to|(?:have|get) (?:only |just |usually )?(?:about|around|roughly|nearly|almost|up to|at least|\d|an? (?:few|couple|lot|bit|little)|some|plenty|enough|lots|no|more|less)\b|have to|need|want|am|feel|think|hope|wish|was|could|would|will|can|got|get|had|went|know|love|like|"
            r"realiz\w+|wonder|find|hear|do not|don't|been|super|really|so|very|the|a|an|my|in|at|on|for|with|from|about|\w+ed)\b",
            low,
        )
    )


def is_aim(phrase: str) -> bool:
    low = phrase.lower()
    verb = low.split()[0] if low else ""
    if verb not in words.AIMS or len(low.split()) < 2 or re.match(words.NO_AIMS, low):
        return False
    if verb in words.NARROW_AIMS and not re.match(words.NARROW_AIMS[verb], low):
        return False
    return not re.search(
        r"\ball (?:day|morning|afternoon|evening|night|week)$|^(?:brew|make|bake|cook|call|leave|drive|fly|meet)\b.*\bin the (?:morning|afternoon|evening)$|^open (?:[\w.'-]+ ){0,4}(?:files?|account|link|document|tab|window|page|door|jar|can|bottle|app|ticket|attachment|folder|pdf)\b|^go (?:our|my|your) (?:separate|own) ways?\b|\b(?:he|she|they) (?:said|says)\b|^\w+ (?:it|that|this|them|up|out|on|with|more)\b|\b(?:this weekend|tomorrow|tonight|today|next week(?:end)?|this week|later|soon|you|your|for (?:him|her|my (?:sister|mom|friend)))\b|\b(?:it|that|them)$",
        low,
    )


_NO_WIDE_AIM: Final = re.compile(
    r"(?:make sure|know|ask|see|check|find|add|use|try|figure|plan|decide|understand|hear|talk|discuss|mention|say|tell|thank|apologi[sz]e|go|do|take|put|give|come|let|look|think|remember|choose|pick|compare|"
    r"order|buy|pay|call|email|send|sign|book|schedule|cancel|fix|clean|pack|confirm|avoid (?:any|the)|keep (?:it|this|that|them|in|you|the)|ensure|determine|identify|narrow|consider|recreate|combine|replace|"
    r"prepare|back up|sort|reach out|organi[sz]e my|implement|reflect|present|emphasi[sz]e|convey|stay home|savou?r|squeeze|focus on (?:the|tip|my exp)|analy[sz]e|review|track|monitor|research|evaluate|assess|optimi[sz]e|update|test|measure|have (?:a |an )?\w+|estimate|calculate|track down|get (?:a (?:sense|feel|refund|few|good|better (?:idea|sense|understanding))|some|an? idea|the|it|them|this|that|your|back to|ready|started|there|home)|have (?:it|a look|the|some|enough|fun|a good|a great)|"
    r"show|approach|explore more|keep up with|get (?!(?:more|better|into|back into|in shape|fit|healthy|out more|closer)\b|a (?:better )?(?:handle|grip)\b)|make (?!a (?:difference|living|positive|real)|my|the most|people|the world|time)|start (?:a|the)|be (?:able|allowed|entitled|eligible|forced|sure|careful|there|prepared|clear|honest|back|ready|in|at|on|respectful|more specific)|not|also|it|that|this|the|a|an|my|your|more|for|in|on|at|hopefully|maybe|so|very|still|just|now|really|too)\b"
)
_DEICTIC: Final = re.compile(
    r"^\w+ (?:\w+ )?(?:it|that|this|them|these|those|him|her|there|here|one|ones)\b|\b(?:you|your|this (?:recipe|trip|one|time|weekend|week|project|event|party)|tomorrow|tonight|today|next week(?:end)?|these|those|soon|later)\b"
    r"|\ball (?:day|morning|afternoon|evening|night|week)$|\b(?:it|that|them|this)$|^(?:\w+) (?:a|an|the|some|my) (?:\w+ ){0,2}(?:list|plan|schedule|post|presentation|playlist|document|budget|itinerary|spreadsheet|table|letter|email|message|report|chart|menu|dish|meal|recipe|dinner|gift|call|reservation|appointment|trip|event|party|campaign|decision|balance|outfit|look|slideshow|template|routine|shopping|draft|title)\b"
)


def is_wide_aim(phrase: str) -> bool:
    """Return whether a phrase behind a word of aim may be one: any verb that is no errand, and points at nothing near."""
    low = phrase.lower()
    if is_aim(phrase):
        return True
    return (
        1 < len(low.split()) < 16
        and bool(re.match(r"[a-z-]+ ", low))
        and not re.match(r"\w+(?:ed|ly|ing)\b", low)
        and not _NO_WIDE_AIM.match(low)
        and not _DEICTIC.search(low)
        and not re.search(r"\b(?:maybe|perhaps|possibly|either)\b", low)
    )


_CHANGE: Final = re.compile(
    r"(?:help|keep|focus|prioriti[sz]e|create|beat|contribute|inspire|strengthen|affect|positively|spend more|inform|preserve|protect|connect|empower|explore|dedicate|devote|deepen|broaden|advocate|cultivate|rebuild|reconnect|refine|raise|shift|become|have)\b|.*\b(?:more|less|better|healthier|fewer|stronger|fitter|happier)\b"
)


def is_change(phrase: str) -> bool:
    """Return whether what somebody merely wants is a lasting change, and nothing of this talk."""
    return is_aim(phrase) or (is_wide_aim(phrase) and _CHANGE.match(phrase.lower()) is not None)


def is_proper(phrase: str) -> bool:
    return bool(re.match(r"[A-ZÀ-Þ0-9]", phrase)) and phrase.lower() not in words.EMPTY


def is_place(phrase: str) -> bool:
    low = phrase.lower()
    return (
        low not in words.NO_PLACE | words.EMPTY
        and re.search(r"(?:\A|\s)(?:now|well|yes|no|then|for|at|in|on|with|to|from|by|and|but|since)\Z", low)
        is None
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
            r"(?:a|an|to|this|these|that|some|hard|for|at|in|abroad|with|up|how|everything|the (?:map|menu|effects?|options)|every|late|all|more|together|a lot|full|part|done|over|finished|completed?|behind|useless|worthless|pointless)\b",
            low,
        )
    )


def is_name(phrase: str) -> bool:
    low = phrase.lower()
    return (
        is_proper(phrase)
        and not re.match(r"(?:i|we|you|he|she|it|they|that|there|who|what)['’]", low)
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
            "mud",
            "sir",
        }
    )


_NO_GIVEN_NAME: Final = re.compile(
    r"(?:aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces|catholic|muslim|jew(?:ish)?|hindu|buddhist|sikh|protestant|"
    r"orthodox|mormon|lutheran|baptist|methodist|anglican|quaker|pagan|atheist|agnostic|democrat|republican|labour|tory|conservative|liberal|libertarian|"
    r"white|black|latin[oax]|hispanic|asian|african|caucasian|native|european|southern|northern|eastern|western|deaf|autistic|asperger\w*|bipolar|vegan|"
    r"gen|team|type|level|intj|intp|infj|infp|entj|entp|enfj|enfp|istj|istp|isfj|isfp|estj|estp|esfj|esfp|texan|roman|gay|queer|bi|trans|"
    r"back|home|here|new|sorry|happy|ready|sick|tired|busy|done|okay|ok|fine|good|great|glad|single|married|divorced|retired|pregnant|unemployed|tall|short|old|young|female|male|straight|bald|blind|free|sure|lost|stuck|bored|allergic|"
    r"dr|mr|mrs|ms|prof|[a-z]*(?:ese|ish)"
    r"|(?!(?:adr|br|jul|christ|sebast|viv|lill?|dam|fab|gill|mar|dor|flor|cypr|maximil|kil|hadr)ian\Z)[a-z]+ian)\Z",
    FLAGS,
)


def is_state(phrase: str) -> bool:
    """Return whether a phrase behind "I'm" says how or what somebody is and no name: "Happy", "Catholic"."""
    return bool(_NO_GIVEN_NAME.match(phrase.partition(" ")[0]))


def is_given_name(phrase: str) -> bool:
    """Return whether a phrase behind "I'm" is a name, and not a faith, a star sign or where one comes from."""
    words_said = phrase.split()
    return (
        is_name(phrase)
        and 0 < len(words_said) < 4
        and all(re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?:[A-Z][a-z]+)?", word) for word in words_said)
        and not is_state(phrase)
    )


def bare(deed: str) -> str:
    """Return a doing as its bare verb: "opening a shop", "open a shop"."""
    first, _, rest = deed.partition(" ")
    stem = re.sub(r"ing$", "", first.lower())
    for verb in (stem, stem + "e", stem[:-1]):
        if verb in words.AIMS:
            return f"{verb} {rest}"
    return deed
