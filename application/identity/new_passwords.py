from dataclasses import dataclass

from application.identity.credential_ports import CommonPasswords
from application.identity.ports import PasswordHasher
from domain.identity.person import check_password
from domain.identity.refusals import WeakPassword


@dataclass(frozen=True, slots=True)
class NewPasswords:
    """Turns a password that somebody chose into the hash that is kept, wherever one can be chosen.

    Taken to the letter: nothing is cut, trimmed or normalised (ASVS 5.0 6.2.8). Never call it inside a
    transaction: hashing is slow on purpose.
    """

    password_hasher: PasswordHasher
    common: CommonPasswords

    def hashed(self, password: str, *, email: str, name: str, field: str = "password") -> str:
        """``field`` is what the request calls it. Raises WeakPassword."""
        self.check(password, email=email, name=name, field=field)
        return self.password_hasher.hash(password)

    def check(self, password: str, *, email: str, name: str, field: str = "password") -> None:
        """Whether it could be chosen. Raises WeakPassword."""
        check_password(password, email=email, name=name, field=field)
        if password in self.common:
            raise WeakPassword(
                "the password is too weak: it is among the most common ones, which are tried first",
                field=(field,),
            )
