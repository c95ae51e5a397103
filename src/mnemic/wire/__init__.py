"""What crosses between a server and its clients: one table of routes, the JSON of every verb, the errors."""

from ._routes import API, ROUTES, Route, route_of

__all__ = ["API", "ROUTES", "Route", "route_of"]
