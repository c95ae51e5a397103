"""Procedures: what is told as a way of doing something, and what only looks like it."""

from __future__ import annotations

import pytest

from mnemic.form import Turn, procedures


@pytest.mark.parametrize(
    ("text", "goal", "steps"),
    [
        (
            "To deploy the site, first run the tests, then build the image and finally push it to prod.",
            "To deploy the site",
            ("run the tests", "build the image", "push it to prod"),
        ),
        (
            "Nice! Here's how I make pizza dough:\n1. Mix flour and water\n2. Let it rest\n3. Knead",
            "Nice! Here's how I make pizza dough",
            ("Mix flour and water", "Let it rest", "Knead"),
        ),
        (
            "When I get home from work I first feed the cat, then I water the plants. After that I cook.",
            "When I get home from work",
            ("feed the cat", "I water the plants", "I cook"),
        ),
        (
            "My morning routine is simple: first coffee, then a run, and then emails.",
            "My morning routine is simple",
            ("coffee", "a run", "emails"),
        ),
        (
            "Our release checklist:\nStep 1: freeze main\nStep 2: tag it\n\nThat's all.",
            "Our release checklist",
            ("freeze main", "tag it"),
        ),
    ],
)
def test_a_goal_with_steps_in_order_is_a_procedure(text: str, goal: str, steps: tuple[str, ...]) -> None:
    (found,) = procedures(Turn(text))
    assert (found.goal, found.steps) == (goal, steps)
    told = text[slice(*found.span)]
    assert told.startswith(goal)
    assert told.rstrip(".").endswith(steps[-1])


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday was great. First we went to the zoo, then we ate ice cream.",
        "To get there we first walked to the station, then took a train.",
        "Can you help me with how to plan: first buy tickets, then book a hotel?",
        "My list of things to do:\n1. Buy milk\n2. Call mum",
        "Give me the steps to do this:\n1. wash\n2. dry",
        "Our release checklist:\n1. freeze main",
        "Our release checklist:\n2. freeze main\n3. tag it",
        "How I work:\nslowly",
        "First the rain, then the sun, finally a rainbow.",
        "It was hard at first, but then it got easier.",
        "Translate this text: When I cook I first wash the rice, then I boil it.",
        "When I cook: first " + "stir " * 500 + ", then eat.",
    ],
)
def test_what_happened_once_or_was_asked_or_only_listed_is_none(text: str) -> None:
    assert procedures(Turn(text)) == ()


def test_each_of_two_procedures_is_found_in_order() -> None:
    text = "How we start:\n1. boot\n2. log in\nHow we stop:\n1. log out\n2. power off"
    assert [each.goal for each in procedures(Turn(text))] == ["How we start", "How we stop"]


@pytest.mark.parametrize(
    "unit", ["first ", "then, ", "when I first ", "1. a\n", ":\n1. a\n", "To do, first a, then b, "]
)
def test_a_hostile_turn_is_read_in_no_time(unit: str) -> None:
    import time

    started = time.perf_counter()
    procedures(Turn(unit * (20_000 // len(unit))))
    assert time.perf_counter() - started < 2
