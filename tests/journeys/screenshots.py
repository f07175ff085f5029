"""`make screenshots`: every page, dialog and state at three widths, light and dark, on one contact sheet.

``python -m tests.journeys.screenshots FOLDER [WORDS]``: with words, only what has them in its name.
"""

import os
import re
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, Page, sync_playwright

from tests.journeys.browsers import OPTIONS, chromium
from tests.journeys.demo_world import World, demo_world
from tests.journeys.sights import (
    AT_THE_DOOR,
    INSIDE,
    PAGES,
    SETTLED,
    SIZES,
    Sight,
    can_be,
    is_there,
    leave,
    look_at,
    show_in,
    sign_in,
)
from tests.journeys.states import HANG_UP, STATES, TRIES_AGAIN, State

HANDS = (("desk",), ("tablet", "phone"))
"""Who works with the mouse, and who by finger; each opens a page once and shows it at each of its sizes.

What has to be done on it first is done anew: an open dialog is not the same on a phone."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PATIENCE = 15_000
"""Milliseconds for each step."""
REVEALED = "() => !document.querySelector('[style*=mask-image]')"
"""By finger, a dialog with a field to type into shows only when a keyboard would be there."""
INSIDE_AND_STATES: tuple[tuple[Sight, State | None], ...] = (
    *((sight, None) for sight in INSIDE),
    *(each for each in product(PAGES, STATES) if can_be(*each)),
)


def main(folder: Path, words: str = "") -> int:
    """Returns how many could not be taken."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="convene-screenshots-") as data,
        demo_world(Path(data)) as world,
        ThreadPoolExecutor(len(HANDS)) as hands,
    ):
        missed = [*hands.map(lambda sizes: photograph(world, folder, sizes, words), HANDS)]
    write_contact_sheet(folder)
    for problem in (problem for of_hand in missed for problem in of_hand):
        sys.stdout.write(f"not taken: {problem}\n")
    sys.stdout.write(f"{len([*folder.glob('*.png')])} pictures: {folder / 'index.html'}\n")
    return sum(map(len, missed))


def photograph(world: World, folder: Path, sizes: Sequence[str], words: str) -> list[str]:
    """Returns what could not be taken, and why."""
    missed: list[str] = []
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*OPTIONS, *as_root])
        context = browser.new_context(
            has_touch="desk" not in sizes,
            locale="en-GB",
            timezone_id="Europe/Madrid",
            reduced_motion="reduce",
            # What stands between the page and the network would keep the states from coming about.
            service_workers="block",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script(HANG_UP)
        page.add_init_script(TRIES_AGAIN)
        for sight in AT_THE_DOOR:
            missed += take(page, world, folder, (sight, None), sizes, words)
        sign_in(page, world)
        for each in INSIDE_AND_STATES:
            missed += take(page, world, folder, each, sizes, words)
        browser.close()
    return missed


def take(
    page: Page,
    world: World,
    folder: Path,
    what: tuple[Sight, State | None],
    sizes: Sequence[str],
    words: str,
) -> list[str]:
    sight, state = what
    name = f"{sight.name}, {state.name}" if state else sight.name
    if words not in name:
        return []
    try:
        for size in sizes:
            page.set_viewport_size(SIZES[size])
            if not is_there(sight, page):
                continue
            if sight.deeds or size == sizes[0]:
                look_at(page, world, sight, state)
            page.evaluate(SETTLED)
            page.wait_for_function(REVEALED)
            shoot(page, folder, name, SIZES[size]["width"])
    except Error as problem:
        return [f"{name} at {sizes}: {problem.message.splitlines()[0]}"]
    finally:
        leave(page)
    return []


def shoot(page: Page, folder: Path, name: str, width: int) -> None:
    for scheme in SCHEMES:
        show_in(page, scheme)
        page.screenshot(path=folder / file_name(name, width, scheme), animations="disabled")


def file_name(name: str, width: int, scheme: str) -> str:
    return f"{re.sub('[^a-z0-9]+', '-', name.lower())}.{width}.{scheme}.png"


def write_contact_sheet(folder: Path) -> None:
    """Of all pictures there are, those of earlier runs included."""
    lines = []
    for name in sorted({path.name.split(".")[0] for path in folder.glob("*.png")}):
        lines.append(f"<h2>{escape(name.replace('-', ' '))}</h2>")
        for size, scheme in product(SIZES.values(), SCHEMES):
            width = size["width"]
            file = f"{name}.{width}.{scheme}.png"
            if (folder / file).exists():
                lines.append(f'<a href="{file}"><img loading="lazy" src="{file}" alt="{width} {scheme}"></a>')
    style = "body{font:15px system-ui;margin:24px;background:#888}img{height:300px;margin:4px}"
    head = f'<!doctype html><meta charset="utf-8"><title>Convene, in pictures</title><style>{style}</style>'
    (folder / "index.html").write_text("\n".join([head, *lines]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), *sys.argv[2:3]), 1))
