"""
An assistant that remembers: a chat in the terminal, kept in one file.

    python examples/assistant.py                                   # no model: it says what it remembers
    python examples/assistant.py --model http://127.0.0.1:11434/v1#llama3.2

Every turn is kept word for word, and facts are drawn from them in the background. Type /help for the rest.
"""

import argparse
import re
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import mnemic
from mnemic.llm import LanguageModel, Message, Prompt, resolve

INSTRUCTIONS = (
    "You are a helpful assistant who remembers. Answer in a sentence or two. Use what is remembered where it "
    "helps, and cite it with its mark, as [m1]. Say so if you don't know."
)
MARKS = re.compile(r"\s*\[m\d+(?:,\s*m\d+)*\]")


class Assistant:
    """Answers one user from what it remembers, and remembers what was said."""

    def __init__(self, mem: mnemic.Memory, user: str, model: LanguageModel | None = None) -> None:
        self.mem, self.user, self.model = mem, user, model
        self.session = f"chat {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
        self.found: mnemic.Recall | None = None
        self._background = ThreadPoolExecutor(max_workers=1)
        self._learning: Future[mnemic.Consolidation] | None = None

    def answer(self, text: str) -> str:
        """Return the answer to *text*; what was said is kept even where the model fails."""
        self.found = found = self.mem.recall(text, user=self.user, max_tokens=400)
        self._keep(text, speaker=self.user, role="user")
        if self.model is None:
            said = _echo(found)
        else:
            parts = [str(self.mem.profile(self.user, max_tokens=150)), found.context(), text]
            asked = Message("user", "\n\n".join(part for part in parts if part))
            said = self.model.complete(Prompt((Message("system", INSTRUCTIONS), asked)), max_tokens=300).text
            # A mark stands for a memory in this prompt only, so it is not kept.
            self._keep(MARKS.sub("", said), speaker="Assistant", role="assistant")
            if cited := found.cited(said):
                found.cite(cited, reason="cited in an answer")
        self._learning = self._background.submit(self.mem.consolidate)
        return said

    def profile(self) -> str:
        """Return what is known of the user."""
        self._learned()
        return str(self.mem.profile(self.user)) or "Nothing yet."

    def why(self) -> str:
        """Return what the last answer was given from."""
        return (self.found.context() if self.found else "") or "Nothing was found."

    def facts(self, day: str = "") -> str:
        """Return the facts that hold, numbered, or those that held on *day*, as in 2026-05-20."""
        at = f"{day}T12:00:00+00:00" if day else None
        lines = [f"{n}. {fact.content}" for n, fact in enumerate(self._facts(at), 1)]
        return "\n".join(lines) or "None."

    def correct(self, number: str, right: str) -> str:
        """Put fact *number* of `facts` right."""
        known = self._facts()
        if not number.isdigit() or not 1 <= int(number) <= len(known):
            return f"There is no fact {number}; /facts lists them."
        wrong = known[int(number) - 1]
        return self.mem.correct(wrong.id, object=right, reason="the user said so").content

    def forget(self) -> str:
        """Erase everything of the user's."""
        self._learned()
        try:
            receipt = self.mem.forget(user=self.user)
        except mnemic.errors.NothingMatched:
            return "There is nothing to forget."
        self.found = None
        return f"{receipt.cubes} memories erased ({receipt.status}); pieces still in the file: {receipt.probe.after}."

    def close(self) -> None:
        """Finish what runs in the background."""
        self._background.shutdown()

    def _keep(self, text: str, *, speaker: str, role: str) -> None:
        if text.strip():
            self.mem.remember(text, user=self.user, session=self.session, speaker=speaker, role=role)

    def _facts(self, at: str | None = None) -> list[mnemic.MemCube]:
        self._learned()
        return self.mem.facts(user=self.user, valid_at=at)

    def _learned(self) -> None:
        """Wait until what was said so far has been learned from."""
        if self._learning is not None:
            self._learning.result()


def _echo(found: mnemic.Recall) -> str:
    """Return what is remembered, for want of a model that would answer from it."""
    lines = [f'"{hit.cube.content}" [m{rank}]' for rank, hit in enumerate(found.hits[:3], 1)]
    return "I remember: " + ", ".join(lines) if lines else "I'll remember that."


HELP = """/profile               what is known of you
/why                   what the last answer was given from
/facts [DAY]           what holds, or held on a day such as 2026-05-20
/correct NUMBER RIGHT  put one of /facts right: /correct 2 Braga
/forget                erase everything of yours"""


def _reply(assistant: Assistant, line: str) -> str:
    """Return what to show for one line of the user's."""
    match line.split(maxsplit=2):
        case ["/profile"]:
            return assistant.profile()
        case ["/why"]:
            return assistant.why()
        case ["/facts", *day]:
            return assistant.facts(*day[:1])
        case ["/correct", number, right]:
            return assistant.correct(number, right)
        case ["/forget"]:
            return assistant.forget()
        case [word, *_] if word.startswith("/"):
            return HELP
        case _:
            return assistant.answer(line)


def main() -> int:
    """Chat until the input ends."""
    parser = argparse.ArgumentParser(description="A chat assistant that remembers, in one file.")
    parser.add_argument("--db", default="assistant.db", help="the file (default: %(default)s)")
    parser.add_argument("--user", default="Ana", help="who you are (default: %(default)s)")
    parser.add_argument("--model", help='"URL#NAME" of an OpenAI-compatible service, or "openai:NAME"')
    options = parser.parse_args()
    try:
        model = resolve(options.model)
        with mnemic.open(options.db) as mem, closing(Assistant(mem, options.user, model)) as assistant:
            print("Say something; /help lists the commands, and an empty line ends.")
            while line := _read(f"{options.user}> "):
                try:
                    print(_reply(assistant, line))
                except mnemic.errors.MnemicError as error:
                    print(f"Error: {error}", file=sys.stderr)
    except mnemic.errors.MnemicError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def _read(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        return ""


if __name__ == "__main__":
    sys.exit(main())
