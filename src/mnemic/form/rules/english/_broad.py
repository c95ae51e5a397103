# ruff: noqa: E501 - a pattern is read as one line
"""Broad English frames whose subject is not "I": wishes to the assistant, names, headings, "as a", "X here", "every Sunday I"."""

# fmt: off

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .._frames import Check, Frame
from .._objects import Cut
from . import _checks as english

_SO: Final = r"(?:(?:and|so|but|also|oh|ok|okay|hey|hi|hello|hiya|yo|well|btw|fyi|ps|quick (?:context|intro|note)|for context|context|about me|one more thing|another thing)[,:!]?\s+)*"
_ASKED: Final = (
    r"(?:(?:please|pls|plz|kindly|just|remember(?: to| that you should)?|don't forget(?: to)?|make sure(?: to| that you| you)?|be sure to|try to|note(?: that)?|"
    r"i(?:'d| would)? (?:really )?(?!(?:like|love|appreciate) that\b)(?:like|want|need|love|prefer|appreciate)(?: it)?(?: if| for| that)? you (?:to |would |could )?|i(?:'d)? (?:ask|expect) (?:that )?you (?:to )?|"
    r"(?:can|could|would|will) you (?:please )?|let's|i don't want you to)[,:]?\s*)"
)
_ALWAYS: Final = (
    r"(?=[^.!?\n]*\b(?:always|ever|from now on|from here on|going forward|in (?:the )?future|every time|each time|whenever|any ?time|at all times|by default|as a rule|all the time|"
    r"when(?:ever)? (?:you|i|we) (?:answer|reply|write|talk|speak|ask|explain|respond|suggest|recommend|give|send|paste|share|want|need|say|mention|chat)\w*|"
    r"in (?:all|every|each|any|your|our|my) (?:of your )?(?:answers?|repl(?:y|ies)|responses?|messages?|chats?|conversations?)|with me\b|unless i\b|without (?:me )?asking|any ?more|too long|so (?:long|much))\b)"
)
_SAY: Final = (
    r"(?:answer|reply|respond|use|write|speak|talk|call|address|give|send|format|cite|quote|explain|convert|remind|be|keep|make|translate|start|begin|end|finish|sign|round|show|include|add|list|avoid|assume|"
    r"suggest|recommend|check|double-check|ask|tell|warn|mention|refer|stick|skip|put|summari[sz]e|spell|stay|offer|provide|link|say|repeat|apologi[sz]e|sugarcoat|treat|leave|drop|limit|greet|"
    r"correct|confirm|flag|point out|break down|walk me|stop|tag|number|label)"
)
_NOT_TOLD: Final = r"(?!(?:been|had|have|a|an|the|too|mind|know|good|nice|great|fun|happy|love|enjoy|like|hate|eat|drink|sleep|go|play|run|wake|feel|get|buy|see|find|wonder|thought|heard|seen|say|in|at|on|so|my|i|we|trust|give up|stop learning|forget|really|did|do|was|is|that|knew|got|made|works|worth|ready|again|look|lose|too|there|up|wrong|right|sure|more|been|not|easy|take|here|saw|came|felt|left|took|gave|told|began|found|could|should|may|will|one|a|all|will|let|tried|went|one|want|need|try)\b)"
_NO_SAYING: Final = r"(?!\w+ an? (?:lady|gentleman|man|woman|boy|girl|stranger|friend|fool|horse|dog|cat|child)\b)"
"""Does not match in proverbs: "never trust a man who …"."""
_STYLE: Final = r"(?:brief|concise|short|blunt|direct|honest|formal|informal|polite|specific|casual|friendly|professional|to the point|succinct|gentle|critical|patient|kind|funny|serious)"
_LOOK: Final = r"(?:emojis?|bullet points?|bullets|jargon|small talk|disclaimers|apologies|swearing|spoilers|markdown|headings|tables|sugarcoating|flattery|exclamation marks|slang|abbreviations|lists|caveats|filler|fluff|long answers|follow-up questions)"
_OFTEN: Final = r"(?:every (?:single )?(?:other )?(?:morning|evening|night|day|week|weekend|month|year|summer|winter|\w+day)|each (?:morning|evening|night|day|week|\w+day)|on (?:\w+day)s(?: (?:mornings?|evenings?|nights?|afternoons?))?|most (?:days|mornings|evenings|weekends|nights)|(?:once|twice|\w+ times) a (?:day|week|month|year)|after work|before (?:bed|work))"
_GREET: Final = r"(?:(?:hi|hello|hey|hiya|yo|good (?:morning|evening|afternoon|day))(?:\s+(?:all|everyone|there|guys|folks|y'all|again|team))?[,.!:\s-]+)"
_NAMED: Final = r"(?P<o>[A-ZÀ-ÞĀ-Ž][\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]+)?)"


def broad(
    reason: str,
    predicate: str,
    pattern: str,
    cut: Cut = "given",
    *,
    check: Check | None = None,
    cue: str = "",
) -> Frame:
    """Return a frame that is asked at the beginning of a clause."""
    return Frame(
        reason=reason,
        predicate=predicate,
        pattern=re.compile(pattern, re.IGNORECASE),
        cut=cut,
        check=check,
        cue=cue,
    )


def _is_small_name(phrase: str) -> bool:
    """Return whether a word in small letters between "I'm" and an age is a name: no state, trade, diet or status."""
    told = english.is_state(phrase) or english.is_trade(phrase) or english.is_nation(phrase)
    return not told and not re.fullmatch(rf"{english.DIET}|{english.STATUS}|{english.ILL}|\w+(?:ed|ing|ly|ful|less)", phrase)


def starting() -> Iterable[Frame]:
    """Yield the frames that must begin a clause."""
    yield from _of_wishes()
    yield from _of_names()
    yield from _of_the_person()
    yield from _of_aims()
    yield from _of_tastes()


def _of_wishes() -> Iterable[Frame]:
    yield broad("asked for always", "instruction", rf"{_SO}{_ASKED}{{0,3}}(?P<o>(?:always|never|only ever|don't ever|do not ever)\s+(?:\w+ly\s+)?{_NOT_TOLD}{_NO_SAYING}(?!{english.PAST}|set foot\b|stop\s*(?:[.,;!]|$))(?!\w{{3,}}(?:ed|ing)\b)[a-z-]+\b)", "deed")
    yield broad("asked with a mark", "instruction", rf"{_SO}{_ALWAYS}{_ASKED}{{0,3}}(?P<o>(?:(?:always|never|only|don't|do not|no more|stop)\s+)*(?:{_SAY}|(?:apologi[sz]|us|giv|writ|add|suggest|call|ask|tell|answer|start|end|say)ing)\b)", "deed")
    yield broad("asked of you", "instruction", rf"{_SO}{_ALWAYS}(?:i(?:'d| would)? (?:like|want|need|prefer|love)(?: it)?(?: if| for| that)? you (?:to |would )?|i don't want you to |i(?:'d)? (?:ask|expect) (?:that )?you (?:to )?|please )(?!no\b|yes\b)(?P<o>(?:always |never |not )*[a-z-]+\b)", "deed")
    yield broad("asked whenever", "instruction", rf"{_SO}(?:whenever|when|every time|each time|any ?time|if)\s+(?:i|you|we)\s+[^,.!?]{{3,60}},\s+(?:please\s+|then\s+|just\s+|i(?:'d)? (?:want|like) you to\s+)*(?P<o>(?:always\s+|never\s+|don't\s+|only\s+)*{_SAY}\b)", "deed")
    yield broad("asked to be", "instruction", rf"{_SO}{_ASKED}{{0,3}}(?P<o>(?:be|stay|remain|keep it|keep (?:your|the|all) \w+)\s+(?:more |less |very |as |always |extra |super |really )?{_STYLE})\b(?! (?:with (?:him|her|them|yourself)|to (?:him|her|them)))", "given")
    yield broad("asked to remember", "instruction", rf"{_SO}(?:please\s+)?(?:remember|don't forget|keep in mind|make sure|note|be sure)(?:,|:)?\s+(?:to\s+|that\s+)?(?P<o>(?:(?:always|never|only|not to)\s+)*{_SAY}\s+(?:me\b|in\b|your\b|with\b|sources\b|the (?:metric|sources|units|answer)|[a-z]+ (?:spelling|units|english|emojis|sources)|answers?\b|short\b|things\b|brief\b|polite\b|it (?:short|simple|brief)))", "deed")
    yield broad("asked if you kept", "instruction", r"i(?:'d| would) (?:really )?(?:like|love|prefer|appreciate) it if you\s+(?:could\s+|would\s+)?(?P<o>(?:always |never |only |not )*(?:kept?|used?|wrote|write|answer(?:ed)?|gave|give|call(?:ed)?|avoid(?:ed)?|stopp?(?:ed)?|add(?:ed)?|explain(?:ed)?|stuck|stick|spoke|speak|talk(?:ed)?|didn't|did not|don't|were|be|include[d]?|start(?:ed)?|left)\b)", "deed")
    yield broad("asked for no", "instruction", rf"{_SO}(?:(?:please|remember|note|from now on|going forward|again)[,:]?\s+)*(?P<o>(?:no(?: more)?|skip (?:the|all)|leave out (?:the|all)|cut the|drop the|enough with the|without|avoid(?: using)?|don't use|do not use|stop using)\s+(?:\w+\s+)?{_LOOK})\b(?! (?:from|on|at) (?:my|our|his|her|their)\b)", "given")
    yield broad("asked for a kind of answer", "instruction", rf"{_SO}(?P<o>(?:short|brief|long|detailed|plain|simple|concise|honest)\s+(?:answers?|replies|responses|sentences|explanations|english))(?=\s*(?:[.!]|$|,?\s*(?:please|only|thanks|pls)))(?![\s,]*(?:please|pls)?\s*:)", "given")
    yield broad("asked to speak", "instruction", rf"{_SO}{_ASKED}{{0,2}}(?P<o>(?:answer|reply|respond|speak|talk|write)(?: to me| me)?(?: only)? in (?:plain |simple |british |american )?[A-Z][a-z]+)(?=[.!,]|$| please| only| from| even| when)", "given", check=lambda o: english.is_tongue(o.split()[-1]))
    yield broad("asked for a manner", "instruction", rf"{_SO}{_ASKED}{{0,2}}(?P<o>(?:talk|speak|write|answer|reply|explain(?: (?:it|things|stuff|everything|concepts))?)(?: to me)? (?:simply|slowly|briefly|casually|formally|informally|like (?:i'm|im|i am|you're|we're) [\w -]{{2,30}}?))(?=[.!,]|$|\s(?:please|pls|lol|when|because|so)\b)")
    yield broad("asked for a form", "instruction", rf"{_SO}{_ASKED}{{0,2}}(?P<o>(?:answer|reply|respond|speak|talk|write)(?: to me)? in (?:short|long|full|complete|simple|plain|brief) (?:paragraphs|sentences|words|language|bullet points))(?=[.!]|$|,? please)")
    yield broad("asked not to", "instruction", rf"{_SO}(?:please|pls|kindly)\s+(?P<o>(?:don't|do not|never)\s+(?:sugarcoat|ramble|lecture|patroni[sz]e|apologi[sz]e|swear|flatter|use (?:the|any) (?:words?|phrases?|term)|make (?:things|stuff) up)\b)", "deed")
    yield broad("asked for units", "instruction", rf"{_SO}{_ASKED}{{0,2}}(?P<o>(?:use\s+|stick (?:to|with)\s+|in\s+)?(?:the\s+)?(?:metric|imperial|celsius|fahrenheit|kilomet(?:er|re)s|24-hour(?: time)?|euros|pounds|dollars|iso dates)(?: units| system| time| format| clock)?(?: only)?)(?=[.!,]|$| please| for| in (?:your|all)| and| when)", "given", check=lambda o: " " in o)


def _of_names() -> Iterable[Frame]:
    name = english.is_name
    yield broad("a name is here", "name", rf"{_GREET}(?:it's |its |this is )?{_NAMED}\s+(?:here|speaking)\b", check=name)
    yield broad("this is a name", "name", rf"(?:{_GREET})?(?:this is|it's|i'm)\s+{_NAMED}(?=,?\s+(?:nice|pleased|glad|good|lovely) to (?:meet|e-meet)|,?\s+(?:speaking|by the way|btw)\b)", check=name)
    yield broad("a name will do", "name", r"(?:so\s+|or\s+)?(?:just\s+)?(?P<o>[A-ZÀ-Þ](?-i:[a-zà-þ])[\w'-]*)\s+(?:will do|is fine(?: too)?|works(?: too| for me)?|is what (?:everyone|people|my friends) calls? me|for short|to my friends|is the name|is my (?:first |full |real |middle |given |last )?name)(?=[.,!?]|$|\s)", check=lambda o: (name(o) and o[0].isupper() and o.lower() not in { "that", "this", "anything", "either", "whatever", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", }))
    yield broad("a small name", "name", r"(?:my\s+)?(?:first\s+|full\s+|real\s+)?name(?:'?s|\s+is|\s*:)\s+(?:now\s+|actually\s+)?(?P<o>(?!not\b|the\b|a\b|on\b|in\b|too\b|so\b|very\b|what\b|is\b|mud\b|no\b|really\b|my\b|on\b|similar\b|common\b|hard\b|rare\b|pronounced\b|spelled\b|actually\b|now\b|it\b|that\b|important\b|for\b|of\b|always\b|never\b|like\b|on\b|and\b|unusual\b|short\b|long\b|misspelled\b|wrong\b|missing\b|also\b|still\b)[a-zà-þ][\w'-]+)(?=[.,!?]|$|\s(?:btw|and|lol|from|by|but|not|now|thanks|here|nice))")
    yield broad("changed my name", "name", rf"(?:i(?:'ve| have)?\s+)?(?:just\s+|recently\s+|legally\s+|officially\s+)*(?:(?:changed|switched|shortened|changing) (?:my )?(?:last |sur)?name(?: from [\w' -]{{2,24}}?)?\s+to|(?:took|taken|taking) (?:my (?:\w+'s )?|back my )?(?:(?:last|maiden|old|birth) |sur)?name,?(?: so| and)?(?: now)? (?:it's|i'm|i am))\s+{_NAMED}", check=name)
    yield broad("going by", "name", rf"(?:i|these days i|nowadays i|now i)(?:'m| am)\s+(?:now\s+|currently\s+)?(?:going by|called|known as|using)\s+(?:the name\s+)?{_NAMED}(?=[.,!]|$| now| these| at)", check=lambda o: name(o) and o[0].isupper() and not re.match(r"(?:The|An?|My)\b", o))
    yield broad("called by all", "name", rf"(?:these days|nowadays|at work|at home|at school|online|now|since then|everywhere),?\s+(?:everyone|everybody|people|they|my \w+|all|colleagues|friends)\s+(?:just\s+|all\s+)?calls?\s+me\s+{_NAMED}", check=name)
    yield broad("introduced", "name", rf"(?:allow me to introduce myself|let me introduce myself|to introduce myself|by way of introduction)[,.:;-]*\s+(?:i'm|i am|my name is|the name is)\s+(?:Dr\.?\s+|Prof\.?\s+|Mrs?\.?\s+|Ms\.?\s+)?{_NAMED}", check=name)
    yield broad("titled", "name", r"(?:i'm|i am|this is|call me|it's|you (?:may|can) call me)\s+(?:just\s+)?(?:dr|prof|professor|doctor|mrs?|ms|sir|madame|captain)\.?\s+(?P<o>[A-ZÀ-Þ](?-i:[a-zà-þ])[\w'-]*(?: [A-ZÀ-Þ](?-i:[a-zà-þ])[\w'-]*)?)", check=name)
    yield broad("part of the name", "name", rf"my\s+(?:surname|last name|family name|maiden name|middle name|nickname|pen name|username|legal name|given name)(?:'s|\s+is)\s+{_NAMED}", check=name)
    yield broad("small name told", "name", r"(?:im|i'm|i am)\s+(?:called|named)\s+(?P<o>[a-z][\w'-]+)(?=[.,!]|$| btw| and| by)")
    yield broad("small name and age", "name", rf"{_SO}(?:im|i'm|i am)\s+(?P<o>[a-z]{{2,12}}),\s+(?:and\s+)?(?=\d{{2}}(?:\s?[mf])?\s*(?:,|\.|$|(?:and|from|years)\b))", check=_is_small_name)
    yield broad("not that name", "name", rf"my\s+(?:\w+\s+)?name\s+(?:isn't|is not|is no longer|was)\s+[\w' -]{{2,30}}?(?:\s+any ?more)?[,;]?\s+(?:but|it's|it is|now it's|now|and now(?: it's)?)\s+{_NAMED}", check=name)
    yield broad("address me as", "name", rf"(?:please\s+|you (?:can|may|should)\s+|feel free to\s+|just\s+|better\s+|everybody\s+|everyone\s+|people\s+|colleagues\s+|they\s+|friends\s+)*(?:address|refer to|introduce|save|know|list|register|greet)\s+me\s+as\s+(?:just\s+)?{_NAMED}", check=name, cue=" me ")
    yield broad("name by heading", "name", rf"(?:name|full name|first name|nickname|legal name|preferred name)\s*[:=-]\s*{_NAMED}", check=name)


def _of_the_person() -> Iterable[Frame]:
    yield broad("as someone from", "comes_from", r"(?:as\s+(?:someone|somebody|a person|one)|being)\s+(?:\w+ly\s+)?from\s+", "place", check=english.is_place)
    yield broad("as someone with", "health", r"(?:as\s+(?:someone|somebody|a person|one)|being someone)\s+(?:with|who has|living with|who suffers from)\s+(?:an?\s+)?(?:\w+ly\s+)?", "noun", check=english.is_illness)
    yield broad("as a resident", "lives_in", r"as\s+an?\s+(?:\w+\s+)?(?P<o>[A-Z][\w-]+)\s+(?:resident|local|dweller|native)\b", check=english.is_place)
    yield broad("being of a nation", "nationality", r"(?:being|as)\s+(?:an?\s+)?(?:\w+ly\s+)?(?P<o>[A-Za-z]+)(?=,?\s+(?:i|my|we)\b)", check=lambda o: english.is_nation(o.lower()))
    yield broad("being allergic to", "allergic_to", r"(?:being|as (?:someone|i'm))\s+(?:\w+ly\s+)?allergic\s+to\s+", "noun", check=english.is_allergen)
    yield broad("as a parent of", "children", rf"(?:as|being)\s+an?\s+(?:\w+\s+)?(?:parent|mother|father|mom|mum|dad)\s+(?:of|to)\s+(?P<o>{english.COUNT}(?:\s+(?:[a-z-]+\s+){{0,2}}?{english.CHILDREN})?)(?![\w'-])")
    yield broad("childless", "children", r"(?:i'm|i am|we're|we are)\s+(?:happily\s+)?(?P<o>childless|child-free|childfree|expecting (?:our|my|a|another) (?:\w+ )?(?:child|baby|kid|son|daughter|twins)(?! (?:in|into) (?:my|our|the) (?:\w+ )?(?:circle|family|group|class)\b)|expecting(?=[.,!]|$))\b")
    yield broad("became a parent", "children", r"(?:i|we)(?:'ve| have)?\s+(?:just\s+|recently\s+)?(?:became|become)\s+(?:an?\s+)?(?:new\s+)?(?P<o>father|mother|dad|mom|mum|parents?)(?=[.,!]|$| last| this| in| to| again| for| yesterday)")
    yield broad("of so many years", "children", r"(?:i|we)(?:'ve| have)\s+(?:got\s+)?(?:an?|two|my)\s+(?P<o>(?:\w+|\d+)[- ](?:year|month|week)s?[- ]olds?(?:\s+(?:son|daughter|boy|girl|kid|child|toddler|twins?|baby)\b)?)(?=\s*(?:[.,;:!?)]|$)|\s(?:and|who|that|named|called|at home|now|so|but|too|with|in|to|sleeping|son|daughter|boy|girl|kid|child|toddler|twins?|baby)\b)")
    yield broad("children and their ages", "children", r"(?:my|our)\s+(?P<o>(?:(?:two|three|four|five|\d|oldest|youngest|eldest|little|only)\s+)?(?:son|daughter|kids?|children|twins|child|boys|girls|baby))(?:'s|\s+is|\s+are|\s+(?:just\s+)?turned|\s+was born|\s+were born)\s+(?=(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|on|in|last|this|yesterday)\b)")
    yield broad("no pets", "pet", r"(?P<o>no\s+pets)(?=[.,;!]|$|\s(?:yet|of my own|for me|so|at the moment)\b)")
    yield broad("as an eater", "diet", rf"(?:as|being)\s+an?\s+(?:\w+\s+)?(?P<o>{english.DIET})(?=,|\s(?:i|i'm|my|we|in|who|myself)\b)")
    yield broad("no children", "children", rf"(?P<o>no\s+{english.CHILDREN})(?=[.,;!]|$|\s(?:yet|of my own|here|for me|so)\b)")
    yield broad("pet parent here", "pet", r"(?:proud\s+)?(?P<o>cat|dog|bird|rabbit|hamster|snake|horse|parrot)\s+(?:mom|mum|dad|parent|mama|owner|lady|person)\s+(?:here|of)\b")
    yield broad("student of a school here", "studies_at", r"(?:evening\s+|grad(?:uate)?\s+|first-year\s+|phd\s+|part-time\s+)?(?P<o>[A-Z][\w]+)\s+student\s+here\b", check=lambda o: english.is_proper(o) and not english.is_nation(o))
    yield broad("student at a school", "studies_at", r"(?:evening\s+|grad(?:uate)?\s+|first-year\s+|phd\s+|part-time\s+)?student\s+at\s+(?:the\s+)?(?-i:(?=[A-Z]))", "name", check=lambda o: english.is_proper(o) and not english.is_nation(o))
    yield broad("student at", "studies_at", r"(?:[a-z-]+\s+)?student\s+at\s+(?:the\s+)?(?=[A-Z])", "name", check=english.is_proper)
    yield broad("years and more", "age", r"(?P<o>\d{2})\s?(?:y/o|yo|[FM]|years old)(?=$|[\s.,;:!?)])")
    yield broad("my birthday in passing", "birthday", rf"(?:[^.;!?]*\b)?(?:my|share my)\s+(?:b-?day|birthday|birth ?date|day of birth)(?:\s+with [\w ]{{2,20}})?(?:,|\s+is|\s+falls on|\s+on|:)\s+(?:always\s+|on\s+)?(?P<o>{english.DATE})", cue="birth")
    yield broad("birth date by heading", "birthday", rf"(?:dob|d\.o\.b\.?|born|date of birth|birthday|b-?day)\s*[:=]?\s+(?P<o>{english.DATE})")
    yield broad("roughly of age", "age", rf"(?:in my|i'm in my)\s+(?P<o>(?:early |mid |late |mid-)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|\d0s))\b(?=,?\s+(?:i|and|now|so|but)\b|[.,!]|$)(?!,?\s+(?:and\s+|so\s+|but\s+)?i(?:'d)?\s+(?:\w+ly\s+|never\s+|once\s+|always\s+)?(?:{english.PAST}|could\b|used\b|\w{{3,}}ed\b))")
    yield broad("nearly of age", "age", r"(?:i'm|i am)\s+(?:about to (?:turn|be|hit)|pushing|nearing|approaching|going on|close to|around|about|roughly|approximately|just (?:over|under|shy of)|somewhere around|almost|nearly|not quite|barely)\s+(?P<o>\d{2}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)(?=[.,!;]|$| (?:years|now|and|so|but)\b)(?! (?:minutes|miles|percent))")
    yield broad("decade of age", "age", r"(?:i'm|i am)\s+(?:in my|a)\s+(?P<o>(?:early |mid |late |mid-)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|\d0'?s|twenty-?something|thirty-?something|forty-?something|fifty-?something|teenager))\b")
    yield broad("birthday after a word", "birthday", rf"(?:i was born|my birthday(?:'s| is| falls)?)\s+(?:on|in|during|at)\s+[\w' ]{{3,24}}?,\s+(?P<o>{english.DATE})", cue="b")
    yield broad("trade by day", "occupation", r"(?P<o>[a-z]+(?: [a-z]+)?)\s+by (?:day|night)\b", check=english.is_trade)
    yield broad("another trade by night", "occupation", r"[a-z]+(?: [a-z]+)? by day,?\s+(?:and\s+)?(?P<o>[a-z]+)\s+by night\b", check=english.is_trade)
    yield broad("short trade here", "occupation", r"(?P<o>[a-z]+(?: [a-z]+)?)\s+here(?=[.,!]|$)", check=lambda o: (english.is_trade(o) or o.lower() in {"physio", "vet", "dev", "swe", "medic", "midwife", "prof"}))
    yield broad("year at", "works_at", r"(?:it(?:'s| is)|this is)\s+my\s+(?:\w+\s+)?(?:year|month|week|day)\s+(?:working\s+)?(?:at|with)\s+(?:the\s+)?(?=[A-Z])", "name", check=lambda o: english.is_proper(o) and not english.is_named_school(o))
    yield broad("day job at", "works_at", r"my\s+(?:day |main |new |current )?(?:job|position|work|shift|gig)(?:'s|\s+is)\s+(?:at|with)\s+", "noun", check=english.is_employer)
    yield broad("work is", "works_at", r"work(?:'s|\s+is)\s+(?=[A-Z])(?=[^.;!?]*\bfor me\b)", "name", check=english.is_proper)
    yield broad("relatives are", "relative", rf"{_SO}(?:my|(?:i|we)(?:'ve| have)(?: got)? (?:(?:two|three|four|five|\d)(?: [a-z-]+)?|twin))\s+(?P<k>siblings|parents|brothers|sisters|kids|children|sons|daughters|boys|girls|cousins|nieces|nephews|grandparents|twins)(?:\s+are(?:\s+(?:called|named))?|\s+(?:called|named)|,|:|\s*=)\s+(?=[A-ZÀ-Þ])", "noun", check=lambda o: english.is_name(o) and len(o.split()) < 3)
    yield broad("that's my relative", "relative", r"(?P<o>[A-ZÀ-Þ][\w-]+),\s+(?:that's|that is|he's|she's)\s+my\s+(?:\w+\s+)?(?P<k>cousin|brother|sister|mother|father|mom|dad|mum|son|daughter|uncle|aunt|nephew|niece|grandma|grandpa)\b", check=english.is_name)
    yield broad("has been my home", "lives_in", r"(?P<o>[A-ZÀ-Þ][\w' -]{1,30}?)\s+(?:has been|is|'s)\s+(?:my|our)\s+(?:new\s+)?home\b", check=english.is_place)
    yield broad("here in a place", "lives_in", r"(?:here\s+in|back home in|over here in)\s+(?P<o>(?-i:[A-ZÀ-Þ])[\w'-]+(?: (?-i:[A-ZÀ-Þ])[\w'-]+)?),?\s+(?=where (?:i|we) live|i\b|we\b|my\b)", check=english.is_place)
    yield broad("living there is", "lives_in", r"(?:currently\s+|now\s+)?(?:residing|living|based|staying(?![^.;!?]*\b(?:for|until|till|tonight|this week|over)\b))\s+in\s+(?=[A-Z])(?![^.;!?]*\b(?:would|must|might)\b)", "place", check=english.is_place)
    yield broad("place I'm from", "comes_from", r"where (?:i'm|i am|i come) from,\s+", "place", check=english.is_place)
    yield broad("tongue at a level", "speaks", r"my\s+(?P<o>[A-Za-z]+)\s+(?:is|isn't|has|needs|could)\b(?!\s+(?:been\s+|long\s+|\w+ly\s+|all but\s+|as good as\s+|pretty much\s+|practically\s+)*(?:gone|dead|extinct|lost|forgotten|history|no more|non-existent|down to|rusted|dried|faded|withered|died|left me))", check=english.is_tongue)
    yield broad("conversational in", "speaks", r"(?:conversational|fluent|basic|native|decent|passable)\s+(?:in\s+)?(?P<o>[A-Za-z]+)\b", check=english.is_tongue)
    yield broad("illness of mine", "health", r"my\s+(?:chronic\s+)?(?P<o>[a-z]+(?: [a-z]+)?)\s+(?:is|has been|acts up|flares up|keeps|gets|got)\b(?!\s+(?:\w+ly\s+|all\s+|now\s+|long\s+)*(?:gone|over|cured|healed|history|no more|in remission|behind me|under control|better)\b)", check=english.is_illness)
    yield broad("doctor says", "health", r"(?:my doctor|the doctors?|they|doctors)\s+(?:just\s+)?(?:says?|said|found out|told me|think|confirmed)\s+(?:that\s+)?i have\s+(?:an?\s+)?", "noun", check=english.is_illness)
    yield broad("gives me hives", "allergic_to", r"(?P<o>[a-z]+(?: [a-z]+)?)\s+(?:gives?|give)\s+me\s+(?:hives|a rash|an allergic reaction|anaphylaxis)\b", check=english.is_allergen)
    yield broad("allergies by heading", "allergic_to", r"allerg(?:y|ies)(?:-wise)?\s*:\s*", "noun", check=english.names_something)


def _of_aims() -> Iterable[Frame]:
    def aim(phrase: str) -> bool:
        return english.is_wide_aim(phrase) or english.is_aim(english.bare(phrase))

    yield broad("the aim is", "goal", r"(?:my|our|the)\s+(?:(?!(?!life|year|month|week|summer|season|decade)[\w-]+['’]s )[\w'’-]+ ){0,3}?(?:goals?|dreams?|ambition|aim|aspiration|resolution|mission|target|hope|objective|wish|intention|end game|bucket list item)(?:\s+(?:for|in|this|of)\s+[\w' ]{1,24}?)?(?:'s|\s+is|\s+are|\s+has always been|\s+was always|\s+remains|:)\s+(?:now\s+|still\s+|always\s+|simply\s+|just\s+)?(?:to\s+)?", "deed", check=aim)
    yield broad("set a goal of", "goal", r"i(?:'ve| have)?\s+(?:just\s+|finally\s+|recently\s+|also\s+)?(?:set (?:myself |ourselves )?(?:a|the|my) goal (?:of|to)|promised myself (?:to|i'd|i would)|vowed to|resolved to|sworn to|made up my mind to|made it my (?:mission|goal) to|committed (?:myself )?to|pledged to)\s+", "deed", check=aim)
    yield broad("will surely", "goal", r"i\s+(?:swear|promise|vow|promised myself)\s+(?:that\s+)?i(?:'ll| will|'m going to|'d)\s+(?:finally\s+|never\s+)?", "deed", check=lambda o: aim(o) and not re.search(r"\b(?:you|him|her|them|it)\b", o.lower()))
    yield broad("working towards", "goal", r"i(?:'m| am)\s+(?:\w+ly\s+)?working\s+(?:hard\s+)?(?:towards?|on (?=becoming|getting better|being (?:a|more)|building up my))\s+", "deed", check=lambda o: english.names_something(o))
    yield broad("the goal of", "goal", r"i(?:'ve| have)?\s+(?:just\s+)?(?:set (?:myself |ourselves )?(?:the|a|my) (?:goal|target|challenge) of|got my (?:heart|mind) set on|made it my goal of)\s+", "deed", check=lambda o: len(o.split()) > 1)
    yield broad("on a mission to", "goal", r"i(?:'m| am)\s+(?:\w+ly\s+)?(?:on a mission to|working (?:hard )?towards?|working my way (?:up to|towards?)|dead set on|set on|bent on|focused on|committed to|determined to|dreaming of|all set to|aiming for)\s+", "deed", check=aim)
    yield broad("this year I", "goal", r"(?:this year|next year|in (?:\w+ )?years|by (?:\d{4}|next \w+|the end of (?:the|this) year|\d{2})|eventually|one day|someday|some day|in the long run|before i turn \w+|long[- ]term),?\s+(?:i(?:'ll| will|'d like to| want to| hope to| plan to|'m going to| am going to|'m hoping to| intend to))\s+(?:finally\s+)?", "deed", check=aim)
    yield broad("every day I", "activity", rf"{_OFTEN},?\s+(?:i|we)\s+(?:always\s+|usually\s+|like to\s+|try to\s+|still\s+)?(?P<o>(?!{english.PAST}|have to\b|need\b|want\b|am\b|feel\b|think\b|hope\b|wish\b|was\b|could\b|would\b|will\b|can\b|got\b|had\b|went\b|get to\b|know\b|love\b|like\b|realiz|wonder\b|find\b|see\b|hear\b|do not\b|don't\b|\w{{3,}}ed\b)[a-z]+\b)", "deed", check=lambda o: len(o.split()) < 14 and not re.search(r"\b(?:it|this|that|them|you)\b", o.lower()))
    yield broad("in my free time", "activity", rf"(?:(?:in|during) my (?:free|spare|down|off) (?:time|hours|days)|for fun|to relax|to unwind|as a hobby|when i'm (?:not working|off work|free)|outside of work|after work),?\s+(?:i|we)\s+(?:usually\s+|mostly\s+|like to\s+|love to\s+|often\s+)?(?P<o>(?!{english.PAST}|am\b|have\b|want\b|need\b|was\b|can\b|will\b|would\b|love\b|like\b|enjoy\b|think\b|feel\b|got\b|went\b|could\b|\w{{3,}}ed\b)[a-z]+\b)", "deed", check=lambda o: len(o.split()) < 12)
    yield broad("my hobby is", "activity", r"my\s+(?:\w+\s+)?(?:hobby|hobbies|pastime|pastimes|favou?rite pastime|sport|workout|exercise routine)(?:\s+(?:is|are|include|includes)|'s)\s+(?:mostly\s+|mainly\s+|currently\s+)?", "taste", check=lambda o: english.is_taste(o))


def _of_tastes() -> Iterable[Frame]:
    taste = english.is_taste
    fav = r"(?:fav|fave|favou?rite)"
    yield broad("my top one", "favorite", rf"(?:my|our)\s+(?:new\s+|all[- ]time\s+|current\s+|absolute\s+)*(?:number[- ]one|no\. ?1|#1|top|preferred|go-to|best-loved|{fav})\s+(?:{fav}\s+)?(?P<k>(?!priority|problem|concern|goal|issue|worry|question|tip|advice|reason|rule|choice for|complaint)[a-z]+(?: [a-z]+)?)\s*(?:is|are|'s|has to be|would be|:)\s+(?:now\s+|still\s+|probably\s+|definitely\s+|always\s+)*(?!not\b|to\b)", "taste", check=taste)
    yield broad("if I had to pick", "favorite", rf"(?:if i had to pick|if i had to choose|forced to pick|if pressed),?\s+(?:just\s+|only\s+)?(?:a|one|my)\s+{fav}\s+(?P<k>[a-z]+)\b[^,.;]{{0,20}}?(?:,\s+)?(?:it's|it'd be|would be|it would be|is)\s+", "taste", check=taste)
    yield broad("any more, it's", "favorite", rf"my\s+{fav}\s+(?P<k>[a-z]+)\s+(?:isn't|is not|is no longer|was)\s+[\w ]{{2,24}}?(?:\s+any ?more)?,\s+(?:it's|it is|but|now it's)\s+", "taste", check=taste)
    yield broad("my preference is", "prefers", r"my\s+(?:\w+\s+)?preference(?:'s|\s+is)\s+(?:for\s+|to\s+)?", "taste", check=taste)
    yield broad("give me", "prefers", r"(?:give me|i'd take|i'll take|make mine)\s+(?P<o>[\w' -]{2,30}?)\s+(?:over|rather than|instead of)\s+[\w' -]{2,30}?\s*(?:any day|any time|every time|always)\b")
    yield broad("suits me better", "prefers", r"(?P<o>[\w' -]{2,30}?)\s+(?:suits?|works?|fits?|agrees?)\s+(?:with |for )?me\s+(?:better|more|best)\b", cue=" me ", check=english.names_something)
    yield broad("beats for me", "prefers", r"(?P<o>[\w' -]{2,24}?)\s+(?:beats?|trumps?|wins? over)\s+(?!me\b|the heat)[\w' -]{2,24}?(?:\s+(?:any day|every time|hands down|for me))", check=english.names_something)
    yield broad("fan here", "likes", r"(?:huge|big|massive|lifelong|long-?time|die-?hard|total)\s+(?P<o>[\w&' -]{2,28}?)\s+(?:fan|lover|nerd|geek|addict|enthusiast)\s*(?:here\b|[.!]|$)")
    yield broad("brings joy", "likes", r"(?P<o>[A-Za-z][\w' -]{2,50}?)\s+(?:always\s+)?brings?\s+me\s+(?:so much |such |a lot of |great |immense |much )?(?:joy|happiness|peace|pleasure)\b", check=lambda o: (taste(o) and not re.match(r"(?:it|that|this|they|these|he|she|which|what|seeing you|knowing)\b", o.lower())))
