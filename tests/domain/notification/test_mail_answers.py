import pytest

from domain.notification.mail_answers import in_plain_words


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
    assert words in in_plain_words(answer)
    assert bool(in_plain_words(answer)) is bool(answer)
