"""A conversation small enough to see through, in the form that the comparison of retrieval reads."""

from __future__ import annotations

from typing import Any


def small_data() -> dict[str, Any]:
    """Return two conversations, of which the second has one session, with three questions and one without gold."""
    return {
        "name": "small",
        "sessions": {
            "a1": {
                "date": "2026-01-05T10:00:00+00:00",
                "turns": [
                    {"id": "a1:1", "speaker": "Ana", "role": "user", "text": "I adopted a grey cat."},
                    {"id": "a1:2", "speaker": "Ben", "role": "user", "text": "Lovely! What is its name?"},
                    {"id": "a1:3", "speaker": "Ana", "role": "user", "text": " "},
                ],
            },
            "a2": {
                "date": "2026-02-05T10:00:00+00:00",
                "turns": [
                    {"id": "a2:1", "speaker": "Ana", "role": "user", "text": "Smoke broke a vase."},
                    {"id": "a2:2", "speaker": "Ben", "role": "user", "text": "I bought a red bicycle."},
                ],
            },
            "b1": {
                "date": "2026-03-05T10:00:00+00:00",
                "turns": [{"id": "b1:1", "role": "user", "text": "I bought a green boat."}],
            },
        },
        "questions": [
            {
                "id": "q1", "type": "one", "question": "What did Ben buy?", "asked_at": "2026-04-01T10:00:00+00:00",
                "sessions": ["a1", "a2"], "gold": ["a2:2"],
            },
            {
                "id": "q2", "type": "two", "question": "Which cat broke a vase?",
                "asked_at": "2026-04-01T10:00:00+00:00", "sessions": ["a1", "a2"], "gold": ["a1:1", "a2:1"],
            },
            {
                "id": "q3", "type": "one", "question": "What boat is it?", "asked_at": "2026-04-01T10:00:00+00:00",
                "sessions": ["b1"], "gold": ["b1:1"],
            },
            {"id": "q4", "type": "one", "question": "What is not there?", "sessions": ["b1"], "gold": []},
        ],
    }  # fmt: skip
