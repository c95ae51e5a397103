"""
The turns beside a hit without which it can't be read: the question it answers, or the answer it got.

Which neighbour a hit needs is told by a small rule (`wants`), from its words alone; which turn that is comes
from the header table. A turn is only shown if the recall's own filters let it through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .._patterns import compiled
from ..cube import MemCube
from ..index import NEVER, TableView

if TYPE_CHECKING:
    from ..store import Reader, Space

Places = NDArray[np.int64]

_FEW_WORDS = 6
_LETTERS_PER_WORD = 2
"""What scripts without spaces take for a word, about."""

_REACH = 3
"""How many turns away the other speaker's turn may be: people often say a thing in two messages."""

_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_ASKS = r"[?？؟][\W_]*$"

_REPLY_WORDS = """
yes yeah yep yup no nope nah ok okay sure exactly indeed absolutely definitely right true agreed same both neither
none either maybe probably correct ja nein doch genau stimmt vielleicht oui non si sí bien claro sì certo sim não
nao да нет ага evet hayır tak nie ano ne igen nem kyllä joo ei
"""
_POINTING_WORDS = """
he she it they him her them his hers its their theirs this that these those he's she's it's they're that's he'd
she'd they'd it'll he'll she'll they'll they've er sie dort dieser diese dieses il elle ils elles ça cela celui
celle ceux él ella ellos ellas eso esto aquello ele ela eles elas isso isto lui lei loro questo quello он она они
оно это этот эта эти там
"""
_REPLIES = frozenset(_REPLY_WORDS.split())
_POINTERS = frozenset(_POINTING_WORDS.split())


class Wants(NamedTuple):
    """
    What a text needs beside it.

    Attributes:
        reply: It reads as the answer to something: the turn before it that somebody else said.

        pointer: It points back at what was just said: the turn before it.

        question: It asks: the turn after it that somebody else said.
    """

    reply: bool
    pointer: bool
    question: bool


class Beside(NamedTuple):
    """The neighbours of a hit that make it readable, at most one on each side."""

    before: tuple[MemCube, ...] = ()
    after: tuple[MemCube, ...] = ()


def wants(text: str) -> Wants:
    """
    Say which neighbours *text* needs to be understood.

    A question needs its answer. What opens with yes or no, or has fewer than six words, needs what it
    replies to; a text that opens with a pronoun needs what was said before it.
    """
    head = text[:200]
    words = [word.casefold() for word in compiled(_WORD).findall(head)]
    opening = words[0] if words else ""
    unspaced = 0 if head.isascii() else len(compiled(_UNSPACED).findall(head))
    size = max(len(words), unspaced // _LETTERS_PER_WORD)
    asks = bool(compiled(_ASKS).search(text[-40:]))
    reply = opening in _REPLIES or (size < _FEW_WORDS and not asks)
    return Wants(reply, opening in _POINTERS, asks)


def beside(
    reader: Reader,
    space: Space,
    table: TableView,
    mask: NDArray[np.bool_],
    hits: Sequence[tuple[int, MemCube]],
    known_at_us: int | None = None,
) -> list[Beside]:
    """
    Return the neighbours that each of *hits* needs, read in one go.

    Args:
        mask: The versions the recall's filters let through.

        hits: Each hit's place in *table*, and its cube.

        known_at_us: Which versions were the current ones; `None` for today's.
    """
    turned = [(at, cube) for at, cube in hits if cube.kind == "episode" and cube.session is not None]
    wanting = {at: want for at, cube in turned if any(want := wants(cube.content))}
    if not wanting:
        return [Beside()] * len(hits)
    turns = _Turns(table, np.fromiter(wanting, np.int64), known_at_us)
    found = {at: turns.around(at, want, mask) for at, want in wanting.items()}
    places = sorted({place for pair in found.values() for place in pair if place is not None})
    rows = table.numbers["row"]
    cubes = reader.at(space, [int(rows[place]) for place in places])
    cube_at = dict(zip(places, cubes, strict=True))
    return [_pair(found.get(at, (None, None)), cube_at) for at, _ in hits]


def _pair(places: tuple[int | None, int | None], cube_at: Mapping[int, MemCube]) -> Beside:
    before, after = (() if place is None else (cube_at[place],) for place in places)
    return Beside(before, after)


class _Turns:
    """The sessions of some hits: their episodes in order of time and arrival, each user's apart."""

    def __init__(self, table: TableView, hits: Places, known_at_us: int | None) -> None:
        self._table = table
        self._session, self._user = (table.texts[name].codes for name in ("session", "user"))
        self._speaker, self._role = (table.texts[name].codes for name in ("speaker", "role"))
        wanted = np.zeros(int(self._session.max()) + 1, np.bool_)
        wanted[self._session[hits]] = True
        places = np.flatnonzero(wanted[self._session])
        places = places[_current(table, places, known_at_us)]
        self._places = places[table.texts["kind"].where(partial(eq, "episode"))[places]]
        self._sessions: dict[tuple[int, int], Places] = {}

    def around(self, at: int, want: Wants, mask: NDArray[np.bool_]) -> tuple[int | None, int | None]:
        """Return the places of the turns to show before and after the one at *at*."""
        turns = self._session_of(at)
        here = int(np.flatnonzero(turns == at)[0])
        earlier = turns[max(0, here - _REACH) : here][::-1].tolist()
        later = turns[here + 1 : here + 1 + _REACH].tolist()
        before = self._of_another(at, earlier) if want.reply else None
        if before is None and (want.reply or want.pointer):
            before = next(iter(earlier), None)
        after = self._of_another(at, later) if want.question else None
        # Chosen first and filtered then: the turn beyond a hidden one is not what the hit replies to.
        return _shown(before, mask), _shown(after, mask)

    def _session_of(self, at: int) -> Places:
        key = int(self._session[at]), int(self._user[at])
        turns = self._sessions.get(key)
        if turns is None:
            places = self._places
            turns = places[(self._session[places] == key[0]) & (self._user[places] == key[1])]
            event, seq = self._table.event_us(turns), self._table.numbers["seq"][turns]
            turns = self._sessions[key] = turns[np.lexsort((seq, event))]
        return turns

    def _of_another(self, at: int, near: Sequence[int]) -> int | None:
        """Return the nearest turn that was not said by the speaker of *at*."""
        who = self._speaker[at], self._role[at]
        return next((turn for turn in near if (self._speaker[turn], self._role[turn]) != who), None)


def _current(table: TableView, places: Places, known_at_us: int | None) -> NDArray[np.bool_]:
    superseded = table.numbers["superseded_us"][places]
    if known_at_us is None:
        return np.asarray(superseded == NEVER)
    return np.asarray((table.numbers["recorded_us"][places] <= known_at_us) & (superseded > known_at_us))


def _shown(at: int | None, mask: NDArray[np.bool_]) -> int | None:
    return at if at is not None and mask[at] else None
