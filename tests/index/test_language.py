import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.index._language import SAMPLE_CHARS, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the name of my sister's dog?", "en"),
        ("I love Los Angeles and the beach", "en"),
        ("don't you think we should go there", "en"),
        ("I’m allergic to peanuts", "en"),
        ("¿Dónde está la casa de mi hermana?", "es"),
        ("donde esta la casa de mi hermana", "es"),
        ("Minha irmã não gosta de café com leite", "pt"),
        ("eu nao sei onde ela mora", "pt"),
        ("Ma sœur n'aime pas le café au lait", "fr"),
        ("j'ai oublié où est-ce que tu habites", "fr"),
        ("Meine Schwester mag keinen Kaffee mit Milch", "de"),
        ("wo wohnt deine schwester jetzt", "de"),
        ("A mia sorella non piace il caffè con il latte", "it"),
        ("Mijn zus houdt niet van koffie met melk", "nl"),
        ("Min syster gillar inte kaffe och jag dricker te", "sv"),
        ("Hvad hedder din hund, og hvor bor den nu?", "da"),
        ("Hva heter hunden din, og hvorfor er den ikke med deg?", "no"),
        ("Sisareni ei pidä kahvista, mutta minä olen kahvinjuoja", "fi"),
        ("Moja siostra nie lubi kawy, ale ja się nią żywię", "pl"),
        ("Kız kardeşim kahve sevmiyor ama ben çok seviyorum", "tr"),
        ("Моя сестра не любит кофе с молоком", "ru"),
        ("Στην αδερφή μου δεν αρέσει ο καφές", "el"),
        ("أختي لا تحب القهوة مع الحليب", "ar"),
        ("خواهرم قهوه با شیر دوست ندارد", "fa"),
        ("אחותי לא אוהבת קפה", "he"),
        ("मेरी बहन को कॉफ़ी पसंद नहीं है", "hi"),
        ("我妹妹不喜欢喝咖啡", "zh"),
        ("妹はコーヒーが好きではありません", "ja"),
        ("내 여동생은 커피를 좋아하지 않아요", "ko"),
        ("น้องสาวของฉันไม่ชอบกาแฟ", "th"),
    ],
)
def test_a_short_sentence_tells_its_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "42", "Porto", "Ana Luca Porto 2023", "😀😀", "\u0301", "qwrtz"])
def test_a_text_without_evidence_has_no_language(text: str) -> None:
    assert detect_language(text) == ""


def test_a_word_that_several_languages_share_is_a_tie() -> None:
    assert detect_language("de") == ""


@pytest.mark.parametrize(
    "text", ["Vincent van Gogh painted the sunflowers", "We went from La Paz to Das Boot"]
)
def test_names_inside_a_sentence_do_not_speak_for_their_language(text: str) -> None:
    assert detect_language(text) == "en"


def test_a_text_all_in_capitals_is_read_too() -> None:
    assert detect_language("WHERE IS MY DOG AND WHAT DID YOU DO WITH IT") == "en"


def test_the_script_of_most_letters_decides() -> None:
    assert detect_language("My favourite word is 猫, which means cat") == "en"
    assert detect_language("我用 Python 写了一个小程序来整理照片") == "zh"


def test_a_stray_kana_does_not_make_chinese_japanese() -> None:
    assert detect_language("这家店的招牌上写着の字但是老板和服务员都是中国人而且菜单也全是中文") == "zh"


def test_decomposed_accents_are_read_as_composed() -> None:
    assert detect_language("na\u0303o sei") == detect_language("não sei") == "pt"


def test_only_the_beginning_is_read() -> None:
    beginning = "the cat and the dog ".ljust(SAMPLE_CHARS)
    assert detect_language(beginning + "не " * 100_000) == "en"


@pytest.mark.slow
def test_a_million_combining_marks_take_no_time() -> None:
    began = time.perf_counter()
    detect_language("a" + "\u0301\u0323" * 500_000)
    assert time.perf_counter() - began < 2


@given(st.text())
def test_any_text_has_one_language_or_none(text: str) -> None:
    assert len(detect_language(text)) in (0, 2)
