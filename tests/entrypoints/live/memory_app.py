"""The whole web application on memory, for one real web process: ``create()`` is what gunicorn calls."""

from flask import Flask

from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.builders import a_person

PASSWORD = "correct horse battery staple"
NAMES = ("Ana", "Ben", "Eve")


def create() -> Flask:
    container = Container(settings=Settings.from_environment())
    password_hash = container.password_hasher().hash(PASSWORD)
    with container.transactions().begin() as work:
        for name in NAMES:
            work.people.add(a_person(name, password_hash=password_hash))
    return create_app(container)
