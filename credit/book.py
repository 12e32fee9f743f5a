"""The book: accounts by their number, the policy they are judged by, and the rates of exchange.

A book is never changed, only succeeded by another. `after` replaces the accounts a change touches and no other, so
whoever keeps something by an account's identity knows at once what is still true.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from credit.account import Account, Fact, version_key
from credit.change import Change, Drop
from credit.country import NO_COUNTRIES, Countries
from credit.money import exponent
from credit.policy import DEFAULT_POLICY, Policy
from credit.problem import UnknownBuyer
from credit.rates import NO_RATES, Rates

__all__ = ["EMPTY_BOOK", "Book"]

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything known, by buyer."""

    accounts: Mapping[str, Account] = field(default_factory=dict)
    policy: Policy = DEFAULT_POLICY
    rates: Rates = NO_RATES
    base: str = "USD"
    """Currency in which figures of the whole house are shown."""
    countries: Countries = NO_COUNTRIES
    home: str = "CN"
    """Country of the exporter, whose banks receive the money (ISO 3166-1 alpha-2)."""

    def alone(self) -> "Book":
        """The book without its accounts: the policy, rates and countries that any account is judged by."""
        return replace(self, accounts={}) if self.accounts else self

    def worth(self, currency: str, on: date) -> Decimal | None:
        """Base minor units for one minor unit of `currency`; `None` where no rate was published by the day."""
        if currency == self.base:
            return ONE
        known = self.rates.factor(currency, self.base, on)
        return known[0].scaleb(exponent(self.base) - exponent(currency)) if known else None

    def account(self, id: str) -> Account:
        """The account of this number; raises `UnknownBuyer`, naming the nearest number."""
        found = self.accounts.get(id)
        if found is None:
            raise UnknownBuyer(id=id, near=next(iter(get_close_matches(id, list(self.accounts), 1)), ""))
        return found

    def after(self, change: Change) -> "Book":
        """The book once `change` is in it; accounts it does not touch are the same objects."""
        put: defaultdict[str, list[Fact]] = defaultdict(list)
        drop: defaultdict[str, list[Drop]] = defaultdict(list)
        for fact in change.put:
            put[fact.customer_id].append(fact)
        for gone in change.drop:
            drop[gone.customer_id].append(gone)
        accounts = dict(self.accounts)
        for id in sorted(change.touched):
            account = accounts.get(id, Account(id)).succeeded(put[id], [gone.version for gone in drop[id]])
            if account:
                accounts[id] = account
            else:
                accounts.pop(id, None)
        return replace(self, accounts=accounts)

    def inverse(self, change: Change) -> Change:
        """The change that takes `change` back from the book after it: `book.after(c).after(book.inverse(c)) == book`."""
        standing = {id: self.accounts[id].by_version() for id in change.touched if id in self.accounts}
        put: list[Fact] = []
        drop: list[Drop] = []
        for fact in change.put:
            before = standing.get(fact.customer_id, {}).get(version_key(fact))
            if before is None:
                drop.append(Drop(fact.customer_id, fact.kind, fact.id, fact.learnt_on))
            else:
                put.append(before)
        replaced = {(fact.customer_id, *version_key(fact)) for fact in change.put}
        for gone in change.drop:
            before = standing.get(gone.customer_id, {}).get(gone.version)
            if before is not None and (gone.customer_id, *gone.version) not in replaced:
                put.append(before)
        return Change(change.what, tuple(put), tuple(drop), change.who, undoes=not change.undoes)

    def as_known_on(self, day: date) -> "Book":
        """The book with what had been learnt by the end of `day`; a buyer not known yet does not stand in it."""
        known = {id: account.as_known_on(day) for id, account in self.accounts.items()}
        return replace(self, accounts={id: account for id, account in known.items() if account})


EMPTY_BOOK = Book()
