"""Every letter, as a wide and a narrow mail program show it, light and dark.

Nothing is fetched, nothing scrolls sideways, axe finds nothing, and every word can be read.
"""

import os
from collections.abc import Iterator
from html import escape
from typing import Literal

import pytest
from playwright.sync_api import Browser, Playwright, Route

from domain.identity.language import WrittenLanguage
from tests.journeys.browsers import OPTIONS, chromium
from tests.journeys.for_everybody import AXE, FIND, OVERFLOW
from tests.sample_letters import html_part, sample_letters, text_part

LETTERS = dict(sample_letters())
TRANSLATED = {
    f"{name}-{language}": letter
    for language in (WrittenLanguage.GERMAN, WrittenLanguage.FRENCH)
    for name, letter in sample_letters(language)
}
PAINTS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WORST_CONTRAST = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3)
    .map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return (numbers(colour)[3] ?? 1) === 0 ? ground(element.parentElement) : colour;
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let worst = 21;
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(ground(element))];
    worst = Math.min(worst, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05));
  }
  return worst;
}"""


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=chromium(), args=[*OPTIONS, *as_root])
    yield browser
    browser.close()


@pytest.mark.parametrize("width", [360, 640])
@pytest.mark.parametrize("paint", PAINTS)
def test_every_letter_can_be_read(browser: Browser, width: int, paint: Literal["light", "dark"]) -> None:
    asked = list[str]()

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=paint)
    page = context.new_page()
    page.route("**/*", refuse)
    looks = os.environ.get("CONVENE_LOOK_AT")
    for name, letter in LETTERS.items():
        page.set_content(html_part(letter))
        assert page.evaluate(OVERFLOW) <= 0, name
        assert page.evaluate(WORST_CONTRAST) >= 4.5, name
        if looks:
            page.screenshot(path=f"{looks}/{name}-{width}-{paint}.png", full_page=True)
        page.add_script_tag(content=AXE.read_text("utf-8"))
        assert page.evaluate(f"({FIND})(document)") == [], name
    assert asked == []
    context.close()


@pytest.mark.parametrize(("colour", "enough"), [("#8a8a85", False), ("#1b1b18", True)])
def test_words_that_are_too_faint_are_found(browser: Browser, colour: str, enough: bool) -> None:
    page = browser.new_page()
    page.set_content(f'<body style="background:#fff"><p style="color:{colour}">Words</p></body>')
    assert (page.evaluate(WORST_CONTRAST) >= 4.5) is enough
    page.close()


def test_in_other_languages_nothing_is_cut_off(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    looks = os.environ.get("CONVENE_LOOK_AT")
    for name, letter in TRANSLATED.items():
        page.set_content(html_part(letter))
        assert page.evaluate(OVERFLOW) <= 0, name
        assert page.evaluate("document.documentElement.lang") == letter.language, name
        if looks:
            page.screenshot(path=f"{looks}/{name}.png", full_page=True)
    page.close()


def test_each_has_one_thing_to_do_at_the_most_and_plain_text_that_says_as_much() -> None:
    for name, letter in (LETTERS | TRANSLATED).items():
        html, text = html_part(letter), text_part(letter)
        assert html.count('class="act"') == (letter.link is not None), name
        assert html.count("<h1") == 1, name
        said = [*letter.paragraphs, *(each.heading for each in letter.sections)]
        said += [line for each in letter.sections for line in each.lines]
        said += [letter.link.words, letter.link.url] if letter.link else []
        assert all(each in text for each in said), name
        assert all("\n" in each or escape(each) in html for each in said), name
