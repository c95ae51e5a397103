"""How German names times."""

from __future__ import annotations

from typing import Final

from ._grammar import Language, Table, meaning, numbered, words

_TENS: Final = words("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".replace("ü", "u"))
_ONES: Final = words("ein zwei drei vier funf sechs sieben acht neun")
_ENDINGS: Final = ("e", "en", "er", "es", "em")
_NUMBERS: Final[Table] = {
    **numbered("ein|einem|einer|einen|eine|eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf"),
    **numbered("dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn", 13),
    **{word: at * 10 for at, word in enumerate(_TENS, 2)},
    **{
        f"{one}und{ten}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_ONES, 1)
    },
    **meaning("""
        100: hundert einhundert
        half: einer_halben einem_halben ein_halbes eine_halbe
        few: ein_paar einigen einige wenigen
        several: mehreren mehrere
    """),
}
_WEEKDAYS: Final = numbered("montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag", 0)
_PARTS: Final = meaning("""
    morning: morgen fruh vormittag
    noon: mittag
    afternoon: nachmittag
    evening: abend
    night: nacht
""")
_TABLES: Final[dict[str, Table]] = {
    "number": _NUMBERS,
    "month": numbered(
        "januar|janner|jan. februar|feber|feb. marz april|apr. mai juni juli august|aug. "
        "september|sept. oktober|okt. november|nov. dezember|dez."
    ),
    "weekday": _WEEKDAYS,
    "part_of_weekday": {day + part: day for day in _WEEKDAYS for part in _PARTS},
    "season": numbered("fruhling|fruhjahr sommer herbst winter", 0),
    "unit": meaning("""
        minute: minute minuten
        hour: stunde stunden
        day: tag tage tagen tages
        week: woche wochen
        weekend: wochenende wochenenden
        month: monat monate monaten monats
        quarter: quartal quartale quartalen
        year: jahr jahre jahren jahres
        decade: jahrzehnt jahrzehnte jahrzehnten
    """),
    "one_unit": meaning("""
        week: woche
        weekend: wochenende
        month: monat monats
        quarter: quartal quartals
        year: jahr jahres
        decade: jahrzehnt
    """),
    "holiday": meaning("""
        new year eve: silvester silvesterabend
        new year: neujahr neujahrstag
        epiphany: dreikonigstag
        valentine: valentinstag
        carnival: faschingsdienstag
        good friday: karfreitag
        easter: ostern ostersonntag
        easter monday: ostermontag
        ascension: christi_himmelfahrt
        pentecost: pfingsten pfingstsonntag
        german unity: tag_der_deutschen_einheit
        halloween: halloween
        all saints: allerheiligen
        nicholas: nikolaus nikolaustag
        christmas eve: heiligabend heiliger_abend
        christmas: weihnachten weihnachtstag
    """),
    "which": {
        **{
            stem + ending: which
            for which, stems in {
                "last": "letzt vergangen vorig",
                "this": "dies",
                "next": "nachst kommend",
            }.items()
            for stem in stems.split()
            for ending in _ENDINGS
        },
        "am letzten": "last",
    },
    "part": _PARTS,
    "day_word": meaning("""
        0: heute
        -1: gestern
        -2: vorgestern
        1: morgen
        2: ubermorgen
    """),
    "tens_word": {word: at * 10 for at, word in enumerate([f"{ten}er" for ten in _TENS], 2)},
    "side": meaning("""
        -1: vor
        1: nach
    """),
    "third": meaning("""
        0: anfang
        1: mitte
        2: ende
    """),
}
_Y: Final = r"(?:,? {y:year})?"

_FRAMES: Final = (
    ("days", rf"(?:dem |den )?{{d:two}}\.? ?(?:-|bis(?: zum)?|und(?: dem)?) ?{{e:two}}\. {{m:month}}{_Y}"),
    ("day", rf"(?:{{weekday}},? )?(?:de[nmr] )?{{d:two}}\. ?{{m:month}}{_Y}"),
    ("day d=1", rf"(?:de[nmr] )?erste[nr] {{m:month}}{_Y}"),
    ("month_day", r"(?:de[nmr] )?{d:two}\. (?:des|dieses|{k:which}) monats"),
    ("month_day d=1", r"(?:de[nmr] )?ersten (?:des|dieses|{k:which}) monats"),
    ("month", r"{m:month} (?:des jahres )?{y:year}"),
    ("month", r"{m:month} {o:which} jahres"),
    ("month", r"{k:which} {m:month}"),
    ("season", r"{s:season} (?:des jahres )?{y:year}"),
    ("season", r"{s:season} {o:which} jahres"),
    ("season", r"{k:which} {s:season}"),
    ("holiday", r"(?:{h:holiday} {y:year}|{k:which} {h2:holiday}|{h3:holiday} {o:which} jahr)"),
    ("before_last", r"(?:die|das|der|den) vorletzte[ns]? {u:one_unit}|vorletzte[ns]? {u2:one_unit}"),
    ("ago", r"vor (?:etwa |rund |ungefahr |fast |mehr als |uber |gut |knapp )?{n:number} {u:unit}"),
    ("ago x=1 n=1", r"vor anderthalb {u:unit}"),
    ("ago", r"{n:number} {u:unit} her"),
    ("rolling", r"(?:die |den |der )?(?:letzten|vergangenen) {n:number} {u:unit}"),
    ("part p=night", r"{k:which} nacht"),
    ("part", r"(?:{k:day_word} {p:part}|{w:weekday}{p2:part})"),
    ("that_unit", r"(?:das |die |der |den )?{k:which} {u:one_unit}"),
    ("weekday", r"{w:weekday} {o:which} woche"),
    ("weekday", r"(?:den )?{k:which} {w:weekday}"),
    ("day_word", r"{k:day_word}"),
    ("other_day", r"neulich"),
    ("decade", r"(?:die |den |der )(?:{y:decade}er|{t:tens}er|{t2:tens_word})n?(?: jahren?)?"),
    ("years", r"{y:year} ?(?:-|bis|und) ?{z:year}"),
    ("weak_unit k=this", r"{u:one_unit}"),
    ("weak_year", r"{y:year}"),
    ("weak_month", r"{m:month}"),
    ("weak_season", r"{s:season}"),
    ("weak_holiday", r"{h:holiday}"),
    ("weak_weekday", r"{w:weekday}"),
)
_LEADS: Final = (
    ("pair", r"(?:zwischen|von|vom)(?: dem| der)? "),
    ("third", r"{t:third} (?:des |der )?"),
    ("unit_of", r"(?:in )?(?:die |der |das |dem |im )?{u:one_unit} (?:vom|von|um den|des) "),
    (
        "offset",
        r"(?:am |an |in |im )?(?:der |die |das |dem )?(?:{n:number} )?{u:unit} {s:side}(?: dem| der)? ",
    ),
    ("weekday_side", r"(?:am )?{w:weekday} {s:side}(?: dem| der)? "),
    ("since", r"(?:seit|ab)(?: dem| der)? "),
    ("before", r"vor(?: dem| der)? "),
    ("until", r"bis(?: zum| zur)? (?:dem |der )?"),
    ("after", r"nach(?: dem| der)? "),
    ("in", r"(?:im jahr|im jahre|im|in|wahrend)(?: de[nmr]| des)? "),
    ("on", r"(?:am|an|zu|um|gegen|fur|der|den|dem|das)(?: de[nmr])? "),
)

GERMAN: Final = Language(
    tables=_TABLES,
    triggers=(
        "month",
        "weekday",
        "season",
        "unit",
        "holiday",
        "part",
        "day_word",
        "tens_word",
        "neulich",
        "part_of_weekday",
    ),
    frames=_FRAMES,
    leads=_LEADS,
    links=r" ?- ?| bis(?: zum| zur)? ",
    also=r",? (?:und|oder)(?: im| am| dem)? |, ",
    small=frozenset({"morgen"}),
    never_after=frozenset(words("jeden jeder jede einem ein einen")),
)
