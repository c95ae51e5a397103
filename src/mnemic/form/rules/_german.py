# ruff: noqa: E501 - a pattern is read as one line
"""The frames of German."""

from __future__ import annotations

from typing import Final

from ._plain_frames import PlainFrame, PlainLanguage, capital, one_of, pattern, short

_NOW: Final = r"(?:jetzt\s+|nun\s+|auch\s+|noch\s+|immer noch\s+|seit [\wäöüß]+(?:\s+[\wäöüß]+)?\s+|schon\s+|mittlerweile\s+|inzwischen\s+|gerade\s+|aktuell\s+|eigentlich\s+|halt\s+|übrigens\s+|wirklich\s+|total\s+|sehr\s+|gern\s+|gerne\s+)*"
_I: Final = r"(?:ich\s+)?"
_ANIMALS: Final = one_of(
    "hund hündin hunde katze kater katzen kaninchen hase papagei pferd pferde schildkröte hamster meerschweinchen wellensittich frettchen fisch fische esel ziege ziegen hühner huhn dackel"
)
_TRADES: Final = one_of(
    "arzt ärztin krankenpfleger krankenschwester pfleger pflegerin lehrer lehrerin anwalt anwältin ingenieur ingenieurin architekt architektin journalist "
    "journalistin programmierer programmiererin entwickler entwicklerin koch köchin kellner kellnerin schreiner schreinerin tischler tischlerin elektriker "
    "elektrikerin klempner buchhalter buchhalterin student studentin schriftsteller schriftstellerin musiker musikerin maler malerin fotograf fotografin "
    "übersetzer übersetzerin psychologe psychologin tierarzt tierärztin apotheker apothekerin bäcker bäckerin polizist polizistin feuerwehrmann pilot pilotin "
    "fahrer fahrerin busfahrer busfahrerin zahnarzt zahnärztin biologe biologin chemiker chemikerin physiker physikerin friseur friseurin mechaniker mechanikerin "
    "maurer rentner rentnerin beamter beamtin verkäufer verkäuferin sekretär sekretärin schauspieler schauspielerin sänger sängerin bauer bäuerin landwirt "
    "hebamme bibliothekar bibliothekarin richter richterin techniker technikerin berater beraterin erzieher erzieherin förster försterin gärtner gärtnerin "
    "physiotherapeut physiotherapeutin designer designerin metzger sozialarbeiter sozialarbeiterin logopädin optiker optikerin imker winzer"
)
_TONGUES: Final = one_of(
    "deutsch englisch französisch spanisch italienisch portugiesisch russisch chinesisch japanisch koreanisch arabisch niederländisch schwedisch polnisch türkisch griechisch hebräisch dänisch norwegisch tschechisch ungarisch"
)
_NATIONS: Final = one_of(
    "deutscher deutsche österreicher österreicherin schweizer schweizerin franzose französin italiener italienerin spanier spanierin pole polin türke türkin "
    "russe russin engländer engländerin brite britin amerikaner amerikanerin niederländer niederländerin grieche griechin portugiese portugiesin däne dänin "
    "schwede schwedin norweger norwegerin finne finnin ire irin tscheche tschechin ungar ungarin brasilianer brasilianerin mexikaner mexikanerin japaner japanerin"
)
_DIETS: Final = r"(?:vegetarier(?:in)?|veganer(?:in)?|vegan|vegetarisch|pescetarier(?:in)?|flexitarier(?:in)?|allesesser(?:in)?)"
_STATUS: Final = r"(?:verheiratet|ledig|single|geschieden|verwitwet|verlobt|getrennt|vergeben)"
_KIN: Final = r"(?:schwester|bruder|mutter|vater|mama|papa|tochter|sohn|cousine|cousin|tante|onkel|oma|opa|großmutter|großvater|nichte|neffe|schwägerin|schwager|schwiegermutter|schwiegervater)"
_PARTNER: Final = r"(?:frau|mann|ehefrau|ehemann|freundin|freund|partnerin|partner|verlobte|verlobter)"
_GAMES: Final = r"(?=(?:die\s+|das\s+|den\s+)?(?:gitarre|klavier|geige|schlagzeug|bass|flöte|harfe|fußball|tennis|basketball|handball|volleyball|schach|cello|saxophon|trompete|yoga|pilates|karate|judo|klettern|boxen|töpfern|hockey|badminton|akkordeon|golf)\b)"

GERMAN: Final = PlainLanguage(
    cue=pattern(r"\b(?:ich|mein|meine|wir|mir|mich)\b"),
    openers=pattern(r"(?:(?:und|aber|hallo|hi|also|ja|nein|übrigens|naja|ach|ok|denn|weil|entschuldigung|sorry|moin|btw|jetzt|ehrlich gesagt)(?:[,:]?\s+|[,:]))*"),
    refused=pattern(r"^(?:wenn|falls|angenommen|stell dir vor)\b|\b(?:wenn|falls|ob) (?:ich|wir)\b|\b(?:sagt|sagte|meint|meinte|schrieb|erzählt|fragt),?\s+(?:dass|ich|er|sie|\")|\bvielleicht\b|\bich glaube\b|\bwäre\b|\bwürde\b|\bhätte\b|\bkönnte\b"),
    stop=pattern(r"[,;:.!?()\"„“\n]|\s(?:und (?:ich|mein|meine|wir|es|das|die|der|bin|habe|arbeite|wohne|lebe|keinen?)|aber|weil|denn|seit|bis|dass|der|die|das|wo|wenn|mit|für|in|im|auf|an|am|als|direkt|jetzt|auch|nicht|jeden|jede|gezogen|umgezogen|um|gern|gerne|sehr|und|aus|von|zu|zum|ohne|leider|noch|seitdem|daheim|zuhause|gekündigt|angefangen|umgestiegen|gewechselt|bei|nach|lol|haha|heißt|schon|vor)\b"),
    articles=pattern(r"(?:der|die|das|den|dem|ein|eine|einen|einem|einer|mein|meine|meinen|meinem)\s+"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(r"(?:ich heiße|ich heisse|mein name ist|nenn mich|nennt mich)\s+(?:bitte\s+|einfach\s+)*"), cut="name"),
        PlainFrame(predicate="birthday", pattern=pattern(r"(?:ich habe am|mein geburtstag ist (?:der|am)|ich bin am)\s+(?P<o>\d{1,2}\.\s*(?:\d{1,2}\.|[A-Za-zä]+))"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"ich bin\s+{_NOW}(?P<o>\d{{1,3}})(?:\s+(?:jahre(?:\s+alt)?|geworden))?(?=\s*[,.;!]|\s+und\b|$)"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(r"ich (?:bin|wurde)\s+in\s+(?P<o>[A-ZÄÖÜ][\wäöüß-]+(?:\s[A-ZÄÖÜ][\wäöüß-]+)?)\s+(?:geboren|zur welt)"), cut="given"),
        PlainFrame(predicate="comes_from", pattern=pattern(rf"(?:ich komme|ich stamme|ich bin)\s+{_NOW}(?:ursprünglich\s+)?aus\s+"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"ich bin\s+in\s+(?P<o>[A-ZÄÖÜ][\wäöüß-]+)\s+aufgewachsen"), cut="given"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"(?:ich|wir)\s+(?:wohnen?|leben?)\s+{_NOW}in\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:ich\s+bin|wir\s+sind|bin)\s+(?:[\wäöüß ]{1,30}? )?nach\s+(?P<o>[A-ZÄÖÜ][\wäöüß-]+(?:\s[A-ZÄÖÜ][\wäöüß-]+)?)\s+(?:gezogen|umgezogen)"), cut="given", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:ich habe|wir haben|früher (?:habe ich|wohnte ich|lebte ich)|ich wohnte|ich lebte)\s+(?:früher\s+|mal\s+|lange\s+)*in\s+(?P<o>[A-ZÄÖÜ][\wäöüß-]+)(?:\s+(?:gewohnt|gelebt)|(?=[,.]|$))"), cut="given", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"ich (?:wohne|lebe) nicht mehr in\s+"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:ich\s+)?(?:arbeite|jobbe)\s+(?:ich\s+)?{_NOW}(?:bei|für)\s+(?:der\s+|dem\s+)?"), check=capital),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:ich\s+)?bin\s+(?:jetzt\s+|nun\s+)?bei\s+(?=[A-ZÄÖÜ])(?!der\b|dem\b)"), check=capital),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:früher habe ich|ich habe)\s+(?:früher\s+)?bei\s+(?P<o>[A-ZÄÖÜ][\w&.-]+(?:\s[A-ZÄÖÜ][\w-]+)?)\s+gearbeitet"), cut="given", tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(r"ich habe\s+bei\s+(?P<o>[A-ZÄÖÜ][\w&.-]+(?:\s[A-ZÄÖÜ][\w-]+)?)\s+angefangen"), cut="given", event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"ich (?:habe\s+(?:[\wäöü]+\s+)?bei\s+(?P<o>[A-ZÄÖÜ][\w&.-]+(?:\s[A-ZÄÖÜ][\w-]+)?)\s+gekündigt)"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(r"ich arbeite nicht mehr (?:bei|für)\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:ich\s+)?(?:bin|esse|ernähre mich|lebe)\s+(?:ich\s+)?{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"ich bin (?:nicht mehr|kein(?:e)?\s+(?=\w+ mehr))\s*(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"(?:ich bin|bin ich|ich bin also)\s+(?:also\s+)?{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="relationship_status", pattern=pattern(r"wir sind\s+(?:jetzt\s+|seit [\wä]+\s+)?(?P<o>verheiratet|verlobt|geschieden|getrennt)\b"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(rf"ich bin\s+{_NOW}allergisch\s+(?:gegen|auf)\s+"), check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"ich bin nicht allergisch\s+(?:gegen|auf)\s+"), check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(r"ich bin\s+(?P<o>[A-ZÄÖÜ][\wäöüß]+)(?=$|[,.;!]|\s+und\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"(?:ich\s+)?(?:bin|arbeite)\s+(?:ich\s+)?{_NOW}(?:als\s+)?(?:eine?\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:ich war|früher war ich)\s+(?:früher\s+|mal\s+)*(?:eine?\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="studies", pattern=pattern(rf"ich studiere\s+{_NOW}(?!in\b|an\b)(?=[A-ZÄÖÜ])"), check=short),
        PlainFrame(predicate="studies_at", pattern=pattern(r"ich studiere\s+(?:[\wäöü]+\s+)?(?:an\s+(?:der|dem)\s+)(?=[A-ZÄÖÜ])"), check=short),
        PlainFrame(predicate="children", pattern=pattern(rf"(?:ich habe|wir haben)\s+{_NOW}(?P<o>(?:ein|eine|einen|zwei|drei|vier|fünf)\s+(?:kind(?:er)?|töchter|tochter|söhne|sohn|jungs|mädchen|zwillinge))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"(?:ich habe|wir haben|ich hab)\s+{_NOW}(?=(?:einen?|zwei|drei|vier|eine)\s)"), check=_ANIMALS),
        PlainFrame(predicate="speaks", pattern=pattern(rf"ich (?:spreche|lerne|kann)\s+{_NOW}(?:fließend\s+|ein bisschen\s+|etwas\s+)?"), check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(r"ich (?:spreche|kann) kein\s+"), check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"ich (?:benutze|nutze|verwende)\s+{_NOW}(?=[A-ZÄÖÜ])"), check=short),
        PlainFrame(predicate="uses", pattern=pattern(r"(?:ich\s+)?bin (?:von [\w ]+? )?(?:auf|zu)\s+(?P<o>[A-ZÄÖÜ][\w-]+)\s+(?:umgestiegen|gewechselt)"), cut="given", event=True),
        PlainFrame(predicate="uses", pattern=pattern(r"ich (?:benutze|nutze|verwende)\s+(?P<o>[A-ZÄÖÜ][\w-]+)\s+nicht mehr"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"ich (?:spiele|mache)\s+{_NOW}{_GAMES}"), check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"ich (?:liebe|mag)\s+(?:sehr\s+)?(?!es\b|das\b|dich\b|deine?\b|wie\b|nicht\b|kein|die idee\b)"), check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"ich (?:hasse\s+|mag keine?n?\s+|kann\s+(?=[\wäöü ]+ nicht (?:leiden|ausstehen)))(?!es\b|das\b|dich\b)"), check=short, negated=True),
        PlainFrame(predicate="favorite", pattern=pattern(r"meine?\s+lieblings(?P<k>[a-zäöüß]+)\s+(?:ist|sind|heißt)\s+(?:jetzt\s+)?"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"ich (?:bevorzuge|ziehe)\s+(?=[A-ZÄÖÜ])"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"meine?\s+(?P<k>{_PARTNER})\s+(?:heißt|heisst|ist)\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"meine?\s+(?P<k>{_KIN})\s+(?:heißt|heisst|ist)\s+"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(rf"ich (?:habe|leide (?:an|unter))\s+{_NOW}(?=(?:asthma|diabetes|migräne|depressionen?|epilepsie|arthritis|arthrose|bluthochdruck|adhs|neurodermitis|schlafstörungen|heuschnupfen|rheuma)\b)"), check=short),
        PlainFrame(predicate="member_of", pattern=pattern(r"ich bin\s+(?:mitglied\s+)?(?:in|im|bei)\s+(?=(?:einem|einer|der|dem|meinem)?\s*[\wäöüß-]*(?:verein|chor|club|gruppe|band|mannschaft|orchester|feuerwehr)\b)"), check=short),
    ),
)  # fmt: skip
