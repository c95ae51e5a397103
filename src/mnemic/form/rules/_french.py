# ruff: noqa: E501 - a pattern is read as one line
"""The frames of French."""

from __future__ import annotations

from typing import Final

from ._plain_frames import PlainFrame, PlainLanguage, capital, one_of, pattern, short, small

_NOW: Final = r"(?:maintenant\s+|désormais\s+|aussi\s+|toujours\s+|encore\s+|actuellement\s+|déjà\s+|vraiment\s+|en fait\s+|depuis [\wéèû]+\s+)*"
_ANIMALS: Final = one_of(
    "chien chienne chiens chiennes chat chatte chats chattes chaton lapin lapins perroquet cheval chevaux tortue poisson poissons hamster furet canari poules âne cochon"
)
_TRADES: Final = one_of(
    "médecin infirmier infirmière professeur professeure prof instituteur institutrice avocat avocate ingénieur ingénieure architecte journaliste développeur "
    "développeuse programmeur programmeuse graphiste designer cuisinier cuisinière serveur serveuse menuisier menuisière électricien électricienne plombier "
    "comptable étudiant étudiante écrivain écrivaine musicien musicienne peintre photographe traducteur traductrice psychologue vétérinaire pharmacien "
    "pharmacienne boulanger boulangère policier policière pompier pilote chauffeur dentiste économiste scientifique biologiste chimiste coiffeur coiffeuse "
    "mécanicien mécanicienne maçon retraité retraitée fonctionnaire vendeur vendeuse secrétaire acteur actrice chanteur chanteuse danseur danseuse agriculteur "
    "agricultrice kiné kinésithérapeute sage-femme bibliothécaire juge chef technicien technicienne consultant consultante éditeur éditrice libraire"
)
_TONGUES: Final = one_of(
    "français anglais allemand espagnol italien portugais russe chinois japonais coréen arabe breton basque néerlandais suédois polonais turc grec hébreu occitan corse wolof"
)
_NATIONS: Final = one_of(
    "français française belge suisse canadien canadienne québécois québécoise espagnol espagnole italien italienne allemand allemande anglais anglaise portugais "
    "portugaise marocain marocaine algérien algérienne tunisien tunisienne sénégalais sénégalaise ivoirien ivoirienne américain américaine russe chinois chinoise "
    "japonais japonaise polonais polonaise grec grecque turc turque libanais libanaise brésilien brésilienne irlandais irlandaise breton bretonne camerounais"
)
_DIETS: Final = (
    r"(?:végétarien(?:ne)?|végane?|végétalien(?:ne)?|pescétarien(?:ne)?|omnivore|flexitarien(?:ne)?|vegan)"
)
_STATUS: Final = r"(?:mariée?|célibataire|divorcée?|veuf|veuve|fiancée?|pacsée?|en couple|séparée?)"
_KIN: Final = r"(?:sœur|soeur|frère|mère|père|maman|papa|fille|fils|cousine?|tante|oncle|grand-mère|grand-père|nièce|neveu|belle-sœur|beau-frère|belle-mère|beau-père)"
_PARTNER: Final = (
    r"(?:mari|femme|épouse|époux|copine|copain|compagne|compagnon|conjointe?|fiancée?|petite amie|petit ami)"
)
_GAMES: Final = r"(?=(?:de la\s+|de l'|du\s+|des\s+|au\s+|à la\s+|aux\s+|le\s+|la\s+|l')?(?:guitare|piano|violon|batterie|basse|flûte|harpe|foot|football|tennis|basket|rugby|échecs|yoga|pilates|karaté|judo|boxe|natation|danse|escalade|théâtre|poterie|vélo|course|volley|hand|violoncelle|accordéon|saxophone|ski|équitation|surf)\b)"

FRENCH: Final = PlainLanguage(
    cue=pattern(r"\b(?:je|j'(?:ai|habite|adore|aime|utilise|étudie)|moi|mon|ma|mes|nous avons|on a)\b"),
    openers=pattern(r"(?:(?:et|mais|bonjour|salut|bon|alors|oui|non|donc|au fait|en fait|moi|aussi|bref|sinon|ben|d'ailleurs|pardon|désolée?|car|parce que|comme|maintenant|voilà)(?:[,:]?\s+|[,:]))*(?:depuis\s+[\wéèû ]{2,20},?\s+|en\s+[\wéèû ]{3,20},\s+|maintenant,?\s+)?"),
    refused=pattern(r"^(?:si|imagine|supposons)\b|\bsi (?:je|j')|\b(?:dit|a dit|disent|écrit|raconte|demande) (?:que|qu')|\bpeut-être\b|\bje pense que\b|\bje crois que\b|\bj'aimerais\b|\bje voudrais\b"),
    stop=pattern(r"[,;:.!?()\"«»\n]|\s(?:et (?:je|j'|ma|mon|nous|on|c'|ça|la|le|il|elle|puis|non)|et j'|mais|parce|car|depuis|jusqu|que|qui|où|quand|avec|pour|dans|sur|comme|alors|donc|maintenant|aussi|tous|toutes|chaque|même|en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|\d)|il y a|près|sans|l'an|cette|ce|deux fois|lol|mdr)\b"),
    articles=pattern(r"(?:le |la |les |l'|un |une |des |du |de la |de l'|mon |ma |mes |aux |au |à la )"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(r"(?:je m'appelle|mon nom est|mon prénom est|appelle-moi|on m'appelle)\s+"), cut="name"),
        PlainFrame(predicate="birthday", pattern=pattern(r"(?:mon anniversaire (?:est|tombe)|je suis née?)\s+le\s+(?P<o>\d{1,2}(?:er)?\s+[a-zéû]+)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"j'ai\s+{_NOW}(?:eu\s+)?(?P<o>\d{{1,3}})\s+ans"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(r"je suis née?\s+(?:à|en|au|aux)\s+"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"(?:je viens|je suis originaire)\s+(?:de|du|des|d')\s*|j'ai grandi\s+(?:à|en|au)\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"(?:j'habite|je vis|nous habitons|on habite|je réside|nous vivons|on vit)\s+{_NOW}(?:à|en|au|aux|sur)?\s*"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:j'ai déménagé|nous avons déménagé|on a déménagé|j'ai emménagé|nous avons emménagé|on a emménagé|je me suis installée?|on s'est installés?|nous nous sommes installés)\s+(?:à|en|au|aux|pour)\s+"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:j'habitais|je vivais|j'ai (?:habité|vécu))\s+(?:avant\s+)?(?:à|en|au|aux)\s+"), cut="place", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:je n'habite plus|je ne vis plus|nous n'habitons plus)\s+(?:à|en|au|aux)\s+"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:je travaille|je bosse)\s+{_NOW}(?:chez|à|pour|au|aux)\s+"), check=capital),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:je travaillais|j'ai travaillé|je bossais)\s+(?:chez|à|pour)\s+"), check=capital, tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:j'ai commencé|je viens de commencer|j'ai rejoint|je suis entrée?)\s+(?:à travailler\s+)?(?:chez\s+|à\s+)?"), check=capital, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:je ne travaille plus (?:chez|à|pour)|j'ai démissionné de(?: chez)?|j'ai quitté mon poste chez)\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="member_of", pattern=pattern(r"j'ai quitté\s+(?:le|la|mon|ma|l')\s*(?P<o>(?:club|chorale|équipe|groupe|association|orchestre)(?:\s+(?:de|du|des|d')\s*[\wé]+)?)"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(r"j'ai quitté\s+(?=[A-Z])"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:je travaille|je bosse)\s+(?:[\wé' ]{1,30}? )?comme\s+"), check=_TRADES),
        PlainFrame(predicate="diet", pattern=pattern(rf"je suis (?:devenue?\s+|passée? (?:au\s+)?)?{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"je ne suis plus\s+(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"je suis\s+{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="relationship_status", pattern=pattern(r"(?:je me suis|nous nous sommes|on s'est)\s+(?P<o>mariée?s?|fiancée?s?|pacsée?s?|séparée?s?)\b|j'ai (?P<o2>divorcé)\b"), cut="given", event=True),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"je suis (?:très\s+)?allergique\s+(?:à|aux|au)\s+"), check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"je ne suis pas allergique\s+(?:à|aux|au)\s+"), check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(r"je suis\s+(?P<o>[a-zéèçâ]+)(?=$|[,.;!]|\s+(?:et|mais|de)\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"je (?:suis|suis devenue?|bosse comme)\s+{_NOW}(?:une?\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(r"j'étais\s+(?:une?\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="studies", pattern=pattern(r"(?:j'étudie|je fais des études (?:de|d'))\s*"), check=small),
        PlainFrame(predicate="children", pattern=pattern(r"(?:j'ai|nous avons|on a)\s+(?:maintenant\s+)?(?P<o>(?:une?|deux|trois|quatre|cinq)\s+(?:enfants?|filles?|fils|garçons?|jumeaux|jumelles))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:j'ai|nous avons|on a|j'ai adopté|on a adopté)\s+(?=(?:un|une|deux|trois|des)\s)"), check=_ANIMALS),
        PlainFrame(predicate="speaks", pattern=pattern(rf"(?:je parle|j'apprends)\s+{_NOW}(?:couramment\s+|un peu\s+)?(?:le\s+|l')?"), check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(r"je ne parle pas\s+(?:le\s+|l')?"), check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"(?:j'utilise|je me sers de)\s+{_NOW}"), check=capital),
        PlainFrame(predicate="uses", pattern=pattern(r"je suis passée? (?:de [\w ]+? )?à\s+(?=[A-Z])"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(r"(?:je n'utilise plus|j'ai arrêté d'utiliser)\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"(?:je (?:joue|fais|pratique))\s+{_GAMES}"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(rf"(?:j'ai arrêté|je ne (?:joue|fais|pratique) plus|j'ai laissé tomber)\s+{_GAMES}"), check=short, tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:j'adore|j'aime(?:\s+(?:beaucoup|bien|trop|vraiment))?|je suis fan (?:de|du|d')|je raffole (?:de|du|d'))\s*(?!que\b|ton\b|ta\b|l'idée\b|votre\b|mieux\b)"), check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:je déteste|je n'aime (?:pas|plus)|je ne supporte pas|je hais)\s+(?!que\b|ton\b)"), check=short, negated=True),
        PlainFrame(predicate="favorite", pattern=pattern(r"(?:mon|ma)\s+(?P<k>[a-zéèûœ]+)\s+(?:préférée?|favorite?|favori)\s+(?:est|c'est)\s+(?:maintenant\s+)?"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"je préfère\s+(?!que\b|ne\b)"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"(?:mon|ma)\s+(?P<k>{_PARTNER})\s+(?:s'appelle|est|c'est)\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"(?:mon|ma)\s+(?P<k>{_KIN})\s+(?:s'appelle|est|c'est)\s+"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(r"(?:j'ai|je souffre)\s+(?:de l'|de la\s+|du\s+|des\s+|de\s+|d'|une\s+|un\s+)?(?=(?:asthme|diabète|migraines?|anxiété|dépression|épilepsie|arthrite|arthrose|hypertension|insomnies?|tdah|eczéma|psoriasis)\b)"), check=short),
        PlainFrame(predicate="member_of", pattern=pattern(r"(?:je fais partie (?:d'|de |du )|je suis membre (?:d'|de |du )|j'ai rejoint\s+|je suis dans\s+)(?=(?:une?\s+|le\s+|la\s+|l')?(?:\w+\s+)?(?:club|chorale|équipe|groupe|association|orchestre|troupe))"), cut="noun", check=short),
    ),
)  # fmt: skip
