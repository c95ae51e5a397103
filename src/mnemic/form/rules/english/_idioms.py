# ruff: noqa: E501 - a pattern is read as one line
"""Less usual English ways of saying the same facts: "I answer to Bex", "I clock in at Ford", "I have a soft spot for opera"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from .._frames import Check, Frame
from .._objects import Cut
from . import _checks as english
from . import _words as words

_APPS: Final = frozenset(
    """linux ubuntu debian fedora arch macos windows android ios chrome firefox safari vim neovim emacs vscode obsidian notion evernote onenote todoist trello
    slack discord telegram whatsapp signal gmail outlook thunderbird spotify tidal netflix strava duolingo anki photoshop lightroom figma sketch blender ableton
    excel word python java rust javascript typescript ruby kotlin swift julia matlab jira confluence github gitlab asana zoom teams miro logseq bear zotero
    procreate garageband canva instagram facebook twitter tiktok reddit youtube kindle goodreads iphone pixel mac r sql latex scrivener lastpass bitwarden""".split()  # noqa: SIM905
)
_BE: Final = "be been was"
_AN: Final = r"(?:an?\s+|the\s+)?"


def idiom(
    reason: str,
    predicate: str,
    pattern: str,
    cut: Cut = "noun",
    *,
    first: str = "",
    aux: str = "",
    check: Check | None = None,
    **more: Any,
) -> Frame:
    """Return a frame whose *pattern* holds its verbs too; *first* and *aux* are given as one text, parted by blanks."""
    return Frame(
        reason=reason, predicate=predicate, pattern=re.compile(pattern, re.IGNORECASE), cut=cut, first=frozenset(first.split()), aux=frozenset(aux.split(" ")),
        check=check, **more,
    )  # fmt: skip


def app(phrase: str) -> bool:
    """Return whether a phrase names a product of software."""
    return phrase.lower() in _APPS or (
        phrase[:1].isupper() and any(word.lower() in _APPS for word in phrase.split())
    )


def _is_purchase(phrase: str) -> bool:
    return bool(
        re.match(
            r"(?:a|my|an|my own) (?:\w+ )?(?:house|flat|apartment|car|boat|degree|wedding|home|bike|camera|promotion|phd|marathon|licen[cs]e|place|farm|van)\b",
            phrase.lower(),
        )
    )


def _is_bare_aim(phrase: str) -> bool:
    return english.is_aim(phrase) or (
        " " in phrase and phrase.split()[0].lower().endswith("ing") and english.is_aim(english.bare(phrase))
    )


def idioms() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _of_the_person()
    yield from _of_work()
    yield from _of_things()
    yield from _of_taste()
    yield from _of_days()


def _of_the_person() -> Iterable[Frame]:
    age = r"(?P<o>\d{1,3})"
    yield idiom(
        "answer to",
        "name",
        r"answer\s+to\s+(?:the name (?:of\s+)?)?",
        "name",
        first="answer",
        check=english.is_name,
    )
    yield idiom(
        "known as",
        "name",
        r"known\s+(?:\w+\s+){0,3}?as\s+",
        "name",
        first="known",
        aux="be been",
        check=english.is_name,
    )
    yield idiom(
        "was named",
        "name",
        r"(?:named|christened|baptized|baptised)\s+",
        "name",
        first="named christened baptized baptised",
        aux="was",
        check=english.is_name,
    )
    yield idiom("a person of age", "age", rf"{_AN}{age}[- ]years?[- ]old\b", "given", aux="be")
    yield idiom(
        "celebrated",
        "age",
        rf"(?:celebrated|celebrate|celebrating)\s+my\s+{age}(?:st|nd|rd|th)\b",
        "given",
        first="celebrated celebrating",
        aux=" have be",
    )
    yield idiom(
        "born on a day",
        "birthday",
        rf"(?:born|came into (?:the|this) world)\s+(?:on\s+)?(?:the\s+)?(?P<o>{english.DATE})",
        "given",
        first="born came",
        aux=" was",
    )
    yield idiom(
        "celebrate on",
        "birthday",
        rf"(?:celebrate|turn|have)\s+(?:my\s+birthday|\d{{1,3}})\s+(?:on|in|every)\s+(?:the\s+)?(?P<o>{english.DATE})",
        "given",
        first="celebrate turn have",
    )
    yield idiom(
        "baby of a day", "birthday", rf"{_AN}(?P<o>{english.DATE})\s+(?:baby|child|kid)\b", "given", aux="be"
    )
    yield idiom(
        "came into the world in",
        "born_in",
        r"(?:came into (?:the|this) world|entered the world|first saw the light of day)\s+in\s+",
        "place",
        first="came entered first",
        check=english.is_place,
    )
    yield idiom(
        "roots",
        "comes_from",
        r"(?:spent (?:my|all my|most of my) (?:childhood|youth|early years)|have (?:my )?roots|was raised|grew up)\s+in\s+",
        "place",
        first="spent have",
        check=english.is_place,
    )
    yield idiom("native of", "comes_from", rf"{_AN}native of\s+", "place", aux="be", check=english.is_place)
    yield idiom(
        "a place's native",
        "comes_from",
        rf"{_AN}(?P<o>[A-Z][\w-]+(?: [A-Z][\w-]+)?)\s+(?:native\b|(?:boy|girl|kid) at heart\b|born and bred\b)",
        "given",
        aux="be",
        check=english.is_place,
    )
    yield idiom(
        "passport",
        "nationality",
        r"(?:hold|have|carry|got|travel\s+on)\s+(?:an?\s+|both\s+)?(?P<o>[A-Z][a-z]+)\s+(?:passport|citizenship|nationality)",
        "given",
        first="hold have carry got travel",
        aux=" have",
        check=english.is_nation,
    )
    yield idiom(
        "citizen",
        "nationality",
        rf"{_AN}(?P<o>[A-Z][a-z]+)\s+(?:citizen|national)\b",
        "given",
        aux="be",
        check=english.is_nation,
    )
    yield idiom(
        "citizen of", "nationality", rf"{_AN}citizen of\s+", "place", aux="be", check=english.is_place
    )
    yield idiom(
        "make a home in",
        "lives_in",
        r"(?:make my home|have my home|have settled|rent (?:a|an|my) [\w ]{2,20}|own (?:a|my) (?:house|home|flat|apartment)|hang my hat|call)\s+(?:in\s+)?",
        "place",
        first="make hang call",
        check=english.is_place,
    )
    yield idiom(
        "call home",
        "lives_in",
        r"call\s+(?P<o>[A-Z][\w' -]{1,30}?)\s+(?:my )?home\b",
        "given",
        first="call",
        check=english.is_place,
    )
    yield idiom(
        "status in words",
        "relationship_status",
        rf"{_AN}(?:happily\s+|very much\s+)?(?P<o>taken|spoken for|hitched|newlyweds?|newly[- ]wed|unattached|divorcee|a divorced|(?:married|single|divorced)(?= (?:man|woman|guy|mum|mom|dad|mother|father|parent)))\b",
        "given",
        aux=_BE,
    )
    yield idiom(
        "tied the knot",
        "relationship_status",
        r"(?:tied|tie)\s+(?P<o>the knot)",
        "given",
        first="tied",
        aux=" have",
    )
    yield idiom(
        "married to",
        "partner",
        r"(?:(?:happily|now)\s+)?(?:married|engaged|hitched)\s+to\s+(?:my\s+\w+\s+)?(?=[A-Z])",
        "name",
        first="married engaged happily hitched",
        aux=_BE,
        check=english.is_name,
        key="partner",
    )
    yield idiom(
        "married a name",
        "partner",
        r"(?:married|dating|seeing)\s+(?:a\s+\w+\s+(?:named|called)\s+)?(?=[A-Z])",
        "name",
        first="married dating seeing",
        aux=" be been have",
        check=english.is_name,
        key="partner",
    )
    yield idiom(
        "parent of some",
        "children",
        rf"{_AN}(?:\w+\s+)?(?:mother|father|mom|mum|dad|parents?|mama|papa)\s+(?:of|to)\s+(?P<o>{english.COUNT}(?:\s+(?:[a-z-]+\s+){{0,2}}?{english.CHILDREN})?)(?![\w'-])",
        "given",
        aux="be",
    )
    yield idiom(
        "bring up",
        "children",
        rf"(?:raise|raising|bringing up|bring up|gave birth to|given birth to|look after|support|parent)\s+(?P<o>{english.COUNT}\s+(?:[a-z-]+\s+){{0,2}}?{english.CHILDREN})(?![\w'-])",
        "given",
        first="raise raising bringing bring gave support parent",
        aux=" be have",
    )


def _of_work() -> Iterable[Frame]:
    yield idiom(
        "on staff",
        "works_at",
        r"(?:on (?:staff|the payroll|the books)|employed|under contract|part of the (?:\w+ )?team|on the (?:\w+ )?team|with the team)\s+(?:at|by|of|with)\s+(?:the\s+)?",
        "noun",
        aux=_BE,
        check=english.is_employer,
    )
    yield idiom(
        "clock in",
        "works_at",
        r"(?:clock in|draw my (?:salary|paycheck)|get my paycheck|earn my (?:living|money|keep|crust|salary)|make my (?:living|money)|report to work|spend my (?:working days|workdays|9 to 5)|punch in|have a job|hold a job|do shifts|pull shifts)\s+(?:at|from|with|for)\s+(?:the\s+)?",
        "noun",
        first="clock draw get earn make report spend punch have hold do pull",
        check=english.is_employer,
    )
    yield idiom(
        "make a living as",
        "occupation",
        r"(?:make|earn|earned|made)\s+(?:my|a)\s+(?:living|crust|keep|money|bread)\s+as\s+(?:an?\s+)?",
        "noun",
        first="make earn",
        check=english.is_trade,
    )
    yield idiom(
        "trained as",
        "occupation",
        r"(?:trained|qualified|retrained|practise|practice|moonlight|freelance|serve)\s+as\s+(?:an?\s+)?",
        "noun",
        first="practise practice moonlight freelance serve",
        check=english.is_trade,
    )
    yield idiom(
        "out of work",
        "out_of_work",
        r"(?:(?:currently|now|still|recently|newly|happily|semi-)\s*)*(?P<o>retired|unemployed|between jobs|out of work|jobless|out of a job|on disability|self-unemployed)\b",
        "given",
        aux=_BE,
    )
    yield idiom(
        "student of",
        "studies",
        rf"{_AN}(?:(?:first|second|third|final|fourth)[- ]year\s+)?(?P<o>(?!a\b|an\b|phd|grad|graduate|college|university|high|exchange|mature|good|full|part|current|new|big|foreign|international|straight|honor)[a-z]+(?: [a-z]+)?)\s+(?:student|major|undergrad)\b",
        "given",
        aux="be been",
        certainty=1.1,
    )
    yield idiom(
        "student at",
        "studies_at",
        rf"{_AN}(?:[\w-]+\s+){{0,4}}?(?:student|freshman|sophomore|junior|senior|undergrad|undergraduate|semester|year)\s+at\s+(?:the\s+)?",
        "noun",
        aux="be been was",
        check=lambda o: english.is_proper(o) and english.is_school(o),
    )
    yield idiom(
        "study there",
        "studies_at",
        r"(?:in my (?:first|second|third|fourth|final|last) (?:year|semester)|doing (?:my|a|an) [\w' ]{2,30}?|enrolled)\s+at\s+(?:the\s+)?",
        "noun",
        aux="be been",
        check=lambda o: english.is_proper(o) and english.is_school(o),
    )
    yield idiom(
        "degree in progress",
        "studies",
        r"(?:in my (?:first|second|third|fourth|final|last) (?:year|semester) of|enrolled in)\s+(?:a\s+)?",
        "noun",
        aux="be",
        check=lambda o: (
            english.is_study(o) and not re.search(r"class|course|program|school|college|university", o)
        ),
    )


def _of_things() -> Iterable[Frame]:
    yield idiom(
        "share with a pet",
        "pet",
        r"(?:look after|take care of|raise|keep|care for|share (?:my|our|a) \w+ with|live with|belong to|wake up to|come home to)\s+",
        "noun",
        first="look take raise care share live come",
        check=english.is_animal,
    )
    yield idiom(
        "owner of a pet",
        "pet",
        r"(?:the|a)\s+(?:\w+\s+){0,2}?(?:owner|parent|human)\s+(?:of|to)\s+",
        "noun",
        aux="be",
        check=english.is_animal,
    )
    yield idiom(
        "owner of",
        "owns",
        r"(?:the|a)\s+(?:\w+\s+){0,2}?owner\s+of\s+",
        "noun",
        aux="be",
        check=lambda o: english.names_something(o) and not english.is_animal(o),
    )
    yield idiom(
        "possess",
        "owns",
        r"(?:possess|treasure|collect)\s+(?:an?\s+)?",
        "noun",
        first="possess",
        check=lambda o: english.names_something(o) and not english.is_animal(o),
    )
    yield idiom(
        "had a condition long",
        "health",
        r"(?:had|lived with|dealt with|suffered from|struggled with|battled)\s+(?:(?:mild|severe|chronic|bad|terrible|some|a|an|really bad)\s+)*",
        "noun",
        first="had lived dealt suffered struggled battled",
        aux="have",
        check=english.is_illness,
    )
    yield idiom(
        "born with",
        "health",
        r"born\s+with\s+(?:a\s+)?",
        "noun",
        first="born",
        aux="was",
        check=english.is_illness,
    )
    yield idiom(
        "treated for",
        "health",
        r"(?:take (?:pills|meds|medication|insulin|medicine|tablets) for|manage|live with|cope with|am treated for|see a doctor for|deal with|struggle with)\s+(?:my\s+)?(?:(?:mild|severe|chronic)\s+)*",
        "noun",
        first="take manage cope see",
        check=english.is_illness,
    )
    yield idiom(
        "on treatment",
        "health",
        r"(?:on (?:medication|meds|pills|tablets|treatment) for|being treated for|treated for|under treatment for)\s+(?:my\s+)?",
        "noun",
        aux=_BE,
        check=english.is_illness,
    )
    yield idiom(
        "intolerant of",
        "allergic_to",
        r"(?:\w+ly\s+)?intolerant\s+(?:of|to)\s+",
        "noun",
        aux="be",
        check=english.names_something,
    )
    yield idiom(
        "react to",
        "allergic_to",
        r"(?:break out in hives|swell up|react badly|get hives|itch all over|can't breathe|react)\s+(?:from|to|when i (?:eat|touch)|after eating|if i eat)\s+",
        "noun",
        first="break swell react get",
        check=english.names_something,
    )
    yield idiom(
        "run software",
        "uses",
        r"(?:(?:run|rely|swear|work|write|code|program|draw|edit|design|listen|live|do|keep|take|track|manage|plan|store|organi[sz]e|have)\b(?:\s+(?:my|all my|everything|notes)(?:\s+\w+)?)?\s+(?:on|by|with|in|using)|run|drive)\s+",
        "name",
        first="run rely swear work write code program draw edit design listen live do keep take track manage plan store organize organise have",
        aux=" used",
        check=app,
    )
    yield idiom(
        "on an app",
        "uses",
        r"(?:still\s+)?(?:on|a|an)\s+(?:an?\s+)?(?P<o>[A-Z][\w ]{1,20}?)(?=$|[.,;!]|\s+(?:user|person|for|since|and|now)\b)",
        "given",
        aux="be been",
        check=app,
    )
    yield idiom(
        "active in",
        "member_of",
        r"(?:active|involved|enrolled)\s+(?:in|with)\s+|one of the \w+ (?:at|in|of)\s+|on the committee of\s+",
        "noun",
        aux=_BE,
        check=english.is_group,
    )
    yield idiom(
        "regular of",
        "member_of",
        r"(?:sit on|row for|sing with|sing in|play with|run with|train with|act with|volunteer with|help out at|donate my time to|give my time to|march with|serve on|meet with|ride with|swim with|swim for|coach)\s+",
        "noun",
        first="sit row sing play run train act help give march serve meet ride swim",
        check=english.is_group,
    )
    yield idiom(
        "know a language",
        "speaks",
        r"(?:get by|converse|communicate|hold a conversation|chat|think|dream|grew up speaking|grew up with|was raised speaking|make myself understood|am fluent)\s+(?:in\s+)?(?:both\s+)?",
        "noun",
        first="get converse communicate hold chat think dream grew make",
        aux=" can was",
        check=english.is_tongue,
    )


def _of_taste() -> Iterable[Frame]:
    yield idiom(
        "soft spot",
        "likes",
        r"(?:have|got|'ve)\s+(?:always had\s+)?(?:a|such a|a real|a bit of a)\s+(?:soft spot|thing|weakness|passion|love|fondness|sweet spot)\s+for\s+",
        "taste",
        first="have got",
        aux=" have",
        check=english.is_taste,
    )
    yield idiom(
        "live for",
        "likes",
        r"(?:get enough of|live for|live and breathe|could eat|could listen to|go crazy for|go mad for|go nuts for|delight in|take pleasure in|have fun with|find joy in|am drawn to|get a kick out of|have loved)\s+",
        "taste",
        first="get live could go delight take find",
        aux=" can",
        check=lambda o: english.is_taste(o) and o.split()[0].lower() not in {"more", "enough"},
    )
    yield idiom(
        "no time for",
        "likes",
        r"(?:have no (?:time|patience|love) for|care little for|cringe at|cannot abide|abide|avoid|have zero tolerance for|put up with)\s+",
        "taste",
        first="have cringe abide put",
        aux=" can",
        check=english.is_taste,
        polarity="negated",
    )
    yield idiom(
        "not keen",
        "likes",
        r"(?:sick of|tired of|bored of|fed up with|put off by|averse to|no fan of|not keen on|repulsed by|disgusted by|terrified of)\s+",
        "taste",
        aux="be",
        check=lambda o: english.is_taste(o) and not o.split()[0].endswith("ing"),
        polarity="negated",
        first="no repulsed disgusted averse",
    )
    yield idiom(
        "care for", "likes", r"care\s+(?:much\s+)?for\s+", "taste", first="care", check=english.is_taste
    )
    yield idiom(
        "like better",
        "prefers",
        r"(?:like|love|enjoy)\s+(?P<o>[^.,;!?]{2,40}?)\s+(?:better|more|far more|much more|way more)\s+than\b",
        "given",
        first="like love enjoy",
        check=english.names_something,
        certainty=1.2,
    )
    yield idiom(
        "choose over",
        "prefers",
        r"(?:choose|pick|take|go for|opt for|have)\s+(?P<o>[^.,;!?]{2,40}?)\s+(?:over|rather than|instead of)\b",
        "given",
        first="choose pick take opt have",
        aux=" would will",
        check=english.names_something,
    )
    yield idiom(
        "keep a diet",
        "diet",
        rf"(?:keep|stick|live|follow|eat|went|gone|turned|cook|observe|do|maintain)\s+(?:(?:to|on|a|an|only|mostly|strictly|strict|fully|completely|totally)\s+)*(?P<o>{english.DIET})(?![\w-])",
        "given",
        first="keep stick live follow eat went gone turned cook observe maintain",
        aux=" have used",
    )
    yield idiom(
        "saving for",
        "goal",
        r"(?:saving|saving up|working towards?|striving|determined|set|dreaming|hell-bent|bent)\s+(?:up\s+)?(?:for|of|to|towards?|on)\s+(?=[a-z])",
        "deed",
        first="saving working hell-bent striving determined set dreaming bent",
        aux="be been",
        check=lambda o: _is_bare_aim(o) or _is_purchase(o),
    )
    yield idiom(
        "heart set on",
        "goal",
        r"(?:have|got)\s+my\s+(?:heart|sights|mind|eyes)\s+set\s+on\s+",
        "deed",
        first="have got",
        aux=" have",
        check=_is_bare_aim,
    )
    yield idiom(
        "keen amateur",
        "likes",
        rf"(?:an?\s+)(?:keen|avid|passionate|dedicated|enthusiastic|hobby|amateur|devoted)\s+(?P<o>{'|'.join(('gardener', 'runner', 'reader', 'cyclist', 'hiker', 'climber', 'swimmer', 'cook', 'baker', 'photographer', 'birdwatcher', 'gamer', 'knitter', 'chess player', 'surfer', 'angler', 'painter', 'traveler', 'traveller', 'skier', 'sailor'))})\b",
        "given",
        aux="be been",
    )
    yield idiom(
        "practise",
        "activity",
        r"(?:dabble in|train in|practi[sc]e|am learning|coach|teach|dance|compete in|spend (?:my|every|all my) [\w ]{3,20}?)\s+(?:the\s+)?",
        "noun",
        first="dabble train compete dance spend",
        check=lambda o: (
            english.ends_in(o, words.DOINGS) or english.is_game(o) or bool(re.match(r"[a-z]+ing\b", o))
        ),
    )
    yield idiom(
        "learning it",
        "activity",
        r"(?:learning|practicing|practising|training for|training in|taking up)\s+(?:to\s+)?(?:play\s+)?(?:the\s+|how to\s+)?",
        "noun",
        first="learning practicing practising training taking",
        aux="be been",
        check=lambda o: (
            english.ends_in(o, words.DOINGS)
            or english.is_game(o)
            or bool(re.search(r"marathon|triathlon|5k|10k", o.lower()))
        ),
    )


def _of_days() -> Iterable[Frame]:
    """Yield the frames of what is to come, of what never was, and of doings that one verb names."""
    named = english.is_named_school
    yield idiom(
        "will turn",
        "age",
        r"(?:turn|turning|be)\s+(?P<o>\d{1,3})(?=$|[.,;:!?]|\s(?:in|on|next|this|tomorrow|soon|years old|and)\b)",
        "given",
        first="turn turning be",
        aux=" be will",
        tense="future",
        dated=True,
        deny=False,
    )
    yield idiom(
        "start at school",
        "studies_at",
        r"(?:start|begin)\s+(?:\w+\s+){0,2}?at\s+(?:the\s+)?",
        "noun",
        first="start begin",
        aux=" will",
        check=lambda o: english.is_proper(o) and named(o),
        tense="future",
        dated=True,
        deny=False,
    )
    yield idiom(
        "starting at school",
        "studies_at",
        r"(?:starting|beginning|transferring)\s+(?:\w+\s+){0,3}?(?:at|to)\s+(?:the\s+)?",
        "noun",
        first="starting beginning transferring",
        aux="be",
        check=lambda o: english.is_proper(o) and named(o),
        tense="future",
        dated=True,
        deny=False,
        certainty=1.1,
    )
    yield idiom(
        "start a job at",
        "works_at",
        r"(?:start|begin|join)\s+(?:(?:\w+\s+){0,2}?(?:at|with)\s+)?(?:the\s+)?(?=[A-Z])",
        "noun",
        first="start begin join",
        aux=" will",
        check=lambda o: english.is_proper(o) and not named(o),
        tense="future",
        dated=True,
        deny=False,
    )
    yield idiom(
        "have never used", "uses", r"used\s+", "noun", first="used", aux="have", check=english.is_product
    )
    yield idiom(
        "have never owned",
        "owns",
        r"(?:owned|had)\s+",
        "noun",
        first="owned had",
        aux="have",
        check=english.is_holding,
    )
    yield idiom(
        "like best",
        "favorite",
        r"(?:like|love|enjoy)\s+(?P<o>[^.,;!?]{2,40}?)\s+(?:the\s+)?(?:best|most)(?: of all)?(?=[.,;!]|$)",
        "given",
        first="like love enjoy",
        check=english.is_taste,
        certainty=1.2,
        deny=False,
    )
    yield idiom(
        "do it",
        "activity",
        rf"(?P<o>(?:{_DOES})(?![\w']))",
        "deed",
        first=_DOES.replace("|", " "),
        check=_is_doing,
    )


_DOES: Final = "knit|juggle|fence|crochet|meditate|jog|box|whittle|cycle|paint|sew|surf|ski|sail|climb|skate|row|bake|garden|embroider|kayak|snowboard|swim|journal|busk|forage|weightlift|quilt|sculpt"


def _is_doing(phrase: str) -> bool:
    return len(phrase.split()) < 8 and not re.search(
        r"\b(?:it|this|that|them|you|him|her|my way|your)\b", phrase.lower()
    )
