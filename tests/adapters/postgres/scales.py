"""How many dates there are beside those that a statement is asked for.

``CONVENE_MILLION=1`` asks among a million, which takes a minute or two to make.
"""

import os

from benchmarks.world import MILLION, Scale

MANY = (
    MILLION
    if os.environ.get("CONVENE_MILLION")
    else Scale(people=60, dates=10_000, busy=(50, 100, 500), in_week=10)
)
