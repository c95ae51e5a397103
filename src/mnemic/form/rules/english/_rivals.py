# ruff: noqa: E501 - lists of words
"""Things of one kind, of which a person who has changed to one has left the other."""

from __future__ import annotations

import re
from typing import Final

from ....cube import value_key
from . import _checks as english

CHANGED: Final = re.compile(
    r"\b(?:switched|swapped|moved to|migrated|converted|moved over|changed over|jumped|upgraded|defected|(?:changed|change) my mind|(?:since|from) (?:then|that day|that day on)|ever since|these days|nowadays|no longer|(?:am|'m|are|'re) now)\b",
    re.IGNORECASE,
)
"""What says that the thing told is new in the place of another."""

_KINDS: Final = tuple(
    frozenset(each.split(", "))
    for each in (
        "windows, linux, macos, mac os, ubuntu, debian, fedora, mint, arch, chromeos, freebsd",
        "chrome, firefox, safari, edge, opera, brave, vivaldi, chromium, internet explorer",
        "iphone, android, pixel, galaxy, fairphone, blackberry, nokia, oneplus",
        "gmail, outlook, proton mail, protonmail, thunderbird, yahoo mail, fastmail, hotmail",
        "evernote, notion, obsidian, onenote, logseq, joplin, bear, apple notes, google keep, roam",
        "spotify, tidal, deezer, apple music, youtube music, qobuz",
        "slack, teams, discord, mattermost",
        "whatsapp, signal, telegram, threema, messenger",
        "zoom, jitsi, google meet, webex, skype",
        "trello, asana, jira, monday, clickup, todoist, ticktick, things",
        "dropbox, google drive, onedrive, nextcloud, icloud",
        "vim, neovim, emacs, vs code, vscode, visual studio code, sublime, pycharm, intellij, atom, zed, cursor",
        "google, duckduckgo, bing, ecosia, kagi, startpage",
        "word, google docs, libreoffice, latex, pages",
        "photoshop, gimp, affinity, affinity photo",
        "google maps, apple maps, waze, komoot, organic maps",
        "duolingo, babbel, anki, memrise, busuu",
    )
)


def is_of_a_kind(name: str) -> bool:
    """Return whether *name* is one of the things that rival others."""
    return any(value_key(name) in kind for kind in _KINDS)


def rivals(predicate: str, one: str, other: str) -> bool:
    """Return whether somebody who has changed to *one* has left *other*: both are of one kind, but not the same."""
    a, b = value_key(one), value_key(other)
    if a == b:
        return False
    if predicate == "uses":
        return any(a in kind and b in kind for kind in _KINDS)
    if predicate == "prefers":
        heads = english.head_of(a), english.head_of(b)
        return heads[0] == heads[1] and len(a.split()) > 1 and len(b.split()) > 1
    return False
