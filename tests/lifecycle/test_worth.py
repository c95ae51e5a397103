"""Which episodes promise to be asked for."""

from hypothesis import given
from hypothesis import strategies as st

from mnemic.lifecycle import Said, Signs, read_signs, worth
from mnemic.lifecycle._worth import WINDOW


def said(
    text: str, speaker: str | None = "Ana", role: str | None = "user", session: str | None = "s"
) -> Said:
    return Said(text, frozenset(hash(word) for word in text.casefold().split()), speaker, role, session)


def signs(text: str, *before: Said, role: str = "user") -> Signs:
    return read_signs([said(text, role=role)], before)[0]


turns = st.lists(
    st.builds(
        said,
        st.text(max_size=60)
        | st.sampled_from(["I moved to Porto in May.", "Really? Why?", "", "Gut, danke!"]),
        st.sampled_from(["Ana", "Bo", None]),
        st.sampled_from(["user", "assistant", None]),
        st.sampled_from(["s", "t"]),
    ),
    max_size=12,
)


@given(turns)
def test_signs_and_worth_lie_between_0_and_1(stream: list[Said]) -> None:
    for one in read_signs(stream):
        assert all(0.0 <= sign <= 1.0 for sign in one)
        assert 0.0 < worth(one) < 1.0


@given(turns, st.integers(0, 12))
def test_reading_in_parts_gives_the_same(stream: list[Said], cut: int) -> None:
    whole = read_signs(stream)
    assert read_signs(stream[:cut]) == whole[:cut]
    assert read_signs(stream[cut:], stream[:cut]) == whole[cut:]


def test_what_somebody_tells_of_themselves_outweighs_greetings_and_questions() -> None:
    stream = [
        said("Hey! How are you?"),
        said("Wow, that is so great to hear, good for you!", "Bo"),
        said("Last year I moved to Porto with my sister, to study marine biology."),
        said("What do you think about it? Would you like it there?", "Bo"),
    ]
    assert max(range(4), key=lambda place: worth(read_signs(stream)[place])) == 2


def test_an_answer_to_another_speakers_question_counts() -> None:
    asked = said("Where do you live?", "Bo")
    assert signs("In Porto.", asked).answer == 1.0
    assert signs("In Porto.", said("Where do I live?", "Ana")).answer == 0.0
    assert signs("In Porto.", said("Where do you live?", "Bo", session="t")).answer == 0.0
    assert signs("In Porto.", said("Nice.", "Bo")).answer == 0.0


def test_an_assistants_times_names_and_first_person_do_not_count() -> None:
    told = signs("I visited Lisbon last week.", said("Where?", "Bo"), role="assistant")
    assert (told.times, told.names, told.told, told.answer, told.borrowed) == (0.0, 0.0, 0.0, 0.0, 1.0)
    assert worth(signs("I visited Lisbon last week.")) > worth(told)


def test_what_was_said_before_is_not_new_until_long_after() -> None:
    text = "My bike is red."
    again = [said(text), *(said("mhm") for _ in range(WINDOW - 1)), said(text), said(text)]
    found = read_signs(again)
    assert found[0].new > 0.0
    assert found[-2].new == 0.0
    long_after = [said(text), *(said("mhm") for _ in range(WINDOW)), said(text)]
    assert read_signs(long_after)[-1].new == found[0].new


def test_times_are_read_in_several_languages() -> None:
    texts = ("It was yesterday", "Fue ayer", "Foi ontem", "C'était hier", "Das war gestern")
    assert [signs(text).times for text in texts] == [0.5] * 5
    assert all(signs(text).told for text in ("My cat", "Mi gato", "Meu gato", "Mon chat", "Meine Katze"))


def test_names_are_capitals_inside_a_sentence_but_not_of_the_speakers() -> None:
    assert signs("We met Clara in Rome. Then I left").names == 2 / 3
    assert signs("So I'm off, Ana. Été à la plage").names == 0.0


def test_a_question_tells_nothing_in_the_first_person() -> None:
    one = signs("Did you see my keys?")
    assert (one.told, one.asked) == (0.0, 1.0)
    assert one.addressed > 0.0


def test_an_empty_text_has_no_signs() -> None:
    assert set(signs("")) == {0.0}
