"""What mail servers answer, in words that say what to do."""

import re

from domain.notification.wording import Wording

_ANSWER = re.compile(r"(?P<code>[245]\d\d)(?:[ -]+(?P<status>[245]\.\d{1,3}\.\d{1,3}))?\b")
_BY_STATUS = {
    "1.1": "no_mailbox",
    "1.2": "no_domain",
    "1.10": "takes_none",
    "2.1": "off",
    "2.2": "full",
    "3.4": "too_large",
    "4.1": "server_silent",
    "4.2": "line_cut",
    "4.4": "server_unknown",
    "7.1": "refused_from_here",
    "7.8": "wrong_password",
    "7.23": "no_spf",
    "7.26": "no_dkim",
}
"""By class-less status code (RFC 3463 §3, RFC 7505, RFC 7372)."""
_BY_CODE = {
    "421": "busy",
    "450": "not_now",
    "451": "come_back",
    "452": "no_room",
    "454": "not_safe",
    "530": "wants_password",
    "535": "wrong_password",
    "550": "not_taken",
    "551": "elsewhere",
    "552": "full_or_large",
    "553": "badly_written",
    "554": "spam",
}
"""By reply code (RFC 5321 §4.2.3)."""
_BY_TROUBLE = {
    "TimeoutError": "too_slow",
    "ConnectionRefusedError": "nobody_there",
    "gaierror": "name_unknown",
    "SSLCertVerificationError": "not_trusted",
    "SMTPServerDisconnected": "hung_up",
}


def in_plain_words(answer: str, wording: Wording) -> str:
    """A sentence for an admin; empty where there is no trouble to speak of."""
    return wording.say(f"mail.{_what_it_means(answer)}") if answer else ""


def _what_it_means(answer: str) -> str:
    said = _ANSWER.match(answer)
    if said is None:
        return _BY_TROUBLE.get(answer.partition(":")[0], "not_handed_over")
    code, status = said["code"], (said["status"] or "").partition(".")[2]
    usual = "refused" if code.startswith("5") else "later"
    return _BY_STATUS.get(status) or _BY_CODE.get(code) or usual
