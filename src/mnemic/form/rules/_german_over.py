# ruff: noqa: E501 - a pattern is read as one line
"""What ends, replaces, corrects and takes back in German."""

from __future__ import annotations

from typing import Final

from ._plain_frames import KNOWN, Bare, PlainBack, PlainOver, pattern, patterns

_UNSAID: Final = (
    r"nicht|nie|niemals|kein\w*|fast|beinahe|noch|vielleicht|eventuell|dass|ob|wollen|müssen|weder|angeblich"
)
_THINGS: Final = (
    r"der|die|das|den|dem|des|ein|eine[nmrs]?|(?:mein|dein|sein|ihr|unser|euer)(?:e[nmrs]?|em|es|er)?|von|vom"
)
GAP: Final = rf"(?:\s+(?!(?:{_UNSAID}|{_THINGS})\b)[\wäöüß.-]+){{0,4}}"
"""Adverbs and times between the parts of a verb: nothing that denies, and no other thing."""

_LOW: Final = rf"(?:\s+(?!(?:{_UNSAID}|{_THINGS})\b)(?:(?-i:[a-zäöü])[\wäöüß]+|Woche|Monat|Jahr|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|\d+))"
BRIEFLY: Final = rf"{_LOW}{{0,4}}"
HAVE: Final = r"(?:ich\s+habe?|habe?\s+ich|habe?|wir\s+haben|haben\s+wir)(?:\s+(?:mich|uns|mir))?"
AM: Final = r"(?:ich\s+bin|bin\s+ich|bin|wir\s+sind|sind\s+wir)"

_AFTER: Final = r"(?=\s*(?:$|[.,;:!?)…-])|\s+(?:und|aber|weil|denn|seit|vor|am|im|letzte[nrs]?|gestern|heute|jetzt|endlich|nach|wegen|mehr|für immer|nun|ganz|schon|leider)\b)"
_K: Final = KNOWN + _AFTER
_GONE: Final = (
    r"(?:verkauft|verlassen|aufgegeben|abgegeben|gekündigt|weggegeben|verschenkt|verloren|gelöscht|deinstalliert|aufgehört|abgebrochen|hingeschmissen|geschmissen|verschrottet|weggeworfen|weggeschmissen|gespendet|an\s+den\s+Nagel\s+gehängt|"
    r"Schluss\s+gemacht|getrennt|abbestellt|abgemeldet|verlernt|entsorgt|abgestoßen|sein\s+lassen|überwunden|beendet|scheiden\s+lassen|losgeworden|abgeschafft|eingemottet)\b(?!\s+(?:hätte|wäre|werden|worden\s+wäre|wird))"
)
_LEFT: Final = r"(?:weggezogen|ausgezogen|ausgetreten|ausgestiegen|weggegangen|weg|raus|ausgeschieden|zurückgetreten|abgesprungen|losgeworden|fortgezogen|rausgeflogen|geflogen)\b"
_DO: Final = (
    r"(?:(?:ich\s+)?(?:mag|liebe|nutze|benutze|verwende|arbeite|wohne|lebe|bin|habe?|spiele|mache|esse|trinke|spreche|studiere|gehe|fahre|tanze|höre|lese|schaue|gucke|trainiere|besitze|leide|brauche|treibe|singe|lerne)(?:\s+ich)?|"
    r"(?:wir\s+(?:\w+en|sind)|(?:wohnen|leben|nutzen|benutzen|arbeiten|spielen|haben|sind|machen)\s+wir))"
)
_PREP: Final = r"(?:\s+(?:bei|für|als|in|mit|zum|zur|auf|an|im|allergisch|gegen|mehr))*"
_NEW: Final = r"(?P<new>(?:(?:der|die|das|den|dem|ein\w*|mein\w*)\s+)?[\w'&.+-]+(?:\s[\w'&.+-]+){0,2}?)"
_NOW: Final = r"(?:jetzt|nun|inzwischen|mittlerweile|seitdem|neuerdings)"
_WORK: Final = frozenset({"works_at"})

OVER: Final = PlainOver(
    own=r"(?:(?:bei|von|mit|für|aus|in|an|über|gegen|als|auf)\s+)?(?:(?:mein|unser)(?:e[nmrs]?|em|es)?|der|die|das|den|dem|eine?[nmr]?|vom|zum|zur|im|am|beim)\s+(?:alte[nmrs]?\s+|liebe[nmrs]?\s+)?|(?:bei|von|mit|für|aus|in|als|auf|gegen)\s+",
    possessive=r"(?:(?:von|mit|über|zu|bei)\s+)?(?:mein|unser)(?:e[nmrs]?|em|es)?\s+",
    others=pattern(r"\b(?:sein|ihr|dein|euer|eur|dies|jed|jen)(?:e[nmrs]?|em|es|er)?\s+\Z"),
    after=_AFTER,
    left=(rf"war\s+mein\s+letzter\s+(?:Arbeits)?tag\s+{_K}", rf"{KNOWN}\s+(?:bin\s+ich|sind\s+wir){GAP}\s+{_LEFT}"),
    ends=(
        rf"{HAVE}{GAP}\s+{KNOWN}{GAP}\s+{_GONE}|{KNOWN}\s+(?:habe?\s+ich|haben\s+wir){GAP}\s+{_GONE}",
        rf"{AM}{GAP}\s+{KNOWN}{GAP}\s+{_LEFT}",
        rf"{_DO}{BRIEFLY}\s+{KNOWN}{BRIEFLY}\s+(?:gar\s+)?nicht\s+mehr\b(?!\s+(?:so|lange|ganz|oft|viel)\b)",
        rf"{_DO}{BRIEFLY}\s+(?:nicht\s+mehr|kein\w*(?=\s+{KNOWN}\s+mehr\b)){_PREP}\s+{_K}",
        rf"{_DO}{BRIEFLY}\s+(?:auf\s+|mit\s+|zu\s+)?kein\w*\s+{KNOWN}\s+mehr\b",
        rf"{KNOWN}\s+{_DO}{BRIEFLY}\s+nicht\s+mehr\b",
        rf"(?:ich\s+)?kann(?:\s+ich)?\s+{KNOWN}\s+nicht\s+mehr\s+(?:sehen|hören|leiden|ausstehen|riechen|ertragen|essen|trinken)\b",
        rf"(?:mit\s+)?{KNOWN}\s+ist\s+(?:jetzt\s+|nun\s+|es\s+|endgültig\s+|für\s+mich\s+)*(?:Schluss|vorbei|aus|Geschichte|erledigt|passé)\b",
        rf"(?:ich\s+musste|musste\s+ich|wir\s+mussten|mussten\s+wir){GAP}\s+{KNOWN}{GAP}\s+(?:einschläfern|verkaufen|abgeben|aufgeben|hergeben|verlassen|gehen\s+lassen)\b",
        rf"(?:mir|uns)\s+(?:wurden?|haben\s+sie){BRIEFLY}\s+{KNOWN}{BRIEFLY}\s+(?:geklaut|gestohlen|gekündigt)\b|{KNOWN}\s+wurden?(?:\s+mir)?{BRIEFLY}\s+(?:geklaut|gestohlen|verschrottet)\b",
    ),
    ends_of={
        "likes": (rf"{KNOWN}\s+kann\s+ich\s+nicht\s+mehr\s+(?:sehen|hören|leiden|ausstehen|riechen)\b|{KNOWN}\s+habe?\s+ich\s+(?:genug|die\s+Nase\s+voll)\b|{KNOWN}\s+(?:gefällt|gefallen|schmeckt|schmecken)\s+mir\s+nicht\s+mehr\b|{KNOWN}\s+(?:interessiert|reizt|begeistert)\s+mich\s+nicht\s+mehr\b|habe?\s+(?:ich\s+)?(?:die\s+Nase|genug|die\s+Schnauze){GAP}\s+(?:voll\s+)?{_K}",),
        "works_at": (rf"(?:ich\s+wurde|wurde\s+ich){BRIEFLY}\s+{KNOWN}{BRIEFLY}\s+(?:entlassen|gefeuert|gekündigt|rausgeworfen|rausgeschmissen)\b|{KNOWN}\s+hat\s+(?:mich{BRIEFLY}\s+(?:entlassen|gefeuert|rausgeworfen|rausgeschmissen)|mir{BRIEFLY}\s+gekündigt)\b",),
        "pet": (
            rf"{KNOWN}\s+(?:ist|sind){BRIEFLY}\s+(?:gestorben|tot|eingeschlafen|verstorben|weggelaufen|entlaufen|davongelaufen)\b",
            rf"(?:ist|sind)(?:\s+(?:leider|auch|gestern|heute))*\s+{KNOWN}{BRIEFLY}\s+(?:gestorben|eingeschlafen|verstorben|weggelaufen|entlaufen)\b",
        ),
        "partner": (
            rf"(?:{KNOWN}\s+und\s+ich|ich\s+und\s+{KNOWN})\s+(?:haben\s+uns{BRIEFLY}\s+(?:getrennt|scheiden\s+lassen)|sind{BRIEFLY}\s+(?:getrennt|auseinander|geschieden|nicht\s+mehr\s+zusammen|kein\s+Paar\s+mehr))\b",
            rf"zwischen\s+{KNOWN}\s+und\s+mir\s+ist\s+(?:es\s+)?(?:Schluss|aus|vorbei)\b",
            rf"{KNOWN}\s+hat{BRIEFLY}\s+(?:mit\s+mir\s+Schluss\s+gemacht|mich\s+verlassen|sich{BRIEFLY}\s+von\s+mir\s+getrennt)\b|{KNOWN}\s+hat\s+mich{BRIEFLY}\s+verlassen\b",
            rf"{AM}\s+nicht\s+mehr\s+{KNOWN}\s+zusammen\b",
        ),
        "studies": (rf"{HAVE}{GAP}\s+{KNOWN}{GAP}\s+(?:abgeschlossen|fertig\s+studiert|fertig)\b|{AM}\s+{KNOWN}\s+fertig\b",),
        "health": (rf"{KNOWN}\s+(?:ist|sind){BRIEFLY}\s+(?:weg|verschwunden|geheilt|ausgeheilt)\b",),
    },
    swaps=(
        rf"{HAVE}{GAP}\s+{KNOWN}\s+(?:durch|gegen|mit)\s+{_NEW}\s+(?:ersetzt|getauscht|eingetauscht|ausgetauscht)\b",
        rf"(?:{AM}|{HAVE}){GAP}\s+{KNOWN}\s+(?:auf|zu|zum|zur|nach|in)\s+{_NEW}\s+(?:umgestiegen|gewechselt|umgezogen|gezogen|migriert|rüber)\b",
        rf"(?:tschüss|tschüs|ade|adieu|bye|auf\s+wiedersehen|servus),?\s+{KNOWN}[,;!.]*\s+(?:und\s+)?(?:hallo|servus|willkommen|hi|moin),?\s+",
        rf"{_DO}\s+{_NOW}\s+{_NEW}\s+(?:statt|anstatt|anstelle\s+von)\s+{_K}",
        rf"{_DO}\s+{_NEW}\s+{_NOW}?\s*(?:statt|anstatt|anstelle\s+von)\s+{KNOWN}(?=.*\b{_NOW}\b)",
        rf"(?:statt|anstatt)\s+{KNOWN}\s+{_DO}\s+{_NOW}\s+",
        rf"{_NEW}\s+hat(?:\s+\w+){{0,2}}\s+{KNOWN}\s+(?:ersetzt|abgelöst)\b",
    ),
    shifts=(),
    bare=(
        Bare(_WORK, pattern(rf"\b(?:{HAVE}{BRIEFLY}\s+gekündigt|mir\s+(?:wurde|haben\s+sie){BRIEFLY}\s+gekündigt|(?:ich\s+wurde|wurde\s+ich){BRIEFLY}\s+(?:entlassen|gefeuert|gekündigt|rausgeworfen|rausgeschmissen)|{AM}{BRIEFLY}\s+(?:arbeitslos|entlassen\s+worden|gefeuert\s+worden))(?=\s*(?:$|[.,;:!)…-])|\s+(?:und|aber|weil)\b)")),
        Bare(frozenset({"works_at", "occupation"}), pattern(rf"\b{AM}{BRIEFLY}\s+(?:in\s+(?:die\s+)?Rente|im\s+Ruhestand|pensioniert|in\s+(?:den\s+)?Ruhestand)\b"), "Rentner|pension"),
        Bare(frozenset({"relationship_status"}), pattern(rf"\b(?:wir\s+haben|haben\s+wir|ich\s+habe?|habe?\s+ich|(?<!\w\s)habe?){BRIEFLY}\s+geheiratet(?=\s*(?:$|[.,;:!)…-])|\s+(?:und|aber|weil)\b)"), "verheiratet"),
        Bare(frozenset({"relationship_status", "partner"}), pattern(rf"\b(?:(?:wir\s+haben|haben\s+wir)\s+uns|(?:ich\s+habe?|habe?\s+ich)\s+mich){BRIEFLY}\s+(?:scheiden\s+lassen|getrennt)\b"), "geschieden|getrennt|single|ledig"),
        Bare(frozenset({"diet"}), pattern(r"\b(?:ich\s+esse|esse\s+ich|esse)\s+(?:jetzt\s+)?wieder\s+(?:Fleisch|Fisch|Käse|alles)\b"), "alles"),
    ),
    slots={"works_at": "Job|Arbeit|Stelle|Arbeitsplatz|Arbeitsstelle", "studies": "Studium|Bachelor|Master", "diet": "Diät"},
    i_do=(r"en\Z", "e"),
    i_do_no_more=rf"(?:ich\s+{KNOWN}|{KNOWN}\s+ich)(?:\s+seit\s+\w+|{BRIEFLY})\s+nicht\s+mehr\b(?!\s+(?:so|viel|oft)\b)",
    now=pattern(r"\b(?:jetzt|nun|inzwischen|mittlerweile|umgestiegen|gewechselt|nicht mehr|kein\w* \w+ mehr|endlich|neuerdings|geworden)\b"),
)  # fmt: skip

_SORRY: Final = r"(?:entschuldigung|entschuldige|verzeihung|pardon|sorry|moment|quatsch|nein|ne|halt|ups|ich\s+korrigiere(?:\s+mich)?|korrektur|ich\s+habe?\s+mich\s+(?:vertan|vertippt|geirrt|verschrieben)|vertippt|mein\s+fehler|ach|äh|besser\s+gesagt|tut\s+mir\s+leid)"
_LEAD: Final = rf"^(?:{_SORRY}[\s,.:;!…-]+)"
_X: Final = r"(?P<x>(?:(?:der|die|das|den|in|am|bei|aus)\s+)?\w[\w'&./ -]{0,40}?)"
_Y: Final = r"(?:(?:der|die|das|den|in|am|bei|aus)\s+)?(?P<y>\w[\w'&./ -]{0,40}?)"
_END: Final = r"(?=\s*(?:[.,;:!?)]|$))"

BACK: Final = PlainBack(
    sorry=pattern(_LEAD),
    wrong=pattern(r"\b(?:ich\s+meinte|meinte\s+ich|wollte\s+(?:ich\s+)?(?:\w+\s+){0,3}sagen|korrigiere|korrektur|vertan|vertippt|geirrt|verschrieben|mein\s+fehler|quatsch|besser\s+gesagt)\b"),
    news=pattern(r"\b(?:jetzt|nun|heute|seit|inzwischen|mittlerweile|gerade|schon|neu)\b"),
    cue=pattern(r"\b(?:nicht|vergiss|vergesst|ignorier\w*|streich\w*|gelogen|erfunden|stimmt)\b"),
    meant=patterns(
        rf"\b(?:ich\s+meinte|meinte\s+ich)\s+(?:eigentlich\s+|natürlich\s+)?{_X}(?:,?\s+(?:und\s+)?nicht\s+{_Y})?{_END}",
        rf"\b(?:ich\s+wollte|wollte\s+ich)\s+(?:eigentlich\s+|natürlich\s+)?{_X}\s+(?:sagen|schreiben)(?:,?\s+(?:und\s+)?nicht\s+{_Y})?{_END}",
        rf"{_LEAD}(?:{_SORRY}[\s,.:;!…-]+)*(?:es\s+(?:ist|war|sind)|das\s+ist|es\s+heißt|er\s+heißt|sie\s+heißt)\s+(?:eigentlich\s+)?{_X}(?:,?\s+(?:und\s+)?nicht\s+{_Y})?{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:es\s+ist\s+)?nicht\s+{_Y},?\s+sondern\s+{_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:es\s+ist\s+)?{_X},\s+(?:und\s+)?nicht\s+{_Y}(?=\s*[.!]|$)",
        rf"\bich\s+habe?\s+{_Y}\s+(?:gesagt|geschrieben),?\s+(?:aber\s+es\s+ist|meinte\s+aber|meine\s+aber|es\s+ist\s+aber)\s+{_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:(?:ich\s+bin|bin|ich\s+werde|es\s+sind)\s+)?(?P<x>\d{{1,4}}),?\s+nicht\s+(?P<y>\d{{1,4}}){_END}",
    ),
    forget=pattern(r"\b(?:vergiss|vergesst|ignoriere?|streiche?)(?:\s+(?:bitte|einfach|wieder|alles))*\s*,?\s*(?:was\s+ich(?:\s+(?:dir|euch|vorhin|eben))*|dass\s+ich|das\s+mit|die\s+Sache\s+mit)"),
    untrue=(
        rf"das\s+(?:mit\s+)?{KNOWN}\s+(?:stimmt\s+(?:gar\s+|so\s+)?nicht|war\s+gelogen|war\s+ein\s+scherz|habe?\s+ich\s+(?:nur\s+)?erfunden|ist\s+(?:gelogen|erfunden|falsch|nicht\s+wahr))\b",
        rf"was\s+ich\s+{KNOWN}\s+gesagt\s+habe,?\s+(?:stimmt\s+nicht|war\s+(?:gelogen|falsch))\b",
    ),
    vague=pattern(r"(?:das|es|etwas|was|dich|sie|ihn|damit|nur|alles|nichts|eigentlich\Z|ja|nein|ob|dass|wie|anders|noch)\b"),
)  # fmt: skip
