"""What starting is measured against: the embedded PostgreSQL, then gunicorn with a Flask of one view.

`python -m benchmarks.bare FOLDER PORT` runs until SIGTERM.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from flask import Flask, Response

from adapters.embedded_postgres import EmbeddedPostgres

GUNICORN = [
    sys.executable,
    "-m",
    "gunicorn",
    "--worker-class",
    "gevent",
    "--workers",
    "1",
    "--no-control-socket",
]


def create_app() -> Flask:
    app = Flask(__name__)
    connection = psycopg.connect(os.environ["BARE_DATABASE"], autocommit=True)

    @app.get("/readyz")
    def ready() -> Response:
        connection.execute("SELECT 1")
        return Response('{"status": "ok"}', content_type="application/json")

    return app


def main(folder: str, port: str) -> int:
    with EmbeddedPostgres(Path(folder)) as database:
        environment = os.environ | {"BARE_DATABASE": database.url.replace("+psycopg", "")}
        bind = ["--bind", f"127.0.0.1:{port}"]
        with subprocess.Popen([*GUNICORN, *bind, "benchmarks.bare:create_app()"], env=environment) as web:
            signal.signal(signal.SIGTERM, lambda *_: web.terminate())
            return web.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
