"""The REST server: every verb of `mnemic.Memory` over HTTP."""

from ...errors import MissingExtra

try:
    from ._app import make_app, openapi
    from ._run import Running, running, serve
    from ._settings import Settings
except ImportError as error:
    if (error.name or "").partition(".")[0] in (
        "anyio",
        "httptools",
        "orjson",
        "prometheus_client",
        "pydantic",
        "starlette",
        "uvicorn",
    ):
        raise MissingExtra("serving over HTTP needs an extra: pip install 'mnemic[serve]'") from error
    raise

__all__ = ["Running", "Settings", "make_app", "openapi", "running", "serve"]
