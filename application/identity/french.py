"""Letters about accounts in French. A narrow no-break space (U+202F) stands before : ; ? ! » and after «."""

from domain.shared.catalogue import Catalogue, is_none_or_one

_JOINING = {
    "account_invitation.subject": "{inviter} vous invite sur Convene",
    "account_invitation": "Bonjour, {inviter} ({email}) vous invite sur Convene à l’adresse {url}, où se "
    "planifient les réunions. Choisissez un mot de passe, et vous y êtes :",
    "account_invitation.named": "Bonjour {name}, {inviter} ({email}) vous invite sur Convene à l’adresse "
    "{url}, où se planifient les réunions. Choisissez un mot de passe, et vous y êtes :",
    "account_invitation.link": "Accepter l’invitation",
    "account_invitation.once": "Le lien fonctionne une fois, pendant sept jours. Si vous ne savez pas de qui "
    "cela vient, ne faites rien.",
    "registration.subject": "Terminez la création de votre compte",
    "registration": "Bonjour, quelqu’un a demandé un compte avec cette adresse sur {url}. Si c’était vous, "
    "continuez ici :",
    "registration.link": "Créer mon compte",
    "registration.once": "Le lien fonctionne une fois, pendant sept jours. Si ce n’était pas vous, ne faites "
    "rien : il n’y aura pas de compte.",
    "already_invited.subject": "Vous avez déjà une invitation",
    "already_invited": "Bonjour, quelqu’un a demandé un compte avec cette adresse sur {url}. Vous y avez "
    "déjà une invitation : utilisez le lien du message précédent, ou demandez-en un nouveau à qui vous a "
    "invité.",
    "already_invited.not_you": "Si ce n’est pas vous qui avez demandé, ne faites rien.",
    "account_exists.subject": "Vous avez déjà un compte",
    "account_exists": "Bonjour, quelqu’un a indiqué cette adresse pour un compte sur {url}. Elle en a déjà "
    "un, rien n’a donc été changé. Si c’était vous et que vous avez oublié votre mot de passe, choisissez-en "
    "un nouveau :",
    "account_exists.not_you": "Si ce n’était pas vous, ne faites rien.",
}
_ADDRESSES = {
    "address_confirmation.subject": "Confirmez votre nouvelle adresse",
    "address_confirmation": "Bonjour, quelqu’un veut utiliser cette adresse pour le compte de {name} sur "
    "{url}. Si c’était vous, confirmez-la :",
    "address_confirmation.link": "C’est mon adresse",
    "address_confirmation.once": "Le lien fonctionne une fois, pendant 24 heures. Si ce n’était pas vous, ne "
    "faites rien : votre adresse ne sera pas utilisée.",
    "address_changed.subject": "Votre adresse a été changée",
    "address_changed": "Bonjour {name}, votre compte sur {url} a maintenant une autre adresse e-mail : "
    "{email}. Vos autres appareils ont été déconnectés.",
    "address_changed.not_you": "Si ce n’était pas vous, prévenez tout de suite l’administration de votre "
    "Convene : elle peut revenir en arrière.",
    "identity_linked.subject": "Vous pouvez maintenant vous connecter avec {provider}",
    "identity_linked": "Bonjour {name}, votre compte sur {url} a été lié à {provider} : quiconque s’y "
    "connecte en votre nom est aussi connecté ici. Si ce n’était pas vous, retirez ce lien et choisissez un "
    "autre mot de passe :",
    "identity_linked.link": "Voir mon compte",
}
_PASSWORDS = {
    "forgot_password": "J’ai oublié mon mot de passe",
    "password_reset.subject": "Choisissez un nouveau mot de passe",
    "password_reset": "Bonjour {name}, quelqu’un a demandé un nouveau mot de passe pour votre compte sur "
    "{url}. Si c’était vous, choisissez-le ici :",
    "password_reset.link": "Choisir un nouveau mot de passe",
    "password_reset.once": "Le lien fonctionne une fois, pendant {minutes} minutes. Si ce n’était pas vous, "
    "ne faites rien : votre mot de passe reste le même.",
    "password_changed.subject": "Votre mot de passe a été changé",
    "password_changed": "Bonjour {name}, le mot de passe de votre compte sur {url} a été changé, et vos "
    "autres appareils ont été déconnectés. Vos jetons d’API fonctionnent toujours. Si ce n’était pas vous, "
    "reprenez votre compte en choisissant un autre mot de passe :",
    "password_changed.tokens_ended": "Bonjour {name}, le mot de passe de votre compte sur {url} a été "
    "changé, et vos autres appareils ont été déconnectés. Aucun de vos jetons d’API ne fonctionne plus. Si "
    "ce n’était pas vous, reprenez votre compte en choisissant un autre mot de passe :",
}

FRENCH = Catalogue("fr", is_none_or_one, {**_JOINING, **_ADDRESSES, **_PASSWORDS})
