"""What the demonstration brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field

from entrypoints.http.schemas.shapes import Shown

if TYPE_CHECKING:
    from entrypoints.demo.filling import Filled


class DemonstrationShown(Shown):
    people: int
    meetings: int
    password: str = Field(description="Everybody's of that team.")

    @classmethod
    def of(cls, filled: Filled) -> Self:
        return cls(people=filled.people, meetings=filled.meetings, password=filled.password)
