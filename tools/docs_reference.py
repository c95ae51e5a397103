"""
Write docs/reference from the code, or check that what is written there is up to date.

    python tools/docs_reference.py [--check]

Signatures and texts come from the docstrings, the examples from a small store made on the way.
"""

import argparse
import contextlib
import dataclasses
import inspect
import json
import re
import sys
import tempfile
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ForwardRef, NamedTuple, get_args

import typer.main

import mnemic
import mnemic.embed
import mnemic.errors
import mnemic.ingest
import mnemic.llm
import mnemic.recall
import mnemic.testing
from mnemic.cli._app import EXAMPLES, app
from mnemic.cli._exits import EXITS
from mnemic.cube import FORMS, KINDS, RELATIONS, STATES, TIERS, Probe, Verb
from mnemic.index import FIELDS, OPERATORS
from mnemic.recall import ChannelScore
from mnemic.store import Finding

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
_NOTE = (
    "<!-- Written by tools/docs_reference.py from the code: change the docstrings and run `make docs`. -->\n"
)
_SECTION = re.compile(r"^(Args|Attributes|Returns|Yields|Raises):$")
_ITEM = re.compile(r"^(?P<names>[\w., *]+): (?P<text>.*)$")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")

_SHARED_PANELS = ("Store", "Which memories", "As of when")

_OPERATOR_MEANINGS = {
    "eq": ("any", 'equal, without coercion: `3` is not `"3"`, `true` is not `1`, `3` is `3.0`'),
    "ne": ("any", "there, and not equal"),
    "in": ("list", "equal to one of the list"),
    "nin": ("list", "there, and equal to none of the list"),
    "gt": ("number, text or time", "greater; values of another type never match"),
    "gte": ("number, text or time", "greater or equal"),
    "lt": ("number, text or time", "less"),
    "lte": ("number, text or time", "less or equal"),
    "exists": ("`True` or `False`", "whether the field is there at all; null in metadata is there"),
    "contains": ("any", "a list holds the value, or a text holds the substring"),
}
_FIELD_TYPES = {
    "seq": "number", "version": "number", "importance": "number", "tags": "list of texts",
    "metadata.<key>": "whatever you put there; dots go deeper, `\\.` is a dot inside a key",
}  # fmt: skip


_API_HEAD = (
    "What stands here is promised: names, arguments, results. Options are given by name. Times are aware "
    "`datetime`s or ISO 8601 text with an offset. `Time` is either of them, `Where` is a "
    "[filter](filters.md); an argument shown as `= ...` keeps its field as it is when it is left out. An "
    "argument without a line of its own is the field of [`MemCube`](#memcube) of the same name.\n"
)

_AOPEN = (
    '## `mnemic.aopen()`\n\nOpen a memory from async code: `amem = await mnemic.aopen("memory.db")`. '
    "Takes what `open` takes and returns an `AsyncMemory`.\n"
)

_MODULES_HEAD = (
    "What you import to choose an embedder or a language model, read files, change the read path, or test. The verbs are on "
    "[the API page](api.md).\n"
)

_ERRORS_HEAD = (
    "All are in `mnemic.errors`; all derive from `mnemic.MnemicError`. They are grouped by what you can do: "
    "fix the call, try again, mend the store, mend the installation. "
    "[How to react to each family](../how-to/handle-errors.md).\n"
)

_FILTERS_HEAD = (
    "The argument `where=` of `recall`, `list`, `archive`, `forget` and `explain_missing`. "
    "[How to use it](../how-to/filter.md).\n\n"
    "A filter is a dict from fields to conditions. All entries must hold. A condition is a value (`eq`) or a "
    "dict from operators to operands, which must all hold too. `and` and `or` take a list of filters, `not` "
    'takes a filter. A field that is missing matches nothing but `{"exists": False}`. An unknown field or '
    "operator is a `FilterError`.\n"
)

_JSON_HEAD = (
    "What `to_dict()` returns and the command line prints with `--json`. Ids are UUIDv7 text. Times are ISO "
    "8601 with their offset, and the zone's name in brackets where one was given (RFC 9557). A field without "
    "a value is `null`, never left out. The [API page](api.md) has the meaning of every field. The examples "
    "come from one small store; long parts are shortened to `…`.\n"
)


class Doc(NamedTuple):
    """A docstring in its parts."""

    prose: str
    sections: dict[str, str]


def read_doc(thing: object) -> Doc:
    """Return the docstring of *thing* as prose and sections, both as they stand in the source."""
    text = inspect.cleandoc(getattr(thing, "__doc__", None) or "")
    prose: list[str] = []
    sections: dict[str, list[str]] = {}
    into = prose
    for line in text.splitlines():
        found = _SECTION.match(line)
        if found:
            into = sections.setdefault(found[1], [])
        elif line and not line.startswith(" ") and into is not prose:
            into = prose
            prose += ["", line]
        else:
            into.append(line)
    takes = inspect.isfunction(thing) or (isinstance(thing, type) and "__init__" in vars(thing))
    names = set(inspect.signature(thing).parameters) if takes else set()  # type: ignore[arg-type]
    return Doc(
        _plain("\n".join(prose), names),
        {name: _plain("\n".join(body), names) for name, body in sections.items()},
    )


def _plain(text: str, names: Collection[str]) -> str:
    """Return docstring markup as Markdown; a starred argument, one of *names*, becomes code."""
    text = re.sub(r"``(.+?)``", r"`\1`", text)
    text = re.sub(r":\w+:`(.+?)`", r"`\1`", text)
    return re.sub(r"\*(\w+)\*", lambda found: f"`{found[1]}`" if found[1] in names else found[0], text).strip(
        "\n"
    )


def _items(body: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of a section: their names, their text on one line."""
    for block in re.split(r"\n(?=\S)", textwrap.dedent(body).strip("\n")):
        flat = " ".join(block.split())
        found = _ITEM.match(flat)
        yield (found["names"], found["text"]) if found else ("", flat)


def _bullets(title: str, body: str) -> str:
    lines = []
    for names, text in _items(body):
        marked = ", ".join(f"`{name.strip()}`" for name in names.split(",")) if names else ""
        lines.append(f"- {marked}: {text}" if marked else f"- {text}")
    return f"**{title}**\n\n" + "\n".join(lines) + "\n"


def _rendered(thing: object, *, skip: tuple[str, ...] = ()) -> str:
    doc = read_doc(thing)
    titles = {"Args": "Arguments", "Attributes": "Fields"}
    parts = [doc.prose + "\n"] if doc.prose else []
    for name, body in doc.sections.items():
        if name in skip:
            continue
        if name in ("Returns", "Yields"):
            parts.append(f"**{name}** {' '.join(body.split())}\n")
        else:
            parts.append(_bullets(titles.get(name, name), body))
    return "\n".join(parts)


def _annotation(value: object) -> str:
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    text = value if isinstance(value, str) else inspect.formatannotation(value)
    return text.replace("builtins.", "").replace("Callable[..., object]", "Callable")


def _signature(call: Callable[..., Any], name: str) -> str:
    """Return the head of *call*, one argument a line where it is long."""
    signature = inspect.signature(call)
    arguments = []
    starred = False
    for argument in signature.parameters.values():
        if argument.name == "self":
            continue
        if argument.kind is argument.KEYWORD_ONLY and not starred:
            arguments.append("*")
            starred = True
        arguments.append(_argument(argument, call))
    back = (
        ""
        if signature.return_annotation is signature.empty
        else f" -> {_annotation(signature.return_annotation)}"
    )
    flat = f"{name}({', '.join(arguments)}){back}"
    if len(flat) > 100:
        flat = f"{name}(\n" + "".join(f"    {argument},\n" for argument in arguments) + f"){back}"
    return f"```pyi\n{flat}\n```\n"


def _argument(argument: inspect.Parameter, call: Callable[..., Any]) -> str:
    text = argument.name
    if argument.annotation is not argument.empty:
        text += f": {_annotation(argument.annotation).replace(' | Unset', '')}"
    if argument.default is argument.empty:
        return text
    default = argument.default
    shown = default.__name__ if inspect.isfunction(default) else repr(default)
    # An address in memory says nothing, and differs from run to run.
    shown = re.sub(r"<[\w.]*?(\w+) object at 0x[0-9a-f]+>", r"\1()", shown).replace("<factory>", "...")
    if " at 0x" in shown:
        there = vars(sys.modules[call.__module__]).items()
        shown = next((name for name, value in there if value is default), "...")
    if "UNSET" in shown or "Unset" in shown:
        shown = "..."
    return f"{text} = {shown}"


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    for name, member in vars(kind).items():
        if not name.startswith("_") and (
            inspect.isfunction(member) or isinstance(member, property | classmethod)
        ):
            yield name, member


def _methods(kind: type, prefix: str) -> Iterator[str]:
    for name, member in _members(kind):
        if isinstance(member, property):
            if member.__doc__:
                yield f"### `{prefix}.{name}`\n\n{_rendered(member)}"
        else:
            call = member.__func__ if isinstance(member, classmethod) else member
            head = (
                _signature(call, name)
                if not isinstance(member, classmethod)
                else _class_signature(call, name)
            )
            yield f"### `{prefix}.{name}()`\n\n{head}\n{_rendered(call)}"


def _class_signature(call: Callable[..., Any], name: str) -> str:
    return _signature(call, name).replace("(cls, ", "(").replace("(cls)", "()")


def _fields(kind: type) -> str:
    """Return a dataclass's fields as a table, with what the docstring says of each."""
    said = dict(_said(kind))
    rows = ["| field | type | meaning |", "|---|---|---|"]
    for item in dataclasses.fields(kind):
        if not item.repr:
            continue
        shown = _annotation(item.type).replace("|", "\\|")
        rows.append(f"| `{item.name}` | `{shown}` | {said.get(item.name, '').replace('|', chr(92) + '|')} |")
    return "\n".join(rows) + "\n"


def _said(kind: type) -> Iterator[tuple[str, str]]:
    body = read_doc(kind).sections.get("Attributes", "")
    for names, text in _items(body) if body else ():
        for name in names.split(","):
            yield name.strip(), text


def _value_page(kind: type) -> str:
    parts = [f"## `{kind.__name__}`\n", _rendered(kind, skip=("Attributes",))]
    if dataclasses.is_dataclass(kind):
        parts.append(_fields(kind))
    parts += _methods(kind, kind.__name__)
    return "\n".join(part for part in parts if part)


_VALUES: tuple[type, ...] = (
    mnemic.MemCube, mnemic.Link, mnemic.Fact, mnemic.Evidence, mnemic.FrozenDict, mnemic.Operation, mnemic.Change,
    mnemic.Recall, mnemic.Hit, ChannelScore, mnemic.Missing, mnemic.ErasureReceipt, Probe, mnemic.Page,
    mnemic.Stats, mnemic.AuditHead, mnemic.Predicate, mnemic.Profile, mnemic.Consolidation, mnemic.Reflection,
    mnemic.Policy, mnemic.Budget, mnemic.BackgroundJob, mnemic.Exported, mnemic.Imported,
)  # fmt: skip


def api_page() -> str:
    """Return the page on everything in `mnemic.__all__`."""
    parts = [
        f"# The Python API\n\n{_NOTE}",
        _API_HEAD,
        f"This is version {mnemic.__version__}. Errors have [a page of their own](errors.md).\n",
        f"## `mnemic.open()`\n\n{_signature(mnemic.open, 'open')}\n{_rendered(mnemic.open)}",
        _AOPEN,
        f"## `Memory`\n\n{_rendered(mnemic.Memory)}",
        *_methods(mnemic.Memory, "Memory"),
        f"## `AsyncMemory`\n\n{_rendered(mnemic.AsyncMemory)}",
        f"Its verbs are those of `Memory`, with the same arguments and results: {_async_verbs()}.\n",
        f"## `mnemic.compose()`\n\n{_signature(mnemic.compose, 'compose')}\n{_rendered(mnemic.compose)}",
        *map(_value_page, _VALUES),
        f"## `Finding`\n\n{_rendered(Finding)}",
        f"A named tuple: {', '.join(f'`{name}`' for name in Finding._fields)}.\n",
        "## `MnemicError`\n\nThe base of [every error](errors.md) Mnemic raises on purpose.\n",
        "## Closed sets\n",
        _closed_sets(),
    ]
    return "\n".join(parts)


def _async_verbs() -> str:
    names = [
        name for name in vars(mnemic.AsyncMemory) if not name.startswith("_") and hasattr(mnemic.Memory, name)
    ]
    return ", ".join(f"`{name}`" for name in names)


def _closed_sets() -> str:
    sets = {
        "kind": KINDS, "form": FORMS, "tier": TIERS, "state": STATES, "relation": RELATIONS, "verb": get_args(Verb),
    }  # fmt: skip
    rows = ["| what | values |", "|---|---|"]
    rows += [f"| {name} | {', '.join(f'`{value}`' for value in values)} |" for name, values in sets.items()]
    return "\n".join(rows) + "\n"


def modules_page() -> str:
    """Return the page on the packages beside `mnemic` itself that are meant to be imported."""
    parts = [f"# Modules\n\n{_NOTE}", _MODULES_HEAD]
    for module in (mnemic.embed, mnemic.ingest, mnemic.llm, mnemic.recall, mnemic.testing):
        parts.append(f"## `{module.__name__}`\n\n{(inspect.getdoc(module) or '').partition(chr(10))[0]}\n")
        parts += [
            _exported(name, getattr(module, name)) for name in module.__all__ if name not in mnemic.__all__
        ]
    return "\n".join(parts)


def _exported(name: str, thing: Any) -> str:
    if inspect.isfunction(thing):
        return f"### `{name}()`\n\n{_signature(thing, name)}\n{_rendered(thing)}"
    if not isinstance(thing, type):
        return f"### `{name}`\n\n{_value(thing)}\n"
    protocol = getattr(thing, "_is_protocol", False)
    head = "" if protocol else _signature(thing, name).replace(" -> None\n", "\n")
    members = "".join(_member(member, item) for member, item in _members(thing)) if protocol else ""
    return f"### `{name}`\n\n{head}\n{_rendered(thing)}\n{members}"


def _member(name: str, member: Any) -> str:
    said = " ".join(read_doc(member).prose.split()) or "(see its signature)"
    call = "" if isinstance(member, property) else "()"
    return f"- `{name}{call}`: {said}\n"


def _value(thing: Any) -> str:
    if not isinstance(thing, tuple):
        return f"`{thing}`".replace("typing.", "")
    return ", ".join(f"`{getattr(item, 'name', item)}`" for item in thing)


def errors_page() -> str:
    """Return the page on the errors: the tree, then each."""
    tree = inspect.cleandoc(mnemic.errors.__doc__ or "").partition("::\n")[2]
    drawing, _, rest = textwrap.dedent(tree).strip("\n").partition("\n\n")
    parts = [
        f"# Errors\n\n{_NOTE}",
        _ERRORS_HEAD,
        f"```text\n{textwrap.dedent(drawing)}\n```\n",
        rest + "\n",
        "| error | is a | meaning |",
        "|---|---|---|",
    ]
    for name, error in vars(mnemic.errors).items():
        if isinstance(error, type) and issubclass(error, mnemic.MnemicError):
            bases = ", ".join(f"`{base.__name__}`" for base in error.__bases__)
            meaning = " ".join(
                _rendered(error).replace("**Fields**", "It carries").replace("- `", "`").split()
            )
            parts.append(f"| `{name}` | {bases} | {meaning} |")
    return "\n".join(parts)


def filters_page() -> str:
    """Return the page on `where=`: fields and operators."""
    if set(_OPERATOR_MEANINGS) != set(OPERATORS):
        raise SystemExit(
            "the operators changed: bring _OPERATOR_MEANINGS in tools/docs_reference.py up to date"
        )
    parts = [
        f"# Filters\n\n{_NOTE}",
        _FILTERS_HEAD,
        "## Operators\n",
        "| operator | operand | holds when the value is |",
        "|---|---|---|",
        *(
            f"| `{name}` | {_OPERATOR_MEANINGS[name][0]} | {_OPERATOR_MEANINGS[name][1]} |"
            for name in OPERATORS
        ),
        "\n`contains` does not apply to times and numbers.\n",
        "## Fields\n",
        "| field | holds |",
        "|---|---|",
        *(f"| `{name}` | {_field_type(name)} |" for name in FIELDS),
        "",
    ]
    return "\n".join(parts)


def _field_type(name: str) -> str:
    if name in _FIELD_TYPES:
        return _FIELD_TYPES[name]
    return "time" if name.endswith(("_at", "_from", "_to", "_end")) else "text"


def _clock() -> Callable[[], datetime]:
    """Return a clock that starts at a fixed moment and ticks a second at each look."""
    now = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return tick


def _examples() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        with mnemic.open(path, embedder="hash", clock=_clock(), actor="assistant") as mem:
            first = mem.remember(
                "I moved to Porto in May.", user="ana", session="s1", speaker="Ana", role="user",
                occurred_at="2026-05-20T10:00:00+01:00[Europe/Lisbon]", metadata={"turn": "D1:3"}, tags=["home"],
            )  # fmt: skip
            mem.remember("Ana lives in Porto.", user="ana", kind="fact", links=[("derived_from", first.id)],
                         fact={"subject": "Ana", "predicate": "lives_in", "object": "Porto",
                               "evidence": [{"cube": first.id, "start": 0, "end": 24}]})  # fmt: skip
            mem.update(first.id, tags=["home", "move"], reason="a second tag")
            found = mem.recall("Where does Ana live?", user="ana", limit=1, explain=True).to_dict()
            cube = mem.get(first.id).to_dict()
            operation = mem.operations(cube=first.id, limit=1)[0].to_dict()
            receipt = mem.forget(user="ana").to_dict()
    found["hits"][0]["cube"] = {"…": "a MemCube"}
    for change in operation["changes"]:
        change["before"] = change["after"] = {"…": "a MemCube"}
    return {"MemCube": cube, "Recall": found, "Operation": operation, "ErasureReceipt": receipt}


def json_page() -> str:
    """Return the page on what `to_dict` of each result looks like."""
    examples = _examples()
    numbered: dict[str, str] = {}
    parts = [
        f"# JSON shapes\n\n{_NOTE}",
        _JSON_HEAD,
    ]
    for name, example in examples.items():
        text = json.dumps(example, ensure_ascii=False, indent=2)
        text = _ID.sub(lambda found: _short_id(found[0], numbered), text)
        parts.append(f"## `{name}`\n\n```json\n{text}\n```\n")
    return "\n".join(parts)


def _short_id(raw: str, numbered: dict[str, str]) -> str:
    """Return a made-up id that is the same on every run."""
    return numbered.setdefault(raw, f"01980000-0000-7000-8000-{len(numbered) + 1:012d}")


def cli_page() -> str:
    """Return the page on every command and its options."""
    command = typer.main.get_command(app)
    context = command.make_context("mnemic", [], resilient_parsing=True)
    intro = " ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split())
    rest = inspect.cleandoc(command.help or "").partition("\n\n")[2]
    panels: dict[str, list[str]] = {}
    for name, sub in command.commands.items():  # type: ignore[attr-defined]
        if not sub.hidden:
            panels.setdefault(sub.rich_help_panel or "Commands", []).append(name)
    parts = [
        f"# The command line\n\n{_NOTE}",
        f"{intro}\n\n{rest}\n",
        *(
            f"- {panel}: {', '.join(f'[`{name}`](#mnemic-{name})' for name in names)}"
            for panel, names in panels.items()
        ),
        "\n## Exit codes\n\n| code | meaning |\n|---|---|",
        *(f"| {item.code} | {item.meaning} |" for item in sorted(EXITS)),
    ]
    parts.append(f"\n## Shared options\n\n{_shared_options(command, context)}")
    for names in panels.values():
        for name in names:
            parts.append(_command(command.commands[name], context, name))  # type: ignore[attr-defined]
    return "\n".join(parts)


def _command(command: Any, context: Any, name: str) -> str:
    parameters = [parameter for parameter in command.get_params(context) if parameter.name != "help"]
    parameters.sort(key=lambda parameter: parameter.param_type_name != "argument")
    own = [parameter for parameter in parameters if not _is_shared(parameter)]
    shared = [parameter.opts[0] for parameter in parameters if _is_shared(parameter)]
    return (
        f"\n## `mnemic {name}`\n\n{inspect.cleandoc(command.help or '')}\n\n"
        + (_parameters(own) if own else "")
        + (
            f"\n[Shared options](#shared-options): {', '.join(f'`{name}`' for name in shared)}.\n"
            if shared
            else ""
        )
        + f"\n```text\n$ {EXAMPLES[name]}\n```\n"
    )


def _is_shared(parameter: Any) -> bool:
    """Say whether *parameter* comes from a group of options that commands share."""
    return parameter.name == "json" or getattr(parameter, "rich_help_panel", None) in _SHARED_PANELS


def _parameters(parameters: Iterable[Any]) -> str:
    return "\n".join(
        ["| argument or option | default | meaning |", "|---|---|---|", *map(_parameter, parameters), ""]
    )


def _shared_options(command: Any, context: Any) -> str:
    found: dict[str, Any] = {}
    for sub in command.commands.values():
        for parameter in sub.get_params(context):
            if _is_shared(parameter):
                found.setdefault(parameter.name, parameter)
    return _parameters(found.values())


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        shown = f"`{parameter.metavar or parameter.name.upper()}`"
    else:
        names = [*parameter.opts, *parameter.secondary_opts]
        value = f" {parameter.metavar}" if parameter.metavar and not parameter.is_flag else ""
        shown = ", ".join(f"`{name}{value}`" for name in names)
    said = " ".join((getattr(parameter, "help", None) or "").split()).replace("|", "\\|")
    if getattr(parameter, "envvar", None):
        said += f" Variable: `{parameter.envvar}`."
    return f"| {shown} | {_default(parameter)} | {said} |"


def _default(parameter: Any) -> str:
    if parameter.required:
        return "required"
    default = parameter.default
    unsaid = default is None or default is False or default in ((), []) or "unset" in repr(default).lower()
    return "" if unsaid else f"`{default}`"


PAGES: dict[str, Callable[[], str]] = {
    "api.md": api_page,
    "modules.md": modules_page,
    "errors.md": errors_page,
    "filters.md": filters_page,
    "json.md": json_page,
    "cli.md": cli_page,
}


def build(name: str) -> str:
    """Return the page *name* as it should stand in docs/reference."""
    text = PAGES[name]()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip() + "\n"


def main() -> int:
    """Write the pages, or with ``--check`` name those that are out of date and return 1."""
    parser = argparse.ArgumentParser(description="Write docs/reference from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")
    check = parser.parse_args().check
    stale = []
    for name in PAGES:
        path, text = REFERENCE / name, build(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    with contextlib.suppress(BrokenPipeError):
        told = ", ".join(stale)
        print(f"{'out of date' if check else 'written'}: {told}" if stale else "docs/reference is up to date")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
