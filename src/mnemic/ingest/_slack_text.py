"""Slack's way of writing text: mentions, links and escaped signs inside angle brackets."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from ._notes import Notes

_MARK = re.compile(r"<([^<>\s][^<>\n]*)>")


@dataclass
class People:
    """
    Who is behind the ids.

    Attributes:
        programs: The ids of those that are no people.
    """

    names: dict[str, str]
    notes: Notes
    programs: set[str] = field(default_factory=set)

    def name(self, id_: str) -> str:
        """Return the name of a person; of one the export does not list, the id."""
        return self.names.get(id_) or id_


def plain_text(text: str, people: People, place: str) -> str:
    """
    Return *text* as a person reads it: ``<@U01>`` becomes ``@Ana``, ``<#C01|home>`` ``#home``, a link its label and
    address.

    Source: api.slack.com/reference/surfaces/formatting.
    """

    def shown(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            return _mention(target[1:], label, people, place)
        if target.startswith("#"):
            return "#" + (label or target[1:])
        if target.startswith("!"):
            return _command(target[1:], label)
        address = target.removeprefix("mailto:")
        return f"{label} ({address})" if label and label != address else address

    return html.unescape(_MARK.sub(shown, text)) if "<" in text or "&" in text else text


def _mention(id_: str, label: str, people: People, place: str) -> str:
    if id_ not in people.names and not label:
        people.notes.add("mention of somebody the export does not list", "the id stays in the text", place)
    return "@" + (people.names.get(id_) or label or id_).removeprefix("@")


def _command(target: str, label: str) -> str:
    """``!here``, ``!subteam^S01|@team``, ``!date^1392734382^{date}|18 February``."""
    name = target.partition("^")[0]
    return label if label else f"@{name}"
