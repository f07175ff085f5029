"""What arrives in people's letter boxes."""

from domain.shared.letter import Letter
from tests.entrypoints.http.conftest import House


def new_letters(house: House) -> list[Letter]:
    """Everything sent since the last look."""
    while house.container.send_letters()():
        pass
    sent = house.container.mailer().sent
    letters = list(sent)
    sent.clear()
    return letters


def token_in(letter: Letter) -> str:
    assert letter.link is not None
    _, _, token = letter.link.url.partition("#token=")
    assert len(token) >= 40
    return token
