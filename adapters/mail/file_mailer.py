import logging
import os
from email.headerregistry import Address
from pathlib import Path

from adapters.mail.message import message_of
from application.shared.ports import Mailer
from application.shared.refusals import MailUnavailable
from domain.shared.letter import Letter

log = logging.getLogger("convene.mail")


class FileMailer(Mailer):
    """For trying Convene out: letters become files that mail programs open, for their owner's eyes only."""

    def __init__(self, folder: Path, sender: Address) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter) -> None:
        path = self._folder / f"{letter.written_at:%Y%m%dT%H%M%S}-{letter.id}.eml"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = path.with_suffix(".part")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(message_of(letter, self._sender).as_bytes())
            draft.replace(path)
        except OSError as error:
            raise MailUnavailable(str(error)) from error
        log.info("no mail server is set (CONVENE_SMTP_URL), so a letter to %s lies in %s", letter.to, path)
