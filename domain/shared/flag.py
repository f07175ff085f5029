"""What can be switched off, or on for some only, while everything runs."""

from enum import StrEnum


class Flag(StrEnum):
    """A name here is a promise that something asks for it: take it out when nothing does any more."""

    COUNTER_PROPOSALS = "counter_proposals"
