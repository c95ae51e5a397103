"""
What kind of answer a question wants, and whose words it asks for, in five languages.

Everything is matched in lower case, with plain apostrophes. Each language lists its patterns by kind; of
those that fit, the one that fits first in the sentence is taken, and where two begin together the one
listed first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

Kind = Literal[
    "who", "when", "where", "count", "which_first", "yes_no", "preference", "why", "how", "open", "statement"
]  # fmt: skip
"""What would answer a question."""

AUXILIARY: Final = (
    r"(?:do|does|did|is|are|was|were|am|has|have|had|can|could|will|would|should|shall|may|might|must"
    r"|(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should)n't)"
)


@dataclass(frozen=True)
class Wording:
    """
    How a language asks.

    Attributes:
        kinds: Patterns by kind.

        prefers: What asks for suggestions even where it is not what comes first.

        requests: What asks without a question mark.

        yes_no: How a question begins that yes or no would answer; where empty, any without a question word.

        assistant: What asks for the assistant's own words.

        told: What says that they were the user's, though the conversation is referred to.

        user: The user's own "I" and "my".
    """

    kinds: Mapping[Kind, str]
    prefers: str
    requests: str
    assistant: str
    user: str
    told: str = r"(?!)"
    yes_no: str = ""

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """All of them, compiled, by name."""
        named = {name: getattr(self, name) for name in _NAMES}
        return {name: re.compile(pattern) for name, pattern in {**named, **self.kinds}.items() if pattern}


_NAMES: Final = ("prefers", "requests", "yes_no", "assistant", "told", "user")

_ENGLISH: Final = Wording(
    kinds={
        "which_first": r"\b(?:which|who|what)\b.*(?<!\bthe )(?<!\bmy )(?<!\bhis )(?<!\bher )(?<!\bour )(?<!\btheir )"
        r"\b(?:first|earlier|sooner|last|later|(?:the )?(?:earliest|latest)|(?:the )?most recent(?:ly)?)\b.*(?: or |\bamong\b)"
        r"|\b(?:which|who|what) (?:\w+ )?(?:\w+ )?(?:happened|came|occurred|took place) (?:first|last|earlier|later)\b"
        r"|\b(?:what|which)(?: is| was|'s)?(?: the)?(?: \w+)? order (?:of|in|did|do|were|was|from)\b|\bin (?:what|which) order\b"
        r"|\bfrom (?:earliest to latest|first to last|oldest to newest|latest to earliest)\b",
        "count": r"\bhow (?:many|much|often|frequently|few|far|tall|big|large|old|heavy|fast|deep|wide)\b"
        r"|\bwhat(?:'s| is| was| were| are)? (?:the |my |his |her |their )?(?:\w+ )?(?:\w+ )?"
        r"(?:total|number|percentage|percent|amount|average|count|sum|price|cost|ratio|score)\b"
        r"|\b(?:number|total|amount) of\b.*\?",
        "when": r"\b(?:when|how long|since when|how recently|how early|how late|how soon)\b"
        r"|\b(?:what|which) (?:was |is )?(?:the )?(?:exact |specific )?(?:date|day|year|month|week|time|weekday|season|decade)\b"
        r"(?! (?:of )?(?:zone|travel|management))",
        "where": r"\bwhere\b|\b(?:what|which) (?:city|cities|country|countries|place|places|town|state|location|venue|"
        r"region|area|store|shop|restaurant|airport|hotel|park|school|university|continent)\b(?! of)",
        "who": r"\b(?:who|whom|whose|who's)\b|\b(?:what|which) (?:person|people|friends?|colleagues?|relatives?|family members?)\b",
        "why": r"\bwhy\b|\bhow come\b|\bwhat (?:is|was|were|are) .{0,30}\breasons?\b|\bfor what reason\b|\bwhat .{0,30}\breason\b",
        "open": r"\b(?:what|which|what's)\b",
        "how": r"\bhow\b",
    },
    prefers=r"\b(?:any|some|more) (?:\w+ ){0,3}(?:suggestions?|recommendations?|tips|advice|ideas|thoughts|pointers|inspiration)\b"
    r"|\b(?:can|could|would|will) you (?:please )?(?:recommend|suggest|advise|help me (?:choose|find|plan|come up|decide|pick))\b"
    r"|\b(?:do|would) you (?:recommend|suggest|have any)\b|\bwhat (?:do|would|should|can|could) (?:you )?(?:recommend|suggest|i)\b"
    r"|^(?:please )?(?:recommend|suggest)\b"
    r"|\b(?:what|which|where|who) (?:.{0,60} )?(?:would|might) (?:.{0,40} )?(?:like|enjoy|prefer|love|appreciate|be interested|want)\b"
    r"|\bwould .{1,60}\b(?:like|enjoy|prefer|love|appreciate|be interested)\b"
    r"|\b(?:do|would) you think\b|\bshould i\b|\bgive me (?:some|a few) (?:ideas|suggestions|tips)\b",
    requests=r"\b(?:remind me|tell me|describe|explain|list|summari[sz]e|show me|let me know|give me|name|find|help me)\b",
    yes_no=rf"(?:(?:so|and|but|also|ok|okay|well|hey|hi|by the way|just curious|please|currently|if [^,]+|in [^,]+),? )*"
    rf"{AUXILIARY} (?!you (?:please )?(?:tell|remind|give|show|list|explain|help|remember|recall|describe))",
    assistant=r"\b(?:did|had|have) you (?:\w+ )?(?:recommend|suggest|say|said|tell|told|mention|give|gave|provide|list|"
    r"describe|explain|write|wrote|create|use|call|advise|propose|come up|name)"
    r"|\byou(?:'d|'ve| had| have| also)? (?:\w+ )?(?:recommended|suggested|said|told|mentioned|gave|given|provided|listed|"
    r"described|explained|wrote|written|created|shared|advised|came up|proposed|helped|made|generated|called|used|compared)\b"
    r"|\byour (?:\w+ )?(?:suggestions?|recommendations?|answers?|advice|list|response|reply|explanation)\b"
    r"|\b(?:our|the|this|that|an?) (?:previous|earlier|last|past|prior) (?:conversation|chat|discussion|session|exchange)\b"
    r"|\bremind me\b|\bwe (?:talked|discussed|chatted|spoke|decided|agreed)\b",
    told=r"\bi (?:\w+ )?(?:mentioned|told you|said|shared|described|used|asked you)\b",
    user=r"\b(?:i|my|me|mine|we|our|us|myself|i'm|i've|i'd|i'll)\b",
)

_SPANISH: Final = Wording(
    kinds={
        "which_first": r"\b(?:qu[ée]|cu[áa]l(?:es)?|qui[ée]n(?:es)?)\b.*\b(?:primero|antes|despu[ée]s|[úu]ltimo|m[áa]s tarde)\b.*\bo\b"
        r"|\ben qu[ée] orden\b",
        "count": r"\bcu[áa]nt[oa]s?\b(?! tiempo)|\bcon qu[ée] frecuencia\b|\bcada cu[áa]nto\b|\bqu[ée] edad\b",
        "when": r"\bcu[áa]ndo\b|\bcu[áa]nto tiempo\b|\bqu[ée] (?:d[íi]a|fecha|a[ñn]o|mes|hora|semana)\b",
        "where": r"\b(?:a|de)?d[óo]nde\b|\bqu[ée] (?:ciudad|pa[íi]s|lugar|sitio)\b",
        "who": r"\bqui[ée]n(?:es)?\b",
        "why": r"\bpor qu[ée]\b|\bpara qu[ée]\b",
        "how": r"\bc[óo]mo\b",
        "open": r"\bqu[é]\b|\bcu[áa]l(?:es)?\b|^[¿\s]*(?:\w+ )?que\b",
    },
    prefers=r"\b(?:recomienda\w*|recomendar\w*|sugerencias?|recomendaciones|sugieres|aconsejas|consejos?|qu[ée] deber[íi]a)\b"
    r"|\bgustar[íi]a\b",
    requests=r"\b(?:recu[ée]rda(?:me)?|d[ií]me|cu[ée]ntame|describe|explica\w*|h[áa]blame)\b",
    assistant=r"\b(?:dijiste|recomendaste|sugeriste|mencionaste|explicaste|diste|contaste|aconsejaste)\b|\brecu[ée]rdame\b"
    r"|\btus? (?:sugerencia|recomendaci[óo]n|respuesta|consejo)|\bconversaci[óo]n anterior\b|\bnuestra (?:[úu]ltima )?conversaci[óo]n\b",
    user=r"\b(?:yo|mi|mis|m[íi]|me|m[íi][oa]s?|nosotr[oa]s|nuestr[oa]s?|conmigo)\b",
)
_FRENCH: Final = Wording(
    kinds={
        "which_first": r"\b(?:quel(?:le)?s?|qui|qu'est-ce qui|lequel|laquelle)\b.*\b(?:premi(?:er|[èe]re)|d'abord|avant|dernier|plus t[ôo]t)\b.*\bou\b"
        r"|\bdans quel ordre\b",
        "count": r"\bcombien\b(?! de temps)|\b[àa] quelle fr[ée]quence\b|\bquel [âa]ge\b",
        "when": r"\bquand\b|\bcombien de temps\b|\bquel(?:le)?s? (?:jour|date|ann[ée]e|mois|heure|semaine)\b",
        "where": r"\bo[ù]\b|^(?:d')?ou (?=est|sont|a|ai|as|va|vais|habit|travaill)|\bquel(?:le)?s? (?:ville|pays|endroit|lieu)\b",
        "who": r"\bqui\b",
        "why": r"\bpourquoi\b",
        "how": r"\bcomment\b",
        "open": r"\bqu'(?:est-ce qu|a|ai|as|avez|ont|y)|\b(?:quel(?:le)?s?|quoi|lequel|laquelle|lesquels)\b|^que\b",
    },
    prefers=r"\b(?:recommande[sz]?|recommander|conseill\w*|conseils?|suggestions?|sugg[èe]re\w*|que devrais)\b|\baimerait\b",
    requests=r"\b(?:rappelle[z]?|dis|dites|parle[z]?|d[ée]cri[st]|explique[z]?|raconte[z]?)-moi\b",
    assistant=r"\b(?:tu|vous) (?:m'|nous )?(?:l'|en )?(?:as|avez|avais|aviez)\b|\b(?:as-tu|avez-vous|avais-tu)\b|\brappelle[z]?-moi\b"
    r"|\b(?:ta|ton|tes|votre|vos) (?:suggestion|recommandation|r[ée]ponse|conseil)|\bnotre (?:derni[èe]re )?(?:conversation|discussion)\b",
    user=r"\b(?:je|mon|ma|mes|moi|nous|notre|nos|me|mien(?:ne)?)\b|\b[jm]'",
)
_GERMAN: Final = Wording(
    kinds={
        "which_first": r"\b(?:welche[rsnm]?|wer|was)\b.*\b(?:zuerst|fr[üu]her|sp[äa]ter|zuletzt|als erste[sr]?)\b.*\boder\b"
        r"|\bin welcher reihenfolge\b",
        "count": r"\bwie ?viele?\b(?! uhr)|\bwie (?:oft|h[äa]ufig|alt|gro(?:ß|ss)|hoch|weit|teuer)\b",
        "when": r"\bwann\b|\bwie lange\b|\bwelche[rsnm]? (?:tag|datum|jahr|monat|woche|uhrzeit)\b|\bwie ?viel uhr\b",
        "where": r"\bwo(?:hin|her)?\b|\bwelche[rsnm]? (?:stadt|land|ort)\b",
        "who": r"\b(?:wer|wem|wen|wessen)\b",
        "why": r"\b(?:warum|weshalb|wieso|weswegen|wozu)\b",
        "how": r"\bwie\b",
        "open": r"\b(?:was|welche[rsnm]?|womit|wor[aiu]\w+|wovon|wof[üu]r)\b",
    },
    prefers=r"\b(?:empfiehlst|empfehl\w*|vorschl[äa]g\w*|tipps?|ratschl[äa]g\w*|was soll(?:te)? ich|schl[äa]gst)\b"
    r"|\bw[üu]rde .{1,60}(?:gefallen|m[öo]gen)\b",
    requests=r"\b(?:erinner[e]? mich|sag mir|sagen sie mir|erz[äa]hl\w* (?:mir|uns)|beschreib\w*|erkl[äa]r\w*|nenn\w* mir)\b",
    assistant=r"\b(?:hast|hattest) du\b|\bdu (?:hast|hattest)\b|\bdu mir .{1,60}(?:empfohlen|gesagt|vorgeschlagen|erkl[äa]rt|genannt)\b"
    r"|\bdein\w* (?:vorschlag|empfehlung|antwort|tipp)|\berinner[e]? mich\b|\bunser\w* (?:letzte\w* |vorherige\w* |fr[üu]here\w* )?(?:gespr[äa]ch|unterhaltung|chat)\b",
    user=r"\b(?:ich|mein\w*|mir|mich|wir|unser\w*|uns)\b",
)
_PORTUGUESE: Final = Wording(
    kinds={
        "which_first": r"\b(?:qual|quais|que|quem)\b.*\b(?:primeiro|antes|depois|por [úu]ltimo|mais cedo)\b.*\bou\b|\bem que ordem\b",
        "count": r"\bquant[oa]s?\b(?! tempo)|\bcom que frequ[êe]ncia\b|\bque idade\b",
        "when": r"\bquando\b|\bquanto tempo\b|\b(?:que|qual) (?:dia|data|ano|m[êe]s|hora|semana)\b|\bque horas\b",
        "where": r"\ba?onde\b|\b(?:que|qual) (?:cidade|pa[íi]s|lugar)\b",
        "who": r"\bquem\b",
        "why": r"\bpor ?qu[eê]\b|\bpra que\b",
        "how": r"\bcomo\b",
        "open": r"\bo qu[eê]\b|\bqua(?:l|is)\b|^(?:\w+ )?que\b",
    },
    prefers=r"\b(?:recomend\w+|sugest[ãa]o|sugest[õo]es|sugere\w*|sugira|dicas?|conselhos?|o que (?:eu )?(?:devo|deveria))\b|\bgostaria de (?:ver|ler|comer|ganhar)\b",
    requests=r"\b(?:lembre|me lembr[ae]|diga|me (?:diga|fal[ae]|cont[ae])|descrev[ae]|expli(?:ca|que)|fale)\b",
    assistant=r"\b(?:voc[êe]|tu) (?:j[áa] )?(?:me )?(?:disse|recomendou|sugeriu|mencionou|deu|explicou|falou|contou|disseste|recomendaste)\b"
    r"|\b(?:lembre-me|me lembr[ae])\b|\bsuas? (?:sugest[ãa]o|recomenda[çc][ãa]o|resposta)|\bconversa anterior\b|\bnossa (?:[úu]ltima )?conversa\b",
    user=r"\b(?:eu|meus?|minhas?|mim|me|n[óo]s|noss[oa]s?|comigo)\b",
)
_WORDINGS: Final = {"en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH, "de": _GERMAN, "pt": _PORTUGUESE}
_UNREAD: Final = frozenset(
    "ar bn cs da el fa fi gu he hi hu hy it ja ka ko lt lv ml my nl no pa pl ro ru sv ta te th tr uk vi zh".split()
)
_MARKS: Final = ("?", "？", "؟")


def kind_of(core: str, text: str, language: str) -> Kind:
    """
    Return what kind of question *core* is; ``"open"`` in a language that is not read.

    Args:
        core: The asking sentence, in lower case.

        text: All that was said, in lower case.
    """
    if language in _UNREAD:
        return "open"
    wording = _WORDINGS.get(language, _ENGLISH)
    patterns = wording.patterns
    asks = any(mark in text for mark in _MARKS) or patterns["requests"].search(text) is not None
    if patterns["which_first"].search(core):
        return "which_first"
    if patterns["prefers"].search(core) and not patterns["assistant"].search(core):
        return "preference"
    if "yes_no" in patterns and patterns["yes_no"].match(core):
        return "yes_no"
    found = _first_kind(core, patterns, wording)
    if found is not None and (asks or found[0] < _NEAR):
        return found[1]
    if patterns["prefers"].search(text) and not patterns["assistant"].search(text):
        return "preference"
    if not asks:
        return "statement"
    return "yes_no" if core.endswith(_MARKS) and not wording.yes_no else "open"


_NEAR: Final = 12
"""How early a question word must stand to ask without a question mark."""


def _first_kind(
    core: str, patterns: Mapping[str, re.Pattern[str]], wording: Wording
) -> tuple[int, Kind] | None:
    best: tuple[int, Kind] | None = None
    for kind in wording.kinds:
        found = patterns[kind].search(core)
        if found is not None and (best is None or found.start() < best[0]):
            best = found.start(), kind
    return best


def asked_of(text: str, language: str) -> Literal["user", "assistant"] | None:
    """Return whose words *text*, in lower case, asks for; `None` where it does not say."""
    patterns = _WORDINGS.get(language, _ENGLISH).patterns
    asked = patterns["assistant"].search(text)
    if asked and not (patterns["told"].search(text) and not re.search(r"\byou\b", asked[0])):
        return "assistant"
    return "user" if patterns["user"].search(text) else None
