"""What the erasure tests share: conversations of two people, and a search of our own through every byte."""

from __future__ import annotations

import gzip
import json
import random
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

WINDOW, BINARY_WINDOW = 12, 16
FILES = ("", "-wal", "-shm", "-journal")

ANA, BO = "ana-3f9c41d2", "bo-77e0aa15"


class Turn(NamedTuple):
    user: str
    session: str
    text: str
    at: str


def made_up_turns(count: int = 260) -> list[Turn]:
    """Return turns of two people, in several scripts, with names, numbers, emoji, and things both of them say."""
    random_ = random.Random(2026)
    turns = []
    for i in range(count):
        user = (ANA, BO)[i % 2]
        if i % 13 < 2:
            text = random_.choice(_BOTH)
        else:
            text = random_.choice(_SAYINGS).format(
                name=_name(random_),
                place=_name(random_),
                day=random_.randint(1, 28),
                price=random_.randint(3, 9999),
            )
        turns.append(
            Turn(
                user,
                f"{user}-talk-{i // 20}",
                text,
                f"2026-03-{1 + i // 10:02d}T{8 + i % 10:02d}:00:00+01:00",
            )
        )
    return turns


def _name(random_: random.Random) -> str:
    syllables = random_.choice((_LATIN, _LATIN, _CYRILLIC))
    return "".join(random_.choice(syllables) for _ in range(random_.randint(3, 5))).capitalize()


_LATIN = ["ba", "ro", "mi", "ze", "tulk", "vor", "an", "iq", "wen", "dra", "shu", "pyl", "oqu", "ësk", "żan"]
_CYRILLIC = ["ва", "ро", "ми", "зе", "тулк", "вор", "ан", "щи", "жен", "дра"]
_SAYINGS = (
    "I met {name} at the station in {place} on the {day}th; we talked for hours.",
    'My doctor, Dr. {name}, says "{price} steps a day" are plenty.\nI walk to {place} now.',
    "我昨天和{name}一起去了{place},花了{price}块钱,真的很开心。",
    "Вчера {name} приехала из города {place}, и мы гуляли до полуночи 🌙🌉",
    "The flat in {place} costs {price} a month 😱 and {name} wants to move in by the {day}th.",
    "Password hint: the pet's name is {name}{price}. Don't tell anyone in {place}!",
    "{place}に住んでいる{name}さんと{day}日に会いました。",
    "Meu irmão {name} mudou-se para {place}: «{price} euros», disse ele… 👩‍🚀👍🏽",
    "See C:\\Users\\{name}\\{place}\\plan_{day}.txt\tfor the list of {price} items",
)
_BOTH = ("ok", "Good morning! How did you sleep?", "Sounds good, see you tomorrow then 🙂", "哈哈")


def real_turns() -> list[Turn]:
    """Return the turns of two speakers of a LoCoMo conversation, where that data lies beside the repository."""
    path = Path(__file__).parents[3] / "shared" / "data" / "locomo-dev.json.gz"
    if not path.exists():
        pytest.skip("shared/data/locomo-dev.json.gz is not beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        sessions = json.load(file)["sessions"]
    users = {"Jon": ANA, "Gina": BO}
    return [
        Turn(users[turn["speaker"]], f"{users[turn['speaker']]}-{name}", turn["text"], session["date"])
        for name, session in sessions.items()
        if name.startswith("conv-30/")
        for turn in session["turns"]
    ]


def item(turn: Turn, number: int) -> dict[str, Any]:
    """Return the arguments of `remember` for a turn, with the person in every field that can hold one."""
    return {
        "content": turn.text,
        "user": turn.user,
        "session": turn.session,
        "agent": f"agent-of-{turn.user}",
        "speaker": f"Speaker {turn.user}",
        "role": "user",
        "occurred_at": turn.at,
        "source": f"{turn.user}-export.txt:{number}",
        "tags": [f"{turn.user}-tag", "chat"],
        "metadata": {
            "turn": number,
            "nick": f'{turn.user} "nick" ñ{number}',
            "deep": {"text": turn.text[:40]},
        },
        "key": f"{turn.user}-key-{number}" if number % 3 == 0 else None,
        "idempotency_key": f"{turn.user}-once-{number}" if number % 2 == 0 else None,
    }


# The search. It knows nothing of the store's own probe.


def stored(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of a store."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in names}
    tables["sqlite_master"] = [dict(row) for row in connection.execute("SELECT * FROM sqlite_master")]
    connection.close()
    return tables


def values(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the texts and bytes of rows."""
    for row in rows:
        for value in row.values():
            if isinstance(value, str):
                yield value.encode()
            elif isinstance(value, bytes):
                yield value


def personal(tables: dict[str, list[dict[str, Any]]], cubes: set[int]) -> list[bytes]:
    """Return every value kept of the cubes of these internal numbers, but for what every row says, like its kind."""
    versions = [row for row in tables["versions"] if row["cube"] in cubes]
    numbers = {row["row"] for row in versions}
    operations = {row["operation"] for row in versions}
    vectors = [row for row in tables["vectors"] if row["version"] in numbers]
    owned = {row["row"] for row in vectors}
    rows = [
        *(row for row in tables["cubes"] if row["row"] in cubes),
        *({name: row[name] for name in row if name not in _COMMON} for row in versions),
        *({"digest": row["digest"], "data": row["data"]} for row in vectors),
        *({"data": row["data"]} for row in tables["tokens"] if row["row"] in owned),
        *(row for row in tables["replays"] if row["cube"] in cubes),
        *(
            {"actor": row["actor"], "reason": row["reason"]}
            for row in tables["operations"]
            if row["row"] in operations
        ),
    ]
    return list(dict.fromkeys(values(rows)))


_CHANCE = 2
_COMMON = ("kind", "form", "tier", "state", "role", "language", "occurred_zone")


def bytes_of(path: Path) -> bytes:
    """Return the bytes of all files of a store. Only while this process has no handle on it."""
    return b"\n".join(
        file.read_bytes() for file in (Path(f"{path}{suffix}") for suffix in FILES) if file.exists()
    )


def leftovers(path: Path, forgotten: Iterable[bytes]) -> list[bytes]:
    """
    Return what of the values *forgotten* is found in any file of the store and is in no row that is left.

    Looked for is every run of 12 bytes of every text, as it is and as JSON escapes it, every word of five
    letters or more, every short text as a whole, and every run of 16 bytes of what is no text.
    """
    content = bytes_of(path)
    legitimate = b"\n".join(values(row for rows in stored(path).values() for row in rows))
    wanted = {piece for value in forgotten for piece in _pieces(value) if len(set(piece)) > 3}
    found: set[bytes] = set()
    for width in (WINDOW, BINARY_WINDOW):
        found |= wanted & {content[at : at + width] for at in range(len(content) - width + 1)}
    found |= {piece for piece in wanted if len(piece) not in (WINDOW, BINARY_WINDOW) and piece in content}
    return sorted(piece for piece in found if not _is_held(piece, legitimate))


def _is_held(piece: bytes, legitimate: bytes) -> bool:
    if len(piece) == BINARY_WINDOW:
        # A survivor's term list may end, or begin, with an entry of an erased one; what comes next is chance.
        return piece[:12] in legitimate or piece[-12:] in legitimate
    # Columns lie side by side, so a survivor's text may stand beside a random id whose bytes look
    # like the erased text's next letters. What is left of an erased text shows in other windows too.
    return any(part in legitimate for part in (piece, piece[_CHANCE:], piece[:-_CHANCE]))


def _pieces(value: bytes) -> set[bytes]:
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return set(_runs(value, BINARY_WINDOW))
    pieces: set[bytes] = {value} if 5 <= len(value) < WINDOW else set()
    for spelling in (
        value,
        json.dumps(text).encode()[1:-1],
        json.dumps(text, ensure_ascii=False).encode()[1:-1],
    ):
        pieces.update(_runs(spelling, WINDOW))
        pieces.update(re.findall(rb"[^\W\d_]{5,}|[\x80-\xff]{6,}", spelling))
    return pieces


def _runs(value: bytes, width: int) -> Iterator[bytes]:
    for at in range(len(value) - width + 1):
        yield value[at : at + width]
