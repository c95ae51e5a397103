# ruff: noqa: E501 - a pattern is read as one line
"""General English ways of saying facts: change with two sides, a fact by a noun with "have", "as a", what is "here", tastes compared."""

# fmt: off

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .._frames import Frame
from . import _checks as english
from . import _words as words
from ._apps import app
from .idioms._idiom import idiom

_THE: Final = r"(?:the\s+|an?\s+|my\s+)?"
_HOME: Final = r"(?:flat|apartment|place|studio|house|room|loft|home|condo|cottage|bedsit|basement)"
_LONG: Final = r"(?:for (?:(?:about|over|almost|nearly|more than|around) )?(?:\w+ ){0,2}?(?:years?|months?|decades?)|since (?:\d{4}|birth|i was|last year|childhood)|all my life|my (?:whole|entire) life)\b"
_ORG: Final = r"\s+(?:at|for|with)\s+(?:the\s+)?"
_TRADE: Final = "|".join(
    sorted({re.escape(each) for each in words.TRADES if not re.search("student|undergraduate|model|guide|performer|musician|volunteer", each)}, key=len, reverse=True)
)
_BODY: Final = r"(?:knees?|back|hips?|shoulders?|wrists?|ankles?|elbows?|legs?|arms?|foot|feet|neck|hands?|heart|eyesight|hearing|acl|meniscus|rotator cuff|achilles|hamstring|ligament|rib|collarbone|toe|finger)"
_FOOD: Final = r"(?:(?:red )?meat|pork|beef|dairy|gluten|sugar|fish|seafood|shellfish|eggs?|animal products|carbs|alcohol|poultry|chicken|lamb|wheat|bread|coffee|caffeine|soda|milk)"
_SCHOOL_YEAR: Final = r"(?:in (?:grade \d+|(?:the )?\d+\w* grade|my \w+ year|year \d+))"


def ways() -> Iterable[Frame]:
    """Yield the frames."""
    yield from _of_homes()
    yield from _of_work()
    yield from _of_school()
    yield from _of_the_person()
    yield from _of_bodies()
    yield from _of_things()
    yield from _of_tastes()
    yield from _of_tools()


def _of_homes() -> Iterable[Frame]:
    place = english.is_place
    yield idiom("based out of", "lives_in", r"(?:based|living|residing)\s+out of\s+", "place", first="based living residing", aux="be been", check=place)
    yield idiom("rent in", "lives_in", rf"(?:rent|share|own|have|renting|sharing|live in)\s+(?:an?|my|our|the)\s+(?:\w+\s+){{0,2}}?{_HOME}\s+(?:right\s+)?in\s+", "place", first="rent share own have renting sharing live", aux=" be been", check=place)
    yield idiom("staying for good", "lives_in", r"staying\s+in\s+(?=[^.,;!?]*\b(?:permanently|for good|these days)\b)", "place", first="staying", aux="be", check=place)
    yield idiom("ended up in", "lives_in", r"ended up\s+(?:living\s+|settling\s+)?in\s+(?=[^.;!?]*\b(?:never left|stayed|still|ever since|since)\b)", "place", first="ended", aux=" have", check=place, deny=False)
    yield idiom("settled in", "lives_in", r"settled\s+(?:down\s+)?in\s+", "place", first="settled", aux=" have", check=place, deny=False, certainty=1.1)
    yield idiom("made it my home", "lives_in", r"(?:made|make|making)\s+(?P<o>[A-Z][\w' -]{1,30}?)\s+(?:my|our) home\b", "given", first="made make making", aux=" have be", check=place)
    yield idiom("in a place for years", "lives_in", rf"(?:here\s+)?in\s+(?=[A-Z][^.,;!?]*?\b{_LONG})", "place", aux="been", check=place)
    yield idiom("in a place now", "lives_in", r"in\s+(?:the city of\s+)?(?=(?:(?!right\b)[A-Z][\w'-]+ ?){1,3}(?:these days|nowadays)\b)(?![^.;!?]*\b(?:for (?:a|an|the|my|our|work|business|\d|two|three|some)\b|on (?:holiday|vacation|business)|visiting|until|till|with work))", "place", aux="be", check=place)
    yield idiom("back in a place for good", "lives_in", r"(?:living\s+)?back in\s+(?=(?:[A-Z][\w'-]+ ?){1,3}(?:since|for good(?! measure)|permanently)\b)", "place", aux="be", check=place)
    yield idiom("moved in with", "lives_in", r"moved\s+(?:back\s+)?in\s+with\s+(?:my|our|a|an|some|his|her)\s+(?:\w+\s+){1,3}?in\s+", "place", first="moved", aux=" have", check=place, deny=False, event=True)
    yield idiom("somebody living in", "lives_in", r"an?\s+(?:[\w-]+\s+){1,4}?(?:living|based|residing|currently in|now in)\s+(?:in\s+)?(?:[\w ]{0,20}?\bin\s+)?(?=[A-Z])", "place", aux="be", check=place)
    yield idiom("in the city of", "lives_in", r"in\s+the city of\s+", "place", aux="be", check=place)
    yield idiom("will be moving to", "lives_in", r"(?:moving|relocating)\s+(?:back\s+|over\s+)?to\s+", "place", first="moving relocating", aux="willbe", check=place, tense="future", deny=False)
    yield idiom("childhood in", "comes_from", r"spent\s+(?:my|most of my|all (?:of )?my)\s+(?:whole\s+|entire\s+)?(?:childhood|youth|early years)\s+in\s+", "place", first="spent", aux=" have", check=place, certainty=1.1)
    yield idiom("a lad of", "comes_from", r"(?:an?\s+)(?:proud\s+)?(?P<o>[A-Z][\w-]+(?: [A-Z][\w-]+)?)\s+(?:lad|lass|boy|girl|native)\b", "given", aux="be", check=lambda o: place(o) and not english.is_nation(o))
    yield idiom("born at a house in", "born_in", r"born\s+(?:and raised\s+)?(?:at|in)\s+(?:an?|the)\s+[\w ]{2,25}?\s+in\s+", "place", first="born", aux="was", check=place)
    yield idiom("place-born", "born_in", r"(?:an?\s+)?(?P<o>[A-Z][\w]+)-born\b", "given", aux="be", check=place)


def _of_work() -> Iterable[Frame]:
    employer = english.is_employer
    yield idiom("shifts at", "works_at", r"(?:do|pull|work|drive|run|teach|handle|clean|cook|manage|sell|write|design|code|answer|fix)\s+(?:\w+\s+){1,3}?(?:at|for)\s+(?:the\s+)?(?=[A-Z])", "name", first="do pull work drive run teach handle clean cook manage sell write design code answer fix", check=lambda o: (employer(o) and not english.is_place(o)) or english.is_proper(o), certainty=0.9)
    yield idiom("landed a job at", "works_at", rf"(?:landed|got|accepted|started|took)\s+(?:an?|my|the)\s+(?:\w+\s+){{0,2}}?(?:job|position|role|gig){_ORG}", "noun", first="landed got accepted started took", aux=" have", check=employer, deny=False, event=True)
    yield idiom("was hired by", "works_at", r"(?:got\s+)?(?:hired|recruited|taken on)\s+by\s+(?:the\s+)?", "noun", first="got hired recruited taken", aux=" was have been", check=employer, tense="present", deny=False, event=True)
    yield idiom("started working for", "works_at", rf"(?:started|began)\s+(?:working|work|a job){_ORG}", "noun", first="started began", aux=" have", check=employer, deny=False, event=True, certainty=1.1)
    yield idiom("spent years at", "works_at", r"spent\s+the (?:last|past)\s+[\w ]{1,16}?\s+at\s+(?:the\s+)?(?=[^.;!?]*\bstill\b)", "name", first="spent", aux=" have", check=english.is_proper, deny=False)
    yield idiom("in my year at", "works_at", r"in my (?:first|second|third|fourth|fifth|\d+\w+) year (?:of working )?(?:at|with)\s+(?:the\s+)?(?=[A-Z])", "name", aux="be", check=lambda o: english.is_proper(o) and not english.is_named_school(o))
    yield idiom("left one for another", "works_at", r"(?:left|quit|went from|jumped from)\s+(?P<p>[A-Z][\w& ]{1,24}?)\s+(?:for|to)\s+(?=[A-Z])", "name", first="left quit went jumped", aux=" have", check=lambda o: english.is_proper(o) and not app(o), deny=False, event=True, certainty=0.9)
    yield idiom("was of a trade at a firm", "works_at", rf"an?\s+(?:[\w-]+\s+){{0,2}}?(?:{_TRADE})\s+at\s+(?:the\s+)?(?=[A-Z])(?![A-Z][\w-]*['’]s\b)", "name", aux="was", check=lambda o: english.is_proper(o) and o.lower() not in words.NATIONS, deny=False)
    yield idiom("a trade at a firm", "works_at", r"(?:an?|the)\s+(?:[\w-]+\s+){1,3}?(?:at|for|with)\s+(?:the\s+|an?\s+(?:[\w-]+\s+){1,4}?(?:called|named)\s+)?(?=[A-Z])", "name", aux="be", check=lambda o: (english.is_proper(o) and not english.is_school(o.split()[-1] if o.split()[-1] in {"University", "College"} else "-")), certainty=0.8)
    yield idiom("for a living", "occupation", r"(?P<o>(?:teach|drive|write|paint|sell|fix|build|design|do|make|cook|clean|repair|bake|grow|code|program|translate|edit|act|dance|sing|play)(?:\s+[\w-]+){0,3}?)\s+for (?:a living|work)\b", "given", first="teach drive write paint sell fix build design do make cook clean repair bake grow code program translate edit act dance sing play", certainty=1.3)
    yield idiom("earn a living as", "occupation", r"(?:earn|make)\s+(?:an?|my)\s+(?:living|crust)\s+as\s+(?:an?\s+)?", "noun", first="earn make", check=english.names_something)
    yield idiom("work in a field", "occupation", r"(?:work|working)\s+in\s+(?=(?:accounting|finance|marketing|sales|advertising|education|healthcare|hospitality|logistics|publishing|banking|insurance|construction|retail|tech|it|hr|law|media|fashion|research|engineering|public relations|real estate|customer service|consulting|manufacturing|agriculture)\b)", "noun", first="work working", aux=" be been", check=english.names_something)
    yield idiom("retraining as", "occupation", r"(?:retraining|training)\s+(?:as|to be|to become)\s+an?\s+", "noun", first="retraining training", aux="be", check=english.is_trade, tense="future", deny=False, certainty=1.1)
    yield idiom("from one trade to another", "occupation", r"(?:switched|moved|went|changed)\s+from\s+[a-z]+ing\s+(?:in)?to\s+(?=[a-z])", "noun", first="switched moved went changed", aux=" have", check=lambda o: o.endswith(("ing", "try", "ism", "ics")), deny=False, event=True)
    yield idiom("gave up to be", "occupation", r"(?:gave up|left|quit)\s+[\w ]{2,25}?\s+to\s+(?:be|become)\s+an?\s+", "noun", first="gave left quit", aux=" have", check=english.is_trade, deny=False, event=True)
    yield idiom("both of us", "occupation", r"both\s+(?P<o>[a-z]+s)\b", "given", aux="be", check=lambda o: english.is_trade(o) or english.is_trade(o[:-1]))


def _of_school() -> Iterable[Frame]:
    def school(phrase: str) -> bool:
        return english.is_proper(phrase) and english.is_school(phrase)

    yield idiom("in a grade at", "studies_at", rf"{_SCHOOL_YEAR}\s+at\s+(?:the\s+)?", "noun", aux="be", check=school)
    yield idiom("been studying at", "studies_at", r"studying\s+(?:[\w ]{1,24}?\s)?at\s+(?:the\s+)?", "noun", first="studying", aux="been be", check=school, certainty=1.1)
    yield idiom("transferred to", "studies_at", r"transferred\s+(?:from\s+[\w ]{2,30}?\s+)?to\s+(?:the\s+)?(?=[A-Z])", "noun", first="transferred", aux=" have", check=school, deny=False, event=True)
    yield idiom("will go to school", "studies_at", r"going\s+to\s+(?=[A-Z][^.;!?]*\b(?:next year|in the (?:fall|autumn)|in september|this fall)\b)", "name", first="going", aux="willbe be", check=school, tense="future", deny=False)
    yield idiom("at a school, in a year", "studies_at", r"at\s+(?P<o>[A-Za-z][\w ]{1,24}?),?\s+(?:a\s+)?(?:freshman|sophomore|junior|senior|undergrad|(?:first|second|third|fourth|final) (?:year|term|semester))\b", "given", aux="be")
    yield idiom("halfway through a degree", "studies", r"(?:halfway through|in the middle of|close to finishing|about to finish|doing|working on|taking|finishing|enrolled in)\s+(?:my|an?|the)\s+(?:online\s+|evening\s+)?(?:bachelor'?s?|master'?s?|degree|phd|ph\.d\.|doctorate|diploma|course|minor|major|ba|bsc|ma|msc)\s+(?:degree\s+)?in\s+", "noun", aux="be been", check=english.is_study, certainty=1.2)
    yield idiom("reading a subject", "studies", r"reading\s+(?P<o>history|law|english|maths|mathematics|physics|chemistry|classics|philosophy|medicine|theology|economics|music|geography|politics|biology)(?=[.,;!]|$| at\b)", "given", first="reading", aux="be")
    yield idiom("switched my major to", "studies", r"(?:switched|changed)\s+(?:my\s+)?(?:major|course|degree)\s+(?:from\s+[\w ]{2,30}?\s+)?to\s+", "noun", first="switched changed", aux=" have", check=english.is_study, deny=False, event=True)
    yield idiom("will study", "studies", r"(?:start\s+)?(?:studying|study|majoring in)\s+(?!at\b|for\b|in\b)", "noun", first="start study studying majoring", aux="will willbe", check=english.is_study, tense="future", dated=True, deny=False)


def _of_the_person() -> Iterable[Frame]:
    name = english.is_name
    yield idiom("passport of", "nationality", r"(?:got|have|hold|carry|received|obtained)\s+(?:my|an?|both)\s+(?P<o>(?:(?:South|North|New|Costa|Puerto|Sri) )?[A-Z][a-z]+)\s+(?:passport|citizenship)", "given", first="got have hold carry received obtained", aux=" have", check=english.is_nation)
    yield idiom("became a citizen", "nationality", r"(?:became|become)\s+(?:an?\s+)?(?P<o>(?:[A-Z][a-z]+ )?[A-Z]\w+)\s+(?:citizen|national)\b", "given", first="became become", aux=" have", check=_is_nation, deny=False)
    yield idiom("a citizen", "nationality", r"(?:an?\s+)?(?P<o>US|UK|EU|U\.S\.)\s+citizen\b", "given", aux="be")
    yield idiom("a proud nation", "nationality", r"(?:an?\s+|no\s+)(?:proud\s+|true\s+|typical\s+)?(?P<o>[A-Z][a-z]+)(?=$|[.,;:!?]| by\b| and\b| at heart\b)", "given", aux="be", check=_is_nation)
    yield idiom("nation and trade", "nationality", r"(?:an?\s+)(?P<o>[A-Z][a-z]+)\s+(?=[a-z]+(?: [a-z]+)?(?:[.,;!?]|$))", "given", aux="be", check=english.is_nation)
    yield idiom("age and more", "age", r"(?P<o>\d{2})\s?(?:[FfMm]|y/o|yo)(?=$|[.,;:!?)]|\s)", "given", aux="be")
    yield idiom("turning", "age", r"(?:turning|be)\s+(?P<o>\d{1,2})(?=$|[.,;:!?)]| (?:in|on|next|this|soon|tomorrow)\b)", "given", first="turning be", aux="be will", tense="future", deny=False, certainty=0.9)
    yield idiom("with someone", "partner", r"(?:in a relationship with|engaged to|seeing|dating)\s+(?P<o>[A-Z]\w+)(?=[.,;!?]|$| now\b| for\b| since\b| and\b)", "given", aux="be been", check=lambda o: (name(o) and not english.is_place(o)) or name(o), certainty=1.2)
    yield idiom("was made", "occupation", r"(?:made|appointed|named)\s+(?:(?:an?|the)\s+)?(?:new\s+)?(?!redundant)", first="made appointed named", aux="was been", check=english.is_trade, deny=False, event=True)
    yield idiom("seeing someone", "relationship_status", r"(?P<o>seeing someone(?! (?:about|for|from|at|tomorrow|today)\b)|dating someone|in a (?:new )?relationship|off the market)\b", "given", aux="be been")
    yield idiom("proposed to", "partner", r"proposed\s+to\s+(?=[A-Z])(?=[^.;!?]*\b(?:yes|engaged|fianc))", "name", first="proposed", aux=" have", check=name)
    yield idiom("a couple", "partner", r"(?:a couple|engaged|together|married|dating),\s+(?P<o>[A-Z][a-z]+)\s+and i\b", "given", aux="be been have", check=name)
    yield idiom("have a relative", "relative", r"(?:have|got)\s+(?:an?|one|two|three|four|\d)\s+(?:[\w-]+\s+){0,2}?(?P<k>(?:(?:half|step)-?)?(?:brothers?|sisters?)(?:-in-law)?|(?:son|daughter|mother|father)-in-law|cousins?|nephews?|nieces?|uncles?|aunts?|(?:step|god|grand)?sons?|(?:step|god|grand)?daughters?|siblings?|twins?)(?:,\s+(?:named\s+|called\s+)?|\s+(?:named|called|whose name is)\s+)(?=[A-Z])", "noun", first="have got", aux=" have", check=lambda o: name(o) and len(o.split()) < 3)
    yield idiom("have a partner", "partner", rf"(?:have|got)\s+an?\s+(?:\w+\s+)?(?P<k>{words.PARTNER})(?:,\s+(?:named\s+|called\s+)?|\s+(?:named|called|whose name is)\s+)(?=[A-Z])", "name", first="have got", aux=" have", check=lambda o: name(o) and len(o.split()) < 4)
    yield idiom("the relative of", "relative", r"(?:the|a)\s+(?:\w+\s+)?(?:brother|sister|mother|father|mom|mum|dad|son|daughter|cousin|aunt|uncle|twin)\s+of\s+(?=[A-Z])", "name", aux="be", check=name)


def _is_nation(phrase: str) -> bool:
    low = phrase.lower()
    return (
        english.is_nation(low)
        or low in _PEOPLE
        or re.sub(r"(?:wo)?man\Z", "", low) in {"french", "english", "irish", "welsh", "scots", "dutch"}
    )


_PEOPLE: Final = frozenset({"swede", "dane", "finn", "pole", "turk", "scot", "brit", "spaniard", "serb", "croat", "czech", "slovak", "greek", "kiwi", "aussie", "yank", "arab", "kurd", "icelander", "new zealander", "us", "uk"})  # fmt: skip


def _of_bodies() -> Iterable[Frame]:
    ill = english.is_illness
    yield idiom("bad part of the body", "health", rf"(?:have|got)\s+(?:an?|my|some)\s+(?P<o>(?:bad|broken|torn|fractured|sprained|dodgy|weak|injured|dislocated|herniated|slipped)\s+(?:{_BODY}|disc|disk))(?![\w-])", "given", first="have got", aux=" have")
    yield idiom("broke a part of the body", "health", rf"(?P<o>(?:tore|broke|fractured|sprained|dislocated|ruptured)\s+(?:my|an?)\s+(?:left |right )?{_BODY})(?![\w-])", "given", first="tore broke fractured sprained dislocated ruptured", aux=" have", deny=False)
    yield idiom("been told I have", "health", r"(?:been\s+)?(?:told|diagnosed|found)\s+(?:that\s+)?(?:i have|to have|as having)\s+(?:an?\s+)?", "noun", first="been told diagnosed found", aux=" was be been have", check=ill, tense="present")
    yield idiom("an allergy", "allergic_to", r"(?:have|got|suffer from|developed|live with)\s+(?:an?|my)\s+(?:(?:severe|bad|serious|mild|terrible|slight|deadly|bit of an?|new)\s+)*(?P<o>(?!(?:food|severe|bad|serious|mild|terrible|slight|deadly|new|weird|strange)\b)[a-z]+(?: [a-z]+)?)\s+(?:allergy|intolerance)\b", "given", first="have got suffer developed live", aux=" have", certainty=1.2)
    yield idiom("an allergy to", "allergic_to", r"(?:have|got|suffer from|developed|live with)\s+(?:an?|my)\s+(?:\w+\s+){0,2}?allergy\s+to\s+", "noun", first="have got suffer developed live", aux=" have", check=english.is_allergen, certainty=1.3)
    yield idiom("no allergies", "allergic_to", r"(?:have|got)\s+(?:no|any|zero)\s+(?P<o>(?:[a-z]+ )?allergies)\b", "given", first="have got", aux=" have", certainty=1.3)
    yield idiom("with an allergy", "allergic_to", r"[^.,;!?]{2,30}?\bwith\s+an?\s+(?:\w+ly\s+)?(?P<o>[a-z]+)\s+allergy\b", "given", aux="be")
    yield idiom("go into shock from", "allergic_to", r"(?:go into|get|went into)\s+(?:an?\s+)?(?:anaphylactic shock|anaphylaxis|hives|a rash|an allergic reaction|a reaction)\s+(?:from|to|with|when i eat)\s+", "noun", first="go get went", check=english.is_allergen)
    yield idiom("can't have it, allergic", "allergic_to", r"(?:have|eat|touch|drink)\s+(?P<o>[\w ]{2,24}?)(?:,|\s+(?:because|since|as))\s+i(?:'m| am)\s+allergic\b", "given", first="have eat touch drink", aux="can ", certainty=1.3)
    yield idiom("don't eat", "diet", rf"(?:eat|touch|consume|do|have|drink)\s+(?:any\s+)?(?=(?:{_FOOD}(?:, (?:and |or )?| and | or ))*{_FOOD}(?:[.,;!]|$| and\b| at all\b| any ?more\b| because\b| or\b| for\b| so\b| but\b))", "noun", first="eat touch consume do have drink", aux=" can", check=lambda o: re.fullmatch(_FOOD, o.lower()) is not None, certainty=1.1)
    yield idiom("gave up eating", "diet", r"(?:given up|gave up|cut out|stopped eating|quit|swore off|sworn off|went off|cut)\s+(?:eating\s+)?(?P<o>(?:red )?meat|pork|beef|dairy|gluten|sugar|fish|seafood|eggs|carbs|alcohol|poultry|wheat)\b", "given", first="given gave cut stopped quit swore sworn went", aux=" have", polarity="negated", deny=False)
    yield idiom("fasting", "diet", r"(?:doing|practicing|practising|on)\s+(?P<o>intermittent fasting|keto|paleo|whole30|low[- ]carb)\b", "given", aux="be been", certainty=1.1)
    yield idiom("stay away from", "diet", r"(?:stay away from|avoid|abstain from|steer clear of|keep away from|cut out|don't touch)\s+(?:eating\s+|drinking\s+|all\s+|any\s+)*(?P<o>(?:red )?meat|pork|beef|dairy|gluten|sugar|fish|seafood|shellfish|eggs|carbs|alcohol|poultry|wheat|caffeine|lactose|soy)\b", "given", first="stay avoid abstain steer keep cut", polarity="negated", deny=False)
    yield idiom("have played since", "activity", r"(?:played|practi[sc]ed|done|collected|sung|danced|painted|coached|fenced|rowed|sailed|climbed|surfed|skied)\s+(?:the\s+)?(?=[^.;!?]*\b(?:since|for (?:\w+ ){0,3}(?:years|decades|months)|all my life|my whole life)\b)", "noun", first="played practiced practised done collected sung danced painted coached fenced rowed sailed climbed surfed skied", aux="have", check=english.names_something, deny=False)
    yield idiom("collect", "activity", r"(?P<o>)collect\s+(?!my (?:thoughts|kids|mail)|the |data|money|it\b|them\b|information|points|dust)(?=[a-z]+)", "deed", first="collect", check=lambda o: len(o.split()) < 8)
    yield idiom("play something in a group", "member_of", r"(?:play|sing|drum)\s+(?:(?:the\s+|lead\s+|rhythm\s+|second\s+)*[\w-]+\s+)?in\s+(?=(?:an?|the|my|our)\b)", "noun", first="play sing drum", check=english.is_group)
    yield idiom("role in a group", "member_of", r"(?:the|an?)\s+(?:\w+\s+)?(?:treasurer|secretary|president|chair(?:man|woman|person)?|captain|vice[- ]president|founder|co-founder|organi[sz]er|coach|head|leader|member|volunteer|moderator|director|conductor)\s+(?:of|for|at|in|with)\s+(?=(?:the|a|an|my|our)\b)", "noun", aux="be been", check=english.is_group, certainty=1.1)
    yield idiom("run a group", "member_of", r"(?:chair|run|lead|head|organi[sz]e|captain|moderate|direct|co-run|conduct|coach|help run)\s+(?=(?:the|a|an|my|our)\b)", "noun", first="chair run lead head organize organise captain moderate direct conduct coach help", check=english.is_group)
    yield idiom("two citizenships", "nationality", r"(?:have|hold)\s+(?:dual|double)\s+(?:citizenship|nationality),?\s+(?:of\s+)?(?P<o>[A-Z][a-z]+)", "given", first="have hold", check=english.is_nation)
    yield idiom("going through a divorce", "relationship_status", r"(?P<o>going through a (?:divorce|separation|breakup)|getting (?:a divorce|divorced|separated))\b", "given", aux="be")
    yield idiom("studying a subject as a student", "studies", r"(?:an?\s+)(?:[\w-]+\s+){0,2}?(?:student|candidate)\s+(?:of|in)\s+", "noun", aux="be been", check=lambda o: english.is_study(o) and not re.match(r"[A-Z]{2,}\b", o) and not english.is_named_school(o), certainty=1.1)
    yield idiom("only eat", "diet", r"eat\s+(?:only\s+)?(?P<o>plants|plant-based|raw food|raw|vegetables)\b", "given", first="eat")


def _of_things() -> Iterable[Frame]:
    def thing(phrase: str) -> bool:
        return (
            english.names_something(phrase)
            and not english.is_animal(phrase)
            and not english.is_tongue(phrase)
            and english.is_lasting(phrase)
        )

    yield idiom("treated myself to", "owns", r"(?:treated (?:myself|ourselves) to|invested in|splurged on|picked up|built(?: myself| ourselves)?|got myself|bought myself|inherited|scored|snagged|won|was given)\s+(?=(?:an?|my|two|three|some|new)\b)", "noun", first="treated invested splurged picked built got bought inherited scored snagged won was", aux=" have", check=thing, deny=False, event=True)
    yield idiom("traded for", "owns", r"(?:traded(?: in)?|swapped|exchanged)\s+(?:my|our|an?|the)\s+[\w -]{2,30}?\s+for\s+(?=(?:an?|my|the|two)\b)", "noun", first="traded swapped exchanged", aux=" have", check=thing, deny=False, event=True)
    yield idiom("never owned", "owns", r"owned\s+", "noun", first="owned", aux="have", check=thing)
    yield idiom("proud keeper", "pet", r"(?:an?|the)\s+(?:proud\s+|happy\s+|devoted\s+)?(?P<o>cat|dog|bird|fish|rabbit|hamster|snake|horse|plant)\s+(?:mom|mum|dad|parent|mama|mother|father|owner)\b", "given", aux="be")
    yield idiom("keep animals", "pet", r"(?:keep|raise|breed|foster)\s+(?:some\s+|a few\s+)?(?=\w)", "noun", first="keep raise breed foster", check=english.is_animal)
    yield idiom("no pets", "pet", r"(?:have|ve|own|got|keep)\s+(?:any\s+|no\s+)?(?P<o>pets)\b(?!\s+(?:allowed|at|in|on)\b)", "given", first="have ve own got keep", aux=" have", deny=True)
    yield idiom("getting a pet", "pet", r"(?:getting|adopting|bringing home|picking up)\s+(?=(?:an?|two|our|my)\b)", "noun", first="getting adopting bringing picking", aux="be", check=english.is_animal, tense="future", dated=True, deny=False)
    yield idiom("signed up with", "member_of", r"(?:signed up with|signed on with|enrolled with|joined up with|carrying on (?:volunteering|helping) at|started volunteering (?:as an? [\w ]{2,20}? )?(?:at|with|for))\s+", "noun", first="signed enrolled joined carrying started", aux=" have be", check=english.names_something, deny=False, event=True, certainty=1.1)
    yield idiom("volunteering as, for", "member_of", r"volunteering\s+as\s+an?\s+[\w ]{2,24}?\s+(?:for|at|with)\s+", "noun", first="volunteering", aux="be been", check=english.names_something)
    yield idiom("volunteer work at", "member_of", r"(?:do|doing)\s+(?:some\s+)?(?:volunteer(?:ing)?|voluntary)(?: work)?\s+(?:at|for|with)\s+", "noun", first="do doing", aux=" be been", check=english.names_something)
    yield idiom("joined a party", "member_of", r"joined\s+(?:the\s+)?(?P<o>(?:[A-Z][\w-]+ ){1,3}(?:Party|Club|Society|Union|Guild|Association|Team|Choir|Band|Church))\b", "given", first="joined", aux=" have", deny=False, event=True, certainty=1.2)
    yield idiom("joined a local group", "member_of", r"joined\s+(?:an?|the|our|my)\s+(?P<o>(?:\w+ ){0,2}(?:church|gym|choir|orchestra|club|team|league|union|band|studio|community))\b", "given", first="joined", aux=" have", deny=False, event=True)
    yield idiom("joining a group", "member_of", r"joining\s+", "noun", first="joining", aux="be willbe", check=english.is_group, tense="future", dated=True, deny=False)


def _of_tastes() -> Iterable[Frame]:
    taste = english.is_taste
    verb_phrase = r"(?P<o>(?!not\b|be\b|say\b|die\b)[a-z][\w' -]{2,40}?)\s+(?:than|over)\b"
    yield idiom("rather than", "prefers", rf"(?:rather|sooner)\s+{verb_phrase}", "given", first="rather sooner", aux="would", deny=False, certainty=1.1)
    yield idiom("any day", "prefers", r"(?:take|choose|pick|go for|have)\s+(?P<o>[\w' -]{2,30}?)\s+(?:over|rather than)\s+[\w' -]{2,30}?\s+any day\b", "given", first="take choose pick go have", aux=" will would")
    yield idiom("go for over", "prefers", r"(?:go for|opt for|pick|choose|go with|reach for)\s+(?P<o>[\w' -]{2,30}?)\s+(?:over|rather than|instead of)\s+(?!\d)", "given", first="go opt pick choose reach", check=english.names_something, certainty=1.3)
    yield idiom("tend to prefer", "prefers", r"(?:tend to|come to|grown to|much|generally)\s+prefer\s+(?:to\s+)?", "taste", first="tend come grown much generally", aux=" have", check=taste)
    yield idiom("a preference for", "prefers", r"(?:have|got|'ve)?\s*(?:an?)\s+(?:\w+\s+)?preference\s+for\s+", "taste", first="have got a", aux=" have", check=taste)
    yield idiom("a kind of person", "prefers", r"(?:more of\s+)?(?:an?|such an?)\s+(?P<o>(?!people|nice|good|bad|private|quiet|busy|big|very|new|happy|kind|different|better|creative|shy)[a-z]+(?: [a-z]+)?)\s+(?:kind of\s+|type of\s+)?person(?=$|[.,;!?]| (?:than|rather|over|and|myself|not)\b)", "given", aux="be been", check=lambda o: not o.endswith(("ful", "ive", "ous", "al", "ly", "less")))
    yield idiom("on a team", "prefers", r"team\s+(?P<o>[\w-]+)(?=[.,;!]|$| all the way)", "given", aux="be")
    yield idiom("more for", "prefers", r"go\s+more\s+for\s+", "taste", first="go", check=taste)
    yield idiom("come to love", "likes", r"(?:fallen in love with|fell in love with|grown to (?:love|like|enjoy)|come to (?:love|like|enjoy)|grown fond of|learned to love|taken a liking to|got hooked on|gotten hooked on)\s+", "taste", first="fallen fell grown come learned taken got gotten", aux=" have", check=taste, deny=False, certainty=1.1)
    yield idiom("drawn to", "likes", r"(?:most\s+|always\s+)*(?:drawn to|fascinated (?:by|with)|in love with|captivated by|passionate about|enamored with|big into|really into|happy with my(?= new))\s+", "taste", aux="be been", check=lambda o: taste(o) and (english.is_name(o.title()) or o.startswith("The ")) and o.lower() not in {"you", "him", "her"})
    yield idiom("not big on", "likes", r"(?:big|huge|keen|crazy|mad|sold) (?:on|about)\s+", "taste", aux="be been", check=taste)
    yield idiom("cared for", "likes", r"(?:cared|care)\s+(?:much\s+)?for\s+", "taste", first="cared care", check=taste)
    yield idiom("loathe", "likes", r"(?:loathe|abhor|can't bear|couldn't stand)\s+", "taste", first="loathe abhor", check=taste, polarity="negated", deny=False)
    yield idiom("had a love for", "likes", r"(?:had|have)\s+(?:an?\s+)(?:\w+\s+)?(?:love|passion|fascination|interest|soft spot|weakness)\s+(?:for|in|with)\s+", "taste", first="had have", aux=" have", check=taste)


def _of_tools() -> Iterable[Frame]:
    product = english.is_product
    yield idiom("relying on", "uses", r"(?:relying|counting|leaning)\s+on\s+(?=(?:(?:my|these|the|an?)\b|[A-Z]))", "noun", first="relying counting leaning", aux="be been", check=lambda o: (english.is_tool(o) and (english.is_proper(o) or english.is_holding(o) or o.endswith(("app", "aids", "aid", "apps")))), certainty=1.3)
    yield idiom("do it in an app", "uses", r"(?:(?:do|track|edit|write|draw|plan(?! to\b)|organi[sz]e|draft|journal)\b(?:\s+(?!in\b|on\b|with\b)[\w']+){0,4}?\s+in|(?:do|keep|track|pay|edit|listen|write|draw|manage|plan(?! to\b)|store|organi[sz]e|take|send|draft|journal|record|make)\b(?:\s+(?!in\b|on\b|with\b)[\w']+){0,4}?\s+(?:on|with|using))\s+(?=[A-Z])", "name", first="do keep track pay edit listen write draw manage plan store organize organise take send draft journal record make", check=lambda o: (app(o) or ( english.is_proper(o) and not english.is_tongue(o) and not re.match( r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\d", o.lower(), ) )), certainty=0.8)
    yield idiom("keep it in an app", "uses", r"(?:keep|pay|manage|store|take|send|record|make)\b(?:\s+(?!in\b)[\w']+){0,4}?\s+in\s+(?=[A-Z])", "name", first="keep pay manage store take send record make", check=app, certainty=0.8)
    yield idiom("work with a tool", "uses", r"(?:work|working)\s+with\s+", "name", first="work working", aux=" be been", check=app, certainty=1.3)
    yield idiom("subscribe to", "uses", r"(?:subscribe|subscribed)\s+to\s+(?=[A-Z])", "name", first="subscribe subscribed", aux=" have be been", check=english.is_proper)
    yield idiom("started using", "uses", r"(?:started|began|got into|gone back to|went back to|switched over to|moved over to)\s+(?:using\s+)?", "noun", first="started began got gone went switched moved", aux=" have", check=lambda o: app(o) or o.lower() in {"pen and paper", "paper"}, deny=False, event=True, certainty=1.3)
    yield idiom("started using a product", "uses", r"(?:started|began)\s+using\s+(?:the\s+|an?\s+)?", "noun", first="started began", aux=" have", check=product, deny=False, event=True, certainty=1.2)
    yield idiom("moved over to a product", "uses", r"(?:moved|switched|gone|went)\s+over\s+to\s+(?=[A-Z])", "name", first="moved switched gone went", aux=" have", check=app, deny=False, event=True, certainty=1.3)
    yield idiom("ditched one for another", "uses", r"(?:ditched|dropped|abandoned|swapped)\s+(?P<p>[A-Z][\w ]{1,20}?)\s+for\s+(?=[A-Z])", "name", first="ditched dropped abandoned swapped", aux=" have", check=english.is_proper, deny=False, event=True, certainty=1.3)
    yield idiom("replaced one with another", "uses", r"replaced\s+(?P<p>[A-Z][\w ]{1,20}?)\s+with\s+(?=[A-Z])", "name", first="replaced", aux=" have", check=english.is_proper, deny=False, event=True, certainty=1.3)
    yield idiom("on a system", "uses", r"on\s+(?P<o>(?:windows|mac ?os|linux|ubuntu|android|ios|debian|fedora|chrome ?os)(?: \d+)?)(?![\w-])", "given", aux="be")
    yield idiom("a language in use", "speaks", r"(?:talk|write|read|pray|text|dream|sing|use|teach|teaching myself|brushing up on|picked up|started learning|began learning|taking up|relearning|grew up speaking|learned|learnt|self-taught in|on unit \w+ of)\s+(?:in\s+)?(?:my\s+|some\s+|a bit of\s+|a little\s+)?", "noun", first="talk write read pray text dream sing use teach teaching brushing picked started began taking relearning grew learned learnt on", aux=" can be been have", check=english.is_tongue, certainty=1.2)
