"""One message to a mail server on loopback: what is known of it after each way it can end (RFC 5321)."""

import socket
import ssl
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from integrations.mail.sending import MailTrouble, Posted, hand_over
from integrations.mail.server import MailServer, Security
from integrations.secrets import Secret
from tests.integrations.mail.postbox import HOST, Postbox

TO = ("ap@harbour.example",)
MESSAGE = b"Subject: x\r\n\r\nfirst\r\n.\r\n..second\r\nlast\r\n"


def at(port: int, security: Security = Security.NONE, **more: str) -> MailServer:
    return MailServer(HOST, port, security, "Wang Li <ar@house.example>", **more)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def pem(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "own.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def speaking(authority: trustme.CA, name: str = HOST) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_a_message_arrives_as_it_is() -> None:
    with Postbox() as box:
        assert hand_over(at(box.port), (*TO, "cfo@harbour.example"), MESSAGE) == Posted()
    assert box.messages == [MESSAGE]
    assert box.recipients == [["ap@harbour.example", "cfo@harbour.example"]]


def test_an_end_of_line_of_another_kind_ends_no_message() -> None:
    with Postbox() as box:
        assert hand_over(at(box.port), TO, b"Subject: x\r\n\r\nfirst\n.\nMAIL FROM:<x@y.example>\r.\rmore") == Posted()
    assert box.messages == [b"Subject: x\r\n\r\nfirst\r\n.\r\nMAIL FROM:<x@y.example>\r\n.\r\nmore\r\n"]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_the_line_is_encrypted_and_the_name_checked(authority: trustme.CA, pem: str, security: Security) -> None:
    tls = speaking(authority)
    how = {"implicit": tls} if security is Security.TLS else {"starttls": tls}
    with Postbox(**how) as box:  # type: ignore[arg-type]
        assert hand_over(at(box.port, security, ca_file=pem), TO, MESSAGE) == Posted()
        assert hand_over(at(box.port, security), TO, MESSAGE) == Posted(MailTrouble.CERTIFICATE)
    assert box.encrypted == [True]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_for_another_name_is_refused(authority: trustme.CA, pem: str, security: Security) -> None:
    tls = speaking(authority, "mail.evil.example")
    how = {"implicit": tls} if security is Security.TLS else {"starttls": tls}
    with Postbox(**how) as box:  # type: ignore[arg-type]
        assert hand_over(at(box.port, security, ca_file=pem), TO, MESSAGE) == Posted(MailTrouble.CERTIFICATE)
    assert box.messages == []


def test_a_server_without_encryption_gets_nothing() -> None:
    with Postbox() as box:
        assert hand_over(at(box.port, Security.STARTTLS), TO, MESSAGE) == Posted(MailTrouble.NO_TLS)
        assert hand_over(at(box.port, Security.TLS), TO, MESSAGE) == Posted(MailTrouble.NO_TLS)
    assert box.messages == []


def test_certificates_of_the_house_that_cannot_be_read(tmp_path: Path) -> None:
    assert hand_over(at(1, Security.TLS, ca_file=str(tmp_path / "none.pem")), TO, MESSAGE) == Posted(MailTrouble.CERTIFICATE)


def test_nobody_is_there() -> None:
    with Postbox() as box:
        pass
    assert hand_over(at(box.port), TO, MESSAGE) == Posted(MailTrouble.UNREACHABLE)


def test_a_password_is_fetched_by_its_reference_and_stays_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_KEY", "k-secret")
    with Postbox(login=("ar", "k-secret")) as box:
        server = at(box.port, user="ar", password="env:MAIL_KEY")
        assert hand_over(server, TO, MESSAGE) == Posted()
        wrong = hand_over(server, TO, MESSAGE, lambda _ref: Secret("another"))
        assert (wrong.trouble, wrong.code) == (MailTrouble.LOGIN, 535)
        assert hand_over(replace(server, password="env:NOT_THERE"), TO, MESSAGE) == Posted(MailTrouble.SECRET)
        assert hand_over(server, TO, MESSAGE, lambda _ref: Secret("Schlüssel")).trouble is MailTrouble.LOGIN
    assert "k-secret" not in repr(server) + repr(wrong)
    assert len(box.messages) == 1


@pytest.mark.parametrize(
    ("command", "reply", "trouble", "for_good"),
    [
        ("MAIL", "451 try later", MailTrouble.SENDER, False),
        ("MAIL", "550 not you", MailTrouble.SENDER, False),
        ("RCPT", "450 busy", MailTrouble.RECIPIENT, False),
        ("RCPT", "550 no such user", MailTrouble.RECIPIENT, True),
        ("DATA", "452 full", MailTrouble.MESSAGE, False),
        ("DATA", "554 spam", MailTrouble.MESSAGE, True),
    ],
)
def test_what_the_server_refuses_did_not_go(command: str, reply: str, trouble: MailTrouble, for_good: bool) -> None:
    with Postbox({command: reply}) as box:
        said = hand_over(at(box.port), TO, MESSAGE)
    assert (said.trouble, said.code, said.maybe, said.for_good) == (trouble, int(reply[:3]), False, for_good)
    assert said.of_server is (trouble is MailTrouble.SENDER)
    assert box.messages == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_line_that_breaks_before_the_text_took_nothing(command: str) -> None:
    with Postbox(vanish=command) as box:
        assert hand_over(at(box.port), TO, MESSAGE) == Posted(MailTrouble.LOST)
    assert box.messages == []


def test_a_line_that_breaks_after_the_text_may_have_taken_it() -> None:
    with Postbox(vanish="DATA") as box:
        assert hand_over(at(box.port), TO, MESSAGE) == Posted(MailTrouble.LOST, maybe=True)
    assert box.messages == [MESSAGE]


def test_a_server_that_never_answers_the_text_may_have_taken_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrations.mail.sending.LAST_SECONDS", 0.2)
    with Postbox(before=lambda command: time.sleep(0.6 * (command == "DATA"))) as box:
        assert hand_over(at(box.port), TO, MESSAGE) == Posted(MailTrouble.LOST, maybe=True)


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrations.mail.sending.SECONDS", 0.2)
    with socket.create_server((HOST, 0)) as silent:
        held: list[socket.socket] = []
        taker = threading.Thread(target=lambda: held.append(silent.accept()[0]))
        taker.start()
        assert hand_over(at(silent.getsockname()[1]), TO, MESSAGE) == Posted(MailTrouble.UNREACHABLE)
        taker.join()
        held[0].close()
