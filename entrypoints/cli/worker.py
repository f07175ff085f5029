"""`convene worker`: the background process alone, beside web processes started elsewhere."""

import argparse

from entrypoints.embedded_database import with_database
from entrypoints.settings import Settings
from entrypoints.worker.background import work


def describe(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(arguments: argparse.Namespace) -> int:
    with with_database(Settings.from_environment()) as settings:
        return work(settings)
