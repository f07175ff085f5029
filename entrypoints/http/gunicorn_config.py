"""How the web processes are run. Loaded by gunicorn, in the master process, before anything else of ours.

gevent's patches come first of all: the master imports the application once, and every worker is a copy of it.
"""

from gevent import config as _gevent
from gevent import monkey

monkey.patch_all()
# From where each greenlet was started nobody asks, and to note it takes time and memory.
_gevent.track_greenlet_tree = False

import gc  # noqa: E402
import importlib  # noqa: E402
import os  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from gunicorn.glogging import Logger  # noqa: E402

from entrypoints.log_lines import log_to  # noqa: E402
from entrypoints.settings import Settings  # noqa: E402

_settings = Settings.from_environment()
_shared_memory = Path("/dev/shm")

worker_class = "gevent"
workers = _settings.workers
# Of requests; how many live connections there may be is up to the hub.
worker_connections = 20_000
backlog = 2048
timeout = 60
graceful_timeout = 15
keepalive = 5
# A socket in the home directory that accepts commands: nobody asked for it.
control_socket_disable = True
# Heartbeats are files; on a slow disc they would block the event loop.
worker_tmp_dir = (
    str(_shared_memory) if _shared_memory.is_dir() and os.access(_shared_memory, os.W_OK) else None
)
loglevel = "debug" if _settings.log_level == "debug" else "warning"
# Which proxies are believed is decided by the application, in one place.
forwarded_allow_ips = ""
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 16_380


# gunicorn looks for it by this name.
class logger_class(Logger):  # type: ignore[misc]  # noqa: N801
    """What gunicorn itself has to say, in lines like ours."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        log_to("stdout", _settings.log_level)


def on_starting(server: Any) -> None:
    """Load what every worker needs, then wait until the supervisor has migrated the database."""
    if not server.cfg.reload:
        gc.disable()
        importlib.import_module("entrypoints.http.app")
        # What was loaded stays: never looking through it again is faster, and keeps its pages shared.
        gc.freeze()
        gc.enable()
    gate = os.environ.pop("_CONVENE_GATE", None)
    if gate is not None:
        with os.fdopen(int(gate), "rb") as pipe:
            pipe.read()


def post_worker_init(worker: Any) -> None:
    """In each worker, when its application stands."""
    from entrypoints.live.draining import watch

    watch(worker)


def worker_exit(_: Any, worker: Any) -> None:
    """In each worker, when it is about to end."""
    from entrypoints.live.draining import see_off

    see_off(worker)
