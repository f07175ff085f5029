"""A start loads what it needs and nothing else: each library costs time and memory, in every process.

Whoever adds a library imports it in the function that needs it (as `adapters/icalendar/calendar_files.py`
does), or adds it here and says what a start needs it for.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

COMMAND_LINE = {"annotated_types", "pydantic", "pydantic_core", "typing_extensions", "typing_inspection"}
DRIVER = {"psycopg", "psycopg_binary"}
WIRING = {"argon2", "cryptography", "dependency_injector", "gevent", "greenlet", "jose", "sqlalchemy", "zope"}
# The container knows the hub of live connections.
FRAMES = {"h11", "markupsafe", "werkzeug", "wsproto"}
# The web process is gunicorn's; our way to write its log lines builds on its own.
SERVING = {"gunicorn"}
ANSWERING = {"blinker", "click", "flask", "flask_sock", "itsdangerous", "jinja2", "simple_websocket"}
# Loaded by dependency_injector where they are installed, which they are on a developer's machine only.
DEVELOPMENT = {"dotenv", "pydantic_settings", "yaml"}

STARTS = {
    "serve": (
        "import entrypoints.cli.main, entrypoints.cli.serve",
        COMMAND_LINE,
    ),
    "migrate, with nothing to do": (
        "import entrypoints.cli.main, entrypoints.cli.migrate",
        COMMAND_LINE | DRIVER,
    ),
    "background worker": (
        "import entrypoints.worker.background as worker, entrypoints.settings as settings;"
        "worker.container_for(settings.Settings.from_environment())",
        COMMAND_LINE | DRIVER | WIRING | FRAMES | DEVELOPMENT,
    ),
    "web process": (
        "import entrypoints.http.gunicorn_config, entrypoints.http.app as web; web.create_app()",
        COMMAND_LINE | DRIVER | WIRING | FRAMES | DEVELOPMENT | ANSWERING | SERVING,
    ),
}
SAY_WHAT_IS_LOADED = """
import json, sys
print(json.dumps([name for name, module in sys.modules.items() if getattr(module, "__spec__", None)]))
"""
SAY_WHAT_IS_BUILT = """
import json
from entrypoints.http.schemas.shapes import Asked, Sent, Shown

def below(model):
    return [each for child in model.__subclasses__() for each in (child, *below(child))]

shapes = below(Asked) + below(Sent) + below(Shown)
print(json.dumps([[shape.__name__, shape.__pydantic_complete__] for shape in shapes]))
"""
OURS_FOR_LATER = {
    "adapters.icalendar.events",
    "adapters.icalendar.writing",
    "adapters.push",
    "adapters.redis",
    "entrypoints.cli",
    "entrypoints.demo",
}


def loaded_by(program: str, data_dir: Path) -> set[str]:
    return set(said_after(program, SAY_WHAT_IS_LOADED, data_dir))


def said_after(program: str, question: str, data_dir: Path) -> list[Any]:
    environment = os.environ | {
        "CONVENE_DATA_DIR": str(data_dir),
        "CONVENE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }
    ended = subprocess.run(
        [sys.executable, "-c", f"{program}\n{question}"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said: list[Any] = json.loads(ended.stdout)
    return said


@pytest.mark.parametrize("name", STARTS)
def test_a_start_loads_these_libraries_only(name: str, tmp_path: Path) -> None:
    program, allowed = STARTS[name]
    ours = {"adapters", "application", "domain", "entrypoints", "__main__"}
    loaded = {module.partition(".")[0] for module in loaded_by(program, tmp_path)}
    libraries = {module for module in loaded - ours - sys.stdlib_module_names if not module.startswith("_")}
    assert libraries <= allowed, f"{name} loads {libraries - allowed}"


def test_a_web_process_leaves_for_later_what_few_requests_need(tmp_path: Path) -> None:
    program, _ = STARTS["web process"]
    assert not loaded_by(program, tmp_path) & OURS_FOR_LATER


def test_a_web_process_builds_the_checks_of_requests_when_one_comes(tmp_path: Path) -> None:
    program, _ = STARTS["web process"]
    built = dict(said_after(program, SAY_WHAT_IS_BUILT, tmp_path))
    assert len(built) > 100
    assert not any(built.values()), [name for name, is_built in built.items() if is_built]
