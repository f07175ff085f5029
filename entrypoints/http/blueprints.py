"""The routes of the API, each blueprint handed the use cases it calls."""

from collections.abc import Sequence

from application.shared.rate_limits import RateLimit
from entrypoints.container import Container
from entrypoints.http.agendas import agendas_blueprint
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.api_tokens import api_tokens_blueprint
from entrypoints.http.audit import audit_blueprint
from entrypoints.http.availability import availability_blueprint
from entrypoints.http.bootstrap import bootstrap_blueprint
from entrypoints.http.calendar import calendar_blueprint
from entrypoints.http.cookies import DeviceCookie, ExternalSignInCookie, RefreshCookie
from entrypoints.http.delegates import delegates_blueprint
from entrypoints.http.demonstration import demonstration_blueprint
from entrypoints.http.denials import Denials
from entrypoints.http.display_preferences import display_preferences_blueprint
from entrypoints.http.email_changes import email_changes_blueprint
from entrypoints.http.external_sign_in import external_sign_in_blueprint
from entrypoints.http.gate import Gate
from entrypoints.http.guests import guests_blueprint
from entrypoints.http.history import history_blueprint
from entrypoints.http.holds import holds_blueprint
from entrypoints.http.identity import identity_blueprint
from entrypoints.http.imports import imports_blueprint
from entrypoints.http.installation_health import installation_health_blueprint
from entrypoints.http.ip_blocks import ip_blocks_blueprint
from entrypoints.http.joining import joining_blueprint
from entrypoints.http.mail_deliveries import mail_deliveries_blueprint
from entrypoints.http.meetings import meetings_blueprint
from entrypoints.http.messages import messages_blueprint
from entrypoints.http.minutes import minutes_blueprint
from entrypoints.http.mutes import mutes_blueprint
from entrypoints.http.notification_preferences import notification_preferences_blueprint
from entrypoints.http.notifications import notifications_blueprint
from entrypoints.http.occurrences import occurrences_blueprint
from entrypoints.http.own_data import OwnData, own_data_blueprint
from entrypoints.http.passwords import passwords_blueprint
from entrypoints.http.people import people_blueprint
from entrypoints.http.presence import presence_blueprint
from entrypoints.http.proposals import proposals_blueprint
from entrypoints.http.push_subscriptions import push_subscriptions_blueprint
from entrypoints.http.recurrence import recurrence_blueprint
from entrypoints.http.reminders import reminders_blueprint
from entrypoints.http.request_limits import RequestLimits
from entrypoints.http.room_requests import room_requests_blueprint
from entrypoints.http.rooms import rooms_blueprint
from entrypoints.http.routes import Route
from entrypoints.http.search import search_blueprint
from entrypoints.http.second_factors import second_factors_blueprint
from entrypoints.http.sessions import sessions_blueprint
from entrypoints.http.settings import settings_blueprint
from entrypoints.http.signing_in import SessionAnswer
from entrypoints.http.teams import teams_blueprint
from entrypoints.http.zone_moves import zone_moves_blueprint
from entrypoints.settings import Settings


def api_blueprints(container: Container) -> Sequence[ApiBlueprint]:
    settings: Settings = container.settings()
    gate = Gate(
        authenticate=container.accounts.authenticate(),
        answer_once=container.answer_once(),
        act_on_behalf=container.accounts.act_on_behalf(),
        denials=Denials(container.administration.record_refusal()),
        limits=request_limits(container),
    )
    session = SessionAnswer(RefreshCookie(settings), DeviceCookie(settings))
    return [
        identity_blueprint(
            gate,
            session=session,
            people=container.people(),
            house_book=container.house_book(),
            identity_provider=container.identity_provider(),
            set_up=container.accounts.set_up(),
            sign_in=container.accounts.sign_in(),
            refresh_session=container.accounts.refresh_session(),
            sign_out=container.accounts.sign_out(),
        ),
        bootstrap_blueprint(
            gate,
            read_me=container.membership.read_me(),
            read_display=container.membership.read_display(),
            count_inbox=container.notification.count_inbox(),
            read_own_features=container.administration.read_own_features(),
            read_changes=container.read_changes(),
            version=container.health.installation().version,
        ),
        passwords_blueprint(
            gate,
            session=session,
            confirm_password=container.accounts.confirm_password(),
            change_password=container.accounts.change_password(),
            forget_password=container.accounts.forget_password(),
            reset_password=container.accounts.reset_password(),
        ),
        sessions_blueprint(
            gate,
            read_sessions=container.accounts.read_sessions(),
            end_session=container.accounts.end_session(),
            end_other_sessions=container.accounts.end_other_sessions(),
        ),
        api_tokens_blueprint(
            gate,
            create_api_token=container.accounts.create_api_token(),
            read_api_tokens=container.accounts.read_api_tokens(),
            revoke_api_token=container.accounts.revoke_api_token(),
        ),
        second_factors_blueprint(
            gate,
            session=session,
            read_second_factors=container.second_factors.read_second_factors(),
            set_up_totp=container.second_factors.set_up_totp(),
            confirm_totp=container.second_factors.confirm_totp(),
            renew_recovery_codes=container.second_factors.renew_recovery_codes(),
            remove_second_factor=container.second_factors.remove_second_factor(),
            offer_passkey=container.second_factors.offer_passkey(),
            add_passkey=container.second_factors.add_passkey(),
            challenge_passkey=container.second_factors.challenge_passkey(),
            sign_in_with_passkey=container.second_factors.sign_in_with_passkey(),
        ),
        external_sign_in_blueprint(
            gate,
            session=session,
            cookie=ExternalSignInCookie(settings),
            identity_provider=container.identity_provider(),
            start_external_sign_in=container.external_sign_in.start(),
            finish_external_sign_in=container.external_sign_in.finish(),
            finish_with_second_factor=container.external_sign_in.finish_with_second_factor(),
            read_links=container.external_sign_in.read_links(),
            remove_link=container.external_sign_in.remove_link(),
        ),
        delegates_blueprint(
            gate,
            read_delegates=container.membership.read_delegates(),
            read_principals=container.membership.read_principals(),
            add_delegate=container.membership.add_delegate(),
            remove_delegate=container.membership.remove_delegate(),
        ),
        people_blueprint(
            gate,
            read_me=container.membership.read_me(),
            read_person=container.membership.read_person(),
            search_people=container.accounts.search_people(),
            change_profile=container.membership.change_profile(),
            change_person=container.membership.change_person(),
        ),
        own_data_blueprint(
            gate,
            take_out_own_data=container.accounts.take_out_own_data(),
            own_data=OwnData(
                read_me=container.membership.read_me(),
                read_display=container.membership.read_display(),
                read_preferences=container.notification.read_preferences(),
                read_reminder_choice=container.reminding.read_reminder_choice(),
                read_working_hours=container.availability.read_working_hours(),
                read_sessions=container.accounts.read_sessions(),
                read_api_tokens=container.accounts.read_api_tokens(),
                read_own_meetings=container.meetings.read_own_meetings(),
                read_own_messages=container.conversation.read_own_messages(),
                read_own_entries=container.proceedings.read_own_entries(),
                read_notifications=container.notification.read_notifications(),
                read_own_trail=container.administration.read_own_trail(),
            ),
        ),
        display_preferences_blueprint(
            gate,
            read_display=container.membership.read_display(),
            set_display=container.membership.set_display(),
        ),
        joining_blueprint(
            gate,
            request_account=container.membership.request_account(),
            accept_invitation=container.membership.accept_invitation(),
            invite_person=container.membership.invite_person(),
            read_invitations=container.membership.read_invitations(),
            revoke_invitation=container.membership.revoke_invitation(),
        ),
        teams_blueprint(
            gate,
            read_teams=container.membership.read_teams(),
            create_team=container.membership.create_team(),
            change_team=container.membership.change_team(),
            delete_team=container.membership.delete_team(),
            change_team_members=container.membership.change_team_members(),
        ),
        email_changes_blueprint(
            gate,
            change_email=container.membership.change_email(),
            confirm_email=container.membership.confirm_email(),
        ),
        meetings_blueprint(
            gate,
            schedule_meeting=container.meetings.schedule_meeting(),
            list_meetings=container.meetings.list_meetings(),
            read_meeting=container.meetings.read_meeting(),
            export_meeting=container.meetings.export_meeting(),
            change_meeting=container.meetings.change_meeting(),
            delete_draft=container.meetings.delete_draft(),
            cancel_meeting=container.meetings.cancel_meeting(),
            restore_meeting=container.meetings.restore_meeting(),
        ),
        occurrences_blueprint(
            gate,
            read_meeting=container.meetings.read_meeting(),
            read_occurrence=container.occurrences.read_one(),
            read_occurrences=container.occurrences.read(),
            change_occurrences=container.occurrences.change(),
            cancel_occurrences=container.occurrences.cancel(),
            restore_occurrence=container.occurrences.restore(),
        ),
        guests_blueprint(
            gate,
            read_meeting=container.meetings.read_meeting(),
            invite_guests=container.meetings.invite_guests(),
            remove_guest=container.meetings.remove_guest(),
            remind_guests=container.meetings.remind_guests(),
            respond=container.meetings.respond(),
        ),
        proposals_blueprint(
            gate,
            read_meeting=container.meetings.read_meeting(),
            read_proposals=container.proposals.read(),
            accept_proposal=container.proposals.accept(),
            decline_proposal=container.proposals.decline(),
            suggest_times=container.proposals.suggest_times(),
        ),
        messages_blueprint(
            gate,
            read_messages=container.conversation.read_messages(),
            read_conversations=container.conversation.read_conversations(),
            post_message=container.conversation.post_message(),
            edit_message=container.conversation.edit_message(),
            delete_message=container.conversation.delete_message(),
            react=container.conversation.react(),
            mark_read=container.conversation.mark_read(),
        ),
        history_blueprint(gate, read_history=container.history.read_history()),
        agendas_blueprint(
            gate,
            read_proceedings=container.proceedings.read_proceedings(),
            add_agenda_item=container.proceedings.add_agenda_item(),
            change_agenda_item=container.proceedings.change_agenda_item(),
            order_agenda=container.proceedings.order_agenda(),
            carry_over=container.proceedings.carry_over(),
        ),
        minutes_blueprint(
            gate,
            read_proceedings=container.proceedings.read_proceedings(),
            read_own_actions=container.proceedings.read_own_actions(),
            add_entry=container.proceedings.add_entry(),
            change_entry=container.proceedings.change_entry(),
            order_minutes=container.proceedings.order_minutes(),
        ),
        presence_blueprint(gate, read_presence=container.presence.read_presence()),
        rooms_blueprint(
            gate,
            add_room=container.rooms.add(),
            change_room=container.rooms.change(),
            read_room=container.rooms.read(),
            remove_room=container.rooms.remove(),
            search_rooms=container.rooms.search(),
        ),
        search_blueprint(
            gate,
            find_meetings=container.meetings.find_meetings(),
            find_passages=container.meetings.find_passages(),
            search_people=container.accounts.search_people(),
            search_rooms=container.rooms.search(),
        ),
        room_requests_blueprint(
            gate,
            answer_for_room=container.rooms.answer_for(),
            read_room_requests=container.rooms.read_requests(),
        ),
        installation_health_blueprint(
            gate,
            read_health=container.health.read_health(),
            retry_parked=container.notification.retry_parked(),
        ),
        zone_moves_blueprint(gate, read_zone_moves=container.administration.read_zone_moves()),
        holds_blueprint(
            gate,
            place_hold=container.availability.place_hold(),
            read_holds=container.availability.read_holds(),
            release_hold=container.availability.release_hold(),
        ),
        availability_blueprint(
            gate,
            read_free_busy=container.availability.read_free_busy(),
            read_working_hours=container.availability.read_working_hours(),
            search_availability=container.availability.search_availability(),
            set_working_hours=container.availability.set_working_hours(),
        ),
        reminders_blueprint(
            gate,
            read_reminder_choice=container.reminding.read_reminder_choice(),
            choose_reminders=container.reminding.choose_reminders(),
            forget_reminders=container.reminding.forget_reminders(),
        ),
        recurrence_blueprint(gate, preview_recurrence=container.meetings.preview_recurrence()),
        audit_blueprint(
            gate,
            read_audit_trail=container.administration.read_audit_trail(),
            export_audit_trail=container.administration.export_audit_trail(),
        ),
        settings_blueprint(
            gate,
            read_settings=container.administration.read_settings(),
            change_settings=container.administration.change_settings(),
            read_feature_flags=container.administration.read_feature_flags(),
            read_feature_flag=container.administration.read_feature_flag(),
            turn_feature_flag=container.administration.turn_feature_flag(),
        ),
        demonstration_blueprint(gate, container),
        ip_blocks_blueprint(
            gate,
            read_ip_blocks=container.administration.read_ip_blocks(),
            add_ip_block=container.administration.add_ip_block(),
            remove_ip_block=container.administration.remove_ip_block(),
        ),
        mail_deliveries_blueprint(
            gate,
            read_mail_log=container.notification.read_mail_log(),
            resend_mail=container.notification.resend_mail(),
            send_trial_letter=container.notification.send_trial_letter(),
        ),
        notification_preferences_blueprint(
            gate,
            read_preferences=container.notification.read_preferences(),
            set_preferences=container.notification.set_preferences(),
        ),
        push_subscriptions_blueprint(
            gate,
            read_push_subscriptions=container.pushing.read_push_subscriptions(),
            add_push_subscription=container.pushing.add_push_subscription(),
            remove_push_subscription=container.pushing.remove_push_subscription(),
        ),
        notifications_blueprint(
            gate,
            read_notifications=container.notification.read_notifications(),
            mark_read=container.notification.mark_read(),
            finish_notification=container.notification.finish_notification(),
            snooze_notification=container.notification.snooze_notification(),
        ),
        mutes_blueprint(
            gate,
            read_mutes=container.notification.read_mutes(),
            read_mute=container.notification.read_mute(),
            mute_meeting=container.notification.mute_meeting(),
            unmute_meeting=container.notification.unmute_meeting(),
        ),
        imports_blueprint(gate, import_calendar=container.meetings.import_calendar()),
        calendar_blueprint(
            gate,
            read_calendar=container.meetings.read_calendar(),
            read_changes=container.read_changes(),
            issue_live_ticket=container.accounts.issue_live_ticket(),
        ),
    ]


def request_limits(container: Container) -> RequestLimits:
    settings: Settings = container.settings()
    return RequestLimits(
        rate_limits=container.rate_limits(),
        signed_in=RateLimit("signed-in", settings.rate_limit_signed_in),
        anonymous=RateLimit("anonymous", settings.rate_limit_anonymous),
    )


def api_routes(container: Container) -> Sequence[Route]:
    return [route for blueprint in api_blueprints(container) for route in blueprint.routes]
