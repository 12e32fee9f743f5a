"""The part of a provider's file that says how a key is shown: plainly, changed for a token first, or as a signature."""

from urllib.parse import urlsplit

from integrations.address import Address, RequestRefused
from integrations.auth import HEADER_NAME, NO_PLAN, TOKEN_KINDS, AuthKind, AuthPlan
from integrations.headers import check_header
from integrations.providers.generic_terms import read_whole
from integrations.providers.strict_table import FileTrouble, Table
from integrations.secrets import is_reference
from integrations.signing import DIGESTS, NO_SIGNING, PLACES, Signing, places_of
from integrations.tokens import NO_TOKEN, TokenPlan

__all__ = ["read_auth"]

_PAIR = frozenset({"user", "password"})
_DAY = 86_400


def read_auth(document: Table, address: Address) -> AuthPlan:
    """How the key is shown; a kind that does not exist is answered with those that do."""
    if "auth" not in document:
        return NO_PLAN
    auth = document.table("auth", ("kind", "name", "secret", "prefix", "headers", "token", "sign"))
    kind = auth.text("kind")
    if kind not in tuple(AuthKind):
        raise auth.refused(FileTrouble.BAD_VALUE, "kind", ", ".join(AuthKind))
    if kind == AuthKind.NONE:
        return NO_PLAN
    beside = auth.table("headers")
    for header in beside:
        if not HEADER_NAME.fullmatch(header):
            raise beside.refused(FileTrouble.BAD_VALUE, header, "X-API-Key")
    return AuthPlan(
        kind,
        _reference(auth, "secret"),
        auth.text("name") if kind == AuthKind.HEADER else auth.text("name", ""),
        auth.word("prefix") if "prefix" in auth else None,
        tuple((header, _reference(beside, header)) for header in beside),
        _token(auth, address, kind) if kind in TOKEN_KINDS else NO_TOKEN,
        _signing(auth) if kind == AuthKind.SIGNED else NO_SIGNING,
    )


def _reference(table: Table, name: str) -> str:
    """Where a secret lies; the secret itself does not stand in a file."""
    secret = table.text(name)
    if not is_reference(secret):
        raise table.refused(FileTrouble.LITERAL_SECRET, name, line=table.source.line_with(secret))
    return secret


def _token(auth: Table, address: Address, kind: str) -> TokenPlan:
    """Where a token is fetched; its host is the provider's own or listed."""
    if "token" not in auth:
        raise auth.refused(FileTrouble.MISSING_KEY, "token")
    token = auth.table("token", ("url", "fields", "form", "token", "expires", "lasts"))
    url, fields = token.text("url"), token.table("fields")
    try:
        parts = urlsplit(url)
        if parts.query or parts.fragment:
            raise token.refused(FileTrouble.BAD_ADDRESS, "url")
        address.beside(f"{parts.scheme}://{parts.netloc}").target(parts.path, {})
    except (ValueError, RequestRefused):
        raise token.refused(FileTrouble.BAD_ADDRESS, "url") from None
    posted = tuple((name, _with_places(fields, name, _PAIR)) for name in fields)
    if kind == AuthKind.TOKEN_POST and not any("{password}" in value for _, value in posted) and "headers" not in auth:
        raise token.refused(FileTrouble.MISSING_KEY, "fields")
    form = token.flag("form") if "form" in token else kind == AuthKind.CLIENT_CREDENTIALS
    return TokenPlan(
        url,
        posted,
        form,
        token.text("token", NO_TOKEN.token),
        token.text("expires", NO_TOKEN.expires),
        read_whole(token, "lasts", NO_TOKEN.lasts, 1, 31 * _DAY),
    )


def _signing(auth: Table) -> Signing:
    """What is digested, how, and where the digest goes."""
    if "sign" not in auth:
        raise auth.refused(FileTrouble.MISSING_KEY, "sign")
    sign = auth.table("sign", ("digest", "of", "upper", "headers", "query"))
    digest = sign.text("digest")
    if digest not in DIGESTS:
        raise sign.refused(FileTrouble.BAD_VALUE, "digest", ", ".join(DIGESTS))
    headers, query = sign.table("headers"), sign.table("query")
    for header in headers:
        try:
            check_header(header, "")
        except RequestRefused:
            raise headers.refused(FileTrouble.BAD_VALUE, header, "Token") from None
    shown = [_with_places(table, name, PLACES) for table in (headers, query) for name in table]
    if not any("{signature}" in value for value in shown):
        raise sign.refused(FileTrouble.BAD_VALUE, "headers", "{signature}")
    return Signing(
        digest,
        _with_places(sign, "of", PLACES - {"signature"}),
        sign.flag("upper"),
        tuple((name, headers.text(name)) for name in headers),
        tuple((name, query.text(name)) for name in query),
    )


def _with_places(table: Table, name: str, known: frozenset[str]) -> str:
    """A text whose places are all filled from what is known here."""
    text = table.text(name)
    if not places_of(text) <= known:
        raise table.refused(FileTrouble.BAD_VALUE, name, ", ".join(sorted(f"{{{place}}}" for place in known)))
    return text
