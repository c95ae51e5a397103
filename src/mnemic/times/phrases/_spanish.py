"""How Spanish names times."""

from __future__ import annotations

from typing import Final

from ._grammar import Language, Table, meaning, numbered, words

_TENS: Final = words("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_NUMBERS: Final[Table] = {
    **numbered("un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
    **numbered("dieciseis diecisiete dieciocho diecinueve veinte veintiun|veintiuno|veintiuna veintidos", 16),
    **numbered("veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve", 23),
    **{word: at * 10 for at, word in enumerate(_TENS, 3)},
    **{
        f"{ten} y {one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 3)
        for ones, one in enumerate(words("un dos tres cuatro cinco seis siete ocho nueve"), 1)
    },
    **meaning("""
        100: cien
        half: medio media
        couple: un_par_de
        few: unos unas algunos algunas unos_pocos unas_pocas pocos pocas unos_cuantos unas_cuantas
        several: varios varias
    """),
}
_TABLES: Final[dict[str, Table]] = {
    "number": _NUMBERS,
    "month": numbered(
        "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre"
    ),
    "weekday": numbered("lunes martes miercoles jueves viernes sabado domingo", 0),
    "season": numbered("primavera verano otono invierno", 0),
    "unit": meaning("""
        minute: minuto minutos
        hour: hora horas
        day: dia dias
        week: semana semanas
        weekend: fin_de_semana fines_de_semana finde
        fortnight: quincena quincenas
        month: mes meses
        quarter: trimestre trimestres
        year: ano anos
        decade: decada decadas
    """),
    "one_unit": meaning("""
        week: semana
        weekend: fin_de_semana finde
        month: mes
        quarter: trimestre
        year: ano
        decade: decada
    """),
    "holiday": meaning("""
        new year eve: nochevieja fin_de_ano
        new year: ano_nuevo
        epiphany: reyes dia_de_reyes
        valentine: san_valentin
        good friday: viernes_santo
        maundy thursday: jueves_santo
        palm sunday: domingo_de_ramos
        easter: pascua domingo_de_pascua domingo_de_resurreccion
        halloween: halloween
        all saints: todos_los_santos
        christmas eve: nochebuena
        christmas: navidad dia_de_navidad
    """),
    "before": meaning("""
        last: ultimo ultima pasado pasada
        this: este esta
        next: proximo proxima
    """),
    "this": {"este": "this", "esta": "this"},
    "behind": meaning("""
        last: pasado pasada anterior ultimo
        next: que_viene proximo proxima siguiente
    """),
    "part": meaning("""
        morning: manana
        afternoon: tarde
        night: noche
    """),
    "day_word": meaning("""
        0: hoy
        -1: ayer
        -2: anteayer antier antes_de_ayer
        1: manana
        2: pasado_manana
    """),
    "tens_word": {word: at * 10 for at, word in enumerate(["veinte", *_TENS], 2)},
    "side": meaning("""
        -1: antes_de anterior_a
        1: despues_de siguiente_a
    """),
    "third": meaning("""
        0: principios_de comienzos_de inicios_de
        1: mediados_de
        2: finales_de fines_de final_de
    """),
    "half": {"y medio": 1, "y media": 1},
}
_Y: Final = r"(?:,? (?:de |del (?:ano )?)?{y:year})?"

_FRAMES: Final = (
    ("days", rf"(?:el )?{{d:two}}(?: al | a | y (?:el )?|-| - ){{e:two}} de {{m:month}}{_Y}"),
    ("day", rf"(?:el )?(?:{{weekday}},? )?(?:el )?{{d:two}}º? de {{m:month}}{_Y}"),
    ("day d=1", rf"(?:el )?primero de {{m:month}}{_Y}"),
    ("month_day", r"(?:el )?(?:dia )?{d:two} de(?:l| este) mes(?: {k:behind})?"),
    ("month_day d=1", r"(?:el )?primero de(?:l| este) mes(?: {k:behind})?"),
    ("month", r"{m:month},? (?:de |del )?{y:year}"),
    ("month", r"{m:month} del? ano {o:behind}"),
    ("month", r"(?:{k:before} {m:month}|{m:month} {k:behind})"),
    ("season", r"(?:el |la )?{s:season} (?:de |del )?{y:year}"),
    ("season", r"(?:el |la )?{s:season} del? ano {o:behind}"),
    ("season", r"(?:el |la )?(?:{k:before} {s:season}|{s:season} {k:behind})"),
    ("holiday", r"{h:holiday} (?:de |del )?{y:year}"),
    ("holiday", r"{h:holiday} (?:{k:behind}|del ano {o:behind})"),
    ("ago", r"hace (?:unos |unas |como |casi |mas de |menos de )?{n:number} {u:unit}(?: {x:half})?"),
    ("ago", r"{n:number} {u:unit}(?: {x:half})? atras"),
    ("rolling", r"(?:l[oa]s |est[oa]s )?(?:ultim|pasad)[oa]s {n:number} {u:unit}"),
    ("rolling", r"l[oa]s {n:number} ultim[oa]s {u:unit}"),
    ("rolling", r"(?:el|la) ultim[oa] {u:one_unit}"),
    ("part", r"(?:{k:this} {p:part}|{k2:day_word} (?:por|en|a) la {p:part})"),
    ("part k=last p=night", r"anoche"),
    ("part", r"(?:el )?{w:weekday} por la {p:part}"),
    ("that_unit", r"(?:el |la )?(?:{k:before} {u:one_unit}|{u:one_unit} {k:behind})"),
    ("weekday", r"(?:el )?(?:{k:before} {w:weekday}|{w:weekday} {k:behind})"),
    ("weekday", r"(?:el )?{w:weekday} de la semana {o:behind}"),
    ("day_word", r"(?<!la )(?<!las )(?<!una )(?<!cada ){k:day_word}(?! por la manana)"),
    ("other_day", r"el otro dia|la otra (?:noche|tarde)"),
    ("decade", r"(?:los |la decada de (?:los )?)(?:anos )?(?:{y:decade}|{t:tens}|{t2:tens_word})(?! \w+s\b)"),
    ("years", r"{y:year} ?(?:-|a|hasta|y) ?{z:year}"),
    ("weak_unit k=this", r"{u:one_unit}"),
    ("weak_year", r"{y:year}"),
    ("weak_month", r"{m:month}"),
    ("weak_season", r"(?:el |la )?{s:season}"),
    ("weak_holiday", r"{h:holiday}"),
    ("weak_weekday", r"{w:weekday}(?! por las)"),
)
_LEADS: Final = (
    ("pair", r"(?:entre|de)(?:l| el| la)? "),
    ("third", r"(?:a )?{t:third}(?:l)? (?!semana)"),
    ("unit_of", r"(?:en )?(?:el |la )?{u:one_unit} de(?:l)? "),
    ("offset", r"(?:el |la )?(?:{n:number} )?{u:unit} {s:side}(?:l| el| la)? "),
    ("offset u=day s=-1", r"(?:la )?vispera de(?:l| la)? "),
    ("weekday_side", r"(?:el )?{w:weekday} {s:side}(?:l| el| la)? "),
    ("since", r"(?:desde|a partir de)(?:l| el| la)? "),
    ("before", r"antes de(?:l| el| la)? "),
    ("until", r"hasta(?: el| la)? "),
    ("after", r"(?:despues de|tras)(?:l| el| la)? "),
    ("in", r"(?:en|durante)(?: el ano| el mes de| el| la| los| las)? |el ano |el mes de "),
    ("on", r"(?:el|por|para|de|hacia|sobre)(?: el| la)? "),
)

SPANISH: Final = Language(
    tables=_TABLES,
    triggers=("month", "weekday", "season", "unit", "holiday", "part", "day_word", "tens_word", "anoche"),
    frames=_FRAMES,
    leads=_LEADS,
    links=r" ?- ?| (?:a|al|hasta)(?: el| la)? ",
    also=r",? (?:y|o|e)(?: en| el| la)? |, ",
    never_after=frozenset(words("cada todos los un algun")),
)
