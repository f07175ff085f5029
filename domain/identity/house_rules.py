"""What the organisation has decided about itself and its accounts."""

from dataclasses import dataclass, fields

from domain.identity.account_invitation import Registration
from domain.identity.language import WrittenLanguage
from domain.identity.role import Role
from domain.shared.text import one_line


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Admins change them while everything runs. ``second_factor_required_for``: in these roles.

    ``language``: in which letters go to whoever has chosen none.

    Raises InvalidText.
    """

    organisation_name: str = "Convene"
    registration: Registration = Registration.INVITE
    second_factor_required_for: frozenset[Role] = frozenset()
    language: WrittenLanguage = WrittenLanguage.ENGLISH

    def __post_init__(self) -> None:
        name = one_line(self.organisation_name, name="organisation_name", longest=100)
        object.__setattr__(self, "organisation_name", name)

    def plain(self) -> dict[str, object]:
        """Each rule as JSON has it."""
        return {
            "organisation_name": self.organisation_name,
            "registration": self.registration.value,
            "second_factor_required_for": sorted(role.value for role in self.second_factor_required_for),
            "language": self.language.value,
        }

    def differences(self, other: "HouseRules") -> dict[str, object]:
        """The rules in which ``other`` differs, as ``{name: {"old": …, "new": …}}``."""
        mine, others = self.plain(), other.plain()
        return {
            rule.name: {"old": mine[rule.name], "new": others[rule.name]}
            for rule in fields(self)
            if mine[rule.name] != others[rule.name]
        }
