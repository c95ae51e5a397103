"""
What kind of answer a question wants, and whose words it asks for, in five languages.

Everything is matched in lower case, with plain apostrophes. Each language lists its question words by kind;
the one that stands first in the sentence decides, and of two that begin together the one listed first.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from .._patterns import compiled

Kind = Literal[
    "who", "when", "where", "count", "which_first", "yes_no", "preference", "why", "how", "open", "statement"
]  # fmt: skip
"""What would answer a question."""

AUXILIARY: Final = (
    r"(?:(?:do|does|did|is|are|was|were|has|have|had|could|would|should)(?:n't)?"
    r"|am|can|can't|will|won't|shall|may|might|must)"
)
MARKS: Final = ("?", "？", "؟")


def any_of(*patterns: str) -> str:
    """Return a pattern of any of *patterns* as whole words; tried at the beginnings of words only."""
    return rf"\b(?:{'|'.join(patterns)})(?!\w)"


class _Wording(NamedTuple):
    """
    How a language asks.

    Attributes:
        kinds: Patterns of question words by kind.

        choice: What asks which of several came first.

        prefers: What asks for suggestions, wherever it stands.

        requests: What asks without a question mark.

        assistant: What asks for the assistant's own words.

        user: The user's own "I" and "my".

        told: What says that the words were the user's, though the conversation is referred to.

        yes_no: How a question begins that yes or no would answer; where empty, any without a question word.
    """

    kinds: tuple[tuple[Kind, str], ...]
    choice: str
    prefers: str
    requests: str
    assistant: str
    user: str
    told: str = r"(?!)"
    yes_no: str = r"(?!)"

    @property
    def question_word(self) -> re.Pattern[str]:
        """Finds the first question word; the match's `lastgroup` names its kind."""
        return compiled("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in self.kinds))


_ADVICE: Final = r"(?:suggestions?|recommendations?|tips|advice|ideas|thoughts|pointers|inspiration)"
_LIKES: Final = r"(?:like|enjoy|prefer|love|appreciate|be interested|want)"
_SAID: Final = (
    r"(?:recommended|suggested|said|told|mentioned|gave|given|provided|listed|described|explained|wrote|written|"
    r"created|shared|advised|came up|proposed|helped|made|generated|called|used|compared)"
)
_SAY: Final = (
    r"(?:recommend|suggest|say|said|tell|told|mention|give|gave|provide|list|describe|explain|write|wrote|create|use|"
    r"call|advise|propose|come up|name)"
)
_OWNED: Final = r"(?<!\bthe )(?<!\bmy )(?<!\bhis )(?<!\bher )(?<!\bour )(?<!\btheir )(?<!'s )"
_OPENING: Final = (
    r"(?:(?:so|and|but|also|ok|okay|well|hey|hi|by the way|may i ask|just curious|please|currently"
    r"|if [^,]+|in [^,]+),? )*"
)

_ENGLISH: Final = _Wording(
    kinds=(
        (
            "count",
            any_of(
                r"how (?:many|much|often|frequently|few|far|tall|big|large|old|heavy|fast|deep|wide)",
                r"what(?:'s| is| was| were| are)? (?:(?:the|my|his|her|their) )?(?:\w+ ){0,2}"
                r"(?:total|number|percentage|percent|amount|average|count|sum|price|cost|ratio|score)",
            ),
        ),
        (
            "when",
            any_of(
                r"when|how long|since when|how recently|how early|how late|how soon",
                r"(?:what|which)(?: was| is)?(?: the)?(?: exact| specific)? "
                r"(?:date|day|year|month|week|time|weekday|season|decade)(?! (?:of )?(?:zone|travel|management))",
            ),
        ),
        (
            "where",
            any_of(
                r"where",
                r"(?:what|which) (?:city|cities|country|countries|places?|town|state|location|venue|region|area|store|"
                r"shop|restaurant|airport|hotel|park|school|university|continent)(?! of)",
            ),
        ),
        (
            "who",
            any_of(
                r"who|whom|whose|who's",
                r"(?:what|which) (?:person|people|friends?|colleagues?|relatives?|family members?)",
            ),
        ),
        ("why", any_of(r"why|how come", r"(?:for )?what (?:[\w']+ ){0,4}reasons?")),
        ("open", any_of(r"what|which|what'?s")),
        ("how", any_of(r"how")),
    ),
    choice=any_of(
        rf"(?:which|who|what)\b.*{_OWNED}\b(?:first|earlier|sooner|last|later|earliest|latest|most recent(?:ly)?)\b"
        r".*\b(?:or|among)",
        r"(?:which|who|what) (?:\w+ ){0,2}(?:happened|came|occurred|took place) (?:first|last|earlier|later)",
        r"(?:what|which)(?: is| was|'s)?(?: the)?(?: \w+)? order (?:of|in|did|do|were|was|from)",
        r"in (?:what|which) order",
        r"from (?:earliest to latest|first to last|oldest to newest|latest to earliest)",
    ),
    prefers=any_of(
        rf"(?:any|some|more) (?:\w+ ){{0,3}}{_ADVICE}",
        r"(?:can|could|would|will) you (?:please )?(?:recommend|suggest|advise)",
        r"(?:can|could|would|will) you (?:please )?help me (?:choose|find|plan|come up|decide)",
        r"(?:do|would) you (?:recommend|suggest|think|have any)",
        r"what (?:do|would|should|can|could) (?:you )?(?:recommend|suggest|i)",
        r"^(?:please )?(?:recommend|suggest)",
        rf"(?:would|might) (?:[\w']+ ){{1,8}}{_LIKES}",
        r"should i",
        rf"give me (?:some|a few) {_ADVICE}",
    ),
    requests=any_of(
        r"remind me|tell me|describe|explain|list|summari[sz]e|show me|let me know|give me|name|find|help me"
    ),
    assistant=any_of(
        rf"(?:did|had|have) you (?:\w+ )?{_SAY}",
        rf"you(?:'d|'ve| had| have| also)? (?:\w+ )?{_SAID}",
        r"your (?:\w+ )?(?:suggestions?|recommendations?|answers?|advice|list|response|reply|explanation)",
        r"(?:our|the|this|that|an?) (?:previous|earlier|last|past|prior) (?:conversation|chat|discussion|session|exchange)",
        r"remind me|we (?:talked|discussed|chatted|spoke|decided|agreed)",
    ),
    user=any_of(r"i|my|me|mine|we|our|us|myself|i'm|i've|i'd|i'll"),
    told=any_of(r"i (?:\w+ )?(?:mentioned|told you|said|shared|described|used|asked you)"),
    yes_no=rf"{_OPENING}{AUXILIARY} "
    r"(?!you (?:please )?(?:tell|remind|give|show|list|explain|help|remember|recall|describe))",
)

_SPANISH: Final = _Wording(
    kinds=(
        ("count", any_of(r"cu[áa]nt[oa]s?(?! tiempo)|con qu[ée] frecuencia|cada cu[áa]nto|qu[ée] edad")),
        ("when", any_of(r"cu[áa]ndo|cu[áa]nto tiempo|qu[ée] (?:d[íi]a|fecha|a[ñn]o|mes|hora|semana)")),
        ("where", any_of(r"(?:a|de)?d[óo]nde|qu[ée] (?:ciudad|pa[íi]s|lugar|sitio)")),
        ("who", any_of(r"qui[ée]n(?:es)?")),
        ("why", any_of(r"por qu[ée]|para qu[ée]")),
        ("how", any_of(r"c[óo]mo")),
        ("open", any_of(r"qué|cu[áa]l(?:es)?|^(?:\w+ )?que")),
    ),
    choice=any_of(
        r"(?:qu[ée]|cu[áa]l(?:es)?|qui[ée]n(?:es)?)\b.*\b(?:primero|antes|despu[ée]s|[úu]ltimo|m[áa]s tarde)\b.* o",
        r"en qu[ée] orden",
    ),
    prefers=any_of(
        r"recomienda\w*|recomendar\w*|sugerencias?|recomendaciones|sugieres|aconsejas|consejos?",
        r"qu[ée] deber[íi]a|gustar[íi]a",
    ),
    requests=any_of(r"recu[ée]rda(?:me)?|d[ií]me|cu[ée]ntame|describe|explica\w*|h[áa]blame"),
    assistant=any_of(
        r"dijiste|recomendaste|sugeriste|mencionaste|explicaste|diste|contaste|aconsejaste|recu[ée]rdame",
        r"tus? (?:sugerencia|recomendaci[óo]n|respuesta|consejo)s?",
        r"conversaci[óo]n anterior|nuestra (?:[úu]ltima )?conversaci[óo]n",
    ),
    user=any_of(r"yo|mis?|m[íi]|me|m[íi][oa]s?|nosotr[oa]s|nuestr[oa]s?|conmigo"),
)
_FRENCH: Final = _Wording(
    kinds=(
        ("count", any_of(r"combien(?! de temps)|[àa] quelle fr[ée]quence|quel [âa]ge")),
        ("when", any_of(r"quand|combien de temps|quel(?:le)?s? (?:jour|date|ann[ée]e|mois|heure|semaine)")),
        (
            "where",
            any_of(
                r"où|^ou (?=est|sont|ai|as|a|va|vais|habit|travaill)",
                r"quel(?:le)?s? (?:ville|pays|endroit|lieu)",
            ),
        ),
        ("open", any_of(r"qu'est-ce qu[ei]?'?\w*|qu'\w+|quel(?:le)?s?|quoi|lequel|laquelle|lesquels|^que")),
        ("who", any_of(r"qui")),
        ("why", any_of(r"pourquoi")),
        ("how", any_of(r"comment")),
    ),
    choice=any_of(
        r"(?:quel(?:le)?s?|qui|lequel|laquelle)\b.*\b(?:premi(?:er|[èe]re)|d'abord|avant|dernier|plus t[ôo]t)\b.* ou",
        r"dans quel ordre",
    ),
    prefers=any_of(
        r"recommande[sz]?|recommander|conseill\w*|conseils?|suggestions?|sugg[èe]re\w*|que devrais|aimerait"
    ),
    requests=any_of(r"(?:rappelle[z]?|dis|dites|parle[z]?|d[ée]cri[st]|explique[z]?|raconte[z]?)-moi"),
    assistant=any_of(
        r"(?:tu|vous) (?:m'|nous |me )?(?:l'|en )?(?:as|avez|avais|aviez)|as-tu|avez-vous|avais-tu|rappelle[z]?-moi",
        r"(?:ta|ton|tes|votre|vos) (?:suggestion|recommandation|r[ée]ponse|conseil)s?",
        r"notre (?:derni[èe]re )?(?:conversation|discussion)",
    ),
    user=any_of(r"je|mon|ma|mes|moi|nous|notre|nos|me|mien(?:ne)?|[jm]'\w+"),
)
_GERMAN: Final = _Wording(
    kinds=(
        ("count", any_of(r"wie ?viele?(?! uhr)|wie (?:oft|h[äa]ufig|alt|gro(?:ß|ss)|hoch|weit|teuer)")),
        (
            "when",
            any_of(r"wann|wie lange|welche[rsnm]? (?:tag|datum|jahr|monat|woche|uhrzeit)|wie ?viel uhr"),
        ),
        ("where", any_of(r"wo(?:hin|her)?|welche[rsnm]? (?:stadt|land|ort)")),
        ("who", any_of(r"wer|wem|wen|wessen")),
        ("why", any_of(r"warum|weshalb|wieso|weswegen|wozu")),
        ("how", any_of(r"wie")),
        ("open", any_of(r"was|welche[rsnm]?|womit|wor[aiu]\w+|wovon|wof[üu]r")),
    ),
    choice=any_of(
        r"(?:welche[rsnm]?|wer|was)\b.*\b(?:zuerst|fr[üu]her|sp[äa]ter|zuletzt|als erste[sr]?)\b.* oder",
        r"in welcher reihenfolge",
    ),
    prefers=any_of(
        r"empfiehlst|empfehl\w*|vorschl[äa]g\w*|tipps?|ratschl[äa]g\w*|was soll(?:te)? ich|schl[äa]gst",
        r"w[üu]rde .{1,60}(?:gefallen|m[öo]gen)",
    ),
    requests=any_of(
        r"erinnere? mich|sag mir|sagen sie mir|erz[äa]hl\w* (?:mir|uns)|beschreib\w*|erkl[äa]r\w*|nenn\w* mir"
    ),
    assistant=any_of(
        r"(?:hast|hattest) du|du (?:hast|hattest)|erinnere? mich",
        r"du mir .{1,60}(?:empfohlen|gesagt|vorgeschlagen|erkl[äa]rt|genannt)",
        r"dein\w* (?:vorschlag|empfehlung|antwort|tipp)\w*",
        r"unser\w* (?:letzte\w* |vorherige\w* |fr[üu]here\w* )?(?:gespr[äa]ch|unterhaltung|chat)",
    ),
    user=any_of(r"ich|mein\w*|mir|mich|wir|unser\w*|uns"),
)
_PORTUGUESE: Final = _Wording(
    kinds=(
        ("count", any_of(r"quant[oa]s?(?! tempo)|com que frequ[êe]ncia|que idade")),
        ("when", any_of(r"quando|quanto tempo|(?:que|qual) (?:dia|data|ano|m[êe]s|hora|semana)|que horas")),
        ("where", any_of(r"a?onde|(?:que|qual) (?:cidade|pa[íi]s|lugar)")),
        ("who", any_of(r"quem")),
        ("why", any_of(r"por ?qu[eê]|pra que")),
        ("how", any_of(r"como")),
        ("open", any_of(r"o qu[eê]|qua(?:l|is)|^(?:\w+ )?que")),
    ),
    choice=any_of(
        r"(?:qual|quais|que|quem)\b.*\b(?:primeiro|antes|depois|por [úu]ltimo|mais cedo)\b.* ou",
        r"em que ordem",
    ),
    prefers=any_of(
        r"recomend\w+|sugest[ãa]o|sugest[õo]es|sugere\w*|sugira|dicas?|conselhos?|o que (?:eu )?(?:devo|deveria)"
    ),
    requests=any_of(
        r"lembre|me lembr[ae]|diga|me (?:diga|fal[ae]|cont[ae])|descrev[ae]|expli(?:ca|que)|fale"
    ),
    assistant=any_of(
        r"(?:voc[êe]|tu) (?:j[áa] )?(?:me )?(?:disse|recomendou|sugeriu|mencionou|deu|explicou|falou|contou)",
        r"disseste|recomendaste|sugeriste|lembre-me|me lembr[ae]",
        r"suas? (?:sugest[ãa]o|recomenda[çc][ãa]o|resposta)s?|conversa anterior|nossa (?:[úu]ltima )?conversa",
    ),
    user=any_of(r"eu|meus?|minhas?|mim|me|n[óo]s|noss[oa]s?|comigo"),
)
_WORDINGS: Final = {
    "": _ENGLISH,
    "en": _ENGLISH,
    "es": _SPANISH,
    "fr": _FRENCH,
    "de": _GERMAN,
    "pt": _PORTUGUESE,
}

_EARLY: Final = 12
"""How early a question word must stand to ask without a question mark."""


def kind_of(core: str, text: str, language: str) -> Kind:
    """
    Return what kind of question *core* is; ``"open"`` in a language that is not read.

    Args:
        core: The asking sentence, in lower case.

        text: All that was said, in lower case.
    """
    wording = _WORDINGS.get(language)
    if wording is None:
        return "open"
    if _is_in(core, wording.choice):
        return "which_first"
    if _is_in(core, wording.prefers) and not _is_in(core, wording.assistant):
        return "preference"
    if compiled(wording.yes_no).match(core):
        return "yes_no"
    asks = any(mark in text for mark in MARKS) or _is_in(text, wording.requests)
    found = wording.question_word.search(core)
    if found is not None and (asks or found.start() < _EARLY):
        return _kind_named(found.lastgroup)
    if _is_in(text, wording.prefers) and not _is_in(text, wording.assistant):
        return "preference"
    if not asks:
        return "statement"
    return "yes_no" if core.endswith(MARKS) and wording is not _ENGLISH else "open"


def _is_in(text: str, pattern: str) -> bool:
    return compiled(pattern).search(text) is not None


def _kind_named(name: str | None) -> Kind:
    return next(kind for kind, _ in _ENGLISH.kinds if kind == name)


_TOLD_BY: Final = any_of(
    r"(?P<en>what|when|where|who|whose|why|how|which)",
    r"(?P<es>qué|quién(?:es)?|quien(?:es)?|cu[áa]ndo|d[óo]nde|cu[áa]nt[oa]s?|cu[áa]l(?:es)?|cómo|por qué)",
    r"(?P<fr>qui|quand|où|combien|pourquoi|quel(?:le)?s?|est-ce|qu'est-ce)",
    r"(?P<de>wann|wer|wem|wen|wo|wohin|woher|warum|wieso|weshalb|welche[rsnm]?|wie)",
    r"(?P<pt>quem|onde|quant[oa]s?|quais|qual|o quê|o que)",
)
_FIRST_WORDS: Final = 24


def asking_language(core: str, language: str) -> str:
    """
    Return the language of a question.

    Args:
        core: The asking sentence, in lower case.

        language: What the words of the whole text tell; in a short text its question word tells more.
    """
    if language == "en":
        return language
    found = compiled(_TOLD_BY).search(core, 0, _FIRST_WORDS)
    return found.lastgroup or language if found else language


def asked_of(text: str, language: str) -> Literal["user", "assistant"] | None:
    """Return whose words *text*, in lower case, asks for; `None` where it does not say."""
    wording = _WORDINGS.get(language, _ENGLISH)
    asked = compiled(wording.assistant).search(text)
    if asked and not (_is_in(text, wording.told) and "you" not in asked[0].split()):
        return "assistant"
    return "user" if _is_in(text, wording.user) else None
