# ruff: noqa: E501 - a pattern is read as one line
"""Where the object of a clause begins and ends."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from .._sentences import Span

Cut = Literal["place", "name", "noun", "taste", "deed", "given"]
"""
How far an object goes: a proper name, a noun without what follows a preposition, a thing or doing with its prepositions, a
whole verb phrase, or just what the frame says.
"""

_NAME_GOES_ON: Final = r"(?!(?:I|It|He|She|We|My|Our|They|That|This|The|And|But|So|Also|You|What|How|Can|Do|Is|Thanks?|Please|Nice|Any|Hi)\b)[A-Z]"
_ALWAYS: Final = rf"[;!?()\[\]—…\n\"“”]|:(?!\d)|(?<!\bSt)(?<!\bMt)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!(?-i: [A-Z]))\.(?=\s|$)|(?<=(?-i: [A-Z]))\.(?!\s+(?-i:{_NAME_GOES_ON}))|\.{{2,}}| -+ |(?<=\w)[.,]*\s*[\U0001f000-\U0001ffff]|\s(?:[\w-]+ )?(?:years?|months?|weeks?|days?) (?:before|after|later|earlier)\b|\s(?:#|https?:)"
_JOINTS: Final = (
    r"\s(?:but|so(?! (?:much|many|often)\s*(?:[.,;!?]|$))|because|cause|coz|cuz|bc|since|until|till|which|while|though|although|whereas|however|if|unless|lol|haha+|btw|tbh|tho(?=[\s.,!?]|$)|(?<! to )remember(?=\s*(?:[.,!?]|$)|\s(?:so|that|the|i|we)\b)|"
    r"rn|fyi|ngl|atm|pls|please|plz|anymore|any ?more|any longer|nowadays|these days|those days|this (?:year|week|month)|right now|at the moment|"
    r"currently|lately|recently|online(?=\s*(?:[.,!?]|$)|\s(?:and|from|for|last|today|yesterday)\b)|in general|someday|some day|ever since|already|yet|as well|too|either|honestly|actually|anyway|thanks|thank you|and (?:(?:i|it|we|he|she|they|you|there|that)'\w+|then|also|now|so|yes|no|that|it|"
    r"(?:plan|intend|hope|aim|mean) to|i|we|he|she|they|you|my (?:\w+ )?(?:is|has|was)|there|this|what|have|had|was|am|is|are|got|recently|"
    r"just|still|never|want|love|hate|work|live|would|will|can|could|need|think|not|currently|really|study|play|don't|can't)"
    r"|\$|for (?:a (?:while|long time|bit|few (?:years|months|weeks|days)|couple (?:of )?\w+|year|month|week|decade)|ages|years|months|weeks|now|"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|over|about|almost|nearly|many|several|the (?:last|past)) [\w ]{0,12}?(?:years?|months?|weeks?|days?))|"
    r"(?:\d+|one|two|three|four|five|six|a few|a couple(?: of)?|several|last|this|next|some)\s+(?:days?|weeks?|months?|years?|summer|winter|spring|autumn|fall|weekend|night|morning|mon\w+|tues\w+|wednes\w+|thurs\w+|fri\w+|satur\w+|sun\w+)\b|yesterday|and (?:\w+ed|wondering|proud|am|happy|went|made|took|did|gave|found|bought|sold|ate|saw|had|became|began|quit|met|came|told|said|kept|brought)|way too|"
    r"now(?=[\s.,!]|$)|again(?=[\s.,!]|$)|today(?=[\s.,!]|$)|ago|though(?=[\s.,!]|$)|in case|instead|rather than|over the (?:years|summer|winter)|"
    r"and (?-i:[A-Z])[\w-]+ (?:is|was|has|does|did|had|can|will|works|lives|uses|likes|loves|hates|prefers|plays|drives|goes|studies|runs|owns|wants|feeds|teaches|takes|speaks|eats|drinks|keeps)|"
    r"(?:part|full)[- ]time(?=\s*(?:[.,;!?]|$)|\s(?:and|at|in|on|for|while|with|but)\b))(?![\w'])"
)
_PREPOSITIONS: Final = (
    r"\s(?:(?:\w+er|more \w+|less \w+|worse) than|aged?(?= (?:about |around |between )?(?:\d|two|three|four|five|six|seven|eight|nine|ten)\b)|at|in|on|for|from|with|near|by|about|around|outside|inside|under|over|to|into|like|per|during|through|without|as|that|who|whom|"
    r"where|when|after|before|than|off|not|out|up|once|twice|along|across|between|against|behind|every|each|last|next|whose|back|here|there|"
    r"i|we|he|she|they|it|you|is|was|has|had|will|can|made|from|worth|going|coming|sitting|living|named|called|if|while)(?![\w'])"
)
_LOOSE: Final = r"\s(?:(?:i|we)(?:'ve|'d)? (?:just |recently )?(?:picked|bought|got|found|made|ordered|tried|mentioned)|that i|that we|when i|when we|where|who|than|whenever|even|as (?:i|it|they|we|a)|is|are|was|were|more than|over|every|each|for its|for their)(?![\w'])"
_DEED: Final = r"\s(?:when i|when we|where i|as (?:i|it|they|we)|(?:or|and) (?:something|anything|so)|whenever|in order)(?![\w'])"
_DETERMINER: Final = re.compile(
    r"(?:a|an|the|my|our|some|this|that|his|her|their|any|another|other|one of (?:my|the)|own|of|so many|so much|lots? of|a lot of|"
    r"all|both|all (?:kinds|sorts) of|just|only|new)\s+",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"(?:a|an|the|my|our|some|any|another|no)\s+(?:own\s+)?", re.IGNORECASE)
_COMMA: Final = re.compile(r",(?!(?<=\d,)\d{3}(?!\d))")
"""A comma, but none inside a number: "10,000"."""
_ITEM_LIST: Final = re.compile(
    r",(?!(?<=\d,)\d{3}(?!\d))\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|plus)\s+(?:also\s+)?", re.IGNORECASE
)
_OF: Final = re.compile(r"\b(?:of|between|mix|combination)\b", re.IGNORECASE)
_WITHIN: Final = re.compile(r"\b(?:with|that|who|which|such as|including|by|than)\b", re.IGNORECASE)
_ADJECTIVE: Final = re.compile(
    r"(?:(?:an?|the|my|our|some)\s+)?(?:[\w-]+(?:ful|less|ous|ic|al|ive|able|ible|weight|ish|ern|ant|ent|ed)|complex|simple|small|big|large|old|new|long|short|light|dark|quiet|slow|fast|warm|cold|soft|cozy|cosy|easy|healthy|spicy|crispy|fluffy|cheap|calm|bright|modern|safe|sunny|funny|foggy|chilly|silly|witty|rainy|cloudy|windy|snowy|misty|gloomy|breezy|crunchy|juicy|creamy|salty|smoky|tangy|chewy|moody|gritty|sandy|leafy|tiny|noisy|heavy|earthy|airy|roomy|comfy|sturdy|quirky|catchy|upbeat)",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"(?:,\s+(?!and\b|or\b|but\b|so\b)[\w'’.&+-]+(?:\s+(?!and\b|or\b)[\w'’.&+-]+){0,3})*,?\s+(?:and|or)\s+(?:[\w'’.&+-]+\s*){1,4}(?=[.,!;:?)]|$|\s(?:but|so|which|because)\b)",
    re.IGNORECASE,
)
_EXAMPLES: Final = re.compile(
    r"\s*,?\s(?:like|such as|including)\s+(?=(?:an?|my|the|our|[\"“'‘]?[A-Z\d][\w-]*)\s?)"
)
_PASTIME: Final = re.compile(r"(?:[a-z-]+ )?[a-z-]{2,}ing\Z")
_NAMED_THING: Final = re.compile(
    r"(?:(?:an?|the|my|our)\s+)?[\"“‘']?(?:[A-Z]|[a-z]?[A-Z]|\d+\s+[A-Z])[\w.+#'’-]*(?:\s+[A-Z\d][\w.+#'’-]*){0,3}[\"”]?\Z"
)
_TITLE: Final = re.compile(
    r"[\"“](?=[A-Z\d])[^\"“”\n]{1,80}[\"”]|(?<!\w)['‘](?=[A-Z\d])[^'’\n]{2,80}['’](?!\w)"
)
"""A title in quotes: a part of the object that leads to it, with the marks inside."""
_TAIL: Final = re.compile(
    r"[\s,]+(?:(?:in|within|over|during|for|by) the (?:next|coming|last|past)|within|during|and|or|but|the|a|an|of|to|with|for|from|really|also|just|so|immensely|a lot|lots|much|very much|of (?:his|hers|theirs|mine)|using|called|titled|like|such as|ever|even|because|than)\Z",
    re.IGNORECASE,
)
_FINITE: Final = re.compile(
    r"\b(?:i|i'm|i've|we|you|he|she|it|they|it's|he's|she's|is|are|was|were|am|have|has|had|do|does|did|can|will|would|don't|need|"
    r"what|how|any|please|maybe|which|who|not|no|yes|thanks|especially|mostly|mainly|but|so|then|including|even|if|when|that|this)\b",
    re.IGNORECASE,
)
PLACE: Final = re.compile(
    r"(?:the )?(?:(?:(?:North|South|East|West|New|Old|Upper|Lower|Central|downtown|rural|upstate|northern|southern|eastern|western|central) )?"
    r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*(?:(?: (?:of|de|del|la|le|los|las|da|do|dos|di|am|an der|upon|on|and the|sur|el))* [A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*)*)"
    r"(?:, [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?(?=[.,!?;)]|$| (?:with (?:my|our)|but|now|since|for|where|at the moment|right now)\b))?"
)
_NAME: Final = re.compile(
    rf"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sr|Fr|St|Mt)\.? (?=[A-Z])|(?:[A-Z]\. ?){{1,3}}(?={_NAME_GOES_ON}[a-z]))?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*(?:&[A-Z]\w*)?(?:(?: (?:de|del|la|da|van|von|der|bin|al|el|Mc))*[ -](?:[A-Z]\. (?={_NAME_GOES_ON}[a-z]))?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*)*"
)
_NAMED_FOR: Final = re.compile(r"\s*(?:[.,;!?]|$)|\s(?:and|as|in)\s")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")


@cache
def _stop(cut: Cut) -> re.Pattern[str]:
    more = {"noun": "|" + _PREPOSITIONS, "taste": "|" + _LOOSE, "deed": "|" + _DEED}.get(cut, "")
    return re.compile(f"{_ALWAYS}|{_JOINTS}{more}", re.IGNORECASE)


def cut_objects(text: str, start: int, end: int, cut: Cut) -> list[Span]:
    """Return where the objects stand that begin at *start*: one, or those of a list."""
    if cut in {"place", "name"}:
        return _proper(text, start, end, cut)
    named = _EXAMPLES.search(text, start, end) if cut in {"noun", "taste"} else None
    if named is not None and not (
        _stop(cut).search(text, start, named.start()) or _WITHIN.search(text, start, named.start())
    ):
        start = named.end()
    listed = _LISTED.search(text, start, end)
    titles = [found.span() for found in _TITLE.finditer(text, start, end)]
    limit = _first_outside(_stop(cut), text, start, end, titles)
    comma = _first_outside(_COMMA, text, start, limit, titles)
    comma = comma if comma < limit else -1
    if comma >= 0 and not _is_list(text, comma, listed, limit) and not _describes(text, start, comma, limit):
        limit = comma
    return [
        each for span in _items(text, start, limit, cut) if (each := _trimmed(text, *span, cut)) is not None
    ]


_ONE_WORD_IN: Final = re.compile(r"\s(?:an?|the)\s[a-z]+\Z")
"""What ends in an article and one more word: "in a misty", before ", ethereal environment"."""


def _first_outside(mark: re.Pattern[str], text: str, start: int, end: int, titles: list[Span]) -> int:
    """Return where a mark first stands that is in no title; where there is none, the end."""
    found = mark.search(text, start, end)
    while found is not None:
        inside = next((stop for begin, stop in titles if begin <= found.start() < stop), None)
        if inside is None:
            return found.start()
        found = mark.search(text, inside, end)
    return end


def _describes(text: str, start: int, comma: int, limit: int) -> bool:
    """Return whether the word before a comma is an adjective of what follows: "a light, airy room"."""
    follows = text[comma + 1 : limit].split()
    if len(follows) > 1 and _ADJECTIVE.fullmatch(follows[0]) and _ONE_WORD_IN.search(text[start:comma]):
        return True
    return (
        0 < len(follows) < 7
        and bool(_ADJECTIVE.fullmatch(text, start, comma))
        and not _FINITE.match(follows[0])
        and not _DETERMINER.match(" ".join(follows))
    )


def _is_list(text: str, comma: int, listed: re.Match[str] | None, limit: int) -> bool:
    if listed is None or listed.start() > comma or "," not in text[listed.start() : listed.end()]:
        return False
    return not _FINITE.search(text, comma, min(limit, listed.end()))


def _proper(text: str, start: int, end: int, cut: Cut) -> list[Span]:
    found = (PLACE if cut == "place" else _NAME).match(text, start, end)
    if found is None:
        return []
    stop = found.end()
    held = _POSSESSIVE.search(text[start:stop])
    if held is not None and not _NAMED_FOR.match(text, stop, end):
        stop = start + held.start()
    while stop > start and text[stop - 1] in ".'-,’":
        stop -= 1
    begin = start + 4 if text[start:stop].startswith("the ") else start
    return [(begin, stop)] if stop > begin else []


def _items(text: str, start: int, limit: int, cut: Cut) -> list[Span]:
    """Split a list into its items where each stands for itself."""
    if cut not in {"noun", "taste"}:
        return [(start, limit)]
    parts: list[Span] = []
    at = start
    for joint in _ITEM_LIST.finditer(text, start, limit):
        parts.append((at, joint.start()))
        at = joint.end()
    parts.append((at, limit))
    return parts if _apart(text, parts) else [(start, limit)]


def _apart(text: str, parts: list[Span]) -> bool:
    said = [text[a:b].strip() for a, b in parts]
    if len(parts) < 2 or not all(said):
        return False
    if _OF.search(said[0]) or _WITHIN.search(said[0]) or any(_FINITE.search(item) for item in said[1:]):
        return False
    if all(_PASTIME.match(item) for item in said):
        return True
    if any(re.search(r"ing\b", item) for item in said[:1]) and len(said[0].split()) > 1:
        return len(parts) > 2
    sizes = {len(_ARTICLE.sub("", item).split()) for item in said}
    if all(_NAMED_THING.match(item) for item in said) and "&" not in text[parts[0][1] : parts[1][0]]:
        return True
    owns = bool(_ARTICLE.match(said[-1])) or bool(re.match(r"(?:\d|two|three|four|five|six)", said[-1]))
    return owns or len(parts) > 2 or len(sizes) == 1


def _trimmed(text: str, start: int, end: int, cut: Cut) -> Span | None:
    """Return the object without articles before it and blanks around it."""
    while start < end and not text[start].isalnum() and text[start] not in "#@":
        start += 1
    in_quotes = start > 0 and text[start - 1] in "\"“'‘"  # the article of a title is its own
    while cut != "deed" and not in_quotes and (article := _ARTICLE.match(text, start, end)) is not None:
        start = article.end()
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "+#%"):
        end -= 1
    while (loose := _TAIL.search(text[start:end])) is not None:
        end = start + loose.start()
    if end > start and any(found.end() == end + 1 for found in _TITLE.finditer(text, start, end + 1)):
        end += 1  # the mark that closes a title
    return (start, end) if end > start else None
