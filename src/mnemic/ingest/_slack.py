"""
Slack exports: a zip or folder with users.json, lists of channels, and a file for each channel and day.

Source: Slack Help Center, "How to read Slack data exports", and api.slack.com/events/message with its subtypes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from ..errors import ArgumentError, TimeError
from ._record import Draft, Record, digest, episode
from ._slack_text import People, plain_text
from ._tree import Beneath, beneath, open_tree
from ._values import Values, filled, listing, mapping, mappings, parse_json, string
from ._zone import parse_zone

CHANNEL_LISTS: Final = {
    "channels.json": "channel", "groups.json": "private channel", "dms.json": "direct messages",
    "mpims.json": "group of direct messages",
}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
_TS = re.compile(r"(\d{1,11})\.(\d{1,6})")
_EVENTS: Final = {
    "message_changed": "the message stands in the export as it is since",
    "message_deleted": "the message was deleted",
    "tombstone": "the message was deleted",
    "message_replied": "the reply stands in the export itself",
}
_FROM_PEOPLE: Final = frozenset(
    {"", "me_message", "thread_broadcast", "file_share", "file_comment", "file_mention"}
)
_FROM_PROGRAMS: Final = frozenset({"bot_message", "assistant_app_thread"})


class _Channel(NamedTuple):
    folder: str
    id: str
    kind: str
    label: str


@dataclass
class _Reading:
    """What the messages of an export have in common."""

    draft: Draft
    zone: tzinfo | None
    people: People
    zones: dict[str, str] = field(default_factory=dict)
    """Each person's zone by name, where times are to be shown in the sender's."""


def is_slack(names: list[str]) -> bool:
    """Say whether these are the files of an export."""
    found = {PurePosixPath(name).name for name in names}
    return "users.json" in found and not found.isdisjoint(CHANNEL_LISTS)


def read_slack(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield the messages of each channel in order."""
    with open_tree(path, draft.notes) as tree:
        files = beneath(tree, "users.json")
        if files is None or not is_slack(tree.names()):
            raise ArgumentError(
                f"{path.name} holds no users.json beside lists of channels; is it a Slack export?"
            )
        users = mappings(_document(files, "users.json"))
        people = People(
            {string(user.get("id")): _name_of(user) for user in users if user.get("id")}, draft.notes
        )
        people.programs = {string(user.get("id")) for user in users if user.get("is_bot") is True}
        zones = {string(user.get("id")): string(user.get("tz")) for user in users} if draft.by_sender else {}
        reading = _Reading(draft, zone, people, zones)
        for channel, days in _channels(files, reading):
            yield from _messages(files, channel, days, reading)


def _document(files: Beneath, name: str) -> object:
    return parse_json(files.text(name), files.place(name))


def _name_of(user: Values) -> str:
    profile = mapping(user.get("profile"))
    told = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return next((name for value in told if (name := string(value).strip())), string(user.get("id")))


def _channels(files: Beneath, reading: _Reading) -> Iterator[tuple[_Channel, list[str]]]:
    """Yield each channel with the files of its days, and note the files that belong to none."""
    names = files.names()
    listed: dict[str, _Channel] = {}
    for list_name, kind in CHANNEL_LISTS.items():
        if list_name in names:
            for data in mappings(_document(files, list_name)):
                channel = _channel(data, kind, reading.people)
                listed[channel.folder] = channel
    days: dict[str, list[str]] = {}
    for name in names:
        folder, _, file = name.rpartition("/")
        if folder and _DAY.fullmatch(file):
            days.setdefault(folder, []).append(name)
        elif name not in CHANNEL_LISTS and name != "users.json":
            reading.draft.notes.add(
                f"file {file!r:.60}", "only messages and users are read", files.place(name)
            )
    for folder, found in days.items():
        if folder not in listed:
            why = "its messages are kept all the same"
            reading.draft.notes.add("channel in none of the lists", why, files.place(found[0]))
        yield listed.get(folder) or _Channel(folder, folder, "channel", folder), found


def _channel(data: Values, kind: str, people: People) -> _Channel:
    id_ = string(data.get("id"))
    folder = string(data.get("name")) or id_
    members = [people.name(string(member)) for member in listing(data.get("members"))]
    label = ", ".join(sorted(members)) if kind == "direct messages" and members else folder
    return _Channel(folder, id_ or folder, kind, label)


def _messages(files: Beneath, channel: _Channel, days: list[str], reading: _Reading) -> Iterator[Record]:
    seen: dict[str, tuple[str, str]] = {}
    for name in days:
        label = files.place(name)
        messages = _document(files, name)
        if not isinstance(messages, list):
            raise ArgumentError(f"{label}: expected a list of messages, got {messages!r:.60}")
        for number, message in enumerate(messages, start=1):
            place = f"{label}:{number}"
            if not isinstance(message, dict):
                raise ArgumentError(f"{place}: expected a message (an object), got {message!r:.60}")
            record = _record(message, channel, place, reading)
            if record is not None and _is_first(record, string(message.get("ts")), seen, reading):
                yield record


def _is_first(record: Record, ts: str, seen: dict[str, tuple[str, str]], reading: _Reading) -> bool:
    place, text = str(record["source"]), digest(record["content"])
    before, same = seen.setdefault(ts, (place, text))
    if before == place:
        return True
    if same != text:
        raise ArgumentError(
            f"{place}: another message of the time {ts} stands at {before}, with other words; within a channel that "
            "time is a message's name, so the export is damaged or was put together from several"
        )
    reading.draft.notes.add("message that stands there twice", "it is kept once", place)
    return False


def _record(message: Values, channel: _Channel, place: str, reading: _Reading) -> Record | None:
    subtype = string(message.get("subtype"))
    notes = reading.draft.notes
    if subtype in _EVENTS:
        notes.add(f"event {subtype!r}", _EVENTS[subtype], place)
        return None
    ts = message.get("ts")
    moment = moment_of(ts, place)
    text = _content(message, place, reading)
    if not text.strip():
        notes.add("message without words", "there is nothing to keep", place)
        return None
    user = string(message.get("user"))
    written = moment_of(mapping(message.get("edited")).get("ts") or ts, place)
    fields: Record = {
        "user": reading.draft.user,
        "session": channel.label,
        "speaker": _speaker(message, user, reading.people),
        "role": _role(subtype, message, user, reading.people),
        "occurred_at": moment.astimezone(_zone(user, reading)),
        "metadata": {"slack": _about(message, channel), "written_us": _epoch_us(written)},
        "key": f"slack:{channel.id}:{ts}",
        "idempotency_key": f"slack:{channel.id}:{ts}:{digest(text, written)}",
    }
    return episode(place, text, fields)


def moment_of(ts: object, place: str) -> datetime:
    """
    Return a message's time, exact to the microsecond.

    Raises:
        TimeError: *ts* is none, e.g. ``"1779271205.000200"``.
    """
    match = _TS.fullmatch(ts) if isinstance(ts, str) else None
    if match is None:
        raise TimeError(
            f"{place}: 'ts' is {ts!r:.60}; expected seconds since 1970 with six digits after the point"
        )
    return datetime.fromtimestamp(int(match[1]), UTC) + timedelta(microseconds=int(match[2].ljust(6, "0")))


def _epoch_us(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _zone(user: str, reading: _Reading) -> tzinfo:
    zone = reading.zones.get(user)
    return (parse_zone(zone) if zone else reading.zone) or UTC


def _speaker(message: Values, user: str, people: People) -> str | None:
    told = string(message.get("username")) or string(mapping(message.get("bot_profile")).get("name"))
    if user and (user not in people.programs or not told):
        return people.name(user)
    return told or string(message.get("bot_id")) or None


def _role(subtype: str, message: Values, user: str, people: People) -> str:
    if subtype in _FROM_PROGRAMS or message.get("bot_id") or user in people.programs or user == "USLACKBOT":
        return "tool"
    return "user" if subtype in _FROM_PEOPLE else "system"


def _content(message: Values, place: str, reading: _Reading) -> str:
    text = plain_text(string(message.get("text")), reading.people, place)
    attached = mappings(message.get("attachments"))
    notes = reading.draft.notes
    if not text.strip():
        text = "\n".join(
            plain_text(words, reading.people, place)
            for item in attached
            if (words := string(item.get("text")) or string(item.get("fallback")))
        )
    elif attached:
        notes.add(
            "attachment of a message",
            "link previews and cards beside a text are left out",
            place,
            len(attached),
        )
    if not text.strip():
        text = plain_text(_words_of(message.get("blocks")), reading.people, place)
    names = file_names(message)
    if names:
        notes.add("attached file", "it is named, and not fetched", place, len(names))
    return text if text.strip() else "\n".join(f"[file: {name}]" for name in names)


def file_names(message: Values) -> list[str]:
    """Return the names of the files that hang on a message."""
    files = [*mappings(message.get("files")), mapping(message.get("file"))]
    return [name for file in files if (name := string(file.get("name")) or string(file.get("title")))]


def _words_of(blocks: object) -> str:
    """Return the texts inside blocks, a line for each block."""
    lines = []
    for block in listing(blocks):
        words: list[str] = []
        waiting = [block]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting = [*item, *waiting]
            elif isinstance(item, dict):
                words += [string(item.get("text"))]
                waiting = [value for value in item.values() if isinstance(value, dict | list)] + waiting
        lines.append("".join(words))
    return "\n".join(line for line in lines if line.strip())


def _about(message: Values, channel: _Channel) -> Values:
    reactions = {
        string(item.get("name")): item.get("count")
        for item in mappings(message.get("reactions"))
        if isinstance(item.get("count"), int)
    }
    thread = string(message.get("thread_ts"))
    about: Values = {
        "channel": channel.folder,
        "channel_id": channel.id,
        "channel_kind": channel.kind,
        "ts": message.get("ts"),
        "thread_ts": thread,
        "is_reply": bool(thread) and thread != message.get("ts"),
        "user": string(message.get("user")),
        "bot": string(message.get("bot_id")),
        "subtype": string(message.get("subtype")),
        "edited_ts": string(mapping(message.get("edited")).get("ts")),
        "files": file_names(message),
        "reactions": reactions,
    }
    return filled(about)
