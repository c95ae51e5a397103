"""The probe: a search for windows of what was erased, that misses nothing and cries no wolf."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnemic.govern._probe import Value, WindowProbe

SALT = bytes(range(32))
TEXT = (
    "On Tuesday Dr. Kleinschmidt moved from Unterammergau to Porto; her telephone is 4711-0815, and the spare "
    "key lies under the third flower pot. 東京タワーで会いましょう。Встретимся у моста! 🌉 It's called “Zweifelsfall”."
)


def content(text: str) -> Value:
    return Value("versions", "content", text.encode())


def found(probe: WindowProbe, *chunks: bytes) -> int:
    return probe.search([("file", iter(chunks))]).total


def test_every_fragment_of_31_bytes_is_found() -> None:
    probe = WindowProbe.of([content(TEXT)], SALT)
    data = TEXT.encode()
    for at in range(len(data) - 30):
        assert found(probe, b"\0" * 50 + data[at : at + 31] + b"\xff" * 50), f"missed the fragment at {at}"


def test_a_fragment_is_found_at_every_offset() -> None:
    probe = WindowProbe.of([content(TEXT)], SALT)
    fragment = TEXT.encode()[40:71]
    for at in range(70):
        assert found(probe, b"." * at + fragment)
        assert found(probe, b"." * at + fragment + b"." * (70 - at))


def test_a_fragment_is_found_across_any_border_of_chunks() -> None:
    probe = WindowProbe.of([content(TEXT)], SALT)
    data = b"-" * 100 + TEXT.encode()[40:71] + b"-" * 100
    for at in range(95, 140):
        assert found(probe, data[:at], data[at:])
        assert found(probe, data[:at], b"", data[at : at + 1], data[at + 1 :])
    assert found(probe, *(data[at : at + 1] for at in range(len(data))))


@pytest.mark.slow
def test_a_fragment_is_found_around_the_borders_of_what_is_searched_at_once() -> None:
    probe = WindowProbe.of([content(TEXT)], SALT)
    fragment = TEXT.encode()[40:71]
    for border in (1 << 15, 1 << 16, 1 << 21):
        for at in range(border - 40, border + 10):
            data = bytearray(border + 200)
            data[at : at + 31] = fragment
            assert found(probe, bytes(data)), f"missed at {at}"


def test_the_number_of_windows_found_is_that_of_the_windows_there() -> None:
    probe = WindowProbe.of([content(TEXT)], SALT)
    both = TEXT.encode() + json.dumps(TEXT).encode()
    assert found(probe, both) == probe.windows
    assert found(probe, both * 3) == probe.windows
    assert 0 < found(probe, TEXT.encode()) < probe.windows


def test_nothing_is_found_in_unrelated_data() -> None:
    random_ = random.Random(1)
    values = [content(TEXT)] + [Value("vectors", "data", random_.randbytes(768)) for _ in range(200)]
    probe = WindowProbe.of(values, SALT)
    assert probe.windows > 2000
    assert found(probe, random_.randbytes(8 << 20)) == 0
    assert found(probe, bytes(1 << 20)) == 0
    english = " ".join(
        random_.choice(["harbour", "lantern", "the", "and", "Monday", "moved"]) for _ in range(100_000)
    )
    assert found(probe, english.encode()) == 0


def test_padding_is_no_window() -> None:
    probe = WindowProbe.of(
        [Value("vectors", "data", bytes(768)), content("a" * 500), content("=" * 80)], SALT
    )
    assert found(probe, bytes(4096)) == 0
    assert found(probe, b"=" * 4096) == 0


@pytest.mark.parametrize("escape", [True, False])
def test_a_text_escaped_as_in_json_is_found(escape: bool) -> None:
    text = 'Grüße aus Köln: „schön hier“, 東京 too\nand a second "line"'
    probe = WindowProbe.of([content(text)], SALT)
    written = json.dumps({"k": text}, ensure_ascii=escape).encode()
    assert found(probe, written)


def test_long_words_and_short_texts_are_found_alone() -> None:
    probe = WindowProbe.of([content("I saw Kleinschmidt."), content("12:30 Uhr")], SALT)
    assert found(probe, b"\0\0Kleinschmidt\0\0")
    assert found(probe, b"\0\x0012:30 Uhr\0")
    assert found(WindowProbe.of([content("Встретимся")], SALT), "у Встретимся".encode())


def test_a_text_too_short_for_a_window_says_so() -> None:
    probe = WindowProbe.of([content("ok"), content(TEXT)], SALT)
    sighting = probe.search([("file", iter([TEXT.encode()]))])
    assert probe.sees(content("ok"), sighting) is None
    assert probe.sees(content(TEXT), sighting) is True
    assert probe.sees(content(TEXT), probe.search([("file", iter([b"nothing here"]))])) is False


def test_vectors_and_term_lists_are_found_by_their_bytes() -> None:
    random_ = random.Random(2)
    data, terms = random_.randbytes(768), random_.randbytes(240)
    probe = WindowProbe.of([Value("vectors", "data", data), Value("versions", "terms", terms)], SALT)
    for whole in (data, terms):
        assert found(probe, random_.randbytes(500) + whole + random_.randbytes(500))
        # Half of it is enough, at either end.
        assert found(probe, whole[: len(whole) // 2])
        assert found(probe, whole[len(whole) // 2 :])


def test_nothing_to_look_for_is_found_nowhere() -> None:
    for values in ([], [content("ok")]):
        probe = WindowProbe.of(values, SALT)
        assert probe.windows == 0
        assert found(probe, TEXT.encode()) == 0
    assert found(WindowProbe.of([content(TEXT)], SALT), b"", b"short") == 0


def test_the_names_of_what_was_searched_are_kept() -> None:
    probe = WindowProbe.of([content(TEXT)], SALT)
    sighting = probe.search([("m.db", iter([b"x" * 99])), ("m.db-wal", iter([TEXT.encode()]))])
    assert sighting.files == ("m.db", "m.db-wal")
    assert sighting.total == found(probe, TEXT.encode()) > 0
    assert sighting.without(sighting).total == 0


def test_bytes_read_back_find_the_same() -> None:
    probe = WindowProbe.of([content(TEXT), Value("vectors", "data", random.Random(3).randbytes(768))], SALT)
    again = WindowProbe.from_bytes(probe.to_bytes())
    assert again.windows == probe.windows
    assert again.to_bytes() == probe.to_bytes()
    data = TEXT.encode()
    for at in range(0, len(data) - 30, 7):
        assert found(again, data[at : at + 31]) == found(probe, data[at : at + 31]) > 0


def test_the_bytes_say_nothing_of_the_text() -> None:
    data = WindowProbe.of([content(TEXT)], SALT).to_bytes()
    assert not any(word.encode() in data for word in TEXT.split() if len(word) > 3)
    assert data != WindowProbe.of([content(TEXT)], bytes(32)).to_bytes()


def test_of_a_long_text_any_page_of_it_is_found() -> None:
    text = "".join(f"Eintrag {i:06d} über Müller{i * 7919 % 100003}. " for i in range(30_000))
    data = text.encode()
    probe = WindowProbe.of([content(text)], SALT)
    for at in range(0, len(data) - 4096, 50_001):
        assert found(probe, bytes(100), data[at : at + 4096])


def test_very_much_to_look_for_stays_bounded() -> None:
    random_ = random.Random(4)
    values = [content(f"{random_.getrandbits(200):x} {i}" * 20) for i in range(6000)]
    probe = WindowProbe.of(values, SALT)
    assert probe.windows < 1_000_000
    for value in values[::500]:
        assert found(probe, b"...", value.data, b"...")


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(min_size=31, max_size=300),
    before=st.binary(max_size=80),
    after=st.binary(max_size=80),
    cuts=st.lists(st.integers(0, 400), max_size=4),
)
def test_any_text_is_found_wherever_it_lies_and_however_it_is_cut(
    text: str, before: bytes, after: bytes, cuts: list[int]
) -> None:
    probe = WindowProbe.of([content(text)], SALT)
    data = before + text.encode() + after
    assert found(probe, *_cut(data, cuts)) == found(probe, data)
    if len(set(text.encode()[:16])) > 2:
        assert found(probe, data) > 0


def _cut(data: bytes, cuts: list[int]) -> Iterator[bytes]:
    places = [0, *sorted(cuts), len(data)]
    for start, stop in zip(places, places[1:], strict=False):
        yield data[start : max(start, stop)]


def test_of_many_values_those_that_are_there_are_told_from_those_that_are_not() -> None:
    chance = random.Random(3)
    values = [content("".join(chance.choices("abcdefghij ", k=60))) for _ in range(400)]
    probe = WindowProbe.of(values, SALT)
    seen = probe.search([("file", iter([b"|".join(value.data for value in values[::3])]))])
    assert [probe.sees(value, seen) for value in values] == [number % 3 == 0 for number in range(400)]
