import pytest

from entrypoints.settings import InvalidSettings, Settings

GOOD_KEY = "k1:0123456789abcdefghijklmnopqrstuvwxyz"


def read(**variables: str) -> Settings:
    return Settings.from_environment({f"CONVENE_{name.upper()}": value for name, value in variables.items()})


def test_nothing_needs_to_be_set() -> None:
    settings = read()
    assert (settings.host, settings.port, settings.database_url) == ("127.0.0.1", 8000, None)
    assert settings.url == "http://127.0.0.1:8000"
    assert not settings.is_https


def test_every_variable_is_read() -> None:
    settings = read(
        port="9000",
        public_url="https://meet.example.org/",
        database_url="postgres://ana:pw@db/convene",
        secret_keys=f"{GOOD_KEY},old:{'abcdefghijklmnop' * 2}",
        trusted_proxies="10.0.0.0/8, 192.0.2.1",
        cors_origins="https://app.example.org,http://localhost:3000, http://[::1]:8080",
        workers="3",
        registration="open",
        log_level="debug",
    )
    assert settings.url == "https://meet.example.org"
    assert settings.database_url
    assert settings.database_url.get_secret_value() == "postgresql+psycopg://ana:pw@db/convene"
    assert [key.id for key in settings.given_keys] == ["k1", "old"]
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "192.0.2.1/32"]
    assert settings.cors_origins == (
        "https://app.example.org",
        "http://localhost:3000",
        "http://[::1]:8080",
    )
    assert "pw" not in repr(settings)
    assert "0123456789" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "0"),
        ("port", "eighty"),
        ("public_url", "meet.example.org"),
        ("public_url", "https://example.org/convene"),
        ("database_url", "mysql://db"),
        ("database_url", "nonsense"),
        ("secret_keys", "k1:short"),
        ("secret_keys", "no-id-but-long-enough-to-be-a-secret-value"),
        ("secret_keys", f"k1:{'a' * 40}"),
        ("secret_keys", f"{GOOD_KEY},{GOOD_KEY}"),
        ("trusted_proxies", "everybody"),
        ("cors_origins", "*"),
        ("cors_origins", "null"),
        ("cors_origins", "https://*.example.org"),
        ("cors_origins", "https://app.example.org/"),
        ("cors_origins", "https://app.example.org:443"),
        ("cors_origins", "http://app.example.org:80"),
        ("cors_origins", "https://App.example.org"),
        ("cors_origins", "https://ana@app.example.org"),
        ("cors_origins", "app.example.org"),
        ("workers", "0"),
        ("oidc_issuer", "http://login.example.org"),
        ("oidc_issuer", "login.example.org"),
        ("oidc_issuer", "https://login.example.org/?tenant=1"),
        ("oidc_issuer", "https://ana:pw@login.example.org"),
        ("oidc_name", "two\nlines"),
        ("smtp_url", "mail.example.org"),
        ("smtp_url", "http://mail.example.org"),
        ("smtp_url", "smtp://mail.example.org:99999"),
        ("smtp_url", "smtp://mail.example.org/path"),
        ("mail_from", "nobody"),
        ("mail_from", "Convene <convene@-@example.org>"),
        ("mail_from", "convene@example.org\r\nBcc: eve@example.org"),
        ("registration", "maybe"),
        ("prot", "8000"),
    ],
)
def test_wrong_values_are_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(InvalidSettings, match=f"CONVENE_{name.upper()}: ") as refusal:
        read(**{name: value})
    assert "aaaa" not in str(refusal.value)


@pytest.mark.parametrize(
    ("variables", "sender"),
    [
        ({}, "Convene <convene@localhost>"),
        ({"public_url": "https://meet.example.org"}, "Convene <convene@meet.example.org>"),
        ({"public_url": "http://192.0.2.1:8000"}, "Convene <convene@localhost>"),
        ({"host": "fe80::a"}, "Convene <convene@localhost>"),
        ({"mail_from": "post@example.org"}, "Convene <post@example.org>"),
        ({"mail_from": '"Our meetings" <post@example.org>'}, "Our meetings <post@example.org>"),
    ],
)
def test_mail_has_a_sender_whatever_is_set(variables: dict[str, str], sender: str) -> None:
    assert str(read(**variables).mail_sender) == sender


def test_the_password_of_the_mail_server_stays_out_of_sight() -> None:
    assert "pw" not in repr(read(smtp_url="smtps://ana:pw@mail.example.org"))


PROVIDER = {
    "oidc_issuer": "https://login.example.org/realms/ours",
    "oidc_client_id": "convene",
    "oidc_client_secret": "hush-hush",
    "oidc_name": "Example login",
}


def test_an_identity_provider_is_set_up_as_a_whole() -> None:
    settings = read(**PROVIDER)
    assert (settings.oidc_issuer, settings.oidc_name) == (PROVIDER["oidc_issuer"], "Example login")
    assert "hush-hush" not in repr(settings)
    read(**PROVIDER | {"oidc_issuer": "http://127.0.0.1:9000"})


@pytest.mark.parametrize("absent", PROVIDER)
def test_and_not_by_halves(absent: str) -> None:
    with pytest.raises(InvalidSettings, match="CONVENE_OIDC_CLIENT_SECRET and CONVENE_OIDC_NAME, or none"):
        read(**PROVIDER | {absent: ""})
