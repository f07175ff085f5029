"""The container can build everything it names."""

from operator import attrgetter

import pytest
from dependency_injector import providers

from entrypoints.container import Container
from entrypoints.settings import Settings

PARTS = {name: part for name, part in Container.providers.items() if isinstance(part, providers.Container)}
NAMES = sorted(Container.providers.keys() - PARTS.keys()) + [
    f"{part}.{name}" for part in sorted(PARTS) for name in sorted(PARTS[part].container.providers)
]


@pytest.fixture(scope="module", params=["memory", "postgres"])
def container(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Container:
    environment = {
        "CONVENE_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "CONVENE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }
    container = Container(settings=Settings.from_environment(environment))
    container.storage.override(providers.Object(request.param))
    return container


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"settings", "storage"}])
def test_every_provider_builds(name: str, container: Container) -> None:
    assert attrgetter(name)(container)() is not None
