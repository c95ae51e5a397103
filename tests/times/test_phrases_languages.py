"""Dates in Spanish, French, German, Portuguese, Chinese and Japanese, said on Monday 8 May 2023."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.times import find_dates

AT = datetime(2023, 5, 8, 13, 56, tzinfo=UTC)

# What each row's phrases stand for, and the phrases by CODES; "-" where a language has no such phrase.
SAME = """
2023-05-07 = ayer | hier | gestern | ontem | 昨天 | 昨日
2023-05-06 = anteayer | avant-hier | vorgestern | anteontem | 前天 | 一昨日
2023-05-09 = mañana | demain | morgen | amanhã | 明天 | 明日
2023-05-01 2023-05-08 = la semana pasada | la semaine dernière | letzte Woche |
    na semana passada | 上周 | 先週
2023-04-01 2023-05-01 = el mes pasado | le mois dernier | letzten Monat | no mês passado | 上个月 | 先月
2022-01-01 2023-01-01 = el año pasado | l'année dernière | letztes Jahr | no ano passado | 去年 | 去年
2023-05-15 2023-05-22 = la próxima semana | la semaine prochaine | nächste Woche |
    na próxima semana | 下周 | 来週
2023-05-05 = hace tres días | il y a trois jours | vor drei Tagen | há três dias | 三天前 | 3日前
2023-04-17 = hace 21 días | il y a vingt et un jours | vor einundzwanzig Tagen |
    há vinte e um dias | 二十一天前 | 二十一日前
2023-04-21 2023-04-28 = hace dos semanas | il y a deux semaines | vor zwei Wochen |
    duas semanas atrás | 两周前 | 2週間前
2021-01-01 2022-01-01 = hace dos años | il y a deux ans | vor zwei Jahren | há dois anos | 两年前 | 2年前
2023-05-01 = el primero de este mes | le premier du mois | am ersten des Monats | no dia 1 deste mês | - | -
2023-04-15 = el 15 del mes pasado | le 15 du mois dernier | am 15. letzten Monats |
    no dia 15 do mês passado | - | -
2023-05-01 2023-05-11 = a principios de mes | au début du mois | Anfang des Monats | no início do mês | - | -
2023-05-07 = 7 de mayo de 2023 | le 7 mai 2023 | am 7. Mai 2023 |
    7 de maio de 2023 | 2023年5月7日 | 2023年5月7日
2023-05-07 = 7 de mayo | 7 mai | 7. Mai | 7 de maio | 5月7号 | 5月7日
2023-05-01 2023-06-01 = en mayo | en mai | im Mai | em maio | 五月 | 5月
2022-05-01 2022-06-01 = mayo de 2022 | mai 2022 | Mai 2022 | maio de 2022 | 2022年5月 | 2022年5月
2022-01-01 2023-01-01 = en 2022 | en 2022 | im Jahr 2022 | em 2022 | 2022年 | 2022年
2022-06-01 2022-09-01 = el verano pasado | l'été dernier | letzten Sommer |
    no verão passado | 去年夏天 | 去年の夏
2023-05-05 = el viernes pasado | vendredi dernier | letzten Freitag |
    na sexta-feira passada | 上周五 | 先週の金曜日
2023-05-05 = el viernes | vendredi | am Freitag | na sexta-feira | 星期五 | 金曜日
2023-05-06 2023-05-08 = el fin de semana pasado | le week-end dernier | letztes Wochenende |
    no fim de semana passado | 上周末 | 先週末
2023-02-08 2023-05-09 = los últimos tres meses | ces trois derniers mois | die letzten drei Monate |
    nos últimos três meses | 最近三个月 | ここ三ヶ月
1990-01-01 2000-01-01 = los años 90 | les années 90 | in den 90ern | nos anos 90 | 90年代 | 90年代
2022-12-25 = en Navidad | à Noël | an Weihnachten | no Natal | 圣诞节 | クリスマス
2023-03-01 2023-07-01 = de marzo a junio | de mars à juin | von März bis Juni |
    de março a junho | 从三月到六月 | 3月から6月
2023-03-01 2023-05-09 = desde marzo | depuis mars | seit März | desde março | - | -
1900-01-01 2023-06-01 = antes de junio de 2023 | avant juin 2023 | vor Juni 2023 |
    antes de junho de 2023 | - | -
2022-06-01 2022-06-11 = a principios de junio | début juin | Anfang Juni |
    no início de junho | 6月初 | 6月上旬
2023-05-03 2023-05-11 = del 3 al 10 de mayo | du 3 au 10 mai | vom 3. bis 10. Mai |
    de 3 a 10 de maio | - | -
2022-05-30 2022-06-06 = la semana del 5 de junio | la semaine du 5 juin | die Woche vom 5. Juni |
    na semana de 5 de junho | - | -
2022-12-24 = la víspera de Navidad | la veille de Noël | der Tag vor Weihnachten |
    na véspera de Natal | 平安夜 | クリスマスイブ
2023-05-01 2023-05-09 = el otro día | l'autre jour | neulich | outro dia | 前几天 | 先日
2023-05-08T05:00 2023-05-08T12:00 = esta mañana | ce matin | heute Morgen |
    hoje de manhã | 今天早上 | 今朝
2023-05-07T18:00 2023-05-08T06:00 = anoche | la nuit dernière | letzte Nacht |
    ontem à noite | 昨晚 | 昨夜
"""
CODES = ("es", "fr", "de", "pt", "zh", "ja")


def rows() -> list[tuple[str, str, str]]:
    table = [line.partition(" = ") for line in SAME.replace("|\n    ", "| ").strip().splitlines()]
    return [
        (code, said, meant)
        for meant, _, cells in table
        for code, said in zip(CODES, cells.split(" | "), strict=True)
        if said != "-"
    ]


def stretch(meant: str) -> tuple[datetime, datetime]:
    since, _, until = meant.partition(" ")
    first = datetime.fromisoformat(since).replace(tzinfo=UTC)
    return first, (
        datetime.fromisoformat(until).replace(tzinfo=UTC) if until else first.replace(day=first.day + 1)
    )


@pytest.mark.parametrize(("code", "said", "meant"), rows(), ids=lambda value: value)
def test_the_same_time_in_another_language(code: str, said: str, meant: str) -> None:
    (phrase,) = find_dates(said, AT, language=code)
    assert (phrase.since, phrase.until) == stretch(meant)


@pytest.mark.parametrize(
    ("code", "said"),
    [("es", "por la mañana"), ("es", "cada lunes"), ("fr", "j'ai été malade"), ("fr", "chaque lundi"),
     ("de", "am Morgen"), ("de", "jeden Montag"), ("pt", "de manhã"), ("pt", "cada segunda-feira"),
     ("zh", "一个人"), ("ja", "今度")],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(code: str, said: str) -> None:
    assert find_dates(said, AT, language=code) == ()


@pytest.mark.parametrize(
    ("said", "text"),
    [("¿Qué hice ayer por la tarde?", "ayer por la tarde"), ("Qu'est-ce que j'ai fait hier soir ?", "hier soir"),
     ("Was habe ich letzte Woche gemacht?", "letzte Woche"), ("O que eu fiz na semana passada?", "na semana passada"),
     ("我上週去了台北", "上週"), ("私は先週東京に行きました", "先週"), ("Idag, 2023-05-01, är jag här", "2023-05-01"),
     ("What did I do yesterday?", "yesterday")],
)  # fmt: skip
def test_the_language_is_guessed_where_it_is_not_told(said: str, text: str) -> None:
    (phrase,) = find_dates(said, AT)
    assert phrase.text == text


@pytest.mark.parametrize("code", ["sv", "ru", "xx"])
def test_a_language_without_a_grammar_is_read_as_english(code: str) -> None:
    (phrase,) = find_dates("2023-05-01", AT, language=code)
    assert phrase.grain == "day"


def test_days_come_first_outside_english() -> None:
    (english,) = find_dates("5/6/2023", AT, language="en")
    (german,) = find_dates("5.6.2023", AT, language="de")
    assert (english.since.month, german.since.month) == (5, 6)
