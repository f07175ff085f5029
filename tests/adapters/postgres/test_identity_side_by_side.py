"""Two Convenes, one in memory and one in PostgreSQL, are signed in to, left and administered alike.

Over HTTP, so that everything takes part. Secrets differ and answers must not; and whatever happens, somebody
is an admin, nobody deactivated is signed in, every secret is good once, and the audit trail is whole.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyotp
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from domain.identity.external_identity import ExternalIdentity
from domain.identity.role import Role
from tests.adapters.postgres.identity_world import NAMES, PASSWORDS, World
from tests.storage import emptied

ADDRESSES = ("zoe@example.org", "yan@example.org")
LONG_AGO = timedelta(seconds=11)
"""Beyond the grace for a lost answer."""

who = st.sampled_from(NAMES)
place = st.integers(0, 5)
passwords = st.sampled_from(PASSWORDS)


class Identities(RuleBasedStateMachine):
    engine: Engine
    url: str

    @initialize()
    def found(self) -> None:
        emptied(self.engine)
        self.folder = TemporaryDirectory()
        home = Path(self.folder.name)
        self.worlds = [World(home / "memory"), World(home / "postgres", CONVENE_DATABASE_URL=self.url)]
        self.used: set[tuple[int, str]] = set()
        for name in NAMES:
            self.sign_in(name, right=True, with_code=False)

    def teardown(self) -> None:
        if hasattr(self, "worlds"):
            for world in self.worlds:
                world.close()
            self.folder.cleanup()

    def both(self, deed: Callable[[World], TestResponse | None]) -> Any:
        """What both answered, which must be the same."""
        told = []
        for world in self.worlds:
            answer = deed(world)
            code = answer.json.get("code") if answer is not None and answer.is_json else None
            told.append(None if answer is None else (answer.status_code, code))
            world.read_mail()
        assert told[0] == told[1]
        return told[0]

    def once(self, world: World, secret: str, answer: TestResponse) -> TestResponse:
        """A secret that has worked does not work again."""
        if answer.status_code < 300:
            assert (id(world), secret) not in self.used
            self.used.add((id(world), secret))
        return answer

    # Coming and going

    @rule(name=who, right=st.sampled_from([True, True, True, False]), with_code=st.booleans())
    def sign_in(self, name: str, right: bool, with_code: bool) -> None:
        def deed(world: World) -> TestResponse:
            password = world.password_of(name) if right else "not the right one"
            with world.house.container.transactions().begin() as work:
                email = work.people.get(world.people[name]).email
            body: dict[str, Any] = {"email": email, "password": password, "client": "api"}
            secret = ""
            if with_code and name in world.apps:
                secret = pyotp.TOTP(world.apps[name]).at(world.house.clock.now())
                body["second_factor"] = {"code": secret}
            answer = world.entered(name, world.house.nobody().post("/auth/login", body))
            return self.once(world, f"code {name} {secret}", answer) if secret else answer

        self.both(deed)

    @rule(name=who, number=st.integers(0, 9))
    def sign_in_with_a_recovery_code(self, name: str, number: int) -> None:
        def deed(world: World) -> TestResponse | None:
            if name not in world.codes:
                return None
            with world.house.container.transactions().begin() as work:
                email = work.people.get(world.people[name]).email
            code = world.codes[name][number]
            body = {"email": email, "password": world.password_of(name), "client": "api"}
            answer = world.house.nobody().post(
                "/auth/login", {**body, "second_factor": {"recovery_code": code}}
            )
            return self.once(world, code, world.entered(name, answer))

        self.both(deed)

    @rule(session=place, older=st.integers(0, 2), late=st.booleans())
    def refresh(self, session: int, older: int, late: bool) -> None:
        if late:
            self.pass_by(LONG_AGO)

        def deed(world: World) -> TestResponse:
            caller, tokens = world.session(session)
            token = tokens[max(0, len(tokens) - 1 - older)]
            answer = caller.post("/auth/refresh", {"refresh_token": token})
            if answer.status_code == 200:
                assert not (late and token != tokens[-1]), "a replaced token was traded after the grace"
                caller.token = answer.json["access_token"]
                if answer.json["refresh_token"] not in tokens:
                    tokens.append(answer.json["refresh_token"])
            elif late and token != tokens[-1]:
                again = caller.post("/auth/refresh", {"refresh_token": tokens[-1]})
                assert again.status_code == 401, "the family of a token that was used twice lives on"
            return answer

        self.both(deed)

    @rule(session=place, older=st.integers(0, 2), late=st.booleans(), times=st.integers(2, 4))
    def refresh_at_once(self, session: int, older: int, late: bool, times: int) -> None:
        """Several tabs with one cookie. What they are told, all are told."""
        if late:
            self.pass_by(LONG_AGO)

        def deed(world: World) -> TestResponse:
            _, tokens = world.session(session)
            body = {"refresh_token": tokens[max(0, len(tokens) - 1 - older)]}
            with ThreadPoolExecutor(times) as tabs:
                asked = [tabs.submit(world.house.nobody().post, "/auth/refresh", body) for _ in range(times)]
            answers = [each.result() for each in asked]
            (successor,) = {answer.json.get("refresh_token") for answer in answers}
            if successor is not None and successor not in tokens:
                tokens.append(successor)
            return answers[0]

        self.both(deed)

    @rule(session=place)
    def sign_out(self, session: int) -> None:
        def deed(world: World) -> TestResponse:
            caller, tokens = world.session(session)
            answer = caller.post("/auth/logout", {"refresh_token": tokens[-1]})
            assert caller.get("/me").status_code == 401
            return answer

        self.both(deed)

    @rule(session=place, others=st.booleans())
    def end_sessions(self, session: int, others: bool) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            listed = caller.get("/auth/sessions")
            if others or listed.status_code != 200:
                return caller.call("DELETE", "/auth/sessions")
            oldest = min(listed.json["data"], key=lambda each: each["id"])
            return caller.call("DELETE", f"/auth/sessions/{oldest['id']}")

        self.both(deed)

    @rule(seconds=st.sampled_from([30, 30, 300, 901]))
    def time_passes(self, seconds: int) -> None:
        self.pass_by(timedelta(seconds=seconds))

    def pass_by(self, time: timedelta) -> None:
        for world in self.worlds:
            world.house.clock.advance(time)

    # Passwords, addresses, second factors, tokens

    @rule(session=place)
    def prove(self, session: int) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            return caller.post("/auth/proof", {"password": world.password_of(caller.email)})

        self.both(deed)

    @rule(session=place, new=passwords, end_tokens=st.booleans())
    def change_password(self, session: int, new: str, end_tokens: bool) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            body = {"current_password": world.password_of(caller.email), "new_password": new}
            answer = caller.post("/auth/password", {**body, "end_tokens": end_tokens, "client": "api"})
            return world.entered(caller.email, answer)

        self.both(deed)

    @rule(name=who)
    def forget_password(self, name: str) -> None:
        def deed(world: World) -> TestResponse:
            with world.house.container.transactions().begin() as work:
                email = work.people.get(world.people[name]).email
            return world.house.nobody().post("/auth/password/forgot", {"email": email})

        self.both(deed)

    @rule(session=place, address=st.sampled_from(["new@example.org", "other@example.org"]))
    def ask_for_another_address(self, session: int, address: str) -> None:
        self.both(lambda world: world.session(session)[0].post("/auth/email", {"email": address}))

    @rule(letter=st.integers(0, 9), password=passwords)
    def follow_a_link(self, letter: int, password: str) -> None:
        """Of a reset, an invitation, a registration or a new address; the newest letters first."""

        def deed(world: World) -> TestResponse | None:
            if not world.mailed:
                return None
            page, token = world.mailed[-1 - letter % len(world.mailed)]
            nobody = world.house.nobody()
            if page == "reset-password":
                answer = nobody.post("/auth/password/reset", {"token": token, "password": password})
            elif page == "invitation":
                body = {"invitation_token": token, "name": "New", "time_zone": "UTC", "password": password}
                answer = nobody.post("/auth/register", body)
            else:
                answer = nobody.post("/auth/email/confirmation", {"token": token})
            return self.once(world, token, answer)

        self.both(deed)

    @rule(session=place)
    def set_up_an_app(self, session: int) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            begun = caller.post("/auth/totp")
            if begun.status_code != 201:
                return begun
            secret = pyotp.parse_uri(begun.json["uri"]).secret
            code = pyotp.TOTP(secret).at(world.house.clock.now())
            answer = caller.post("/auth/totp/confirm", {"code": code})
            if answer.status_code == 200:
                self.used.add((id(world), f"code {caller.email} {code}"))
                world.apps[caller.email] = secret
                world.codes[caller.email] = answer.json["recovery_codes"]
            return answer

        self.both(deed)

    @rule(session=place)
    def remove_the_app(self, session: int) -> None:
        self.both(lambda world: world.session(session)[0].call("DELETE", "/auth/totp"))

    @rule(session=place)
    def make_a_token(self, session: int) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            until = (world.house.clock.now() + timedelta(minutes=20)).isoformat()
            answer = caller.post("/tokens", {"name": "x", "scopes": ["people:read"], "expires_at": until})
            if answer.status_code == 201:
                world.tokens.append((answer.json["id"], answer.json["token"]))
            return answer

        self.both(deed)

    @rule(session=place, token=place, revoke=st.booleans())
    def use_or_revoke_a_token(self, session: int, token: int, revoke: bool) -> None:
        def deed(world: World) -> TestResponse | None:
            if not world.tokens:
                return None
            identity, secret = world.tokens[token % len(world.tokens)]
            if revoke:
                return world.session(session)[0].call("DELETE", f"/tokens/{identity}")
            return world.house.nobody().get("/people", Authorization=f"Bearer {secret}")

        self.both(deed)

    @rule(name=who, subject=st.sampled_from("ab"))
    def link(self, name: str, subject: str) -> None:
        """As signing in through the provider does, whose own part is tested with a real one."""
        for world in self.worlds:
            with world.house.container.transactions().begin() as work:
                person = work.people.get(world.people[name])
                free = work.external_identities.owner_of("https://login.example", subject) is None
                if free and not work.external_identities.has_one(person.id, "https://login.example"):
                    now = world.house.clock.now()
                    work.external_identities.add(
                        ExternalIdentity.link("https://login.example", subject, person, now=now)
                    )

    @rule(session=place)
    def unlink(self, session: int) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            listed = caller.get("/auth/oidc/links")
            if listed.status_code != 200 or not listed.json["data"]:
                return listed
            return caller.call("DELETE", f"/auth/oidc/links/{listed.json['data'][0]['id']}")

        self.both(deed)

    # What admins do

    @rule(session=place, name=who, change=st.sampled_from([*Role, True, False]))
    def decide_about(self, session: int, name: str, change: Role | bool) -> None:
        body = {"active": change} if isinstance(change, bool) else {"role": change.value}

        def deed(world: World) -> TestResponse:
            path = f"/people/{world.people[name]}"
            return world.session(session)[0].call("PATCH", path, body, If_Match="*")

        self.both(deed)

    @rule(session=place, address=st.sampled_from(ADDRESSES), role=st.sampled_from(Role))
    def invite(self, session: int, address: str, role: Role) -> None:
        body = {"email": address, "role": role.value}
        self.both(lambda world: world.session(session)[0].post("/people", body))

    @rule(address=st.sampled_from(ADDRESSES))
    def ask_for_an_account(self, address: str) -> None:
        self.both(lambda world: world.house.nobody().post("/auth/register", {"email": address}))

    @rule(session=place)
    def revoke_an_invitation(self, session: int) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            listed = caller.get("/invitations")
            if listed.status_code != 200 or not listed.json["data"]:
                return listed
            return caller.call("DELETE", f"/invitations/{listed.json['data'][0]['id']}")

        self.both(deed)

    @rule(session=place, name=who, method=st.sampled_from(["PUT", "DELETE"]), delete=st.booleans())
    def change_a_team(self, session: int, name: str, method: str, delete: bool) -> None:
        def deed(world: World) -> TestResponse:
            caller, _ = world.session(session)
            listed = caller.get("/teams")
            if listed.status_code != 200 or not listed.json["data"]:
                return caller.post("/teams", {"name": "Board"})
            team = f"/teams/{listed.json['data'][0]['id']}"
            if delete:
                return caller.call("DELETE", team, If_Match="*")
            return caller.call(method, f"{team}/members/{world.people[name]}")

        self.both(deed)

    # What holds whatever happens

    @invariant()
    def nothing_differs(self) -> None:
        if hasattr(self, "worlds"):
            assert self.worlds[0].seen() == self.worlds[1].seen()

    @invariant()
    def somebody_is_an_admin(self) -> None:
        for world in getattr(self, "worlds", ()):
            people = world.house.container.people().search("", active=True, after=None, limit=100)
            assert any(each.role is Role.ADMIN for each in people)

    @invariant()
    def nobody_deactivated_is_let_in(self) -> None:
        for world in getattr(self, "worlds", ()):
            container, now = world.house.container, world.house.clock.now()
            known = container.people().named(world.people.values())
            for name, identity in world.people.items():
                if not known[identity].active:
                    assert not container.people().open_sessions(identity, now=now)
                    for caller, _ in world.sessions:
                        assert caller.email != name or caller.get("/auth/sessions").status_code == 401

    @invariant()
    def the_audit_trail_is_whole(self) -> None:
        for world in getattr(self, "worlds", ()):
            assert world.house.container.administration.verify_audit_trail()().fault is None


@pytest.fixture
def machine(shared_engine: Engine, shared_database_url: str) -> type[Identities]:
    Identities.engine, Identities.url = shared_engine, shared_database_url
    return Identities


def test_memory_and_postgres_let_in_the_same_people(machine: type[Identities]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
