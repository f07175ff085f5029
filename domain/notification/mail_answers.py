"""What mail servers answer, in words that say what to do."""

import re

_ANSWER = re.compile(r"(?P<code>[245]\d\d)(?:[ -]+(?P<status>[245]\.\d{1,3}\.\d{1,3}))?\b")
_BY_STATUS = {
    "1.1": "There is no mailbox of that name; check the address.",
    "1.2": "The part of the address behind the @ does not exist; check it.",
    "1.10": "The domain of the address takes no mail at all.",
    "2.1": "The mailbox is switched off; ask its owner for another address.",
    "2.2": "The mailbox is full; its owner has to make room.",
    "3.4": "The mail is larger than the other side takes.",
    "4.1": "The server of the address did not answer.",
    "4.2": "The connection to the server of the address broke off.",
    "4.4": "Nobody knows which server the address belongs to.",
    "7.1": "The other side refuses mail from here; ask whoever looks after it.",
    "7.8": "The mail server does not accept our user name or password; see CONVENE_SMTP_URL.",
    "7.23": "The sender is not proven (SPF); whoever looks after our domain has to set it up.",
    "7.26": "The sender is not proven (SPF, DKIM); whoever looks after our domain has to set it up.",
}
"""By class-less status code (RFC 3463 §3, RFC 7505, RFC 7372)."""
_BY_CODE = {
    "421": "The mail server is closing down or busy; it is tried again.",
    "450": "The mailbox cannot be reached just now; it is tried again.",
    "451": "The mail server asks to come back later; it is tried again.",
    "452": "The mail server has no room just now; it is tried again.",
    "454": "The mail server cannot make the connection safe just now; it is tried again.",
    "530": "The mail server wants a user name and password; see CONVENE_SMTP_URL.",
    "535": "The mail server does not accept our user name or password; see CONVENE_SMTP_URL.",
    "550": "The other side does not take mail for this address; check it.",
    "551": "The mailbox has moved to another server; ask its owner for the new address.",
    "552": "The mailbox is full, or the mail too large for it.",
    "553": "The other side does not accept the address as written; check it.",
    "554": "The other side refused the mail, often as spam.",
}
"""By reply code (RFC 5321 §4.2.3)."""
_BY_TROUBLE = {
    "TimeoutError": "The mail server did not answer in time.",
    "ConnectionRefusedError": "Nothing answers at the mail server's address; see CONVENE_SMTP_URL.",
    "gaierror": "The mail server's name is not known; see CONVENE_SMTP_URL.",
    "SSLCertVerificationError": "The mail server's certificate is not to be trusted.",
    "SMTPServerDisconnected": "The mail server hung up in the middle.",
}


def in_plain_words(answer: str) -> str:
    """A sentence for an admin; empty where there is no trouble to speak of."""
    if not answer:
        return ""
    said = _ANSWER.match(answer)
    if said is None:
        trouble = answer.partition(":")[0]
        return _BY_TROUBLE.get(trouble, "The mail could not be handed over.")
    code, status = said["code"], (said["status"] or "").partition(".")[2]
    usual = "The other side refused it." if code.startswith("5") else "It is tried again later."
    return _BY_STATUS.get(status) or _BY_CODE.get(code) or usual
