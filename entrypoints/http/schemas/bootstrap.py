"""What a page needs before it can show anything, in one answer."""

from typing import Annotated

from pydantic import Field

from domain.shared.flag import Flag
from entrypoints.http.schemas.display import DisplayShown
from entrypoints.http.schemas.notification import CountsShown
from entrypoints.http.schemas.person import Me
from entrypoints.http.schemas.shapes import Shown


class BootstrapShown(Shown):
    me: Me
    display: DisplayShown
    inbox: CountsShown
    features: list[Flag] = Field(description="Those that you have just now.")
    version: Annotated[str, Field(description="Of Convene.", examples=["0.1.0"])]
    live_cursor: str = Field(
        description="The cursor of before all this was read: what happens from then on comes after it."
    )
