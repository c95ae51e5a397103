"""How French names times."""

from __future__ import annotations

from typing import Final

from ._grammar import Language, Table, meaning, numbered, words

_TENS: Final = words("vingt trente quarante cinquante soixante")
_TEENS: Final = words("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
_NUMBERS: Final[Table] = {
    **numbered("un|une deux trois quatre cinq six sept huit neuf"),
    **{word: at for at, word in enumerate(_TEENS, 10)},
    **{word: at * 10 for at, word in enumerate(_TENS, 2)},
    **{
        f"{ten}-{one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(words("deux trois quatre cinq six sept huit neuf"), 2)
    },
    **{f"{ten}{gap}un": 10 * tens + 1 for tens, ten in enumerate(_TENS, 2) for gap in (" et ", "-et-")},
    **{f"soixante-{teen}": 60 + at for at, teen in enumerate(_TEENS, 10)},
    **{f"quatre-vingt-{teen}": 80 + at for at, teen in enumerate(_TEENS, 10)},
    **{
        f"quatre-vingt-{one}": 80 + at
        for at, one in enumerate(words("un deux trois quatre cinq six sept huit neuf"), 1)
    },
    **meaning("""
        71: soixante_et_onze soixante-et-onze
        80: quatre-vingts
        100: cent
        12: une_douzaine_de
        15: une_quinzaine_de
        10: une_dizaine_de
        half: une_demi- un_demi-
        few: quelques
        couple: une_paire_de
        several: plusieurs
    """),
}
_TABLES: Final[dict[str, Table]] = {
    "number": _NUMBERS,
    "month": numbered("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"),
    "weekday": numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", 0),
    "season": numbered("printemps ete automne hiver", 0),
    "unit": meaning("""
        minute: minute minutes
        hour: heure heures
        day: jour jours
        week: semaine semaines
        weekend: week-end week-ends weekend weekends
        fortnight: quinzaine quinzaines
        month: mois
        quarter: trimestre trimestres
        year: an ans annee annees
        decade: decennie decennies
    """),
    "one_unit": meaning("""
        week: semaine
        weekend: week-end weekend
        month: mois
        quarter: trimestre
        year: an annee
        decade: decennie
    """),
    "holiday": meaning("""
        new year eve: reveillon saint-sylvestre la_saint-sylvestre
        new year: jour_de_l'an nouvel_an le_jour_de_l'an le_nouvel_an
        epiphany: epiphanie
        valentine: saint-valentin la_saint-valentin
        good friday: vendredi_saint
        easter: paques
        easter monday: lundi_de_paques
        ascension: ascension
        pentecost: pentecote
        bastille: 14_juillet
        halloween: halloween
        all saints: toussaint la_toussaint
        christmas eve: reveillon_de_noel la_veille_de_noel
        christmas: noel
    """),
    "before": meaning("""
        last: dernier derniere
        this: ce cet cette
        next: prochain prochaine
    """),
    "behind": meaning("""
        last: dernier derniere passe passee precedent precedente
        next: prochain prochaine suivant suivante qui_vient
    """),
    "part": meaning("""
        morning: matin
        afternoon: apres-midi
        evening: soir
        night: nuit
    """),
    "day_word": meaning("""
        0: aujourd'hui
        -1: hier
        -2: avant-hier avant_hier
        1: demain
        2: apres-demain apres_demain
    """),
    "tens_word": meaning("""
        20: vingt
        30: trente
        40: quarante
        50: cinquante
        60: soixante
        70: soixante-dix
        80: quatre-vingt quatre-vingts
        90: quatre-vingt-dix
    """),
    "side": meaning("""
        -1: avant precedant
        1: apres suivant
    """),
    "third": meaning("""
        0: debut au_debut_de au_debut_du debut_de debut_du
        1: mi au_milieu_de au_milieu_du
        2: fin a_la_fin_de a_la_fin_du fin_de fin_du
    """),
    "half": {"et demi": 1, "et demie": 1},
}
_Y: Final = r"(?:,? (?:de )?{y:year})?"

_FRAMES: Final = (
    ("days", rf"(?:du |le )?{{d:two}}(?:er)?(?: au | a | et (?:le )?|-| - ){{e:two}} {{m:month}}{_Y}"),
    ("day", rf"(?:le )?(?:{{weekday}},? )?(?:le )?{{d:two}}(?:er)? {{m:month}}{_Y}"),
    ("day d=1", rf"(?:le )?premier {{m:month}}{_Y}"),
    ("month_day", r"(?:le )?{d:two}(?:er)? (?:du|de ce) mois(?: {k:behind})?"),
    ("month_day d=1", r"(?:le )?premier (?:du|de ce) mois(?: {k:behind})?"),
    ("month", r"{m:month},? (?:de )?{y:year}"),
    ("month", r"{m:month} de l'an(?:nee)? {o:behind}"),
    ("month", r"{m:month} {k:behind}"),
    ("month", r"{k:before} mois d(?:e |'){m:month}"),
    ("season", r"(?:le |l'|au )?{s:season} (?:de )?{y:year}"),
    ("season", r"(?:le |l'|au )?(?:{k:before} {s:season}|{s:season} {k:behind})"),
    ("holiday", r"{h:holiday} (?:de )?(?:{y:year}|{k:behind}|l'an(?:nee)? {o:behind})"),
    (
        "ago",
        r"il y a (?:environ |a peine |presque |plus de |moins de |deja )?{n:number} ?{u:unit}(?: {x:half})?",
    ),
    ("rolling", r"(?:les |ces |des )?{n:number} derni(?:er|ere)s {u:unit}"),
    ("rolling", r"(?:les|ces|des) derni(?:er|ere)s {n:number} {u:unit}"),
    ("part", r"(?:{k:before} {p:part}|{k2:day_word} (?:dans l'|au )?{p:part}|(?:la )?{p2:part} {k3:behind})"),
    ("part", r"(?:le )?{w:weekday} (?:{k:behind} )?{p:part}"),
    ("that_unit", r"(?:le |la |l')?(?:{k:before} {u:one_unit}|{u:one_unit} {k:behind})"),
    ("weekday", r"(?:le )?(?:{k:before} {w:weekday}|{w:weekday} {k:behind})"),
    ("weekday", r"(?:le )?{w:weekday} de la semaine {o:behind}"),
    ("day_word", r"{k:day_word}"),
    ("other_day", r"l'autre (?:jour|soir|nuit)"),
    ("decade", r"(?:les |des )?annees (?:{y:decade}|{t:tens}|{t2:tens_word})"),
    ("years", r"{y:year} ?(?:-|a|jusqu'en|et) ?{z:year}"),
    ("weak_unit k=this", r"{u:one_unit}"),
    ("weak_year", r"{y:year}"),
    ("weak_month", r"{m:month}"),
    ("weak_season", r"(?:l'|le )?{s:season}"),
    ("weak_holiday", r"{h:holiday}"),
    ("weak_weekday", r"{w:weekday}"),
)
_LEADS: Final = (
    ("pair", r"(?:entre|de|du)(?: le| la)? (?:l')?|d'"),
    ("third", r"(?:a la |au )?{t:third}[ -](?:l')?"),
    ("unit_of", r"(?:pendant |durant )?(?:le |la |l')?{u:one_unit} d(?:e |u |'|es )"),
    ("offset", r"(?:le |la |l')?(?:{n:number} )?{u:unit} {s:side}(?: le| la)? (?:l')?"),
    ("offset u=day s=-1", r"(?:la )?veille d(?:e |u |'|e la |e l')"),
    ("weekday_side", r"(?:le )?{w:weekday} {s:side}(?: le| la)? (?:l')?"),
    ("since", r"(?:depuis|a partir d[eu])(?: le| la)? (?:l')?"),
    ("before", r"avant(?: le| la)? (?:l')?"),
    ("until", r"jusqu(?:'en|'a|'au)(?: la| l')? "),
    ("after", r"apres(?: le| la)? (?:l')?"),
    (
        "in",
        r"(?:en|pendant|durant|au cours de|au|dans)(?: le mois de| le| la| l'annee| les)? (?:l')?|au mois d(?:e |')",
    ),
    ("on", r"(?:le|a|pour|vers|l'annee|lors de)(?: le| la)? (?:l')?"),
)

FRENCH: Final = Language(
    tables=_TABLES,
    triggers=("month", "weekday", "season", "unit", "holiday", "part", "day_word"),
    frames=_FRAMES,
    leads=_LEADS,
    links=r" ?- ?| (?:a|au|jusqu'en|jusqu'au|jusqu'a)(?: la| l')? ?",
    also=r",? (?:et|ou)(?: en| le| la)? |, ",
    lone_weekdays=True,
    never_after=frozenset(words("chaque tous les un")),
)
