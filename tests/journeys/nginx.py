"""A real nginx before real web processes, with the file that we tell people to use."""

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.entrypoints.cli.serving import LONG_ENOUGH, ROOT, free_port, is_free

OURS = ROOT / "deploy" / "nginx" / "convene.conf"
AROUND_IT = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log error;
worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/convene.conf;
}}
"""


@contextmanager
def nginx_before(ports: Sequence[int], folder: Path) -> Iterator[int]:
    """The port on which it answers for those who listen on ``ports``; its logs are in ``folder``."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")  # where Debian puts it
    assert program, "nginx is missing: apt-get install nginx"
    port = free_port()
    (folder / "convene.conf").write_text(_with_our_addresses(OURS.read_text(), port, ports, folder))
    around = folder / "nginx.conf"
    around.write_text(AROUND_IT.format(folder=folder))
    with subprocess.Popen([program, "-c", around, "-e", folder / "nginx-error.log"]) as process:
        try:
            _wait_until_it_listens(port)
            yield port
            assert process.poll() is None, (folder / "nginx-error.log").read_text()
        finally:
            process.terminate()
            process.wait(LONG_ENOUGH)


def _wait_until_it_listens(port: int) -> None:
    deadline = time.monotonic() + LONG_ENOUGH
    while is_free(port):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _with_our_addresses(text: str, port: int, ports: Sequence[int], folder: Path) -> str:
    given = {
        "listen 80;": f"listen 127.0.0.1:{port} backlog=4096;",
        "/var/log/nginx": str(folder),
        **{f"127.0.0.1:{8000 + each} ": f"127.0.0.1:{ours} " for each, ours in enumerate(ports)},
    }
    for theirs, ours in given.items():
        assert theirs in text, f"{OURS.name} has no {theirs!r} any more"
        text = text.replace(theirs, ours)
    return text
