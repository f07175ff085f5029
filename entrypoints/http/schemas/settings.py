"""What admins set: the house rules, and who has which feature."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from application.administration.read_settings import SettingsInForce
from domain.administration.feature_flag import FeatureFlag, FlagState, Rollout
from domain.identity.account_invitation import Registration
from domain.identity.house_rules import HouseRules
from domain.identity.language import WrittenLanguage
from domain.identity.role import Role
from domain.shared.flag import Flag
from entrypoints.http.schemas.shapes import Sent, Shown, absent, line

DESCRIPTIONS: Mapping[Flag, str] = {
    Flag.COUNTER_PROPOSALS: "Guests may propose another time with their answer.",
}
Roles = Annotated[list[Role], Field(max_length=len(Role), strict=False)]


class UsualSettingsShown(Shown):
    organisation_name: str
    registration: Registration
    second_factor_required_for: list[Role]
    language: WrittenLanguage


class SettingsShown(Shown):
    organisation_name: str
    registration: Registration = Field(
        description="Who gets an account: whoever asks, whoever was invited, or nobody by themselves."
    )
    second_factor_required_for: list[Role]
    language: WrittenLanguage = Field(
        description="Of letters to people who chose none, and to their guests without an account."
    )
    fixed: list[str] = Field(
        description="Settings that the server's environment decides; they cannot be changed here."
    )
    usual: UsualSettingsShown = Field(description="What counts where nobody has decided otherwise.")
    version: int

    @classmethod
    def of(cls, settings: SettingsInForce) -> "SettingsShown":
        rules = settings.rules
        usual = HouseRules()
        return cls(
            organisation_name=rules.organisation_name,
            registration=rules.registration,
            second_factor_required_for=sorted(rules.second_factor_required_for),
            language=rules.language,
            fixed=sorted(settings.fixed),
            usual=UsualSettingsShown(
                organisation_name=usual.organisation_name,
                registration=usual.registration,
                second_factor_required_for=sorted(usual.second_factor_required_for),
                language=usual.language,
            ),
            version=settings.version,
        )


class SettingsSent(Sent):
    """Only what is sent changes."""

    organisation_name: Annotated[str, line(100)] = Field(default_factory=absent)
    registration: Annotated[Registration, Field(strict=False)] = Field(default_factory=absent)
    second_factor_required_for: Roles = Field(default_factory=absent)
    language: Annotated[WrittenLanguage, Field(strict=False)] = Field(default_factory=absent)

    def rules(self) -> Mapping[str, Any]:
        given = {name: getattr(self, name) for name in self.model_fields_set}
        if "second_factor_required_for" in given:
            given["second_factor_required_for"] = frozenset(self.second_factor_required_for)
        return given


class FeatureFlagShown(Shown):
    name: Flag
    description: str
    state: FlagState
    roles: list[Role] = Field(description="Who has it, with the state `roles`.")
    percentage: int = Field(description="How many of a hundred people have it, with the state `percentage`.")
    version: int

    @classmethod
    def of(cls, flag: FeatureFlag) -> "FeatureFlagShown":
        return cls(
            name=flag.name,
            description=DESCRIPTIONS[flag.name],
            state=flag.rollout.state,
            roles=sorted(flag.rollout.roles),
            percentage=flag.rollout.percentage,
            version=flag.version,
        )


class FeatureFlagsShown(Shown):
    data: list[FeatureFlagShown]
    next_cursor: str | None


class FeatureFlagSent(Sent):
    """Whom a feature is for. `roles` belongs to the state `roles`, `percentage` to `percentage`."""

    state: Annotated[FlagState, Field(strict=False)]
    roles: Roles = Field(default_factory=list)
    percentage: Annotated[int, Field(ge=0, le=100)] = 0

    def rollout(self) -> Rollout:
        return Rollout(self.state, frozenset(self.roles), self.percentage)
