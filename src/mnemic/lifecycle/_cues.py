"""
Words that tell whether somebody speaks of themselves, to somebody, or of a time.

English, Spanish, Portuguese, French, German, and a few of Chinese and Japanese, as `mnemic.index._words` gives them
(``I've`` is ``ive``). Texts in other languages have none of these signs, and are ranked by the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final


def _listed(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _any(each: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*each)


FIRST_PERSON: Final = _any(
    (
        _listed("i im ive id ill my mine me myself we our us ours ourselves"),
        _listed("yo me mi mis mío mía nosotros nos nuestro nuestra"),
        _listed("eu me meu minha meus minhas nós nosso nossa"),
        _listed("je j mon ma mes moi nous notre nos"),
        _listed("ich mich mir mein meine meinen meiner wir unser unsere"),
        _listed("我 我们 私 僕 俺"),
    )
)

SECOND_PERSON: Final = _any(
    (
        _listed("you your yours youre youve youll yourself"),
        _listed("tú tu tus te usted ustedes su"),
        _listed("você vocês seu sua teu tua"),
        _listed("tu ton ta tes toi vous votre vos"),
        _listed("du dich dir dein deine deinen ihr euch euer"),
        _listed("你 您 你们"),
    )
)

TIMES: Final = _any(
    (
        _listed(
            "january february march april june july august september october november december",
            "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight",
            "week weekend month year ago last next recently summer winter spring autumn fall",
        ),
        _listed(
            "ayer hoy mañana semana mes año pasado pasada próximo próxima",
            "lunes martes miércoles jueves viernes sábado domingo",
        ),
        _listed("ontem hoje amanhã semana mês ano passado passada segunda terça quarta quinta sexta"),
        _listed(
            "hier aujourdhui demain semaine mois année dernier dernière prochain prochaine",
            "lundi mardi mercredi jeudi vendredi samedi dimanche",
        ),
        _listed(
            "gestern heute morgen woche monat jahr letzte letzten letztes nächste nächsten",
            "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        ),
        _listed("今天 昨天 明天 去年 今年 今日 昨日 明日"),
    )
)
