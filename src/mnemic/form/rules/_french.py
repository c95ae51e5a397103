# ruff: noqa: E501 - a pattern is read as one line
"""The frames of French."""

from __future__ import annotations

from typing import Final

from ._french_over import BACK, OVER, did, did_so, went
from ._plain_frames import (
    FIELDS,
    MAKES,
    NO_APP,
    PlainFrame,
    PlainLanguage,
    capital,
    either,
    none_of,
    one_of,
    pattern,
    short,
    small,
    standing,
    tool,
)
from ._plain_places import employer, is_place, new_employer

_WHEN: Final = (
    r"(?:(?:hier|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce matin|cet été|cet hiver|cet automne|cette année|cette semaine|ce mois-ci|ça y est|grande nouvelle|bonne nouvelle|la semaine dernière|le mois dernier|l'année dernière|l'an dernier|l'an passé|l'été dernier|finalement|enfin|récemment|dernièrement|"
    r"il y a (?:un|une|deux|trois|quatre|cinq|six|quelques|\d) (?:jours?|semaines?|mois|ans?)|après (?:\w+ ){1,2}ans|en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|\d{4})|du coup|depuis (?:hier|lundi|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|peu|cet été|cette année))(?:\s*[,:!])?\s+)"
)
_GOODS: Final = one_of(
    "voiture auto moto scooter vélo trottinette caravane camionnette bateau voilier piano guitare appareil ordinateur ordi portable téléphone iphone maison appartement appart studio terrain jardin télé console tablette "
    + MAKES
)
_NOW: Final = r"(?:maintenant\s+|désormais\s+|aussi\s+|toujours\s+|encore\s+|actuellement\s+|déjà\s+|vraiment\s+|en fait\s+|depuis [\wéèû]+\s+)*"
_ANIMALS: Final = one_of(
    "chien chienne chiens chiennes chat chatte chats chattes chaton lapin lapins perroquet cheval chevaux tortue poisson poissons hamster furet canari poules âne cochon"
)
_TRADE_WORDS: Final = (
    "médecin infirmier infirmière professeur professeure prof instituteur institutrice avocat avocate ingénieur ingénieure architecte journaliste développeur "
    "développeuse programmeur programmeuse graphiste designer cuisinier cuisinière serveur serveuse menuisier menuisière électricien électricienne plombier "
    "comptable étudiant étudiante écrivain écrivaine musicien musicienne peintre photographe traducteur traductrice psychologue vétérinaire pharmacien "
    "pharmacienne boulanger boulangère policier policière pompier pilote chauffeur dentiste économiste scientifique biologiste chimiste coiffeur coiffeuse "
    "mécanicien mécanicienne maçon retraité retraitée fonctionnaire vendeur vendeuse secrétaire acteur actrice chanteur chanteuse danseur danseuse agriculteur "
    "agricultrice kiné kinésithérapeute sage-femme bibliothécaire juge chef technicien technicienne consultant consultante éditeur éditrice libraire "
    "caissier caissière aide-soignant aide-soignante ostéopathe orthophoniste informaticien informaticienne livreur livreuse routier soudeur soudeuse peintre carreleur maraîcher maraîchère fleuriste "
    "pâtissier pâtissière boucher bouchère facteur factrice animateur animatrice éducateur éducatrice chercheur chercheuse assistant assistante commercial commerciale apprenti apprentie notaire huissier "
    "esthéticienne couturière paysagiste jardinier jardinière moniteur monitrice nounou auxiliaire opticien opticienne conseiller conseillère technico-commercial analyste gendarme militaire guide urbaniste"
)
_TRADES: Final = one_of(_TRADE_WORDS)
_TRADE: Final = rf"(?:{'|'.join(_TRADE_WORDS.split())})"
_AT: Final = pattern(r"\s(?:à|au|aux|chez|dans|en (?!chef\b|bâtiment\b))")
"""Where a trade ends: the place follows."""
_WORKPLACE: Final = either(
    employer,
    one_of(
        "banque hôpital restaurant école lycée collège supermarché boutique bar hôtel pharmacie usine université mairie startup start-up agence bibliothèque café atelier crèche ehpad boulangerie librairie clinique musée association boîte cabinet"
    ),
)
_ILLNESS: Final = r"(?:asthme|diabète|migraines?|anxiété|dépression|épilepsie|arthrite|arthrose|hypertension|insomnies?|tdah|eczéma|psoriasis|endométriose|fibromyalgie|cholestérol|anémie|hypothyroïdie|lupus|sclérose|intolérance|maladie\s+de\s+\w+|acouphènes|scoliose|rhume\s+des\s+foins|apnée|cancer|autisme|parkinson|reflux)"
_ILL: Final = r"(?:diabétique|asthmatique|épileptique|daltonien(?:ne)?|hypertendue?|myope|autiste|bipolaire|gauch(?:er|ère)|sourde?|cœliaque|coeliaque|intolérante?\s+(?:au|à\s+la)\s+\w+)"
_FOODS: Final = r"(?:viande|porc|poisson|gluten|lactose|lait|sucre|alcool|œufs?|oeufs?|bœuf|boeuf|poulet|fruits\s+de\s+mer|produits\s+laitiers|viande\s+rouge)"
_GYM: Final = r"(?:salle(?:\s+de\s+sport)?|gym|piscine|yoga|pilates|crossfit|boxe|danse|natation|chorale|messe|théâtre|cours\s+de\s+\w+)"
_OFTEN: Final = r"(?=[^.,;!?]*\b(?:fois|tous|toutes|tout|toute|chaque|souvent|régulièrement|le\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))\b)"
_WISH_END: Final = r"(?=\s*(?:[.,;:!?()\n]|$)|\s+(?:mais|parce|car|et\s+(?:je|j'|on|ne))\b)"
_TO_DO: Final = r"[^.,;:!?()\n]{1,60}?"
_WISHED: Final = (
    r"(?:apprendre\s+(?:le|la|l'|à)\s*|courir\s+(?:un|le|mon)\s|économiser\b|perdre\s+(?:\d|du\s+poids|quelques)|maigrir\b|arrêter\s+(?:de\s+(?:fumer|boire)|la\s+cigarette)\b|acheter\s+(?:une?|ma)\s+(?:maison|appart\w*|voiture)|(?:monter|ouvrir|créer|lancer)\s+(?:une?|mon|ma)\s+(?:propre\s+)?(?:restaurant|boutique|café|bar|salon|boulangerie|librairie|magasin|entreprise|cabinet|société|crèche|gîte|école|atelier|boîte|chaîne|startup)\b|"
    r"écrire\s+un\s+(?:livre|roman)|passer\s+(?:le|mon|l')\s*|améliorer\s+mon\s|m'installer\s|déménager\s|voyager\s|lire\s+(?:plus|\d)|me\s+remettre\s|mettre\s+de\s+côté\s|devenir\s)"
)
_INSTRUCTION: Final = standing(
    polite=r"s'il\s+(?:te|vous)\s+pla[iî]t|stp|svp|merci\s+de",
    always=r"toujours|à\s+partir\s+de\s+maintenant|désormais|à\s+l'avenir|dorénavant",
    verbs=r"(?:réponds|répondez|parle|parlez|écris|écrivez|explique|expliquez)(?:-moi)?|me\s+répondre|répondre|tutoie(?:-moi)?|tutoyez(?:-moi)?|vouvoie(?:-moi)?|sois|soyez|utilise|utilisez|fais(?:-moi)?|donne(?:-moi)?",
    style=r"toujours|en\s+(?:français|anglais|espagnol|allemand|italien)|moi|brièvement|bref|brève|concise?|directe?|court|courtes?|en\s+une\s+phrase|des\s+puces|sous\s+forme\s+de\s+liste|étape\s+par\s+étape|phrases\s+courtes|avec\s+des\s+exemples|sans\s+(?:emojis?|jargon|détour)",
    denied=r"(?:n'|ne\s+(?:me\s+)?)(?:utilise|utilisez|fais|faites|mets|mettez|parle|parlez|vouvoie|vouvoyez|tutoie|tutoyez|réponds|répondez|donne|donnez|écris)(?:-moi)?\s+(?:pas|jamais|plus)|(?:utilise|mets|fais|donne|me\s+(?:fais|donne|parle|réponds|vouvoie))\s+(?:pas|jamais)|évite(?:z)?",
    shunned=r"emojis?|émojis?|smileys?|jargon|listes?|puces|gras|markdown|anglicismes|tableaux|réponses?|explications|excuses|conseils|morale|vouvoie|vouvoyez|tutoie|en\s+anglais|phrases|(?<=vouvoie\s)pas|(?<=tutoie\s)pas",
    texts=r"(?:ce|cette|le|la|un|une|mon|ma)\s+(?:texte|lettre|mail|e-?mail|message|phrase|article|paragraphe|dissertation|rédaction|poème|conte|code|fonction|post|question|histoire)",
)
_FIELDS: Final = one_of(FIELDS)
_TONGUES: Final = one_of(
    "français anglais allemand espagnol italien portugais russe chinois japonais coréen arabe breton basque néerlandais suédois polonais turc grec hébreu occitan corse wolof"
)
_NATIONS: Final = one_of(
    "français française belge suisse canadien canadienne québécois québécoise espagnol espagnole italien italienne allemand allemande anglais anglaise portugais "
    "portugaise marocain marocaine algérien algérienne tunisien tunisienne sénégalais sénégalaise ivoirien ivoirienne américain américaine russe chinois chinoise "
    "japonais japonaise polonais polonaise grec grecque turc turque libanais libanaise brésilien brésilienne irlandais irlandaise breton bretonne camerounais camerounaise roumain roumaine ukrainien ukrainienne vietnamien vietnamienne argentin argentine mexicain mexicaine congolais congolaise malien malienne luxembourgeois luxembourgeoise"
)
_DIETS: Final = (
    r"(?:végétarien(?:ne)?|végane?|végétalien(?:ne)?|pescétarien(?:ne)?|omnivore|flexitarien(?:ne)?|vegan)"
)
_STATUS: Final = r"(?:mariée?|célibataire|divorcée?|veuf|veuve|fiancée?|pacsée?|en couple|séparée?)"
_KIN: Final = r"(?:sœur|soeur|frère|mère|père|maman|papa|fille|fils|cousine?|tante|oncle|grand-mère|grand-père|nièce|neveu|belle-sœur|beau-frère|belle-mère|beau-père)"
_PARTNER: Final = (
    r"(?:mari|femme|épouse|époux|copine|copain|compagne|compagnon|conjointe?|fiancée?|petite amie|petit ami)"
)
_PERSON: Final = (
    r"(?P<o>(?-i:[A-ZÀÂÉÈÊÎÔ][a-zàâçéèêëîïôûü]+)(?:[ -](?-i:[A-ZÀÂÉÈÊÎÔ][a-zàâçéèêëîïôûü]+)){0,2})"
)
_NAMED: Final = none_of(
    _TRADES,
    _TONGUES,
    _NATIONS,
    one_of(
        "bélier taureau gémeaux cancer lion vierge balance scorpion sagittaire capricorne verseau poissons célibataire marié mariée végétarien végétarienne végan vegan catholique musulman musulmane chrétien chrétienne athée ok désolé désolée"
    ),
)
_GAMES: Final = r"(?=(?:de la\s+|de l'|du\s+|des\s+|au\s+|à la\s+|aux\s+|le\s+|la\s+|l')?(?:guitare|piano|violon|batterie|basse|flûte|harpe|foot|football|tennis|basket|rugby|échecs|yoga|pilates|karaté|judo|boxe|natation|danse|escalade|théâtre|poterie|vélo|course|volley|hand|badminton|handball|crossfit|saxo|clarinette|trompette|ukulélé|escrime|gym|gymnastique|pétanque|randonnée|rando|marche|musculation|muscu|tricot|couture|violoncelle|accordéon|saxophone|ski|équitation|surf)\b)"

FRENCH: Final = PlainLanguage(
    cue=pattern(r"\b(?:chuis|réponds\w*|répondez|appelle-moi|tutoie-moi|je|j'(?:ai|habite|adore|aime|utilise|étudie)|moi|mon|ma|mes|nous|on|notre|nos|m'a|oublie|pardon|désolée?|c'est|est morte?)\b|\bj'"),
    openers=pattern(rf"(?:(?:et|mais|bonjour|salut|bon|alors|oui|non|donc|au fait|en fait|moi|aussi|bref|sinon|ben|d'ailleurs|pardon|désolée?|car|parce que|comme|maintenant|désormais|voilà|je me suis trompée?)(?:[,:]?\s+|[,:]))*{_WHEN}{{0,2}}(?:depuis\s+[\wéèû ]{{2,20}},?\s+|en\s+[\wéèû ]{{3,20}},\s+|maintenant,?\s+|désormais,?\s+)?"),
    refused=pattern(r"^(?:si|imagine|supposons)\b|\bsi (?:je|j')|\b(?:dit|a dit|disent|écrit|raconte|demande) (?:que|qu')|\bpeut-être\b|\bje pense que\b|\bje crois que\b|\bj'aimerais\b|\bje voudrais\b|\b(?:rêvé|rêve) qu|\bdans (?:le|un|ce|mon|la|une|cette) (?:film|rêve|roman|livre|jeu|série|chanson)\b|\bcomme si\b|\best-ce que\b|\b(?:dit|disent|pens\w+|croit|croient|crois|raconte\w*|écrit|demande\w*|suppose\w*|imagine\w*|paraît|prétend\w*)(?:\s*:|,?\s+(?:que|qu'|si|s')(?!\s*c'est))"),
    asks=pattern(r",\s+(?=(?:non|hein)\s*\?|(?:et )?(?:tu|vous|est-ce|où|quel(?:le)?s?|comment|pourquoi|qui|que|qu'|avez-vous|as-tu|connais-tu|connaissez-vous|des idées|une idée|t'as|y a|il y a|on)\b)"),
    bygone=pattern(r"(?:^|[,;]\s+)(?:petite?|enfant|gamine?|ado|plus jeune),|\bquand j'(?:étais|avais)\b|\bquand on était\b|\bdans (?:mon enfance|ma jeunesse)\b|\bil y a (?:longtemps|\d{2} ans|dix ans|quinze ans|vingt ans|trente ans|quarante ans)\b|\bà l'époque\b|\b(?:en primaire|au lycée|au collège)\b|\bà (?:\d|1\d|dix|quinze|dix-huit) ans\b"),
    brief=pattern(
        r"\bjusqu'|\bpour (?:le|un|une|deux|trois|quatre|quelques|les|\d+) (?:week-end|weekend|jours?|semaines?|mois|vacances|soirée|journée|nuit|heures?|temps|moment|été|fêtes)\b|\bpendant\b|\bce (?:matin|soir|week-end|weekend)\b|\bdemain\b|\bbientôt\b|\bprochaine?s?\b|\bà (?:\d{1,2} ?h|midi\b|\w+ heures\b)|"
        r"\b(?:provisoirement|temporairement|de passage|en vacances|en visite|en déplacement|des yeux|d'ici)\b|(?<!y a )\bquelques (?:jours|semaines|mois)\b|\bretour (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain)\b"
    ),
    doubt=pattern(r"\b(?:ne|n'|pas|jamais|presque|failli|si|sans|avant de|quasiment)(?!\w)"),
    stop=pattern(r"[,;:.!?()\"«»\n]|\s(?:et (?:je|j'|ma|mon|nous|on|c'|ça|la|le|il|elle|puis|non)|et j'|mais|parce|car|depuis|jusqu|que|qui|où|quand|avec|pour|dans|sur|comme|alors|donc|maintenant|aussi|tous|toutes|tout|toute|chaque|même|en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|\d)|il y a|près|sans|l'an|l'année|la semaine|le mois|hier|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|cette|cet|ce|enfin|finalement|désormais|pas|plus|à présent|au lieu|à la place|et (?:nous|on)|deux fois|couramment|le (?:week-end|weekend|soir|matin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|les week-ends|lol|mdr)\b"),
    articles=pattern(r"(?:le |la |les |l'|un |une |des |du |de la |de l'|mon |ma |mes |notre |nos |aux |au |à la )"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(r"(?:je m'appelle|mon nom est|mon prénom est|appelle-moi|appelez-moi|on m'appelle|tu peux m'appeler)\s+"), cut="name"),
        PlainFrame(predicate="name", pattern=pattern(rf"(?:moi,?\s+c'est|je\s+suis)\s+{_PERSON}(?=\s*(?:[,.!]|$)|\s+(?:et\s+(?:je|j'|moi)|j'ai)(?!\w))"), cut="given", check=_NAMED),
        PlainFrame(predicate="instruction", pattern=pattern(_INSTRUCTION), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"mon\s+(?:grand\s+)?(?:objectif|but|rêve|projet)(?:\s+(?:pour|de|cette)\s+[\wé']{{2,12}}(?:\s\w+)?)?\s*,?\s*(?:est|c'est|serait)\s+(?:de\s+|d')(?P<o>[\wéèê'-]+(?:er|ir|re|oir)\b(?:\s{_TO_DO})?){_WISH_END}"), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"(?:je\s+veux|j'essaie\s+d(?:e\s+|')|j'essaye\s+d(?:e\s+|')|je\s+compte|j'ai\s+décidé\s+d(?:e\s+|')|on\s+veut)\s*(?P<o>{_WISHED}(?:{_TO_DO})?){_WISH_END}"), cut="given"),
        PlainFrame(predicate="birthday", pattern=pattern(r"(?:mon anniversaire (?:est|tombe)|je suis née?)\s+le\s+(?P<o>\d{1,2}(?:er)?\s+[a-zéû]+)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"(?:j'ai\s+{_NOW}(?:eu\s+|fêté mes\s+)?|je viens (?:d'avoir|de fêter mes)\s+)(?P<o>\d{{1,3}})\s+ans(?!\s+(?:de\b|d'))"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(r"je suis née?\s+(?:à|en|au|aux)\s+"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"(?:je viens|je suis originaire)\s+(?:de|du|des|d')\s*|j'ai grandi\s+(?:à|en|au)\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"(?:j'habite|je vis|nous habitons|on habite|je réside|nous vivons|on vit)\s+{_NOW}(?!plus\b|pas\b)(?:en\s+coloc(?:ation)?\s+|seule?\s+|avec\s+[\wéèê ]{{2,25}}?\s+|dans\s+une?\s+(?:appart\w*|maison|studio)\s+)?(?:(?:à|en|au|aux|sur|dans\s+le\s+centre\s+de)\s+)?"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"(?:{did('déménagé|emménagé', 'déménager|emménager')}|{did_so('installé', 'installer')}|{went('parti|allé|venu|retourné|revenu|reparti', 'partir|venir|retourner|revenir')}\s+(?:vivre|habiter|m'installer|s'installer))\s+(?:(?:de\s+|d')[\w-]+\s+)?(?:à|en|au|aux|pour|vers)\s+"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:j'habitais|je vivais|j'ai (?:habité|vécu))\s+(?:avant\s+)?(?:à|en|au|aux)\s+"), cut="place", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:je n'habite plus|j'habite plus|je ne vis plus|nous n'habitons plus|on n'habite plus|on ne vit plus)\s+(?:à|en|au|aux)\s+"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(r"j'ai (?:été (?:embauchée?|recrutée?|engagée?|prise?)|trouvé (?:un (?:poste|boulot|job|taf|travail|CDI))|décroché (?:un (?:poste|boulot|job|CDI))|signé(?=\s+chez))\s*(?:chez|par|à|avec)\s+|j'ai changé de (?:boulot|boîte|travail|job)[,:;]?\s+(?:et\s+)?(?:maintenant\s+)?je suis (?:maintenant\s+)?chez\s+"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:je suis (?:maintenant|désormais) chez|maintenant je suis chez)\s+"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:je travaille|je bosse)\s+{_NOW}(?:chez|à|pour|au|aux|dans\s+une?)\s+"), check=_WORKPLACE),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:je travaille|je bosse)\s+{_NOW}chez\s+(?P<o>(?!(?:moi|nous|vous|lui|elle|eux|toi|un|une|des|mon|ma|mes|le|la|les|ce|cet|cette|deux|plusieurs|différents|quelqu)\b)[a-zéè][\w&-]+)(?=\s*(?:[.,;!)]|$)|\s+(?:comme|depuis|en|à|et)\b)"), cut="given"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:je\s+suis|chuis)\s+{_NOW}(?:une?\s+)?(?!étudiante?\b){_TRADE}\b(?:\s+(?!(?:à|au|aux|chez)\b)[\wéèê-]+){{0,3}}\s+(?:à\s+(?:la\s+|l')?|(?:au|aux|chez|dans\s+une?)\s+)"), check=_WORKPLACE),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:j'ai\s+quitté|je\s+(?:ne\s+)?(?:bosse|travaille)\s+plus\s+chez|je\s+ne\s+suis\s+plus\s+chez)\s+{NO_APP}(?P<x>(?-i:[A-Z])[\w&.-]+(?:\s(?-i:[A-Z])[\w&.-]+)?)\s*(?:,|et)\s*(?:et\s+)?(?:maintenant\s+|désormais\s+)?je\s+(?:suis|bosse|travaille)\s+(?:maintenant\s+|désormais\s+)?chez\s+"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:je travaillais|j'ai travaillé|je bossais)\s+(?:chez|à|pour)\s+"), check=employer, tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:{did('commencé|débuté', 'commencer|débuter')}|{went('entré', 'entrer')})\s+(?:à travailler\s+)?(?:chez|comme \w+ chez)\s+|{did('rejoint|intégré', 'rejoindre|intégrer')}\s+(?:(?:l'équipe|la société|l'entreprise)\s+(?:de\s+|d')?|(?=[^.,;]*\s(?:comme|en tant que|en CDI)\b))"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:(?:je ne |je )(?:travaille|bosse) plus (?:chez|à|pour)|(?:j'ai démissionné|je viens de démissionner) (?:de(?: chez)?|d')|j'ai (?:quitté|perdu) mon (?:poste|travail|boulot|emploi|job) (?:chez|à)|je ne suis plus chez|j'ai arrêté de (?:travailler|bosser) (?:chez|pour)|j'ai été (?:licenci|vir)ée? de(?: chez)?)\s*"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="member_of", pattern=pattern(r"j'ai quitté\s+(?:le|la|mon|ma|l')\s*(?P<o>(?:club|chorale|équipe|groupe|association|orchestre)(?:\s+(?:de|du|des|d')\s*[\wé]+)?)"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(r"j'ai quitté\s+(?=[A-Z])"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:je travaille|je bosse)\s+(?:[\wé' ]{1,30}? )?(?:comme|en\s+tant\s+que?)\s+"), check=_TRADES, stop=_AT),
        PlainFrame(predicate="diet", pattern=pattern(rf"je (?:suis|viens de) {_NOW}(?:devenue?\s+|devenir\s+|passée? (?:au\s+)?)?{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:je (?:ne )?suis plus|j'ai (?:arrêté|cessé) d'être)\s+(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:je\s+(?:ne\s+)?(?:mange|bois|consomme)\s+(?:pas|plus|jamais)\s+(?:de\s+|d'))(?P<o>{_FOODS})\b(?![^.;!?]*\b(?:le\s+(?:lundi|soir|matin|midi|vendredi|dimanche)|ce\s+soir|aujourd'hui|avant|quand|beaucoup)\b)"), cut="given", negated=True),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"je suis\s+{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="relationship_status", pattern=pattern(r"(?:je me suis|nous nous sommes|on s'est)\s+(?P<o>mari[é]e?s?|fiancée?s?|pacsée?s?|séparée?s?)\b|j'ai (?P<o2>divorcé)\b"), cut="given", event=True),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"(?:je suis|chuis)\s+(?:très\s+|aussi\s+)?allergique\s+(?:à la\s+|à l'|(?:à|aux|au)\s+)"), several=True, check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"(?:je (?:ne )?suis|chuis) pas allergique\s+(?:à|aux|au)\s+"), several=True, check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(r"je suis\s+(?P<o>[a-zéèçâ]+)(?=$|[,.;!]|\s+(?:et|mais|de)\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"je (?:suis {_NOW}devenue?|suis|viens de devenir|bosse comme)\s+{_NOW}(?:une?\s+)?"), check=_TRADES, stop=_AT),
        PlainFrame(predicate="occupation", pattern=pattern(r"j'étais\s+(?:une?\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="occupation", pattern=pattern(r"je (?:ne )?(?:suis plus|travaille plus comme|bosse plus comme)\s+(?:une?\s+)?|j'ai arrêté d'être\s+"), check=_TRADES, tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"je (?:ne )?suis plus\s+(?P<o>{_STATUS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="studies", pattern=pattern(r"(?:j'ai\s+(?:étudié|fait\s+des\s+études\s+(?:de|d'|en)|un\s+(?:master|diplôme|doctorat)\s+en|une\s+licence\s+(?:de|en))|je\s+suis\s+diplômée?\s+(?:en|de))\s*(?!à\b|dans\b|pendant\b)"), stop=_AT, check=_FIELDS, tense="past"),
        PlainFrame(predicate="studies", pattern=pattern(r"(?:j'étudie\s+(?!en\b|à\b|beaucoup\b|pour\b)|je fais (?:des études|une licence|un master|un doctorat|une thèse|un bts|un dut) (?:de|d'|en)\s*|(?:je suis|chuis) (?:étudiante?|en (?:première|deuxième|troisième|quatrième|cinquième|dernière|1re|1ère|2e|3e|4e) année|en (?:licence|master|doctorat|fac)) (?:de|d'|en)\s*)"), stop=_AT, check=small),
        PlainFrame(predicate="studies_at", pattern=pattern(r"(?:j'étudie|je fais (?:des études|une licence|un master|un doctorat|une thèse|un bts)|je suis (?:étudiante?|en (?:\w+ )?(?:année|master|licence|fac)))\s+(?:(?:de|d'|en)\s*[\wéèê' -]{2,30}?\s)?à\s+(?:l'\s*(?=université)|(?=(?-i:[A-Z])))"), check=none_of(is_place)),
        PlainFrame(predicate="children", pattern=pattern(r"(?:j'ai|nous avons|on a)\s+(?:maintenant\s+)?(?P<o>(?:une?|deux|trois|quatre|cinq)\s+(?:enfants?|filles?|fils|garçons?|jumeaux|jumelles))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"(?:j'ai|nous avons|on a|{did('adopté', 'adopter')})\s+{_NOW}(?=(?:un|une|deux|trois|des)\s)"), check=_ANIMALS),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:mon|ma|notre)\s+(?P<o>\w+)(?:\s+[A-Z]\w+)?\s+(?:est (?:morte?(?! de (?:faim|rire|soif|peur|fatigue|trouille))|décédée?)|s'est (?:enfuie?|échappée?))\b"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="owns", pattern=pattern(rf"(?:j'ai|nous avons|on a|{did('acheté', 'acheter')}|{did_so('acheté', 'acheter')})\s+{_NOW}(?=(?:un|une|mon|ma|deux)\s)"), check=_GOODS),
        PlainFrame(predicate="owns", pattern=pattern(rf"{did('vendu|revendu', 'vendre|revendre')}\s+(?:(?:mon|ma|notre|la|le)\s+|l')(?P<o>\w+)(?!\s+d[eu]\b|\s+d'|\w)"), cut="given", check=_GOODS, tense="past", act="end"),
        PlainFrame(predicate="speaks", pattern=pattern(rf"(?:je parle|j'apprends)\s+{_NOW}(?:couramment\s+|un peu\s+)?(?:le\s+|l')?"), several=True, check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(r"je (?:ne )?parle pas\s+(?:le\s+|l')?"), several=True, check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"(?:j'utilise|je me sers de)\s+{_NOW}"), several=True, check=capital),
        PlainFrame(predicate="uses", pattern=pattern(rf"{went('passé', 'passer')}\s+(?:à|sur)\s+"), check=tool, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{went('passé', 'passer')}\s+(?:de\s+|d'|du\s+)(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+(?:à|au|sur)\s+"), check=tool, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{did('remplacé|troqué|échangé', 'remplacer|troquer|échanger')}\s+(?:mon\s+|ma\s+|le\s+|la\s+)?(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+(?:par|contre|pour)\s+"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(r"(?:(?:je n'|j')utilise plus|je ne me sers plus de|j'ai arrêté d'utiliser|j'ai désinstallé|je viens de désinstaller)\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"(?:je (?:joue|fais|pratique))\s+{_GAMES}"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(rf"je\s+vais\s+(?:au|à\s+la|à\s+l'|en|aux)\s*(?P<o>{_GYM})\b{_OFTEN}"), cut="given"),
        PlainFrame(predicate="activity", pattern=pattern(rf"je\s+vais\s+(?P<o>courir|nager|marcher|grimper|danser)\b{_OFTEN}"), cut="given"),
        PlainFrame(predicate="activity", pattern=pattern(rf"(?:j'ai (?:arrêté|abandonné|laissé tomber|lâché|stoppé)(?: de (?:jouer|faire|pratiquer))?|je viens d'arrêter|je ne (?:joue|fais|pratique) plus)\s+{_GAMES}"), check=short, tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:j'adore|j'aime(?!\s+(?:pas|plus|mieux|moins|ni)\b)(?:\s+(?:beaucoup|bien|trop|vraiment))?|je suis (?:(?:très\s+|grand\s+|grande\s+)?fan|supporter|supportrice|passionnée?) (?:de\s+(?=l')|de|du|d')|je raffole (?:de|du|d'))\s*(?!que\b|ton\b|ta\b|l'idée\b|votre\b|mieux\b)"), several=True, check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:je déteste|je n'aime pas|j'aime pas|je (?:ne )?supporte pas|je hais)\s+(?!que\b|ton\b|trop\b|tellement\b|beaucoup\b)"), several=True, check=short, negated=True),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:je n'aime plus|j'aime plus|je (?:ne )?supporte plus|je n'adore plus|j'ai arrêté d'aimer)\s+(?!que\b|ton\b|trop\b|tellement\b|autant\b|beaucoup\b|vraiment\b)"), check=short, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:j'ai arrêté|je viens d'arrêter|j'ai cessé) (?:de\s+|d')(?P<o>fumer|boire|courir|nager|danser|chanter|peindre|grimper|boxer|surfer|skier)\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="favorite", pattern=pattern(r"(?:mon|ma)\s+(?P<k>[a-zéèûœ]+)\s+(?:préférée?|favorite?|favori),?\s+(?:est|c'est)\s+(?:maintenant\s+)?"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"j'aime\s+mieux\s+(?=(?:le|la|les|l')\s?)"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"je préfère\s+(?!que\b|ne\b)"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"(?:mon|ma)\s+(?P<k>{_PARTNER})\s+(?:s'appelle|est|c'est)\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"(?:mon|ma)\s+(?:petite?\s+|grande?\s+)?(?P<k>{_KIN}),?\s+{_PERSON}(?=,?\s+(?:a|est|habite|vit|travaille|étudie|va)\s)"), cut="given"),
        PlainFrame(predicate="partner", pattern=pattern(rf"(?:mon|ma)\s+(?P<k>{_PARTNER}),?\s+{_PERSON}(?=,?\s+(?:a|est|habite|vit|travaille|étudie|va)\s)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(r"(?:moi,?\s+c'est|je\s+suis)\s+(?-i:[A-ZÉ])[a-zéèêëïôûç-]+,\s+(?P<o>\d\d)\s+ans\b"), cut="given"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"(?:moi,?\s+c'est|je\s+suis)\s+(?-i:[A-ZÉ])[a-zéèêëïôûç-]+,?(?:\s+\d\d\s+ans,?)?\s+(?:de\s+|d')"), cut="place"),
        PlainFrame(predicate="out_of_work", pattern=pattern(rf"(?:je\s+suis|chuis)\s+{_NOW}(?P<o>au\s+chômage|sans\s+emploi|demandeu(?:r|se)\s+d'emploi|chômeu(?:r|se))(?=\s*(?:[.,;!]|$)|\s+(?:et|depuis|mais)\b)"), cut="given"),
        PlainFrame(predicate="relative", pattern=pattern(rf"j'ai\s+une?\s+(?:grande?\s+|petite?\s+)?(?P<k>{_KIN})(?:\s+(?:aînée?|cadette?|jumelle|jumeau))?(?:\s+qui\s+s'appelle|,)\s+"), cut="name"),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:mon|ma|notre)\s+(?:chien(?:ne)?|chat(?:te|on)?|lapin|cheval|perroquet|hamster|tortue)\s+s'appelle\s+"), cut="name"),
        PlainFrame(predicate="owns", pattern=pattern(r"je\s+(?:roule\s+en|conduis)\s+(?:une?\s+)?(?=(?-i:[A-Z]))"), check=short),
        PlainFrame(predicate="relative", pattern=pattern(rf"(?:mon|ma)\s+(?P<k>{_KIN})\s+(?:s'appelle|est|c'est)\s+"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(rf"(?:j'ai|je souffre|on m'a diagnostiqué)\s+(?:de l'|de la\s+|du\s+|des\s+|de\s+|d'|une\s+|un\s+|la\s+|le\s+)?(?={_ILLNESS}\b)"), several=True, check=short),
        PlainFrame(predicate="health", pattern=pattern(rf"(?:je\s+suis|chuis)\s+{_NOW}(?P<o>{_ILL})\b"), cut="given"),
        PlainFrame(predicate="member_of", pattern=pattern(r"(?:je fais partie (?:d'|de |du )|je suis membre (?:d'|de |du )|j'ai rejoint\s+|je suis dans\s+|je chante dans\s+|je joue dans\s+)(?=(?:une?\s+|le\s+|la\s+|l')?(?:\w+\s+)?(?:club|chorale|équipe|groupe|association|orchestre|troupe))"), cut="noun", check=short),
    ),
    over=OVER,
    back=BACK,
)  # fmt: skip
