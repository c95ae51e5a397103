# ruff: noqa: E501 - a pattern is read as one line
"""
Which parts of a turn may state facts about its speaker, and which never do.

What is doubtful is refused: a fact that is missed will be said again, one that was never said is believed.
"""

from __future__ import annotations

import re
from typing import Final

from .._sentences import Span
from ._borrowed import borrowed

_LONG_CHARS: Final = 1500
"""A turn beyond this is mostly pasted; only short paragraphs at its ends are its speaker's own."""

_SHORT_PARAGRAPH_CHARS: Final = 600

_FORGET: Final = re.compile(
    r"\b(?:do(?:n'?t| not)|never|pl(?:ea)?se don'?t) (?:\w+ ){0,2}?(?:remember|store|save|record|keep|log|memori[sz]e|note|"
    r"write)\b(?! (?:how|what|when|where|why|who|if|much|exactly|the last|a lot|well|seeing|going|being|having|any)\b)"
    r"(?: (?:any of |a note of |a record of )?(?:this|that|it|these|anything|me|down|what i|the following)\b|:)"
    r"|\boff the record\b|\bbetween (?:you and me|us) only\b|\bkeep (?:this|that|it) out of (?:your )?(?:memory|notes|records?)"
    r"|\b(?:not|isn't|nothing) (?:to be |for you to )(?:remember(?:ed)?|store[d]?|save[d]?|record(?:ed)?)"
    r"|\bdo(?:n'?t| not) (?:add|commit|put|write|note) (?:this|that|it) (?:to|in|into|down)\b"
    r"|\bno (?:recuerdes|guardes|anotes|apuntes|registres|memorices) (?:esto|eso|nada)"
    r"|\bne (?:retiens|retenez|note|notez|garde|gardez|m[ée]morise|m[ée]morisez|enregistre|enregistrez) (?:pas|rien)"
    r"|\b(?:merk|speicher|notier)e? (?:dir )?(?:das|dies|es)(?: bitte)? nicht\b|\bnicht (?:merken|speichern|notieren)\b"
    r"|\bn[ãa]o (?:guarde|guardes|lembre|anote|registre|salve|memorize) (?:isso|isto|nada)",
    re.IGNORECASE,
)

_JOKE: Final = re.compile(
    r"\b(?:j/?k|just kidding|(?:i'?m |only |totally )?(?:just |only )?(?:kidding|joking)|april fool'?s?|not really|gotcha"
    r"|(?:this|that|it) (?:is|was) a joke|that'?s a joke|as a joke|i wish!?\.?(?=$|[.!?,])|(?:was|is) sarcas(?:m|tic)"
    r"|yeah right|(?:check|look at|note) (?:the|today'?s) (?:date|calendar)|es broma|broma|je (?:plaisante|rigole|blague)|(?:nur |kleiner )?(?:spa(?:ß|ss)|scherz)|brincadeira)\b"
    r"|^(?:(?:well|ok|okay|or|but),? )?(?:almost|nearly|not quite)[.!]*$|\b(?:only )?in my (?:dreams|nightmares|head)[.!]*$"
    r"|^for (?:about|all of|exactly|a|an|the|\d+|\w+(?:-\w+)?)\b(?!.*\b(?:i|we|my)\b)[^.!?]{0,20}\b(?:seconds|minutes|hours?)\b|^for the length of\b|^as far as the\b|^in the sense (?:of|that)\b"
    r"|(?<!\w)/s(?!\w)|\(joke\)|\b(?:ha){3,}\b|\b(?:lo+l+ ?){2,}",
    re.IGNORECASE,
)

_HAD_YOU: Final = re.compile(
    r"\b(?:psych|sike)\b[.!]*$|\b(?:messing|fooling|toying) with you\b|\b(?:pulling|yanking|jerking) your (?:leg|chain)\b|\bwinding you up\b|\bhaving you on\b|\b(?:had|got) you (?:there|going|worried|fooled|for a (?:second|moment|minute))\b"
    r"|\bfooled you\b|\byou fell for it\b|\bseen your face\b|\btongue[- ]in[- ]cheek\b|\bbeing (?:sarcastic|facetious|ironic|silly)\b|\bsarcasm\b|\bi'?m not (?:being )?serious\b(?! about)|\bdon'?t (?:take|believe) (?:me|it|a word)\b(?! that)|\bas one does\b"
    r"|\bsaid no (?:one|body) ever\b|\bsaid nobody ever\b|^(?:and )?not[.!]+$|^(?:no,? )?(?:obviously|of course|definitely) not\b[^?]*$|^(?:as if|if only|dream on|you wish|yeah,? right|no,? not really)\b[^?]*$",
    re.IGNORECASE,
)
"""By which somebody says that what he just said was not meant."""
_CLAUSE_ENDS: Final = r"(?!,\s(?-i:[A-Z]))(?=\s*(?:[.,;:!?()…\U0001f300-\U0001faff-]|$)|\s(?:and|because|so|but|now|last|this|today|yesterday|lol|haha\w*|as|for|to)\b)"
_ABSURD: Final = re.compile(
    rf"\b(?:mov|liv|relocat|emigrat|quit|left|leav|resign|becom|became|sold|trad|swap|replac|switch|work|hired|elect|promot|retir)\w*\b[^.!?]{{0,60}}\b(?:to|on|in|at|as|for|with|by|an?|the)\s+(?:(?!named|called)[\w-]+ ){{0,2}}"
    rf"(?:moon|mars|jupiter|saturn|neptune|pluto|narnia|hogwarts|middle[- ]earth|atlantis|mordor|neverland|wonderland|wakanda|gotham|outer space|another planet|wizard|witch|warlock|mermaid|unicorns?|vampires?|werewolf|superhero|jedi|hobbit|elf|dragons?|magic beans|carrier pigeons?|smoke signals|time machine|napper|couch potato|supervillain){_CLAUSE_ENDS}"
    rf"|\b(?:married|marry|engaged|divorced|dating|in love|relationship|eloped|broke up|affair)\b[^.!?]{{0,20}}\b(?:to|with|from)?\s*(?:my|our|the|this|a)\s+(?:[\w-]+ )?(?:sofa|couch|fridge|bed|pillow|toaster|dishwasher|duvet|laptop|phone|coffee (?:machine|maker)|espresso machine|air fryer|air conditioner|pizza|burger|sandwich|job|desk|keyboard|netflix){_CLAUSE_ENDS}"
    rf"|\b(?:join(?:ed)?|ran (?:away|off) (?:to|with)|run (?:away|off) (?:to|with))(?: to join)? the circus{_CLAUSE_ENDS}",
    re.IGNORECASE,
)
"""What nobody does."""

_FENCES: Final = re.compile(
    r"```.*?(?:```|\Z)|^(?:>|\|).*$|^-{3,}\s*\n.*?(?:^-{3,}\s*$|\Z)", re.DOTALL | re.MULTILINE
)
_QUOTED: Final = re.compile(
    r"\"[^\"\n]{1,2000}\"|“[^”]{1,4000}(?:”|\Z)|«[^»]{1,4000}»|„[^“”]{1,4000}[“”]|(?<!\w)'[^'\n]{3,400}'(?!\w)"
)
_OPEN_QUOTE: Final = re.compile(r"\"[^\"]*\Z")

_ABOUT_TEXT: Final = (
    r"(?:letter|e-?mail|essay|story|poem|lyrics?|song|song text|article|blog ?post|post|caption|bio|biography|cover letter|"
    r"resume|cv|script|dialogue|monologue|speech|text|passage|paragraph|excerpt|draft|transcript|review|testimonial|"
    r"diary(?: entry)?|journal entry|note|message|tweet|ad|advert|copy|statement|prompt|scenario|summary|chapter|scene|"
    r"quote|readme|code|log|document|abstract|report|sentences?|phrase|lines?|template|example|sample|persona|character|"
    r"profile|interview|story ?line|fic|chat|conversation)"
)
_PASTED: Final = re.compile(
    r"\b(?:translate|proof ?read|rewrite|re-write|paraphrase|summari[sz]e|correct|edit|polish|improve|fix|shorten|rephrase|continue|complete|"
    r"analy[sz]e|explain|check|grade|format)\b[^.!?\n:]{0,80}:\s*"
    rf"|\b(?:here is|here's|here are|this is|these are|below is|following|below|attached|wrote|written)\b[^.!?\n:]{{0,60}}\b{_ABOUT_TEXT}\b[^.!?\n:]{{0,60}}:\s*"
    rf"|\b{_ABOUT_TEXT}\b[^.!?\n:]{{0,60}}:\s*\n"
    r"|\b(?:sign|card|plaque|shirt|mug|poster|book|caption|subtitle|note|label|ad|text|lyrics|song) (?:reads?|says?|said|goes)\s*:\s*",
    re.IGNORECASE,
)
_ROLE_PLAY: Final = re.compile(
    r"\b(?:act as|acting as|pretend (?:that |to be |you|i)|role-?play|you are (?:a|an|the|now|my)\b[^.!?]{0,60}(?:assistant|expert|"
    r"character|bot|gpt|coach|writer|tutor|game master|narrator|persona)|write (?:me )?(?:a|an|the|another) [^.!?]{0,60}(?:story|"
    r"poem|song|letter|essay|scene|script|monologue|speech|fan ?fic|post|caption|email|e-mail|bio)|imagine (?:that |you|i)|"
    r"let'?s (?:pretend|play|say|imagine)|in this (?:scenario|story|game|role-?play)|hypothetically|suppose|supposing|"
    r"for the sake of argument|in (?:my|the|this|last night's) (?:dream|play|novel|story|game|movie|film|song)\b|my character)",
    re.IGNORECASE,
)
_SCRIPT_LINE: Final = re.compile(r"^(?:[A-Z][\w .'-]{0,24}|\*\*[^*\n]{1,30}\*\*):\s*\S.*$", re.MULTILINE)
_MAIL: Final = re.compile(
    r"^(?:Dear|Subject:|From:|To:|Hi team|Liebe[rs]? |Sehr geehrte|Ch[eè]re? |Querid[oa] |Estimad[oa] |Prezad[oa] )[^\n]{0,80}(?:,|:)?\s*$",
    re.MULTILINE,
)


def wishes_forgotten(text: str) -> bool:
    """Return whether *text* asks that it not be remembered ("off the record", "don't save this")."""
    return bool(_FORGET.search(text))


def is_joke(sentence: str) -> bool:
    """Return whether a sentence marks itself, or the one before it, as not meant, or tells what cannot be."""
    return any(pattern.search(sentence) for pattern in (_JOKE, _HAD_YOU, _ABSURD))


def documents(text: str, before: str = "") -> list[Span]:
    """
    Return the parts of *text* that are somebody's words, but not said by its speaker of himself now.

    Args:
        before: What another said just before.
    """
    found = borrowed(text, before)
    found += [match.span() for pattern in (_FENCES, _QUOTED) for match in pattern.finditer(text)]
    opened = _OPEN_QUOTE.search(text) if text.count('"') % 2 else None
    if opened is not None:
        found.append(opened.span())
    pasted = _PASTED.search(text) if ":" in text else None
    if pasted is not None and len(text) - pasted.end() > 1:
        found.append((pasted.end(), len(text)))
    played = _ROLE_PLAY.search(text)
    if played is not None:
        found.append((played.start(), len(text)))
    mail = _MAIL.search(text)
    if mail is not None:
        found.append((mail.start(), len(text)))
    lines = list(_SCRIPT_LINE.finditer(text))
    if len(lines) > 2:
        found += [line.span() for line in lines]
    return found + _middle(text)


def _middle(text: str) -> list[Span]:
    """Return the long middle of a long text."""
    if len(text) <= _LONG_CHARS:
        return []
    first = re.search(r"\n\s*\n", text)
    last = text.rfind("\n\n")
    if first is None:
        return [(0, len(text))]
    start = first.start() if first.start() <= _SHORT_PARAGRAPH_CHARS else 0
    end = last if len(text) - last <= _SHORT_PARAGRAPH_CHARS else len(text)
    return [(start, end)]


def overlaps(span: Span, others: list[Span]) -> bool:
    """Return whether *span* shares a character with one of *others*."""
    return any(start < span[1] and span[0] < end for start, end in others)
