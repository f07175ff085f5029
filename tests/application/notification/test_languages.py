"""Letters and devices speak the language of whoever reads them."""

from dataclasses import replace

import pytest

from application.administration.change_settings import ChangeSettingsCommand
from application.identity.caller import Caller
from application.identity.change_profile import ChangeProfileCommand
from domain.identity.language import Language, WrittenLanguage
from domain.identity.role import Role
from domain.shared.letter import Letter
from tests.application.conftest import House
from tests.application.notification.conftest import Mailbox
from tests.application.notification.test_mail import move, planned


def speak(house: House, person: Caller, language: Language) -> None:
    house.container.membership.change_profile()(ChangeProfileCommand(person, None, language=language))


def write_in(house: House, language: WrittenLanguage) -> None:
    ada = house.person("Ada", Role.ADMIN)
    change = ChangeSettingsCommand(ada, None, {"language": language})
    house.container.administration.change_settings()(change)


def to(name: str, letters: list[Letter]) -> Letter:
    return [each for each in letters if each.to.startswith(name)][-1]


def test_people_read_their_own_language_and_addresses_that_of_the_host(
    house: House, mailbox: Mailbox
) -> None:
    ana, ben, cloe = (house.person(each) for each in ("Ana", "Ben", "Cloe"))
    speak(house, ana, Language.FRENCH)
    speak(house, ben, Language.GERMAN)
    planned(house, ana, ben, cloe)
    letters = mailbox.written()
    ben_reads, cloe_reads, dan_reads = (to(each, letters) for each in ("ben", "cloe", "dan"))
    assert (ben_reads.language, ben_reads.subject) == ("de", "Einladung: Review")
    assert ben_reads.paragraphs[0] == (
        "Ana lädt dich zu „Review“ ein (Dienstag, 1. Dezember 2026, 09:30–10:15)."
    )
    assert ben_reads.link is not None
    assert ben_reads.link.words == "Termin öffnen"
    assert (cloe_reads.language, cloe_reads.subject) == ("en", "Invitation: Review")
    assert (dan_reads.language, dan_reads.subject) == ("fr", "Invitation\u202f: Review")
    assert "vous invite" in dan_reads.paragraphs[0]


@pytest.mark.parametrize("chosen", [Language.AUTOMATIC, Language.ARABIC])
def test_who_chose_none_or_one_without_letters_reads_the_organisations(
    house: House, mailbox: Mailbox, chosen: Language
) -> None:
    ana, ben, cloe = (house.person(each) for each in ("Ana", "Ben", "Cloe"))
    write_in(house, WrittenLanguage.GERMAN)
    speak(house, ben, chosen)
    speak(house, cloe, Language.ENGLISH)
    planned(house, ana, ben, cloe)
    letters = mailbox.written()
    assert [to(each, letters).language for each in ("ben", "cloe", "dan")] == ["de", "en", "de"]


def test_a_letter_is_in_the_language_that_its_reader_has_when_it_is_written(
    house: House, mailbox: Mailbox
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    meeting = planned(house, ana, ben)
    mailbox.written()
    move(house, ana, meeting, "2026-12-02 09:30")
    speak(house, ben, Language.FRENCH)
    assert to("ben", mailbox.written()).subject == "Réunion déplacée\u202f: Review"


def test_letters_about_accounts_follow_as_well(house: House, mailbox: Mailbox) -> None:
    ben = house.person("Ben", password_hash="quick:correct horse")
    speak(house, ben, Language.GERMAN)
    with house.container.transactions().begin() as work:
        address = work.people.get(ben.person_id).email
    house.container.accounts.forget_password()(address)
    house.container.notification.send_trial_letter()(replace(ben, role=Role.ADMIN))
    reset, trial = sorted(mailbox.written(), key=lambda each: each.kind)
    assert reset.subject == "Wähle ein neues Passwort"
    assert "30 Minuten" in reset.paragraphs[1]
    assert (trial.language, trial.subject) == ("de", "E-Mail von Convene kommt an")
