"""A provider's TOML file, read strictly into a mapping.

What is wrong is found when the file is read, not when a report is bought: unknown keys, expressions that cannot be read, an
address that is refused, a key written into the file instead of its reference. `docs/providers.md` is the reference.
"""

import re
import tomllib
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from integrations.address import Address, RequestRefused, address_of
from integrations.providers.agreed_file import AGREED_KEYS, read_agreed
from integrations.providers.generic_auth import read_auth
from integrations.providers.generic_parts import read_as_of, read_events, read_fields, read_registration
from integrations.providers.generic_requests import PROVIDER_NAME, read_requests
from integrations.providers.generic_terms import TERM_KEYS, read_place, read_terms
from integrations.providers.mapping import Mapping
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source, Table

__all__ = ["PROVIDER_NAME", "mapping_of", "read_document"]

_KEYS = ("kind", "base_url", "auth", "id", "zone", "request", "subject", "fields", "events", *TERM_KEYS, *AGREED_KEYS)
USUAL_TERM = timedelta(days=30)
"""How long the answers of a provider are kept where its file says nothing; its licence may say otherwise."""


def read_document(path: Path) -> Table:
    """The file as one table whose keys are not checked yet; raises `ProviderFileRefused`."""
    try:
        return _document(path.read_bytes().decode("utf-8-sig"), path.name, path)
    except (OSError, UnicodeDecodeError):
        raise ProviderFileRefused(FileTrouble.UNREADABLE, file=path.name) from None


def mapping_of(name: str, source: Source) -> Mapping:
    """The mapping a text describes; raises `ProviderFileRefused` for the first thing that is wrong."""
    if not PROVIDER_NAME.fullmatch(name):
        raise ProviderFileRefused(FileTrouble.BAD_NAME, file=source.file)
    loose = _document(source.text, source.file)
    document = Table(source, loose.values, _KEYS)
    if document.text("kind") != "generic":
        raise document.refused(FileTrouble.BAD_VALUE, "kind", "generic")
    address = _address(document)
    requests = read_requests(document, address)
    subject = document.table("subject")
    mapping = Mapping(
        name,
        document.text("base_url"),
        read_registration(document, "id", "company_number"),
        requests,
        read_auth(document, address),
        read_terms(document, address),
        tuple((kind, read_place(subject, kind)) for kind in subject),
        read_fields(document),
        read_as_of(document),
        read_events(document, requests),
        read_agreed(document, name, {request.name: request.cost for request in requests if request.billable}, USUAL_TERM),
        sha256(source.text.encode()).hexdigest()[:8],
    )
    _check_use(document, mapping)
    return mapping


def _document(text: str, file: str, place: Path | None = None) -> Table:
    source = Source(file, text, place)
    try:
        return Table(source, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        line = re.search(r"at line (\d+)", str(fault))
    # Raised outside: the parser's own sentence may quote the file.
    raise ProviderFileRefused(FileTrouble.NOT_TOML, file=file, line=int(line[1]) if line else 0)


def _address(document: Table) -> Address:
    """The checked address; the reason it is refused for is named, the address is not: it may hold a key."""
    try:
        return address_of(document.text("base_url"), document.words("allowed_hosts"))
    except RequestRefused as refused:
        why = str(refused.reason)
    raise document.refused(FileTrouble.BAD_ADDRESS, "base_url", why)


def _check_use(document: Table, mapping: Mapping) -> None:
    """Refuse a mapping that reads nothing, asks what nobody reads, or cannot tell a namesake from the buyer."""
    first, *others = mapping.requests
    read_later = {rule.request for rule in mapping.events}
    if not mapping.fields and not mapping.events:
        raise document.refused(FileTrouble.NOTHING_READ, "request")
    if not mapping.fields and first.name not in read_later:
        raise document.refused(FileTrouble.NOTHING_READ, "request", first.name)
    for other in others:
        if other.name not in read_later:
            raise document.refused(FileTrouble.NOTHING_READ, "request", other.name)
    if mapping.fields and not first.names_buyer and not mapping.subject:
        raise document.refused(FileTrouble.SUBJECT_NEEDED, "subject")
    by_text = {request.name for request in mapping.requests if not request.names_buyer}
    if any(rule.request in by_text and not rule.subject for rule in mapping.events):
        raise document.refused(FileTrouble.SUBJECT_NEEDED, "events", "subject")
