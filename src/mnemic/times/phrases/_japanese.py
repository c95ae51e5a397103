"""How Japanese names times."""

from __future__ import annotations

from typing import Final

from ._grammar import Language, Table, meaning, numbered, words

_ONES: Final = words("一 二 三 四 五 六 七 八 九")
_NUMBERS: Final[Table] = {
    **numbered("一 二 三 四 五 六 七 八 九 十"),
    **{f"十{one}": 10 + at for at, one in enumerate(_ONES, 1)},
    **{f"{ten}十": 10 * at for at, ten in enumerate(_ONES[1:], 2)},
    **{
        f"{ten}十{one}": 10 * tens + at
        for tens, ten in enumerate(_ONES, 1)
        for at, one in enumerate(_ONES, 1)
    },
    "半": "half",
    "数": "few",
    "何": "few",
}
_TABLES: Final[dict[str, Table]] = {
    "number": _NUMBERS,
    "han": {word: at for word, at in _NUMBERS.items() if isinstance(at, int) and at <= 31},
    "han_month": {word: at for word, at in _NUMBERS.items() if isinstance(at, int) and at <= 12},
    "unit": meaning("""
        minute: 分
        hour: 時間
        day: 日 日間
        week: 週間 週
        month: か月 ヶ月 カ月 ヵ月 ケ月 箇月 か月間 ヶ月間
        year: 年 年間
    """),
    "day_word": meaning("""
        0: 今日 本日
        -1: 昨日 きのう
        -2: 一昨日 おととい
        1: 明日 あした
        2: 明後日 あさって
    """),
    "week_word": meaning("""
        -2: 先々週 先先週
        -1: 先週
        0: 今週
        1: 来週
        2: 再来週
    """),
    "month_word": meaning("""
        -2: 先々月 先先月
        -1: 先月
        0: 今月
        1: 来月
        2: 再来月
    """),
    "year_word": meaning("""
        -2: 一昨年 おととし
        -1: 去年 昨年
        0: 今年
        1: 来年
        2: 再来年
    """),
    "weekday": numbered("月 火 水 木 金 土 日", 0),
    "season": numbered("春 夏 秋 冬", 0),
    "part": meaning("""
        morning: 朝 午前
        noon: 昼
        afternoon: 午後
        evening: 夕方
        night: 夜 晩
    """),
    "holiday": meaning("""
        new year: 元日 元旦
        new year eve: 大晦日 大みそか
        valentine: バレンタインデー バレンタイン
        halloween: ハロウィン ハロウィーン
        christmas eve: クリスマスイブ クリスマス・イブ
        christmas: クリスマス
        easter: イースター
    """),
    "third": meaning("""
        0: 初旬 上旬 初め
        1: 中旬 半ば
        2: 下旬 末
    """),
}
_DAY: Final = "(?:{d:two}|{d:han})日"
_MONTH: Final = "(?:{m:two}|{m:han_month})月"
_Y: Final = "(?:{y:year}年|{o:year_word})?の?"

_FRAMES: Final = (
    ("days", rf"{_Y}{_MONTH}{{d:two}}日?(?:-|~|から){{e:two}}日"),
    ("day", rf"{_Y}{_MONTH}{_DAY}"),
    ("month_third", rf"{_Y}{_MONTH}の?{{t:third}}"),
    ("month", rf"{_Y}{_MONTH}"),
    ("season", r"(?:{y:year}年|{o:year_word})の?{s:season}"),
    ("holiday", r"(?:{y:year}年|{o:year_word})の?{h:holiday}"),
    ("ago", r"{n:number}{u:unit}(?:ほど|くらい|ぐらい)?前"),
    ("rolling", r"(?:ここ|過去|この|最近の?){n:number}{u:unit}"),
    ("weekday", r"{o:week_word}の?{w:weekday}曜日?"),
    ("that_unit u=weekend", r"{k:week_word}の?末"),
    ("that_unit u=week", r"{k:week_word}"),
    ("that_unit u=month", r"{k:month_word}"),
    ("part", r"{k:day_word}の?{p:part}"),
    ("part k=last p=night", r"昨[夜晩]|ゆうべ"),
    ("part k=this p=night", r"今[夜晩]"),
    ("part k=this p=morning", r"今朝"),
    ("day_word", r"{k:day_word}"),
    ("that_unit u=year", r"{k:year_word}"),
    ("decade", r"{y:decade}年代|{t:tens}年代"),
    ("year", r"{y:year}年"),
    ("weekday", r"{w:weekday}曜日?"),
    ("lone_holiday", r"{h:holiday}"),
    ("other_day", r"先日|この間|この前"),
)
_LEADS: Final = (("in", r"(?!)"),)

JAPANESE: Final = Language(
    tables=_TABLES,
    triggers=("han_month", "day_word", "week_word", "month_word", "year_word", "holiday", "number", "weekday",
              "先", "昨", "今", "この", "ここ", "過去", "最近", "ゆうべ"),
    frames=_FRAMES,
    leads=_LEADS,
    links=r"から|[-~]",
    also=r"[と、,]",
    spaced=False,
)  # fmt: skip
