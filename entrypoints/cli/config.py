"""`convene config`: every setting, secrets masked."""

import argparse
import os
from ipaddress import IPv4Network, IPv6Network

from pydantic import SecretStr

from entrypoints.cli.terminal import say
from entrypoints.settings import PREFIX, Settings

MASK = "********"


def describe(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    for field in Settings.model_fields:
        name = f"{PREFIX}{field.upper()}"
        origin = "environment" if os.environ.get(name) else "default"
        say(f"{name}={shown(getattr(settings, field))}  ({origin})")
    return 0


def shown(value: object) -> str:
    """A value for the terminal: nothing secret, nothing that only Python would write so."""
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, tuple):
        return ",".join(shown(item) for item in value)
    if isinstance(value, IPv4Network | IPv6Network):
        return str(value)
    return str(value)
