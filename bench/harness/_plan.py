"""The sizes of a run: the ones the targets speak of, and small ones that show the benchmark itself works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much to measure. Counts are cubes unless the name says otherwise."""

    quick: bool
    rounds: int = 3
    base: int
    """The store that every system is measured in."""
    large: int
    """The store that only Mnemic is measured in."""
    adds: int
    """Single adds timed in a run."""
    add_cap_s: float
    """A run of single adds stops here, and says how far it came."""
    bulk_cap_s: float
    searches: int
    spaces: tuple[int, ...]
    """Sizes of the spaces that recall is timed in."""
    beside_own: int
    beside_spaces: int
    beside_each: int
    opening_spaces: int
    opening_each: int
    memory_spaces: int
    memory_each: int
    writes_each: int
    """Adds of each of two processes that write at the same time."""
    erased: int
    """Texts of the user who is deleted."""
    synced_adds: int = 200
    imports: int = 10

    @property
    def corpus(self) -> int:
        """How many texts the largest section needs."""
        return max(
            self.base + self.adds,
            self.large + self.adds,
            *self.spaces,
            self.beside_own + self.beside_spaces * self.beside_each,
            self.opening_spaces * self.opening_each,
            self.memory_spaces * self.memory_each,
        )


FULL = Plan(
    quick=False,
    base=10_000,
    large=100_000,
    adds=1_000,
    add_cap_s=15,
    bulk_cap_s=40,
    searches=200,
    spaces=(1_000, 10_000, 50_000),
    beside_own=1_000,
    beside_spaces=1_000,
    beside_each=100,
    opening_spaces=20,
    opening_each=5_000,
    memory_spaces=100,
    memory_each=1_000,
    writes_each=300,
    erased=100,
)

QUICK = Plan(
    quick=True,
    base=1_000,
    large=5_000,
    adds=200,
    add_cap_s=3,
    bulk_cap_s=5,
    searches=60,
    spaces=(1_000, 5_000),
    beside_own=1_000,
    beside_spaces=200,
    beside_each=20,
    opening_spaces=20,
    opening_each=250,
    memory_spaces=100,
    memory_each=50,
    writes_each=100,
    erased=50,
)
