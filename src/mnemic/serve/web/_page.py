"""Serving the page at ``/``: the files that were built, and what a browser may do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, Response

from ._files import INDEX, File, read_files

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.applications import Starlette
    from starlette.requests import Request

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        # No text can become HTML or a script, whatever the page's own code does.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every file of the page is sent with."""

_A_YEAR: Final = "public, max-age=31536000, immutable"
_ASK_FIRST: Final = "no-cache"

NOT_BUILT: Final = (
    "The web page is not built in this installation. In the source tree, build it with\n\n"
    "    make web\n\n"
    "and start the server again. The wheels of Mnemic have it inside. The API works without it.\n"
)


def mount(app: Starlette, files: Mapping[str, File] | None = None) -> None:
    """
    Serve the page at ``/``; where it was not built, say there how to build it.

    It holds nothing of a memory and needs no key: all of that it asks of the API, in its reader's name.

    Args:
        files: By default those that were built.
    """
    found = read_files() if files is None else files
    if not found:
        app.add_route("/", _not_built, methods=["GET"], include_in_schema=False)
        return
    for path, file in found.items():
        address = "/" if path == INDEX else f"/{path}"
        app.add_route(address, _sender(file), methods=["GET"], include_in_schema=False)


async def _not_built(_request: Request) -> Response:
    return PlainTextResponse(NOT_BUILT, 503, {**HEADERS, "Cache-Control": "no-store"})


def _sender(file: File) -> Callable[[Request], Awaitable[Response]]:
    headers = {
        **HEADERS,
        "ETag": file.etag,
        "Cache-Control": _A_YEAR if file.is_lasting else _ASK_FIRST,
        "Vary": "Accept-Encoding",
    }

    async def send(request: Request) -> Response:
        if file.etag in request.headers.get("If-None-Match", ""):
            return Response(None, 304, headers)
        if file.packed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
            packed = {**headers, "Content-Encoding": "gzip"}
            return Response(file.packed, 200, packed, media_type=file.media_type)
        return Response(file.body, 200, headers, media_type=file.media_type)

    return send
