"""How a route is declared. From these declarations requests are checked and the OpenAPI document is made."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Any
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from domain.identity.role import Permission
from domain.shared.refusal import Refusal
from entrypoints.http.answers import Answer
from entrypoints.http.schemas.problem import Current

PREFIX = "/api/v1"
_PARAMETER = re.compile(r"{(\w+)}")
# What a handler may ask for besides the parameters of its path.
HANDED = {"caller", "body", "query", "precondition", "device", "request"}


class Access(Enum):
    """Who may call a route for which there is no permission of its own."""

    PUBLIC = auto()
    SIGNED_IN = auto()
    IN_PERSON = auto()
    """With a session: not with an API token, and not for somebody else."""


class IfMatch(Enum):
    IGNORED = auto()
    OBEYED = auto()
    REQUIRED = auto()


@dataclass(frozen=True)
class Route:
    """One operation. The handler's parameters say what it needs, by name; their types say in which shape.

    ``body`` and ``query`` are checked against the type of the handler's parameter, ``caller`` is who signed
    in, ``device`` where they sit, ``precondition`` what If-Match said; every other name is of the path.
    ``body_optional``: an absent body counts as ``{}``. ``once``: repeats under one Idempotency-Key are
    answered with the first answer; never for answers that hold secrets. ``current`` reads what If-Match is
    about, for the refusal of a stale change. ``refused`` makes another answer of a refusal, and of what the
    handler was handed, than a problem, where it is a person who looks at it.
    """

    name: str
    method: str
    path: str
    access: Permission | Access
    handler: Callable[..., Answer]
    answers: Mapping[int, type[BaseModel] | None]
    refusals: tuple[type[Refusal], ...] = ()
    body_optional: bool = False
    body_type: str = "application/json"
    answer_types: tuple[str, ...] = ("application/json",)
    once: bool = False
    if_match: IfMatch = IfMatch.IGNORED
    current: Callable[..., Current] | None = None
    reads_cookie: bool = False
    sets_cookie: bool = False
    largest_body: int | None = None
    refused: Callable[[Refusal, Mapping[str, Any]], Answer] | None = None

    def __post_init__(self) -> None:
        unknown = set(self.parameters) - HANDED - set(self.path_parameters)
        if unknown or not set(self.path_parameters) <= set(self.parameters):
            raise TypeError(f"{self.name}: its handler's parameters do not fit its path: {unknown}")

    @cached_property
    def parameters(self) -> Mapping[str, Any]:
        """The types of the handler's parameters, by name."""
        signature = inspect.signature(self.handler, eval_str=True)
        return {each.name: each.annotation for each in signature.parameters.values()}

    @cached_property
    def path_parameters(self) -> tuple[str, ...]:
        return tuple(_PARAMETER.findall(self.path))

    @cached_property
    def body(self) -> TypeAdapter[Any] | None:
        return TypeAdapter(self.parameters["body"]) if "body" in self.parameters else None

    @property
    def query(self) -> type[BaseModel] | None:
        return self.parameters.get("query")

    @property
    def permission(self) -> Permission | None:
        return self.access if isinstance(self.access, Permission) else None

    @property
    def is_public(self) -> bool:
        return self.access is Access.PUBLIC

    @property
    def full_path(self) -> str:
        return PREFIX + self.path

    @property
    def flask_rule(self) -> str:
        """Parameters of a path are ids or names; what is not of that form is a path that does not exist."""
        return _PARAMETER.sub(lambda found: f"<{self._form(found[1])}:{found[1]}>", self.path)

    @property
    def pattern(self) -> str:
        """A regular expression for full paths of this route."""
        forms = {"uuid": "[0-9a-fA-F-]{36}", "string": "[^/]+"}
        return _PARAMETER.sub(lambda found: forms[self._form(found[1])], self.full_path)

    def _form(self, parameter: str) -> str:
        return "uuid" if self.parameters[parameter] is UUID else "string"

    @property
    def summary(self) -> str:
        return (inspect.getdoc(self.handler) or "").partition("\n")[0].rstrip(".")

    @property
    def description(self) -> str:
        return (inspect.getdoc(self.handler) or "").partition("\n")[2].strip()


PathValues = Mapping[str, UUID | str]
