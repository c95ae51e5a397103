"""
Phrases by which people greet, take leave and change the subject, in five languages.

Only a turn's beginning or end is read, so that a letter quoted inside a turn says nothing.
"""

from __future__ import annotations

import re
from typing import Final

_GREETING_CHARS: Final = 60
_SHIFT_CHARS: Final = 160
_FAREWELL_CHARS: Final = 240

_GREETINGS: Final = (
    # English
    r"hi|hey|hello|hiya|howdy|good (?:morning|afternoon|evening)|long time no"
    r"|how(?:'s| is| are|'ve| have) (?:it going|you|you been|things|everything)|what'?s (?:up|new)"
    r"|(?:nice|good|great) to (?:see|hear)"
    # Spanish, Portuguese
    r"|hola|buen[oa]s (?:d[ií]as|tardes|noches)|qu[eé] tal|ol[aá]|oi|bom dia|boa (?:tarde|noite)|tudo bem"
    # French, German
    r"|bonjour|bonsoir|salut|coucou|[cç]a va|hallo|guten (?:morgen|tag|abend)|moin|servus|wie geht"
)
_FAREWELLS: Final = (
    # English
    r"bye|goodbye|good ?night|see (?:you|ya)|take care|catch you|off to"
    r"|(?:talk|speak|chat) (?:to you )?(?:soon|later)|(?:gotta|got to|have to|need to) (?:go|run)"
    r"|have an? (?:\w+ ){0,2}(?:day|time|one|weekend|evening|night|trip)"
    r"|you(?:'re| are) (?:very |so |most )?welcome|good luck|best of luck|happy to help"
    # Spanish, Portuguese
    r"|adi[oó]s|hasta (?:luego|pronto|ma[ñn]ana)|nos vemos|cu[ií]date|de nada"
    r"|tchau|at[eé] (?:logo|mais|amanh[aã])"
    # French, German
    r"|au revoir|[aà] (?:bient[oô]t|plus|demain)|bonne (?:journ[eé]e|soir[eé]e|nuit)|de rien"
    r"|tsch[uü]ss|auf wiedersehen|bis (?:bald|dann|sp[aä]ter|morgen)|mach'?s gut|gern geschehen"
)
_SHIFTS: Final = (
    # English
    r"by the way|btw|anyways?|speaking of|moving on|guess what|since we (?:last )?(?:spoke|talked|chatted)"
    r"|on (?:another|a different|a separate|an unrelated) (?:note|topic|subject)"
    r"|(?:chang|switch)ing (?:the )?(?:subject|topics?|gears)"
    r"|(?:another|new|different|unrelated|next|separate) (?:thing|question|topic|subject)"
    r"|i(?:'m| am) (?:looking for|trying to|planning|thinking (?:of|about))|i've (?:got|been)"
    r"|last (?:week|night|weekend|month)"
    # Spanish, Portuguese
    r"|por cierto|a prop[oó]sito|cambiando de tema|otra (?:cosa|pregunta)"
    r"|ali[aá]s|mudando de assunto|outra (?:coisa|pergunta)"
    # French, German
    r"|au fait|[aà] propos|sinon|autre (?:chose|question)"
    r"|[uü]brigens|apropos|anderes thema|andere frage|noch etwas"
)


def _pattern(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)


_GREETING: Final = _pattern(_GREETINGS)
_FAREWELL: Final = _pattern(_FAREWELLS)
_SHIFT: Final = _pattern(_SHIFTS)


def greets(text: str) -> bool:
    """Return whether *text* begins with a greeting, or with asking how the other is."""
    return bool(_GREETING.search(_plain(text[:_GREETING_CHARS])))


def shifts(text: str) -> bool:
    """Return whether *text* begins with words that lead to something new."""
    return bool(_SHIFT.search(_plain(text[:_SHIFT_CHARS])))


def takes_leave(text: str) -> bool:
    """Return whether *text* ends with a farewell, or with what is answered to thanks."""
    return bool(_FAREWELL.search(_plain(text[-_FAREWELL_CHARS:])))


def _plain(text: str) -> str:
    return text.replace("\u2019", "'")
