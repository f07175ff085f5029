"""Letters about accounts in English."""

from domain.shared.catalogue import Catalogue, is_just_one

_JOINING = {
    "account_invitation.subject": "{inviter} invites you to Convene",
    "account_invitation": "Hello, {inviter} ({email}) invites you to Convene at {url}, where they plan their "
    "meetings. Choose a password, and you are in:",
    "account_invitation.named": "Hello {name}, {inviter} ({email}) invites you to Convene at {url}, where "
    "they plan their meetings. Choose a password, and you are in:",
    "account_invitation.link": "Accept the invitation",
    "account_invitation.once": "The link works once, for seven days. If you do not know who this is from, do "
    "nothing.",
    "registration.subject": "Finish making your account",
    "registration": "Hello, somebody asked for an account with this address at {url}. If that was you, go on "
    "here:",
    "registration.link": "Make my account",
    "registration.once": "The link works once, for seven days. If it was not you, do nothing: there will be "
    "no account.",
    "already_invited.subject": "You have been invited already",
    "already_invited": "Hello, somebody asked for an account with this address at {url}. You have been "
    "invited there: please use the link in the earlier letter, or ask whoever invited you for a new one.",
    "already_invited.not_you": "If it was not you who asked, do nothing.",
    "account_exists.subject": "You have an account already",
    "account_exists": "Hello, somebody gave this address for an account at {url}. It has an account already, "
    "so nothing was changed. If that was you and you have forgotten your password, choose a new one:",
    "account_exists.not_you": "If it was not you, do nothing.",
}
_ADDRESSES = {
    "address_confirmation.subject": "Confirm your new address",
    "address_confirmation": "Hello, somebody wants to use this address for the account of {name} at {url}. "
    "If that was you, confirm it:",
    "address_confirmation.link": "This is my address",
    "address_confirmation.once": "The link works once, for 24 hours. If it was not you, do nothing: your "
    "address stays out of it.",
    "address_changed.subject": "Your address was changed",
    "address_changed": "Hello {name}, your account at {url} has another e-mail address now: {email}. You "
    "were signed out on your other devices.",
    "address_changed.not_you": "If that was not you, tell whoever looks after your Convene at once: they can "
    "take it back.",
    "identity_linked.subject": "You can sign in with {provider} now",
    "identity_linked": "Hello {name}, your account at {url} was linked with {provider}: whoever signs in "
    "there as you is signed in here, too. If that was not you, take the link away and choose another "
    "password:",
    "identity_linked.link": "Look at my account",
}
_PASSWORDS = {
    "forgot_password": "I forgot my password",
    "password_reset.subject": "Choose a new password",
    "password_reset": "Hello {name}, somebody asked for a new password for your account at {url}. If that "
    "was you, choose it here:",
    "password_reset.link": "Choose a new password",
    "password_reset.once": "The link works once, for {minutes} minutes. If it was not you, do nothing: your "
    "password stays.",
    "password_changed.subject": "Your password was changed",
    "password_changed": "Hello {name}, the password of your account at {url} was changed, and you were "
    "signed out on your other devices. Your API tokens still work. If that was not you, take your account "
    "back by choosing another password:",
    "password_changed.tokens_ended": "Hello {name}, the password of your account at {url} was changed, and "
    "you were signed out on your other devices. All your API tokens have ended. If that was not you, take "
    "your account back by choosing another password:",
}

ENGLISH = Catalogue("en", is_just_one, {**_JOINING, **_ADDRESSES, **_PASSWORDS})
