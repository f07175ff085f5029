"""What stands in front of Convene lets through what Convene takes."""

import re
from pathlib import Path

from tests.entrypoints.http.test_permissions import ROUTES

CONFIGURATION = Path(__file__).resolve().parents[3] / "deploy" / "nginx" / "convene.conf"


def test_the_largest_body_is_refused_by_convene_and_not_before() -> None:
    (allowed,) = re.findall(r"client_max_body_size (\d+)m;", CONFIGURATION.read_text())
    assert int(allowed) * 2**20 > max(route.largest_body or 0 for route in ROUTES) > 2**20
