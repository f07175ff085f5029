"""What people choose is kept, undone, and on their other devices; admins find what they look for."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.entrypoints.cli.serving import PASSWORD, Server, add_person, server_on
from tests.entrypoints.live.serving import Person
from tests.journeys.browsers import PATIENCE, PHONE, browser_page, comes_to, complaints
from tests.journeys.test_signing_in_with_more import seen

expect.set_options(timeout=PATIENCE)
ROOM = {"name": "Blue room", "capacity": 8, "location": "First floor", "time_zone": "Europe/Paris"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("settings")
    with server_on(folder, CONVENE_LOG_LEVEL="error") as started:
        for name, role in (("ana", "admin"), ("ben", "member")):
            add_person(folder, name.title(), role=role)
        yield started


def signed_in(page: Page, server: Server, name: str, at: str) -> Page:
    page.goto(f"{server.url}/login/?next={at}")
    page.get_by_label("E-mail").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def test_settings_save_themselves_on_every_device(server: Server, playwright: Playwright) -> None:
    with (
        browser_page(playwright, "Asia/Kathmandu") as desk,
        browser_page(playwright, "Asia/Kathmandu", PHONE) as phone,
    ):
        faults = [complaints(desk), complaints(phone)]
        signed_in(phone, server, "ben", "/settings/")
        signed_in(desk, server, "ben", "/settings/appearance/")
        desk.get_by_role("radio", name="Dark").press("Space")
        seen(desk.get_by_text("Saved", exact=True))
        expect(desk.locator("html")).to_have_attribute("data-theme", "dark")
        phone.reload()
        expect(phone.locator("html")).to_have_attribute("data-theme", "dark")
        desk.get_by_role("button", name="Undo").click()
        seen(desk.get_by_text("As it was before"))
        expect(desk.locator("html")).not_to_have_attribute("data-theme", "dark")

        # Two devices change the same, and the second is asked.
        phone.get_by_role("link", name="Profile").tap()
        desk.goto(f"{server.url}/settings/profile/")
        expect(desk.get_by_label("Name")).to_have_value("Ben")
        expect(phone.get_by_label("Name")).to_have_value("Ben")
        phone.get_by_label("Name").fill("Benjamin")
        phone.get_by_label("Name").press("Enter")
        seen(phone.get_by_text("Saved", exact=True))
        desk.get_by_label("Name").fill("Benno")
        desk.get_by_label("Name").press("Enter")
        seen(desk.get_by_text("changed elsewhere meanwhile"))
        expect(desk.get_by_label("Name")).to_have_value("Benjamin")
        desk.get_by_role("button", name="Use mine").click()
        expect(desk.get_by_role("button", name="Account of Benno").first).to_be_visible()

        # Working hours by keys alone.
        desk.goto(f"{server.url}/settings/hours/")
        desk.get_by_label("Monday, from").fill("8.30")
        desk.get_by_label("Monday, from").press("Enter")
        desk.get_by_role("button", name="Add hours on Monday").press("Enter")
        desk.get_by_role("button", name="Copy Monday to all days with hours").press("Enter")
        expect(desk.get_by_label("Friday, from").first).to_have_value("08:30")
        seen(desk.get_by_text("47.5 hours"))
        expect(desk.get_by_label("Friday, until").nth(1)).to_have_value("19:00")
        ben = Person(server.port, "ben@example.org", PASSWORD)
        comes_to(
            [{"start": "08:30", "end": "17:00"}, {"start": "18:00", "end": "19:00"}],
            lambda: ben.call("GET", f"/people/{ben.id}/working-hours")[1]["weekly"]["friday"],
            desk,
        )

        # A key of one's own does what the usual one did, and none does anything once they are off.
        desk.goto(f"{server.url}/settings/keyboard/")
        desk.get_by_role("button", name="Change the key for: Go to the inbox").press("Enter")
        expect(desk.get_by_role("textbox", name="Press the new key")).to_be_focused()
        desk.keyboard.press("v")
        seen(desk.get_by_text("Saved", exact=True))
        desk.get_by_role("heading", level=1).click()
        desk.keyboard.press("v")
        seen(desk.get_by_role("heading", name="Inbox", level=1))
        assert faults == [[], []]


def test_admins_find_what_they_look_for(server: Server, playwright: Playwright) -> None:
    ana = Person(server.port, "ana@example.org", PASSWORD)
    assert ana.call("POST", "/rooms", ROOM)[0] == 201
    with browser_page(playwright, "America/St_Johns") as page:
        faults = complaints(page)
        signed_in(page, server, "ana", "/admin/settings/")

        # Who changed a setting: it stands beside it.
        page.get_by_label("Name of the organisation").fill("Analytical Engines")
        page.get_by_label("Name of the organisation").press("Enter")
        seen(page.get_by_role("link", name="Changed by Ana"))
        page.get_by_role("link", name="Changed by Ana").click()
        page.get_by_role("button", name="Ana changed the settings").click()
        seen(page.get_by_text("Analytical Engines"))
        seen(page.get_by_text("(UTC, GMT"))

        # A person: typed, opened; somebody else, invited by pasting.
        page.goto(f"{server.url}/admin/people/")
        page.get_by_role("searchbox", name="Name or e-mail").fill("ben")
        page.wait_for_url("**/admin/people/?q=ben")
        page.get_by_role("button", name="Open Ben").click()
        seen(page.get_by_role("dialog").get_by_text("ben@example.org"))
        page.get_by_role("button", name="Close").click()
        page.get_by_role("button", name="Invite people").click()
        page.get_by_label("Addresses").fill("Zoé <zoe@example.org>\nnobody\nana@example.org")
        page.get_by_role("button", name="Invite 2 people").click()
        results = page.get_by_role("list", name="What became of each").get_by_role("listitem")
        expect(results).to_have_count(3)
        seen(results.filter(has_text="nobody is no address"))
        seen(results.filter(has_text="zoe@example.org is invited"))
        expect(results.filter(has_text="ana@example.org")).not_to_contain_text("is invited")
        page.get_by_role("button", name="Done").click()
        seen(page.get_by_text("zoe@example.org, until"))

        # A room: typed, opened, changed.
        page.goto(f"{server.url}/admin/rooms/?q=blue")
        page.get_by_role("button", name="Open Blue room").click()
        page.get_by_label("Equipment").fill("screen, whiteboard")
        page.get_by_role("button", name="Save").click()
        seen(page.get_by_text("whiteboard"))

        # Without a connection all of it is read, and nothing decided.
        page.context.set_offline(True)
        expect(page.get_by_role("button", name="New room")).to_be_disabled()
        seen(page.get_by_text("Changing something here needs a connection"))
        seen(page.get_by_role("main").get_by_role("heading", level=1))
        seen(page.get_by_role("main").get_by_text("Blue room"))
        page.context.set_offline(False)
        expect(page.get_by_role("button", name="New room")).to_be_enabled()

        # The last admin shuts nobody out, themselves least of all: the server's words say why.
        page.goto(f"{server.url}/admin/addresses/")
        page.get_by_label("Address or network").fill("127.0.0.1")
        page.get_by_label("Why").fill("Trying")
        page.get_by_role("button", name="Turn away").click()
        refused = page.get_by_role("region", name="Turn an address away").get_by_role("alert")
        expect(refused).to_contain_text(re.compile("shut yourself out"))
        assert faults == []


def test_who_may_not_is_told_who_can_help(server: Server, playwright: Playwright) -> None:
    with browser_page(playwright, "Asia/Kathmandu", PHONE) as phone:
        signed_in(phone, server, "ben", "/admin/audit/")
        seen(phone.get_by_text("They can help: Ana."))
        phone.goto(f"{server.url}/settings/")
        seen(phone.get_by_role("button", name="Sign out"))
        expect(phone.get_by_role("link", name="Administration")).to_have_count(0)
