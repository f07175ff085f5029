from dataclasses import dataclass, field

from application.shared.ports import Mailer
from domain.shared.letter import Letter


@dataclass
class MemoryMailer(Mailer):
    """Keeps what was sent, in that order; with ``trouble`` it raises that instead."""

    sent: list[Letter] = field(default_factory=list)
    trouble: Exception | None = None

    def send(self, letter: Letter) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.sent.append(letter)
