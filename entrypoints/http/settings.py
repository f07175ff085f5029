"""Settings and feature flags, for admins."""

from application.administration.change_settings import ChangeSettings, ChangeSettingsCommand
from application.administration.read_feature_flag import ReadFeatureFlag
from application.administration.read_feature_flags import ReadFeatureFlags
from application.administration.read_settings import ReadSettings
from application.administration.turn_feature_flag import TurnFeatureFlag, TurnFeatureFlagCommand
from application.identity.caller import Caller
from domain.administration.refusals import (
    FlagNotFound,
    InvalidFlag,
    SettingFixed,
    StaleFlag,
    StaleSettings,
)
from domain.identity.role import Permission
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import IfMatch
from entrypoints.http.schemas.settings import (
    FeatureFlagSent,
    FeatureFlagShown,
    FeatureFlagsShown,
    SettingsSent,
    SettingsShown,
)


def settings_blueprint(
    gate: Gate,
    *,
    read_settings: ReadSettings,
    change_settings: ChangeSettings,
    read_feature_flags: ReadFeatureFlags,
    read_feature_flag: ReadFeatureFlag,
    turn_feature_flag: TurnFeatureFlag,
) -> ApiBlueprint:
    """Whatever is changed here counts in every process with the next request."""
    settings = ApiBlueprint("settings", gate)

    def current_settings(caller: Caller) -> SettingsShown:
        return SettingsShown.of(read_settings(caller))

    def current_flag(caller: Caller, name: str) -> FeatureFlagShown:
        return FeatureFlagShown.of(read_feature_flag(caller, name))

    def shown(body: SettingsShown | FeatureFlagShown) -> Answer:
        return Answer(body, headers={"ETag": etag_of(body.version)})

    @settings.operation("GET", "/settings", Permission.WRITE_SETTINGS, answers={200: SettingsShown})
    def house_rules(caller: Caller) -> Answer:
        """The house rules, as they count."""
        return shown(current_settings(caller))

    @settings.operation(
        "PATCH",
        "/settings",
        Permission.WRITE_SETTINGS,
        answers={200: SettingsShown},
        refusals=(StaleSettings, SettingFixed),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current_settings,
    )
    def change_house_rules(caller: Caller, body: SettingsSent, precondition: Precondition) -> Answer:
        """Change house rules. The audit trail keeps the old and the new."""
        version = precondition.expected(lambda: current_settings(caller).version)
        change_settings(ChangeSettingsCommand(caller, version, body.rules()))
        return shown(current_settings(caller))

    @settings.operation("GET", "/feature-flags", Permission.WRITE_SETTINGS, answers={200: FeatureFlagsShown})
    def list_flags(caller: Caller) -> Answer:
        """What can be switched off, or on for some, and for whom it is on."""
        data = [FeatureFlagShown.of(flag) for flag in read_feature_flags(caller)]
        return Answer(FeatureFlagsShown(data=data, next_cursor=None))

    @settings.operation(
        "GET",
        "/feature-flags/{name}",
        Permission.WRITE_SETTINGS,
        answers={200: FeatureFlagShown},
        refusals=(FlagNotFound,),
    )
    def flag(caller: Caller, name: str) -> Answer:
        """One feature flag."""
        return shown(current_flag(caller, name))

    @settings.operation(
        "PUT",
        "/feature-flags/{name}",
        Permission.WRITE_SETTINGS,
        answers={200: FeatureFlagShown},
        refusals=(FlagNotFound, StaleFlag, InvalidFlag),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current_flag,
    )
    def turn_flag(caller: Caller, name: str, body: FeatureFlagSent, precondition: Precondition) -> Answer:
        """Say whom a feature is for.

        With a percentage, who has it is drawn once and for all: whoever has it keeps it as the share grows.
        """
        version = precondition.expected(lambda: current_flag(caller, name).version)
        turn_feature_flag(TurnFeatureFlagCommand(caller, name, version, body.rollout()))
        return shown(current_flag(caller, name))

    return settings
