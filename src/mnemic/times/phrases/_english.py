"""How English names times."""

from __future__ import annotations

from typing import Final

from ._grammar import Language, Table, meaning, numbered, words

_ONES: Final = words("one two three four five six seven eight nine")
_TENS: Final = words("twenty thirty forty fifty sixty seventy eighty ninety")
_NTH: Final = words("first second third fourth fifth sixth seventh eighth ninth")

_NUMBERS: Final[Table] = {
    **numbered(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    ),
    **numbered("seventeen eighteen nineteen", 17),
    **{word: at * 10 for at, word in enumerate(_TENS, 2)},
    **{
        f"{ten}{gap}{one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_ONES, 1)
        for gap in "- "
    },
    **meaning("""
        1: a an
        12: a_dozen
        100: a_hundred one_hundred
        half: half_a half_an
        couple: a_couple a_couple_of couple couple_of
        few: a_few few some
        several: several
    """),
}
_ORDINALS: Final[Table] = {
    **numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    ),
    **numbered("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 14),
    **{f"twenty{gap}{word}": 20 + at for at, word in enumerate(_NTH, 1) for gap in "- "},
    **meaning("""
        30: thirtieth
        31: thirty-first thirty_first
    """),
}
_LONG_MONTHS: Final = numbered(
    "january february march april may june july august september october november december"
)
_MONTHS: Final[Table] = {
    **_LONG_MONTHS,
    **{f"{word[:3]}{dot}": at for word, at in _LONG_MONTHS.items() if word != "may" for dot in ("", ".")},
    "sept": 9,
    "sept.": 9,
}
_WEEKDAYS: Final[Table] = numbered("monday tuesday wednesday thursday friday saturday sunday", 0)
_UNITS: Final = words("minute hour day week weekend fortnight month quarter year decade")

_HOLIDAYS: Final = meaning("""
    new year eve: new_year's_eve new_years_eve
    new year: new_year's_day new_years_day new_year's
    epiphany: epiphany
    king: martin_luther_king_day mlk_day
    presidents: presidents'_day presidents_day
    valentine: valentine's_day valentines_day valentine's
    patrick: st._patrick's_day st_patrick's_day st._patricks_day saint_patrick's_day
    april fools: april_fools'_day april_fool's_day april_fools_day
    ash wednesday: ash_wednesday
    palm sunday: palm_sunday
    maundy thursday: maundy_thursday
    good friday: good_friday
    easter: easter_sunday easter_day easter
    easter monday: easter_monday
    mothers: mother's_day mothers_day
    memorial: memorial_day
    fathers: father's_day fathers_day
    independence: independence_day the_fourth_of_july
    labor: labor_day labour_day
    columbus: columbus_day
    halloween: halloween
    all saints: all_saints'_day
    veterans: veterans_day
    thanksgiving: thanksgiving_day thanksgiving
    black friday: black_friday
    christmas eve: christmas_eve xmas_eve
    christmas: christmas_day christmas xmas
    boxing: boxing_day
""")

_TABLES: Final[dict[str, Table]] = {
    "number": _NUMBERS,
    "ordinal": _ORDINALS,
    "month": _MONTHS,
    "weekday": _WEEKDAYS,
    "short_weekday": {**_WEEKDAYS, **numbered("mon tue|tues wed thu|thur|thurs fri sat sun", 0)},
    "unit": {**{word: word for word in _UNITS}, **{f"{word}s": word for word in _UNITS}},
    "one_unit": {word: word for word in _UNITS[3:]},
    "stretch": {word: word for word in _UNITS[3:] if word != "weekend"},
    "season": meaning("""
        0: spring springtime
        1: summer summertime
        2: autumn fall
        3: winter wintertime
    """),
    "holiday": _HOLIDAYS,
    "which": meaning("""
        last: last past this_past this_last previous the_previous
        this: this the_current
        next: next this_coming this_upcoming the_coming the_upcoming the_next
    """),
    "nth": {**numbered("first|1st second|2nd third|3rd fourth|4th"), "last": -1},
    "part": {part: part for part in words("morning afternoon evening night")},
    "day_word": meaning("""
        0: today
        -1: yesterday
        1: tomorrow
        -2: the_day_before_yesterday day_before_yesterday
        2: the_day_after_tomorrow day_after_tomorrow
    """),
    "tens_word": {
        word: at * 10
        for at, word in enumerate(
            words("twenties thirties forties fifties sixties seventies eighties nineties"), 2
        )
    },
    "side": meaning("""
        -1: before prior_to
        1: after following
    """),
    "third": meaning("""
        0: early beginning_of start_of
        1: mid middle_of
        2: late end_of
        first: first_half_of
        second: second_half_of
    """),
    "half": {"and a half": 1},
}

_D: Final = r"{d:two}(?:st|nd|rd|th)?"
_E: Final = r"(?:the )?{e:two}(?:st|nd|rd|th)?"
_TO: Final = r" ?(?:-|to|and|through|until|or) ?"
_Y: Final = r"(?:,? ?(?:of |in )?{y:year})?"
_AGO: Final = r"(?:ago|back(?= [io]n\b|[.,;!?)]|$))"

_FRAMES: Final = (
    ("days", rf"(?:the )?{_D}{_TO}{_E}(?: of)? {{m:month}}{_Y}"),
    ("day", rf"(?:{{short_weekday}},? )?(?:the )?(?:{_D}|{{d2:ordinal}}(?= of))(?: of)? {{m:month}}{_Y}"),
    ("days", rf"{{m:month}} {_D}{_TO}{_E}(?! ?[-\w]){_Y}"),
    ("day", rf"(?:{{short_weekday}},? )?{{m:month}} (?:the )?(?:{_D}|{{d2:ordinal}}){_Y}"),
    ("month", r"{m:month},? (?:of |in )?{y:year}"),
    ("month", r"{m:month} (?:of )?{o:which} year"),
    ("season", r"(?:the )?{s:season},? (?:of |in )?{y:year}"),
    ("season", r"(?:the )?{s:season} (?:of )?{o:which} year"),
    ("holiday", r"{h:holiday},? (?:of |in )?{y:year}"),
    ("holiday", r"{h:holiday} (?:of )?{o:which} year"),
    ("quarter", r"q{q:digit}(?:,? (?:of )?{y:year})?"),
    ("quarter", r"the {q:nth} quarter (?:of |in )?(?:{y:year}|{o:which} year)"),
    ("nth_weekday", rf"the {{n:nth}} {{w:weekday}} (?:of|in) {{m:month}}{_Y}"),
    ("nth_weekday", r"the {n:nth} {w:weekday} of {o:which} month"),
    ("month_day", rf"(?:the )?(?:{_D}|{{d2:ordinal}}) of (?:the|{{k:which}}) month(?! of\b)"),
    ("past_weekend", r"(?<=over the )weekend(?! of\b)"),
    ("lone_season", r"(?<=over the ){s:season}"),
    ("ago u=day", rf"{{n:number}} (?:night|morning|evening)s? {_AGO}"),
    ("before_last", r"(?:the )?(?:{u:unit}|{s:season}) before last"),
    ("day_ago", rf"{{n:number}} {{u:unit}} {_AGO} {{k:day_word}}"),
    ("weekday_ago", rf"{{w:weekday}},? {{n:number}} {{u:unit}} {_AGO}"),
    ("weekday_ago", rf"{{n:number}} {{u:unit}} {_AGO},? (?:on )?{{w:weekday}}"),
    ("ago", rf"{{n:number}}(?: {{x:half}})? (?:full |whole |short |more )?{{u:unit}} {_AGO}"),
    ("ago", rf"{{n:number}} {{u:unit}} {{x:half}} {_AGO}"),
    ("ago_weekday", rf"{{n:number}} {{w:weekday}}s? {_AGO}"),
    ("ago_season", rf"{{n:number}} {{s:season}}s? {_AGO}"),
    ("rolling", r"(?:the |these |this )?(?:last|past|previous) {n:number} {u:unit}(?! of\b)"),
    ("rolling", r"(?:the (?:last|past)|past) {u:stretch}(?! of\b)"),
    ("part", r"(?:{k:which}|{k2:day_word}) {p:part}"),
    ("part", r"(?:{k:which} )?{w:weekday} {p:part}"),
    ("part k=this p=night", r"tonight"),
    ("that_unit", r"(?:the )?{k:which} {u:one_unit}(?! of\b)"),
    ("month", r"{k:which} {m:month}"),
    ("season", r"(?:the )?{k:which} {s:season}"),
    ("holiday", r"{k:which} {h:holiday}"),
    ("weekday", r"{w:weekday},? (?:of )?{o:which} week"),
    ("weekday", r"(?:the )?{k:which} {w:short_weekday}"),
    ("day_word", r"{k:day_word}"),
    ("other_day", r"the other (?:day|night|morning|evening|afternoon)"),
    ("decade", r"(?:the )?{y:decade}s"),
    ("decade", r"(?:the '?|'){t:tens}s"),
    ("decade", r"the {t:tens_word}"),
    ("weak_unit k=this", r"{u:one_unit}"),
    ("years", r"{y:year} ?(?:-|to|through|until|and) ?{z:year}"),
    ("weak_year", r"{y:year}"),
    ("weak_month", r"{m:month}"),
    ("weak_season", r"(?:the )?{s:season}"),
    ("weak_holiday", r"{h:holiday}"),
    ("weak_weekday", r"{w:weekday}(?! (?:mornings|afternoons|evenings|nights)\b)"),
    ("weak_day", r"the {d:two}(?:st|nd|rd|th)(?= of this month|[.,;:!?)]|$)"),
)

_LEADS: Final = (
    ("pair", r"(?:anywhere |sometime )?(?:between|from)(?: the)? "),
    ("third", r"(?:(?:in|at|during) )?(?:the )?{t:third}[ -](?:the )?"),
    ("nth_of", r"(?:in |during |over )?(?:the )?{n:nth} {u:unit} (?:of|in)(?: the)? "),
    ("earlier", r"earlier (?:in )?(?:the )?"),
    ("later", r"later (?:in )?(?:the )?"),
    ("part_of", r"(?:on |in )?(?:the )?{p:part} of(?: the)? "),
    ("part_side", r"(?:on )?(?:the )?{p:part} {s:side}(?: the)? "),
    ("unit_of", r"(?:in |during |over )?(?:the )?{u:one_unit} of(?: the)? "),
    ("offset", r"(?:the )?(?:{n:number} )?{u:unit} {s:side}(?: the)? "),
    ("weekday_side", r"(?:on )?(?:the )?{w:weekday} {s:side}(?: the)? "),
    ("since", r"(?:ever )?since(?: the)? |(?:starting|beginning) (?:in|from|on)(?: the)? "),
    ("before", r"(?:before|prior to)(?: the)? "),
    ("until", r"(?:until|till|up to|up until|by)(?: the)? "),
    ("after", r"(?:after|following)(?: the)? "),
    ("in", r"(?:in|during|within|throughout)(?: the year| the month of| the)? |the year |all of "),
    ("on", r"(?:on|at|over|around|about|of|for|circa|as of|back in)(?: the)? "),
)

ENGLISH: Final = Language(
    tables=_TABLES,
    triggers=(
        "month",
        "short_weekday",
        "unit",
        "season",
        "holiday",
        "part",
        "day_word",
        "tens_word",
        "tonight",
    ),
    frames=_FRAMES,
    leads=_LEADS,
    links=r" ?- ?| (?:to|through|until|till|thru|up to) (?:the )?",
    also=r",? (?:and|or|&) (?:in |on |the )?|, (?:in |on )?",
    day_first=False,
    capitals=frozenset(
        words("may march april june august mar mar. jan jan. jun jun. sep sep. dec dec. sat sun mon wed")
    ),
    never_after=frozenset(words("every each a any most some alternate")),
    counted=frozenset(
        words("""
            words people dollars euros pounds miles kilometers kilometres km meters metres feet ft calories
            steps points followers copies pages times users items votes kg lbs g mg ml square sq years days
            hours minutes seconds participants subscribers likes views percent usd eur members employees
            students rpm mhz watts
        """)
    ),
)
