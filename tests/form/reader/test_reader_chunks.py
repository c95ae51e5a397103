"""Which parts of a turn are read at once."""

from __future__ import annotations

from mnemic.form.reader._chunks import CHARS, CHUNKS, SENTENCE_CHARS, SENTENCES, chunks, sentence_at


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in chunks(text)]


def test_sentences_that_stand_together_are_read_together() -> None:
    said = [f"This is sentence {word}." for word in ("one", "two", "three", "four")]
    assert parts(" ".join(said)) == [" ".join(said[:SENTENCES]), said[3]]


def test_a_long_part_is_not_made_longer() -> None:
    long = "word " * (CHARS // 5) + "end."
    assert parts(f"{long} And this.") == [long, "And this."]


def test_what_is_pasted_quoted_or_a_joke_is_not_read() -> None:
    assert parts('A good line. "I moved to Rome."') == ["A good line."]
    assert parts("I moved to Mars. Just kidding! I like rain.") == ["I like rain."]
    assert parts("x" * (SENTENCE_CHARS + 1)) == []
    assert parts("Cover letter: I worked as a nurse until last year.") == []
    assert parts('I read "Dune" twice.') == ['I read "Dune" twice.']


def test_of_a_very_long_turn_the_beginning_is_read() -> None:
    assert len(chunks("\n".join("I went on and on." for _ in range(200)))) <= CHUNKS


def test_the_sentence_of_a_place_is_found() -> None:
    assert sentence_at([(0, 5), (6, 9)], 6) == (6, 9)
    assert sentence_at([(0, 5), (6, 9)], 5) is None
