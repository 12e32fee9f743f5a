"""Row 20: certificates nobody should trust, made for the moment by an authority of our own; and row 36 with one that is good."""

import ssl
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from integrations.address import RequestRefused, RequestTrouble
from integrations.auth import auth_of
from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.secrets import Secret
from integrations.terms import Terms
from integrations.transport import Transport
from tests.integrations.asking import CANARY, Held, failure
from tests.integrations.loopback import Loopback, reply

HERE = "127.0.0.1"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def pem(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "authorities.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def speaking(certificate: trustme.LeafCert, version: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    """Make a server's side of TLS, of one version alone if it is named."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    if version is not None:
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # that it is too old is the point
            context.minimum_version = version
            context.maximum_version = version
    return context


def asked(server: Loopback, terms: Terms) -> Transport:
    key = auth_of("header", Secret(CANARY), "X-API-Key")
    return Transport("bureau", server.url, auth=key, terms=terms, clock=Held().clock)


def test_an_authority_of_ones_own_is_trusted_by_its_file_alone(authority: trustme.CA, pem: Path) -> None:
    with Loopback([reply(b"[1]")], tls=speaking(authority.issue_cert(HERE))) as server:
        with asked(server, Terms(authorities=pem)) as transport:
            assert transport.ask(Call("report", "/x")).value == [1]
        with asked(server, Terms()) as transport:
            met = failure(transport, billable=True)
    assert (met.ending, met.reason, len(server.requests)) == (Ending.TLS_FAILED, Reason.UNTRUSTED, 1)


WRONG: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "self-signed": lambda _authority: trustme.CA().issue_cert(HERE),
    "wrong host": lambda authority: authority.issue_cert("elsewhere.example"),
    "wrong address": lambda authority: authority.issue_cert("127.0.0.2"),
    "expired": lambda authority: authority.issue_cert(HERE, not_before=YESTERDAY - timedelta(days=9), not_after=YESTERDAY),
    "not yet": lambda authority: authority.issue_cert(HERE, not_before=datetime.now(UTC) + timedelta(days=1)),
}


@pytest.mark.parametrize("made", WRONG.values(), ids=WRONG)
def test_row_20_and_rule_7_a_certificate_that_does_not_hold_ends_it_before_anything_is_sent(
    authority: trustme.CA, pem: Path, made: Callable[[trustme.CA], trustme.LeafCert]
) -> None:
    with Loopback([reply()], tls=speaking(made(authority))) as server, asked(server, Terms(authorities=pem)) as transport:
        met = failure(transport, billable=True)
    assert (met.ending, met.reason, server.requests) == (Ending.TLS_FAILED, Reason.UNTRUSTED, [])


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_row_20_and_rule_7_an_old_version_is_not_spoken(authority: trustme.CA, pem: Path, version: ssl.TLSVersion) -> None:
    context = speaking(authority.issue_cert(HERE), version)
    with Loopback([reply()], tls=context) as server, asked(server, Terms(authorities=pem)) as transport:
        met = failure(transport)
    assert (met.ending, met.reason, server.requests) == (Ending.TLS_FAILED, Reason.UNTRUSTED, [])


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_1_2_and_1_3_are_spoken(authority: trustme.CA, pem: Path, version: ssl.TLSVersion) -> None:
    context = speaking(authority.issue_cert(HERE), version)
    with Loopback([reply(b"[1]")], tls=context) as server, asked(server, Terms(authorities=pem)) as transport:
        assert transport.ask(Call("report", "/x")).value == [1]


def test_row_19_from_a_secure_line_nobody_is_sent_to_an_open_one(authority: trustme.CA, pem: Path) -> None:
    with Loopback([reply()]) as store, Loopback([b""], tls=speaking(authority.issue_cert(HERE))) as server:
        server.plays[0] = reply(b"", 302, "", f"Location: http://127.0.0.1:{store.port}/x")
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",), authorities=pem)
        with asked(server, terms) as transport:
            assert failure(transport).reason is Reason.REDIRECT_REFUSED
    assert store.requests == []


def test_row_19_a_listed_host_is_trusted_no_more_than_the_first(authority: trustme.CA, pem: Path) -> None:
    """The storage service's certificate is for another host: its answer is not taken, and the charge is not known."""
    wrong, right = authority.issue_cert("elsewhere.example"), authority.issue_cert(HERE)
    with Loopback([reply()], tls=speaking(wrong)) as store, Loopback([b""], tls=speaking(right)) as server:
        server.plays[0] = reply(b"", 302, "", f"Location: {store.url}/x")
        terms = Terms(redirect_hosts=(f"127.0.0.1:{store.port}",), authorities=pem)
        with asked(server, terms) as transport:
            met = failure(transport, billable=True)
    assert (met.ending, met.reason, store.requests) == (Ending.UNKNOWN_CHARGE, Reason.UNTRUSTED, [])


def test_row_36_a_certificate_file_of_the_environment_is_not_read(
    authority: trustme.CA, pem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(pem))
    monkeypatch.setenv("SSL_CERT_DIR", str(pem.parent))
    with Loopback([reply()], tls=speaking(authority.issue_cert(HERE))) as server, asked(server, Terms()) as transport:
        assert failure(transport).reason is Reason.UNTRUSTED


@pytest.mark.parametrize("content", [None, b"no certificate", b""])
def test_a_file_that_holds_no_certificates_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "authorities.pem"
    if content is not None:
        path.write_bytes(content)
    transport = Transport("bureau", f"https://{HERE}", terms=Terms(authorities=path))
    with transport, pytest.raises(RequestRefused) as caught:
        transport.ask(Call("report", "/x"))
    assert caught.value.reason is RequestTrouble.AUTHORITY
