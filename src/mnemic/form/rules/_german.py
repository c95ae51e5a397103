# ruff: noqa: E501 - a pattern is read as one line
"""The frames of German."""

from __future__ import annotations

import re
from typing import Final

from ._german_over import AM, BACK, BRIEFLY, GAP, HAVE, OVER
from ._plain_frames import (
    MAKES,
    PlainFrame,
    PlainLanguage,
    either,
    none_of,
    one_of,
    pattern,
    short,
    standing,
    tool,
)
from ._plain_places import employer, is_place, new_employer

_DAY: Final = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)"
_MONTH: Final = r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Sommer|Herbst|Winter|Frühling|Frühjahr|\d{4})"
_WHEN: Final = (
    rf"(?:(?:gestern|heute|vorgestern|neulich|endlich|kürzlich|inzwischen|mittlerweile|nun|leider|tatsächlich|vor (?:kurzem|\w+ (?:Tagen|Wochen|Monaten|Jahren))|letzte[nsr]? (?:Woche|Monat|Jahr|Sommer|Herbst|Winter|{_DAY})|(?:seit|im|ab|am|diesen|dieses) (?:{_DAY}|{_MONTH}|letzte[mnrs] \w+|gestern|heute|kurzem|Jahr|Monat)|"
    r"nach \w+ Jahren|seit (?:einem|einer|zwei|drei|vier|fünf) (?:Tagen|Wochen?|Monate?n?|Jahre?n?)|es ist so weit|gute Nachrichten|Neuigkeiten)[,:!]?\s+)"
)
_GOODS: Final = one_of(
    "auto motorrad fahrrad rad e-bike roller wohnwagen wohnmobil boot segelboot klavier gitarre kamera laptop computer rechner handy smartphone iphone haus wohnung grundstück schrebergarten garten fernseher konsole tablet golf "
    + MAKES
)
_PLACED: Final = r"(?P<o>(?-i:[A-ZÄÖÜ])[\wäöüß-]+(?:\s(?-i:[A-ZÄÖÜ])[\wäöüß-]+)?)"
_FIRM: Final = r"(?P<o>(?-i:[A-ZÄÖÜ])[\w&.-]+(?:\s(?-i:[A-ZÄÖÜ])[\w-]+)?)"
_NOW: Final = r"(?:jetzt\s+|nun\s+|auch\s+|noch\s+|immer noch\s+|seit [\wäöüß]+(?:\s+[\wäöüß]+)?\s+|schon\s+|mittlerweile\s+|inzwischen\s+|gerade\s+|grad\s+|grade\s+|aber\s+|heute\s+|immer\s+|momentan\s+|derzeit\s+|zurzeit\s+|aktuell\s+|eigentlich\s+|halt\s+|übrigens\s+|wirklich\s+|total\s+|sehr\s+|gern\s+|gerne\s+|endlich\s+|neuerdings\s+|ab sofort\s+|wieder\s+|frisch\s+)*"
_I: Final = r"(?:ich\s+)?"
_ANIMALS: Final = one_of(
    "hund hündin hunde katze kater katzen kaninchen hase papagei pferd pferde schildkröte hamster meerschweinchen wellensittich frettchen fisch fische esel ziege ziegen hühner huhn dackel"
)
_TRADE_WORDS: Final = (
    "arzt ärztin krankenpfleger krankenschwester pfleger pflegerin lehrer lehrerin anwalt anwältin ingenieur ingenieurin architekt architektin journalist "
    "journalistin programmierer programmiererin entwickler entwicklerin koch köchin kellner kellnerin schreiner schreinerin tischler tischlerin elektriker "
    "elektrikerin klempner buchhalter buchhalterin student studentin schriftsteller schriftstellerin musiker musikerin maler malerin fotograf fotografin "
    "übersetzer übersetzerin psychologe psychologin tierarzt tierärztin apotheker apothekerin bäcker bäckerin polizist polizistin feuerwehrmann pilot pilotin "
    "fahrer fahrerin busfahrer busfahrerin zahnarzt zahnärztin biologe biologin chemiker chemikerin physiker physikerin friseur friseurin mechaniker mechanikerin "
    "maurer rentner rentnerin beamter beamtin verkäufer verkäuferin sekretär sekretärin schauspieler schauspielerin sänger sängerin bauer bäuerin landwirt "
    "hebamme bibliothekar bibliothekarin richter richterin techniker technikerin berater beraterin erzieher erzieherin förster försterin gärtner gärtnerin "
    "physiotherapeut physiotherapeutin designer designerin metzger sozialarbeiter sozialarbeiterin logopädin optiker optikerin imker winzer "
    "kassierer kassiererin krankenpflegerin altenpfleger altenpflegerin softwareentwickler softwareentwicklerin webentwickler webentwicklerin informatiker informatikerin maschinenbauer ergotherapeut ergotherapeutin "
    "dachdecker dachdeckerin schweißer schlosser schlosserin lagerist lageristin postbote postbotin lkw-fahrer konditor konditorin florist floristin steuerberater steuerberaterin notar notarin azubi auszubildende "
    "kauffrau kaufmann bürokauffrau bürokaufmann bankkauffrau bankkaufmann industriekaufmann industriekauffrau sozialpädagoge sozialpädagogin referendar referendarin grundschullehrer grundschullehrerin redakteur redakteurin "
    "sachbearbeiter sachbearbeiterin verwaltungsangestellte verwaltungsangestellter kfz-mechatroniker mechatroniker mechatronikerin elektroniker elektronikerin chirurg chirurgin hausarzt hausärztin trainer trainerin "
    "doktorand doktorandin wissenschaftler wissenschaftlerin projektmanager projektmanagerin produktmanager produktmanagerin freiberufler freiberuflerin texter texterin dolmetscher dolmetscherin stewardess soldat soldatin"
)
_TRADES: Final = one_of(_TRADE_WORDS)
_TRADE: Final = rf"(?:{'|'.join(_TRADE_WORDS.split())})"
_AT: Final = pattern(r"\s(?:bei|beim|in|im|an|am|auf)\s")
_WORKPLACES: Final = one_of(
    "bank krankenhaus klinik restaurant schule grundschule gymnasium supermarkt laden bar hotel apotheke fabrik universität uni rathaus start-up startup agentur bibliothek café werkstatt kita kindergarten "
    "pflegeheim altenheim bäckerei buchhandlung kanzlei museum arztpraxis praxis behörde büro architekturbüro ingenieurbüro steuerbüro charité verlag"
)
_WAYS: Final = frozenset(
    [
        "homeoffice",
        "home-office",
        "büro",
        "außendienst",
        "schichtdienst",
        "vertrieb",
        "team",
        "bereich",
        "moment",
        "ausland",
        "norden",
        "süden",
        "osten",
        "westen",
        "teilzeit",
        "vollzeit",
        "elternzeit",
        "ruhestand",
        "urlaub",
        "nachtschicht",
    ]
)
_WORKPLACE: Final = either(
    lambda phrase: employer(phrase) and phrase.split()[0].casefold() not in _WAYS, _WORKPLACES
)
_ILLNESS: Final = r"(?:asthma|diabetes|migräne|depressionen?|epilepsie|arthritis|arthrose|bluthochdruck|adhs|neurodermitis|schlafstörungen|heuschnupfen|rheuma|zöliakie|laktoseintoleranz|laktose-intoleranz|fructoseintoleranz|fruktoseintoleranz|glutenunverträglichkeit|schuppenflechte|endometriose|tinnitus|angststörung\w*|panikattacken|schilddrüsenunterfunktion|hashimoto|skoliose|gicht|krebs|ms\b|multiple\s+sklerose|reizdarm|anämie|autismus|parkinson|morbus\s+\w+|zuckerkrankheit|hausstauballergie)"
_ILL: Final = r"(?:diabetiker(?:in)?|asthmatiker(?:in)?|epileptiker(?:in)?|laktoseintolerant|farbenblind|kurzsichtig|autist(?:in)?|linkshänder(?:in)?|schwerhörig|taub|blind|bipolar|bluter)"
_FOODS: Final = r"(?:fleisch|schweinefleisch|schwein|rindfleisch|fisch|gluten|milchprodukte|milch|laktose|zucker|alkohol|eier|meeresfrüchte|käse|wurst|nüsse)"
_AN: Final = r"(?:ein(?:e|en|em|er)?|'?nen?|'?n)"
_OFTEN: Final = r"(?:(?:jeden|jede|jedes)\s+(?:zweiten\s+|zweite\s+)?\w+|(?:ein|zwei|drei|vier|fünf|\d)\s?mal\s+(?:die|pro|in\s+der|im|am)\s+\w+|\d\s?x\s+(?:die|pro|in\s+der)\s+\w+|regelmäßig|täglich|oft|(?:montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags|abends|morgens)|am\s+wochenende|immer\s+\w+)"
_SPORTS: Final = r"(?:schwimmen|joggen|laufen|klettern|bouldern|wandern|reiten|tanzen|turnen|spazieren|angeln|ins\s+(?:fitnessstudio|gym|training)|zum\s+(?:yoga|pilates|fußball|training|sport|boxen|chor|karate))"
_UNPLANNED: Final = re.compile(
    r"\b(?:wissen|verstehen|das|es|dir|mir\s+das|code|text|mail|brief|heute|morgen|kurz|gleich|jetzt|besser\s+verstehen)\b|^(?:spazieren|nach\s+hause)\b",
    re.IGNORECASE,
)
_PLANNED: Final = none_of(lambda phrase: _UNPLANNED.search(phrase) is not None)
_WISH_END: Final = r"(?=\s*(?:[.,;:!?()\n]|$)|\s+(?:aber|weil|denn|und\s+(?:ich|das|es|bin|habe?))\b)"
_TO_DO: Final = r"[^.,;:!?()\n]{1,60}?"
_INSTRUCTION: Final = standing(
    polite=r"bitte",
    always=r"immer|nie|ab\s+(?:jetzt|sofort)|von\s+(?:jetzt|nun)\s+an|künftig|in\s+zukunft",
    verbs=r"antworte(?:n)?|schreib(?:e|en)?|sprich|sprechen|rede|erklär(?:e|en)?|duze?|sieze?|sei|benutz(?:e|en)?|nutze?|verwende(?:n)?|fass|halt(?:e)?|formulier(?:e|en)?|gib",
    style=r"immer|nur\s+noch|stets|auf\s+(?:deutsch|englisch|französisch|spanisch|italienisch)|mich|kurz(?:e|en|er|gefasst)?|knapp|direkt|in\s+(?:stichpunkten|stichworten|einem\s+satz|kurzen\s+sätzen)|schritt\s+für\s+schritt|mit\s+beispielen|ohne\s+(?:emojis|fachbegriffe|umschweife|floskeln)|per\s+du",
    denied=r"(?:benutz(?:e)?|nutze?|verwende|schreib(?:e)?|gib|mach(?:e)?)(?:\s+mir)?(?:\s+(?:bitte|in\s+zukunft|künftig|nie|mehr))*\s+(?:keine?n?|nie)|(?:antworte|schreib(?:e)?|sprich|rede|duze?|sieze?)\s+(?:mir\s+|mit\s+mir\s+|mich\s+)?(?:bitte\s+)?(?:nicht|nie)|keine|vermeide?",
    shunned=r"emojis?|smileys?|fachbegriffe|fachchinesisch|listen|aufzählungen|stichpunkte|fettdruck|markdown|anglizismen|tabellen|lange[nr]?\s+(?:antworten|erklärungen|texte|sätze)|antworten|ausrufezeichen|floskeln|entschuldigungen|ratschläge|auf\s+englisch|gendern",
    texts=r"(?:diese[nmrs]?|den|das|die|einen?|meine?n?|dem|der|keine?n?)\s+(?:\w+\s+)?(?:text|brief|mail|e-?mail|nachricht|satz|artikel|absatz|aufsatz|gedicht|geschichte|code|funktion|post|frage|anschreiben)",
)
_TONGUES: Final = one_of(
    "deutsch englisch französisch spanisch italienisch portugiesisch russisch chinesisch japanisch koreanisch arabisch niederländisch schwedisch polnisch türkisch griechisch hebräisch dänisch norwegisch tschechisch ungarisch"
)
_NATIONS: Final = one_of(
    "deutscher deutsche österreicher österreicherin schweizer schweizerin franzose französin italiener italienerin spanier spanierin pole polin türke türkin "
    "russe russin engländer engländerin brite britin amerikaner amerikanerin niederländer niederländerin grieche griechin portugiese portugiesin däne dänin "
    "schwede schwedin norweger norwegerin finne finnin ire irin tscheche tschechin ungar ungarin brasilianer brasilianerin mexikaner mexikanerin japaner japanerin kroate kroatin serbe serbin bosnier bosnierin albaner albanerin ukrainer ukrainerin rumäne rumänin bulgare bulgarin syrer syrerin afghane afghanin iraner iranerin belgier belgierin chinese chinesin inder inderin vietnamese vietnamesin kanadier kanadierin"
)
_DIETS: Final = r"(?:vegetarier(?:in)?|veganer(?:in)?|vegan|vegetarisch|pescetarier(?:in)?|flexitarier(?:in)?|allesesser(?:in)?)"
_STATUS: Final = r"(?:verheiratet|ledig|single|geschieden|verwitwet|verlobt|getrennt|vergeben)"
_KIN: Final = r"(?:schwester|bruder|mutter|vater|mama|papa|tochter|sohn|cousine|cousin|tante|onkel|oma|opa|großmutter|großvater|nichte|neffe|schwägerin|schwager|schwiegermutter|schwiegervater)"
_PERSON: Final = r"(?P<o>(?-i:[A-ZÄÖÜ][a-zäöüß]+)(?:[ -](?-i:[A-ZÄÖÜ][a-zäöüß]+))?)"
_NO_NAME: Final = re.compile(
    r"(?:ler|ker|rin|tin|gin|ist|ent|ant|loge|mann|frau|kraft|ling|tner|ator|eur|ige[rn]?|ende[rn]?|chef|boss|fan|neue|typ|gleiche|single|vater|mutter|mama|papa|oma|opa|kind|mensch|veganer|jude|christ|muslim|moslem|atheist)\Z",
    re.IGNORECASE,
)
_NAMED: Final = none_of(_TRADES, _NATIONS, is_place, lambda phrase: _NO_NAME.search(phrase) is not None)
_PARTNER: Final = r"(?:frau|mann|ehefrau|ehemann|freundin|freund|partnerin|partner|verlobte|verlobter)"
_GAMES: Final = r"(?=(?:die\s+|das\s+|den\s+)?(?:gitarre|klavier|geige|schlagzeug|bass|flöte|harfe|fußball|tennis|basketball|handball|volleyball|schach|cello|saxophon|trompete|yoga|pilates|karate|judo|klettern|boxen|töpfern|hockey|badminton|akkordeon|golf|tischtennis|ukulele|keyboard|orgel|blockflöte|klarinette|posaune|geräteturnen|crossfit|zumba|kickboxen|taekwondo|sport|krafttraining|theater)\b)"

GERMAN: Final = PlainLanguage(
    cue=pattern(r"\b(?:antworte|schreib|duz\w*|nenn\w*|benutz\w*|verwende|keine|ich|mein\w*|wir|mir|mich|uns|unser\w*|bin|habe?|wohne|lebe|arbeite|benutze|nutze|vergiss|sondern|tschüss|entschuldigung|sorry|ist (?:\w+ )?(?:gestorben|Schluss))\b"),
    openers=pattern(rf"(?:(?:und|aber|hallo|hi|also|ja|nein|übrigens|naja|ach|ok|denn|weil|entschuldigung|sorry|moin|btw|jetzt|ehrlich gesagt|so|tja|moment|ich habe? mich (?:vertan|geirrt|vertippt))(?:[,:]?\s+|[,:]))*{_WHEN}{{0,2}}"),
    refused=pattern(r"^(?:wenn|falls|angenommen|stell dir vor)\b|\b(?:wenn|falls|ob) (?:ich|wir)\b|\b(?:sagt|sagte|meint|meinte|schrieb|erzählt|fragt),?\s+(?:dass|ich|er|sie|\")|\bvielleicht\b|\bich glaube\b|\bwäre\b|\bwürde\b|\bhätte\b|\bkönnte\b|\bgeträumt\b|\b(?:im|in einem|in diesem|in meinem) (?:Film|Traum|Roman|Buch|Spiel|Lied)\b|\bin (?:der|einer) (?:Serie|Geschichte)\b|\bals ob\b|\b(?:sag\w*|denk\w*|dacht\w*|glaub\w*|behaupt\w*|erzähl\w*|frag\w*|meint|meinten?)\s*[,:]"),
    asks=pattern(r",\s+(?=(?:\w+,?\s+){0,2}(?:oder|ne|gell)\s*\?|(?:kennst|kennt|hast|habt|kannst|könnt|weißt|wisst|was|wo|wie|welche\w*|wer|gibt|gibt's|irgendwelche|irgendeine\w*|oder|magst|warum|wann)\b)"),
    bygone=pattern(r"\bals (?:Kind|Jugendliche\w*|Student\w*|Teenager|kleine[sr]?)\b|\bals (?:ich|wir) (?:noch )?(?:\w+ ){1,4}war(?:en)?\b|\bdamals\b|\bfrüher\b|\bin meiner (?:Kindheit|Jugend)\b|\bvor (?:\d{2}|zehn|fünfzehn|zwanzig|dreißig|vielen) Jahren\b|\bin der (?:Schule|Grundschule)\b|\bmit (?:\d|1\d|acht|neun|zehn|achtzehn)\b(?! Jahre)"),
    brief=pattern(
        rf"\bbis (?:{_DAY}|morgen|zum|nächste\w*|Ende)\b|\bfür (?:ein(?:e|en|ige)?|zwei|drei|vier|ein paar|paar|\d+) (?:Tage?|Wochen?|Monate?|Jahr|Stunden?|Nacht|Weile|Zeit|Wochenende)\b|\bübers?\b|\bzu Besuch\b|\bim Urlaub\b|\bauf (?:Besuch|Reisen|Durchreise|Dienstreise)\b|\bvorübergehend\b|\bnächste[nrsm]?\b|\bmorgen\b|\bbald\b|\bdemnächst\b|"
        r"\bum (?:\d{1,2}|sechs|sieben|acht|neun|zehn) uhr\b|\bfast\b|\bbeinahe\b"
    ),
    doubt=pattern(r"\b(?:nicht|nie|niemals|fast|beinahe|wenn|falls|ob|als ob|vielleicht|ohne|dass)\b"),
    stop=pattern(r"[,;:.!?()\"„“\n]|\s(?:und (?:ich|mein|meine|wir|es|das|die|der|bin|habe|arbeite|wohne|lebe|keinen?)|aber|weil|denn|seit|bis|dass|der|die|das|wo|wenn|mit|für|in|im|auf|an|am|als|direkt|jetzt|auch|nicht|jeden|jede|gezogen|umgezogen|um|gern|gerne|sehr|und|aus|von|zu|zum|ohne|leider|noch|seitdem|daheim|zuhause|gekündigt|angefangen|umgestiegen|gewechselt|bei|nach|fließend|perfekt|lol|haha|heißt|schon|vor|letzte[nsr]?|gestern|heute|statt|anstatt|am|endlich|wieder|geworden|mehr|zusammen|getauscht|ersetzt)\b"),
    articles=pattern(r"(?:'?nen?|'?ne|'?n|der|die|das|den|dem|ein|eine|einen|einem|einer|mein|meine|meinen|meinem|unser|unsere|unseren|unserem)\s+"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(r"(?:ich heiße?|mein name ist|nenn mich|nennt mich|du kannst mich|alle nennen mich)\s+(?:bitte\s+|einfach\s+)*"), cut="name"),
        PlainFrame(predicate="name", pattern=pattern(rf"ich\s+bin\s+(?:(?:der|die)\s+{_PERSON}(?=\s*(?:[.,!]|$)|\s+(?:und|aus)\b))"), cut="given", check=_NAMED),
        PlainFrame(predicate="name", pattern=pattern(rf"ich\s+bin\s+{_PERSON}(?=(?:,|\s+und)\s+(?:\d\d\b|bin\s+\d\d\b|aus\s|komme\s|wohne\s))"), cut="given", check=_NAMED),
        PlainFrame(predicate="age", pattern=pattern(r"ich\s+bin\s+(?:(?:der|die)\s+)?(?-i:[A-ZÄÖÜ][a-zäöüß]+),?\s+(?:und\s+)?(?P<o>\d\d)(?=\s*(?:[.,;!]|$)|\s+(?:jahre|und|aus)\b)"), cut="given"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"ich\s+bin\s+(?:(?:der|die)\s+)?(?-i:[A-ZÄÖÜ][a-zäöüß]+),?(?:\s+\d\d,?)?\s+aus\s+"), cut="place"),
        PlainFrame(predicate="instruction", pattern=pattern(_INSTRUCTION), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"mein(?:\s+großes)?\s+(?:ziel|traum|vorsatz|plan)(?:\s+für\s+\w+(?:\s\w+)?)?\s+ist(?:\s+es)?,?\s+(?P<o>{_TO_DO}\s\w*zu\w*(?:\s\w+en)?){_WISH_END}"), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"(?:ich|wir)\s+(?:will|wollen|möchten?)\s+(?:unbedingt\s+|endlich\s+|gern\s+|gerne\s+|dieses\s+jahr\s+|nächstes\s+jahr\s+|bis\s+\w+\s+)*(?P<o>(?!nicht\b|kein)(?:[\wäöüß-]+\s+){{1,6}}?(?:lernen|abnehmen|sparen|ansparen|laufen|aufhören|schreiben|gründen|eröffnen|auswandern|verbessern|bauen|reisen|umziehen|werden|promovieren)){_WISH_END}"), cut="given", check=_PLANNED),
        PlainFrame(predicate="birthday", pattern=pattern(r"(?:ich habe? am|mein geburtstag ist (?:der|am)|ich bin am|ich wurde am)\s+(?P<o>\d{1,2}\.\s*(?:\d{1,2}\.|[A-Za-zä]+))"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"(?:ich bin|bin ich|bin)\s+{_NOW}(?:letzte\w*\s+\w+\s+|gestern\s+|heute\s+)?(?P<o>\d{{1,3}})(?:\s+(?:jahre(?:\s+alt)?|geworden))?(?=\s*[,.;!]|\s+und\b|$)"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(r"ich (?:bin|wurde)\s+in\s+(?P<o>[A-ZÄÖÜ][\wäöüß-]+(?:\s[A-ZÄÖÜ][\wäöüß-]+)?)\s+(?:geboren|zur welt)"), cut="given"),
        PlainFrame(predicate="comes_from", pattern=pattern(rf"(?:(?:ich )?komme?|(?:ich )?stamme?|ich bin)\s+{_NOW}(?:ursprünglich\s+)?aus\s+"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"ich bin\s+in\s+(?P<o>[A-ZÄÖÜ][\wäöüß-]+)\s+aufgewachsen"), cut="given"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"(?:(?:ich\s+)?(?:wohne?|lebe?)(?:\s+ich)?|wir\s+(?:wohnen|leben)|(?:wohnen|leben)\s+wir)\s+(?:{_NOW}|alleine?\s+|zur\s+miete\s+|zusammen\s+|mit\s+[\wäöüß ]{{2,25}}?\s+(?:zusammen\s+)?)(?:in\s+{_AN}\s+(?:wg|haus|wohnung)\s+)?in\s+(?:der\s+nähe\s+von\s+\b\B)?"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"mein(?:e)? neue[s]? (?:Zuhause|Heimat|Wohnort|Adresse) ist (?:in )?"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{AM}{GAP}(?:\s+von\s+[\w-]+)?\s+nach\s+{_PLACED}\s+(?:gezogen|umgezogen|übergesiedelt|umgesiedelt)"), cut="given", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:ich habe|wir haben|früher (?:habe ich|wohnte ich|lebte ich)|ich wohnte|ich lebte)\s+(?:früher\s+|mal\s+|lange\s+)*in\s+(?P<o>[A-ZÄÖÜ][\wäöüß-]+)(?:\s+(?:gewohnt|gelebt)|(?=[,.]|$))"), cut="given", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:(?:ich\s+)?(?:wohne?|lebe?)(?:\s+ich)?|(?:wir\s+)?(?:wohnen|leben)(?:\s+wir)?) nicht mehr in\s+"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:ich\s+)?(?:arbeite|jobbe)\s+(?:ich\s+)?{_NOW}(?:bei|beim|für)\s+(?:der\s+|dem\s+)?(?!gutem|schlechtem|regen|wind|nacht|kälte|hitze|mir|uns)"), check=employer),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:ich\s+)?(?:arbeite|jobbe|schaffe)\s+(?:ich\s+)?{_NOW}(?:bei|beim)\s+(?:der\s+|dem\s+)?(?P<o>(?!(?:uns|mir|ihm|ihr|ihnen|dir|euch|eine[mr]?|mein\w*|der|dem|den|regen|nacht|wind|kerzenlicht|licht|musik|tag\w*|hitze|kälte|schlechtem|gutem|jede[mr]|freund\w*|bedarf)\b)(?-i:[a-zäöü])[\w&-]+)(?=\s*(?:[.,;!)]|$)|\s+(?:als|in|an|und|seit|im)\b)"), cut="given"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:ich\s+)?(?:bin|arbeite)\s+(?:ich\s+)?{_NOW}(?:als\s+)?(?:eine?\s+)?{_TRADE}\s+(?:bei|beim|in\s+der|im|am|an\s+der|in\s+einem|in\s+einer)\s+(?:der\s+|dem\s+)?"), check=_WORKPLACE),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:ich\s+)?(?:arbeite|jobbe)\s+(?:ich\s+)?{_NOW}(?:in\s+eine[mr]|im|an\s+eine[mr]|in\s+der)\s+"), check=_WORKPLACES),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:ich\s+)?bin\s+(?:ich\s+)?(?:jetzt\s+|nun\s+|inzwischen\s+|mittlerweile\s+|seit \w+\s+)?bei\s+(?-i:(?=[A-ZÄÖÜ]))"), check=employer),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:früher habe ich|ich habe)\s+(?:früher\s+)?bei\s+(?P<o>[A-ZÄÖÜ][\w&.-]+(?:\s[A-ZÄÖÜ][\w-]+)?)\s+gearbeitet"), cut="given", tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{HAVE}{BRIEFLY}\s+bei\s+{_FIRM}\s+(?:angefangen|unterschrieben|angeheuert)\b(?!,?\s+[^.,;]*\bzu\s)"), cut="given", check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{HAVE}{BRIEFLY}\s+bei\s+{_FIRM}\s+(?:gekündigt|aufgehört)"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:ich\s+)?(?:arbeite|bin)(?:\s+ich)? nicht mehr (?:bei|für)\s+"), check=employer, tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:ich\s+)?(?:bin|esse|ernähre mich|lebe)\s+(?:ich\s+)?{_NOW}(?:eine?\s+)?(?P<o>{_DIETS})\b(?! mehr)"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:ich\s+)?(?:bin|esse|lebe|ernähre mich)(?:\s+ich)? (?:nicht mehr\s+(?P<o>{_DIETS})\b|kein(?:e)?\s+(?P<o2>{_DIETS})\s+mehr\b)"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:ich\s+)?(?:esse?|trinke?|vertrage)(?![^.;!?]*\bheute\b)(?:\s+ich)?\s+{_NOW}(?:kein(?:e|en)?|nie)\s+(?P<o>{_FOODS})\b(?![^.;!?]*\b(?:heute|freitags|abends|montags|gern|viel|wenn)\b)"), cut="given", negated=True),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"(?:ich bin|bin ich|bin|ich bin also)\s+(?:also\s+)?{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="relationship_status", pattern=pattern(r"wir sind\s+(?:jetzt\s+|seit [\wä]+\s+)?(?P<o>verheiratet|verlobt|geschieden|getrennt)\b"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(rf"(?:ich\s+)?bin\s+{_NOW}allergisch\s+(?:gegen|auf)\s+"), several=True, check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"ich bin nicht allergisch\s+(?:gegen|auf)\s+"), several=True, check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(r"ich bin\s+(?P<o>[A-ZÄÖÜ][\wäöüß]+)(?=$|[,.;!]|\s+und\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"(?:ich\s+)?(?:bin|arbeite)\s+(?:ich\s+)?{_NOW}(?:als\s+)?(?:eine?\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:ich war|früher war ich)\s+(?:früher\s+|mal\s+)*(?:eine?\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:ich\s+)?(?:bin|arbeite)(?:\s+ich)?\s+(?:nicht mehr\s+(?:als\s+)?|keine?\s+(?=\w+ mehr))"), check=_TRADES, tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"(?:ich\s+)?bin(?:\s+ich)? nicht mehr\s+(?P<o>{_STATUS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="studies", pattern=pattern(r"(?:ich\s+)?habe?\s+(?:früher\s+)?(?P<o>(?-i:[A-ZÄÖÜ])[\wäöüß-]+(?:\s+und\s+(?-i:[A-ZÄÖÜ])[\wäöüß-]+)?)\s+studiert\b"), cut="given", tense="past"),
        PlainFrame(predicate="studies", pattern=pattern(rf"ich studiere\s+{_NOW}(?!in\b|an\b)(?=[A-ZÄÖÜ])"), check=short),
        PlainFrame(predicate="studies_at", pattern=pattern(r"ich studiere\s+(?:[\wäöü]+\s+)?(?:an\s+(?:der|dem)\s+)(?=[A-ZÄÖÜ])"), check=short),
        PlainFrame(predicate="children", pattern=pattern(rf"(?:ich habe?|wir haben|habe?)\s+{_NOW}(?P<o>(?:{_AN}|zwei|drei|vier|fünf|sechs|\d)\s+(?:kleine\s+|erwachsene\s+)?(?:kind(?:er)?|töchter|tochter|söhne|sohn|jungs|mädchen|zwillinge))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"(?:ich habe?|wir haben|habe?)\s+{_NOW}(?={_AN}\s|(?:zwei|drei|vier|fünf)\s)"), check=_ANIMALS),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:mein|unser)e?\s+(?P<o>\w+)(?:\s+[A-Z]\w+)?\s+ist\s+(?:\w+\s+){0,3}(?:gestorben|tot|weggelaufen|entlaufen)\b"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="owns", pattern=pattern(rf"(?:(?:ich\s+)?hab(?:e)?|wir haben|haben wir)(?:\s+ich)?\s+{_NOW}(?:mir\s+|uns\s+)?(?:jetzt\s+)?{_AN}\s+(?:neue\w*\s+|alte\w*\s+)?(?P<o>\w[\w-]*(?:\s(?-i:[A-Z\d])[\w-]*){{0,3}})(?=\s*[.,;!]|\s+(?:gekauft|und|mit|in|von|aus)\b|$)"), cut="given", check=_GOODS),
        PlainFrame(predicate="owns", pattern=pattern(rf"{HAVE}{BRIEFLY}\s+(?:mein|unser|das|den|die)(?:en|e|es)?\s+(?:alte\w*\s+)?(?P<o>\w[\w-]*)\s+verkauft\b"), cut="given", check=_GOODS, tense="past", act="end"),
        PlainFrame(predicate="speaks", pattern=pattern(rf"ich (?:spreche|lerne|kann)\s+{_NOW}(?:fließend\s+|ein bisschen\s+|etwas\s+)?"), several=True, check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(r"ich (?:spreche|kann) kein\s+"), several=True, check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"(?:ich\s+)?(?:benutze?|nutze?|verwende)(?:\s+ich)?\s+{_NOW}(?-i:(?=[A-ZÄÖÜ]))(?!\w+\s+nicht\b)"), several=True, check=short),
        PlainFrame(predicate="uses", pattern=pattern(rf"{AM}{BRIEFLY}(?:\s+von\s+(?P<x>[\w.+-]+))?\s+(?:auf|zu)\s+(?P<o>(?-i:[A-ZÄÖÜ])[\w-]+(?:\s(?-i:[A-ZÄÖÜ])[\w-]+)?)\s+(?:umgestiegen|gewechselt)"), cut="given", event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{HAVE}{BRIEFLY}\s+(?P<x>(?-i:[A-ZÄÖÜ])[\w.+-]+)\s+(?:durch|gegen)\s+(?:ein\w*\s+)?(?P<o>(?-i:[A-ZÄÖÜ])[\w-]+)\s+(?:ersetzt|getauscht|ausgetauscht|eingetauscht)"), cut="given", check=tool, event=True),
        PlainFrame(predicate="uses", pattern=pattern(r"ich (?:benutze?|nutze?|verwende)\s+(?P<o>[A-ZÄÖÜ][\w-]+)\s+nicht mehr"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"ich (?:spiele?|mache?)\s+{_NOW}{_GAMES}"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(rf"(?:ich\s+)?gehe?\s+(?:{_OFTEN}\s+|gern\s+|gerne\s+){{1,2}}(?P<o>{_SPORTS})\b"), cut="given"),
        PlainFrame(predicate="activity", pattern=pattern(rf"(?:ich\s+)?gehe?\s+(?P<o>{_SPORTS})\s+{_OFTEN}"), cut="given"),
        PlainFrame(predicate="prefers", pattern=pattern(r"ich\s+(?:trinke?|esse?|mag|höre?|lese?|nehme?|schaue?)\s+(?:viel\s+)?lieber\s+(?=\w+(?:\s\w+)?\s+als\b)"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(rf"{HAVE}{BRIEFLY}\s+mit\s+(?:dem\s+|der\s+)?(?P<o>(?-i:[A-ZÄÖÜ])\w+)\s+aufgehört\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:ich\s+)?(?:spiele?|mache?)(?:\s+ich)?\s+kein(?:e|en)?\s+(?P<o>\w+)\s+mehr\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:ich\s+)?mag(?:\s+ich)?\s+(?:keine?n?\s+(?P<o>(?-i:[A-ZÄÖÜ])[\w-]+)\s+mehr|(?:den\s+|die\s+|das\s+)?(?P<o2>(?-i:[A-ZÄÖÜ])[\w-]+)\s+nicht\s+mehr)\b(?!\s+(?:so|ganz|ganz so|sonderlich))"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(r"ich (?:liebe|mag)\s+(?:sehr\s+|total\s+|gern\s+|am\s+liebsten\s+)?(?!es\b|das\b|dich\b|deine?\b|wie\b|nicht\b|kein|die idee\b|(?:\w+\s){1,3}nicht\b)"), several=True, check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"ich (?:hasse\s+|mag keine?n?\s+(?!\w+ mehr\b)|kann\s+(?=[\wäöü ]+ nicht (?:leiden|ausstehen)))(?!es\b|das\b|dich\b)"), several=True, check=short, negated=True),
        PlainFrame(predicate="favorite", pattern=pattern(r"meine?\s+lieblings(?P<k>[a-zäöüß]+)\s+(?:ist|sind|heißt)\s+(?:jetzt\s+)?"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"ich (?:bevorzuge|ziehe)\s+(?=[A-ZÄÖÜ])"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"meine?\s+(?P<k>{_PARTNER})\s+(?:heißt|heisst|ist)\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"meine?\s+(?:\w+e\s+)?(?P<k>{_KIN})\s+{_PERSON}(?=\s+(?:ist|hat|wohnt|lebt|arbeitet|studiert|wird|geht)\b)"), cut="given"),
        PlainFrame(predicate="partner", pattern=pattern(rf"meine?\s+(?P<k>{_PARTNER})\s+{_PERSON}(?=\s+(?:ist|hat|wohnt|lebt|arbeitet|studiert|wird|geht)\b)"), cut="given"),
        PlainFrame(predicate="out_of_work", pattern=pattern(rf"(?:ich\s+)?bin\s+{_NOW}(?P<o>arbeitslos|arbeitssuchend|arbeitsuchend|ohne\s+(?:job|arbeit))(?=\s*(?:[.,;!]|$)|\s+(?:und|seit|aber)\b)"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"(?:ich\s+)?habe?\s+(?:eine|'?ne)\s+(?P<o>nuss|erdnuss|pollen|katzen|hunde|hausstaub|soja|ei|milcheiweiß|penicillin|bienen|wespen|gluten|gräser|birken)-?allergie\b"), cut="given"),
        PlainFrame(predicate="likes", pattern=pattern(r"ich\s+(?:höre?|gucke?|schaue?|lese?|esse?|trinke?|koche?)\s+(?:sehr\s+|wirklich\s+|total\s+)?(?:gern|gerne|am\s+liebsten)\s+(?!mit\b|in\b|im\b|zu\b|auf\b|nicht\b|mal\b|viel\b|vor\b|zu\b|an\b|abends\b|morgens\b)"), several=True, check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"ich\s+bin\s+(?:ein\s+)?(?:(?:großer|große|riesiger|riesen|absoluter)\s+)?fan\s+(?:von|vom|des|der)\s+"), check=short),
        PlainFrame(predicate="relative", pattern=pattern(rf"(?:ich habe?|habe?)\s+(?:noch\s+|auch\s+)?{_AN}\s+(?:klein\w*\s+|groß\w*\s+|jünger\w*\s+|älter\w*\s+|zwillings)?(?P<k>{_KIN})(?:,\s+(?:der|die)\s+heißt\s+|\s+namens\s+|,\s+)(?!der\b|die\b)"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"(?:ich habe?|habe?)\s+{_AN}\s+(?:klein\w*\s+|groß\w*\s+|jünger\w*\s+|älter\w*\s+)?(?P<k>{_KIN}),\s+(?:der|die)\s+(?P<o>[\wäöü]+)\s+heißt\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:mein|unser)e?\s+(?:hund|hündin|katze|kater|kaninchen|hase|pferd|papagei|hamster|schildkröte|wellensittich)\s+heißt\s+"), cut="name"),
        PlainFrame(predicate="owns", pattern=pattern(rf"ich\s+fahre?\s+{_NOW}{_AN}\s+(?P<o>(?-i:[A-ZÄÖÜ])[\w-]*(?:\s(?-i:[A-Z\d])[\w-]*){{0,3}})(?=\s*(?:[.,;!]|$)|\s+(?:und|von|aus|mit)\b)"), cut="given"),
        PlainFrame(predicate="relative", pattern=pattern(rf"meine?\s+(?P<k>{_KIN})\s+(?:heißt|heisst|ist)\s+"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(rf"(?:(?:ich\s+)?habe?(?:\s+ich)?|(?:ich\s+)?leide\s+(?:an|unter))\s+{_NOW}(?:{_AN}\s+)?(?={_ILLNESS}\b)"), several=True, check=short),
        PlainFrame(predicate="health", pattern=pattern(rf"(?:ich\s+)?bin\s+{_NOW}(?:eine?\s+)?(?P<o>{_ILL})\b"), cut="given"),
        PlainFrame(predicate="member_of", pattern=pattern(r"ich (?:bin|singe?|spiele?|turne?|kicke?|tanze?)\s+(?:mitglied\s+)?(?:in|im|bei)\s+(?=(?:einem|einer|der|dem|meinem)?\s*[\wäöüß-]*(?:verein|chor|club|gruppe|band|mannschaft|orchester|feuerwehr)\b)"), check=short),
    ),
    over=OVER,
    back=BACK,
)  # fmt: skip
