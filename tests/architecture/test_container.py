"""The container can build everything it names."""

from pathlib import Path

import pytest
from dependency_injector import providers

from entrypoints.container import Container
from entrypoints.settings import Settings

NAMES = sorted(Container.providers)


@pytest.mark.parametrize("storage", ["memory", "postgres"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"settings", "storage"}])
def test_every_provider_builds(name: str, storage: str, tmp_path: Path) -> None:
    environment = {
        "CONVENE_DATA_DIR": str(tmp_path),
        "CONVENE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }
    container = Container(settings=Settings.from_environment(environment))
    container.storage.override(providers.Object(storage))
    assert getattr(container, name)() is not None
