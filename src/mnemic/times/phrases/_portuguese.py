"""How Portuguese names times."""

from __future__ import annotations

from typing import Final

from ._grammar import Language, Table, meaning, numbered, words

_TENS: Final = words("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_NUMBERS: Final[Table] = {
    **numbered("um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze"),
    **numbered(
        "catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove", 14
    ),
    **{word: at * 10 for at, word in enumerate(_TENS, 2)},
    **{
        f"{ten} e {one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for word, ones in numbered("um|uma dois|duas tres quatro cinco seis sete oito nove").items()
        for one in (word,)
        if isinstance(ones, int)
    },
    **meaning("""
        100: cem
        half: meio meia
        couple: um_par_de
        few: uns umas alguns algumas uns_poucos poucos poucas
        several: varios varias
    """),
}
_TABLES: Final[dict[str, Table]] = {
    "number": _NUMBERS,
    "month": numbered(
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro"
    ),
    "weekday": numbered(
        "segunda-feira|segunda terca-feira|terca quarta-feira|quarta quinta-feira|quinta sexta-feira|sexta sabado domingo",
        0,
    ),
    "season": numbered("primavera verao outono inverno", 0),
    "unit": meaning("""
        minute: minuto minutos
        hour: hora horas
        day: dia dias
        week: semana semanas
        weekend: fim_de_semana fins_de_semana
        fortnight: quinzena quinzenas
        month: mes meses
        quarter: trimestre trimestres
        year: ano anos
        decade: decada decadas
    """),
    "one_unit": meaning("""
        week: semana
        weekend: fim_de_semana
        month: mes
        quarter: trimestre
        year: ano
        decade: decada
    """),
    "holiday": meaning("""
        new year eve: vespera_de_ano_novo reveillon
        new year: ano_novo
        epiphany: dia_de_reis
        carnival: carnaval
        good friday: sexta-feira_santa
        easter: pascoa domingo_de_pascoa
        corpus christi: corpus_christi
        halloween: halloween
        christmas eve: vespera_de_natal
        christmas: natal
    """),
    "before": meaning("""
        last: ultimo ultima passado passada
        this: este esta neste nesta esse essa nesse nessa
        next: proximo proxima
    """),
    "behind": meaning("""
        last: passado passada anterior
        next: que_vem proximo proxima seguinte
    """),
    "part": meaning("""
        morning: manha
        afternoon: tarde
        night: noite
    """),
    "day_word": meaning("""
        0: hoje
        -1: ontem
        -2: anteontem antes_de_ontem
        1: amanha
        2: depois_de_amanha
    """),
    "tens_word": {word: at * 10 for at, word in enumerate(_TENS, 2)},
    "side": meaning("""
        -1: antes_de antes_do antes_da
        1: depois_de depois_do depois_da apos apos_o
    """),
    "third": meaning("""
        0: inicio_de comeco_de inicio_do comeco_do
        1: meados_de meados_do
        2: fim_de final_de finais_de fim_do final_do
    """),
    "half": {"e meio": 1, "e meia": 1},
}
_Y: Final = r"(?:,? (?:de |do ano de )?{y:year})?"

_FRAMES: Final = (
    ("days", rf"(?:o )?(?:dia )?{{d:two}}(?: a | ao | e (?:o )?|-| - ){{e:two}} de {{m:month}}{_Y}"),
    ("day", rf"(?:o )?(?:{{weekday}},? )?(?:dia )?{{d:two}}º? de {{m:month}}{_Y}"),
    ("day d=1", rf"(?:o )?primeiro de {{m:month}}{_Y}"),
    ("month_day", r"(?:n?o )?(?:dia )?{d:two} d(?:o|este) mes(?: {k:behind})?"),
    ("month_day d=1", r"(?:n?o )?(?:dia )?primeiro d(?:o|este) mes(?: {k:behind})?"),
    ("month", r"{m:month},? (?:de |do ano de )?{y:year}"),
    ("month", r"{m:month} do ano {o:behind}"),
    ("month", r"(?:{k:before} {m:month}|{m:month} {k2:behind})"),
    ("season", r"(?:o |a )?{s:season} (?:de )?{y:year}"),
    ("season", r"(?:o |a )?{s:season} do ano {o:behind}"),
    ("season", r"(?:o |a )?(?:{k:before} {s:season}|{s2:season} {k2:behind})"),
    ("holiday", r"{h:holiday} (?:de )?(?:{y:year}|{k:behind}|do ano {o:behind})"),
    (
        "ago",
        r"(?:ha|faz) (?:cerca de |quase |mais de |menos de )?{n:number} {u:unit}(?: {x:half})?(?: atras)?",
    ),
    ("ago", r"{n:number} {u:unit}(?: {x:half})? atras"),
    ("rolling", r"(?:n?[oa]s |dos |das )?(?:ultim|passad)[oa]s {n:number} {u:unit}"),
    ("part", r"(?:{k:before} {p:part}|{k2:day_word} (?:a|de|pela|na) {p2:part})"),
    ("part", r"(?:n?a )?{w:weekday} (?:a|de|pela) {p:part}"),
    ("that_unit", r"(?:n?[oa] )?(?:{k:before} {u:one_unit}|{u2:one_unit} {k2:behind})"),
    ("weekday", r"(?:n?[oa] )?(?:{k:before} {w:weekday}|{w2:weekday} {k2:behind})"),
    ("weekday", r"(?:n?[oa] )?{w:weekday} da semana {o:behind}"),
    ("day_word", r"{k:day_word}"),
    ("other_day", r"(?:n?o )?outro dia|(?:n?a )outra (?:noite|tarde)"),
    ("decade", r"(?:n?os anos |(?:a |na )?decada de )(?:{y:decade}|{t:tens}|{t2:tens_word})"),
    ("years", r"{y:year} ?(?:-|a|ate|e) ?{z:year}"),
    ("weak_unit k=this", r"{u:one_unit}"),
    ("weak_year", r"{y:year}"),
    ("weak_month", r"{m:month}"),
    ("weak_season", r"(?:o |a )?{s:season}"),
    ("weak_holiday", r"{h:holiday}"),
    ("weak_weekday", r"{w:weekday}"),
)
_LEADS: Final = (
    ("pair", r"(?:entre|de|do|da)(?: o| a)? "),
    ("third", r"(?:no |em )?{t:third} (?!semana)"),
    ("unit_of", r"(?:n[oa] |[oa] )?{u:one_unit} d[eoa] "),
    ("offset", r"(?:n?[oa] )?(?:{n:number} )?{u:unit} {s:side}(?: o| a)? "),
    ("offset u=day s=-1", r"(?:na |a )?vespera d[eoa] "),
    ("weekday_side", r"(?:n?[oa] )?{w:weekday} {s:side}(?: o| a)? "),
    ("since", r"(?:desde|a partir d[eoa])(?: o| a)? "),
    ("before", r"antes d[eoa] "),
    ("until", r"ate(?: o| a)? "),
    ("after", r"(?:depois d[eoa] (?!amanha)|apos (?:o |a )?)"),
    ("in", r"(?:em|no ano de|no mes de|durante o|durante a|durante|neste|nesta|no|na|nos|nas) "),
    ("on", r"(?:o|a|por|para|de|em)(?: o| a)? "),
)

PORTUGUESE: Final = Language(
    tables=_TABLES,
    triggers=("month", "weekday", "season", "unit", "holiday", "part", "day_word", "outro"),
    frames=_FRAMES,
    leads=_LEADS,
    links=r" ?- ?| (?:a|ao|ate)(?: o| a)? ",
    also=r",? (?:e|ou)(?: em| o| a| no| na)? |, ",
    never_after=frozenset(words("cada toda todo uma um")),
)
