"""A chat memory for LlamaIndex's engines and agents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from llama_index.core.base.llms.types import ChatMessage, MessageRole, TextBlock
from llama_index.core.memory import BaseMemory
from llama_index.core.memory.memory import DEFAULT_TOKEN_LIMIT, InsertMethod, generate_chat_store_key
from llama_index.core.utils import get_tokenizer
from pydantic import Field, PrivateAttr

from ...errors import CubeNotFound, VersionConflict
from .._opened import Opened, opened
from .._owner import owned_by
from .._pages import every
from .._removal import Removal, take_out
from ._messages import TAG, Talk, Tokenizer, exact, exact_in, message_of, weight
from ._opening import parted
from ._recalled import fitted, question_in, scope_of

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from ...cube import MemCube
    from ...engine import Memory
    from .._opened import Location

_SHARE: Final = 0.75
"""How much of a model's context the conversation may take, as in LlamaIndex's own chat memory."""
_PAGE: Final = 100


class _Turn(NamedTuple):
    """A message of the conversation, where it stands in the memory, and how many tokens it takes."""

    seq: int
    message: ChatMessage
    tokens: int


class MnemicMemory(BaseMemory):
    """
    A conversation that is kept in a memory: for every ``memory=`` of LlamaIndex.

    Every message comes back as it was. `get` gives the latest ones that fit `token_limit`, and before them what is
    recalled from the rest, for what the user said last.

    Safe to use from several threads, and by several processes on one file.
    """

    session_id: str = Field(default_factory=generate_chat_store_key, description="Names the conversation.")
    user: str | None = Field(default=None, description="Whose conversation it is.")
    speaker: str | None = Field(default=None, description="Who says what the user says; by default the user.")
    agent: str | None = Field(default=None, description="Which agent answers.")
    token_limit: int = Field(
        default=DEFAULT_TOKEN_LIMIT, ge=1, description="How many tokens `get` gives, at most."
    )
    recall_tokens: int = Field(
        default=500, ge=0, description="How many of them for what is recalled; 0: nothing is."
    )
    insert_method: InsertMethod = Field(
        default=InsertMethod.SYSTEM, description="In which message what is recalled is put."
    )
    on_delete: Removal = Field(
        default="erase", description="What becomes of messages that `set` and `reset` remove."
    )
    tokenizer_fn: Tokenizer = Field(default_factory=get_tokenizer, exclude=True)
    _opened: Opened = PrivateAttr()

    def __init__(self, memory: Location, /, **fields: Any) -> None:
        """
        Make a chat memory.

        Args:
            memory: An open memory, which stays its owner's to close; or a path or a server's URL, opened here.

            fields: The fields of the chat memory; the rest is for `mnemic.open`, where the memory is opened here.

        Raises:
            ArgumentError, ValueError: an argument cannot be used.
        """
        own, options = parted(type(self), fields)
        super().__init__(**own)
        self._opened = opened(memory, **options)

    def __deepcopy__(self, _memo: dict[int, Any] | None = None) -> Self:
        """Return a copy on the same memory: an open one can't be copied."""
        return self.model_copy()

    @classmethod
    def class_name(cls) -> str:
        """Return the name it is known by in LlamaIndex."""
        return "MnemicMemory"

    @classmethod
    def from_defaults(  # type: ignore[override]
        cls,
        memory: Location,
        chat_history: Sequence[ChatMessage] | None = None,
        llm: LLM | None = None,
        **fields: Any,
    ) -> Self:
        """
        Make a chat memory.

        Args:
            memory, fields: As for the class itself.

            chat_history: What the conversation consists of; by default what is kept of it already.

            llm: For what model; three quarters of its context are the token limit, where none is given.
        """
        if llm is not None and fields.get("token_limit") is None:
            fields["token_limit"] = int(llm.metadata.context_window * _SHARE)
        made = cls(memory, **{name: value for name, value in fields.items() if value is not None})
        if chat_history is not None:
            made.set(list(chat_history))
        return made

    @property
    def memory(self) -> Memory:
        """The memory beneath."""
        return self._opened.memory

    def close(self) -> None:
        """Close the memory if it was opened here."""
        self._opened.close()

    # Reading

    def get(
        self,
        input: str | ChatMessage | None = None,  # noqa: A002 - LlamaIndex's name
        initial_token_count: int = 0,
        **_kwargs: Any,
    ) -> list[ChatMessage]:
        """
        Return the latest messages that fit the token limit, and what is recalled beside them.

        Without a user only the conversation's own older messages are recalled, once not all of them fit; with one,
        whatever the memory has of that user.

        Args:
            input: What the user says now; by default what they said last.

            initial_token_count: How many tokens of the limit something else takes.

        Raises:
            ValueError: *initial_token_count* is more than the limit.
        """
        room = self.token_limit - initial_token_count
        if room < 0:
            raise ValueError(
                f"initial_token_count={initial_token_count} exceeds token_limit={self.token_limit}; raise that"
            )
        turns, is_whole = self._latest(room)
        latest = turns if is_whole else _opening_turn(turns, room)
        if self.user is None and is_whole:
            return [turn.message for turn in latest]
        spare = min(self.recall_tokens, room // 2)
        if spare:
            beside = latest if _tokens(latest) + spare <= room else _opening_turn(turns, room - spare)
            text = self._recalled(input, beside, spare)
            if text:
                return self._with([turn.message for turn in beside], text)
        return [turn.message for turn in latest]

    def _latest(self, room: int) -> tuple[list[_Turn], bool]:
        """Return the latest messages up to the first that exceeds *room* tokens, oldest first, and whether that's all."""
        found: list[_Turn] = []
        cursor = None
        while True:
            page = self.memory.list(**self._scope(), newest_first=True, limit=_PAGE, cursor=cursor)
            for cube in page:
                message = message_of(cube)
                found.append(_Turn(cube.seq, message, weight(message, self.tokenizer_fn)))
                room -= found[-1].tokens
                if room < 0:
                    return found[::-1], False
            cursor = page.cursor
            if cursor is None:
                return found[::-1], True

    def _recalled(self, given: str | ChatMessage | None, beside: Sequence[_Turn], most: int) -> str:
        """Return what is recalled for what the user says, besides messages that are shown anyway."""
        message = ChatMessage(content=given) if isinstance(given, str) else given
        question = question_in([turn.message for turn in beside] if message is None else [message])
        if not question:
            return ""
        scope = scope_of(self.user, self.session_id)
        if beside:
            shown = {"and": [{"session": self.session_id}, {"seq": {"gte": beside[0].seq}}]}
            scope["where"] = {"and": [scope.get("where") or {}, {"not": shown}]}
        return fitted(self.memory.recall(question, **scope), most, self.tokenizer_fn)

    def _with(self, messages: list[ChatMessage], text: str) -> list[ChatMessage]:
        """Return *messages* with *text* where LlamaIndex's own memory puts its blocks."""
        role = MessageRole.SYSTEM if self.insert_method is InsertMethod.SYSTEM else MessageRole.USER
        order = messages if role is MessageRole.SYSTEM else messages[::-1]
        place = next((message for message in order if message.role == role), None)
        if place is not None:
            place.blocks = [TextBlock(text=text), *place.blocks]
            return messages
        made = ChatMessage(role=role, content=text)
        return [made, *messages] if role is MessageRole.SYSTEM else [*messages, made]

    def get_all(self) -> list[ChatMessage]:
        """Return all messages of the conversation, oldest first."""
        return [message_of(cube) for cube in self._cubes()]

    def _scope(self) -> dict[str, Any]:
        return {"session": self.session_id, "tags": (TAG,), **owned_by(self.user)}

    def _cubes(self) -> list[MemCube]:
        return list(every(self.memory, **self._scope()))

    # Writing

    def put(self, message: ChatMessage) -> None:
        """
        Append a message.

        Raises:
            ArgumentError: it holds what is not plain JSON.
        """
        self.put_messages([message])

    def put_messages(self, messages: list[ChatMessage]) -> None:
        """
        Append messages: all of them, or none.

        Raises:
            ArgumentError: one of them holds what is not plain JSON.
        """
        talk = Talk(self.session_id, self.user, self.speaker, self.agent)
        drafts = [talk.kept(message) for message in messages]
        if drafts:
            self.memory.remember_many(drafts)

    def set(self, messages: list[ChatMessage]) -> None:
        """
        Make *messages* the conversation. Those that it begins with already stay as they are.

        Raises:
            ArgumentError: one of them holds what is not plain JSON; nothing was changed.
        """
        cubes = self._cubes()
        pairs = zip(cubes, messages, strict=False)
        same = len(list(takewhile(lambda pair: exact_in(pair[0]) == exact(pair[1]), pairs)))
        # The new ones first: whatever happens in between, nothing is lost.
        self.put_messages(messages[same:])
        self._remove(cubes[same:])

    def reset(self) -> None:
        """Remove all messages of the conversation. Other memories of the user stay."""
        self._remove(self._cubes())

    def _remove(self, cubes: Sequence[MemCube]) -> None:
        """Take *cubes* out of the conversation, in one go if they are erased."""
        while cubes:
            try:
                take_out(self.memory, cubes, self.on_delete, TAG)
            except (CubeNotFound, VersionConflict):  # somebody else was quicker with some of them
                present = {cube.id for cube in cubes}
                cubes = [cube for cube in self._cubes() if cube.id in present]
            else:
                return


def _tokens(turns: Sequence[_Turn]) -> int:
    return sum(turn.tokens for turn in turns)


def _opening_turn(turns: Sequence[_Turn], room: int) -> list[_Turn]:
    """
    Return the latest of *turns* that fit *room* tokens and begin with what a model takes as a beginning.

    As in LlamaIndex's own chat memory that is no answer and no tool's result, and the last one stays, however long.
    """
    kept = list(turns)
    while len(kept) > 1 and _tokens(kept) > room:
        del kept[0]
        while len(kept) > 1 and kept[0].message.role in (MessageRole.ASSISTANT, MessageRole.TOOL):
            del kept[0]
    return kept
