"""Any service with OpenAI's ``/embeddings`` endpoint."""

from __future__ import annotations

import base64
import binascii
import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..errors import ArgumentError, EmbedderUnavailable
from ..remote import OPENAI_URL, Answer, Key, Service
from ._pieces import split_chars
from ._protocol import Purpose
from ._vectors import blank_vector, embed_pieces, fault, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class OpenAIEmbedder:
    """
    Embeds through an OpenAI-compatible service: OpenAI, Azure, vLLM, Ollama, llama.cpp, LM Studio and more.

    Texts leave this machine for *base_url*. Texts that are empty or blank are not sent.

    Args:
        model: The service's name for the model.

        base_url: Everything before ``/embeddings``.

        api_key: Sent as a bearer token; by default the variable ``OPENAI_API_KEY`` where it is set. It
            appears in no message and no ``repr``.

        dims: Asks the service for vectors of this size (its ``dimensions``); by default the model's own.

        batch_size: Texts in one request.

        timeout_s: Seconds to wait for one answer.

        max_retries: Further attempts after a timeout, a lost connection, or a status of 429 or 5xx.

        window_chars: Characters of one piece. The default stays inside OpenAI's 8,191 tokens for all but
            unusual scripts; set it to about three times the tokens of a smaller model.

        encoding: How vectors travel; "base64" is a quarter of the size, but not known to every service.

    Raises:
        ArgumentError: *base_url* is no http(s) address or holds a password, or a number is out of range.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str = OPENAI_URL,
        api_key: str | None = None,
        dims: int | None = None,
        batch_size: int = 64,
        timeout_s: float = 30.0,
        max_retries: int = 5,
        window_chars: int = 6000,
        encoding: Literal["float", "base64"] = "float",
    ) -> None:
        if not model or not model.strip() or re.search(r"[@#\s]", model):
            raise ArgumentError(f"model={model!r} is no model name; use one without spaces, '@' and '#'")
        for option, value, least in (
            ("batch_size", batch_size, 1),
            ("window_chars", window_chars, 16),
            ("dims", dims, 1),
        ):
            if value is not None and value < least:
                raise ArgumentError(f"{option}={value!r} cannot be used; use {least} or more")
        self._model = model
        self._service = Service(
            base_url,
            label=f"model '{model}'",
            key=Key(api_key),
            timeout_s=timeout_s,
            max_retries=max_retries,
            unavailable=EmbedderUnavailable,
        )
        self._asked_dims = dims
        self._dims = dims
        self._batch_size = batch_size
        self._window_chars = window_chars
        self._encoding = encoding
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """``"openai:MODEL"``, with ``#DIMS`` and ``@BASE_URL`` where they are not the defaults."""
        size = f"#{self._asked_dims}" if self._asked_dims else ""
        place = "" if self._service.url == OPENAI_URL else f"@{self._service.url}"
        return f"openai:{self._model}{size}{place}"

    @property
    def model(self) -> str:
        """The host, the model, and the size asked for if any."""
        return f"openai/{self._service.host}/{self._model}" + (
            f"/{self._asked_dims}" if self._asked_dims else ""
        )

    @property
    def dims(self) -> int:
        """The number of components of a vector; asks the service once where it is unknown."""
        if self._dims is None:
            self._request(["a"])
        assert self._dims is not None  # noqa: S101 - _request sets it or raises
        return self._dims

    def __repr__(self) -> str:
        return f"OpenAIEmbedder({self._model!r}, base_url={self._service.url!r})"

    def close(self) -> None:
        """Close the connections. A later call opens new ones."""
        self._service.close()

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Cut *text* into overlapping pieces of up to *window_chars* characters."""
        return split_chars(text, self._window_chars, min(400, self._window_chars // 8))

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """
        Return one unit vector per text. Documents and queries are embedded alike.

        Raises:
            ArgumentError: the service refused the key, the model or the input.
            EmbedderUnavailable: no proper answer after all attempts.
            MissingExtra: httpx is not installed.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.dims), dtype=np.float32)
        return embed_pieces(texts, self.split, self._embed_whole)

    def _embed_whole(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        filled = [row for row, text in enumerate(texts) if text.strip()]
        answers = [
            self._request([texts[row] for row in filled[start : start + self._batch_size]])
            for start in range(0, len(filled), self._batch_size)
        ]
        vectors = np.tile(blank_vector(self.dims), (len(texts), 1))
        if answers:
            vectors[filled] = unit_rows(np.concatenate(answers))
        return vectors

    def _request(self, texts: list[str]) -> NDArray[np.floating]:
        """Return the service's vectors of *texts*, checked but not scaled."""
        body: dict[str, Any] = {"model": self._model, "input": texts, "encoding_format": self._encoding}
        if self._asked_dims:
            body["dimensions"] = self._asked_dims
        rows = self._vectors(self._send(body), len(texts))
        with self._lock:
            problem = fault(rows, len(texts), None)
            if problem:
                raise EmbedderUnavailable(
                    f"{self._label} answered with {problem}; try again, or check the service"
                )
            if self._dims is not None and rows.shape[1] != self._dims:
                raise ArgumentError(
                    f"{self._label} answered with {rows.shape[1]}-dimensional vectors, expected {self._dims}; "
                    f"the service's model has changed, or it ignores dims"
                )
            self._dims = rows.shape[1]
        return rows

    def _send(self, body: dict[str, Any]) -> Any:
        """Return what the service answers to *body*."""
        answer = self._service.post("embeddings", body)
        if answer.refused:
            raise self._refusal(answer)
        return answer.data

    def _vectors(self, answer: Any, count: int) -> NDArray[np.floating]:
        """Return the vectors of *answer* in the order of its ``index`` fields."""
        import numpy as np

        try:
            items = sorted(answer["data"], key=lambda item: int(item["index"]))
            if [int(item["index"]) for item in items] == list(range(count)):
                return np.asarray([_vector(item["embedding"]) for item in items], dtype=np.float64)
            problem = f"{len(items)} vectors for {count} texts, or a repeated index"
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            problem = f"a list that is not OpenAI's ({type(error).__name__}: {error})"
        raise EmbedderUnavailable(f"{self._label} answered with {problem}; check base_url and the service")

    def _refusal(self, answer: Answer) -> ArgumentError:
        status, said = answer.status, answer.said
        if status in (401, 403):
            way_out = "set OPENAI_API_KEY or api_key= to a key that may use this model"
        elif status in (301, 302, 303, 307, 308, 404):
            way_out = "check base_url and the model's name"
        else:
            way_out = "check the model's name, dims and window_chars"
        return ArgumentError(f"{self._label} refused with status {status}: {said}; {way_out}")

    @property
    def _label(self) -> str:
        return self._service.label


def _vector(embedding: Any) -> NDArray[np.floating]:
    """Read a vector that came as numbers, or as base64 of little-endian float32."""
    import numpy as np

    if isinstance(embedding, str):
        return np.frombuffer(base64.b64decode(embedding, validate=True), dtype="<f4")
    return np.asarray(embedding, dtype=np.float64)
