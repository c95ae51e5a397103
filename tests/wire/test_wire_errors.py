"""Every error crosses the wire and comes back as what it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mnemic import errors
from mnemic.errors import MnemicError
from mnemic.wire import code_of, codes, error_from_dict, error_to_dict, status_of


def _tree(root: type[MnemicError]) -> Iterator[type[MnemicError]]:
    yield root
    for child in root.__subclasses__():
        if child.__module__ == "mnemic.errors":
            yield from _tree(child)


TREE = sorted(_tree(MnemicError), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", TREE, ids=lambda kind: kind.__name__)
def test_an_error_comes_back_as_the_class_it_was(kind: type[MnemicError]) -> None:
    error = kind("what was met, why, and the way out")
    sent = error_to_dict(error)
    back = error_from_dict(sent, status_of(error))
    assert type(back) is kind
    assert str(back) == str(error)
    assert sent["retryable"] is isinstance(error, errors.RetryableError)
    assert codes()[sent["code"]] == status_of(error)


def test_codes_are_the_names_of_the_classes_and_no_two_are_alike() -> None:
    assert len({code_of(kind("x")) for kind in TREE}) == len(TREE)
    assert code_of(errors.CubeNotFound("x")) == "cube_not_found"
    assert code_of(errors.NotAMnemicStore("x")) == "not_a_mnemic_store"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.ArgumentError("x"), 422),
        (errors.FilterError("x"), 422),
        (errors.CubeNotFound("x"), 404),
        (errors.VersionConflict("x"), 409),
        (errors.ReadOnlyStore("x"), 409),
        (errors.EmbedderMismatch("x"), 409),
        (errors.ModelBudgetExceeded("x"), 409),
        (errors.StoreBusy("x"), 503),
        (errors.ModelUnavailable("x"), 503),
        (errors.StoreClosed("x"), 503),
        (errors.StoreFull("x"), 507),
        (errors.StoreCorrupted("x"), 500),
        (errors.MissingExtra("x"), 500),
        (errors.ForkedHandle("x"), 500),
        (errors.Unauthorized("x"), 401),
        (errors.Forbidden("x"), 403),
        (errors.PayloadTooLarge("x"), 413),
        (errors.TooManyRequests("x"), 429),
        (errors.BadRequest("x"), 400),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_status_says_what_the_caller_can_do(error: MnemicError, status: int) -> None:
    assert status_of(error) == status


def test_what_an_error_carries_comes_along() -> None:
    refused = error_from_dict(error_to_dict(errors.UndoRefused("x", ("a", "b"))), 409)
    assert isinstance(refused, errors.UndoRefused)
    assert refused.dependents == ("a", "b")
    paused = error_from_dict(error_to_dict(errors.TooManyRequests("x", 2.5)), 429)
    assert isinstance(paused, errors.TooManyRequests)
    assert paused.retry_after_s == 2.5


def test_what_a_model_replied_stays_where_it_is() -> None:
    assert "secret" not in str(error_to_dict(errors.ModelReplyError("x", reply="a secret")))


def test_an_error_of_a_subclass_is_told_as_what_everybody_knows() -> None:
    class Special(errors.StoreBusy):
        pass

    assert code_of(Special("x")) == "store_busy"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, errors.NotFound),
        (409, errors.Conflict),
        (422, errors.ArgumentError),
        (503, errors.RetryableError),
        (500, errors.ServerError),
        (502, errors.ServerUnavailable),
        (504, errors.ServerUnavailable),
        (418, errors.BadRequest),
        (599, errors.ServerError),
    ],
)
def test_a_code_of_a_newer_server_is_known_by_its_status(status: int, kind: type[MnemicError]) -> None:
    back = error_from_dict({"code": "invented_later", "message": "m"}, status)
    assert isinstance(back, kind)
    assert str(back) == "m"


@pytest.mark.parametrize("data", [{}, {"code": 3, "message": None, "details": []}, {"code": "undo_refused"}])
def test_an_error_that_lacks_something_is_read_all_the_same(data: dict[str, object]) -> None:
    assert isinstance(error_from_dict(data, 409), MnemicError)
