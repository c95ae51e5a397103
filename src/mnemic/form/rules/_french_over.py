# ruff: noqa: E501 - a pattern is read as one line
"""What ends, replaces, corrects and takes back in French."""

from __future__ import annotations

from typing import Final

from ._plain_frames import KNOWN, Bare, PlainBack, PlainOver, pattern, patterns

_SOON: Final = r"(?:enfin\s+|finalement\s+|aussi\s+|tout\s+|récemment\s+|définitivement\s+|déjà\s+|vraiment\s+|tous\s+|toutes\s+|juste\s+|donc\s+|complètement\s+|carrément\s+)*"
_JUST: Final = rf"(?:je\s+viens|on\s+vient|nous\s+venons)\s+{_SOON}(?:de\s+|d')"


def did(done: str, to_do: str) -> str:
    """Return the ways to say that one did something: "j'ai quitté", "on a quitté", "je viens de quitter"."""
    return rf"(?:(?:j'ai|on\s+a|nous\s+avons)\s+{_SOON}(?:{done})|{_JUST}(?:{to_do}))"


def went(done: str, to_do: str) -> str:
    """Return the same of verbs of going: "je suis passée", "on est partis"."""
    return rf"(?:(?:je\s+suis|on\s+est|nous\s+sommes)\s+{_SOON}(?:{done})(?:e?s?)|{_JUST}(?:{to_do}))"


def did_so(done: str, to_do: str) -> str:
    """Return the same of what one did to oneself: "je me suis lassée", "on s'est séparés"."""
    return rf"(?:(?:je\s+me\s+suis|on\s+s'est|nous\s+nous\s+sommes)\s+{_SOON}(?:{done})(?:e?s?)|{_JUST}(?:me\s+|m'|se\s+|s'|nous\s+)(?:{to_do}))"


_AFTER: Final = (
    r"(?=\s*(?:$|[.,;:!?)…-])|\s+(?:et|mais|parce|car|alors|donc|quand|pour|en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|été|hiver|automne|\d{4})|depuis|hier|aujourd'hui|la semaine|le mois|l'an|l'année|cet|cette|ce|il y a|après|avant|faute|à cause|définitivement|pour de bon|finalement|enfin|sur|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"l'été|l'hiver|dernier|aussi|sans|avec|d'ailleurs|lol|mdr|même|à (?:mon|ma|un|une|la fin|regret)|au (?:printemps|final))(?!\w))"
)
_K: Final = KNOWN + _AFTER
_LEFT: Final = "|".join(
    (
        did("quitté|abandonné|perdu|arrêté|stoppé|cessé|lâché|résilié|désinstallé|supprimé|effacé|laissé\\s+tomber|mis\\s+fin\\s+à|renoncé\\s+à|dit\\s+(?:adieu|au\\s+revoir)\\s+à|tourné\\s+la\\s+page|fait\\s+une\\s+croix\\s+sur|démissionné",
            "quitter|abandonner|perdre|arrêter|stopper|cesser|lâcher|résilier|désinstaller|supprimer|laisser\\s+tomber|mettre\\s+fin\\s+à|renoncer\\s+à|démissionner"),
        did_so("désabonné|désinscrit|retiré|séparé", "désabonner|désinscrire|retirer|séparer"),
    )
)  # fmt: skip
_RID: Final = "|".join(
    (
        did("vendu|revendu|jeté|donné|cédé|bazardé|offert", "vendre|revendre|jeter|donner|céder"),
        r"(?:j'ai|on\s+a|nous\s+avons)\s+dû\s+(?:vendre|abandonner|donner|quitter|arrêter|revendre)", r"(?:on|ils)\s+(?:m'a|m'ont|nous\s+a|nous\s+ont)\s+(?:volé|piqué|fauché)",
        did_so("débarrassé", "débarrasser") + r"(?:\s+de)?", r"je\s+me\s+suis\s+fait\s+(?:voler|piquer|faucher)",
    )
)  # fmt: skip
_DOING: Final = r"(?:\s+(?:de\s+|d')(?:utiliser|me servir|faire|jouer|pratiquer|manger|boire|prendre|travailler|bosser|vivre|habiter|regarder|lire|écouter|étudier|parler|être|aller|fréquenter|suivre)(?:\s+(?:à|au|chez|pour|avec|comme|en|dans|de))?)?(?:\s+(?:de|chez))*"
_DO: Final = r"(?:utilise|me sers|fais|joue|pratique|mange|bois|prends|travaille|bosse|vis|habite|regarde|lis|écoute|étudie|parle|suis|vais|ai|possède|aime|adore|supporte|souffre|sors|fréquente|veux|préfère|kiffe)"
_WE_DO: Final = r"(?:utilise|se sert|fait|joue|mange|boit|travaille|vit|habite|regarde|est|va|a|aime|sort)"
_NO_MORE: Final = rf"(?:(?:je|j')\s*(?:ne\s+|n'|n')?{_DO}\s+plus|on\s+(?:ne\s+|n')?{_WE_DO}\s+plus|nous\s+(?:ne\s+|n')\w+ons\s+plus)"
_TO: Final = r"(?:\s+(?:à|au|chez|pour|avec|comme|en|dans|de|du tout|vraiment|allergique|fan|membre))*"
_OVER: Final = r"(?:c'est\s+(?:fini|terminé)|(?:on|nous)\s+(?:s'est|nous\s+sommes)\s+(?:séparé|quitté)e?s|(?:on\s+a|nous\s+avons|avons)\s+(?:rompu|divorcé)|on\s+n'est\s+plus\s+ensemble|(?:ne\s+)?sommes\s+(?:plus\s+ensemble|séparés))"
_NEW: Final = r"(?P<new>(?:(?:le|la|un|une)\s+|l')?[\w'&.+-]+(?:\s[\w'&.+-]+){0,2}?)"
_WORK: Final = frozenset({"works_at"})

OVER: Final = PlainOver(
    own=r"(?:(?:(?:de|à|avec|chez|en)\s+)?(?:mon|ma|mes|notre|nos)\s+|de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d'|aux?\s+|à\s+la\s+|à\s+l'|chez\s+|avec\s+|l'|les?\s+|la\s+|une?\s+)(?:vieux\s+|vieille\s+|cher\s+|chère\s+|petite?\s+|pauvre\s+|ancienne?\s+)?",
    possessive=r"(?:mon|ma|mes|notre|nos)\s+",
    others=pattern(r"\b(?:son|sa|ses|ton|ta|tes|votre|vos|leurs?|ce|cet|cette|d'un|d'une)\s+\Z"),
    after=_AFTER,
    left=(
        rf"(?:{_LEFT}){_DOING}\s+{_K}",
        rf"(?:c'était|était|c'est|a\s+été)\s+mon\s+dernier\s+jour\s+{_K}",
        rf"{KNOWN},\s+(?:je\s+l'ai|on\s+l'a)\s+{_SOON}(?:quitté|arrêté|abandonné|lâché|désinstallé|résilié|supprimé)e?s?\b",
    ),
    ends=(
        rf"{KNOWN},\s+(?:je\s+(?:l'|les\s+)ai|on\s+(?:l'|les\s+)a)\s+{_SOON}(?:vendu|revendu|donné|jeté)e?s?\b",
        rf"(?:{_RID})\s+{_K}",
        rf"{_NO_MORE}{_TO}\s+{_K}",
        rf"ça\s+fait\s+[\w ]{{2,20}}\s+que\s+(?:je\s+|j')(?:ne\s+|n')?{_DO}\s+plus{_TO}\s+{_K}",
        rf"(?:c'en\s+est\s+fini|c'est\s+(?:fini|terminé)(?:\s+entre)?|adieu|fini)(?:\s+(?:pour|avec))?,?\s+{_K}|{KNOWN},?\s+c'est\s+(?:fini|terminé|du\s+passé|de\s+l'histoire\s+ancienne)\b",
    ),
    ends_of={
        "likes": (rf"{KNOWN}\s+(?:ne\s+)?me\s+(?:fait|dit|plaît|plait|intéresse|touche)\s+plus\b|(?:{did_so('lassé|dégoûté|fatigué', 'lasser')}|{did('perdu le goût', 'perdre le goût')}|j'en\s+ai\s+(?:marre|assez))\s+{_K}",),
        "works_at": (
            rf"(?:j'ai\s+été\s+(?:licenci|vir|renvoy)ée?|je\s+me\s+suis\s+fait\s+(?:virer|licencier|lourder)|on\s+m'a\s+(?:licenci|vir)ée?)(?:\s+(?:de|par|chez))?\s+{_K}|{KNOWN}\s+m'a\s+(?:licenci|vir|renvoy|remerci)ée?\b",
            rf"{went('parti', 'partir')}(?:\s+de)?\s+(?:chez\s+)?{_K}",
        ),
        "pet": (
            rf"{KNOWN}\s+(?:est\s+(?:mort|décédé)e?s?|s'est\s+(?:enfui|échappé|sauvé)e?|nous\s+a\s+quittés?){_AFTER}|(?:on\s+a|nous\s+avons|j'ai)\s+perdu\s+{_K}",
            rf"(?:j'ai|on\s+a|nous\s+avons)\s+(?:dû\s+)?(?:(?:fait|faire)\s+)?(?:piquer|euthanasié|euthanasier|endormir|enterré|enterrer)\s+{_K}",
        ),
        "partner": (
            rf"{did('rompu|largué|plaqué|quitté', 'rompre|larguer|plaquer|quitter')}(?:\s+avec)?\s+{_K}|{did('divorcé', 'divorcer')}(?:\s+(?:de|d'avec))?\s+{_K}",
            rf"(?:{KNOWN}\s+et\s+moi|moi\s+et\s+{KNOWN}),?\s+{_OVER}|{_OVER},?\s+{KNOWN}\s+et\s+moi\b",
            rf"{KNOWN}\s+m'a\s+(?:quitt|largu|plaqu)ée?{_AFTER}|{KNOWN}\s+(?:a\s+rompu|a\s+cassé|est\s+parti)\b",
            rf"je\s+ne\s+suis\s+plus\s+(?:avec\s+)?{_K}",
        ),
        "studies": (rf"{did('arrêté|abandonné|lâché|quitté', 'arrêter|abandonner|lâcher|quitter')}\s+(?:mes\s+études|ma\s+licence|mon\s+master|la\s+fac)\s+(?:de\s+|d'|en\s+)?{_K}|{did('fini|terminé|achevé|bouclé|obtenu', 'finir|terminer|boucler|obtenir')}\s+(?:(?:mes\s+études|mon\s+(?:master|cursus|doctorat|diplôme)|ma\s+(?:licence|thèse))\s+)?(?:en\s+)?{_K}",),
        "health": (rf"je\s+suis\s+guérie?\s+{_K}|{KNOWN}\s+(?:a\s+disparu|est\s+partie?|est\s+guérie?)\b",),
        "speaks": (rf"{did('oublié', 'oublier')}\s+(?:tout\s+)?{_K}",),
    },
    swaps=(
        rf"(?:{did('remplacé|échangé|troqué|changé|substitué', 'remplacer|échanger|troquer')})\s+{KNOWN}\s+(?:par|contre|pour)\s+",
        rf"(?:adieu|au\s+revoir|bye|salut),?\s+{KNOWN}[,;!.]*\s+(?:et\s+)?(?:bonjour|salut|bienvenue|hello),?\s+(?:à\s+)?",
        rf"(?:{did('migré|basculé|déménagé|switché|changé', 'migrer|basculer|déménager|switcher')})(?:\s+de)?\s+{KNOWN}\s+(?:à|au|aux|sur|vers|chez|pour)\s+",
        rf"(?:{_LEFT})\s+{KNOWN}\s+(?:pour|au\s+profit\s+(?:de\s+|d'|du\s+))\s*(?=(?:la\s+|le\s+|l')?(?-i:[A-ZÀÂÉÈÊÎÔ]))",
        rf"(?:{_RID})\s+{KNOWN}\s+et\s+(?:j'ai\s+|on\s+a\s+)?(?:acheté|pris)\s+",
        rf"(?:maintenant|désormais)\s+(?:je\s+|j'){_DO}\s+{_NEW}\s+(?:à\s+la\s+place|au\s+lieu)\s+{_K}",
        rf"(?:je\s+|j'){_DO}\s+(?:maintenant|désormais)\s+{_NEW}\s+(?:à\s+la\s+place|au\s+lieu)\s+{_K}",
        rf"{_NEW}\s+a\s+remplacé\s+{_K}",
    ),
    shifts=(rf"{went('passé', 'passer')}(?:\s+de)?\s+{KNOWN}\s+(?:à|au|aux|sur|vers|chez)\s+",),
    bare=(
        Bare(_WORK, pattern(rf"\b(?:j'ai\s+démissionné|je\s+viens\s+de\s+démissionner|j'ai\s+(?:posé|donné)\s+ma\s+démission|j'ai\s+été\s+(?:licenci|vir|renvoy)ée?|je\s+me\s+suis\s+fait\s+(?:virer|licencier|lourder)|on\s+m'a\s+(?:licenci|vir)ée?|je\s+suis\s+au\s+chômage){_AFTER}")),
        Bare(frozenset({"works_at", "occupation"}), pattern(r"\b(?:j'ai\s+pris\s+ma\s+retraite|je\s+viens\s+de\s+prendre\s+ma\s+retraite|je\s+suis\s+(?:maintenant\s+|enfin\s+|désormais\s+)?(?:partie?\s+)?(?:à\s+la|en)\s+retraite)\b"), "retrait"),
        Bare(frozenset({"relationship_status"}), pattern(rf"\b(?:{did_so('mari[é]', 'marier')}|je\s+suis\s+maintenant\s+mariée?){_AFTER}"), "mari"),
        Bare(frozenset({"relationship_status", "partner"}), pattern(rf"\b(?:{did('divorcé', 'divorcer')}|{did_so('séparé', 'séparer')}){_AFTER}"), "divorc|séparé|célib"),
        Bare(frozenset({"diet"}), pattern(r"\b(?:je\s+remange|j'ai\s+(?:recommencé|repris)\s+à\s+manger|je\s+(?:re)?mange\s+(?:à\s+nouveau|de\s+nouveau))\s+(?:de\s+la\s+(?:viande)|du\s+(?:poisson|fromage)|de\s+tout)\b"), "omn"),
    ),
    slots={"works_at": "boulot|travail|emploi|job|taf|poste", "studies": "études|cursus", "diet": "régime"},
    i_do=(r"er\Z", "e"),
    i_do_no_more=rf"(?:je\s+(?:ne\s+)?|j'|je\s+n'){KNOWN}\s+plus(?!\s+(?:trop|beaucoup|tellement)\b)\b",
    now=pattern(r"\b(?:maintenant|désormais|ne \w+ plus|n'\w+ plus|(?:suis|est|sommes) passée?s?|enfin|ça y est|viens d[e'])"),
)  # fmt: skip

_SORRY: Final = r"(?:pardon|désolée?|excuse[sz]?(?:-moi)?|non|attends|oups|je\s+me\s+suis\s+trompée?|je\s+corrige|correction|erratum|ou\s+plutôt|plutôt|enfin|ah|euh|sorry|zut|mince|erreur\s+de\s+ma\s+part|au\s+temps\s+pour\s+moi)"
_LEAD: Final = rf"^(?:{_SORRY}[\s,.:;!…-]+)"
_X: Final = r"(?P<x>(?:(?:le|la|les|à|en|de)\s+|l'|d')?\w[\w'&./ -]{0,40}?)"
_Y: Final = r"(?:(?:le|la|les|à|en|de)\s+|l'|d')?(?P<y>\w[\w'&./ -]{0,40}?)"
_END: Final = r"(?=\s*(?:[.,;:!?)]|$))"

BACK: Final = PlainBack(
    sorry=pattern(_LEAD),
    wrong=pattern(r"\b(?:voulais\s+dire|me\s+suis\s+trompée?|je\s+corrige|correction|erratum|ou\s+plutôt|erreur\s+de\s+ma\s+part|au\s+temps\s+pour\s+moi|mal\s+(?:dit|écrit)|voulu\s+dire)\b"),
    news=pattern(r"\b(?:maintenant|désormais|aujourd'hui|depuis|viens|déjà|ce|cette)\b"),
    cue=pattern(r"\b(?:pas|dire|oublie[rsz]?|ignore[sz]?|efface[sz]?|laisse|dit|inventé|menti)\b"),
    meant=patterns(
        rf"\b(?:voulais\s+dire|ai\s+voulu\s+dire)\s+(?:que\s+c'est\s+|c'est\s+)?{_X}(?:,?\s+(?:(?:et\s+)?non(?:\s+pas)?|(?:et\s+)?pas)\s+{_Y})?{_END}",
        rf"\bje\s+parlais\s+(?:de\s+|d'){_X}(?:,?\s+(?:et\s+)?(?:non\s+)?pas\s+(?:de\s+|d')?{_Y})?{_END}",
        rf"{_LEAD}(?:{_SORRY}[\s,.:;!…-]+)*(?:en\s+fait\s+)?(?:c'est|c'était|ce\s+sont|il\s+s'appelle|elle\s+s'appelle)\s+{_X}(?:,?\s+(?:et\s+)?(?:non\s+)?pas\s+{_Y})?{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:ce\s+n'est\s+pas|c'est\s+pas|pas)\s+(?:à\s+)?{_Y},?\s+(?:mais\s+(?:à\s+)?|c'est\s+){_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:c'est\s+)?{_X},\s+(?:et\s+)?(?:non\s+)?pas\s+{_Y}(?=\s*[.!]|$)",
        rf"\bj'ai\s+(?:dit|écrit|mis)\s+{_Y},?\s+mais\s+(?:c'est|je\s+voulais\s+dire|c'était)\s+{_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:(?:j'ai|c'est)\s+)?(?P<x>\d{{1,4}}),?\s+(?:et\s+)?(?:non\s+)?pas\s+(?P<y>\d{{1,4}}){_END}",
    ),
    forget=pattern(r"\b(?:oublie[rsz]?|ignore[sz]?|efface[sz]?|laisse\s+tomber|ne\s+tiens\s+pas\s+compte\s+de|je\s+retire)\s+(?:tout\s+)?(?:ce\s+que\s+(?:je\s+t'ai|je\s+vous\s+ai|j'ai|je\s+viens\s+de)\s+(?:dit|dire|raconté|écrit)(?:\s+(?:tout\s+à\s+l'heure|avant))?(?:\s+(?:sur|de|d'|à\s+propos\s+d[eu']|concernant|au\s+sujet\s+d[eu']))?|que\s+j'ai\s+dit|l'histoire\s+(?:de|avec))"),
    untrue=(
        rf"ce\s+que\s+(?:j'ai|je\s+t'ai)\s+dit\s+(?:sur|de|à\s+propos)?\s*{KNOWN}\s+(?:n'est\s+pas|n'était\s+pas|c'est|est|était)\s+(?:vrai|sûr|exact|faux|un\s+mensonge|une\s+blague)\b",
        rf"j'ai\s+(?:inventé|menti\s+(?:sur|pour|à\s+propos))\s+(?:l'histoire\s+)?{KNOWN}(?=\s*(?:[.,;!]|$))",
    ),
    vague=pattern(r"(?:autre|quelque|une?\s+autre|ça|cela|ce|que|rien|merci|bonjour|à\s+quel|combien|tout|bien|si|le\s+contraire)\b"),
)  # fmt: skip
