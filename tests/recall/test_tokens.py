"""Counting tokens."""

from __future__ import annotations

import threading
import timeit
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic import embed
from mnemic.embed import WordPiece, _minilm, load_vocabulary
from mnemic.errors import ModelError
from mnemic.recall import _tokens, approximate_tokens, wordpiece_tokens

LINE = (
    '[m7] 19:30 · Ana: "Yes, I did move to Porto last May, and the flat near the river is smaller than the one I '
    'had in Lisbon, but I love it so far."'
)

VOCABULARY = load_vocabulary()

# What OpenAI's o200k_base counts, as the package bpe-openai 0.1.4 gives it.
COUNTED_BY_O200K = [
    (LINE, 44),
    (
        "def _wordpiece(text: str) -> list[int]:\n    return [VOCABULARY[piece] for piece in text.split()]\n",
        28,
    ),
    ('{"id": "01890a5d-ac96-774b-bcce-b302099a8057", "score": 0.731, "at": "2026-06-02T19:30:00+01:00"}', 53),
    ("DON'T SHOUT AT ME IN ALL CAPITALS, PLEASE!", 13),
    ("naïve café résumé coöperate Ångström", 11),
    ("Tôi chuyển đến Đà Nẵng vào tháng năm. Em gái tôi thích ăn phở.", 21),
    ("Ich wohne seit dem Frühjahr in Köln, die Krankenversicherungsbescheinigung fehlt noch.", 20),
    ("Я переехал в Петербург в мае. Моя сестра любит пирожки с капустой.", 23),
    ("انتقلت إلى القاهرة في شهر مايو. أختي تحب القهوة بالحليب.", 18),
    ("मैं मई में जयपुर आ गया था। मेरी बहन को अदरक वाली चाय पसंद है।", 22),
    ("ฉันย้ายไปเชียงใหม่ในเดือนพฤษภาคม น้องสาวของฉันชอบดื่มกาแฟทุกเช้า", 27),
    ("五月に京都へ引っ越しました。妹は毎朝コーヒーを飲むのが好きです。", 25),
    ("我五月搬到了成都。我妹妹每天早上喜欢喝豆浆，昨天我们一起去了熊猫基地。", 23),
    ("저는 오월에 부산으로 이사했어요. 제 여동생은 커피를 좋아해요.", 24),
    ("በግንቦት ወር ወደ ባሕር ዳር ተዛወርኩ።", 45),
    ("🙂🙂👨‍👩‍👧❤️‍🔥🏳️‍🌈🦩", 22),
    ("e\u0301\u0301\u0301\u0301\u0301\u0301 z\u0336\u0336\u0336\u0336", 16),
]


@pytest.mark.parametrize(("text", "counted"), COUNTED_BY_O200K)
def test_the_default_count_is_an_upper_bound_in_every_script(text: str, counted: int) -> None:
    assert counted <= wordpiece_tokens(text) <= 6 * counted


def test_it_is_a_close_bound_for_english() -> None:
    text, counted = COUNTED_BY_O200K[0]
    assert wordpiece_tokens(text) <= 1.15 * counted


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("cat", 1), ("the cat", 2), ("don't", 3), ("cat\ncat\n", 4), ("cat      cat", 3), ("a_b", 3),
     ("CAT", 2), ("Cat", 1), ("café", 2), ("cafe\u0301", 3), ("🙂", 3), ("ሰ", 3), ("ሰላም", 9), ("\u200d\u200d", 4),
     ("\ud800", 3)],
)  # fmt: skip
def test_what_wordpiece_does_not_see_is_counted(text: str, tokens: int) -> None:
    assert wordpiece_tokens(text) == tokens


@given(st.text())
def test_a_count_is_never_below_the_word_pieces_nor_above_the_bytes_and_gaps(text: str) -> None:
    pieces = len(WordPiece(VOCABULARY).encode(text.lower())) - 2
    assert pieces <= wordpiece_tokens(text) <= 4 * len(text.encode("utf-8", "surrogatepass"))
    assert (wordpiece_tokens(text) == 0) <= all(
        char.isspace() or unicodedata.category(char)[0] == "C" for char in text
    )


def test_all_of_a_long_text_is_counted() -> None:
    assert wordpiece_tokens("cat " * 100_000) == 100_000
    assert wordpiece_tokens("x" * 100_000) >= 100_000 / 16


def test_the_words_of_a_text_are_spelled_as_they_stand_there() -> None:
    wordpiece = WordPiece(VOCABULARY)
    spelled = sorted(wordpiece.spell("Ana's \u200bcafé ሰላም 🙂!"))
    assert spelled == sorted(
        [("Ana", 1), ("'", 1), ("s", 1), ("\u200b", 0), ("café", 1), ("ሰላም", 0), ("🙂", 0), ("!", 1)]
    )
    assert not wordpiece._runs  # what it counts may be erased later


def test_threads_share_one_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tokens, "_loaded", None)
    loads: list[int] = []
    counts: list[int] = []

    def load() -> dict[str, int]:
        loads.append(1)
        return load_vocabulary()

    monkeypatch.setattr(embed, "load_vocabulary", load)
    threads = [threading.Thread(target=lambda: counts.append(wordpiece_tokens(LINE))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(loads), set(counts)) == (1, {wordpiece_tokens(LINE)})


def test_without_the_vocabulary_the_error_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_tokens, "_loaded", None)
    monkeypatch.setattr(_minilm, "_WEIGHTS", tmp_path)
    with pytest.raises(ModelError, match="reinstall"):
        wordpiece_tokens("cat")
    assert approximate_tokens("cat") == 1


@pytest.mark.slow
def test_a_line_is_counted_in_microseconds() -> None:
    wordpiece_tokens(LINE)
    took_s = min(timeit.repeat(lambda: wordpiece_tokens(LINE), number=200, repeat=5)) / 200
    assert took_s < 500e-6  # 15 on an idle machine


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("cat", 1), ("remember", 2), ("don't", 3), ("12345", 2), ("猫が好き", 4), ("a_b", 3), ("a  b", 3),
     ("a b", 2), ("🙂!", 2)],
)  # fmt: skip
def test_tokens_are_counted_about_right_without_a_vocabulary(text: str, tokens: int) -> None:
    assert approximate_tokens(text) == tokens
