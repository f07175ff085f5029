"""The job that makes devices ring, until it is killed: ``python -m`` this, with the file of a certificate.

As ``convene worker`` does it, only that it trusts that certificate and may reach this machine.
"""

import ssl
import sys
import time
from threading import Event

from dependency_injector import providers

from adapters.push.keys import key_in
from adapters.push.web_push_service import WebPushService
from entrypoints.container import container_for
from entrypoints.settings import Settings
from entrypoints.worker.jobs import jobs_of


def main() -> None:
    settings = Settings.from_environment()
    container = container_for(settings)
    tls = ssl.create_default_context(cafile=sys.argv[1])
    key = key_in(settings.data_dir)
    service = WebPushService(key, subject="mailto:a@b.org", tls=tls, may_be_reached=lambda _: True)
    container.pushing.push_service.override(providers.Object(service))
    [job] = [each for each in jobs_of(container) if each.name == "pushes"]
    while True:
        if not job.do(Event()):
            time.sleep(0.02)


if __name__ == "__main__":
    main()
