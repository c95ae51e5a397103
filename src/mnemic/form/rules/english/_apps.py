# ruff: noqa: E501 - lists of words
"""Products of software."""

from __future__ import annotations

from typing import Final

_APPS: Final = frozenset(
    """linux ubuntu debian fedora arch macos windows android ios chrome firefox safari vim neovim emacs vscode obsidian notion evernote onenote todoist trello
    slack discord telegram whatsapp signal gmail outlook thunderbird spotify tidal netflix strava duolingo anki photoshop lightroom figma sketch blender ableton
    excel word python java rust javascript typescript ruby kotlin swift julia matlab jira confluence github gitlab asana zoom teams miro logseq bear zotero
    procreate garageband canva instagram facebook twitter tiktok reddit youtube kindle goodreads iphone pixel mac r sql latex scrivener lastpass bitwarden""".split()  # noqa: SIM905
)


def app(phrase: str) -> bool:
    """Return whether a phrase names a product of software."""
    return phrase.lower() in _APPS or (
        phrase[:1].isupper() and any(word.lower() in _APPS for word in phrase.split())
    )
