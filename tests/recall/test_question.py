"""What a question asks, read from its words."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.errors import NaiveTimeError
from mnemic.recall import Question, read_question

AT = datetime(2023, 5, 8, 13, 56, tzinfo=UTC)
SPEAKERS = ("Ana", "Luis", "Melanie", "Will", "Mark Twain", "José Luis", "小明")


def read(text: str, *names: str) -> Question:
    return read_question(text, asked_at=AT, names=names or SPEAKERS)


def all_of(question: Question) -> tuple[object, ...]:
    """Return everything that a question tells."""
    return (question.kind, question.names, question.entities, question.dates, question.about, question.content,
            question.parts, question.several)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who gave me the mixer?", "who"),
        ("I received a ring last Saturday from whom?", "who"),
        ("When did Ana move?", "when"),
        ("How long has she lived there?", "when"),
        ("What year did it start?", "when"),
        ("For how long has Luis had his snakes?", "when"),
        ("Since when has Ana been vegan?", "when"),
        ("Where do I keep my sneakers?", "where"),
        ("What country is her grandma from?", "where"),
        ("At which university did I study?", "where"),
        ("How many books did I read?", "count"),
        ("How much did it cost?", "count"),
        ("How often do I see my therapist, Dr. Smith?", "count"),
        ("What is the total cost of the trip?", "count"),
        ("Which trip did I take first, the one to Rome or the one to Paris?", "which_first"),
        ("Who did I meet first, Mark and Sarah or Tom?", "which_first"),
        ("Which event happened first: the move or the wedding?", "which_first"),
        ("What is the order of the museums I visited?", "which_first"),
        ("In what order did I visit them?", "which_first"),
        ("Did Ana like it?", "yes_no"),
        ("Is Oscar Ana's pet?", "yes_no"),
        ("Will Will come to the party?", "yes_no"),
        ("Can you recommend a show for tonight?", "preference"),
        ("I am planning a weekend; do you have any suggestions?", "preference"),
        ("My kitchen's a mess again. Any tips for keeping it clean?", "preference"),
        ("What would Ana like for her birthday?", "preference"),
        ("Why did Ana leave?", "why"),
        ("What was the reason she left?", "why"),
        ("How did Ana handle it?", "how"),
        ("What did Ana paint?", "open"),
        ("what books has ana read", "open"),
        ("Tell me about Ana's trip", "open"),
        ("Can you remind me what you said?", "open"),
        ("When did I first try sushi?", "when"),
        ("What was the first film I saw?", "open"),
        ("Ana moved to Porto.", "statement"),
        ("", "statement"),
        ("¿Quién llamó ayer?", "who"),
        ("¿Cuándo fue Ana a Lisboa?", "when"),
        ("¿Dónde vive Ana?", "where"),
        ("¿Cuántos libros leí?", "count"),
        ("¿Por qué se fue?", "why"),
        ("¿Cómo se llama?", "how"),
        ("¿Qué pintó Ana?", "open"),
        ("¿Te gusta el café?", "yes_no"),
        ("¿Quién llegó primero, Ana o Luis?", "which_first"),
        ("Qui a appelé hier ?", "who"),
        ("Quand est-ce que Ana est partie ?", "when"),
        ("Où ai-je acheté mon vélo ?", "where"),
        ("Combien de livres ai-je lus ?", "count"),
        ("Pourquoi est-elle partie ?", "why"),
        ("Qu'est-ce que j'ai mangé hier ?", "open"),
        ("Est-ce que tu aimes le café ?", "yes_no"),
        ("Wer hat gestern angerufen?", "who"),
        ("Wann war Ana in Lissabon?", "when"),
        ("Wohin ist Ana gezogen?", "where"),
        ("Wie viele Bücher habe ich gelesen?", "count"),
        ("Warum ist sie gegangen?", "why"),
        ("Welche Reise war zuerst, die nach Rom oder die nach Paris?", "which_first"),
        ("Was habe ich gestern gegessen?", "open"),
        ("Quem ligou ontem?", "who"),
        ("Quando é que a Ana se mudou?", "when"),
        ("Onde mora a Ana?", "where"),
        ("Quantos livros eu li no mês passado?", "count"),
        ("O que você me recomendou ontem?", "open"),
        ("小明上周去了哪里？", "open"),
        ("Где живёт Анна?", "open"),
    ],
)  # fmt: skip
def test_the_kind_of_answer_is_read(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What did Luis give Ana?", ("Luis", "Ana")),
        ("what does melanie's brother do?", ("Melanie",)),
        ("What does Mel like?", ("Melanie",)),
        ("What does ANA like?", ("Ana",)),
        ("Will Will come?", ("Will",)),
        ("Will you come?", ()),
        ("What will Ana do?", ("Ana",)),
        ("What did I mark?", ()),
        ("What did Mark say?", ("Mark Twain",)),
        ("Who is Mark Twain?", ("Mark Twain",)),
        ("Did Jose Luis call?", ("José Luis",)),
        ("Can Mela swim?", ("Melanie",)),
        ("Is Anabel here?", ()),
        ("小明上周去了哪里？", ("小明",)),
        ("Where am I?", ()),
    ],
)  # fmt: skip
def test_the_speakers_are_found_as_they_were_given(text: str, names: tuple[str, ...]) -> None:
    assert read(text).names == names


def test_a_nickname_that_two_speakers_share_names_nobody() -> None:
    assert read("What does Mel like?", "Melanie", "Melissa").names == ()
    assert read("What does John like?", "John Adams", "John Brown").names == ()
    assert read("What does John like?", "John", "John Brown").names == ("John",)


def test_roles_are_no_names() -> None:
    question = read("What did the user say, and the assistant?", "user", "assistant")
    assert question.names == ()


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("When did I book the Airbnb in Sacramento?", ("Airbnb", "Sacramento")),
        ("Which came first, 'Effective Time Management' or \"The Power\"?", ("Effective Time Management", "The Power")),
        ("Is it Max's bed at the Museum of Modern Art?", ("Max", "Museum of Modern Art")),
        ("Did I see Dr. Smith or C. S. Lewis?", ("Dr. Smith", "C. S. Lewis")),
        ("How many trips did my Canon EOS 80D make?", ("Canon EOS 80D",)),
        ("Yesterday I saw Ana in May. Paris was cold.", ()),
        ("What's a Star Wars-related film?", ("Star Wars",)),
        ("Wo liegt mein Buch \"Faust\" in der Küche?", ("Faust",)),
        ("Where do I keep my bike?", ()),
    ],
)  # fmt: skip
def test_other_names_and_titles_are_kept_whole(text: str, entities: tuple[str, ...]) -> None:
    assert read(text).entities == entities


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("What did you recommend for dinner?", "assistant"),
        ("Remind me what you said about taxes", "assistant"),
        ("In our previous conversation, which tool was best?", "assistant"),
        ("What was your suggestion?", "assistant"),
        ("I was going over our previous chat. I mentioned a show, which one was it?", "user"),
        ("Where do I keep my sneakers?", "user"),
        ("What is our wifi password?", "user"),
        ("What did Ana tell me?", None),
        ("What is the capital of Peru?", None),
        ("¿Qué me recomendaste?", "assistant"),
        ("¿Dónde están mis llaves?", "user"),
        ("Tu m'as recommandé quoi ?", "assistant"),
        ("Où est mon vélo ?", "user"),
        ("Was hast du mir empfohlen?", "assistant"),
        ("Wo ist mein Fahrrad?", "user"),
        ("O que você me recomendou?", "assistant"),
        ("Onde está minha bicicleta?", "user"),
    ],
)  # fmt: skip
def test_whose_words_are_asked_for_is_read(text: str, about: str | None) -> None:
    assert read(text).about == about


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("When did Ana adopt a puppy last year?", "adopt a puppy"),
        ("What is Luis's favourite book series?", "favourite book series"),
        ("How many Italian restaurants have I tried in my city?", "Italian restaurants tried in my city"),
        ("Can you please remind me of the name of the hotel?", "name of the hotel"),
        ("I was thinking back to our previous conversation about taxes, can you remind me what form it was?",
         "taxes form it"),
        ("Can you suggest some accessories for my phone?", "accessories for my phone"),
        ("Is it Ana?", "Is it Ana?"),
        ("?", "?"),
        ("¿Cuántos libros leí en mayo?", "libros leí"),
        ("Wann war Ana in Lissabon?", "in Lissabon"),
    ],
)  # fmt: skip
def test_the_content_is_what_a_question_is_about(text: str, content: str) -> None:
    assert read(text).content == content


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Which event did I attend first, the workshop or the webinar?", ("the workshop", "the webinar")),
        ("Who came first: Ana, Luis or Tom?", ("Ana", "Luis", "Tom")),
        ("How many days passed between the day I bought tea and cake and the day I left?",
         ("the day I bought tea and cake", "the day I left")),
        ("What do both Rust and Go offer?", ("Rust", "Go offer")),
        ("How much dearer was the taxi compared to the train?", ("dearer was the taxi", "the train")),
        ("What did I do between March and June?", ("What did I do between March and June?",)),
        ("¿Quién llegó primero, Ana o Luis?", ("Ana", "Luis")),
    ],
)  # fmt: skip
def test_the_parts_of_a_question_are_told_apart(text: str, parts: tuple[str, ...]) -> None:
    question = read(text)
    if len(parts) == 1:
        assert question.parts == (question.content,)
    else:
        assert question.parts == parts
        assert question.several


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("What books has Ana read?", True),
        ("How many restaurants have I tried?", True),
        ("What do Ana and Luis have in common?", True),
        ("What does Ana do to relax?", True),
        ("What is the order of my trips?", True),
        ("How long had I lived there when I met her?", True),
        ("How many followers do I have now?", False),
        ("How old is Ana?", False),
        ("What is Ana's dog called?", False),
        ("When did Ana move?", False),
        ("Can you suggest some activities?", False),
        ("Remind me how many eggs you said we need", False),
    ],
)  # fmt: skip
def test_whether_the_answer_lies_in_several_memories_is_guessed(text: str, several: bool) -> None:
    assert read(text).several is several


def test_the_dates_are_those_of_the_asker() -> None:
    (date,) = read("What did I buy last week?").dates
    assert (date.text, date.since.day, date.until.day) == ("last week", 1, 8)
    assert [date.text for date in read("Quantos livros eu li no mês passado?").dates] == ["no mês passado"]


def test_a_question_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTimeError):
        read_question("When?", asked_at=datetime(2023, 5, 8), names=())  # noqa: DTZ001


WORDS = """
    what which who when where how many much did do does you I my Ana Mel's Will may 'A b' " or and between both , ? .
    last week the remind me of first order would like any tips our previous conversation about ¿ 哪里 Иван İ é A. Dr.
"""


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join)))
def test_any_text_is_read_and_read_alike(text: str) -> None:
    question = read(text)
    assert all_of(question) == all_of(read(text))
    assert question.content or not text
    assert question.content in question.parts or len(question.parts) > 1
    assert all(question.parts) or not text
    assert set(question.names) <= set(SPEAKERS)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["which ", "which first ", "a, b or c ", "between a and ", "'a ", "A ", "A. ", "Dr. ", "would x ", "Mel ", "?",
     "how long had ", "remind me of ", "The of ", "what xs ", "so, ", "in x, "],
)  # fmt: skip
def test_hostile_questions_are_read_in_time_proportional_to_their_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + "?"
        start = time.process_time()
        all_of(read(text))
        return time.process_time() - start

    seconds(1000)
    short, long = seconds(10_000), seconds(100_000)
    assert long < 5
    assert long < 30 * short + 0.05
