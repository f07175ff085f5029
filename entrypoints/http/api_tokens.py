"""Keys for programs."""

from uuid import UUID

from application.identity.caller import Caller
from application.identity.create_api_token import CreateApiToken, CreateApiTokenCommand
from application.identity.read_api_tokens import ReadApiTokens
from application.identity.revoke_api_token import RevokeApiToken
from domain.identity.refusals import (
    ApiTokenNotFound,
    InvalidApiToken,
    OnlyInPerson,
    ProofNeeded,
    SecondFactorNeeded,
    TooManyApiTokens,
)
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import Access
from entrypoints.http.schemas.api_token import ApiTokenMade, ApiTokenSent, ApiTokenShown, ApiTokensShown


def api_tokens_blueprint(
    gate: Gate,
    *,
    create_api_token: CreateApiToken,
    read_api_tokens: ReadApiTokens,
    revoke_api_token: RevokeApiToken,
) -> ApiBlueprint:
    """Making one holds a secret in its answer, so that answer is kept under no Idempotency-Key."""
    tokens = ApiBlueprint("api_tokens", gate)

    @tokens.operation(
        "GET", "/tokens", Access.IN_PERSON, answers={200: ApiTokensShown}, refusals=(OnlyInPerson,)
    )
    def list_tokens(caller: Caller) -> Answer:
        """The caller's API tokens, the newest first."""
        data = [ApiTokenShown.of(each) for each in read_api_tokens(caller)]
        return Answer(ApiTokensShown(data=data, next_cursor=None))

    @tokens.operation(
        "POST",
        "/tokens",
        Access.IN_PERSON,
        answers={201: ApiTokenMade},
        refusals=(OnlyInPerson, ProofNeeded, SecondFactorNeeded, InvalidApiToken, TooManyApiTokens),
    )
    def create_token(caller: Caller, body: ApiTokenSent) -> Answer:
        """Make an API token, to send as ``Authorization: Bearer cvn_…``; its secret is shown this once.

        It may do what both its scopes and its owner's role allow. A scope includes what it makes no sense
        without: ``meetings:write`` brings ``meetings:read``.
        """
        command = CreateApiTokenCommand(caller, body.name, frozenset(body.scopes), body.expires_at)
        return Answer(ApiTokenMade.with_secret(*create_api_token(command)), 201)

    @tokens.operation(
        "DELETE",
        "/tokens/{token_id}",
        Access.IN_PERSON,
        answers={204: None},
        refusals=(OnlyInPerson, ApiTokenNotFound),
        once=True,
    )
    def revoke_token(caller: Caller, token_id: UUID) -> Answer:
        """Let it open nothing from the next request on; its live connections end as well."""
        revoke_api_token(caller, token_id)
        return NO_CONTENT

    return tokens
