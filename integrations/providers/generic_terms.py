"""The parts of a provider's file that say on which terms it is asked: hosts, weight, time, rate, and when a body is no answer."""

from pathlib import Path

from integrations.address import Address, RequestRefused
from integrations.bounded import CAPS, Caps
from integrations.endings import Reason
from integrations.providers.body_rules import MEANINGS, BodyRules
from integrations.providers.mapping import NOWHERE, Place
from integrations.providers.strict_table import FileTrouble, Table
from integrations.redirects import hops_of
from integrations.terms import DEADLINE, Quota, Rate, Terms

__all__ = ["TERM_KEYS", "read_place", "read_redirect_hosts", "read_terms", "read_whole"]

TERM_KEYS = ("allowed_hosts", "redirect_hosts", "authorities", "limits", "rate", "quota", "ok")
"""Keys of a provider's file that are read here."""
_MOST_SECONDS, _MOST_MIB, _MOST_CALLS, _MONTH = 600, 128, 100_000, 31 * 86_400


def read_terms(document: Table, address: Address) -> Terms:
    """The terms a file states; what it does not state is as usual."""
    return Terms(
        document.words("allowed_hosts"),
        read_redirect_hosts(document, address),
        *_limits(document),
        _rate(document),
        _quota(document),
        _authorities(document),
        refusal=_rules(document).refusal if "ok" in document else Terms().refusal,
    )


def read_place(table: Table, name: str) -> Place:
    """The place a key's expression gives; refused where it is no jmespath."""
    try:
        return Place.of(table.text(name))
    except ValueError:
        raise table.refused(FileTrouble.BAD_PATH, name) from None


def read_whole(table: Table, name: str, otherwise: int, least: int, most: int) -> int:
    """A whole number between two others."""
    if name not in table:
        return otherwise
    text = table.scalar(name)
    if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
        raise table.refused(FileTrouble.BAD_VALUE, name, str(otherwise))
    return int(text)


def read_redirect_hosts(document: Table, address: Address) -> tuple[str, ...]:
    """The hosts an answer may lie with; refused where one cannot be one."""
    hosts = document.words("redirect_hosts")
    try:
        hops_of(address, hosts)
    except RequestRefused:
        raise document.refused(FileTrouble.BAD_ADDRESS, "redirect_hosts") from None
    return hosts


def _limits(document: Table) -> tuple[Caps, float]:
    """What an answer may weigh and how long one exchange may take."""
    limits = document.table("limits", ("seconds", "wire_mib", "decoded_mib"))
    wire = read_whole(limits, "wire_mib", CAPS.wire >> 20, 1, _MOST_MIB)
    decoded = read_whole(limits, "decoded_mib", max(CAPS.decoded >> 20, wire), 1, _MOST_MIB)
    return Caps(wire << 20, decoded << 20), float(read_whole(limits, "seconds", int(DEADLINE), 1, _MOST_SECONDS))


def _rate(document: Table) -> Rate | None:
    if "rate" not in document:
        return None
    rate = document.table("rate", ("calls", "seconds"))
    for name in ("calls", "seconds"):
        if name not in rate:
            raise rate.refused(FileTrouble.MISSING_KEY, name)
    return Rate(read_whole(rate, "calls", 60, 1, _MOST_CALLS), float(read_whole(rate, "seconds", 60, 1, _MONTH)))


def _quota(document: Table) -> Quota:
    quota = document.text("quota", Quota.MONTH)
    if quota not in tuple(Quota):
        raise document.refused(FileTrouble.BAD_VALUE, "quota", ", ".join(Quota))
    return Quota(quota)


def _authorities(document: Table) -> Path | None:
    """A file of certificates, with its whole path: a settings file has no folder of its own to look in."""
    if "authorities" not in document:
        return None
    path = Path(document.text("authorities")).expanduser()
    if not path.is_absolute():
        raise document.refused(FileTrouble.BAD_VALUE, "authorities", "/path/authorities.pem")
    return path


def _rules(document: Table) -> BodyRules:
    """How a body says that it is no answer."""
    rules = document.table("ok", ("require", "error_path", "ok_values", "empty_values", "meanings"))
    if "error_path" not in rules and "require" not in rules:
        raise rules.refused(FileTrouble.MISSING_KEY, "error_path")
    if "error_path" not in rules and (other := next((name for name in rules if name != "require"), "")):
        raise rules.refused(FileTrouble.MISSING_KEY, "error_path", other)
    return BodyRules(
        tuple(_required(rules)),
        read_place(rules, "error_path") if "error_path" in rules else NOWHERE,
        rules.words("ok_values"),
        rules.words("empty_values"),
        _meanings(rules.table("meanings")),
    )


def _required(rules: Table) -> list[Place]:
    try:
        return [Place.of(path) for path in rules.words("require")]
    except ValueError:
        raise rules.refused(FileTrouble.BAD_PATH, "require") from None


def _meanings(table: Table) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    for word in table:
        meaning = table.text(word)
        if meaning not in MEANINGS:
            raise table.refused(FileTrouble.BAD_VALUE, word, ", ".join(MEANINGS))
        found[word] = MEANINGS[meaning]
    return found
