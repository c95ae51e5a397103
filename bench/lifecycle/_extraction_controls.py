"""What a rule that hardly looks would extract: the controls beside which extraction is measured."""

import re
from collections.abc import Sequence

from mnemic.form import Candidate, Context, Turn

_KEYWORDS = {
    "name": ("name is", "call me"),
    "birthday": ("birthday",),
    "age": ("years old", "turned"),
    "born_in": ("born in",),
    "comes_from": ("from", "grew up"),
    "lives_in": ("live", "moved to"),
    "works_at": ("work at", "work for", "job"),
    "occupation": ("i'm a", "i am a", "as a"),
    "studies": ("study", "studying", "degree"),
    "studies_at": ("university", "college"),
    "relationship_status": ("married", "single", "engaged"),
    "partner": ("my husband", "my wife", "my girlfriend", "my boyfriend"),
    "relative": ("my sister", "my brother", "my mom", "my cousin"),
    "children": ("kids", "children"),
    "pet": ("dog", "cat"),
    "owns": ("have a", "bought", "got a", "own"),
    "likes": ("love", "like", "enjoy", "hate"),
    "favorite": ("favorite", "favourite"),
    "prefers": ("prefer",),
    "diet": ("vegan", "vegetarian"),
    "allergic_to": ("allergic to",),
    "health": ("diagnosed with", "have been sick"),
    "activity": ("play", "been", "every"),
    "speaks": ("speak",),
    "uses": ("use", "using"),
    "member_of": ("joined", "member of"),
    "goal": ("want to", "plan to", "hope to"),
}
_MINE = re.compile(r"\b(?:i|i'm|i've)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def nothing(turn: Turn, context: Context | None = None) -> Sequence[Candidate]:
    """Return nothing, always."""
    del turn, context
    return ()


def by_keyword(turn: Turn, context: Context | None = None) -> Sequence[Candidate]:
    """Return every sentence with "I" of whoever speaks as a fact of the predicate whose keyword comes first."""
    del context
    found = []
    for sentence in _SENTENCE.finditer(turn.text):
        if not _MINE.search(sentence[0].replace("’", "'")):
            continue
        low = sentence[0].lower().replace("’", "'")
        hits = sorted(
            (low.find(word), name, word)
            for name, listed in _KEYWORDS.items()
            for word in listed
            if word in low
        )
        if not hits:
            continue
        at, name, word = hits[0]
        start = sentence.start() + at + len(word)
        if not turn.text[start : sentence.end()].strip(" .!?,"):
            continue
        found.append(
            Candidate(
                subject=turn.speaker or "user", predicate=name, object=turn.text[start : sentence.end()],
                span=sentence.span(),
                object_span=(start, sentence.end()), language="en", sentence=sentence[0], reason="keyword",
            )
        )  # fmt: skip
    return found
