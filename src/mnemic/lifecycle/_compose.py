"""Having a language model answer from a dossier: cited, checked, and stored as a belief where that is wanted."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from ..cube import Link, MemCube, new_id, value_key
from ..index import terms_of
from ..llm import Excerpt, LanguageModel, Redact, Task, ask
from ..store import Store
from ..times import utc_from_us

_MARKS: Final = re.compile(r"\s?\[\s*(m\d+(?:[\s,;]+m\d+)*)\s*\]", re.ASCII | re.IGNORECASE)
_MARK: Final = re.compile(r"m0*(\d+)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What a model makes of a dossier."""

    unknown: bool
    answer: str
    cites: tuple[str, ...]
    belief: str


TASK: Final = Task(
    name="reflect",
    version=1,
    instructions="""\
You answer a question from a memory. You are given the question, and a dossier of what the memory holds about it: facts \
that hold, what held before, what is at odds, what is believed, what is missing, and the evidence, what was said by \
whom and when. Each entry has a mark such as [m3].

Use only the dossier. Prefer what was said to what is believed, and what holds now to what held before, unless the \
question is about then. Where entries disagree and nothing decides, say so. Put the marks of the entries it rests on \
behind each sentence: [m1] or [m1, m3]. Cite no mark that the dossier does not have. Answer in the language of the \
question, in at most five sentences.

Give: unknown, true if the dossier does not answer the question; answer, empty if unknown; cites, all marks that the \
answer rests on; belief, the answer as one short sentence without marks that can be understood without the question, \
with names and dates, empty if unknown.""",
    reply=Answer,
    max_tokens=700,
)
"""The task; its version is part of the source of what was derived by it."""


SOURCE: Final = f"mnemic:{TASK.id}"
"""Where beliefs say they come from that a model concluded."""


class Composed(NamedTuple):
    """
    What a model answered, checked.

    Attributes:
        answer: Without citations of nothing; `None` where it has no answer, or cites nothing that it was shown.

        cited: The marks it cites, in order, each once.

        unknown_marks: Those that are no mark of the text.

        belief: The sentence to be stored.

        uncited: Whether there was an answer, and it was not taken as it cites nothing.
    """

    answer: str | None
    cited: tuple[str, ...] = ()
    unknown_marks: tuple[str, ...] = ()
    belief: str = ""
    uncited: bool = False


def marks_in(text: str) -> list[str]:
    """Return the marks that *text* has, each once, in order."""
    found = [f"m{mark}" for group in _MARKS.findall(text) for mark in _MARK.findall(group)]
    return list(dict.fromkeys(found))


def compose(
    model: LanguageModel, question: str, text: str, marks: Collection[str], redact: Redact | None
) -> Composed:
    """
    Return what *model* answers, with its citations checked.

    Args:
        text: The dossier, with marks.

        marks: Those that may be cited.

        redact: What the question and the dossier go through before they leave.

    Raises:
        ModelUnavailable, ModelReplyError: there is no answer.

        ArgumentError: the model refused the request.
    """
    reply = ask(model, TASK, [Excerpt(question, "question"), Excerpt(text, "dossier")], redact=redact)
    if reply.unknown or not reply.answer.strip():
        return Composed(None)
    named = [*marks_in(reply.answer), *marks_in(" ".join(f"[{mark.strip('[] ')}]" for mark in reply.cites))]
    cited = tuple(dict.fromkeys(mark for mark in named if mark in marks))
    unknown = tuple(dict.fromkeys(mark for mark in named if mark not in marks))
    if not cited:
        return Composed(None, unknown_marks=unknown, uncited=True)
    return Composed(_struck(reply.answer, marks).strip(), cited, unknown, reply.belief.strip())


def _struck(answer: str, marks: Collection[str]) -> str:
    """Return *answer* without the marks that are not in *marks*."""

    def kept(match: re.Match[str]) -> str:
        left = [mark for mark in marks_in(match[0]) if mark in marks]
        space = " " if match[0][:1].isspace() else ""
        return f"{space}[{', '.join(left)}]" if left else ""

    return _MARKS.sub(kept, answer)


def keep_belief(
    store: Store,
    space_name: str,
    composed: Composed,
    citations: Mapping[str, MemCube],
    *,
    question: str,
    user: str | None,
    by: str,
) -> MemCube | None:
    """
    Store what a model concluded as a belief that rests on what it cites, and return it.

    The same question makes a new version of the same belief, or none where nothing has changed. `None`: it gave no
    sentence, it rests on nothing but earlier conclusions, or what it cites was changed or erased meanwhile.

    Args:
        by: The name of the model, for the record.
    """
    cited = [citations[mark] for mark in composed.cited]
    if not composed.belief:
        return None
    with store.write() as writer:
        space = writer.space(space_name)
        there = writer.current(space, [cube.id for cube in cited]) if space is not None else {}
        if space is None or any(there.get(cube.id) != cube for cube in cited):
            return None
        key = f"mnemic:reflection:{value_key(question)}"
        id_ = writer.find_key(space, user, key)
        old = writer.current(space, [id_])[id_] if id_ is not None else None
        # What was concluded before is no premise: two conclusions that cite each other would hold each other up.
        links = {Link("derived_from", cube.id) for cube in cited if cube.source != SOURCE}
        if not links:
            return None
        now = utc_from_us(writer.now_us)
        cube = old or MemCube(
            id=new_id(), space=space.name, seq=0, version=0, content="", kind="belief", user=user, key=key,
            created_at=now, recorded_at=now, operation="",
        )  # fmt: skip
        wanted = replace(
            cube,
            content=composed.belief,
            source=SOURCE,
            links=tuple(sorted(links)),
            state="generated",
        )
        if wanted == old:
            return old
        writer.begin(space, "remember", reason=f"concluded by {by}")
        return writer.append(space, replace(wanted, version=cube.version + 1), terms_of(wanted.content, None))
