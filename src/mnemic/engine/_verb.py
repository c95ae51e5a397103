"""What all verbs have in common."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar

from .._hint import did_you_mean
from .._patterns import compiled
from ..errors import UnknownArgument

P = ParamSpec("P")
R = TypeVar("R")

_UNEXPECTED = r"unexpected keyword argument '(?P<name>[^']+)'"


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Make arguments that do not fit *function* an error of our own, with the way out."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            # Only when the call itself failed, before a line of the function ran.
            if error.__traceback__ is None or error.__traceback__.tb_next is not None:
                raise
            raise UnknownArgument(_explain(function, error)) from None

    return call


def bound(function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the arguments of a call of *function*, a verb, by their names, without ``self``; those left out are missing.

    Raises:
        UnknownArgument: they do not fit the verb.
    """
    try:
        given = _signature(function).bind(None, *args, **kwargs)
    except TypeError as error:
        raise UnknownArgument(_explain(function, error)) from None
    return {name: value for name, value in given.arguments.items() if name != "self"}


@functools.cache
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function)


def _explain(function: Callable[..., Any], error: TypeError) -> str:
    names = [name for name in inspect.signature(function).parameters if name != "self"]
    called = f"{function.__name__}()"
    match = compiled(_UNEXPECTED).search(str(error))
    if match is None:
        return f"{called}: {str(error).partition(') ')[2] or error}; its arguments are: {', '.join(names)}"
    hint = did_you_mean(match["name"], names)
    return f"{called} has no argument {match['name']!r}; {hint}there are: {', '.join(names)}"
