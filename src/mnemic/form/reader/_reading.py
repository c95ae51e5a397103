"""What the network reads in a few sentences: statements, and what becomes of known facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from ...cube import PREDICATES
from .._candidate import Known
from ._decode import Span, objects_of
from ._network import ACTS, Network
from ._sequence import PREDICATE_NUMBERS, Fact, Laid, phrase, sequence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ...embed import Words

FACTS: Final = 6
"""So many known facts are looked at beside a text."""

_LEAST: Final = 0.02
"""A known fact whose words are not named is looked at from this chance on that its predicate is spoken of."""

_NAMES: Final = tuple(PREDICATES)


class WordReader(Protocol):
    """What reads texts word by word, such as `mnemic.embed.AdaptedMiniLM`."""

    def words(self, text: str) -> Words:
        """Cut a text into words."""
        ...

    def states(self, parts: Sequence[Sequence[Sequence[int]]]) -> NDArray[np.float32]:
        """Return what a model makes of the words of texts, read in the light of each other."""
        ...

    def forget(self) -> None:
        """Drop what it keeps of texts to be faster."""
        ...


class Statement(NamedTuple):
    """A fact that is stated: `chance` that it is, with that object, in [0, 1]; spans in characters of the text read."""

    predicate: str
    act: str
    chance: float
    object: Span
    key: Span | None


class Fate(NamedTuple):
    """What becomes of a known fact: the chances that it is over, and that it was wrong."""

    known: Known
    over: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Read:
    """
    What was read in a text.

    Attributes:
        chances: That something is stated at all, by predicate and act, whatever its object.
    """

    statements: Sequence[Statement]
    fates: Sequence[Fate]
    chances: NDArray[np.float32]

    def chance(self, predicate: str, *acts: str) -> float:
        """Return the highest chance of *acts* of a predicate."""
        row = self.chances[PREDICATE_NUMBERS[predicate]]
        return float(max(row[ACTS.index(act)] for act in acts))


class Reading:
    """
    Reads texts with a network.

    Args:
        words: Reads a text word by word.

        network: Judges what it read.
    """

    def __init__(self, words: WordReader, network: Network) -> None:
        self._words = words
        self._network = network

    def forget(self) -> None:
        """Drop the texts that are kept to be faster."""
        self._words.forget()

    def read(self, text: str, before: str, known: Sequence[Known], least: float) -> Read:
        """
        Return what *text* states, and what it makes of known facts.

        Args:
            before: What was said just before; may be empty.

            least: Statements of a lower chance are left out.
        """
        words = self._words.words(text)
        earlier = self._words.words(before) if before else None
        laid, hidden, chances = self._stated(words, earlier, [])
        chosen = self._chosen(words, known, chances)
        fates: list[Fate] = []
        if chosen:
            laid, hidden, chances = self._stated(words, earlier, chosen)
            ends = self._network.fates(hidden, laid)
            fates = [Fate(each, float(end[1]), float(end[2])) for each, end in zip(chosen, ends, strict=True)]
        return Read(list(self._statements(words, hidden, laid.size, chances, least)), fates, chances)

    def _stated(
        self, words: Words, earlier: Words | None, known: Sequence[Known]
    ) -> tuple[Laid, NDArray[np.float32], NDArray[np.float32]]:
        """Return a text laid out, what its words mean, and the chances of what it states."""
        laid = sequence(words, earlier, [self._fact(each) for each in known])
        hidden = self._network.encode(self._words.states(laid.pieces), laid)
        return laid, hidden, self._network.stated(hidden, laid.size)

    def _fact(self, known: Known) -> Fact:
        return Fact(known.predicate, self._words.words(phrase(known.predicate, known.object, known.key)))

    def _chosen(self, words: Words, known: Sequence[Known], chances: NDArray[np.float32]) -> list[Known]:
        """Return the known facts that a text may be about, the likeliest first."""
        said = {word.casefold() for start, end in words.spans if len(word := words.text[start:end]) > 2}
        scored = []
        for at, each in enumerate(dict.fromkeys(known)):
            number = PREDICATE_NUMBERS.get(each.predicate)
            if number is None:  # a predicate of the user's own
                continue
            named = bool(said & set(each.object.casefold().split()))
            score = float(chances[number].max())
            if named or score >= _LEAST:
                scored.append((-score - named, -at, each))
        return [each for _, _, each in sorted(scored, key=lambda one: one[:2])[:FACTS]]

    def _statements(
        self,
        words: Words,
        hidden: NDArray[np.float32],
        size: int,
        chances: NDArray[np.float32],
        least: float,
    ) -> list[Statement]:
        import numpy as np

        found: list[Statement] = []
        for p, a in np.argwhere(chances >= least).tolist():
            tags = self._network.tags(hidden, size, p, a)
            for each in objects_of(tags, words.spans[:size]):
                chance = float(chances[p, a]) * each.sure
                found.append(Statement(_NAMES[p], ACTS[a], chance, each.object, each.key))
        return found
