"""Letters about accounts in German."""

from domain.shared.catalogue import Catalogue, is_just_one

_JOINING = {
    "account_invitation.subject": "{inviter} lädt dich zu Convene ein",
    "account_invitation": "Hallo, {inviter} ({email}) lädt dich zu Convene unter {url} ein, wo Termine "
    "geplant werden. Wähle ein Passwort, und du bist dabei:",
    "account_invitation.named": "Hallo {name}, {inviter} ({email}) lädt dich zu Convene unter {url} ein, wo "
    "Termine geplant werden. Wähle ein Passwort, und du bist dabei:",
    "account_invitation.link": "Einladung annehmen",
    "account_invitation.once": "Der Link funktioniert einmal, sieben Tage lang. Wenn du nicht weißt, von wem "
    "das kommt, tu nichts.",
    "registration.subject": "Noch ein Schritt zu deinem Konto",
    "registration": "Hallo, jemand hat unter {url} um ein Konto mit dieser Adresse gebeten. Wenn du das "
    "warst, geht es hier weiter:",
    "registration.link": "Mein Konto anlegen",
    "registration.once": "Der Link funktioniert einmal, sieben Tage lang. Wenn du es nicht warst, tu nichts: "
    "dann gibt es kein Konto.",
    "already_invited.subject": "Du bist schon eingeladen",
    "already_invited": "Hallo, jemand hat unter {url} um ein Konto mit dieser Adresse gebeten. Du bist dort "
    "schon eingeladen: nimm bitte den Link aus der früheren Nachricht, oder bitte um einen neuen, wo die "
    "Einladung herkam.",
    "already_invited.not_you": "Wenn du nicht darum gebeten hast, tu nichts.",
    "account_exists.subject": "Du hast schon ein Konto",
    "account_exists": "Hallo, jemand hat unter {url} diese Adresse für ein Konto angegeben. Sie hat schon "
    "eins, also wurde nichts geändert. Wenn du das warst und dein Passwort vergessen hast, wähle ein neues:",
    "account_exists.not_you": "Wenn du es nicht warst, tu nichts.",
}
_ADDRESSES = {
    "address_confirmation.subject": "Bestätige deine neue Adresse",
    "address_confirmation": "Hallo, jemand möchte diese Adresse für das Konto von {name} unter {url} "
    "benutzen. Wenn du das warst, bestätige sie:",
    "address_confirmation.link": "Das ist meine Adresse",
    "address_confirmation.once": "Der Link funktioniert einmal, 24 Stunden lang. Wenn du es nicht warst, tu "
    "nichts: dann bleibt deine Adresse aus dem Spiel.",
    "address_changed.subject": "Deine Adresse wurde geändert",
    "address_changed": "Hallo {name}, dein Konto unter {url} hat jetzt eine andere E-Mail-Adresse: {email}. "
    "Auf deinen anderen Geräten wurdest du abgemeldet.",
    "address_changed.not_you": "Wenn du das nicht warst, sag es sofort der Administration deines Convene: "
    "sie kann es zurücknehmen.",
    "identity_linked.subject": "Du kannst dich jetzt mit {provider} anmelden",
    "identity_linked": "Hallo {name}, dein Konto unter {url} wurde mit {provider} verbunden: wer dort als du "
    "angemeldet ist, ist es auch hier. Wenn du das nicht warst, löse die Verbindung und wähle ein anderes "
    "Passwort:",
    "identity_linked.link": "Mein Konto ansehen",
}
_PASSWORDS = {
    "forgot_password": "Ich habe mein Passwort vergessen",
    "password_reset.subject": "Wähle ein neues Passwort",
    "password_reset": "Hallo {name}, jemand hat um ein neues Passwort für dein Konto unter {url} gebeten. "
    "Wenn du das warst, wähle es hier:",
    "password_reset.link": "Neues Passwort wählen",
    "password_reset.once": "Der Link funktioniert einmal, {minutes} Minuten lang. Wenn du es nicht warst, tu "
    "nichts: dein Passwort bleibt.",
    "password_changed.subject": "Dein Passwort wurde geändert",
    "password_changed": "Hallo {name}, das Passwort deines Kontos unter {url} wurde geändert, und auf deinen "
    "anderen Geräten wurdest du abgemeldet. Deine API-Tokens gelten weiter. Wenn du das nicht warst, hol dir "
    "dein Konto mit einem anderen Passwort zurück:",
    "password_changed.tokens_ended": "Hallo {name}, das Passwort deines Kontos unter {url} wurde geändert, "
    "und auf deinen anderen Geräten wurdest du abgemeldet. Keiner deiner API-Tokens gilt mehr. Wenn du das "
    "nicht warst, hol dir dein Konto mit einem anderen Passwort zurück:",
}

GERMAN = Catalogue("de", is_just_one, {**_JOINING, **_ADDRESSES, **_PASSWORDS})
