"""How Chinese names times, in simplified and traditional characters."""

from __future__ import annotations

from typing import Final

from ._grammar import Language, Table, meaning, numbered, words

_ONES: Final = words("一 二 三 四 五 六 七 八 九")
_NUMBERS: Final[Table] = {
    **numbered("一 二|两|兩 三 四 五 六 七 八 九 十"),
    **{f"十{one}": 10 + at for at, one in enumerate(_ONES, 1)},
    **{f"{ten}十": 10 * at for at, ten in enumerate(_ONES[1:], 2)},
    **{
        f"{ten}十{one}": 10 * tens + at
        for tens, ten in enumerate(_ONES, 1)
        for at, one in enumerate(_ONES, 1)
    },
    "一百": 100,
    "半": "half",
    "几": "few",
    "幾": "few",
    "好几": "several",
}

_TABLES: Final[dict[str, Table]] = {
    "number": _NUMBERS,
    "han": {word: at for word, at in _NUMBERS.items() if isinstance(at, int) and at <= 31},
    "han_month": {word: at for word, at in _NUMBERS.items() if isinstance(at, int) and at <= 12},
    "unit": meaning("""
        minute: 分钟 分鐘
        hour: 小时 小時 个小时 個小時 个钟头
        day: 天 日
        week: 周 週 星期 个星期 個星期 礼拜 个礼拜 個禮拜
        month: 个月 個月
        quarter: 个季度 個季度
        year: 年
    """),
    "day_word": meaning("""
        0: 今天 今日
        -1: 昨天 昨日
        -2: 前天
        -3: 大前天
        1: 明天 明日
        2: 后天 後天
        3: 大后天
    """),
    "week_word": meaning("""
        -2: 上上周 上上週 上上个星期 上上個星期 上上星期 上上个礼拜
        -1: 上周 上週 上个星期 上個星期 上星期 上礼拜 上个礼拜 上個禮拜
        0: 这周 這周 這週 本周 本週 这个星期 這個星期 这星期 這星期 这礼拜
        1: 下周 下週 下个星期 下個星期 下星期 下礼拜 下个礼拜
    """),
    "month_word": meaning("""
        -2: 上上个月 上上個月
        -1: 上个月 上個月 上月
        0: 这个月 這個月 本月
        1: 下个月 下個月 下月
    """),
    "year_word": meaning("""
        -2: 前年
        -1: 去年
        0: 今年
        1: 明年
        2: 后年 後年
    """),
    "quarter_word": meaning("""
        -1: 上个季度 上個季度 上季度
        0: 这个季度 這個季度 本季度
        1: 下个季度 下個季度 下季度
    """),
    "weekday": numbered("一 二 三 四 五 六 日|天", 0),
    "season": meaning("""
        0: 春天 春季
        1: 夏天 夏季
        2: 秋天 秋季
        3: 冬天 冬季
    """),
    "part": meaning("""
        morning: 早上 上午 早晨 凌晨
        noon: 中午
        afternoon: 下午
        evening: 傍晚
        night: 晚上 夜里 夜裡 晚
    """),
    "holiday": meaning("""
        new year: 元旦 新年
        valentine: 情人节 情人節
        women: 妇女节 婦女節
        may day: 劳动节 勞動節
        halloween: 万圣节 萬聖節
        thanksgiving: 感恩节 感恩節
        christmas eve: 平安夜
        christmas: 圣诞节 聖誕節 圣诞 聖誕
        easter: 复活节 復活節
    """),
    "third": meaning("""
        0: 初
        1: 中旬
        2: 底 末
    """),
}
_DAY: Final = "(?:{d:two}|{d:han})[日号號]"
_MONTH: Final = "(?:{m:two}|{m:han_month})月"
_Y: Final = "(?:{y:year}年|{o:year_word}的?)?"

_FRAMES: Final = (
    ("days", rf"{_Y}{_MONTH}{{d:two}}[日号號]?[-到至]{{e:two}}[日号號]"),
    ("day", rf"{_Y}{_MONTH}{_DAY}"),
    ("month_third", rf"{_Y}{_MONTH}{{t:third}}"),
    ("month", rf"{_Y}{_MONTH}份?"),
    ("season", r"(?:{y:year}年|{o:year_word})的?{s:season}"),
    ("holiday", r"(?:{y:year}年|{o:year_word})的?{h:holiday}"),
    ("ago", r"{n:number}{u:unit}半?(?:以前|之前|前)"),
    ("rolling", r"(?:最近|过去|過去|近)(?:的|这|這)?{n:number}{u:unit}"),
    ("weekday", r"{o:week_word}[周週]?{w:weekday}"),
    ("that_unit u=weekend", r"{k:week_word}末"),
    ("that_unit u=week", r"{k:week_word}"),
    ("that_unit u=month", r"{k:month_word}"),
    ("that_unit u=quarter", r"{k:quarter_word}"),
    ("that_unit u=weekend k=this", r"[这這]?个?[周週]末"),
    ("part", r"{k:day_word}{p:part}"),
    ("part k=last p=night", r"昨[晚夜]"),
    ("part k=this p=night", r"今[晚夜]"),
    ("part k=this p=morning", r"今[早晨]"),
    ("day_word", r"{k:day_word}"),
    ("that_unit u=year", r"{k:year_word}"),
    ("decade", r"{y:decade}年代|{t:tens}年代"),
    ("year", r"{y:year}年"),
    ("weekday", r"(?:星期|礼拜|禮拜|[周週]){w:weekday}"),
    ("lone_season", r"{s:season}"),
    ("lone_holiday", r"{h:holiday}"),
    ("other_day", r"前几天|前幾天|前些天|前阵子"),
)
_LEADS: Final = (
    ("pair", r"[从從]"),
    ("since", r"自从?"),
    ("in", r"在"),
)

CHINESE: Final = Language(
    tables=_TABLES,
    triggers=(
        "han_month", "day_word", "week_word", "month_word", "year_word", "quarter_word", "season", "holiday", "number",
        "星期", "礼拜", "禮拜", "周", "週", "前", "上", "昨", "今", "最近", "过去", "過去",
    ),
    frames=_FRAMES,
    leads=_LEADS,
    links=r" ?[-~到至] ?",
    also=r"[和与、,] ?",
    spaced=False,
)  # fmt: skip
