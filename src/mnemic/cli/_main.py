"""Running the command line, and telling what went wrong."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import typer

from ..errors import MnemicError
from . import (  # noqa: F401 - the commands
    _ask,
    _bench,
    _care,
    _change,
    _config,
    _doctor,
    _embed,
    _facts,
    _feedback,
    _ingest,
    _keys,
    _life,
    _look,
    _mcp,
    _migrate,
    _policy,
    _reflect,
    _remember,
    _serve,
    _sleep,
    _start,
    _transfer,
    _truth,
    _ui,
    _update,
    _views,
)
from ._app import app, sort_commands
from ._exits import INTERRUPTED, OK, USAGE, code_of
from ._output import fail, note, warn

# What typer's own parsing raises: the bases of BadParameter that have `format_message`. Older versions of
# typer take them from click, newer ones bring their own and don't export them.
_PARSING: tuple[type[Exception], ...] = tuple(
    base
    for base in typer.BadParameter.__mro__
    if hasattr(base, "format_message") and issubclass(base, Exception)
)

sort_commands()


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command line and return its exit code, which `EXITS` explains.

    Args:
        arguments: What follows ``mnemic``; by default what the process was started with.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("default", RuntimeWarning)
        warnings.showwarning = lambda message, *_args, **_kwargs: warn(str(message))
        try:
            return _run(arguments)
        except MnemicError as error:
            fail(str(error), *getattr(error, "__notes__", ()))
            return code_of(error)
        except (KeyboardInterrupt, typer.Abort):
            note("Interrupted.")
            return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = app(args=arguments, prog_name="mnemic", standalone_mode=False)
    except _PARSING as error:
        context = getattr(error, "ctx", None)
        fail(_sentence(error), f"Try: {context.command_path if context else 'mnemic'} --help")
        return USAGE
    if code == INTERRUPTED:
        note("Interrupted.")
    return code if isinstance(code, int) else OK


def _sentence(error: BaseException) -> str:
    text = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    return text.rstrip(".").replace("\n\t", " ")
