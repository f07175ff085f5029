from domain.shared.refusal import InvalidValue, Refusal


class IdempotencyKeyReused(Refusal):
    code = "idempotency_key_reused"


class IdempotencyKeyInUse(Refusal):
    code = "idempotency_key_in_use"
    retryable = True


class InvalidCursor(InvalidValue):
    code = "invalid_cursor"


class ResyncRequired(Refusal):
    """The history since that cursor is no longer kept."""

    code = "resync_required"


class StorageUnavailable(Refusal):
    """The database cannot be reached just now, or has no connection to spare."""

    code = "storage_unavailable"
    retryable = True


class MailUnavailable(Exception):
    """No letter could be handed over just now. The words are for the log of deliveries."""


class MailServerFailed(MailUnavailable):
    """No letter can be, whoever it is for: the mail server, or what we know of it, has to be put right."""


class MailServerUnreachable(MailServerFailed):
    """Nothing answers at its address, nobody knows its name, it is not to be trusted, or it hung up."""


class MailServerSilent(MailServerFailed):
    """It did not answer in time."""


class MailSignInRefused(MailServerFailed):
    """It does not take our user name or password, or they cannot be given to it."""


class LetterRefused(Exception):
    """This letter will never be accepted, whoever asks: nobody lives at its address, or such like."""


class FeatureOff(Refusal):
    """An admin has switched this off, for everybody or for the caller."""

    code = "feature_off"
