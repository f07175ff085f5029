import pytest

from domain.notification.books import WORDINGS
from domain.notification.english import ENGLISH
from domain.notification.mail_answers import in_plain_words
from domain.notification.wording import Wording


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", ""),
        ("550 5.1.1 No such user here", "There is no mailbox of that name"),
        ("452 4.2.2 over quota", "The mailbox is full"),
        ("550 who?", "does not take mail for this address"),
        ("451 4.7.1 greylisted", "The other side refuses mail from here"),
        ("451 greylisted", "come back later"),
        ("554 5.7.26 unauthenticated", "not proven (SPF, DKIM)"),
        ("599 5.9.9 odd", "refused it"),
        ("499 odd", "tried again later"),
        ("TimeoutError: timed out", "did not answer in time"),
        ("ConnectionRefusedError: [Errno 111]", "Nothing answers"),
        ("OSError: disc", "could not be handed over"),
    ],
)
def test_an_answer_says_what_to_do(answer: str, words: str) -> None:
    assert words in in_plain_words(answer, ENGLISH)
    assert bool(in_plain_words(answer, ENGLISH)) is bool(answer)


@pytest.mark.parametrize("wording", WORDINGS.values(), ids=WORDINGS)
def test_every_answer_can_be_said(wording: Wording) -> None:
    codes = [f"{first}{number:02}" for first in "245" for number in range(100)]
    statuses = [f"550 5.{subject}.{detail} no" for subject in range(8) for detail in range(30)]
    troubles = ["TimeoutError", "ConnectionRefusedError", "gaierror", "SSLCertVerificationError"]
    said = {
        in_plain_words(answer, wording)
        for answer in (*codes, *statuses, *troubles, "SMTPServerDisconnected: x")
    }
    assert len(said) > 25
    assert all(said)
