"""A Flask blueprint whose routes are declarations."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response

from domain.identity.role import Permission
from entrypoints.http.answers import Answer
from entrypoints.http.gate import Gate
from entrypoints.http.routes import PREFIX, Access, Route

Handler = TypeVar("Handler", bound=Callable[..., Answer])


class ApiBlueprint(Blueprint):
    """``routes`` lists what was declared; ``app`` collects them for the OpenAPI document."""

    def __init__(self, name: str, gate: Gate) -> None:
        super().__init__(name, __name__, url_prefix=PREFIX)
        self.gate = gate
        self.routes: list[Route] = []

    def operation(
        self, method: str, path: str, access: Permission | Access, **declared: Any
    ) -> Callable[[Handler], Handler]:
        """Declares a route; the other arguments are those of ``Route``. A new one is closed to strangers
        unless it says ``Access.PUBLIC``."""

        def declare(handler: Handler) -> Handler:
            route = Route(handler.__name__, method, path, access, handler, **declared)
            self.routes.append(route)
            self.add_url_rule(
                route.flask_rule,
                endpoint=route.name,
                view_func=self._view(route),
                methods=[method],
                provide_automatic_options=False,
            )
            return handler

        return declare

    def _view(self, route: Route) -> Callable[..., Response]:
        def view(**path: Any) -> Response:
            return self.gate.let_through(route, path)

        return view
