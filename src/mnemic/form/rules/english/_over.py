# ruff: noqa: E501 - a pattern is read as one line
"""
What a sentence says of a fact that is known: that it is over, or that something else took its place.

A sentence that names what is known may be read broadly: its frames are word fields around the place where the known
object stands, written here as one sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from ..._candidate import Known
from ..._sentences import Span
from .._objects import cut_objects
from . import _checks as english
from . import _over_words as over
from . import _words as words
from ._over_words import DOING, GERUNDS, HAD_TO, LEFT, LOST_TASTE, NEW_HOLDER, RECOVERED, SLOT_NOUNS

_K: Final = "\x00"
"""Stands for the known object and its determiner."""

_ADVERBS: Final = r"(?:\s+(?:just|finally|also|so|all|now|both|recently|since|long|then|even|both|pretty much|kind of|sort of|at last|totally|truly|[a-z]+ly))*"
_I: Final = rf"(?:\b(?:i|we)(?:'ve|'m|'re| have| am| are| was| were| had)?{_ADVERBS}|^(?:(?:so|well|ok|okay|yes|yeah|and|but|oh|update|news|big news|just|finally|officially)[,:.!]*\s+)*(?:am |been )?)"
AFTER: Final = (
    r"(?=\s*(?:$|[.,;:!?)(\"-])|\s+(?:and|but|so|because|cause|since|as|after|before|when|while|for|forever|in|on|at|last|this|over|to|today|yesterday|now|with|by|off|away|out|"
    r"behind|already|up|down|somewhere|early|a|two|three|some|\d+|any ?more|any longer|then|too|that|from|into|onto|around|due|thanks|though|who|which|like|all|itself|quite|exactly|the|his|her|my|your|dream|idea|plan|"
    r"habit|membership|subscription|account|studies|lessons|job|diet|thing|days|altogether|degree|major|programme?|course|lol|haha\w*|lmao|btw|tbh|ngl|omg|cos|coz|cuz|\w+ly)\b)"
)
_FILL: Final = rf"\s+(?:(?:my|our|the|all|that|this|a|an|every)\s+)*(?:(?:job|role|position|work|career|life|post|place|seat|studies|(?:\w+ )?degree|membership|subscription|account|plans?|idea|dream|goal|hopes?|habit|love)\s+(?:at|with|as|in|for|of|to|on)\s+(?:an?\s+)?)?(?:{DOING}\s+)?"
_TIMES: Final = r"(?:day|shift|week|month|term|class|lesson|session|rehearsal|game|match|training|meeting|evening|night|concert|run)"
_HAS: Final = rf"(?:'s|'ve|\s+(?:is|are|was|were|has|have|had|has been|have been|been|got|just|sadly|both)){{0,3}}{_ADVERBS}\s+"

_IS_NOT: Final = r"(?:isn't|aren't|is not|are not|is no longer|are no longer)(?: really)?(?: (?:(?:for|with) (?:me|us)|around|alive|here|mine|ours|working|an option|(?:(?:in|part of) )?(?:my|our|an?|the|something|someone|worth)\b[^.;!?]{0,30}))?"
_DOES_NOT: Final = r"(?:doesn't|don't|does not|do not|won't|can't)(?: \w+)? (?:do (?:it|anything)|make|bother|appeal|interest|excite|affect|live|belong|exist|mean|hurt|employ|matter|spark|(?:work|need|want)(?: for)? (?:me|us))\b[^.;!?]{0,25}"
"""What is said of a thing that is over itself; what it lacks, or where it is not, leaves it as it was."""
_OF_IT: Final = r"\bthe (?!job|role|position|work)\w+ (?:at|from|of|in) "
"""Words before a thing that make another one of it: "the coffee at Acme"."""

_PUT_AWAY: Final = (
    rf"(?:didn't|did not|haven't) renew(?:ed)?\s+(?:(?:my|our)\s+(?:membership|subscription|contract|season ticket)\s+(?:at|with|to|for|of)\s+)?{_K}",
    rf"(?:put|had to put|(?:had to )?have)\s+{_K}\s+(?:down|to sleep|put down|put to sleep)\b",
    rf"(?:gave|given|had to give)\s+{_K}\s+(?:the boot|the push|the sack|away|up|back|to (?:a|an|my|our|the|some|charity|friends)\b)",
    rf"(?:threw|thrown|tossed|chucked|passed|handed|traded|sold|moved|shut|packed|hung|sent)\s+{_K}\s+(?:out|away|on|down|over|back|in|up|off|for good)\b",
    rf"(?:let|had to let)\s+{_K}\s+go\b|(?:left|put)\s+{_K}\s+behind\b|laid\s+{_K}\s+to rest\b|put\s+{_K}\s+away for good\b|kicked\s+{_K}\s+to the (?:curb|kerb)\b|let\s+{_K}(?:\s+(?:membership|subscription|account|contract|licen[cs]e))?\s+(?:lapse|expire|run out|slide)\b|took\s+{_K}\s+to the (?:dump|tip|scrapyard)\b",
    rf"(?:laid|let)\s+off\s+(?:at|by|from)\s+{_K}",
)
_ENDS: Final = (
    rf"{_I}\s*(?:{LEFT}){_FILL}{_K}{AFTER}",
    *(rf"{_I}\s*{each}" for each in _PUT_AWAY),
    rf"{_I}\s*(?:(?:had|was forced|were forced) to\s+(?:{HAD_TO})|ended up\s+(?:{GERUNDS})){_FILL}{_K}{AFTER}",
    rf"\b(?:after|since|upon|following)\s+(?:{GERUNDS}){_FILL}{_K}{AFTER}",
    rf"\b(?:i|we)\b[^.;!?,{_K}]{{0,25}}\bno longer\b[^.;!?{_K}]{{0,30}}{_K}{AFTER}",
    rf"\b(?:i|we)\b[^.;!?,{_K}]{{0,25}}(?:n't|\bnot|\bnever|\bcannot|\bno)\b(?![^.;!?{_K}]{{0,20}}{_OF_IT}{_K})[^.;!?{_K}]{{0,30}}{_K}[^.;!?]{{0,20}}\b(?:any ?more|any longer)\b",
    rf"\b(?:not?|no)\s+{_K}(?: for (?:me|us))?\s+(?:any ?more|any longer)\b",
    rf"\bno more\s+{_K}(?:\s+(?:for (?:me|us)|please|for good)|\s*[.,;!]|$)",
    rf"{_K}{_ADVERBS}\s+(?:{_IS_NOT}|{_DOES_NOT})\s+(?:any ?more|any longer)\b",
    rf"{_K}\s+(?:is|are|does|do)\s+no longer\b(?!\s+(?:(?:some|any)thing(?! (?:i|we) have)|what|the only)\b)",
    rf"(?:^|[.,;!]\s+|\band\s+)not\s+(?:(?:{DOING}|at|with|in|on)\s+)?(?:(?:my|our|the|an?)\s+)?{_K}\s+(?:any ?more|any longer)\b",
    rf"(?:^|[,;]\s+)no longer\s+{_K}{AFTER}|\b(?:i'm|i am|we're|so|and) not\s+{_K}\s+(?:now|these days)\b",
    rf"\b(?:i|we)(?:\s+also|\s+both)?\s+used to (?![^.;!?{_K}]*\b(?:near|by|hate|dislike)\b)[^.,;!?{_K}]{{0,30}}{_K}{AFTER}",
    rf"{_K}\s+used to be\s+(?:my|our|a|an|the)\b",
    rf"\b(?:i'm|i am|as|being|i was)\s+(?:an?|the)\s+(?:ex|former|onetime|retired)(?:-|\s+){_K}",
    rf"\bback when (?:i|we)\s+(?:was|were|worked|lived|used|had|owned|played|did|studied|went|sang)\b[^.,;!?{_K}]{{0,20}}{_K}{AFTER}",
    rf"(?:^|[.,;]\s+|\b(?:it's|it is|so|and|(?:i|we)(?:'ve| have)?(?: \w+)? said)\s+)(?:good-?bye|bye(?:[ -]bye)?|farewell|adi[oó]s|adieu|so long|rip|rest in peace|ciao),?\s+(?:to\s+)?(?:\w+\s+)?{_K}{AFTER}",
    rf"\b(?:was|were|today is|marks)\s+(?:my|our)\s+(?:very\s+)?(?:last|final)\s+{_TIMES}\s+(?:at|with|in|of|as|for)\s+(?:an?\s+)?{_K}",
    rf"\b(?:my|our)\s+(?:last|final)\s+{_TIMES}\s+(?:at|with|in|of|as|for)\s+(?:an?\s+)?{_K}\s+(?:was|went|is behind|has been)\b",
    rf"{_K}(?:'s)?\s+(?:days|years|time|era|chapter|phase|career|adventure|dream|studies|subscription|membership|contract|account|job|experiment|diet|obsession|hobby)\s+(?:is|are|was|were|has|have|got)(?:\s+(?:now|been|finally|officially|long|all))*\s+(?:over|behind (?:me|us)|past|finished|done|gone|closed|history|dead|ended|expired|lapsed|cancell?ed|come to an end|run out)\b",
    rf"{_K}\s+(?:subscription|membership|contract|account|studies|lessons|job|chapter|era|phase|days|time|career)\s+(?:ended|expired|lapsed|ran out|came to an end)\b",
    rf"\b(?:days|years|time|life|career|stint)\s+(?:as|at|with|in)\s+(?:an?\s+)?{_K}\s+(?:(?:is|are|has|have)(?:\s+(?:now|been|finally|officially|long))*\s+)?(?:over|came to an end|ended|ran its course|behind (?:me|us)|past|finished|done|ended|come to an end)\b",
    rf"\b(?:my|our|the)\s+(?:contract|job|work|internship|apprenticeship|traineeship|membership|subscription|position|placement)\s+(?:with|at|for|to)\s+{_K}\s+(?:has\s+|is\s+|was\s+|got\s+)?(?:ended|expired|ran out|run out|over|terminated|cancell?ed|came to an end|come to an end|wasn't renewed|not renewed)\b",
    rf"\bthat(?:'s| was| is) (?:it|all) for\s+{_K}|\bzero\s+{_K}|\b(?:there's|there is|i have|we have)\s+no(?:\s+more)?\s+{_K}\s+(?:any ?more|now|left)\b",
    rf"\b(?:they|someone|somebody|thieves|a thief|he|she|(?:my|the) (?:boss|manager|coach|board)|management)(?:'ve|\s+have|\s+has)?\s+(?:laid me off|fired me|sacked me|let me go|made me redundant|kicked me (?:off|out of|out)|threw me (?:off|out of)|expelled me|dismissed me)(?:\s+(?:at|from|by))?\s+{_K}",
    rf"\b(?:someone|somebody|thieves|a thief|they)(?:\s+has|\s+have)?\s+(?:stolen|stole|nicked|wrecked|totall?ed|crashed)\s+{_K}{AFTER}",
    rf"(?:^|[,;.]\s+){_K}\s+and\s+(?:i|me|we|us)\b(?:'ve|'re|\s+have|\s+are|\s+is)?{_ADVERBS}\s+(?:broke (?:up(?!\s+(?:the|a|our|his|her|some|into)\b)|it off|things off)|broken up|split up(?!\s+(?:the|a|our|into|to|at)\b)|split(?=\s*(?:[.,;!]|$))|separated(?!\s+(?:the|a|our|his|her|some|two|from the)\b)|(?:got )?divorced|(?:done|finished|through)(?!\s+(?:the|with|a|an|it|for (?:today|tonight|now|the))\b)|over|history|parted(?: ways)?|called it (?:quits|off)|ended (?:it|things)|called it a day|no longer a thing|(?:gone|went) our separate ways|(?:aren't|are not|weren't) (?:together|a couple|a thing|an item)|(?:are )?just friends(?: now)?(?=\s*(?:[.,;!]|$))|no longer together|not together|didn't work out)\b",
    rf"\b(?:it's|it is|things are) (?:all )?(?:over|finished|done) (?:between me and|between us|with|for me and)\s+{_K}",
    rf"{_K}{_HAS}(?:in (?:the|my) rear-?view(?: mirror)?|history|no more|ancient history|dead|(?:a )?thing of the past|behind me|behind us|a closed chapter|yesterday's news|off the table|off my list|not happening|out of (?:my life|the picture)|in the past|toast|over|cancell?ed|dissolved)(?=\s*(?:[.,;:!]|$)|\s+(?:for|from|and|since|as|to me|now)\b)",
    rf"{_K}{_HAS}(?:died|passed away|perished|run over|had to be put (?:down|to sleep)|(?:in|gone to|went to) (?:\w+ )?heaven|over the rainbow bridge|ran (?:away|off)|run (?:away|off)|flew (?:away|off|out)|flown (?:away|off|out)|escaped|didn't make it|put (?:down|to sleep)|stolen|burned down|sank|totall?ed|wrecked|evaporated|scrapped|uninstalled|disbanded|fell by the wayside|gave up the ghost|gone bust|crossed the rainbow bridge|lost (?:its|their|all) (?:charm|appeal|shine|magic)|come to an end|came to an end|bit the dust|had to go)\b",
    rf"^[^.;!?{_K}]*{_K}[^.;!?{_K}]*\b(?:i|we)\s+(?:no longer \w+ (?:it|them|him|her|there)\b|(?:don't|do not|can't) \w+ (?:it|them|him|her|there) any ?more|(?:sold|quit|cancell?ed|deleted|ditched|dropped|uninstalled|stopped using|gave away|gave up) (?:it|them)(?=\s*(?:[.,;!]|$)))",
    rf"{_K}[^.;!?{_K}]*,?\s+(?:so|and)\s+(?:i|we)(?:'ve| have)?{_ADVERBS}\s+(?:left|quit|resigned|dropped out|stopped going|given (?:it )?up|gave (?:it )?up)(?: altogether| completely| for good)?(?=\s*(?:[.,;!]|$)|\s+(?:in|last|this)\b)",
    rf"\b(?:my|our)\s+(?:farewells?|goodbyes?)\s+to\s+{_K}|\bover it with\s+{_K}",
    rf"{_K}\s+(?:idea|dream|plan|goal|project)\s+(?:died|fell through|is (?:off|dead|over|history|gone|no more))\b",
    rf"{_K}\s+(?:let me go|fired me|laid me off|sacked me|made me redundant|dumped me|broke up with me|divorced me|kicked me out|left me(?=\s*(?:[.,;!]|$)|\s+for\b|\s+last\b|\s+in\b))",
)  # fmt: skip
_EX_HAS: Final = rf"\b(?:i|we)\b[^.;!?,{_K}]{{0,40}}\b(?:quits|broke up|split(?: up)?|separated|divorced|over)\b[^.;!?{_K}]{{0,40}}\b(?:he|she|they) (?:took|kept|keeps|got|gets) {_K}{AFTER}|\b(?:my|our|the) ex(?:-\w+)? (?:took|kept|keeps|got|gets|has(?: got)?|ended up with|(?:walked|drove|went) off with)\s+{_K}{AFTER}"
_FORMER: Final = re.compile(
    rf"\b(?:my|our)\s+(?:ex|former|previous|onetime)(?:-|\s+)(?:[\w]+\s+){{0,2}}{_K}", re.IGNORECASE
)
"""For what is named without a determiner: "my former employer Acme", and not "my ex walks the dog"."""
_NEW_HOME: Final = rf"{_K}{_ADVERBS}\s+(?:has |have )?(?:found|got|went to|gone to|has|have|is off to)\s+(?:a|its|his|her|their) (?:new|good|better|loving|lovely) (?:home|family|owners?)\b"
_MIND: Final = rf"{_I}\s*(?:changed my mind|reconsidered|had second thoughts) (?:about|on) {_K}{AFTER}"
_BY_PREDICATE: Final = {
    "allergic_to": (rf"\b(?:i|we) can (?:now |finally |actually |safely |even )*(?:eat|have|drink|tolerate|be around|touch) {_K} (?:again|now|these days|without (?:a|any|it))\b",),
    "likes": (_MIND, rf"{_K}{_ADVERBS}\s+(?:don't|doesn't|do not|does not) (?:really )?(?:do it for|(?:do|mean) (?:anything|much) (?:for|to)|appeal to|excite|interest) me\b", rf"{_I}\s*(?:{LOST_TASTE}){_FILL}{_K}{AFTER}", rf"{_K}\s+(?:leaves?|left) me cold\b|{_K}\s+(?:bores?|annoys?|disgusts?) me\b"),
    "health": (rf"{_I}\s*(?:{RECOVERED}){_FILL}{_K}{AFTER}", rf"{_K}{_HAS}(?:gone|vanished|disappeared|cleared up|clear|went away|(?:fully |completely |all )?healed|cured|in remission)\b|{_K}{_HAS}(?:all better|(?:fine|ok|okay|good|well) again|as good as new|back to normal)(?=\s*(?:[.,;!]|$)|\s+(?:now|and|since|thank)\b)|{_K}\s+(?:vanished|disappeared|cleared up|healed|went away)\b"),
    "works_at": (rf"{_K} (?:didn't|did not|won't|decided not to|chose not to) (?:renew|extend) (?:my|our|the) contracts?\b",),
    "speaks": (rf"{_K}{_HAS}(?:gone|lost|forgotten|rusted away)(?=\s*(?:[.,;!]|$)|\s+(?:now|after|since)\b)", rf"\b(?:i|we)(?:'ve| have)?{_ADVERBS}\s+(?:forgotten|forgot|lost|unlearned)\s+(?:all|most of)?\s*{_K}{AFTER}",),
    "partner": (rf"{_K}{_HAS}moved out\b", rf"{_K}(?:'s|\s+is|\s+became)(?: now| officially)?\s+(?:my|an) ex\b(?!'s|\s+\w+'s)", rf"\b(?:i|we)\s+(?:buried|lost|dumped|left|divorced)\s+{_K}{AFTER}",),
    "studies": (rf"\b(?:i|we)(?:'ve| have)?{_ADVERBS}\s+(?:finished|completed)\s+{_K}{AFTER}",),
    "goal": (_MIND, rf"{_K}\s+(?:is|are)(?: just| simply)?\s+(?:not|never) (?:going to happen|happening)\b",),
    "pet": (_EX_HAS, _NEW_HOME, rf"\bfound {_K} (?:dead|belly up|lifeless|cold|floating)\b|\bno {_K}\s+(?:at home|here|in the house)|\b(?:house|home|flat|apartment|life|place) without {_K}", rf"{_K}{_HAS}(?:gone|put down)(?=\s*(?:[.,;:!]|$))|{_K}{_HAS}(?:gone|went) to live with\b|{_K}\s+(?:now (?:lives|stays) with (?:my|our)\b|(?:lives|is living|stays) with (?:my|our) (?:ex(?:-\w+)?|parents|\w+) now\b)|{_K}\s+was floating\b|{_K}\s+(?:died|sleeps in the garden)\b",),
    "owns": (_EX_HAS, _NEW_HOME, rf"{_K}{_HAS}(?:(?:a )?(?:write[- ]?off|total loss|goner)|written off|beyond repair)\b|{_K}[^.;!?,{_K}]{{0,50}}\b(?:went to|ended up (?:at|in|on)|is (?:at|on)) the (?:scrapyard|dump|tip|junkyard|scrap heap)\b", rf"{_K}\s+(?:belongs? to|went to|goes to|is with|is now with)\s+(?:{NEW_HOLDER})|{_K}\s+(?:was|got|has been)\s+(?:sold|scrapped|stolen|towed for good)\b|{_K}(?:'s|\s+is|\s+are)\s+(?:sold|gone|scrapped)\b(?! (?:to|in) (?:the|a)\b)",),
    "uses": (rf"{_K}\s+(?:is|has|was)(?: now)?\s+(?:gone|off|uninstalled|deleted)\b(?!\s+(?:line|today))",),
    "activity": (rf"{_K}\s+(?:is|are)(?: now)?\s+(?:gone|over|out|done)(?=\s*(?:[.,;!]|$))|{_K}\s+(?:ended|stopped) (?:in|last|on|when|this)\b",),
    "instruction": (rf"\b(?:stop|quit|skip|drop|enough|lay off|leave out|cut|forget)(?: it)?(?: (?:with|using|of|answering|replying|writing|in))*\s+{_K}(?=\s*(?:[.,;:!]|$)|\s+(?:please|now|from))",
                    rf"\byou\s+(?:(?:don't|do not)\s+(?:have|need)\s+to|needn't|no longer (?:have|need) to|can stop|may stop)\s+(?:[a-z]+\s+){{0,3}}{_K}(?:\s+(?:to me|for me))?(?:\s+(?:any ?more|any longer|now|from now on))?(?=\s*(?:[.,;!]|$))"),
}  # fmt: skip
_BY_PREDICATE_ALSO: Final = {"allergic_to": "health", "prefers": "likes", "studies_at": "studies"}
_HAVENT: Final = rf"\b(?:haven't|didn't)\s+\w+\s+(?:to\s+)?{_K}[^.;!?{_K}]{{0,60}}\b(?:stopped|quit|gave up|given up)(?: going| doing it| it)?(?: altogether| completely| for good)?(?=\s*(?:[.,;!]|$))|\bhaven't\s+(?:touched|used|played|opened|done|practi[sc]ed|been to|gone to|logged into|listened to|watched)\s+{_K}\s+(?:in|for)\s+(?:\w+\s+){{0,2}}(?:years|months|ages|forever|decades)\b"
_NOT_FOR: Final = {
    "lives_in": re.compile(r"(?:[.,;]\s+)?(?:good-?bye|bye|farewell|so long)|.*\bover\b", re.IGNORECASE),
    "partner": re.compile(
        r".*\b(?:used to|(?<!moved )out)\b|.*\bburied\b.{1,4}in the (?:sand|snow|leaves|hay|cushion)|.*bye\b.* at the|.*\b(?:dropped|stop(?:ped)?|finished|passed|handed|traded|swapped|over|graduated|checked out)\b|.*\blost\b.{1,3} (?:at|on the|in (?:the|a))\b(?! (?:spring|summer|fall|autumn|winter|night|morning|end))|.*\bleft\b.{1,3} (?:at|a|an|with|alone|home|some|the|to|on the|in (?:the|a|bed))\b",
        re.IGNORECASE,
    ),
    "likes": re.compile(r".*\bpassed on\b", re.IGNORECASE),
    "owns": re.compile(
        rf".*\bdropped\b|.*\bleft\s+{_K}\s+(?:on|in|at|with|to|out|by|under)\b", re.IGNORECASE
    ),
    "pet": re.compile(
        r".*\b(?:dead to me|dropped|left|stop(?:ped)?|quit|finished|cancel(?:l?ed)?|(?<!run )over|give up|gave up)\b|.*\blost\b.{1,3} (?:at|in) (?:the|a)\b(?! (?:spring|summer|fall|autumn|winter|night|morning|end))",
        re.IGNORECASE,
    ),
    "diet": re.compile(
        rf".*\bused to (?!be\b|eat\b|follow|do\b|keep\b|live\b|stick|go\b|have\b).*|.*{_K} (?!(?:diet|food|thing|stuff|lifestyle|life|way|regime\w*|experiment|business)\b|any|now\b|(?:or|and|at|on|in|for|these|since|last|this|after|because|but|so|when|as|before|a|two|three|over|altogether|completely|\d+|\w+ly)\b)\w+",
        re.IGNORECASE,
    ),
    "activity": re.compile(
        r".*\b(?:sold|sell|pawned|donated?|flogged|auctioned|returned)\b.*|.*\bcancel(?:l?ed)?\b(?! (?:for good|forever|until))",
        re.IGNORECASE,
    ),
}

_MOVED: Final = r"(?:switched|moved|changed|swapped|gone|went|transferred|jumped|hopped|migrated|converted|relocated|crossed|graduated|upgraded|downgraded|defected|shifted|transitioned|retrained|progressed)"
_MOVE_REST: Final = r"(?:\s+(?:over|away|ship|across|everything|it all|all (?:my|our) \w+|majors?,?|careers?,?|jobs?,?|teams?,?|employers?,?))?"
_GIVEN_UP: Final = r"(?:swapped|traded|exchanged|ditched|dropped|dumped|left|quit|gave up|given up|sold|replaced|switched|changed|substituted|upgraded|forsaken|abandoned)"
_NEW_BEFORE: Final = r"(?P<new>(?!(?:i|we|he|she|they|it|you|i've|we've|that's|this|what|which|who|my|our)\b)[\w'&.+-]+(?: [\w'&.+-]+){0,2}?)"
_START: Final = r"(?:^|[,;:]\s+|\b(?:and|but|so|now|that|it's|i use|i do|i run|i play|i take|i have|i drink|i eat|i prefer|i'm on|i'm at)\s+)"
_REPLACED_AFTER: Final = (
    rf"(?:{_I}|\b(?:our|my|the) (?:whole )?(?:team|company|family|office|household)(?:\s+has)?)\s*{_MOVED}{_MOVE_REST}\s+(?:from|off|off of|away from)\s+{_K},?\s+(?:and\s+)?(?:to|onto|on to|over to|for|into)\s+",
    rf"{_I}\s*{_GIVEN_UP}(?:\s+(?:out|in|up))?\s+{_K}(?:\s+(?:in|out))?\s+(?:with|by|for|in favou?r of|to)\s+",
    rf"{_K}\s+(?:has been|was|got|is)\s+(?:replaced|superseded|succeeded|overtaken|swapped|exchanged)\s+(?:by|with|for)\s+",
    rf"{_K}\s+(?:gave way|has given way|made way|made room)\s+(?:to|for)\s+",
    rf"\bout with\s+{_K},?\s+(?:and\s+)?in with\s+",
    rf"(?:good-?bye|bye|farewell|so long|ciao|adi[oó]s),?\s+{_K}[,;!]?\s+(?:and\s+)?(?:hello|hi|welcome|hey),?\s+",
    rf"{_K}[^.;!?]{{0,50}}[,;]\s+(?:(?:so|and|but)\s+)?(?:now\s+it's|it's\s+now)\s+",
)  # fmt: skip
_REPLACED_BEFORE: Final = (
    rf"{_START}{_NEW_BEFORE}\s+(?:now|these days),?\s+(?:and\s+)?(?:not|no longer)\s+(?:in |at |on )?{_K}{AFTER}",
    rf"{_START}{_NEW_BEFORE}\s+(?:has |have |had |now )*(?:replaced|overtaken|superseded|supplanted|ousted|dethroned|taken over from|took over from|(?:taken|took) the place of|succeeded|replaces)\s+{_K}{AFTER}",
    rf"{_K}\s+is out(?:,|;|\s+and|, and)\s+{_NEW_BEFORE}\s+is in\b",
    rf"{_K}[^.;!?]{{0,50}}[,;]\s+(?:(?:so|and|but)\s+)?it's\s+{_NEW_BEFORE}\s+(?:now|these days|nowadays)\b",
    rf"{_START}{_NEW_BEFORE}\s+(?:now\s+)?(?:instead of|rather than|in place of)\s+{_K}(?=.*\b(?:now|these days|nowadays|from now on|since)\b)",
    rf"\b(?:now|these days|nowadays|since then)\b.*?\b(?:i|we)\s+\w+\s+{_NEW_BEFORE}\s+(?:instead of|rather than|in place of)\s+{_K}{AFTER}",
    rf"\b(?:i|we)\s+\w+\s+{_NEW_BEFORE}\s+now\s+(?:instead of|rather than|in place of)\s+{_K}{AFTER}",
    rf"\b(?:now|these days) it's\s+{_NEW_BEFORE}\s+(?:instead of|rather than)\s+{_K}{AFTER}",
)  # fmt: skip
_NO_TRADE: Final = re.compile(
    rf"\b(?:ditched|dropped|dumped|left|quit|gave up|given up|sold|forsaken|abandoned)\b.*{_K}.*\bto\s+\Z",
    re.IGNORECASE,
)
"""Who sells a thing to somebody, or leaves to do something, does not get that for it."""
_FROM_TO: Final = rf"\bfrom\s+{_K}\s+to\s+"
_FROM_TO_OF: Final = frozenset({"works_at", "occupation", "studies", "studies_at", "diet"})
_NOW_ITS: Final = re.compile(
    r"(?:^|[,;]\s+)(?:(?:so|and|but)\s+)?(?:it's\s+(?P<a>[^.,;!?]{2,40}?)\s+(?:now|these days|nowadays)|(?:now it's|it's now|these days it's)\s+(?P<b>[^.,;!?]{2,40}?))(?=\s*[.,;!]|$)",
    re.IGNORECASE,
)
ALLERGY: Final = re.compile(r"allerg|intoleran|\breact|outgr[eo]w|grown? out of|hypersensitiv", re.IGNORECASE)
"""Without such a word who drops the eggs, or eats none any more, is as allergic to them as before."""
AVOIDS: Final = re.compile(r"\b(?:stop(?:ped)?|quit|gave up|given up|cut(?:ting)?(?: out)?|swor[en]+ off|no longer|can't|cannot|don't)\s+(?:eat|touch|drink)\w*|\bno more (?!\w+ (?:allerg|intol|react))|\bavoid", re.IGNORECASE)  # fmt: skip
"""What an allergy makes one do, and is no end of it."""
_NAMES: Final = frozenset({"works_at", "lives_in", "studies_at", "partner", "name"})
_PRONOUNS: Final = frozenset(
    {"i", "we", "he", "she", "they", "it", "you", "that", "this", "who", "which", "i've", "we've"}
)
_NEVER: Final = frozenset({"name", "birthday", "born_in", "relative", "age", "comes_from", "nationality"})
_PERSONS: Final = frozenset({"pet", "partner"})
"""Whom one leaves with another, for a while."""
_NOT_REPLACED: Final = frozenset({"health", "allergic_to"})
"""What "it's fine now" is said of, and is over, but gives way to nothing."""

_UNREAL: Final = re.compile(
    r"\b(?:if|unless|whether|wish|imagine|(?:once|when|as soon as|until) (?:my|our|the|\w+) [\w' ]{0,20}\b(?:is|are|has|have)\b[^.;!?]*\b(?:i'll|we'll|i will|we will|i can|we can|i'm going to)|suppose|supposing|had i|were i|what if|in (?:the|a|my|this|last night's) (?:movie|film|novel|book|story|game|dream|show|series|play|episode|song)|headline|when i'm|dreamt|dreamed)\b"
    r"|\b(?:last|final) (?:day|shift|week|month|game)\b[^.;!?]{0,30}?\b(?:is|will be)\b(?! (?:today|tonight|now|over|here))",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"\b(?:would|could|might|(?<!in )(?<!last )(?<!since )(?<!early )(?<!late )may|should|maybe|perhaps|almost|nearly|thinking (?:of|about)|consider\w*|planning|plans? to|going to|gonna|about to|will|won't|shall|wants? to|wanna|hop(?:e|ing) to|"
    r"offer\w*|asked (?:me|us) to|tried to|threaten\w*|supposed to|tempted|thought(?: that)?(?= (?:i|we)\b|\s*\Z)|not|never|hardly|next (?:week|month|year|\w+day))\b|\w(?:n't|'ll|'d)\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:he|she|they|who|people|everyone|everybody|nobody|[a-z]+) (?:said|says|say|told|tells|thinks|claims?|reckons?|believes?|wrote|writes|reads|assured|convinced|informed|swears|swore|insists|insisted|announced)\b|\brumou?r has it\b",
    re.IGNORECASE,
)
_OWN_TOLD: Final = re.compile(
    r"\b(?:(?:i|we)(?:'ve|'d| have| had)?(?: (?:just|also|already|finally))?|doctor|doc|dermatologist) (?:said|told|wrote|say|assured|convinced|informed|announced|swore)",
    re.IGNORECASE,
)
BRIEF: Final = re.compile(
    r"\bfor (?:today|tonight|the (?:evening|afternoon|morning|session))\b|\bsee (?:you|them|him|her|it) (?:in|on|again|soon|later|tomorrow|next)\b|\bthe next (?:one |time )?(?:is|will|comes)\b"
    r"|\bfor (?:a|an|the|one|two|three|four|some|\d+) (?:\w+ )?(?:weekend|day|night|hour|trip|visit|holiday|break|walk|minutes?|while|bit|moment|week|month|year|summer|winter|days|weeks|months|years|call)\b"
    r"|\bat (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|noon|dawn|lunch)\b|\bclosed early\b|\b(?:left|leaving) [^.,]{1,30} (?:early|late)\b|\b(?:tonight|this (?:week|weekend|evening|afternoon|morning)|(?:i|we) once|temporarily)\b|\bonce(?=\s*(?:[.,;!]|$|in \d))"
    r"|\buntil (?:mon|tues|wednes|thurs|fri|satur|sun|tomorrow|next|later)|\b(?:i|we|he|she|it|they|and|be) (?:came |come |comes )?back\b|\bfound (?:it|him|her|them)\b|"
    + over.LASTS
    + r"|\bafter (?:\w+) (?:laps?|minutes?|hours?|rounds?|miles?|kilomet\w+|km|pages?)\b|\b(?:i|we)(?:'m|'re)? still\b[^.;!?]*|\bfar from\b|\bfor one\b",
    re.IGNORECASE,
)
_FINAL: Final = re.compile(r"\b(?:sold|died|dead|passed away|belly up|broke up|split up|put down|uninstalled|deleted|divorced|fired|sacked|laid off|let me go|quit|resigned|stolen|scrapped|for good|gave away|handed in|didn't make it)\b", re.IGNORECASE)  # fmt: skip
"""What is done once and for all, be it this morning."""
_LASTED: Final = re.compile(r"\b(?:been|since|haven't|hasn't)\b[^.,;:!?]{0,40}\Z", re.IGNORECASE)
"""Before "for a year": what tells how long something has been over."""
_LONG_AGO: Final = re.compile(
    r"\bwhen (?:i|we) (?:was|were) (?!(?:in|at|with|on) )|\bas a (?:kid|child|teen\w*|boy|girl|student)\b|\bonce before\b|\bback in (?:the|my|college|school|\d)|\byears ago\b|\bfirst (?:pet|dog|cat)\b|\bgrowing up\b|\bin (?:high|primary|middle|elementary|grade) school\b|\bin college\b",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"\b(?:once|before|ago|used to|part of|some of|with (?:my|our|a)|last year|in \d{4})\b", re.IGNORECASE)  # fmt: skip
_ALMOST: Final = re.compile(
    r"\b(?:almost|nearly|practically|virtually|barely|hardly|temporarily|briefly|supposedly|allegedly|reportedly)\b",
    re.IGNORECASE,
)
_AFTER_ALL_NOT: Final = re.compile(
    r",?\s*(?:but |then |only )?(?:i|we) (?:didn't|haven't|couldn't|did not|never did|don't)\s*(?:[.!]|$)|,?\s*(?:well|or rather|i mean),?\s+(?:his|her|its|their|the)\s",
    re.IGNORECASE,
)
"""What denies, or corrects, what was just said."""
_ANOTHER: Final = re.compile(
    rf"\b(?:he|she|they)\b|\b(?:my|our|his|her|their|the|a)\s+(?:\w+\s+)?(?:{words.KIN}|{words.PARTNER}|friend|mate|boss|colleague|neighbou?r|flatmate|roommate|teacher|coach|ex)(?! and i\b)\b",
    re.IGNORECASE,
)
_SELF: Final = re.compile(r"\b(?:i|i'm|i've|i'd|we|we're|we've|me|us)\b", re.IGNORECASE)
_DETERMINED: Final = re.compile(r"(?:my|our|the|that|this|an?)\s", re.IGNORECASE)
_FREE: Final = re.compile(
    r"(?!\s+(?:place|shop|stand|stall|cafe|café|restaurant|bar|store|bakery|kitchen|club|centre|center|man|woman|guy|lady|people|teacher|folk|chap|office|branch|building|sign|thing|aisle|menu|section|course|class|book)s?\b)",
    re.IGNORECASE,
)
"""Behind a known object that is no part of another: "keto", and not "the keto place"."""
_OTHERS: Final = re.compile(r"(?:\b(?:his|her|their|your)|\w's|\w's (?:old|new))\s+\Z", re.IGNORECASE)


class Over(NamedTuple):
    """A known fact that is over; `at`: where it is named; `new`: where what took its place stands."""

    fact: Known
    at: Span
    new: Span | None = None


def endings(text: str, span: Span, known: Sequence[Known]) -> Iterator[Over]:
    """Yield the known facts that a sentence says are over or have given way to something else."""
    said = text[slice(*span)]
    if said.rstrip("\"')*_ ").endswith("?") or _UNREAL.search(said) or _LONG_AGO.search(said):
        return
    if is_brief(said, known):
        return
    for fact in dict.fromkeys(reversed(known)):
        if fact.predicate in _NEVER or (fact.predicate == "allergic_to" and not is_of_allergy(said)):
            continue
        if (done := _attained(said, fact)) is not None:
            yield Over(fact, (span[0] + done[0], span[0] + done[1]))
            continue
        for at in _mentions(said, fact):
            new = _new(said, at, fact)
            if new is not None or _is_over(said, at, fact.predicate):
                moved = None if new is None else (span[0] + new[0], span[0] + new[1])
                yield Over(fact, (span[0] + at[0], span[0] + at[1]), moved)
                break


def _attained(said: str, fact: Known) -> Span | None:
    """Return where a goal is told as reached: "ran my first marathon" of "run a marathon"."""
    verb, _, rest = fact.object.partition(" ")
    rest = re.sub(r"^(?:an?|the|my|our)\s+", "", rest)
    if fact.predicate != "goal" or verb.lower() not in over.DONE or not rest or _BEFORE.search(said):
        return None
    told = rf"{_I}\s*(?P<o>(?:{over.DONE[verb.lower()]}) (?:(?:my|our|the|an?|that|this)\s+)?(?:(?:very|first|own|new)\s+)*{re.escape(rest)}){AFTER}"
    hit = re.search(told, said, re.IGNORECASE)
    return None if hit is None or _averted(said, hit) else hit.span("o")


def is_of_allergy(said: str) -> bool:
    """Return whether a sentence speaks of an allergy itself, and not just of what one does not eat for it."""
    return ALLERGY.search(said) is not None and AVOIDS.search(said) is None


def is_brief(said: str, known: Sequence[Known] = ()) -> bool:
    """Return whether something is over for a while only, or not at all: "I quit Rotary but I'm still in the choir" is not."""
    for hit in BRIEF.finditer(said):
        low = hit[0].lower()
        if "still" in low and any(_names_first(said, hit, fact) for fact in known):
            continue
        if low.startswith("this ") and _FINAL.search(said):
            continue
        if not (low.startswith("for ") and _LASTED.search(said, 0, hit.start()) and "today" not in low):
            return True
    return False


def _names_first(said: str, still: re.Match[str], fact: Known) -> bool:
    """Return whether what is still so is another known fact, which was not spoken of before."""
    name = fact.object.lower()
    return name in still[0].lower() and name not in said[: still.start()].lower()


def renewed(text: str, span: Span, known: Sequence[Known]) -> Iterator[Over]:
    """Yield what a sentence such as "It's biology now" sets in place of a known fact named earlier in its turn."""
    said = text[slice(*span)]
    hit = _NOW_ITS.search(said)
    if hit is None or _UNREAL.search(said) or said.rstrip().endswith("?") or _NOT_YET.search(said):
        return
    name = "a" if hit["a"] else "b"
    new = (span[0] + hit.start(name), span[0] + hit.end(name))
    for fact in dict.fromkeys(reversed(known)):
        if fact.predicate in _NEVER or fact.predicate in _NOT_REPLACED:
            continue
        for at in _mentions(text[: new[0]], fact):
            if _FREE.match(text, at[1]) and _fits(text[slice(*new)], fact):
                yield Over(fact, at, new)
                return


def _is_over(said: str, at: Span, predicate: str) -> bool:
    masked = said[: at[0]] + _K + said[at[1] :]
    never = _NOT_FOR.get(predicate)
    for frame in _frames(predicate):
        hit = frame.search(masked)
        if hit is None or (hit[0].startswith(_K) and not _begins(masked[: hit.start()], predicate)):
            continue
        if not (never and never.match(masked[hit.start() : hit.end() + 16])) and not _averted(masked, hit):
            return True
    former = _FORMER.search(masked)
    return former is not None and not _DETERMINED.match(said, at[0]) and not _averted(masked, former)


def spared(predicate: str, verb: str, behind: str) -> bool:
    """Return whether a verb before a known object ends no such fact, as "left" a dog "at the vet's"."""
    never = _NOT_FOR.get(predicate)
    return never is not None and never.match(f"{verb} {_K}{behind[:16]}") is not None


def _averted(masked: str, hit: re.Match[str]) -> bool:
    """Return whether what is read as an end is none: unsaid, almost so, another's doing, or done to a part."""
    lead = masked[: hit.start()]
    clause = re.split(r"[,;:]|\b(?:but|and|so|because|since)\b", lead)[-1]
    return bool(
        _unsaid(masked, hit.start())
        or _ALMOST.search(hit[0])
        or _AFTER_ALL_NOT.search(masked, hit.end())
        or (_ANOTHER.search(clause) and not _SELF.search(clause + hit[0]))
    )


def _begins(before: str, predicate: str) -> bool:
    """Return whether a known object is the subject of its clause; an animal may have its name before it."""
    return bool(_BEGINS.search(before)) or (
        predicate == "pet" and re.fullmatch(r"[\w-]+,?\s*", before) is not None
    )


def _unsaid(said: str, start: int) -> bool:
    """Return whether what stands before a frame takes its statement away: a plan, a denial, another's words."""
    before = said[:start]
    clause = re.split(r"[,;:]|\b(?:but|and|so|because|since)\b", before)[-1]
    if _NOT_YET.search(clause):
        return True
    told = _TOLD.search(before)
    return told is not None and not _OWN_TOLD.search(before)


def _new(said: str, at: Span, fact: Known) -> Span | None:
    """Return what took the place of a fact that is named *at*."""
    if fact.predicate in _NOT_REPLACED:
        return None
    masked = said[: at[0]] + _K + said[at[1] :]
    shift = at[1] - at[0] - 1
    for frame in _new_frames(fact.predicate, before=True):
        hit = frame.search(masked)
        if hit is not None and not _averted(masked, hit):
            start, end = hit.span("new")
            found = (start, end) if end <= at[0] else (start + shift, end + shift)
            if _fits(said[slice(*found)], fact):
                return found
    for frame in _new_frames(fact.predicate, before=False):
        hit = frame.search(masked)
        if hit is None or (fact.predicate in _PERSONS and _NOT_FOR[fact.predicate].match(hit[0])):
            continue
        if not _averted(masked, hit) and not _NO_TRADE.search(hit[0]):
            spans = cut_objects(said, hit.end() + shift, len(said), "noun")
            if (
                spans
                and _fits(said[slice(*spans[0])], fact)
                and not _is_mode(said[slice(*spans[0])], hit, fact)
            ):
                return spans[0]
    return None


def _is_mode(new: str, hit: re.Match[str], fact: Known) -> bool:
    """Return whether a tool is only set otherwise: "switched the player to loud mode"."""
    return (
        fact.predicate == "uses"
        and hit[0].endswith("to ")
        and not english.is_proper(new)
        and "from" not in hit[0]
    )


def _fits(said: str, fact: Known) -> bool:
    """Return whether *said* can be what took the place of *fact*."""
    parts = said.split()
    if not parts or len(parts) > 5 or parts[0].lower() in _PRONOUNS or not english.names_something(said):
        return False
    if fact.predicate == "uses" and parts[-1].islower() and parts[-1].endswith("ing"):
        return False
    if fact.predicate in _NAMES and not english.is_proper(said):
        return False
    return said.casefold() != fact.object.casefold()


@cache
def _frames(predicate: str) -> tuple[re.Pattern[str], ...]:
    also = _BY_PREDICATE.get(_BY_PREDICATE_ALSO.get(predicate, ""), ())
    own = (*_BY_PREDICATE.get(predicate, ()), *also)
    more = (_HAVENT,) if predicate in {"uses", "activity", "likes"} else ()
    return tuple(re.compile(each, re.IGNORECASE) for each in (*_ENDS, *own, *more))


@cache
def _new_frames(predicate: str, *, before: bool) -> tuple[re.Pattern[str], ...]:
    after = (*_REPLACED_AFTER, *((_FROM_TO,) if predicate in _FROM_TO_OF else ()))
    return tuple(re.compile(each, re.IGNORECASE) for each in (_REPLACED_BEFORE if before else after))


def _mentions(said: str, fact: Known) -> Iterator[Span]:
    """Yield where a sentence names a known fact, with the determiner."""
    low = said.lower()
    if not _hinted(low, fact):
        return
    for name, pattern in _names(fact.predicate, fact.object, fact.key):
        if name.lower() not in low:
            continue
        for hit in re.finditer(pattern, said, re.IGNORECASE):
            det = (hit["d"] or "").lower()
            if _OTHERS.search(said[: hit.start()]) or (fact.predicate == "likes" and det in _OWN):
                continue
            yield hit.span()


_BEGINS: Final = re.compile(
    r"(?:^|^(?:after|since|during|in|on|last|this) (?:(?:the|my|our|that|a) )?\w+(?: \w+)?\s+|[.,;:!?(\"-]|\b(?:and|but|so|because|as|since|that|now|then|when|means|says|turns out|apparently|it seems|btw|lol|oh|sadly|unfortunately|finally|officially|yesterday|honestly|well|guess what|no))\s*\Z",
    re.IGNORECASE,
)
"""What stands before a known object that is the subject of its clause, and no part of another: "the engine of the boat"."""

_OWN: Final = frozenset({"my", "our", "this", "that"})
_DET: Final = (
    r"(?:(?P<d>my|our|the|that|this|an?|both)\s+)?(?:(?:old|dear|beloved|little|poor|good old|whole)\s+)*"
)
_MUST: Final = r"(?:(?P<d>my|our|the|that)\s+)(?:(?:old|dear|beloved|little|poor|good old|whole|lovely)\s+)*"
_VERB_FIRST: Final = re.compile(
    r"(?:play|do|go|take|learn|write|open|become|run|buy|start|build|get|visit|move to|attend|practi[sc]e|sing in|(?:always )?(?:answer|reply|write|use|respond)(?: me)?(?: in| with)?|playing|doing|going|taking|learning)\s+(?:to\s+)?(?:an?\s+|the\s+|my\s+)?",
    re.IGNORECASE,
)


_WHEN_DONE: Final = re.compile(
    r"\s+(?:online|on \w+days?|every|each|twice|once|daily|weekly|regularly|before|after|(?:in|at) the|\d+ times|three times|a lot|for \w+ing|with m[ey]|for me|from)\b.*",
    re.IGNORECASE,
)
"""When a regular doing is done: no part of its name."""


def _hinted(low: str, fact: Known) -> bool:
    """Return whether a sentence may name a fact at all: most do not, and are not looked at closer."""
    nouns = SLOT_NOUNS.get(fact.predicate, ())
    hints = [word[:4].lower() for word in fact.object.split()]
    return any(hint in low for hint in (*hints, *nouns, *([fact.key] if fact.key else [])))


def _names(predicate: str, object_: str, key: str | None) -> list[tuple[str, str]]:
    """Return the ways to name a fact, the longest first, each with its pattern."""
    whole = re.sub(r"(?i)^(?:an?|the|my|our|two|three|both)\s+", "", object_.split(",")[0].strip())
    if predicate in {"activity", "goal", "instruction"}:
        whole = _WHEN_DONE.sub("", whole) or whole
    free = {whole}
    bound: set[str] = set(SLOT_NOUNS.get(predicate, ()))
    bound |= {key} if predicate == "partner" and key else set()
    if predicate in {"pet", "owns", "member_of", "uses", "activity", "partner"}:
        free |= {word for word in re.findall(r"[\w-]{3,}", whole) if word[0].isupper()}
        bound.add(english.head_of(whole))
    if predicate in _NAMES and (proper := re.match(r"[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*)*", whole)):
        free.add(proper[0])
    if predicate in {"activity", "goal", "instruction"} and (lead := _VERB_FIRST.match(whole)):
        rest = whole[lead.end() :]
        (free if predicate != "goal" or rest[:1].isupper() else bound).add(rest)
        free |= {f"{form} {whole.partition(' ')[2]}" for form in _ing(whole.split()[0])}
    if predicate in {"allergic_to", "health"}:
        free |= {f"{whole} allergy", f"{whole.removesuffix('s')} allergy"}
        bound |= {hurt["part"]} if (hurt := _HURT.match(whole)) is not None else set()
    listed = [(name, _DET) for name in free] + [(name, _MUST) for name in bound - free]
    return [
        (name, rf"(?:(?<![\w-])|(?<=\bex-)){lead}{re.escape(name)}(?![\w]|-\w)")
        for name, lead in sorted(listed, key=lambda each: (-len(each[0]), each[0]))
        if len(name) > 1
    ]


_HURT: Final = re.compile(
    r"(?:broken|sprained|torn|twisted|fractured|bruised|dislocated|pulled|infected|swollen|sore)\s+(?P<part>[\w-]+)\Z",
    re.IGNORECASE,
)
"""What is healed when the part of the body is."""


def _ing(verb: str) -> tuple[str, ...]:
    """Return how a verb may look with "-ing": "becoming", "running"."""
    low = verb.lower()
    return (f"{low}ing", f"{low.removesuffix('e')}ing", f"{low}{low[-1]}ing")
