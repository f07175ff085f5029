"""No event about who gets in, or who may do what, is left out of the audit trail."""

import importlib
import pkgutil
from collections.abc import Iterator

import domain.administration
import domain.identity
from application.administration.auditing import AUDITED
from domain.shared.event import DomainEvent


def subclasses(event: type[DomainEvent]) -> Iterator[type[DomainEvent]]:
    for each in event.__subclasses__():
        yield each
        yield from subclasses(each)


def test_every_event_of_identity_and_administration_is_an_entry() -> None:
    for package in (domain.identity, domain.administration):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    kinds = {
        each.kind
        for each in subclasses(DomainEvent)
        if each.__module__.startswith(("domain.identity", "domain.administration")) and hasattr(each, "kind")
    }
    assert len(kinds) > 15
    assert kinds - AUDITED == set()
