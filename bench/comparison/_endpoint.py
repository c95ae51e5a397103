"""An OpenAI-compatible service on loopback that says what a model might, and counts what it was asked."""

import base64
import json
import math
import re
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DIMENSIONS = 1536
_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class Asked:
    """
    What a service was asked since the counters were last emptied.

    Attributes:
        chat: Calls that want text.

        characters: Of the prompts of those calls, schemas included.

        embeddings: Calls that want vectors.

        texts: How many texts those had.

        others: Paths that the service does not know.
    """

    chat: int = 0
    characters: int = 0
    embeddings: int = 0
    texts: int = 0
    others: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)


class Endpoint:
    """
    Serves until it is closed.

    Args:
        reply: What a model says: from the prompt's text and the JSON schema it is held to, which may be empty.
    """

    def __init__(self, reply: Callable[[str, dict[str, Any]], str]) -> None:
        self._reply = reply
        self._lock = threading.Lock()
        self._asked = Asked()
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                endpoint._answer(self, json.loads(self.rfile.read(length) or b"{}"))

            def do_GET(self) -> None:
                models = [
                    {"id": name, "object": "model", "created": 0, "owned_by": "here"} for name in _MODELS
                ]
                _send(self, {"object": "list", "data": models})

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self) -> Asked:
        """Return what was asked since the last call, and begin anew."""
        with self._lock:
            asked, self._asked = self._asked, Asked()
        return asked

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        path = handler.path.partition("?")[0].rstrip("/")
        if path.endswith("/embeddings"):
            texts = _texts(body["input"])
            with self._lock:
                self._asked.embeddings += 1
                self._asked.texts += len(texts)
            _send(handler, _vectors(texts, body))
        elif path.endswith(("/chat/completions", "/responses")):
            prompt, schema = _prompt(body), _schema(body)
            with self._lock:
                self._asked.chat += 1
                self._asked.characters += len(prompt) + (len(json.dumps(schema)) if schema else 0)
                self._asked.prompts.append(prompt)
            said = self._reply(prompt, schema)
            wrap = _responses if path.endswith("/responses") else _chat
            if body.get("stream"):
                _stream(handler, _chunks(said, body))
            else:
                _send(handler, wrap(said, body))
        else:
            with self._lock:
                self._asked.others.append(path)
            _send(handler, {"error": {"message": f"there is no {path}"}}, status=404)


_MODELS = ("gpt-4o-mini", "gpt-4.1-mini", "gpt-5-mini", "text-embedding-3-small", "text-embedding-3-large")


def vector(text: str, dimensions: int) -> list[float]:
    """Return a unit vector of *text* in which equal words count; no meaning is in it."""
    made = [0.0] * dimensions
    for word in _WORDS.findall(text.lower()):
        made[zlib.crc32(word.encode()) % dimensions] += 1.0
    length = math.sqrt(sum(value * value for value in made)) or 1.0
    return [value / length for value in made]


def _texts(given: Any) -> list[str]:
    """Return the texts to embed; lists of tokens, as some clients send, count as their numbers."""
    if isinstance(given, str):
        return [given]
    if given and isinstance(given[0], int):
        return [" ".join(map(str, given))]
    return [text if isinstance(text, str) else " ".join(map(str, text)) for text in given]


def _vectors(texts: list[str], body: dict[str, Any]) -> dict[str, Any]:
    made = [vector(text, int(body.get("dimensions") or DIMENSIONS)) for text in texts]
    packed = body.get("encoding_format") == "base64"
    data = [
        {
            "object": "embedding", "index": number,
            "embedding": base64.b64encode(struct.pack(f"<{len(one)}f", *one)).decode() if packed else one,
        }
        for number, one in enumerate(made)
    ]  # fmt: skip
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return {"object": "list", "model": body.get("model"), "data": data, "usage": usage}


def _prompt(body: dict[str, Any]) -> str:
    """Return all the words a model was sent, tools' descriptions among them."""
    parts = [str(body.get("instructions") or "")]
    asked = body.get("messages") or body.get("input") or []
    for message in [{"content": asked}] if isinstance(asked, str) else asked:
        content = message.get("content") or ""
        pieces = (
            [content] if isinstance(content, str) else [str(piece.get("text") or "") for piece in content]
        )
        parts += pieces
    if body.get("tools"):
        parts.append(json.dumps(body["tools"]))
    return "\n".join(part for part in parts if part)


def _schema(body: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON schema the reply is held to, wherever the client put it."""
    wanted = body.get("response_format") or (body.get("text") or {}).get("format") or {}
    found = (wanted.get("json_schema") or {}).get("schema") or wanted.get("schema")
    for tool in body.get("tools") or []:
        if found is None and body.get("tool_choice") not in (None, "auto", "none"):
            found = (tool.get("function") or tool).get("parameters")
    return dict(found or {})


_USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


def _chat(said: str, body: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": said}
    if body.get("tools") and body.get("tool_choice") not in (None, "auto", "none"):
        name = (body["tools"][0].get("function") or body["tools"][0])["name"]
        call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": said}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    model = body.get("model")
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [choice],
        "usage": _USAGE,
    }


def _responses(said: str, body: dict[str, Any]) -> dict[str, Any]:
    content = [{"type": "output_text", "text": said, "annotations": []}]
    output = [{"type": "message", "id": "m1", "status": "completed", "role": "assistant", "content": content}]
    usage = {
        "input_tokens": 1, "output_tokens": 1, "total_tokens": 2,
        "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0},
    }  # fmt: skip
    return {
        "id": "r1", "object": "response", "created_at": 0, "status": "completed", "model": body.get("model"),
        "output": output, "parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "usage": usage,
    }  # fmt: skip


def _chunks(said: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    start = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": body.get("model")}
    yield {
        **start,
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": said}, "finish_reason": None}],
    }
    yield {**start, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": _USAGE}


def _stream(handler: BaseHTTPRequestHandler, chunks: Iterator[dict[str, Any]]) -> None:
    body = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"
    _write(handler, body.encode(), "text/event-stream", 200)


def _send(handler: BaseHTTPRequestHandler, body: dict[str, Any], *, status: int = 200) -> None:
    _write(handler, json.dumps(body).encode(), "application/json", status)


def _write(handler: BaseHTTPRequestHandler, body: bytes, sort: str, status: int) -> None:
    try:
        handler.send_response(status)
        handler.send_header("content-type", sort)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    except (BrokenPipeError, ConnectionResetError):
        return  # the probe was killed meanwhile, which is what one check is about
