"""The container can build everything it names."""

from operator import attrgetter
from pathlib import Path

import pytest
from dependency_injector import providers

from entrypoints.container import Container
from entrypoints.settings import Settings

PARTS = {name: part for name, part in Container.providers.items() if isinstance(part, providers.Container)}
NAMES = sorted(Container.providers.keys() - PARTS.keys()) + [
    f"{part}.{name}" for part in sorted(PARTS) for name in sorted(PARTS[part].container.providers)
]


@pytest.mark.parametrize("storage", ["memory", "postgres"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"settings", "storage"}])
def test_every_provider_builds(name: str, storage: str, tmp_path: Path) -> None:
    environment = {
        "CONVENE_DATA_DIR": str(tmp_path),
        "CONVENE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }
    container = Container(settings=Settings.from_environment(environment))
    container.storage.override(providers.Object(storage))
    assert attrgetter(name)(container)() is not None
