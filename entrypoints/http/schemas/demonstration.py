"""What the demonstration brought."""

from typing import Self

from pydantic import Field

from entrypoints.demo.filling import Filled
from entrypoints.http.schemas.shapes import Shown


class DemonstrationShown(Shown):
    people: int
    meetings: int
    password: str = Field(description="Everybody's of that team.")

    @classmethod
    def of(cls, filled: Filled) -> Self:
        return cls(people=filled.people, meetings=filled.meetings, password=filled.password)
