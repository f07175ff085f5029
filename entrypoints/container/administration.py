"""A part of the container: the audit trail, settings and feature flags."""

from typing import Any

from dependency_injector import containers, providers

from application.administration.add_ip_block import AddIpBlock
from application.administration.change_settings import ChangeSettings
from application.administration.enter_key_changes import EnterKeyChanges
from application.administration.export_audit_trail import ExportAuditTrail
from application.administration.flood import FloodGuard
from application.administration.note_head import NoteHead
from application.administration.read_audit_trail import ReadAuditTrail
from application.administration.read_feature_flag import ReadFeatureFlag
from application.administration.read_feature_flags import ReadFeatureFlags
from application.administration.read_ip_blocks import ReadIpBlocks
from application.administration.read_own_features import ReadOwnFeatures
from application.administration.read_own_trail import ReadOwnTrail
from application.administration.read_settings import ReadSettings
from application.administration.record_refusal import RecordRefusal
from application.administration.remove_ip_block import RemoveIpBlock
from application.administration.turn_feature_flag import TurnFeatureFlag
from application.administration.verify_audit_trail import VerifyAuditTrail
from application.meeting.read_zone_moves import ReadZoneMoves
from entrypoints.doorkeeper import Doorkeeper


class Administration(containers.DeclarativeContainer):
    transactions: providers.Dependency[Any] = providers.Dependency()
    clock: providers.Dependency[Any] = providers.Dependency()
    people: providers.Dependency[Any] = providers.Dependency()
    looks: providers.Dependency[Any] = providers.Dependency()
    audit_entries: providers.Dependency[Any] = providers.Dependency()
    noted_heads: providers.Dependency[Any] = providers.Dependency()
    fixed_rules: providers.Dependency[Any] = providers.Dependency()
    signing_keys: providers.Dependency[Any] = providers.Dependency()
    flags: providers.Dependency[Any] = providers.Dependency()

    flood_guard = providers.Singleton(FloodGuard)
    enter_key_changes = providers.Factory(EnterKeyChanges, transactions, audit_entries, signing_keys)
    export_audit_trail = providers.Factory(ExportAuditTrail, transactions, clock, audit_entries, people)
    note_head = providers.Factory(NoteHead, audit_entries, noted_heads, clock)
    read_own_trail = providers.Factory(ReadOwnTrail, audit_entries, people)
    read_audit_trail = providers.Factory(ReadAuditTrail, audit_entries, people, looks)
    record_refusal = providers.Factory(RecordRefusal, transactions, clock, flood_guard)
    verify_audit_trail = providers.Factory(VerifyAuditTrail, audit_entries, noted_heads)

    add_ip_block = providers.Factory(AddIpBlock, transactions, clock)
    read_ip_blocks = providers.Factory(ReadIpBlocks, transactions, clock)
    remove_ip_block = providers.Factory(RemoveIpBlock, transactions, clock)
    doorkeeper = providers.Singleton(Doorkeeper, read_ip_blocks)

    change_settings = providers.Factory(ChangeSettings, transactions, clock, fixed_rules)
    read_zone_moves = providers.Factory(ReadZoneMoves, transactions)
    read_settings = providers.Factory(ReadSettings, transactions, fixed_rules)
    read_own_features = providers.Factory(ReadOwnFeatures, flags)
    read_feature_flag = providers.Factory(ReadFeatureFlag, transactions)
    read_feature_flags = providers.Factory(ReadFeatureFlags, transactions)
    turn_feature_flag = providers.Factory(TurnFeatureFlag, transactions, clock)
