import gc
import hashlib
import os
import struct
import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mnemic.index import _terms
from mnemic.index._terms import Analysis, analyze, clear_caches, decode, query_terms
from mnemic.index._words import words

any_text = st.text() | st.text("aeé1'.,:-_+#/@ tTzs ’´\u0301\u200d\u200cเก็猫のア한م", max_size=40)


def finds(question: str, text: str) -> bool:
    """Whether every word of *question* occurs in *text*, as a space of that one text would search."""
    analysis = analyze(text)
    stored = decode(analysis.blob).keys()
    asked = query_terms(question, {analysis.language})
    return bool(asked) and all(stored & set(term.hashes) for term in asked)


def shares_a_word(question: str, text: str) -> bool:
    analysis = analyze(text)
    stored = decode(analysis.blob).keys()
    return any(stored & set(term.hashes) for term in query_terms(question, {analysis.language}))


def in_context(context: str, text: str) -> str:
    """*text* after words that tell its language."""
    return f"{context} {text}"


ENGLISH = "what did you do with the"
SPANISH = "que es lo que hay con los"
PORTUGUESE = "eu não sei o que é uma"
FRENCH = "je ne sais pas ce que c'est avec les"
GERMAN = "ich weiß nicht was das ist und die"


# --- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("don't DON’T don´t dont", ["dont"] * 4),
        ("Ana's dog's James'", ["ana", "dog", "james"]),
        ("we'll they're I've", ["we", "ll", "they", "re", "i", "ve"]),
        ("l'homme qu’il dell'acqua", ["l", "homme", "qu", "il", "dell", "acqua"]),
        ("O'Brien at five o'clock", ["obrien", "at", "five", "oclock"]),
        ("'quoted' 'tis", ["quoted", "tis"]),
        ("e-mail", ["e", "mail", "email"]),
        ("user_id __init__", ["user", "id", "userid", "init"]),
        ("COVID-19", ["covid", "19", "covid19"]),
        ("mother-in-law's", ["mother", "in", "law", "motherinlaw"]),
        ("ana.silva@example.com", ["ana", "silva", "example", "com"]),
        ("https://example.com/a?q=b#c", ["https", "example", "com", "a", "q", "b", "c"]),
        ("3.14", ["3", "14", "3.14"]),
        ("10:30", ["10", "30", "10:30"]),
        ("2023-05-07", ["2023", "05", "07", "2023-05-07"]),
        ("7/5/2023.", ["7", "5", "2023", "7/5/2023"]),
        ("v2.1", ["v2", "1", "v2.1"]),
        ("1,000,000", ["1", "000", "000", "1000000"]),
        ("5kg 9pm", ["5kg", "5", "kg", "9pm", "9", "pm"]),
        ("C++ C# A+", ["c", "c++", "c", "c#", "a", "a+"]),
        ("a+b #tag issue#5", ["a", "b", "tag", "issue", "5"]),
        ("U.S.A. Node.js", ["u", "s", "a", "usa", "node", "js"]),
        ("camelCase", ["camelcase"]),
        ("Straße ﬁne Ａｂｃ m²", ["strasse", "fine", "abc", "m2"]),
        ("Mnemic™", ["mnemic"]),
        ("so\u00adft", ["soft"]),
        ("👍🏽 ❤️ 👩‍💻 🇧🇷🇵🇹", ["👍", "❤", "👩", "💻", "🇧🇷", "🇵🇹"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("தமிழ் மொழி", ["தமிழ்", "மொழி"]),
        ("كَتَبَ كتـــاب", ["كتب", "كتاب"]),
        ("שָׁלוֹם צה״ל", ["שלום", "צהל"]),
        ("می\u200cخواهم", ["می", "خواهم"]),
        ("за\u0301мок", ["замок"]),
        ("tiếng Việt", ["tiếng", "việt"]),
        ("", []),
        (" .,;!? -- '' ++ \u0301", []),
        ("\ud800x\udfff", ["x"]),
    ],
)
def test_words_are_what_a_person_would_search_for(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("猫", ["猫"]),
        ("北京人", ["北", "京", "人", "北京", "京人"]),
        ("私の猫はタマゴです", ["私", "の", "猫", "は", "タマ", "マゴ", "です"]),
        ("ｶﾀｶﾅ", ["カタ", "タカ", "カナ"]),
        ("서울에서 집", ["서울", "울에", "에서", "집"]),
        ("แมวน้ำ", ["แม", "มว", "วน้ํ", "น้ํา"]),
        ("iPhone手机 5月", ["iphone", "手", "机", "手机", "5", "月"]),
    ],
)
def test_scripts_without_spaces_give_pairs_of_characters(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_timestamp_gives_its_date_and_its_time() -> None:
    assert {"2023-05-07", "2023", "10:30:00"} <= set(words("2023-05-07T10:30:00Z"))


@given(any_text)
def test_words_of_a_word_contain_it(text: str) -> None:
    for word in words(text):
        assert word in words(word)


@given(st.text(st.characters(categories=["L", "N"])))
def test_no_letter_or_digit_is_dropped(text: str) -> None:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    expected = {c for c in folded if c.isalnum()} - set("\u02bc\u0640")  # an apostrophe, a stretch
    assert expected <= set("".join(words(text)))


# --- analysis --------------------------------------------------------------------------------------------


def test_the_term_list_is_hashes_and_counts_sorted_by_hash() -> None:
    analysis = analyze("cats cat dog")
    hashed = {
        term: int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")
        for term in ("cat", "dog")
    }
    records = sorted([(hashed["cat"], 2), (hashed["dog"], 1)])
    assert analysis == Analysis("", b"".join(struct.pack("<QI", *record) for record in records), 3)


def test_a_text_without_words_has_an_empty_term_list() -> None:
    assert analyze("…") == Analysis("", b"", 0)


def test_function_words_are_kept() -> None:
    assert analyze("the cat and the dog").length == 5


def test_a_damaged_term_list_does_not_decode() -> None:
    with pytest.raises(struct.error):
        decode(b"\0" * 13)


@given(any_text)
@example("\u0345\u0301ΰ")
@example("İ ŉ ǰ ΐ")
@example("I")
def test_any_text_has_a_sorted_term_list_without_repeats(text: str) -> None:
    analysis = analyze(text)
    hashes = [term for term, _ in struct.iter_unpack("<QI", analysis.blob)]
    assert hashes == sorted(set(hashes))
    assert sum(decode(analysis.blob).values()) == analysis.length == len(words(text))


@given(any_text)
def test_the_same_text_gives_the_same_analysis_with_cold_caches(text: str) -> None:
    warm = analyze(text)
    clear_caches()
    assert analyze(text) == warm


@given(any_text)
@settings(max_examples=300)
def test_every_word_of_a_text_finds_it(text: str) -> None:
    analysis = analyze(text)
    stored = decode(analysis.blob).keys()
    for word in words(text):
        asked = query_terms(word, {analysis.language})
        assert stored & {hashed for term in asked for hashed in term.hashes}


def test_another_process_computes_the_same_bytes() -> None:
    text = "Minha irmã não gosta de 猫 nem de C++ às 10:30"
    code = f"from mnemic.index._terms import analyze; print(analyze({text!r}).blob.hex())"
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    printed = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == analyze(text).blob.hex()


# --- finding ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("context", "asked", "told"),
    [
        (ENGLISH, "running dogs", "dog runs"),
        (ENGLISH, "adoption", "adopted"),
        (SPANISH, "canción", "canciones"),
        (SPANISH, "gatas corriendo", "gata corrió"),
        (PORTUGUESE, "gato comendo", "gatos comer"),
        (PORTUGUESE, "informação", "informações"),
        (FRENCH, "chevaux", "cheval"),
        (FRENCH, "étudiante", "étudiants"),
        (GERMAN, "Häuser", "Haus"),
        (GERMAN, "schöne Katzen", "schönen Katze"),
    ],
)
def test_inflected_words_find_each_other(context: str, asked: str, told: str) -> None:
    assert finds(in_context(context, asked), in_context(context, told))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Sao Paulo", in_context(PORTUGUESE, "viagem a São Paulo")),
        ("São Paulo", "a trip to Sao Paulo"),
        ("informacao", in_context(PORTUGUESE, "informação")),
        ("informação", in_context(PORTUGUESE, "informacao")),
        ("coracoes", in_context(PORTUGUESE, "corações")),
        ("cancion", in_context(SPANISH, "canción")),
        ("comia", in_context(SPANISH, "comía")),
        ("etudie", in_context(FRENCH, "étudié")),
        ("premiere", in_context(FRENCH, "première")),
        ("Muller", in_context(GERMAN, "Müller")),
        ("Mueller", in_context(GERMAN, "Müller")),
        ("strasse", in_context(GERMAN, "Straße")),
        ("Lodz Malmo Tromso", "from Łódź to Malmö to Tromsø"),
        ("елка", "ёлка"),
    ],
)
def test_unaccented_and_accented_spellings_find_each_other(question: str, text: str) -> None:
    assert finds(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("猫", "我养了一只猫很可爱"),
        ("里斯本", "她三月份要搬到里斯本住"),
        ("寿司", "昨日の夜は寿司を食べました"),
        ("コーヒー", "妹はコーヒーが好きです"),
        ("東京", "来月東京に引っ越します"),
        ("서울", "저는 서울에서 살아요"),
        ("กาแฟ", "ฉันไม่ชอบดื่มกาแฟตอนเช้า"),
    ],
)
def test_a_question_finds_a_word_inside_unspaced_text(question: str, text: str) -> None:
    assert finds(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("e-mail", "send an email"),
        ("猫叫什么名字？", "我的猫叫咪咪"),
        ("猫の名前は何ですか", "うちの猫はタマといいます"),
        ("여동생이 어디로 이사해요?", "내 여동생은 리스본으로 이사 갑니다"),
    ],
)
def test_a_whole_question_shares_words_with_its_answer(question: str, text: str) -> None:
    assert shares_a_word(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("email", "send an e-mail"),
        ("covid19", "she had COVID-19"),
        ("10:30", "at 10:30pm"),
        ("9 pm", "at 9pm"),
        ("2023-05-07", "on 2023-05-07T10:30:00Z"),
        ("2023", "on 2023-05-07"),
        ("1000", "for $1,000"),
        ("c++", "writes C++11"),
        ("C#", "writes C#."),
        ("usa", "from the U.S.A."),
        ("example.com", "mail ana@example.com"),
        ("dont", "I don't"),
        ("brother", "my brother’s car"),
        ("👍", "fine 👍🏿"),
        ("cats", "我用 cat 命令"),
        ("книги", "she said книга twice"),
    ],
)
def test_other_ways_to_write_a_thing_find_it(question: str, text: str) -> None:
    assert finds(question, text)


@pytest.mark.parametrize(
    ("question", "text"), [("well", "we'll go"), ("shell", "she'll go"), ("c++", "vitamin c")]
)
def test_words_that_only_look_alike_do_not_match(question: str, text: str) -> None:
    assert not finds(question, text)


# --- questions -------------------------------------------------------------------------------------------


def asked_words(text: str, *languages: str) -> list[str]:
    return [term.word for term in query_terms(text, languages)]


def test_function_words_of_the_questions_language_are_not_looked_up() -> None:
    assert asked_words("What is the name of my dog?", "en") == ["name", "dog"]
    assert asked_words("¿Cómo se llama mi perro?", "es") == ["llama", "perro"]
    assert asked_words("猫の名前は", "ja") == ["猫", "名", "前", "名前"]


def test_function_words_of_a_language_the_space_does_not_hold_are_names() -> None:
    assert asked_words("die hard", "en") == ["die", "hard"]


def test_a_question_of_function_words_alone_keeps_them() -> None:
    assert asked_words("What was it?", "en") == ["what", "was", "it"]


def test_words_that_stem_alike_are_one() -> None:
    assert asked_words("dog dogs Dog", "en") == ["dog"]


def test_a_query_word_matches_under_every_language_of_the_space() -> None:
    spanish = analyze(in_context(SPANISH, "corriendo"))
    english = analyze(in_context(ENGLISH, "corriendo"))
    assert (spanish.language, english.language) == ("es", "en")
    (term,) = query_terms("corriendo", {"es", "en"})
    assert all(decode(stored.blob).keys() & set(term.hashes) for stored in (spanish, english))


def test_undetermined_and_unstemmed_languages_count_as_english() -> None:
    assert query_terms("cats", [""]) == query_terms("cats", ["en"]) == query_terms("cats", ["zh"])
    assert query_terms("cats", []) == query_terms("cats", ["en"])


def test_the_order_of_the_languages_does_not_matter() -> None:
    assert query_terms("corriendo", ["es", "en"]) == query_terms("corriendo", ["en", "es", ""])


@given(any_text, st.sets(st.sampled_from(["", "en", "pt", "de", "zh", "ar", "xx"])))
def test_query_words_and_their_hashes_are_distinct(text: str, languages: set[str]) -> None:
    asked = query_terms(text, languages)
    assert len({term.word for term in asked}) == len(asked)
    assert all(term.hashes and len(set(term.hashes)) == len(term.hashes) for term in asked)
    assert bool(asked) == bool(words(text))


# --- caches and cost -------------------------------------------------------------------------------------


def test_cleared_caches_hold_no_words() -> None:
    analyze("Rumpelstiltskin")
    assert any("rumpelstiltskin" in known for known in _terms._caches.hashes.values())
    clear_caches()
    assert not _terms._caches.hashes


def test_caches_stay_within_their_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_terms, "_CACHED_WORDS", 10)
    clear_caches()
    text = " ".join(f"word{n}" for n in range(1000))
    assert analyze(text).length == 1000
    assert sum(map(len, _terms._caches.hashes.values())) <= 10
    assert finds("word7 word999", text)


def test_long_tokens_are_hashed_but_not_cached() -> None:
    clear_caches()
    token = "a" * 10_000
    assert finds(token, token)
    assert not any(_terms._caches.hashes.values())


PATHOLOGICAL = {
    "one letter": "a",
    "one accented letter": "é",
    "combining marks": "\u0301\u0323",
    "a letter under marks": "a\u0315\u0300\u05ae",
    "emoji families": "👨\u200d👩\u200d👧",
    "flag letters": "🇧",
    "one ideograph": "的",
    "jamo": "\u1100",
    "devanagari syllables": "हि",
    "thai tone marks": "ก\u0e48\u0e48",
    "zero-width joins": "م\u200c",
    "initials": "a.",
    "elisions": "l'",
    "hyphens": "a-",
    "thousands": "100,",
    "timestamps": "2023-05-07t",
    "pluses": "c+",
    "underscores": "_",
    "digits": "1",
}


@pytest.mark.slow
@pytest.mark.parametrize("unit", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_a_million_characters_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = "x" + unit * (size // len(unit))
        # What the collector takes depends on everything else that is in memory.
        gc.collect()
        gc.disable()
        try:
            began = time.thread_time()
            analyze(text)
            return time.thread_time() - began
        finally:
            gc.enable()

    seconds(1000)
    # Quadratic time would be sixteenfold; the floor keeps timer noise out of the quotient.
    short, long = (min(seconds(size) for _ in range(3)) for size in (250_000, 1_000_000))
    assert long < 12 * max(short, 0.05)
