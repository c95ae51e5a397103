"""What crosses between a server and its clients: one table of routes, the JSON of every verb, the errors."""

from ._decode import decode
from ._encode import Sent, encode
from ._errors import code_of, codes, error_from_dict, error_to_dict, status_of
from ._routes import API, EXPORTED_HEADER, FILENAME_HEADER, PASSPHRASE_HEADER, ROUTES, Route, route_of

__all__ = [
    "API",
    "EXPORTED_HEADER",
    "FILENAME_HEADER",
    "PASSPHRASE_HEADER",
    "ROUTES",
    "Route",
    "Sent",
    "code_of",
    "codes",
    "decode",
    "encode",
    "error_from_dict",
    "error_to_dict",
    "route_of",
    "status_of",
]
