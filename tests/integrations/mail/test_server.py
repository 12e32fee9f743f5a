"""`mail.toml`: read strictly, in clear only to this machine, and never with a password in it."""

from pathlib import Path

import pytest

from integrations.mail.server import Security, addresses_in, read_server, server_of
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source

GOOD = 'host = "smtp.house.example"\nfrom = "Wang Li <ar@house.example>"\n'


def test_a_server_is_reached_encrypted_unless_the_file_says_how() -> None:
    server = server_of(Source("mail.toml", GOOD + 'user = "ar"\npassword = "keyring:dunnage/mail"\n'))
    assert (server.host, server.port, server.security) == ("smtp.house.example", 465, Security.TLS)
    assert (server.address, server.user, server.password) == ("ar@house.example", "ar", "keyring:dunnage/mail")
    assert server_of(Source("mail.toml", GOOD + 'security = "starttls"\n')).port == 587
    assert server_of(Source("mail.toml", GOOD + "port = 2465\n")).port == 2465


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "127.8.0.1"])
def test_in_clear_only_to_a_literal_address_of_this_machine(host: str) -> None:
    text = f'host = "{host}"\nsecurity = "none"\nfrom = "ar@house.example"\n'
    assert server_of(Source("mail.toml", text)).security is Security.NONE


@pytest.mark.parametrize(
    ("text", "problem", "key"),
    [
        (GOOD + 'security = "none"', FileTrouble.BAD_VALUE, "security"),
        (GOOD.replace("smtp.house.example", "localhost") + 'security = "none"', FileTrouble.BAD_VALUE, "security"),
        (GOOD + 'security = "ssl"', FileTrouble.BAD_VALUE, "security"),
        (GOOD + 'user = "ar"\npassword = "hunter2"', FileTrouble.LITERAL_SECRET, "password"),
        (GOOD + 'user = "ar"', FileTrouble.MISSING_KEY, "password"),
        (GOOD + 'password = "env:KEY"', FileTrouble.MISSING_KEY, "user"),
        (GOOD + "port = 70000", FileTrouble.BAD_VALUE, "port"),
        (GOOD + 'port = "465"', FileTrouble.WRONG_KIND, "port"),
        (GOOD + 'hots = "x"', FileTrouble.UNKNOWN_KEY, "hots"),
        (GOOD + 'reply_to = "nobody"', FileTrouble.BAD_VALUE, "reply_to"),
        ('host = "smtp.house.example"\nfrom = "a@b.example\\r\\nBcc: c@d.example"', FileTrouble.BAD_VALUE, "from"),
        ('host = "a b"\nfrom = "a@b.example"', FileTrouble.BAD_ADDRESS, "host"),
        ('from = "a@b.example"', FileTrouble.MISSING_KEY, "host"),
        ("host = ", FileTrouble.NOT_TOML, ""),
    ],
)
def test_what_is_wrong_is_named_and_never_repeated(text: str, problem: FileTrouble, key: str) -> None:
    with pytest.raises(ProviderFileRefused) as trouble:
        server_of(Source("mail.toml", text))
    assert (trouble.value.problem, trouble.value.key) == (problem, key)
    assert "hunter2" not in str(trouble.value.facts)


def test_a_file_that_is_not_there_is_no_server(tmp_path: Path) -> None:
    assert read_server(tmp_path / "mail.toml") is None
    (tmp_path / "mail.toml").write_text(GOOD, encoding="utf-8")
    assert read_server(tmp_path / "mail.toml") is not None
    (tmp_path / "mail.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ProviderFileRefused):
        read_server(tmp_path / "mail.toml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ap@harbour.example", ("ap@harbour.example",)),
        ("a@x.example; b@y.example,", ("a@x.example", "b@y.example")),
        ("", ()),
        ("nobody", ()),
        ("a@x.example, nobody", ()),
        ("a@x.example\r\nRCPT TO:<evil@z.example>", ()),
        ("<a@x.example>", ()),
        ("付款@x.example", ()),
    ],
)
def test_the_addresses_in_a_field(text: str, found: tuple[str, ...]) -> None:
    assert addresses_in(text) == found
