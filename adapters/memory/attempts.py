from dataclasses import dataclass

from adapters.memory.tables import Tables
from application.identity.ports import Attempts
from domain.identity.wrong_passwords import WrongPasswords


@dataclass
class MemoryAttempts(Attempts):
    tables: Tables

    def glance(self, subject: bytes) -> WrongPasswords:
        return self.tables.wrong_passwords.get(subject, WrongPasswords())

    def get(self, subject: bytes) -> WrongPasswords:
        return self.glance(subject)

    def save(self, subject: bytes, wrong: WrongPasswords) -> None:
        self.tables.wrong_passwords[subject] = wrong

    def forget(self, subject: bytes) -> None:
        self.tables.wrong_passwords.pop(subject, None)
