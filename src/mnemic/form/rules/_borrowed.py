# ruff: noqa: E501 - a pattern is read as one line
"""
What is in a turn, but said by somebody else or in a part that is played.

A text to be worked on, what stands under a heading that calls it a specimen, speech that is attributed, a role: none of
them is set off by quotation marks.
"""

from __future__ import annotations

import re
from typing import Final

from .._sentences import Span, sentences
from .english._words import INSTRUMENTS, KIN, PARTNER

_I: Final = re.IGNORECASE
_REST: Final = r"[^.!?\n:]"
"""What a heading is made of."""

_POLITE: Final = r"(?:(?:please|pls|plz|hi|hey|ok|okay|now|so|and|then|just|quick(?:ly)?|can you|could you|would you|will you|help me(?: to)?|i need you to|i want you to),?\s+)*"
_ON_TEXT: Final = (
    r"translate|proof(?:[ -]?read)?|re-?word|re-?phrase|paraphrase|simplify|re-?write|punctuate|capitali[sz]e|anonymi[sz]e|pseudonymi[sz]e|de-?identify|redact|"
    r"summari[sz]e|shorten|condense|transcribe|transliterate|annotate|spell-?check|copy-?edit|caption"
)
"""Verbs that are done to texts only."""
_THIS: Final = r"(?:it|this|that|these|those|them|each|all|(?:this|that) one|the (?:text|sentence|sentences|passage|paragraph|above|lot|whole thing|comments?|message|post|quote|entry|entries|lines?|rows?|log|data))"
_ON_ANYTHING: Final = (
    rf"(?:trim|tighten|cut|mask|label|tag|group|sort|classify|categori[sz]e|rate|score|title|expand|lengthen|parse|convert|underline|highlight|critique|fix|correct|improve|polish|edit|check|review|grade|format|blur|scramble|translate) {_THIS}\b"
    rf"|(?:turn|change|put|set|make|render|give) {_THIS} (?:a title|a caption|a headline|(?:in|into|to) (?:the |a |an )?(?:past|present|future|passive|active|third|first|second|plural|singular|reported|indirect|simple|plain|formal|upper|lower|(?-i:[A-Z])\w+|caps|capitals|bullet|haiku|verse|rhyme|prose|dialect|slang)\b|sound\b|more\b|less\b|read\b|rhyme\b|\w+er\b|polite|formal|informal|simple|funny|casual|neutral|concise|(?-i:[ABC][12])\b)"
    r"|(?:trim|cut|shorten|get it|bring it) (?:down )?to \w+ (?:words?|lines?|sentences?|characters?)"
    r"|(?:add|insert|restore|fill in|strip|remove|drop|find|spot|count|mark|underline|list|correct|fix) (?:in )?(?:the |any |all |my |every |missing )*(?:accents?|commas?|punctuation|diacritics|umlauts|full stops|apostrophes|articles?|mistakes?|errors?|typos?|verbs?|nouns?|adjectives?|gaps?|blanks?|tenses?|names|slurs|swear ?words)"
    r"|(?:give|find|write|suggest) (?:it |this |that |me )?(?:a|an|the) (?:\w+ )?(?:title|headline|caption|heading|subject line|mark|grade|score|ending|summary|translation)"
)
"""What is asked for a text, and could be for something else."""
_IDIOM: Final = r"(?!mark my words|cut (?:it|that) out|(?:put|give) it a rest|put it (?:this way|that way|simply|mildly|in a nutshell)|make it (?:quick|short|brief)\b)"
_TASK: Final = re.compile(
    rf"(?:^|(?<=[.!?\n;] )|(?<=\n)){_POLITE}{_IDIOM}(?:(?:{_ON_TEXT})\b(?!,? (?:is|are|was|has)\b)|{_ON_ANYTHING}){_REST}{{0,80}}:\s+(?=\S)",
    _I,
)
"""A task whose text follows."""
_TASK_AFTER: Final = re.compile(
    rf"{_POLITE}{_IDIOM}(?:(?P<text>(?:{_ON_TEXT})\s+{_THIS})\b|{_ON_ANYTHING})(?! (?:for|to|with) (?:me|us)\b)",
    _I,
)
"""A task whose text stood before."""

_TEXT: Final = (
    r"(?:letter|e-?mail|essay|story|poem|lyrics?|song|article|blog|post|caption|bio|biography|script|dialogue|monologue|speech|text|passage|paragraph|excerpt|draft|transcript|review|testimonial|"
    r"diary|journal|note|message|tweet|ad|advert|statement|summary|chapter|scene|quote|sentences?|lines?|verse|words|comment|joke|rant|status|answer|reply|toast|excuse|confession|complaint|homework|"
    r"voice ?mail|memoir|column|sign|poster|t-?shirt|mug|tattoo|headline|punch ?line|report|interview|profile|ticket|exercise|worksheet|notice|post-?it|telegram|postcard|graffiti)"
)
_TASK_BEFORE: Final = re.compile(
    rf"\W*{_POLITE}{_IDIOM}(?:(?:{_ON_TEXT})\s+{_THIS}|(?:check|fix|correct|improve|polish|edit|review)\s+(?:(?:the|my) (?:grammar|spelling|wording|punctuation|english|typos)\b|(?:this|my|the) (?:[\w-]+ )?{_TEXT}\b))"
    r"[^.!?\n:]{0,40}[?.!](?:\s|$)",
    _I,
)
"""A task, whole as a sentence, whose text comes after."""

_HEAD: Final = rf"(?:^|(?<=[.!?\n] )|(?<=\n))(?!(?:not?|about|re|regarding|on|update|my|our|ps|p\.s)\b)(?!{_REST}{{0,80}}\b(?:i|i'm|i've|i'd|we|we're|we've|me|us|mine|myself|self)\b{_REST}{{0,80}}:)"
"""Where a heading begins that is no own statement."""
_PLACE: Final = r"(?:door|wall|fridge|window|board|desk|gate|mirror|grave ?stone|tomb ?stone|bench|bus|mug|shirt|t-?shirt|package|parcel|box|car|windscreen|machine|lift|elevator|ward|corridor|lobby|shop|site|page|forum|bottle|card|plaque|menu|wrapper|fence|noticeboard|screen)s?"
_SPECIMEN: Final = (
    r"(?:(?:[\w-]+ )?homework|(?:reading|listening|sample|set|source|practice|model) (?:text|passage|comprehension|exercise|dialogue|sentences?)|dictation|worksheet|test fixtures?|"
    r"(?:test|dummy|sample|mock|fake|seed|example|demo|placeholder|toy|synthetic) (?:[\w-]+ ){0,2}(?:data|values?|inputs?|records?|rows?|users?|forms?|entr(?:y|ies)|cases?|texts?|sentences?|profiles?|bios?|customers?|payload)|"
    r"(?:chat|server|error|console|call|im|discord|slack|whatsapp|irc) ?(?:logs?|transcripts?|history|exports?|dumps?|threads?)|log (?:line|entry|file)|transcript|(?:support |help ?desk |service |jira )tickets?(?: #?\d+)?|ticket #?\d+|"
    r"(?:survey|blog|reader|user|customer|youtube|forum|reddit|news|student|online|anonymous|facebook|insta\w*|amazon|google|app store|guest ?book) (?:comments?|responses?|answers?|reviews?|feedback|posts?|quotes?|rants?|entr(?:y|ies)|threads?)|"
    r"(?:opening|closing|first|last|best|final|key|worst|funniest) (?:joke|lines?|sentences?|paragraph|verse|slide|scene)|punch ?line|limerick|haiku|lyrics|"
    r"(?:exercise|question|item|example|sentence|text|dialogue|line|card|row|respondent|caller|speaker|patient|customer|user|comment|review) (?:#|no\.? ?)?\d+|speaker [a-d]\b|trip report|obituary|press release|testimonial|subtitles?|voice ?mail)"
)
_WRITTEN: Final = r"(?:draft|cover letter|letter|e-?mail|ad|advert|poem|lyrics?|song|story|essay|speech|toast|script|monologue|dialogue|caption|headline|tweet|memo|testimonial|slogan|tagline)"
"""What is written to be read by others; a "note" or an "update" is the speaker's own."""
_HEADING: Final = re.compile(
    rf"{_HEAD}(?:{_REST}{{0,50}}?\b{_SPECIMEN}\b{_REST}{{0,50}}|(?:[\w-]+ ){{0,3}}{_WRITTEN}(?: draft| idea| attempt| v?\d+)?"
    rf"|{_REST}{{0,30}}?(?:\b(?:his|her|their)|\b(?:the|some|a|my|our|this) (?:(?!doctor|gp|doc|hospital)[\w-]+ ){{0,2}}(?!doctor|gp|doc|hospital)[\w-]+'s|(?-i:\b(?!It|He|She|That|There|What|Let|Here|Who|How|Where|When)[A-Z]\w+'s)) (?:[\w-]+ ){{0,2}}{_TEXT}\b{_REST}{{0,30}}"
    rf"|{_REST}{{0,30}}?\b(?:chorus|verse|song|lyrics?|refrain|rhyme|poem|hymn|sign|joke|saying) (?:goes|went|begins|starts|ends|runs|reads|read)(?: like (?:this|so|that))?"
    rf"|{_REST}{{0,30}}?\b{_TEXT} (?:by|from) (?!now\b|then\b|{_REST}{{0,40}}ago\b){_REST}{{1,40}}"
    rf"|{_REST}{{0,30}}?\b{_TEXT} (?:[a-z]+ )?(?:on|at|in|under|above|over|outside) (?:the|a|an|his|her|their|our|my) (?:[\w-]+ ){{0,2}}{_PLACE})"
    r":\s+(?=\S)",
    _I,
)
"""A heading that calls what follows a specimen, or somebody else's."""

_SAID: Final = r"(?:said|says|tells|yelled|yells|shouted|shouts|whispered|whispers|wrote|writes|announced|announces|replied|replies|answered|texted|texts|tweeted|declared|declares|confessed|claimed|claims|joked|jokes|quipped|boasted|bragged|muttered|explained|mumbled|screamed|(?<!\ball )(?<!\bbe )(?<!\btruth )told)"
_WHOM: Final = r"(?: (?:to )?(?:me|us|him|her|them|everyone|everybody|people|(?:the|a|his|her|my|our|their) [\w-]+|(?-i:[A-Z]\w+)))?"
_SPEAKS: Final = re.compile(
    rf"\b{_SAID}{_WHOM}(?: (?:on|in|at|over|from|after|before|during|last|yesterday|again|back) ?[\w' ]{{0,25}})?:\s+(?=\S)",
    _I,
)
"""Who says what follows a colon; checked that he is not the speaker of the turn."""
_OWN: Final = re.compile(
    r"(?:\b(?:i|we|you)(?:'ve|'d|'m| have| had)?(?: [\w']+){0,3}|\b(?:that|this)) *\Z|^\W*(?:just|as|like)?\W*\Z",
    _I,
)
_KIN_SPEAKS: Final = re.compile(
    rf"(?:^|(?<=[.!?\n] )|(?<=\n))(?:my|our|the) (?:[\w-]+ )?(?:{KIN}|{PARTNER})(?:,? (?:on|at|in|over|from|this|last|yesterday|again|aged)\b{_REST}{{0,25}})?:\s*(?=(?:i|i'm|i've|we)\b)",
    _I,
)

_PERSON: Final = r"(?:respondent|reader|customer|caller|guest|author|narrator|hero|heroine|character|singer|actor|actress|star|player|blogger|poet|boy|girl|kid|man|woman|guy|lady|user|client|candidate|pupil|student|witness|suspect|minister|mayor|president|artist|visitor|patient|tourist|alumn\w+)"
_MEDICAL: Final = r"(?:doctor|doc|gp|allergist|consultant|specialist|surgeon|nurse|midwife|dentist|dermatologist|therapist|vet|psychiatrist|cardiologist|paediatrician|pediatrician|optician|hospital|scan|test)"
_WHO: Final = (
    rf"(?:he|she|they|(?-i:(?!I\b)[A-Z][\w'.-]*)|(?:the|an?|one|another|some) (?:[\w-]+ )?{_PERSON})"
)
_SAYS_WHO: Final = re.compile(
    rf",\s+(?:says (?:{_WHO}|{_PERSON})|said {_WHO}|writes {_WHO}|(?:quoth|sighs|jokes|explains|adds|recalls|admits) {_WHO})(?=\W|$)"
    rf"|,\s+(?:{_WHO}|(?:my|our|the|his|her) (?!{_MEDICAL}\b)[\w-]+) (?:said|says|told (?:him|her|them|the [\w-]+|reporters)|wrote|writes|tweeted|posted|joked|jokes|replied|explained|explains)(?=\s*(?:[.,;!?]|$)|\s+(?:and|in|on|at|to (?:me|us|him|her|them|the|a|his|my)|with|last|yesterday|before|when|as|during|over)\b)",
    _I,
)
"""Speech that is attributed where it has been heard."""
_FIRST_PERSON: Final = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|we|we're|we've|our)\b", _I)

_PLAYED: Final = re.compile(
    r"(?<!in a )(?<!in the )(?<!was a )\brole[- ]?play|\bplay (?:a|this|the|some) (?:\w+ )?game with me\b|\b(?:in|on) (?:my|the|this|our|a) (?:[\w-]+ )?(?:save(?: ?file| game)?|play-?through|campaign|simulation|sandbox|skit|sketch|improv|larp|panto\w*|sims?)\b"
    r"|\b(?:for|in) (?:the|this|my|our|tonight's) (?:[\w-]+ )?(?:debate|mock \w+|sketch|skit|improv|audition|scene|play|pantomime|larp|murder mystery|exercise|game|drama),? (?:i'm|i am|i'll be|i play|i have to be|my name is)\b",
    _I,
)
"""What begins a part that is played."""
_ASSIGNED: Final = re.compile(
    r"(?:^|[.!?;,\n]\s+|\band )you(?:'ll| will| can| should)? (?:play|act as) (?:the|an?|my) (?P<part>(?:[\w-]+ )?[\w-]+)(?=\s*(?:[.,;!]|$)|\s+(?:and|who|that|from|at|in)\b)",
    _I,
)
"""A part given to the listener: the speaker's own is none of his life."""

_ASKS_FOR_TEXT: Final = re.compile(
    rf"\b(?:which|what) (?:[\w-]+ )?{_TEXT}\b[^.?!]{{0,20}}\b(?:shall i|should i|can i|do you want|would you like|needs?)\b"
    rf"|\bwhat (?:does|do|did) (?!you\b|your\b)[\w' -]{{0,30}}?\b(?:{_TEXT}|{_SPECIMEN})\b[^.?!]{{0,30}}\b(?:say|read)\b"
    rf"|\b(?:(?:read|show|send|type|copy|give) (?:me|us|in|out)|paste(?: (?:me|in|here))?)\b (?:the|that|this|his|her|their) [\w' -]{{0,20}}?\b{_TEXT}\b"
    rf"|\bhow does (?!your\b)[\w' -]{{0,30}}?\b{_TEXT}\b[^.?!]{{0,15}}\b(?:begin|start|go|end|open|read)\b"
    r"|\bwhat(?:'s| is| was| were) (?:the|that|his|her|their) (?:[\w'-]+ ){0,2}?(?:comment|headline|quote|caption|sentence|line|text|message|wording|passage|lyrics?|punch ?line|opening|phrase|tweet|review|note)s?\b"
    rf"|\b(?:shall|should|can|may|do you want me to|want me to) (?:i )?(?:{_ON_TEXT}|check|edit|correct|polish|fix|grade|format) (?:the|that|this|his|her|their|a|an) [\w' -]{{0,20}}?\b{_TEXT}\b",
    _I,
)


def borrowed(text: str, before: str = "") -> list[Span]:
    """
    Return the parts of *text* that somebody else says, or that are played.

    Args:
        before: What another said just before; where it asks for a text, the turn is that text.
    """
    if before and _ASKS_FOR_TEXT.search(before):
        return [(0, len(text))]
    found = _under_headings(text) if ":" in text else []
    spans = sentences(text)
    found += _tasks_after(text, spans)
    task = _TASK_BEFORE.match(text)
    if task is not None and task.end() < len(text):
        found.append((task.end(), len(text)))
    found += [
        span
        for span in spans
        for hit in [_SAYS_WHO.search(text, *span)]
        if hit is not None and _FIRST_PERSON.search(text, span[0], hit.start())
    ]
    played = _PLAYED.search(text)
    if played is not None:
        found.append((played.start(), len(text)))
    given = _ASSIGNED.search(text)
    if given is not None and given["part"].lower() not in INSTRUMENTS:
        found.append((0, len(text)))
    return found


def _under_headings(text: str) -> list[Span]:
    """Return what follows a task, a heading or the name of who speaks, and a colon."""
    found = [
        (hit.end(), len(text))
        for hit in (_TASK.search(text), _HEADING.search(text), _KIN_SPEAKS.search(text))
        if hit is not None
    ]
    speaks = _SPEAKS.search(text)
    if speaks is not None:
        start = max(text.rfind(mark, 0, speaks.start()) for mark in ".!?\n") + 1
        told = re.compile(r"[^.!?\n]*").match(text, speaks.end())
        if not _OWN.search(text[start : speaks.start()]) and told and _FIRST_PERSON.search(told[0]):
            found.append((speaks.end(), len(text)))
    return found


def _tasks_after(text: str, spans: list[Span]) -> list[Span]:
    """Return what stands before a task that is asked for it: all, or what is under a heading."""
    for start, end in spans[1:]:
        task = _TASK_AFTER.match(text, start, end)
        if task is None:
            continue
        if task["text"]:
            return [(0, start)]
        head = re.match(rf"(?!{_REST}{{0,60}}\bi\b){_REST}{{2,60}}:\s+(?=\S)", text[:start], _I)
        if head is not None:
            return [(head.end(), start)]
    return []
