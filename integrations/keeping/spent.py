"""One call that may be charged, as the ledger knows it, and the reading of the ledger's lines."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from credit.money import Money, total
from credit.problem import InvalidMoney

__all__ = ["Budget", "Per", "Spent", "State", "key_in", "month_of", "read_ledger", "spent_in"]

_GOES_BY = b'"state": "key"'
"""In the line that says by which key buyers are marked from there on."""


class Per(StrEnum):
    """The stretch a budget holds for, by the calendar and in UTC."""

    MONTH = "month"
    DAY = "day"

    def of(self, moment: datetime) -> str:
        """The month or the day a call is counted in: `2026-11`, `2026-11-22`."""
        day = moment.astimezone(UTC).date().isoformat()
        return day if self is Per.DAY else day[:7]


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent on a provider in any one month, or on any one day."""

    amount: Money
    per: Per = Per.MONTH


class State(StrEnum):
    """What is known of a call that may be charged."""

    BEGUN = "begun"
    """About to be sent, or sent; whoever sent it was cut off where no other state follows."""
    ORDERED = "ordered"
    """The provider took the order and prepares the report; `order` is its number."""
    CHARGED = "charged"
    NOT_CHARGED = "not_charged"
    REFUSED = "refused"
    """An order the provider will not deliver, and does not bill."""
    UNKNOWN = "unknown"
    """Sent, and its answer lost."""


@dataclass(frozen=True, slots=True)
class Spent:
    """One call that may be charged, as the ledger knows it by now."""

    id: str
    """Also what the order is named by at a provider that takes a reference of ours."""
    provider: str
    buyer: str
    endpoint: str
    price: Money | None
    at: datetime
    """UTC, before it was sent."""
    state: State = State.BEGUN
    order: str = ""
    """The provider's number of an order under way."""
    ended_at: datetime | None = None
    """UTC, when it was written down what became of it."""
    said_by: str = ""
    """Who said what became of it, where nobody could find out by asking."""

    @property
    def counts(self) -> bool:
        """Whether it is spent as far as anybody knows."""
        return self.state not in (State.NOT_CHARGED, State.REFUSED)

    @property
    def doubtful(self) -> bool:
        """Whether nobody knows if it was charged; of one that is being asked just now too."""
        return self.state in (State.BEGUN, State.UNKNOWN)


def month_of(moment: datetime) -> str:
    """The month a call is counted in, in UTC: `2026-11`."""
    return Per.MONTH.of(moment)


def spent_in(entries: Iterable[Spent], provider: str, at: datetime, currency: str, per: Per = Per.MONTH) -> Money:
    """What a provider charged in the month or on the day of a moment, or may have, in one currency."""
    span = per.of(at)
    counted = (entry.price for entry in entries if entry.provider == provider and entry.counts and per.of(entry.at) == span)
    return total((price for price in counted if price is not None and price.currency == currency), currency)


def read_ledger(data: bytes, before: Mapping[str, Spent] = MappingProxyType({})) -> dict[str, Spent]:
    """Every entry by its id, in the order they were begun; `before` are those of the lines before `data`.

    A line nobody can read was cut off: a begun one was never sent, and the end of one leaves it as it was.
    """
    entries = dict(before)
    for line in data.splitlines():
        try:
            values = json.loads(line)
            if values["state"] == State.BEGUN:
                entries[values["id"]] = _begun(values)
            else:
                entry = entries[values["id"]]
                at = datetime.fromisoformat(values["at"]) if "at" in values else None
                order, by = values.get("order", entry.order), str(values.get("said_by", ""))
                entries[entry.id] = replace(entry, state=State(values["state"]), order=order, ended_at=at, said_by=by)
        except (ValueError, KeyError, TypeError, InvalidMoney):
            continue
    return entries


def key_in(data: bytes, before: str = "") -> str:
    """The mark of the key the ledger goes by after the lines of `data`; `before` them it went by that one, empty: by none."""
    for line in data.splitlines():
        if _GOES_BY in line:
            with suppress(ValueError, KeyError, TypeError):
                before = str(json.loads(line)["key"])
    return before


def _begun(values: Mapping[str, str]) -> Spent:
    price = Money.of(values["amount"], values["currency"]) if "amount" in values else None
    at = datetime.fromisoformat(values["at"])
    return Spent(values["id"], values["provider"], values["buyer"], values["endpoint"], price, at)
