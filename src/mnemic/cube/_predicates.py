"""What facts can be about: each predicate with how many values hold at once, and for how long one is likely to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from .._patterns import compiled
from ..errors import ArgumentError, UnknownArgument
from ._wording import worded

Cardinality = Literal["single", "single_per_key", "multi"]
Keyed = Literal["key", "object"]
FactKind = Literal["fact", "preference"]

_NAME = r"[a-z][a-z0-9_]{0,62}\Z"
_DETERMINERS: Final = {
    *("a", "an", "the", "my", "our", "some"),
    *("el", "la", "los", "las", "un", "una", "mi"),
    *("le", "les", "une", "mon", "ma"),
    *("der", "die", "das", "ein", "eine", "mein", "meine"),
    *("o", "os", "as", "um", "uma", "meu", "minha"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """
    One thing that can be said of a subject.

    Attributes:
        name: Lower case words joined by ``_``, e.g. ``"lives_in"``.

        cardinality: ``"single"``: one value a subject at a time, a new one retires the old. ``"single_per_key"``:
            one for each key. ``"multi"``: any number; nothing is retired.

        keyed: What the key of a ``"single_per_key"`` predicate is: the fact's `key` (``favorite``, colour), or
            its object, so that only saying the contrary retires it (``likes``, sushi).

        temporal: Whether its value can change. Of a timeless one two values contradict each other.

        group: Predicates of one group exclude each other: such facts are linked as contradicting.

        half_life_days: After how long without hearing of it half of its strength is left; `None`: as its kind.

        kind: The kind of cube that carries it.

        says, denies: The sentence of a fact, with ``{subject}``, ``{object}`` and ``{key}`` to be filled in.
    """

    name: str
    cardinality: Cardinality = "multi"
    keyed: Keyed = "key"
    temporal: bool = True
    group: str | None = None
    half_life_days: float | None = None
    kind: FactKind = "fact"
    says: str = ""
    denies: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not compiled(_NAME).match(self.name):
            raise ArgumentError(
                f"predicate {self.name!r:.80} must be lower case words joined by _, such as 'lives_in'"
            )
        for name, value, allowed in (
            ("cardinality", self.cardinality, get_args(Cardinality)),
            ("keyed", self.keyed, get_args(Keyed)),
            ("kind", self.kind, get_args(FactKind)),
        ):
            if value not in allowed:
                raise ArgumentError(
                    f"{name}={value!r:.60} of predicate {self.name!r} must be one of {allowed}"
                )
        if self.half_life_days is not None and not self.half_life_days > 0:
            raise ArgumentError(f"half_life_days={self.half_life_days!r} of {self.name!r} must be above 0")
        words = self.name.replace("_", " ")
        for name, pattern, default in (
            ("says", self.says, f"{{subject}} {words} {{object}}"),
            ("denies", self.denies, f"{{subject}} not {words} {{object}}"),
        ):
            object.__setattr__(self, name, pattern or default)
            _check_pattern(name, pattern or default)

    def slot_key(self, key: str | None, object_: str) -> str:
        """Return what, beside subject and predicate, two facts must share for one to be able to retire the other."""
        if self.cardinality == "single":
            return ""
        if self.cardinality == "single_per_key":
            return value_key(key or "") if self.keyed == "key" else value_key(object_)
        # Of several relatives called Lea each is one.
        return f"{value_key(key or '')}\n{value_key(object_)}"

    def is_general(self, object_: str) -> bool:
        """Whether *object_* names any value there could be, so that who denies it denies all: "pets"."""
        return value_key(object_) in _GENERAL.get(self.name, ())

    def sentence(self, subject: str, object_: str, key: str | None, *, denied: bool) -> str:
        """Return the fact as an English sentence."""
        pattern = self.denies if denied else self.says
        if denied and self.is_general(object_):
            pattern = "{subject} has no {object}"
        elif PREDICATES.get(self.name) is self:
            pattern, object_, key = worded(self.name, pattern, object_, key, denied=denied)
        filled = pattern.format(subject=subject, object=object_, key=key or "one")
        return filled if filled.endswith((".", "!", "?", "…", "。")) else filled + "."

    def to_dict(self) -> dict[str, Any]:
        """Return the declaration as plain JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Predicate:
        """Read what `to_dict` wrote."""
        try:
            return cls(**data)
        except TypeError as error:
            raise UnknownArgument(f"no predicate can be read from {data!r:.200}: {error}") from None


def _check_pattern(name: str, pattern: str) -> None:
    try:
        pattern.format(subject="", object="", key="")
    except (KeyError, IndexError, ValueError, AttributeError):
        raise ArgumentError(
            f"{name}={pattern!r:.80} may hold {{subject}}, {{object}} and {{key}}, and no other braces"
        ) from None


def value_key(text: str) -> str:
    """Return *text* as it is compared with others: without case, punctuation and articles."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Vowel signs and tone marks are letters to whoever writes Hindi or Thai, though not to `re`.
    marks = "".join({letter for letter in folded if unicodedata.category(letter)[0] == "M"})
    word = rf"[\w{marks}]+"
    words = re.findall(rf"{word}(?:['’.+#-]{word}|[+#]+)*", folded)
    kept = [word for at, word in enumerate(words) if word not in _DETERMINERS or at == len(words) - 1]
    return " ".join(kept or folded.split())


def _of(name: str, says: str, denies: str, **more: Any) -> Predicate:
    return Predicate(name=name, says="{subject} " + says, denies="{subject} " + denies, **more)


_GENERAL: Final[dict[str, frozenset[str]]] = {
    name: frozenset(words.split(", "))
    for name, words in (
        ("children", "child, children, kid, kids, hijos, enfants, enfant, kinder, filhos"),
        ("pet", "pet, pets, animals, mascota, mascotas, animal, animaux, haustier, haustiere, animais"),
        (
            "allergic_to",
            "allergy, allergies, food allergies, known allergies, alergia, alergias, allergie, allergien",
        ),
        ("activity", "hobby, hobbies, aficiones, loisirs, hobbys, passatempos"),
        (
            "health",
            "condition, conditions, medical conditions, health conditions, health problems, health issues",
        ),
        ("goal", "goal, goals, plans"),
    )
}
"""The words that name whatever a predicate can be about; where the values themselves are such words, there is none."""

_SINGLE: Final = {"cardinality": "single"}
_BY_OBJECT: Final = {"cardinality": "single_per_key", "keyed": "object"}

PREDICATES: Final[dict[str, Predicate]] = {
    predicate.name: predicate
    for predicate in (
        _of("name", "is called {object}", "is not called {object}", **_SINGLE),
        _of("birthday", "was born on {object}", "was not born on {object}", **_SINGLE, temporal=False),
        _of("age", "is {object} years old", "is not {object} years old", **_SINGLE, half_life_days=365),
        _of("born_in", "was born in {object}", "was not born in {object}", **_SINGLE, temporal=False),
        _of("comes_from", "comes from {object}", "does not come from {object}", **_SINGLE, temporal=False),
        _of("nationality", "is {object}", "is not {object}", **_BY_OBJECT, temporal=False),
        _of("lives_in", "lives in {object}", "does not live in {object}", **_SINGLE, half_life_days=1500),
        _of("works_at", "works at {object}", "does not work at {object}", **_SINGLE, group="work", half_life_days=1000),
        _of("occupation", "works as {object}", "does not work as {object}", **_SINGLE, half_life_days=1500),
        _of("out_of_work", "is {object}", "is not {object}", **_SINGLE, group="work", half_life_days=365),
        _of("studies", "studies {object}", "does not study {object}", **_SINGLE, half_life_days=1000),
        _of("studies_at", "studies at {object}", "does not study at {object}", **_SINGLE, half_life_days=1000),
        _of("relationship_status", "is {object}", "is not {object}", **_SINGLE, half_life_days=1500),
        _of("partner", "has a {key} called {object}", "has no {key} called {object}", **_SINGLE, half_life_days=1500),
        _of("relative", "has a {key} called {object}", "has no {key} called {object}", temporal=False),
        _of("children", "has {object}", "does not have {object}", **_SINGLE, half_life_days=3000),
        _of("pet", "has a pet: {object}", "no longer has a pet: {object}", **_BY_OBJECT, half_life_days=1500),
        _of("owns", "owns {object}", "does not own {object}", **_BY_OBJECT, half_life_days=700),
        _of("likes", "likes {object}", "does not like {object}", **_BY_OBJECT, kind="preference"),
        Predicate(name="favorite", says="{subject}'s favorite {key} is {object}", kind="preference",
                  denies="{subject}'s favorite {key} is not {object}", cardinality="single_per_key"),
        _of("prefers", "prefers {object}", "does not prefer {object}", kind="preference"),
        _of("diet", "keeps this diet: {object}", "does not keep this diet: {object}", **_SINGLE, kind="preference"),
        _of("allergic_to", "is allergic to {object}", "is not allergic to {object}", **_BY_OBJECT, half_life_days=5000),
        _of("health", "has this condition: {object}", "does not have this condition: {object}", **_BY_OBJECT,
            half_life_days=1000),
        _of("activity", "does this regularly: {object}", "does not do this: {object}", **_BY_OBJECT,
            half_life_days=365),
        _of("speaks", "speaks {object}", "does not speak {object}", **_BY_OBJECT, half_life_days=5000),
        _of("uses", "uses {object}", "does not use {object}", **_BY_OBJECT, half_life_days=365),
        _of("member_of", "belongs to {object}", "does not belong to {object}", **_BY_OBJECT, half_life_days=700),
        _of("goal", "has this goal: {object}", "does not have this goal: {object}", **_BY_OBJECT, half_life_days=90),
        _of("instruction", "asks of the assistant: {object}", "does not ask of the assistant: {object}",
            **_BY_OBJECT, kind="preference", half_life_days=3000),
    )
}  # fmt: skip
"""The predicates every space knows. Source: chosen from what people say of themselves in everyday chat."""
