# ruff: noqa: E501 - a pattern is read as one line
"""Finding English clauses with "I" or "we" as their subject, and what their verbs say of time and truth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .._sentences import Span

_SUBJECT: Final = re.compile(r"(?<![\w'&/-])(i|we|im|ive)(?=$|[\s',])(?!/)(?! ?&)", re.IGNORECASE)
_BOUNDARY: Final = re.compile(
    r"[,;:!?()\[\]—…*\"“”]| -+ |\.(?:\s|$)|(?:^|\s)(?:and|but|so|because|cause|coz|cuz|bc|then|or|though|although|while|whereas|plus)(?=\s)",
    re.IGNORECASE,
)
_ADVERBS: Final = frozenset(
    [
        "also",
        "just",
        "really",
        "actually",
        "still",
        "always",
        "usually",
        "currently",
        "now",
        "recently",
        "finally",
        "already",
        "absolutely",
        "totally",
        "kinda",
        "truly",
        "honestly",
        "simply",
        "mostly",
        "often",
        "sometimes",
        "generally",
        "normally",
        "typically",
        "regularly",
        "personally",
        "definitely",
        "genuinely",
        "both",
        "all",
        "only",
        "even",
        "ever",
        "lately",
        "officially",
        "obviously",
        "basically",
        "certainly",
        "completely",
        "fully",
        "quite",
        "so",
        "very",
        "pretty",
        "happily",
        "proudly",
        "literally",
        "probably",
        "secretly",
        "deeply",
        "thoroughly",
        "especially",
        "particularly",
        "mainly",
        "primarily",
        "originally",
        "mildly",
        "severely",
        "deathly",
        "highly",
        "slightly",
        "terribly",
        "badly",
        "violently",
        "seriously",
        "extremely",
        "super",
        "incredibly",
        "newly",
        "occasionally",
        "rarely",
        "technically",
        "freshly",
        "apparently",
        "clearly",
        "sadly",
        "unfortunately",
        "luckily",
        "thankfully",
        "first",
        "permanently",
        "once",
        "formerly",
        "previously",
        "nowadays",
        "meanwhile",
        "faithfully",
        "exclusively",
        "religiously",
        "daily",
        "professionally",
        "temporarily",
        "eventually",
        "almost",
        "nearly",
        "indeed",
        "frequently",
        "constantly",
        "presently",
        "long",
        "too",
    ]
)
_DOUBTS: Final = frozenset(
    ["probably", "maybe", "perhaps", "almost", "nearly", "possibly", "supposedly", "allegedly", "apparently"]
)
_DENIALS: Final = frozenset(["not", "never", "n't", "hardly"])
_DO: Final = frozenset(
    [
        "love",
        "like",
        "have",
        "own",
        "enjoy",
        "want",
        "hate",
        "prefer",
        "live",
        "work",
        "speak",
        "use",
        "need",
        "play",
        "eat",
        "adore",
        "hope",
        "plan",
        "drive",
        "study",
        "go",
        "keep",
    ]
)
_MODALS: Final = frozenset(
    [
        "would",
        "could",
        "might",
        "may",
        "should",
        "must",
        "ought",
        "shall",
        "wouldn't",
        "couldn't",
        "mightn't",
        "shouldn't",
        "mustn't",
        "wld",
        "cld",
        "shld",
    ]
)
_PARTICIPLES: Final = frozenset(
    [
        "been",
        "got",
        "gotten",
        "had",
        "lived",
        "worked",
        "moved",
        "joined",
        "started",
        "switched",
        "bought",
        "adopted",
        "used",
        "played",
        "studied",
        "learned",
        "learnt",
        "begun",
        "become",
        "gone",
        "taken",
        "made",
        "done",
        "left",
        "quit",
        "stopped",
        "given",
        "lost",
        "turned",
        "loved",
        "liked",
        "enjoyed",
        "hated",
        "wanted",
        "hoped",
        "decided",
        "committed",
        "graduated",
        "married",
        "owned",
        "kept",
        "spent",
        "relocated",
        "settled",
        "grown",
        "retired",
        "finished",
        "earned",
        "dropped",
        "sold",
        "donated",
        "volunteered",
        "changed",
        "signed",
        "enrolled",
        "found",
        "ordered",
        "purchased",
        "acquired",
        "picked",
        "developed",
        "practiced",
        "practised",
        "written",
        "read",
        "built",
        "run",
        "resigned",
        "thrown",
        "ditched",
        "swapped",
        "replaced",
        "upgraded",
        "dreamed",
        "dreamt",
        "always",
        "fallen",
        "come",
        "ran",
        "taught",
        "spoken",
        "transferred",
    ]
)
_CONTRACTION: Final = re.compile(r"'(m|re|ve|d|ll)\b", re.IGNORECASE)
_BARE_HAVE: Final = re.compile(
    r"'ve(?=\s+(?:an?|no|one|two|three|four|five|six|several|\d+)\s)", re.IGNORECASE
)
"""What has nothing behind it that it could be an auxiliary of: "I've a dog"."""
_TOKEN: Final = re.compile(r"\s*([A-Za-z][\w'-]*)")

_TIME_LEAD: Final = (
    r"(?:(?:back |ever |right |just )?(?:in|on|at|after|since|with|for|during|over|around|about|from|by|despite|thanks to|due to|"
    r"because of|last|this|every|each|once|as of|as a|being a|these|those|two|three|four|five|six|a|one|\d+|some|most|"
    r"starting|towards|until|through|without|to|outside|outside of|between|among|besides|under|within|near|apart from|alongside|across|of all|out of all|except for|not only|ten|seven|eight|nine|twelve|twenty|many|several|half)\b(?: ?[\w'.%+-]+){0,7}?)"
)
_OPENER: Final = (
    r"(?:[a-z]{3,}ly(?: enough)?|trust me|believe me|believe it or not|most days|deep down|no joke|true story|not gonna lie|can't lie|if anything|"
    r"(?:funny|oddly|sadly|strange) enough|for what it's worth|fwiw|imho|imo|as it happens|it (?:just )?so happens(?: that)?|what can i say|as you can (?:tell|see)|for better or worse|"
    r"(?:little[- ]known|little) (?:fact|secret)|(?:just )?between us|sad but true|needless to say|worth knowing|(?:you|u) (?:should|might want to|ought to|may want to|need to) know(?: that)?|"
    r"just know(?: that)?|let's just say(?: that)?|let it be known(?: that)?|you could say(?: that)?|suffice (?:it )?to say(?: that)?|psa|heads up|reminder that|good to know|how|boy|"
    r"as (?:always|ever|usual)|once again|same as ever|and yes|and no|my friends know(?: that)?|as a matter of fact|in my (?:free|spare) time|on (?:week(?:ends|days|nights)|\w+days)|"
    r"no,? wait|wait|hang on|hold on|and|but|so|well|oh|ohh*|ooh|ah|aw|aww|wow|hmm*|um|uh|yeah|yea|yep|yup|yes|no|nope|nah|ok|okay|also|plus|because|cause|coz|bc|"
    r"since|as|now|then|though|although|while|still|anyway|anyways|actually|honestly|frankly|really|personally|currently|recently|lately|"
    r"today|yesterday|tonight|tomorrow|btw|by the way|fyi|ngl|tbh|lol|haha+|hah|hehe|hi|hey|hello|hiya|heya|sorry|thanks|thank you|"
    r"(?:just )?so you know|you know|as you (?:may |might )?know|for (?:context|reference|the record|your records?|your info(?:rmation)?)|"
    r"just (?:for context|to be clear|fyi)|in case (?:it helps|it matters|you (?:wondered|were wondering|didn't know|care))|if (?:it helps|that helps|you must know|i'm honest|that's relevant|it matters|you're wondering)|"
    r"(?:the|my) (?:fact|thing|truth|reason|short version|short answer|long and short of it|bottom line|good news|bad news|big news|news|plot twist) (?:is|that)(?: that)?|truth is|thing is|point is|no wonder|small wonder|(?:the|my) (?!dream|wish|hope|fear|plan|goal|idea|guess|doctor)(?:[\w-]+ ){1,4}is that|fact is|bottom line|plot twist|spoiler|confession|update|reminder|just saying|i happen to|we happen to|(?:it )?turns out(?: that)?|guess what|(?:i )?(?:have to|gotta|must|should|can|will|"
    r"want to|just wanted to) (?:say|admit|confess|mention|tell you|add)(?: that| you)?|i'?(?:ll| will) (?:admit|say)(?: that)?|"
    r"i (?:just )?(?:realized|realised|noticed|know|forgot to (?:say|mention|tell (?:you|u))|told you|said|swear|confess|admit|mean|mentioned|remember|found)(?: that)?|"
    r"i(?:'m| am) (?:glad|happy|proud|pleased|excited|lucky|grateful) (?:to say|that)(?: that)?|i'?ve (?:noticed|realized|told you|mentioned)(?: that)?|"
    r"forgot to (?:say|mention|tell (?:you|u))|did i (?:mention|tell you)(?: that)?|(?:that's|which is|this is|that is|it's) (?:partly |exactly |also )?why|that's (?:how|when)|"
    r"(?:good|great|big|exciting|sad|quick|fun|some|small) (?:news|update|fact)|now that|given that|considering(?: that)?|seeing as|seeing that|"
    r"long story short|to be (?:honest|fair|exact|precise|clear|specific)|in fact|of course|at least|full disclosure|same here|me too|"
    r"remember(?: that)?|note that|keep in mind(?: that)?|please note(?: that)?|additionally|moreover|furthermore|besides|finally|"
    r"unfortunately|luckily|fortunately|thankfully|sadly|happily|obviously|apparently|clearly|basically|usually|normally|generally|"
    r"sometimes|often|mostly|mainly|typically|ever since|how(?:ever)?|instead|meanwhile|until recently|nowadays|these days|at home|at work|"
    r"for now|right now|at the moment|at present|(?:just )?like|unlike \w+|congrats|cool|nice|great|perfect|awesome|sure|right|true|exactly|"
    r"speaking of(?: which)?(?: [\w'-]+){0,3}|in general|overall|all in all|to start|first(?: of all| off)?|second(?:ly)?|for starters|"
    r"as for me|for me|me|man|dude|folks|guys|alright|all right|bro|gosh|god|omg|ugh|phew|hooray|yay|woohoo|whoa|say|"
    r"as (?:i|we) (?:said|mentioned|told you)(?: before| earlier)?|like i said)"
)
_LEAD: Final = re.compile(
    rf"(?:(?:{_OPENER})(?![\w'])[\s.~]*)*(?:{_TIME_LEAD}[\s.]*)?(?:(?:{_OPENER})(?![\w'])\s*)*", re.IGNORECASE
)
_FACTIVE: Final = re.compile(
    r"\b(?:now that|because|(?:especially|particularly|mainly) since|since|even though|although|considering(?: that)?|given that|the fact that|noticed that|mentioned that|why)\Z",
    re.IGNORECASE,
)
_UNREAL_LEAD: Final = re.compile(
    r"\b(?:if|unless|suppose|supposing|imagine|whether|wish|pretend|would|could|might|he|she|they|you|people|says?|said|thinks?|thought|ask(?:s|ed)?|know|wonder)\b",
    re.IGNORECASE,
)
_LEAD_NO: Final = re.compile(
    r"\b(?:he|she|they|it|you|he's|she's|they're|you're|it's|his|her|their|your|is|are|was|were|has|had|did|does|do|will|said|says|everyone|someone|"
    r"nobody|people|who|which|what|where|when|how|if|whether|unless|would|could|might|than|things?|stuff|place|ones|book)\b|\b(?:every|each|last|first|next|any|by the|second)\s+time\Z",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(
    r"\b(?:say|says|said|saying|told|tells|telling|goes|wrote|writes|claims?|claimed|claiming|thinks?|thought|thinking|believes?|believed|asked|asks|"
    r"insists?|insisted|swears|swore|joked|jokes|shouted|whispered|replied|answered|texted|reads|heard|dreamt|dreamed|"
    r"suggest(?:s|ed)?|recommend(?:s|ed)?|hopes|hoped|wishes|wished|wants|assumes?|assumed|imagine[sd]?|pretend(?:s|ed|ing)?|"
    r"convinced|jokingly|accused|figured|i guess|i suppose|doubt|wonder|wondering|afraid|unsure|not sure|i hope|feels? like|"
    r"felt like|acts? like|as if|whether|if|unless|sign|shirt|lyrics?)\b[^.;!?]*\Z",
    re.IGNORECASE,
)
_OWN_REPORT: Final = re.compile(
    r"\b(?:i|we)(?:'ve| have|'m| am)? (?:just |already |also )?(?:said|told (?:you|u|everyone|them|him|her)|say|mentioned|swear|"
    r"forgot to (?:say|tell (?:you|u)|mention)|have to say|must say|should say|admit|confess)(?: that)?\W*\Z"
    r"|\b(?:to (?:say|tell you|mention)|(?:must|should|could) say|let me (?:say|tell you)|that said|like i said|as i said|said)(?: that)?\W*\Z",
    re.IGNORECASE,
)
_FRESH: Final = re.compile(
    r"(?:(?:,|;| -+|—) ?(?:and|so|but|because|anyway|though|still)|\bbut)\s*(?:(?!\b(?:he|she|they|that)\b)[^,;])*\Z|(?:,|;| -+|—) ?(?:and|but|so|because|anyway|though|still)\s*(?:(?!\b(?:he|she|they|that)\b)[^,;])*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """
    A clause whose subject is the speaker.

    Attributes:
        start: Where its lead begins: words such as "last week" or "by the way".

        verb: Where what it says begins, behind auxiliaries and adverbs.

        aux: What stands before: ``""``, ``"be"``, ``"been"``, ``"have"``, ``"was"``, ``"had"``, ``"used"``,
            ``"will"``, ``"would"``, ``"can"``, ``"to"``.

        denied: Whether it is denied.

        over: Whether it is said to hold no longer.
    """

    start: int
    verb: int
    aux: str
    denied: bool = False
    over: bool = False
    sure: bool = True
    plural: bool = False


def boundaries(text: str, span: Span) -> list[Span]:
    """Return the marks and words between clauses inside *span*."""
    return [found.span() for found in _BOUNDARY.finditer(text, *span)]


def clauses(text: str, span: Span, cuts: list[Span]) -> Iterator[Clause]:
    """Yield the clauses of a sentence that state something of the speaker, by its subject "I" or "we"."""
    for found in _SUBJECT.finditer(text, *span):
        if found[1].lower() == "i" and text[found.start(1)] == "i" and not _lone_i(text, found):
            continue
        start = max((end for _, end in cuts if end <= found.start()), default=span[0])
        if not admits(text, span, start, found.start()):
            continue
        yield verb_phrase(text, start, found.start(), found.end(), span[1])


def _lone_i(text: str, found: re.Match[str]) -> bool:
    """Return whether a small "i" is a pronoun and no list mark or letter."""
    return text[found.end() : found.end() + 1] in {" ", "'"}


def admits(text: str, span: Span, start: int, subject: int) -> bool:
    """Return whether what stands before a subject lets its clause state something."""
    lead = text[start:subject].strip()
    factive = _FACTIVE.search(lead)
    if factive is not None and not _UNREAL_LEAD.search(lead, 0, factive.start()):
        return True
    if lead and (not _LEAD.fullmatch(lead) or _hedged(lead)):
        return False
    before = text[span[0] : subject]
    report = _REPORT.search(before)
    return report is None or bool(_OWN_REPORT.search(before)) or bool(_FRESH.search(before, report.start()))


def _hedged(lead: str) -> bool:
    if _OWN_REPORT.search(lead):
        return False
    opener = re.match(rf"(?:(?:{_OPENER})(?![\w'])[\s.~]*)+", lead, re.IGNORECASE)
    rest = lead[opener.end() :] if opener else lead
    return bool(rest and _LEAD_NO.search(rest))


def verb_phrase(text: str, start: int, subject: int, at: int, end: int) -> Clause:
    """Read the auxiliaries and adverbs from *at* on."""
    reading = _Reading(text, end)
    low = text[subject:at].lower()
    if low in {"im", "ive"}:
        reading.take("am" if low == "im" else "have")
    else:
        at = reading.contraction(at)
    at = reading.run(at)
    return Clause(start, at, reading.aux, reading.denied, reading.over, reading.sure, low == "we")


class _Reading:
    """One verb group being read."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self.aux = ""
        self.denied = self.over = False
        self.sure = True

    def contraction(self, at: int) -> int:
        """Read what is joined to the subject."""
        found = _CONTRACTION.match(self._text, at)
        if found is None:
            return at
        if _BARE_HAVE.match(self._text, at):
            return at + 1
        self.take({"m": "am", "re": "am", "ve": "have", "d": "would", "ll": "will"}[found[1].lower()])
        return found.end()

    def run(self, at: int) -> int:
        """Read on until the main verb; return where it begins."""
        while (found := _TOKEN.match(self._text, at, self._end)) is not None:
            word = found[1].lower()
            taken = self._adverb(word, found) or self._auxiliary(word, found)
            if not taken:
                return found.start(1)
            at = taken
        while at < self._end and self._text[at].isspace():
            at += 1
        return at

    def _next(self, at: int) -> str:
        for found in _TOKEN.finditer(self._text, at, self._end):
            word = found[1].lower()
            if word not in _ADVERBS and word not in _DENIALS:
                return word
        return ""

    def _adverb(self, word: str, found: re.Match[str]) -> int:
        if word in _DENIALS:
            self.denied = True
            follows = _TOKEN.match(self._text, found.end(), self._end)
            if follows is not None and follows[1].lower() == "longer":
                self.over, self.denied = True, False
                return follows.end()
            return found.end()
        if word == "no" and self._next(found.end()) == "longer":
            self.over = True
            return self._text.lower().index("longer", found.end()) + 6
        if word in {"kind", "sort", "bit"} and self._next(found.end()) == "of":
            return self._text.index("of", found.end()) + 2
        if word == "busy" and self._next(found.end()).endswith("ing"):
            return found.end()
        if word in _DOUBTS:
            self.sure = False
        if word in _ADVERBS and not (
            word in {"all", "so", "first", "too", "long", "pretty"} and self.aux in {"was", "had"}
        ):
            return found.end()
        return 0

    def _auxiliary(self, word: str, found: re.Match[str]) -> int:
        follows = self._next(found.end())
        if word in {"am", "are", "was", "were", "wasn't", "weren't", "aren't", "ain't"} and self.aux == "":
            self.denied |= word.endswith("n't")
            self.take("am" if word in {"am", "are", "aren't", "ain't"} else "was")
            return found.end()
        if (
            word in {"have", "haven't", "had", "hadn't"}
            and self.aux in {"", "would"}
            and (follows in _PARTICIPLES - {"had"} or word.endswith("n't"))
        ):
            self.denied |= word.endswith("n't")
            self.take("have" if word.startswith("have") else "had")
            return found.end()
        if word == "been" and self.aux == "have":
            self.aux = "been"
            return found.end()
        if word == "been" and self.aux == "had":
            self.aux = "was"
            return found.end()
        if word in {"do", "don't", "dont", "did", "didn't", "didnt"} and self.aux == "":
            return self._do(word, follows, found)
        if word == "used" and self.aux == "" and follows == "to":
            self.aux = "used"
            return self._text.index("to", found.end()) + 2
        if word == "be" and self.aux in {"used", "will", "would"}:
            self.aux = {"used": "was", "will": "willbe", "would": "would"}[self.aux]
            return found.end() if self.aux != "would" else 0
        if word in {"will", "won't", "wont", "shall", "gonna"} or (
            word == "going" and follows == "to" and self.aux == "be"
        ):
            return self._future(word, found)
        if word in _MODALS and self.aux == "":
            self.denied |= word.endswith("n't")
            self.aux = "would"
            return found.end()
        if word in {"can", "can't", "cant", "cannot"} and self.aux == "":
            self.denied |= word != "can"
            self.aux = "can"
            return found.end()
        return 0

    def _do(self, word: str, follows: str, found: re.Match[str]) -> int:
        if (
            word == "do"
            and follows not in _DO
            and not self._text[found.end() :].lstrip().lower().startswith("not")
        ):
            return 0
        self.denied |= word.endswith(("n't", "nt"))
        if word.startswith("did"):
            self.aux = "did"
        return found.end()

    def _future(self, word: str, found: re.Match[str]) -> int:
        rest = self._text[found.end() :]
        if word == "going":
            verb = re.match(r"\s+to\s+([a-z]+)", rest)
            if verb is None or (
                verb[1] in {"the", "a", "my", "bed", "work", "school", "be"} and verb[1] != "be"
            ):
                return 0
            self.aux = "will"
            return found.end() + verb.start(1)
        self.denied |= word in {"won't", "wont"}
        self.aux = "will"
        return found.end()

    def take(self, word: str) -> None:
        """Note an auxiliary that stands first."""
        self.aux = {"am": "be", "have": "have", "would": "would", "will": "will", "was": "was", "had": "had"}[
            word
        ]
