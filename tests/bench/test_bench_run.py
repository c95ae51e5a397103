"""Runs: what the systems find on the same store, and the figures that come of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench_data import CHAT, FRUITS, QUESTIONS, TOWNS, Sure, as_system, fruit, normal, own, written

import mnemic
from mnemic.bench import MEASURES, SYSTEMS, Dataset, Outcome, Place, Settings, chosen, load, run, summarise
from mnemic.errors import ArgumentError

HASH: dict[str, Any] = {"embedder": "hash", "rounds": 50}


def measured(data: Dataset, *names: str, **settings: Any) -> Outcome:
    return run(data, Settings(systems=chosen(names), **{**HASH, **settings}))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return measured(fruit(tmp_path_factory.mktemp("fruit")))


@pytest.fixture(scope="module")
def figures(outcome: Outcome) -> dict[str, Any]:
    return summarise(outcome)


def test_every_question_is_put_to_every_system(outcome: Outcome) -> None:
    asked = {(row.system, row.question.id) for row in outcome.asked}
    assert len(asked) == len(outcome.asked) == 5 * 14
    assert [row.question.id for row in outcome.of("bm25")] == [row.question.id for row in outcome.of("full")]


def test_words_find_the_fruit(figures: dict[str, Any]) -> None:
    for name in ("mnemic", "bm25"):
        assert figures["systems"][name]["measures"]["R@5"]["mean"] == 1.0
    assert figures["systems"]["bm25"]["measures"]["nDCG@10"]["mean"] == 1.0


def test_a_conversation_is_never_answered_from_another(outcome: Outcome) -> None:
    for row in outcome.asked:
        head = row.question.conversation.split()[0]
        assert {turn.split("/")[0] for turn in row.ranked} <= {head}


def test_bm25_goes_by_words_and_dense_by_meaning(tmp_path: Path) -> None:
    questions = [{"question": "salmon", "gold": ["b"]}]
    outcome = measured(own(tmp_path, questions=questions), "bm25", "dense")
    assert outcome.of("bm25")[0].ranked == ("b",)
    assert set(outcome.of("dense")[0].ranked) == {"a", "b"}


@pytest.mark.model
@pytest.mark.parametrize(("name", "channel"), [("bm25", "lexical"), ("dense", "dense")])
def test_a_control_ranks_by_its_one_channel_and_nothing_else(tmp_path: Path, name: str, channel: str) -> None:
    control = getattr(SYSTEMS[name], "pipeline")  # noqa: B009 - a System need not have one
    with mnemic.open(tmp_path / "memory.db", embedder="minilm", pipeline=control) as memory:
        for number, fruit_ in enumerate(FRUITS):
            told = [f"I bought {fruit_} in {town}, {number} of them." for town in TOWNS]
            memory.remember_many(
                {"content": text, "session": fruit_} for text in (*told, f"{fruit_}? {fruit_}!")
            )
        memory.flush()
        found = memory.recall("How many figs did you buy in Faro?", limit=50, explain=True)
    assert {tuple(seen.channel for seen in hit.channels) for hit in found} == {(channel,)}
    scores = [hit.channels[0].score or 0 for hit in found]
    assert len(set(scores)) > 1
    assert scores == sorted(scores, reverse=True)


def test_full_returns_everything_in_no_order_and_takes_no_time(
    outcome: Outcome, figures: dict[str, Any]
) -> None:
    row = outcome.of("full")[0]
    assert len(row.ranked) == 6
    assert row.ms is None
    full = figures["systems"]["full"]
    assert full["ranks"] is False
    assert full["recall_ms"] is None
    assert full["measures"]["R"]["mean"] == 1.0
    assert {name for name, value in full["measures"].items() if value} == {"R"}
    assert full["tokens"]["mean"] > figures["systems"]["last-k"]["tokens"]["mean"] / 2


def test_last_k_shows_the_newest_turns_first(tmp_path: Path) -> None:
    outcome = measured(fruit(tmp_path), "last-k", limit=2)
    assert outcome.of("last-k")[0].ranked == ("c0/t12", "c0/t11")


def test_last_k_does_not_look_into_the_future(tmp_path: Path) -> None:
    asked = [QUESTIONS[0], {"question": "And now?", "gold": ["b"]}]
    outcome = measured(own(tmp_path, chat=CHAT[::-1], questions=asked), "last-k")
    assert [row.ranked for row in outcome.of("last-k")] == [("a",), ("b", "a")]


def test_turns_without_times_keep_the_order_of_the_file(tmp_path: Path) -> None:
    chat = [{"id": "z", "text": "One."}, CHAT[0], {"id": "y", "text": "Two."}]
    outcome = measured(own(tmp_path, chat=chat, questions=[QUESTIONS[0]]), "last-k")
    assert outcome.of("last-k")[0].ranked == ("a", "y", "z")


def test_last_k_before_anything_was_said_shows_nothing(tmp_path: Path) -> None:
    early = [{**QUESTIONS[0], "asked_at": "2020-01-01T00:00:00+00:00"}]
    [row] = measured(own(tmp_path, questions=early), "last-k").asked
    assert row.ranked == ()
    assert row.tokens == 0


def test_long_conversations_are_shown_whole(tmp_path: Path) -> None:
    chat = [{"id": f"t{number}", "text": f"Line {number}."} for number in range(1001)]
    [row] = measured(own(tmp_path, chat, [{"question": "Line?", "gold": ["t0"]}]), "full").asked
    assert row.ranked == tuple(f"t{number}" for number in range(1000, -1, -1))


def test_unanswerable_questions_have_no_measures(outcome: Outcome) -> None:
    row = next(row for row in outcome.of("mnemic") if not row.question.gold)
    assert row.scores == {}
    assert row.ms is not None


def test_types_are_measured_apart(figures: dict[str, Any]) -> None:
    by_type = figures["systems"]["mnemic"]["by_type"]
    assert {name: part["questions"] for name, part in by_type.items()} == {"even": 6, "odd": 6}


def test_differences_are_taken_question_by_question(figures: dict[str, Any]) -> None:
    assert list(figures["differences"]) == ["bm25", "dense", "last-k", "full"]
    to_full = figures["differences"]["full"]
    assert to_full["R@10"] is None
    assert to_full["R"]["mean"] == pytest.approx(figures["systems"]["mnemic"]["measures"]["R"]["mean"] - 1)
    assert to_full["tokens"] is not None
    assert to_full["accuracy"] is None


def test_without_mnemic_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert summarise(measured(own(tmp_path), "bm25", "dense"))["differences"] == {}


def test_conversations_give_a_second_interval(figures: dict[str, Any], tmp_path: Path) -> None:
    assert figures["systems"]["dense"]["measures"]["R@5"]["by_conversation"] is not None
    alone = summarise(measured(own(tmp_path), "bm25"))
    assert alone["systems"]["bm25"]["measures"]["R@5"]["by_conversation"] is None


def test_times_are_told_by_percentiles(figures: dict[str, Any]) -> None:
    times = figures["systems"]["mnemic"]["recall_ms"]
    assert times["questions"] == 14
    assert times["p50"] <= times["p95"] <= times["p99"] <= times["quantiles"][-1]
    assert figures["adding"]["turns"] == 12
    assert figures["adding"]["turns_per_s"] > 0


def test_without_sessions_their_measures_are_null(tmp_path: Path) -> None:
    chat = [{"id": turn["id"], "text": turn["text"]} for turn in CHAT]
    measures = summarise(measured(own(tmp_path, chat=chat), "bm25"))["systems"]["bm25"]["measures"]
    assert measures["sess any@5"] is measures["sess all@5"] is None
    assert set(measures) == set(MEASURES)


def test_a_confidence_is_compared_with_what_came_true(tmp_path: Path) -> None:
    outcome = run(fruit(tmp_path), Settings(systems=[as_system(Sure())], **HASH))
    sure = summarise(outcome)["systems"]["mnemic"]["confidence"]
    assert sure["given"] == 14
    assert sure["unanswerable"]["roc_area"] == sure["wrong_conversation"]["roc_area"] == 1.0
    assert sure["unanswerable"]["questions"] == [12, 2]
    assert sure["wrong_conversation"]["questions"] == [12, 12]
    assert sure["brier"] == pytest.approx((12 * 0.1**2 + 2 * 0.2**2) / 14, abs=1e-6)
    assert {row.elsewhere for row in outcome.asked} == {0.2, None}


def test_one_conversation_has_no_wrong_one(tmp_path: Path) -> None:
    outcome = run(own(tmp_path), Settings(systems=[as_system(Sure())], **HASH))
    sure = summarise(outcome)["systems"]["mnemic"]["confidence"]
    assert sure["wrong_conversation"] is None
    assert sure["unanswerable"] is not None


def test_without_a_confidence_its_figures_are_null(figures: dict[str, Any]) -> None:
    assert figures["systems"]["last-k"]["confidence"] is None


def test_what_was_less_than_it_could_be_is_counted(tmp_path: Path) -> None:
    system = as_system(Sure(degraded=("vectors_pending",)))
    told = summarise(run(own(tmp_path), Settings(systems=[system], **HASH)))["systems"]["mnemic"]
    assert told["degraded"] == {"vectors_pending": 3}


def test_progress_runs_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    run(own(tmp_path), Settings(systems=chosen(["bm25"]), **HASH), progress=lambda *step: seen.append(step))
    assert seen[0] == ("Taking turns in", 0, 2)
    assert ("Taking turns in", 2, 2) in seen
    assert seen[-1] == ("Asking", 3, 3)


def test_a_sample_is_all_that_is_taken_in(tmp_path: Path) -> None:
    outcome = measured(fruit(tmp_path, conversations=3), "bm25", questions=1)
    assert outcome.turns == 6
    assert len(outcome.data.questions) == 1


def test_the_embedder_may_be_an_object_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert measured(own(tmp_path), "bm25", embedder=mnemic.embed.HashEmbedder(32)).embedder == "hash:32"
    monkeypatch.setattr("mnemic.index._models.DEFAULT_EMBEDDER", "hash")
    assert measured(own(tmp_path), "bm25", embedder=None).embedder == "hash"


def test_a_turn_that_cannot_be_kept_is_told_with_its_conversation(tmp_path: Path) -> None:
    data = normal()
    data["sessions"]["c0/s0"]["turns"][0]["text"] = "a\x00b"
    read = load("locomo", [written(tmp_path / "x.json", data)])
    with pytest.raises(ArgumentError, match="conversation 'c0 #1', session 'c0/s0'"):
        measured(read, "bm25")


@pytest.mark.parametrize("bad", [{"questions": 0}, {"limit": 0}, {"rounds": 1}])
def test_settings_that_measure_nothing_are_refused(bad: dict[str, Any]) -> None:
    [(name, value)] = bad.items()
    with pytest.raises(ArgumentError, match=f"{name}={value} cannot be used"):
        Settings(**bad)


def test_systems_are_chosen_by_name_in_their_own_order() -> None:
    assert [system.name for system in chosen(["full", "mnemic"])] == ["mnemic", "full"]
    assert [system.name for system in chosen([])] == list(SYSTEMS)
    with pytest.raises(ArgumentError, match="no system 'bm52'; did you mean bm25"):
        chosen(["bm52"])
    with pytest.raises(ArgumentError, match="no system 'zzz'; There are: mnemic"):
        chosen(["zzz"])


def test_the_first_recall_of_a_store_is_not_timed(tmp_path: Path) -> None:
    asked: list[str] = []
    data = own(tmp_path)
    with mnemic.open(tmp_path / "memory.db", embedder="hash", space="s") as memory:
        memory.remember("I moved to Porto.", metadata={"turn": "a"})
    [conversation] = data.conversations.values()
    place = Place(
        store=tmp_path / "memory.db", space="s", conversation=conversation, limit=5, embedder="hash"
    )
    real = mnemic.Memory.recall

    def watched(self: mnemic.Memory, query: str, **arguments: Any) -> Any:
        asked.append(query)
        return real(self, query, **arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mnemic.Memory, "recall", watched)
        with SYSTEMS["mnemic"].open(place) as ask:
            ask(data.questions[0])
    assert asked == ["warm up", "Where did Ana move?"]
