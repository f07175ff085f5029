import logging
import stat
from email import message_from_bytes
from email.headerregistry import Address
from pathlib import Path

import pytest

from adapters.mail.file_mailer import FileMailer
from application.shared.refusals import MailUnavailable
from tests.builders import a_letter

CONVENE = Address("Convene", "convene", "localhost")


def test_a_letter_becomes_a_file_for_its_owners_eyes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    letter = a_letter()
    mailer = FileMailer(tmp_path / "data" / "mail", CONVENE)
    logging.getLogger("convene").propagate = True
    with caplog.at_level(logging.INFO, "convene.mail"):
        mailer.send(letter)
        mailer.send(letter)
    (file,) = (tmp_path / "data" / "mail").iterdir()
    assert file.suffix == ".eml"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert message_from_bytes(file.read_bytes())["Message-ID"] == f"<{letter.id}@localhost>"
    assert str(file) in caplog.text


def test_a_full_disc_is_for_later(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(MailUnavailable):
        FileMailer(tmp_path / "mail", CONVENE).send(a_letter())
