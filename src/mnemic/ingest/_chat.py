"""Plain chat logs: WhatsApp exports, IRC logs, pasted transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath

from ..errors import ArgumentError, TimeError
from ._chatdate import DateOrder, Told, find_order, moment_of
from ._chatline import STYLES, Start, day_of
from ._export import member_bytes, member_names
from ._record import Draft, Keys, Record, episode
from ._text import decode, numbered_lines, split_lines
from ._zone import localise, read_iso

_ROLES = {
    "assistant": "assistant", "ai": "assistant", "bot": "assistant", "chatgpt": "assistant",
    "claude": "assistant", "gemini": "assistant", "copilot": "assistant",
    "system": "system", "tool": "tool",
}  # fmt: skip


@dataclass
class _Message:
    number: int
    start: Start
    day: str = ""
    """The day of the last date line, for styles that write only the clock."""

    more: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join([self.start.text, *self.more]).strip()

    def told(self, name: str) -> Told | None:
        if not self.start.clock:
            return None
        return Told(f"{name}:{self.number}", self.start.date or self.day, self.start.clock)


def read_chat(path: Path, draft: Draft, zone: tzinfo | None, date_order: DateOrder) -> Iterator[Record]:
    """
    Yield a log's messages, with the lines that continue one joined to it.

    Messages without any text (a picture exported without its file name) are left out.
    """
    messages = _messages(chat_lines(path), draft.name)
    told = [item for message in messages if (item := message.told(draft.name)) and message.start.date]
    order = find_order(told, date_order)
    keys = Keys()
    for message in messages:
        text = message.text()
        if not text:
            draft.notes.add(
                "message without words", "there is nothing to keep", f"{draft.name}:{message.number}"
            )
            continue
        moment = _moment(message, order, zone, draft.name)
        yield _record(message, text, moment, draft, keys)


def chat_lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a log, which a zip (WhatsApp on iOS) may hold as its only text file."""
    if path.suffix.lower() != ".zip":
        return list(numbered_lines(path))
    names = text_members(path)
    if len(names) != 1:
        raise ArgumentError(f"{path.name} holds {len(names)} text files; unpack it and give the one to read")
    label = f"{path.name}/{PurePosixPath(names[0]).name}"
    return list(enumerate(split_lines(decode(member_bytes(path, names[0]), label)), start=1))


def text_members(path: Path) -> list[str]:
    """Return a zip's text files, or only WhatsApp's own where it lies among attachments."""
    names = [name for name in member_names(path) if name.lower().endswith(".txt")]
    return [name for name in names if PurePosixPath(name).name == "_chat.txt"] or names


def find_style(lines: list[tuple[int, str]]) -> str | None:
    """Return the name of the style that most lines follow; a style with times wins over one without."""
    counts = {name: sum(parse(line) is not None for _, line in lines) for name, parse in STYLES.items()}
    plain = counts.pop("plain")
    best = max(counts, key=lambda name: counts[name])
    if counts[best]:
        return best
    return "plain" if plain else None


def _messages(lines: list[tuple[int, str]], name: str) -> list[_Message]:
    style = find_style(lines)
    if style is None:
        raise ArgumentError(
            f"{name} holds no line of a chat; expected lines such as '[20/05/2026, 10:00:05] Ana: hi', "
            "'20/05/2026, 10:00 - Ana: hi', 'Ana (2026-05-20 10:00): hi' or 'Ana: hi'"
        )
    parse = STYLES[style]
    messages: list[_Message] = []
    day = ""
    for number, line in lines:
        if style == "irc" and (new_day := day_of(line)):
            day = new_day
        elif start := parse(line):
            messages.append(_Message(number, start, day))
        elif messages:
            messages[-1].more.append(line)
        elif line.strip():
            messages.append(_Message(number, Start("", "", "", "", line, system=True)))
    return messages


def _moment(message: _Message, order: DateOrder, zone: tzinfo | None, name: str) -> datetime | None:
    place = f"{name}:{message.number}"
    if message.start.iso:
        return read_iso(message.start.iso, "time", zone, place)
    told = message.told(name)
    if told is None:
        return None
    if not told.date:
        raise TimeError(
            f"{place}: {told.clock!r} names no day, and no line before it gives a date; "
            "add one, e.g. '--- 2026-05-20'"
        )
    moment = moment_of(told, order if message.start.date else "ymd")
    return localise(moment, zone, place, f"{told.date} {told.clock}")


def _record(message: _Message, text: str, moment: datetime | None, draft: Draft, keys: Keys) -> Record:
    speaker = message.start.speaker
    role = "system" if message.start.system else _ROLES.get(speaker.casefold(), "user")
    fields: Record = {
        "user": draft.user,
        "session": draft.session,
        "speaker": speaker,
        "role": role,
        "occurred_at": moment,
        "idempotency_key": keys.key("chat", draft.session, moment, speaker, text),
    }
    return episode(f"{draft.name}:{message.number}", text, {k: v for k, v in fields.items() if v != ""})
