"""The file of a built-in provider, read strictly against what the program knows of its kind.

What belongs to the service stands in `data/providers/KIND.toml`: its address, how a key is shown, what its licence says, how
often it may be asked. What belongs to the user stands in the user's file: the key's reference, a price, a budget, an address
of one's own where the service can be hosted, and what the service asks to be told.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from credit.money import Money
from credit.report import EventKind
from integrations.address import RequestRefused, address_of
from integrations.auth import NO_PLAN, AuthPlan
from integrations.bounded import Caps
from integrations.exchange import Refusal, accept_all
from integrations.keeping.visit import Agreed
from integrations.providers.agreed_file import AGREED_KEYS, read_agreed, read_money
from integrations.providers.generic_file import PROVIDER_NAME
from integrations.providers.generic_terms import read_redirect_hosts
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source, Table
from integrations.secrets import is_reference
from integrations.terms import Rate, Terms
from integrations.tokens import TokenPlan

__all__ = ["Settings", "facts_of", "settings_of"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One built-in provider as it is configured."""

    name: str
    kind: str
    base_url: str
    auth: AuthPlan
    terms: Terms
    agreed: Agreed
    billable: bool
    price: Money | None
    licence: str
    options: Mapping[str, str]
    """What the kind asks the user to tell, such as a contact."""
    rules: Mapping[str, EventKind] = field(default_factory=dict)
    """What the rules of its monitoring mean, by their names in small letters."""
    events_bill: bool = False
    """Whether reading the events of its monitoring is billed."""


@cache
def facts_of(kind: str) -> Mapping[str, Any]:
    """What the program knows of a kind."""
    text = files("integrations").joinpath("data", "providers", f"{kind}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def settings_of(name: str, source: Source, refusal: Refusal = accept_all) -> Settings:
    """The settings a user's file gives; raises `ProviderFileRefused` for the first thing that is wrong."""
    if not PROVIDER_NAME.fullmatch(name):
        raise ProviderFileRefused(FileTrouble.BAD_NAME, file=source.file)
    values = tomllib.loads(source.text)
    facts = facts_of(str(values["kind"]))
    asked = facts.get("options", {})
    document = Table(source, values, ("kind", "base_url", "auth", "cost", *asked, *facts.get("further", ()), *AGREED_KEYS))
    base_url = _address(document, str(facts["base_url"]))
    options = {key: _option(document, key, told) for key, told in asked.items()}
    billable = base_url in facts.get("billable_at", ()) or "cost" in document
    price = read_money(document, "cost") if "cost" in document else None
    prices = {str(endpoint): price for endpoint in facts.get("billable", ())} if billable else {}
    prices |= {endpoint: read_money(document, key) for endpoint, key in facts.get("priced", {}).items() if key in document}
    return Settings(
        name,
        document.text("kind"),
        base_url,
        _auth(document, facts, base_url),
        _terms(
            facts,
            refusal if base_url in facts.get("quota_at", (base_url,)) else accept_all,
            options,
            read_redirect_hosts(document, address_of(base_url)),
        ),
        _agreed(document, name, prices, facts),
        billable,
        price,
        str(facts["licence"]),
        MappingProxyType(options),
        _rules(document, facts),
        "events" in facts.get("billable", ()),
    )


def _agreed(document: Table, name: str, prices: Mapping[str, Money | None], facts: Mapping[str, Any]) -> Agreed:
    """What was agreed; how long an answer is taken for current is the kind's to say where the user does not."""
    agreed = read_agreed(document, name, prices, timedelta(days=int(facts["keep_days"])))
    agreed = replace(agreed, fleeting=frozenset(facts.get("fleeting", ())))
    if "fresh_days" in document.table("keep") or "fresh_days" not in facts:
        return agreed
    return replace(agreed, fresh=min(agreed.keep, timedelta(days=int(facts["fresh_days"]))))


def _address(document: Table, usual: str) -> str:
    """The checked address; why it is refused is named, the address is not: it may hold a key."""
    url = document.text("base_url", usual).rstrip("/")
    try:
        address_of(url)
    except RequestRefused as refused:
        why = str(refused.reason)
    else:
        return url
    raise document.refused(FileTrouble.BAD_ADDRESS, "base_url", why)


def _option(document: Table, key: str, told: Mapping[str, Any]) -> str:
    """What the kind asks to be told: of the form it needs, and owed where there is no usual one."""
    value = document.text(key, told.get("usual"))
    if not re.fullmatch(str(told["form"]), value):
        raise document.refused(FileTrouble.BAD_VALUE, key, str(told["example"]))
    return value


def _rules(document: Table, facts: Mapping[str, Any]) -> Mapping[str, EventKind]:
    """What each rule of the monitoring means: the kind's own words, and before them the user's."""
    table = document.table("rules")
    for name in table:
        if table.text(name) not in tuple(EventKind):
            raise table.refused(FileTrouble.BAD_VALUE, name, ", ".join(EventKind))
    said = {**facts.get("rules", {}), **{name.casefold(): table.text(name) for name in table}}
    return MappingProxyType({name: EventKind(kind) for name, kind in said.items()})


def _auth(document: Table, facts: Mapping[str, Any], base_url: str) -> AuthPlan:
    """How the key is shown: by the way of the kind, with the key the user refers to."""
    way = facts.get("auth")
    if way is None or ("auth" not in document and base_url not in facts.get("key_needed_at", ())):
        if "auth" in document:
            raise document.refused(FileTrouble.UNKNOWN_KEY, "auth")
        return NO_PLAN
    if "auth" not in document:
        raise document.refused(FileTrouble.MISSING_KEY, "auth")
    beside = str(way.get("beside", ""))
    known = ("secret", *(("prefix",) if {"token_path", "token_url"} & set(way) else ()), *((beside,) if beside else ()))
    table = document.table("auth", known)
    prefix = table.word("prefix") if "prefix" in table else None
    keys = ((beside, _reference(table, beside)),) if beside else ()
    token = _token(document, way, base_url)
    return AuthPlan(str(way["kind"]), _reference(table, "secret"), prefix=prefix, beside=keys, token=token)


def _reference(table: Table, name: str) -> str:
    """Where a key lies; a key itself is refused."""
    secret = table.text(name)
    if not is_reference(secret):
        raise table.refused(FileTrouble.LITERAL_SECRET, name, line=table.source.line_with(secret))
    return secret


def _token(document: Table, way: Mapping[str, Any], base_url: str) -> TokenPlan:
    """Where a token is fetched: below the base URL, or at an address of its own that the user may set."""
    if "token_path" not in way and "token_url" not in way:
        return TokenPlan()
    url = base_url + str(way["token_path"]) if "token_path" in way else document.text("token_url", str(way["token_url"]))
    fields = tuple((str(name), str(value)) for name, value in way.get("fields", {}).items())
    return TokenPlan(url, fields, bool(way.get("form", True)), str(way.get("token", TokenPlan().token)))


def _terms(facts: Mapping[str, Any], refusal: Refusal, options: Mapping[str, str], redirect_hosts: tuple[str, ...]) -> Terms:
    caps, rate = facts.get("caps", {}), facts.get("rate")
    return Terms(
        redirect_hosts=redirect_hosts,
        caps=Caps(int(caps.get("wire_mb", 8)) << 20, int(caps.get("decoded_mb", 32)) << 20),
        rate=Rate(int(rate["calls"]), float(rate["seconds"])) if rate else None,
        agent=f"dunnage {options['contact']}" if "contact" in options else "dunnage",
        refusal=refusal,
    )
